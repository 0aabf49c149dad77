//! The documents: fresh, whole, and made of nothing but what the tool itself wrote as Markdown.

use std::collections::BTreeMap;
use std::path::Path;

use super::cli::{khung, repository};

/// Every file below a folder by its path from it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    walk.filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            (path, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn is(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}

/// The documents of a repository.
fn docs_of(repository: &str) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let run = khung(&["build", repository, "--only", "docs", "-o", &out.path().display().to_string()]);
    assert!(run.code <= 1, "{}: {}", run.code, run.out);
    files(&out.path().join("docs"))
}

#[test]
fn the_documents_are_fresh() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("generated/docs");
    let (there, now) = (files(&committed), docs_of("architecture"));
    let stale: Vec<&String> =
        now.iter().filter(|(path, text)| there.get(*path) != Some(text)).map(|(path, _)| path).collect();
    let left: Vec<&String> = there.keys().filter(|path| !now.contains_key(*path)).collect();
    assert!(
        stale.is_empty() && left.is_empty(),
        "generated/docs is stale; write it anew with: cargo run -- build architecture --only docs\n{stale:?}\n{left:?}"
    );
}

/// What the links of a text lead to: the part between `](` and `)`.
fn links(text: &str) -> Vec<&str> {
    let after = text.match_indices("](").map(|(at, _)| &text[at + 2..]);
    after.filter_map(|rest| rest.split_once(')').map(|(link, _)| link)).collect()
}

#[test]
fn every_link_of_the_documents_leads_somewhere() {
    let docs = docs_of("architecture");
    let mut count = 0;
    for (path, bytes) in docs.iter().filter(|(path, _)| is(path, "md")) {
        let text = String::from_utf8(bytes.clone()).unwrap();
        for link in links(&text) {
            count += 1;
            let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let full = match file.strip_prefix("../") {
                Some(rest) => rest.to_owned(),
                None if folder.is_empty() || file.is_empty() => file.to_owned(),
                None => format!("{folder}/{file}"),
            };
            let target = docs.get(&full).unwrap_or_else(|| panic!("{path}: {link} leads nowhere"));
            if let Some(anchor) = anchor {
                let target = String::from_utf8_lossy(target);
                assert!(target.contains(&format!("<a id=\"{anchor}\">")), "{path}: {link}: no such place");
            }
        }
    }
    assert!(count > 500, "{count}");
}

#[test]
fn nothing_that_was_written_becomes_markup() {
    let attack = "</a><script>alert(1)</script> [x](javascript:alert(1)) ![y](http://example.vn/z) | # `a` {{ 7 * 7 }}";
    let agency = format!(
        "agency: bo-a\nname: '{attack}'\nlevel: ministry\narchitecture:\n  vision: '{attack}'\n  objectives: ['{attack}']\n"
    );
    let layer = format!(
        "layer: application\nagency: bo-a\ncomponents:\n  - id: x\n    kind: internal-application\n    name: '{attack}'\n    description: '{attack}'\n"
    );
    let config = format!("framework: vn-egov-2.0\ntitle: '{attack}'\nas_of: 2021-08-31\n");
    let folder = repository(&[
        ("khung.yaml", config.as_bytes()),
        ("co-quan.yaml", agency.as_bytes()),
        ("ung-dung.yaml", layer.as_bytes()),
    ]);
    let docs = docs_of(&folder.path().display().to_string());
    let text: String = docs
        .iter()
        .filter(|(path, _)| is(path, "md"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    assert!(text.contains("alert(1)"), "the words themselves are kept");
    for sign in ["<script", "[x](", "![y](", "</a><s"] {
        assert!(!text.contains(sign), "{sign}");
    }
    assert!(text.contains("{{ 7 \\* 7 }}") && !text.contains("49"));
    for (path, bytes) in docs.iter().filter(|(path, _)| is(path, "svg")) {
        assert!(!String::from_utf8_lossy(bytes).contains("<script"), "{path}");
    }
}
