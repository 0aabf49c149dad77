//! Data going from one component to another: which way, on which network, and what a check says of it.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::Atlas;
use crate::diagnostic::Finding;
use crate::graph::{Flow, Graph};
use crate::measure::{Scope, Weight, weight};
use crate::model::{ComponentId, ConnectionId};

/// What a check says of the way some data goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nothing was found against the way.
    Unopposed,
    /// A reference on the way leads nowhere, so that nothing could be judged.
    Unknown,
    /// Against the usual way, and advice only at the day.
    Advised,
    /// Against the usual way, and let pass by a waiver.
    Waived,
    /// Against the rules.
    Wrong,
}

/// Which network carries some data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carriage {
    /// None is named, and none is asked for inside one ministry or province.
    Inside,
    /// The dedicated network of the state.
    Dedicated(ComponentId),
    /// Another network.
    Other(ComponentId),
    /// Between two agencies, and none is named.
    Unsaid,
}

/// Data going from one component to another.
#[derive(Debug, Clone)]
pub struct Exchange<'a> {
    /// The two ends, what links them and the platforms in between.
    pub flow: Flow,
    /// It goes from one ministry or province to another.
    pub crosses: bool,
    /// The network that carries it.
    pub carriage: Carriage,
    /// What a check says of the way.
    pub standing: Standing,
    /// The findings about it, those about the way first.
    pub findings: Vec<&'a Finding>,
    /// The platforms the rules ask for, where it does not go by them; empty where none is ready.
    pub expected: Vec<ComponentId>,
    /// An end of it is not in operation yet.
    pub planned: bool,
}

impl Exchange<'_> {
    /// The platforms it goes through, those left out that are no platforms of exchange.
    pub fn platforms<'g>(&'g self, graph: &'g Graph<'_>) -> impl Iterator<Item = ComponentId> + 'g {
        self.flow.via.iter().copied().filter(|&step| graph.is_intermediary(step))
    }

    /// The field of its source that it stands in: `connects`, `reads`.
    #[must_use]
    pub fn relation(&self) -> &str {
        self.flow.field.split('.').next().unwrap_or_default()
    }

    /// Not by the way the rules ask for, whatever it weighs.
    #[must_use]
    pub const fn strays(&self) -> bool {
        matches!(self.standing, Standing::Advised | Standing::Waived | Standing::Wrong)
    }
}

/// What is exchanged in a scope, in the order of files: every connection, and data that crosses from one agency to
/// another with none. What an application reads at home is for other pictures, and what an agency connects inside
/// itself is for the agency's own.
#[must_use]
pub fn exchanges(atlas: Atlas<'_>, scope: Scope) -> Vec<Exchange<'_>> {
    let (graph, day) = (atlas.graph(), atlas.day());
    let flows: Vec<Flow> = match scope {
        Scope::Whole => atlas.evidence.active().iter().flat_map(|&id| graph.flows_of(id, day)).collect(),
        Scope::Agency(agency) => {
            let own = |id: ComponentId| graph.is_under(id, agency);
            let under = graph.components_under(graph.root(agency)).iter().copied();
            let here: Vec<ComponentId> = under.filter(|&id| own(id) && !graph.is_duplicate(id)).collect();
            let out = here.iter().flat_map(|&id| graph.flows_of(id, day));
            let back = here.iter().flat_map(|&id| graph.flows_to(id, day)).filter(|flow| !own(flow.from));
            out.chain(back).collect()
        }
    };
    let shown = |exchange: &Exchange<'_>| {
        let at_home = scope != Scope::Whole && exchange.flow.connection.is_some();
        at_home || exchange.crosses || exchange.strays()
    };
    flows.into_iter().map(|flow| exchange(atlas, flow)).filter(shown).collect()
}

/// A flow with what a check says of it.
pub(super) fn exchange(atlas: Atlas<'_>, flow: Flow) -> Exchange<'_> {
    let (graph, day) = (atlas.graph(), atlas.day());
    let mut findings = findings_of(atlas, &flow);
    findings.sort_by_key(|finding| finding.path.is_empty());
    let known = flow.connection.is_none_or(|id| graph.connection(id).via_known);
    let against = findings.iter().filter(|finding| !finding.path.is_empty());
    let standing = against.map(|finding| said(finding)).max();
    let standing = standing.unwrap_or(if known { Standing::Unopposed } else { Standing::Unknown });
    let strays = standing >= Standing::Advised;
    let expected = if strays { expected(graph, &flow, &findings, day) } else { Vec::new() };
    let planned = [flow.from, flow.to].into_iter().any(|end| graph.state(end, day).is_new());
    let crosses = graph.root_of(flow.from) != graph.root_of(flow.to);
    Exchange { crosses, carriage: carriage(graph, &flow, crosses), standing, findings, expected, planned, flow }
}

fn said(finding: &Finding) -> Standing {
    match weight(finding) {
        Weight::Breaks => Standing::Wrong,
        Weight::Waived => Standing::Waived,
        Weight::Light => Standing::Advised,
    }
}

/// The findings about a flow. Where two connections have the same ends, each finding belongs to the entry it
/// stands in.
fn findings_of<'a>(atlas: Atlas<'a>, flow: &Flow) -> Vec<&'a Finding> {
    let graph = atlas.graph();
    let about = atlas.evidence.findings_between(flow.from, flow.to).iter().copied();
    let Some(connection) = flow.connection else { return about.collect() };
    let starts = |id: ConnectionId| graph.entry(id).span().start;
    let others = graph.connections_between(flow.from, flow.to, atlas.day());
    let next = others.map(starts).filter(|&start| start > starts(connection)).min();
    let alone = graph.connections_between(flow.from, flow.to, atlas.day()).count() < 2;
    let inside = |finding: &&Finding| {
        let at = finding.place.span.start;
        alone || (at >= starts(connection) && next.is_none_or(|next| at < next))
    };
    about.filter(inside).collect()
}

fn expected(graph: &Graph<'_>, flow: &Flow, findings: &[&Finding], day: Date) -> Vec<ComponentId> {
    let told = findings.iter().map(|finding| &finding.expected).find(|expected| expected.len() > 2);
    match told {
        Some(steps) => steps[1..steps.len() - 1].iter().filter_map(|key| graph.find(key)).collect(),
        None => graph.expected_path(flow.from, flow.to, day).map_or_else(Vec::new, |path| path.expected),
    }
}

fn carriage(graph: &Graph<'_>, flow: &Flow, crosses: bool) -> Carriage {
    let network = &graph.pack.catalogue.roles.dedicated_network;
    match flow.connection.and_then(|id| graph.connection(id).carrier) {
        Some(carrier) if graph.is_catalogued(carrier, network) => Carriage::Dedicated(carrier),
        Some(carrier) => Carriage::Other(carrier),
        None if crosses => Carriage::Unsaid,
        None => Carriage::Inside,
    }
}

/// The distinct components at the ends of exchanges, platforms left out, in the order of files.
#[must_use]
pub fn ends(graph: &Graph<'_>, exchanges: &[Exchange<'_>]) -> Vec<ComponentId> {
    let both = exchanges.iter().flat_map(|exchange| [exchange.flow.from, exchange.flow.to]);
    let mut seen = FxHashSet::default();
    let mut ends: Vec<ComponentId> = both.filter(|&id| !graph.is_intermediary(id) && seen.insert(id)).collect();
    ends.sort_unstable();
    ends
}
