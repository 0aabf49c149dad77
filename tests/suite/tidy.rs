//! The house kept by a test: which stage may name which, what every file and dependency must say.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What each stage may name. A stage that is missing here, or that names another, fails the test.
#[rustfmt::skip] // a line a stage
const ARROWS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("source", &[]),
    ("framework", &["text"]),
    ("diagnostic", &["framework", "source", "text"]),
    ("tree", &["source"]),
    ("model", &["framework", "source", "text", "tree"]),
    ("load", &["diagnostic", "framework", "model", "source", "text", "tree"]),
    ("graph", &["framework", "model", "source", "tree"]),
    ("check", &["diagnostic", "framework", "graph", "load", "model", "source", "text", "tree"]),
    ("measure", &["diagnostic", "framework", "graph", "model", "text", "tree"]),
    ("view", &["diagnostic", "framework", "graph", "measure", "model", "source", "text", "tree"]),
    ("diagram", &["framework", "graph", "measure", "model", "text", "view"]),
    ("report", &["check", "diagnostic", "framework", "graph", "measure", "model", "source", "text", "tree"]),
    ("publication", &["check", "diagnostic", "diagram", "framework", "graph", "measure", "model", "report", "source", "text", "tree", "view"]),
    ("site", &["check", "diagnostic", "diagram", "framework", "graph", "measure", "model", "publication", "report", "source", "text", "tree", "view"]),
    ("docs", &["check", "diagnostic", "diagram", "framework", "graph", "measure", "model", "publication", "report", "site", "source", "text", "tree", "view"]),
    ("generate", &["text"]),
    ("cli", &["check", "diagnostic", "diagram", "docs", "framework", "graph", "load", "measure", "model", "publication", "report", "site", "source", "text", "tree", "view"]),
    ("lib", &[]),
    ("main", &["cli"]),
];

