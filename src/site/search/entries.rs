//! Everything that can be found, in the order of rank: components before agencies, both before rules and law.

use crate::framework::{DocumentType, Pack};
use crate::graph::Graph;
use crate::measure::{Group, Scope};
use crate::model::{AgencyId, ComponentId};
use crate::publication::Publication;
use crate::site::address::page;
use crate::site::targets::anchor;
use crate::text::{Lang, Text, folded};
use crate::tree::NodeRef;
use crate::view::Target;

/// What a text of an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Its name in the language of the index.
    Name,
    /// Its name in the other language.
    Second,
    /// Another name, an abbreviation.
    Alias,
    /// Its id.
    Key,
    /// What it is.
    Kind,
    /// The agency it belongs to.
    Agency,
    /// Anything else.
    Other,
}

/// One thing that can be found.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    /// What it is called.
    pub title: String,
    /// What it is: `cơ sở dữ liệu quốc gia`.
    pub kind: String,
    /// What it belongs to; empty where that is the whole.
    pub of: String,
    /// Where it leads, from the root of the language.
    pub href: String,
    /// A part of the architecture itself, weightier than rules and law that speak of it.
    pub ours: bool,
    /// What it is found by.
    pub fields: Vec<(Field, String)>,
}

impl Entry {
    fn new(title: &str, kind: &str, of: &str, href: String) -> Self {
        let fields =
            vec![(Field::Name, title.to_owned()), (Field::Kind, kind.to_owned()), (Field::Agency, of.to_owned())];
        Self { title: title.to_owned(), kind: kind.to_owned(), of: of.to_owned(), href, ours: false, fields }
    }

    fn with(mut self, field: Field, text: impl Into<String>) -> Self {
        let text = text.into();
        let told = self.fields.iter().any(|(_, known)| *known == text);
        if !told && !text.is_empty() {
            self.fields.push((field, text));
        }
        self
    }
}

/// What people type for long words of a name.
const SHORT: &[(&str, &str)] = &[
    ("co so du lieu quoc gia", "CSDLQG"),
    ("co so du lieu", "CSDL"),
    ("trung tam du lieu", "TTDL"),
    ("he thong thong tin", "HTTT"),
    ("dich vu cong", "DVC"),
    ("dich vu cong truc tuyen", "DVCTT"),
    ("thu tuc hanh chinh", "TTHC"),
    ("cong nghe thong tin", "CNTT"),
    ("an toan thong tin", "ATTT"),
    ("uy ban nhan dan", "UBND"),
    ("nghi dinh", "NĐ"),
    ("thong tu", "TT"),
    ("quyet dinh", "QĐ"),
];

/// Pictures of the whole: name, in Vietnamese, in English.
const PICTURES: &[(&str, &str, &str)] = &[
    ("overall", "Sơ đồ tổng thể", "Overall diagram"),
    ("connections", "Mô hình kết nối", "Connection model"),
    ("lineage", "Dòng dữ liệu từ nguồn gốc tới bản sao", "Data from its source to its copies"),
    ("deployment", "Triển khai: thành phần chạy ở đâu", "Deployment: what runs where"),
    ("application-data", "Ứng dụng và dữ liệu", "Applications and data"),
    ("agency-national", "Cơ quan và cơ sở dữ liệu quốc gia", "Agencies and national databases"),
    ("level-zone", "Cấp độ an toàn và vùng mạng", "Security levels and zones"),
    ("coverage", "Mức phủ mô hình tham chiếu và trùng lặp", "Reference-model coverage and duplicates"),
    ("roadmap", "Lộ trình", "Roadmap"),
];

