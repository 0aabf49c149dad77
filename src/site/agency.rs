//! Pages of the agencies: all of them as a tree, and one for each.

use serde::Serialize;

use super::chrome::{Anchor, Chrome, chrome};
use super::component::{Source, illustrative, name, sources, state_class};
use super::fact::{Fact, Facts, Marks};
use super::finding::{Findings, Shown, Spot};
use super::marks::{Mark, Share, Tally, asked};
use super::plate::Figure as Plated;
use super::words::Piece;
use super::{Leaf, Site, address, targets};
use crate::diagram::{Plate, draw};
use crate::framework::DocumentType;
use crate::graph::Graph;
use crate::measure::{Figure, Group, Scope, Verdict};
use crate::model::{AgencyId, ComponentId};
use crate::report::{coverage, state};
use crate::text::{Lang, Text};
use crate::tree::NodeRef;
use crate::view::Target;

/// Findings that the page of an agency tells itself; the rest stand on the page of findings.
const MOST_FINDINGS: usize = 50;
/// Fields that have a place of their own, or are about persons.
const ELSEWHERE: [&str; 8] = ["agency", "name", "aliases", "level", "parent", "code", "sources", "illustrative"];
/// Fields inside others that name a person or reach one: they stay in the file.
const PERSONAL: [&str; 4] =
    ["data_contact.name", "data_contact.email", "data_contact.phone", "architecture.governance.contact"];

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    chrome: Chrome,
    level: String,
    parent: Option<Anchor>,
    units: Vec<Anchor>,
    aliases: String,
    code: String,
    id: String,
    worst: Mark,
    tally: Tally,
    components: usize,
    place: Spot,
    illustrative: &'static str,
    overall: Option<Plated>,
    plates: Vec<Plated>,
    whole: Option<Anchor>,
    layers: Vec<OfLayer>,
    rows: Vec<Row>,
    has_units: bool,
    findings: Vec<Shown>,
    findings_left: usize,
    rest_at: String,
    verdicts: Vec<Measured>,
    others: Vec<Measured>,
    counted: Vec<(Mark, usize)>,
    roadmap: Vec<Vec<Fact>>,
    facts: Vec<Fact>,
    sources: Vec<Source>,
    source_note: &'static str,
}

/// A layer and what an agency has in it.
#[derive(Serialize)]
struct OfLayer {
    layer: Anchor,
    count: usize,
}

/// A component in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Row {
    pub name: Anchor,
    pub layer: Anchor,
    pub kind: String,
    pub agency: Anchor,
    pub state: &'static str,
    pub state_class: &'static str,
    /// Security level; empty where none is declared.
    pub level: String,
    pub tally: Tally,
    pub worst: Mark,
    /// Values of filters.
    pub severity: &'static str,
    pub layer_id: String,
    pub kind_id: String,
    pub agency_id: String,
}

/// What is asked of an agency and what came of it.
#[derive(Serialize)]
struct Measured {
    id: String,
    name: String,
    href: String,
    mark: Mark,
    asked: String,
    share: Share,
    why: Vec<Piece>,
}

pub(super) fn leaves<'s>(site: &'s Site<'s>) -> Vec<Leaf<'s>> {
    let graph = site.publication.graph();
    let repository = graph.repository;
    let first = repository.agency_ids().filter(|&id| graph.find_agency(&repository.agency(id).id) == Some(id));
    first
        .flat_map(|id| {
            let target = Target::Agency(repository.agency(id).id.clone());
            Site::bilingual(address::page(&target), move |path, lang| {
                site.render("agency.html", path, &page(site, id, path, lang))
            })
        })
        .collect()
}

/// The word for the level of an agency.
pub(super) fn level(graph: &Graph<'_>, id: AgencyId, lang: Lang) -> String {
    let written = graph.repository.agency(id).level.as_str();
    let field = graph.pack.framework.field_at(DocumentType::Agency, "level");
    capital(field.map_or(written, |field| field.name_of(written, lang)))
}

