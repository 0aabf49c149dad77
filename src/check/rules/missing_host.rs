//! INF-004: everything runs somewhere.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;

pub(super) static RULE: Rule =
    Rule { name: "missing-host", page: include_str!("missing_host.md"), cases: &[], prepare: prepare::<MissingHost> };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingHost {}

impl Checker for MissingHost {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        if !graph.kind(id).is_some_and(|kind| kind.hosted) || context.field(id, "service_provider").is_some() {
            return;
        }
        let Err(last) = graph.infrastructure_of(id, context.day) else { return };
        // A reference that leads nowhere is reported as such; one fault is enough.
        if graph.dangling_of(id).any(|dangling| dangling.field == "hosted_on") {
            return;
        }
        if last == id {
            let message = text!(vi: "chưa ghi nơi triển khai", en: "nothing says where it runs");
            let help = text!(
                vi: "thêm `hosted_on: [trung-tâm-dữ-liệu]`, hoặc `service_provider:` nếu thuê ngoài",
                en: "add `hosted_on: [a-data-centre]`, or `service_provider:` if it is rented",
            );
            let place = graph.component(id).place();
            context.report(id, "", place, message, help).about("hosted_on");
            return;
        }
        let (last_key, written) = (context.key(last), context.field(id, "hosted_on"));
        let place = written.map_or_else(
            || graph.component(id).place(),
            |node| crate::source::Place { file: graph.component(id).file, span: node.first_line() },
        );
        let message = text!(
            vi: "nơi triển khai dẫn tới `{last_key}`, mà thành phần này không chạy trên hạ tầng nào",
            en: "where it runs leads to `{last_key}`, which runs on no infrastructure",
        );
        let help = text!(
            vi: "thêm `hosted_on` hoặc `service_provider` cho `{last_key}`",
            en: "add `hosted_on` or `service_provider` to `{last_key}`",
        );
        let finding = context.report(id, "", place, message, help);
        finding.about("hosted_on");
    }
}
