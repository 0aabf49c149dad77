//! Pages of everything that has a name: rules, and what the pack knows. Plain Markdown.

mod facts;
mod law;
mod vocabulary;

use std::fmt::Write as _;

use strsim::jaro_winkler;

use self::facts::facts;
use self::law::law;
use self::vocabulary::vocabulary;
use super::areas::areas;
use super::legal::{cite, confidence, severity};
use crate::check::{Page, page};
use crate::framework::{Pack, Provenance, RuleSetting};
use crate::text::Lang;

/// The list of rules by area, one a line, and what else has a page.
#[must_use]
pub fn rules(pack: &Pack, lang: Lang) -> String {
    let mut out = String::new();
    let names: Vec<&str> = Page::all().map(|page| page.name).collect();
    let width = names.iter().map(|name| name.len()).max().unwrap_or(0);
    for area in areas(pack) {
        let _ = writeln!(out, "{}", area.name.get(lang));
        for setting in area.rules {
            let _ = writeln!(out, "  {:width$}  {:7}  {}", setting.rule, setting.tag, setting.title.get(lang));
        }
        out.push('\n');
    }
    let policies: Vec<&RuleSetting> = pack.rules.rules.iter().filter(|setting| setting.policy.is_some()).collect();
    if !policies.is_empty() {
        let _ = writeln!(out, "{}", lang.pick("Quy tắc riêng của kho", "Policies of the repository"));
        for setting in policies {
            let _ = writeln!(out, "  {:width$}  {:7}  {}", setting.rule, "", setting.title.get(lang));
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{}", lang.pick("Lỗi khi đọc tệp", "Faults of reading"));
    for page in Page::all().filter(|page| pack.rule(page.name).is_none()) {
        let _ = writeln!(out, "  {:width$}  {:7}  {}", page.name, "", page.title(lang));
    }
    let _ = writeln!(
        out,
        "\n{}",
        lang.pick(
            "Cũng có trang của: lớp, loại, quan hệ, trường, mã, văn bản (nd-47-2020), điều (nd-47-2020:46), nghĩa vụ (R12), chỉ tiêu (T05).",
            "Pages too: layers, kinds, relations, fields, codes, documents (nd-47-2020), articles (nd-47-2020:46), duties (R12), targets (T05).",
        )
    );
    out
}

/// The pages of all rules, one after the other.
#[must_use]
pub fn all(pack: &Pack, lang: Lang) -> String {
    let policies = pack.rules.rules.iter().filter(|setting| setting.policy.is_some());
    let names = Page::all().map(|page| page.name).chain(policies.map(|setting| setting.rule.as_str()));
    let pages = names.filter_map(|name| page_of(pack, name, lang));
    pages.map(|page| format!("{}\n", page.trim_end())).collect::<Vec<_>>().join("\n---\n\n")
}

/// The page of a name: a rule, its tag, a layer, kind, relation, field, national component, reference code,
/// legal document,
/// article, source, duty, target or metric. A name that means two things gives both pages.
#[must_use]
pub fn page_of(pack: &Pack, name: &str, lang: Lang) -> Option<String> {
    let mut out = String::new();
    let setting = pack.rule_or_tag(name);
    if let Some(policy) = setting.and_then(|setting| setting.policy.as_ref()) {
        rule(&mut out, pack, policy.page.get(lang), "", setting, lang);
    } else if let Some(found) = page(setting.map_or(name, |setting| setting.rule.as_str())) {
        rule(&mut out, pack, found.half(lang), found.examples(), setting, lang);
    }
    if pack.framework.id == name {
        version(&mut out, pack, lang);
    }
    vocabulary(&mut out, pack, name, lang);
    facts(&mut out, pack, name, lang);
    law(&mut out, pack, name, lang);
    (!out.is_empty()).then_some(out)
}

/// The name nearest to one that means nothing.
#[must_use]
pub fn nearest(pack: &Pack, name: &str) -> Option<String> {
    let framework = &pack.framework;
    let names = Page::all()
        .map(|page| page.name)
        .chain(pack.rules.rules.iter().map(|setting| setting.rule.as_str()))
        .chain(framework.kinds.iter().map(|kind| kind.id.as_str()))
        .chain(framework.relations.iter().map(|relation| relation.id.as_str()))
        .chain(framework.fields.iter().map(|field| field.id.as_str()))
        .chain(pack.catalogue.components.iter().map(|entry| entry.id.as_str()))
        .chain(pack.law.documents.iter().map(|document| document.id.as_str()))
        .chain(pack.metrics.metrics.iter().map(|metric| metric.id.as_str()));
    let scored = names.map(|candidate| (jaro_winkler(candidate, name), candidate)).filter(|&(score, _)| score > 0.8);
    scored.max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(left.1))).map(|(_, name)| name.to_owned())
}

