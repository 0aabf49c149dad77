//! Whole sites in memory, as `khung build` makes them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use khung::check::{Engine, Policies};
use khung::graph::Graph;
use khung::load::Loaded;
use khung::measure::{Evidence, measure};
use khung::publication::Publication;
use khung::site::Site;

use rayon::prelude::*;

use super::support::{PACK, load_files};

/// Files of a site, by path.
pub type Pages = BTreeMap<String, Vec<u8>>;

/// Texts of a repository, by path.
pub type Texts = BTreeMap<String, String>;

/// The site of `architecture/`.
pub static ARCHITECTURE: LazyLock<Pages> = LazyLock::new(|| site(&texts("architecture")));

/// The YAML files of a folder of this project.
pub fn texts(folder: &str) -> Texts {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap);
    let yaml = files.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "yaml"));
    yaml.map(|entry| {
        let path = entry.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        (path, std::fs::read_to_string(entry.path()).unwrap())
    })
    .collect()
}

/// Reads a repository that is held in memory.
pub fn read(texts: &Texts) -> Loaded {
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    load_files(&files)
}

/// The site of a repository, whatever is wrong with it.
#[allow(clippy::default_trait_access)] // nothing of the agency's own
pub fn site(texts: &Texts) -> Pages {
    let mut loaded = read(texts);
    let mut pack = PACK.clone();
    let policies = Policies::compile(&mut loaded, &mut pack);
    let engine = Engine::with(&pack, &policies).unwrap_or_else(|errors| panic!("{errors:?}"));
    let day = loaded.repository.config.as_of.expect("the repository says its day");
    let graph = Graph::build(&loaded.repository, &pack);
    let findings = engine.check(&loaded, &graph, day);
    let evidence = Evidence::new(&graph, &findings, day);
    let coverage = measure(&evidence, &[]);
    let publication = Publication::new(&evidence, &coverage, &loaded.sources);
    let site = Site::new(&publication, Default::default()).unwrap_or_else(|error| panic!("{error:?}"));
    let page = |leaf: &khung::site::Leaf<'_>| {
        let bytes: Option<Vec<u8>> = leaf.bytes().unwrap_or_else(|error| panic!("{error:?}")).into();
        bytes.map(|bytes| (leaf.path.clone(), bytes))
    };
    site.leaves().par_iter().filter_map(page).collect()
}

/// Writes a site into a folder.
pub fn write(pages: &Pages, folder: &Path) {
    for (path, bytes) in pages {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
