//! GOV-005: an architecture says which framework it follows and which decision approved it.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context, in_a_row};
use crate::model::AgencyId;
use crate::source::Place;
use crate::text;
use crate::text::Text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "missing-architecture-decision",
    page: include_str!("missing_architecture_decision.md"),
    cases: &["published", "draft"],
    prepare: prepare::<MissingArchitectureDecision>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingArchitectureDecision {
    /// Levels of agency that issue an architecture.
    levels: Vec<String>,
    /// What must be recorded of it.
    agency_fields: Vec<String>,
    /// Where it names its framework.
    framework_agency_field: String,
}

impl Checker for MissingArchitectureDecision {
    fn agency(&self, context: &mut Context<'_, '_>, id: AgencyId) {
        if !context.is_judged_root(id, &self.levels) {
            return;
        }
        let case = context.architecture_case(id);
        let own = &context.graph.pack.framework.id;
        let missing = context.agency_lacks(id, &self.agency_fields);
        let place = context.graph.repository.agency(id).place;
        if !missing.is_empty() {
            let Text { vi, en } = in_a_row(&missing);
            let message = if context.agency_says(id, "architecture") {
                text!(vi: "văn bản kiến trúc chưa ghi: {vi}", en: "its architecture document does not say: {en}")
            } else {
                text!(
                    vi: "chưa khai văn bản kiến trúc của cơ quan (`architecture`): quyết định phê duyệt, phiên bản khung",
                    en: "nothing is said of its architecture document (`architecture`): its approval, its framework version",
                )
            };
            let help = text!(
                vi: "ghi `architecture: {{ framework: {own}, decision: {{ number: …, date: …, authority: … }} }}`",
                en: "write `architecture: {{ framework: {own}, decision: {{ number: …, date: …, authority: … }} }}`",
            );
            context.report_agency(id, case, place, message, help).about("architecture.decision");
        }
        let Some(node) = context.agency_at(id, &self.framework_agency_field) else { return };
        let Some(written) = NodeRef::as_scalar(node).filter(|written| !written.is_empty() && written != own) else {
            return;
        };
        let message = text!(
            vi: "văn bản kiến trúc theo `{written}`, còn kho này theo khung `{own}`",
            en: "the architecture document follows `{written}`, and this repository `{own}`",
        );
        let help = text!(
            vi: "cập nhật kiến trúc theo khung hiện hành rồi ghi `framework: {own}`",
            en: "bring the architecture up to the framework, then write `framework: {own}`",
        );
        let place = Place { file: place.file, span: node.span() };
        context.report_agency(id, case, place, message, help).about(&self.framework_agency_field);
    }
}
