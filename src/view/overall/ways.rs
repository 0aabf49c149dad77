//! How a scope is joined to the nation: every connection and relation that crosses the border between the two, summed
//! up into one line for each component of the nation.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::reading::Reading;
use super::{End, Joint, Way};
use crate::measure::Scope;
use crate::model::{AgencyId, ComponentId, ConnectionId};

/// Names that a line tells before it says how many more there are.
const TOLD: usize = 4;

/// What joins a scope to the nation.
pub(super) struct Ways {
    /// Lines, in order.
    pub(super) joints: Vec<Joint>,
    /// Components of the nation that are met, in order.
    pub(super) met: Vec<ComponentId>,
    /// Platforms of the agency above, that a unit leaves by.
    pub(super) borrowed: Vec<ComponentId>,
}

/// On which side of the border a component stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Own,
    Nation,
    Elsewhere,
}

struct Walk<'r, 'a> {
    reading: &'r Reading<'a>,
    platform: Option<ComponentId>,
    borrowed: BTreeSet<ComponentId>,
    found: BTreeMap<(End, ComponentId), (Way, BTreeSet<ComponentId>)>,
}

pub(super) fn ways(reading: &Reading<'_>) -> Ways {
    let (found, borrowed) = (BTreeMap::new(), BTreeSet::new());
    let mut walk = Walk { reading, platform: reading.national_platform(), borrowed, found };
    let graph = reading.graph();
    // What goes through the nation's own platform is everybody's; of it only what the platform's agency sends or gets.
    let is_end = |connection: &ConnectionId, id: ComponentId| {
        let connection = graph.connection(*connection);
        connection.from == id || connection.to == Some(id)
    };
    let touching = |&id: &ComponentId| {
        let mut touching = graph.connections_touching(id);
        touching.retain(|connection| !reading.is_national(id) || is_end(connection, id));
        touching
    };
    let connections: BTreeSet<ConnectionId> = reading.components.iter().flat_map(touching).collect();
    for id in connections {
        walk.connection(id);
    }
    for &id in &reading.components {
        walk.relations(id);
    }
    let met: BTreeSet<ComponentId> = walk.found.keys().map(|&(_, to)| to).collect();
    let inner = walk.found.keys().filter_map(|&(from, _)| match from {
        End::Component(id) if walk.side(id) == Side::Nation => Some(id),
        _ => None,
    });
    let met: BTreeSet<ComponentId> = met.iter().copied().chain(inner).collect();
    let joints = walk.found.iter().map(|(&(from, to), (way, who))| walk.joint(from, to, *way, who)).collect();
    Ways { joints, met: met.into_iter().collect(), borrowed: walk.borrowed.into_iter().collect() }
}

impl Walk<'_, '_> {
    fn side(&self, id: ComponentId) -> Side {
        let (reading, graph) = (self.reading, self.reading.graph());
        if reading.is_national(id) {
            return Side::Nation;
        }
        let own = reading.components.binary_search(&id).is_ok() || self.borrowed.contains(&id);
        match reading.scope {
            _ if own => Side::Own,
            Scope::Agency(asked) if self.is_met(id, graph.root(asked)) => Side::Nation,
            _ => Side::Elsewhere,
        }
    }

    /// Whether a component of another agency serves the nation: of a body outside the state it is not the nation's.
    fn is_met(&self, id: ComponentId, own: AgencyId) -> bool {
        let graph = self.reading.graph();
        graph.is_national(id) && graph.root_of(id) != Some(own) && graph.root_level(id) != Some("external")
    }

    /// Whether a connection holds at the day or will; `None` where it is over.
    fn standing(&self, id: ConnectionId, route: &[ComponentId]) -> Option<Way> {
        let (graph, day) = (self.reading.graph(), self.reading.atlas.day());
        let statement = graph.statement(id);
        let over = statement.until.is_some_and(|until| until <= day);
        let states: Vec<_> = route.iter().map(|&step| self.reading.state(step)).collect();
        let there = states.iter().all(|state| state.is_active());
        let to_come = statement.since.is_some_and(|since| since > day) || states.iter().any(|state| state.is_new());
        (!over && there).then_some(if to_come { Way::Planned } else { Way::Data })
    }

    fn connection(&mut self, id: ConnectionId) {
        let connection = self.reading.graph().connection(id);
        let Some(to) = connection.to else { return };
        let mut route = vec![connection.from];
        route.extend(connection.via.iter().copied().chain([to]));
        let Some(standing) = self.standing(id, &route) else { return };
        self.borrow(&route);
        let forbidden = self.reading.is_forbidden(connection.from, to);
        let own = [connection.from, to].into_iter().find(|&end| self.side(end) == Side::Own);
        for pair in route.windows(2) {
            let (one, other) = (pair[0], pair[1]);
            match (self.side(one), self.side(other)) {
                (Side::Own, Side::Nation) => self.crossing(one, other, standing, forbidden, own),
                (Side::Nation, Side::Own) => self.crossing(other, one, standing, forbidden, own),
                (Side::Nation, Side::Nation) => {
                    let (from, to) = if Some(other) == self.platform { (other, one) } else { (one, other) };
                    self.add(End::Component(from), to, standing, own);
                }
                _ => {}
            }
        }
        let touches = route.iter().any(|&step| self.side(step) == Side::Own);
        if let Some(carrier) = connection.carrier.filter(|&carrier| touches && self.side(carrier) == Side::Nation) {
            let way = if standing == Way::Planned { Way::Planned } else { Way::Spine };
            self.add(End::Agency, carrier, way, own);
        }
    }

