//! The trace for machines: one versioned JSON document. Keys are English whatever the language.

use std::io::{self, Write};

use serde::Serialize;

use super::TraceReport;
use crate::framework::{Confidence, Validity};
use crate::measure::{ArticleTrace, DocumentTrace, ReachBy, RuleReach};
use crate::text::Text;

/// Version of the format; it grows when a key changes its meaning or goes away.
pub const TRACE_VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'r> {
    format: &'static str,
    version: u32,
    framework: &'r str,
    notice: Text,
    as_of: String,
    with_architecture: bool,
    documents: Vec<DocumentEntry<'r>>,
    rules: Vec<RuleEntry<'r>>,
    unchecked: Vec<String>,
}

#[derive(Serialize)]
struct DocumentEntry<'r> {
    id: &'r str,
    number: &'r str,
    label: &'r str,
    title: &'r Text,
    in_force: Validity,
    in_force_at_day: bool,
    confidence: Confidence,
    cited_by: &'r [String],
    articles: Vec<ArticleEntry<'r>>,
}

#[derive(Serialize)]
struct ArticleEntry<'r> {
    id: &'r str,
    says: &'r Text,
    confidence: Confidence,
    rules: Vec<&'r str>,
    cited_by: &'r [String],
    touches: Vec<&'r str>,
    found: &'r [String],
}

#[derive(Serialize)]
struct RuleEntry<'r> {
    rule: &'r str,
    tag: &'r str,
    looks_at: &'static str,
    kinds: &'r [&'r str],
    touches: Vec<&'r str>,
    found: &'r [String],
}

/// Writes the whole trace as one JSON document, a line break at its end.
///
/// # Errors
/// What the writer says.
pub fn trace_json(report: &TraceReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let trace = report.trace;
    let document = Document {
        format: "khung-trace",
        version: TRACE_VERSION,
        framework: &report.pack.framework.id,
        notice: report.pack.standing_notice(trace.as_of),
        as_of: trace.as_of.to_string(),
        with_architecture: trace.with_architecture,
        documents: trace.documents.iter().map(|entry| self::entry(report, entry)).collect(),
        rules: trace.rules.iter().map(|reach| rule(report, reach)).collect(),
        unchecked: trace
            .unchecked()
            .map(|(document, article)| format!("{}:{}", document.id, article.article.id))
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn entry<'r>(report: &'r TraceReport<'_>, entry: &'r DocumentTrace<'_>) -> DocumentEntry<'r> {
    let document = entry.document;
    DocumentEntry {
        id: &document.id,
        number: &document.number,
        label: &document.label,
        title: &document.title,
        in_force: document.in_force,
        in_force_at_day: document.in_force.contains(report.trace.as_of),
        confidence: document.provenance.confidence,
        cited_by: &entry.cited_by,
        articles: entry.articles.iter().map(|at| article(report, at)).collect(),
    }
}

fn article<'r>(report: &'r TraceReport<'_>, trace: &'r ArticleTrace<'_>) -> ArticleEntry<'r> {
    ArticleEntry {
        id: &trace.article.id,
        says: &trace.article.says,
        confidence: trace.article.provenance.confidence,
        rules: trace.rules.iter().map(|setting| setting.rule.as_str()).collect(),
        cited_by: &trace.cited_by,
        touches: report.touched(trace),
        found: &trace.found,
    }
}

fn rule<'r>(report: &'r TraceReport<'_>, reach: &'r RuleReach<'_>) -> RuleEntry<'r> {
    let touches = |graph| reach.members.iter().map(|member| member.key(graph)).collect();
    RuleEntry {
        rule: &reach.setting.rule,
        tag: &reach.setting.tag,
        looks_at: match reach.by {
            ReachBy::Kinds => "kinds",
            ReachBy::Duties => "duties",
            ReachBy::All => "all",
        },
        kinds: &reach.kinds,
        touches: report.graph.map(touches).unwrap_or_default(),
        found: &reach.found,
    }
}
