//! Opens a repository: finds its root, its framework and its files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;
use jiff::civil::Date;
use walkdir::WalkDir;

use super::terminal::bar;
use super::{Failure, Terminal, USAGE};
use crate::check::{Engine, Policies};
use crate::framework::{EMBEDDED, EmbeddedPack, Pack, PackError, PackFiles};
use crate::load::{self, CONFIG_FILE, Files, Folder, Loaded, ReadError, Schemas};
use crate::model::Config;
use crate::text;
use crate::text::{Lang, Text};
use crate::tree::Limits;

/// A repository that is ready to be read.
pub(super) struct Opened {
    /// Its root.
    pub root: PathBuf,
    /// Its configuration.
    pub config: Config,
    /// The framework it follows.
    pub pack: Pack,
}

/// Opens the repository the arguments mean.
pub(super) fn open(matches: &ArgMatches) -> Result<Opened, Failure> {
    open_at(matches.get_one::<PathBuf>("path").map(PathBuf::as_path), matches)
}

/// Opens the repository of a folder, or the one around the current folder.
pub(super) fn open_at(path: Option<&Path>, matches: &ArgMatches) -> Result<Opened, Failure> {
    let root = root(path)?;
    let limits = Limits::default();
    let config_text = Folder::new(&root).read(CONFIG_FILE, limits).map_err(|error| unreadable(&error))?;
    let config = load::read_config(&config_text, limits).map_err(|(sources, findings)| {
        let finding = findings.into_iter().next();
        let Some(finding) = finding else { return Failure::Said(USAGE) };
        let at = sources.get(finding.place.file).position(finding.place.span.start);
        let say = |lang: Lang| format!("{CONFIG_FILE}:{at}: {}; {}", finding.message.get(lang), finding.help.get(lang));
        Failure::Say(USAGE, Text::new(say(Lang::Vi), say(Lang::En)))
    })?;
    let pack = matches
        .get_one::<PathBuf>("framework")
        .map_or_else(|| embedded(&config.framework), |folder| pack_of_folder(folder))?;
    Ok(Opened { root, config, pack })
}

/// The repository the arguments mean; none where no path is named and the current folder is in none.
pub(super) fn open_if_any(matches: &ArgMatches) -> Result<Option<Opened>, Failure> {
    let here = std::env::current_dir()?;
    let inside = here.ancestors().any(|folder| folder.join(CONFIG_FILE).is_file());
    if matches.get_one::<PathBuf>("path").is_none() && !inside { Ok(None) } else { open(matches).map(Some) }
}

/// The pack of a command that needs no repository: of `--framework`, or the one that is embedded.
pub(super) fn pack(matches: &ArgMatches) -> Result<Pack, Failure> {
    matches.get_one::<PathBuf>("framework").map_or_else(default_pack, |folder| pack_of_folder(folder))
}

/// The first of the packs that are embedded.
pub(super) fn default_pack() -> Result<Pack, Failure> {
    EMBEDDED.first().map_or(Err(Failure::Said(USAGE)), |first| embedded(first.id))
}

/// Reads a repository: its files, and the policies in them, which its pack knows from then on.
pub(super) fn read(mut opened: Opened, terminal: &Terminal) -> Result<(Opened, Loaded, Policies), Failure> {
    let mut loaded = opened.load(terminal)?;
    let policies = Policies::compile(&mut loaded, &mut opened.pack);
    Ok((opened, loaded, policies))
}

/// The rules of a repository that was read, its own policies among them.
pub(super) fn engine<'o>(opened: &'o Opened, policies: &Policies) -> Result<Engine<'o>, Failure> {
    Engine::with(&opened.pack, policies).map_err(|errors| broken_pack(&errors))
}

impl Opened {
    /// Reads every file, showing progress on a terminal when there are many.
    pub fn load(&self, terminal: &Terminal) -> Result<Loaded, Failure> {
        let schemas = Schemas::new(&self.pack)
            .map_err(|error| Failure::Say(USAGE, Text::new(error.to_string(), error.to_string())))?;
        let bar = bar(terminal, 0);
        let progress = |done: usize, all: usize| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        };
        let files = Folder::new(&self.root);
        let loaded = load::load(&files, self.config.clone(), &self.pack, &schemas, Limits::default(), &progress);
        bar.finish_and_clear();
        Ok(loaded)
    }

    /// The day to look at: asked for, the repository's own, or today.
    pub fn day(&self, matches: &ArgMatches, terminal: &Terminal) -> Date {
        matches.get_one::<Date>("as-of").copied().or(self.config.as_of).unwrap_or(terminal.today)
    }

    /// Language of the output: asked for, the repository's own, or Vietnamese.
    pub fn lang(&self, asked: Option<Lang>) -> Lang {
        asked.or(self.config.language).unwrap_or_default()
    }
}

