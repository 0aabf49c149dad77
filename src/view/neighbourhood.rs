//! A component between what needs it and what it needs: its relations both ways, the connections that start, end
//! and pass at it.

use rustc_hash::FxHashSet;

use super::{Atlas, Cell, Table, Target};
use crate::diagnostic::Finding;
use crate::framework::{Dependency, Relation, RelationId};
use crate::graph::Graph;
use crate::measure::{Weight, weight};
use crate::model::{ComponentId, ConnectionId, State};
use crate::text::Lang;
use crate::tree::NodeRef;

/// Past so many rows a table counts by agency.
const LONGEST: usize = 1500;

/// On which side of a component another stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// It needs the component, or sends to it.
    Needing,
    /// The component needs it, uses it or sends to it.
    Needed,
}

/// What links two components.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// A relation.
    Relation(RelationId),
    /// A connection between the two.
    Connection(ConnectionId),
    /// A connection of others that passes the component.
    Passing(ConnectionId),
    /// A connection that the component, a network, carries.
    Carried(ConnectionId),
}

/// How two components are bound; of several ties between two, the last of these is what is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bond {
    /// One needs the other.
    Dependency,
    /// An end of it is not in operation yet.
    Planned,
    /// Data goes along it.
    Data,
    /// Data goes along it, a way the rules forbid.
    Wrong,
}

/// Another component, and what links it with the one that is looked at.
#[derive(Debug, Clone)]
pub struct Neighbour {
    /// Where it stands.
    pub side: Side,
    /// The other.
    pub other: ComponentId,
    /// What links the two.
    pub tie: Tie,
    /// The link leads from the other to the component.
    pub inward: bool,
    /// Platforms in between, the nearest to the component first.
    pub via: Vec<ComponentId>,
    /// How the two are bound.
    pub bond: Bond,
    /// A connection tells the same and says the way too.
    pub told: bool,
}

/// Everything a component is linked with at the day, those that need it first, each in the order of the framework
/// and of files.
#[must_use]
pub fn neighbours(atlas: Atlas<'_>, id: ComponentId) -> Vec<Neighbour> {
    let mut found = Vec::new();
    connections(atlas, id, &mut found);
    let connected: FxHashSet<ComponentId> = found
        .iter()
        .filter(|held: &&Neighbour| matches!(held.tie, Tie::Connection(_)))
        .map(|held| held.other)
        .collect();
    let graph = atlas.graph();
    for outgoing in [false, true] {
        for (relation, other) in graph.related(id, outgoing) {
            let kind = graph.pack.framework.relation(relation);
            let shown = graph.state(other, atlas.day()).is_active() || kind.dependency == Dependency::None;
            if other != id && shown {
                let told = kind.carries_data && connected.contains(&other);
                found.push(related(atlas, id, (relation, kind), other, outgoing, told));
            }
        }
    }
    found.sort_by_key(|held| held.side);
    found
}

fn related(
    atlas: Atlas<'_>,
    id: ComponentId,
    (relation, kind): (RelationId, &Relation),
    other: ComponentId,
    outgoing: bool,
    told: bool,
) -> Neighbour {
    // The end that is needed stands on the right.
    let side = if outgoing == (kind.dependency == Dependency::Target) { Side::Needing } else { Side::Needed };
    let (from, to) = if outgoing { (id, other) } else { (other, id) };
    Neighbour {
        side,
        other,
        tie: Tie::Relation(relation),
        inward: !outgoing,
        via: Vec::new(),
        bond: bond(atlas, (from, to), kind.carries_data),
        told,
    }
}

fn connections(atlas: Atlas<'_>, id: ComponentId, found: &mut Vec<Neighbour>) {
    let (graph, day) = (atlas.graph(), atlas.day());
    let mut add = |tie: Tie, (from, to): (ComponentId, ComponentId), other: ComponentId, via: Vec<ComponentId>| {
        if other == id {
            return;
        }
        let inward = other == from;
        let side = if inward { Side::Needing } else { Side::Needed };
        let bond = bond(atlas, (from, to), !matches!(tie, Tie::Carried(_)));
        found.push(Neighbour { side, other, tie, inward, via, bond, told: false });
    };
    for flow in graph.flows_of(id, day) {
        if let Some(connection) = flow.connection {
            add(Tie::Connection(connection), (id, flow.to), flow.to, steps(&flow.via, id));
        }
    }
    for connection in graph.connections_at(id).into_iter().filter(|&connection| graph.is_active(connection, day)) {
        let held = graph.connection(connection);
        let Some(to) = held.to else { continue };
        let ends = (held.from, to);
        let mut back = steps(&held.via, id);
        back.reverse();
        if to == id {
            add(Tie::Connection(connection), ends, held.from, back);
        } else if let Some(at) = held.via.iter().position(|&step| step == id) {
            let mut before = steps(&held.via[..at], id);
            before.reverse();
            add(Tie::Passing(connection), ends, held.from, before);
            add(Tie::Passing(connection), ends, to, steps(&held.via[at..], id));
        } else {
            add(Tie::Carried(connection), ends, held.from, Vec::new());
        }
    }
}

