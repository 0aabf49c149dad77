//! Counts a metric of the pack: which members have what it asks, which have not, and of which it is not known.

use super::evidence::Ground;
use super::figure::Member;
use crate::framework::{Condition, Counted, Metric};
use crate::model::{AgencyId, ComponentId};
use crate::tree::NodeRef;

/// The members of a metric in a scope.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) met: Vec<Member>,
    pub(super) not_met: Vec<Member>,
    pub(super) not_known: Vec<Member>,
}

impl Tally {
    fn put(&mut self, member: Member, holds: Option<bool>) {
        match holds {
            Some(true) => self.met.push(member),
            Some(false) => self.not_met.push(member),
            None => self.not_known.push(member),
        }
    }

    /// Keeps the agencies of these levels; all members where none is named.
    pub(super) fn at(mut self, ground: &Ground<'_>, levels: &[String]) -> Self {
        let keep = |member: &Member| match *member {
            Member::Agency(id) => ground.is_at(id, levels),
            Member::Component(id) => {
                levels.is_empty() || ground.graph().root_of(id).is_some_and(|root| ground.is_at(root, levels))
            }
        };
        self.met.retain(keep);
        self.not_met.retain(keep);
        self.not_known.retain(keep);
        self
    }
}

/// Counts a metric.
pub(super) fn count(ground: &Ground<'_>, metric: &Metric) -> Tally {
    let mut tally = Tally::default();
    match metric.counts {
        Counted::Components => {
            for &id in ground.components.iter().filter(|&&id| is_counted(ground, metric, id)) {
                let holds = all(metric.has.iter().map(|condition| meets(ground, id, condition)));
                tally.put(Member::Component(id), holds);
            }
        }
        Counted::Agencies => {
            let counted = |&&id: &&AgencyId| ground.is_at(id, &metric.levels) && is_keeper(ground, metric, id);
            for &id in ground.agencies.iter().filter(counted) {
                let components = ground.components_of(id);
                if !components.is_empty() {
                    let holds = all(metric.has.iter().map(|condition| has_one(ground, &components, condition)));
                    tally.put(Member::Agency(id), holds);
                }
            }
        }
    }
    tally
}

fn is_counted(ground: &Ground<'_>, metric: &Metric, id: ComponentId) -> bool {
    let graph = ground.graph();
    let root = graph.root_of(id);
    ground.is_operating(id)
        && ground.is_of(id, &metric.kinds)
        && !metric.has.iter().any(|condition| is_the_other_end(ground, id, condition))
        && metric.catalogue.as_ref().is_none_or(|entry| graph.is_catalogued(id, entry))
        && (metric.levels.is_empty() || root.is_some_and(|root| ground.is_at(root, &metric.levels)))
        && (metric.keeper_of.is_none() || root.is_some_and(|root| is_keeper(ground, metric, root)))
}

/// Whether an agency is the one that has the national component the metric asks for.
fn is_keeper(ground: &Ground<'_>, metric: &Metric, agency: AgencyId) -> bool {
    let graph = ground.graph();
    metric.keeper_of.as_ref().is_none_or(|entry| graph.catalogued_as(entry).any(|id| graph.is_under(id, agency)))
}

/// Whether all hold; not known where one is not known and none fails.
fn all(holds: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(true);
    for one in holds {
        match one {
            Some(true) => {}
            Some(false) => return Some(false),
            None => all = None,
        }
    }
    all
}

/// Whether one of an agency's components meets a condition.
fn has_one(ground: &Ground<'_>, components: &[ComponentId], condition: &Condition) -> Option<bool> {
    let of_kind: Vec<ComponentId> =
        components.iter().copied().filter(|&id| ground.is_of(id, &condition.kinds)).collect();
    if of_kind.is_empty() && condition.unknown_when_absent {
        return None;
    }
    let operating = of_kind.into_iter().filter(|&id| ground.is_operating(id));
    let found: Vec<Option<bool>> = operating
        .map(|id| {
            if is_the_other_end(ground, id, condition) { Some(condition.itself) } else { meets(ground, id, condition) }
        })
        .collect();
    if found.contains(&Some(true)) {
        return Some(true);
    }
    if found.contains(&None) { None } else { Some(false) }
}

/// Whether a component is the national one that others are to be linked with: it is not one of the systems to be
/// linked.
fn is_the_other_end(ground: &Ground<'_>, id: ComponentId, condition: &Condition) -> bool {
    condition.linked_with.as_ref().is_some_and(|entry| ground.graph().is_catalogued(id, entry))
}

fn meets(ground: &Ground<'_>, id: ComponentId, condition: &Condition) -> Option<bool> {
    let graph = ground.graph();
    let of_kind = Some(ground.is_of(id, &condition.kinds));
    let large = condition.at_least.as_ref().map_or(Some(true), |least| {
        graph.repository.field(id, &least.field).and_then(NodeRef::as_i64).map(|number| number >= least.value)
    });
    let linked = condition.linked_with.as_ref().is_none_or(|entry| graph.is_linked_with(id, entry, ground.day()));
    all([of_kind, large, Some(linked)].into_iter())
}
