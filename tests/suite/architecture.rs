//! The national architecture of this project: clean at its own day, and true findings at an earlier one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use khung::check::{Engine, Policies};
use khung::framework::Severity;
use khung::graph::Graph;
use khung::load::Files as _;
use khung::load::{Folder, Loaded, load, read_config};
use khung::tree::Limits;

use super::support::{PACK, SCHEMAS, lines};

fn architecture() -> Loaded {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("architecture");
    let files = Folder::new(&root);
    let text = files.read("khung.yaml", Limits::default()).unwrap();
    let config = read_config(&text, Limits::default()).unwrap();
    load(&files, config, &PACK, &SCHEMAS, Limits::default(), &|_, _| {})
}

fn findings_at(loaded: &mut Loaded, day: &str) -> Vec<khung::diagnostic::Finding> {
    let mut pack = PACK.clone();
    let policies = Policies::compile(loaded, &mut pack);
    let engine = Engine::with(&pack, &policies).unwrap_or_else(|errors| panic!("{errors:?}"));
    let graph = Graph::build(&loaded.repository, &pack);
    engine.check(loaded, &graph, day.parse().unwrap())
}

#[test]
fn it_passes_the_gate_at_its_own_day() {
    let mut loaded = architecture();
    let mut findings = findings_at(&mut loaded, "2021-08-31");
    findings.retain(|finding| finding.severity > Severity::Info);
    assert_eq!(lines(&loaded, &findings), Vec::<String>::new());
}

#[test]
fn it_holds_the_nation_the_articles_tell_of() {
    let loaded = architecture();
    let repository = &loaded.repository;
    let with_components: BTreeSet<&str> = repository.components.iter().map(khung::model::Component::agency).collect();
    assert!(repository.components.len() >= 60, "{} components", repository.components.len());
    assert!(with_components.len() >= 12, "{} agencies", with_components.len());
    let layers: BTreeSet<_> = repository.components.iter().map(|component| component.layer).collect();
    assert_eq!(layers.len(), PACK.framework.layers.len());
    let texts: String = loaded.sources.iter().map(|(_, file)| &*file.text).collect();
    for element in 1..=29 {
        assert!(texts.contains(&format!("E{element:02}")), "E{element:02} stands nowhere");
    }
}

#[test]
fn every_fact_has_a_source_or_says_it_is_an_illustration() {
    let loaded = architecture();
    for id in loaded.repository.component_ids() {
        let field = |name| loaded.repository.field(id, name).is_some();
        let key = &loaded.repository.component(id).key;
        assert!(field("sources") || field("illustrative"), "{key} has neither `sources` nor `illustrative`");
    }
}

#[test]
fn the_agency_as_it_was_has_the_shortcomings_the_articles_describe() {
    let mut loaded = architecture();
    let findings = findings_at(&mut loaded, "2019-06-30");
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.agency.contains("nhu-nam-2019")) {
        *rules.entry(&finding.rule).or_default() += 1;
    }
    for rule in [
        "separate-data-centre",
        "point-to-point-connection",
        "incomplete-database-entry",
        "duplicate-authoritative-source",
        "missing-agency-platform",
        "missing-protection-layer",
        "missing-security-level",
    ] {
        assert!(rules.contains_key(rule), "{rule} is not found as it was in 2019: {rules:?}");
    }
    let direct = |finding: &&khung::diagnostic::Finding| {
        finding.rule == "point-to-point-connection" && finding.agency == "bo-y-te"
    };
    assert!(findings.iter().any(|finding| direct(&finding)), "the direct links down to the communes are not found");
}
