//! Who gives data to whom by a named service.

use jiff::civil::Date;
use petgraph::Direction;

use super::build::node;
use super::{Graph, Link};
use crate::model::{ComponentId, ConnectionId, date};
use crate::tree::NodeRef;

impl Graph<'_> {
    /// The active connections that end at a component, in the order of the files.
    #[must_use]
    pub fn connections_to(&self, to: ComponentId, day: Date) -> Vec<ConnectionId> {
        let mut found: Vec<ConnectionId> = self
            .links
            .edges_directed(node(to), Direction::Incoming)
            .filter_map(|edge| match *edge.weight() {
                Link::Connection(id) if self.is_active(id, day) => Some(id),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        found
    }

    /// Whether a component in operation gives data by a service at a day: one of its own that is ready, or one that
    /// a connection from another ministry or province names.
    #[must_use]
    pub fn provides_service(&self, id: ComponentId, day: Date) -> bool {
        if !self.state(id, day).is_operating() {
            return false;
        }
        let services = self.repository.field(id, "shares").into_iter().flat_map(NodeRef::elements);
        let is_ready = |service: NodeRef<'_>| service.get("ready").and_then(date).is_none_or(|ready| ready <= day);
        services.into_iter().any(is_ready)
            || self.connections_to(id, day).into_iter().any(|connection| {
                let statement = self.statement(connection);
                let entry = self.repository.node(statement.from, statement.node);
                let names_service = entry.get("service").and_then(NodeRef::as_str).is_some_and(|name| !name.is_empty());
                names_service && self.root_of(statement.from) != self.root_of(id)
            })
    }
}
