//! `khung schema`: the JSON Schemas, to standard output or into a folder.

use std::io::Write;
use std::path::PathBuf;

use clap::ArgMatches;

use super::{CLEAN, Failure, repository};
use crate::framework::DocumentKind;

pub(super) fn run(matches: &ArgMatches, out: &mut dyn Write) -> Result<u8, Failure> {
    let pack = repository::pack(matches)?;
    if let Some(folder) = matches.get_one::<PathBuf>("output") {
        std::fs::create_dir_all(folder)?;
        for kind in DocumentKind::ALL {
            super::init::write_whole(&folder.join(kind.file_name()), &kind.render(&pack))?;
        }
        return Ok(CLEAN);
    }
    let asked = matches.get_one::<String>("kind").map_or("document", String::as_str);
    let kind = DocumentKind::ALL.into_iter().find(|kind| kind.file_name().split('.').next() == Some(asked));
    let kind = kind.unwrap_or(DocumentKind::Document);
    out.write_all(kind.render(&pack).as_bytes())?;
    Ok(CLEAN)
}
