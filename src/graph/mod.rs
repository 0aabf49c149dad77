//! Resolves references, indexes, and answers questions about the whole. It never judges.
//!
//! References that lead nowhere, ids that stand twice and relations that the framework does not allow are
//! kept as data: the checks say what they mean. Everything is in the order of the files.

mod build;
mod chains;
mod exchange;
mod handlers;
mod needs;
mod paths;
mod questions;
mod reach;
mod references;
mod relations;
mod roadmap;
mod sharing;
mod standing;

pub use handlers::Handler;
pub use needs::Need;
pub use paths::{Flow, Path, RouteCase};
pub use questions::Dependent;
pub use reach::Way;
pub use roadmap::{Entry, Gap, Named, Project, Roadmap, Roadmaps, WorkPackage};

use petgraph::graph::DiGraph;
use rustc_hash::FxHashMap;

use crate::framework::{CatalogueEntry, Kind, Pack, RelationId};
use crate::model::{AgencyId, Component, ComponentId, ConnectionId, ConnectionStatement, Repository, State};
use crate::source::Place;
use jiff::civil::Date;

/// What an edge of the graph stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link {
    /// A relation; the index of its statement in [`Repository::relations`].
    Relation(RelationId, u32),
    /// From the source of a connection to its target.
    Connection(ConnectionId),
    /// From the source of a connection to a platform it goes through.
    Through(ConnectionId),
    /// From the source of a connection to the network that carries it.
    Carrier(ConnectionId),
}

/// A connection with its ends resolved as far as they lead somewhere.
#[derive(Debug, Clone)]
pub struct Connection {
    /// Source.
    pub from: ComponentId,
    /// Target, where it resolves.
    pub to: Option<ComponentId>,
    /// Platforms on the way, in order; those that resolve.
    pub via: Vec<ComponentId>,
    /// Every reference of `via` leads somewhere, so that the path may be judged.
    pub via_known: bool,
    /// Network that carries it, where it resolves.
    pub carrier: Option<ComponentId>,
}

/// A reference that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dangling {
    /// Component that refers; `None` for a reference of an agency's document.
    pub from: Option<ComponentId>,
    /// Agency that refers, where no component does.
    pub agency: Option<AgencyId>,
    /// Field or relation it stands in: `hosted_on`, `connects.via`.
    pub field: String,
    /// What was asked for, as `agency/component` or an agency's id.
    pub wanted: String,
    /// Where it stands.
    pub place: Place,
    /// An agency was asked for, not a component.
    pub wants_agency: bool,
}

/// A relation whose ends the framework does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Illegal {
    /// Index in [`Repository::relations`].
    pub statement: u32,
    /// Target.
    pub to: ComponentId,
    /// Where the reference stands.
    pub place: Place,
}

/// The architecture as one graph.
#[derive(Debug)]
pub struct Graph<'r> {
    /// What the files say.
    pub repository: &'r Repository,
    /// The framework it is written in.
    pub pack: &'r Pack,
    /// Components and what links them; a node's index is the component's.
    pub links: DiGraph<(), Link>,
    /// Connections, by [`ConnectionId`].
    pub connections: Vec<Connection>,
    /// References that lead nowhere, in order of place.
    pub dangling: Vec<Dangling>,
    /// Relations that are not allowed, in order of place.
    pub illegal: Vec<Illegal>,
    /// Components whose id stands twice: the second, and the first.
    pub duplicate_components: Vec<(ComponentId, ComponentId)>,
    /// Agencies whose id stands twice: the second, and the first.
    pub duplicate_agencies: Vec<(AgencyId, AgencyId)>,
    keys: FxHashMap<&'r str, ComponentId>,
    agencies: FxHashMap<&'r str, AgencyId>,
    /// Agency of each component's document, where there is one.
    agency_of: Vec<Option<AgencyId>>,
    /// Topmost agency of each agency.
    roots: Vec<AgencyId>,
    /// Entry of the national catalogue of each component that is one.
    catalogued: FxHashMap<ComponentId, usize>,
    /// The components that are each entry of the national catalogue, in order.
    by_entry: Vec<Vec<ComponentId>>,
    /// Components of each root agency, in order.
    by_root: Vec<Vec<ComponentId>>,
    /// Which of `dangling` are of a component.
    dangling_by: FxHashMap<ComponentId, Vec<usize>>,
    /// Integration platforms of each root agency, in order; the national one is nobody's.
    platforms: Vec<Vec<ComponentId>>,
}

