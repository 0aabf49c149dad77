//! What a component is linked with, both ways: who reads it, whom it reads, what only passes, and its relations.

use serde::Serialize;

use crate::diagnostic::{Finding, Subject};
use crate::framework::RelationId;
use crate::model::{ComponentId, ConnectionId, words};
use crate::report::state;
use crate::site::chrome::Anchor;
use crate::site::fact::Marks;
use crate::site::finding::Findings;
use crate::tree::NodeRef;
use crate::view::Target;

/// Data between two components, as a row.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Exchange {
    /// Who reads.
    pub from: Anchor,
    /// What is read.
    pub to: Anchor,
    /// Agency at the other end.
    pub agency: Anchor,
    /// Data, service, classes of information: what is written.
    pub what: String,
    /// The copy that is read instead; without words where it is the thing itself.
    pub copy: Anchor,
    /// Platforms on the way; none where it goes directly.
    pub via: Vec<Anchor>,
    /// The relation, where no connection says more: `reads`.
    pub relation: String,
    /// Network that carries it.
    pub carrier: Anchor,
    /// First day, last day.
    pub when: String,
    /// It is part of the architecture at the day.
    pub active: bool,
    /// The rule that finds the way wrong; empty where none does.
    pub wrong: Anchor,
    /// The way it ought to go.
    pub expected: Vec<Anchor>,
    /// Findings about it that are not about its way, told on the page of who reads.
    pub others: usize,
}

/// A relation and what is at its other end.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Related {
    /// Reads towards the other end: "chạy trên".
    pub name: String,
    /// That it is there for illustration, in a word.
    pub mark: &'static str,
    /// Those at the other end.
    pub others: Vec<Other>,
}

/// A component at the other end.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Other {
    /// Its name.
    pub name: Anchor,
    /// Its agency, where that is another.
    pub agency: String,
    /// Its state, where it is not in operation.
    pub state: &'static str,
}

/// Who reads it: connections that end here, relations that carry data and no connection covers, and in turn those
/// who read a copy of it.
pub(super) fn readers(on: &Findings<'_, '_>, id: ComponentId) -> Vec<Exchange> {
    let (graph, day) = (on.site.publication.graph(), on.site.publication.day());
    let mut rows = direct(on, id);
    let copies = graph.sources(id, "replica_of").into_iter();
    for copy in copies.filter(|&copy| copy != id && graph.state(copy, day).is_active()) {
        let name = on.component(&graph.component(copy).key);
        let beyond = direct(on, copy).into_iter().filter(|row| !row.from.here);
        rows.extend(beyond.map(|row| Exchange { copy: name.clone(), ..row }));
    }
    rows
}

fn direct(on: &Findings<'_, '_>, id: ComponentId) -> Vec<Exchange> {
    let graph = on.site.publication.graph();
    let here = graph.connections_at(id).into_iter().filter(|&connection| graph.connection(connection).to == Some(id));
    let mut rows: Vec<Exchange> = here.map(|connection| exchange(on, connection, false)).collect();
    for (relation, from) in graph.related(id, false) {
        let writes = graph.pack.framework.relation(relation).id == "writes";
        if carries(on, relation) && !writes && !covered(on, from, id) {
            rows.push(related_exchange(on, relation, from, id, false));
        }
    }
    rows
}

/// Whom it reads: its own connections, its relations that carry data.
pub(super) fn takes(on: &Findings<'_, '_>, id: ComponentId) -> Vec<Exchange> {
    let graph = on.site.publication.graph();
    let all = &graph.repository.connections;
    let first = all.partition_point(|statement| statement.from < id);
    let own = all.iter().zip(0_u32..).skip(first).take_while(|(statement, _)| statement.from == id);
    let mut rows: Vec<Exchange> = own.map(|(_, at)| exchange(on, ConnectionId(at), true)).collect();
    for (relation, to) in graph.related(id, true) {
        if carries(on, relation) && !covered(on, id, to) {
            rows.push(related_exchange(on, relation, id, to, true));
        }
    }
    rows
}

/// Connections that only pass through it or over it.
pub(super) fn passing(on: &Findings<'_, '_>, id: ComponentId) -> Vec<Exchange> {
    let graph = on.site.publication.graph();
    let mut passing = graph.connections_at(id);
    passing.dedup();
    passing.retain(|&connection| graph.connection(connection).to != Some(id));
    passing.into_iter().map(|connection| exchange(on, connection, true)).collect()
}

/// Its relations one way, in the order of the framework; those that carry data stand with the connections too.
pub(super) fn related(on: &Findings<'_, '_>, id: ComponentId, outgoing: bool, marks: Marks<'_>) -> Vec<Related> {
    let graph = on.site.publication.graph();
    let (lang, day) = (on.lang, on.site.publication.day());
    let other = |&(_, other): &(RelationId, ComponentId)| {
        let component = graph.component(other);
        let now = graph.state(other, day);
        let foreign = component.agency() != graph.component(id).agency();
        Other {
            name: on.component(&component.key),
            agency: if foreign { on.agency(component.agency()).text } else { String::new() },
            state: if now.is_operating() { "" } else { state(now, lang) },
        }
    };
    let all = graph.related(id, outgoing);
    let groups = all.chunk_by(|left, right| left.0 == right.0);
    let group = |group: &[(RelationId, ComponentId)]| {
        let relation = graph.pack.framework.relation(group.first()?.0);
        Some(Related {
            name: if outgoing { &relation.name } else { &relation.inverse }.get(lang).to_owned(),
            // What others say of this component is marked on their pages.
            mark: if outgoing { marks.word(&relation.id, lang) } else { "" },
            others: group.iter().map(other).collect(),
        })
    };
    groups.filter_map(group).collect()
}

