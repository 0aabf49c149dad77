//! Mappings of the span tree as CEL reads them: a field is converted when it is asked for, and no other.

use std::collections::HashMap;
use std::fmt;

use cel::ExecutionError;
use cel::common::traits::Indexer;
use cel::common::types::{CelBool, CelDouble, CelInt, CelList, CelMap, CelMapKey, CelNull, CelString, MAP_TYPE, Type};
use cel::common::value::{CowVal, Val};

use super::budget::{self, Budget};
use crate::model::words;
use crate::text::Lang;
use crate::tree::{NodeRef, Value};

/// Longest list that an expression may read.
const LONGEST: usize = 10_000;

/// The fields of a component or an agency.
#[derive(Clone)]
pub(super) struct Fields<'t> {
    /// Absent for the agency of a component that has none.
    node: Option<NodeRef<'t>>,
    budget: Budget,
}

impl<'t> Fields<'t> {
    pub const fn new(node: Option<NodeRef<'t>>, budget: Budget) -> Self {
        Self { node, budget }
    }

    /// A value with all that is in it. Text in two languages is its Vietnamese, as everywhere.
    fn convert(&self, node: NodeRef<'t>) -> Result<Box<dyn Val + 't>, ExecutionError> {
        let steps = if let Value::Str(text) = node.value() { budget::of_text(text) } else { 1 };
        self.budget.pay(steps)?;
        Ok(match node.value() {
            Value::Null => Box::new(CelNull),
            Value::Bool(flag) => Box::new(CelBool::from(flag)),
            Value::Str(text) => Box::new(CelString::from(text)),
            Value::Number(written) => match (node.as_i64(), written.parse::<f64>()) {
                (Some(whole), _) => Box::new(CelInt::from(whole)),
                (None, Ok(number)) => Box::new(CelDouble::from(number)),
                (None, Err(_)) => Box::new(CelString::from(written)),
            },
            Value::Seq => {
                let elements = node.elements();
                if elements.len() > LONGEST {
                    let length = elements.len();
                    let message = format!("a list of {length} entries; {LONGEST} are read");
                    return Err(ExecutionError::function_error("list", message.as_str()));
                }
                let entries = elements.map(|entry| self.convert(entry)).collect::<Result<Vec<_>, _>>()?;
                Box::new(CelList::from(entries))
            }
            Value::Map => match words(node, Lang::Vi).filter(|_| node.get("vi").is_some()) {
                Some(text) => Box::new(CelString::from(text)),
                None => Box::new(CelMap::from(self.entries(node)?)),
            },
        })
    }

    fn entries(&self, node: NodeRef<'t>) -> Result<HashMap<CelMapKey<'t>, Box<dyn Val + 't>>, ExecutionError> {
        let said = node.members().filter(|member| !member.value.is_null());
        said.map(|member| Ok((CelMapKey::from(member.key), self.convert(member.value)?))).collect()
    }
}

impl Val for Fields<'_> {
    fn get_type(&self) -> &Type {
        <Self as Val>::cel_type()
    }

    fn cel_type() -> &'static Type {
        &MAP_TYPE
    }

    fn as_indexer<'b, 'w>(&'b self) -> Option<&'b (dyn Indexer + 'w)>
    where
        Self: 'w,
    {
        Some(self)
    }

    fn clone_as_boxed<'w>(&self) -> Box<dyn Val + 'w>
    where
        Self: 'w,
    {
        Box::new(self.clone())
    }
}

impl Indexer for Fields<'_> {
    fn get<'b, 'w>(&'b self, key: &dyn Val) -> Result<CowVal<'b, 'w>, ExecutionError>
    where
        Self: 'w,
    {
        let Some(name) = key.downcast_ref::<CelString<'_>>() else {
            return Err(ExecutionError::no_such_key("?"));
        };
        let said = self.node.and_then(|node| node.get(name.inner())).filter(|value| !value.is_null());
        let value = said.ok_or_else(|| ExecutionError::no_such_key(name.inner()))?;
        self.convert(value).map(|value| CowVal::Owned(value as Box<dyn Val + 'w>))
    }

    fn steal<'w>(self: Box<Self>, key: &dyn Val) -> Result<Box<dyn Val + 'w>, ExecutionError>
    where
        Self: 'w,
    {
        self.get(key).map(CowVal::into_owned)
    }
}

impl fmt::Debug for Fields<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("fields")
    }
}
