//! `legal.yaml`, `catalogue.yaml`, `agency-codes.yaml`, `targets.yaml`.

use super::Problems;
use crate::framework::facts::{Confidence, LegalDocument, Target};
use crate::framework::pack::{CATALOGUE, CODES, LAW, TARGETS};
use crate::text::Text;

pub(super) fn check(problems: &mut Problems<'_>) {
    law(problems);
    catalogue(problems);
    codes(problems);
    targets(problems);
}

fn law(problems: &mut Problems<'_>) {
    problems.enter(LAW);
    let law = &problems.pack.law;
    problems.unique("sources", law.sources.iter().map(|source| &source.id));
    problems.unique("documents", law.documents.iter().map(|document| &document.id));
    problems.unique("number", law.documents.iter().map(|document| &document.number));
    for source in &law.sources {
        problems.text(&source.id, &source.title);
    }
    for entry in &law.documents {
        document(problems, entry);
    }
}

fn document(problems: &mut Problems<'_>, document: &LegalDocument) {
    let id = &document.id;
    problems.provenance(id, &document.provenance);
    problems.validity(id, document.in_force);
    problems.text(id, &document.title);
    problems.text(id, &document.issuer);
    if matches!(document.provenance.confidence, Confidence::Own) {
        problems.error(crate::text!(
            vi: "`{id}`: văn bản pháp luật không thể là của chúng tôi (own)",
            en: "`{id}`: a legal document cannot be our own",
        ));
    }
    // A printed number has a slash; anything else is a key of this table.
    if let Some(end) = document.ended_by.as_deref().filter(|end| !end.contains('/')) {
        problems.expect(problems.pack.document(end).is_some(), id, &Text::new("văn bản", "document"), end);
    }
    problems.unique(id, document.articles.iter().map(|article| &article.id));
    for article in &document.articles {
        let at = format!("{id}, {}", article.id);
        problems.provenance(&at, &article.provenance);
        problems.text(&at, &article.says);
    }
}

fn catalogue(problems: &mut Problems<'_>) {
    problems.enter(CATALOGUE);
    let catalogue = &problems.pack.catalogue;
    let names = catalogue.components.iter().flat_map(|entry| std::iter::once(&entry.id).chain(&entry.aliases));
    problems.unique("components", names);
    for entry in &catalogue.components {
        let known = problems.pack.framework.kind_id(&entry.kind).is_some();
        problems.expect(known, &entry.id, &Text::new("loại", "kind"), &entry.kind);
        problems.provenance(&entry.id, &entry.provenance);
        problems.text(&entry.id, &entry.name);
    }
    let entities = catalogue.components.iter().flat_map(|entry| &entry.authoritative_for);
    problems.unique("authoritative_for", entities);
    let roles = &catalogue.roles;
    for (role, id) in [
        ("national_platform", &roles.national_platform),
        ("agency_platform", &roles.agency_platform),
        ("document_axis", &roles.document_axis),
        ("dedicated_network", &roles.dedicated_network),
        ("national_monitoring", &roles.national_monitoring),
    ] {
        let found = catalogue.components.iter().any(|entry| entry.id == *id);
        problems.expect(found, role, &Text::new("thành phần quốc gia", "national component"), id);
    }
}

fn codes(problems: &mut Problems<'_>) {
    problems.enter(CODES);
    let table = &problems.pack.codes;
    problems.provenance("codes", &table.provenance);
    problems.unique("codes", table.codes.iter().map(|entry| &entry.code));
    for entry in &table.codes {
        let code = &entry.code;
        if !is_level_one(code) {
            problems.error(crate::text!(
                vi: "`{code}` không phải mã cấp 1: một chữ từ A đến Y và hai chữ số",
                en: "`{code}` is not a level-1 code: a letter from A to Y and two digits",
            ));
        }
    }
}

fn is_level_one(code: &str) -> bool {
    matches!(code.as_bytes(), [b'A'..=b'Y', tens, ones] if tens.is_ascii_digit() && ones.is_ascii_digit())
}

/// Units a figure may have.
const UNITS: [&str; 6] = ["share", "count", "rank", "rank-gain", "transactions", "done"];

fn targets(problems: &mut Problems<'_>) {
    problems.enter(TARGETS);
    let targets = &problems.pack.targets.targets;
    problems.unique("targets", targets.iter().map(|target| &target.id));
    for entry in targets {
        problems.provenance(&entry.id, &entry.provenance);
        problems.text(&entry.id, &entry.name);
        figures(problems, entry);
        super::measures::target(problems, entry);
    }
}

fn figures(problems: &mut Problems<'_>, target: &Target) {
    let id = &target.id;
    if target.values.is_empty() {
        problems.error(crate::text!(vi: "`{id}`: không có số nào", en: "`{id}`: no figure"));
    }
    for figure in &target.values {
        let (value, unit) = (figure.value, &figure.unit);
        problems.expect(UNITS.contains(&unit.as_str()), id, &Text::new("đơn vị", "unit"), unit);
        if unit == "share" && !(0.0..=1.0).contains(&value) {
            problems.error(crate::text!(
                vi: "`{id}`: tỷ lệ {value} không nằm giữa 0 và 1",
                en: "`{id}`: share {value} is not between 0 and 1",
            ));
        }
    }
}
