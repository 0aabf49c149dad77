//! The trace as Markdown.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{TraceReport, article_label, nothing_checks};
use crate::measure::ArticleTrace;
use crate::report::confidence;
use crate::text::Lang;

/// Writes every document and article with the rules that check it and what they touch, as one page.
///
/// # Errors
/// What the writer says.
pub fn trace_markdown(report: &TraceReport<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut text = String::new();
    let title = lang.pick("Điều khoản và quy tắc kiểm tra", "Articles and the rules that check them");
    let _ = writeln!(text, "# {title}\n\n{}", report.pack.standing_notice(report.trace.as_of).get(lang));
    let heads = lang.pick(
        ["Điều", "Nội dung", "Độ chắc", "Quy tắc", "Chạm tới", "Phát hiện"],
        ["Article", "What it asks", "Known", "Rules", "Touches", "Findings"],
    );
    for entry in &report.trace.documents {
        let _ = writeln!(text, "\n## {}\n", report.document(entry.document, lang));
        if !entry.cited_by.is_empty() {
            let _ = writeln!(text, "{}: {}\n", lang.pick("Được dẫn ở", "Cited by"), entry.cited_by.join(", "));
        }
        if entry.articles.is_empty() {
            continue;
        }
        let _ = writeln!(text, "| {} |\n|---|---|---|---|---|---|", heads.join(" | "));
        for article in &entry.articles {
            row(&mut text, report, article, lang);
        }
        for article in &entry.articles {
            behind(&mut text, report, article, lang);
        }
    }
    let unchecked: Vec<_> = report.trace.unchecked().collect();
    let _ = writeln!(text, "\n## {} ({})\n", nothing_checks(lang), unchecked.len());
    for (document, article) in unchecked {
        let label = article_label(&article.article.id, lang);
        let _ = writeln!(text, "- {} {label}: {}", document.label, article.article.says.get(lang));
    }
    out.write_all(text.as_bytes())
}

fn row(text: &mut String, report: &TraceReport<'_>, article: &ArticleTrace<'_>, lang: Lang) {
    let rules: Vec<String> = article.rules.iter().map(|setting| format!("`{}`", setting.rule)).collect();
    let rules =
        if rules.is_empty() { format!("✗ {}", nothing_checks(lang).to_lowercase()) } else { rules.join(", ") };
    let (touched, found) = if report.trace.with_architecture && !article.rules.is_empty() {
        (article.touches.len().to_string(), article.found.len().to_string())
    } else {
        (String::new(), String::new())
    };
    let _ = writeln!(
        text,
        "| {} | {} | {} | {rules} | {touched} | {found} |",
        article_label(&article.article.id, lang),
        article.article.says.get(lang).replace('|', "\\|"),
        confidence(article.article.provenance.confidence, lang),
    );
}

fn behind(text: &mut String, report: &TraceReport<'_>, article: &ArticleTrace<'_>, lang: Lang) {
    let touched = report.touched(article);
    if touched.is_empty() && article.found.is_empty() && article.cited_by.is_empty() {
        return;
    }
    let label = article_label(&article.article.id, lang);
    let title = lang.pick("phần kiến trúc chạm tới", "what of the architecture it touches");
    let _ = writeln!(text, "\n<details><summary>{label}: {title}</summary>\n");
    for (label, names) in [
        (lang.pick("Được dẫn ở", "Cited by"), article.cited_by.iter().map(String::as_str).collect()),
        (lang.pick("Quy tắc xét", "Rules look at"), touched),
        (lang.pick("Phát hiện ở", "Found at"), article.found.iter().map(String::as_str).collect::<Vec<&str>>()),
    ] {
        if !names.is_empty() {
            let _ = writeln!(text, "- {label}: {}", names.join(", "));
        }
    }
    let _ = writeln!(text, "\n</details>");
}
