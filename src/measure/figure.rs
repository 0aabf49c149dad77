//! What a figure is: plain data with the members behind it.

use jiff::civil::Date;

use crate::framework::{Op, Severity};
use crate::graph::Graph;
use crate::model::{AgencyId, ComponentId};
use crate::text::Text;

/// What a figure is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everything the repository describes.
    Whole,
    /// One agency with the units under it.
    Agency(AgencyId),
}

/// Which part of a report a figure stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The layers.
    Layer,
    /// The reference models.
    Model,
    /// Duties and anti-patterns, R01 on.
    Duty,
    /// Targets, T01 on.
    Target,
}

/// What a figure says. There is nothing between these, and no sum of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Something was looked at and nothing speaks against it; of an anti-pattern, it was not found.
    Met,
    /// Something speaks against it.
    NotMet,
    /// Something is there to look at, but facts are missing, or no rule of it is in force at the day.
    NotEnoughInformation,
    /// Nothing that it is about is there, or it is not due at the day.
    NotApplicable,
    /// It cannot be computed from an architecture.
    Manual,
}

impl Verdict {
    /// Every verdict, in the order of a legend.
    pub const ALL: [Self; 5] = [Self::Met, Self::NotMet, Self::NotEnoughInformation, Self::NotApplicable, Self::Manual];
}

/// A component or an agency behind a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Member {
    /// An agency, with the units under it.
    Agency(AgencyId),
    /// A component.
    Component(ComponentId),
}

impl Member {
    /// The key people read: `agency`, or `agency/component`.
    #[must_use]
    pub fn key<'g>(self, graph: &'g Graph<'_>) -> &'g str {
        match self {
            Self::Agency(id) => &graph.repository.agency(id).id,
            Self::Component(id) => &graph.component(id).key,
        }
    }
}

/// What a figure is compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// How.
    pub op: Op,
    /// Value; a share is between 0 and 1.
    pub value: f64,
    /// `share`, `count` or `done`.
    pub unit: String,
    /// By or at this day.
    pub date: Date,
    /// To be reached; otherwise it was reported.
    pub promised: bool,
}

/// A finding behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// Name of the rule.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// What it is about.
    pub subject: String,
    /// A waiver lifts it, so that it is told and does not count.
    pub waived: bool,
}

/// One figure of one scope.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// `layer/data`, `model/arm`, `R12`, `T05`, `T21/province`.
    pub id: String,
    /// Part of the report.
    pub group: Group,
    /// What it measures.
    pub name: Text,
    /// What it is of.
    pub scope: Scope,
    /// What it says.
    pub verdict: Verdict,
    /// Why.
    pub why: Text,
    /// What it is compared with, where it is.
    pub asked: Option<Asked>,
    /// Rules that serve it.
    pub rules: Vec<String>,
    /// Metric that serves it.
    pub metric: Option<String>,
    /// The figure counts; otherwise nothing was counted.
    pub counted: bool,
    /// Members that meet what is asked.
    pub met: Vec<Member>,
    /// Members that do not.
    pub not_met: Vec<Member>,
    /// Members of which it is not known.
    pub not_known: Vec<Member>,
    /// Findings behind it, in the order of a check.
    pub findings: Vec<Behind>,
}

impl Figure {
    /// A figure that has counted nothing yet.
    pub(super) fn new(id: impl Into<String>, group: Group, name: &Text, scope: Scope) -> Self {
        Self {
            id: id.into(),
            group,
            name: name.clone(),
            scope,
            verdict: Verdict::NotApplicable,
            why: Text::default(),
            asked: None,
            rules: Vec::new(),
            metric: None,
            counted: false,
            met: Vec::new(),
            not_met: Vec::new(),
            not_known: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// The figure with what it says.
    pub(super) fn says(mut self, verdict: Verdict, why: Text) -> Self {
        self.verdict = verdict;
        self.why = why;
        self
    }

    /// How many members it is of.
    #[must_use]
    pub const fn of(&self) -> usize {
        self.met.len() + self.not_met.len() + self.not_known.len()
    }
}

/// Where a code of a reference model comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeClass {
    /// In the pack's table, with the form of an official code.
    Official,
    /// In the pack's table, of our own.
    Own,
    /// Not in the pack's table, which may lack it.
    Unknown,
}

/// A code that components carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeUse {
    /// What it is counted in.
    pub scope: Scope,
    /// Id of the model.
    pub model: String,
    /// The code.
    pub code: String,
    /// Where it comes from.
    pub class: CodeClass,
    /// Components that carry it, in order.
    pub components: Vec<ComponentId>,
}

/// Everything that was measured.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coverage {
    /// The day it was measured at.
    pub as_of: Date,
    /// Scopes, the whole first.
    pub scopes: Vec<Scope>,
    /// Agencies at the top with nothing to measure at the day.
    pub silent: Vec<AgencyId>,
    /// Figures, scope by scope.
    pub figures: Vec<Figure>,
    /// Codes of the reference models in use, scope by scope.
    pub codes: Vec<CodeUse>,
}

impl Coverage {
    /// The figures of a scope, in order.
    pub fn of(&self, scope: Scope) -> impl Iterator<Item = &Figure> {
        self.figures.iter().filter(move |figure| figure.scope == scope)
    }

    /// The figure of an id in the scopes of single agencies, in order.
    pub fn by_agency<'c>(&'c self, id: &'c str) -> impl Iterator<Item = (AgencyId, &'c Figure)> {
        self.figures.iter().filter(move |figure| figure.id == id).filter_map(|figure| match figure.scope {
            Scope::Agency(agency) => Some((agency, figure)),
            Scope::Whole => None,
        })
    }
}
