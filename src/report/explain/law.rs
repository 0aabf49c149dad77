//! Pages of the law and of what it is measured by: documents, articles, duties, targets, metrics.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::known;
use crate::framework::{Article, Duty, LegalDocument, Metric, Pack, Target};
use crate::report::coverage::amount;
use crate::report::legal::{confidence, span};
use crate::report::page::{duty_service, target_service};
use crate::report::trace::article_label;
use crate::text::Lang;

/// Everything of the law that has a name: `nd-47-2020`, `nd-47-2020:46`, `R12`, `T05`, `level4-service-share`.
pub(super) fn law(out: &mut String, pack: &Pack, name: &str, lang: Lang) {
    if let Some(target) = pack.targets.targets.iter().find(|target| target.id.eq_ignore_ascii_case(name)) {
        self::target(out, pack, target, lang);
    }
    if let Some(duty) = pack.duty(name) {
        self::duty(out, pack, duty, lang);
    }
    if let Some(metric) = pack.metric(name) {
        self::metric(out, pack, metric, lang);
    }
    match pack.cited(name) {
        Some((found, None)) => document(out, pack, found, lang),
        Some((found, Some(id))) => {
            if let Some(article) = pack.article(&found.id, id) {
                self::article(out, pack, found, article, lang);
            }
        }
        None => {}
    }
}

fn target(out: &mut String, pack: &Pack, target: &Target, lang: Lang) {
    let _ = writeln!(out, "# {}: {}\n", target.id, target.name.get(lang));
    for value in &target.values {
        let of = value.of.as_ref().map_or(String::new(), |of| format!(" ({})", of.get(lang)));
        let figure = amount(value.value, &value.unit, lang);
        let _ = writeln!(out, "- {}: {} {figure}{of}", value.date, value.op.sign());
    }
    out.push('\n');
    if let Some(remark) = &target.remark {
        let _ = writeln!(out, "{}\n", remark.get(lang));
    }
    let _ = writeln!(out, "{}: {}", lang.pick("Được tính bởi", "Computed by"), target_service(target, lang));
    if let Some(metric) = target.metric.as_deref().and_then(|name| pack.metric(name)) {
        let _ = writeln!(out, "\n{}", metric.how.get(lang));
    }
    out.push('\n');
    known(out, pack, &target.provenance, lang);
}

fn duty(out: &mut String, pack: &Pack, duty: &Duty, lang: Lang) {
    let _ = writeln!(out, "# {}: {} ({})\n", duty.id, duty.title.get(lang), duty.kind.name().get(lang));
    let _ = writeln!(out, "{}: {}\n", lang.pick("Được xét bởi", "Served by"), duty_service(duty, lang));
    for setting in duty.rules.iter().filter_map(|name| pack.rule(name)) {
        let _ = writeln!(out, "- `{}` ({}): {}", setting.rule, setting.tag, setting.title.get(lang));
    }
    if let Some(metric) = duty.metric.as_deref().and_then(|name| pack.metric(name)) {
        let _ = writeln!(out, "{}", metric.how.get(lang));
    }
    let _ = writeln!(out, "\n{}:\n", lang.pick("Nguồn", "Known from"));
    let how = confidence(duty.confidence, lang);
    for source in duty.sources.iter().filter_map(|id| pack.source(id)) {
        let _ = writeln!(out, "- {}: {} ({how})", source.id, source.title.get(lang));
    }
    out.push('\n');
}

fn metric(out: &mut String, pack: &Pack, metric: &Metric, lang: Lang) {
    let _ = writeln!(out, "# {} (`{}`)\n\n{}\n", metric.name.get(lang), metric.id, metric.how.get(lang));
    let own = |name: &Option<String>| name.as_deref() == Some(metric.id.as_str());
    for duty in pack.duties.duties.iter().filter(|duty| own(&duty.metric)) {
        let _ = writeln!(out, "- {}: {}", duty.id, duty.title.get(lang));
    }
    for target in pack.targets.targets.iter().filter(|target| own(&target.metric)) {
        let _ = writeln!(out, "- {}: {}", target.id, target.name.get(lang));
    }
    out.push('\n');
}

fn article(out: &mut String, pack: &Pack, document: &LegalDocument, article: &Article, lang: Lang) {
    let label = article_label(&article.id, lang);
    let _ = writeln!(
        out,
        "# {}, {label} (`{}:{}`)\n\n{}\n",
        document.label,
        document.id,
        article.id,
        article.says.get(lang)
    );
    let held = span(document.in_force, lang);
    let held = held.trim_start_matches("; ");
    let held = if held.is_empty() { lang.pick("chưa rõ hiệu lực", "dates not known") } else { held };
    let _ = writeln!(out, "- {}: {} ({held})", document.label, document.title.get(lang));
    let mut rules = pack.rules_on(&document.id, &article.id).peekable();
    if rules.peek().is_none() {
        let _ = writeln!(out, "- {}", lang.pick("Không quy tắc nào kiểm tra điều này", "No rule checks this article"));
    }
    for setting in rules {
        let checked = lang.pick("Được kiểm tra bởi", "Checked by");
        let _ = writeln!(out, "- {checked} `{}` ({}): {}", setting.rule, setting.tag, setting.title.get(lang));
    }
    out.push('\n');
    known(out, pack, &article.provenance, lang);
}

fn document(out: &mut String, pack: &Pack, document: &LegalDocument, lang: Lang) {
    let _ = writeln!(out, "# {}\n\n{}\n", document.label, document.title.get(lang));
    let unknown = lang.pick("chưa rõ", "not known");
    let day = |day: Option<Date>| day.map_or_else(|| unknown.to_owned(), |day| day.to_string());
    let _ = writeln!(out, "- {}: {}", lang.pick("Cơ quan ban hành", "Issuer"), document.issuer.get(lang));
    let _ = writeln!(out, "- {}: {}", lang.pick("Ngày ký", "Signed"), day(document.signed));
    let (from, to) = (day(document.in_force.from), document.in_force.to);
    let to = to.map_or_else(String::new, |to| format!("{} {to}", lang.pick(" đến", " to")));
    let _ = writeln!(out, "- {}: {} {from}{to}", lang.pick("Hiệu lực", "In force"), lang.pick("từ", "from"));
    if let Some(ended) = &document.ended_by {
        let label = pack.document(ended).map_or(ended.as_str(), |document| document.label.as_str());
        let _ = writeln!(out, "- {}: {label}", lang.pick("Được thay bởi", "Ended by"));
    }
    out.push('\n');
    known(out, pack, &document.provenance, lang);
    for found in &document.articles {
        let how = confidence(found.provenance.confidence, lang);
        let label = article_label(&found.id, lang);
        let _ = writeln!(out, "- **{label}** (`{}:{}`; {how}): {}", document.id, found.id, found.says.get(lang));
        for setting in pack.rules_on(&document.id, &found.id) {
            let _ = writeln!(out, "  - {} `{}`", lang.pick("được kiểm tra bởi", "checked by"), setting.rule);
        }
    }
    out.push('\n');
}
