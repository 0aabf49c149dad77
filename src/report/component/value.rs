//! The value of a field as people read it: names instead of ids, one line unless it is a list of objects.

use crate::framework::{Field, FieldType};
use crate::model::words;
use crate::text::Lang;
use crate::tree::NodeRef;

/// What a field says. A list of objects begins with a line break, one entry a line.
pub(super) fn value(field: &Field, node: NodeRef<'_>, lang: Lang) -> String {
    if node.is_seq() {
        let entries: Vec<String> = node.elements().map(|entry| single(field, field.items, entry, lang)).collect();
        if field.fields.is_empty() {
            return entries.join(", ");
        }
        return entries.iter().flat_map(|entry| ["\n  - ", entry]).collect();
    }
    single(field, Some(field.kind), node, lang)
}

fn single(field: &Field, kind: Option<FieldType>, node: NodeRef<'_>, lang: Lang) -> String {
    if let Some(flag) = node.as_bool() {
        return if flag { lang.pick("có", "yes") } else { lang.pick("không", "no") }.to_owned();
    }
    if node.is_map() && !field.fields.is_empty() {
        let inner = field.fields.iter().filter_map(|inner| {
            let said = value(inner, node.get(&inner.id)?, lang);
            Some(format!("{}: {}", inner.name.get(lang).to_lowercase(), one_line(&said)))
        });
        return inner.collect::<Vec<_>>().join("; ");
    }
    match (kind, node.as_scalar()) {
        (Some(FieldType::Enum), Some(written)) => format!("{} (`{written}`)", field.name_of(written, lang)),
        (Some(FieldType::Code | FieldType::Component | FieldType::Agency), Some(written)) => format!("`{written}`"),
        (_, Some(written)) => one_line(written),
        (_, None) => words(node, lang).map(one_line).unwrap_or_default(),
    }
}

/// A text with its line breaks taken out.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
