//! `khung serve`: the site while it is being written, on this machine only. Each save is read and checked anew; pages
//! are made when asked for, so that a save costs no more than a check.

mod generation;
mod http;
mod hub;
mod page;
mod watch;

use std::io::Write;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, mpsc};

use clap::ArgMatches;

use self::generation::build;
use self::hub::Hub;
use super::{CLEAN, Failure, Terminal, USAGE, repository};
use crate::text;
use crate::text::Lang;

pub(super) fn run(
    matches: &ArgMatches,
    lang: Option<Lang>,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let opened = repository::open(matches)?;
    let spoken = opened.lang(lang);
    let folders: Vec<PathBuf> =
        std::iter::once(opened.root).chain(matches.get_one::<PathBuf>("framework").cloned()).collect();
    let port = matches.get_one::<u16>("port").copied().unwrap_or_default();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| no_port(port, &error))?;
    let address = format!("http://{}/", listener.local_addr()?);

    let hub = Arc::new(Hub::new(spoken));
    hub.take(build(matches, lang, terminal));
    terminal.note(&hub.said());
    let (tell, saves) = mpsc::channel();
    let watcher = watch::watch(&folders, tell);
    if let Err(error) = &watcher {
        let text = text!(
            vi: "không theo dõi được thư mục ({error}); lưu xong hãy chạy lại khung serve",
            en: "the folder cannot be watched ({error}); run khung serve again after a save",
        );
        terminal.note(text.get(spoken));
    }
    let builder = Builder { matches: matches.clone(), lang, terminal: terminal.clone(), hub: Arc::clone(&hub) };
    std::thread::spawn(move || builder.run(&saves));

    writeln!(out, "{address}")?;
    out.flush()?;
    terminal.note(spoken.pick("Tự tải lại mỗi lần lưu; Ctrl-C để dừng.", "Reloads at each save; Ctrl-C ends it."));
    if matches.get_flag("open") && !open(&address) {
        terminal.note(spoken.pick("không mở được trình duyệt", "the browser could not be opened"));
    }
    http::serve(listener, hub)?;
    drop(watcher);
    Ok(CLEAN)
}

/// Builds anew after each save.
struct Builder {
    matches: ArgMatches,
    lang: Option<Lang>,
    terminal: Terminal,
    hub: Arc<Hub>,
}

impl Builder {
    fn run(mut self, saves: &mpsc::Receiver<()>) {
        self.terminal.progress = false;
        while watch::burst(saves) {
            self.hub.take(build(&self.matches, self.lang, &self.terminal));
            self.terminal.note(&self.hub.said());
        }
    }
}

fn no_port(port: u16, error: &std::io::Error) -> Failure {
    let text = if error.kind() == std::io::ErrorKind::AddrInUse {
        text!(
            vi: "cổng {port} đang có chương trình khác dùng; chọn cổng khác, hoặc cổng còn trống bất kỳ: khung serve --port 0",
            en: "another program uses port {port}; choose another, or any free one: khung serve --port 0",
        )
    } else {
        text!(vi: "không nghe được ở cổng {port}: {error}", en: "port {port} cannot be listened on: {error}")
    };
    Failure::Say(USAGE, text)
}

/// Opens the reader's browser; whether there was a way to.
fn open(address: &str) -> bool {
    let (program, before): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start"]),
        _ => ("xdg-open", &[]),
    };
    let mut command = std::process::Command::new(program);
    command.args(before).arg(address);
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    command.spawn().is_ok()
}
