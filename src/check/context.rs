//! What a rule sees, and how it says what it found.

use std::rc::Rc;

use jiff::civil::Date;

use super::exceptions::Exceptions;
use crate::diagnostic::{Finding, RuleName, Subject};
use crate::framework::{DocumentType, RuleSetting, Severity};
use crate::graph::{Flow, Graph};
use crate::model::{AgencyId, ComponentId, date};
use crate::source::Place;
use crate::text::Text;
use crate::tree::NodeRef;

/// A rule with its parameters. Each method is called for every active thing of its scope; a rule
/// has the one it needs, and more only where what it asks stands in several places.
pub trait Checker: Send + Sync {
    /// Looks at a component.
    fn component(&self, _context: &mut Context<'_, '_>, _id: ComponentId) {}

    /// Looks at an agency.
    fn agency(&self, _context: &mut Context<'_, '_>, _id: AgencyId) {}

    /// Looks at the whole.
    fn repository(&self, _context: &mut Context<'_, '_>) {}

    /// Looks at the exceptions, after they were laid over what the other scopes found.
    fn exceptions(&self, _context: &mut Context<'_, '_>, _exceptions: &Exceptions<'_>) {}
}

/// The rule whose turn it is.
#[derive(Clone, Copy)]
pub(super) struct Turn<'g> {
    /// Its block in the pack.
    pub setting: &'g RuleSetting,
    /// Its name.
    pub name: &'g RuleName,
    /// The worst its findings may be at the day.
    pub ceiling: Severity,
}

/// What a rule sees.
pub struct Context<'g, 'r> {
    /// The architecture.
    pub graph: &'g Graph<'r>,
    /// The day it is looked at.
    pub day: Date,
    rule: Option<Turn<'g>>,
    /// The flows of the component that was asked about last: several rules ask in turn.
    flows: Option<(ComponentId, Rc<[Flow]>)>,
    findings: Vec<Finding>,
}

impl<'g, 'r> Context<'g, 'r> {
    /// The view of an architecture at a day; no rule's turn yet.
    pub(super) const fn new(graph: &'g Graph<'r>, day: Date) -> Self {
        Self { graph, day, rule: None, flows: None, findings: Vec::new() }
    }

    /// Gives the turn to a rule: what is reported from here on is its finding.
    pub(super) const fn turn_to(&mut self, turn: Turn<'g>) {
        self.rule = Some(turn);
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// The day from which the duty behind the rule holds, where the pack gives one.
    #[must_use]
    pub fn in_force_from(&self) -> Option<Date> {
        self.rule.and_then(|turn| turn.setting.applies.from)
    }

    /// Every flow of data of a component at the day, in the order of the file.
    pub fn flows(&mut self, id: ComponentId) -> Rc<[Flow]> {
        match &self.flows {
            Some((last, flows)) if *last == id => Rc::clone(flows),
            _ => {
                let flows: Rc<[Flow]> = self.graph.flows_of(id, self.day).into();
                self.flows = Some((id, Rc::clone(&flows)));
                flows
            }
        }
    }

    /// The value of a field of a component.
    #[must_use]
    pub fn field(&self, id: ComponentId, name: &str) -> Option<NodeRef<'r>> {
        self.graph.repository.field(id, name)
    }

