//! `khung trace`: the law read both ways; with no repository, its own side alone.

use std::io::Write;

use clap::ArgMatches;
use jiff::civil::Date;

use super::repository::{self, Opened};
use super::{CLEAN, Failure, Terminal, UNREAD};
use crate::check::is_unread;
use crate::framework::Pack;
use crate::graph::Graph;
use crate::measure::{Evidence, trace};
use crate::report::{Style, TraceReport, coverage_page, trace_json, trace_markdown, trace_table};
use crate::text::Lang;

pub(super) fn run(
    matches: &ArgMatches,
    lang: Option<Lang>,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    if matches.get_flag("coverage") {
        out.write_all(coverage_page(&repository::pack(matches)?, lang.unwrap_or_default()).as_bytes())?;
        return Ok(CLEAN);
    }
    if let Some(opened) = repository::open_if_any(matches)? {
        return of_repository(matches, opened, lang, terminal, out);
    }
    let day = matches.get_one::<Date>("as-of").copied().unwrap_or(terminal.today);
    of_law(matches, &repository::pack(matches)?, day, (lang.unwrap_or_default(), terminal), out)
}

fn of_law(
    matches: &ArgMatches,
    pack: &Pack,
    day: Date,
    (lang, terminal): (Lang, &Terminal),
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let report = TraceReport { pack, graph: None, trace: &trace(pack, None, day) };
    write(matches, &report, lang, terminal, out)?;
    Ok(CLEAN)
}

fn of_repository(
    matches: &ArgMatches,
    opened: Opened,
    lang: Option<Lang>,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let (opened, loaded, policies) = repository::read(opened, terminal)?;
    let engine = repository::engine(&opened, &policies)?;
    let graph = Graph::build(&loaded.repository, &opened.pack);
    let day = opened.day(matches, terminal);
    let findings = engine.check(&loaded, &graph, day);
    let evidence = Evidence::new(&graph, &findings, day);
    let trace = trace(&opened.pack, Some(&evidence), day);
    let report = TraceReport { pack: &opened.pack, graph: Some(&graph), trace: &trace };
    let lang = opened.lang(lang);
    write(matches, &report, lang, terminal, out)?;
    if findings.iter().any(is_unread) {
        terminal.error(super::report::unread(lang), lang);
        return Ok(UNREAD);
    }
    Ok(CLEAN)
}

fn write(
    matches: &ArgMatches,
    report: &TraceReport<'_>,
    lang: Lang,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => trace_json(report, out),
        Some("markdown") => trace_markdown(report, lang, out),
        _ => {
            let style = Style { lang, color: terminal.color, width: terminal.width };
            trace_table(report, style, matches.get_flag("components"), out)
        }
    }
}
