//! The bodies of the documents and of the components of each layer.

use serde_json::{Map, Value, json};

use super::super::metamodel::{DocumentType, Field, FieldType, Kind, Layer, Relation};
use super::super::pack::Pack;
use super::field::{self, describe, typed};
use crate::text::Text;

/// Field of the layer document that holds its components; the only key no pack declares.
const COMPONENTS: &str = "components";
/// Field of a component that holds its connections, described by `connection:` of the pack.
const CONNECTS: &str = "connects";

/// Writes one schema and gathers the definitions it refers to, in the order of their first use.
pub(super) struct Writer<'p> {
    pub pack: &'p Pack,
    definitions: Map<String, Value>,
}

impl<'p> Writer<'p> {
    pub fn new(pack: &'p Pack) -> Self {
        Self { pack, definitions: Map::new() }
    }

    pub fn into_definitions(self) -> Map<String, Value> {
        self.definitions
    }

    /// A reference to a shared definition, which is written on first use.
    pub fn shared(&mut self, name: &str, write: impl FnOnce(&mut Self) -> Map<String, Value>) -> Map<String, Value> {
        if !self.definitions.contains_key(name) {
            // Its place is taken before it is written, so that what it uses itself comes after it.
            self.definitions.insert(name.to_owned(), Value::Null);
            let body = write(self);
            self.definitions.insert(name.to_owned(), Value::Object(body));
        }
        Map::from_iter([("$ref".to_owned(), json!(format!("#/definitions/{name}")))])
    }

    /// Whichever of them: told apart by the top key, in the order that loading asks.
    pub fn any(&mut self) -> Map<String, Value> {
        let layer = self.shared("layer-document", Self::layer);
        let mut rest = self.shared("agency-document", |writer| writer.fields_of(DocumentType::Agency));
        let others = [
            ("policies", DocumentType::Policies),
            ("waivers", DocumentType::Waivers),
            ("roadmap", DocumentType::Roadmap),
        ];
        for (key, on) in others {
            let document = self.shared(&format!("{key}-document"), |writer| writer.fields_of(on));
            rest = either(key, document, rest);
        }
        let mut body = typed("object");
        body.extend(either("layer", layer, rest));
        body
    }

    pub fn layer(&mut self) -> Map<String, Value> {
        let pack = self.pack;
        let mut body = typed("object");
        let mut properties = Map::new();
        for field in pack.framework.fields_of(DocumentType::Layer) {
            let schema = if field.id == "layer" {
                field::choice_of_layer(field, &pack.framework.layers)
            } else {
                self.field(field)
            };
            properties.insert(field.id.clone(), Value::Object(schema));
        }
        let mut components = typed("array");
        let about = Text::new("Các thành phần của lớp này.", "The components of this layer.");
        describe(&mut components, &Text::new("Thành phần", "Components"), &about);
        properties.insert(COMPONENTS.to_owned(), Value::Object(components));
        let mut required = required(pack.framework.fields_of(DocumentType::Layer));
        required.push(json!(COMPONENTS));
        body.insert("properties".to_owned(), Value::Object(properties));
        body.insert("required".to_owned(), Value::Array(required));
        body.insert("additionalProperties".to_owned(), json!(false));
        let branches = pack.framework.layers.iter().map(|layer| self.branch(layer)).collect();
        body.insert("allOf".to_owned(), Value::Array(branches));
        body
    }

    /// What `components:` holds when the document is of this layer. An unknown layer takes no
    /// branch, so that it is one error and not one for every component.
    fn branch(&mut self, layer: &Layer) -> Value {
        let component = self.shared(&format!("component.{}", layer.id), |writer| writer.component(layer));
        json!({
            "if": { "required": ["layer"], "properties": { "layer": { "const": layer.id } } },
            "then": { "properties": { COMPONENTS: { "items": component } } },
        })
    }

    fn component(&mut self, layer: &Layer) -> Map<String, Value> {
        let pack = self.pack;
        let framework = &pack.framework;
        let kinds: Vec<&Kind> = framework.kinds.iter().filter(|kind| kind.layer == layer.id).collect();
        let fields: Vec<&Field> = framework
            .fields_of(DocumentType::Component)
            .filter(|field| kinds.iter().any(|kind| field.only.allows(kind)))
            .collect();
        let mut properties = Map::new();
        for field in &fields {
            let reference = match field.id.as_str() {
                "kind" => field::choice_of_kind(field, &kinds),
                _ => self.shared(&definition_of(field), |writer| writer.component_field(field)),
            };
            properties.insert(field.id.clone(), Value::Object(reference));
        }
        for relation in &framework.relations {
            let reference = self.shared(&format!("relation.{}", relation.id), |writer| writer.relation(relation));
            properties.insert(relation.id.clone(), Value::Object(reference));
        }
        let mut body = typed("object");
        describe(&mut body, &layer.name, &layer.about);
        body.insert("properties".to_owned(), Value::Object(properties));
        body.insert("required".to_owned(), Value::Array(required(fields.iter().copied())));
        body.insert("additionalProperties".to_owned(), json!(false));
        let narrowed = narrowed(&fields, &kinds);
        if !narrowed.is_empty() {
            body.insert("allOf".to_owned(), Value::Array(narrowed));
        }
        body.insert("defaultSnippets".to_owned(), snippet("thành phần mới", fields.iter().copied()));
        body
    }

