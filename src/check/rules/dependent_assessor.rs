//! SEC-006: whoever assesses neither operates nor guards what it assesses, and is licensed where the level asks it.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::party::{helps, party};
use crate::check::{Checker, Context};
use crate::graph::Graph;
use crate::model::ComponentId;
use crate::text;
use crate::text::Lang;

pub(super) static RULE: Rule = Rule {
    name: "dependent-assessor",
    page: include_str!("dependent_assessor.md"),
    cases: &["dependent", "unlicensed"],
    prepare: prepare::<DependentAssessor>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DependentAssessor {
    /// Levels of agency whose systems count, units by the agency above them.
    levels: Vec<String>,
    /// Kinds that are layer 3.
    assessor_kinds: Vec<String>,
    /// Kinds that are layer 2.
    center_kinds: Vec<String>,
    /// Security level from which the assessor must be licensed.
    min_level: i64,
}

impl Checker for DependentAssessor {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        if !is_any(graph, id, &self.assessor_kinds) {
            return;
        }
        let assessed = assessed(context, id);
        let concerns = |which: ComponentId| {
            graph.root_level(which).is_some_and(|level| self.levels.iter().any(|known| known == level))
        };
        let asked = if assessed.is_empty() { vec![id] } else { assessed.clone() };
        if !asked.into_iter().any(concerns) {
            return;
        }
        let assessed: Vec<ComponentId> = assessed.into_iter().filter(|&system| concerns(system)).collect();
        self.independence(context, id, &assessed);
        self.license(context, id, &assessed);
    }
}

impl DependentAssessor {
    fn independence(&self, context: &mut Context<'_, '_>, id: ComponentId, assessed: &[ComponentId]) {
        let graph = context.graph;
        let assessor = party(graph, id, &["service_provider", "operator"]);
        let operated = assessed.iter().copied().filter(|&system| {
            party(graph, system, &["operator", "service_provider"]).is(&assessor) || helps(graph, system, &assessor)
        });
        let operated: Vec<ComponentId> = operated.collect();
        let centers = self.centers(context, id, assessed);
        let guarding: Vec<ComponentId> = centers
            .into_iter()
            .filter(|&center| party(graph, center, &["service_provider", "operator"]).is(&assessor))
            .collect();
        if operated.is_empty() && guarding.is_empty() {
            return;
        }
        let roles = [
            (&operated, text!(vi: "vận hành", en: "operates")),
            (&guarding, text!(vi: "giám sát, bảo vệ tại", en: "watches and protects as")),
        ];
        let tell = |lang: Lang| {
            let told = roles.iter().filter_map(|(which, role)| {
                let more = which.len().checked_sub(1)?;
                let more = if more == 0 { String::new() } else { format!(" (+{more})") };
                Some(format!("{} `{}`{more}", role.get(lang), context.key(which[0])))
            });
            told.collect::<Vec<_>>().join(lang.pick(" và ", " and "))
        };
        let (vi, en) = (tell(Lang::Vi), tell(Lang::En));
        let (name_vi, name_en) = (&assessor.name.vi, &assessor.name.en);
        let named = context.field(id, "service_provider").or_else(|| context.field(id, "operator"));
        let message = if named.is_some() {
            text!(
                vi: "đơn vị đánh giá `{name_vi}` cũng là bên {vi}",
                en: "the assessor `{name_en}` also {en}",
            )
        } else {
            text!(
                vi: "không ghi ai đánh giá nên hiểu là `{name_vi}`, cũng là bên {vi}",
                en: "no assessor is named, so that it is `{name_en}`, which also {en}",
            )
        };
        let help = text!(
            vi: "ghi ở `service_provider:` một tổ chức không vận hành và không giám sát các hệ thống được đánh giá",
            en: "name in `service_provider:` a body that neither operates nor watches the systems it assesses",
        );
        let own = graph.component(id).place();
        let place = named.map_or(own, |node| graph.repository.place_of(id, node));
        let finding = context.report(id, "dependent", place, message, help).about("service_provider");
        for other in operated.first().into_iter().chain(guarding.first()) {
            let says = text!(vi: "cùng một bên", en: "the same party");
            finding.relate(graph.component(*other).place(), says);
        }
    }

    fn license(&self, context: &mut Context<'_, '_>, id: ComponentId, assessed: &[ComponentId]) {
        let graph = context.graph;
        let high = assessed.iter().copied().find(|&system| context.level(system) >= Some(self.min_level));
        let Some(high) = high.filter(|_| context.flag(id, "licensed") != Some(true)) else { return };
        let (system, level) = (context.key(high), context.level(high).unwrap_or_default());
        let message = text!(
            vi: "đánh giá `{system}` cấp độ {level} nhưng chưa ghi được cấp phép hoặc được giao",
            en: "assesses `{system}` of level {level} and is not said to be licensed or assigned",
        );
        let help = text!(
            vi: "ghi `licensed: true` khi tổ chức có giấy phép hoặc quyết định giao; nếu không có thì chọn tổ chức khác",
            en: "write `licensed: true` once the body has its licence or assignment; otherwise choose another",
        );
        let own = graph.component(id).place();
        let place = context.field(id, "licensed").map_or(own, |node| graph.repository.place_of(id, node));
        context.report(id, "unlicensed", place, message, help).about("licensed");
    }

    /// Layer 2 of what is assessed; where no system names any, that of the assessor's agency.
    fn centers(&self, context: &Context<'_, '_>, id: ComponentId, assessed: &[ComponentId]) -> Vec<ComponentId> {
        let graph = context.graph;
        let is_center = |other: &ComponentId| is_any(graph, *other, &self.center_kinds) && context.is_active(*other);
        let mut centers: Vec<ComponentId> =
            assessed.iter().flat_map(|&system| graph.targets(system, "protected_by")).filter(is_center).collect();
        if centers.is_empty() {
            centers = around(graph, id).iter().copied().filter(is_center).collect();
        }
        centers.sort_unstable();
        centers.dedup();
        centers
    }
}

/// The systems that name the assessor; where none does, every system of its agency.
fn assessed(context: &Context<'_, '_>, id: ComponentId) -> Vec<ComponentId> {
    let graph = context.graph;
    let named: Vec<ComponentId> =
        graph.sources(id, "protected_by").into_iter().filter(|&system| context.is_active(system)).collect();
    if !named.is_empty() {
        return named;
    }
    let levelled = |other: &ComponentId| graph.kind(*other).is_some_and(|kind| kind.levelled);
    around(graph, id).iter().copied().filter(|other| levelled(other) && context.is_active(*other)).collect()
}

fn around<'g>(graph: &'g Graph<'_>, id: ComponentId) -> &'g [ComponentId] {
    graph.root_of(id).map_or(&[], |root| graph.components_under(root))
}

fn is_any(graph: &Graph<'_>, id: ComponentId, kinds: &[String]) -> bool {
    graph.kind(id).is_some_and(|kind| kinds.contains(&kind.id))
}
