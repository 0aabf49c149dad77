//! The lowest security level a system may have, computed step by step from what is said of it.
//!
//! The criteria are data of the pack: Điều 7–11 of NĐ 85/2016/NĐ-CP, each a level and the facts that make it
//! necessary, and Điều 5.2, by which a whole takes the highest level of its parts. A fact that is not written
//! makes nothing necessary: the computed level is a lower bound, and the steps say which facts are open.

use jiff::civil::Date;
use serde::Deserialize;

use crate::framework::{DocumentType, Pack};
use crate::graph::Graph;
use crate::model::ComponentId;
use crate::text;
use crate::text::Text;
use crate::tree::{NodeRef, Value};

/// Everything a level is computed with.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criteria {
    /// What makes a level necessary, in the order of the law.
    pub criteria: Vec<Criterion>,
    /// What a whole takes from its parts.
    pub composite: CompositeClause,
}

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

/// The clause on systems that are made of parts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompositeClause {
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

/// What came of a fact or of a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// What is written meets it.
    Holds,
    /// What is written speaks against it.
    Fails,
    /// Nothing speaks against it, and something that would decide is not written.
    Unknown,
}

/// A fact that was asked for, and what is written of it.
#[derive(Debug, Clone, Copy)]
pub struct Fact<'c, 'r> {
    /// What was asked.
    pub condition: &'c Condition,
    /// What is written, where anything is.
    pub node: Option<NodeRef<'r>>,
    /// Components of this kind may say it.
    pub may_say: bool,
    /// What came of it.
    pub verdict: Verdict,
}

/// A criterion that was considered.
#[derive(Debug, Clone)]
pub struct Step<'c, 'r> {
    /// The criterion.
    pub criterion: &'c Criterion,
    /// Its facts, in its order.
    pub facts: Vec<Fact<'c, 'r>>,
    /// What came of it.
    pub verdict: Verdict,
}

/// A part of a composite and what it brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The part.
    pub component: ComponentId,
    /// Level it declares.
    pub declared: Option<i64>,
    /// Level its own facts make necessary.
    pub computed: Option<i64>,
}

/// How a minimum was reached.
#[derive(Debug, Clone)]
pub struct Explanation<'c, 'r> {
    /// Every criterion, in the order of the law.
    pub steps: Vec<Step<'c, 'r>>,
    /// The clause on composites.
    pub clause: &'c CompositeClause,
    /// Its active parts at every depth; none where it is no composite.
    pub parts: Vec<Part>,
}

impl Criteria {
    /// The criteria of a pack; `None` where it has none.
    #[must_use]
    pub fn of(pack: &Pack) -> Option<Self> {
        pack.rule("security-level-too-low")?.parameters.read().ok()
    }

    /// The criterion that makes the highest level necessary by the component's own facts; `None` where nothing
    /// that is said makes any. Of equal levels the first written is the one to cite.
    #[must_use]
    pub fn deciding(&self, graph: &Graph<'_>, id: ComponentId) -> Option<&Criterion> {
        let holds =
            |condition: &&Condition| condition.verdict(graph.repository.field(id, &condition.field)) == Verdict::Holds;
        let met = self.criteria.iter().filter(|criterion| criterion.when.iter().all(|condition| holds(&condition)));
        met.reduce(|best, next| if next.level > best.level { next } else { best })
    }

    /// Every step of the computation at a day.
    #[must_use]
    pub fn explain<'r>(&self, graph: &Graph<'r>, id: ComponentId, day: Date) -> Explanation<'_, 'r> {
        let active = graph.parts(id).into_iter().filter(|&part| graph.state(part, day).is_active());
        let part = |component| Part {
            component,
            declared: graph.repository.field(component, "security_level").and_then(NodeRef::as_i64),
            computed: self.deciding(graph, component).map(|criterion| criterion.level),
        };
        Explanation {
            steps: self.criteria.iter().map(|criterion| step(graph, id, criterion)).collect(),
            clause: &self.composite,
            parts: active.map(part).collect(),
        }
    }
}