    fn component_field(&mut self, field: &Field) -> Map<String, Value> {
        let mut schema = match field.id.as_str() {
            CONNECTS => {
                let fields = &self.pack.framework.connection;
                let entry = self.shared("connection", |writer| {
                    let mut body = writer.object(fields);
                    body.insert("defaultSnippets".to_owned(), snippet("kết nối mới", fields));
                    body
                });
                let mut schema = typed("array");
                schema.insert("items".to_owned(), Value::Object(entry));
                field::headed(field, schema)
            }
            _ => self.field(field),
        };
        // Aliases of national components are valid too, so the ids are offered and not demanded.
        if field.id == "catalogue" {
            let ids = self.pack.catalogue.components.iter().map(|entry| json!(entry.id)).collect();
            schema.insert("examples".to_owned(), Value::Array(ids));
        }
        schema
    }

    fn relation(&mut self, relation: &Relation) -> Map<String, Value> {
        let mut schema = typed("array");
        describe(&mut schema, &relation.name, &relation.about);
        let target = self.value(FieldType::Component, None);
        schema.insert("items".to_owned(), Value::Object(target));
        schema
    }

    /// A document whose fields the pack lists.
    pub fn fields_of(&mut self, on: DocumentType) -> Map<String, Value> {
        let pack = self.pack;
        self.object(pack.framework.fields_of(on))
    }

    /// A closed object with these fields.
    pub fn object<'f>(&mut self, fields: impl IntoIterator<Item = &'f Field>) -> Map<String, Value> {
        let fields: Vec<&Field> = fields.into_iter().collect();
        let mut properties = Map::new();
        for field in &fields {
            properties.insert(field.id.clone(), Value::Object(self.field(field)));
        }
        let mut body = typed("object");
        body.insert("properties".to_owned(), Value::Object(properties));
        let required = required(fields);
        if !required.is_empty() {
            body.insert("required".to_owned(), Value::Array(required));
        }
        body.insert("additionalProperties".to_owned(), json!(false));
        body
    }
}

/// One schema where a key is there, another where it is not.
fn either(key: &str, then: Map<String, Value>, otherwise: Map<String, Value>) -> Map<String, Value> {
    Map::from_iter([
        ("if".to_owned(), json!({ "required": [key] })),
        ("then".to_owned(), Value::Object(then)),
        ("else".to_owned(), Value::Object(otherwise)),
    ])
}

/// Name of a component field's definition; two fields of one id may serve different layers.
fn definition_of(field: &Field) -> String {
    let home = field.only.kinds.iter().chain(&field.only.layers).map(|home| format!(".{home}"));
    std::iter::once(format!("field.{}", field.id)).chain(home).collect()
}

fn required<'f>(fields: impl IntoIterator<Item = &'f Field>) -> Vec<Value> {
    fields.into_iter().filter(|field| field.required).map(|field| json!(field.id)).collect()
}

/// Fields that only some kinds of the layer may carry: refused when `kind` is one of the others.
fn narrowed(fields: &[&Field], kinds: &[&Kind]) -> Vec<Value> {
    let mut refused: Vec<(Vec<&str>, Map<String, Value>)> = Vec::new();
    for field in fields {
        let others: Vec<&str> =
            kinds.iter().filter(|kind| !field.only.allows(kind)).map(|kind| kind.id.as_str()).collect();
        if others.is_empty() {
            continue;
        }
        match refused.iter_mut().find(|(kinds, _)| *kinds == others) {
            Some((_, properties)) => {
                properties.insert(field.id.clone(), json!(false));
            }
            None => refused.push((others, Map::from_iter([(field.id.clone(), json!(false))]))),
        }
    }
    let condition = |kinds: Vec<&str>| json!({ "required": ["kind"], "properties": { "kind": { "enum": kinds } } });
    refused
        .into_iter()
        .map(|(kinds, properties)| json!({ "if": condition(kinds), "then": { "properties": properties } }))
        .collect()
}

/// What the editor inserts for a new entry: its required fields, with stops for the cursor.
fn snippet<'f>(label: &str, fields: impl IntoIterator<Item = &'f Field>) -> Value {
    let asked = fields.into_iter().filter(|field| field.required).enumerate();
    let body: Map<String, Value> =
        asked.map(|(index, field)| (field.id.clone(), json!(format!("${}", index + 1)))).collect();
    json!([{ "label": label, "body": body }])
}
