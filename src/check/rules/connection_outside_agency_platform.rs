//! CON-002: units of one ministry or province connect through its LGSP; so do portals and the data behind them.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::graph::{Flow, Path, RouteCase};
use crate::model::ComponentId;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "connection-outside-agency-platform",
    page: include_str!("connection_outside_agency_platform.md"),
    cases: &["portal", "other"],
    prepare: prepare::<ConnectionOutsideAgencyPlatform>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConnectionOutsideAgencyPlatform {
    /// Kinds that citizens reach, which may not touch the data behind them directly.
    portal_kinds: Vec<String>,
}

impl Checker for ConnectionOutsideAgencyPlatform {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        for flow in context.flows(id).iter() {
            let Some(path) = context.graph.expected_path(flow.from, flow.to, context.day) else { continue };
            let portal = self.is_portal_to_data(context, flow);
            let judged = match path.case {
                RouteCase::WithinAgency => true,
                RouteCase::SameUnit => portal,
                _ => false,
            };
            let known = flow.connection.is_none_or(|connection| context.graph.connection(connection).via_known);
            if judged && known && !path.expected.iter().all(|step| flow.via.contains(step)) {
                report(context, flow, &path, if portal { "portal" } else { "other" });
            }
        }
    }
}

impl ConnectionOutsideAgencyPlatform {
    fn is_portal_to_data(&self, context: &Context<'_, '_>, flow: &Flow) -> bool {
        let kind = |id| context.graph.kind(id);
        kind(flow.from).is_some_and(|kind| self.portal_kinds.contains(&kind.id))
            && kind(flow.to).is_some_and(|kind| kind.layer == "data")
    }
}

fn report(context: &mut Context<'_, '_>, flow: &Flow, path: &Path, case: &str) {
    let (from, to) = (context.key(flow.from), context.key(flow.to));
    let through = context.keys(path.expected.iter().copied());
    let platform = through.join(", ");
    let message = text!(
        vi: "`{from}` nối tới `{to}` trong cùng bộ, tỉnh mà không qua `{platform}`",
        en: "`{from}` connects to `{to}` of the same ministry or province without `{platform}`",
    );
    let help = text!(
        vi: "khai trong `connects:` mục `to: {to}` với `via: [{platform}]`",
        en: "declare it in `connects:` as `to: {to}` with `via: [{platform}]`",
    );
    let now = [vec![from.clone()], context.keys(flow.via.iter().copied()), vec![to.clone()]].concat();
    let expected = [vec![from], through, vec![to]].concat();
    let finding = context.report_flow(flow, case, flow.place, message, help);
    finding.path = now;
    finding.expected = expected;
}
