//! The security level: what is declared, the least that the law makes necessary, and every step to it.

use serde::Serialize;

use crate::check::minimum_level::{Explanation, Part, Verdict};
use crate::framework::DocumentType;
use crate::model::ComponentId;
use crate::site::chrome::Anchor;
use crate::site::fact::{Facts, Value};
use crate::site::words::Piece;
use crate::text::Lang;
use crate::tree::NodeRef;

/// The level of a component.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Level {
    /// What is declared; empty where nothing is.
    pub declared: String,
    /// That it is there for illustration, in a word.
    pub mark: &'static str,
    /// The least level; empty where nothing that is written leads to any.
    pub minimum: String,
    /// What makes it necessary.
    pub because: String,
    /// Where that stands.
    pub clause: String,
    /// `good` or `error`; empty where there is nothing to compare.
    pub class: &'static str,
    /// The comparison in words.
    pub verdict: &'static str,
    /// Names of fields that are not written and might raise it.
    pub open: Vec<String>,
    /// Every criterion of the law.
    pub steps: Vec<Step>,
    /// The parts of a composite.
    pub parts: Vec<PartLevel>,
    /// The clause on composites.
    pub whole: String,
    /// Where that stands.
    pub whole_clause: String,
}

/// A criterion and what came of it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Step {
    pub level: i64,
    pub clause: String,
    pub says: String,
    pub class: &'static str,
    pub verdict: &'static str,
    pub facts: Vec<Asked>,
}

/// A fact that was asked for.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Asked {
    pub name: String,
    pub wants: Vec<Piece>,
    /// What is written; absent where nothing is.
    pub written: Option<Value>,
    /// Why nothing is written.
    pub missing: &'static str,
    pub verdict: &'static str,
}

/// A part and what it brings.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PartLevel {
    pub name: Anchor,
    pub declared: String,
    pub computed: String,
}

/// The level of a component; `None` where it has none to have.
pub(super) fn level(facts: &Facts<'_, '_, '_>, id: ComponentId) -> Option<Level> {
    let (on, lang) = (&facts.page, facts.page.lang);
    let (publication, graph) = (on.site.publication, on.site.publication.graph());
    let declared = graph.repository.field(id, "security_level").and_then(NodeRef::as_i64);
    let levelled = graph.kind(id).is_some_and(|kind| kind.levelled);
    let criteria = on.site.criteria.as_ref().filter(|_| levelled || declared.is_some())?;
    let explanation = criteria.explain(graph, id, publication.day());
    let minimum = explanation.minimum();
    let deciding = explanation.deciding().filter(|step| Some(step.criterion.level) == minimum);
    let (because, clause) = match (deciding, minimum) {
        (Some(step), _) => (step.criterion.says.get(lang), step.criterion.clause.as_str()),
        (None, Some(_)) => (explanation.clause.says.get(lang), explanation.clause.clause.as_str()),
        (None, None) => ("", ""),
    };
    let (class, verdict) = match (declared, minimum) {
        (Some(declared), Some(minimum)) if declared < minimum => {
            ("error", lang.pick("thấp hơn tối thiểu", "below the minimum"))
        }
        (Some(_), Some(_)) => ("good", lang.pick("không thấp hơn tối thiểu", "not below the minimum")),
        _ => ("", ""),
    };
    let number = |level: Option<i64>| level.map_or_else(String::new, |level| level.to_string());
    let part = |part: &Part| PartLevel {
        name: on.component(&graph.component(part.component).key),
        declared: number(part.declared),
        computed: number(part.computed),
    };
    Some(Level {
        declared: number(declared),
        mark: facts.marks.word("security_level", lang),
        minimum: number(minimum),
        because: because.to_owned(),
        clause: clause.to_owned(),
        class,
        verdict,
        open: explanation.open_fields().into_iter().map(|field| named(facts, field)).collect(),
        steps: steps(facts, &explanation),
        parts: explanation.parts.iter().map(part).collect(),
        whole: explanation.clause.says.get(lang).to_owned(),
        whole_clause: explanation.clause.clause.clone(),
    })
}

fn steps(facts: &Facts<'_, '_, '_>, explanation: &Explanation<'_, '_>) -> Vec<Step> {
    let (on, lang) = (&facts.page, facts.page.lang);
    let framework = &on.site.publication.pack().framework;
    let asked = |fact: &crate::check::minimum_level::Fact<'_, '_>| {
        let field = &fact.condition.field;
        let known = framework.field_at(DocumentType::Component, field);
        Asked {
            name: named(facts, field),
            wants: on.words(&wants(facts, fact.condition)),
            written: fact.node.zip(known).map(|(node, known)| facts.value(known, field, node)),
            missing: if fact.may_say {
                lang.pick("chưa ghi", "not written")
            } else {
                lang.pick("loại thành phần này không có", "not for this kind of component")
            },
            verdict: word(fact.verdict, lang),
        }
    };
    let step = |step: &crate::check::minimum_level::Step<'_, '_>| Step {
        level: step.criterion.level,
        clause: step.criterion.clause.clone(),
        says: step.criterion.says.get(lang).to_owned(),
        class: match step.verdict {
            Verdict::Holds => "good",
            Verdict::Fails => "plain",
            Verdict::Unknown => "warning",
        },
        verdict: word(step.verdict, lang),
        facts: step.facts.iter().map(asked).collect(),
    };
    explanation.steps.iter().map(step).collect()
}

/// What a condition asks for, its values by their names.
fn wants(facts: &Facts<'_, '_, '_>, condition: &crate::check::minimum_level::Condition) -> String {
    let lang = facts.page.lang;
    let framework = &facts.page.site.publication.pack().framework;
    let field = framework.field_at(DocumentType::Component, &condition.field);
    if condition.one_of.is_empty() {
        return match condition.is {
            Some(true) => lang.pick("có", "yes").to_owned(),
            Some(false) => lang.pick("không", "no").to_owned(),
            None => condition.wants().get(lang).to_owned(),
        };
    }
    let name = |value: &String| field.map_or(value.as_str(), |field| field.name_of(value, lang)).to_owned();
    condition.one_of.iter().map(name).collect::<Vec<_>>().join(lang.pick(" hoặc ", " or "))
}

fn named(facts: &Facts<'_, '_, '_>, field: &str) -> String {
    let framework = &facts.page.site.publication.pack().framework;
    let known = framework.field_at(DocumentType::Component, field);
    known.map_or(field, |known| known.name.get(facts.page.lang)).to_owned()
}

const fn word(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Holds => lang.pick("đúng", "holds"),
        Verdict::Fails => lang.pick("không", "does not hold"),
        Verdict::Unknown => lang.pick("chưa rõ", "not known"),
    }
}
