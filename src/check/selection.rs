//! Which findings are shown, and whether the gate passes: decided here and by no output.

use std::collections::BTreeMap;

use crate::diagnostic::Finding;
use crate::framework::Severity;
use crate::load::fault;

/// What the reader asked to see.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Rules, by name; all when empty.
    pub rules: Vec<String>,
    /// Agencies, by id, each with the units under it; all when empty.
    pub agencies: Vec<String>,
}

/// What became of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing at or above the level.
    Clean,
    /// Findings at or above the level.
    Findings,
    /// Something was not read, so that nothing can be said of it.
    Unread,
}

/// Findings by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Advice.
    pub infos: usize,
    /// Let pass by a waiver or a comment, whatever they are.
    pub waived: usize,
}

impl Selection {
    /// Whether a finding is asked for. What could not be read always is: a filter may not hide it.
    #[must_use]
    pub fn wants(&self, finding: &Finding) -> bool {
        if is_unread(finding) {
            return true;
        }
        let rule = self.rules.is_empty() || self.rules.iter().any(|rule| *rule == finding.rule);
        // What belongs to no agency, such as a key written twice, may belong to the one asked for.
        let unknown = finding.agency.is_empty();
        let agency = self.agencies.is_empty() || unknown || self.agencies.contains(&finding.agency);
        rule && agency
    }
}

impl Tally {
    /// Counts findings.
    #[must_use]
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let mut tally = Self::default();
        for finding in findings {
            tally.add(finding);
        }
        tally
    }

    /// Counts one more; what is let pass is counted apart.
    pub const fn add(&mut self, finding: &Finding) {
        match (finding.waived.is_some(), finding.severity) {
            (true, _) => self.waived += 1,
            (false, Severity::Error) => self.errors += 1,
            (false, Severity::Warning) => self.warnings += 1,
            (false, Severity::Info) => self.infos += 1,
        }
    }

    /// All together, without what is let pass.
    #[must_use]
    pub const fn total(self) -> usize {
        self.errors + self.warnings + self.infos
    }

    /// Findings by a name of theirs, in the order of names.
    pub fn by<'f, 'n>(
        findings: impl IntoIterator<Item = &'f Finding>,
        name: impl Fn(&'f Finding) -> &'n str,
    ) -> BTreeMap<&'n str, Self> {
        let mut tallies: BTreeMap<&str, Self> = BTreeMap::new();
        for finding in findings {
            tallies.entry(name(finding)).or_default().add(finding);
        }
        tallies
    }
}

/// Whether a finding says that something was not read.
#[must_use]
pub fn is_unread(finding: &Finding) -> bool {
    fault(&finding.rule).is_some_and(|fault| fault.unread)
}

/// Whether the gate passes: what could not be read never does, what is waived always.
pub fn outcome<'f>(findings: impl IntoIterator<Item = &'f Finding>, fail_level: Severity) -> Outcome {
    let mut outcome = Outcome::Clean;
    for finding in findings {
        if is_unread(finding) {
            return Outcome::Unread;
        }
        if finding.waived.is_none() && finding.severity >= fail_level {
            outcome = Outcome::Findings;
        }
    }
    outcome
}
