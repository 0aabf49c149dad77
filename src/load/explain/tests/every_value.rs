//! Valid documents with every one of their values replaced by everything odd: nothing passes unsaid,
//! nothing is said of what is valid, and the tree is judged just as `serde_json` would be.

use serde_json::{Value, json};

use super::{PACK, findings};
use crate::framework::{DocumentKind, json_schema};

fn documents() -> Vec<(DocumentKind, Value)> {
    let application = json!({
        "layer": "application", "agency": "bo-y-te", "components": [{
            "id": "cong", "kind": "service-portal", "name": { "vi": "Cổng", "en": "Portal" }, "aliases": ["C"],
            "owner": ["bo-y-te"], "lifecycle": { "operating": "2019-01-31" }, "disposition": "keep",
            "reference": { "brm": ["X-1"] }, "security_level": 3, "information": ["public"], "personal_records": 0,
            "continuous": true, "sources": [{ "seed": "003", "note": "x" }], "illustrative": ["owner"], "uses": ["a/b"],
            "connects": [{ "to": "b/c", "via": ["d"], "data": ["x"], "protocol": "https", "since": "2020-02-29" }],
        }],
    });
    let data = json!({
        "layer": "data", "agency": "a", "components": [{
            "id": 5, "kind": "database", "name": "D", "collection": { "mechanism": "x", "source": "y" },
            "items": [{ "name": "x", "class": "open", "users": ["y"] }],
            "holds": [{ "entity": "x", "role": "replica" }],
        }],
    });
    let agency = json!({
        "agency": "a", "name": "A", "level": "ministry", "parent": "b", "code": "G18", "data_contact": { "name": "x" },
        "architecture": { "decision": { "number": "1", "date": "2019-12-30" }, "objectives": ["x", { "vi": "y" }] },
    });
    let config = json!({ "framework": "vn-egov-2.0", "title": "x", "language": "vi", "as_of": "2021-08-31" });
    vec![
        (DocumentKind::Layer, application),
        (DocumentKind::Layer, data),
        (DocumentKind::Agency, agency),
        (DocumentKind::Config, config),
    ]
}

fn odd_values() -> Vec<Value> {
    vec![
        json!(null),
        json!(""),
        json!(true),
        json!(7),
        json!(-1),
        json!(2.5),
        json!("ô"),
        json!("2019-02-30"),
        json!("x y"),
        json!("3"),
        json!([]),
        json!(["x"]),
        json!([null]),
        json!([[]]),
        json!({}),
        json!({ "vi": 1 }),
        json!({ "": 1 }),
        json!({ "<<": 1 }),
    ]
}

/// Pointers of all values of a document.
fn pointers(value: &Value, at: &str, out: &mut Vec<String>) {
    out.push(at.to_owned());
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| pointers(value, &format!("{at}/{key}"), out)),
        Value::Array(entries) => {
            entries.iter().enumerate().for_each(|(index, value)| pointers(value, &format!("{at}/{index}"), out));
        }
        _ => {}
    }
}

/// The document as it is checked: which kind it is follows from its keys, as the loader has it.
fn same_kind(kind: DocumentKind, document: &Value) -> bool {
    match kind {
        DocumentKind::Layer => document.get("layer").is_some(),
        DocumentKind::Config => document.get("framework").is_some(),
        _ => document.get("layer").is_none() && document.get("framework").is_none(),
    }
}

fn judge(kind: DocumentKind, validator: &jsonschema::Validator, document: &Value, what: &str) {
    if !same_kind(kind, document) {
        return;
    }
    let found = findings(&document.to_string());
    assert_eq!(found.is_empty(), validator.is_valid(document), "{what}: {found:?}");
    for finding in found {
        assert!(matches!(&*finding.rule, "unknown-field" | "missing-field" | "invalid-value"));
        // What validators say, and must not reach anybody.
        for raw in ["is not of type", "is a required property", "were unexpected", "is not one of", "does not match"] {
            assert!(!finding.message.en.contains(raw), "{what}: {}", finding.message.en);
        }
    }
}

#[test]
fn nothing_passes_unsaid() {
    for (kind, document) in documents() {
        let validator = jsonschema::draft7::options()
            .should_validate_formats(true)
            .build(&json_schema(&PACK, kind))
            .expect("the schema compiles");
        assert!(validator.is_valid(&document), "{:?}", validator.iter_errors(&document).next());
        judge(kind, &validator, &document, "as it is");
        let mut places = Vec::new();
        pointers(&document, "", &mut places);
        for place in &places {
            for odd in odd_values() {
                let mut changed = document.clone();
                if let Some(value) = changed.pointer_mut(place) {
                    *value = odd.clone();
                }
                judge(kind, &validator, &changed, &format!("{place} = {odd}"));
            }
            let mut added = document.clone();
            if let Some(members) = added.pointer_mut(place).and_then(Value::as_object_mut) {
                members.insert("xyz".to_owned(), json!(1));
                judge(kind, &validator, &added, &format!("{place} with xyz"));
                let keys: Vec<String> = members_of(&document, place);
                for key in keys {
                    let mut removed = document.clone();
                    removed.pointer_mut(place).and_then(Value::as_object_mut).map(|members| members.remove(&key));
                    judge(kind, &validator, &removed, &format!("{place} without {key}"));
                }
            }
        }
    }
}

fn members_of(document: &Value, place: &str) -> Vec<String> {
    let object = document.pointer(place).and_then(Value::as_object);
    object.into_iter().flat_map(|members| members.keys().cloned()).collect()
}
