//! `khung completions`: from the same command tree as the help.

use std::io::Write;

use clap::ArgMatches;
use clap_complete::{Shell, generate};

use super::{CLEAN, Failure, arguments};

pub(super) fn run(matches: &ArgMatches, out: &mut dyn Write) -> Result<u8, Failure> {
    if let Some(&shell) = matches.get_one::<Shell>("shell") {
        let mut text = Vec::new();
        generate(shell, &mut arguments::command(None), "khung", &mut text);
        out.write_all(&text)?;
    }
    Ok(CLEAN)
}
