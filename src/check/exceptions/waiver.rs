//! An entry of `waivers:` as the checks see it.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::Flaw;
use crate::diagnostic::{ExceptionKind, Waived};
use crate::framework::{DocumentType, RuleSetting};
use crate::graph::Graph;
use crate::load::fault;
use crate::model::{date, words};
use crate::source::{FileId, Place};
use crate::text::{Lang, Text, spelling};
use crate::tree::NodeRef;

/// One waiver.
#[derive(Debug)]
pub struct Waiver<'r> {
    /// Rule and subject: what tells it from every other.
    pub label: String,
    /// Agency it is counted under; empty where none is named.
    pub agency: String,
    /// The rule as written.
    pub written: &'r str,
    /// The rule's block; `None` for a fault of loading and for a name that means nothing.
    pub setting: Option<&'r RuleSetting>,
    /// What it is for.
    pub named: Named<'r>,
    /// What keeps it from waiving anything.
    pub flaws: Vec<Flaw>,
    /// The day it was decided, where that is after the day looked at.
    pub not_yet: Option<Date>,
    /// How many findings it lets pass.
    pub covers: usize,
    /// The waiver that lets pass already what this one is for.
    pub covered_by: Option<Place>,
    node: NodeRef<'r>,
    file: FileId,
}

/// What a waiver is for; every part that is written must fit.
#[derive(Debug, Default)]
pub struct Named<'r> {
    /// Key of the component; of a connection, its source.
    pub component: Option<String>,
    /// Key of the connection's target.
    pub to: Option<String>,
    /// Id of the agency.
    pub agency: Option<&'r str>,
    /// Data entity, in the spelling of comparisons.
    pub entity: Option<String>,
    /// Project or work package.
    pub project: Option<&'r str>,
    /// Field or relation.
    pub field: Option<&'r str>,
    /// A reference leads nowhere, which is reported as such.
    pub dangling: bool,
}

impl<'r> Waiver<'r> {
    /// Name of the rule it means; as written where it means none.
    #[must_use]
    pub fn rule(&self) -> &'r str {
        self.setting.map_or(self.written, |setting| setting.rule.as_str())
    }

    /// A field of the entry.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<NodeRef<'r>> {
        self.node.get(name)
    }

    /// A day of the entry.
    #[must_use]
    pub fn day(&self, name: &str) -> Option<Date> {
        self.field(name).and_then(date)
    }

    /// Where the value of a field stands; the rule's name where the field is absent.
    #[must_use]
    pub fn place(&self, name: &str) -> Place {
        let value = self.field(name).or_else(|| self.field("rule")).unwrap_or(self.node);
        Place { file: self.file, span: value.first_line() }
    }

    /// Whether it waives what it is for.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.flaws.is_empty() && self.not_yet.is_none()
    }

    /// Whether it names no rule that could be waived: what else is wrong with it does not matter then.
    #[must_use]
    pub fn is_void(&self) -> bool {
        self.flaws.iter().any(|flaw| matches!(flaw, Flaw::Forbidden { .. } | Flaw::UnknownRule { .. }))
    }

    /// What it puts on a finding.
    #[must_use]
    pub fn mark(&self) -> Waived {
        let scalar = |name| self.field(name).and_then(NodeRef::as_scalar).unwrap_or_default().trim().to_owned();
        let both = |name| {
            let half = |lang| self.field(name).and_then(|node| words(node, lang)).unwrap_or_default().trim();
            Text::new(half(Lang::Vi), half(Lang::En))
        };
        Waived {
            kind: ExceptionKind::Waiver,
            place: self.place("rule"),
            reason: scalar("reason"),
            text: both("explanation"),
            decision: scalar("decision"),
            approved_by: both("approved_by"),
            expires: self.day("expires"),
        }
    }
}

/// Every waiver of a repository, in the order of files. An entry that names no rule is reported by loading.
pub(super) fn read<'r>(graph: &Graph<'r>) -> Vec<Waiver<'r>> {
    let repository = graph.repository;
    let mut waivers = Vec::new();
    let mut labels: FxHashMap<String, usize> = FxHashMap::default();
    for document in repository.documents_of(DocumentType::Waivers) {
        let entries = repository.top(document).get("waivers");
        for node in entries.into_iter().flat_map(NodeRef::elements) {
            let Some(written) = node.get("rule").and_then(NodeRef::as_scalar).map(str::trim) else { continue };
            if written.is_empty() {
                continue;
            }
            let mut waiver = one(graph, node, document.file, written);
            let count = labels.entry(waiver.label.clone()).or_default();
            *count += 1;
            if *count > 1 {
                waiver.label = format!("{} #{count}", waiver.label);
            }
            waivers.push(waiver);
        }
    }
    waivers
}

fn one<'r>(graph: &Graph<'r>, node: NodeRef<'r>, file: FileId, written: &'r str) -> Waiver<'r> {
    // The name of a fault of loading is never a tag of the pack.
    let setting = if fault(written).is_some() { None } else { graph.pack.rule_or_tag(written) };
    let scalar = |name| node.get(name).and_then(NodeRef::as_scalar).map(str::trim).filter(|text| !text.is_empty());
    let key = |name| {
        let written = scalar(name)?;
        let found = node.get(name).and_then(|node| graph.refer("", node));
        Some(found.map_or_else(|| written.to_owned(), |id| graph.component(id).key.to_string()))
    };
    let leads_nowhere =
        |name| scalar(name).is_some() && node.get(name).and_then(|node| graph.refer("", node)).is_none();
    let agency = scalar("agency");
    let named = Named {
        component: key("component"),
        to: key("to"),
        agency,
        entity: scalar("entity").map(spelling),
        project: scalar("project"),
        field: scalar("field"),
        dangling: leads_nowhere("component")
            || leads_nowhere("to")
            || agency.is_some_and(|id| graph.find_agency(id).is_none()),
    };
    let owner = named.component.as_deref().or(named.project).and_then(|key| key.split_once('/'));
    let agency = owner.map_or_else(|| named.agency.unwrap_or_default(), |(agency, _)| agency).to_owned();
    let rule = setting.map_or(written, |setting| setting.rule.as_str());
    let label = label(rule, &named);
    Waiver {
        label,
        agency,
        written,
        setting,
        named,
        flaws: Vec::new(),
        not_yet: None,
        covers: 0,
        covered_by: None,
        node,
        file,
    }
}

fn label(rule: &str, named: &Named<'_>) -> String {
    let component = match (&named.component, &named.to) {
        (Some(from), Some(to)) => Some(format!("{from} → {to}")),
        (Some(one), None) => Some(one.clone()),
        (None, Some(to)) => Some(format!("→ {to}")),
        (None, None) => None,
    };
    let others = [named.agency, named.project, named.entity.as_deref(), named.field];
    let parts = component.as_deref().into_iter().chain(others.into_iter().flatten());
    std::iter::once(rule).chain(parts).collect::<Vec<_>>().join(" ")
}
