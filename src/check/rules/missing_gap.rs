//! DOC-002: every difference between current and target stands in the roadmap's list of gaps.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::graph::Roadmap;
use crate::model::ComponentId;
use crate::text;
use crate::text::Text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "missing-gap",
    page: include_str!("missing_gap.md"),
    cases: &["missing", "needless"],
    prepare: prepare::<MissingGap>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingGap {
    /// Change of a gap that says a component stays as it is.
    keep: String,
    /// Dispositions that are no difference by themselves; that a component is new, its lifecycle tells.
    settled: Vec<String>,
}

impl Checker for MissingGap {
    fn repository(&self, context: &mut Context<'_, '_>) {
        let graph = context.graph;
        let roadmaps = graph.roadmaps();
        if roadmaps.all.is_empty() {
            return;
        }
        let listed = |id| roadmaps.gaps_of(id).next().is_some();
        for id in graph.repository.component_ids() {
            if !context.is_active(id) || graph.is_duplicate(id) {
                continue;
            }
            let roadmap = graph.agency_of(id).and_then(|agency| roadmaps.covering(graph, agency));
            let Some(roadmap) = roadmap else { continue };
            if let Some(reason) = self.difference(context, roadmap, id).filter(|_| !listed(id)) {
                missing(context, roadmap, id, &reason);
            }
        }
        for roadmap in &roadmaps.all {
            self.needless(context, roadmap);
        }
    }
}

impl MissingGap {
    /// Why a component is not the same in the target, if it is not.
    fn difference(&self, context: &Context<'_, '_>, roadmap: &Roadmap<'_>, id: ComponentId) -> Option<Text> {
        let graph = context.graph;
        if graph.state(id, context.day).is_new() {
            return Some(text!(vi: "đang dự kiến hoặc xây dựng", en: "it is planned or being built"));
        }
        let dates = graph.component(id).lifecycle;
        let ends = [dates.retiring, dates.retired].into_iter().flatten();
        let within = |&day: &Date| day > context.day && roadmap.horizon.is_none_or(|last| day <= last);
        if let Some(day) = ends.filter(within).min() {
            return Some(text!(vi: "dừng từ {day}", en: "it is retired from {day}"));
        }
        let disposition = context.field(id, "disposition").and_then(NodeRef::as_str)?;
        let differs = !self.settled.iter().any(|word| word == disposition);
        differs.then(|| text!(vi: "`disposition: {disposition}`", en: "`disposition: {disposition}`"))
    }

    /// Gaps on components that stay as they are.
    fn needless(&self, context: &mut Context<'_, '_>, roadmap: &Roadmap<'_>) {
        let start = roadmap.start().unwrap_or(context.day).min(context.day);
        for gap in &roadmap.gaps {
            let Some(id) = gap.component.filter(|_| gap.change != Some(self.keep.as_str())) else { continue };
            let changes = context.graph.changes_between(id, start, None);
            if changes || self.difference(context, roadmap, id).is_some() {
                continue;
            }
            let key = context.key(id);
            let message = text!(
                vi: "khoảng cách ghi cho `{key}`, mà thành phần này không ghi thay đổi nào",
                en: "a gap is written for `{key}`, which changes in no way that is written down",
            );
            let help = text!(
                vi: "ghi `disposition` hoặc ngày trong `lifecycle` của `{key}`; nếu giữ nguyên thì ghi `change: keep`",
                en: "give `{key}` its `disposition` or the dates in `lifecycle`; if it stays as it is, write `change: keep`",
            );
            context.report(id, "needless", gap.entry.place("component"), message, help).about("gaps");
        }
    }
}

fn missing(context: &mut Context<'_, '_>, roadmap: &Roadmap<'_>, id: ComponentId, reason: &Text) {
    let (vi, en, owner, key) = (&reason.vi, &reason.en, roadmap.agency, context.key(id));
    let message = text!(
        vi: "khác giữa hiện tại và mục tiêu ({vi}) nhưng lộ trình của `{owner}` không ghi khoảng cách",
        en: "it differs between current and target ({en}), and the roadmap of `{owner}` has no gap for it",
    );
    let help = text!(
        vi: "thêm vào `gaps:` của lộ trình: `{{ component: {key}, change: …, work_package: … }}`",
        en: "add to `gaps:` of the roadmap: `{{ component: {key}, change: …, work_package: … }}`",
    );
    let place = context.graph.component(id).place();
    context.report(id, "missing", place, message, help).about("gaps");
}
