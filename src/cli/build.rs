//! `khung build`: check, then write the site and the documents. All of it stands, or all of the old stays.

mod aside;
mod stage;
mod target;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

use clap::ArgMatches;
use rayon::prelude::*;

use self::aside::Locks;
use self::stage::{Fate, Stage, Trouble};
pub(in crate::cli) use self::target::MARK;
use self::target::{Guarded, Target, mark};
use super::interrupt::{INTERRUPTED, Interrupt};
use super::published::{Checked, Section, broken, checked};
use super::terminal::bar;
use super::{CLEAN, FINDINGS, Failure, Terminal, UNREAD, USAGE, check};
use crate::check::{Outcome, Tally, is_unread};
use crate::site::PageError;
use crate::text;
use crate::text::{Lang, Text};

/// Where the sections go when nobody says.
const OUTPUT: &str = "generated";

pub(super) fn run(
    matches: &ArgMatches,
    lang: Option<Lang>,
    terminal: &Terminal,
    _out: &mut dyn Write,
) -> Result<u8, Failure> {
    let output = matches.get_one::<PathBuf>("output").cloned().unwrap_or_else(|| PathBuf::from(OUTPUT));
    let only = matches.get_one::<String>("only");
    checked(matches, lang, terminal, |checked| {
        let code = match checked.outcome {
            Outcome::Unread => return Err(unread(checked)),
            _ if checked.is_empty() => return Err(check::nothing_to_check()),
            Outcome::Clean => CLEAN,
            Outcome::Findings => FINDINGS,
        };
        let wants = |name: &str| only.is_none_or(|only| only == name);
        let notes = checked.sections(wants, |sections| write(&sections, &output, checked, terminal))?;
        for note in notes.iter().chain([&verdict(checked)]) {
            terminal.note(note.get(checked.lang));
        }
        Ok(code)
    })
}

/// Writes every section, then puts each in its place. Gives a line on each.
fn write(
    sections: &[Section<'_>],
    output: &Path,
    checked: &Checked<'_>,
    terminal: &Terminal,
) -> Result<Vec<Text>, Failure> {
    let interrupt = Interrupt::listen();
    let guarded = guarded(checked)?;
    let mut locks = Locks::default();
    let mut find = |section: &Section<'_>| {
        Target::find(output, section.name, &guarded, &mut locks).map_err(|text| Failure::Say(USAGE, text))
    };
    let targets = sections.iter().map(&mut find).collect::<Result<Vec<Target>, Failure>>()?;
    let mut staged = Vec::new();
    for (section, target) in sections.iter().zip(&targets) {
        staged.push(render(section, target, terminal, &interrupt)?);
    }
    if interrupt.pressed() {
        return Err(Halt::Interrupted.into());
    }
    staged.into_iter().map(|staged| staged.finish(output).map_err(Failure::from)).collect()
}

/// A section whose files are all written beside its target.
struct Staged<'t> {
    name: &'static str,
    stage: Stage<'t>,
    target: &'t Target,
    paths: BTreeSet<String>,
    written: usize,
}

/// Why nothing is put in place.
enum Halt {
    Page(PageError),
    Write(Trouble),
    Interrupted,
}

fn render<'t>(
    section: &Section<'_>,
    target: &'t Target,
    terminal: &Terminal,
    interrupt: &Interrupt,
) -> Result<Staged<'t>, Halt> {
    let paths = paths(section)?;
    let stage = Stage::open(target, &paths).map_err(Halt::Write)?;
    let bar = bar(terminal, section.leaves.len());
    let written = section.leaves.par_iter().map(|leaf| {
        if interrupt.pressed() {
            return Err(Halt::Interrupted);
        }
        let bytes = leaf.bytes().map_err(Halt::Page)?;
        let fate = stage.write(&leaf.path, &bytes).map_err(Halt::Write)?;
        bar.inc(1);
        Ok(usize::from(fate == Fate::Written))
    });
    let written = written.try_reduce(|| 0, |one, other| Ok(one + other));
    bar.finish_and_clear();
    Ok(Staged { name: section.name, target, written: written?, stage, paths })
}

