//! Input that is broken or means harm: a clear finding, nothing lost of other files, never a pass.

use khung::check::{Outcome, is_unread, outcome};
use khung::framework::Severity;
use khung::tree::{Limits, parse};

use super::support::{check_at, load_files};

const GOOD: &str = "agency: a\nname: A\nlevel: external\n";

/// Checks a bad file beside a good one and gives the rules found in it.
fn rules_of(text: &str) -> Vec<String> {
    let (loaded, findings) = check_at(&[("bad.yaml", text), ("good.yaml", GOOD)], None);
    assert!(loaded.repository.agencies.iter().any(|agency| agency.id == "a"), "the good file must be read");
    let bad = findings.iter().filter(|finding| loaded.sources.get(finding.place.file).path == "bad.yaml");
    bad.map(|finding| finding.rule.to_string()).collect()
}

#[test]
fn a_file_cut_in_the_middle_is_unread() {
    let whole = "layer: application\nagency: a\ncomponents:\n  - id: x\n    kind: sector-application\n    name: \"Hệ thống\"\n    hosted_on: [a, b]\n";
    for cut in [whole.find("thống").unwrap(), whole.find(", b]").unwrap(), whole.find("kind").unwrap() + 2] {
        let rules = rules_of(&whole[..cut]);
        assert_eq!(rules, ["invalid-yaml"], "cut at {cut}: …{}", &whole[..cut]);
    }
}

#[test]
fn nesting_beyond_the_limit_is_named() {
    let brackets = format!("agency: {}{}", "[".repeat(100), "]".repeat(100));
    assert_eq!(rules_of(&brackets), ["nested-too-deeply"]);
    let block: String = (0..100).map(|depth| format!("{}k:\n", " ".repeat(depth))).collect();
    assert_eq!(rules_of(&block), ["nested-too-deeply"]);
    assert_eq!(rules_of(&"- ".repeat(20_000)), ["nested-too-deeply"]);
}

#[test]
fn an_alias_bomb_costs_nothing_and_is_named() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..10 {
        let before = format!("*a{}, ", level - 1).repeat(9);
        bomb.push_str(&format!("a{level}: &a{level} [{before}]\n"));
    }
    assert_eq!(rules_of(&bomb), ["too-many-nodes"]);
}

#[test]
fn control_characters_and_foreign_tags_are_refused() {
    assert_eq!(rules_of("agency: a\u{0}b\nname: B\nlevel: unit\n"), ["invalid-yaml"]);
    assert!(
        rules_of("agency: !python/object:os.system b\nname: B\nlevel: unit\n")
            .iter()
            .any(|rule| rule == "invalid-yaml")
    );
    assert!(rules_of("? [a, b]\n: c\n").iter().any(|rule| rule == "invalid-yaml"));
}

#[test]
fn what_was_not_read_never_passes_whatever_is_filtered() {
    let (_, findings) = check_at(&[("bad.yaml", "agency: [")], None);
    let unread: Vec<_> = findings.iter().filter(|finding| is_unread(finding)).collect();
    assert_eq!(unread.len(), 1);
    let selection = khung::check::Selection { rules: vec!["missing-host".into()], agencies: vec!["z".into()] };
    let kept: Vec<_> = findings.iter().filter(|finding| selection.wants(finding)).collect();
    assert_eq!(outcome(kept, Severity::Error), Outcome::Unread);
}

#[test]
fn a_syntax_error_keeps_the_documents_around_it() {
    let text = "agency: b\nname: B\nlevel: unit\n---\nagency: [\n---\nagency: c\nname: C\nlevel: unit\n";
    let loaded = load_files(&[("many.yaml", text)]);
    let ids: Vec<&str> = loaded.repository.agencies.iter().map(|agency| agency.id.as_str()).collect();
    assert_eq!(ids, ["b", "c"]);
    assert_eq!(loaded.findings.len(), 1);
}

#[test]
fn a_duplicate_key_names_both_places() {
    let (loaded, findings) = check_at(&[("a.yaml", "agency: a\nname: A\nlevel: external\nname: B\n")], None);
    let finding = findings.iter().find(|finding| finding.rule == "duplicate-key").unwrap();
    let line = |place: khung::source::Place| loaded.sources.get(place.file).position(place.span.start).line;
    assert_eq!((line(finding.place), line(finding.related[0].place)), (4, 2));
}

