//! DOC-001: an architecture document has the parts that framework 2.0 asks of it.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context, in_a_row, says_something};
use crate::model::{AgencyId, ComponentId};
use crate::text;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    name: "missing-architecture-part",
    page: include_str!("missing_architecture_part.md"),
    cases: &["published", "draft"],
    prepare: prepare::<MissingArchitecturePart>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingArchitecturePart {
    /// Levels of agency that issue an architecture.
    levels: Vec<String>,
    /// Parts written in prose.
    agency_fields: Vec<String>,
    /// The component architectures.
    architectures: Vec<Architecture>,
}

/// A component architecture, and what makes it: any one of these is enough.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Architecture {
    /// As people call it.
    name: Text,
    /// Layers whose components it describes.
    #[serde(default)]
    layers: Vec<String>,
    /// Fields of the agency that tell it in prose.
    #[serde(default)]
    agency_fields: Vec<String>,
    /// Reference model whose codes on components tell it.
    model: Option<String>,
}

impl Checker for MissingArchitecturePart {
    fn agency(&self, context: &mut Context<'_, '_>, id: AgencyId) {
        let graph = context.graph;
        let judged = graph.root(id) == id && self.levels.contains(&graph.repository.agency(id).level);
        if !judged || context.agency_at(id, "architecture").is_none() {
            return;
        }
        let active: Vec<ComponentId> =
            graph.components_under(id).iter().copied().filter(|&component| context.is_active(component)).collect();
        let mut missing = context.agency_lacks(id, &self.agency_fields);
        let absent = self.architectures.iter().filter(|part| !part.is_there(context, id, &active));
        missing.extend(absent.map(|part| part.name.clone()));
        if missing.is_empty() {
            return;
        }
        let Text { vi, en } = in_a_row(&missing);
        let message = text!(vi: "văn bản kiến trúc còn thiếu: {vi}", en: "its architecture document lacks: {en}");
        let help = text!(
            vi: "viết các phần bằng lời ở `architecture:`, khai ít nhất một thành phần ở lớp còn trống; kiến trúc nghiệp vụ là `architecture.business` hoặc mã `reference.brm` ở ứng dụng",
            en: "write the prose parts in `architecture:` and declare at least one component in the empty layer; the business architecture is `architecture.business` or `reference.brm` codes on applications",
        );
        let case = context.architecture_case(id);
        let place = graph.repository.agency(id).place;
        context.report_agency(id, case, place, message, help).about("architecture");
    }
}

impl Architecture {
    fn is_there(&self, context: &Context<'_, '_>, agency: AgencyId, active: &[ComponentId]) -> bool {
        let graph = context.graph;
        let written = self.agency_fields.iter().any(|field| context.agency_says(agency, field));
        written
            || active.iter().any(|&component| {
                let layer = &graph.pack.framework.layer(graph.component(component).layer).id;
                let coded = self.model.as_ref().and_then(|model| context.field(component, "reference")?.get(model));
                self.layers.contains(layer) || coded.is_some_and(says_something)
            })
    }
}
