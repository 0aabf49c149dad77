//! The command line: arguments in, exit code out. The only stage that knows the terminal, the disk, the
//! environment and today's date.

mod arguments;
mod build;
mod check;
mod completions;
mod explain;
mod graph;
mod init;
mod interrupt;
mod own;
mod published;
mod report;
mod repository;
mod schema;
mod serve;
mod terminal;
mod trace;
mod usage;

use std::ffi::OsString;
use std::io::Write;

pub use terminal::Terminal;

use crate::text::Text;

/// Everything is in order.
pub const CLEAN: u8 = 0;
/// Findings at or above the level.
pub const FINDINGS: u8 = 1;
/// The command or the configuration is wrong.
pub const USAGE: u8 = 2;
/// Something could not be read.
pub const UNREAD: u8 = 3;

/// Why a command goes no further.
#[derive(Debug)]
pub enum Failure {
    /// Said to the person, with the exit code.
    Say(u8, Text),
    /// Said already.
    Said(u8),
    /// The output could not be written.
    Io(std::io::Error),
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

/// Runs one command and gives its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>, terminal: &Terminal, out: &mut dyn Write) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = arguments::language(&arguments, terminal);
    let matches = match arguments::command(lang).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return terminal.usage(&error, lang.unwrap_or_default(), out),
    };
    let result = match matches.subcommand() {
        Some(("check", matches)) => check::run(matches, lang, terminal, out),
        Some(("build", matches)) => build::run(matches, lang, terminal, out),
        Some(("serve", matches)) => serve::run(matches, lang, terminal, out),
        Some(("report", matches)) => report::run(matches, lang, terminal, out),
        Some(("trace", matches)) => trace::run(matches, lang, terminal, out),
        Some(("explain", matches)) => explain::run(matches, lang, terminal, out),
        Some(("graph", matches)) => graph::run(matches, lang, terminal, out),
        Some(("init", matches)) => init::run(matches, lang, out),
        Some(("schema", matches)) => schema::run(matches, out),
        Some(("completions", matches)) => completions::run(matches, out),
        _ => Ok(USAGE),
    };
    let result = result.and_then(|code| out.flush().map(|()| code).map_err(Failure::Io));
    match result {
        Ok(code) | Err(Failure::Said(code)) => code,
        Err(Failure::Say(code, text)) => {
            terminal.error(text.get(lang.unwrap_or_default()), lang.unwrap_or_default());
            code
        }
        // The reader of a pipe went away, as `head` does: what was asked for was written.
        Err(Failure::Io(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => CLEAN,
        Err(Failure::Io(error)) => {
            terminal.error(&error.to_string(), lang.unwrap_or_default());
            UNREAD
        }
    }
}
