//! Relations with their places and read backwards, and the chains of hosts and wholes that stand under a component.

use jiff::civil::Date;
use petgraph::Direction;
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashSet;

use super::build::{component, node};
use super::{Graph, Link};
use crate::framework::RelationId;
use crate::model::{ComponentId, ConnectionId};
use crate::source::Place;

/// What carries a component: what it runs on and what it is part of.
const CARRYING: [&str; 2] = ["hosted_on", "part_of"];

impl Graph<'_> {
    /// Targets of a relation of a component and where each is written, in that order.
    #[must_use]
    pub fn references(&self, id: ComponentId, relation: &str) -> Vec<(ComponentId, Place)> {
        let Some(relation) = self.pack.framework.relation_id(relation) else { return Vec::new() };
        let place = |statement: u32| {
            let reference = self.repository.relations[statement as usize].node;
            self.repository.place_of(id, self.repository.node(id, reference))
        };
        let statements = self.statements_from(id, relation).into_iter();
        statements.map(|(statement, target)| (target, place(statement))).collect()
    }

    /// Components whose relation leads here, in the order of files.
    #[must_use]
    pub fn sources(&self, id: ComponentId, relation: &str) -> Vec<ComponentId> {
        let Some(relation) = self.pack.framework.relation_id(relation) else { return Vec::new() };
        sorted(self.statements_to(id, relation).into_iter().map(|(_, source)| source).collect())
    }

    /// Every relation of a component, in the order of the framework, with the component at its other end.
    #[must_use]
    pub fn related(&self, id: ComponentId, outgoing: bool) -> Vec<(RelationId, ComponentId)> {
        let direction = if outgoing { Direction::Outgoing } else { Direction::Incoming };
        sorted(self.relations(id, direction).map(|(relation, _, other)| (relation, other)).collect())
    }

    /// The connections that lead to a component or through it, in the order of files.
    #[must_use]
    pub fn connections_at(&self, id: ComponentId) -> Vec<ConnectionId> {
        let edges = self.links.edges_directed(node(id), Direction::Incoming);
        let of_connections = edges.filter_map(|edge| match *edge.weight() {
            Link::Connection(id) | Link::Through(id) | Link::Carrier(id) => Some(id),
            Link::Relation(..) => None,
        });
        sorted(of_connections.collect())
    }

    /// The connections that a component writes, that lead to it or go through it, of any day, in the order of files.
    #[must_use]
    pub fn connections_touching(&self, id: ComponentId) -> Vec<ConnectionId> {
        let written = self.links.edges(node(id)).filter_map(|edge| match *edge.weight() {
            Link::Connection(id) => Some(id),
            _ => None,
        });
        let through =
            self.links.edges_directed(node(id), Direction::Incoming).filter_map(|edge| match *edge.weight() {
                Link::Connection(id) | Link::Through(id) => Some(id),
                _ => None,
            });
        sorted(written.chain(through).collect())
    }

    fn relations(
        &self,
        id: ComponentId,
        direction: Direction,
    ) -> impl Iterator<Item = (RelationId, u32, ComponentId)> + '_ {
        self.links.edges_directed(node(id), direction).filter_map(move |edge| match *edge.weight() {
            Link::Relation(relation, statement) => {
                let other = if direction == Direction::Incoming { edge.source() } else { edge.target() };
                Some((relation, statement, component(other)))
            }
            _ => None,
        })
    }

    /// A component, then whatever it runs on or is part of at any depth, as far as that is active at the day.
    #[must_use]
    pub fn carriers(&self, id: ComponentId, day: Date) -> Vec<ComponentId> {
        self.spread(id, day, |at| CARRYING.iter().flat_map(|relation| self.targets(at, relation)).collect())
    }

    /// A component, then whatever runs on it or is part of it at any depth, as far as that is active at the day.
    #[must_use]
    pub fn carried(&self, id: ComponentId, day: Date) -> Vec<ComponentId> {
        self.spread(id, day, |at| CARRYING.iter().flat_map(|relation| self.sources(at, relation)).collect())
    }

    fn spread(
        &self,
        start: ComponentId,
        day: Date,
        next: impl Fn(ComponentId) -> Vec<ComponentId>,
    ) -> Vec<ComponentId> {
        let mut seen = FxHashSet::from_iter([start]);
        let mut found = vec![start];
        let mut at = 0;
        while let Some(&here) = found.get(at) {
            let new = next(here).into_iter().filter(|&other| self.state(other, day).is_active() && seen.insert(other));
            let new: Vec<ComponentId> = new.collect();
            found.extend(new);
            at += 1;
        }
        found
    }

    /// The nearest hosts up the chain that pass a test, each with the place of the reference that leads there.
    #[must_use]
    pub fn nearest_hosts(
        &self,
        id: ComponentId,
        day: Date,
        wanted: impl Fn(ComponentId) -> bool,
    ) -> Vec<(ComponentId, Place)> {
        let mut seen = FxHashSet::from_iter([id]);
        let mut stack = self.references(id, "hosted_on");
        stack.reverse();
        let mut found = Vec::new();
        while let Some((host, place)) = stack.pop() {
            if !self.state(host, day).is_active() || !seen.insert(host) {
                continue;
            }
            if wanted(host) {
                found.push((host, place));
            } else {
                stack.extend(self.targets(host, "hosted_on").map(|above| (above, place)));
            }
        }
        found
    }
}

fn sorted<T: Ord>(mut found: Vec<T>) -> Vec<T> {
    found.sort_unstable();
    found.dedup();
    found
}
