//! How data is shared: what a connection says, which service it uses and of whom, what it carries.

use jiff::civil::Date;
use petgraph::Direction;

use super::build::node;
use super::{Graph, Link};
use crate::model::{ComponentId, ConnectionId, date};
use crate::tree::NodeRef;

impl<'r> Graph<'r> {
    /// The entry of `connects:` that a connection is.
    #[must_use]
    pub fn entry(&self, id: ConnectionId) -> NodeRef<'r> {
        let statement = self.statement(id);
        self.repository.node(statement.from, statement.node)
    }

    /// The data-sharing services a component says it provides, in the order of the file.
    pub fn services_of(&self, id: ComponentId) -> impl Iterator<Item = NodeRef<'r>> {
        self.repository.field(id, "shares").into_iter().flat_map(NodeRef::elements)
    }

    /// Name of the data-sharing service a connection uses, where it gives one.
    #[must_use]
    pub fn service_named(&self, id: ConnectionId) -> Option<NodeRef<'r>> {
        let names = |service: &NodeRef<'_>| service.as_str().is_some_and(|name| !name.trim().is_empty());
        self.entry(id).get("service").filter(names)
    }

    /// Who provides the service a connection names: an end that lists it, or a platform on the way that is of
    /// the ministry or province of the target.
    #[must_use]
    pub fn provider_of(&self, id: ConnectionId) -> Option<ComponentId> {
        let service = self.service_named(id)?.as_str()?;
        let connection = self.connection(id);
        let to = connection.to?;
        let platforms = connection.via.iter().copied().filter(|&step| self.root_of(step) == self.root_of(to));
        let candidates = [to].into_iter().chain(platforms).chain([connection.from]);
        let lists = |&id: &ComponentId| {
            self.services_of(id).any(|entry| entry.get("service").and_then(NodeRef::as_str) == Some(service))
        };
        candidates.into_iter().find(lists)
    }

    /// Names of the data entities that a component holds in a role, `authoritative` or `replica`, in the order of
    /// the file.
    pub fn entities(&self, id: ComponentId, role: &str) -> impl Iterator<Item = &'r str> {
        let entries = self.repository.field(id, "holds").into_iter().flat_map(NodeRef::elements);
        let of_role = entries.filter(move |entry| entry.get("role").and_then(NodeRef::as_str) == Some(role));
        of_role.filter_map(|entry| entry.get("entity")?.as_str())
    }

    /// Classes of information that go over a connection: its own, or those of its ends where it gives none.
    #[must_use]
    pub fn information_of(&self, id: ConnectionId) -> Vec<&'r str> {
        let own: Vec<&str> = words(self.entry(id).get("information"));
        if !own.is_empty() {
            return own;
        }
        let connection = self.connection(id);
        let ends = [Some(connection.from), connection.to].into_iter().flatten();
        let mut classes: Vec<&str> = ends.flat_map(|end| words(self.repository.field(end, "information"))).collect();
        classes.sort_unstable();
        classes.dedup();
        classes
    }

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
        let is_ready = |service: NodeRef<'_>| service.get("ready").and_then(date).is_none_or(|ready| ready <= day);
        self.services_of(id).any(is_ready)
            || self.connections_to(id, day).into_iter().any(|connection| {
                self.service_named(connection).is_some()
                    && self.root_of(self.statement(connection).from) != self.root_of(id)
            })
    }
}

fn words(list: Option<NodeRef<'_>>) -> Vec<&str> {
    list.into_iter().flat_map(NodeRef::elements).filter_map(NodeRef::as_str).collect()
}
