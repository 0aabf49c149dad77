//! The page of a component: what it is, who reads it and through what, what was found, what is said and how that
//! is known.

mod level;
mod links;

use serde::Serialize;

use self::level::Level;
use self::links::{Exchange, Related};
use super::chrome::{Anchor, Chrome, chrome};
use super::fact::{Fact, Facts, Marks};
use super::finding::{Findings, Shown, Spot};
use super::plate::Figure;
use super::{Leaf, Site, address};
use crate::diagram::{Plate, draw};
use crate::framework::DocumentType;
use crate::model::{ComponentId, State, words};
use crate::publication::prose;
use crate::report::state;
use crate::text::{Lang, Text};
use crate::tree::NodeRef;
use crate::view::Target;

/// Fields that have a place of their own on the page.
const ELSEWHERE: [&str; 10] = [
    "id",
    "kind",
    "name",
    "description",
    "owner",
    "lifecycle",
    "security_level",
    "sources",
    "illustrative",
    "connects",
];

/// Dates of a lifecycle, in their order.
const STATES: [(&str, State); 5] = [
    ("planned", State::Planned),
    ("building", State::Building),
    ("operating", State::Operating),
    ("retiring", State::Retiring),
    ("retired", State::Retired),
];

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    chrome: Chrome,
    key: String,
    kind: String,
    kind_about: String,
    layer: Anchor,
    agency: Anchor,
    owners: Vec<Anchor>,
    owner_mark: &'static str,
    state: &'static str,
    state_class: &'static str,
    dates: Vec<Dated>,
    dates_mark: &'static str,
    illustrative: &'static str,
    description: String,
    description_mark: &'static str,
    place: Spot,
    level: Option<Level>,
    plate: Option<Figure>,
    readers_title: &'static str,
    readers: Vec<Exchange>,
    takes: Vec<Exchange>,
    takes_mark: &'static str,
    passing: Vec<Exchange>,
    outgoing: Vec<Related>,
    incoming: Vec<Related>,
    findings: Vec<Shown>,
    open: usize,
    facts: Vec<Fact>,
    sources: Vec<Source>,
    source_note: &'static str,
}

/// A state and the day it begins.
#[derive(Serialize)]
struct Dated {
    name: &'static str,
    date: String,
    reached: bool,
}

/// Where a fact was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Source {
    /// The article or the document.
    pub what: Anchor,
    /// What it says.
    pub note: String,
}

pub(super) fn leaves<'s>(site: &'s Site<'s>) -> Vec<Leaf<'s>> {
    let graph = site.publication.graph();
    let first = graph.repository.component_ids().filter(|&id| !graph.is_duplicate(id));
    first
        .flat_map(|id| {
            let target = Target::Component(graph.component(id).key.to_string());
            Site::bilingual(address::page(&target), move |path, lang| {
                site.render("component.html", path, &page(site, id, path, lang))
            })
        })
        .collect()
}

fn page(site: &Site<'_>, id: ComponentId, path: &str, lang: Lang) -> Page {
    let on = Findings { site, path, lang };
    let (publication, graph) = (site.publication, site.publication.graph());
    let (repository, component) = (graph.repository, graph.component(id));
    let field = |name: &str| repository.field(id, name);
    let marks = Marks(field("illustrative"));
    let facts = Facts { page: on, home: component.agency(), marks, hidden: &[] };
    let layer = graph.pack.framework.layer(component.layer);
    let now = graph.state(id, publication.day());
    let (findings, sources) = (findings(&on, id), sources(&on, field("sources")));
    let description = field("description").and_then(|node| words(node, lang)).unwrap_or_default();
    let node = repository.node(id, component.node);
    Page {
        chrome: chrome(site, path, &name(site, id), &above(site, id), lang),
        key: component.key.to_string(),
        kind: graph.kind(id).map_or_else(String::new, |kind| kind.name.get(lang).to_owned()),
        kind_about: graph.kind(id).map_or_else(String::new, |kind| kind.about.get(lang).to_owned()),
        layer: on.to(layer.name.get(lang), Target::Layer(layer.id.clone())),
        agency: on.agency(component.agency()),
        owners: owners(&on, component.agency(), field("owner")),
        owner_mark: marks.word("owner", lang),
        state: state(now, lang),
        state_class: state_class(now),
        dates: dates(site, id, lang),
        dates_mark: marks.word("lifecycle", lang),
        illustrative: illustrative(marks, lang),
        description: if description.is_empty() { String::new() } else { prose::html(description, lang) },
        description_mark: marks.word("description", lang),
        place: on.spot(component.place()),
        level: level::level(&facts, id),
        plate: draw(Plate::Neighbourhood(id), publication.atlas, lang).map(|drawing| site.figure(path, &drawing)),
        readers_title: if layer.id == "data" {
            lang.pick("Ai đọc nó, qua đâu", "Who reads it, and through what")
        } else {
            lang.pick("Ai kết nối tới nó, qua đâu", "What connects to it, and through what")
        },
        readers: links::readers(&on, id),
        takes: links::takes(&on, id),
        takes_mark: marks.word("connects", lang),
        passing: links::passing(&on, id),
        outgoing: links::related(&on, id, true, marks),
        incoming: links::related(&on, id, false, marks),
        open: findings.iter().filter(|finding| finding.waived.is_none()).count(),
        findings,
        facts: facts.of(DocumentType::Component, node, &ELSEWHERE),
        source_note: if sources.is_empty() && !marks.whole() {
            lang.pick("Không ghi nguồn nào.", "No source is given.")
        } else {
            ""
        },
        sources,
    }
}

