//! INF-003: what agencies exchange is carried by the dedicated state network.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::graph::Flow;
use crate::model::{ComponentId, ConnectionId};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "connection-off-dedicated-network",
    page: include_str!("connection_off_dedicated_network.md"),
    cases: &["platform-to-platform", "other", "undeclared"],
    prepare: prepare::<ConnectionOffDedicatedNetwork>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConnectionOffDedicatedNetwork {}

impl Checker for ConnectionOffDedicatedNetwork {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        for flow in context.flows(id).iter() {
            if let Some(connection) = flow.connection
                && is_between_agencies(context, flow)
            {
                check(context, flow, connection);
            }
        }
    }
}

fn is_between_agencies(context: &Context<'_, '_>, flow: &Flow) -> bool {
    let graph = context.graph;
    let network = &graph.pack.catalogue.roles.dedicated_network;
    let roots = (graph.root_of(flow.from), graph.root_of(flow.to));
    matches!(roots, (Some(from), Some(to)) if from != to) && !graph.is_catalogued(flow.to, network)
}

fn check(context: &mut Context<'_, '_>, flow: &Flow, connection: ConnectionId) {
    let graph = context.graph;
    let network = &graph.pack.catalogue.roles.dedicated_network;
    let statement = graph.statement(connection);
    let entry = graph.repository.node(statement.from, statement.node);
    let Some(written) = entry.get("carrier") else {
        let message = text!(
            vi: "kết nối giữa hai cơ quan chưa ghi mạng truyền",
            en: "a connection between two agencies names no carrier",
        );
        let help = text!(
            vi: "thêm `carrier:` là mạng truyền số liệu chuyên dùng (thành phần có `catalogue: {network}`)",
            en: "add `carrier:` with the dedicated state network (the component with `catalogue: {network}`)",
        );
        context.report_flow(flow, "undeclared", flow.place, message, help).about("connects.carrier");
        return;
    };
    // A carrier that leads nowhere is reported as such.
    let Some(carrier) = graph.connection(connection).carrier else { return };
    if graph.is_catalogued(carrier, network) {
        return;
    }
    let platforms = graph.is_intermediary(flow.from) && graph.is_intermediary(flow.to);
    let case = if platforms { "platform-to-platform" } else { "other" };
    let name = context.key(carrier);
    let place = graph.repository.place_of(flow.from, written);
    let message = text!(
        vi: "kết nối giữa hai cơ quan đi qua `{name}`, không phải mạng truyền số liệu chuyên dùng",
        en: "a connection between two agencies is carried by `{name}`, not by the dedicated state network",
    );
    let help = text!(
        vi: "chuyển sang mạng truyền số liệu chuyên dùng (thành phần có `catalogue: {network}`); chưa được thì ghi `reason:`",
        en: "move it to the dedicated state network (the component with `catalogue: {network}`); until then give a `reason:`",
    );
    context.report_flow(flow, case, place, message, help).about("connects.carrier");
}
