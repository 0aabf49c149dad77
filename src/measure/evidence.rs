//! What figures are counted from: the architecture at a day, and what a check found in it.

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::figure::{Behind, Member, Scope};
use crate::diagnostic::{Finding, Subject};
use crate::framework::{Pack, Severity};
use crate::graph::Graph;
use crate::model::{AgencyId, ComponentId};
use crate::text::spelling;

/// How a finding weighs on a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// An error or a warning: the duty is not met.
    Breaks,
    /// A waiver lifts it: told, and of no weight.
    Waived,
    /// Advice: told nowhere in a figure.
    Light,
}

/// How a finding weighs; the one place that decides it.
#[must_use]
pub fn weight(finding: &Finding) -> Weight {
    match finding.severity {
        Severity::Info => Weight::Light,
        Severity::Warning | Severity::Error if finding.waived.is_some() => Weight::Waived,
        Severity::Warning | Severity::Error => Weight::Breaks,
    }
}

/// An architecture at a day, and everything a check found in it.
pub struct Evidence<'e> {
    /// The architecture.
    pub graph: &'e Graph<'e>,
    /// The day.
    pub day: Date,
    findings: &'e [Finding],
    /// Components at the day, in order; second components of one id left out.
    active: Vec<ComponentId>,
    /// Components that send or receive data.
    connected: FxHashSet<ComponentId>,
    /// Findings of each agency at the top and of the units under it, in the order of a check.
    by_root: FxHashMap<AgencyId, Vec<&'e Finding>>,
    /// Findings about data going from one component to another, in the order of a check.
    by_flow: FxHashMap<(ComponentId, ComponentId), Vec<&'e Finding>>,
    /// How many components say that they are the authoritative source of each entity.
    claims: FxHashMap<String, usize>,
}

impl<'e> Evidence<'e> {
    /// What a check found at a day.
    #[must_use]
    pub fn new(graph: &'e Graph<'e>, findings: &'e [Finding], day: Date) -> Self {
        let is_there = |&id: &ComponentId| graph.state(id, day).is_active() && !graph.is_duplicate(id);
        let active: Vec<ComponentId> = graph.repository.component_ids().filter(is_there).collect();
        let flows = active.iter().flat_map(|&id| graph.flows_of(id, day));
        let connected = flows.flat_map(|flow| [flow.from, flow.to]).collect();
        let mut by_root: FxHashMap<AgencyId, Vec<&Finding>> = FxHashMap::default();
        let mut by_flow: FxHashMap<(ComponentId, ComponentId), Vec<&Finding>> = FxHashMap::default();
        for finding in findings {
            if let Some(root) = root_of(graph, finding) {
                by_root.entry(root).or_default().push(finding);
            }
            if let Subject::Connection { from, to } = &finding.subject
                && let (Some(from), Some(to)) = (graph.find(from), graph.find(to))
            {
                by_flow.entry((from, to)).or_default().push(finding);
            }
        }
        let mut claims: FxHashMap<String, usize> = FxHashMap::default();
        for name in active.iter().flat_map(|&id| graph.entities(id, "authoritative")) {
            *claims.entry(spelling(name)).or_default() += 1;
        }
        Self { graph, day, findings, active, connected, by_root, by_flow, claims }
    }

    /// Findings about data going from one component to another, by whatever connection or relation, in the order
    /// of a check.
    #[must_use]
    pub fn findings_between(&self, from: ComponentId, to: ComponentId) -> &[&'e Finding] {
        self.by_flow.get(&(from, to)).map_or(&[], Vec::as_slice)
    }

    /// How many components say at the day that they are the authoritative source of an entity.
    #[must_use]
    pub fn claims(&self, entity: &str) -> usize {
        self.claims.get(&spelling(entity)).copied().unwrap_or(0)
    }

