//! The span tree against the oracle: the same meaning as `serde_yaml`, and every span slices back to its text.

use std::sync::Arc;

use khung::tree::{Limits, NodeRef, Parsed, Problem, Value, parse};
use proptest::prelude::*;

fn tree(text: &str) -> Parsed {
    parse(&Arc::from(text), Limits::default())
}

fn json(node: NodeRef<'_>) -> serde_json::Value {
    match node.value() {
        Value::Null => serde_json::Value::Null,
        Value::Bool(flag) => flag.into(),
        Value::Number(text) => serde_yaml::from_str(text).unwrap(),
        Value::Str(text) => text.into(),
        Value::Seq => node.elements().map(json).collect(),
        Value::Map => {
            let members = node.members().map(|member| (member.key.to_owned(), json(member.value)));
            serde_json::Value::Object(members.collect())
        }
    }
}

/// Text as architects write it: marks, quotes, colons, words that YAML 1.1 took for booleans.
fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "y tế",
        "no",
        "on",
        "đất đai",
        "Cổng: dịch vụ",
        "# không phải ghi chú",
        "- gạch",
        "'nháy'",
        "\"kép\"",
        "a\nb",
        "012x",
        "1.2.3",
        "~x",
        "null!",
        "  lề",
        "cuối  ",
        "",
        "tiếng Việt",
        "{x}",
        "[y]",
        "*z",
        "&w",
        "100%",
        "@",
        "`",
    ]);
    prop_oneof![words.prop_map(str::to_owned), "[a-zà-ỹ0-9 _.:/-]{1,24}"]
}

fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        text().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        let key = "[a-z_]{1,8}";
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::btree_map(key, inner, 0..6)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn the_tree_means_what_serde_yaml_means(value in value()) {
        let written = serde_yaml::to_string(&value).unwrap();
        let parsed = tree(&written);
        // Digits with a leading zero are only a hint; nothing else may be wrong with what serde_yaml writes.
        let problems: Vec<_> = parsed.problems.iter().filter(|problem| !matches!(problem, Problem::LeadingZero { .. })).collect();
        prop_assert!(problems.is_empty(), "{problems:?}\n{written}");
        let ours = parsed.tree.documents().next().map_or(serde_json::Value::Null, json);
        let theirs: serde_json::Value = serde_yaml::from_str(&written).unwrap();
        prop_assert_eq!(ours, theirs, "{}", written);
    }

    #[test]
    fn spans_slice_back_to_what_stands_there(value in value()) {
        let written = serde_yaml::to_string(&value).unwrap();
        let parsed = tree(&written);
        for root in parsed.tree.documents() {
            check_spans(root, &written)?;
        }
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC{0,200}") {
        let _ = tree(&text);
    }

    #[test]
    fn no_yaml_like_text_makes_the_parser_panic(parts in prop::collection::vec(prop::sample::select(vec![
        "a", ": ", "\n", "- ", "  ", "[", "]", "{", "}", "&x ", "*x", "!t ", "\"", "'", "|", ">", "#", "---", "...", "?", ",", "\t", "đ", "%",
    ]), 0..60)) {
        let text = parts.concat();
        let parsed = tree(&text);
        for problem in &parsed.problems {
            let _ = format!("{problem:?}");
        }
    }
}

fn check_spans(node: NodeRef<'_>, text: &str) -> Result<(), TestCaseError> {
    let span = node.span();
    let slice = text.get(span.start as usize..span.end as usize);
    prop_assert!(slice.is_some(), "the span {span:?} is not inside the text");
    if let (Value::Str(said) | Value::Number(said), Some(slice)) = (node.value(), slice) {
        // Escapes and folding change a text; a plain one stands there as it is.
        let plain = !slice.starts_with(['"', '\'', '|', '>']);
        prop_assert!(!plain || slice.split_whitespace().eq(said.split_whitespace()), "«{slice}» is not «{said}»");
    }
    for member in node.members() {
        let key = &text[member.key_span.start as usize..member.key_span.end as usize];
        prop_assert!(key.trim_matches(['"', '\'']) == member.key, "«{key}» is not «{}»", member.key);
        check_spans(member.value, text)?;
    }
    for element in node.elements() {
        check_spans(element, text)?;
    }
    Ok(())
}

#[test]
fn several_documents_and_anchors() {
    let parsed = tree("a: &x [1, 2]\nb: *x\n---\nc: 3\n");
    let documents: Vec<_> = parsed.tree.documents().map(json).collect();
    assert_eq!(documents, [serde_json::json!({"a": [1, 2], "b": [1, 2]}), serde_json::json!({"c": 3})]);
    let alias = parsed.tree.documents().next().unwrap().get("b").unwrap();
    assert_eq!(alias.span().start, 16, "an alias points at where it is used");
}

#[test]
fn codes_with_a_leading_zero_stay_text_with_a_hint() {
    let parsed = tree("a: 012\nb: '034'\nc: 0\nd: 0.5\n");
    let root = parsed.tree.documents().next().unwrap();
    assert_eq!(json(root), serde_json::json!({"a": "012", "b": "034", "c": 0, "d": 0.5}));
    assert_eq!(parsed.problems.len(), 1);
}

#[test]
fn a_mark_on_no_field_is_told() {
    let text = "agency: a
name: A
level: external
---
layer: infrastructure
agency: a
components:
  - { id: x, kind: storage, name: X, illustrative: [security_level, hosted_on, cap_do] }
";
    let (loaded, findings) = super::support::check_at(&[("a.yaml", text)], None);
    assert_eq!(super::support::lines(&loaded, &findings), ["a.yaml:8:80 invalid-value a/x"]);
}

#[test]
fn files_of_other_editors_keep_their_places() {
    let text = "\u{feff}agency: a\r\nname: A\r\nlevel: external\r\n---\r\nlayer: infrastructure\r\nagency: a\r\ncomponents:\r\n  \
                - id: x\r\n    kind: storage\r\n    name: |\r\n      Tên\r\n      dài\r\n    security_level: 7\r\n";
    let (loaded, findings) = super::support::check_at(&[("a.yaml", text)], None);
    assert_eq!(super::support::lines(&loaded, &findings), ["a.yaml:13:21 invalid-value a/x"]);
}
