//! `khung build`: check, then write the site and the documents.

use std::io::Write;
use std::path::PathBuf;

use clap::ArgMatches;

use super::{CLEAN, Failure, Terminal, USAGE, repository};
use crate::docs::Docs;
use crate::graph::Graph;
use crate::measure::{Evidence, measure};
use crate::publication::Publication;
use crate::site::{PageError, Site};
use crate::text::Lang;

pub(super) fn run(
    matches: &ArgMatches,
    _lang: Option<Lang>,
    terminal: &Terminal,
    _out: &mut dyn Write,
) -> Result<u8, Failure> {
    let (opened, loaded, policies) = repository::read(repository::open(matches)?, terminal)?;
    let engine = repository::engine(&opened, &policies)?;
    let graph = Graph::build(&loaded.repository, &opened.pack);
    let day = opened.day(matches, terminal);
    let findings = engine.check(&loaded, &graph, day);
    let evidence = Evidence::new(&graph, &findings, day);
    let coverage = measure(&evidence, &[]);
    let publication = Publication::new(&evidence, &coverage, &loaded.sources);
    let site = Site::new(&publication, super::own::own(&opened)?).map_err(broken)?;
    let output = matches.get_one::<PathBuf>("output").cloned().unwrap_or_else(|| PathBuf::from("generated"));
    let docs = Docs::new(&publication).map_err(broken)?;
    for (section, leaf) in
        site.leaves().into_iter().map(|leaf| ("site", leaf)).chain(docs.leaves().into_iter().map(|leaf| ("docs", leaf)))
    {
        let Some(bytes) = leaf.bytes().map_err(broken)? else { continue };
        let path = output.join(section).join(&leaf.path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, bytes)?;
    }
    Ok(CLEAN)
}

fn broken(error: PageError) -> Failure {
    Failure::Say(USAGE, error.message)
}