    /// Everything that was found.
    #[must_use]
    pub const fn findings(&self) -> &'e [Finding] {
        self.findings
    }

    /// Findings counted under an agency at the top and the units under it, in the order of a check.
    #[must_use]
    pub fn findings_under(&self, root: AgencyId) -> &[&'e Finding] {
        self.by_root.get(&root).map_or(&[], Vec::as_slice)
    }

    /// Components at the day, in order.
    #[must_use]
    pub fn active(&self) -> &[ComponentId] {
        &self.active
    }

    /// Agencies at the top, in the order of files.
    pub fn roots(&self) -> impl Iterator<Item = AgencyId> {
        self.graph.repository.agency_ids().filter(|&id| self.graph.root(id) == id)
    }

    /// Whether an agency or a unit under it has a component at the day.
    #[must_use]
    pub fn has_components(&self, root: AgencyId) -> bool {
        self.graph.components_under(root).iter().any(|&id| self.graph.state(id, self.day).is_active())
    }

    /// What belongs to a scope.
    pub(super) fn ground(&self, scope: Scope) -> Ground<'_> {
        let graph = self.graph;
        let components = match scope {
            Scope::Whole => self.active.clone(),
            Scope::Agency(asked) if graph.root(asked) == asked => {
                let under = graph.components_under(asked).iter().copied();
                under.filter(|id| self.active.binary_search(id).is_ok()).collect()
            }
            Scope::Agency(asked) => self.active.iter().copied().filter(|&id| graph.is_under(id, asked)).collect(),
        };
        let agencies = match scope {
            Scope::Whole => self.roots().collect(),
            Scope::Agency(asked) => vec![asked],
        };
        let findings: Vec<&Finding> = match scope {
            Scope::Whole => self.findings.iter().collect(),
            Scope::Agency(asked) => {
                let of_root = self.by_root.get(&graph.root(asked)).into_iter().flatten().copied();
                let own = |finding: &&Finding| {
                    graph.find_agency(&finding.agency).is_some_and(|agency| graph.is_within(agency, asked))
                };
                of_root.filter(own).collect()
            }
        };
        let mut by_rule: FxHashMap<&str, Vec<&Finding>> = FxHashMap::default();
        for finding in &findings {
            by_rule.entry(&finding.rule).or_default().push(finding);
        }
        Ground { evidence: self, scope, components, agencies, findings, by_rule }
    }
}

/// The part of the evidence that belongs to a scope.
pub(super) struct Ground<'g> {
    pub(super) evidence: &'g Evidence<'g>,
    pub(super) scope: Scope,
    /// Components at the day, in order.
    pub(super) components: Vec<ComponentId>,
    /// Agencies at the top, in order; the asked one alone where one was.
    pub(super) agencies: Vec<AgencyId>,
    findings: Vec<&'g Finding>,
    by_rule: FxHashMap<&'g str, Vec<&'g Finding>>,
}

impl<'g> Ground<'g> {
    pub(super) const fn graph(&self) -> &'g Graph<'g> {
        self.evidence.graph
    }

    pub(super) const fn pack(&self) -> &'g Pack {
        self.evidence.graph.pack
    }

    pub(super) const fn day(&self) -> Date {
        self.evidence.day
    }

    /// Findings of the scope, in the order of a check.
    pub(super) fn findings(&self) -> impl Iterator<Item = &'g Finding> {
        self.findings.iter().copied()
    }

    /// Findings of a rule in the scope, in the order of a check.
    pub(super) fn findings_of(&self, rule: &str) -> &[&'g Finding] {
        self.by_rule.get(rule).map_or(&[], Vec::as_slice)
    }

    /// Whether a component sends or receives data at the day.
    pub(super) fn is_connected(&self, id: ComponentId) -> bool {
        self.evidence.connected.contains(&id)
    }

    pub(super) fn is_operating(&self, id: ComponentId) -> bool {
        self.graph().state(id, self.day()).is_operating()
    }

    /// Components of the scope that belong to an agency of it.
    pub(super) fn components_of(&self, agency: AgencyId) -> Vec<ComponentId> {
        match self.scope {
            Scope::Agency(_) => self.components.clone(),
            Scope::Whole => {
                let under = self.graph().components_under(agency).iter().copied();
                under.filter(|id| self.components.binary_search(id).is_ok()).collect()
            }
        }
    }

    /// Whether a component is of one of these kinds; any kind where none is named.
    pub(super) fn is_of(&self, id: ComponentId, kinds: &[String]) -> bool {
        kinds.is_empty() || self.graph().kind(id).is_some_and(|kind| kinds.contains(&kind.id))
    }

    /// Whether an agency is of one of these levels; any level where none is named.
    pub(super) fn is_at(&self, agency: AgencyId, levels: &[String]) -> bool {
        levels.is_empty() || levels.contains(&self.graph().repository.agency(agency).level)
    }
}

/// A finding as a figure keeps it.
pub(super) fn behind(finding: &Finding) -> Behind {
    Behind {
        rule: finding.rule.to_string(),
        severity: finding.severity,
        subject: finding.subject.label(),
        waived: weight(finding) == Weight::Waived,
    }
}

/// The component a finding is about; of a connection, its source.
pub(super) fn component_of(graph: &Graph<'_>, finding: &Finding) -> Option<ComponentId> {
    match &finding.subject {
        Subject::Component(key) | Subject::Connection { from: key, .. } => graph.find(key),
        _ => None,
    }
}

/// The agency at the top that a finding is counted under.
pub(super) fn root_of(graph: &Graph<'_>, finding: &Finding) -> Option<AgencyId> {
    graph.find_agency(&finding.agency).map(|agency| graph.root(agency))
}

/// Components as members of a figure.
pub(super) fn members(ids: impl IntoIterator<Item = ComponentId>) -> Vec<Member> {
    ids.into_iter().map(Member::Component).collect()
}
