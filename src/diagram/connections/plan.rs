//! Which boxes a connection model has and which lines join them: systems, agencies or levels of them, by how much
//! there is to show. What goes astray keeps its own boxes at every size.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::super::member::is_of_nation;
use super::super::picture::Stroke;
use crate::framework::KindId;
use crate::graph::Graph;
use crate::measure::Scope;
use crate::model::{AgencyId, ComponentId};
use crate::view::{Carriage, Exchange, Standing};

/// Columns from the left: who connects, its platform, the national ones, the platform of the other side, who is
/// connected to.
pub(super) const COLUMNS: usize = 5;
/// The column of the national platforms.
const MIDDLE: usize = 2;
/// Most agencies on one side, and most boxes that stand apart.
const MOST: usize = 40;
/// Most systems on one side of an agency's picture, and of the whole, before they stand as what they belong to.
const MOST_SYSTEMS: [usize; 2] = [24, 16];
/// Most kinds of the units of an agency before they stand as units.
const MOST_KINDS: usize = 16;
/// From so many on, platforms that only join the national one stand together.
const JOINED: usize = 4;

/// What a box stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Key {
    /// One component.
    One(ComponentId),
    /// The components of a kind of an agency.
    Kind(AgencyId, Option<KindId>),
    /// The components of a ministry or province.
    Agency(AgencyId),
    /// The components of every agency of a level; any agency of it, the first.
    Level(AgencyId),
    /// Platforms that join the national one and carry nothing else that is shown.
    Joined,
}

impl Key {
    /// Before every other.
    pub(super) const FIRST: Self = Self::One(ComponentId(0));
}

/// A box and what it stands for.
#[derive(Debug, Default)]
pub(super) struct Member {
    /// Its components, in the order they were met.
    pub components: Vec<ComponentId>,
    /// Exchanges that end at it or pass it.
    pub exchanges: usize,
}

/// Where a box stands: its column, what it stands for.
pub(super) type Spot = (usize, Key);

/// Boxes and lines, before they have a place.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub boxes: BTreeMap<Spot, Member>,
    /// Each with the exchanges it stands for, by their index.
    pub lines: BTreeMap<(Spot, Spot, Stroke, bool), Vec<usize>>,
}

/// How much one box of a side stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    Component,
    Agency,
    Level,
}

/// The boxes and lines of a scope.
pub(super) fn plan(graph: &Graph<'_>, scope: Scope, exchanges: &[Exchange<'_>]) -> Plan {
    let folder = Folder::new(graph, scope, exchanges);
    let mut plan = Plan::default();
    let joins = |exchange: &Exchange<'_>| {
        graph.is_intermediary(exchange.flow.from) && graph.is_intermediary(exchange.flow.to) && !exchange.strays()
    };
    for (index, exchange) in exchanges.iter().enumerate().filter(|(_, exchange)| !joins(exchange)) {
        plan.draw(graph, &folder, index, exchange);
    }
    plan.join(graph, &folder, exchanges.iter().enumerate().filter(|(_, exchange)| joins(exchange)));
    plan
}

impl Plan {
    fn meet(&mut self, spot: Spot, component: ComponentId) {
        let member = self.boxes.entry(spot).or_default();
        member.exchanges += 1;
        if !member.components.contains(&component) {
            member.components.push(component);
        }
    }

    fn line(&mut self, from: Spot, to: Spot, stroke: Stroke, arrow: bool, index: usize) {
        self.lines.entry((from, to, stroke, arrow)).or_default().push(index);
    }

    fn draw(&mut self, graph: &Graph<'_>, folder: &Folder<'_>, index: usize, exchange: &Exchange<'_>) {
        let steps: Vec<(Spot, ComponentId)> =
            chain(graph, exchange).into_iter().map(|(column, id)| ((column, folder.key(column, id)), id)).collect();
        for &(spot, id) in &steps {
            self.meet(spot, id);
        }
        let stroke = stroke(exchange);
        let last = steps.len().saturating_sub(2);
        for (at, pair) in steps.windows(2).enumerate() {
            let platforms = pair.iter().all(|(_, id)| graph.is_intermediary(*id));
            let stroke = if platforms && stroke == Stroke::Data { Stroke::Spine } else { stroke };
            self.line(pair[0].0, pair[1].0, stroke, at == last, index);
        }
    }

