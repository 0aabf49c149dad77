//! The statements of one relation, from either end: for those who ask by an interned id and point at the
//! reference itself.

use petgraph::Direction;
use petgraph::visit::EdgeRef;

use super::build::{component, node};
use super::{Graph, Link};
use crate::framework::RelationId;
use crate::model::ComponentId;

impl Graph<'_> {
    /// Targets of a relation of a component, each with the index of its statement, in the order written.
    #[must_use]
    pub fn statements_from(&self, id: ComponentId, relation: RelationId) -> Vec<(u32, ComponentId)> {
        self.statements(id, relation, Direction::Outgoing)
    }

    /// Components that have a relation to a component, each with the index of its statement, in the order of
    /// files.
    #[must_use]
    pub fn statements_to(&self, id: ComponentId, relation: RelationId) -> Vec<(u32, ComponentId)> {
        self.statements(id, relation, Direction::Incoming)
    }

    fn statements(&self, id: ComponentId, relation: RelationId, direction: Direction) -> Vec<(u32, ComponentId)> {
        let edges = self.links.edges_directed(node(id), direction);
        let mut found: Vec<(u32, ComponentId)> = edges
            .filter_map(|edge| match *edge.weight() {
                Link::Relation(of, statement) if of == relation => {
                    let other = if direction == Direction::Incoming { edge.source() } else { edge.target() };
                    Some((statement, component(other)))
                }
                _ => None,
            })
            .collect();
        found.sort_unstable();
        found
    }
}
