//! SEC-008: the centre that watches an agency shares what it sees with the national monitoring system.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::graph::Graph;
use crate::model::{AgencyId, ComponentId};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "unmonitored-agency",
    page: include_str!("unmonitored_agency.md"),
    cases: &["new", "existing"],
    prepare: prepare::<UnmonitoredAgency>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnmonitoredAgency {
    /// Levels of agency that are judged.
    levels: Vec<String>,
    /// Kinds that are layer 2.
    center_kinds: Vec<String>,
    /// Kinds they report to.
    monitoring_kinds: Vec<String>,
}

impl Checker for UnmonitoredAgency {
    fn agency(&self, context: &mut Context<'_, '_>, id: AgencyId) {
        let graph = context.graph;
        let agency = graph.repository.agency(id);
        if graph.root(id) != id || !self.levels.contains(&agency.level) {
            return;
        }
        let active: Vec<ComponentId> =
            graph.components_under(id).iter().copied().filter(|&component| context.is_active(component)).collect();
        let has_systems = active.iter().any(|&component| graph.kind(component).is_some_and(|kind| kind.levelled));
        // Who runs the national system needs no link to itself.
        if !has_systems || active.iter().any(|&component| is_any(graph, component, &self.monitoring_kinds)) {
            return;
        }
        let guards = active.iter().flat_map(|&component| graph.targets(component, "protected_by"));
        let centers: BTreeSet<ComponentId> = guards
            .filter(|&guard| context.is_active(guard))
            .chain(active.iter().copied())
            .filter(|&component| is_any(graph, component, &self.center_kinds))
            .collect();
        let (operating, new): (Vec<ComponentId>, Vec<ComponentId>) =
            centers.into_iter().partition(|&center| graph.state(center, context.day).is_operating());
        // What runs decides; plans do where nothing runs yet.
        let (case, judged) = if operating.is_empty() { ("new", new) } else { ("existing", operating) };
        let Some(&first) = judged.first() else { return };
        if judged.iter().any(|&center| self.reports(context, center)) {
            return;
        }
        let keys = context.keys(judged.iter().copied()).join(", ");
        let message = if case == "new" {
            text!(
                vi: "trung tâm giám sát dự kiến chưa có kết nối tới hệ thống giám sát quốc gia: {keys}",
                en: "the planned monitoring centre has no link to national monitoring: {keys}",
            )
        } else {
            text!(
                vi: "không trung tâm giám sát nào chia sẻ thông tin với hệ thống giám sát quốc gia: {keys}",
                en: "no monitoring centre shares with national monitoring: {keys}",
            )
        };
        let target = graph.catalogued_as(&graph.pack.catalogue.roles.national_monitoring).next();
        let target = target.map_or_else(|| "gsqg".to_owned(), |target| context.key(target));
        let help = text!(
            vi: "thêm `reports_to: [{target}]` ở trung tâm giám sát khi kết nối đã có hoặc đã nằm trong kế hoạch",
            en: "add `reports_to: [{target}]` to the centre once the link is there or is part of the plan",
        );
        // The line to mend is the centre's, where it is the agency's own.
        let own = judged.iter().copied().find(|&center| graph.is_under(center, id));
        let place = own.map_or(agency.place, |center| graph.component(center).place());
        let finding = context.report_agency(id, case, place, message, help).about("reports_to");
        if own.is_none() {
            let says = text!(vi: "trung tâm bảo vệ cơ quan này", en: "the centre that protects this agency");
            finding.relate(graph.component(first).place(), says);
        }
    }
}

impl UnmonitoredAgency {
    fn reports(&self, context: &Context<'_, '_>, center: ComponentId) -> bool {
        let graph = context.graph;
        graph
            .targets(center, "reports_to")
            .any(|target| context.is_active(target) && is_any(graph, target, &self.monitoring_kinds))
    }
}

fn is_any(graph: &Graph<'_>, id: ComponentId, kinds: &[String]) -> bool {
    graph.kind(id).is_some_and(|kind| kinds.contains(&kind.id))
}
