//! The JSON Schemas of the files, written from the pack: what editors complete and `load` checks.
//!
//! Draft-07, because that is what the YAML extension of VS Code reads. Every object is closed, and no
//! place has alternatives (`anyOf`, `oneOf`): one wrong field is one error at that field, and a
//! document is checked in one pass. What differs between layers is chosen by `if`/`then` on a constant.

mod document;
mod field;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};

use super::metamodel::DocumentType;
use super::pack::Pack;
use crate::text::Text;
use document::Writer;

/// The schema dialect; part of the document format, nothing is fetched from it.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// What one schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// `khung.yaml`.
    Config,
    /// A document with `agency:` and no `layer:`.
    Agency,
    /// A document with `layer:`.
    Layer,
    /// A document with `roadmap:`.
    Roadmap,
    /// A document with `waivers:`.
    Waivers,
    /// A document with `policies:`.
    Policies,
    /// Any of these: what may stand in any file but `khung.yaml`.
    Document,
}

impl DocumentKind {
    /// Every kind, each a file of its own.
    pub const ALL: [Self; 7] =
        [Self::Config, Self::Agency, Self::Layer, Self::Roadmap, Self::Waivers, Self::Policies, Self::Document];

    /// What a document is by its top keys; `khung.yaml` is told by its name.
    #[must_use]
    pub fn of_keys(has: impl Fn(&str) -> bool) -> Option<Self> {
        let kinds = [
            ("layer", Self::Layer),
            ("components", Self::Layer),
            ("roadmap", Self::Roadmap),
            ("waivers", Self::Waivers),
            ("policies", Self::Policies),
            ("agency", Self::Agency),
        ];
        kinds.into_iter().find(|(key, _)| has(key)).map(|(_, kind)| kind)
    }

    /// The fields of the document's top; [`Document`](Self::Document) stands for an agency's.
    #[must_use]
    pub const fn fields(self) -> DocumentType {
        match self {
            Self::Config => DocumentType::Config,
            Self::Agency | Self::Document => DocumentType::Agency,
            Self::Layer => DocumentType::Layer,
            Self::Roadmap => DocumentType::Roadmap,
            Self::Waivers => DocumentType::Waivers,
            Self::Policies => DocumentType::Policies,
        }
    }

    /// Name of the schema's file.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Config => "khung.schema.json",
            Self::Agency => "agency.schema.json",
            Self::Layer => "layer.schema.json",
            Self::Roadmap => "roadmap.schema.json",
            Self::Waivers => "waivers.schema.json",
            Self::Policies => "policies.schema.json",
            Self::Document => "document.schema.json",
        }
    }

    /// The schema as the text of its file: the same bytes for the same pack.
    #[must_use]
    pub fn render(self, pack: &Pack) -> String {
        format!("{:#}\n", json_schema(pack, self))
    }

    fn title(self) -> Text {
        match self {
            Self::Config => {
                Text::new("khung.yaml: tệp gốc của kho kiến trúc", "khung.yaml: the root file of a repository")
            }
            Self::Agency => Text::new("Tài liệu cơ quan", "Agency document"),
            Self::Layer => Text::new("Tài liệu lớp", "Layer document"),
            Self::Roadmap => Text::new("Lộ trình", "Roadmap"),
            Self::Waivers => Text::new("Miễn trừ", "Waivers"),
            Self::Policies => Text::new("Quy tắc riêng", "Policies"),
            Self::Document => Text::new("Tài liệu kiến trúc", "Architecture document"),
        }
    }

    fn about(self) -> Text {
        match self {
            Self::Config => Text::new(
                "Khung áp dụng và những gì chung cho cả kho.",
                "The framework that applies and what holds for the whole repository.",
            ),
            Self::Agency => Text::new(
                "Một cơ quan: tên, cấp, đầu mối và văn bản kiến trúc của cơ quan.",
                "One agency: its name, level, contacts and architecture document.",
            ),
            Self::Layer => {
                Text::new("Các thành phần thuộc một lớp của một cơ quan.", "The components of one layer of one agency.")
            }
            Self::Roadmap => Text::new(
                "Dự án, gói công việc và khoảng cách của một cơ quan.",
                "Projects, work packages and gaps of one agency.",
            ),
            Self::Waivers => Text::new(
                "Các trường hợp được miễn, mỗi trường hợp có quyết định và thời hạn.",
                "Exceptions that were decided, each with its decision and its end.",
            ),
            Self::Policies => Text::new(
                "Quy tắc riêng của cơ quan, không cần biên dịch lại.",
                "The agency's own rules, with nothing compiled.",
            ),
            Self::Document => Text::new(
                "Khóa trên cùng nói tài liệu là gì: `layer`, `roadmap`, `waivers`, `policies` hoặc `agency`.",
                "Its top key says what a document is: `layer`, `roadmap`, `waivers`, `policies` or `agency`.",
            ),
        }
    }
}

/// The schema of one kind of document, in the words of the pack and in its order.
#[must_use]
pub fn json_schema(pack: &Pack, kind: DocumentKind) -> Value {
    let mut writer = Writer::new(pack);
    let body = match kind {
        DocumentKind::Layer => writer.layer(),
        DocumentKind::Document => writer.any(),
        plain => writer.fields_of(plain.fields()),
    };
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!(DRAFT));
    schema.insert("$id".to_owned(), json!(kind.file_name()));
    // A reader of the schema alone must learn that the framework had its time.
    let (about, standing) = (kind.about(), pack.standing());
    let about = Text::new(format!("{} {}", about.vi, standing.vi), format!("{} {}", about.en, standing.en));
    field::describe(&mut schema, &kind.title(), &about);
    schema.extend(body);
    let definitions = writer.into_definitions();
    if !definitions.is_empty() {
        schema.insert("definitions".to_owned(), Value::Object(definitions));
    }
    Value::Object(schema)
}