#[test]
fn findings_of_one_sort_are_told_apart_and_stay_themselves_when_lines_move() {
    let text = "agency: a\nname: A\nname: B\nname: C\nlevel: external\n---\nx: 1\n---\ny: 1\n";
    let identities = |text: &str| -> Vec<String> {
        let (_, findings) = check_at(&[("a.yaml", text)], None);
        findings.iter().map(|finding| format!("{:?}", finding.identity())).collect()
    };
    let found = identities(text);
    let mut distinct = found.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!((found.len(), distinct.len()), (4, 4), "{found:?}");
    assert_eq!(found, identities(&text.replace("name: B", "# chen giữa\n\nname: B")));
}

#[test]
fn limits_hold_for_a_single_value_too() {
    let limits = Limits { nodes: 10, ..Limits::default() };
    let parsed = parse(&"[1,2,3,4,5,6,7,8,9,10,11,12]".into(), limits);
    assert_eq!(parsed.problems.len(), 1);
    assert_eq!(parsed.tree.documents().count(), 0);
}

#[test]
fn a_repository_over_its_limit_is_unread() {
    let limits = Limits { repository_bytes: 10, ..Limits::default() };
    let config: std::sync::Arc<str> = super::support::CONFIG.into();
    let files = [("khung.yaml", super::support::CONFIG), ("a.yaml", GOOD), ("b.yaml", GOOD)];
    let memory = khung::load::Memory::new(files.map(|(path, text)| (path.to_owned(), text.to_owned())));
    let config = khung::load::read_config(&config, limits).unwrap();
    let (pack, schemas) = (&*super::support::PACK, &*super::support::SCHEMAS);
    let loaded = khung::load::load(&memory, config, pack, schemas, limits, &|_, _| {});
    assert!(loaded.findings.iter().any(|finding| finding.rule == "file-too-large" && is_unread(finding)));
}

#[test]
fn a_fault_of_ours_in_one_file_loses_that_file_alone() {
    struct Broken;
    impl khung::load::Files for Broken {
        fn list(&self) -> Vec<khung::load::File> {
            ["a.yaml", "b.yaml"].map(|path| khung::load::File { path: path.to_owned(), error: None }).into()
        }
        fn read(&self, path: &str, _: Limits) -> Result<std::sync::Arc<str>, khung::load::ReadError> {
            assert!(path != "a.yaml", "a fault of ours");
            Ok(GOOD.into())
        }
    }
    let limits = Limits::default();
    let config = khung::load::read_config(&super::support::CONFIG.into(), limits).unwrap();
    let (pack, schemas) = (&*super::support::PACK, &*super::support::SCHEMAS);
    let loaded = khung::load::load(&Broken, config, pack, schemas, limits, &|_, _| {});
    assert_eq!(loaded.repository.agencies.len(), 1);
    assert_eq!(loaded.findings.iter().filter(|finding| is_unread(finding)).count(), 1);
}

#[test]
fn many_alike_applications_cost_no_square() {
    let mut text =
        String::from("agency: a\nname: A\nlevel: external\n---\nlayer: application\nagency: a\ncomponents:\n");
    for index in 0..5_000 {
        text.push_str(&format!(
            "  - {{ id: x{index}, kind: internal-application, name: X, functions: [f], users: [u{index}], security_level: 1, service_provider: P }}\n"
        ));
    }
    let (_, findings) = check_at(&[("a.yaml", &text)], None);
    assert_eq!(findings.iter().filter(|finding| finding.rule == "duplicate-application").count(), 0);
}

#[test]
fn users_in_common_are_found_through_a_third() {
    let text = "agency: a
name: A
level: external
---
layer: application
agency: a
components:
  - { id: x, kind: internal-application, name: X, functions: [f], users: [m], security_level: 1, service_provider: P }
  - { id: y, kind: internal-application, name: Y, functions: [f], users: [m, n], security_level: 1, service_provider: P }
  - { id: z, kind: internal-application, name: Z, functions: [f], users: [n], security_level: 1, service_provider: P }
";
    let (_, findings) = check_at(&[("a.yaml", text)], None);
    let pairs: Vec<String> =
        findings.iter().map(|finding| format!("{} {}", finding.subject.label(), finding.field)).collect();
    assert_eq!(pairs, ["a/y a/x", "a/z a/y"]);
}