/// Words at the head of a line: the first letter is a capital, the others stay.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn page(site: &Site<'_>, id: AgencyId, path: &str, lang: Lang) -> Page {
    let on = Findings { site, path, lang };
    let graph = site.publication.graph();
    let (repository, agency) = (graph.repository, graph.repository.agency(id));
    let field = |name: &str| repository.agency_field(id, name);
    let marks = Marks(field("illustrative"));
    let facts = Facts { page: on, home: &agency.id, marks, hidden: &PERSONAL };
    let node = repository.trees[agency.place.file.0 as usize].node(agency.node);
    let count = site.census.count(id);
    let root = graph.root(id) == id;
    let (overall, plates) = if root { plates(&on, id) } else { (None, Vec::new()) };
    let (findings, findings_left) = findings(&on, id);
    let (verdicts, others) = if root { measured(&on, id) } else { (Vec::new(), Vec::new()) };
    let rows = rows(&on, id);
    let sources = sources(&on, field("sources"));
    let layers = graph.pack.framework.layers.iter().zip(&count.layers);
    Page {
        chrome: chrome(site, path, &title(graph, id), &above(graph, id), lang),
        level: level(graph, id, lang),
        parent: agency.parent.as_ref().map(|(parent, _)| on.agency(parent)),
        units: site.census.units(id).iter().map(|&unit| on.agency(&repository.agency(unit).id)).collect(),
        aliases: list(field("aliases")),
        code: agency.code.as_ref().map_or_else(String::new, |(code, _)| code.clone()),
        id: agency.id.clone(),
        worst: count.findings.mark(lang),
        tally: count.findings,
        components: count.components(),
        place: on.spot(agency.place),
        illustrative: illustrative(marks, lang),
        overall,
        plates,
        whole: (!root).then(|| on.agency(&repository.agency(graph.root(id)).id)),
        layers: layers
            .map(|(layer, &count)| OfLayer {
                layer: on.to(layer.name.get(lang), Target::Layer(layer.id.clone())),
                count,
            })
            .collect(),
        has_units: rows.iter().any(|row| !row.agency.here),
        rows,
        findings,
        findings_left,
        rest_at: format!("{}findings.html#agency-{}", address::back(path), address::slug(&agency.id)),
        counted: counted(&verdicts, &others, lang),
        verdicts,
        others,
        roadmap: roadmap(site, id, &on),
        facts: facts.of(DocumentType::Agency, node, &ELSEWHERE),
        source_note: if sources.is_empty() && !marks.whole() {
            lang.pick("Không ghi nguồn nào.", "No source is given.")
        } else {
            ""
        },
        sources,
    }
}

/// Name of an agency in both languages.
pub(super) fn title(graph: &Graph<'_>, id: AgencyId) -> Text {
    let name = |lang| graph.repository.agency_name(id, lang);
    Text::new(name(Lang::Vi), name(Lang::En))
}

/// The list of agencies, then every agency above.
fn above(graph: &Graph<'_>, id: AgencyId) -> Vec<(Text, String)> {
    let mut over = Vec::new();
    let mut at = id;
    // As many steps as there are agencies: a loop of parents ends.
    for _ in 0..graph.repository.agencies.len() {
        let parent = graph.repository.agency(at).parent.as_ref().and_then(|(parent, _)| graph.find_agency(parent));
        let Some(parent) = parent.filter(|parent| *parent != id) else { break };
        let target = Target::Agency(graph.repository.agency(parent).id.clone());
        over.push((title(graph, parent), address::page(&target)));
        at = parent;
    }
    over.push((Text::new("Cơ quan", "Agencies"), "agencies.html".to_owned()));
    over.reverse();
    over
}

fn list(node: Option<NodeRef<'_>>) -> String {
    let entries = node.into_iter().flat_map(NodeRef::elements).filter_map(NodeRef::as_scalar);
    entries.collect::<Vec<_>>().join(", ")
}

/// Its pictures, the overall diagram by itself.
fn plates(on: &Findings<'_, '_>, id: AgencyId) -> (Option<Plated>, Vec<Plated>) {
    let scope = Scope::Agency(id);
    let show = |plate| Some(on.site.figure(on.path, &draw(plate, on.site.publication.atlas, on.lang)?));
    let others = Plate::of(scope).into_iter().filter(|plate| *plate != Plate::Overall(scope));
    (show(Plate::Overall(scope)), others.filter_map(show).collect())
}

/// The gravest findings of it and of its units, and how many more there are.
fn findings(on: &Findings<'_, '_>, id: AgencyId) -> (Vec<Shown>, usize) {
    let publication = on.site.publication;
    let all = on.site.census.with_units(id);
    let mut found: Vec<_> = all.into_iter().flat_map(|unit| publication.findings_under(unit)).collect();
    found.sort_by_key(|finding| (finding.waived.is_some(), std::cmp::Reverse(finding.severity)));
    let left = found.len().saturating_sub(MOST_FINDINGS);
    (found.into_iter().take(MOST_FINDINGS).map(|finding| on.show(finding)).collect(), left)
}

