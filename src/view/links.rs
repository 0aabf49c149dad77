//! Components grouped by agency, and the links between them: what other tools draw.

use rustc_hash::FxHashMap;

use jiff::civil::Date;
use petgraph::visit::EdgeRef;

use crate::framework::LayerId;
use crate::graph::{Graph, Link};
use crate::model::{AgencyId, ComponentId};
use crate::text::Lang;

/// Which part of the architecture a picture is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    Repository,
    /// One agency with the units under it, and what they are linked with.
    Agency(AgencyId),
    /// What lies within some links of a component.
    Neighbourhood(ComponentId, usize),
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Key of the component.
    pub key: String,
    /// Name people read.
    pub name: String,
    /// Kind, in words.
    pub kind: String,
    /// Layer.
    pub layer: LayerId,
    /// The one the picture is about.
    pub focus: bool,
}

/// Boxes of one agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Id of the agency.
    pub id: String,
    /// Name people read.
    pub name: String,
    /// Its boxes, in the order of files.
    pub nodes: Vec<Node>,
}

/// An arrow.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// Key of the source.
    pub from: String,
    /// Key of the target.
    pub to: String,
    /// What it says.
    pub label: String,
    /// Carries data.
    pub data: bool,
}

/// One picture, not yet drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Title.
    pub title: String,
    /// Agencies, in the order of files.
    pub groups: Vec<Group>,
    /// Arrows, in order.
    pub edges: Vec<Edge>,
}

/// The picture of a scope at a day.
#[must_use]
pub fn view(graph: &Graph<'_>, scope: Scope, day: Date, lang: Lang) -> View {
    let mut shown = components(graph, scope);
    shown.retain(|&id| graph.state(id, day).is_active());
    let focus = match scope {
        Scope::Neighbourhood(centre, _) => Some(centre),
        _ => None,
    };
    View {
        title: title(graph, scope, lang),
        groups: groups(graph, &shown, focus, lang),
        edges: edges(graph, &shown, day, lang),
    }
}

fn components(graph: &Graph<'_>, scope: Scope) -> Vec<ComponentId> {
    match scope {
        Scope::Repository => graph.repository.component_ids().collect(),
        Scope::Agency(agency) => {
            let own = graph.repository.component_ids().filter(|&id| graph.is_under(id, agency));
            let mut shown: Vec<ComponentId> = own.flat_map(|id| graph.neighbourhood(id, 1)).collect();
            shown.sort_unstable();
            shown.dedup();
            shown
        }
        Scope::Neighbourhood(centre, depth) => graph.neighbourhood(centre, depth),
    }
}

fn title(graph: &Graph<'_>, scope: Scope, lang: Lang) -> String {
    match scope {
        Scope::Repository => graph.repository.config.title.get(lang).to_owned(),
        Scope::Agency(agency) => graph.repository.agency_name(agency, lang).to_owned(),
        Scope::Neighbourhood(centre, _) => graph.repository.name(centre, lang).to_owned(),
    }
}

fn groups(graph: &Graph<'_>, shown: &[ComponentId], focus: Option<ComponentId>, lang: Lang) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for &id in shown {
        let component = graph.component(id);
        let place = *places.entry(component.agency()).or_insert_with(|| {
            let agency = component.agency();
            let name = graph.agency_of(id).map_or(agency, |agency| graph.repository.agency_name(agency, lang));
            groups.push(Group { id: agency.to_owned(), name: name.to_owned(), nodes: Vec::new() });
            groups.len() - 1
        });
        groups[place].nodes.push(Node {
            key: component.key.to_string(),
            name: graph.repository.name(id, lang).to_owned(),
            kind: graph.kind(id).map_or_else(String::new, |kind| kind.name.get(lang).to_owned()),
            layer: component.layer,
            focus: focus == Some(id),
        });
    }
    groups
}

fn edges(graph: &Graph<'_>, shown: &[ComponentId], day: Date, lang: Lang) -> Vec<Edge> {
    let is_shown = |id: ComponentId| shown.binary_search(&id).is_ok();
    let mut edges = Vec::new();
    for &from in shown {
        for edge in graph.links.edges(petgraph::graph::NodeIndex::new(from.0 as usize)) {
            let to = ComponentId(crate::source::Span::new(edge.target().index(), 0).start);
            if !is_shown(to) {
                continue;
            }
            let (label, data) = match *edge.weight() {
                Link::Relation(relation, _) => {
                    let relation = graph.pack.framework.relation(relation);
                    (relation.name.get(lang).to_owned(), relation.carries_data)
                }
                Link::Connection(id) if graph.is_active(id, day) => (connection_label(graph, id, lang), true),
                // Platforms and carriers on the way are in the connection's own words.
                _ => continue,
            };
            edges.push(Edge {
                from: graph.component(from).key.to_string(),
                to: graph.component(to).key.to_string(),
                label,
                data,
            });
        }
    }
    edges.sort();
    edges.dedup();
    edges
}

fn connection_label(graph: &Graph<'_>, id: crate::model::ConnectionId, lang: Lang) -> String {
    let via = &graph.connection(id).via;
    if via.is_empty() {
        return lang.pick("kết nối trực tiếp", "connects directly").to_owned();
    }
    let steps: Vec<&str> = via.iter().map(|&step| &*graph.component(step).key).collect();
    format!("{} {}", lang.pick("kết nối qua", "connects through"), steps.join(", "))
}
