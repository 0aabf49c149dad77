//! `khung serve`: who may ask, what is answered, and that a save is seen.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::cli::repository;
use super::support::MODEL;

const CONFIG: &[u8] = b"framework: vn-egov-2.0\ntitle: { vi: Kho Cu, en: Old One }\nas_of: 2021-08-31\n";

/// A server that ends with the value.
struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer: status, headers in small letters, body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Server {
    fn start(folder: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_khung"));
        command.args(["serve", "--port", "0"]).arg(folder).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap().trim_end_matches('/').to_owned();
        assert!(address.starts_with("127.0.0.1:"), "{address}");
        Self { child, address }
    }

    fn connect(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    fn ask(&self, method: &str, path: &str, host: &str) -> Answer {
        let request = format!("{method} {path} HTTP/1.1\r\n{host}Connection: close\r\n\r\n");
        let mut all = Vec::new();
        self.connect(&request).read_to_end(&mut all).unwrap();
        let all = String::from_utf8_lossy(&all).into_owned();
        let (head, body) = all.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &format!("Host: {}\r\n", self.address))
    }

    /// What the server tells of builds; the first comes at once.
    fn events(&self) -> BufReader<TcpStream> {
        let request = format!("GET /_khung/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        let mut events = BufReader::new(self.connect(&request));
        next(&mut events);
        events
    }
}

/// Waits for the next event.
fn next(events: &mut BufReader<TcpStream>) {
    let mut line = String::new();
    while !line.starts_with("data: ") {
        line.clear();
        assert!(events.read_line(&mut line).unwrap() > 0, "the events ended");
    }
}

/// Looks after each event until something holds.
fn until(events: &mut BufReader<TcpStream>, mut holds: impl FnMut() -> bool) {
    while !holds() {
        next(events);
    }
}

/// Saves a file at one stroke, as editors do.
fn save(folder: &Path, name: &str, bytes: &[u8]) {
    let new = folder.join(".luu");
    std::fs::write(&new, bytes).unwrap();
    std::fs::rename(new, folder.join(name)).unwrap();
}

#[test]
fn a_save_is_seen_and_a_fault_keeps_the_last_good_pages() {
    let folder = repository(&[("khung.yaml", CONFIG), ("a.yaml", MODEL)]);
    let server = Server::start(folder.path());
    let first = server.get("/");
    assert_eq!(first.status, 200);
    assert!(first.body.contains("Kho Cu") && first.body.contains("/_khung/live.js"), "{}", first.body);
    assert!(server.get("/en/").body.contains("Old One"));
    let panel = server.get("/_khung/state.json?agency/a.html");
    assert!(panel.body.contains("missing-agency-platform") && panel.body.contains("a.yaml:1:"), "{}", panel.body);
    assert!(panel.body.contains("\"here\":{\"count\":"), "{}", panel.body);

    let mut events = server.events();
    let config = String::from_utf8_lossy(CONFIG).replace("Kho Cu", "Kho Mới");
    save(folder.path(), "khung.yaml", config.as_bytes());
    until(&mut events, || server.get("/index.html").body.contains("Kho Mới"));
    let version = |page: &str| page.split("data-version=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let good = version(&server.get("/").body);

    save(folder.path(), "hong.yaml", b"a: [");
    until(&mut events, || {
        let panel = server.get("/_khung/state.json?index.html").body;
        panel.contains("invalid-yaml") && panel.contains("hong.yaml:1:") && panel.contains(&good)
    });
    let page = server.get("/").body;
    assert!(page.contains("Kho Mới") && version(&page) == good, "{page}");

    std::fs::remove_file(folder.path().join("hong.yaml")).unwrap();
    until(&mut events, || server.get("/_khung/state.json?index.html").body.contains("\"faults\":[]"));
    assert_ne!(version(&server.get("/").body), good);
}

#[test]
fn what_was_never_readable_is_told_on_the_page_until_it_is_mended() {
    let folder = repository(&[("khung.yaml", CONFIG), ("a.yaml", b"<script>alert(1)</script>: [")]);
    let server = Server::start(folder.path());
    let page = server.get("/");
    assert_eq!(page.status, 503);
    assert!(page.body.contains("a.yaml:1:") && page.body.contains("/_khung/live.js"), "{}", page.body);
    assert!(!page.body.contains("<script>alert"), "{}", page.body);
    let mut events = server.events();
    save(folder.path(), "a.yaml", MODEL);
    until(&mut events, || server.get("/").status == 200);
}

#[test]
fn only_this_machine_asks_and_only_for_what_the_site_has() {
    let folder = repository(&[("khung.yaml", CONFIG), ("a.yaml", MODEL)]);
    let server = Server::start(folder.path());
    let port = server.address.rsplit(':').next().unwrap().to_owned();
    for host in ["Host: evil.example\r\n", "", "Host: 127.0.0.1.evil.example\r\n", "Host: x@127.0.0.1\r\n"] {
        let status = server.ask("GET", "/", host).status;
        assert!(matches!(status, 400 | 403), "{host}: {status}");
    }
    let own = format!("Host: localhost:{port}\r\n");
    assert_eq!(server.ask("GET", "/", &own).status, 200);
    assert_eq!(server.ask("GET", "http://evil.example/", &own).status, 403);
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        assert_eq!(server.ask(method, "/", &own).status, 405, "{method}");
    }
    let head = server.ask("HEAD", "/", &own);
    assert!(head.status == 200 && head.body.is_empty());
    assert!(head.head.contains("content-security-policy: default-src 'none'") && head.head.contains("nosniff"));
    assert!(!head.head.contains("access-control"), "{}", head.head);
    for path in ["/../khung.yaml", "/khung.yaml", "/%2e%2e/khung.yaml", "//khung.yaml", "/assets/../../a.yaml", "/\\a"]
    {
        let answer = server.get(path);
        assert!(matches!(answer.status, 400 | 404) && !answer.body.contains("framework"), "{path}: {}", answer.status);
    }
    assert!(server.get("/assets/site.css").head.contains("content-type: text/css"));
    assert!(server.get("/en").head.contains("location: /en/"));

    let taken = Command::new(env!("CARGO_BIN_EXE_khung")).args(["serve", "--port", &port]).arg(folder.path()).output();
    let taken = taken.unwrap();
    let said = String::from_utf8(taken.stderr).unwrap();
    assert!(taken.status.code() == Some(2) && said.contains(&port) && said.contains("--port 0"), "{said}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_is_how_it_ends() {
    let folder = repository(&[("khung.yaml", CONFIG), ("a.yaml", MODEL)]);
    let mut server = Server::start(folder.path());
    let _listening = server.events();
    assert!(Command::new("kill").args(["-INT", &server.child.id().to_string()]).status().unwrap().success());
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
}
