//! Policies: rules that a repository brings along, in the vocabulary of W3C SHACL, compiled when it is read.
//!
//! A policy becomes a block like those of the pack and a checker like those of the rules, so that nothing after
//! this knows the difference. What cannot be compiled is a finding at its line, and never passes.

mod compile;
mod expression;
mod fault;
mod page;
mod path;
mod property;
mod say;
mod target;

use std::sync::Arc;

use self::expression::Expression;
use self::fault::Problem;
use self::property::{Failure, Property};
use self::say::{Filling, fill, joined};
use self::target::Target;
use super::context::{Checker, Context};
use crate::diagnostic::Finding;
use crate::framework::{Pack, RuleSetting};
use crate::load::Loaded;
use crate::model::ComponentId;
use crate::source::Place;
use crate::text;
use crate::text::{Lang, Text};

/// The policies of a repository.
#[derive(Default)]
pub struct Policies {
    compiled: Vec<(RuleSetting, Arc<Policy>)>,
}

impl Policies {
    /// Compiles the policies of a repository: their blocks are added to those of the pack, and what is wrong
    /// with them to what loading found.
    #[must_use]
    pub fn compile(loaded: &mut Loaded, pack: &mut Pack) -> Self {
        let (compiled, mut findings) = compile::all(loaded, pack);
        loaded.findings.append(&mut findings);
        loaded.findings.sort_by(|left, right| left.order().cmp(&right.order()));
        pack.rules.rules.extend(compiled.iter().map(|(setting, _)| setting.clone()));
        Self { compiled }
    }

    /// How to look for what a policy forbids.
    pub(super) fn checker(&self, name: &str) -> Option<Arc<dyn Checker>> {
        let (_, policy) = self.compiled.iter().find(|(setting, _)| setting.rule == name)?;
        Some(Arc::<Policy>::clone(policy))
    }
}

/// One policy, compiled.
struct Policy {
    name: String,
    /// Path of its file.
    file: String,
    target: Target,
    properties: Vec<Property>,
    expression: Option<Expression>,
    /// Where the expressions stand: of the target, and of the policy.
    where_place: Place,
    expression_place: Place,
    message: Option<Text>,
    fix: Option<Text>,
}

impl Checker for Policy {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        match self.target.includes(context, id) {
            Ok(true) => {}
            Ok(false) => return,
            Err(why) => return self.cannot_tell(context, id, "target.where", self.where_place, &why),
        }
        for property in &self.properties {
            let failures = property.judge(context, id);
            if !failures.is_empty() {
                let message = property.message.as_ref().or(self.message.as_ref());
                self.report(context, id, &property.field, message, &failures);
            }
        }
        let Some(expression) = &self.expression else { return };
        match expression.holds(context, id) {
            Ok(true) => {}
            Ok(false) => {
                let name = &self.name;
                let failure = Failure {
                    says: text!(
                        vi: "không thỏa biểu thức của `{name}`",
                        en: "the expression of `{name}` is not true of it",
                    ),
                    fix: text!(
                        vi: "xem điều kiện: khung explain {name}",
                        en: "for the condition: khung explain {name}",
                    ),
                    value: String::new(),
                    places: Vec::new(),
                };
                self.report(context, id, "expression", self.message.as_ref(), &[failure]);
            }
            Err(why) => self.cannot_tell(context, id, "expression", self.expression_place, &why),
        }
    }
}

impl Policy {
    /// What a component does not meet in one constraint: one finding, at the first wrong value.
    fn report(
        &self,
        context: &mut Context<'_, '_>,
        id: ComponentId,
        field: &str,
        message: Option<&Text>,
        failures: &[Failure],
    ) {
        let (says, asks) = (joined(failures.iter().map(|one| &one.says)), joined(failures.iter().map(|one| &one.fix)));
        let repository = context.graph.repository;
        let name = Text::new(say::shown(repository.name(id, Lang::Vi)), say::shown(repository.name(id, Lang::En)));
        let (component, value) = (context.key(id), failures.first().map_or("", |failure| failure.value.as_str()));
        let filling = Filling { component: &component, name: &name, value };
        let message = message.map_or(says, |message| fill(message, &filling));
        let help = self.fix.as_ref().map_or(asks, |fix| fill(fix, &filling));
        let mut places = failures.iter().flat_map(|failure| failure.places.iter().copied());
        let place = places.next().unwrap_or_else(|| context.graph.component(id).place());
        let finding = context.report(id, "", place, message, help).about(field);
        for other in places.filter(|other| *other != place).take(8) {
            finding.relate(other, Text::new("cũng ở đây", "here too"));
        }
    }

    /// A condition that cannot be evaluated says nothing of anybody: the policy itself is at fault. Of many
    /// components it fails for, the first is kept, since the finding is the same for all.
    fn cannot_tell(&self, context: &mut Context<'_, '_>, id: ComponentId, field: &str, place: Place, why: &Text) {
        let (name, key, vi, en) = (&self.name, context.key(id), &why.vi, &why.en);
        let problem = Problem::new(
            text!(
                vi: "biểu thức của `{name}` không tính được với `{key}`: {vi}",
                en: "the expression of `{name}` cannot be evaluated for `{key}`: {en}",
            ),
            text!(
                vi: "trường có thể không ghi thì hỏi trước: `has(this.x) && this.x …`; hoặc thu hẹp `target`",
                en: "ask first for a field that may be absent: `has(this.x) && this.x …`; or narrow the `target`",
            ),
        );
        let finding: Finding = problem.at(&self.file, place, format!("policies[{name}].{field}"));
        context.push(finding);
    }
}
