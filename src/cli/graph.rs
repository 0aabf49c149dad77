//! `khung graph`: a view of the architecture in a format that other tools draw.

use std::io::Write;

use clap::ArgMatches;

use super::repository;
use super::{CLEAN, Failure, Terminal, UNREAD, USAGE};
use crate::check::is_unread;
use crate::diagram::{dot, mermaid};
use crate::graph::Graph;
use crate::text;
use crate::text::Lang;
use crate::view::{Scope, view};

pub(super) fn run(
    matches: &ArgMatches,
    lang: Option<Lang>,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let opened = repository::open(matches)?;
    let loaded = opened.load(terminal)?;
    let graph = Graph::build(&loaded.repository, &opened.pack);
    let lang = opened.lang(lang);
    let view = view(&graph, scope(matches, &graph)?, opened.day(matches, terminal), lang);
    let drawn = match matches.get_one::<String>("format").map(String::as_str) {
        Some("dot") => dot(&view, &opened.pack.framework),
        _ => mermaid(&view, &opened.pack.framework),
    };
    out.write_all(drawn.as_bytes())?;
    if loaded.findings.iter().any(is_unread) {
        terminal.error(
            lang.pick(
                "có tệp không đọc được nên đồ thị thiếu; chạy khung check để biết",
                "a file could not be read, so the graph lacks it; run khung check",
            ),
            lang,
        );
        return Ok(UNREAD);
    }
    Ok(CLEAN)
}

fn scope(matches: &ArgMatches, graph: &Graph<'_>) -> Result<Scope, Failure> {
    if let Some(name) = matches.get_one::<String>("agency") {
        let Some(agency) = graph.find_agency(name) else {
            let text = text!(vi: "kho không có cơ quan `{name}`", en: "the repository has no agency `{name}`");
            return Err(Failure::Say(USAGE, text));
        };
        return Ok(Scope::Agency(agency));
    }
    if let Some(key) = matches.get_one::<String>("around") {
        let Some(component) = graph.find(key) else {
            let text = text!(
                vi: "kho không có thành phần `{key}`; viết dạng cơ-quan/thành-phần",
                en: "the repository has no component `{key}`; write agency/component",
            );
            return Err(Failure::Say(USAGE, text));
        };
        let depth = matches.get_one::<u8>("depth").copied().unwrap_or(1);
        return Ok(Scope::Neighbourhood(component, usize::from(depth)));
    }
    Ok(Scope::Repository)
}
