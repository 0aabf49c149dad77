//! Data from its authoritative source to its copies and to those who read it.

mod tables;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Atlas;
use super::exchange::{Standing, exchange};
use crate::graph::{Flow, Graph};
use crate::measure::Scope;
use crate::model::{ComponentId, date};
use crate::text::spelling;
use crate::tree::NodeRef;

pub use tables::{cycle_words, lineage_tables};

/// Copies of copies are followed so far.
const DEEPEST: usize = 3;

/// An entity that a component holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its name, as written.
    pub name: String,
    /// Another component says that it is the source of it too.
    pub disputed: bool,
}

/// A component that is the authoritative source of something, and everything its data goes to.
#[derive(Debug, Clone)]
pub struct Source {
    /// The component.
    pub component: ComponentId,
    /// What it is the source of, in the order of the file.
    pub entities: Vec<Held>,
    /// Who writes to it.
    pub writers: Vec<ComponentId>,
    /// Who takes data from it.
    pub takers: Vec<Taker>,
}

/// A component that takes data from another.
#[derive(Debug, Clone)]
pub struct Taker {
    /// The component.
    pub component: ComponentId,
    /// The platforms the data passes, from where it is held to the taker.
    pub through: Vec<ComponentId>,
    /// What a check says of the way.
    pub standing: Standing,
    /// One of the two is not in operation yet.
    pub planned: bool,
    /// It keeps a copy.
    pub copy: bool,
    /// Who takes data from its copy.
    pub takers: Vec<Self>,
}

impl Source {
    /// Copies and readers at every depth.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        fn count(takers: &[Taker]) -> (usize, usize) {
            takers.iter().fold((0, 0), |(copies, readers), taker| {
                let (below, beside) = count(&taker.takers);
                let own = usize::from(taker.copy);
                (copies + own + below, readers + (1 - own) + beside)
            })
        }
        count(&self.takers)
    }
}

/// The sources that concern a scope, in the order of files: of an agency, its own with whoever takes their data, and
/// those of others as far as the agency takes from them.
#[must_use]
pub fn lineage(atlas: Atlas<'_>, scope: Scope) -> Vec<Source> {
    let graph = atlas.graph();
    let tracer = Tracer { atlas };
    match scope {
        Scope::Whole => {
            let active = atlas.evidence.active().iter();
            active.filter_map(|&id| tracer.source(id)).collect()
        }
        Scope::Agency(agency) => {
            let own = |id: ComponentId| graph.is_under(id, agency);
            let under = graph.components_under(graph.root(agency)).iter().copied();
            let here: Vec<ComponentId> = under.filter(|&id| own(id) && !graph.is_duplicate(id)).collect();
            let mut wanted: FxHashSet<ComponentId> = FxHashSet::default();
            for &id in &here {
                tracer.upstream(id, &mut wanted);
            }
            let mut wanted: Vec<ComponentId> = wanted.into_iter().collect();
            wanted.sort_unstable();
            let sources = wanted.into_iter().filter_map(|id| tracer.source(id));
            sources.filter_map(|source| if own(source.component) { Some(source) } else { kept(source, &own) }).collect()
        }
    }
}

/// A source with only the branches that end at some components; `None` where none does.
fn kept(mut source: Source, own: &impl Fn(ComponentId) -> bool) -> Option<Source> {
    source.takers = pruned(source.takers, own);
    source.writers.retain(|&writer| own(writer));
    (!source.takers.is_empty() || !source.writers.is_empty()).then_some(source)
}

fn pruned(takers: Vec<Taker>, own: &impl Fn(ComponentId) -> bool) -> Vec<Taker> {
    let prune = |mut taker: Taker| {
        if own(taker.component) {
            return Some(taker);
        }
        taker.takers = pruned(taker.takers, own);
        (!taker.takers.is_empty()).then_some(taker)
    };
    takers.into_iter().filter_map(prune).collect()
}

struct Tracer<'a> {
    atlas: Atlas<'a>,
}

impl<'a> Tracer<'a> {
    const fn graph(&self) -> &'a Graph<'a> {
        self.atlas.graph()
    }

