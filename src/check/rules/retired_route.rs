//! GEN-007: what carries a connection runs as long as the connection does.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::diagnostic::Subject;
use crate::graph::Need;
use crate::model::{ComponentId, ConnectionId, State};
use crate::text;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    name: "retired-route",
    page: include_str!("retired_route.md"),
    cases: &["retired", "not-yet"],
    prepare: prepare::<RetiredRoute>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RetiredRoute {}

impl Checker for RetiredRoute {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let (graph, day) = (context.graph, context.day);
        let runs = graph.state(id, day).is_operating();
        for connection in graph.connections_of(id, day) {
            if !graph.is_active(connection, day) {
                continue;
            }
            for step in graph.route_of(connection) {
                match graph.state(step.to, day) {
                    State::Retired => report(context, id, connection, &step, "retired"),
                    State::Absent | State::Planned | State::Building if runs => {
                        report(context, id, connection, &step, "not-yet");
                    }
                    _ => {}
                }
            }
        }
    }
}

fn report(context: &mut Context<'_, '_>, id: ComponentId, connection: ConnectionId, step: &Need, case: &str) {
    let graph = context.graph;
    let key = context.key(step.to);
    let dates = graph.component(step.to).lifecycle;
    let day = if case == "retired" { dates.retired } else { dates.operating };
    let day = day.map_or_else(|| "…".to_owned(), |day| day.to_string());
    let what: Text = if step.field == "connects.carrier" {
        text!(vi: "mạng truyền", en: "the network")
    } else {
        text!(vi: "nền tảng trên đường đi", en: "the platform on the way")
    };
    let (vi, en) = (what.vi, what.en);
    let message = if case == "retired" {
        text!(vi: "{vi} `{key}` đã dừng từ {day}", en: "{en} `{key}` stopped on {day}")
    } else {
        text!(vi: "{vi} `{key}` chưa vận hành (dự kiến {day})", en: "{en} `{key}` does not run yet (planned for {day})")
    };
    let help = text!(
        vi: "ghi đường đi đang thật sự dùng, hoặc ngày kết nối dừng ở `until`",
        en: "write the way that is really in use, or the day the connection stopped in `until`",
    );
    let component = graph.component(id);
    let to = graph.connection(connection).to.map(|to| context.key(to)).unwrap_or_default();
    let subject = Subject::Connection { from: component.key.to_string(), to };
    let agency = component.agency();
    let layer = graph.pack.framework.layer(component.layer).id.clone();
    let finding = context.report_on((subject, agency), case, step.place, message, help);
    finding.layer = layer;
    finding.field = format!("{}={key}", step.field);
}