/// Its components and those of its units, by layer.
fn rows(on: &Findings<'_, '_>, id: AgencyId) -> Vec<Row> {
    let graph = on.site.publication.graph();
    let under = graph.components_under(graph.root(id)).iter().copied();
    let mut own: Vec<ComponentId> = under.filter(|&component| graph.is_under(component, id)).collect();
    own.sort_by_key(|&component| (graph.component(component).layer, graph.component(component).kind, component));
    own.into_iter().map(|component| row(on, component)).collect()
}

/// A component as a row.
pub(super) fn row(on: &Findings<'_, '_>, id: ComponentId) -> Row {
    let (publication, graph, lang) = (on.site.publication, on.site.publication.graph(), on.lang);
    let component = graph.component(id);
    let layer = graph.pack.framework.layer(component.layer);
    let now = graph.state(id, publication.day());
    let tally = Tally::of(publication.findings_of(id));
    let level = graph.repository.field(id, "security_level").and_then(NodeRef::as_i64);
    Row {
        name: on.to(name(on.site, id).get(lang), Target::Component(component.key.to_string())),
        layer: on.to(layer.name.get(lang), Target::Layer(layer.id.clone())),
        kind: graph.kind(id).map_or_else(String::new, |kind| kind.name.get(lang).to_owned()),
        agency: on.agency(component.agency()),
        state: state(now, lang),
        state_class: state_class(now),
        level: level.map_or_else(String::new, |level| level.to_string()),
        worst: tally.mark(lang),
        severity: tally.worst().map_or("", super::finding::class),
        tally,
        layer_id: layer.id.clone(),
        kind_id: graph.kind(id).map_or_else(String::new, |kind| kind.id.clone()),
        agency_id: component.agency().to_owned(),
    }
}

/// Duties and targets: those with a verdict of their own, and the rest.
fn measured(on: &Findings<'_, '_>, id: AgencyId) -> (Vec<Measured>, Vec<Measured>) {
    let figures = on.site.publication.atlas.coverage.of(Scope::Agency(id));
    let asked: Vec<&Figure> = figures.filter(|figure| matches!(figure.group, Group::Duty | Group::Target)).collect();
    let order = |figure: &&Figure| match figure.verdict {
        Verdict::NotMet => 0,
        Verdict::NotEnoughInformation => 1,
        Verdict::Met => 2,
        Verdict::NotApplicable | Verdict::Manual => 3,
    };
    let (mut decided, rest): (Vec<&Figure>, Vec<&Figure>) = asked.into_iter().partition(|figure| order(figure) < 3);
    decided.sort_by_key(order);
    let all = |figures: Vec<&Figure>| figures.into_iter().map(|figure| one(on, figure)).collect();
    (all(decided), all(rest))
}

fn one(on: &Findings<'_, '_>, figure: &Figure) -> Measured {
    Measured {
        id: coverage::short(&figure.id).to_owned(),
        name: figure.name.get(on.lang).to_owned(),
        href: format!("{}targets.html#{}", address::back(on.path), targets::anchor(&figure.id)),
        mark: Mark::verdict(figure.verdict, on.lang),
        asked: asked(figure, on.lang),
        share: Share::of(figure, on.lang),
        why: on.words(figure.why.get(on.lang)),
    }
}

fn counted(verdicts: &[Measured], others: &[Measured], lang: Lang) -> Vec<(Mark, usize)> {
    let all = || verdicts.iter().chain(others);
    let marks = Verdict::ALL.map(|verdict| Mark::verdict(verdict, lang)).into_iter();
    let count = |mark: &Mark| all().filter(|measured| measured.mark == *mark).count();
    marks.map(|mark| (count(&mark), mark)).filter(|(count, _)| *count > 0).map(|(count, mark)| (mark, count)).collect()
}

/// Its roadmap, a document after the other.
fn roadmap(site: &Site<'_>, id: AgencyId, on: &Findings<'_, '_>) -> Vec<Vec<Fact>> {
    let repository = site.publication.graph().repository;
    let agency = &repository.agency(id).id;
    let own = repository.documents_of(DocumentType::Roadmap).filter(|document| document.agency == *agency);
    own.map(|document| {
        let top = repository.top(document);
        let facts = Facts { page: *on, home: agency, marks: Marks(top.get("illustrative")), hidden: &[] };
        facts.of(DocumentType::Roadmap, top, &["roadmap", "illustrative"])
    })
    .collect()
}
