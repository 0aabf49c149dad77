//! `duties.yaml` and `metrics.yaml`: what a report of coverage answers for, and how a figure is counted.

use serde::Deserialize;

use super::facts::Confidence;
use crate::text::Text;

/// `duties.yaml`: what agencies owe, and the anti-patterns they are warned of.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duties {
    /// Duties, in the order of the framework sheet.
    pub duties: Vec<Duty>,
}

/// A duty, a principle or an anti-pattern that a source states.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// `R01`.
    pub id: String,
    /// What it asks or warns of, in our words.
    pub title: Text,
    /// What sort of statement it is.
    pub kind: DutyKind,
    /// Sources that state it, keys of `sources` in `legal.yaml`.
    pub sources: Vec<String>,
    /// How surely it is known.
    pub confidence: Confidence,
    /// Rules that judge it; empty where a metric does, or nothing in the model can.
    #[serde(default)]
    pub rules: Vec<String>,
    /// What those rules look at; whoever has none of it is not concerned.
    #[serde(default)]
    pub concerns: Concerns,
    /// Metric that judges it, where no rule does.
    pub metric: Option<String>,
    /// Why it cannot be computed from the model; absent where it can.
    pub manual: Option<Text>,
    /// What of it the rules or the metric cannot see.
    pub remark: Option<Text>,
}

/// What sort of statement a duty is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DutyKind {
    /// Something to be done.
    Duty,
    /// A principle to keep to.
    Principle,
    /// A way of building that a source warns of.
    AntiPattern,
    /// A way that a source commends.
    GoodPractice,
    /// Something that is left out of the digital targets.
    Exclusion,
    /// Something that a source says is lacking.
    Shortcoming,
    /// A circumstance that explains the rest.
    Context,
}

impl DutyKind {
    /// In words.
    #[must_use]
    pub fn name(self) -> Text {
        match self {
            Self::Duty => Text::new("nghĩa vụ", "duty"),
            Self::Principle => Text::new("nguyên tắc", "principle"),
            Self::AntiPattern => Text::new("lối làm cần tránh", "anti-pattern"),
            Self::GoodPractice => Text::new("cách làm tốt", "good practice"),
            Self::Exclusion => Text::new("phần loại trừ", "exclusion"),
            Self::Shortcoming => Text::new("hạn chế", "shortcoming"),
            Self::Context => Text::new("bối cảnh", "context"),
        }
    }
}

/// Which parts of an architecture a duty is about.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concerns {
    /// Components, or agencies as a whole.
    #[serde(default)]
    pub counts: Counted,
    /// Layers of the components; empty with empty `kinds` means all.
    #[serde(default)]
    pub layers: Vec<String>,
    /// Kinds of the components, beside those layers.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Levels of the agencies; empty means all.
    #[serde(default)]
    pub levels: Vec<String>,
    /// Only components that send or receive data.
    #[serde(default)]
    pub connected: bool,
    /// Only components that declare this.
    pub declares: Option<Declared>,
}

/// A word that a component declares: the value of a field, or one of its list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declared {
    /// Field of the component.
    pub field: String,
    /// The word.
    pub value: String,
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counted {
    /// Components.
    #[default]
    Components,
    /// Ministries, provinces and other agencies at the top, each with the units under it.
    Agencies,
}

/// `metrics.yaml`: figures that can be counted from an architecture.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    /// Metrics, by name.
    pub metrics: Vec<Metric>,
}

/// How one figure is counted: which components or agencies, and what those must have that count as reached.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// Name: `level4-service-share`.
    pub id: String,
    /// What is measured.
    pub name: Text,
    /// How, in a sentence.
    pub how: Text,
    /// Components or agencies.
    pub counts: Counted,
    /// Kinds of the components counted; empty means all.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Levels of the agencies counted; empty means all.
    #[serde(default)]
    pub levels: Vec<String>,
    /// Only components that are this entry of the national catalogue.
    pub catalogue: Option<String>,
    /// Only the agency that has this entry of the national catalogue.
    pub keeper_of: Option<String>,
    /// What must hold, all of it.
    #[serde(default)]
    pub has: Vec<Condition>,
}

/// Something that a component, or one of an agency's components, must have.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Kinds of the component; empty means any.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// A number it declares, at least so large.
    pub at_least: Option<AtLeast>,
    /// An entry of the national catalogue that it is linked with.
    pub linked_with: Option<String>,
    /// The agency that has this entry itself counts as linked with it.
    #[serde(default)]
    pub itself: bool,
    /// An agency that describes no component of these kinds is not known, rather than lacking.
    #[serde(default)]
    pub unknown_when_absent: bool,
}

/// A number that a component declares.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtLeast {
    /// Field of the component.
    pub field: String,
    /// Smallest number that counts.
    pub value: i64,
}