fn carries(on: &Findings<'_, '_>, relation: RelationId) -> bool {
    on.site.publication.pack().framework.relation(relation).carries_data
}

/// Whether a connection between the two says more than a relation does.
fn covered(on: &Findings<'_, '_>, one: ComponentId, other: ComponentId) -> bool {
    let (graph, day) = (on.site.publication.graph(), on.site.publication.day());
    graph.connections_between(one, other, day).next().is_some()
        || graph.connections_between(other, one, day).next().is_some()
}

/// A connection; `outgoing` tells which end the agency is named of.
fn exchange(on: &Findings<'_, '_>, id: ConnectionId, outgoing: bool) -> Exchange {
    let (publication, graph) = (on.site.publication, on.site.publication.graph());
    let (connection, entry) = (graph.connection(id), graph.entry(id));
    let key = |id: ComponentId| &*graph.component(id).key;
    let from = graph.component(connection.from);
    let to = connection.to.map_or_else(
        || Anchor { text: entry.get("to").and_then(NodeRef::as_scalar).unwrap_or("?").to_owned(), ..Anchor::default() },
        |to| on.component(key(to)),
    );
    let agency = if outgoing { connection.to.map(|to| graph.component(to).agency()) } else { Some(from.agency()) };
    let (wrong, others) = connection.to.map_or((None, 0), |to| found(on, connection.from, key(to)));
    Exchange {
        from: on.component(&from.key),
        to,
        agency: agency.map(|agency| on.agency(agency)).unwrap_or_default(),
        what: what(on, id),
        copy: Anchor::default(),
        via: connection.via.iter().map(|&step| on.component(key(step))).collect(),
        relation: String::new(),
        carrier: connection.carrier.map(|carrier| on.component(key(carrier))).unwrap_or_default(),
        when: when(on, id),
        active: graph.is_active(id, publication.day()),
        expected: wrong.map_or_else(Vec::new, |found| found.expected.iter().map(|key| on.component(key)).collect()),
        wrong: wrong.map(|found| rule(on, found)).unwrap_or_default(),
        others,
    }
}

fn related_exchange(
    on: &Findings<'_, '_>,
    relation: RelationId,
    from: ComponentId,
    to: ComponentId,
    outgoing: bool,
) -> Exchange {
    let (graph, day) = (on.site.publication.graph(), on.site.publication.day());
    let relation = graph.pack.framework.relation(relation);
    let other = graph.component(if outgoing { to } else { from });
    let target = &graph.component(to).key;
    let (wrong, others) = found(on, from, target);
    Exchange {
        from: on.component(&graph.component(from).key),
        to: on.component(target),
        agency: on.agency(other.agency()),
        what: String::new(),
        copy: Anchor::default(),
        via: Vec::new(),
        relation: relation.name.get(on.lang).to_owned(),
        carrier: Anchor::default(),
        when: String::new(),
        active: [from, to].iter().all(|&end| graph.state(end, day).is_active()),
        expected: wrong.map_or_else(Vec::new, |found| found.expected.iter().map(|key| on.component(key)).collect()),
        wrong: wrong.map(|found| rule(on, found)).unwrap_or_default(),
        others,
    }
}

/// The finding that the way from a component to another is wrong, and how many others are about the two.
fn found<'p>(on: &Findings<'_, 'p>, from: ComponentId, to: &str) -> (Option<&'p Finding>, usize) {
    let findings = on.site.publication.findings_of(from);
    let (astray, others): (Vec<&Finding>, Vec<&Finding>) = findings
        .filter(|finding| matches!(&finding.subject, Subject::Connection { to: end, .. } if end == to))
        .filter(|finding| finding.waived.is_none())
        .partition(|finding| !finding.path.is_empty());
    (astray.first().copied(), others.len())
}

fn rule(on: &Findings<'_, '_>, finding: &Finding) -> Anchor {
    let title = on.site.publication.pack().rule(&finding.rule).map(|setting| setting.title.get(on.lang));
    on.to(title.unwrap_or(&finding.rule), Target::Rule(finding.rule.to_string()))
}

/// Data, service, classes of information, as far as they are written.
fn what(on: &Findings<'_, '_>, id: ConnectionId) -> String {
    let graph = on.site.publication.graph();
    let entry = graph.entry(id);
    let mut parts: Vec<String> = Vec::new();
    let data = entry.get("data").into_iter().flat_map(NodeRef::elements).filter_map(NodeRef::as_scalar);
    parts.extend(data.map(str::to_owned));
    if let Some(service) = graph.service_named(id).and_then(|node| words(node, on.lang)) {
        parts.push(format!("{} {service}", on.lang.pick("dịch vụ", "service")));
    }
    let named = entry.get("information").into_iter().flat_map(NodeRef::elements).filter_map(NodeRef::as_scalar);
    let field = graph.pack.framework.connection.iter().find(|field| field.id == "information");
    parts.extend(named.map(|class| field.map_or(class, |field| field.name_of(class, on.lang)).to_owned()));
    parts.join("; ")
}

fn when(on: &Findings<'_, '_>, id: ConnectionId) -> String {
    let statement = on.site.publication.graph().statement(id);
    match (statement.since, statement.until) {
        (Some(since), Some(until)) => format!("{since} – {until}"),
        (Some(since), None) => since.to_string(),
        (None, Some(until)) => format!("{} {until}", on.lang.pick("đến", "until")),
        (None, None) => String::new(),
    }
}
