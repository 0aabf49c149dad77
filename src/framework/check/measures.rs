//! `duties.yaml` and `metrics.yaml`: each duty and target is answered by something, or says why nothing can.

use super::Problems;
use crate::framework::facts::{Confidence, Target};
use crate::framework::measures::{Concerns, Duty, Metric};
use crate::framework::metamodel::DocumentType;
use crate::framework::pack::{DUTIES, METRICS};
use crate::text::Text;

pub(super) fn check(problems: &mut Problems<'_>) {
    problems.enter(METRICS);
    let metrics = &problems.pack.metrics.metrics;
    problems.unique("metrics", metrics.iter().map(|metric| &metric.id));
    for entry in metrics {
        metric(problems, entry);
    }
    problems.enter(DUTIES);
    let duties = &problems.pack.duties.duties;
    problems.unique("duties", duties.iter().map(|duty| &duty.id));
    for entry in duties {
        duty(problems, entry);
    }
}

/// A target is computed by a metric or says why it is not: one of the two.
pub(super) fn target(problems: &mut Problems<'_>, target: &Target) {
    let id = &target.id;
    answered(problems, id, &[target.metric.is_some(), target.manual.is_some()]);
    named(problems, id, target.metric.as_deref());
    if let Some(why) = &target.manual {
        problems.text(id, why);
    }
    for figure in &target.values {
        levels(problems, id, &figure.levels);
    }
}

fn duty(problems: &mut Problems<'_>, duty: &Duty) {
    let id = &duty.id;
    problems.text(id, &duty.title);
    answered(problems, id, &[!duty.rules.is_empty(), duty.metric.is_some(), duty.manual.is_some()]);
    named(problems, id, duty.metric.as_deref());
    problems.unique(id, &duty.rules);
    for rule in &duty.rules {
        let known = problems.pack.rule(rule).is_some();
        problems.expect(known, id, &Text::new("quy tắc", "rule"), rule);
    }
    if duty.sources.is_empty() {
        problems.source(id, None, duty.confidence);
    }
    for source in &duty.sources {
        problems.source(id, Some(source), duty.confidence);
    }
    if matches!(duty.confidence, Confidence::Own) {
        problems.error(crate::text!(
            vi: "`{id}`: nghĩa vụ không thể là của chúng tôi (own)",
            en: "`{id}`: a duty cannot be our own",
        ));
    }
    for text in [&duty.manual, &duty.remark].into_iter().flatten() {
        problems.text(id, text);
    }
    concerns(problems, id, &duty.concerns);
}

fn concerns(problems: &mut Problems<'_>, id: &str, concerns: &Concerns) {
    kinds(problems, id, &concerns.kinds);
    levels(problems, id, &concerns.levels);
    for layer in &concerns.layers {
        let known = problems.pack.framework.layer_id(layer).is_some();
        problems.expect(known, id, &Text::new("lớp", "layer"), layer);
    }
    if let Some(declares) = &concerns.declares {
        field(problems, id, &declares.field);
    }
}

fn metric(problems: &mut Problems<'_>, metric: &Metric) {
    let id = &metric.id;
    problems.text(id, &metric.name);
    problems.text(id, &metric.how);
    kinds(problems, id, &metric.kinds);
    levels(problems, id, &metric.levels);
    catalogued(problems, id, metric.catalogue.as_deref());
    catalogued(problems, id, metric.keeper_of.as_deref());
    for condition in &metric.has {
        kinds(problems, id, &condition.kinds);
        catalogued(problems, id, condition.linked_with.as_deref());
        if let Some(at_least) = &condition.at_least {
            field(problems, id, &at_least.field);
        }
    }
}

/// Of the ways to answer, exactly one.
fn answered(problems: &mut Problems<'_>, id: &str, ways: &[bool]) {
    if ways.iter().filter(|way| **way).count() != 1 {
        problems.error(crate::text!(
            vi: "`{id}`: cần đúng một trong `rules`, `metric`, `manual`",
            en: "`{id}`: exactly one of `rules`, `metric`, `manual` is needed",
        ));
    }
}

fn named(problems: &mut Problems<'_>, id: &str, metric: Option<&str>) {
    if let Some(name) = metric {
        let known = problems.pack.metric(name).is_some();
        problems.expect(known, id, &Text::new("số đếm", "metric"), name);
    }
}

fn kinds(problems: &mut Problems<'_>, id: &str, kinds: &[String]) {
    for kind in kinds {
        let known = problems.pack.framework.kind_id(kind).is_some();
        problems.expect(known, id, &Text::new("loại", "kind"), kind);
    }
}

fn levels(problems: &mut Problems<'_>, id: &str, levels: &[String]) {
    for level in levels {
        let field = problems.pack.framework.fields_of(DocumentType::Agency).find(|field| field.id == "level");
        let known = field.is_some_and(|field| field.values.iter().any(|value| value.id == *level));
        problems.expect(known, id, &Text::new("cấp cơ quan", "level of agency"), level);
    }
}

fn catalogued(problems: &mut Problems<'_>, id: &str, entry: Option<&str>) {
    if let Some(entry) = entry {
        let known = problems.pack.catalogue_entry(entry).is_some_and(|found| found.id == entry);
        problems.expect(known, id, &Text::new("thành phần quốc gia", "national component"), entry);
    }
}

fn field(problems: &mut Problems<'_>, id: &str, name: &str) {
    let known = problems.pack.framework.fields_of(DocumentType::Component).any(|field| field.id == name);
    problems.expect(known, id, &Text::new("trường của thành phần", "field of components"), name);
}
