//! What a component is linked with, both ways: relations, and connections with the way the data goes.

use std::fmt::Write as _;

use super::Page;
use super::value::{one_line, value};
use crate::framework::RelationId;
use crate::model::{ComponentId, ConnectionId};
use crate::tree::NodeRef;

/// So many names stand in one line; a platform of a nation has thousands.
const MOST: usize = 20;

/// Fields of a connection that the line begins with.
const ENDS: [&str; 3] = ["to", "via", "carrier"];

pub(super) fn relations(page: &Page<'_>, out: &mut String) {
    let (graph, lang) = (page.graph, page.lang);
    page.heading(out, "Quan hệ", "Relations");
    let mut any = false;
    for outgoing in [true, false] {
        let related = graph.related(page.id, outgoing);
        for group in related.chunk_by(|left, right| left.0 == right.0) {
            any = true;
            let Some(&(relation, _)) = group.first() else { continue };
            let (name, mark) = named(page, relation, outgoing);
            let _ = writeln!(out, "- {name}: {}{mark}", listed(page, group.iter().map(|&(_, other)| other)));
        }
    }
    if !any {
        let _ = writeln!(out, "{}", lang.pick("Không có quan hệ nào.", "There are none."));
    }
}

fn named(page: &Page<'_>, relation: RelationId, outgoing: bool) -> (String, &'static str) {
    let relation = page.graph.pack.framework.relation(relation);
    let name = if outgoing { &relation.name } else { &relation.inverse };
    // What others say of this component is marked on their pages.
    let mark = if outgoing { page.mark(&relation.id) } else { "" };
    (format!("{} (`{}`)", name.get(page.lang), relation.id), mark)
}

fn listed(page: &Page<'_>, ids: impl ExactSizeIterator<Item = ComponentId>) -> String {
    let more = ids.len().saturating_sub(MOST);
    let mut names: Vec<String> = ids.take(MOST).map(|id| page.label(id)).collect();
    if more > 0 {
        names.push(format!("+{more}"));
    }
    names.join(", ")
}

pub(super) fn connections(page: &Page<'_>, out: &mut String) {
    let (graph, lang) = (page.graph, page.lang);
    page.heading(out, "Kết nối", "Connections");
    let all = (0..).map(ConnectionId).zip(&graph.repository.connections);
    let own: Vec<ConnectionId> = all.filter(|(_, statement)| statement.from == page.id).map(|(id, _)| id).collect();
    let leading = graph.connections_at(page.id).into_iter().filter(|&id| graph.connection(id).from != page.id);
    // What ends here comes before what only passes.
    let (mut others, passing): (Vec<ConnectionId>, Vec<ConnectionId>) =
        leading.partition(|&id| graph.connection(id).to == Some(page.id));
    others.extend(passing);
    for &id in &own {
        let to = graph.connection(id).to.map_or_else(|| written(page, id), |to| page.label(to));
        let _ = writeln!(out, "- {} {to}{}{}", lang.pick("tới", "to"), way(page, id), page.mark("connects"));
    }
    for &id in others.iter().take(MOST) {
        let connection = graph.connection(id);
        let from = page.label(connection.from);
        let _ = match connection.to {
            Some(to) if to == page.id => writeln!(out, "- {} {from}{}", lang.pick("từ", "from"), way(page, id)),
            to => {
                let to = to.map_or_else(|| written(page, id), |to| page.label(to));
                writeln!(out, "- {}: {from} → {to}", lang.pick("cho kết nối đi qua", "carries the connection"))
            }
        };
    }
    if others.len() > MOST {
        let more = others.len() - MOST;
        let _ = writeln!(out, "- +{more} {}", lang.pick("kết nối khác tới đây", "more that lead here"));
    }
    if own.is_empty() && others.is_empty() {
        let _ = writeln!(out, "{}", lang.pick("Không có kết nối nào.", "There are none."));
    }
}

/// A target that leads nowhere, as it is written.
fn written(page: &Page<'_>, id: ConnectionId) -> String {
    let statement = page.graph.statement(id);
    let entry = page.graph.repository.node(statement.from, statement.node);
    format!("`{}`", entry.get("to").and_then(NodeRef::as_scalar).unwrap_or("?"))
}

/// The way of a connection and what is said of it.
fn way(page: &Page<'_>, id: ConnectionId) -> String {
    let (graph, lang) = (page.graph, page.lang);
    let connection = graph.connection(id);
    let key = |id: &ComponentId| format!("`{}`", graph.component(*id).key);
    let mut parts = Vec::new();
    if !graph.is_active(id, page.checked.day) {
        parts.push(lang.pick("không hoạt động ngày này", "not active on this day").to_owned());
    }
    parts.push(if connection.via.is_empty() {
        lang.pick("trực tiếp", "directly").to_owned()
    } else {
        let steps: Vec<String> = connection.via.iter().map(key).collect();
        format!("{} {}", lang.pick("qua", "through"), steps.join(" → "))
    });
    if let Some(carrier) = &connection.carrier {
        parts.push(format!("{} {}", lang.pick("trên mạng", "over"), key(carrier)));
    }
    let statement = graph.statement(id);
    let entry = graph.repository.node(statement.from, statement.node);
    for field in graph.pack.framework.connection.iter().filter(|field| !ENDS.contains(&field.id.as_str())) {
        if let Some(node) = entry.get(&field.id) {
            let said = one_line(&value(field, node, lang));
            parts.push(format!("{}: {said}", field.name.get(lang).to_lowercase()));
        }
    }
    format!(": {}", parts.join("; "))
}
