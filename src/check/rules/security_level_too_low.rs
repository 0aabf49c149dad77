//! SEC-002: the declared level is not below what the criteria of NĐ 85/2016/NĐ-CP make it.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::minimum_level::{self, Criterion};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "security-level-too-low",
    page: include_str!("security_level_too_low.md"),
    cases: &[],
    prepare: prepare::<SecurityLevelTooLow>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SecurityLevelTooLow {
    /// What makes a level necessary, the law's criteria as data.
    criteria: Vec<Criterion>,
}

impl Checker for SecurityLevelTooLow {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let Some(node) = context.field(id, "security_level") else { return };
        let Some(declared) = node.as_i64() else { return };
        let Some(minimum) = minimum_level::by_criteria(graph, id, &self.criteria) else { return };
        let level = minimum.level;
        if declared >= level {
            return;
        }
        let (vi, en, clause) = (&minimum.says.vi, &minimum.says.en, &minimum.clause);
        let message = text!(
            vi: "cấp độ {declared} thấp hơn mức tối thiểu {level}: {vi} ({clause})",
            en: "level {declared} is below the minimum {level}: {en} ({clause})",
        );
        let help = text!(
            vi: "nâng lên `security_level: {level}` và lập hồ sơ cấp độ, hoặc sửa thông tin đã khai nếu sai",
            en: "raise it to `security_level: {level}` and prepare its dossier, or mend what is declared if it is wrong",
        );
        let place = graph.repository.place_of(id, node);
        let related = minimum.field.as_deref().and_then(|field| context.field(id, field)).map(NodeRef::span);
        let finding = context.report(id, "", place, message, help);
        finding.about("security_level");
        if let Some(span) = related {
            let says = text!(vi: "vì giá trị này", en: "because of this");
            finding.relate(crate::source::Place { file: place.file, span }, says);
        }
    }
}
