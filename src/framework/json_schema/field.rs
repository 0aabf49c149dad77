//! One field of the pack as a schema: its type, its limits, and its words for the editor.

use serde_json::{Map, Value, json};

use super::super::metamodel::{Choice, Field, FieldType, Kind, Layer};
use super::document::Writer;
use crate::text::Text;

/// An id: what a component and an agency are called by.
const ID: &str = "^[A-Za-z0-9][A-Za-z0-9._-]*$";
/// A component: its id, or its agency's and its own.
const REFERENCE: &str = "^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?$";
/// A day; that it exists in the calendar is the business of `format`.
const DATE: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

/// A schema of one JSON type.
pub(super) fn typed(name: &str) -> Map<String, Value> {
    Map::from_iter([("type".to_owned(), json!(name))])
}

/// Adds what the editor shows: Vietnamese first, English after it.
pub(super) fn describe(schema: &mut Map<String, Value>, name: &Text, about: &Text) {
    let (title, english) = (&name.vi, &name.en);
    schema.insert("title".to_owned(), json!(title));
    schema.insert("description".to_owned(), json!(format!("{}\n\n{}", about.vi, about.en)));
    let markdown = format!("**{title}** · {english}\n\n{}\n\n*{}*", about.vi, about.en);
    schema.insert("markdownDescription".to_owned(), json!(markdown));
}

/// The words of a field, then what it holds.
pub(super) fn headed(field: &Field, value: Map<String, Value>) -> Map<String, Value> {
    let mut schema = Map::new();
    describe(&mut schema, &field.name, &field.about);
    schema.extend(value);
    if let Some(example) = &field.example {
        schema.insert("examples".to_owned(), json!([example]));
    }
    schema
}

impl Writer<'_> {
    /// A field with its words and its value.
    pub(super) fn field(&mut self, field: &Field) -> Map<String, Value> {
        let value = self.value(field.kind, Some(field));
        headed(field, value)
    }

    /// A value of a type; the field it stands in has its limits and names its choices.
    pub(super) fn value(&mut self, kind: FieldType, field: Option<&Field>) -> Map<String, Value> {
        match kind {
            FieldType::String => string(field),
            FieldType::Code => self.code(field),
            FieldType::Text => self.shared("text", |_| text()),
            FieldType::Integer => ranged("integer", field),
            FieldType::Number => ranged("number", field),
            FieldType::Boolean => typed("boolean"),
            FieldType::Date => self.shared("date", |_| date()),
            FieldType::Enum => field.map_or_else(Map::new, |field| enumeration(&field.values)),
            FieldType::Component => self.shared("reference", |_| id(REFERENCE)),
            FieldType::Agency => self.shared("agency-id", |_| id(ID)),
            FieldType::List => self.list(field),
            FieldType::Object => self.object(field.map_or(&[][..], |field| &field.fields)),
            FieldType::Marks => one_or_list("boolean", typed_text()),
            FieldType::Owners => self.shared("owners", owners),
            FieldType::Scalar => scalar(),
        }
    }

    fn list(&mut self, field: Option<&Field>) -> Map<String, Value> {
        let mut schema = typed("array");
        let Some(field) = field else { return schema };
        // A list that must be there and is empty says as little as no list.
        let fewest = field.min.or(field.required.then_some(1));
        if let Some(fewest) = fewest.filter(|&fewest| fewest > 0) {
            schema.insert("minItems".to_owned(), json!(fewest));
        }
        let entry = match field.items {
            _ if !field.fields.is_empty() => self.object(&field.fields),
            // The limits of the field are of the list; its choices are of the entries.
            Some(FieldType::Enum) => enumeration(&field.values),
            Some(FieldType::Code) => self.code(Some(field)),
            Some(kind) => self.value(kind, None),
            None => return schema,
        };
        schema.insert("items".to_owned(), Value::Object(entry));
        schema
    }

    /// A code of a reference model: the known ones are offered, an unknown one is for a rule to judge.
    fn code(&self, field: Option<&Field>) -> Map<String, Value> {
        let mut schema = typed_text();
        if let Some(model) = field.and_then(|field| self.pack.models.iter().find(|model| model.id == field.id)) {
            let codes: Vec<Value> = model.nodes.iter().map(|node| json!(node.code)).collect();
            if !codes.is_empty() {
                schema.insert("examples".to_owned(), Value::Array(codes));
            }
        }
        schema
    }
}

