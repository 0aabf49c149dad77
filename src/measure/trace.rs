//! The law read both ways: which rules check an article and what they touch, and which articles nothing checks.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::duties::concerned;
use super::evidence::{Evidence, Ground};
use super::figure::{Member, Scope};
use crate::framework::{Article, DocumentType, Duty, LegalDocument, Pack, RuleSetting};
use crate::graph::Graph;
use crate::model::ComponentId;
use crate::tree::NodeRef;

/// The law of a framework, with what an architecture says to it where there is one.
#[derive(Debug)]
pub struct Trace<'t> {
    /// The day it was looked at.
    pub as_of: Date,
    /// Whether an architecture was looked at.
    pub with_architecture: bool,
    /// Documents, oldest first.
    pub documents: Vec<DocumentTrace<'t>>,
    /// What each rule looks at, in the order of the pack.
    pub rules: Vec<RuleReach<'t>>,
}

/// A document.
#[derive(Debug)]
pub struct DocumentTrace<'t> {
    /// The document.
    pub document: &'t LegalDocument,
    /// What of the architecture cites it, whatever the article.
    pub cited_by: Vec<String>,
    /// Its articles that the pack holds.
    pub articles: Vec<ArticleTrace<'t>>,
}

/// An article, or the document as a whole.
#[derive(Debug)]
pub struct ArticleTrace<'t> {
    /// The article.
    pub article: &'t Article,
    /// Rules that name it, in their basis or their parameters.
    pub rules: Vec<&'t RuleSetting>,
    /// Subjects of the findings of these rules.
    pub found: Vec<String>,
    /// What of the architecture cites the article itself.
    pub cited_by: Vec<String>,
    /// What these rules look at, in order.
    pub touches: Vec<Member>,
}

/// How it is known what a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReachBy {
    /// Its parameters name kinds of component.
    Kinds,
    /// The duties that it serves say what they are about.
    Duties,
    /// Neither does: it looks at every component.
    All,
}

/// What a rule looks at.
#[derive(Debug)]
pub struct RuleReach<'t> {
    /// The rule.
    pub setting: &'t RuleSetting,
    /// How it is known what it looks at.
    pub by: ReachBy,
    /// Kinds that its parameters name.
    pub kinds: Vec<&'t str>,
    /// What it looks at at the day, in order: components, or agencies as a whole.
    pub members: Vec<Member>,
    /// Subjects of its findings.
    pub found: Vec<String>,
}

impl Trace<'_> {
    /// The articles that no rule checks, with their documents.
    pub fn unchecked(&self) -> impl Iterator<Item = (&LegalDocument, &ArticleTrace<'_>)> {
        let articles = self.documents.iter().flat_map(|entry| entry.articles.iter().map(|at| (entry.document, at)));
        articles.filter(|(_, article)| article.rules.is_empty())
    }
}

/// Reads the law of a pack both ways at a day.
#[must_use]
pub fn trace<'t>(pack: &'t Pack, evidence: Option<&Evidence<'_>>, day: Date) -> Trace<'t> {
    let ground = evidence.map(|evidence| evidence.ground(Scope::Whole));
    let rules: Vec<RuleReach<'t>> =
        pack.rules.rules.iter().map(|setting| reach(pack, setting, ground.as_ref())).collect();
    let cited = evidence.map(|evidence| citations(pack, evidence.graph)).unwrap_or_default();
    let by = |document: &str, article: &str| {
        cited.get(&(document.to_owned(), article.to_owned())).cloned().unwrap_or_default()
    };
    let documents = pack.law.documents.iter().map(|document| DocumentTrace {
        document,
        cited_by: by(&document.id, ""),
        articles: document
            .articles
            .iter()
            .map(|article| {
                let reaches: Vec<&RuleReach<'t>> =
                    rules.iter().filter(|reach| reach.setting.cites(&document.id, Some(&article.id))).collect();
                ArticleTrace {
                    article,
                    rules: reaches.iter().map(|reach| reach.setting).collect(),
                    found: sorted(reaches.iter().flat_map(|reach| reach.found.clone())),
                    cited_by: by(&document.id, &article.id),
                    touches: sorted(reaches.iter().flat_map(|reach| reach.members.clone())),
                }
            })
            .collect(),
    });
    let documents = documents.collect();
    Trace { as_of: day, with_architecture: evidence.is_some(), documents, rules }
}

fn sorted<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn reach<'t>(pack: &'t Pack, setting: &'t RuleSetting, ground: Option<&Ground<'_>>) -> RuleReach<'t> {
    let kinds = setting.kinds();
    let duties: Vec<&Duty> = pack.duties.duties.iter().filter(|duty| duty.rules.contains(&setting.rule)).collect();
    let by = match (kinds.is_empty(), duties.is_empty()) {
        (false, _) => ReachBy::Kinds,
        (true, false) => ReachBy::Duties,
        (true, true) => ReachBy::All,
    };
    let (mut members, mut found) = (Vec::new(), Vec::new());
    if let Some(ground) = ground {
        let graph = ground.graph();
        let of_kind = |id: &ComponentId| graph.kind(*id).is_some_and(|kind| kinds.contains(&kind.id.as_str()));
        let components = ground.components.iter().copied();
        members = match by {
            ReachBy::Kinds => components.filter(of_kind).map(Member::Component).collect(),
            ReachBy::Duties => sorted(duties.iter().flat_map(|duty| concerned(ground, &duty.concerns))),
            ReachBy::All => components.map(Member::Component).collect(),
        };
        found = sorted(ground.findings_of(&setting.rule).iter().map(|finding| finding.subject.label()));
    }
    RuleReach { setting, by, kinds, members, found }
}

/// Who cites what: by document and article, the article empty where the document as a whole is cited.
fn citations(pack: &Pack, graph: &Graph<'_>) -> BTreeMap<(String, String), Vec<String>> {
    let mut cited: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    let mut add = |who: &str, list: Option<NodeRef<'_>>| {
        for written in list.into_iter().flat_map(NodeRef::elements).filter_map(NodeRef::as_str) {
            let Some((document, article)) = pack.cited(written) else { continue };
            let key = (document.id.clone(), article.unwrap_or_default().to_owned());
            let subjects = cited.entry(key).or_default();
            if subjects.iter().all(|subject| subject != who) {
                subjects.push(who.to_owned());
            }
        }
    };
    let repository = graph.repository;
    for id in repository.agency_ids() {
        let architecture = repository.agency_field(id, "architecture");
        add(&repository.agency(id).id, architecture.and_then(|node| node.get("legal_basis")));
    }
    for id in repository.component_ids() {
        add(&repository.component(id).key, repository.field(id, "legal_basis"));
    }
    for statement in &repository.connections {
        let entry = repository.node(statement.from, statement.node);
        add(&repository.component(statement.from).key, entry.get("legal_basis"));
    }
    for document in repository.documents_of(DocumentType::Roadmap) {
        for project in repository.top(document).get("projects").into_iter().flat_map(NodeRef::elements) {
            let id = project.get("id").and_then(NodeRef::as_scalar).unwrap_or_default();
            add(&format!("{}/{id}", document.agency), project.get("legal_basis"));
        }
    }
    cited
}
