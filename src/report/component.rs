//! The page of one component: what is said of it and how that is known, what it is linked with, how its security
//! level is reached, and what was found. Plain Markdown.

mod level;
mod links;
mod value;

use std::fmt::Write as _;

use jiff::civil::Date;
use strsim::jaro_winkler;

use super::tag;
use crate::diagnostic::{Finding, Subject};
use crate::framework::{DocumentType, Severity};
use crate::graph::Graph;
use crate::model::{ComponentId, State};
use crate::source::{Place, Sources};
use crate::text::Lang;
use crate::tree::NodeRef;

use value::{one_line, value};

/// An architecture that was checked at a day.
#[derive(Clone, Copy)]
pub struct Checked<'r> {
    /// The architecture.
    pub graph: &'r Graph<'r>,
    /// Its files.
    pub sources: &'r Sources,
    /// Everything that was found.
    pub findings: &'r [Finding],
    /// The day it is looked at.
    pub day: Date,
}

/// The page of a component.
#[must_use]
pub fn component_page(checked: Checked<'_>, id: ComponentId, lang: Lang) -> String {
    let page = Page { checked, graph: checked.graph, id, lang };
    let mut out = String::new();
    page.head(&mut out);
    page.fields(&mut out);
    page.provenance(&mut out);
    links::relations(&page, &mut out);
    links::connections(&page, &mut out);
    level::level(&page, &mut out);
    page.findings(&mut out);
    out
}

/// The key nearest to one that no component has.
#[must_use]
pub fn nearest_component(graph: &Graph<'_>, key: &str) -> Option<String> {
    let keys = graph.repository.components.iter().map(|component| &*component.key);
    let scored = keys.map(|candidate| (jaro_winkler(candidate, key), candidate)).filter(|&(score, _)| score > 0.8);
    scored.max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(left.1))).map(|(_, key)| key.to_owned())
}

/// The components whose id, agency aside, is a name.
#[must_use]
pub fn components_named(graph: &Graph<'_>, name: &str) -> Vec<ComponentId> {
    graph.repository.component_ids().filter(|&id| graph.component(id).id() == name).collect()
}

/// Fields that have a place of their own on the page.
const ELSEWHERE: [&str; 7] = ["id", "kind", "name", "owner", "sources", "illustrative", "connects"];

struct Page<'p> {
    checked: Checked<'p>,
    graph: &'p Graph<'p>,
    id: ComponentId,
    lang: Lang,
}

