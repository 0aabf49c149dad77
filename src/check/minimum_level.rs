//! The lowest security level a system may have, computed from what is said of it.
//!
//! The criteria are data of the pack: Điều 7–11 of NĐ 85/2016/NĐ-CP, each a level and the facts that make it
//! necessary. A fact that is not written makes nothing necessary: the computed level is a lower bound.

use serde::Deserialize;

use crate::graph::Graph;
use crate::model::ComponentId;
use crate::text::Text;
use crate::tree::{NodeRef, Value};

/// One criterion of a level.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Level it makes necessary, 1 to 5.
    pub level: i64,
    /// Facts that must all hold.
    pub when: Vec<Condition>,
    /// Where it stands, as people cite it.
    pub clause: String,
    /// Document of the pack.
    pub document: String,
    /// Articles of the document.
    pub articles: Vec<String>,
    /// What it says.
    pub says: Text,
}

/// One fact of a criterion.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Field of the component.
    pub field: String,
    /// The value, or an entry of the list, is one of these.
    #[serde(default, rename = "in")]
    pub one_of: Vec<String>,
    /// The number is at least this.
    pub min: Option<i64>,
    /// The flag has this value.
    pub is: Option<bool>,
}

/// A level and what makes it necessary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minimum {
    /// Level, 1 to 5.
    pub level: i64,
    /// Where the criterion stands.
    pub clause: String,
    /// What the criterion says.
    pub says: Text,
    /// The field that decides it.
    pub field: Option<String>,
}

#[derive(Deserialize)]
struct Parameters {
    criteria: Vec<Criterion>,
}

/// The minimum by the criteria of the pack; `None` where nothing that is said makes any level necessary.
#[must_use]
pub fn of(graph: &Graph<'_>, id: ComponentId) -> Option<Minimum> {
    let setting = graph.pack.rule("security-level-too-low")?;
    let parameters: Parameters = setting.parameters.read().ok()?;
    by_criteria(graph, id, &parameters.criteria)
}

/// The minimum by the given criteria: the highest level of those whose facts all hold.
#[must_use]
pub fn by_criteria(graph: &Graph<'_>, id: ComponentId, criteria: &[Criterion]) -> Option<Minimum> {
    let repository = graph.repository;
    let holds =
        |condition: &Condition| repository.field(id, &condition.field).is_some_and(|node| condition.holds(node));
    let met = criteria.iter().filter(|criterion| criterion.when.iter().all(holds));
    // Of equal levels the first written is the one to cite.
    let highest = met.reduce(|best, next| if next.level > best.level { next } else { best })?;
    Some(Minimum {
        level: highest.level,
        clause: highest.clause.clone(),
        says: highest.says.clone(),
        field: highest.when.last().map(|condition| condition.field.clone()),
    })
}

impl Condition {
    fn holds(&self, node: NodeRef<'_>) -> bool {
        let listed = |node: NodeRef<'_>| node.as_scalar().is_some_and(|text| self.one_of.iter().any(|one| one == text));
        let one_of = self.one_of.is_empty()
            || match node.value() {
                Value::Seq => node.elements().any(listed),
                _ => listed(node),
            };
        let min = self.min.is_none_or(|min| node.as_i64().is_some_and(|value| value >= min));
        let is = self.is.is_none_or(|is| node.as_bool() == Some(is));
        one_of && min && is
    }
}
