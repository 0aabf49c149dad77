//! The schemas as editors and validators see them.

use serde_json::{Value, json};

use super::*;
use crate::framework::{DocumentType, EMBEDDED, PackFiles};

fn pack() -> Pack {
    Pack::read(&PackFiles::from(&EMBEDDED[0])).expect("the embedded pack reads")
}

fn walk(schema: &Value, visit: &mut impl FnMut(&Map<String, Value>)) {
    match schema {
        Value::Object(members) => {
            visit(members);
            members.values().for_each(|value| walk(value, visit));
        }
        Value::Array(entries) => entries.iter().for_each(|value| walk(value, visit)),
        _ => {}
    }
}

#[test]
fn schemas_are_valid_draft_07() {
    let pack = pack();
    for kind in DocumentKind::ALL {
        let schema = json_schema(&pack, kind);
        assert!(jsonschema::draft7::meta::is_valid(&schema), "{kind:?}");
        assert_eq!(schema["$id"], kind.file_name());
        assert_eq!(schema["$schema"], DRAFT);
    }
}

#[test]
fn every_object_is_closed_and_nothing_has_alternatives() {
    let pack = pack();
    for kind in DocumentKind::ALL {
        walk(&json_schema(&pack, kind), &mut |schema| {
            assert!(!schema.contains_key("anyOf") && !schema.contains_key("oneOf"), "{kind:?}");
            let conditional = schema.get("properties").is_some_and(|properties| {
                // Branches of `if` and the properties named `properties` open nothing.
                schema.contains_key("type") && properties.is_object()
            });
            if conditional {
                assert_eq!(schema.get("additionalProperties"), Some(&json!(false)), "{kind:?}: {schema:?}");
            }
        });
    }
}

#[test]
fn every_field_is_told_in_both_languages() {
    let pack = pack();
    let schema = json_schema(&pack, DocumentKind::Layer);
    for field in pack.framework.fields_of(DocumentType::Component).filter(|field| field.id != "kind") {
        let name = schema["definitions"].as_object().expect("definitions").iter();
        let (_, found) = name
            .into_iter()
            .find(|(name, _)| name.split('.').nth(1) == Some(&field.id) && name.starts_with("field."))
            .unwrap_or_else(|| panic!("no definition of {}", field.id));
        let says = found["description"].as_str().expect("a description");
        assert_eq!(says, format!("{}\n\n{}", field.about.vi, field.about.en));
        assert!(found["markdownDescription"].as_str().expect("words for the editor").contains(&field.name.vi));
        assert_eq!(found["title"], field.name.vi);
    }
}

#[test]
fn fields_keep_the_order_of_the_pack() {
    let pack = pack();
    let schema = json_schema(&pack, DocumentKind::Agency);
    let written: Vec<&String> = schema["properties"].as_object().expect("properties").keys().collect();
    let said: Vec<&String> = pack.framework.fields_of(DocumentType::Agency).map(|field| &field.id).collect();
    assert_eq!(written, said);
}

#[test]
fn the_text_is_the_same_every_time_and_ends_its_line() {
    let pack = pack();
    for kind in DocumentKind::ALL {
        let text = kind.render(&pack);
        assert_eq!(text, kind.render(&pack));
        assert!(text.starts_with("{\n  \"$schema\"") && text.ends_with("}\n"));
    }
}

#[test]
fn a_layer_offers_its_own_kinds_and_fields() {
    let schema = json_schema(&pack(), DocumentKind::Layer);
    let data = &schema["definitions"]["component.data"];
    let kinds = data["properties"]["kind"]["enum"].as_array().expect("kinds");
    assert!(kinds.contains(&json!("national-database")) && !kinds.contains(&json!("service-portal")));
    assert_eq!(kinds.len(), data["properties"]["kind"]["markdownEnumDescriptions"].as_array().expect("words").len());
    assert!(data["properties"].get("holds").is_some() && data["properties"].get("service_level").is_none());
    assert!(data["properties"].get("replica_of").is_some(), "relations are for a rule to judge");
}

#[test]
fn a_document_is_told_apart_by_its_layer() {
    let schema = json_schema(&pack(), DocumentKind::Document);
    let validator = jsonschema::draft7::new(&schema).expect("it compiles");
    assert!(validator.is_valid(&json!({ "agency": "a", "name": "A", "level": "ministry" })));
    assert!(validator.is_valid(&json!({ "agency": "a", "layer": "data", "components": [] })));
    assert!(!validator.is_valid(&json!({ "agency": "a", "layer": "data", "name": "A", "level": "ministry" })));
}

#[test]
fn known_codes_are_offered_and_others_are_not_refused() {
    let pack = pack();
    let schema = json_schema(&pack, DocumentKind::Layer);
    let catalogue = schema["definitions"]["field.catalogue"]["examples"].as_array().expect("examples");
    assert_eq!(catalogue.len(), pack.catalogue.components.len());
    let validator = jsonschema::draft7::new(&schema).expect("it compiles");
    let component =
        json!({ "id": "a", "kind": "database", "name": "A", "catalogue": "ndxp", "reference": { "drm": ["X-1"] } });
    assert!(validator.is_valid(&json!({ "agency": "a", "layer": "data", "components": [component] })));
}
