//! DOC-004: somebody keeps the architecture, updates it at intervals and can be asked.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context, in_a_row};
use crate::model::AgencyId;
use crate::text;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    name: "missing-architecture-governance",
    page: include_str!("missing_architecture_governance.md"),
    cases: &[],
    prepare: prepare::<MissingArchitectureGovernance>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingArchitectureGovernance {
    /// Levels of agency that issue an architecture.
    levels: Vec<String>,
    /// What must be said of how it is kept.
    agency_fields: Vec<String>,
}

impl Checker for MissingArchitectureGovernance {
    fn agency(&self, context: &mut Context<'_, '_>, id: AgencyId) {
        let graph = context.graph;
        let judged = graph.root(id) == id && self.levels.contains(&graph.repository.agency(id).level);
        if !judged || context.agency_at(id, "architecture").is_none() {
            return;
        }
        let missing = context.agency_lacks(id, &self.agency_fields);
        if missing.is_empty() {
            return;
        }
        let Text { vi, en } = in_a_row(&missing);
        let message = text!(
            vi: "chưa rõ ai quản trị, cập nhật kiến trúc; còn thiếu: {vi}",
            en: "nothing says how the architecture is kept; missing: {en}",
        );
        let help = text!(
            vi: "thêm `architecture: {{ governance: {{ unit: …, update_cycle: …, contact: … }} }}`",
            en: "add `architecture: {{ governance: {{ unit: …, update_cycle: …, contact: … }} }}`",
        );
        let place = graph.repository.agency(id).place;
        context.report_agency(id, "", place, message, help).about("architecture.governance");
    }
}
