//! What is published, before it is pages: the architecture, its findings and figures, found by what they are about.
//! The site and the documents show the same publication.

pub mod prose;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use jiff::civil::Date;

use crate::diagnostic::{Finding, Subject};
use crate::framework::Pack;
use crate::graph::Graph;
use crate::measure::{Coverage, Evidence, Trace, trace};
use crate::model::{AgencyId, ComponentId, Config};
use crate::source::Sources;
use crate::view::Atlas;

/// Everything that is published.
pub struct Publication<'p> {
    /// What pictures are taken from.
    pub atlas: Atlas<'p>,
    /// The texts of the files, for quotes and places.
    pub sources: &'p Sources,
    findings: &'p [Finding],
    by_component: FxHashMap<ComponentId, Vec<u32>>,
    by_agency: FxHashMap<AgencyId, Vec<u32>>,
    by_rule: FxHashMap<&'p str, Vec<u32>>,
    trace: OnceLock<Trace<'p>>,
    anchors: Vec<String>,
}

impl<'p> Publication<'p> {
    /// A publication of an architecture at the day of its evidence.
    #[must_use]
    pub fn new(evidence: &'p Evidence<'p>, coverage: &'p Coverage, sources: &'p Sources) -> Self {
        let findings = evidence.findings();
        let graph = evidence.graph;
        let mut by_component: FxHashMap<ComponentId, Vec<u32>> = FxHashMap::default();
        let mut by_agency: FxHashMap<AgencyId, Vec<u32>> = FxHashMap::default();
        let mut by_rule: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for (index, finding) in (0_u32..).zip(findings) {
            by_rule.entry(&finding.rule).or_default().push(index);
            if let Some(agency) = graph.find_agency(&finding.agency) {
                by_agency.entry(agency).or_default().push(index);
            }
            let component = match &finding.subject {
                Subject::Component(key) | Subject::Connection { from: key, .. } => graph.find(key),
                _ => None,
            };
            if let Some(component) = component {
                by_component.entry(component).or_default().push(index);
            }
        }
        Self {
            atlas: Atlas { evidence, coverage },
            sources,
            findings,
            by_component,
            by_agency,
            by_rule,
            trace: OnceLock::new(),
            anchors: anchors(findings),
        }
    }

    /// The architecture.
    #[must_use]
    pub const fn graph(&self) -> &'p Graph<'p> {
        self.atlas.evidence.graph
    }

    /// The framework it is written in.
    #[must_use]
    pub const fn pack(&self) -> &'p Pack {
        self.graph().pack
    }

    /// What `khung.yaml` says.
    #[must_use]
    pub const fn config(&self) -> &'p Config {
        &self.graph().repository.config
    }

    /// The day it shows.
    #[must_use]
    pub const fn day(&self) -> Date {
        self.atlas.evidence.day
    }

    /// Every finding, in the order of a check.
    #[must_use]
    pub const fn findings(&self) -> &'p [Finding] {
        self.findings
    }

    /// Findings about a component or a connection that starts at it, in the order of a check.
    pub fn findings_of(&self, id: ComponentId) -> impl Iterator<Item = &'p Finding> {
        self.pick(self.by_component.get(&id))
    }

    /// Findings counted under an agency itself, the units under it left out, in the order of a check.
    pub fn findings_under(&self, id: AgencyId) -> impl Iterator<Item = &'p Finding> {
        self.pick(self.by_agency.get(&id))
    }

    /// Findings of a rule, in the order of a check.
    pub fn findings_by(&self, rule: &str) -> impl Iterator<Item = &'p Finding> {
        self.pick(self.by_rule.get(rule))
    }

    /// The law read both ways, worked out when first asked for.
    #[must_use]
    pub fn trace(&self) -> &Trace<'p> {
        self.trace.get_or_init(|| trace(self.pack(), Some(self.atlas.evidence), self.day()))
    }

    /// What a finding is called in an address. It stays as long as rule, subject and field do, whatever moves.
    #[must_use]
    pub fn anchor(&self, finding: &Finding) -> &str {
        let index = self.findings.binary_search_by(|other| other.order().cmp(&finding.order()));
        index.ok().and_then(|index| self.anchors.get(index)).map_or("", String::as_str)
    }

    fn pick(&self, indices: Option<&Vec<u32>>) -> impl Iterator<Item = &'p Finding> + use<'p> {
        let picked: Vec<&'p Finding> =
            indices.into_iter().flatten().filter_map(|&index| self.findings.get(index as usize)).collect();
        picked.into_iter()
    }
}

/// A name for each finding; those of one identity are counted.
fn anchors(findings: &[Finding]) -> Vec<String> {
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    let name = |finding: &Finding| {
        let (rule, subject, field) = finding.identity();
        let number = xxh3_64(format!("{rule}\n{}\n{}\n{field}", subject.sort(), subject.label()).as_bytes());
        let count = seen.entry(number).or_default();
        *count += 1;
        if *count == 1 { format!("f-{number:016x}") } else { format!("f-{number:016x}-{count}") }
    };
    findings.iter().map(name).collect()
}