    /// Platforms that say they join another, where no exchange says so already.
    fn join<'e>(
        &mut self,
        graph: &Graph<'_>,
        folder: &Folder<'_>,
        joins: impl Iterator<Item = (usize, &'e Exchange<'e>)>,
    ) {
        let mut bare: Vec<(usize, ComponentId, ComponentId)> = Vec::new();
        for (index, exchange) in joins {
            let (from, to) = (exchange.flow.from, exchange.flow.to);
            let mut drawn = false;
            for column in [1, 3] {
                let (spot, middle) = ((column, folder.key(column, from)), (MIDDLE, folder.key(MIDDLE, to)));
                if self.boxes.contains_key(&spot) && self.boxes.contains_key(&middle) {
                    let (one, other) = if column < MIDDLE { (spot, middle) } else { (middle, spot) };
                    self.line(one, other, Stroke::Spine, false, index);
                    drawn = true;
                }
            }
            if !drawn {
                bare.push((index, from, to));
            }
        }
        let many = bare.len() >= JOINED;
        for (index, from, to) in bare {
            let column = |id| if is_national(graph, id) { MIDDLE } else { 1 };
            let together = many && column(from) != MIDDLE;
            let spot = (column(from), if together { Key::Joined } else { Key::One(from) });
            let middle = (column(to), folder.key(column(to), to));
            self.meet(spot, from);
            self.meet(middle, to);
            self.line(spot, middle, Stroke::Spine, false, index);
        }
    }
}

/// The components an exchange meets, each with its column.
fn chain(graph: &Graph<'_>, exchange: &Exchange<'_>) -> Vec<(usize, ComponentId)> {
    let flow = &exchange.flow;
    let via: Vec<ComponentId> = exchange.platforms(graph).collect();
    let turn = via.iter().position(|&step| is_national(graph, step));
    // With no national platform on the way, each platform stands on the side of its agency.
    let before = |at: usize, step: ComponentId| {
        turn.map_or_else(|| graph.root_of(step) == graph.root_of(flow.from), |turn| at < turn)
    };
    let column = |at: usize, step: ComponentId| match () {
        () if is_national(graph, step) => MIDDLE,
        () if before(at, step) => 1,
        () => 3,
    };
    let end = |id: ComponentId, outer: usize, inner: usize| match () {
        () if !graph.is_intermediary(id) => outer,
        () if is_national(graph, id) => MIDDLE,
        () => inner,
    };
    let mut steps = vec![(end(flow.from, 0, 1), flow.from)];
    steps.extend(via.iter().enumerate().map(|(at, &step)| (column(at, step), step)));
    steps.push((end(flow.to, COLUMNS - 1, 3), flow.to));
    steps.dedup();
    steps
}

/// A platform of the nation rather than of one agency.
fn is_national(graph: &Graph<'_>, id: ComponentId) -> bool {
    graph.is_intermediary(id) && graph.catalogue(id).is_some_and(|entry| entry.single)
}

/// How an exchange is drawn.
pub(super) const fn stroke(exchange: &Exchange<'_>) -> Stroke {
    match (exchange.standing, exchange.carriage) {
        (Standing::Wrong, _) => Stroke::Wrong,
        (Standing::Waived | Standing::Advised, _) => Stroke::Excepted,
        _ if exchange.planned => Stroke::Planned,
        (_, Carriage::Unsaid | Carriage::Other(_)) if exchange.crosses => Stroke::Uncarried,
        _ => Stroke::Data,
    }
}

