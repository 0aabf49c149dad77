//! Folders beside a section while it is written, what a build that was killed left of them, and the lock that lets one
//! build at a time work there.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::text;
use crate::text::Text;

/// What is being written.
pub(super) const NEW: &str = "new";
/// What is being replaced.
pub(super) const OLD: &str = "old";

/// A folder beside a section, of this process alone.
pub(super) fn aside(around: &Path, name: &str, kind: &str) -> PathBuf {
    around.join(format!("{}{}", prefix(name, kind), std::process::id()))
}

fn prefix(name: &str, kind: &str) -> String {
    format!(".{name}.khung-{kind}-")
}

/// Folders that this build writes to. The system gives the locks back whatever happens.
#[derive(Default)]
pub(super) struct Locks {
    held: Vec<(PathBuf, Option<File>)>,
    made: Vec<PathBuf>,
}

impl Locks {
    /// Makes a folder where it is not there, and locks it. A system that locks no folders goes without.
    pub(super) fn hold(&mut self, folder: &Path) -> Result<(), Text> {
        let shown = folder.display();
        if self.held.iter().any(|(held, _)| held == folder) {
            return Ok(());
        }
        let absent = folder.ancestors().take_while(|above| !above.exists());
        self.made.extend(absent.map(Path::to_owned));
        fs::create_dir_all(folder)
            .map_err(|error| text!(vi: "không tạo được `{shown}`: {error}", en: "`{shown}` cannot be made: {error}"))?;
        let file = File::open(folder).ok();
        if let Some(file) = &file
            && matches!(file.try_lock(), Err(TryLockError::WouldBlock))
        {
            return Err(text!(
                vi: "một lệnh khung build khác đang ghi vào `{shown}`; hãy đợi nó xong",
                en: "another khung build is writing to `{shown}`; wait until it is done",
            ));
        }
        self.held.push((folder.to_owned(), file));
        Ok(())
    }
}

impl Drop for Locks {
    fn drop(&mut self) {
        for folder in &self.made {
            // Goes only where nothing was written.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Sweeps away the stages of builds that were killed, and puts the old section back where one was killed between the
/// two renames.
pub(super) fn sweep(folder: &Path, around: &Path, name: &str) -> io::Result<()> {
    let mut left = leftovers(around, name, OLD)?;
    if !folder.exists()
        && let Some(last) = left.pop()
    {
        fs::rename(last, folder)?;
    }
    left.extend(leftovers(around, name, NEW)?);
    left.iter().try_for_each(fs::remove_dir_all)
}

/// Folders beside a section that carry the name of its stages.
fn leftovers(around: &Path, name: &str, kind: &str) -> io::Result<Vec<PathBuf>> {
    let begin = prefix(name, kind);
    let ours = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix(&begin)).unwrap_or_default();
        let numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        numbered && entry.file_type().is_ok_and(|kind| kind.is_dir())
    };
    let mut found: Vec<PathBuf> =
        fs::read_dir(around)?.filter_map(Result::ok).filter(ours).map(|entry| entry.path()).collect();
    found.sort();
    Ok(found)
}
