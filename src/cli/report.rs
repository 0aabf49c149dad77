//! `khung report`: check, count, tell. A report is no gate: only what could not be read fails it.

use std::io::Write;

use clap::ArgMatches;

use super::{CLEAN, Failure, Terminal, UNREAD, USAGE, repository};
use crate::check::is_unread;
use crate::graph::Graph;
use crate::measure::{Evidence, measure};
use crate::model::AgencyId;
use crate::report::{CoverageReport, Style, coverage_json, coverage_markdown, coverage_table};
use crate::text;
use crate::text::Lang;

pub(super) fn run(
    matches: &ArgMatches,
    lang: Option<Lang>,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let (opened, loaded, policies) = repository::read(repository::open(matches)?, terminal)?;
    let engine = repository::engine(&opened, &policies)?;
    let graph = Graph::build(&loaded.repository, &opened.pack);
    let day = opened.day(matches, terminal);
    let asked = agencies(matches, &graph)?;
    let findings = engine.check(&loaded, &graph, day);
    let coverage = measure(&Evidence::new(&graph, &findings, day), &asked);
    let report = CoverageReport { graph: &graph, coverage: &coverage };
    let lang = opened.lang(lang);
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => coverage_json(&report, out)?,
        Some("markdown") => coverage_markdown(&report, lang, out)?,
        _ => {
            let style = Style { lang, color: terminal.color, width: terminal.width };
            coverage_table(&report, style, matches.get_flag("components"), out)?;
        }
    }
    if findings.iter().any(is_unread) {
        terminal.error(unread(lang), lang);
        return Ok(UNREAD);
    }
    Ok(CLEAN)
}

/// Said where a figure may lack what a file holds.
pub(super) const fn unread(lang: Lang) -> &'static str {
    lang.pick(
        "có tệp không đọc được nên các con số thiếu; chạy khung check để biết",
        "a file could not be read, so the figures lack it; run khung check",
    )
}

fn agencies(matches: &ArgMatches, graph: &Graph<'_>) -> Result<Vec<AgencyId>, Failure> {
    let asked = matches.get_many::<String>("agency").into_iter().flatten();
    let find = |name: &String| {
        graph.find_agency(name).ok_or_else(|| {
            let text = text!(vi: "kho không có cơ quan `{name}`", en: "the repository has no agency `{name}`");
            Failure::Say(USAGE, text)
        })
    };
    asked.map(find).collect()
}