    /// The value at a dotted path inside a component: `backup.policy`.
    #[must_use]
    pub fn at(&self, id: ComponentId, path: &str) -> Option<NodeRef<'r>> {
        let mut names = path.split('.');
        let first = self.field(id, names.next()?)?;
        names.try_fold(first, NodeRef::get)
    }

    /// Whether a field says something: a value that is neither empty text nor an empty list.
    #[must_use]
    pub fn says(&self, id: ComponentId, path: &str) -> bool {
        self.at(id, path).is_some_and(says_something)
    }

    /// A number of a component.
    #[must_use]
    pub fn number(&self, id: ComponentId, path: &str) -> Option<i64> {
        self.at(id, path).and_then(NodeRef::as_i64)
    }

    /// A flag of a component.
    #[must_use]
    pub fn flag(&self, id: ComponentId, path: &str) -> Option<bool> {
        self.at(id, path).and_then(NodeRef::as_bool)
    }

    /// A day of a component.
    #[must_use]
    pub fn date(&self, id: ComponentId, path: &str) -> Option<Date> {
        self.at(id, path).and_then(date)
    }

    /// Declared security level.
    #[must_use]
    pub fn level(&self, id: ComponentId) -> Option<i64> {
        self.number(id, "security_level")
    }

    /// Whether a list of a component has a word, or a field is it.
    #[must_use]
    pub fn has(&self, id: ComponentId, path: &str, word: &str) -> bool {
        let node = self.at(id, path);
        node.is_some_and(|node| {
            node.as_str() == Some(word) || node.elements().any(|entry| entry.as_str() == Some(word))
        })
    }

    /// Whether more than so many months lie between a day and the day looked at.
    #[must_use]
    pub fn is_older(&self, day: Date, months: i32) -> bool {
        day.checked_add(jiff::Span::new().months(months)).is_ok_and(|end| end < self.day)
    }

    /// Whether a component is of one of some kinds.
    #[must_use]
    pub fn is_one_of(&self, id: ComponentId, kinds: &[String]) -> bool {
        self.graph.kind(id).is_some_and(|kind| kinds.contains(&kind.id))
    }

    /// Whether the component is active at the day.
    #[must_use]
    pub fn is_active(&self, id: ComponentId) -> bool {
        self.graph.state(id, self.day).is_active()
    }

    /// What people call a field of components, and how it is written: “chính sách sao lưu (`backup.policy`)”.
    #[must_use]
    pub fn named(&self, path: &str) -> Text {
        let field = self.graph.pack.framework.field_at(DocumentType::Component, path);
        let (vi, en) = field.map_or((path, path), |field| (field.name.vi.as_str(), field.name.en.as_str()));
        let (vi, en) = (uncapitalised(vi), uncapitalised(en));
        crate::text!(vi: "{vi} (`{path}`)", en: "{en} (`{path}`)")
    }

    /// What people call one value of a field, and how it is written.
    #[must_use]
    pub fn called(&self, path: &str, value: &str) -> Text {
        let field = self.graph.pack.framework.field_at(DocumentType::Component, path);
        let choice = field.and_then(|field| field.values.iter().find(|choice| choice.id == value));
        let (vi, en) = choice.map_or((value, value), |choice| (choice.name.vi.as_str(), choice.name.en.as_str()));
        crate::text!(vi: "{vi} (`{value}`)", en: "{en} (`{value}`)")
    }

    /// Whether a component is of one of the kinds and its topmost agency of one of the levels; where the agency
    /// is not known, which is reported by itself, the kind decides.
    #[must_use]
    pub fn is_judged(&self, id: ComponentId, kinds: &[String], levels: &[String]) -> bool {
        let level = self.graph.root_of(id).map(|root| &self.graph.repository.agency(root).level);
        let of_kind = self.graph.kind(id).is_some_and(|kind| kinds.contains(&kind.id));
        of_kind && level.is_none_or(|level| levels.contains(level))
    }

    /// Key of a component.
    #[must_use]
    pub fn key(&self, id: ComponentId) -> String {
        self.graph.component(id).key.to_string()
    }

    /// Keys of a path.
    #[must_use]
    pub fn keys(&self, path: impl IntoIterator<Item = ComponentId>) -> Vec<String> {
        path.into_iter().map(|id| self.key(id)).collect()
    }

    /// Says that something is wrong with a component; `case` picks the severity in the pack.
    pub fn report(&mut self, id: ComponentId, case: &str, place: Place, message: Text, help: Text) -> &mut Finding {
        let component = self.graph.component(id);
        let layer = self.graph.pack.framework.layer(component.layer).id.clone();
        let subject = Subject::Component(component.key.to_string());
        let finding = self.finding(subject, case, place, message, help);
        self.keep(finding.counted_under(component.agency(), layer))
    }

    /// Says that something is wrong with the way data goes.
    pub fn report_flow(&mut self, flow: &Flow, case: &str, place: Place, message: Text, help: Text) -> &mut Finding {
        let source = self.graph.component(flow.from);
        let layer = self.graph.pack.framework.layer(source.layer).id.clone();
        let subject = Subject::Connection { from: source.key.to_string(), to: self.key(flow.to) };
        let finding = self.finding(subject, case, place, message, help);
        self.keep(finding.counted_under(source.agency(), layer).with_field(flow.field.clone()))
    }

    /// Says that something is wrong with an agency.
    pub fn report_agency(&mut self, id: AgencyId, case: &str, place: Place, message: Text, help: Text) -> &mut Finding {
        let agency = self.graph.repository.agency(id).id.clone();
        let finding = self.finding(Subject::Agency(agency.clone()), case, place, message, help);
        self.keep(finding.counted_under(agency, ""))
    }

    fn finding(&self, subject: Subject, case: &str, place: Place, message: Text, help: Text) -> Finding {
        let (severity, rule) = self.rule.map_or((Severity::Error, RuleName::default()), |turn| {
            (turn.setting.severity_of(case).min(turn.ceiling), turn.name.clone())
        });
        Finding::new(rule, severity, subject, place, message, help)
    }

    /// Says that something is wrong with whatever is neither a component, a flow nor an agency, such as a
    /// project or a waiver; counted under an agency where one is named.
    pub fn report_on(
        &mut self,
        (subject, agency): (Subject, &str),
        case: &str,
        place: Place,
        message: Text,
        help: Text,
    ) -> &mut Finding {
        let finding = self.finding(subject, case, place, message, help);
        self.keep(finding.counted_under(agency, ""))
    }

    /// Adds a finding of another rule than the one whose turn it is.
    pub(super) fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    fn keep(&mut self, finding: Finding) -> &mut Finding {
        let index = self.findings.len();
        self.findings.push(finding);
        &mut self.findings[index]
    }
}

/// Whether a value is more than nothing: no null, no empty text, no empty list or mapping.
#[must_use]
pub fn says_something(node: NodeRef<'_>) -> bool {
    let blank = node.as_str().is_some_and(|text| text.trim().is_empty());
    let hollow = (node.is_seq() && node.elements().len() == 0) || (node.is_map() && node.members().len() == 0);
    !(node.is_null() || blank || hollow)
}

/// A name inside a sentence: its first letter small, unless it is an abbreviation.
fn uncapitalised(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.to_owned(),
    }
}
