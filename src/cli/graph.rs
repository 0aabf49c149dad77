//! `khung graph`: a view of the architecture in a format that other tools draw, or one of our own pictures.

use std::io::Write;

use clap::ArgMatches;

use super::repository;
use super::{CLEAN, Failure, Terminal, UNREAD, USAGE};
use crate::check::is_unread;
use crate::diagnostic::Finding;
use crate::diagram::{Place, Plate, dot, draw, mermaid, svg};
use crate::graph::Graph;
use crate::measure::{self, Evidence, measure};
use crate::text;
use crate::text::Lang;
use crate::view::{Atlas, Scope, view};

pub(super) fn run(
    matches: &ArgMatches,
    lang: Option<Lang>,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    if matches.get_one::<String>("format").is_some_and(|format| format == "svg") {
        return picture(matches, lang, terminal, out);
    }
    if matches.contains_id("picture") {
        let text = text!(vi: "--picture chỉ dùng với --format svg", en: "--picture goes with --format svg only");
        return Err(Failure::Say(USAGE, text));
    }
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
    Ok(end(&loaded.findings, terminal, lang))
}

/// Nothing that could not be read is passed over in silence.
fn end(findings: &[Finding], terminal: &Terminal, lang: Lang) -> u8 {
    if !findings.iter().any(is_unread) {
        return CLEAN;
    }
    let text = lang.pick(
        "có tệp không đọc được nên đồ thị thiếu; chạy khung check để biết",
        "a file could not be read, so the graph lacks it; run khung check",
    );
    terminal.error(text, lang);
    UNREAD
}

/// One of the pictures of the site, as SVG.
fn picture(matches: &ArgMatches, lang: Option<Lang>, terminal: &Terminal, out: &mut dyn Write) -> Result<u8, Failure> {
    let (opened, loaded, policies) = repository::read(repository::open(matches)?, terminal)?;
    let engine = repository::engine(&opened, &policies)?;
    let graph = Graph::build(&loaded.repository, &opened.pack);
    let (day, lang) = (opened.day(matches, terminal), opened.lang(lang));
    let findings = engine.check(&loaded, &graph, day);
    let plate = plate(matches, scope(matches, &graph)?)?;
    let evidence = Evidence::new(&graph, &findings, day);
    let coverage = measure(&evidence, &[]);
    let Some(drawing) = draw(plate, Atlas { evidence: &evidence, coverage: &coverage }, lang) else {
        let text = text!(vi: "không có gì để vẽ trong sơ đồ này", en: "this picture has nothing to show");
        return Err(Failure::Say(USAGE, text));
    };
    out.write_all(svg(&drawing.picture, Place::File).as_bytes())?;
    Ok(end(&findings, terminal, lang))
}

/// The picture that was asked for: of a component its neighbourhood, else the overall diagram unless named.
fn plate(matches: &ArgMatches, scope: Scope) -> Result<Plate, Failure> {
    let asked = matches.get_one::<String>("picture").map(String::as_str);
    let scope = match scope {
        Scope::Neighbourhood(id, _) if asked.is_none_or(|name| name == "neighbourhood") => {
            return Ok(Plate::Neighbourhood(id));
        }
        Scope::Repository => measure::Scope::Whole,
        Scope::Agency(id) => measure::Scope::Agency(id),
        Scope::Neighbourhood(..) => return Err(no_such(asked)),
    };
    let name = asked.unwrap_or("overall");
    Plate::of(scope).into_iter().find(|plate| plate.name() == name).ok_or_else(|| no_such(asked))
}

/// A picture that does not go with what it is asked of.
fn no_such(asked: Option<&str>) -> Failure {
    let name = asked.unwrap_or_default();
    let text = text!(
        vi: "sơ đồ `{name}` không vẽ được ở đây: neighbourhood cần --around, agency-national là của cả kho",
        en: "the picture `{name}` cannot be drawn here: neighbourhood needs --around, agency-national is of the whole",
    );
    Failure::Say(USAGE, text)
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
