//! CON-012: state secrets stay off the platforms that everybody shares, and are protected by cryptography.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::graph::Flow;
use crate::model::{ComponentId, ConnectionId};
use crate::source::Place;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "state-secret-on-shared-platform",
    page: include_str!("state_secret_on_shared_platform.md"),
    cases: &["path", "platform", "unprotected"],
    prepare: prepare::<StateSecretOnSharedPlatform>,
};

/// The class of information the rule is about.
const SECRET: &str = "state-secret";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StateSecretOnSharedPlatform {
    /// Kinds that everybody's data goes through.
    platform_kinds: Vec<String>,
    /// Kinds that protect by cryptography.
    protection_kinds: Vec<String>,
}

impl Checker for StateSecretOnSharedPlatform {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        for flow in context.flows(id).iter() {
            if let Some(connection) = flow.connection
                && context.graph.information_of(connection).contains(&SECRET)
                && let Some((step, place)) = self.shared_step(context, flow, connection)
            {
                report_path(context, flow, step, place);
            }
        }
        if context.has(id, "information", SECRET) {
            self.check_component(context, id);
        }
    }
}

impl StateSecretOnSharedPlatform {
    /// The first shared step on the way, and where it stands.
    fn shared_step(
        &self,
        context: &Context<'_, '_>,
        flow: &Flow,
        connection: ConnectionId,
    ) -> Option<(ComponentId, Place)> {
        let graph = context.graph;
        let entry = graph.entry(connection);
        let at = |field: &str| {
            let written = entry.get(field);
            written.map_or(flow.place, |node| Place { file: flow.place.file, span: node.first_line() })
        };
        let ends = [flow.to, flow.from].into_iter().map(|end| (end, flow.place));
        let mut steps = flow.via.iter().map(|&step| (step, at("via"))).chain(ends);
        let platform = steps.find(|&(step, _)| context.is_one_of(step, &self.platform_kinds));
        // Documents marked secret that go over the document axis are the business of another rule.
        let documents = entry.get("information").is_some()
            && graph.is_kind(flow.from, "document-management")
            && platform.is_some_and(|(step, _)| graph.is_catalogued(step, &graph.pack.catalogue.roles.document_axis));
        if platform.is_some() {
            return platform.filter(|_| !documents);
        }
        let carrier = graph.connection(connection).carrier?;
        let dedicated = graph.is_catalogued(carrier, &graph.pack.catalogue.roles.dedicated_network);
        let judged =
            graph.root_of(flow.from) != graph.root_of(flow.to) && !dedicated && !self.is_protected(context, carrier);
        judged.then(|| (carrier, at("carrier")))
    }

    fn is_protected(&self, context: &Context<'_, '_>, id: ComponentId) -> bool {
        let graph = context.graph;
        // A system still to come may wait for a protection still to come.
        let new = graph.state(id, context.day).is_new();
        graph
            .foundations(id, &["hosted_on", "part_of"], context.day)
            .into_iter()
            .flat_map(|at| graph.targets(at, "protected_by"))
            .filter(|&guard| context.is_one_of(guard, &self.protection_kinds))
            .map(|guard| graph.state(guard, context.day))
            .any(|state| state.is_operating() || (new && state.is_active()))
    }

    fn check_component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let place = context.field(id, "information").map_or_else(
            || graph.component(id).place(),
            |node| Place { file: graph.component(id).file, span: node.first_line() },
        );
        if context.is_one_of(id, &self.platform_kinds) {
            let message = text!(
                vi: "nền tảng nhiều cơ quan cùng dùng lại xử lý bí mật nhà nước",
                en: "a platform shared by many agencies handles state secrets",
            );
            let help = text!(
                vi: "chuyển thông tin bí mật nhà nước sang hệ thống riêng, rồi bỏ `state-secret` khỏi `information`",
                en: "move state secrets to a system of their own, then take `state-secret` out of `information`",
            );
            context.report(id, "platform", place, message, help).about("information");
            return;
        }
        if context.is_one_of(id, &self.protection_kinds) || self.is_protected(context, id) {
            return;
        }
        let message = text!(
            vi: "có bí mật nhà nước mà chưa được bảo vệ bằng mật mã của cơ yếu",
            en: "handles state secrets and is not protected by government cryptography",
        );
        let help = text!(
            vi: "thêm `protected_by: […]` tới thành phần `kind: cryptographic-protection` đang vận hành, ở đây hoặc ở nơi đặt",
            en: "add `protected_by: […]` with a component `kind: cryptographic-protection` in operation, here or at its host",
        );
        context.report(id, "unprotected", place, message, help).about("protected_by");
    }
}

fn report_path(context: &mut Context<'_, '_>, flow: &Flow, step: ComponentId, place: Place) {
    let shared = context.key(step);
    let message = text!(
        vi: "bí mật nhà nước đi qua `{shared}`, nơi nhiều cơ quan cùng dùng",
        en: "state secrets go by way of `{shared}`, which many agencies share",
    );
    let help = text!(
        vi: "chuyển sang kênh riêng có mật mã của cơ yếu; nếu kết nối không có bí mật nhà nước, ghi rõ `information:` của kết nối",
        en: "move it to a channel of its own under government cryptography; if no secret goes over it, say in the connection's `information:` what does",
    );
    let through: Vec<ComponentId> = [vec![flow.from], flow.via.clone(), vec![flow.to]].concat();
    let path = context.keys(through);
    let finding = context.report_flow(flow, "path", place, message, help);
    finding.about("connects.information");
    finding.path = path;
}
