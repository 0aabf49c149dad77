//! `khung check`: read, resolve, run the rules, tell.

use std::io::Write;

use clap::ArgMatches;

use super::repository;
use super::{CLEAN, FINDINGS, Failure, Terminal, UNREAD, USAGE};
use crate::check::{Outcome, Selection, outcome, page};
use crate::framework::{Pack, Severity};
use crate::graph::Graph;
use crate::report::{Report, Style, human, json};
use crate::text;
use crate::text::Lang;

pub(super) fn run(
    matches: &ArgMatches,
    lang: Option<Lang>,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let (opened, loaded, policies) = repository::read(repository::open(matches)?, terminal)?;
    let rules = rules(matches, &opened.pack)?;
    let engine = repository::engine(&opened, &policies)?;
    let engine = if matches.get_flag("no-waivers") { engine.without_exceptions() } else { engine };
    let graph = Graph::build(&loaded.repository, &opened.pack);
    let day = opened.day(matches, terminal);
    let all = engine.check(&loaded, &graph, day);
    let selection = Selection { rules, agencies: agencies(matches, &graph)? };
    let found = all.len();
    let findings: Vec<_> = all.into_iter().filter(|finding| selection.wants(finding)).collect();
    let fail_level = fail_level(matches);
    let report = Report {
        graph: &graph,
        sources: &loaded.sources,
        hidden: found - findings.len(),
        findings: &findings,
        as_of: day,
        fail_level,
        outcome: outcome(&findings, fail_level),
    };
    if matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        json(&report, out)?;
    } else {
        let style = Style { lang: opened.lang(lang), color: terminal.color, width: terminal.width };
        human(&report, style, out)?;
    }
    Ok(match report.outcome {
        // A gate that looked at nothing has not passed anything.
        Outcome::Clean if graph.repository.components.is_empty() => return Err(nothing_to_check()),
        Outcome::Clean => CLEAN,
        Outcome::Findings => FINDINGS,
        Outcome::Unread => UNREAD,
    })
}

pub(super) fn nothing_to_check() -> Failure {
    let text = text!(
        vi: "kho không có thành phần nào để kiểm tra; thêm tài liệu có `layer:` và `components:`, hoặc xem: khung init",
        en: "the repository has no component to check; add documents with `layer:` and `components:`, or see: khung init",
    );
    Failure::Say(USAGE, text)
}

fn fail_level(matches: &ArgMatches) -> Severity {
    match matches.get_one::<String>("fail-level").map(String::as_str) {
        Some("info") => Severity::Info,
        Some("warning") => Severity::Warning,
        _ => Severity::Error,
    }
}

/// The rules asked for, by name or by tag. A name that is no rule would silently pass everything.
fn rules(matches: &ArgMatches, pack: &Pack) -> Result<Vec<String>, Failure> {
    let asked = matches.get_many::<String>("rule").into_iter().flatten();
    let mut rules = Vec::new();
    for name in asked {
        match (pack.rule_or_tag(name), page(name)) {
            (Some(setting), _) => rules.push(setting.rule.clone()),
            (None, Some(page)) => rules.push(page.name.to_owned()),
            (None, None) => {
                let text = text!(
                    vi: "không có quy tắc `{name}`; xem danh sách bằng: khung explain",
                    en: "there is no rule `{name}`; for the list: khung explain",
                );
                return Err(Failure::Say(USAGE, text));
            }
        }
    }
    Ok(rules)
}

/// The agencies asked for, each with the units under it.
fn agencies(matches: &ArgMatches, graph: &Graph<'_>) -> Result<Vec<String>, Failure> {
    let mut agencies = Vec::new();
    for name in matches.get_many::<String>("agency").into_iter().flatten() {
        let Some(asked) = graph.find_agency(name) else {
            let text = text!(vi: "kho không có cơ quan `{name}`", en: "the repository has no agency `{name}`");
            return Err(Failure::Say(USAGE, text));
        };
        let under = graph.repository.agency_ids().filter(|&id| graph.is_within(id, asked));
        agencies.extend(under.map(|id| graph.repository.agency(id).id.clone()));
    }
    Ok(agencies)
}
