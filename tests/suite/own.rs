//! What a repository brings to its pages: told at its line where it does not do, read from inside and nowhere else.

use std::path::Path;

use khung::check::Engine;
use khung::graph::Graph;
use khung::measure::{Evidence, measure};
use khung::publication::Publication;
use khung::site::{Own, Site};

use super::cli::{process, repository};
use super::support::{PACK, at, check_at};

const MODEL: &str = "agency: a\nname: A\nlevel: ministry\n---\nlayer: application\nagency: a\ncomponents:\n  - { id: cong, kind: service-portal, name: C }\n";
const LOGO: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>";

fn config(site: &str) -> String {
    format!("framework: vn-egov-2.0\ntitle: T\nas_of: 2021-08-31\nsite:\n{site}")
}

/// Places and fields of what is wrong with `khung.yaml`.
fn faults(site: &str) -> Vec<String> {
    let (loaded, findings) = check_at(&[("khung.yaml", &config(site)), ("a.yaml", MODEL)], None);
    let of_config = findings.iter().filter(|finding| finding.rule == "invalid-value");
    of_config.map(|finding| format!("{} {}", at(&loaded, finding), finding.field)).collect()
}

#[test]
fn what_does_not_do_is_told_at_its_line() {
    assert_eq!(faults("  logo: hinh/logo.svg\n  colour: '#0b4f8a'\n  templates: khuon-mau\n"), Vec::<String>::new());
    assert_eq!(faults("  source_url: 'https://git.example.vn/x/blob/main/{path}#L{line}'\n"), Vec::<String>::new());
    for (line, field) in [
        ("colour: '#ffe000'", "site.colour"),
        ("colour: red", "site.colour"),
        ("logo: ../logo.svg", "site.logo"),
        ("logo: /etc/logo.png", "site.logo"),
        ("logo: logo.html", "site.logo"),
        ("templates: ../khac", "site.templates"),
        ("source_url: 'http://git.example.vn/{path}'", "site.source_url"),
        ("source_url: 'https://git.example.vn/'", "site.source_url"),
        ("source_url: 'javascript:alert(1)//{path}'", "site.source_url"),
    ] {
        let found = faults(&format!("  {line}\n"));
        assert!(
            matches!(found.as_slice(), [one] if one.starts_with("khung.yaml:5:") && one.contains(field)),
            "{line}: {found:?}"
        );
    }
}

/// Pages of the small repository.
fn pages(site: &str, own: Own) -> std::collections::BTreeMap<String, String> {
    let (loaded, findings) = check_at(&[("khung.yaml", &config(site)), ("a.yaml", MODEL)], None);
    let graph = Graph::build(&loaded.repository, &PACK);
    assert!(Engine::new(&PACK).is_ok());
    let day = loaded.repository.config.as_of.unwrap();
    let evidence = Evidence::new(&graph, &findings, day);
    let coverage = measure(&evidence, &[]);
    let publication = Publication::new(&evidence, &coverage, &loaded.sources);
    let site = Site::new(&publication, own).unwrap();
    let text = |leaf: khung::site::Leaf<'_>| {
        let bytes = leaf.bytes().unwrap();
        (leaf.path, String::from_utf8_lossy(&bytes).replace("&#x2f;", "/"))
    };
    site.leaves().into_iter().map(text).collect()
}

#[test]
fn what_does_stands_on_every_page() {
    let site = "  colour: '#8a0b2f'\n  source_url: 'https://git.example.vn/x/{path}#L{line}'\n";
    let own = Own { logo: Some(("svg".to_owned(), LOGO.to_vec())), ..Own::default() };
    let pages = pages(site, own);
    assert!(pages["assets/own.css"].contains("--accent: #8a0b2f"));
    assert_eq!(pages["assets/logo.svg"].as_bytes(), LOGO);
    for path in ["index.html", "en/component/a/cong.html"] {
        let back = "../".repeat(path.matches('/').count());
        assert!(pages[path].contains(&format!("href=\"{back}assets/own.css\"")), "{path}");
        assert!(pages[path].contains(&format!("src=\"{back}assets/logo.svg\"")), "{path}");
    }
    assert!(pages["component/a/cong.html"].contains("https://git.example.vn/x/a.yaml#L8"));
}

#[test]
fn a_repository_without_settings_has_none_of_it() {
    let pages = pages("", Own::default());
    assert!(!pages.contains_key("assets/own.css") && !pages["index.html"].contains("own.css"));
    assert!(!pages["component/a/cong.html"].contains("trên git"));
}

fn build(folder: &Path) -> (i32, String) {
    let (code, _, err) =
        process(&["build", folder.join("kho").to_str().unwrap(), "-o", folder.join("ra").to_str().unwrap()]);
    (code, err)
}

#[test]
fn only_what_lies_inside_is_read() {
    let large = vec![b' '; 1_000_001];
    let logo = config("  logo: logo.svg\n");
    for (bytes, says) in [
        (Some(&b"<svg onload='x()'></svg>"[..]), "không phải hình svg"),
        (Some(&large[..]), "lớn hơn 1 MB"),
        (None, "không đọc được `logo.svg`"),
    ] {
        let mut files = vec![("kho/khung.yaml", logo.as_bytes()), ("kho/a.yaml", MODEL.as_bytes())];
        files.extend(bytes.map(|bytes| ("kho/logo.svg", bytes)));
        let folder = repository(&files);
        let (code, err) = build(folder.path());
        assert!(code == 2 && err.contains("khung.yaml:5:9") && err.contains(says), "{code} {err}");
        assert!(!folder.path().join("ra").exists(), "nothing is written");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_is_not_followed() {
    for (site, link) in [("  logo: logo.svg\n", "kho/logo.svg"), ("  templates: t\n", "kho/t")] {
        let config = config(site);
        let files = [("kho/khung.yaml", config.as_bytes()), ("kho/a.yaml", MODEL.as_bytes()), ("khac/home.html", LOGO)];
        let folder = repository(&files);
        let target = if link.ends_with("svg") { "khac/home.html" } else { "khac" };
        std::os::unix::fs::symlink(folder.path().join(target), folder.path().join(link)).unwrap();
        let (code, err) = build(folder.path());
        assert!(code != 0 && (err.contains("nằm ngoài kho") || code == 3), "{code} {err}");
        assert!(!folder.path().join("ra").exists(), "nothing is written");
    }
}
