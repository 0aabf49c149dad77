//! Runs the rules over the graph: each at the narrowest scope that is enough, all findings at once.
//!
//! A rule says how to look; the pack says what is asked (severity, basis, parameters). Which findings are
//! shown, and which fail the gate, is decided in one place and by nobody else.

mod context;
mod faults;
pub mod minimum_level;
mod page;
mod policy;
mod rules;
mod selection;

pub use context::{Checker, Context, says_something};
pub use page::{Page, page};
pub use policy::Policies;
pub use rules::{RULES, Rule};
pub use selection::{Outcome, Selection, Tally, is_unread, outcome};

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Finding, RuleName};
use crate::framework::{Pack, PackError, RuleSetting};
use crate::graph::Graph;
use crate::load::Loaded;
use crate::model::ComponentId;
use crate::text;

/// The rules of a pack, their parameters read.
pub struct Engine<'p> {
    prepared: Vec<Prepared<'p>>,
}

struct Prepared<'p> {
    name: RuleName,
    setting: &'p RuleSetting,
    checker: Arc<dyn Checker>,
}

impl<'p> Engine<'p> {
    /// Prepares every rule the pack has a block for.
    ///
    /// # Errors
    /// Parameters that do not fit their rule, and blocks of rules that are not there.
    pub fn new(pack: &'p Pack) -> Result<Self, Vec<PackError>> {
        Self::with(pack, &Policies::default())
    }

    /// Prepares every rule the pack has a block for, and the policies of a repository, whose blocks were added
    /// to the pack when they were compiled.
    ///
    /// # Errors
    /// Parameters that do not fit their rule, and blocks of rules that are not there.
    pub fn with(pack: &'p Pack, policies: &Policies) -> Result<Self, Vec<PackError>> {
        let mut errors = Vec::new();
        let mut prepared = Vec::new();
        for setting in &pack.rules.rules {
            let name = &setting.rule;
            if let Some(checker) = policies.checker(name) {
                prepared.push(Prepared { name: RuleName::Owned(name.clone()), setting, checker });
                continue;
            }
            let Some(rule) = rules::rule(name) else {
                errors.push(in_rules(setting, text!(vi: "không có quy tắc `{name}`", en: "there is no rule `{name}`")));
                continue;
            };
            for case in setting.cases.iter().map(|case| &case.case).filter(|case| !rule.cases.contains(&case.as_str()))
            {
                let known = rule.cases.join(", ");
                errors.push(in_rules(
                    setting,
                    text!(
                        vi: "quy tắc `{name}` không có trường hợp `{case}`; có: {known}",
                        en: "the rule `{name}` has no case `{case}`; it has: {known}",
                    ),
                ));
            }
            match (rule.prepare)(&setting.parameters) {
                Ok(checker) => {
                    let name = RuleName::Borrowed(rule.name);
                    prepared.push(Prepared { name, setting, checker: checker.into() });
                }
                Err(error) => errors.push(in_rules(
                    setting,
                    text!(
                        vi: "tham số của quy tắc `{name}` không hợp lệ: {error}",
                        en: "the parameters of the rule `{name}` do not fit: {error}",
                    ),
                )),
            }
        }
        if errors.is_empty() { Ok(Self { prepared }) } else { Err(errors) }
    }

    /// Runs the rules at a day. What loading found comes first among equals; the whole is in the order
    /// of places.
    #[must_use]
    pub fn check(&self, loaded: &Loaded, graph: &Graph<'_>, day: Date) -> Vec<Finding> {
        let mut findings = loaded.findings.clone();
        faults::report(graph, &loaded.findings, &mut findings);
        let rules: Vec<&Prepared<'_>> =
            self.prepared.iter().filter(|rule| rule.setting.applies.contains(day)).collect();
        findings.append(&mut check_components(&rules, graph, day));
        findings.par_extend(rules.par_iter().flat_map_iter(|rule| rule.check_whole(graph, day)));
        findings.par_sort_by(|left, right| left.order().cmp(&right.order()));
        findings.dedup_by(|second, first| second.identity() == first.identity() && second.place == first.place);
        findings
    }
}

/// Every rule on every component: all rules of one component together, so that what they share is found once.
fn check_components(rules: &[&Prepared<'_>], graph: &Graph<'_>, day: Date) -> Vec<Finding> {
    let components: Vec<ComponentId> = graph.repository.component_ids().collect();
    let check = |chunk: &[ComponentId]| {
        let mut context = Context::new(graph, day);
        for &id in chunk {
            // A second component of one id is reported as such; what else it lacks comes after.
            if !graph.state(id, day).is_active() || graph.is_duplicate(id) {
                continue;
            }
            for rule in rules {
                context.turn_to(rule.setting, &rule.name);
                rule.checker.component(&mut context, id);
            }
        }
        context.into_findings()
    };
    components.par_chunks(512).flat_map_iter(check).collect()
}

fn in_rules(setting: &RuleSetting, message: crate::text::Text) -> PackError {
    PackError { file: setting.file.clone(), line: None, column: None, message }
}

impl Prepared<'_> {
    /// The rule on every agency and on the whole.
    fn check_whole(&self, graph: &Graph<'_>, day: Date) -> Vec<Finding> {
        let mut context = Context::new(graph, day);
        context.turn_to(self.setting, &self.name);
        for agency in graph.repository.agency_ids() {
            self.checker.agency(&mut context, agency);
        }
        self.checker.repository(&mut context);
        context.into_findings()
    }
}