fn step<'c, 'r>(graph: &Graph<'r>, id: ComponentId, criterion: &'c Criterion) -> Step<'c, 'r> {
    let fact = |condition: &'c Condition| {
        let node = graph.repository.field(id, &condition.field);
        let field = graph.pack.framework.field_at(DocumentType::Component, &condition.field);
        let may_say = graph.kind(id).is_none_or(|kind| field.is_none_or(|field| field.only.allows(kind)));
        // What such a component cannot have is no open question.
        let verdict = if node.is_none() && !may_say { Verdict::Fails } else { condition.verdict(node) };
        Fact { condition, node, may_say, verdict }
    };
    let facts: Vec<Fact<'c, 'r>> = criterion.when.iter().map(fact).collect();
    let any = |verdict| facts.iter().any(|fact| fact.verdict == verdict);
    let verdict = if any(Verdict::Fails) {
        Verdict::Fails
    } else if any(Verdict::Unknown) {
        Verdict::Unknown
    } else {
        Verdict::Holds
    };
    Step { criterion, facts, verdict }
}

impl Part {
    /// Level it brings to its whole: the higher of what it declares and what its facts make necessary.
    #[must_use]
    pub fn level(&self) -> Option<i64> {
        self.declared.max(self.computed)
    }
}

impl<'c, 'r> Explanation<'c, 'r> {
    /// The criterion to cite for the component's own facts: the highest that holds, of equal levels the first.
    #[must_use]
    pub fn deciding(&self) -> Option<&Step<'c, 'r>> {
        let met = self.steps.iter().filter(|step| step.verdict == Verdict::Holds);
        met.reduce(|best, next| if next.criterion.level > best.criterion.level { next } else { best })
    }

    /// The part with the highest level, of equal levels the first.
    #[must_use]
    pub fn highest_part(&self) -> Option<&Part> {
        let levelled = self.parts.iter().filter(|part| part.level().is_some());
        levelled.reduce(|best, next| if next.level() > best.level() { next } else { best })
    }

    /// The minimum: the highest of what its own facts and its parts make necessary.
    #[must_use]
    pub fn minimum(&self) -> Option<i64> {
        let own = self.deciding().map(|step| step.criterion.level);
        own.max(self.highest_part().and_then(Part::level))
    }

    /// Fields that are not written and could raise the minimum, each once, in the order of the law.
    #[must_use]
    pub fn open_fields(&self) -> Vec<&'c str> {
        let minimum = self.minimum();
        let higher = |step: &&Step<'_, '_>| step.verdict == Verdict::Unknown && Some(step.criterion.level) > minimum;
        let mut open: Vec<&'c str> = Vec::new();
        for fact in self.steps.iter().filter(higher).flat_map(|step| &step.facts) {
            if fact.verdict == Verdict::Unknown && !open.contains(&fact.condition.field.as_str()) {
                open.push(&fact.condition.field);
            }
        }
        open
    }
}

impl Condition {
    /// What a value makes of it; nothing written leaves it open.
    #[must_use]
    pub fn verdict(&self, node: Option<NodeRef<'_>>) -> Verdict {
        match node {
            None => Verdict::Unknown,
            Some(node) if node.is_null() => Verdict::Unknown,
            Some(node) if self.holds(node) => Verdict::Holds,
            Some(_) => Verdict::Fails,
        }
    }

    /// What it asks for, after the name of the field.
    #[must_use]
    pub fn wants(&self) -> Text {
        if let Some(min) = self.min {
            return text!(vi: "từ {min} trở lên", en: "{min} or more");
        }
        if let Some(is) = self.is {
            return text!(vi: "là `{is}`", en: "is `{is}`");
        }
        let list = |or: &str| {
            let quoted: Vec<String> = self.one_of.iter().map(|one| format!("`{one}`")).collect();
            quoted.join(or)
        };
        let (vi, en) = (list(" hoặc "), list(" or "));
        text!(vi: "có {vi}", en: "has {en}")
    }

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
