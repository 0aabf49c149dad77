//! The made-up nation by itself: the same bytes every time, the size and the counts that were asked for.

use std::collections::BTreeSet;

use serde::Deserialize as _;
use serde_yaml::Value;

use super::{LOADING_FAULTS, Nation};

fn documents(text: &str) -> Result<Vec<Value>, serde_yaml::Error> {
    serde_yaml::Deserializer::from_str(text).map(Value::deserialize).collect()
}

#[test]
fn one_seed_gives_one_nation() {
    let nation = Nation::of(2_000).with(&LOADING_FAULTS);
    assert_eq!(nation.files(), nation.files());
    assert_ne!(nation.files(), Nation { seed: 2, ..nation }.files());
}

#[test]
fn has_the_size_asked_for() {
    for size in [500, 1_000, 10_000] {
        let generated = Nation::of(size).files();
        assert_eq!(generated.components, size);
        let bytes: usize = generated.files.iter().map(|file| file.text.len()).sum();
        let each = bytes / size;
        assert!((600..=800).contains(&each) || size < 10_000, "{each} bytes for each of {size} components");
    }
}

#[test]
fn takes_any_number_of_agencies() {
    for agencies in [0, 1, 12, 13, 80, 333, 800] {
        let generated = Nation { agencies, ..Nation::of(10_000) }.files();
        assert_eq!(generated.agencies, agencies.max(12) + 5);
        assert_eq!(generated.components, 10_000);
    }
}

#[test]
fn every_file_is_yaml_with_distinct_components() -> Result<(), serde_yaml::Error> {
    let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
    for file in Nation::of(1_000).files().files {
        for document in documents(&file.text)? {
            let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
            let components = document.get("components").and_then(Value::as_sequence).cloned().unwrap_or_default();
            assert!(components.len() <= 90, "{} has too many components", file.path);
            for component in components {
                assert!(ids.insert((text(&document, "agency"), text(&component, "id"))), "{component:?}");
                assert!(names.insert(text(&component, "name")), "{component:?}");
            }
        }
    }
    assert_eq!(ids.len(), 1_000);
    Ok(())
}

#[test]
fn says_where_each_marked_line_came_to_stand() {
    for seed in 1..5 {
        let generated = Nation { seed, ..Nation::of(300) }.with(&LOADING_FAULTS).files();
        assert_eq!(generated.expected.len(), LOADING_FAULTS.len());
        for expected in &generated.expected {
            let file = generated.files.iter().find(|file| file.path == expected.path);
            let line = file.and_then(|file| file.text.lines().nth(expected.line - 1)).unwrap_or_default();
            assert!(line.ends_with(&format!("# finds: {}", expected.rule)), "{expected:?}: {line}");
        }
    }
}
