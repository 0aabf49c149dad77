//! Where a section goes: a folder that Khung wrote, or none yet. Nothing else is ever replaced.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use super::aside::{Locks, sweep};
use crate::text;
use crate::text::Text;

/// The file that says a folder was written by Khung, and which files in it were. The rest is a person's.
pub(in crate::cli) const MARK: &str = ".khung";

/// The first word of the mark.
const WORD: &str = "khung ";

/// A folder that may be replaced, while the folder around it is locked.
#[derive(Debug)]
pub(super) struct Target {
    /// The folder itself, links resolved.
    pub folder: PathBuf,
    /// The folder around it.
    pub around: PathBuf,
    /// Its name there.
    pub name: String,
    /// Its mark; empty where it has none.
    pub mark: String,
    /// Files that Khung wrote into it last time.
    pub written: BTreeSet<String>,
    /// It is there.
    pub exists: bool,
}

/// The repository that is published: no output may lie over it.
pub(super) struct Guarded {
    /// Its root, links resolved.
    pub root: PathBuf,
    /// Its files, links resolved.
    pub files: Vec<PathBuf>,
}

impl Target {
    /// The folder `name` of an output, if it may be replaced. Puts right what a build that was killed left there.
    pub(super) fn find(output: &Path, name: &str, guarded: &Guarded, locks: &mut Locks) -> Result<Self, Text> {
        let output = resolve(output)?;
        let folder = resolve(&output.join(name))?;
        refuse_over_the_repository(&output, &folder, guarded)?;
        let (Some(around), Some(name)) = (folder.parent(), folder.file_name().and_then(OsStr::to_str)) else {
            let shown = folder.display();
            return Err(text!(vi: "`{shown}` không thay được", en: "`{shown}` cannot be replaced"));
        };
        let (around, name) = (around.to_owned(), name.to_owned());
        locks.hold(&around)?;
        sweep(&folder, &around, &name).map_err(|error| unusable(&around, &error))?;
        let exists = folder.exists();
        let mark = if exists { mark_of(&folder)? } else { String::new() };
        let written = mark.lines().skip(1).map(str::to_owned).collect();
        Ok(Self { folder, around, name, mark, written, exists })
    }
}

/// The mark of a folder, none of an empty one; refused where the folder is not Khung's.
fn mark_of(folder: &Path) -> Result<String, Text> {
    let shown = folder.display();
    let strange = || {
        text!(
            vi: "`{shown}` có sẵn và không do khung ghi ra (không có tệp {MARK}), nên không thay; hãy chọn thư mục khác bằng -o, hoặc tự dời nó đi",
            en: "`{shown}` is there and was not written by khung (it has no {MARK} file), so it is not replaced; choose another folder with -o, or move it away",
        )
    };
    let io = |error: std::io::Error| unusable(folder, &error);
    if !folder.is_dir() {
        return Err(strange());
    }
    match std::fs::read_to_string(folder.join(MARK)) {
        Ok(mark) if mark.starts_with(WORD) => Ok(mark),
        Ok(_) => Err(strange()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let mut inside = folder.read_dir().map_err(io)?;
            if inside.next().is_none() { Ok(String::new()) } else { Err(strange()) }
        }
        Err(error) => Err(io(error)),
    }
}

/// The mark of a folder with these files.
pub(super) fn mark(paths: &BTreeSet<String>) -> String {
    let mut mark = format!("{WORD}{}\n", env!("CARGO_PKG_VERSION"));
    for path in paths {
        mark.push_str(path);
        mark.push('\n');
    }
    mark
}

fn refuse_over_the_repository(output: &Path, folder: &Path, guarded: &Guarded) -> Result<(), Text> {
    let shown = output.display();
    if guarded.root.starts_with(folder) {
        return Err(text!(
            vi: "thư mục ghi ra `{shown}` chứa cả kho kiến trúc; hãy chọn thư mục khác bằng -o",
            en: "the output `{shown}` holds the architecture repository itself; choose another folder with -o",
        ));
    }
    let inside = output.starts_with(&guarded.root) && guarded.files.iter().any(|file| file.starts_with(output));
    if inside || guarded.files.iter().any(|file| file.starts_with(folder)) {
        return Err(text!(
            vi: "thư mục ghi ra `{shown}` có tệp của kho kiến trúc; hãy chọn thư mục khác bằng -o",
            en: "the output `{shown}` holds files of the architecture; choose another folder with -o",
        ));
    }
    Ok(())
}

/// A path with its links resolved as far as it is there; the rest may not climb.
fn resolve(path: &Path) -> Result<PathBuf, Text> {
    let io = |error: std::io::Error| unusable(path, &error);
    let whole = std::path::absolute(path).map_err(io)?;
    let mut rest = Vec::new();
    let mut here = whole.as_path();
    loop {
        match here.canonicalize() {
            Ok(mut found) => {
                found.extend(rest.iter().rev());
                return Ok(found);
            }
            // A link that leads nowhere: what it will lead to one day is not ours to write.
            Err(error) if here.is_symlink() => return Err(io(error)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let (Some(Component::Normal(name)), Some(above)) = (here.components().next_back(), here.parent())
                else {
                    return Err(io(error));
                };
                rest.push(name.to_owned());
                here = above;
            }
            Err(error) => return Err(io(error)),
        }
    }
}

fn unusable(path: &Path, error: &std::io::Error) -> Text {
    let shown = path.display();
    text!(vi: "không dùng được `{shown}`: {error}", en: "`{shown}` cannot be used: {error}")
}
