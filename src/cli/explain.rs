//! `khung explain`: the page of a rule, policy, kind, relation, field, code, document or target, or of a component.

use std::io::Write;
use std::path::PathBuf;

use clap::ArgMatches;

use super::repository::{self, Opened};
use super::{CLEAN, Failure, Terminal, UNREAD, USAGE};
use crate::check::is_unread;
use crate::framework::Pack;
use crate::graph::Graph;
use crate::model::ComponentId;
use crate::report::{Checked, component_page, components_named, explain, nearest_component};
use crate::text;
use crate::text::Lang;

pub(super) fn run(
    matches: &ArgMatches,
    lang: Option<Lang>,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let asked = lang;
    let name = matches.get_one::<String>("name");
    let pack = listed_pack(matches, name.is_none(), terminal)?;
    let lang = lang.unwrap_or_default();
    if matches.get_flag("all") {
        out.write_all(explain::all(&pack, lang).as_bytes())?;
        return Ok(CLEAN);
    }
    let Some(name) = name else {
        out.write_all(explain::rules(&pack, lang).as_bytes())?;
        return Ok(CLEAN);
    };
    if let Some(page) = explain::page_of(&pack, name, lang) {
        out.write_all(page.as_bytes())?;
        return Ok(CLEAN);
    }
    let near = explain::nearest(&pack, name);
    if let Some(opened) = repository_of(matches, name)? {
        return in_repository(matches, opened, name, near, asked, terminal, out);
    }
    let text = match near {
        Some(near) => {
            text!(vi: "không có gì tên `{name}`; có phải `{near}`?", en: "nothing is named `{name}`; did you mean `{near}`?")
        }
        None if name.contains('/') => text!(
            vi: "không có gì tên `{name}`; nếu là thành phần, chỉ kho có nó: khung explain {name} --repository PATH",
            en: "nothing is named `{name}`; for a component, name its repository: khung explain {name} --repository PATH",
        ),
        None => text!(
            vi: "không có gì tên `{name}`; xem danh sách quy tắc bằng: khung explain",
            en: "nothing is named `{name}`; for the rules: khung explain",
        ),
    };
    Err(Failure::Say(USAGE, text))
}

/// The repository that is named, or the one around the current folder. A name that may be a mere slip is not
/// answered with what is wrong with a repository nobody named.
fn repository_of(matches: &ArgMatches, name: &str) -> Result<Option<Opened>, Failure> {
    let path = matches.get_one::<PathBuf>("repository").or_else(|| matches.get_one::<PathBuf>("path"));
    if path.is_none() && repository::around().is_none() {
        return Ok(None);
    }
    match repository::open_at(path.map(PathBuf::as_path), matches) {
        Err(_) if path.is_none() && !name.contains('/') => Ok(None),
        opened => opened.map(Some),
    }
}

/// The pack of the command; for a list of rules, with the policies of a repository that is named.
fn listed_pack(matches: &ArgMatches, list: bool, terminal: &Terminal) -> Result<Pack, Failure> {
    match matches.get_one::<PathBuf>("repository") {
        Some(path) if list => {
            let opened = repository::open_at(Some(path), matches)?;
            Ok(repository::read(opened, terminal)?.0.pack)
        }
        _ => repository::pack(matches),
    }
}

/// What only a repository knows: the page of a policy of its own, or of a component.
fn in_repository(
    matches: &ArgMatches,
    opened: Opened,
    name: &str,
    near: Option<String>,
    lang: Option<Lang>,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let (opened, loaded, policies) = repository::read(opened, terminal)?;
    let lang = opened.lang(lang);
    if let Some(page) = explain::page_of(&opened.pack, name, lang) {
        out.write_all(page.as_bytes())?;
        return Ok(CLEAN);
    }
    let engine = repository::engine(&opened, &policies)?;
    let graph = Graph::build(&loaded.repository, &opened.pack);
    let near = near.or_else(|| explain::nearest(&opened.pack, name));
    let id = find(&graph, name, near)?;
    let day = opened.day(matches, terminal);
    let findings = engine.check(&loaded, &graph, day);
    let checked = Checked { graph: &graph, sources: &loaded.sources, findings: &findings, day };
    out.write_all(component_page(checked, id, lang).as_bytes())?;
    if loaded.findings.iter().any(is_unread) {
        terminal.error(
            lang.pick(
                "có tệp không đọc được nên trang có thể thiếu; chạy khung check để biết",
                "a file could not be read, so the page may lack something; run khung check",
            ),
            lang,
        );
        return Ok(UNREAD);
    }
    Ok(CLEAN)
}

/// The component of a key, or of an id that one component alone has.
fn find(graph: &Graph<'_>, name: &str, near: Option<String>) -> Result<ComponentId, Failure> {
    if let Some(id) = graph.find(name) {
        return Ok(id);
    }
    let named = components_named(graph, name);
    if let [only] = named[..] {
        return Ok(only);
    }
    if !named.is_empty() {
        let keys: Vec<String> = named.iter().take(5).map(|&id| format!("`{}`", graph.component(id).key)).collect();
        let (count, keys) = (named.len(), keys.join(", "));
        let text = text!(
            vi: "có {count} thành phần tên `{name}`; viết dạng cơ-quan/thành-phần: {keys}",
            en: "{count} components are named `{name}`; write agency/component: {keys}",
        );
        return Err(Failure::Say(USAGE, text));
    }
    let near = if name.contains('/') { nearest_component(graph, name) } else { near };
    let text = match near {
        Some(near) => text!(
            vi: "không có gì tên `{name}`, kho cũng không có thành phần đó; có phải `{near}`?",
            en: "nothing is named `{name}`, nor has the repository such a component; did you mean `{near}`?",
        ),
        None => text!(
            vi: "không có gì tên `{name}`, kho cũng không có thành phần đó; viết dạng cơ-quan/thành-phần",
            en: "nothing is named `{name}`, nor has the repository such a component; write agency/component",
        ),
    };
    Err(Failure::Say(USAGE, text))
}
