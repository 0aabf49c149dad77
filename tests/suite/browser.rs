//! The built site in a real browser: `KHUNG_BROWSER=1 cargo test browser`, after `npm ci --prefix tests/browser`.
//! Without that word the test is passed over, for who has no browser at hand; with it whatever is missing fails.

#![allow(clippy::print_stdout, reason = "what the browser says is the report of the test")]

use std::path::Path;
use std::process::Command;

use super::attack::{READABLE, WILD};
use super::built::{ARCHITECTURE, Pages, write};

/// Whether the browser is asked for.
fn asked() -> bool {
    let asked = std::env::var("KHUNG_BROWSER").is_ok_and(|value| value == "1");
    if !asked {
        println!("passed over: KHUNG_BROWSER=1 opens the site in a browser");
    }
    asked
}

/// Writes sites, each into the folder that a variable names, and runs a script of `tests/browser` on them.
fn run(script: &str, sites: &[(&str, &Pages)]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    assert!(folder.join("node_modules").is_dir(), "first: npm ci --prefix tests/browser");
    let temporary = tempfile::tempdir().unwrap();
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=spec", script]).current_dir(&folder);
    for (name, pages) in sites {
        let site = temporary.path().join(name);
        write(pages, &site);
        node.env(name, site);
    }
    let output = node.output().expect("node starts");
    println!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{script} failed; its report stands above");
}

#[test]
fn the_site_works_for_everybody() {
    if asked() {
        run("site.test.js", &[("KHUNG_SITE", &ARCHITECTURE)]);
    }
}

#[test]
fn no_attack_runs() {
    if asked() {
        run("attack.test.js", &[("KHUNG_READABLE", &READABLE), ("KHUNG_WILD", &WILD)]);
    }
}
