//! The generator and the checker hold each other to account: a made-up nation has exactly the faults asked for.

#![allow(clippy::expect_used, reason = "a test that cannot start must stop")]

use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use khung::check::Engine;
use khung::framework::{EmbeddedPack, Pack, PackFiles};
use khung::generate::{Generated, Nation, Violation};
use khung::graph::Graph;
use khung::load::{Memory, Schemas, load, read_config};
use khung::tree::Limits;

static PACK: LazyLock<Pack> = LazyLock::new(|| {
    let files = EmbeddedPack::find("vn-egov-2.0").map(PackFiles::from).expect("the pack is embedded");
    Pack::read(&files).expect("the pack is sound")
});
static SCHEMAS: LazyLock<Schemas> = LazyLock::new(|| Schemas::new(&PACK).expect("the schemas are sound"));

/// Every finding as its rule and the label of its subject, in order.
fn check(generated: &Generated) -> Vec<(String, String)> {
    let limits = Limits::default();
    let config = read_config(&Arc::from(generated.files[0].text.as_str()), limits).expect("khung.yaml");
    let files = Memory::new(generated.files.iter().map(|file| (file.path.clone(), file.text.clone())));
    let loaded = load(&files, config, &PACK, &SCHEMAS, limits, &|_, _| {});
    let graph = Graph::build(&loaded.repository, &PACK);
    let engine = Engine::new(&PACK).expect("the rules fit the pack");
    let findings = engine.check(&loaded, &graph, date(2021, 8, 31));
    let mut labels: Vec<(String, String)> =
        findings.iter().map(|finding| (finding.rule.to_string(), finding.subject.label())).collect();
    labels.sort();
    labels
}

fn expected(generated: &Generated) -> Vec<(String, String)> {
    let mut labels: Vec<(String, String)> =
        generated.expected.iter().map(|one| (one.rule.to_owned(), one.subject.clone())).collect();
    labels.sort();
    labels
}

#[test]
fn a_clean_nation_has_no_finding() {
    for nation in [
        Nation::of(0),
        Nation::of(1_000),
        Nation { seed: 7, ..Nation::of(3_000) },
        Nation { agencies: 330, ..Nation::of(4_000) },
    ] {
        let generated = nation.files();
        assert_eq!(check(&generated), [], "{nation:?}");
    }
}

#[test]
fn every_fault_is_found_and_nothing_else() {
    for seed in 1..=3 {
        let generated = Nation { seed, ..Nation::of(2_000) }.with(&Violation::ALL).files();
        assert_eq!(check(&generated), expected(&generated), "seed {seed}");
    }
}

#[test]
fn each_fault_alone_is_one_finding() {
    for violation in Violation::ALL {
        let generated = Nation::of(500).with(&[violation]).files();
        assert_eq!(check(&generated), expected(&generated), "{violation:?}");
    }
}
