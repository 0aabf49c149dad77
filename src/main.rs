//! The `khung` command: arguments in, exit code out.

use std::io::{BufWriter, stdout};
use std::process::ExitCode;

use khung::cli::{self, Terminal};

fn main() -> ExitCode {
    let mut out = BufWriter::new(stdout().lock());
    ExitCode::from(cli::run(std::env::args_os(), &Terminal::from_system(), &mut out))
}