/// Decides what stands for a component in a column.
struct Folder<'g> {
    graph: &'g Graph<'g>,
    scope: Scope,
    /// Of the left, of the right.
    details: [Detail; 2],
    /// Components that have a box of their own whatever the detail.
    apart: FxHashSet<ComponentId>,
    /// Agencies that have one.
    named: FxHashSet<AgencyId>,
    /// Of the left, of the right: systems of the agency the picture is of stand by their kind, not by their unit.
    by_kind: [bool; 2],
}

impl<'g> Folder<'g> {
    fn new(graph: &'g Graph<'g>, scope: Scope, exchanges: &[Exchange<'_>]) -> Self {
        let ends = |exchange: &Exchange<'_>| [exchange.flow.from, exchange.flow.to];
        let systems = |id: &ComponentId| !graph.is_intermediary(*id);
        let astray: FxHashSet<ComponentId> =
            exchanges.iter().filter(|exchange| exchange.strays()).flat_map(ends).filter(systems).collect();
        let national: FxHashSet<ComponentId> =
            exchanges.iter().flat_map(ends).filter(systems).filter(|&id| is_of_nation(graph, id)).collect();
        let named: FxHashSet<AgencyId> = astray.iter().filter_map(|&id| graph.root_of(id)).collect();
        let named = if named.len() <= MOST { named } else { FxHashSet::default() };
        let mut apart = FxHashSet::default();
        for group in [astray, national] {
            if apart.len() + group.len() <= MOST {
                apart.extend(group);
            }
        }
        let mut folder = Self { graph, scope, details: [Detail::Component; 2], apart, named, by_kind: [true; 2] };
        let sides = [0, 1].map(|side| -> FxHashSet<ComponentId> {
            exchanges.iter().map(|exchange| ends(exchange)[side]).filter(systems).collect()
        });
        folder.details = [0, 1].map(|side| folder.detail(&sides[side]));
        folder.by_kind = [0, 1].map(|side| {
            let own = |id: &&ComponentId| matches!(scope, Scope::Agency(own) if graph.is_under(**id, own));
            let own = sides[side].iter().filter(own);
            let kinds: FxHashSet<_> = own.map(|&id| (graph.agency_of(id), graph.component(id).kind)).collect();
            kinds.len() <= MOST_KINDS
        });
        folder
    }

    fn detail(&self, there: &FxHashSet<ComponentId>) -> Detail {
        if there.len() <= MOST_SYSTEMS[usize::from(self.scope == Scope::Whole)] {
            return Detail::Component;
        }
        let folded = there.iter().filter(|id| !self.apart.contains(id));
        let agencies: FxHashSet<Option<AgencyId>> = folded.map(|&id| self.graph.root_of(id)).collect();
        if agencies.len() <= MOST { Detail::Agency } else { Detail::Level }
    }

    fn key(&self, column: usize, id: ComponentId) -> Key {
        let (graph, detail) = (self.graph, self.details[usize::from(column > MIDDLE)]);
        let Some(root) = graph.root_of(id) else { return Key::One(id) };
        if column == MIDDLE || detail == Detail::Component || self.apart.contains(&id) {
            return Key::One(id);
        }
        if graph.is_intermediary(id) {
            return if detail == Detail::Level { Key::Level(self.first(root)) } else { Key::One(id) };
        }
        match (self.scope, graph.agency_of(id)) {
            // The agency the picture is of shows what it has.
            (Scope::Agency(own), Some(agency)) if graph.is_under(id, own) => {
                let by_kind = self.by_kind[usize::from(column > MIDDLE)];
                if by_kind { Key::Kind(agency, graph.component(id).kind) } else { Key::Agency(agency) }
            }
            _ if detail == Detail::Level && !self.named.contains(&root) => Key::Level(self.first(root)),
            _ => Key::Agency(root),
        }
    }

    /// The first agency of the level of an agency.
    fn first(&self, root: AgencyId) -> AgencyId {
        let repository = self.graph.repository;
        let level = &repository.agency(root).level;
        repository.agency_ids().find(|&id| repository.agency(id).level == *level).unwrap_or(root)
    }
}
