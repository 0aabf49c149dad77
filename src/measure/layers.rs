//! Each layer: which of its components are free of errors and warnings.

use rustc_hash::FxHashMap;

use super::evidence::{Ground, Weight, behind, component_of, members, weight};
use super::figure::{Figure, Group, Verdict};
use crate::framework::{Layer, Severity};
use crate::model::ComponentId;
use crate::text;

pub(super) fn figure(ground: &Ground<'_>, layer: &Layer) -> Figure {
    let graph = ground.graph();
    let id = format!("layer/{}", layer.id);
    let mut figure = Figure::new(id, Group::Layer, &layer.name, ground.scope);
    let own = graph.pack.framework.layer_id(&layer.id);
    let of_layer = |id: &ComponentId| Some(graph.component(*id).layer) == own;
    let components: Vec<ComponentId> = ground.components.iter().copied().filter(of_layer).collect();
    if components.is_empty() {
        return figure.says(
            Verdict::NotApplicable,
            text!(vi: "không có thành phần nào ở lớp này", en: "no component in this layer"),
        );
    }
    let mut worst: FxHashMap<ComponentId, Severity> = FxHashMap::default();
    for finding in ground.findings() {
        let Some(id) = component_of(graph, finding).filter(|id| of_layer(id)) else { continue };
        if weight(finding) == Weight::Light {
            continue;
        }
        figure.findings.push(behind(finding));
        if weight(finding) == Weight::Breaks {
            let severity = worst.entry(id).or_insert(finding.severity);
            *severity = finding.severity.max(*severity);
        }
    }
    let (faulty, clean): (Vec<_>, Vec<_>) = components.into_iter().partition(|id| worst.contains_key(id));
    let errors = faulty.iter().filter(|id| worst.get(id) == Some(&Severity::Error)).count();
    let warnings = faulty.len() - errors;
    figure.counted = true;
    figure.met = members(clean);
    figure.not_met = members(faulty);
    let verdict = if figure.not_met.is_empty() { Verdict::Met } else { Verdict::NotMet };
    figure.says(
        verdict,
        text!(
            vi: "{errors} thành phần có lỗi, {warnings} thành phần chỉ có cảnh báo",
            en: "{errors} components with errors, {warnings} with warnings only",
        ),
    )
}
