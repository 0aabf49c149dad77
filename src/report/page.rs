//! The page of what is covered: a line for each rule, each duty and each target, with what serves it.

use std::fmt::Write as _;

use super::areas::areas;
use super::coverage::amount;
use super::legal::{cite, confidence, severity};
use crate::framework::{Duty, Pack, RuleSetting, Target, TargetKind};
use crate::text::Lang;

/// Which rule or figure serves every rule of the sheet, every duty and every target; or why it is left to people.
#[must_use]
pub fn coverage_page(pack: &Pack, lang: Lang) -> String {
    let mut out = String::new();
    let title = lang.pick("Khung kiểm tra và tính được những gì", "What Khung checks and computes");
    let _ = writeln!(out, "# {title}\n");
    let _ = writeln!(out, "{}\n", pack.standing().get(lang));
    let made = lang.pick(
        "Trang này do `khung trace --coverage` in ra, không sửa bằng tay.",
        "This page is printed by `khung trace --coverage`; it is not written by hand.",
    );
    let _ = writeln!(out, "{made}");
    rules(&mut out, pack, lang);
    duties(&mut out, pack, lang);
    targets(&mut out, pack, lang);
    metrics(&mut out, pack, lang);
    out
}

fn rules(out: &mut String, pack: &Pack, lang: Lang) {
    let count = pack.rules.rules.len();
    let _ = writeln!(out, "\n## {} ({count})", lang.pick("Quy tắc", "Rules"));
    let heads = lang.pick(["Mã", "Quy tắc", "Nội dung", "Mức", "Căn cứ"], ["Tag", "Rule", "What", "Severity", "Basis"]);
    for area in areas(pack) {
        let _ = writeln!(out, "\n### {}\n\n| {} |\n|---|---|---|---|---|", area.name.get(lang), heads.join(" | "));
        for setting in area.rules {
            let basis: Vec<String> = setting.basis.iter().map(|basis| cite(pack, basis, None, lang)).collect();
            let _ = writeln!(
                out,
                "| {} | `{}` | {} | {} | {} |",
                setting.tag,
                setting.rule,
                cell(setting.title.get(lang)),
                severities(setting, lang),
                cell(&basis.join(" · ")),
            );
        }
    }
}

/// Every severity a rule may have, the gravest first.
fn severities(setting: &RuleSetting, lang: Lang) -> String {
    let mut all: Vec<_> = setting.cases.iter().map(|case| case.severity).collect();
    all.push(setting.severity);
    all.sort_unstable();
    all.dedup();
    all.iter().rev().map(|&one| severity(one, lang)).collect::<Vec<_>>().join(", ")
}

fn duties(out: &mut String, pack: &Pack, lang: Lang) {
    let heads =
        lang.pick(["Mã", "Loại", "Nội dung", "Nguồn", "Được xét bởi"], ["Id", "Sort", "What", "Source", "Served by"]);
    let title = lang.pick("Nghĩa vụ và lối làm cần tránh", "Duties and anti-patterns");
    let _ = writeln!(out, "\n## {title}\n\n| {} |\n|---|---|---|---|---|", heads.join(" | "));
    for duty in &pack.duties.duties {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} ({}) | {} |",
            duty.id,
            duty.kind.name().get(lang),
            cell(duty.title.get(lang)),
            duty.sources.join(", "),
            confidence(duty.confidence, lang),
            cell(&duty_service(duty, lang)),
        );
    }
}

/// What serves a duty, in a sentence.
pub(super) fn duty_service(duty: &Duty, lang: Lang) -> String {
    let names = |names: &[String]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let served = match (&duty.manual, &duty.metric) {
        (Some(why), _) => return manual(why.get(lang), lang),
        (None, Some(metric)) => format!("{} `{metric}`", lang.pick("số đếm", "metric")),
        (None, None) => format!("{} {}", lang.pick("quy tắc", "rules"), names(&duty.rules)),
    };
    match &duty.remark {
        Some(remark) => format!("{served}. {}", remark.get(lang)),
        None => served,
    }
}

fn targets(out: &mut String, pack: &Pack, lang: Lang) {
    let heads = lang.pick(
        ["Mã", "Chỉ tiêu", "Giá trị", "Nguồn", "Được tính bởi"],
        ["Id", "Target", "Values", "Source", "Served by"],
    );
    let title = lang.pick("Chỉ tiêu và kết quả", "Targets and results");
    let _ = writeln!(out, "\n## {title}\n\n| {} |\n|---|---|---|---|---|", heads.join(" | "));
    for target in &pack.targets.targets {
        let source = target.provenance.source.as_deref().unwrap_or_default();
        let _ = writeln!(
            out,
            "| {} | {} | {} | {source} ({}) | {} |",
            target.id,
            cell(target.name.get(lang)),
            cell(&values(target, lang)),
            confidence(target.provenance.confidence, lang),
            cell(&target_service(target, lang)),
        );
    }
}

fn values(target: &Target, lang: Lang) -> String {
    let value = |value: &crate::framework::TargetValue| {
        let of = value.of.as_ref().map_or(String::new(), |of| format!(" ({})", of.get(lang)));
        let kind = match value.kind.unwrap_or(target.kind) {
            TargetKind::Promise => lang.pick("chỉ tiêu", "target"),
            TargetKind::Result => lang.pick("kết quả", "result"),
        };
        format!("{} {kind} {} {}{of}", value.date, value.op.sign(), amount(value.value, &value.unit, lang))
    };
    target.values.iter().map(value).collect::<Vec<_>>().join("; ")
}

/// What serves a target, in a sentence.
pub(super) fn target_service(target: &Target, lang: Lang) -> String {
    match (&target.manual, &target.metric) {
        (Some(why), _) => manual(why.get(lang), lang),
        (None, Some(metric)) => format!("{} `{metric}`", lang.pick("số đếm", "metric")),
        (None, None) => String::new(),
    }
}

fn manual(why: &str, lang: Lang) -> String {
    format!("**{}**: {why}", lang.pick("xét thủ công", "manual"))
}

fn metrics(out: &mut String, pack: &Pack, lang: Lang) {
    let title = lang.pick("Số đếm", "Metrics");
    let heads = lang.pick(["Tên", "Nội dung", "Cách đếm"], ["Name", "What", "How"]);
    let _ = writeln!(out, "\n## {title}\n\n| {} |\n|---|---|---|", heads.join(" | "));
    for metric in &pack.metrics.metrics {
        let _ = writeln!(out, "| `{}` | {} | {} |", metric.id, cell(metric.name.get(lang)), cell(metric.how.get(lang)));
    }
}

/// Words as they may stand in a cell.
fn cell(words: &str) -> String {
    words.replace('|', "\\|").replace('\n', " ")
}
