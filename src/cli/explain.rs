//! `khung explain`: the page of a rule, policy, kind, relation, field, code, document or target.

use std::io::Write;

use clap::ArgMatches;

use super::{CLEAN, Failure, Terminal, USAGE, repository};
use crate::check::Policies;
use crate::report::explain;
use crate::text;
use crate::text::Lang;

pub(super) fn run(
    matches: &ArgMatches,
    lang: Option<Lang>,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let mut pack = repository::pack(matches)?;
    let mut lang = lang;
    let name = matches.get_one::<String>("name");
    let unknown = name.is_some_and(|name| explain::page_of(&pack, name, Lang::Vi).is_none());
    // Reading a repository takes time; what the pack knows needs none.
    if (unknown || matches.contains_id("repository"))
        && let Some(mut opened) = repository::repository_of(matches)?
    {
        let mut loaded = opened.load(terminal)?;
        // Only their pages are wanted, which the pack has from here on.
        let _ = Policies::compile(&mut loaded, &mut opened.pack);
        lang = lang.or(opened.config.language);
        pack = opened.pack;
    }
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
    let text = match near {
        Some(near) => {
            text!(vi: "không có gì tên `{name}`; có phải `{near}`?", en: "nothing is named `{name}`; did you mean `{near}`?")
        }
        None => text!(
            vi: "không có gì tên `{name}`; xem danh sách quy tắc bằng: khung explain",
            en: "nothing is named `{name}`; for the rules: khung explain",
        ),
    };
    Err(Failure::Say(USAGE, text))
}