/// Crates that one place alone may name: the rest of the code asks that place.
const OWNERS: &[(&str, &[&str])] = &[
    ("cel", &["src/check/policy/expression"]),
    ("granit_parser", &["src/tree/"]),
    ("jsonschema", &["src/load/"]),
    ("serde_yaml", &["src/framework/", "src/generate/"]),
    ("miette", &["src/report/"]),
    ("clap", &["src/cli/"]),
    ("walkdir", &["src/load/files.rs", "src/cli/repository.rs", "src/cli/build/stage.rs"]),
    ("minijinja", &["src/cli/init.rs", "src/docs/", "src/site/"]),
    ("pulldown_cmark", &["src/publication/prose.rs"]),
    ("ammonia", &["src/publication/prose.rs"]),
    ("ttf_parser", &["src/diagram/letters.rs"]),
    ("axum", &["src/cli/serve"]),
    ("tokio", &["src/cli/serve", "src/cli/interrupt.rs"]),
    ("notify", &["src/cli/serve/watch.rs"]),
    ("futures_util", &["src/cli/serve"]),
    ("petgraph", &["src/graph/", "src/view/"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file of `src`, as its path from the root and its text.
fn sources() -> Vec<(String, String)> {
    let walk = walkdir::WalkDir::new(root().join("src")).sort_by_file_name();
    let files =
        walk.into_iter().map(Result::unwrap).filter(|entry| entry.path().extension().is_some_and(|ext| ext == "rs"));
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            (path, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

/// The stage of a file: its folder below `src`, or its own name.
fn stage(path: &str) -> &str {
    let below = path.strip_prefix("src/").unwrap();
    below.split('/').next().unwrap().trim_end_matches(".rs")
}

/// Stages that a text names by `crate::<stage>` or `khung::<stage>`, outside of comments.
fn named(text: &str) -> Vec<&str> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split("crate::").skip(1).chain(line.split("khung::").skip(1)))
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap())
        .filter(|name| ARROWS.iter().any(|(stage, _)| stage == name))
        .collect()
}

/// Arrows that the table does not allow.
fn broken(files: &[(String, String)]) -> Vec<String> {
    let mut broken = Vec::new();
    for (path, text) in files {
        let stage = stage(path);
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == stage) else {
            broken.push(format!("{path}: the stage `{stage}` is not in the table"));
            continue;
        };
        // Tests beside the code may look at the whole.
        if path.ends_with("tests.rs") {
            continue;
        }
        let text = text.split("#[cfg(test)]").next().unwrap();
        for name in named(text) {
            if name != stage && !allowed.contains(&name) {
                broken.push(format!("{path}: `{stage}` names `{name}`"));
            }
        }
    }
    broken
}

#[test]
fn every_stage_names_only_the_stages_before_it() {
    assert_eq!(broken(&sources()), Vec::<String>::new());
}

#[test]
fn a_broken_arrow_is_seen() {
    let file = |path: &str, text: &str| vec![(path.to_owned(), text.to_owned())];
    assert_eq!(
        broken(&file("src/graph/x.rs", "use crate::report::Style;")),
        ["src/graph/x.rs: `graph` names `report`"]
    );
    assert_eq!(
        broken(&file("src/report/x.rs", "fn f() { crate::cli::run() }")),
        ["src/report/x.rs: `report` names `cli`"]
    );
    assert_eq!(broken(&file("src/new/x.rs", "")), ["src/new/x.rs: the stage `new` is not in the table"]);
    assert!(broken(&file("src/report/x.rs", "// crate::cli\nuse crate::graph::Graph;")).is_empty());
}

#[test]
fn the_table_points_one_way() {
    // A stage may name only stages that stand before it in the table.
    let place: BTreeMap<&str, usize> = ARROWS.iter().enumerate().map(|(index, (stage, _))| (*stage, index)).collect();
    for (stage, allowed) in ARROWS {
        for before in *allowed {
            assert!(place[before] < place[stage], "`{before}` does not stand before `{stage}`");
        }
    }
}

#[test]
fn a_crate_is_named_where_it_belongs() {
    for (path, text) in sources() {
        for (name, places) in OWNERS {
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let named = code.into_iter().any(|line| line.contains(&format!("{name}::")));
            let test = path.ends_with("tests.rs");
            assert!(!named || test || places.iter().any(|place| path.starts_with(place)), "{path} names {name}");
        }
    }
}

#[test]
fn only_the_command_line_touches_the_system() {
    for (path, text) in sources() {
        let below = !path.starts_with("src/cli/") && path != "src/main.rs" && path != "src/load/files.rs";
        for word in ["std::env", "println!", "eprintln!", "Zoned::now", "SystemTime", "std::fs"] {
            assert!(!below || !text.contains(word), "{path} uses {word}");
        }
    }
}

#[test]
fn every_dependency_gives_its_reason() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut inside = false;
    let mut count = 0;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies]");
        } else if inside && line.contains('=') {
            let reason = line.split_once(" # ").map_or("", |(_, reason)| reason);
            assert!(reason.len() > 10, "no reason beside: {line}");
            count += 1;
        }
    }
    assert!(count > 15);
}

#[test]
fn files_stay_short_and_nothing_is_left_undone() {
    for (path, text) in sources() {
        assert!(text.lines().count() <= 500, "{path} is past 500 lines");
        assert!(text.starts_with("//!"), "{path} does not say what it is for");
        for word in ["TODO", "FIXME", "todo!", "unimplemented!", "dbg!"] {
            assert!(!text.contains(word), "{path} has {word}");
        }
    }
}

#[test]
fn each_rule_is_two_files() {
    let folder = root().join("src/check/rules");
    for rule in khung::check::RULES {
        let file = rule.name.replace('-', "_");
        for extension in ["rs", "md"] {
            assert!(folder.join(format!("{file}.{extension}")).is_file(), "{} has no .{extension}", rule.name);
        }
    }
    let files = std::fs::read_dir(&folder).unwrap().count();
    assert_eq!(files, 2 * khung::check::RULES.len() + 1, "a rule is two files, and one file lists them");
}

#[test]
fn the_project_names_no_machine() {
    for entry in walkdir::WalkDir::new(root()).into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        name != "target" && name != ".git" && name != "node_modules"
    }) {
        let entry = entry.unwrap();
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        let path: &Path = entry.path();
        if path.ends_with("tests/suite/tidy.rs") {
            continue;
        }
        for word in ["/work/", "/root/", "crates.io", "/home/"] {
            assert!(!text.contains(word) || path.ends_with("Cargo.lock"), "{} names {word}", path.display());
        }
    }
}
