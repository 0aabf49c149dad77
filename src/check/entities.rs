//! Data entities that components hold, each by its name in the one spelling that comparisons use.

use crate::graph::Graph;
use crate::model::ComponentId;
use crate::text::spelling;
use crate::tree::NodeRef;

/// An entry of `holds:`.
#[derive(Debug, Clone)]
pub struct Held<'r> {
    /// The entity in one spelling.
    pub entity: String,
    /// The entity as written.
    pub node: NodeRef<'r>,
    /// Its authoritative source, not a replica.
    pub authoritative: bool,
}

/// The entities of a component, in the order of the file.
pub fn held<'r>(graph: &Graph<'r>, id: ComponentId) -> impl Iterator<Item = Held<'r>> + use<'r> {
    let entries = graph.repository.field(id, "holds").into_iter().flat_map(NodeRef::elements);
    entries.filter_map(|entry| {
        let node = entry.get("entity")?;
        let authoritative = entry.get("role").and_then(NodeRef::as_str) == Some("authoritative");
        Some(Held { entity: spelling(node.as_str()?), node, authoritative })
    })
}

/// Whether the national catalogue has a component as the source of an entity, given in one spelling.
#[must_use]
pub fn is_national_source(graph: &Graph<'_>, id: ComponentId, entity: &str) -> bool {
    let entry = graph.catalogue(id);
    entry.is_some_and(|entry| entry.authoritative_for.iter().any(|name| spelling(name) == entity))
}
