//! A tree's documents -> the model. Lenient: what the schema check reports is still taken as far as it
//! can be, so that one fault does not draw a train of others behind it.

use std::borrow::Cow;
use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::CONFIG_FILE;
use super::faults;
use super::schema::Schemas;
use super::site;
use super::syntax;
use crate::diagnostic::{Finding, Subject};
use crate::framework::{DocumentKind, DocumentType, Pack, RelationId, Severity};
use crate::model::{
    Agency, Component, ComponentId, Config, ConnectionStatement, Document, Lifecycle, RelationStatement, Repository,
    date, words,
};
use crate::source::{FileId, Place, SourceFile, Sources, Span};
use crate::text;
use crate::text::{Lang, Text};
use crate::tree::{Limits, NodeRef, Tree, parse};

/// What one file adds to the repository; indices count from the file's own first component.
#[derive(Debug, Default)]
pub(super) struct FileFacts {
    pub findings: Vec<Finding>,
    agencies: Vec<Agency>,
    components: Vec<Component>,
    relations: Vec<RelationStatement>,
    connections: Vec<ConnectionStatement>,
    documents: Vec<Document>,
}

impl FileFacts {
    /// Adds the file to the repository, after the files before it.
    pub(super) fn append_to(mut self, repository: &mut Repository, findings: &mut Vec<Finding>) {
        let base = Span::new(repository.components.len(), 0).start;
        findings.append(&mut self.findings);
        repository.agencies.append(&mut self.agencies);
        repository.components.append(&mut self.components);
        repository.documents.append(&mut self.documents);
        let shift = |from: ComponentId| ComponentId(from.0 + base);
        repository.relations.extend(
            self.relations.into_iter().map(|relation| RelationStatement { from: shift(relation.from), ..relation }),
        );
        repository.connections.extend(
            self.connections
                .into_iter()
                .map(|connection| ConnectionStatement { from: shift(connection.from), ..connection }),
        );
    }
}

/// Reads every document of a file: checks it against its schema and takes what it says.
pub(super) fn extract(tree: &Tree, path: &str, file: FileId, pack: &Pack, schemas: &Schemas, facts: &mut FileFacts) {
    for root in tree.documents() {
        if root.is_null() {
            continue;
        }
        let is_config = path == CONFIG_FILE && root.get("framework").is_some();
        let kind = if is_config {
            DocumentKind::Config
        } else if let Some(kind) = DocumentKind::of_keys(|key| root.get(key).is_some()) {
            kind
        } else {
            facts.findings.push(unknown_document(root, path, file));
            continue;
        };
        schemas.check(kind, root, path, file, &mut facts.findings);
        match kind {
            DocumentKind::Layer => layer(root, file, pack, facts),
            DocumentKind::Agency => {
                if let Some(agency) = agency(root, file) {
                    marks(root, &Marked::of_agency(DocumentType::Agency, &agency.id, file), pack, &mut facts.findings);
                    facts.agencies.push(agency);
                }
            }
            DocumentKind::Roadmap | DocumentKind::Waivers | DocumentKind::Policies => {
                let agency = root
                    .get("roadmap")
                    .and_then(NodeRef::as_scalar)
                    .map_or_else(String::new, |id| nfc(id).into_owned());
                marks(root, &Marked::of_agency(kind.fields(), &agency, file), pack, &mut facts.findings);
                facts.documents.push(Document { kind: kind.fields(), file, node: root.index(), agency });
            }
            DocumentKind::Config => site::check(root, path, file, &mut facts.findings),
            DocumentKind::Document => {}
        }
    }
}

