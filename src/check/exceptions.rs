//! Exceptions: the waivers of a repository and the comments beside a line, laid over what the rules found.
//!
//! An exception drops nothing: it marks the finding it is for. One that is not good enough marks nothing, and the
//! rules of exceptions say why.

mod cover;
mod flaw;
mod ignore;
mod waiver;

pub use flaw::{Breadth, Completeness, Flaw, Width};
pub use ignore::{Ignore, IgnoreFlaw};
pub use waiver::{Named, Waiver};

use jiff::civil::Date;
use strsim::jaro_winkler;

use crate::diagnostic::Finding;
use crate::framework::Pack;
use crate::graph::Graph;
use crate::load::{FAULTS, Loaded, fault};
use crate::source::Sources;
use crate::text;
use crate::text::Text;

/// Every exception of a repository, and what became of it at a day.
#[derive(Debug)]
pub struct Exceptions<'r> {
    /// Entries of `waivers:`, in the order of files.
    pub waivers: Vec<Waiver<'r>>,
    /// Comments `# khung: ignore[…]`, in the order of files.
    pub ignores: Vec<Ignore>,
    /// Everything could be read; otherwise what an exception is for may stand in what could not.
    pub whole: bool,
}

impl<'r> Exceptions<'r> {
    /// Reads the exceptions and marks the findings that they are for.
    pub(super) fn lay_over(loaded: &Loaded, graph: &Graph<'r>, day: Date, findings: &mut [Finding]) -> Self {
        let mut waivers = self::waivers(graph, day);
        cover::cover(&mut waivers, graph.pack, findings);
        let mut ignores = ignore::read(&loaded.sources, graph);
        ignore::apply(&mut ignores, graph.pack, loaded, day, findings);
        let whole = !findings.iter().any(super::is_unread);
        Self { waivers, ignores, whole }
    }
}

/// The waivers of a repository at a day, each with what is wrong with it whatever the rules found.
#[must_use]
pub fn waivers<'r>(graph: &Graph<'r>, day: Date) -> Vec<Waiver<'r>> {
    let mut waivers = waiver::read(graph);
    for waiver in &mut waivers {
        flaw::judge(waiver, graph.pack, day);
    }
    waivers
}

/// The comments of a repository that ignore a rule, nothing said of what they are good for.
#[must_use]
pub fn ignores(sources: &Sources, graph: &Graph<'_>) -> Vec<Ignore> {
    ignore::read(sources, graph)
}

/// Why nothing may lift a rule: the pack says so, or it is a fault of reading.
fn barred(pack: &Pack, written: &str) -> Option<Text> {
    if fault(written).is_some() {
        return Some(text!(
            vi: "tệp đọc không đúng thì mọi quy tắc khác đều xét sai",
            en: "where a file is not read right, every other rule judges wrongly",
        ));
    }
    pack.rule_or_tag(written)?.no_waiver.as_ref().map(|none| none.because.clone())
}

/// The name nearest to one that means no rule.
fn nearest(pack: &Pack, written: &str) -> Option<String> {
    let rules = pack.rules.rules.iter().map(|setting| setting.rule.as_str());
    let names = rules.chain(FAULTS.iter().map(|fault| fault.name));
    let scored = names.map(|name| (jaro_winkler(name, written), name)).filter(|&(score, _)| score > 0.8);
    let best = scored.max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(left.1)));
    best.map(|(_, name)| name.to_owned())
}
