//! Files -> documents -> model, with all faults of all files in one run.
//!
//! Each file is parsed once, on any core, into a [`Tree`]; the schema check, the model and the messages
//! read that tree. The results are put together in the order of paths, so that no machine differs.

mod explain;
mod extract;
mod faults;
mod files;
mod json;
mod schema;
mod site;
mod syntax;

pub use faults::{
    DUPLICATE_AGENCY, DUPLICATE_COMPONENT, FAULTS, Fault, ILLEGAL_RELATION, INVALID_POLICY, INVALID_VALUE,
    UNRESOLVED_REFERENCE, fault,
};
pub use files::{File, Files, Folder, ListError, Memory, ReadError};
pub use schema::{SchemaError, Schemas};

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::diagnostic::{Finding, RuleName, Subject};
use crate::framework::Pack;
use crate::model::{Config, Repository};
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::tree::{Limits, Tree, parse};
use extract::FileFacts;

/// The one file with a fixed name: it marks the root of a repository.
pub const CONFIG_FILE: &str = "khung.yaml";

/// A repository as far as it could be read, and what could not.
#[derive(Debug)]
pub struct Loaded {
    /// What the files say.
    pub repository: Repository,
    /// The files themselves, for messages.
    pub sources: Sources,
    /// Faults of reading, in the order of places.
    pub findings: Vec<Finding>,
}

/// Told after each file how many of how many are read.
pub type Progress<'p> = &'p (dyn Fn(usize, usize) + Sync);

/// Reads every file of a repository.
///
/// The configuration was read before, to know which pack to use: see [`read_config`].
#[must_use]
pub fn load(
    files: &dyn Files,
    config: Config,
    pack: &Pack,
    schemas: &Schemas,
    limits: Limits,
    progress: Progress<'_>,
) -> Loaded {
    let (paths, refused) = files::list(files, limits);
    let mut findings = Vec::new();
    let (done, bytes) = (AtomicUsize::new(0), AtomicU64::new(0));
    let reader = Reader { files, pack, schemas, limits, bytes: &bytes };
    let read: Vec<(SourceFile, Tree, FileFacts)> = paths
        .par_iter()
        .enumerate()
        .map(|(index, path)| {
            let read = reader.read_whatever(path, FileId(Span::new(index, 0).start));
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, paths.len());
            read
        })
        .collect();
    let mut sources = Sources::default();
    let mut repository = Repository {
        config,
        agencies: Vec::new(),
        components: Vec::new(),
        relations: Vec::new(),
        connections: Vec::new(),
        documents: Vec::new(),
        trees: Vec::with_capacity(read.len()),
    };
    for (source, tree, facts) in read {
        sources.add(source);
        repository.trees.push(tree);
        facts.append_to(&mut repository, &mut findings);
    }
    for (path, message) in refused {
        let file = sources.add(SourceFile::new(path.clone(), Arc::from("")));
        repository.trees.push(Tree::default());
        findings.push(syntax::unlisted(path, file, message));
    }
    findings.sort_by(|left, right| left.order().cmp(&right.order()));
    Loaded { repository, sources, findings }
}

/// What reading a file needs, the same for all.
struct Reader<'l> {
    files: &'l dyn Files,
    pack: &'l Pack,
    schemas: &'l Schemas,
    limits: Limits,
    /// Bytes read so far, of all files.
    bytes: &'l AtomicU64,
}

impl Reader<'_> {
    /// Reads a file; a fault of ours in one file loses that file alone, and says so.
    fn read_whatever(&self, path: &str, file: FileId) -> (SourceFile, Tree, FileFacts) {
        let read = std::panic::AssertUnwindSafe(|| self.read(path, file));
        std::panic::catch_unwind(read).unwrap_or_else(|_| {
            let mut facts = FileFacts::default();
            facts.findings.push(syntax::broken(path, file));
            (SourceFile::new(path, Arc::from("")), Tree::default(), facts)
        })
    }

    fn read(&self, path: &str, file: FileId) -> (SourceFile, Tree, FileFacts) {
        let mut facts = FileFacts::default();
        let text = match self.text(path) {
            Ok(text) => text,
            Err(error) => {
                facts.findings.push(syntax::unreadable(&error, path, file, self.limits));
                return (SourceFile::new(path, Arc::from("")), Tree::default(), facts);
            }
        };
        let parsed = parse(&text, self.limits);
        let source = SourceFile::new(path, text);
        for problem in &parsed.problems {
            facts.findings.push(syntax::finding(problem, path, file, self.limits));
        }
        extract::extract(&parsed.tree, path, file, self.pack, self.schemas, &mut facts);
        number(&mut facts.findings);
        (source, parsed.tree, facts)
    }

    fn text(&self, path: &str) -> Result<Arc<str>, ReadError> {
        if self.bytes.load(Ordering::Relaxed) > self.limits.repository_bytes {
            return Err(ReadError::RepositoryTooLarge);
        }
        let text = self.files.read(path, self.limits)?;
        self.bytes.fetch_add(text.len() as u64, Ordering::Relaxed);
        Ok(text)
    }
}

/// Tells findings apart that would have one identity, such as two keys that are both written twice: by their
/// order in the file, which moving lines does not change.
fn number(findings: &mut [Finding]) {
    let mut seen: FxHashMap<(RuleName, Subject, String), usize> = FxHashMap::default();
    for finding in findings {
        let count = seen.entry((finding.rule.clone(), finding.subject.clone(), finding.field.clone())).or_default();
        *count += 1;
        if *count > 1 {
            finding.field = format!("{}#{count}", finding.field);
        }
    }
}

/// Reads `khung.yaml` alone: everything else waits for the pack it names.
///
/// # Errors
/// What is wrong with the file, as findings against the single file of the returned sources.
pub fn read_config(text: &Arc<str>, limits: Limits) -> Result<Config, (Sources, Vec<Finding>)> {
    extract::config(text, limits)
}
