//! What a document says of one thing, as a person reads it: every field the framework knows, by its name, with
//! names instead of ids, and a mark on what is there for illustration.

use serde::Serialize;

use super::chrome::Anchor;
use super::finding::Findings;
use crate::framework::{DocumentType, Field, FieldType};
use crate::model::words;
use crate::text::{self, Lang};
use crate::tree::NodeRef;
use crate::view::Target;

/// A field and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Fact {
    /// Name of the field.
    pub name: String,
    /// Key in YAML.
    pub id: String,
    /// What it is for.
    pub about: String,
    /// That it is there for illustration, in a word; empty where a source says it, or where all is illustration.
    pub mark: &'static str,
    /// What it says.
    pub value: Value,
}

/// What a field says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub(super) enum Value {
    /// Words.
    Words { text: String },
    /// A name that leads somewhere, with what is said of it.
    Name { anchor: Anchor, note: String },
    /// Several, short enough for one line.
    Row { values: Vec<Self> },
    /// Several, a line each.
    List { values: Vec<Self> },
    /// Entries with the same fields.
    Table { head: Vec<String>, rows: Vec<Vec<Self>> },
    /// Fields of their own.
    Facts { facts: Vec<Fact> },
}

/// Columns of a table that still fit; entries with more fields are told one after the other.
const WIDEST: usize = 5;

/// Marks of illustration of one thing.
#[derive(Clone, Copy)]
pub(super) struct Marks<'r>(pub Option<NodeRef<'r>>);

impl Marks<'_> {
    /// All of it is.
    pub fn whole(self) -> bool {
        self.0.is_some_and(|node| node.as_bool() == Some(true))
    }

    /// Some of it is.
    pub fn any(self) -> bool {
        self.whole() || self.0.is_some_and(|node| node.elements().next().is_some())
    }

    /// That a field is, in a word; empty where it is not, or where all is and a page says so once.
    pub fn word(self, field: &str, lang: Lang) -> &'static str {
        let named = self.0.is_some_and(|node| node.elements().any(|entry| entry.as_str() == Some(field)));
        if named { lang.pick("minh họa", "illustration") } else { "" }
    }
}

/// What the fields of one thing are told with.
#[derive(Clone, Copy)]
pub(super) struct Facts<'f, 's, 'r> {
    pub page: Findings<'f, 's>,
    /// Agency that references without one mean.
    pub home: &'r str,
    pub marks: Marks<'r>,
    /// Fields inside others, by their dotted names, that are not published.
    pub hidden: &'r [&'r str],
}