/// Every entry in a language, the weightier first.
pub(super) fn all(publication: &Publication<'_>, lang: Lang) -> Vec<Entry> {
    let (graph, pack) = (publication.graph(), publication.pack());
    let mut entries: Vec<Entry> = ranked(graph).into_iter().map(|id| component(graph, id, lang)).collect();
    entries.extend(graph.repository.agency_ids().map(|id| agency(graph, id, lang)));
    for entry in &mut entries {
        entry.ours = true;
    }
    entries.extend(pack.framework.layers.iter().map(|layer| {
        let kind = lang.pick("lớp của kiến trúc", "layer of the architecture");
        let href = page(&Target::Layer(layer.id.clone()));
        named(&layer.name, kind, "", href, lang).with(Field::Key, layer.id.as_str())
    }));
    entries.extend(PICTURES.iter().map(|(name, vi, en)| {
        named(&Text::new(*vi, *en), lang.pick("sơ đồ", "diagram"), "", format!("picture/{name}.html"), lang)
    }));
    entries.extend(pack.rules.rules.iter().map(|rule| {
        let href = page(&Target::Rule(rule.rule.clone()));
        let entry = named(&rule.title, lang.pick("quy tắc", "rule"), &rule.tag, href, lang);
        entry.with(Field::Key, rule.rule.as_str())
    }));
    measures(publication, lang, &mut entries);
    law(pack, lang, &mut entries);
    models(pack, lang, &mut entries);
    entries
}

/// Components, those of the national catalogue first, then those that most others connect to.
fn ranked(graph: &Graph<'_>) -> Vec<ComponentId> {
    let mut asked = vec![0_u32; graph.repository.components.len()];
    for connection in &graph.connections {
        for id in connection.to.iter().chain(&connection.via) {
            if let Some(count) = asked.get_mut(id.0 as usize) {
                *count += 1;
            }
        }
    }
    let mut ids: Vec<ComponentId> = graph.repository.component_ids().filter(|&id| !graph.is_duplicate(id)).collect();
    let weight = |id: ComponentId| {
        (graph.catalogue(id).is_none(), std::cmp::Reverse(asked.get(id.0 as usize).copied().unwrap_or(0)))
    };
    ids.sort_by_key(|&id| weight(id));
    ids
}

fn component(graph: &Graph<'_>, id: ComponentId, lang: Lang) -> Entry {
    let repository = graph.repository;
    let known = graph.component(id);
    let kind = graph.kind(id).map_or("", |kind| kind.name.get(lang));
    let agency = graph.agency_of(id);
    let of = agency.map_or(known.agency(), |agency| repository.agency_name(agency, lang));
    let href = page(&Target::Component(known.key.to_string()));
    let title = repository.name(id, lang);
    let mut entry = Entry::new(title, kind, of, href)
        .with(Field::Second, repository.name(id, lang.pick(Lang::En, Lang::Vi)))
        .with(Field::Key, &*known.key);
    for alias in listed(repository.field(id, "aliases")) {
        entry = entry.with(Field::Alias, alias);
    }
    if let Some(national) = graph.catalogue(id) {
        entry = entry.with(Field::Alias, national.id.as_str()).with(Field::Alias, national.name.get(lang));
        for alias in &national.aliases {
            entry = entry.with(Field::Alias, alias.as_str());
        }
    }
    let plain = folded(title);
    for (long, short) in SHORT {
        if plain.contains(long) {
            entry = entry.with(Field::Alias, *short);
        }
    }
    for alias in agency.into_iter().flat_map(|agency| listed(repository.agency_field(agency, "aliases"))) {
        entry = entry.with(Field::Agency, alias);
    }
    let held = repository.field(id, "holds").into_iter().flat_map(NodeRef::elements);
    for entity in held.filter_map(|held| held.get("entity").and_then(NodeRef::as_str)) {
        entry = entry.with(Field::Other, entity);
    }
    entry
}

