//! Who is linked with a component of the national catalogue, and who ought to be: what several rules ask.

use serde::Deserialize;

use super::Context;
use crate::diagnostic::Finding;
use crate::graph::Way;
use crate::model::ComponentId;
use crate::text;
use crate::text::Text;

/// The components that must be linked with one of the national catalogue, and what counts as a link.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NationalLink {
    /// Levels of the ministry or province at the top.
    levels: Vec<String>,
    /// Kinds that must be linked.
    kinds: Vec<String>,
    /// The national component, by its entry of the catalogue.
    catalogue: String,
    /// Relations to it that count as a link, beside a connection.
    relations: Vec<String>,
    /// Kinds of the same ministry or province that may stand in between.
    through_kinds: Vec<String>,
}

impl NationalLink {
    /// The components that are not linked, in the order of files; none while the national component is to come.
    #[must_use]
    pub fn missing(&self, context: &Context<'_, '_>) -> Vec<ComponentId> {
        let graph = context.graph;
        if graph.is_to_come(&self.catalogue, context.day) {
            return Vec::new();
        }
        let way = Way { relations: &self.relations, through: &self.through_kinds };
        let linked = graph.linked_with(&self.catalogue, way, context.day);
        let asked = |&id: &ComponentId| {
            context.is_one_of(id, &self.kinds)
                && context.is_active(id)
                && !graph.is_duplicate(id)
                && !linked.contains(&id)
                && graph.is_of_level(id, &self.levels)
        };
        graph.repository.component_ids().filter(asked).collect()
    }

    /// Says that a component is not linked, and what to write.
    pub fn report<'c>(&self, context: &'c mut Context<'_, '_>, id: ComponentId, message: Text) -> &'c mut Finding {
        let target = context.graph.catalogued_as(&self.catalogue).next().map(|id| context.key(id));
        let target = target.unwrap_or_else(|| format!("cơ-quan/{}", self.catalogue));
        let help = text!(
            vi: "thêm `connects: [{{ to: {target}, via: … }}]` qua LGSP và nền tảng quốc gia",
            en: "add `connects: [{{ to: {target}, via: … }}]` through the LGSP and the national platform",
        );
        let place = context.graph.component(id).place();
        context.report(id, "", place, message, help).about("connects")
    }
}
