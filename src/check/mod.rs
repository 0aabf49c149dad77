//! Runs the rules over the graph: each at the narrowest scope that is enough, all findings at once.
//!
//! A rule says how to look; the pack says what is asked (severity, basis, parameters). Which findings are
//! shown, and which fail the gate, is decided in one place and by nobody else.

mod agency_document;
mod context;
mod entities;
mod exceptions;
mod faults;
pub mod minimum_level;
mod national_link;
mod page;
mod party;
mod policy;
mod rules;
mod selection;

pub use agency_document::in_a_row;
pub use context::{Checker, Context, says_something};
pub use entities::{Held, held, is_national_source};
pub use exceptions::{
    Breadth, Completeness, Exceptions, Flaw, Ignore, IgnoreFlaw, Named, Waiver, Width, ignores, waivers,
};
pub use national_link::NationalLink;
pub use page::{Page, page};
pub use policy::Policies;
pub use rules::{RULES, Rule};
pub use selection::{Outcome, Selection, Tally, is_unread, outcome};

use std::sync::Arc;

use context::Turn;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Finding, RuleName};
use crate::framework::{Pack, PackError, RuleSetting, Severity};
use crate::graph::Graph;
use crate::load::Loaded;
use crate::model::ComponentId;
use crate::text;

/// The rules of a pack, their parameters read.
pub struct Engine<'p> {
    prepared: Vec<Prepared<'p>>,
    /// Waivers and comments count.
    excepts: bool,
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
        if errors.is_empty() { Ok(Self { prepared, excepts: true }) } else { Err(errors) }
    }

    /// The engine that judges as if there were no exceptions, and says nothing of them.
    #[must_use]
    pub fn without_exceptions(self) -> Self {
        Self { excepts: false, ..self }
    }

    /// Runs the rules at a day. What loading found comes first among equals; the whole is in the order
    /// of places. Exceptions are laid over everything that was found, whatever is shown of it later.
    #[must_use]
    pub fn check(&self, loaded: &Loaded, graph: &Graph<'_>, day: Date) -> Vec<Finding> {
        let mut findings = loaded.findings.clone();
        faults::report(graph, &loaded.findings, &mut findings);
        let rules: Vec<Turned<'_, '_>> = self.prepared.iter().filter_map(|rule| rule.at(graph.pack, day)).collect();
        findings.append(&mut check_components(&rules, graph, day));
        findings.par_extend(rules.par_iter().flat_map_iter(|rule| check_whole(rule, graph, day)));
        findings.par_sort_by(|left, right| left.order().cmp(&right.order()));
        findings.dedup_by(|second, first| second.identity() == first.identity() && second.place == first.place);
        if self.excepts {
            let exceptions = Exceptions::lay_over(loaded, graph, day, &mut findings);
            let mut context = Context::new(graph, day);
            for rule in &rules {
                context.turn_to(rule.turn());
                rule.rule.checker.exceptions(&mut context, &exceptions);
            }
            findings.append(&mut context.into_findings());
            findings.par_sort_by(|left, right| left.order().cmp(&right.order()));
        }
        findings
    }
}

/// Every rule on every component: all rules of one component together, so that what they share is found once.
fn check_components(rules: &[Turned<'_, '_>], graph: &Graph<'_>, day: Date) -> Vec<Finding> {
    let components: Vec<ComponentId> = graph.repository.component_ids().collect();
    let check = |chunk: &[ComponentId]| {
        let mut context = Context::new(graph, day);
        for &id in chunk {
            // A second component of one id is reported as such; what else it lacks comes after.
            if !graph.state(id, day).is_active() || graph.is_duplicate(id) {
                continue;
            }
            for rule in rules {
                context.turn_to(rule.turn());
                rule.rule.checker.component(&mut context, id);
            }
        }
        context.into_findings()
    };
    components.par_chunks(512).flat_map_iter(check).collect()
}

fn in_rules(setting: &RuleSetting, message: crate::text::Text) -> PackError {
    PackError { file: setting.file.clone(), line: None, column: None, message }
}

/// A rule at a day at which it applies.
struct Turned<'e, 'p> {
    rule: &'e Prepared<'p>,
    /// The worst its findings may be: less than an error where no law is in force that asks it.
    ceiling: Severity,
}

impl<'p> Prepared<'p> {
    fn at<'e>(&'e self, pack: &Pack, day: Date) -> Option<Turned<'e, 'p>> {
        let ceiling = pack.rule_standing(self.setting, day).ceiling()?;
        Some(Turned { rule: self, ceiling })
    }
}

impl<'e> Turned<'e, '_> {
    const fn turn(&self) -> Turn<'e> {
        Turn { setting: self.rule.setting, name: &self.rule.name, ceiling: self.ceiling }
    }
}

/// One rule on every agency and on the whole.
fn check_whole(rule: &Turned<'_, '_>, graph: &Graph<'_>, day: Date) -> Vec<Finding> {
    let mut context = Context::new(graph, day);
    context.turn_to(rule.turn());
    for agency in graph.repository.agency_ids() {
        rule.rule.checker.agency(&mut context, agency);
    }
    rule.rule.checker.repository(&mut context);
    context.into_findings()
}
