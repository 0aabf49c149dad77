//! Who stands behind a component: a body by every name a file may give it, so that two can be compared.

use crate::graph::Graph;
use crate::model::{ComponentId, words};
use crate::text::{Lang, Text, spelling};
use crate::tree::NodeRef;

/// Somebody, by every name a file may give.
pub(super) struct Party {
    /// What people read.
    pub name: Text,
    spellings: Vec<String>,
}

/// The first of the fields that is written, else the owner of the component, else its agency.
pub(super) fn party(graph: &Graph<'_>, id: ComponentId, fields: &[&str]) -> Party {
    let repository = graph.repository;
    if let Some(node) = fields.iter().find_map(|field| repository.field(id, field)) {
        let half = |lang| words(node, lang).unwrap_or_default();
        return Party::named(Text::new(half(Lang::Vi), half(Lang::En)), Vec::new());
    }
    let owner = repository.field(id, "owner");
    let owner = owner.and_then(|node| node.as_scalar().or_else(|| node.elements().next().and_then(NodeRef::as_scalar)));
    let name = owner.unwrap_or_else(|| graph.component(id).agency());
    let Some(agency) = graph.find_agency(name) else { return Party::named(Text::new(name, name), Vec::new()) };
    let half = |lang| repository.agency_name(agency, lang);
    let aliases = repository.agency_field(agency, "aliases").into_iter().flat_map(NodeRef::elements);
    let others = aliases.filter_map(NodeRef::as_str).chain([name]).map(spelling).collect();
    Party::named(Text::new(half(Lang::Vi), half(Lang::En)), others)
}

/// Whether somebody is among the co-operators of a system.
pub(super) fn helps(graph: &Graph<'_>, system: ComponentId, party: &Party) -> bool {
    let named = graph.repository.field(system, "co_operators").into_iter().flat_map(NodeRef::elements);
    named.filter_map(NodeRef::as_str).any(|name| party.spellings.contains(&spelling(name)))
}

impl Party {
    fn named(name: Text, mut spellings: Vec<String>) -> Self {
        spellings.extend([spelling(&name.vi), spelling(&name.en)]);
        Self { name, spellings }
    }

    /// Whether the two share a name.
    pub fn is(&self, other: &Self) -> bool {
        self.spellings.iter().any(|name| other.spellings.contains(name))
    }
}
