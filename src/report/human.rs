//! What an architect reads in a terminal: what is wrong, where, why it matters, the clause and the fix.

use std::fmt;
use std::fmt::Write as _;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles,
};
use owo_colors::{OwoColorize, Style as Paint};

use super::snippet::Snippet;
use super::wrap::wrap;
use super::{Report, advice_because, cite, exception, tag, weight};
use crate::check::{Outcome, Tally, page};
use crate::diagnostic::{Finding, Related};
use crate::framework::Severity;
use crate::source::{Place, SourceFile};
use crate::text::Lang;

/// How the terminal wants it.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Language.
    pub lang: Lang,
    /// Colours may be used.
    pub color: bool,
    /// Characters in a line.
    pub width: usize,
}

/// Writes the whole report.
///
/// # Errors
/// What the writer says.
pub fn human(report: &Report<'_>, style: Style, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    let printer = Printer { report, style, handler: handler(style) };
    for finding in report.findings.iter().filter(|finding| finding.waived.is_none()) {
        let text = if finding.severity == Severity::Info { printer.line(finding) } else { printer.block(finding) };
        out.write_all(text.as_bytes())?;
    }
    if !report.findings.is_empty() {
        writeln!(out)?;
    }
    out.write_all(printer.waived().as_bytes())?;
    out.write_all(printer.summary().as_bytes())
}

fn handler(style: Style) -> GraphicalReportHandler {
    let styles = if style.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
    GraphicalReportHandler::new_themed(theme)
        .with_width(style.width)
        .with_context_lines(1)
        .with_links(false)
        .with_word_splitter(textwrap::WordSplitter::NoHyphenation)
}

struct Printer<'r> {
    report: &'r Report<'r>,
    style: Style,
    handler: GraphicalReportHandler,
}

