//! What the tool writes is fresh: the schemas and `generated/` are what it would write now.

use std::path::Path;

use khung::framework::DocumentKind;

use super::cli::khung;
use super::support::PACK;

fn committed(path: &str) -> String {
    let full = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(full).unwrap_or_default()
}

#[test]
fn the_schemas_are_fresh() {
    for kind in DocumentKind::ALL {
        let path = format!("schemas/{}", kind.file_name());
        let fresh = committed(&path) == kind.render(&PACK);
        assert!(fresh, "{path} is stale; write it anew with: cargo run -- schema --output schemas");
    }
}

#[test]
fn the_generated_pages_are_fresh() {
    let commands: [(&str, &[&str]); 5] = [
        ("generated/rules.vi.md", &["explain", "--all", "--lang", "vi"]),
        ("generated/rules.en.md", &["explain", "--all", "--lang", "en"]),
        ("generated/coverage.vi.md", &["trace", "--coverage", "--lang", "vi"]),
        ("generated/coverage.en.md", &["trace", "--coverage", "--lang", "en"]),
        ("generated/architecture.mmd", &["graph", "architecture"]),
    ];
    for (path, arguments) in commands {
        let run = khung(arguments);
        assert_eq!(run.code, 0, "{}", run.out);
        let fresh = committed(path) == run.out;
        assert!(fresh, "{path} is stale; write it anew with: cargo run -- {} > {path}", arguments.join(" "));
    }
}
