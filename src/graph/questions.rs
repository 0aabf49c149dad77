//! Questions about the whole: what depends on what, the way between two, cycles, composition.

use std::collections::VecDeque;

use jiff::civil::Date;
use petgraph::Direction;
use petgraph::visit::EdgeRef;
use rustc_hash::{FxHashMap, FxHashSet};

use super::build::{component, node};
use super::{Graph, Link};
use crate::framework::Dependency;
use crate::model::{ComponentId, ConnectionId};

/// One step of a chain of dependency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dependent {
    /// The component that depends.
    pub component: ComponentId,
    /// What it depends on directly: the step before it.
    pub on: ComponentId,
    /// What links the two.
    pub link: Link,
    /// Steps from the component that was asked about.
    pub distance: usize,
}

impl Graph<'_> {
    /// Which end of a link stops working when the other does.
    #[must_use]
    pub fn dependency(&self, link: Link) -> Dependency {
        match link {
            Link::Relation(relation, _) => self.pack.framework.relation(relation).dependency,
            Link::Connection(_) | Link::Through(_) | Link::Carrier(_) => Dependency::Source,
        }
    }

    /// Everything that stops when a component stops, nearest first; with equal distance in the order of files.
    #[must_use]
    pub fn dependents(&self, start: ComponentId, day: Date) -> Vec<Dependent> {
        self.reach(start, |graph, at| graph.directly_depending(at, day))
    }

    /// Everything a component needs, nearest first.
    #[must_use]
    pub fn dependencies(&self, start: ComponentId, day: Date) -> Vec<Dependent> {
        self.reach(start, |graph, at| graph.directly_needed(at, day))
    }

    fn reach(
        &self,
        start: ComponentId,
        next: impl Fn(&Self, ComponentId) -> Vec<(ComponentId, Link)>,
    ) -> Vec<Dependent> {
        let mut found = Vec::new();
        let mut seen = FxHashSet::from_iter([start]);
        let mut queue = VecDeque::from([(start, 0)]);
        while let Some((at, distance)) = queue.pop_front() {
            for (component, link) in next(self, at) {
                if seen.insert(component) {
                    found.push(Dependent { component, on: at, link, distance: distance + 1 });
                    queue.push_back((component, distance + 1));
                }
            }
        }
        found
    }

    fn directly_depending(&self, at: ComponentId, day: Date) -> Vec<(ComponentId, Link)> {
        self.neighbours(at, Direction::Incoming, Dependency::Source, day)
            .into_iter()
            .chain(self.neighbours(at, Direction::Outgoing, Dependency::Target, day))
            .collect()
    }

    fn directly_needed(&self, at: ComponentId, day: Date) -> Vec<(ComponentId, Link)> {
        self.neighbours(at, Direction::Outgoing, Dependency::Source, day)
            .into_iter()
            .chain(self.neighbours(at, Direction::Incoming, Dependency::Target, day))
            .collect()
    }

    fn neighbours(
        &self,
        at: ComponentId,
        direction: Direction,
        dependency: Dependency,
        day: Date,
    ) -> Vec<(ComponentId, Link)> {
        let mut found: Vec<(ComponentId, Link)> = self
            .links
            .edges_directed(node(at), direction)
            .filter(|edge| self.dependency(*edge.weight()) == dependency && self.is_live(*edge.weight(), day))
            .map(|edge| {
                let other = if direction == Direction::Incoming { edge.source() } else { edge.target() };
                (component(other), *edge.weight())
            })
            .filter(|&(other, _)| self.state(other, day).is_active())
            .collect();
        found.sort_unstable();
        found
    }

    fn is_live(&self, link: Link, day: Date) -> bool {
        match link {
            Link::Relation(..) => true,
            Link::Connection(id) | Link::Through(id) | Link::Carrier(id) => self.is_active(id, day),
        }
    }

    /// A shortest chain of links from one component to another, both included.
    #[must_use]
    pub fn path_between(&self, from: ComponentId, to: ComponentId, day: Date) -> Option<Vec<ComponentId>> {
        let mut came: FxHashMap<ComponentId, ComponentId> = FxHashMap::default();
        let mut queue = VecDeque::from([from]);
        while let Some(at) = queue.pop_front() {
            if at == to {
                let mut path = vec![to];
                while let Some(&before) = path.last().filter(|&&step| step != from).and_then(|step| came.get(step)) {
                    path.push(before);
                }
                path.reverse();
                return Some(path);
            }
            let mut next: Vec<ComponentId> = self
                .links
                .edges(node(at))
                .filter(|edge| self.is_live(*edge.weight(), day))
                .map(|edge| component(edge.target()))
                .filter(|&other| self.state(other, day).is_active())
                .collect();
            next.sort_unstable();
            for other in next {
                if other != from && !came.contains_key(&other) {
                    came.insert(other, at);
                    queue.push_back(other);
                }
            }
        }
        None
    }

    /// The parts of a composite, at every depth, in the order of files; a part that contains its whole
    /// is given once.
    #[must_use]
    pub fn parts(&self, whole: ComponentId) -> Vec<ComponentId> {
        let mut seen = FxHashSet::from_iter([whole]);
        let mut stack = vec![whole];
        let mut parts = Vec::new();
        while let Some(at) = stack.pop() {
            for edge in self.links.edges_directed(node(at), Direction::Incoming) {
                let part = component(edge.source());
                if self.is_composition(*edge.weight()) && seen.insert(part) {
                    parts.push(part);
                    stack.push(part);
                }
            }
        }
        parts.sort_unstable();
        parts
    }

    fn is_composition(&self, link: Link) -> bool {
        matches!(link, Link::Relation(relation, _) if self.pack.framework.relation(relation).composition)
    }

    /// Where a component runs in the end: the infrastructure that its chain of hosts leads to. `Err` is
    /// the last host of a chain that ends elsewhere, the component itself where it has none.
    ///
    /// # Errors
    /// The component where the chain ends.
    pub fn infrastructure_of(&self, id: ComponentId, day: Date) -> Result<ComponentId, ComponentId> {
        let mut seen = FxHashSet::from_iter([id]);
        let mut queue = VecDeque::from([id]);
        let mut last = id;
        while let Some(at) = queue.pop_front() {
            for host in self.targets(at, "hosted_on") {
                if !seen.insert(host) || !self.state(host, day).is_active() {
                    continue;
                }
                if self.kind(host).is_none_or(|kind| kind.layer == "infrastructure") {
                    return Ok(host);
                }
                if self.repository.field(host, "service_provider").is_some() {
                    return Ok(host);
                }
                last = host;
                queue.push_back(host);
            }
        }
        Err(last)
    }

    /// The active connections from one component to another.
    pub fn connections_between(
        &self,
        from: ComponentId,
        to: ComponentId,
        day: Date,
    ) -> impl Iterator<Item = ConnectionId> + '_ {
        self.links.edges_connecting(node(from), node(to)).filter_map(move |edge| match *edge.weight() {
            Link::Connection(id) if self.is_active(id, day) => Some(id),
            _ => None,
        })
    }

    /// Whether a component is linked with an entry of the national catalogue that is in operation at a day: by a
    /// relation, or by a connection to it, from it or through it.
    #[must_use]
    pub fn is_linked_with(&self, id: ComponentId, entry: &str, day: Date) -> bool {
        let there: Vec<ComponentId> =
            self.catalogued_as(entry).filter(|&found| found != id && self.state(found, day).is_operating()).collect();
        let meets = |other: ComponentId, link: Link| {
            let through = match link {
                Link::Connection(connection) => self.connection(connection).via.as_slice(),
                Link::Carrier(_) => return false,
                _ => &[][..],
            };
            self.is_live(link, day) && (there.contains(&other) || through.iter().any(|step| there.contains(step)))
        };
        let from = self.links.edges(node(id)).any(|edge| meets(component(edge.target()), *edge.weight()));
        let mut to = self.links.edges_directed(node(id), Direction::Incoming);
        from || to.any(|edge| meets(component(edge.source()), *edge.weight()))
    }

    /// A component and what is within some links of it, in the order of files.
    #[must_use]
    pub fn neighbourhood(&self, centre: ComponentId, depth: usize) -> Vec<ComponentId> {
        let mut seen = FxHashSet::from_iter([centre]);
        let mut ring = vec![centre];
        for _ in 0..depth {
            let mut next = Vec::new();
            for at in ring {
                next.extend(
                    self.links.neighbors_undirected(node(at)).map(component).filter(|&other| seen.insert(other)),
                );
            }
            ring = next;
        }
        let mut all: Vec<ComponentId> = seen.into_iter().collect();
        all.sort_unstable();
        all
    }
}
