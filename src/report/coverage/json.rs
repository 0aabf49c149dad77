//! Coverage for machines: one versioned JSON document. Keys are English whatever the language.

use std::io::{self, Write};

use serde::Serialize;

use super::{CoverageReport, meaning, verdict};
use crate::framework::Severity;
use crate::measure::{CodeClass, Figure, Group, Scope, Verdict};
use crate::text::{Lang, Text};

/// Version of the format; it grows when a key changes its meaning or goes away.
pub const COVERAGE_VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'r> {
    format: &'static str,
    version: u32,
    tool: Tool,
    framework: &'r str,
    notice: Text,
    as_of: String,
    verdicts: Vec<Legend>,
    agencies: Vec<&'r str>,
    agencies_without_components: Vec<&'r str>,
    figures: Vec<Entry<'r>>,
    codes: Vec<CodeEntry<'r>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Legend {
    verdict: &'static str,
    name: Text,
    meaning: Text,
}

#[derive(Serialize)]
struct Entry<'r> {
    id: &'r str,
    group: &'static str,
    name: &'r Text,
    scope: &'static str,
    agency: Option<&'r str>,
    verdict: &'static str,
    why: &'r Text,
    value: Option<Value>,
    asked: Option<AskedEntry<'r>>,
    rules: &'r [String],
    metric: Option<&'r str>,
    met: Vec<&'r str>,
    not_met: Vec<&'r str>,
    not_known: Vec<&'r str>,
    findings: Vec<FindingEntry<'r>>,
}

#[derive(Serialize)]
struct Value {
    met: usize,
    not_met: usize,
    not_known: usize,
    of: usize,
}

#[derive(Serialize)]
struct AskedEntry<'r> {
    op: &'static str,
    value: f64,
    unit: &'r str,
    date: String,
    kind: &'static str,
}

#[derive(Serialize)]
struct FindingEntry<'r> {
    rule: &'r str,
    severity: Severity,
    subject: &'r str,
    waived: bool,
}

#[derive(Serialize)]
struct CodeEntry<'r> {
    scope: &'static str,
    agency: Option<&'r str>,
    model: &'r str,
    code: &'r str,
    class: &'static str,
    components: Vec<&'r str>,
}

/// Writes every figure of every scope as one JSON document, a line break at its end.
///
/// # Errors
/// What the writer says.
pub fn coverage_json(report: &CoverageReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let repository = report.graph.repository;
    let agency = |scope: Scope| match scope {
        Scope::Whole => None,
        Scope::Agency(id) => Some(repository.agency(id).id.as_str()),
    };
    let legend = |one: Verdict| Legend {
        verdict: name(one),
        name: Text::new(verdict(one, Lang::Vi), verdict(one, Lang::En)),
        meaning: Text::new(meaning(one, Lang::Vi), meaning(one, Lang::En)),
    };
    let document = Document {
        format: "khung-report",
        version: COVERAGE_VERSION,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        framework: &report.pack().framework.id,
        notice: report.pack().standing_notice(report.coverage.as_of),
        as_of: report.coverage.as_of.to_string(),
        verdicts: Verdict::ALL.into_iter().map(legend).collect(),
        agencies: report.coverage.scopes.iter().filter_map(|&scope| agency(scope)).collect(),
        agencies_without_components: report
            .coverage
            .silent
            .iter()
            .map(|&id| repository.agency(id).id.as_str())
            .collect(),
        figures: report.coverage.figures.iter().map(|figure| entry(report, figure, agency(figure.scope))).collect(),
        codes: report
            .coverage
            .codes
            .iter()
            .map(|used| CodeEntry {
                scope: scope_name(used.scope),
                agency: agency(used.scope),
                model: &used.model,
                code: &used.code,
                class: match used.class {
                    CodeClass::Official => "official",
                    CodeClass::Own => "own",
                    CodeClass::Unknown => "unknown",
                },
                components: used.components.iter().map(|&id| &*report.graph.component(id).key).collect(),
            })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn entry<'r>(report: &'r CoverageReport<'_>, figure: &'r Figure, agency: Option<&'r str>) -> Entry<'r> {
    Entry {
        id: &figure.id,
        group: match figure.group {
            Group::Layer => "layer",
            Group::Model => "reference-model",
            Group::Duty => "duty",
            Group::Target => "target",
        },
        name: &figure.name,
        scope: scope_name(figure.scope),
        agency,
        verdict: name(figure.verdict),
        why: &figure.why,
        value: figure.counted.then(|| Value {
            met: figure.met.len(),
            not_met: figure.not_met.len(),
            not_known: figure.not_known.len(),
            of: figure.of(),
        }),
        asked: figure.asked.as_ref().map(|asked| AskedEntry {
            op: asked.op.sign(),
            value: asked.value,
            unit: &asked.unit,
            date: asked.date.to_string(),
            kind: if asked.promised { "promise" } else { "result" },
        }),
        rules: &figure.rules,
        metric: figure.metric.as_deref(),
        met: report.keys(&figure.met),
        not_met: report.keys(&figure.not_met),
        not_known: report.keys(&figure.not_known),
        findings: figure
            .findings
            .iter()
            .map(|finding| FindingEntry {
                rule: &finding.rule,
                severity: finding.severity,
                subject: &finding.subject,
                waived: finding.waived,
            })
            .collect(),
    }
}

const fn scope_name(scope: Scope) -> &'static str {
    match scope {
        Scope::Whole => "whole",
        Scope::Agency(_) => "agency",
    }
}

const fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "met",
        Verdict::NotMet => "not-met",
        Verdict::NotEnoughInformation => "not-enough-information",
        Verdict::NotApplicable => "not-applicable",
        Verdict::Manual => "manual",
    }
}
