//! The small words of the messages: names of places, nouns for types, lines to write.

use std::borrow::Cow;

use serde_json::Value as Json;

use super::super::extract::nfc;
use super::Spot;
use super::shape::{Known, Shape};
use crate::framework::{DocumentType, FieldType, Framework};
use crate::text;
use crate::text::Text;
use crate::tree::{NodeRef, Value, is_text};

/// The most characters of a value that a message repeats.
const SHOWN: usize = 60;

/// A value short enough for a message, on one line.
pub(super) fn clip(text: &str) -> String {
    // One value may be megabytes long and be used, by its alias, thousands of times.
    let end = text.char_indices().nth(4 * SHOWN).map_or(text.len(), |(end, _)| end);
    let line = text[..end].split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN { line } else { line.chars().take(SHOWN - 1).chain(['…']).collect() }
}

/// A key and its name: "`kind` (Loại)".
pub(super) fn titled(known: Known<'_>) -> Text {
    let Known { id, name: (vi, en) } = known;
    text!(vi: "`{id}` ({vi})", en: "`{id}` ({en})")
}

/// Several keys and their names, as many as one reads.
pub(super) fn listed(known: &[Known<'_>]) -> Text {
    const MOST: usize = 16;
    let parts: Vec<Text> = known.iter().take(MOST).map(|entry| titled(*entry)).collect();
    let join = |half: fn(&Text) -> &str| parts.iter().map(half).collect::<Vec<_>>().join(", ");
    let more = if known.len() > MOST { ", …" } else { "" };
    Text::new(join(|text| &text.vi) + more, join(|text| &text.en) + more)
}

/// A key or an id as a part of what tells one finding from another: whole, unless it is absurd.
pub(super) fn part(text: &str) -> Cow<'_, str> {
    if text.len() <= 4 * SHOWN { nfc(text) } else { Cow::Owned(clip(text)) }
}

/// What a spot is called in a message.
pub(super) fn name(spot: &Spot<'_>) -> Text {
    match (spot.shape, spot.shape.known()) {
        (Shape::Entry(_) | Shape::Item(_) | Shape::Target(_), Some(Known { id, name: (vi, en) })) => {
            text!(vi: "một mục của `{id}` ({vi})", en: "an entry of `{id}` ({en})")
        }
        (_, Some(known)) => titled(known),
        _ => match spot.member {
            Some(member) => Text::new(format!("`{}`", member.key), format!("`{}`", member.key)),
            None => owner(spot),
        },
    }
}

/// What has the fields at a spot.
pub(super) fn owner(spot: &Spot<'_>) -> Text {
    match spot.shape {
        Shape::Document(DocumentType::Config, _) => Text::new("khung.yaml", "khung.yaml"),
        Shape::Document(DocumentType::Layer, _) => Text::new("tài liệu lớp", "the layer document"),
        Shape::Document(DocumentType::Roadmap, _) => Text::new("tài liệu lộ trình", "the roadmap document"),
        Shape::Document(DocumentType::Waivers, _) => Text::new("tài liệu miễn trừ", "the waivers document"),
        Shape::Document(DocumentType::Policies, _) => Text::new("tài liệu quy tắc riêng", "the policies document"),
        Shape::Document(..) => Text::new("tài liệu cơ quan", "the agency document"),
        Shape::Component(..) => Text::new("thành phần", "the component"),
        _ => name(spot),
    }
}

/// The noun for a type, after "needs".
pub(super) const fn noun(kind: FieldType) -> (&'static str, &'static str) {
    match kind {
        FieldType::String => ("chữ", "text"),
        FieldType::Text => ("chữ, hoặc `{ vi, en }`", "text, or `{ vi, en }`"),
        FieldType::Integer => ("số nguyên", "a whole number"),
        FieldType::Number => ("số", "a number"),
        FieldType::Boolean => ("`true` hoặc `false`", "`true` or `false`"),
        FieldType::Date => ("ngày dạng năm-tháng-ngày (YYYY-MM-DD)", "a date as YYYY-MM-DD"),
        FieldType::Enum => ("một trong các giá trị cho sẵn", "one of the given values"),
        FieldType::Component => {
            ("mã thành phần, hoặc `mã-cơ-quan/mã-thành-phần`", "a component's id, or `agency/component`")
        }
        FieldType::Agency | FieldType::Owners => ("mã cơ quan", "an agency's id"),
        FieldType::Code => ("mã trong mô hình tham chiếu", "a code of a reference model"),
        FieldType::List => ("danh sách", "a list"),
        FieldType::Object => ("nhóm các trường con", "a group of fields"),
        FieldType::Scalar => ("chữ, số, `true` hoặc `false`", "text, a number, `true` or `false`"),
        FieldType::Marks => ("`true`, hoặc danh sách tên trường", "`true`, or a list of field names"),
    }
}