/// Name of a component in both languages.
pub(super) fn name(site: &Site<'_>, id: ComponentId) -> Text {
    let repository = site.publication.graph().repository;
    Text::new(repository.name(id, Lang::Vi), repository.name(id, Lang::En))
}

/// The pages above: the list of agencies, the agency.
fn above(site: &Site<'_>, id: ComponentId) -> Vec<(Text, String)> {
    let graph = site.publication.graph();
    let mut above = vec![(Text::new("Cơ quan", "Agencies"), "agencies.html".to_owned())];
    if let Some(agency) = graph.agency_of(id) {
        let name = |lang| graph.repository.agency_name(agency, lang);
        let target = Target::Agency(graph.repository.agency(agency).id.clone());
        above.push((Text::new(name(Lang::Vi), name(Lang::En)), address::page(&target)));
    }
    above
}

/// Who owns it: who is named, or the agency of the document.
fn owners(on: &Findings<'_, '_>, agency: &str, written: Option<NodeRef<'_>>) -> Vec<Anchor> {
    let named: Vec<&str> = match written {
        Some(node) if node.is_seq() => node.elements().filter_map(NodeRef::as_scalar).collect(),
        Some(node) => node.as_scalar().into_iter().collect(),
        None => Vec::new(),
    };
    if named.is_empty() { vec![on.agency(agency)] } else { named.into_iter().map(|id| on.agency(id)).collect() }
}

/// The class of a state's mark.
pub(super) const fn state_class(state: State) -> &'static str {
    match state {
        State::Operating => "good",
        State::Planned | State::Building => "info",
        State::Retiring => "warning",
        State::Absent | State::Retired => "plain",
    }
}

fn dates(site: &Site<'_>, id: ComponentId, lang: Lang) -> Vec<Dated> {
    let (graph, day) = (site.publication.graph(), site.publication.day());
    let lifecycle = graph.component(id).lifecycle;
    let of = |key: &str| match key {
        "planned" => lifecycle.planned,
        "building" => lifecycle.building,
        "operating" => lifecycle.operating,
        "retiring" => lifecycle.retiring,
        _ => lifecycle.retired,
    };
    let known = STATES.into_iter().filter_map(|(key, state)| Some((state, of(key)?)));
    known.map(|(of, date)| Dated { name: state(of, lang), date: date.to_string(), reached: date <= day }).collect()
}

/// What the marks of illustration mean for a reader of the page; empty where there are none.
pub(super) fn illustrative(marks: Marks<'_>, lang: Lang) -> &'static str {
    if marks.whole() {
        lang.pick("Toàn bộ nội dung này chỉ để minh họa.", "All of this is an illustration.")
    } else if marks.any() {
        lang.pick(
            "Điều có đánh dấu “minh họa” không có nguồn nào nói.",
            "No source says what is marked “illustration”.",
        )
    } else {
        ""
    }
}

/// The sources of a thing.
pub(super) fn sources(on: &Findings<'_, '_>, written: Option<NodeRef<'_>>) -> Vec<Source> {
    let lang = on.lang;
    let source = |node: NodeRef<'_>| {
        let half = |name| node.get(name).and_then(|node| words(node, lang)).map(str::trim).unwrap_or_default();
        let (seed, document) = (half("seed"), half("document"));
        let cited = on.site.publication.pack().cited(document).filter(|_| !document.is_empty());
        let what = match cited {
            Some((law, article)) => {
                let held = article.filter(|article| on.site.publication.pack().article(&law.id, article).is_some());
                on.to(document, Target::Law(law.id.clone(), held.map(str::to_owned)))
            }
            None if seed.is_empty() => Anchor { text: document.to_owned(), ..Anchor::default() },
            None => {
                let text = format!("{} {seed}", lang.pick("Bài báo gốc", "Seed article"));
                Anchor {
                    text: if document.is_empty() { text } else { format!("{text}, {document}") },
                    ..Anchor::default()
                }
            }
        };
        Source { what, note: half("note").split_whitespace().collect::<Vec<_>>().join(" ") }
    };
    written.into_iter().flat_map(NodeRef::elements).map(source).collect()
}

/// What was found of it: of itself, of its connections, of those that end here.
fn findings(on: &Findings<'_, '_>, id: ComponentId) -> Vec<Shown> {
    let mut found: Vec<_> = on.site.publication.findings_of(id).collect();
    found.sort_by_key(|finding| (finding.waived.is_some(), std::cmp::Reverse(finding.severity)));
    found.into_iter().map(|finding| on.show(finding)).collect()
}
