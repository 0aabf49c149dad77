//! The agencies as a tree, and what stands under each: counted once for every page.

use rustc_hash::FxHashSet;

use super::marks::Tally;
use crate::model::AgencyId;
use crate::publication::Publication;

/// What an agency has with the units under it.
#[derive(Debug, Clone, Default)]
pub(super) struct Count {
    /// Active components of each layer, in the order of the framework.
    pub layers: Vec<usize>,
    /// Findings.
    pub findings: Tally,
}

impl Count {
    /// Active components of all layers.
    pub fn components(&self) -> usize {
        self.layers.iter().sum()
    }

    fn add(&mut self, other: &Self) {
        for (sum, more) in self.layers.iter_mut().zip(&other.layers) {
            *sum += more;
        }
        self.findings.error += other.findings.error;
        self.findings.warning += other.findings.warning;
        self.findings.info += other.findings.info;
        self.findings.waived += other.findings.waived;
    }
}

/// The agencies of a repository.
pub(super) struct Census {
    /// Every agency after the one it stands under, with how deep it stands.
    pub order: Vec<(AgencyId, usize)>,
    units: Vec<Vec<AgencyId>>,
    counts: Vec<Count>,
}

impl Census {
    pub fn new(publication: &Publication<'_>) -> Self {
        let (graph, day) = (publication.graph(), publication.day());
        let repository = graph.repository;
        let mut units: Vec<Vec<AgencyId>> = vec![Vec::new(); repository.agencies.len()];
        let mut tops = Vec::new();
        for id in repository.agency_ids() {
            let parent = repository.agency(id).parent.as_ref().and_then(|(parent, _)| graph.find_agency(parent));
            match parent.and_then(|parent| units.get_mut(parent.0 as usize)) {
                Some(below) => below.push(id),
                None => tops.push(id),
            }
        }
        let mut order = ordered(&tops, &units);
        if order.len() < repository.agencies.len() {
            let reached: FxHashSet<AgencyId> = order.iter().map(|&(id, _)| id).collect();
            let circles: Vec<AgencyId> = repository.agency_ids().filter(|id| !reached.contains(id)).collect();
            order.extend(ordered(&circles, &units));
        }
        let empty = Count { layers: vec![0; graph.pack.framework.layers.len()], findings: Tally::default() };
        let mut counts = vec![empty; repository.agencies.len()];
        for id in repository.component_ids().filter(|&id| graph.state(id, day).is_active()) {
            let layer = usize::from(graph.component(id).layer.0);
            let count = graph.agency_of(id).and_then(|agency| counts.get_mut(agency.0 as usize));
            if let Some(slot) = count.and_then(|count| count.layers.get_mut(layer)) {
                *slot += 1;
            }
        }
        for finding in publication.findings() {
            let agency = graph.find_agency(&finding.agency);
            if let Some(count) = agency.and_then(|agency| counts.get_mut(agency.0 as usize)) {
                count.findings.add(finding);
            }
        }
        // What stands below comes later in the order, so that backwards every sum is ready when it is needed.
        let mut above: Vec<AgencyId> = Vec::new();
        let mut parents: Vec<Option<AgencyId>> = vec![None; counts.len()];
        for &(id, depth) in &order {
            above.truncate(depth);
            parents[id.0 as usize] = above.last().copied();
            above.push(id);
        }
        for &(id, _) in order.iter().rev() {
            if let Some(parent) = parents[id.0 as usize] {
                let own = counts[id.0 as usize].clone();
                counts[parent.0 as usize].add(&own);
            }
        }
        Self { order, units, counts }
    }

    /// Units that stand directly under an agency.
    pub fn units(&self, id: AgencyId) -> &[AgencyId] {
        self.units.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// An agency and every unit under it.
    pub fn with_units(&self, id: AgencyId) -> Vec<AgencyId> {
        ordered(&[id], &self.units).into_iter().map(|(id, _)| id).collect()
    }

    /// What an agency has with the units under it.
    pub fn count(&self, id: AgencyId) -> &Count {
        &self.counts[id.0 as usize]
    }
}

/// Each agency after the one above it; of agencies that stand above each other in a circle the first is the top.
fn ordered(tops: &[AgencyId], units: &[Vec<AgencyId>]) -> Vec<(AgencyId, usize)> {
    let mut seen = FxHashSet::default();
    let mut order = Vec::new();
    let mut stack: Vec<(AgencyId, usize)> = tops.iter().rev().map(|&id| (id, 0)).collect();
    while let Some((id, depth)) = stack.pop() {
        if seen.insert(id) {
            order.push((id, depth));
            let below = units.get(id.0 as usize).into_iter().flatten().rev();
            stack.extend(below.map(|&unit| (unit, depth + 1)));
        }
    }
    order
}
