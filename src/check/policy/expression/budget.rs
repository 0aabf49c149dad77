//! What an evaluation may cost. CEL has no limit of its own: every use of a variable and every turn of a
//! loop is rewritten to pay here first, and what cannot pay is an error.

use std::any::Any;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use cel::ExecutionError;
use cel::common::functions::Function;
use cel::common::types::{CelBool, CelInt, CelList, CelMap, CelString, DYN_TYPE, Type};
use cel::common::value::{CowVal, StaticVal, Val};

/// The variable that holds the budget: no CEL source can spell it.
pub(super) const NAME: &str = "@budget";
/// Pays for a turn of a loop.
pub(super) const TURN: &str = "@turn";
/// Pays for a value and gives it back.
pub(super) const USE: &str = "@use";
/// Matches a text with a pattern that was compiled before.
pub(super) const MATCHES: &str = "@matches";

/// Characters of a text that count as one step.
const CHARACTERS: usize = 64;

static TYPE: Type = Type::new_unspecified_type("khung.internal");

/// Steps that are left; clones share them.
#[derive(Clone)]
pub(super) struct Budget(Arc<AtomicU64>);

impl Budget {
    pub fn new(steps: u64) -> Self {
        Self(Arc::new(AtomicU64::new(steps)))
    }

    /// Takes steps away; an error once there are none.
    pub fn pay(&self, steps: u64) -> Result<(), ExecutionError> {
        // One evaluation runs on one thread, so reading and writing need not be one step.
        let left = self.0.load(Ordering::Relaxed).saturating_sub(steps);
        self.0.store(left, Ordering::Relaxed);
        if left == 0 { Err(ExecutionError::function_error(USE, "out of steps")) } else { Ok(()) }
    }

    pub fn is_spent(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }
}

/// A pattern of `matches`.
#[derive(Clone, Debug)]
pub(super) struct Pattern(pub regex::Regex);

/// The functions that rewritten expressions call.
pub(super) fn functions() -> [(&'static str, Vec<Type>, Function); 3] {
    [
        (TURN, vec![DYN_TYPE, DYN_TYPE], turn),
        (USE, vec![DYN_TYPE, DYN_TYPE], spend),
        (MATCHES, vec![DYN_TYPE, DYN_TYPE], matches),
    ]
}

#[expect(clippy::needless_pass_by_value, reason = "the crate calls functions so")]
fn turn<'b, 'v>(arguments: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let cost = arguments.get(1).and_then(|cost| cost.downcast_ref::<CelInt>()).map_or(1, |cost| *cost.inner());
    pay(&arguments, u64::try_from(cost).unwrap_or(1))?;
    Ok(CowVal::owned(CelBool::from(true)))
}

fn spend<'b, 'v>(mut arguments: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let weight = arguments.get(1).map_or(1, |value| weight(&**value));
    pay(&arguments, weight)?;
    arguments.pop().ok_or_else(|| ExecutionError::function_error(USE, "no value"))
}

fn pay(arguments: &[CowVal<'_, '_>], steps: u64) -> Result<(), ExecutionError> {
    let budget = arguments.first().and_then(|budget| budget.downcast_ref::<Budget>());
    budget.map_or_else(|| Err(ExecutionError::function_error(USE, "no budget")), |budget| budget.pay(steps))
}

#[expect(clippy::needless_pass_by_value, reason = "the crate calls functions so")]
fn matches<'b, 'v>(arguments: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let subject = arguments.first().and_then(|subject| subject.downcast_ref::<CelString<'_>>());
    let pattern = arguments.get(1).and_then(|pattern| pattern.downcast_ref::<Pattern>());
    match (subject, pattern) {
        (Some(subject), Some(pattern)) => Ok(CowVal::owned(CelBool::from(pattern.0.is_match(subject.inner())))),
        _ => Err(ExecutionError::function_error("matches", "only a text can be matched")),
    }
}

/// How much a value holds: what copying or comparing it costs.
fn weight(value: &dyn Val) -> u64 {
    if let Some(text) = value.downcast_ref::<CelString<'_>>() {
        return of_text(text.inner());
    }
    if let Some(list) = value.downcast_ref::<CelList<'_>>() {
        return list.inner().iter().fold(1, |sum, entry| sum + weight(entry.as_ref()));
    }
    if let Some(map) = value.downcast_ref::<CelMap<'_>>() {
        return map.inner().values().fold(1, |sum, entry| sum + 1 + weight(entry.as_ref()));
    }
    1
}

/// Steps that a text counts.
pub(super) fn of_text(text: &str) -> u64 {
    1 + u64::try_from(text.len() / CHARACTERS).unwrap_or(u64::MAX)
}

/// Values that only our own functions look into.
macro_rules! internal {
    ($name:ident) => {
        impl Val for $name {
            fn get_type(&self) -> &Type {
                &TYPE
            }

            fn cel_type() -> &'static Type {
                &TYPE
            }

            fn clone_as_boxed<'v>(&self) -> Box<dyn Val + 'v> {
                Box::new(self.clone())
            }

            fn as_any(&self) -> Option<&dyn Any> {
                Some(self)
            }
        }

        impl StaticVal for $name {}
    };
}

internal!(Budget);
internal!(Pattern);

impl fmt::Debug for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(NAME)
    }
}
