//! Writes a made-up nation into a folder: `cargo run --release --example generate -- OUT --components 100000`.

#![expect(clippy::print_stderr, reason = "a program of its own, not the library")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use khung::check::{RULES, page};
use khung::generate::{Case, Generated, LOADING_FAULTS, Nation};

fn main() -> ExitCode {
    let arguments = command().get_matches();
    let Some(out) = arguments.get_one::<PathBuf>("OUT") else { return ExitCode::from(2) };
    let generated = nation(&arguments).files();
    match write(out, &generated) {
        Ok(bytes) => {
            say(&generated, bytes);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("generate: {}: {error}", out.display());
            ExitCode::FAILURE
        }
    }
}

fn command() -> Command {
    let number = |name: &'static str, help: &'static str| Arg::new(name).long(name).help(help);
    Command::new("generate")
        .about("Writes a made-up nation, for benches and tests")
        .arg(Arg::new("OUT").required(true).value_parser(value_parser!(PathBuf)).help("An empty or a new folder"))
        .arg(
            number("agencies", "Agencies; one for each hundred components when absent")
                .value_parser(value_parser!(usize)),
        )
        .arg(number("components", "Components").value_parser(value_parser!(usize)).default_value("10000"))
        .arg(number("seed", "Which of all nations").value_parser(value_parser!(u64)).default_value("1"))
        .arg(
            number("cases", "Plants the cases of every rule that are judged at the day of the nation")
                .action(ArgAction::SetTrue),
        )
}

fn nation(arguments: &ArgMatches) -> Nation {
    let size = |name: &str| arguments.get_one::<usize>(name).copied();
    let mut nation = Nation::of(size("components").unwrap_or_default());
    nation.agencies = size("agencies").unwrap_or(nation.agencies);
    nation.seed = arguments.get_one::<u64>("seed").copied().unwrap_or(nation.seed);
    if arguments.get_flag("cases") { nation.with(&cases()) } else { nation }
}

/// The cases on the pages of all rules, and those of loading.
fn cases() -> Vec<Case> {
    let of_rules = RULES
        .iter()
        .filter_map(|rule| page(rule.name))
        .flat_map(|page| page.cases().map(move |text| Case { rule: page.name, text }));
    of_rules.chain(LOADING_FAULTS).filter(|case| case.day().is_none()).collect()
}

/// Writes the files and says how many bytes they are.
fn write(out: &Path, generated: &Generated) -> io::Result<usize> {
    fs::create_dir_all(out)?;
    if fs::read_dir(out)?.next().is_some() {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, "the folder is not empty"));
    }
    for file in &generated.files {
        let path = out.join(&file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, &file.text)?;
    }
    Ok(generated.files.iter().map(|file| file.text.len()).sum())
}

fn say(generated: &Generated, bytes: usize) {
    let (agencies, components) = (generated.agencies, generated.components);
    eprintln!("{agencies} agencies, {components} components, {} files, {bytes} bytes", generated.files.len());
    for expected in &generated.expected {
        eprintln!("{}:{}: {}", expected.path, expected.line, expected.rule);
    }
}