impl Facts<'_, '_, '_> {
    /// Every field of a mapping but those that have another place, in the order of the framework.
    pub fn of(&self, on: DocumentType, node: NodeRef<'_>, elsewhere: &[&str]) -> Vec<Fact> {
        let fields = self.page.site.publication.pack().framework.fields_of(on);
        let shown = fields.filter(|field| !elsewhere.contains(&field.id.as_str()));
        shown.filter_map(|field| Some(self.fact(field, &field.id, node.get(&field.id)?))).collect()
    }

    /// A field; `path` is its dotted name, by which it may be marked.
    fn fact(&self, field: &Field, path: &str, node: NodeRef<'_>) -> Fact {
        let lang = self.page.lang;
        Fact {
            name: field.name.get(lang).to_owned(),
            id: field.id.clone(),
            about: field.about.get(lang).to_owned(),
            mark: self.marks.word(path, lang),
            value: self.value(field, path, node),
        }
    }

    /// What a field says.
    pub fn value(&self, field: &Field, path: &str, node: NodeRef<'_>) -> Value {
        if !node.is_seq() {
            return self.single(field, field.kind, path, node);
        }
        if field.fields.is_empty() {
            let kind = field.items.unwrap_or(field.kind);
            let values: Vec<Value> = node.elements().map(|entry| self.single(field, kind, path, entry)).collect();
            let letters: usize = values.iter().map(Value::letters).sum();
            let short = letters < 120 && kind != FieldType::Text;
            return if short { Value::Row { values } } else { Value::List { values } };
        }
        let used = |field: &&Field| node.elements().any(|entry| entry.get(&field.id).is_some());
        let columns: Vec<&Field> = field.fields.iter().filter(used).collect();
        if columns.len() > WIDEST || columns.iter().any(|column| !column.fields.is_empty()) {
            let values = node.elements().map(|entry| self.single(field, FieldType::Object, path, entry));
            return Value::List { values: values.collect() };
        }
        let cell = |entry: NodeRef<'_>, column: &Field| {
            let said = entry.get(&column.id).map(|said| self.value(column, &below(path, column), said));
            said.unwrap_or(Value::Words { text: String::new() })
        };
        Value::Table {
            head: columns.iter().map(|column| column.name.get(self.page.lang).to_owned()).collect(),
            rows: node.elements().map(|entry| columns.iter().map(|column| cell(entry, column)).collect()).collect(),
        }
    }

    fn single(&self, field: &Field, kind: FieldType, path: &str, node: NodeRef<'_>) -> Value {
        let lang = self.page.lang;
        if node.is_map() && !field.fields.is_empty() {
            let inner = field.fields.iter();
            let facts = inner.filter_map(|inner| {
                let path = below(path, inner);
                let said = node.get(&inner.id).filter(|_| !self.hidden.contains(&path.as_str()))?;
                Some(self.fact(inner, &path, said))
            });
            return Value::Facts { facts: facts.collect() };
        }
        if let Some(flag) = node.as_bool() {
            return Value::Words {
                text: if flag { lang.pick("có", "yes") } else { lang.pick("không", "no") }.to_owned(),
            };
        }
        let Some(written) = node.as_scalar() else {
            return Value::Words { text: words(node, lang).unwrap_or_default().trim().to_owned() };
        };
        let named = match kind {
            FieldType::Enum => {
                return Value::Words { text: field.name_of(written, lang).to_owned() };
            }
            FieldType::Integer => node.as_i64().map(|number| (grouped(number, lang), None, String::new())),
            FieldType::Component => self.component(written),
            FieldType::Agency | FieldType::Owners => self.agency(written),
            FieldType::Code => self.code(&field.id, written),
            FieldType::String if field.id == "legal_basis" => self.law(written),
            _ => None,
        };
        match named {
            Some((text, Some(target), note)) => Value::Name { anchor: self.page.to(&text, target), note },
            Some((text, None, _)) => Value::Words { text },
            None => Value::Words { text: written.trim().to_owned() },
        }
    }

    fn component(&self, written: &str) -> Option<(String, Option<Target>, String)> {
        let graph = self.page.site.publication.graph();
        let id = graph.find(written).or_else(|| graph.find(&format!("{}/{written}", self.home)))?;
        let target = Target::Component(graph.component(id).key.to_string());
        Some((graph.repository.name(id, self.page.lang).to_owned(), Some(target), String::new()))
    }

    fn agency(&self, written: &str) -> Option<(String, Option<Target>, String)> {
        let graph = self.page.site.publication.graph();
        let id = graph.find_agency(written)?;
        let name = graph.repository.agency_name(id, self.page.lang);
        Some((name.to_owned(), Some(Target::Agency(written.to_owned())), String::new()))
    }

    /// A code with its name; one that the framework does not hold leads nowhere.
    fn code(&self, model: &str, written: &str) -> Option<(String, Option<Target>, String)> {
        let pack = self.page.site.publication.pack();
        let node = pack.model(model)?.nodes.iter().find(|node| node.code == written)?;
        let name = node.name.as_ref().map_or_else(String::new, |name| name.get(self.page.lang).to_owned());
        Some((written.to_owned(), Some(Target::Model(model.to_owned(), Some(written.to_owned()))), name))
    }

    /// A document the framework holds, with the article where that is held too.
    fn law(&self, written: &str) -> Option<(String, Option<Target>, String)> {
        let pack = self.page.site.publication.pack();
        let (document, article) = pack.cited(written)?;
        let held = article.filter(|article| pack.article(&document.id, article).is_some());
        let target = Target::Law(document.id.clone(), held.map(str::to_owned));
        let own = [&document.id, &document.number, &document.label].contains(&&written.to_owned());
        let text = if own { document.label.clone() } else { written.to_owned() };
        Some((text, Some(target), String::new()))
    }
}

impl Value {
    fn letters(&self) -> usize {
        match self {
            Self::Words { text } => text.chars().count(),
            Self::Name { anchor, note } => anchor.text.chars().count() + note.chars().count() + 3,
            _ => 1_000,
        }
    }
}

fn below(path: &str, field: &Field) -> String {
    format!("{path}.{}", field.id)
}

/// A number as people write it; what is as short as a year stays as it is.
pub(super) fn grouped(number: i64, lang: Lang) -> String {
    let size = number.unsigned_abs();
    if size < 10_000 {
        return number.to_string();
    }
    let sign = if number < 0 { "−" } else { "" };
    format!("{sign}{}", text::grouped(size, lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(grouped(2021, Lang::Vi), "2021");
        assert_eq!(grouped(98_000_000, Lang::Vi), "98.000.000");
        assert_eq!(grouped(-12_345, Lang::En), "−12,345");
    }
}