impl Page<'_> {
    fn field(&self, name: &str) -> Option<NodeRef<'_>> {
        self.graph.repository.field(self.id, name)
    }

    fn heading(&self, out: &mut String, vi: &str, en: &str) {
        let _ = writeln!(out, "\n## {}\n", self.lang.pick(vi, en));
    }

    /// Name and key of a component, with its state where it is not in operation.
    fn label(&self, id: ComponentId) -> String {
        let (name, key) = (self.graph.repository.name(id, self.lang), &self.graph.component(id).key);
        match self.graph.state(id, self.checked.day) {
            State::Operating => format!("{name} (`{key}`)"),
            other => format!("{name} (`{key}`, {})", state(other, self.lang)),
        }
    }

    fn at(&self, place: Place) -> String {
        let file = self.checked.sources.get(place.file);
        format!("{}:{}", file.path, file.position(place.span.start).line)
    }

    fn head(&self, out: &mut String) {
        let (graph, lang) = (self.graph, self.lang);
        let (framework, component) = (&graph.pack.framework, graph.component(self.id));
        let _ = writeln!(out, "# {} (`{}`)\n", graph.repository.name(self.id, lang), component.key);
        if let Some(kind) = graph.kind(self.id) {
            let _ = writeln!(out, "- {}: {} (`{}`)", lang.pick("Loại", "Kind"), kind.name.get(lang), kind.id);
        }
        let layer = framework.layer(component.layer);
        let _ = writeln!(out, "- {}: {} (`{}`)", lang.pick("Lớp", "Layer"), layer.name.get(lang), layer.id);
        let agency = |id: &str| {
            let found = graph.find_agency(id);
            found.map_or_else(
                || format!("`{id}`"),
                |found| format!("{} (`{id}`)", graph.repository.agency_name(found, lang)),
            )
        };
        let _ = writeln!(out, "- {}: {}", lang.pick("Cơ quan", "Agency"), agency(component.agency()));
        let written: Vec<&str> = match self.field("owner") {
            Some(node) if node.is_seq() => node.elements().filter_map(NodeRef::as_scalar).collect(),
            Some(node) => node.as_scalar().into_iter().collect(),
            None => Vec::new(),
        };
        let owner = if written.is_empty() {
            let why = lang.pick("theo cơ quan của tài liệu", "as the agency of the document");
            format!("{}, {why}", agency(component.agency()))
        } else {
            written.into_iter().map(agency).collect::<Vec<_>>().join(", ")
        };
        let _ = writeln!(out, "- {}: {owner}{}", lang.pick("Chủ quản", "Owner"), self.mark("owner"));
        let day = self.checked.day;
        let state = state(graph.state(self.id, day), lang);
        let _ = writeln!(out, "- {} {day}: {state}", lang.pick("Trạng thái ngày", "State on"));
        let _ = writeln!(out, "- {}: {}", lang.pick("Khai tại", "Declared at"), self.at(component.place()));
    }

    /// Says that a field is there for illustration.
    fn mark(&self, field: &str) -> &'static str {
        let marked = self.field("illustrative").is_some_and(|node| {
            node.as_bool() == Some(true) || node.elements().any(|entry| entry.as_str() == Some(field))
        });
        if marked { self.lang.pick(" *(minh họa)*", " *(illustration)*") } else { "" }
    }

    fn fields(&self, out: &mut String) {
        let lang = self.lang;
        self.heading(out, "Các trường", "Fields");
        let framework = &self.graph.pack.framework;
        let mut any = false;
        for field in framework.fields_of(DocumentType::Component) {
            let Some(node) = self.field(&field.id).filter(|_| !ELSEWHERE.contains(&field.id.as_str())) else {
                continue;
            };
            any = true;
            let _ = write!(out, "- {} (`{}`){}:", field.name.get(lang), field.id, self.mark(&field.id));
            let said = value(field, node, lang);
            let _ = if said.starts_with('\n') { writeln!(out, "{said}") } else { writeln!(out, " {said}") };
        }
        if !any {
            let _ = writeln!(out, "{}", lang.pick("Không ghi gì thêm.", "Nothing more is written."));
        }
    }

    fn provenance(&self, out: &mut String) {
        let lang = self.lang;
        self.heading(out, "Nguồn", "Sources");
        for source in self.field("sources").into_iter().flat_map(NodeRef::elements) {
            let half = |name| source.get(name).and_then(|node| crate::model::words(node, lang)).map(one_line);
            let seed = half("seed").map(|seed| format!("{} {seed}", lang.pick("bài báo gốc", "seed article")));
            let parts = [seed, half("document"), half("note")];
            let _ = writeln!(out, "- {}", parts.into_iter().flatten().collect::<Vec<_>>().join(": "));
        }
        let says = match self.field("illustrative") {
            Some(node) if node.as_bool() == Some(true) => {
                lang.pick("Toàn bộ thành phần chỉ để minh họa.", "The whole component is an illustration.")
            }
            Some(node) if node.elements().len() > 0 => lang.pick(
                "Điều có đánh dấu *(minh họa)* không có nguồn nào nói.",
                "No source says what is marked *(illustration)*.",
            ),
            _ if self.field("sources").is_some() => return,
            _ => lang.pick("Không ghi nguồn nào.", "No source is given."),
        };
        let gap = if self.field("sources").is_some() { "\n" } else { "" };
        let _ = writeln!(out, "{gap}{says}");
    }

    fn findings(&self, out: &mut String) {
        let (graph, lang) = (self.graph, self.lang);
        let key = &*graph.component(self.id).key;
        let concerns = |finding: &&Finding| match &finding.subject {
            Subject::Component(subject) => subject == key,
            Subject::Connection { from, to } => from == key || to == key,
            _ => false,
        };
        self.heading(out, "Phát hiện", "Findings");
        let mut any = false;
        for finding in self.checked.findings.iter().filter(concerns) {
            any = true;
            let severity = match finding.severity {
                Severity::Error => lang.pick("lỗi", "error"),
                Severity::Warning => lang.pick("cảnh báo", "warning"),
                Severity::Info => lang.pick("thông tin", "note"),
            };
            let tag = match tag(graph.pack, &finding.rule) {
                "" => String::new(),
                tag => format!(" ({tag})"),
            };
            let (message, help) = (finding.message.get(lang), finding.help.get(lang));
            let at = self.at(finding.place);
            let _ = writeln!(out, "- **{severity}** `{}`{tag}, {at}: {message}", finding.rule);
            let _ = writeln!(out, "  {}: {help}", lang.pick("Sửa", "Fix"));
        }
        if !any {
            let _ = writeln!(out, "{}", lang.pick("Không có phát hiện nào.", "Nothing was found."));
        }
    }
}

/// A state of the life of a component in words.
#[must_use]
pub const fn state(state: State, lang: Lang) -> &'static str {
    match state {
        State::Absent => lang.pick("chưa có", "not there yet"),
        State::Planned => lang.pick("dự kiến", "planned"),
        State::Building => lang.pick("đang xây dựng", "being built"),
        State::Operating => lang.pick("đang vận hành", "in operation"),
        State::Retiring => lang.pick("đang dừng dần", "being retired"),
        State::Retired => lang.pick("đã dừng", "retired"),
    }
}
