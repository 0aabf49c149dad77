//! What a component leans on directly, whatever its state, and the circles that such leaning makes.

use std::collections::VecDeque;

use jiff::civil::Date;
use petgraph::Direction;
use petgraph::algo::tarjan_scc;
use petgraph::visit::{EdgeFiltered, EdgeRef};
use rustc_hash::FxHashMap;

use super::build::{component, node};
use super::{Graph, Link};
use crate::framework::Dependency;
use crate::model::{ComponentId, ConnectionId};
use crate::source::Place;

/// One reference of a component to another that it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The component that is needed.
    pub to: ComponentId,
    /// Field it stands in: `hosted_on`, `connects.via`.
    pub field: String,
    /// Where the reference stands.
    pub place: Place,
}

impl Graph<'_> {
    /// What a component needs by its relations, in the order of the file, whatever the state of either.
    #[must_use]
    pub fn needs_of(&self, id: ComponentId) -> Vec<Need> {
        let edges = self.links.edges(node(id));
        let mut needs: Vec<Need> = edges
            .filter_map(|edge| match *edge.weight() {
                Link::Relation(relation, statement)
                    if self.pack.framework.relation(relation).dependency == Dependency::Source =>
                {
                    let reference = self.repository.relations[statement as usize].node;
                    let place = self.repository.place_of(id, self.repository.node(id, reference));
                    let field = self.pack.framework.relation(relation).id.clone();
                    Some(Need { to: component(edge.target()), field, place })
                }
                _ => None,
            })
            .collect();
        needs.sort_by_key(|need| need.place);
        needs
    }

    /// The reference that a relation of a component makes to another, where it makes one.
    #[must_use]
    pub fn reference(&self, from: ComponentId, relation: &str, to: ComponentId) -> Option<Need> {
        let wanted = self.pack.framework.relation_id(relation)?;
        self.links.edges_connecting(node(from), node(to)).find_map(|edge| match *edge.weight() {
            Link::Relation(id, statement) if id == wanted => {
                let reference = self.repository.relations[statement as usize].node;
                let place = self.repository.place_of(from, self.repository.node(from, reference));
                Some(Need { to, field: relation.to_owned(), place })
            }
            _ => None,
        })
    }

    /// The target of a connection, where it resolves.
    #[must_use]
    pub fn end_of(&self, id: ConnectionId) -> Option<Need> {
        let statement = self.statement(id);
        let to = self.connection(id).to?;
        let node = self.repository.node(statement.from, statement.node).get("to")?;
        let place = self.repository.place_of(statement.from, node);
        Some(Need { to, field: "connects.to".to_owned(), place })
    }

    /// The component in operation at a day that says it replaces another.
    #[must_use]
    pub fn replacement_of(&self, old: ComponentId, day: Date) -> Option<ComponentId> {
        let wanted = self.pack.framework.relation_id("replaces")?;
        let edges = self.links.edges_directed(node(old), Direction::Incoming);
        edges
            .filter(|edge| matches!(*edge.weight(), Link::Relation(relation, _) if relation == wanted))
            .map(|edge| component(edge.source()))
            .filter(|&new| self.state(new, day).is_operating())
            .min()
    }

    /// Whether anything active refers to a component at a day, or it reaches out by a connection of its own.
    #[must_use]
    pub fn is_linked_to(&self, id: ComponentId, day: Date) -> bool {
        let active = |other| self.state(other, day).is_active();
        self.links.edges_directed(node(id), Direction::Incoming).any(|edge| active(component(edge.source())))
            || !self.connections_of(id, day).is_empty()
    }

    /// What carries a connection: the platforms it goes through in order, then its network. References that lead
    /// nowhere are left out.
    #[must_use]
    pub fn route_of(&self, id: ConnectionId) -> Vec<Need> {
        let statement = self.statement(id);
        let entry = self.repository.node(statement.from, statement.node);
        let home = self.component(statement.from).agency();
        let via = entry.get("via").into_iter().flat_map(|via| via.elements().map(|step| (step, "connects.via")));
        let carrier = entry.get("carrier").map(|carrier| (carrier, "connects.carrier"));
        via.chain(carrier)
            .filter_map(|(reference, field)| {
                let to = self.refer(home, reference)?;
                Some(Need { to, field: field.to_owned(), place: self.repository.place_of(statement.from, reference) })
            })
            .collect()
    }

    /// The connections a component writes that hold at a day, in the order of the file; the target may be of any
    /// state.
    #[must_use]
    pub fn connections_of(&self, from: ComponentId, day: Date) -> Vec<ConnectionId> {
        let edges = self.links.edges(node(from));
        let mut found: Vec<ConnectionId> = edges
            .filter_map(|edge| match *edge.weight() {
                Link::Connection(id) => Some(id),
                _ => None,
            })
            .filter(|&id| {
                let statement = self.statement(id);
                statement.since.is_none_or(|since| since <= day) && statement.until.is_none_or(|until| day < until)
            })
            .collect();
        found.sort_unstable();
        found
    }

    /// Circles of active components along the given relations, each once: it begins with the component that is
    /// first in the files and goes the shortest way round.
    #[must_use]
    pub fn cycles(&self, relations: &[String], day: Date) -> Vec<Vec<ComponentId>> {
        let wanted: Vec<_> = relations.iter().filter_map(|id| self.pack.framework.relation_id(id)).collect();
        let counts = |link: &Link| matches!(link, Link::Relation(relation, _) if wanted.contains(relation));
        let leaning = EdgeFiltered::from_fn(&self.links, |edge: petgraph::graph::EdgeReference<'_, Link>| {
            let active = |at| self.state(component(at), day).is_active();
            counts(edge.weight()) && active(edge.source()) && active(edge.target())
        });
        let mut cycles: Vec<Vec<ComponentId>> = tarjan_scc(&leaning)
            .into_iter()
            .filter_map(|group| {
                let first = group.iter().copied().map(component).min()?;
                self.way_round(first, &counts, day)
            })
            .collect();
        cycles.sort_unstable();
        cycles
    }

    /// A shortest circle through a component, itself first; `None` where there is none.
    fn way_round(&self, start: ComponentId, counts: &impl Fn(&Link) -> bool, day: Date) -> Option<Vec<ComponentId>> {
        let mut came: FxHashMap<ComponentId, ComponentId> = FxHashMap::default();
        let mut queue = VecDeque::from([start]);
        while let Some(at) = queue.pop_front() {
            let edges = self.links.edges(node(at)).filter(|edge| counts(edge.weight()));
            let mut next: Vec<ComponentId> = edges
                .map(|edge| component(edge.target()))
                .filter(|&other| self.state(other, day).is_active())
                .collect();
            next.sort_unstable();
            for other in next {
                if other == start {
                    let mut way = vec![at];
                    while let Some(&before) = way.last().and_then(|step| came.get(step)) {
                        way.push(before);
                    }
                    way.reverse();
                    return Some(way);
                }
                if let std::collections::hash_map::Entry::Vacant(place) = came.entry(other) {
                    place.insert(at);
                    queue.push_back(other);
                }
            }
        }
        None
    }
}
