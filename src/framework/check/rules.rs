//! `rules/*.yaml`: every basis exists and is no surer than what was read, every parameter names something.

use serde_json::{Map, Value};

use super::Problems;
use crate::framework::facts::Confidence;
use crate::framework::metamodel::DocumentType;
use crate::framework::pack::RULES;
use crate::framework::settings::{Basis, RuleSetting};
use crate::text::Text;

pub(super) fn check(problems: &mut Problems<'_>) {
    problems.enter(RULES);
    let rules = &problems.pack.rules.rules;
    problems.unique("rules", rules.iter().map(|rule| &rule.rule));
    problems.unique("tags", rules.iter().map(|rule| &rule.tag));
    for rule in rules {
        problems.enter(&rule.file);
        setting(problems, rule);
    }
}

fn setting(problems: &mut Problems<'_>, rule: &RuleSetting) {
    let name = &rule.rule;
    problems.text(name, &rule.title);
    problems.validity(name, rule.applies);
    problems.unique(name, rule.cases.iter().map(|case| &case.case));
    problems.unique(name, &rule.waiver_reasons);
    if rule.basis.is_empty() {
        problems.error(crate::text!(
            vi: "`{name}`: không có căn cứ; nếu là lựa chọn của công cụ, ghi `source: TOOL`",
            en: "`{name}`: no basis; where it is a choice of the tool, say `source: TOOL`",
        ));
    }
    for entry in &rule.basis {
        basis(problems, name, entry);
    }
    if let Some(none) = &rule.no_waiver {
        problems.text(name, &none.because);
    }
    parameters(problems, name, &rule.parameters.0);
}

fn basis(problems: &mut Problems<'_>, at: &str, basis: &Basis) {
    match (&basis.document, &basis.source) {
        (Some(document), None) => articles(problems, at, document, &basis.articles, Some(basis.confidence)),
        (None, Some(_)) => {
            problems.source(at, basis.source.as_deref(), basis.confidence);
            if !basis.articles.is_empty() {
                problems.error(crate::text!(vi: "`{at}`: nguồn không có điều", en: "`{at}`: a source has no articles"));
            }
        }
        _ => problems.error(crate::text!(
            vi: "`{at}`: căn cứ phải là `document` hoặc `source`, đúng một",
            en: "`{at}`: a basis is a `document` or a `source`, exactly one",
        )),
    }
    if basis.confidence == Confidence::Own && basis.note.is_none() {
        problems.error(crate::text!(
            vi: "`{at}`: lựa chọn của công cụ phải nói lý do ở `note`",
            en: "`{at}`: a choice of the tool must say why in `note`",
        ));
    }
    if let Some(note) = &basis.note {
        problems.text(at, note);
    }
}

/// Articles that exist; a basis may be less sure than an article, never surer.
fn articles(problems: &mut Problems<'_>, at: &str, document: &str, articles: &[String], sure: Option<Confidence>) {
    let Some(found) = problems.pack.document(document) else {
        problems.expect(false, at, &Text::new("văn bản", "document"), document);
        return;
    };
    if articles.is_empty() {
        problems.error(crate::text!(
            vi: "`{at}`: `{document}` thiếu `articles`; cả văn bản thì ghi `-`",
            en: "`{at}`: `{document}` lacks `articles`; for the whole document write `-`",
        ));
    }
    for id in articles {
        match found.articles.iter().find(|article| article.id == *id) {
            None => problems.error(crate::text!(
                vi: "`{at}`: `{document}` không có điều `{id}`",
                en: "`{at}`: `{document}` has no article `{id}`",
            )),
            Some(article) if sure.is_some_and(|sure| sure < article.provenance.confidence) => {
                problems.error(crate::text!(
                    vi: "`{at}`: căn cứ `{document}`, `{id}` ghi chắc hơn mức đã đọc",
                    en: "`{at}`: the basis `{document}`, `{id}` claims to be surer than what was read",
                ));
            }
            Some(_) => {}
        }
    }
}

/// What parameters name, told by their keys, at any depth: `kinds`, `…_kinds`, `kinds_…`, `kind`; `fields`,
/// `field`; `agency_fields`, `…_agency_field`, dotted paths; `levels`; `relations`; `catalogue`; `rules`; `document`
/// with `articles`; `deadline`.
fn parameters(problems: &mut Problems<'_>, at: &str, map: &Map<String, Value>) {
    if let Some(document) = map.get("document").and_then(Value::as_str) {
        let ids: Vec<_> = map.get("articles").map(words).unwrap_or_default().into_iter().map(str::to_owned).collect();
        articles(problems, at, document, &ids, None);
    }
    for (key, value) in map {
        for word in words(value) {
            parameter(problems, at, key, word);
        }
        let entries = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for entry in entries.iter().filter_map(Value::as_object) {
            parameters(problems, at, entry);
        }
    }
}

fn parameter(problems: &mut Problems<'_>, at: &str, key: &str, word: &str) {
    let framework = &problems.pack.framework;
    match key {
        "field" | "fields" => {
            let known = framework.fields_of(DocumentType::Component).any(|field| field.id == word);
            problems.expect(known, at, &Text::new("trường của thành phần", "field of components"), word);
        }
        "levels" => {
            let level = framework.fields_of(DocumentType::Agency).find(|field| field.id == "level");
            let known = level.is_some_and(|level| level.values.iter().any(|value| value.id == word));
            problems.expect(known, at, &Text::new("cấp cơ quan", "level of agency"), word);
        }
        "relations" => {
            let known = framework.relation_id(word).is_some();
            problems.expect(known, at, &Text::new("quan hệ", "relation"), word);
        }
        "catalogue" => {
            let known = problems.pack.catalogue.components.iter().any(|entry| entry.id == word);
            problems.expect(known, at, &Text::new("thành phần quốc gia", "national component"), word);
        }
        "rules" => {
            let known = problems.pack.rule(word).is_some();
            problems.expect(known, at, &Text::new("quy tắc", "rule"), word);
        }
        "deadline" => {
            let known = word.parse::<jiff::civil::Date>().is_ok();
            problems.expect(known, at, &Text::new("ngày", "date"), word);
        }
        _ if key.trim_end_matches('s').ends_with("agency_field") => {
            let known = framework.field_at(DocumentType::Agency, word).is_some();
            problems.expect(known, at, &Text::new("trường của cơ quan", "field of agencies"), word);
        }
        _ if key == "kind" || key == "kinds" || key.ends_with("_kinds") || key.starts_with("kinds_") => {
            problems.expect(framework.kind_id(word).is_some(), at, &Text::new("loại", "kind"), word);
        }
        _ => {}
    }
}

/// A string, or the strings of a list.
fn words(value: &Value) -> Vec<&str> {
    match value {
        Value::String(word) => vec![word],
        Value::Array(entries) => entries.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}
