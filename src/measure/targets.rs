//! Each target: its metric counted, and compared with the value that had fallen due at the day.

use jiff::civil::Date;

use super::evidence::Ground;
use super::figure::{Asked, Figure, Group, Scope, Verdict};
use super::metrics::{Tally, count};
use crate::framework::{Counted, Metric, Target, TargetKind, TargetValue};
use crate::text;
use crate::text::Text;

/// The figures of a target: one, or one for each level of agency that its values tell apart.
pub(super) fn figures(ground: &Ground<'_>, target: &Target) -> Vec<Figure> {
    let metric = target.metric.as_deref().and_then(|name| ground.pack().metric(name));
    let Some(metric) = metric else {
        let why = target.manual.clone().unwrap_or_default();
        return vec![Figure::new(&target.id, Group::Target, &target.name, ground.scope).says(Verdict::Manual, why)];
    };
    let mut levels: Vec<&[String]> = comparable(target).map(|value| value.levels.as_slice()).collect();
    levels.dedup();
    levels.into_iter().map(|levels| figure(ground, target, metric, levels)).collect()
}

/// The values a figure can be compared with: of the target's own kind, and of everybody or of whole levels.
fn comparable(target: &Target) -> impl Iterator<Item = &TargetValue> {
    target.values.iter().filter(|value| {
        value.kind.is_none_or(|kind| kind == target.kind) && (value.of.is_none() || !value.levels.is_empty())
    })
}

fn figure(ground: &Ground<'_>, target: &Target, metric: &Metric, levels: &[String]) -> Figure {
    let id = if levels.is_empty() { target.id.clone() } else { format!("{}/{}", target.id, levels.join("+")) };
    let mut figure = Figure::new(id, Group::Target, &target.name, ground.scope);
    figure.metric = Some(metric.id.clone());
    let Tally { met, not_met, not_known } = count(ground, metric).at(ground, levels);
    (figure.met, figure.not_met, figure.not_known) = (met, not_met, not_known);
    figure.counted = figure.of() > 0;
    let values: Vec<&TargetValue> = comparable(target).filter(|value| value.levels == levels).collect();
    if let Some(of) = values.first().and_then(|value| value.of.as_ref()) {
        let (vi, en) = (format!("{} · {}", target.name.vi, of.vi), format!("{} · {}", target.name.en, of.en));
        figure.name = Text::new(vi, en);
    }
    let due = at(&values, ground.day());
    let Some(value) = due.or_else(|| values.iter().min_by_key(|value| value.date).copied()) else { return figure };
    figure.asked = Some(Asked {
        op: value.op,
        value: value.value,
        unit: value.unit.clone(),
        date: value.date,
        promised: target.kind == TargetKind::Promise,
    });
    let (verdict, why) = if figure.of() == 0 {
        nothing(ground.scope)
    } else if due.is_none() {
        let date = value.date;
        (Verdict::NotApplicable, text!(vi: "đến hạn ngày {date}", en: "falls due on {date}"))
    } else {
        match (ground.scope, metric.counts) {
            (Scope::Agency(_), Counted::Agencies) => one_agency(&figure, value),
            (scope, _) => compare(&figure, value, scope),
        }
    };
    figure.says(verdict, why)
}

/// The value that had fallen due at a day: the latest.
fn at<'v>(values: &[&'v TargetValue], day: Date) -> Option<&'v TargetValue> {
    values.iter().copied().filter(|value| value.date <= day).max_by_key(|value| value.date)
}

/// A scope with nothing to count: the repository may lack it, an agency need not have it.
pub(super) fn nothing(scope: Scope) -> (Verdict, Text) {
    match scope {
        Scope::Whole => (
            Verdict::NotEnoughInformation,
            text!(vi: "kho không mô tả gì để đếm", en: "the repository describes nothing to count"),
        ),
        Scope::Agency(_) => {
            (Verdict::NotApplicable, text!(vi: "cơ quan không có gì để đếm", en: "the agency has nothing to count"))
        }
    }
}

/// A target counted over agencies, asked of one of them.
fn one_agency(figure: &Figure, value: &TargetValue) -> (Verdict, Text) {
    if !figure.met.is_empty() {
        return (Verdict::Met, text!(vi: "cơ quan đã có", en: "the agency has it"));
    }
    if !figure.not_known.is_empty() {
        let why = text!(vi: "kho không đủ dữ kiện về cơ quan này", en: "the repository lacks facts on this agency");
        return (Verdict::NotEnoughInformation, why);
    }
    // A share of all agencies binds none of them by itself.
    if value.unit == "share" && value.value < 1.0 {
        let why = text!(
            vi: "giá trị này tính trên cả nước, không đặt cho từng cơ quan",
            en: "this value is of the nation and not of each agency",
        );
        return (Verdict::NotApplicable, why);
    }
    (Verdict::NotMet, text!(vi: "cơ quan chưa có", en: "the agency lacks it"))
}

fn compare(figure: &Figure, value: &TargetValue, scope: Scope) -> (Verdict, Text) {
    let (met, of, unknown) = (figure.met.len(), figure.of(), figure.not_known.len());
    match value.unit.as_str() {
        "share" => {
            let holds = |part: usize| value.op.holds(ratio(part, of), value.value);
            let verdict = bounded(holds(met), holds(met + unknown));
            (verdict, text!(vi: "{met} trên {of}, chưa rõ {unknown}", en: "{met} of {of}, {unknown} not known"))
        }
        "done" => {
            let why = text!(vi: "{met} trên {of} hệ thống", en: "{met} of {of} systems");
            (bounded(met == of, met + unknown == of), why)
        }
        _ => counted(figure, value, scope),
    }
}

/// A verdict from the worst and the best that the unknown members allow.
const fn bounded(worst: bool, best: bool) -> Verdict {
    match (worst, best) {
        (true, true) => Verdict::Met,
        (false, false) => Verdict::NotMet,
        _ => Verdict::NotEnoughInformation,
    }
}

/// A number for the nation: a repository that describes less than the nation can reach it, not miss it.
fn counted(figure: &Figure, value: &TargetValue, scope: Scope) -> (Verdict, Text) {
    let (met, of) = (figure.met.len(), figure.of());
    if scope != Scope::Whole {
        let why = text!(vi: "là số của cả nước; ở đây có {met}", en: "a number of the nation; there are {met} here");
        return (Verdict::NotApplicable, why);
    }
    let reached = value.op.holds(ratio(met, 1), value.value);
    let whole = value.total.is_some_and(|total| u32::try_from(of).is_ok_and(|of| of >= total));
    match (reached, whole, value.total) {
        (true, ..) => (Verdict::Met, text!(vi: "có {met}", en: "there are {met}")),
        (false, true, _) => (Verdict::NotMet, text!(vi: "có {met} trên {of}", en: "there are {met} of {of}")),
        (false, false, Some(total)) => (
            Verdict::NotEnoughInformation,
            text!(
                vi: "có {met} trên {of}; kho chỉ mô tả {of} trong {total} của cả nước",
                en: "there are {met} of {of}; the repository describes {of} of the nation's {total}",
            ),
        ),
        (false, false, None) => (
            Verdict::NotEnoughInformation,
            text!(
                vi: "có {met}; kho không nhất thiết mô tả hết cả nước, nên ít hơn chưa phải là chưa đạt",
                en: "there are {met}; a repository need not describe the whole nation, so fewer does not mean missed",
            ),
        ),
    }
}

fn ratio(part: usize, of: usize) -> f64 {
    let number = |count: usize| u32::try_from(count).map_or(f64::MAX, f64::from);
    number(part) / number(of)
}
