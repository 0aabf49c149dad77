//! From a folder to what is published of it: what `khung build` writes and `khung serve` shows are the same.

use std::path::Path;

use clap::ArgMatches;

use super::own::own;
use super::repository::{self, Opened};
use super::{Failure, Terminal, USAGE};
use crate::check::{Outcome, outcome};
use crate::diagnostic::Finding;
use crate::docs::Docs;
use crate::framework::Severity;
use crate::graph::Graph;
use crate::measure::{Evidence, measure};
use crate::publication::Publication;
use crate::site::{Leaf, PageError, Site};
use crate::source::Sources;
use crate::text::Lang;

/// Names of the sections, each a folder of the output.
pub(super) const SECTIONS: &[&str] = &["docs", "site"];

/// A folder of the output: its name, and its files in order of path.
pub(super) struct Section<'p> {
    /// Name of the folder.
    pub name: &'static str,
    /// Files, each made when asked for.
    pub leaves: Vec<Leaf<'p>>,
}

/// A repository that was read and checked.
pub(super) struct Checked<'c> {
    /// Its root.
    pub root: &'c Path,
    /// Its files.
    pub sources: &'c Sources,
    /// Everything that was found.
    pub findings: &'c [Finding],
    /// Whether the gate passes.
    pub outcome: Outcome,
    /// Language of the output.
    pub lang: Lang,
    opened: &'c Opened,
    graph: &'c Graph<'c>,
    day: jiff::civil::Date,
}

/// Reads and checks the repository that the arguments mean, and hands it on.
pub(super) fn checked<R>(
    matches: &ArgMatches,
    lang: Option<Lang>,
    terminal: &Terminal,
    then: impl FnOnce(&Checked<'_>) -> Result<R, Failure>,
) -> Result<R, Failure> {
    let (opened, loaded, policies) = repository::read(repository::open(matches)?, terminal)?;
    let engine = repository::engine(&opened, &policies)?;
    let graph = Graph::build(&loaded.repository, &opened.pack);
    let day = opened.day(matches, terminal);
    let findings = engine.check(&loaded, &graph, day);
    then(&Checked {
        root: &opened.root,
        opened: &opened,
        sources: &loaded.sources,
        outcome: outcome(&findings, Severity::Error),
        findings: &findings,
        lang: opened.lang(lang),
        graph: &graph,
        day,
    })
}

impl Checked<'_> {
    /// There is no component: nothing that could be shown or judged.
    pub(super) fn is_empty(&self) -> bool {
        self.graph.repository.components.is_empty()
    }

    /// Where a finding stands, as `file:line:column`.
    pub(super) fn place(&self, finding: &Finding) -> String {
        let file = self.sources.get(finding.place.file);
        format!("{}:{}", file.path, file.position(finding.place.span.start))
    }

    /// Makes ready what is published of it, and hands it on: the sections that are asked for.
    pub(super) fn sections<R>(
        &self,
        wants: impl Fn(&str) -> bool,
        then: impl FnOnce(Vec<Section<'_>>) -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        let evidence = Evidence::new(self.graph, self.findings, self.day);
        let coverage = measure(&evidence, &[]);
        let publication = Publication::new(&evidence, &coverage, self.sources);
        let site = Site::new(&publication, own(self.opened)?).map_err(|error| broken(&error))?;
        let docs = Docs::new(&publication).map_err(|error| broken(&error))?;
        let leaves = |name: &str| if name == "docs" { docs.leaves() } else { site.leaves() };
        let sections = SECTIONS.iter().filter(|name| wants(name));
        then(sections.map(|name| Section { name, leaves: leaves(name) }).collect())
    }
}

/// Says why a page could not be made.
pub(super) fn broken(error: &PageError) -> Failure {
    Failure::Say(USAGE, error.message.clone())
}
