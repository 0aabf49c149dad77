//! The way data is to go between two agencies, by the decision table of the framework.

use super::entry::Link;
use super::plan::{Agency, OFFICE, PLATFORMS, POPULATION, Plan};
use super::random::Random;
use super::words;

/// What stands at the other end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target<'p> {
    /// A component of an agency.
    Component(&'p Agency, &'p str),
    /// The document system of an agency.
    Documents(&'p Agency),
    /// The population database.
    Population,
    /// The national portal.
    Portal,
    /// The reporting system of the Government.
    Reporting,
}

impl PartialEq for Agency {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for Agency {}

impl Plan {
    /// How a component of another agency is referred to.
    pub(super) fn name(&self, from: &Agency, agency: usize, component: &str) -> String {
        self.agencies[agency].refer(from, component)
    }

    /// The agency's network for what it exchanges with others.
    pub(super) fn carrier(&self, from: &Agency) -> String {
        self.name(from, PLATFORMS, "tslcd")
    }

    /// A link from a component of an agency, on the way the framework asks for.
    pub(super) fn link(&self, from: &Agency, target: Target<'_>, data: &'static str) -> Link {
        let lgsp = self.name(from, from.root, "lgsp");
        let ngsp = self.name(from, PLATFORMS, "ngsp");
        let (agency, id, service) = match target {
            Target::Component(agency, id) => {
                // Who asks whom decides which of its services.
                (agency, id, words::SERVICES[(from.index + agency.index) % words::SERVICES.len()])
            }
            Target::Documents(agency) => (agency, "qlvb", words::LETTERS),
            Target::Population => (&self.agencies[POPULATION], "csdlqg-dancu", words::CITIZENS),
            Target::Portal => (&self.agencies[OFFICE], "dvcqg", words::REQUESTS),
            Target::Reporting => (&self.agencies[OFFICE], "httbc", words::REPORTS),
        };
        let inside = agency.root == from.root;
        let via = match target {
            Target::Documents(_) => vec![self.name(from, OFFICE, "tltvb")],
            _ if inside => vec![lgsp],
            Target::Component(..) => vec![lgsp, ngsp, self.name(from, agency.root, "lgsp")],
            Target::Population | Target::Portal | Target::Reporting => vec![lgsp, ngsp],
        };
        Link {
            to: agency.refer(from, id),
            via,
            data,
            carrier: (agency != from).then(|| self.carrier(from)),
            service: (!inside).then_some(service),
        }
    }

    /// Another agency of the same ministry or province.
    pub(super) fn relative(&self, agency: &Agency, random: &mut Random) -> Option<&Agency> {
        // The tree of a root stands together: the root, then its units.
        let tree = &self.agencies[agency.root..];
        let size = tree.iter().take_while(|other| other.root == agency.root).count();
        Some(&tree[random.below(size)]).filter(|other| other.index != agency.index)
    }

    /// An agency of another ministry or province.
    pub(super) fn stranger(&self, agency: &Agency, random: &mut Random) -> Option<&Agency> {
        let other = &self.agencies[random.below(self.agencies.len())];
        Some(other).filter(|other| other.root != agency.root)
    }
}
