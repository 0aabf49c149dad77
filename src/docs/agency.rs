//! The document of an agency: its prose, its pictures, its components layer by layer, what was found, where it goes.

use serde::Serialize;

use super::file;
use super::parts::{FigurePart, FindingPart, PicturePart, Tally, anchor, figures, findings, level_name, pictures};
use crate::framework::{DocumentType, Field};
use crate::measure::{Group, Scope};
use crate::model::{AgencyId, ComponentId, words};
use crate::publication::Publication;
use crate::report::state;
use crate::site::address::slug;
use crate::text::Lang;
use crate::tree::NodeRef;

#[derive(Serialize)]
pub(super) struct Page {
    lang: &'static str,
    other: String,
    nation: String,
    title: String,
    name: String,
    id: String,
    level: String,
    code: String,
    units: Vec<String>,
    day: String,
    standing: String,
    components: usize,
    tally: Tally,
    prose: Vec<Prose>,
    pictures: Vec<PicturePart>,
    layers: Vec<LayerPart>,
    findings: Vec<FindingPart>,
    models: Vec<FigurePart>,
    duties: Vec<FigurePart>,
    targets: Vec<FigurePart>,
}

/// A part of the agency's architecture document that was written in words.
#[derive(Serialize)]
struct Prose {
    name: String,
    lines: Vec<String>,
    illustrative: bool,
}

#[derive(Serialize)]
struct LayerPart {
    name: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    anchor: String,
    name: String,
    id: String,
    kind: String,
    state: &'static str,
    level: String,
    description: String,
    illustrative: bool,
}

pub(super) fn page(publication: &Publication<'_>, id: AgencyId, lang: Lang) -> Page {
    let graph = publication.graph();
    let agency = graph.repository.agency(id);
    let name = graph.repository.agency_name(id, lang).to_owned();
    let active = publication.atlas.evidence.active();
    let under: Vec<ComponentId> =
        graph.components_under(id).iter().copied().filter(|id| active.binary_search(id).is_ok()).collect();
    let within: Vec<AgencyId> = graph.repository.agency_ids().filter(|&unit| graph.is_within(unit, id)).collect();
    let found = || within.iter().flat_map(|&unit| publication.findings_under(unit));
    let scope = Scope::Agency(id);
    let layers = graph.pack.framework.layers.iter().filter_map(|layer| {
        let own = graph.pack.framework.layer_id(&layer.id)?;
        let rows: Vec<Row> = under
            .iter()
            .filter(|&&component| graph.component(component).layer == own)
            .map(|&component| row(publication, component, lang))
            .collect();
        (!rows.is_empty()).then(|| LayerPart { name: layer.name.get(lang).to_owned(), rows })
    });
    Page {
        lang: lang.code(),
        other: file(&slug(&agency.id), lang.pick(Lang::En, Lang::Vi)),
        nation: format!("../{}", file("README", lang)),
        title: publication.config().title.get(lang).to_owned(),
        id: agency.id.clone(),
        level: level_name(publication, &agency.level, lang),
        code: agency.code.as_ref().map_or_else(String::new, |(code, _)| code.clone()),
        units: within
            .iter()
            .filter(|&&unit| unit != id)
            .map(|&unit| graph.repository.agency_name(unit, lang).to_owned())
            .collect(),
        day: publication.day().to_string(),
        standing: publication.pack().standing_notice(publication.day()).get(lang).to_owned(),
        components: under.len(),
        tally: Tally::of(found()),
        prose: prose(publication, id, lang),
        pictures: pictures(publication, scope, "../", lang),
        layers: layers.collect(),
        findings: findings(publication, found(), lang),
        models: figures(publication, scope, Group::Model, lang),
        duties: figures(publication, scope, Group::Duty, lang),
        targets: figures(publication, scope, Group::Target, lang),
        name,
    }
}

fn row(publication: &Publication<'_>, id: ComponentId, lang: Lang) -> Row {
    let graph = publication.graph();
    let component = graph.component(id);
    let field = |name: &str| graph.repository.field(id, name);
    let level = field("security_level").and_then(NodeRef::as_scalar).unwrap_or_default();
    Row {
        anchor: anchor(&component.key),
        name: graph.repository.name(id, lang).to_owned(),
        id: component.key.to_string(),
        kind: graph.kind(id).map_or_else(String::new, |kind| kind.name.get(lang).to_owned()),
        state: state(graph.state(id, publication.day()), lang),
        level: level.to_owned(),
        description: field("description").and_then(|node| words(node, lang)).unwrap_or_default().to_owned(),
        illustrative: field("illustrative").and_then(NodeRef::as_bool) == Some(true),
    }
}

/// The parts of `architecture:`, in the order of the framework.
fn prose(publication: &Publication<'_>, id: AgencyId, lang: Lang) -> Vec<Prose> {
    let graph = publication.graph();
    let Some(node) = graph.repository.agency_field(id, "architecture") else { return Vec::new() };
    let Some(field) = graph.pack.framework.field_at(DocumentType::Agency, "architecture") else { return Vec::new() };
    let marked = |part: &str| {
        let marks = graph.repository.agency_field(id, "illustrative");
        let own = format!("architecture.{part}");
        marks.is_some_and(|marks| {
            let named = |mark: NodeRef<'_>| mark.as_str().is_some_and(|mark| mark == own || mark == "architecture");
            marks.as_bool() == Some(true) || marks.elements().any(named)
        })
    };
    let part = |part: &Field| {
        let lines = said(part, node.get(&part.id)?, lang);
        Some(Prose { name: part.name.get(lang).to_owned(), lines, illustrative: marked(&part.id) })
    };
    field.fields.iter().filter_map(part).filter(|part| !part.lines.is_empty()).collect()
}

/// What a part says, a line for each entry.
fn said(field: &Field, node: NodeRef<'_>, lang: Lang) -> Vec<String> {
    if node.is_seq() {
        return node
            .elements()
            .filter_map(|entry| words(entry, lang).or(entry.as_scalar()))
            .map(str::to_owned)
            .collect();
    }
    if node.is_map() && !field.fields.is_empty() {
        let inner = field.fields.iter().filter_map(|inner| {
            let value = node.get(&inner.id)?;
            let value = words(value, lang).or(value.as_scalar())?;
            Some(format!("{}: {value}", inner.name.get(lang)))
        });
        return inner.collect();
    }
    let written = words(node, lang).or(node.as_scalar());
    written.map(|written| field.name_of(written, lang).to_owned()).into_iter().collect()
}
