//! Where a component stands: under which sort of agency, on which ground, and what it leads to.

use std::collections::VecDeque;

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::Graph;
use crate::model::ComponentId;

impl Graph<'_> {
    /// Whether the topmost agency above a component is of one of these levels.
    #[must_use]
    pub fn is_of_level(&self, id: ComponentId, levels: &[String]) -> bool {
        self.root_of(id).is_some_and(|root| levels.contains(&self.repository.agency(root).level))
    }

    /// What a component leads to by the named relations, nearest first, itself left out; only what may be
    /// entered is looked at and gone through.
    #[must_use]
    pub fn reached(
        &self,
        from: ComponentId,
        relations: &[&str],
        may_enter: impl Fn(ComponentId) -> bool,
    ) -> Vec<ComponentId> {
        let mut seen = FxHashSet::from_iter([from]);
        let mut queue = VecDeque::from([from]);
        let mut reached = Vec::new();
        while let Some(at) = queue.pop_front() {
            for target in relations.iter().flat_map(|relation| self.targets(at, relation)) {
                if may_enter(target) && seen.insert(target) {
                    reached.push(target);
                    queue.push_back(target);
                }
            }
        }
        reached
    }

    /// The places a component stands in: the infrastructure at the end of every chain of hosts, in the order
    /// of files. A part of a centre stands where the centre does. Empty where no chain is known to its end.
    #[must_use]
    pub fn sites_of(&self, id: ComponentId, day: Date) -> Vec<ComponentId> {
        let mut seen = FxHashSet::from_iter([id]);
        let mut queue = VecDeque::from([id]);
        let mut sites = Vec::new();
        while let Some(at) = queue.pop_front() {
            let ground = self.kind(at).is_some_and(|kind| kind.layer == "infrastructure");
            let hosts = self.targets(at, "hosted_on");
            let wholes = self.targets(at, "part_of").filter(|_| ground);
            let under: Vec<ComponentId> =
                hosts.chain(wholes).filter(|&other| self.state(other, day).is_active()).collect();
            if ground && under.is_empty() {
                sites.push(at);
            }
            queue.extend(under.into_iter().filter(|&other| seen.insert(other)));
        }
        sites.sort_unstable();
        sites
    }
}
