//! CON-001: agencies do not connect to each other directly.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::graph::{Flow, Path, RouteCase};
use crate::model::ComponentId;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "point-to-point-connection",
    page: include_str!("point_to_point_connection.md"),
    cases: &[],
    prepare: prepare::<PointToPointConnection>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PointToPointConnection {}

impl Checker for PointToPointConnection {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        for flow in context.flows(id).iter() {
            let known = flow.connection.is_none_or(|connection| context.graph.connection(connection).via_known);
            if !known || flow.via.iter().any(|&step| context.graph.is_intermediary(step)) {
                continue;
            }
            let Some(path) = context.graph.expected_path(flow.from, flow.to, context.day) else { continue };
            let apart = matches!(path.case, RouteCase::BetweenAgencies | RouteCase::National | RouteCase::Documents);
            // With no platform ready the law lets a direct connection stand for the time being.
            if apart && !path.expected.is_empty() {
                report(context, flow, &path);
            }
        }
    }
}

fn report(context: &mut Context<'_, '_>, flow: &Flow, path: &Path) {
    let (from, to) = (context.key(flow.from), context.key(flow.to));
    let through = context.keys(path.expected.iter().copied());
    let way = through.join(", ");
    let message = if flow.connection.is_some() {
        text!(
            vi: "`{from}` nối thẳng tới `{to}` của cơ quan khác, không qua nền tảng tích hợp nào",
            en: "`{from}` connects straight to `{to}` of another agency, through no integration platform",
        )
    } else {
        let field = &flow.field;
        text!(
            vi: "`{from}` có `{field}` tới `{to}` của cơ quan khác mà không khai kết nối nào",
            en: "`{from}` has `{field}` to `{to}` of another agency and declares no connection",
        )
    };
    let help = if flow.connection.is_some() {
        text!(vi: "đi qua nền tảng: `via: [{way}]`", en: "go through the platforms: `via: [{way}]`")
    } else {
        text!(
            vi: "thêm vào `connects:` một mục `to: {to}` với `via: [{way}]`",
            en: "add to `connects:` an entry `to: {to}` with `via: [{way}]`",
        )
    };
    let expected = [vec![from.clone()], through, vec![to.clone()]].concat();
    let finding = context.report_flow(flow, "", flow.place, message, help);
    finding.path = vec![from, to];
    finding.expected = expected;
}
