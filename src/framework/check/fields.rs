//! The shape of fields in `framework.yaml`: what goes with which type.

use super::{Problems, vocabulary};
use crate::framework::metamodel::{DocumentType, Field, FieldType};
use crate::framework::pack::FRAMEWORK;
use crate::text::Text;

/// Enums whose values are the layers or the kinds, and the list whose entries are connections.
const FILLED: &[(DocumentType, &str)] =
    &[(DocumentType::Layer, "layer"), (DocumentType::Component, "kind"), (DocumentType::Component, "connects")];

pub(super) fn check(problems: &mut Problems<'_>) {
    problems.enter(FRAMEWORK);
    let framework = &problems.pack.framework;
    for on in DocumentType::ALL {
        let at = format!("{on:?}").to_lowercase();
        problems.unique(&format!("fields ({at})"), framework.fields_of(on).map(|field| &field.id));
        for field in framework.fields_of(on) {
            let filled = FILLED.contains(&(on, field.id.as_str()));
            top_field(problems, &format!("{at}.{}", field.id), field, filled);
        }
    }
    for field in framework.fields.iter().filter(|field| field.on.is_none()) {
        let id = &field.id;
        problems.error(crate::text!(vi: "`{id}`: thiếu `on`", en: "`{id}`: `on` is missing"));
    }
    inner_fields(problems, "connection", &framework.connection);
}

fn top_field(problems: &mut Problems<'_>, at: &str, field: &Field, filled: bool) {
    let framework = &problems.pack.framework;
    vocabulary::places(problems, framework, at, &field.only.layers, &field.only.kinds);
    let limited = !field.only.layers.is_empty() || !field.only.kinds.is_empty();
    if limited && field.on != Some(DocumentType::Component) {
        problems.error(crate::text!(
            vi: "`{at}`: `where` chỉ dùng cho trường của thành phần",
            en: "`{at}`: `where` is for fields of components",
        ));
    }
    shape(problems, at, field, filled);
}

fn inner_fields(problems: &mut Problems<'_>, at: &str, fields: &[Field]) {
    problems.unique(at, fields.iter().map(|field| &field.id));
    for field in fields {
        let at = format!("{at}.{}", field.id);
        if field.on.is_some() || !field.only.layers.is_empty() || !field.only.kinds.is_empty() {
            problems.error(crate::text!(
                vi: "`{at}`: trường nằm trong trường khác không có `on`, `where`",
                en: "`{at}`: a field inside another has no `on` and no `where`",
            ));
        }
        shape(problems, &at, field, false);
    }
}

fn shape(problems: &mut Problems<'_>, at: &str, field: &Field, filled: bool) {
    problems.text(at, &field.name);
    problems.text(at, &field.about);
    for fault in faults(field, filled) {
        let (vi, en) = (fault.vi, fault.en);
        problems.error(crate::text!(vi: "`{at}`: {vi}", en: "`{at}`: {en}"));
    }
    problems.unique(at, field.values.iter().map(|value| &value.id));
    for value in &field.values {
        problems.text(&format!("{at}.{}", value.id), &value.name);
    }
    inner_fields(problems, at, &field.fields);
}

/// What in a field's shape does not go with its type.
fn faults(field: &Field, filled: bool) -> impl Iterator<Item = Text> {
    let wrong = content_faults(field, filled).into_iter().chain(bound_faults(field));
    wrong.filter(|(fault, ..)| *fault).map(|(_, vi, en)| Text::new(vi, en))
}

/// A possible fault: whether it is one, and how it is said in both languages.
type Fault = (bool, &'static str, &'static str);

/// `values`, `items` and `fields`.
fn content_faults(field: &Field, filled: bool) -> [Fault; 8] {
    let (listed, object) = (field.kind == FieldType::List, field.kind == FieldType::Object);
    let chosen = field.kind == FieldType::Enum || (listed && field.items == Some(FieldType::Enum));
    let nested = matches!(field.items, Some(FieldType::List | FieldType::Object));
    let (has_values, has_items, has_fields) =
        (!field.values.is_empty(), field.items.is_some(), !field.fields.is_empty());
    [
        (chosen && !filled && !has_values, "enum không có `values`", "an enum with no `values`"),
        (!chosen && has_values, "chỉ enum có `values`", "only an enum has `values`"),
        (
            listed && !filled && !has_items && !has_fields,
            "danh sách cần `items` hoặc `fields`",
            "a list needs `items` or `fields`",
        ),
        (has_items && has_fields, "chỉ được `items` hoặc `fields`, không cả hai", "`items` or `fields`, not both"),
        (has_items && !listed, "chỉ danh sách có `items`", "only a list has `items`"),
        (nested, "`items` phải là kiểu đơn; dùng `fields`", "`items` must be a plain type; use `fields`"),
        (
            has_fields && !listed && !object,
            "chỉ đối tượng và danh sách có `fields`",
            "only an object or a list has `fields`",
        ),
        (object && !has_fields, "đối tượng không có `fields`", "an object with no `fields`"),
    ]
}

/// `min`, `max` and `pattern`.
fn bound_faults(field: &Field) -> [Fault; 5] {
    let counted = matches!(field.kind, FieldType::Integer | FieldType::Number | FieldType::List);
    let bounded = field.min.is_some() || field.max.is_some();
    let reversed = matches!((field.min, field.max), (Some(min), Some(max)) if max < min);
    let pattern = field.pattern.as_deref();
    let loose = pattern.is_some_and(|pattern| !pattern.starts_with('^') || !pattern.ends_with('$'));
    [
        (reversed, "`min` lớn hơn `max`", "`min` is above `max`"),
        (bounded && !counted, "`min`, `max` chỉ cho số và danh sách", "`min` and `max` are for numbers and lists"),
        (pattern.is_some() && field.kind != FieldType::String, "`pattern` chỉ cho chuỗi", "`pattern` is for strings"),
        (
            pattern.is_some() != field.pattern_says.is_some(),
            "`pattern` và `pattern_says` đi cùng nhau",
            "`pattern` and `pattern_says` go together",
        ),
        (loose, "`pattern` phải bắt đầu bằng ^ và kết thúc bằng $", "`pattern` must begin with ^ and end with $"),
    ]
}