/// Every path of a section, each once and none that leads out of it.
fn paths(section: &Section<'_>) -> Result<BTreeSet<String>, Halt> {
    let mut paths = BTreeSet::new();
    for leaf in &section.leaves {
        let path = &leaf.path;
        let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if !plain || path.is_empty() || path == MARK || path.contains(['\\', '\n']) || !paths.insert(path.clone()) {
            let message = text!(
                vi: "hai trang cùng một đường dẫn, hoặc đường dẫn không dùng được: `{path}`",
                en: "two pages of one path, or a path that cannot be used: `{path}`",
            );
            return Err(Halt::Page(PageError { path: path.clone(), message }));
        }
    }
    Ok(paths)
}

impl Staged<'_> {
    /// Puts the section in its place; one that would be the same stays as it is.
    fn finish(self, output: &Path) -> Result<Text, Halt> {
        let gone = self.target.written.difference(&self.paths).count();
        let (written, kept) = (self.written, self.paths.len() - self.written);
        let shown = output.join(self.name);
        let shown = shown.display();
        if written == 0 && self.target.mark == mark(&self.paths) {
            return Ok(text!(vi: "{shown}: {kept} tệp, không có gì đổi", en: "{shown}: {kept} files, nothing changed"));
        }
        let taken = self.stage.take_along(&self.paths).map_err(Halt::Write)?;
        self.stage.commit(&self.paths).map_err(Halt::Write)?;
        let theirs = match taken {
            0 => Text::default(),
            _ => text!(
                vi: ", {taken} tệp không do khung ghi được giữ lại",
                en: ", {taken} files that khung did not write kept",
            ),
        };
        let (vi, en) = (theirs.vi, theirs.en);
        Ok(text!(
            vi: "{shown}: {written} tệp ghi mới, {kept} giữ nguyên, {gone} bỏ đi{vi}",
            en: "{shown}: {written} files written, {kept} unchanged, {gone} gone{en}",
        ))
    }
}

fn guarded(checked: &Checked<'_>) -> Result<Guarded, Failure> {
    let root = checked.root.canonicalize()?;
    let files = checked.sources.iter().map(|(_, file)| root.join(&file.path)).collect();
    Ok(Guarded { root, files })
}

fn unread(checked: &Checked<'_>) -> Failure {
    let root = checked.root.display();
    let unread: Vec<_> = checked.findings.iter().filter(|finding| is_unread(finding)).collect();
    let (count, first) = (unread.len(), unread.first().map(|finding| checked.place(finding)).unwrap_or_default());
    let text = text!(
        vi: "{count} chỗ không đọc được, chỗ đầu ở {first}; không ghi gì cả; xem: khung check {root}",
        en: "{count} places could not be read, the first at {first}; nothing was written; see: khung check {root}",
    );
    Failure::Say(UNREAD, text)
}

fn verdict(checked: &Checked<'_>) -> Text {
    let tally = Tally::of(checked.findings);
    let root = checked.root.display();
    let (errors, warnings, infos) = (tally.errors, tally.warnings, tally.infos);
    if errors == 0 {
        text!(
            vi: "Kiểm tra ĐẠT: 0 lỗi, {warnings} cảnh báo, {infos} thông tin",
            en: "The check PASSES: 0 errors, {warnings} warnings, {infos} notes",
        )
    } else {
        text!(
            vi: "Kiểm tra KHÔNG ĐẠT: {errors} lỗi, {warnings} cảnh báo, {infos} thông tin; vẫn ghi đủ; xem: khung check {root}",
            en: "The check FAILS: {errors} errors, {warnings} warnings, {infos} notes; all was written; see: khung check {root}",
        )
    }
}

impl From<Halt> for Failure {
    fn from(halt: Halt) -> Self {
        match halt {
            Halt::Page(error) => broken(&error),
            Halt::Write(Trouble { path, error }) => {
                let shown = path.display();
                let text = text!(
                    vi: "không ghi được `{shown}`: {error}; bản cũ còn nguyên",
                    en: "`{shown}` cannot be written: {error}; the old output is as it was",
                );
                Self::Say(UNREAD, text)
            }
            Halt::Interrupted => {
                let text = text!(
                    vi: "dừng theo yêu cầu; bản cũ còn nguyên",
                    en: "stopped as asked; the old output is as it was",
                );
                Self::Say(INTERRUPTED, text)
            }
        }
    }
}