    /// A unit leaves by the platform of the agency above it.
    fn borrow(&mut self, route: &[ComponentId]) {
        let (reading, graph) = (self.reading, self.reading.graph());
        let Scope::Agency(asked) = reading.scope else { return };
        let of_root = |id: &ComponentId| reading.is_gate(*id) && graph.root_of(*id) == Some(graph.root(asked));
        let new = route.iter().filter(|id| of_root(id) && reading.components.binary_search(id).is_err());
        self.borrowed.extend(new.copied());
    }

    fn crossing(&mut self, own: ComponentId, nation: ComponentId, at: Way, forbidden: bool, who: Option<ComponentId>) {
        let gate = self.reading.is_gate(own) && Some(nation) == self.platform;
        let backbone = Some(nation) != self.platform && self.reading.graph().is_intermediary(nation);
        let way = match at {
            Way::Planned => Way::Planned,
            _ if gate => Way::Spine,
            _ if forbidden => Way::Wrong,
            _ if backbone => Way::Spine,
            other => other,
        };
        let side = self.reading.is_side(own) && self.reading.is_side(nation);
        self.add(if gate || side { End::Component(own) } else { End::Agency }, nation, way, who.or(Some(own)));
    }

    fn relations(&mut self, id: ComponentId) {
        let graph = self.reading.graph();
        if self.side(id) != Side::Own {
            return;
        }
        for outgoing in [true, false] {
            for (relation, other) in graph.related(id, outgoing) {
                // What the agency's own national components stand on is its own affair, not a way between the two.
                let inside = !outgoing && self.reading.components.binary_search(&other).is_ok();
                if inside || self.side(other) != Side::Nation || !self.reading.state(other).is_active() {
                    continue;
                }
                let (from, to) = if outgoing { (id, other) } else { (other, id) };
                let new = [id, other].iter().any(|&end| self.reading.state(end).is_new());
                let carries = graph.pack.framework.relation(relation).carries_data;
                let connected = carries && self.is_connected(id, other);
                let way = match (carries, new) {
                    // A connection says how the data goes; the relation says no more.
                    (true, _) if connected => continue,
                    (_, true) => Way::Planned,
                    (true, false) if self.reading.is_forbidden(from, to) => Way::Wrong,
                    (true, false) => Way::Data,
                    (false, false) => Way::Use,
                };
                let side = self.reading.is_side(id) && self.reading.is_side(other);
                self.add(if side { End::Component(id) } else { End::Agency }, other, way, Some(id));
            }
        }
    }

    fn is_connected(&self, one: ComponentId, other: ComponentId) -> bool {
        let (graph, day) = (self.reading.graph(), self.reading.atlas.day());
        let there = |from, to| graph.connections_between(from, to, day).next().is_some();
        there(one, other) || there(other, one)
    }

    fn add(&mut self, from: End, to: ComponentId, way: Way, who: Option<ComponentId>) {
        let (strongest, all) = self.found.entry((from, to)).or_insert((way, BTreeSet::new()));
        *strongest = (*strongest).max(way);
        all.extend(who);
    }

    fn joint(&self, from: End, to: ComponentId, way: Way, who: &BTreeSet<ComponentId>) -> Joint {
        let lang = self.reading.lang;
        let name = |id: ComponentId| self.reading.short(id);
        let start = match from {
            End::Agency => String::new(),
            End::Component(id) => format!("{} – ", name(id)),
        };
        let told: Vec<String> = who.iter().take(TOLD).map(|&id| name(id)).collect();
        let more = if who.len() > TOLD { format!(", … ({})", who.len()) } else { String::new() };
        let for_whom = if told.is_empty() { String::new() } else { format!(": {}{more}", told.join(", ")) };
        Joint { from, to, way, says: format!("{start}{} · {}{for_whom}", name(to), says(way, lang)) }
    }
}

/// A way in words.
pub(super) const fn says(way: Way, lang: crate::text::Lang) -> &'static str {
    match way {
        Way::Planned => lang.pick("sẽ kết nối", "to be joined"),
        Way::Use => lang.pick("sử dụng", "used"),
        Way::Data => lang.pick("trao đổi dữ liệu", "exchanges data"),
        Way::Spine => {
            lang.pick("nối qua nền tảng, trục, mạng quốc gia", "joined through a national platform, axis or network")
        }
        Way::Wrong => lang.pick("đi đường mà quy tắc không cho phép", "goes a way that a rule forbids"),
    }
}

/// The platforms among some components that are joined to the national one at the day.
pub(super) fn joined(reading: &Reading<'_>, gates: &[ComponentId], national: ComponentId) -> bool {
    let (graph, day) = (reading.graph(), reading.atlas.day());
    let mut seen = FxHashSet::default();
    gates.iter().filter(|&&gate| reading.state(gate).is_operating()).any(|&gate| {
        graph.connections_touching(gate).into_iter().filter(|&id| seen.insert(id)).any(|id| {
            let connection = graph.connection(id);
            let mut route = vec![connection.from];
            route.extend(connection.via.iter().copied().chain(connection.to));
            let meets = route.windows(2).any(|pair| pair == [gate, national] || pair == [national, gate]);
            meets && graph.is_active(id, day) && reading.state(national).is_operating()
        })
    })
}