fn agency(graph: &Graph<'_>, id: AgencyId, lang: Lang) -> Entry {
    let repository = graph.repository;
    let known = repository.agency(id);
    let levels = graph.pack.framework.field_at(DocumentType::Agency, "level");
    let level = levels.map_or(known.level.as_str(), |field| field.name_of(&known.level, lang));
    let above = known.parent.as_ref().and_then(|(parent, _)| graph.find_agency(parent));
    let of = above.map_or("", |above| repository.agency_name(above, lang));
    let mut entry = Entry::new(repository.agency_name(id, lang), level, of, page(&Target::Agency(known.id.clone())))
        .with(Field::Second, repository.agency_name(id, lang.pick(Lang::En, Lang::Vi)))
        .with(Field::Key, known.id.as_str());
    if let Some((code, _)) = &known.code {
        entry = entry.with(Field::Key, code.as_str());
    }
    for alias in listed(repository.agency_field(id, "aliases")) {
        entry = entry.with(Field::Alias, alias);
    }
    entry
}

/// Targets and duties.
fn measures(publication: &Publication<'_>, lang: Lang, entries: &mut Vec<Entry>) {
    let page = |id: &str| format!("targets.html#{}", anchor(id));
    let figures = publication.atlas.coverage.of(Scope::Whole);
    entries.extend(
        figures
            .filter(|figure| figure.group == Group::Target)
            .map(|figure| named(&figure.name, lang.pick("mục tiêu", "target"), &figure.id, page(&figure.id), lang)),
    );
    let duties = &publication.pack().duties.duties;
    entries.extend(
        duties.iter().map(|duty| named(&duty.title, duty.kind.name().get(lang), &duty.id, page(&duty.id), lang)),
    );
}

fn law(pack: &Pack, lang: Lang, entries: &mut Vec<Entry>) {
    let kind = lang.pick("văn bản pháp lý", "legal document");
    for document in &pack.law.documents {
        let href = page(&Target::Law(document.id.clone(), None));
        let title = format!("{} – {}", document.label, document.title.get(lang));
        let entry = Entry::new(&title, kind, document.issuer.get(lang), href)
            .with(Field::Alias, document.number.as_str())
            .with(Field::Second, document.title.get(lang.pick(Lang::En, Lang::Vi)))
            .with(Field::Key, document.id.as_str());
        entries.push(entry);
    }
    for document in &pack.law.documents {
        entries.extend(document.articles.iter().filter(|article| article.id != "-").map(|article| {
            let title = format!("{} {}, {}", lang.pick("Điều", "Article"), article.id, document.label);
            let href = page(&Target::Law(document.id.clone(), Some(article.id.clone())));
            Entry::new(&title, lang.pick("điều khoản", "article"), document.title.get(lang), href)
                .with(Field::Other, article.says.get(lang))
        }));
    }
}

fn models(pack: &Pack, lang: Lang, entries: &mut Vec<Entry>) {
    for model in &pack.models {
        let href = page(&Target::Model(model.id.clone(), None));
        let kind = lang.pick("mô hình tham chiếu", "reference model");
        entries.push(named(&model.name, kind, "", href, lang).with(Field::Key, model.id.as_str()));
    }
    for model in &pack.models {
        let kind = lang.pick("mã của mô hình tham chiếu", "code of a reference model");
        entries.extend(model.nodes.iter().map(|node| {
            let href = page(&Target::Model(model.id.clone(), Some(node.code.clone())));
            let name = node.name.as_ref().map_or("", |name| name.get(lang));
            let title = if name.is_empty() { node.code.clone() } else { format!("{} – {name}", node.code) };
            let other = node.name.as_ref().map_or("", |name| name.get(lang.pick(Lang::En, Lang::Vi)));
            Entry::new(&title, kind, model.name.get(lang), href).with(Field::Second, other)
        }));
    }
}

fn named(name: &Text, kind: &str, of: &str, href: String, lang: Lang) -> Entry {
    Entry::new(name.get(lang), kind, of, href).with(Field::Second, name.get(lang.pick(Lang::En, Lang::Vi)))
}

/// The texts of a list.
fn listed(node: Option<NodeRef<'_>>) -> impl Iterator<Item = &str> {
    node.into_iter().flat_map(NodeRef::elements).filter_map(NodeRef::as_str)
}
