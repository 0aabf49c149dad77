//! Findings -> what people and machines read. One file a format; none drops or sorts anything.

mod areas;
mod component;
pub mod coverage;
mod exception;
pub mod explain;
mod human;
mod json;
mod legal;
mod page;
mod snippet;
mod trace;
mod weight;
mod wrap;

pub use areas::{Area, areas};
pub use component::{Checked, component_page, components_named, nearest_component, state};
pub use coverage::{COVERAGE_VERSION, CoverageReport, coverage_json, coverage_markdown, coverage_table, verdict};
pub use exception::exception;
pub use human::{Style, human};
pub use json::{JSON_VERSION, json};
pub use legal::{cite, confidence, severity, span};
pub use page::coverage_page;
pub use trace::{TRACE_VERSION, TraceReport, article_label, trace_json, trace_markdown, trace_table};
pub use weight::{Lessened, advice_because, lessened};

use jiff::civil::Date;

use crate::check::{Outcome, Tally};
use crate::diagnostic::Finding;
use crate::framework::{Pack, Severity};
use crate::graph::Graph;
use crate::source::Sources;

/// Everything an output may tell, decided before.
pub struct Report<'r> {
    /// The architecture.
    pub graph: &'r Graph<'r>,
    /// Its files.
    pub sources: &'r Sources,
    /// What was found and asked for, in order.
    pub findings: &'r [Finding],
    /// Findings that were found and not asked for.
    pub hidden: usize,
    /// The day it was looked at.
    pub as_of: Date,
    /// Findings from here on fail the gate.
    pub fail_level: Severity,
    /// Whether it passes.
    pub outcome: Outcome,
}

impl Report<'_> {
    /// The framework it was checked against.
    #[must_use]
    pub const fn pack(&self) -> &Pack {
        self.graph.pack
    }

    /// Findings by severity.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::of(self.findings)
    }
}

/// Id of a rule in the framework sheet; empty for what loading finds.
#[must_use]
pub fn tag<'p>(pack: &'p Pack, rule: &str) -> &'p str {
    pack.rule(rule).map_or("", |setting| setting.tag.as_str())
}
