//! What a finding is: plain data that every output reads and none changes.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::framework::Severity;
use crate::source::Place;
use crate::text::Text;

/// Name of a rule: of the program, or of a policy that the repository brings along.
pub type RuleName = Cow<'static, str>;

/// What a finding is about. With the rule and the field it is the finding's identity, so that
/// moving a line or a file makes no new finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A file, by its path from the root.
    File(String),
    /// An agency, by its id.
    Agency(String),
    /// A component, as `agency/component`.
    Component(String),
    /// A connection, by its two ends.
    Connection {
        /// Source, as `agency/component`.
        from: String,
        /// Target, as `agency/component`.
        to: String,
    },
    /// A data entity, by its name.
    Entity(String),
    /// A project or work package of a roadmap, as `agency/project`.
    Project(String),
    /// An entry of `waivers:`, by the rule and what it is about.
    Waiver(String),
}

impl Subject {
    /// One line that names it.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::File(name)
            | Self::Agency(name)
            | Self::Component(name)
            | Self::Entity(name)
            | Self::Project(name)
            | Self::Waiver(name) => name.clone(),
            Self::Connection { from, to } => format!("{from} → {to}"),
        }
    }

    /// The word machine outputs use for the sort of subject.
    #[must_use]
    pub const fn sort(&self) -> &'static str {
        match self {
            Self::File(_) => "file",
            Self::Agency(_) => "agency",
            Self::Component(_) => "component",
            Self::Connection { .. } => "connection",
            Self::Entity(_) => "entity",
            Self::Project(_) => "project",
            Self::Waiver(_) => "waiver",
        }
    }
}

/// Another place that belongs to a finding, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What is there.
    pub says: Text,
}

/// What lets a finding pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExceptionKind {
    /// An entry of `waivers:`.
    Waiver,
    /// A comment beside the line.
    Ignore,
}

/// Why a finding is let pass, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// A waiver or a comment.
    pub kind: ExceptionKind,
    /// Where it stands.
    pub place: Place,
    /// The reason, from the list of the rule; empty where there is none.
    pub reason: String,
    /// The reason in prose.
    pub text: Text,
    /// Number of the document that allows it; empty for a comment.
    pub decision: String,
    /// Who decided; empty for a comment.
    pub approved_by: Text,
    /// Last day it holds; a comment has none.
    pub expires: Option<Date>,
}

/// One place where a rule is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Name of the rule.
    pub rule: RuleName,
    /// How bad it is.
    pub severity: Severity,
    /// What it is about.
    pub subject: Subject,
    /// The field or relation concerned; empty where the subject as a whole is.
    pub field: String,
    /// Agency it is counted under; empty where a file could not be read so far.
    pub agency: String,
    /// Layer it is counted under; empty where none applies.
    pub layer: String,
    /// Where in the files.
    pub place: Place,
    /// What is wrong.
    pub message: Text,
    /// What to do.
    pub help: Text,
    /// Other places.
    pub related: Vec<Related>,
    /// The way the data goes now, one component a step; empty where no path is the reason.
    pub path: Vec<String>,
    /// The way it ought to go.
    pub expected: Vec<String>,
    /// What lets it pass: it is told all the same, and fails no gate.
    pub waived: Option<Box<Waived>>,
}

impl Finding {
    /// A finding with nothing beside what every one has.
    #[must_use]
    pub fn new(
        rule: impl Into<RuleName>,
        severity: Severity,
        subject: Subject,
        place: Place,
        message: Text,
        help: Text,
    ) -> Self {
        Self {
            rule: rule.into(),
            severity,
            subject,
            field: String::new(),
            agency: String::new(),
            layer: String::new(),
            place,
            message,
            help,
            related: Vec::new(),
            path: Vec::new(),
            expected: Vec::new(),
            waived: None,
        }
    }

    /// The finding about one field or relation.
    #[must_use]
    pub fn with_field(mut self, field: impl Into<String>) -> Self {
        self.field = field.into();
        self
    }

    /// The finding with another place.
    #[must_use]
    pub fn with_related(mut self, place: Place, says: Text) -> Self {
        self.related.push(Related { place, says });
        self
    }

    /// Says which field or relation a kept finding is about.
    pub fn about(&mut self, field: &str) -> &mut Self {
        field.clone_into(&mut self.field);
        self
    }

    /// Adds another place to a kept finding.
    pub fn relate(&mut self, place: Place, says: Text) -> &mut Self {
        self.related.push(Related { place, says });
        self
    }

    /// The finding counted under an agency and a layer.
    #[must_use]
    pub fn counted_under(mut self, agency: impl Into<String>, layer: impl Into<String>) -> Self {
        self.agency = agency.into();
        self.layer = layer.into();
        self
    }

    /// What tells this finding from every other: rule, subject and field.
    #[must_use]
    pub fn identity(&self) -> (&str, &Subject, &str) {
        (&self.rule, &self.subject, &self.field)
    }

    /// Order in every output: by place, then rule, then subject, so that no machine differs.
    #[must_use]
    pub fn order(&self) -> (Place, &str, &Subject, &str) {
        (self.place, &self.rule, &self.subject, &self.field)
    }
}