impl<'r> Graph<'r> {
    /// The component of a key `agency/id`.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<ComponentId> {
        self.keys.get(key).copied()
    }

    /// The agency of an id.
    #[must_use]
    pub fn find_agency(&self, id: &str) -> Option<AgencyId> {
        self.agencies.get(id).copied()
    }

    /// A component.
    #[must_use]
    pub fn component(&self, id: ComponentId) -> &'r Component {
        self.repository.component(id)
    }

    /// Kind of a component, where it is one of the pack's.
    #[must_use]
    pub fn kind(&self, id: ComponentId) -> Option<&'r Kind> {
        self.component(id).kind.map(|kind| self.pack.framework.kind(kind))
    }

    /// Whether a component is of a kind.
    #[must_use]
    pub fn is_kind(&self, id: ComponentId, kind: &str) -> bool {
        self.kind(id).is_some_and(|found| found.id == kind)
    }

    /// State of a component at a day.
    #[must_use]
    pub fn state(&self, id: ComponentId, day: Date) -> State {
        self.component(id).lifecycle.at(day)
    }

    /// Agency of a component's document.
    #[must_use]
    pub fn agency_of(&self, id: ComponentId) -> Option<AgencyId> {
        self.agency_of[id.0 as usize]
    }

    /// Topmost agency above a component, itself included; national bodies are not above anybody.
    #[must_use]
    pub fn root_of(&self, id: ComponentId) -> Option<AgencyId> {
        self.agency_of(id).map(|agency| self.root(agency))
    }

    /// Level of the topmost agency above a component: `ministry`, `province`.
    #[must_use]
    pub fn root_level(&self, id: ComponentId) -> Option<&'r str> {
        self.root_of(id).map(|root| self.repository.agency(root).level.as_str())
    }

    /// Topmost agency above an agency, itself included.
    #[must_use]
    pub fn root(&self, agency: AgencyId) -> AgencyId {
        self.roots[agency.0 as usize]
    }

    /// Whether a component belongs to an agency or to a unit under it, at any depth.
    #[must_use]
    pub fn is_under(&self, id: ComponentId, agency: AgencyId) -> bool {
        self.agency_of(id).is_some_and(|own| self.is_within(own, agency))
    }

    /// Whether an agency is another or stands under it, at any depth.
    #[must_use]
    pub fn is_within(&self, agency: AgencyId, above: AgencyId) -> bool {
        let mut at = agency;
        // As many steps as there are agencies: a loop of parents ends.
        for _ in 0..self.repository.agencies.len() {
            if at == above {
                return true;
            }
            let parent = self.repository.agency(at).parent.as_ref().and_then(|(parent, _)| self.find_agency(parent));
            match parent {
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    }

    /// Components of an agency's own documents, in order.
    pub fn components_of(&self, agency: AgencyId) -> impl Iterator<Item = ComponentId> + '_ {
        let under = self.components_under(self.root(agency)).iter().copied();
        under.filter(move |&id| self.agency_of(id) == Some(agency))
    }

    /// Components of a root agency and of the units under it, in order.
    #[must_use]
    pub fn components_under(&self, root: AgencyId) -> &[ComponentId] {
        self.by_root.get(root.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Entry of the national catalogue that a component is.
    #[must_use]
    pub fn catalogue(&self, id: ComponentId) -> Option<&'r CatalogueEntry> {
        self.catalogued.get(&id).map(|&index| &self.pack.catalogue.components[index])
    }

    /// Whether a component is a given entry of the national catalogue.
    #[must_use]
    pub fn is_catalogued(&self, id: ComponentId, entry: &str) -> bool {
        self.catalogue(id).is_some_and(|found| found.id == entry)
    }

    /// The components that say they are an entry of the national catalogue, in order.
    pub fn catalogued_as(&self, entry: &str) -> impl Iterator<Item = ComponentId> + '_ {
        let index = self.pack.catalogue.components.iter().position(|known| known.id == entry);
        index.and_then(|index| self.by_entry.get(index)).into_iter().flatten().copied()
    }

    /// What was written of a connection.
    #[must_use]
    pub fn statement(&self, id: ConnectionId) -> &'r ConnectionStatement {
        &self.repository.connections[id.0 as usize]
    }

    /// A connection.
    #[must_use]
    pub fn connection(&self, id: ConnectionId) -> &Connection {
        &self.connections[id.0 as usize]
    }

    /// References of a component that lead nowhere.
    pub fn dangling_of(&self, id: ComponentId) -> impl Iterator<Item = &Dangling> {
        let indices = self.dangling_by.get(&id).map_or(&[][..], Vec::as_slice);
        indices.iter().map(|&index| &self.dangling[index])
    }

    /// Whether a component has the id of an earlier one.
    #[must_use]
    pub fn is_duplicate(&self, id: ComponentId) -> bool {
        // Found in the order of components, so that a search is enough.
        self.duplicate_components.binary_search_by_key(&id, |&(second, _)| second).is_ok()
    }

    /// Whether a connection and both its ends are part of the architecture at a day.
    #[must_use]
    pub fn is_active(&self, id: ConnectionId, day: Date) -> bool {
        let statement = self.statement(id);
        let begun = statement.since.is_none_or(|since| since <= day);
        let stopped = statement.until.is_some_and(|until| until <= day);
        let ends = self.connection(id).to.is_none_or(|to| self.state(to, day).is_active());
        begun && !stopped && ends && self.state(statement.from, day).is_active()
    }

    /// Targets of a relation of a component, in the order they are written.
    pub fn targets(&self, id: ComponentId, relation: &str) -> impl Iterator<Item = ComponentId> + '_ {
        let wanted = self.pack.framework.relation_id(relation);
        let mut found: Vec<(u32, ComponentId)> = self
            .links
            .edges(build::node(id))
            .filter_map(|edge| match *edge.weight() {
                Link::Relation(relation, statement) if Some(relation) == wanted => {
                    Some((statement, build::component(petgraph::visit::EdgeRef::target(&edge))))
                }
                _ => None,
            })
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, target)| target)
    }
}
