//! What stands at the other end: components that data is exchanged with, and relations read backwards.

use jiff::civil::Date;
use petgraph::Direction;
use petgraph::visit::EdgeRef;

use super::build::{component, node};
use super::{Flow, Graph, Link};
use crate::model::ComponentId;

impl Graph<'_> {
    /// The components that data goes to or comes from at a day, by a connection or a data relation, each once
    /// and in the order of files.
    #[must_use]
    pub fn exchanges_with(&self, id: ComponentId, day: Date) -> Vec<ComponentId> {
        let carries = |link: Link| match link {
            Link::Connection(connection) => self.is_active(connection, day),
            Link::Relation(relation, _) => self.pack.framework.relation(relation).carries_data,
            Link::Through(_) | Link::Carrier(_) => false,
        };
        let out = self.links.edges_directed(node(id), Direction::Outgoing).map(|edge| (edge.target(), *edge.weight()));
        let back = self.links.edges_directed(node(id), Direction::Incoming).map(|edge| (edge.source(), *edge.weight()));
        let mut others: Vec<ComponentId> = out
            .chain(back)
            .filter(|&(_, link)| carries(link))
            .map(|(other, _)| component(other))
            .filter(|&other| other != id && self.state(other, day).is_active())
            .collect();
        others.sort_unstable();
        others.dedup();
        others
    }

    /// The components that data is taken from at a day, as far as links tell: those that are only written to are
    /// not among them.
    #[must_use]
    pub fn takes_from(&self, id: ComponentId, day: Date) -> Vec<ComponentId> {
        self.flows_of(id, day).into_iter().filter(|flow| flow.field != "writes").map(|flow| flow.to).collect()
    }

    /// Every flow of data that ends at a component and is active at a day, in the order of files.
    #[must_use]
    pub fn flows_to(&self, id: ComponentId, day: Date) -> Vec<Flow> {
        let carries = |link: Link| match link {
            Link::Connection(_) => true,
            Link::Relation(relation, _) => self.pack.framework.relation(relation).carries_data,
            Link::Through(_) | Link::Carrier(_) => false,
        };
        let edges = self.links.edges_directed(node(id), Direction::Incoming);
        let mut sources: Vec<ComponentId> =
            edges.filter(|edge| carries(*edge.weight())).map(|edge| component(edge.source())).collect();
        sources.sort_unstable();
        sources.dedup();
        sources.into_iter().flat_map(|source| self.flows_of(source, day)).filter(|flow| flow.to == id).collect()
    }

    /// The components that have a relation to this one, each once and in the order of files.
    #[must_use]
    pub fn related_to(&self, id: ComponentId, relation: &str) -> Vec<ComponentId> {
        let wanted = self.pack.framework.relation_id(relation);
        let edges = self.links.edges_directed(node(id), Direction::Incoming);
        let mut sources: Vec<ComponentId> = edges
            .filter(|edge| matches!(*edge.weight(), Link::Relation(relation, _) if Some(relation) == wanted))
            .map(|edge| component(edge.source()))
            .collect();
        sources.sort_unstable();
        sources.dedup();
        sources
    }
}
