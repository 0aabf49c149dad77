//! GEN-003: what is there to be used is used by somebody.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "unused-component",
    page: include_str!("unused_component.md"),
    cases: &[],
    prepare: prepare::<UnusedComponent>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnusedComponent {
    /// Kinds whose only purpose is to serve others.
    kinds: Vec<String>,
    /// Levels of agency that are judged.
    levels: Vec<String>,
}

impl Checker for UnusedComponent {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let (graph, day) = (context.graph, context.day);
        let serves = graph.kind(id).is_some_and(|kind| self.kinds.contains(&kind.id));
        let judged = graph.agency_of(id).is_some_and(|own| self.levels.contains(&graph.repository.agency(own).level));
        if !serves || !judged || !graph.state(id, day).is_operating() || graph.is_linked_to(id, day) {
            return;
        }
        let kind = graph.kind(id).map(|kind| kind.name.clone()).unwrap_or_default();
        let (vi, en) = (kind.vi.to_lowercase(), kind.en.to_lowercase());
        context.report(
            id,
            "",
            graph.component(id).place(),
            text!(vi: "{vi} đang vận hành mà không thành phần nào dùng", en: "a {en} in operation that nothing uses"),
            text!(
                vi: "ghi quan hệ ở thành phần đang dùng nó (`hosted_on`, `uses`, `backed_up_at` …), hoặc lên kế hoạch dừng",
                en: "write the relation in whatever uses it (`hosted_on`, `uses`, `backed_up_at` …), or plan to retire it",
            ),
        );
    }
}
