//! Another framework is other data: a pack made up for this test is checked against with no Rust changed.

use std::path::Path;

use jiff::civil::{Date, date};
use khung::check::Engine;
use khung::framework::{Pack, PackFiles, Severity};
use khung::graph::Graph;
use khung::load::{Files, Folder, Memory, Schemas, load, read_config};
use khung::tree::Limits;

const TINY: &str = "tests/packs/tiny";

fn tiny() -> Pack {
    let folder = Folder::new(&Path::new(env!("CARGO_MANIFEST_DIR")).join(TINY));
    let files = folder.list();
    let texts = files.iter().map(|file| {
        let text = folder.read(&file.path, Limits::default()).unwrap();
        (file.path.clone(), text.to_string())
    });
    Pack::read(&PackFiles::new("tiny", texts)).unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// What is found in a repository of the tiny framework at a day: rule, severity, subject.
fn found(text: &str, day: Date) -> Vec<(String, Severity, String)> {
    let pack = tiny();
    let schemas = Schemas::new(&pack).unwrap();
    let config_text = "framework: tiny\ntitle: Thử\n";
    let config = read_config(&config_text.into(), Limits::default()).unwrap();
    let files = [("khung.yaml".to_owned(), config_text.to_owned()), ("a.yaml".to_owned(), text.to_owned())];
    let loaded = load(&Memory::new(files), config, &pack, &schemas, Limits::default(), &|_, _| {});
    let engine = Engine::new(&pack).unwrap_or_else(|errors| panic!("{errors:?}"));
    let graph = Graph::build(&loaded.repository, &pack);
    let findings = engine.check(&loaded, &graph, day);
    findings.iter().map(|finding| (finding.rule.to_string(), finding.severity, finding.subject.label())).collect()
}

const CANTON: &str = "agency: c\nname: C\nlevel: canton\n---\nagency: v\nname: V\nlevel: village\n---\n\
    layer: store\nagency: c\ncomponents:\n  - { id: a, kind: archive, name: A, owner: [c, v] }\n---\n\
    layer: store\nagency: v\ncomponents:\n  - { id: b, kind: archive, name: B, keeper: K }\n";

#[test]
fn other_rules_severities_and_mandatory_components_apply() {
    let owned = |rule: &str, severity, subject: &str| (rule.to_owned(), severity, subject.to_owned());
    let found_2012 = found(CANTON, date(2012, 6, 1));
    assert_eq!(
        found_2012,
        [
            owned("missing-protection-layer", Severity::Error, "c"),
            owned("incomplete-database-entry", Severity::Warning, "c/a"),
            owned("missing-owner", Severity::Info, "c/a"),
        ],
        "a canton needs a watch and an exchange, an archive its keeper; a village needs neither, and no archive a host"
    );
    let guarded = format!(
        "{CANTON}---\nlayer: guard\nagency: c\ncomponents:\n  - {{ id: w, kind: watch, name: W }}\n---\n\
         layer: ground\nagency: c\ncomponents:\n  - {{ id: x, kind: exchange, name: X }}\n"
    );
    assert!(found(&guarded, date(2012, 6, 1)).iter().all(|(rule, ..)| rule != "missing-protection-layer"));
}

#[test]
fn its_law_has_its_own_days() {
    let severity_at = |day| {
        let all = found(CANTON, day);
        all.into_iter().find(|(rule, ..)| rule == "missing-protection-layer").map(|(_, severity, _)| severity)
    };
    assert_eq!(severity_at(date(2009, 12, 31)), None, "before the law");
    assert_eq!(severity_at(date(2010, 1, 1)), Some(Severity::Error));
    assert_eq!(severity_at(date(2016, 1, 1)), Some(Severity::Warning), "after the law, advice");
}

#[test]
fn words_of_the_other_framework_are_unknown_here() {
    let text = "agency: c\nname: C\nlevel: canton\n---\nlayer: application\nagency: c\ncomponents: []\n";
    assert_eq!(found(text, date(2012, 1, 1)).into_iter().map(|(rule, ..)| rule).collect::<Vec<_>>(), ["invalid-value"]);
}
