//! DAT-008: one ministry or province does not keep the same data in two databases.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context, held};
use crate::model::{AgencyId, ComponentId};
use crate::text;
use crate::text::spelling;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-database",
    page: include_str!("duplicate_database.md"),
    cases: &[],
    prepare: prepare::<DuplicateDatabase>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DuplicateDatabase {
    /// Kinds that are databases.
    kinds: Vec<String>,
    /// Levels of agency that are judged.
    levels: Vec<String>,
    /// Entities in common by all entities of both, from which two are alike.
    overlap: f64,
    /// Dispositions that end the duplication.
    dispositions: Vec<String>,
}

impl Checker for DuplicateDatabase {
    fn agency(&self, context: &mut Context<'_, '_>, id: AgencyId) {
        let graph = context.graph;
        if graph.root(id) != id {
            return;
        }
        // Databases that share a code and an entity come together here; no other pair is looked at.
        let mut alike: BTreeMap<(String, String), Vec<ComponentId>> = BTreeMap::new();
        let mut entities: BTreeMap<ComponentId, BTreeSet<String>> = BTreeMap::new();
        for &database in graph.components_under(id) {
            let judged = context.is_active(database) && !graph.is_duplicate(database);
            if !judged || !context.is_judged(database, &self.kinds, &self.levels) || self.ends(context, database) {
                continue;
            }
            let codes = codes(context, database);
            let held: BTreeSet<String> = held(graph, database).map(|held| held.entity).collect();
            for code in codes {
                for entity in &held {
                    alike.entry((code.clone(), entity.clone())).or_default().push(database);
                }
            }
            entities.insert(database, held);
        }
        let mut reported: BTreeSet<ComponentId> = BTreeSet::new();
        for ((code, _), databases) in &alike {
            for (index, &later) in databases.iter().enumerate() {
                if reported.contains(&later) {
                    continue;
                }
                let twin = databases[..index].iter().copied().find(|&earlier| {
                    overlap(&entities[&earlier], &entities[&later]) >= self.overlap
                        && !are_linked(context, earlier, later)
                });
                if let Some(earlier) = twin {
                    reported.insert(later);
                    let common = entities[&earlier].intersection(&entities[&later]).cloned().collect::<Vec<_>>();
                    report(context, (earlier, later), code, &common);
                }
            }
        }
    }
}

impl DuplicateDatabase {
    /// Whether it is already decided that a database goes.
    fn ends(&self, context: &Context<'_, '_>, id: ComponentId) -> bool {
        let lifecycle = context.graph.component(id).lifecycle;
        let disposition = context.field(id, "disposition").and_then(NodeRef::as_str);
        lifecycle.retiring.or(lifecycle.retired).is_some()
            || disposition.is_some_and(|found| self.dispositions.iter().any(|known| known == found))
    }
}

fn codes(context: &Context<'_, '_>, id: ComponentId) -> BTreeSet<String> {
    let codes = context.at(id, "reference.drm").into_iter().flat_map(NodeRef::elements);
    codes.filter_map(NodeRef::as_str).map(spelling).collect()
}

/// Jaccard's measure: what two sets have in common by what they have together.
fn overlap(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let count = |entities: usize| u32::try_from(entities).map_or(f64::INFINITY, f64::from);
    count(one.intersection(other).count()) / count(one.union(other).count())
}

/// A copy and its source, the new and the old, the whole and its part are not two of the same.
fn are_linked(context: &Context<'_, '_>, one: ComponentId, other: ComponentId) -> bool {
    ["replica_of", "replaces", "part_of"].into_iter().any(|relation| {
        let leads = |from, to| context.graph.targets(from, relation).any(|target| target == to);
        leads(one, other) || leads(other, one)
    })
}

fn report(context: &mut Context<'_, '_>, (earlier, later): (ComponentId, ComponentId), code: &str, common: &[String]) {
    let (first, code, common) = (context.key(earlier), code.to_uppercase(), common.join(", "));
    let message = text!(
        vi: "trùng với `{first}`: cùng mã {code}, cùng giữ {common}",
        en: "duplicates `{first}`: the same code {code}, both hold {common}",
    );
    let help = text!(
        vi: "gộp vào `{first}`; nếu là bản sao ghi `replica_of`, nếu thay thế ghi `replaces`, nếu sẽ gộp ghi `disposition: merge`",
        en: "merge it into `{first}`; write `replica_of` for a copy, `replaces` for a successor, `disposition: merge` where that is the plan",
    );
    let (place, related) = (context.graph.component(later).place(), context.graph.component(earlier).place());
    let finding = context.report(later, "", place, message, help);
    finding.about(&first).relate(related, text!(vi: "cơ sở dữ liệu có trước", en: "the earlier one"));
}
