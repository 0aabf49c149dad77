//! The security level of a component: what is declared, the minimum that is computed, and every step to it.

use std::fmt::Write as _;

use super::Page;
use super::value::value;
use crate::check::minimum_level::{Criteria, Explanation, Fact, Part, Verdict};
use crate::framework::DocumentType;
use crate::text::Lang;
use crate::tree::NodeRef;

pub(super) fn level(page: &Page<'_>, out: &mut String) {
    let (graph, lang) = (page.graph, page.lang);
    let declared = page.field("security_level").and_then(NodeRef::as_i64);
    let levelled = graph.kind(page.id).is_some_and(|kind| kind.levelled);
    let Some(criteria) = Criteria::of(graph.pack).filter(|_| levelled || declared.is_some()) else { return };
    let explanation = criteria.explain(graph, page.id, page.checked.day);
    page.heading(out, "Cấp độ an toàn", "Security level");
    let said = declared.map_or_else(|| lang.pick("chưa khai", "not declared").to_owned(), |level| level.to_string());
    let _ = writeln!(out, "- {}: {said}{}", lang.pick("Đã khai", "Declared"), page.mark("security_level"));
    let _ = writeln!(out, "- {}: {}", lang.pick("Tối thiểu tính được", "Computed minimum"), reason(&explanation, lang));
    if let (Some(declared), Some(minimum)) = (declared, explanation.minimum()) {
        let verdict = if declared < minimum {
            lang.pick("thấp hơn tối thiểu", "below the minimum")
        } else {
            lang.pick("không thấp hơn tối thiểu", "not below the minimum")
        };
        let _ = writeln!(out, "- {}: {verdict}", lang.pick("So sánh", "Comparison"));
    }
    let open: Vec<String> = explanation.open_fields().into_iter().map(|field| format!("`{field}`")).collect();
    if !open.is_empty() {
        let words = lang.pick("Chưa ghi mà có thể nâng mức", "Not written and might raise it");
        let _ = writeln!(out, "- {words}: {}", open.join(", "));
    }
    let _ = writeln!(out, "\n### {}\n", lang.pick("Từng bước", "Step by step"));
    for (step, number) in explanation.steps.iter().zip(1..) {
        let criterion = step.criterion;
        let (level, says, clause) = (criterion.level, criterion.says.get(lang), &criterion.clause);
        let word = lang.pick("Cấp độ", "Level");
        let _ = writeln!(out, "{number}. {word} {level}, {clause}: {says} — **{}**", verdict(step.verdict, lang));
        for fact in &step.facts {
            let _ = writeln!(out, "   - {}", told(page, fact));
        }
    }
    composite(page, &explanation, out);
}

/// The minimum with what decides it.
fn reason(explanation: &Explanation<'_, '_>, lang: Lang) -> String {
    let Some(minimum) = explanation.minimum() else {
        return lang
            .pick("không có, vì chưa điều gì đã ghi dẫn tới cấp độ nào", "none, as nothing written leads to any")
            .to_owned();
    };
    let own = explanation.deciding().filter(|step| step.criterion.level == minimum);
    let (says, clause) = match own {
        Some(step) => (&step.criterion.says, &step.criterion.clause),
        None => (&explanation.clause.says, &explanation.clause.clause),
    };
    format!("{minimum}, {} {} ({clause})", lang.pick("vì", "because of"), says.get(lang))
}

const fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Holds => lang.pick("đúng", "holds"),
        Verdict::Fails => lang.pick("không", "does not hold"),
        Verdict::Unknown => lang.pick("chưa rõ", "not known"),
    }
}

/// A fact: what is asked, what is written, what came of it.
fn told(page: &Page<'_>, fact: &Fact<'_, '_>) -> String {
    let lang = page.lang;
    let (field, wants) = (&fact.condition.field, fact.condition.wants());
    let written = match fact.node {
        Some(node) => {
            let known = page.graph.pack.framework.field_at(DocumentType::Component, field);
            let said = known.map_or_else(String::new, |known| value(known, node, lang));
            format!("{} {said}{}", lang.pick("ghi", "written:"), page.mark(field))
        }
        None if fact.may_say => lang.pick("chưa ghi", "not written").to_owned(),
        None => lang.pick("loại thành phần này không có", "not for this kind of component").to_owned(),
    };
    let asked = lang.pick("cần", "asked:");
    format!("`{field}`: {asked} {}; {written}; {}", wants.get(lang), verdict(fact.verdict, lang))
}

fn composite(page: &Page<'_>, explanation: &Explanation<'_, '_>, out: &mut String) {
    let (graph, lang) = (page.graph, page.lang);
    let number = explanation.steps.len() + 1;
    let (clause, says) = (&explanation.clause.clause, explanation.clause.says.get(lang));
    let brings = match explanation.highest_part().and_then(Part::level) {
        Some(level) => format!("{} {level}", lang.pick("ít nhất cấp độ", "level at least")),
        None if explanation.parts.is_empty() => lang.pick("không có phần nào", "there are no parts").to_owned(),
        None => lang.pick("các phần chưa có cấp độ", "the parts have no level").to_owned(),
    };
    let _ = writeln!(out, "{number}. {clause}: {says} — **{brings}**");
    for part in &explanation.parts {
        let level = |level: Option<i64>| level.map_or_else(|| "?".to_owned(), |level| level.to_string());
        let key = &graph.component(part.component).key;
        let (declared, computed) = (level(part.declared), level(part.computed));
        let _ = match lang {
            Lang::Vi => writeln!(out, "   - `{key}`: khai {declared}, tính được {computed}"),
            Lang::En => writeln!(out, "   - `{key}`: declares {declared}, computed {computed}"),
        };
    }
}
