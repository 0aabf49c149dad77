//! Where files come from. The core asks for files by path and never touches the system otherwise.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use crate::text;
use crate::text::Text;
use crate::tree::Limits;

/// The files of a repository.
pub trait Files: Sync {
    /// Every YAML file, as a path from the root with `/`, in any order; a folder that cannot be
    /// listed is an entry of its own, so that what is in it is never passed unread.
    fn list(&self) -> Vec<File>;

    /// The text of a file.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read(&self, path: &str, limits: Limits) -> Result<Arc<str>, ReadError>;
}

/// An entry of a listing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    /// Path from the root.
    pub path: String,
    /// Why it could not even be listed.
    pub error: Option<ListError>,
}

/// Why something could not be listed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListError {
    /// The system says why.
    Io(String),
    /// A link to a folder: following it could leave the repository, or never end.
    FolderLink,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// The system says why.
    Io(String),
    /// Not text: the first byte that is not UTF-8.
    NotUtf8(usize),
    /// Larger than the limit; its size in bytes.
    TooLarge(u64),
    /// Points outside the repository.
    Outside,
    /// The files before it came to the limit of the repository.
    RepositoryTooLarge,
}

/// Folders that hold no architecture.
const SKIPPED: &[&str] = &["node_modules", "target"];

/// The files below a folder of the disk.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The files below a root.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    fn relative(&self, path: &Path) -> String {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    }
}

impl Files for Folder {
    fn list(&self) -> Vec<File> {
        let walk = WalkDir::new(&self.root).follow_links(false).into_iter().filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            let hidden = entry.depth() > 0 && name.starts_with('.');
            !(hidden || entry.file_type().is_dir() && SKIPPED.contains(&name.as_ref()))
        });
        let mut files = Vec::new();
        for entry in walk {
            match entry {
                Ok(entry) if entry.path_is_symlink() && entry.path().is_dir() => {
                    files.push(File { path: self.relative(entry.path()), error: Some(ListError::FolderLink) });
                }
                // A link is listed too: `read` follows it, and refuses one that leaves the repository.
                Ok(entry) if !entry.file_type().is_dir() && is_yaml(entry.path()) => {
                    files.push(File { path: self.relative(entry.path()), error: None });
                }
                Ok(_) => {}
                Err(error) => {
                    let path = error.path().map_or_else(String::new, |path| self.relative(path));
                    files.push(File { path, error: Some(ListError::Io(error.to_string())) });
                }
            }
        }
        files
    }

    fn read(&self, path: &str, limits: Limits) -> Result<Arc<str>, ReadError> {
        let io = |error: std::io::Error| ReadError::Io(error.to_string());
        let full = self.root.join(path);
        if full.is_symlink() {
            let target = full.canonicalize().map_err(io)?;
            if !target.starts_with(self.root.canonicalize().map_err(io)?) {
                return Err(ReadError::Outside);
            }
        }
        let file = std::fs::File::open(&full).map_err(io)?;
        let size = file.metadata().map_err(io)?.len();
        if size > limits.file_bytes {
            return Err(ReadError::TooLarge(size));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        // The file may grow while it is read: the cap holds for what is read, not for what was promised.
        file.take(limits.file_bytes + 1).read_to_end(&mut bytes).map_err(io)?;
        if bytes.len() as u64 > limits.file_bytes {
            return Err(ReadError::TooLarge(bytes.len() as u64));
        }
        let text = String::from_utf8(bytes).map_err(|error| ReadError::NotUtf8(error.utf8_error().valid_up_to()))?;
        Ok(Arc::from(text))
    }
}

fn is_yaml(path: &Path) -> bool {
    let is = |name: &str| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(name));
    is("yaml") || is("yml")
}

/// Files held in memory: for tests, examples and generated models.
#[derive(Debug, Default)]
pub struct Memory {
    files: std::collections::BTreeMap<String, Arc<str>>,
}

impl Memory {
    /// Files from paths and texts.
    pub fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { files: files.into_iter().map(|(path, text)| (path, Arc::from(text))).collect() }
    }
}

impl Files for Memory {
    fn list(&self) -> Vec<File> {
        self.files.keys().map(|path| File { path: path.clone(), error: None }).collect()
    }

    fn read(&self, path: &str, limits: Limits) -> Result<Arc<str>, ReadError> {
        let text = self.files.get(path).ok_or_else(|| ReadError::Io("no such file".to_owned()))?;
        if text.len() as u64 > limits.file_bytes {
            return Err(ReadError::TooLarge(text.len() as u64));
        }
        Ok(Arc::clone(text))
    }
}

/// Paths in order, and what could not be listed: each with its path.
pub(super) fn list(files: &dyn Files, limits: Limits) -> (Vec<String>, Vec<(String, Text)>) {
    let mut listed = files.list();
    listed.sort();
    let mut refused = Vec::new();
    if listed.len() > limits.files {
        let (count, limit) = (listed.len(), limits.files);
        let message = text!(
            vi: "kho có {count} tệp, quá giới hạn {limit}; các tệp từ đây không được đọc",
            en: "the repository has {count} files, over the limit of {limit}; files from here on were not read",
        );
        refused.push((listed[limit].path.clone(), message));
        listed.truncate(limit);
    }
    let mut paths = Vec::with_capacity(listed.len());
    for file in listed {
        match file.error {
            None => paths.push(file.path),
            Some(ListError::Io(error)) => {
                let message = text!(vi: "không liệt kê được: {error}", en: "cannot be listed: {error}");
                refused.push((file.path, message));
            }
            Some(ListError::FolderLink) => {
                let message = text!(
                    vi: "liên kết tới một thư mục không được đọc theo",
                    en: "a link to a folder is not followed",
                );
                refused.push((file.path, message));
            }
        }
    }
    (paths, refused)
}
