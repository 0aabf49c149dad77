//! The trace in a terminal.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{TraceReport, article_label, nothing_checks, rule_names};
use crate::measure::ArticleTrace;
use crate::report::wrap::fill;
use crate::report::{Style, confidence};
use crate::text::Lang;

/// Writes every document and article with the rules that check it; with `components`, what they touch by name.
///
/// # Errors
/// What the writer says.
pub fn trace_table(report: &TraceReport<'_>, style: Style, components: bool, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    let mut text = String::new();
    for entry in &report.trace.documents {
        fill(&mut text, style, "", "  ", &report.document(entry.document, lang));
        cited(&mut text, style, &entry.cited_by);
        for article in &entry.articles {
            one(&mut text, report, style, article, components);
        }
        text.push('\n');
    }
    let unchecked: Vec<_> = report.trace.unchecked().collect();
    let _ = writeln!(text, "{} ({})", nothing_checks(lang), unchecked.len());
    for (document, article) in unchecked {
        let says = article.article.says.get(lang);
        let line = format!("{} {}: {says}", document.label, article_label(&article.article.id, lang));
        fill(&mut text, style, "  ", "    ", &line);
    }
    text.push('\n');
    fill(&mut text, style, "", "", report.pack.standing_notice(report.trace.as_of).get(lang));
    out.write_all(text.as_bytes())
}

fn one(text: &mut String, report: &TraceReport<'_>, style: Style, article: &ArticleTrace<'_>, components: bool) {
    let lang = style.lang;
    let label = article_label(&article.article.id, lang);
    let known = confidence(article.article.provenance.confidence, lang);
    fill(text, style, "  ", "    ", &format!("{label} ({known}): {}", article.article.says.get(lang)));
    if article.rules.is_empty() {
        fill(text, style, INDENT, INDENT, &format!("✗ {}", nothing_checks(lang).to_lowercase()));
    } else {
        let label = lang.pick("quy tắc", "rules");
        fill(text, style, INDENT, INDENT, &format!("✓ {label}: {}", rule_names(&article.rules)));
    }
    cited(text, style, &article.cited_by);
    if article.rules.is_empty() || !report.trace.with_architecture {
        return;
    }
    let touched = report.touched(article);
    let (count, found) = (touched.len(), article.found.len());
    let line = match lang {
        Lang::Vi => format!("chạm tới {count} thành phần, cơ quan; {found} phát hiện"),
        Lang::En => format!("touches {count} components or agencies; {found} findings"),
    };
    fill(text, style, INDENT, INDENT, &line);
    if components {
        for (label, names) in [
            (lang.pick("thành phần, cơ quan", "components, agencies"), touched),
            (lang.pick("phát hiện ở", "found at"), article.found.iter().map(String::as_str).collect()),
        ] {
            if !names.is_empty() {
                fill(text, style, INDENT, INDENT, &format!("{label}: {}", names.join(", ")));
            }
        }
    }
}

const INDENT: &str = "      ";

fn cited(text: &mut String, style: Style, by: &[String]) {
    if !by.is_empty() {
        let label = style.lang.pick("được dẫn ở", "cited by");
        fill(text, style, INDENT, INDENT, &format!("{label}: {}", by.join(", ")));
    }
}