/// The field `layer`, whose choices are the layers of the pack.
pub(super) fn choice_of_layer(field: &Field, layers: &[Layer]) -> Map<String, Value> {
    headed(field, explained(layers.iter().map(|layer| (layer.id.as_str(), &layer.name, &layer.about))))
}

/// The field `kind`, whose choices are the kinds of one layer.
pub(super) fn choice_of_kind(field: &Field, kinds: &[&Kind]) -> Map<String, Value> {
    headed(field, explained(kinds.iter().map(|kind| (kind.id.as_str(), &kind.name, &kind.about))))
}

fn typed_text() -> Map<String, Value> {
    let mut schema = typed("string");
    schema.insert("minLength".to_owned(), json!(1));
    schema
}

fn string(field: Option<&Field>) -> Map<String, Value> {
    match field.and_then(|field| field.pattern.as_deref()) {
        Some(ID) => id(ID),
        Some(pattern) => {
            let mut schema = typed_text();
            schema.insert("pattern".to_owned(), json!(pattern));
            schema
        }
        None => typed_text(),
    }
}

/// An id is text, but people write `id: 2020` and mean the text; the loader reads it as written.
fn id(pattern: &str) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!(["string", "integer"]));
    schema.insert("pattern".to_owned(), json!(pattern));
    schema.insert("minimum".to_owned(), json!(0));
    schema
}

/// Text people read: a string, or both languages.
fn text() -> Map<String, Value> {
    let word = |title: &str| {
        let mut schema = typed_text();
        schema.insert("title".to_owned(), json!(title));
        Value::Object(schema)
    };
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!(["string", "object"]));
    schema.insert("minLength".to_owned(), json!(1));
    schema.insert("properties".to_owned(), json!({ "vi": word("Tiếng Việt"), "en": word("Tiếng Anh") }));
    schema.insert("required".to_owned(), json!(["vi"]));
    schema.insert("additionalProperties".to_owned(), json!(false));
    schema
}

fn date() -> Map<String, Value> {
    let mut schema = typed("string");
    schema.insert("format".to_owned(), json!("date"));
    schema.insert("pattern".to_owned(), json!(DATE));
    schema.insert("examples".to_owned(), json!(["2020-01-31"]));
    schema
}

/// Readable whatever is said, nothing included: that it is exactly one owner is for a rule to judge.
fn owners(writer: &mut Writer<'_>) -> Map<String, Value> {
    let entry = writer.value(FieldType::Agency, None);
    let mut schema = id(ID);
    schema.insert("type".to_owned(), json!(["string", "integer", "array", "null"]));
    schema.insert("items".to_owned(), Value::Object(entry));
    schema
}

/// A plain value of any type, to compare others with.
fn scalar() -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!(["string", "number", "boolean"]));
    schema.insert("minLength".to_owned(), json!(1));
    schema
}

fn one_or_list(one: &str, entry: Map<String, Value>) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!([one, "array"]));
    schema.insert("items".to_owned(), Value::Object(entry));
    schema
}

fn ranged(name: &str, field: Option<&Field>) -> Map<String, Value> {
    let mut schema = typed(name);
    if let Some(min) = field.and_then(|field| field.min) {
        schema.insert("minimum".to_owned(), json!(min));
    }
    if let Some(max) = field.and_then(|field| field.max) {
        schema.insert("maximum".to_owned(), json!(max));
    }
    schema
}

fn enumeration(values: &[Choice]) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("enum".to_owned(), values.iter().map(|value| json!(value.id)).collect());
    let says = values.iter().map(|value| json!(format!("{}\n\n{}", value.name.vi, value.name.en)));
    schema.insert("enumDescriptions".to_owned(), says.collect());
    schema
}

/// Choices that have a page of their own: their names, and what they are.
fn explained<'a>(choices: impl Iterator<Item = (&'a str, &'a Text, &'a Text)> + Clone) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("enum".to_owned(), choices.clone().map(|(id, ..)| json!(id)).collect());
    let plain = |(_, name, about): (&str, &Text, &Text)| {
        json!(format!("{}: {}\n\n{}: {}", name.vi, about.vi, name.en, about.en))
    };
    schema.insert("enumDescriptions".to_owned(), choices.clone().map(plain).collect());
    let rich = |(_, name, about): (&str, &Text, &Text)| {
        json!(format!("**{}**: {}\n\n*{}: {}*", name.vi, about.vi, name.en, about.en))
    };
    schema.insert("markdownEnumDescriptions".to_owned(), choices.map(rich).collect());
    schema
}
