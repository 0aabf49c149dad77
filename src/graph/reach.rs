//! Ways through the architecture: who is linked with a national component, what a component stands on, and
//! with whom a group exchanges data.

use jiff::civil::Date;
use petgraph::Direction;
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashSet;

use super::build::{component, node};
use super::{Graph, Link};
use crate::framework::RelationId;
use crate::model::{ComponentId, ConnectionId};

/// What a way to a national component may take beside connections.
#[derive(Debug, Clone, Copy)]
pub struct Way<'w> {
    /// Relations that link as a connection does: `uses`.
    pub relations: &'w [String],
    /// Kinds through which the way may go on, inside one ministry or province.
    pub through: &'w [String],
}

impl Graph<'_> {
    /// Every component linked with an entry of the national catalogue at a day: connected with it either way
    /// or by way of it, related to it, or linked with a component of its own ministry or province that is.
    /// Parts of a composite share its links. Asked once for all: the walk starts at the entry.
    #[must_use]
    pub fn linked_with(&self, entry: &str, way: Way<'_>, day: Date) -> FxHashSet<ComponentId> {
        let relations: Vec<RelationId> =
            way.relations.iter().filter_map(|relation| self.pack.framework.relation_id(relation)).collect();
        let mut queue: Vec<ComponentId> =
            self.catalogued_as(entry).filter(|&id| self.state(id, day).is_active()).collect();
        let ends: FxHashSet<ComponentId> = queue.iter().copied().collect();
        let mut linked = ends.clone();
        while let Some(at) = queue.pop() {
            let is_end = ends.contains(&at);
            let passes = is_end || self.may_pass(at, way.through);
            for (other, composed) in self.links_of(at, &relations, is_end, day) {
                let near = is_end || self.root_of(at) == self.root_of(other);
                let counts = composed || (passes && near);
                if counts && self.state(other, day).is_active() && linked.insert(other) {
                    queue.push(other);
                }
            }
        }
        linked
    }

    /// Whether an entry of the national catalogue is declared and not in operation at a day: nobody can be
    /// asked to be linked with it yet.
    #[must_use]
    pub fn is_to_come(&self, entry: &str, day: Date) -> bool {
        self.catalogued_as(entry).next().is_some() && self.national(entry, day).is_none()
    }

    /// A way through another national component leads everywhere, so that it would say nothing.
    fn may_pass(&self, id: ComponentId, through: &[String]) -> bool {
        let own = self.catalogue(id).is_none_or(|entry| entry.id == self.pack.catalogue.roles.agency_platform);
        own && self.kind(id).is_some_and(|kind| through.contains(&kind.id))
    }

    /// What is linked with a component, each with whether the link is one of composition. A connection by way
    /// of a platform links its ends with it only where that platform `is_end`: the others just pass it on.
    fn links_of(&self, at: ComponentId, relations: &[RelationId], is_end: bool, day: Date) -> Vec<(ComponentId, bool)> {
        let mut found = Vec::new();
        for edge in self.links.edges_directed(node(at), Direction::Outgoing) {
            let other = component(edge.target());
            match *edge.weight() {
                Link::Relation(relation, _) if self.pack.framework.relation(relation).composition => {
                    found.push((other, true));
                }
                Link::Connection(id) if self.is_foreseen(id, day) => found.push((other, false)),
                _ => {}
            }
        }
        for edge in self.links.edges_directed(node(at), Direction::Incoming) {
            let other = component(edge.source());
            match *edge.weight() {
                Link::Relation(relation, _) if self.pack.framework.relation(relation).composition => {
                    found.push((other, true));
                }
                Link::Relation(relation, _) if relations.contains(&relation) => found.push((other, false)),
                Link::Connection(id) if self.is_foreseen(id, day) => found.push((other, false)),
                Link::Through(id) if is_end && self.is_foreseen(id, day) => {
                    found.push((other, false));
                    found.extend(self.connection(id).to.map(|to| (to, false)));
                }
                _ => {}
            }
        }
        found
    }

    /// Whether a connection is active at a day, or will be once an end that is still planned or being built
    /// is in operation.
    #[must_use]
    pub fn is_foreseen(&self, id: ConnectionId, day: Date) -> bool {
        let statement = self.statement(id);
        let ends = [Some(statement.from), self.connection(id).to];
        let states = ends.into_iter().flatten().map(|end| self.state(end, day));
        let (active, new) =
            states.fold((true, false), |(active, new), state| (active && state.is_active(), new || state.is_new()));
        let begun = new || statement.since.is_none_or(|since| since <= day);
        begun && active && statement.until.is_none_or(|until| until > day)
    }

    /// A component and whatever it stands on by some relations, at any depth: its hosts, its wholes.
    #[must_use]
    pub fn foundations(&self, id: ComponentId, relations: &[&str], day: Date) -> Vec<ComponentId> {
        let mut seen = FxHashSet::from_iter([id]);
        let mut found = vec![id];
        let mut next = 0;
        while let Some(&at) = found.get(next) {
            next += 1;
            for below in relations.iter().flat_map(|relation| self.targets(at, relation)) {
                if self.state(below, day).is_active() && seen.insert(below) {
                    found.push(below);
                }
            }
        }
        found
    }

    /// Whether members of a group, given in order, exchange data with a component outside of it at a day: by a connection or a
    /// relation that carries data, either way, by being used, or by using what `links` says.
    #[must_use]
    pub fn exchanges(&self, group: &[ComponentId], day: Date, links: impl Fn(ComponentId) -> bool) -> bool {
        let uses = self.pack.framework.relation_id("uses");
        let counts = |link: Link, other: ComponentId, incoming: bool| match link {
            Link::Connection(id) => self.is_foreseen(id, day),
            Link::Relation(relation, _) if Some(relation) == uses => incoming || links(other),
            Link::Relation(relation, _) => self.pack.framework.relation(relation).carries_data,
            Link::Through(_) | Link::Carrier(_) => false,
        };
        group.iter().any(|&member| {
            [Direction::Outgoing, Direction::Incoming].into_iter().any(|direction| {
                self.links.edges_directed(node(member), direction).any(|edge| {
                    let incoming = direction == Direction::Incoming;
                    let other = component(if incoming { edge.source() } else { edge.target() });
                    group.binary_search(&other).is_err()
                        && self.state(other, day).is_active()
                        && counts(*edge.weight(), other, incoming)
                })
            })
        })
    }
}
