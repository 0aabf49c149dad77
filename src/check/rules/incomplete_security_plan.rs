//! SEC-009: a system of a high level has a security plan, and the plan has all its parts.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::framework::DocumentType;
use crate::model::ComponentId;
use crate::text;
use crate::text::Lang;

pub(super) static RULE: Rule = Rule {
    name: "incomplete-security-plan",
    page: include_str!("incomplete_security_plan.md"),
    cases: &["incomplete", "none"],
    prepare: prepare::<IncompleteSecurityPlan>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IncompleteSecurityPlan {
    /// Levels of agency whose systems are judged, units by the agency above them.
    levels: Vec<String>,
    /// Security level from which a plan is asked for.
    min_level: i64,
    /// Kinds that are a plan.
    plan_kinds: Vec<String>,
    /// What the plan must have in `plan_sections`.
    plan_sections: Vec<String>,
    /// What it must have in `control_groups`.
    control_groups: Vec<String>,
}

impl Checker for IncompleteSecurityPlan {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        if self.is_plan(context, id) {
            self.plan(context, id);
        } else if self.asks_for_plan(context, id) {
            self.system(context, id);
        }
    }
}

impl IncompleteSecurityPlan {
    fn is_plan(&self, context: &Context<'_, '_>, id: ComponentId) -> bool {
        context.graph.kind(id).is_some_and(|kind| self.plan_kinds.contains(&kind.id))
    }

    fn asks_for_plan(&self, context: &Context<'_, '_>, id: ComponentId) -> bool {
        let graph = context.graph;
        graph.kind(id).is_some_and(|kind| kind.levelled)
            && context.level(id) >= Some(self.min_level)
            && graph.root_level(id).is_some_and(|level| self.levels.iter().any(|known| known == level))
    }

    fn plan(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let protected = graph.sources(id, "protected_by").into_iter().filter(|&system| context.is_active(system));
        let covered = protected.flat_map(|system| graph.carried(system, context.day));
        let Some(system) = covered.into_iter().find(|&system| self.asks_for_plan(context, system)) else { return };
        let mut lists = Vec::new();
        for (name, wanted) in [("plan_sections", &self.plan_sections), ("control_groups", &self.control_groups)] {
            let missing: Vec<&str> =
                wanted.iter().map(String::as_str).filter(|entry| !context.has(id, name, entry)).collect();
            if !missing.is_empty() {
                lists.push((name, missing));
            }
        }
        let Some(&(field, _)) = lists.first() else { return };
        let tell = |lang: Lang| {
            let list = lists.iter().map(|(name, missing)| {
                let field = graph.pack.framework.field_at(DocumentType::Component, name);
                let names: Vec<&str> =
                    missing.iter().map(|&entry| field.map_or(entry, |field| field.name_of(entry, lang))).collect();
                let label = field.map_or(*name, |field| field.name.get(lang)).to_lowercase();
                format!("{label}: {}", names.join(", "))
            });
            list.collect::<Vec<_>>().join("; ")
        };
        let (vi, en, system) = (tell(Lang::Vi), tell(Lang::En), context.key(system));
        let message = text!(
            vi: "phương án của `{system}` còn thiếu {vi}",
            en: "the plan of `{system}` lacks {en}",
        );
        let written: Vec<String> =
            lists.iter().map(|(name, missing)| format!("`{name}:` {}", missing.join(", "))).collect();
        let written = written.join("; ");
        let help = text!(
            vi: "bổ sung nội dung vào phương án rồi ghi thêm ở {written}",
            en: "write these parts of the plan and add them to {written}",
        );
        // The list to mend; the plan itself where it has no such list.
        let own = graph.component(id).place();
        let place = context.field(id, field).map_or(own, |node| graph.repository.place_of(id, node));
        context.report(id, "incomplete", place, message, help).about(field);
    }

    fn system(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let mut guards = graph
            .carriers(id, context.day)
            .into_iter()
            .flat_map(|carrier| graph.targets(carrier, "protected_by").collect::<Vec<_>>());
        if guards.any(|guard| self.is_plan(context, guard) && context.is_active(guard)) {
            return;
        }
        let (level, kind) = (context.level(id).unwrap_or_default(), self.plan_kinds.join(", "));
        let message = text!(
            vi: "hệ thống cấp độ {level} chưa ghi phương án bảo đảm an toàn nào, kể cả ở nơi đặt",
            en: "a system of level {level} names no security plan, nor does what it runs on",
        );
        let help = text!(
            vi: "khai phương án ở lớp security (`kind: {kind}`) rồi ghi mã của nó ở `protected_by:`",
            en: "declare the plan in the security layer (`kind: {kind}`) and name it in `protected_by:`",
        );
        let place = graph.component(id).place();
        context.report(id, "none", place, message, help).about("protected_by");
    }
}
