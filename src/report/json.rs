//! The findings for machines: one versioned JSON document. Keys are English whatever the language.

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::{Report, cite, lessened, tag};
use crate::check::{Outcome, Tally};
use crate::diagnostic::{ExceptionKind, Finding, Waived};
use crate::framework::Severity;
use crate::source::Place;
use crate::text::{Lang, Text};

/// Version of the format; it grows when a key changes its meaning or goes away.
pub const JSON_VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'r> {
    format: &'static str,
    version: u32,
    tool: Tool,
    framework: Framework<'r>,
    as_of: String,
    fail_level: Severity,
    outcome: &'static str,
    /// Rules of less than full weight at the day, and why.
    lessened: Vec<LessenedEntry<'r>>,
    summary: Summary<'r>,
    findings: Vec<Entry<'r>>,
}

#[derive(Serialize)]
struct LessenedEntry<'r> {
    rule: &'r str,
    tag: &'r str,
    weight: &'static str,
    because: Text,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Framework<'r> {
    id: &'r str,
    title: &'r Text,
    in_force: crate::framework::Validity,
    superseded_by: Option<&'r str>,
    notice: Text,
}

#[derive(Serialize)]
struct Summary<'r> {
    files: usize,
    agencies: usize,
    components: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    /// Let pass by a waiver or a comment, and counted nowhere else.
    waived: usize,
    hidden: usize,
    by_agency: Vec<Row<'r>>,
    by_layer: Vec<Row<'r>>,
}

#[derive(Serialize)]
struct Row<'r> {
    name: &'r str,
    errors: usize,
    warnings: usize,
    infos: usize,
    waived: usize,
}

#[derive(Serialize)]
struct Entry<'r> {
    rule: &'r str,
    tag: &'r str,
    severity: Severity,
    /// `advice` where no law that asks it is in force at the day, else `binding`.
    weight: &'static str,
    subject: SubjectEntry,
    field: &'r str,
    agency: &'r str,
    layer: &'r str,
    location: Location<'r>,
    message: &'r Text,
    fix: &'r Text,
    basis: Vec<Text>,
    path: &'r [String],
    expected_path: &'r [String],
    related: Vec<RelatedEntry<'r>>,
    /// What lets it pass; `null` where nothing does.
    waived: Option<WaivedEntry<'r>>,
}

#[derive(Serialize)]
struct WaivedEntry<'r> {
    by: &'static str,
    location: Location<'r>,
    reason: &'r str,
    text: &'r Text,
    decision: &'r str,
    approved_by: &'r Text,
    expires: Option<String>,
}

#[derive(Serialize)]
struct SubjectEntry {
    kind: &'static str,
    name: String,
}

#[derive(Serialize)]
struct Location<'r> {
    file: &'r str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
struct RelatedEntry<'r> {
    location: Location<'r>,
    message: &'r Text,
}

/// Writes the whole report as one JSON document, a line break at its end.
///
/// # Errors
/// What the writer says.
pub fn json(report: &Report<'_>, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    let pack = report.pack();
    let repository = report.graph.repository;
    let tally = report.tally();
    let lessened = lessened(pack, report.as_of);
    let advice: FxHashSet<&str> =
        lessened.iter().filter(|rule| !rule.off).map(|rule| rule.setting.rule.as_str()).collect();
    let document = Document {
        format: "khung-check",
        version: JSON_VERSION,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        framework: Framework {
            id: &pack.framework.id,
            title: &pack.framework.title,
            in_force: pack.framework.in_force,
            superseded_by: pack.framework.superseded_by.as_ref().map(|next| next.number.as_str()),
            notice: pack.standing_notice(report.as_of),
        },
        as_of: report.as_of.to_string(),
        fail_level: report.fail_level,
        outcome: match report.outcome {
            Outcome::Clean => "clean",
            Outcome::Findings => "findings",
            Outcome::Unread => "unread",
        },
        lessened: lessened
            .iter()
            .map(|rule| LessenedEntry {
                rule: &rule.setting.rule,
                tag: &rule.setting.tag,
                weight: if rule.off { "off" } else { "advice" },
                because: rule.because.clone(),
            })
            .collect(),
        summary: Summary {
            files: report.sources.len(),
            agencies: repository.agencies.len(),
            components: repository.components.len(),
            errors: tally.errors,
            warnings: tally.warnings,
            infos: tally.infos,
            waived: tally.waived,
            hidden: report.hidden,
            by_agency: rows(report, |finding| finding.agency.as_str()),
            by_layer: rows(report, |finding| finding.layer.as_str()),
        },
        findings: report.findings.iter().map(|finding| entry(report, &advice, finding)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn rows<'r>(report: &Report<'r>, name: impl Fn(&'r Finding) -> &'r str) -> Vec<Row<'r>> {
    let tallies = Tally::by(report.findings, name);
    let row = |(name, tally): (&'r str, Tally)| Row {
        name,
        errors: tally.errors,
        warnings: tally.warnings,
        infos: tally.infos,
        waived: tally.waived,
    };
    tallies.into_iter().map(row).collect()
}

fn entry<'r>(report: &Report<'r>, advice: &FxHashSet<&str>, finding: &'r Finding) -> Entry<'r> {
    let pack = report.pack();
    let basis = pack.rule(&finding.rule).map_or(&[][..], |setting| setting.basis.as_slice());
    let cite = |basis, lang| cite(pack, basis, Some(report.as_of), lang);
    Entry {
        rule: &finding.rule,
        tag: tag(report.graph.pack, &finding.rule),
        severity: finding.severity,
        weight: if advice.contains(&*finding.rule) { "advice" } else { "binding" },
        subject: SubjectEntry { kind: finding.subject.sort(), name: finding.subject.label() },
        field: &finding.field,
        agency: &finding.agency,
        layer: &finding.layer,
        location: location(report, finding.place),
        message: &finding.message,
        fix: &finding.help,
        basis: basis.iter().map(|basis| Text::new(cite(basis, Lang::Vi), cite(basis, Lang::En))).collect(),
        path: &finding.path,
        expected_path: &finding.expected,
        related: finding
            .related
            .iter()
            .map(|related| RelatedEntry { location: location(report, related.place), message: &related.says })
            .collect(),
        waived: finding.waived.as_deref().map(|waived| waived_entry(report, waived)),
    }
}

fn waived_entry<'r>(report: &Report<'r>, waived: &'r Waived) -> WaivedEntry<'r> {
    WaivedEntry {
        by: match waived.kind {
            ExceptionKind::Waiver => "waiver",
            ExceptionKind::Ignore => "ignore",
        },
        location: location(report, waived.place),
        reason: &waived.reason,
        text: &waived.text,
        decision: &waived.decision,
        approved_by: &waived.approved_by,
        expires: waived.expires.map(|day| day.to_string()),
    }
}

fn location<'r>(report: &Report<'r>, place: Place) -> Location<'r> {
    let file = report.sources.get(place.file);
    let (start, end) = (file.position(place.span.start), file.position(place.span.end));
    Location { file: &file.path, line: start.line, column: start.column, end_line: end.line, end_column: end.column }
}
