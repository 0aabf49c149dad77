//! The generator and the checker hold each other to account: a made-up nation has exactly the faults asked for.

use std::collections::BTreeSet;

use jiff::civil::date;
use khung::check::{RULES, page};
use khung::diagnostic::Finding;
use khung::generate::{Case, Generated, LOADING_FAULTS, Nation};

use super::support::check_at;

/// A rule, and the file and the line it finds something on.
type Place = (String, String, usize);

/// Every finding that no waiver covers, as its rule and its place; and how many are covered.
fn check(generated: &Generated) -> (BTreeSet<Place>, usize) {
    let files: Vec<(&str, &str)> =
        generated.files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let (loaded, findings) = check_at(&files, Some(date(2021, 8, 31)));
    let (covered, open): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.waived.is_some());
    let place = |finding: &&Finding| {
        let file = loaded.sources.get(finding.place.file);
        let line = file.position(finding.place.span.start).line as usize;
        (finding.rule.to_string(), file.path.clone(), line)
    };
    (open.iter().map(place).collect(), covered.len())
}

fn expected(generated: &Generated) -> BTreeSet<Place> {
    generated.expected.iter().map(|one| (one.rule.to_owned(), one.path.clone(), one.line)).collect()
}

#[test]
fn a_clean_nation_has_no_finding_but_what_it_has_leave_for() {
    for nation in [
        Nation::of(0),
        Nation::of(1_000),
        Nation { seed: 7, ..Nation::of(3_000) },
        Nation { seed: 11, agencies: 330, ..Nation::of(4_000) },
    ] {
        let (open, covered) = check(&nation.files());
        assert_eq!(open, BTreeSet::new(), "{nation:?}");
        assert!(covered > 0, "{nation:?} has no waiver");
    }
}

#[test]
fn faults_of_loading_are_found_and_nothing_else() {
    for seed in 1..=3 {
        let generated = Nation { seed, ..Nation::of(500) }.with(&LOADING_FAULTS).files();
        assert_eq!(check(&generated).0, expected(&generated), "seed {seed}");
    }
    for case in LOADING_FAULTS {
        let generated = Nation::of(0).with(&[case]).files();
        assert_eq!(check(&generated).0, expected(&generated), "{}", case.rule);
    }
}

/// Planted together, a case may break the rules of others; what is marked must be found all the same.
#[test]
fn the_cases_of_all_rules_at_once_are_all_found() {
    let cases: Vec<Case> = RULES
        .iter()
        .flat_map(|rule| page(rule.name).unwrap().cases().map(|text| Case { rule: rule.name, text }))
        .filter(|case| case.day().is_none())
        .collect();
    let generated = Nation { seed: 5, ..Nation::of(500) }.with(&cases).files();
    let missed: Vec<Place> = expected(&generated).difference(&check(&generated).0).cloned().collect();
    assert_eq!(missed, []);
}
