//! GEN-001: no component needs itself by way of others.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "dependency-cycle",
    page: include_str!("dependency_cycle.md"),
    cases: &["structure", "use"],
    prepare: prepare::<DependencyCycle>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DependencyCycle {
    /// Relations that can never form a circle: nothing stands on itself.
    structural_relations: Vec<String>,
    /// Relations of which a circle means that nothing of it starts first.
    functional_relations: Vec<String>,
}

impl Checker for DependencyCycle {
    fn repository(&self, context: &mut Context<'_, '_>) {
        let graph = context.graph;
        let structural = graph.cycles(&self.structural_relations, context.day);
        let told: FxHashSet<ComponentId> = structural.iter().flatten().copied().collect();
        for cycle in &structural {
            self.report(context, "structure", cycle);
        }
        let all: Vec<String> = self.structural_relations.iter().chain(&self.functional_relations).cloned().collect();
        for cycle in graph.cycles(&all, context.day) {
            // A circle of the first sort is not told again for also being one of the second.
            if !cycle.iter().any(|step| told.contains(step)) {
                self.report(context, "use", &cycle);
            }
        }
    }
}

impl DependencyCycle {
    fn report(&self, context: &mut Context<'_, '_>, case: &str, cycle: &[ComponentId]) {
        let [first, rest @ ..] = cycle else { return };
        let next = rest.first().unwrap_or(first);
        let mut keys = context.keys(cycle.iter().copied());
        keys.push(context.key(*first));
        let way = keys.join(" → ");
        let message = text!(vi: "phụ thuộc vòng tròn: {way}", en: "a circle of dependency: {way}");
        let help = text!(
            vi: "bỏ một quan hệ trong vòng, hoặc tách phần dùng chung thành một thành phần riêng",
            en: "drop one relation of the circle, or make what is shared a component of its own",
        );
        let mut relations = self.structural_relations.iter().chain(&self.functional_relations);
        let written = relations.find_map(|relation| context.graph.reference(*first, relation, *next));
        let (field, place) = written
            .map_or_else(|| (String::new(), context.graph.component(*first).place()), |need| (need.field, need.place));
        let finding = context.report(*first, case, place, message, help);
        finding.field = field;
        finding.path = keys;
    }
}
