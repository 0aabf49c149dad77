//! `khung explain`: the page of a rule, kind, relation, field, code, document or target.

use std::io::Write;

use clap::ArgMatches;

use super::{CLEAN, Failure, USAGE, repository};
use crate::report::explain;
use crate::text;
use crate::text::Lang;

pub(super) fn run(matches: &ArgMatches, lang: Option<Lang>, out: &mut dyn Write) -> Result<u8, Failure> {
    let pack = repository::pack(matches)?;
    let lang = lang.unwrap_or_default();
    if matches.get_flag("all") {
        out.write_all(explain::all(&pack, lang).as_bytes())?;
        return Ok(CLEAN);
    }
    let Some(name) = matches.get_one::<String>("name") else {
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