fn rule(out: &mut String, pack: &Pack, page: &str, examples: &str, setting: Option<&RuleSetting>, lang: Lang) {
    let _ = writeln!(out, "{page}\n");
    if let Some(setting) = setting {
        let _ = writeln!(out, "## {}\n", lang.pick("Mức và căn cứ", "Severity and legal basis"));
        let tag = if setting.tag.is_empty() { String::new() } else { format!(" ({})", setting.tag) };
        let _ = writeln!(out, "- {}: `{}`{tag}", lang.pick("Quy tắc", "Rule"), setting.rule);
        let _ = writeln!(out, "- {}: {}", lang.pick("Mức", "Severity"), severity(setting.severity, lang));
        for case in &setting.cases {
            let _ = writeln!(out, "  - `{}`: {}", case.case, severity(case.severity, lang));
        }
        for basis in &setting.basis {
            let _ = writeln!(out, "- {}", cite(pack, basis, None, lang));
        }
        if let Some(none) = &setting.no_waiver {
            let (title, known) =
                (lang.pick("Không được miễn trừ", "Cannot be waived"), confidence(none.confidence, lang));
            let _ = writeln!(out, "- {title}: {} ({known})", none.because.get(lang));
        }
        if !setting.waiver_reasons.is_empty() {
            let title = lang.pick("Lý do miễn trừ được nhận", "Reasons a waiver may give");
            let _ = writeln!(out, "- {title}: `{}`", setting.waiver_reasons.join("`, `"));
        }
        let _ = writeln!(out, "\n{}\n", pack.standing().get(lang));
    }
    let _ = writeln!(out, "{examples}");
}

/// The framework itself: when it was in force, what came after, and how much of it is known.
fn version(out: &mut String, pack: &Pack, lang: Lang) {
    let framework = &pack.framework;
    let _ = writeln!(out, "# {} (`{}`)\n\n{}\n", framework.title.get(lang), framework.id, pack.standing().get(lang));
    known(out, pack, &framework.decision.provenance, lang);
    let _ = writeln!(out, "## {}\n", lang.pick("Bộ khung này biết đến đâu", "How much of it this pack knows"));
    for table in &framework.completeness {
        let _ = writeln!(out, "- `{}`: {}", table.of, table.says.get(lang));
    }
    let _ = writeln!(out, "\n## {}\n", lang.pick("Các lớp", "Layers"));
    for layer in &framework.layers {
        let _ = writeln!(out, "- `{}`: {}. {}", layer.id, layer.name.get(lang), layer.about.get(lang));
    }
    out.push('\n');
}

fn known(out: &mut String, pack: &Pack, provenance: &Provenance, lang: Lang) {
    let source = provenance.source.as_deref().and_then(|id| pack.source(id)).map(|source| source.title.get(lang));
    // Notes on where a fact was found are written in Vietnamese only, and an English page says so.
    let note = provenance.note.as_ref().map(|note| format!("{}{note}", lang.pick("", "note in Vietnamese: ")));
    let parts = [source, note.as_deref()];
    let from = parts.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let label = lang.pick("Nguồn", "Known from");
    let how = confidence(provenance.confidence, lang);
    let _ =
        if from.is_empty() { writeln!(out, "{label}: {how}\n") } else { writeln!(out, "{label}: {from} ({how})\n") };
}
