//! The README's commands are run as they stand, in a folder of their own, and print what it shows.

use std::path::Path;
use std::process::Command;

/// A step of the README.
enum Step<'t> {
    /// `$ khung …` and what it shows; a line `…` stands for any lines.
    Run { command: &'t str, shows: Vec<&'t str> },
    /// A block `yaml` whose first line is `# <file>`: written as that file.
    Write { path: &'t str, text: String },
}

fn steps(readme: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    let mut blocks = readme.split("\n```");
    blocks.next();
    // Opening and closing fences alternate.
    while let Some(block) = blocks.next() {
        let _after = blocks.next();
        let (language, body) = block.split_once('\n').unwrap_or((block, ""));
        match language {
            "console" => steps.extend(runs(body)),
            "yaml" => {
                let (first, rest) = body.split_once('\n').unwrap();
                let path = first.strip_prefix("# ").expect("a yaml block begins with `# <file>`");
                steps.push(Step::Write { path, text: format!("{rest}\n") });
            }
            _ => {}
        }
    }
    steps
}

fn runs(body: &str) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    for line in body.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            steps.push(Step::Run { command, shows: Vec::new() });
        } else if let Some(Step::Run { shows, .. }) = steps.last_mut() {
            shows.push(line);
        }
    }
    steps
}

#[test]
fn the_readme_is_true() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (mut ran, mut written) = (0, 0);
    for step in steps(&readme) {
        match step {
            Step::Write { path, text } => {
                let full = folder.path().join(path);
                // A policy is the reader's own file to make; every other is there from `khung init`.
                let own = path.starts_with("kho/policies/");
                assert!(full.is_file() || own, "the README writes {path}, which no command made");
                std::fs::create_dir_all(full.parent().unwrap()).unwrap();
                std::fs::write(full, text).unwrap();
                written += 1;
            }
            Step::Run { command, shows } => {
                let words: Vec<&str> = command.split_whitespace().collect();
                let arguments = match words.as_slice() {
                    ["khung", rest @ ..] | ["cargo", "run", "--release", "--", rest @ ..] => rest,
                    // The tests cannot run themselves, nor install.
                    ["cargo", "test" | "install", ..] => continue,
                    _ => panic!("no telling how to run `{command}`"),
                };
                // The project's own architecture stands beside the README; the tutorial's folder is its own.
                let here = if arguments.contains(&"architecture") { root } else { folder.path() };
                let builds = arguments.first() == Some(&"build");
                let aside = folder.path().join("generated").display().to_string();
                // What is built goes beside the tutorial, not over what the project keeps.
                let output = Command::new(env!("CARGO_BIN_EXE_khung"))
                    .args(arguments)
                    .args(if builds { vec!["--output", &aside] } else { Vec::new() })
                    .current_dir(here)
                    .env("COLUMNS", "100")
                    .env_remove("KHUNG_LANG")
                    .output()
                    .unwrap();
                let out = String::from_utf8(output.stdout).unwrap();
                let said = String::from_utf8_lossy(&output.stderr);
                assert!(builds || said.is_empty(), "{command}: {said}");
                assert!(!builds || output.status.success(), "{command}: {said}");
                assert_shows(command, &shows, &out);
                ran += 1;
            }
        }
    }
    assert!(ran >= 5 && written >= 2, "the README runs {ran} commands and writes {written} files");
}

/// Every line shown stands in the output, in order; between them a `…` allows others.
fn assert_shows(command: &str, shows: &[&str], out: &str) {
    let mut lines = out.lines().map(str::trim_end);
    let mut skip = false;
    for shown in shows.iter().map(|line| line.trim_end()) {
        if shown == "…" {
            skip = true;
            continue;
        }
        let found = if skip { lines.any(|line| line == shown) } else { lines.next() == Some(shown) };
        assert!(found, "`{command}` does not show «{shown}»:\n{out}");
        skip = false;
    }
}
