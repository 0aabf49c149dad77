//! SEC-002: the declared level is not below what the criteria of NĐ 85/2016/NĐ-CP make it.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::minimum_level::{Criteria, Explanation, Verdict};
use crate::check::{Checker, Context};
use crate::diagnostic::Related;
use crate::graph::Graph;
use crate::model::ComponentId;
use crate::text;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    name: "security-level-too-low",
    page: include_str!("security_level_too_low.md"),
    cases: &[],
    prepare: prepare::<SecurityLevelTooLow>,
};

#[derive(Deserialize)]
#[serde(transparent)]
struct SecurityLevelTooLow {
    /// What makes a level necessary, the law's criteria as data.
    criteria: Criteria,
}

impl Checker for SecurityLevelTooLow {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let Some(node) = context.field(id, "security_level") else { return };
        let Some(declared) = node.as_i64() else { return };
        let Some(minimum) = self.criteria.deciding(graph, id) else { return };
        let level = minimum.level;
        if declared >= level {
            return;
        }
        let explanation = self.criteria.explain(graph, id, context.day);
        let (vi, en, clause) = (&minimum.says.vi, &minimum.says.en, &minimum.clause);
        let message = text!(
            vi: "cấp độ {declared} thấp hơn mức tối thiểu {level}: {vi} ({clause})",
            en: "level {declared} is below the minimum {level}: {en} ({clause})",
        );
        let open = still_open(&explanation);
        // A part may ask for more than the criteria do; nobody should have to raise it twice.
        let enough = explanation.minimum().unwrap_or(level);
        let (more_vi, more_en) = (&open.vi, &open.en);
        let help = text!(
            vi: "nâng lên `security_level: {enough}` và lập hồ sơ cấp độ, hoặc sửa thông tin đã khai nếu sai{more_vi}",
            en: "raise it to `security_level: {enough}` and prepare its dossier, or mend what is declared if it is wrong{more_en}",
        );
        let place = graph.repository.place_of(id, node);
        let steps = steps(graph, id, &explanation);
        context.report(id, "", place, message, help).about("security_level").related = steps;
    }
}

/// The criteria that hold, from the lowest level up, each at the value that decides it; then the parts.
fn steps(graph: &Graph<'_>, id: ComponentId, explanation: &Explanation<'_, '_>) -> Vec<Related> {
    let mut held: Vec<_> = explanation.steps.iter().filter(|step| step.verdict == Verdict::Holds).collect();
    held.sort_by_key(|step| step.criterion.level);
    let mut related = Vec::new();
    for (step, number) in held.into_iter().zip(1..) {
        let Some(node) = step.facts.last().and_then(|fact| fact.node) else { continue };
        let criterion = step.criterion;
        let (level, clause) = (criterion.level, &criterion.clause);
        let (vi, en) = (&criterion.says.vi, &criterion.says.en);
        let says = text!(
            vi: "bước {number}: {vi} nên ít nhất cấp độ {level} ({clause})",
            en: "step {number}: {en}, so level {level} at least ({clause})",
        );
        related.push(Related { place: graph.repository.place_of(id, node), says });
    }
    if let Some(part) = explanation.highest_part() {
        let (key, level) = (&graph.component(part.component).key, part.level().unwrap_or_default());
        let clause = &explanation.clause.clause;
        let says = text!(
            vi: "phần `{key}` thuộc cấp độ {level}, cả hệ thống không thấp hơn ({clause})",
            en: "the part `{key}` is of level {level}, the whole is not below it ({clause})",
        );
        related.push(Related { place: graph.component(part.component).place(), says });
    }
    related
}

/// The fields that are not written and might raise the minimum further.
fn still_open(explanation: &Explanation<'_, '_>) -> Text {
    let fields = explanation.open_fields();
    if fields.is_empty() {
        return Text::default();
    }
    let fields: Vec<String> = fields.into_iter().map(|field| format!("`{field}`")).collect();
    let fields = fields.join(", ");
    text!(
        vi: "; chưa ghi {fields} nên mức đúng có thể còn cao hơn",
        en: "; {fields} not being declared, the true level may be higher still",
    )
}