    /// A component as a source; `None` where it is the source of nothing.
    fn source(&self, id: ComponentId) -> Option<Source> {
        let graph = self.graph();
        if !graph.state(id, self.atlas.day()).is_active() {
            return None;
        }
        let held = |name: &str| Held { name: name.to_owned(), disputed: self.atlas.evidence.claims(name) > 1 };
        let entities: Vec<Held> = graph.entities(id, "authoritative").map(held).collect();
        if entities.is_empty() {
            return None;
        }
        let flows = graph.flows_to(id, self.atlas.day());
        let mut writers: Vec<ComponentId> =
            flows.iter().filter(|flow| self.writes(flow)).map(|flow| flow.from).collect();
        writers.dedup();
        let mut seen = FxHashSet::from_iter([id]);
        let takers = self.takers(id, flows, &mut seen, DEEPEST);
        Some(Source { component: id, entities, writers, takers })
    }

    /// Whether a flow brings data to its target and takes none.
    fn writes(&self, flow: &Flow) -> bool {
        let says = |relation: &str| self.graph().targets(flow.from, relation).any(|target| target == flow.to);
        flow.field == "writes" || (says("writes") && !says("reads") && !says("replica_of"))
    }

    fn takers(&self, at: ComponentId, flows: Vec<Flow>, seen: &mut FxHashSet<ComponentId>, deep: usize) -> Vec<Taker> {
        let mut takers: Vec<Taker> = Vec::new();
        let mut places: FxHashMap<(ComponentId, Vec<ComponentId>), usize> = FxHashMap::default();
        for flow in flows {
            if self.writes(&flow) || seen.contains(&flow.from) {
                continue;
            }
            let told = exchange(self.atlas, flow);
            let mut through: Vec<ComponentId> = told.platforms(self.graph()).collect();
            through.reverse();
            let (component, standing, planned) = (told.flow.from, told.standing, told.planned);
            // Two connections along one way are one way.
            if let Some(&place) = places.get(&(component, through.clone())) {
                takers[place].standing = takers[place].standing.max(standing);
                continue;
            }
            places.insert((component, through.clone()), takers.len());
            let copy = self.is_copy(component, at);
            takers.push(Taker { component, through, standing, planned, copy, takers: Vec::new() });
        }
        seen.extend(takers.iter().map(|taker| taker.component));
        if deep > 0 {
            for taker in takers.iter_mut().filter(|taker| taker.copy) {
                let flows = self.graph().flows_to(taker.component, self.atlas.day());
                taker.takers = self.takers(taker.component, flows, seen, deep - 1);
            }
        }
        takers
    }

    /// Whether a component keeps a copy of what another holds.
    fn is_copy(&self, id: ComponentId, of: ComponentId) -> bool {
        let graph = self.graph();
        if graph.targets(id, "replica_of").any(|target| target == of) {
            return true;
        }
        let replicas: Vec<String> = graph.entities(id, "replica").map(spelling).collect();
        let roles = ["authoritative", "replica"];
        roles.iter().flat_map(|role| graph.entities(of, role)).any(|name| replicas.contains(&spelling(name)))
    }

    /// A component if it is a source, and the sources whose data reaches it, through copies too.
    fn upstream(&self, id: ComponentId, wanted: &mut FxHashSet<ComponentId>) {
        let holds = |id, role| self.graph().entities(id, role).next().is_some();
        let is_source = |id| holds(id, "authoritative");
        if is_source(id) {
            wanted.insert(id);
        }
        let mut seen = FxHashSet::from_iter([id]);
        let mut ring = vec![id];
        for _ in 0..=DEEPEST {
            let mut next = Vec::new();
            for at in ring {
                for flow in self.graph().flows_of(at, self.atlas.day()) {
                    if is_source(flow.to) {
                        wanted.insert(flow.to);
                    }
                    if holds(flow.to, "replica") && seen.insert(flow.to) {
                        next.push(flow.to);
                    }
                }
            }
            ring = next;
        }
    }
}

/// The value of a field that is one of a list, and a day beside it: how often, and when last.
fn said<'g>(graph: &Graph<'g>, id: ComponentId, field: &str) -> Option<&'g str> {
    graph.repository.field(id, field).and_then(NodeRef::as_str)
}

/// The day a component's data was last updated, where it says so.
fn last_updated(graph: &Graph<'_>, id: ComponentId) -> Option<jiff::civil::Date> {
    graph.repository.field(id, "last_updated").and_then(date)
}