/// The steps of a way, each once, a component itself left out.
fn steps(via: &[ComponentId], own: ComponentId) -> Vec<ComponentId> {
    let mut steps: Vec<ComponentId> = Vec::with_capacity(via.len());
    for &step in via {
        if step != own && !steps.contains(&step) {
            steps.push(step);
        }
    }
    steps
}

/// The way of data between two is wrong where a check finds it so; what is only advised or was waived is not.
fn bond(atlas: Atlas<'_>, (from, to): (ComponentId, ComponentId), data: bool) -> Bond {
    let breaks = |finding: &Finding| weight(finding) == Weight::Breaks;
    if data && against(atlas, from, to).any(breaks) {
        Bond::Wrong
    } else if [from, to].into_iter().any(|end| atlas.graph().state(end, atlas.day()).is_new()) {
        Bond::Planned
    } else if data {
        Bond::Data
    } else {
        Bond::Dependency
    }
}

/// What was found against the way of data between two.
fn against(atlas: Atlas<'_>, from: ComponentId, to: ComponentId) -> impl Iterator<Item = &Finding> {
    let about = atlas.evidence.findings_between(from, to).iter().copied();
    about.filter(|finding: &&Finding| !finding.path.is_empty())
}

/// What a component and another have to do with each other, seen from the component.
#[must_use]
pub fn tie_words<'g>(graph: &Graph<'g>, held: &Neighbour, lang: Lang) -> &'g str {
    match held.tie {
        Tie::Relation(relation) => {
            let relation = graph.pack.framework.relation(relation);
            if held.inward { relation.inverse.get(lang) } else { relation.name.get(lang) }
        }
        Tie::Connection(_) if held.inward => lang.pick("nhận kết nối từ", "is connected to by"),
        Tie::Connection(_) => lang.pick("kết nối tới", "connects to"),
        Tie::Passing(_) if held.inward => lang.pick("cho kết nối đi qua từ", "passes on connections from"),
        Tie::Passing(_) => lang.pick("cho kết nối đi qua tới", "passes on connections to"),
        Tie::Carried(_) => lang.pick("mang kết nối của", "carries connections of"),
    }
}

/// The state of a component, where it is not simply in operation.
#[must_use]
pub const fn state_words(state: State, lang: Lang) -> Option<&'static str> {
    match state {
        State::Operating => None,
        State::Absent => Some(lang.pick("chưa có", "not there yet")),
        State::Planned => Some(lang.pick("dự kiến", "planned")),
        State::Building => Some(lang.pick("đang xây dựng", "being built")),
        State::Retiring => Some(lang.pick("đang dừng dần", "being retired")),
        State::Retired => Some(lang.pick("đã dừng", "retired")),
    }
}

/// The neighbours of a component as tables, one for each side.
#[must_use]
pub fn neighbour_tables(atlas: Atlas<'_>, id: ComponentId, all: &[Neighbour], lang: Lang) -> Vec<Table> {
    let mut tables = Vec::new();
    for (side, caption) in [
        (Side::Needing, lang.pick("Cần đến thành phần này", "What needs this component")),
        (Side::Needed, lang.pick("Thành phần này cần đến", "What this component needs")),
    ] {
        let held: Vec<&Neighbour> = all.iter().filter(|held| held.side == side).collect();
        let caption = format!("{caption} ({})", held.len());
        if held.len() > LONGEST {
            tables.push(by_agency(atlas, &held, caption, lang));
        } else if !held.is_empty() {
            tables.push(one_by_one(atlas, id, &held, caption, lang));
        }
    }
    tables
}

