//! CON-004: a connection between agencies goes through the platforms in the order of the decision table.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::graph::{Flow, Path, RouteCase};
use crate::model::{ComponentId, ConnectionId};
use crate::source::Place;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "wrong-integration-path",
    page: include_str!("wrong_integration_path.md"),
    cases: &["national", "other"],
    prepare: prepare::<WrongIntegrationPath>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrongIntegrationPath {}

impl Checker for WrongIntegrationPath {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        for flow in context.flows(id).iter() {
            let Some(connection) = flow.connection else { continue };
            let via_known = context.graph.connection(connection).via_known;
            // A connection through nothing at all is the fault of another rule.
            if !via_known || !flow.via.iter().any(|&step| context.graph.is_intermediary(step)) {
                continue;
            }
            let Some(path) = context.graph.expected_path(flow.from, flow.to, context.day) else { continue };
            if is_wrong(context, flow, &path) {
                report(context, flow, &path, connection);
            }
        }
    }
}

fn is_wrong(context: &Context<'_, '_>, flow: &Flow, path: &Path) -> bool {
    let steps: Vec<ComponentId> =
        flow.via.iter().copied().filter(|&step| context.graph.is_intermediary(step)).collect();
    match path.case {
        RouteCase::BetweenAgencies | RouteCase::National => steps != path.expected,
        // Documents may pass the platforms of their agencies on the way to the axis.
        RouteCase::Documents => !path.expected.iter().all(|step| steps.contains(step)),
        RouteCase::Platform | RouteCase::SameUnit | RouteCase::WithinAgency => false,
    }
}

fn report(context: &mut Context<'_, '_>, flow: &Flow, path: &Path, connection: ConnectionId) {
    let graph = context.graph;
    let statement = graph.statement(connection);
    let entry = graph.repository.node(statement.from, statement.node);
    let place = entry.get("via").map_or(flow.place, |via| Place { file: flow.place.file, span: via.first_line() });
    let (from, to) = (context.key(flow.from), context.key(flow.to));
    let through = context.keys(path.expected.iter().copied());
    let way = through.join(", ");
    let message = text!(
        vi: "đường đi tới `{to}` không đúng thứ tự nền tảng",
        en: "the way to `{to}` does not follow the order of platforms",
    );
    let help = if way.is_empty() {
        text!(
            vi: "vào ngày này chưa nền tảng nào sẵn sàng trên đường đi; kiểm tra `lifecycle` của các nền tảng",
            en: "no platform on the way is ready at this day; check the `lifecycle` of the platforms",
        )
    } else {
        text!(vi: "đổi thành `via: [{way}]`", en: "make it `via: [{way}]`")
    };
    let now = [vec![from.clone()], context.keys(flow.via.iter().copied()), vec![to.clone()]].concat();
    let expected = [vec![from], through, vec![to]].concat();
    let case = if path.case == RouteCase::National { "national" } else { "other" };
    let finding = context.report_flow(flow, case, place, message, help);
    finding.about("connects.via");
    finding.path = now;
    finding.expected = expected;
}
