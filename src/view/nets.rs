//! The networks of a picture of places: what they carry, and which places they join.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::deployment::Net;
use super::{Atlas, Target, extent};
use crate::measure::Scope;
use crate::model::ComponentId;
use crate::text;
use crate::text::Lang;

/// Networks of a scope, and those of others that carry its connections.
pub(super) fn nets(
    atlas: Atlas<'_>,
    scope: Scope,
    all: &[ComponentId],
    homes: &FxHashMap<ComponentId, Vec<usize>>,
    lang: Lang,
) -> Vec<Net> {
    let (graph, day) = (atlas.graph(), atlas.day());
    // Of each network: how many connections it carries, and the components at their ends.
    let mut found: BTreeMap<ComponentId, (usize, BTreeSet<ComponentId>)> = BTreeMap::new();
    for &id in all {
        let own = extent::is_in(atlas, scope, id);
        if own && graph.is_kind(id, "network") {
            found.entry(id).or_default();
        }
        for flow in graph.flows_of(id, day) {
            let carrier = flow.connection.and_then(|connection| graph.connection(connection).carrier);
            if let Some(net) = carrier.filter(|_| own || extent::is_in(atlas, scope, flow.to)) {
                let (count, ends) = found.entry(net).or_default();
                *count += 1;
                ends.extend([flow.from, flow.to]);
            }
        }
        for relation in ["uses", "hosted_on", "part_of"] {
            for net in graph.targets(id, relation).filter(|&net| graph.is_kind(net, "network") && own) {
                found.entry(net).or_default().1.insert(id);
            }
        }
    }
    let net = |(id, (count, ends)): (ComponentId, (usize, BTreeSet<ComponentId>))| {
        let mut joins: Vec<usize> = ends.iter().filter_map(|end| homes.get(end)).flatten().copied().collect();
        joins.sort_unstable();
        joins.dedup();
        let places = joins.len();
        let note = if joins.is_empty() && count == 0 {
            text!(vi: "chưa kết nối nào nêu mạng này", en: "no connection names this network")
        } else if count == 0 {
            text!(vi: "hệ thống ở {places} nơi trong hình dùng mạng này", en: "places of this picture with systems that use it: {places}")
        } else {
            text!(
                vi: "mang {count} kết nối; nối {places} nơi trong hình",
                en: "connections carried: {count}; places joined in this picture: {places}",
            )
        };
        let of = extent::root_name(atlas, id, lang);
        let own = extent::is_in(atlas, scope, id);
        let note = if own { note.get(lang).to_owned() } else { format!("{of} · {}", note.get(lang)) };
        Net {
            name: graph.repository.name(id, lang).to_owned(),
            note,
            carries: count,
            national: graph.is_national(id),
            target: Some(Target::Component(graph.component(id).key.to_string())),
            joins,
        }
    };
    found.into_iter().map(net).collect()
}
