//! A section written whole beside the old one, which two renames then put in its place. Until then the old one is
//! as it was; whatever goes wrong, the stage is swept away.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::aside::{NEW, OLD, aside};
use super::target::{MARK, Target, mark};

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// The old one has the same bytes, and stays the same file.
    Kept,
    /// New, or changed.
    Written,
}

/// A section that is being written.
pub(super) struct Stage<'t> {
    target: &'t Target,
    folder: PathBuf,
}

/// What went wrong, and with which file.
#[derive(Debug)]
pub(super) struct Trouble {
    /// The file.
    pub path: PathBuf,
    /// What the system says.
    pub error: io::Error,
}

fn at(path: &Path) -> impl Fn(io::Error) -> Trouble {
    move |error| Trouble { path: path.to_owned(), error }
}

impl<'t> Stage<'t> {
    /// An empty stage. `paths` are all that will be written.
    pub(super) fn open(target: &'t Target, paths: &BTreeSet<String>) -> Result<Self, Trouble> {
        let folder = aside(&target.around, &target.name, NEW);
        fs::create_dir(&folder).map_err(at(&folder))?;
        let stage = Self { target, folder };
        if target.exists {
            let permissions = fs::metadata(&target.folder).map_err(at(&target.folder))?.permissions();
            fs::set_permissions(&stage.folder, permissions).map_err(at(&stage.folder))?;
        }
        let folders: BTreeSet<&Path> = paths.iter().filter_map(|path| Path::new(path).parent()).collect();
        for folder in folders {
            let folder = stage.folder.join(folder);
            fs::create_dir_all(&folder).map_err(at(&folder))?;
        }
        Ok(stage)
    }

    /// Writes a file of the section; from any thread.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<Fate, Trouble> {
        let (old, new) = (self.target.folder.join(path), self.folder.join(path));
        if self.target.exists && same(&old, bytes) {
            keep(&old, &new).map_err(at(&new))?;
            return Ok(Fate::Kept);
        }
        fs::write(&new, bytes).map_err(at(&new))?;
        Ok(Fate::Written)
    }

    /// Takes along what stands in the old folder and Khung did not write: a person put it there. Gives how many.
    pub(super) fn take_along(&self, paths: &BTreeSet<String>) -> Result<usize, Trouble> {
        let old = &self.target.folder;
        if !self.target.exists {
            return Ok(0);
        }
        let mut taken = 0;
        for entry in WalkDir::new(old).min_depth(1).follow_links(false) {
            let entry = entry.map_err(|error| Trouble { path: old.clone(), error: error.into() })?;
            let Ok(below) = entry.path().strip_prefix(old) else { continue };
            let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            let path = parts.join("/");
            let ours = path == MARK || paths.contains(&path) || self.target.written.contains(&path);
            if entry.file_type().is_dir() || ours {
                continue;
            }
            let new = self.folder.join(below);
            if let Some(folder) = new.parent() {
                fs::create_dir_all(folder).map_err(at(&new))?;
            }
            take(entry.path(), &new).map_err(at(&new))?;
            taken += 1;
        }
        Ok(taken)
    }

    /// Puts the stage in the place of the target. `paths` are all that was written.
    pub(super) fn commit(self, paths: &BTreeSet<String>) -> Result<(), Trouble> {
        self.write(MARK, mark(paths).as_bytes())?;
        let folder = &self.target.folder;
        let old = aside(&self.target.around, &self.target.name, OLD);
        if self.target.exists {
            fs::rename(folder, &old).map_err(at(folder))?;
        }
        if let Err(error) = fs::rename(&self.folder, folder) {
            if self.target.exists {
                fs::rename(&old, folder).map_err(at(&old))?;
            }
            return Err(Trouble { path: folder.clone(), error });
        }
        if self.target.exists {
            // The new one stands; what is left of the old is swept at the next build at the latest.
            let _ = fs::remove_dir_all(&old);
        }
        Ok(())
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        // After a commit it is no longer there.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Whether a file is there with these bytes.
fn same(path: &Path, bytes: &[u8]) -> bool {
    let alike = |meta: fs::Metadata| meta.is_file() && meta.len() == bytes.len() as u64;
    fs::symlink_metadata(path).is_ok_and(alike) && fs::read(path).is_ok_and(|there| there == bytes)
}

/// The same file under a second name; a copy where the disk has no such thing.
fn keep(old: &Path, new: &Path) -> io::Result<()> {
    fs::hard_link(old, new).or_else(|_| fs::copy(old, new).map(drop))
}

#[cfg(unix)]
fn take(old: &Path, new: &Path) -> io::Result<()> {
    if old.is_symlink() { std::os::unix::fs::symlink(fs::read_link(old)?, new) } else { keep(old, new) }
}

#[cfg(not(unix))]
fn take(old: &Path, new: &Path) -> io::Result<()> {
    keep(old, new)
}
