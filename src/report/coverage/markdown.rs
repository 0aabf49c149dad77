//! Coverage as Markdown: a table for each part, agencies across, and the members behind each figure folded away.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{CoverageReport, GROUPS, asked, class, heading, legend, short, sign, value, verdict};
use crate::measure::{Figure, Group, Scope, Verdict};
use crate::text::Lang;

/// Writes the figures as one page.
///
/// # Errors
/// What the writer says.
pub fn coverage_markdown(report: &CoverageReport<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut text = String::new();
    let coverage = report.coverage;
    let title = report.graph.repository.config.title.get(lang);
    let _ = writeln!(text, "# {}: {title}\n", lang.pick("Mức đáp ứng", "Coverage"));
    let _ = writeln!(text, "{} {}.", lang.pick("Xét tại ngày", "As of"), coverage.as_of);
    let _ = writeln!(text, "{}\n", report.pack().standing_notice(coverage.as_of).get(lang));
    for line in legend(lang) {
        let _ = writeln!(text, "- {line}");
    }
    let whole = coverage.scopes.first() == Some(&Scope::Whole);
    for &scope in coverage.scopes.iter().filter(|scope| !whole || **scope == Scope::Whole) {
        let _ = writeln!(text, "\n## {}", report.scope(scope, lang));
        for group in GROUPS {
            table(&mut text, report, scope, group, lang);
        }
        codes(&mut text, report, scope, lang);
    }
    if whole {
        let _ = writeln!(text, "\n## {}", lang.pick("Theo cơ quan", "By agency"));
        for group in GROUPS {
            matrix(&mut text, report, group, lang);
        }
        silent(&mut text, report, lang);
    }
    out.write_all(text.as_bytes())
}

fn table(text: &mut String, report: &CoverageReport<'_>, scope: Scope, group: Group, lang: Lang) {
    let heads = lang.pick(
        ["Mã", "Nội dung", "Số đếm", "Kết luận", "Vì sao", "Quy tắc, số đếm"],
        ["Id", "What", "Count", "Verdict", "Why", "Rules, metric"],
    );
    let _ = writeln!(text, "\n### {}\n\n| {} |\n|---|---|---|---|---|---|", heading(group, lang), heads.join(" | "));
    let figures: Vec<&Figure> = report.coverage.of(scope).filter(|figure| figure.group == group).collect();
    for figure in &figures {
        let due = figure.asked.as_ref().map_or(String::new(), |due| format!("{}; ", asked(due, lang)));
        let served = figure.rules.iter().chain(&figure.metric).map(|name| format!("`{name}`"));
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} {} | {}{} | {} |",
            short(&figure.id),
            cell(figure.name.get(lang)),
            value(figure, lang),
            sign(figure.verdict),
            verdict(figure.verdict, lang),
            due,
            cell(figure.why.get(lang)),
            served.collect::<Vec<_>>().join(", "),
        );
    }
    for figure in figures.into_iter().filter(|figure| figure.counted || !figure.findings.is_empty()) {
        behind(text, report, figure, lang);
    }
}

fn behind(text: &mut String, report: &CoverageReport<'_>, figure: &Figure, lang: Lang) {
    let title = lang.pick("thành phần, cơ quan sau con số", "components and agencies behind the figure");
    let _ = writeln!(text, "\n<details><summary>{}: {title}</summary>\n", short(&figure.id));
    for (label, members) in [
        (lang.pick("Tính là đạt", "Counted as met"), &figure.met),
        (lang.pick("Tính là chưa đạt", "Counted as not met"), &figure.not_met),
        (lang.pick("Chưa rõ", "Not known"), &figure.not_known),
    ] {
        if !members.is_empty() {
            let keys: Vec<String> = report.keys(members).iter().map(|key| format!("`{key}`")).collect();
            let _ = writeln!(text, "- {label}: {}", keys.join(", "));
        }
    }
    for finding in &figure.findings {
        let waived = if finding.waived { lang.pick(" (được miễn trừ)", " (waived)") } else { "" };
        let _ =
            writeln!(text, "- {} `{}`: {}{waived}", lang.pick("Phát hiện", "Finding"), finding.rule, finding.subject);
    }
    let _ = writeln!(text, "\n</details>");
}

fn matrix(text: &mut String, report: &CoverageReport<'_>, group: Group, lang: Lang) {
    // The figures of the whole are the columns: an agency may lack one that is of other levels.
    let columns: Vec<&str> = report
        .coverage
        .of(Scope::Whole)
        .filter(|figure| figure.group == group && figure.verdict != Verdict::Manual)
        .map(|figure| figure.id.as_str())
        .collect();
    let names: Vec<&str> = columns.iter().map(|id| short(id)).collect();
    let _ = writeln!(text, "\n### {}\n", heading(group, lang));
    let _ = writeln!(text, "| {} | {} |", lang.pick("Cơ quan", "Agency"), names.join(" | "));
    let _ = writeln!(text, "|---|{}", ":-:|".repeat(columns.len()));
    for &scope in &report.coverage.scopes {
        let Scope::Agency(id) = scope else { continue };
        let cells = columns.iter().map(|column| {
            let figure = report.coverage.of(scope).find(|figure| figure.id == *column);
            figure.map_or("", |figure| sign(figure.verdict))
        });
        let cells: Vec<&str> = cells.collect();
        let _ = writeln!(text, "| {} | {} |", report.graph.repository.agency(id).id, cells.join(" | "));
    }
}

fn codes(text: &mut String, report: &CoverageReport<'_>, scope: Scope, lang: Lang) {
    let mut uses = report.coverage.codes.iter().filter(|code| code.scope == scope).peekable();
    if uses.peek().is_none() {
        return;
    }
    let heads = lang.pick(["Mã", "Số thành phần", "Loại mã"], ["Code", "Components", "Sort"]);
    let title = lang.pick("Mã mô hình tham chiếu đang dùng", "Reference codes in use");
    let _ = writeln!(text, "\n### {title}\n\n| {} |\n|---|---|---|", heads.join(" | "));
    for code in uses {
        let _ = writeln!(text, "| `{}` | {} | {} |", cell(&code.code), code.components.len(), class(code.class, lang));
    }
}

fn silent(text: &mut String, report: &CoverageReport<'_>, lang: Lang) {
    let repository = report.graph.repository;
    let ids: Vec<&str> = report.coverage.silent.iter().map(|&id| repository.agency(id).id.as_str()).collect();
    if !ids.is_empty() {
        let says = lang.pick("Không có thành phần nào tại ngày xét", "With no component at the day");
        let _ = writeln!(text, "\n{says}: {}.", ids.join(", "));
    }
}

/// Words as they may stand in a cell.
fn cell(words: &str) -> String {
    words.replace('|', "\\|").replace('\n', " ")
}