fn one_by_one(atlas: Atlas<'_>, id: ComponentId, all: &[&Neighbour], caption: String, lang: Lang) -> Table {
    let head = [
        lang.pick("Quan hệ", "Relation"),
        lang.pick("Thành phần", "Component"),
        lang.pick("Cơ quan", "Agency"),
        lang.pick("Qua", "Through"),
        lang.pick("Giao thức", "Protocol"),
        lang.pick("Từ ngày", "Since"),
        lang.pick("Phát hiện", "Finding"),
    ];
    let rows: Vec<[Cell; 7]> = all.iter().map(|held| row(atlas, id, held, lang)).collect();
    // A column in which nothing stands is left out.
    let kept: Vec<usize> = (0..head.len()).filter(|&at| rows.iter().any(|row| !row[at].text.is_empty())).collect();
    Table {
        caption,
        head: kept.iter().map(|&at| head[at].to_owned()).collect(),
        rows: rows.into_iter().map(|row| kept.iter().map(|&at| row[at].clone()).collect()).collect(),
    }
}

fn row(atlas: Atlas<'_>, id: ComponentId, held: &Neighbour, lang: Lang) -> [Cell; 7] {
    let graph = atlas.graph();
    let name = |id: ComponentId| {
        let name = graph.repository.name(id, lang);
        let state = state_words(graph.state(id, atlas.day()), lang);
        state.map_or_else(|| name.to_owned(), |state| format!("{name} ({state})"))
    };
    let agency = graph.agency_of(held.other).map_or_else(Cell::default, |agency| {
        let id = graph.repository.agency(agency).id.clone();
        Cell::to(graph.repository.agency_name(agency, lang), Target::Agency(id))
    });
    let mut via: Vec<String> = held.via.iter().map(|&step| name(step)).collect();
    if held.inward {
        // As the data goes.
        via.reverse();
    }
    let way = match held.tie {
        Tie::Connection(_) if via.is_empty() => lang.pick("trực tiếp", "directly").to_owned(),
        _ => via.join(lang.pick(", rồi ", ", then ")),
    };
    let connection = match held.tie {
        Tie::Connection(id) | Tie::Passing(id) | Tie::Carried(id) => Some(id),
        Tie::Relation(_) => None,
    };
    let said = |field: &str| {
        let known = graph.pack.framework.connection.iter().find(|known| known.id == field);
        let value = connection.and_then(|id| graph.entry(id).get(field)).and_then(NodeRef::as_scalar);
        value.map_or("", |value| known.map_or(value, |known| known.name_of(value, lang)))
    };
    [
        Cell::new(tie_words(graph, held, lang)),
        Cell::to(name(held.other), Target::Component(graph.component(held.other).key.to_string())),
        agency,
        Cell::new(way),
        Cell::new(said("protocol")),
        Cell::new(said("since")),
        astray(atlas, id, held, lang),
    ]
}

/// What a check says of the way.
fn astray(atlas: Atlas<'_>, id: ComponentId, held: &Neighbour, lang: Lang) -> Cell {
    let graph = atlas.graph();
    let ends = match held.tie {
        Tie::Relation(_) if held.inward => Some((held.other, id)),
        Tie::Relation(_) => Some((id, held.other)),
        Tie::Connection(connection) | Tie::Passing(connection) | Tie::Carried(connection) => {
            let connection = graph.connection(connection);
            connection.to.map(|to| (connection.from, to))
        }
    };
    let Some(finding) = ends.and_then(|(from, to)| against(atlas, from, to).next()) else { return Cell::default() };
    let title = graph.pack.rule(&finding.rule).map_or(&*finding.rule, |rule| rule.title.get(lang));
    let text = match weight(finding) {
        Weight::Breaks => title.to_owned(),
        Weight::Waived => format!("{title} ({})", lang.pick("được miễn trừ", "waived")),
        Weight::Light => format!("{title} ({})", lang.pick("khuyến nghị", "advice")),
    };
    Cell::to(text, Target::Rule(finding.rule.to_string()))
}

fn by_agency(atlas: Atlas<'_>, all: &[&Neighbour], caption: String, lang: Lang) -> Table {
    let graph = atlas.graph();
    let mut order: Vec<_> = all.iter().filter_map(|held| graph.root_of(held.other)).collect();
    order.sort_unstable();
    let rows = order.chunk_by(|left, right| left == right).map(|group| {
        let name = graph.repository.agency_name(group[0], lang);
        let target = Target::Agency(graph.repository.agency(group[0]).id.clone());
        vec![Cell::to(name, target), Cell::new(group.len().to_string())]
    });
    let head = [lang.pick("Cơ quan", "Agency"), lang.pick("Số liên hệ", "Links")];
    Table { caption, head: head.map(str::to_owned).to_vec(), rows: rows.collect() }
}
