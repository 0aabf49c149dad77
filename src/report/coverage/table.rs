//! Coverage in a terminal: a line for each figure, and the agencies that fall short under it.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{CoverageReport, GROUPS, asked, class, heading, legend, short, sign, value, verdict};
use crate::measure::{Figure, Scope, Verdict};
use crate::report::Style;
use crate::report::wrap::fill;

/// Writes the figures; with `components`, the members and the findings behind each.
///
/// # Errors
/// What the writer says.
pub fn coverage_table(
    report: &CoverageReport<'_>,
    style: Style,
    components: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut text = String::new();
    let lang = style.lang;
    let shown: Vec<Scope> = match report.coverage.scopes.first() {
        // Of the whole, agencies stand under each line.
        Some(Scope::Whole) => vec![Scope::Whole],
        _ => report.coverage.scopes.clone(),
    };
    for scope in shown {
        let _ = writeln!(text, "{}, {}\n", report.scope(scope, lang), at(report, lang));
        for group in GROUPS {
            let _ = writeln!(text, "{}", heading(group, lang));
            for figure in report.coverage.of(scope).filter(|figure| figure.group == group) {
                line(&mut text, report, style, figure);
                if components {
                    behind(&mut text, report, style, figure);
                }
            }
            text.push('\n');
        }
        codes(&mut text, report, style, scope);
    }
    for line in legend(lang) {
        fill(&mut text, style, "", "  ", &line);
    }
    fill(&mut text, style, "", "", report.pack().standing_notice(report.coverage.as_of).get(lang));
    out.write_all(text.as_bytes())
}

fn at(report: &CoverageReport<'_>, lang: crate::text::Lang) -> String {
    format!("{} {}", lang.pick("xét tại ngày", "as of"), report.coverage.as_of)
}

fn line(text: &mut String, report: &CoverageReport<'_>, style: Style, figure: &Figure) {
    let lang = style.lang;
    let (id, said) = (short(&figure.id), verdict(figure.verdict, lang));
    let pad = |word: &str, width: usize| " ".repeat(width.saturating_sub(textwrap::core::display_width(word)));
    let value = value(figure, lang);
    let head = format!(
        "  {id}{} {} {said}{} {value}{}  {}",
        pad(id, 14),
        sign(figure.verdict),
        pad(said, lang.pick(17, 22)),
        pad(&value, 17),
        figure.name.get(lang),
    );
    fill(text, style, "", "                   ", &head);
    if let Some(due) = &figure.asked {
        fill(text, style, INDENT, INDENT, &asked(due, lang));
    }
    if figure.verdict != Verdict::Met {
        fill(text, style, INDENT, INDENT, figure.why.get(lang));
    }
    if figure.scope == Scope::Whole {
        for one in [Verdict::NotMet, Verdict::NotEnoughInformation] {
            let agencies = report.agencies(figure, one);
            if !agencies.is_empty() {
                fill(text, style, INDENT, INDENT, &format!("{}: {}", verdict(one, lang), agencies.join(", ")));
            }
        }
    }
}

const INDENT: &str = "                   ";

fn behind(text: &mut String, report: &CoverageReport<'_>, style: Style, figure: &Figure) {
    let lang = style.lang;
    for (label, members) in [
        (lang.pick("tính là đạt", "counted as met"), &figure.met),
        (lang.pick("tính là chưa đạt", "counted as not met"), &figure.not_met),
        (lang.pick("chưa rõ", "not known"), &figure.not_known),
    ] {
        if !members.is_empty() {
            fill(text, style, INDENT, INDENT, &format!("{label}: {}", report.keys(members).join(", ")));
        }
    }
    for finding in &figure.findings {
        let waived = if finding.waived { lang.pick(" (được miễn trừ)", " (waived)") } else { "" };
        fill(text, style, INDENT, INDENT, &format!("· {} {}{waived}", finding.rule, finding.subject));
    }
}

fn codes(text: &mut String, report: &CoverageReport<'_>, style: Style, scope: Scope) {
    let lang = style.lang;
    let uses: Vec<_> = report.coverage.codes.iter().filter(|code| code.scope == scope).collect();
    if uses.is_empty() {
        return;
    }
    let _ = writeln!(text, "{}", lang.pick("Mã đang dùng", "Codes in use"));
    for code in uses {
        let _ = writeln!(text, "  {:28} {:>5}  {}", code.code, code.components.len(), class(code.class, lang));
    }
    text.push('\n');
}