fn unknown_document(root: NodeRef<'_>, path: &str, file: FileId) -> Finding {
    let span = root.members().next().map_or(root.first_line(), |member| member.key_span);
    let message = text!(
        vi: "không rõ tài liệu này là gì: khóa trên cùng không có `agency:`, `layer:`, `roadmap:`, `waivers:` hay `policies:`",
        en: "no telling what this document is: no `agency:`, `layer:`, `roadmap:`, `waivers:` or `policies:` among its top keys",
    );
    let help = text!(
        vi: "tài liệu cơ quan bắt đầu bằng `agency:`; tài liệu lớp có `layer:`, `agency:` và `components:`",
        en: "an agency's document begins with `agency:`; a layer's has `layer:`, `agency:` and `components:`",
    );
    let subject = Subject::File(path.to_owned());
    Finding::new(faults::UNKNOWN_DOCUMENT, Severity::Error, subject, Place { file, span }, message, help)
}

fn agency(root: NodeRef<'_>, file: FileId) -> Option<Agency> {
    let id_node = root.get("agency")?;
    let id = nfc(id_node.as_scalar()?);
    let with_place = |key: &str| {
        let node = root.get(key)?;
        Some((nfc(node.as_scalar()?).into_owned(), Place { file, span: node.span() }))
    };
    Some(Agency {
        id: id.into_owned(),
        place: Place { file, span: id_node.span() },
        node: root.index(),
        level: root.get("level").and_then(NodeRef::as_str).unwrap_or_default().to_owned(),
        parent: with_place("parent"),
        code: with_place("code"),
    })
}

fn layer(root: NodeRef<'_>, file: FileId, pack: &Pack, facts: &mut FileFacts) {
    let Some(layer) = root.get("layer").and_then(NodeRef::as_str).and_then(|id| pack.framework.layer_id(id)) else {
        return;
    };
    let agency_node = root.get("agency");
    let agency = agency_node.and_then(NodeRef::as_scalar).map_or(Cow::Borrowed(""), nfc);
    let agency_span = agency_node.map_or(root.first_line(), NodeRef::span);
    let Some(components) = root.get("components") else { return };
    for node in components.elements() {
        let Some(id_node) = node.get("id") else { continue };
        let Some(id) = id_node.as_scalar() else { continue };
        let index = ComponentId(Span::new(facts.components.len(), 0).start);
        let mut component = Component::new(&agency, &nfc(id), file, node.index(), layer);
        component.id_span = id_node.span();
        component.agency_span = agency_span;
        component.kind = node.get("kind").and_then(NodeRef::as_str).and_then(|kind| pack.framework.kind_id(kind));
        component.lifecycle = node.get("lifecycle").map(lifecycle).unwrap_or_default();
        if node.get("illustrative").is_some() {
            let marked = Marked {
                on: DocumentType::Component,
                subject: Subject::Component(component.key.to_string()),
                agency: component.agency(),
                layer: &pack.framework.layer(layer).id,
                file,
            };
            marks(node, &marked, pack, &mut facts.findings);
        }
        facts.components.push(component);
        links(node, index, pack, facts);
    }
}

/// Where marks of illustration stand, and whom a wrong one is told of.
struct Marked<'m> {
    on: DocumentType,
    subject: Subject,
    agency: &'m str,
    layer: &'m str,
    file: FileId,
}

impl<'m> Marked<'m> {
    /// The marks of a document about an agency: its own, or its roadmap.
    fn of_agency(on: DocumentType, agency: &'m str, file: FileId) -> Self {
        Self { on, subject: Subject::Agency(agency.to_owned()), agency, layer: "", file }
    }
}

