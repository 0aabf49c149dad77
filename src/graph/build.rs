//! Model -> graph: names become indices, and what does not resolve is written down.

use std::borrow::Cow;

use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::FxHashMap;

use super::{Connection, Dangling, Graph, Illegal, Link};
use crate::framework::{Pack, RelationId};
use crate::model::{AgencyId, ComponentId, ConnectionId, Repository};
use crate::source::{Place, Span};
use crate::tree::NodeRef;

/// Node of a component.
pub(super) fn node(id: ComponentId) -> NodeIndex {
    NodeIndex::new(id.0 as usize)
}

/// Component of a node.
pub(super) fn component(node: NodeIndex) -> ComponentId {
    ComponentId(Span::new(node.index(), 0).start)
}

impl<'r> Graph<'r> {
    /// Resolves a repository.
    #[must_use]
    pub fn build(repository: &'r Repository, pack: &'r Pack) -> Self {
        let mut graph = Self::index(repository, pack);
        graph.index_platforms();
        graph.link_relations();
        graph.link_connections();
        graph.resolve_agencies();
        graph.resolve_fields();
        graph.dangling.sort_by(|left, right| (left.place, &left.wanted).cmp(&(right.place, &right.wanted)));
        for (index, dangling) in graph.dangling.iter().enumerate() {
            if let Some(from) = dangling.from {
                graph.dangling_by.entry(from).or_default().push(index);
            }
        }
        graph
    }

    fn index(repository: &'r Repository, pack: &'r Pack) -> Self {
        let count = repository.components.len();
        let mut agencies: FxHashMap<&str, AgencyId> = FxHashMap::default();
        let mut duplicate_agencies = Vec::new();
        for id in repository.agency_ids() {
            let first = *agencies.entry(repository.agency(id).id.as_str()).or_insert(id);
            if first != id {
                duplicate_agencies.push((id, first));
            }
        }
        let mut keys: FxHashMap<&str, ComponentId> = FxHashMap::default();
        keys.reserve(count);
        let mut links = DiGraph::with_capacity(count, repository.relations.len() + 2 * repository.connections.len());
        let mut duplicate_components = Vec::new();
        let mut agency_of = Vec::with_capacity(count);
        let mut catalogued = FxHashMap::default();
        let mut by_entry = vec![Vec::new(); pack.catalogue.components.len()];
        for id in repository.component_ids() {
            let component = repository.component(id);
            links.add_node(());
            agency_of.push(agencies.get(component.agency()).copied());
            let first = *keys.entry(&component.key).or_insert(id);
            if first != id {
                duplicate_components.push((id, first));
            }
            if let Some(name) = repository.field(id, "catalogue").and_then(NodeRef::as_str)
                && let Some(entry) = catalogue_index(pack, name)
            {
                catalogued.insert(id, entry);
                by_entry[entry].push(id);
            }
        }
        let roots = roots(repository, &agencies);
        let mut by_root = vec![Vec::new(); repository.agencies.len()];
        for id in repository.component_ids() {
            if let Some(agency) = agency_of[id.0 as usize] {
                by_root[roots[agency.0 as usize].0 as usize].push(id);
            }
        }
        Self {
            repository,
            pack,
            links,
            connections: Vec::with_capacity(repository.connections.len()),
            dangling: Vec::new(),
            illegal: Vec::new(),
            duplicate_components,
            duplicate_agencies,
            keys,
            agencies,
            agency_of,
            roots,
            catalogued,
            by_entry,
            by_root,
            dangling_by: FxHashMap::default(),
            platforms: Vec::new(),
        }
    }

    /// Finds the integration platforms once: every connection asks for them.
    fn index_platforms(&mut self) {
        // Another platform of the national catalogue, such as VDXP, is no agency's LGSP.
        let agency_platform = &self.pack.catalogue.roles.agency_platform;
        let is_platform = |&id: &ComponentId| {
            let own = self.catalogue(id).is_none_or(|entry| entry.id == *agency_platform);
            own && self.is_kind(id, "integration-platform")
        };
        self.platforms =
            self.by_root.iter().map(|components| components.iter().copied().filter(is_platform).collect()).collect();
    }

    fn link_relations(&mut self) {
        let repository = self.repository;
        for (index, statement) in repository.relations.iter().enumerate() {
            let statement_index = Span::new(index, 0).start;
            let reference = repository.node(statement.from, statement.node);
            let field = &self.pack.framework.relation(statement.relation).id;
            let Some(to) = self.resolve(statement.from, reference, field) else { continue };
            if !self.allows(statement.relation, statement.from, to) {
                let place = repository.place_of(statement.from, reference);
                self.illegal.push(Illegal { statement: statement_index, to, place });
            }
            self.links.add_edge(node(statement.from), node(to), Link::Relation(statement.relation, statement_index));
        }
    }

