//! Who handles a set of data on its way to those who read it.

use std::collections::VecDeque;

use jiff::civil::Date;
use petgraph::Direction;
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashSet;

use super::build::{component, node};
use super::{Graph, Link};
use crate::model::ComponentId;

/// A component that data passes through or ends at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handler {
    /// The component.
    pub component: ComponentId,
    /// The way the data took: from where it is held to this component, both included.
    pub path: Vec<ComponentId>,
}

impl Graph<'_> {
    /// Everything that handles the data of a component at a day, nearest first: those who read or write it, the
    /// platforms in between, its replicas, and in turn those who read a replica or what a platform or warehouse
    /// passes on. What an application does with what it has read is not said anywhere, so the walk ends there.
    #[must_use]
    pub fn handlers_of(&self, data: ComponentId, day: Date) -> Vec<Handler> {
        let mut found: Vec<Handler> = Vec::new();
        let mut seen = FxHashSet::from_iter([data]);
        let mut queue = VecDeque::from([vec![data]]);
        while let Some(path) = queue.pop_front() {
            let Some(&at) = path.last() else { continue };
            for (via, reader) in self.taking_from(at, day) {
                let mut way = path.clone();
                for step in via.into_iter().rev().chain([reader]) {
                    way.push(step);
                    if seen.insert(step) {
                        found.push(Handler { component: step, path: way.clone() });
                        if step == reader && self.passes_on(step) {
                            queue.push_back(way.clone());
                        }
                    }
                }
            }
        }
        found
    }

    /// Who takes data from a component: by a connection, with the platforms on the way as the reader wrote them,
    /// or by a relation that carries data.
    fn taking_from(&self, at: ComponentId, day: Date) -> Vec<(Vec<ComponentId>, ComponentId)> {
        let mut takers: Vec<(ComponentId, Vec<ComponentId>)> = self
            .links
            .edges_directed(node(at), Direction::Incoming)
            .filter_map(|edge| {
                let reader = component(edge.source());
                match *edge.weight() {
                    Link::Connection(id) if self.is_active(id, day) => Some((reader, self.connection(id).via.clone())),
                    Link::Relation(relation, _) if self.pack.framework.relation(relation).carries_data => {
                        Some((reader, Vec::new()))
                    }
                    _ => None,
                }
            })
            .filter(|(reader, _)| self.state(*reader, day).is_active())
            .collect();
        takers.sort_unstable();
        takers.into_iter().map(|(reader, via)| (via, reader)).collect()
    }

    fn passes_on(&self, id: ComponentId) -> bool {
        self.kind(id).is_some_and(|kind| kind.layer == "data" || kind.layer == "platform")
    }
}
