//! Each duty and anti-pattern: what its rules found among the things it is about.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::evidence::{Ground, Weight, behind, component_of, root_of, weight};
use super::figure::{Figure, Group, Member, Scope, Verdict};
use super::metrics::{Tally, count};
use super::targets::nothing;
use crate::diagnostic::Finding;
use crate::framework::{Concerns, Counted, Declared, Duty, DutyKind, Metric};
use crate::model::ComponentId;
use crate::text;
use crate::text::Text;
use crate::tree::NodeRef;

pub(super) fn figure(ground: &Ground<'_>, duty: &Duty) -> Figure {
    let mut figure = Figure::new(&duty.id, Group::Duty, &asks(duty), ground.scope);
    figure.rules.clone_from(&duty.rules);
    figure.metric.clone_from(&duty.metric);
    if let Some(why) = &duty.manual {
        return figure.says(Verdict::Manual, why.clone());
    }
    match duty.metric.as_deref().and_then(|name| ground.pack().metric(name)) {
        Some(metric) => by_metric(ground, figure, metric),
        None => by_rules(ground, figure, duty),
    }
}

/// What a duty asks: beside "met" or "not met" an anti-pattern must read as something to avoid.
fn asks(duty: &Duty) -> Text {
    let (vi, en) = (&duty.title.vi, &duty.title.en);
    match duty.kind {
        DutyKind::AntiPattern => text!(vi: "Tránh: {vi}", en: "Avoid: {en}"),
        DutyKind::Shortcoming => text!(vi: "Khắc phục: {vi}", en: "Overcome: {en}"),
        _ => duty.title.clone(),
    }
}

/// A duty that a metric judges is met where all that is counted has what is asked.
fn by_metric(ground: &Ground<'_>, mut figure: Figure, metric: &Metric) -> Figure {
    let Tally { met, not_met, not_known } = count(ground, metric);
    (figure.met, figure.not_met, figure.not_known) = (met, not_met, not_known);
    figure.counted = figure.of() > 0;
    let verdict = match (figure.not_met.len(), figure.not_known.len()) {
        _ if !figure.counted => {
            let (verdict, why) = nothing(ground.scope);
            return figure.says(verdict, why);
        }
        (0, 0) => Verdict::Met,
        (0, _) => Verdict::NotEnoughInformation,
        _ => Verdict::NotMet,
    };
    figure.says(verdict, metric.how.clone())
}

fn by_rules(ground: &Ground<'_>, mut figure: Figure, duty: &Duty) -> Figure {
    let settings = duty.rules.iter().filter_map(|name| ground.pack().rule(name));
    let in_force =
        settings.filter(|setting| ground.pack().rule_standing(setting, ground.day()).ceiling().is_some()).count();
    let findings = duty.rules.iter().flat_map(|rule| ground.findings_of(rule)).copied();
    let findings: Vec<&Finding> = findings.filter(|finding| weight(finding) != Weight::Light).collect();
    let breaking: Vec<&Finding> =
        findings.iter().copied().filter(|finding| weight(finding) == Weight::Breaks).collect();
    figure.findings = findings.iter().map(|finding| behind(finding)).collect();
    let broken = broken(ground, &breaking);
    (figure.not_met, figure.met) =
        concerned(ground, &duty.concerns).into_iter().partition(|member| broken.contains(member));
    figure.counted = figure.of() > 0;
    let (of, rules) = (figure.of(), duty.rules.len());
    if !breaking.is_empty() {
        let why = by_rule(&breaking);
        let count = breaking.len();
        let why = text!(
            vi: "{count} phát hiện mức lỗi, cảnh báo: {why}",
            en: "{count} findings of level error or warning: {why}",
        );
        return figure.says(Verdict::NotMet, why);
    }
    if of == 0 {
        let why = text!(vi: "không có gì thuộc phần mà điều này nói tới", en: "nothing here is what it is about");
        return figure.says(Verdict::NotApplicable, why);
    }
    if in_force == 0 {
        let why = text!(
            vi: "không quy tắc nào của điều này áp dụng tại ngày xét",
            en: "no rule that serves it applies at the day",
        );
        // What no rule looked at is not known to be in order.
        figure.not_known = std::mem::take(&mut figure.met);
        return figure.says(Verdict::NotEnoughInformation, why);
    }
    let why = text!(
        vi: "{in_force} trên {rules} quy tắc đã xét, không có lỗi hay cảnh báo chưa được miễn trừ",
        en: "{in_force} of {rules} rules looked, no error or warning that is not waived",
    );
    figure.says(Verdict::Met, why)
}

/// The members that findings speak against. Of an asked agency any finding of its scope does.
fn broken(ground: &Ground<'_>, findings: &[&Finding]) -> FxHashSet<Member> {
    let graph = ground.graph();
    let mut broken = FxHashSet::default();
    for finding in findings {
        broken.extend(component_of(graph, finding).map(Member::Component));
        let agency = match ground.scope {
            Scope::Whole => root_of(graph, finding),
            Scope::Agency(asked) => Some(asked),
        };
        broken.extend(agency.map(Member::Agency));
    }
    broken
}

/// What a duty is about in the scope, in order.
pub(super) fn concerned(ground: &Ground<'_>, concerns: &Concerns) -> Vec<Member> {
    match concerns.counts {
        Counted::Agencies => {
            let agencies = ground.agencies.iter().copied();
            let agencies = agencies.filter(|&id| ground.is_at(id, &concerns.levels));
            agencies.filter(|&id| !ground.components_of(id).is_empty()).map(Member::Agency).collect()
        }
        Counted::Components => {
            let components = ground.components.iter().copied();
            components.filter(|&id| is_concerned(ground, concerns, id)).map(Member::Component).collect()
        }
    }
}

fn is_concerned(ground: &Ground<'_>, concerns: &Concerns, id: ComponentId) -> bool {
    let graph = ground.graph();
    let layer = &graph.pack.framework.layer(graph.component(id).layer).id;
    let anywhere = concerns.layers.is_empty() && concerns.kinds.is_empty();
    let placed = anywhere
        || concerns.layers.contains(layer)
        || graph.kind(id).is_some_and(|kind| concerns.kinds.contains(&kind.id));
    let level =
        concerns.levels.is_empty() || graph.root_of(id).is_some_and(|root| ground.is_at(root, &concerns.levels));
    let connected = !concerns.connected || ground.is_connected(id);
    placed && level && connected && concerns.declares.as_ref().is_none_or(|word| declares(ground, id, word))
}

fn declares(ground: &Ground<'_>, id: ComponentId, word: &Declared) -> bool {
    ground.graph().repository.field(id, &word.field).is_some_and(|node| {
        let is = |node: NodeRef<'_>| node.as_str() == Some(word.value.as_str());
        is(node) || node.elements().any(is)
    })
}

/// Findings by rule, the rules in the order of names: `missing-host 2, missing-owner 1`.
fn by_rule(findings: &[&Finding]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        *counts.entry(&finding.rule).or_default() += 1;
    }
    counts.iter().map(|(rule, count)| format!("{rule} {count}")).collect::<Vec<_>>().join(", ")
}
