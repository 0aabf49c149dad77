//! SEC-005: an agency, and each system of level 3 or more, has the four layers of protection.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::graph::Graph;
use crate::model::{AgencyId, ComponentId};
use crate::text;
use crate::text::Lang;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "missing-protection-layer",
    page: include_str!("missing_protection_layer.md"),
    cases: &["agency", "system", "before-deadline"],
    prepare: prepare::<MissingProtectionLayer>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingProtectionLayer {
    /// Levels of agency the model applies to.
    levels: Vec<String>,
    /// Day by which it had to stand.
    deadline: Date,
    /// Security level from which each system is looked at by itself.
    min_level: i64,
    /// The layers, each with the kind of component that makes it.
    layers: Vec<ProtectionLayer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProtectionLayer {
    /// 1 to 4.
    layer: u8,
    /// Kind that makes it; the last is one the agency reports to, not one it has.
    kind: String,
}

impl Checker for MissingProtectionLayer {
    fn agency(&self, context: &mut Context<'_, '_>, id: AgencyId) {
        let graph = context.graph;
        let judged = graph.root(id) == id && self.levels.contains(&graph.repository.agency(id).level);
        let active: Vec<ComponentId> =
            graph.components_under(id).iter().copied().filter(|&component| context.is_active(component)).collect();
        if !judged || active.is_empty() {
            return;
        }
        let missing: Vec<&ProtectionLayer> =
            self.layers.iter().filter(|layer| !self.has(context, &active, layer)).collect();
        if missing.is_empty() {
            return;
        }
        let list = |lang| describe(graph, &missing, lang);
        let (count, vi, en) = (missing.len(), list(Lang::Vi), list(Lang::En));
        let total = self.layers.len();
        let message = text!(
            vi: "thiếu {count} trên {total} lớp bảo vệ: {vi}",
            en: "{count} of the {total} layers of protection are missing: {en}",
        );
        let help = text!(
            vi: "thêm ở lớp security các thành phần còn thiếu; lớp 4 là `reports_to` từ trung tâm giám sát tới hệ thống giám sát quốc gia",
            en: "add the missing components to the security layer; layer 4 is `reports_to` from the operations centre to national monitoring",
        );
        let case = if context.day < self.deadline { "before-deadline" } else { "agency" };
        let place = graph.repository.agency(id).place;
        context.report_agency(id, case, place, message, help);
    }

    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let level = context.field(id, "security_level").and_then(NodeRef::as_i64);
        if level.is_none_or(|level| level < self.min_level) || !graph.kind(id).is_some_and(|kind| kind.levelled) {
            return;
        }
        let judged = graph.root_of(id).is_some_and(|root| self.levels.contains(&graph.repository.agency(root).level));
        // What protects others is not protected by itself.
        if !judged || context.day < self.deadline || graph.kind(id).is_some_and(|kind| kind.layer == "security") {
            return;
        }
        let guards: Vec<ComponentId> =
            graph.targets(id, "protected_by").filter(|&guard| context.is_active(guard)).collect();
        let direct = self.layers.iter().filter(|layer| !self.is_shared(layer));
        let missing: Vec<&ProtectionLayer> =
            direct.filter(|layer| !guards.iter().any(|&guard| graph.is_kind(guard, &layer.kind))).collect();
        if missing.is_empty() {
            return;
        }
        let list = |lang| describe(graph, &missing, lang);
        let (vi, en, level) = (list(Lang::Vi), list(Lang::En), level.unwrap_or_default());
        let message = text!(
            vi: "hệ thống cấp độ {level} chưa ghi được bảo vệ bởi: {vi}",
            en: "a system of level {level} names no protection by: {en}",
        );
        let help = text!(
            vi: "ghi các thành phần đó ở `protected_by:`",
            en: "name these components in `protected_by:`",
        );
        let place = graph.component(id).place();
        context.report(id, "system", place, message, help).about("protected_by");
    }
}

impl MissingProtectionLayer {
    /// The layer that an agency does not have but reports to.
    fn is_shared(&self, layer: &ProtectionLayer) -> bool {
        self.layers.last().is_some_and(|last| last.layer == layer.layer)
    }

    fn has(&self, context: &Context<'_, '_>, active: &[ComponentId], layer: &ProtectionLayer) -> bool {
        let graph = context.graph;
        if !self.is_shared(layer) {
            return active.iter().any(|&component| graph.is_kind(component, &layer.kind));
        }
        active.iter().any(|&component| {
            graph.is_kind(component, &layer.kind)
                || graph.targets(component, "reports_to").any(|target| {
                    context.is_active(target)
                        && graph.is_catalogued(target, &graph.pack.catalogue.roles.national_monitoring)
                })
        })
    }
}

fn describe(graph: &Graph<'_>, layers: &[&ProtectionLayer], lang: Lang) -> String {
    let kinds = &graph.pack.framework.kinds;
    let word = lang.pick("lớp", "layer");
    let names = layers.iter().map(|layer| {
        let kind = kinds.iter().find(|kind| kind.id == layer.kind);
        let name = kind.map_or(layer.kind.as_str(), |kind| kind.name.get(lang));
        format!("{word} {} ({})", layer.layer, name.to_lowercase())
    });
    names.collect::<Vec<_>>().join(", ")
}
