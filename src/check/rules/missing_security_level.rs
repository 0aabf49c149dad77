//! SEC-001: every information system declares its security level.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::minimum_level::Criteria;
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "missing-security-level",
    page: include_str!("missing_security_level.md"),
    cases: &[],
    prepare: prepare::<MissingSecurityLevel>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingSecurityLevel {}

impl Checker for MissingSecurityLevel {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        // A level that is written wrongly is reported as an invalid value.
        if !graph.kind(id).is_some_and(|kind| kind.levelled) || context.field(id, "security_level").is_some() {
            return;
        }
        let message = text!(vi: "chưa ghi cấp độ an toàn", en: "no security level is declared");
        let criteria = Criteria::of(graph.pack);
        let minimum = criteria.as_ref().and_then(|criteria| criteria.explain(graph, id, context.day).minimum());
        let help = match minimum {
            Some(level) => text!(
                vi: "thêm `security_level:` từ 1 đến 5; theo những gì đã khai, ít nhất là {level}",
                en: "add `security_level:` from 1 to 5; by what is declared, at least {level}",
            ),
            None => text!(
                vi: "thêm `security_level:` từ 1 đến 5 theo hồ sơ đề xuất cấp độ",
                en: "add `security_level:` from 1 to 5, as its level dossier says",
            ),
        };
        let place = graph.component(id).place();
        context.report(id, "", place, message, help).about("security_level");
    }
}