/// A mark on a field that does not exist would let a made-up value pass for a fact.
fn marks(node: NodeRef<'_>, marked: &Marked<'_>, pack: &Pack, findings: &mut Vec<Finding>) {
    let framework = &pack.framework;
    for mark in node.get("illustrative").into_iter().flat_map(NodeRef::elements) {
        let Some(name) = mark.as_str() else { continue };
        let relation = marked.on == DocumentType::Component && framework.relation_id(name).is_some();
        if relation || framework.field_at(marked.on, name).is_some() {
            continue;
        }
        let message = text!(vi: "`{name}` không phải tên trường nào để đánh dấu minh họa", en: "`{name}` is no field to mark as an illustration");
        let help = text!(
            vi: "ghi đúng tên trường hoặc quan hệ, ví dụ `security_level`; hoặc `illustrative: true` cho tất cả",
            en: "name a field or a relation, such as `security_level`; or write `illustrative: true` for all of it",
        );
        let place = Place { file: marked.file, span: mark.span() };
        findings.push(
            Finding::new(faults::INVALID_VALUE, Severity::Error, marked.subject.clone(), place, message, help)
                .counted_under(marked.agency, marked.layer)
                .with_field(format!("illustrative={name}")),
        );
    }
}

/// The relations and connections of a component, in the order they are written.
fn links(node: NodeRef<'_>, from: ComponentId, pack: &Pack, facts: &mut FileFacts) {
    for member in node.members() {
        if member.key == "connects" {
            let entries = member.value.elements().filter(|entry| entry.is_map());
            facts.connections.extend(entries.map(|entry| ConnectionStatement {
                from,
                node: entry.index(),
                since: entry.get("since").and_then(date),
                until: entry.get("until").and_then(date),
            }));
            continue;
        }
        let Some(relation) = relation(pack, member.key) else { continue };
        let references = member.value.elements().filter(|reference| reference.as_scalar().is_some());
        facts.relations.extend(references.map(|reference| RelationStatement {
            from,
            relation,
            node: reference.index(),
        }));
    }
}

fn relation(pack: &Pack, key: &str) -> Option<RelationId> {
    // A dozen relations: comparing lengths first makes this cheaper than a map.
    pack.framework.relation_id(key)
}

fn lifecycle(node: NodeRef<'_>) -> Lifecycle {
    let at = |key: &str| node.get(key).and_then(date);
    Lifecycle {
        planned: at("planned"),
        building: at("building"),
        operating: at("operating"),
        retiring: at("retiring"),
        retired: at("retired"),
    }
}

/// Text in the one form that comparisons use.
pub(super) fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Reads the configuration's own text.
pub(super) fn config(text: &Arc<str>, limits: Limits) -> Result<Config, (Sources, Vec<Finding>)> {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new(CONFIG_FILE, Arc::clone(text)));
    let parsed = parse(text, limits);
    let problems: Vec<Finding> =
        parsed.problems.iter().map(|problem| syntax::finding(problem, CONFIG_FILE, file, limits)).collect();
    let root = parsed.tree.documents().find(|root| root.get("framework").is_some());
    let framework = root.and_then(|root| root.get("framework")).and_then(|node| Some((node.as_str()?, node.span())));
    let (Some(root), Some((framework, span))) = (root, framework) else {
        let findings = if problems.is_empty() { vec![missing_framework(file)] } else { problems };
        return Err((sources, findings));
    };
    let title = root.get("title");
    let half = |lang| title.and_then(|node| words(node, lang)).unwrap_or_default();
    Ok(Config {
        framework: framework.to_owned(),
        framework_place: Place { file, span },
        title: Text::new(half(Lang::Vi), half(Lang::En)),
        language: root.get("language").and_then(NodeRef::as_str).and_then(|code| match code {
            "vi" => Some(Lang::Vi),
            "en" => Some(Lang::En),
            _ => None,
        }),
        as_of: root.get("as_of").and_then(date),
        site: site::settings(root, sources.get(file)),
    })
}

fn missing_framework(file: FileId) -> Finding {
    let message = text!(vi: "khung.yaml không có `framework:`", en: "khung.yaml has no `framework:`");
    let help = text!(vi: "thêm dòng `framework: vn-egov-2.0`", en: "add the line `framework: vn-egov-2.0`");
    let place = Place { file, span: Span::default() };
    let subject = Subject::File(CONFIG_FILE.to_owned());
    Finding::new(faults::MISSING_FIELD, Severity::Error, subject, place, message, help).with_field("framework")
}