/// What a value is, after "is".
pub(super) fn what(node: NodeRef<'_>) -> Text {
    match node.value() {
        Value::Null => Text::new("để trống", "empty"),
        Value::Bool(flag) => text!(vi: "giá trị logic `{flag}`", en: "the logical value `{flag}`"),
        Value::Number(number) => text!(vi: "số `{number}`", en: "the number `{number}`"),
        Value::Str(words) => {
            let words = clip(words);
            text!(vi: "chữ `{words}`", en: "the text `{words}`")
        }
        Value::Seq => Text::new("một danh sách", "a list"),
        Value::Map => Text::new("một nhóm khóa", "a mapping"),
    }
}

/// What the pack says of a place, as a sentence after ours; empty where it says nothing.
pub(super) fn about(shape: Shape<'_>) -> Text {
    shape.about().map(|about| Text::new(format!(". {}", about.vi), format!(". {}", about.en))).unwrap_or_default()
}

/// The line to write for a spot: after its key, or after the dash of its list.
pub(super) fn line(spot: &Spot<'_>, value: &str) -> String {
    match spot.member {
        Some(member) => format!("{}: {value}", member.key),
        None => format!("- {value}"),
    }
}

/// A value that would do: the pack's example, or one made from the type.
pub(super) fn sample(framework: &Framework, shape: Shape<'_>) -> String {
    if let Some(example) = shape.field().and_then(|field| field.example.as_ref()) {
        return flow(example);
    }
    let entry = || match shape {
        Shape::Field(field, _) if field.fields.is_empty() => sample(framework, Shape::Item(field)),
        Shape::Relation(relation) => sample(framework, Shape::Target(relation)),
        _ => "…".to_owned(),
    };
    match shape.wants() {
        Some(FieldType::Enum) => shape.choices(framework).first().map_or("…", |choice| choice.id).to_owned(),
        Some(FieldType::Integer | FieldType::Number) => {
            shape.field().and_then(|field| field.min).unwrap_or(1).to_string()
        }
        Some(FieldType::Boolean | FieldType::Marks) => "true".to_owned(),
        Some(FieldType::Date) => "2020-01-31".to_owned(),
        Some(FieldType::Component) => "ma-co-quan/ma-thanh-phan".to_owned(),
        Some(FieldType::Agency | FieldType::Owners) => "ma-co-quan".to_owned(),
        Some(FieldType::List) => format!("[{}]", entry()),
        Some(FieldType::Object) => match shape.fields(framework).first() {
            Some(field) => format!("{{ {}: {} }}", field.id, sample(framework, Shape::Field(field, None))),
            None => "{ … }".to_owned(),
        },
        Some(FieldType::String | FieldType::Text | FieldType::Code | FieldType::Scalar) | None => "…".to_owned(),
    }
}

/// A value on one line of YAML.
fn flow(value: &Json) -> String {
    match value {
        Json::String(text) => plain(text),
        Json::Array(entries) => format!("[{}]", entries.iter().map(flow).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

/// Text as YAML: in quotes where it would be read as something else.
pub(super) fn plain(text: &str) -> String {
    let starts_plain = text.starts_with(|letter: char| letter.is_alphanumeric());
    let marks = text.contains([',', '[', ']', '{', '}', '#', ':', '"', '\n']) || text.ends_with(' ');
    if starts_plain && !marks && is_text(text) { text.to_owned() } else { quoted(text) }
}

/// Text in double quotes.
pub(super) fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}