/// The root of the repository that the current folder lies in.
pub(super) fn around() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().find(|folder| folder.join(CONFIG_FILE).is_file()).map(Path::to_owned)
}

fn root(path: Option<&Path>) -> Result<PathBuf, Failure> {
    let Some(path) = path else {
        let here = std::env::current_dir()?;
        return around().ok_or_else(|| no_repository(&here));
    };
    if !path.exists() {
        let shown = path.display();
        let text = text!(vi: "không có thư mục `{shown}`", en: "there is no folder `{shown}`");
        return Err(Failure::Say(USAGE, text));
    }
    if path.is_file() {
        let shown = path.display();
        let text = text!(
            vi: "`{shown}` là một tệp; hãy chỉ thư mục có {CONFIG_FILE}, cả kho được kiểm tra cùng nhau",
            en: "`{shown}` is a file; name the folder with {CONFIG_FILE}, a repository is checked as a whole",
        );
        return Err(Failure::Say(USAGE, text));
    }
    if path.join(CONFIG_FILE).is_file() { Ok(path.to_owned()) } else { Err(no_repository(path)) }
}

/// Says that a folder is no repository, and where one is near.
fn no_repository(path: &Path) -> Failure {
    let full = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let above = full.ancestors().skip(1).find(|folder| folder.join(CONFIG_FILE).is_file()).map(Path::to_owned);
    let below = || {
        let walk = WalkDir::new(path).max_depth(3).into_iter().filter_map(Result::ok);
        walk.filter(|entry| entry.file_name() == CONFIG_FILE)
            .find_map(|entry| entry.path().parent().map(Path::to_owned))
    };
    let shown = path.display();
    let text = match above.or_else(below) {
        Some(near) => {
            let near = near.display();
            text!(
                vi: "thư mục `{shown}` không có {CONFIG_FILE}; kho gần nhất: khung check {near}",
                en: "the folder `{shown}` has no {CONFIG_FILE}; the nearest repository: khung check {near}",
            )
        }
        None => text!(
            vi: "thư mục `{shown}` không có {CONFIG_FILE}; tạo kho mới bằng: khung init {shown}",
            en: "the folder `{shown}` has no {CONFIG_FILE}; make a repository with: khung init {shown}",
        ),
    };
    Failure::Say(USAGE, text)
}

fn unreadable(error: &ReadError) -> Failure {
    let why = match error {
        ReadError::Io(why) => why.clone(),
        ReadError::NotUtf8(at) => format!("UTF-8 ({at})"),
        ReadError::TooLarge(size) => format!("{size} byte"),
        ReadError::Outside => "symlink".to_owned(),
        ReadError::RepositoryTooLarge => Limits::default().repository_bytes.to_string(),
    };
    let text = text!(vi: "không đọc được {CONFIG_FILE}: {why}", en: "{CONFIG_FILE} cannot be read: {why}");
    Failure::Say(USAGE, text)
}

fn embedded(id: &str) -> Result<Pack, Failure> {
    let Some(found) = EmbeddedPack::find(id) else {
        let known: Vec<&str> = EMBEDDED.iter().map(|pack| pack.id).collect();
        let known = known.join(", ");
        let text = text!(
            vi: "{CONFIG_FILE}: không có khung `{id}`; có sẵn: {known}; khung khác dùng --framework DIR",
            en: "{CONFIG_FILE}: there is no framework `{id}`; there are: {known}; use --framework DIR for another",
        );
        return Err(Failure::Say(USAGE, text));
    };
    Pack::read(&PackFiles::from(found)).map_err(|errors| broken_pack(&errors))
}

fn pack_of_folder(folder: &Path) -> Result<Pack, Failure> {
    let files = Folder::new(folder);
    let mut texts = Vec::new();
    for file in files.list() {
        let text: Arc<str> = files.read(&file.path, Limits::default()).map_err(|error| unreadable(&error))?;
        texts.push((file.path, text.to_string()));
    }
    Pack::read(&PackFiles::new(folder.display().to_string(), texts)).map_err(|errors| broken_pack(&errors))
}

/// Says everything that is wrong with a pack, a line each.
pub(super) fn broken_pack(errors: &[PackError]) -> Failure {
    let say = |lang: Lang| {
        let lines: Vec<String> = errors.iter().map(|error| error.say(lang)).collect();
        format!("{}\n{}", lang.pick("bộ khung không hợp lệ:", "the framework pack is not valid:"), lines.join("\n"))
    };
    Failure::Say(USAGE, Text::new(say(Lang::Vi), say(Lang::En)))
}
