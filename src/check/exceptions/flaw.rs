//! What keeps a waiver from waiving.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Waiver, barred, nearest};
use crate::check::says_something;
use crate::framework::Pack;
use crate::text::Text;
use crate::tree::NodeRef;

/// Why a waiver waives nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It names no rule.
    UnknownRule {
        /// The rule that was likely meant.
        nearest: Option<String>,
    },
    /// The rule may not be waived.
    Forbidden {
        /// Why.
        because: Text,
    },
    /// The rule does not take the reason.
    ReasonNotTaken,
    /// Fields that must be there and are not.
    Lacks(Vec<&'static str>),
    /// Its last day is past.
    Expired(Date),
    /// Its last day cannot be read, which loading reports.
    NoSuchDay,
    /// It reaches further than one decision can.
    TooBroad(Width),
}

/// How far a waiver reaches that reaches too far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// It names nothing: the rule would be off everywhere.
    Everywhere,
    /// It names an agency, and what the rule found there is about so many components or connections.
    WholeAgency(usize),
    /// It names one end of so many connections.
    Connections(usize),
}

/// What a waiver must say: the parameters of `incomplete-waiver`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Completeness {
    /// Rules on the way data goes: the law itself says what their exception needs.
    pub rules: Vec<String>,
}

/// How far a waiver may reach: the parameters of `overbroad-waiver`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Breadth {
    /// Connections that a waiver may cover without naming the other end.
    pub most: usize,
}

/// Writes down what is wrong with a waiver whatever the rules found.
pub(super) fn judge(waiver: &mut Waiver<'_>, pack: &Pack, day: Date) {
    waiver.not_yet = waiver.day("decided").filter(|decided| day < *decided);
    let mut flaws = Vec::new();
    if let Some(because) = barred(pack, waiver.rule()) {
        flaws.push(Flaw::Forbidden { because });
    } else if waiver.setting.is_none() {
        flaws.push(Flaw::UnknownRule { nearest: nearest(pack, waiver.written) });
    }
    let lacks = lacks(waiver, pack);
    if !lacks.is_empty() {
        flaws.push(Flaw::Lacks(lacks));
    }
    let reasons = waiver.setting.map_or(&[][..], |setting| setting.waiver_reasons.as_slice());
    let reason = waiver.field("reason").filter(|node| says_something(*node));
    if let Some(reason) = reason
        && !reasons.is_empty()
        && !reason.as_scalar().is_some_and(|word| reasons.iter().any(|known| known == word.trim()))
    {
        flaws.push(Flaw::ReasonNotTaken);
    }
    match (waiver.day("expires"), waiver.field("expires")) {
        (Some(expires), _) if expires < day => flaws.push(Flaw::Expired(expires)),
        (None, Some(node)) if says_something(node) => flaws.push(Flaw::NoSuchDay),
        _ => {}
    }
    let named = &waiver.named;
    if named.component.is_none() && named.agency.is_none() && named.entity.is_none() && named.project.is_none() {
        flaws.push(Flaw::TooBroad(Width::Everywhere));
    }
    waiver.flaws = flaws;
}

/// The fields that a waiver must have and has not.
fn lacks(waiver: &Waiver<'_>, pack: &Pack) -> Vec<&'static str> {
    let Some(completeness) = pack.rule("incomplete-waiver") else { return Vec::new() };
    let completeness: Completeness = completeness.parameters.read().unwrap_or_default();
    // A text in two languages says something where one of them does.
    let given = |node: NodeRef<'_>| {
        says_something(node) && (!node.is_map() || node.members().any(|half| says_something(half.value)))
    };
    let says = |name| waiver.field(name).is_some_and(given);
    let listed = waiver.setting.is_some_and(|setting| !setting.waiver_reasons.is_empty());
    let by_list = listed || completeness.rules.iter().any(|rule| rule == waiver.rule());
    let mut lacks = Vec::new();
    if by_list && !says("reason") {
        lacks.push("reason");
    }
    if !by_list && !says("reason") && !says("explanation") {
        lacks.push("explanation");
    }
    lacks.extend(["decision", "approved_by", "expires"].into_iter().filter(|name| !says(name)));
    lacks
}