impl Printer<'_> {
    fn file(&self, place: Place) -> &SourceFile {
        self.report.sources.get(place.file)
    }

    fn paint(&self, text: &str, paint: Paint) -> String {
        if self.style.color { text.style(paint).to_string() } else { text.to_owned() }
    }

    /// One finding with its snippet and its advice.
    fn block(&self, finding: &Finding) -> String {
        let file = self.file(finding.place);
        let shown = Shown::new(self, finding, file);
        let mut text = String::new();
        if self.handler.render_report(&mut text, &shown).is_err() {
            // The snippet could not be drawn; the words matter more.
            let _ = writeln!(text, "{}: {}", file.path, finding.message.get(self.style.lang));
        }
        if file.text.is_empty() {
            self.note(&mut text, self.style.lang.pick("tệp", "file"), &file.path);
        }
        self.advice(&mut text, finding);
        text.push('\n');
        text
    }

    fn advice(&self, text: &mut String, finding: &Finding) {
        let lang = self.style.lang;
        self.note(text, lang.pick("sửa", "fix"), finding.help.get(lang));
        let setting = self.report.pack().rule(&finding.rule);
        let policy = setting.and_then(|setting| setting.policy.as_ref());
        let why = policy.map(|policy| policy.why.get(lang)).or_else(|| page(&finding.rule).map(|page| page.why(lang)));
        self.note(text, lang.pick("vì sao", "why"), &one_line(why.unwrap_or_default()));
        if let Some(setting) = setting {
            let clauses =
                setting.basis.iter().map(|basis| cite(self.report.pack(), basis, Some(self.report.as_of), lang));
            self.note(text, lang.pick("căn cứ", "basis"), &clauses.collect::<Vec<_>>().join(" · "));
        }
        if let Some(because) = advice_because(self.report.pack(), &finding.rule, self.report.as_of) {
            let words = format!(
                "{}: {}",
                lang.pick("chỉ là khuyến nghị ở ngày này", "advice only on this day"),
                because.get(lang)
            );
            self.note(text, lang.pick("hiệu lực", "weight"), &words);
        }
        if !finding.path.is_empty() {
            self.note(text, lang.pick("hiện đi", "path now"), &finding.path.join(" → "));
        }
        if !finding.expected.is_empty() {
            self.note(text, lang.pick("cần đi", "expected"), &finding.expected.join(" → "));
        }
        for related in finding.related.iter().filter(|related| related.place.file != finding.place.file) {
            let at = self.location(related.place);
            self.note(text, lang.pick("xem thêm", "see also"), &format!("{at} {}", related.says.get(lang)));
        }
        self.note(text, lang.pick("đọc thêm", "more"), &format!("khung explain {}", finding.rule));
    }

    fn note(&self, text: &mut String, label: &str, words: &str) {
        if words.is_empty() {
            return;
        }
        let indent = "  ";
        let hanging = " ".repeat(12);
        let padded = format!("{label:>8}: ");
        let options = wrap(self.style).subsequent_indent(&hanging);
        let filled = textwrap::fill(&format!("{indent}{padded}{words}"), options);
        let painted = filled.replacen(&padded, &self.paint(&padded, Paint::new().cyan()), 1);
        text.push_str(&painted);
        text.push('\n');
    }

    /// A finding that only informs, on one line.
    fn line(&self, finding: &Finding) -> String {
        let mark = self.paint("·", Paint::new().blue());
        let at = self.location(finding.place);
        let message = finding.message.get(self.style.lang);
        format!("{mark} {at} {message} [{}]\n", self.code(finding))
    }

    /// What is let pass, and why: told after what is not, and more quietly.
    fn waived(&self) -> String {
        let lang = self.style.lang;
        let waived = self.report.findings.iter().filter_map(|finding| Some((finding, finding.waived.as_deref()?)));
        let mut lines = String::new();
        for (finding, waived) in waived {
            let (at, by) = (self.location(finding.place), self.location(waived.place));
            let message = finding.message.get(lang);
            let what = format!("◌ {at} {message} [{}]", self.code(finding));
            let why = format!("{} ({by})", exception(waived, lang));
            let options = |indent| wrap(self.style).initial_indent(indent).subsequent_indent("    ");
            for text in [textwrap::fill(&what, options("")), textwrap::fill(&why, options("    "))] {
                lines.push_str(&self.paint(&text, Paint::new().dimmed()));
                lines.push('\n');
            }
        }
        if lines.is_empty() {
            return lines;
        }
        let title = lang.pick("Được miễn trừ hoặc bỏ qua", "Waived or ignored");
        format!("{}\n{lines}\n", self.paint(title, Paint::new().bold()))
    }

    fn location(&self, place: Place) -> String {
        let file = self.file(place);
        format!("{}:{}", file.path, file.position(place.span.start))
    }

    fn code(&self, finding: &Finding) -> String {
        match tag(self.report.pack(), &finding.rule) {
            "" => finding.rule.to_string(),
            tag => format!("{} {tag}", finding.rule),
        }
    }

    fn summary(&self) -> String {
        let (report, lang) = (self.report, self.style.lang);
        let mut text = String::new();
        if !report.findings.is_empty() {
            let unnamed = lang.pick("(không rõ)", "(not known)");
            let no_layer = lang.pick("(cả cơ quan)", "(whole agency)");
            let by_agency = Tally::by(report.findings, |finding| or(&finding.agency, unnamed));
            self.table(&mut text, lang.pick("Theo cơ quan", "By agency"), &by_agency);
            let by_layer = Tally::by(report.findings, |finding| or(&finding.layer, no_layer));
            self.table(&mut text, lang.pick("Theo lớp", "By layer"), &by_layer);
        }
        let repository = report.graph.repository;
        let (files, agencies, components) =
            (report.sources.len(), repository.agencies.len(), repository.components.len());
        let tally = report.tally();
        let _ = match lang {
            Lang::Vi => writeln!(
                text,
                "{files} tệp, {agencies} cơ quan, {components} thành phần, xét tại ngày {}.\n{} lỗi, {} cảnh báo, {} thông tin.",
                report.as_of, tally.errors, tally.warnings, tally.infos
            ),
            Lang::En => writeln!(
                text,
                "{files} files, {agencies} agencies, {components} components, as of {}.\n{} errors, {} warnings, {} notes.",
                report.as_of, tally.errors, tally.warnings, tally.infos
            ),
        };
        if tally.waived > 0 {
            let waived = tally.waived;
            let _ = match lang {
                Lang::Vi => {
                    writeln!(text, "{waived} phát hiện được miễn trừ hoặc bỏ qua, không tính vào cổng kiểm tra.")
                }
                Lang::En => writeln!(text, "{waived} findings are waived or ignored, and do not count for the gate."),
            };
        }
        if report.hidden > 0 {
            let hidden = report.hidden;
            let _ = match lang {
                Lang::Vi => writeln!(text, "{hidden} phát hiện khác không thuộc phần được lọc."),
                Lang::En => writeln!(text, "{hidden} other findings lie outside the filter."),
            };
        }
        let notice = report.pack().standing_notice(report.as_of);
        text.push_str(&textwrap::fill(notice.get(lang), wrap(self.style)));
        text.push('\n');
        for line in weight::lines(report.pack(), report.as_of, lang) {
            text.push_str(&textwrap::fill(&line, wrap(self.style).subsequent_indent("  ")));
            text.push('\n');
        }
        text.push_str(&self.verdict());
        text
    }

    fn verdict(&self) -> String {
        let lang = self.style.lang;
        let (words, paint) = match self.report.outcome {
            Outcome::Clean => (
                lang.pick(
                    "ĐẠT: không có phát hiện nào đủ mức làm hỏng cổng kiểm tra.",
                    "PASS: nothing at the level that fails the gate.",
                ),
                Paint::new().green().bold(),
            ),
            Outcome::Findings => (
                lang.pick("KHÔNG ĐẠT: có phát hiện cần sửa.", "FAIL: there are findings to mend."),
                Paint::new().red().bold(),
            ),
            Outcome::Unread => (
                lang.pick(
                    "KHÔNG ĐẠT: có phần không đọc được, nên không thể kết luận.",
                    "FAIL: something could not be read, so nothing can be said of it.",
                ),
                Paint::new().red().bold(),
            ),
        };
        format!("{}\n", self.paint(words, paint))
    }

    fn table(&self, text: &mut String, title: &str, rows: &std::collections::BTreeMap<&str, Tally>) {
        let lang = self.style.lang;
        let heads = lang.pick(["lỗi", "cảnh báo", "thông tin"], ["errors", "warnings", "notes"]);
        let width = rows.keys().chain(std::iter::once(&title)).map(|name| textwrap::core::display_width(name)).max();
        let width = width.unwrap_or(0);
        let pad = |name: &str| " ".repeat(width - textwrap::core::display_width(name).min(width));
        let excepted = rows.values().any(|tally| tally.waived > 0);
        let last = |word: &str| if excepted { format!("  {word:>10}") } else { String::new() };
        let waived = last(lang.pick("được miễn", "waived"));
        let head = format!("{title}{}  {:>8}  {:>9}  {:>10}{waived}", pad(title), heads[0], heads[1], heads[2]);
        let _ = writeln!(text, "{}", self.paint(&head, Paint::new().bold()));
        for (name, tally) in rows {
            let (errors, warnings, infos) = (tally.errors, tally.warnings, tally.infos);
            let waived = last(&tally.waived.to_string());
            let _ = writeln!(text, "{name}{}  {errors:>8}  {warnings:>9}  {infos:>10}{waived}", pad(name));
        }
        text.push('\n');
    }
}

fn or<'t>(text: &'t str, otherwise: &'t str) -> &'t str {
    if text.is_empty() { otherwise } else { text }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A finding as the renderer sees it.
struct Shown<'s> {
    code: String,
    message: &'s str,
    severity: Severity,
    labels: Vec<LabeledSpan>,
    snippet: Snippet<'s>,
}

impl<'s> Shown<'s> {
    fn new(printer: &Printer<'_>, finding: &'s Finding, file: &'s SourceFile) -> Self {
        let lang = printer.style.lang;
        let span = |place: Place| (place.span.start as usize, place.span.len() as usize);
        let mut labels = Vec::new();
        if !file.text.is_empty() {
            let here = |related: &&Related| related.place.file == finding.place.file;
            labels.push(LabeledSpan::new_primary_with_span(None, span(finding.place)));
            let other =
                |other: &Related| LabeledSpan::new_with_span(Some(other.says.get(lang).to_owned()), span(other.place));
            labels.extend(finding.related.iter().filter(here).map(other));
        }
        Self {
            code: printer.code(finding),
            message: finding.message.get(lang),
            severity: finding.severity,
            labels,
            snippet: Snippet(file),
        }
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        if self.labels.is_empty() { None } else { Some(&self.snippet) }
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