    fn link_connections(&mut self) {
        let repository = self.repository;
        for (index, statement) in repository.connections.iter().enumerate() {
            let id = ConnectionId(Span::new(index, 0).start);
            let (from, entry) = (statement.from, repository.node(statement.from, statement.node));
            let to = entry.get("to").and_then(|reference| self.resolve(from, reference, "connects.to"));
            let carrier = entry.get("carrier").and_then(|reference| self.resolve(from, reference, "connects.carrier"));
            let written: Vec<NodeRef<'_>> = entry.get("via").map(|via| via.elements().collect()).unwrap_or_default();
            let via: Vec<ComponentId> =
                written.iter().filter_map(|&reference| self.resolve(from, reference, "connects.via")).collect();
            if let Some(to) = to {
                self.links.add_edge(node(from), node(to), Link::Connection(id));
            }
            for &platform in &via {
                self.links.add_edge(node(from), node(platform), Link::Through(id));
            }
            if let Some(carrier) = carrier {
                self.links.add_edge(node(from), node(carrier), Link::Carrier(id));
            }
            let via_known = via.len() == written.len();
            self.connections.push(Connection { from, to, via, via_known, carrier });
        }
    }

    /// What a reference of a component means: in its own agency unless it names another.
    fn resolve(&mut self, from: ComponentId, reference: NodeRef<'_>, field: &str) -> Option<ComponentId> {
        let written = reference.as_scalar()?;
        let key = absolute(self.component(from).agency(), written);
        let found = self.keys.get(&*key).copied();
        if found.is_none() {
            self.dangling.push(Dangling {
                from: Some(from),
                agency: None,
                field: field.to_owned(),
                wanted: key.into_owned(),
                place: self.repository.place_of(from, reference),
                wants_agency: false,
            });
        }
        found
    }

    fn resolve_agencies(&mut self) {
        let repository = self.repository;
        for id in repository.agency_ids() {
            let agency = repository.agency(id);
            if let Some((parent, place)) = &agency.parent
                && !self.agencies.contains_key(parent.as_str())
            {
                self.dangling.push(wants_agency(None, Some(id), "parent", parent, *place));
            }
        }
        let mut documents = rustc_hash::FxHashSet::default();
        for id in repository.component_ids() {
            let component = repository.component(id);
            let place = Place { file: component.file, span: component.agency_span };
            // One document names its agency once, however many components it has.
            if self.agency_of(id).is_none() && documents.insert(place) && !component.agency().is_empty() {
                self.dangling.push(wants_agency(None, None, "agency", component.agency(), place));
            }
            let Some(owner) = repository.field(id, "owner") else { continue };
            let single = owner.as_scalar().map(|_| owner);
            for node in single.into_iter().chain(owner.elements()) {
                let Some(name) = node.as_scalar().filter(|name| !name.is_empty()) else { continue };
                if !self.agencies.contains_key(name) {
                    let place = repository.place_of(id, node);
                    self.dangling.push(wants_agency(Some(id), None, "owner", name, place));
                }
            }
        }
    }

    fn allows(&self, relation: RelationId, from: ComponentId, to: ComponentId) -> bool {
        let relation = self.pack.framework.relation(relation);
        // A kind that is not known is reported by itself.
        let (Some(from), Some(to)) = (self.kind(from), self.kind(to)) else { return true };
        let layers = !relation.same_layer || from.layer == to.layer;
        layers && relation.from.allows(from) && relation.to.allows(to)
    }
}

fn wants_agency(
    from: Option<ComponentId>,
    agency: Option<AgencyId>,
    field: &str,
    wanted: &str,
    place: Place,
) -> Dangling {
    Dangling { from, agency, field: field.to_owned(), wanted: wanted.to_owned(), place, wants_agency: true }
}

/// A reference with its agency written out.
pub(super) fn absolute<'a>(agency: &str, reference: &'a str) -> Cow<'a, str> {
    if reference.contains('/') { Cow::Borrowed(reference) } else { Cow::Owned(format!("{agency}/{reference}")) }
}

fn catalogue_index(pack: &Pack, name: &str) -> Option<usize> {
    let entries = &pack.catalogue.components;
    entries.iter().position(|entry| entry.id == name || entry.aliases.iter().any(|alias| alias == name))
}

/// Topmost agency of each; a loop of parents ends at the agency it was entered by.
fn roots(repository: &Repository, agencies: &FxHashMap<&str, AgencyId>) -> Vec<AgencyId> {
    let above = |id: AgencyId| {
        let (parent, _) = repository.agency(id).parent.as_ref()?;
        let parent = *agencies.get(parent.as_str())?;
        (repository.agency(parent).level != "national").then_some(parent)
    };
    let climb = |start: AgencyId| {
        let mut at = start;
        for _ in 0..repository.agencies.len() {
            match above(at) {
                Some(parent) if parent != start => at = parent,
                _ => return at,
            }
        }
        start
    };
    repository.agency_ids().map(climb).collect()
}
