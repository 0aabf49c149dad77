//! CON-008: whoever provides data keeps a log of it.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::source::Place;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "missing-sharing-log",
    page: include_str!("missing_sharing_log.md"),
    cases: &[],
    prepare: prepare::<MissingSharingLog>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingSharingLog {
    /// Levels of the ministry, province or body at the top of the provider.
    levels: Vec<String>,
    /// What the log records.
    log: Vec<String>,
}

impl Checker for MissingSharingLog {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let judged = context.graph.is_of_level(id, &self.levels);
        // There is nothing to log before a system runs.
        if !judged || !graph.state(id, context.day).is_operating() || !provides(context, id) {
            return;
        }
        let missing: Vec<&str> =
            self.log.iter().map(String::as_str).filter(|part| !context.has(id, "sharing_log", part)).collect();
        let retained = context.says(id, "log_retention");
        if missing.is_empty() && retained {
            return;
        }
        let parts = missing.join(", ");
        let message = if missing.is_empty() {
            text!(
                vi: "chưa ghi thời hạn lưu nhật ký chia sẻ dữ liệu (`log_retention`)",
                en: "nothing says how long the log of data sharing is kept (`log_retention`)",
            )
        } else if retained {
            text!(
                vi: "nhật ký chia sẻ dữ liệu (`sharing_log`) còn thiếu: {parts}",
                en: "the log of data sharing (`sharing_log`) lacks: {parts}",
            )
        } else {
            text!(
                vi: "nhật ký chia sẻ dữ liệu (`sharing_log`) còn thiếu: {parts}; chưa ghi thời hạn lưu (`log_retention`)",
                en: "the log of data sharing (`sharing_log`) lacks: {parts}; nothing says how long it is kept (`log_retention`)",
            )
        };
        let whole = self.log.join(", ");
        let help = text!(
            vi: "bảo đảm nhật ký có đủ nội dung, rồi ghi `sharing_log: [{whole}]` và `log_retention: …`",
            en: "see that the log records all of it, then give `sharing_log: [{whole}]` and `log_retention: …`",
        );
        let written = context.field(id, "sharing_log").filter(|_| !missing.is_empty());
        let place = written.map_or_else(
            || graph.component(id).place(),
            |node| Place { file: graph.component(id).file, span: node.first_line() },
        );
        let field = if missing.is_empty() { "log_retention" } else { "sharing_log" };
        context.report(id, "", place, message, help).about(field);
    }
}

/// Lists a service, or is where another agency's connection by an unlisted service ends.
fn provides(context: &Context<'_, '_>, id: ComponentId) -> bool {
    let graph = context.graph;
    graph.services_of(id).next().is_some()
        || graph.connections_to(id, context.day).into_iter().any(|connection| {
            graph.root_of(graph.connection(connection).from) != graph.root_of(id)
                && graph.service_named(connection).is_some()
                && graph.provider_of(connection).is_none()
        })
}
