//! What a rule sees, and how it says what it found.

use jiff::civil::Date;

use crate::diagnostic::{Finding, Subject};
use crate::framework::RuleSetting;
use crate::graph::{Flow, Graph};
use crate::model::{AgencyId, ComponentId};
use crate::source::Place;
use crate::text::Text;
use crate::tree::NodeRef;

/// A rule with its parameters. Each method is called for every active thing of its scope; a rule has one.
pub trait Checker: Send + Sync {
    /// Looks at a component.
    fn component(&self, _context: &mut Context<'_, '_>, _id: ComponentId) {}

    /// Looks at an agency.
    fn agency(&self, _context: &mut Context<'_, '_>, _id: AgencyId) {}

    /// Looks at the whole.
    fn repository(&self, _context: &mut Context<'_, '_>) {}
}

/// What a rule sees.
pub struct Context<'g, 'r> {
    /// The architecture.
    pub graph: &'g Graph<'r>,
    /// The day it is looked at.
    pub day: Date,
    setting: &'g RuleSetting,
    rule: &'static str,
    findings: Vec<Finding>,
}

impl<'g, 'r> Context<'g, 'r> {
    /// The view of one rule.
    #[must_use]
    pub const fn new(graph: &'g Graph<'r>, setting: &'g RuleSetting, rule: &'static str, day: Date) -> Self {
        Self { graph, day, setting, rule, findings: Vec::new() }
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// The value of a field of a component.
    #[must_use]
    pub fn field(&self, id: ComponentId, name: &str) -> Option<NodeRef<'r>> {
        self.graph.repository.field(id, name)
    }

    /// Whether the component is active at the day.
    #[must_use]
    pub fn is_active(&self, id: ComponentId) -> bool {
        self.graph.state(id, self.day).is_active()
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
        Finding::new(self.rule, self.setting.severity_of(case), subject, place, message, help)
    }

    fn keep(&mut self, finding: Finding) -> &mut Finding {
        let index = self.findings.len();
        self.findings.push(finding);
        &mut self.findings[index]
    }
}
