//! The legal basis of a rule in one line, with what is known of each document's standing at the day.

use jiff::civil::Date;

use crate::framework::{Basis, Confidence, DocumentStanding, LegalDocument, Pack, Severity, Validity};
use crate::text::Lang;

/// What a confidence means to a reader.
#[must_use]
pub const fn confidence(confidence: Confidence, lang: Lang) -> &'static str {
    match confidence {
        Confidence::Seen => lang.pick("đã đọc", "read"),
        Confidence::SeenSecondHand => {
            lang.pick("đọc qua bài thuật lại, chưa kiểm chứng", "read second-hand, unverified")
        }
        Confidence::Draft => lang.pick("đọc ở dự thảo, chưa kiểm chứng", "read in a draft, unverified"),
        Confidence::Infer => lang.pick("suy luận, chưa kiểm chứng", "inferred, unverified"),
        Confidence::Recall => lang.pick("theo hiểu biết chung, chưa kiểm chứng", "from memory, unverified"),
        Confidence::Own => lang.pick("lựa chọn của công cụ, không phải luật", "a choice of this tool, not law"),
    }
}

/// A severity in words.
#[must_use]
pub const fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("lỗi", "error"),
        Severity::Warning => lang.pick("cảnh báo", "warning"),
        Severity::Info => lang.pick("thông tin", "note"),
    }
}

/// One basis as people cite it: document, articles, how surely it is known, and whether it held at the day;
/// with no day, the days between which it held.
#[must_use]
pub fn cite(pack: &Pack, basis: &Basis, day: Option<Date>, lang: Lang) -> String {
    let known = match (&basis.document, &basis.source) {
        // Only a policy stands on neither: the pack is checked for that.
        (None, None) => lang.pick("kho tự nêu, khung không kiểm chứng", "the repository's own words, unverified"),
        _ => confidence(basis.confidence, lang),
    };
    let note = basis.note.as_ref().map(|note| note.get(lang).trim_end_matches('.'));
    let Some(document) = basis.document.as_deref().and_then(|id| pack.document(id)) else {
        let source = basis.source.as_deref().and_then(|id| pack.source(id)).map(|source| source.title.get(lang));
        let what = match (note, source) {
            (Some(note), Some(_)) if basis.confidence == Confidence::Own => note.to_owned(),
            (Some(note), Some(source)) => format!("{source}: {note}"),
            (Some(text), None) | (None, Some(text)) => text.to_owned(),
            (None, None) => String::new(),
        };
        return format!("{what} ({known})");
    };
    let articles: Vec<&str> = basis.articles.iter().map(String::as_str).filter(|article| *article != "-").collect();
    let articles = match articles.as_slice() {
        [] => String::new(),
        several => format!(" {} {}", lang.pick("Điều", "Article"), several.join(", ")),
    };
    let standing = match day {
        Some(day) => standing(pack, document, day, lang),
        None => span(document.in_force, lang),
    };
    let note = note.map_or(String::new(), |note| format!(": {note}"));
    format!("{}{articles} ({known}{standing}){note}", document.label)
}

fn standing(pack: &Pack, document: &LegalDocument, day: Date, lang: Lang) -> String {
    match pack.document_standing(document, day) {
        DocumentStanding::NotYet(from) if document.in_force.from == Some(from) => {
            format!("; {} {from}", lang.pick("chưa có hiệu lực, từ", "not yet in force, from"))
        }
        DocumentStanding::NotYet(from) => {
            format!("; {} {from}", lang.pick("chưa có hiệu lực, sớm nhất từ", "not in force before"))
        }
        DocumentStanding::Ended(to) => {
            format!("; {} {to}", lang.pick("hết hiệu lực sau", "no longer in force after"))
        }
        DocumentStanding::InForce => String::new(),
    }
}

/// "; in force from … to …", as far as the ends are known.
#[must_use]
pub fn span(validity: Validity, lang: Lang) -> String {
    let end = |day: Option<Date>, word| day.map_or(String::new(), |day| format!(" {word} {day}"));
    let (from, to) = (end(validity.from, lang.pick("từ", "from")), end(validity.to, lang.pick("đến", "to")));
    if from.is_empty() && to.is_empty() {
        from
    } else {
        format!("; {}{from}{to}", lang.pick("hiệu lực", "in force"))
    }
}
