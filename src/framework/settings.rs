//! `rules/*.yaml`: what the framework asks of each rule; the Rust of a rule says only how to look.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::facts::{Confidence, Validity};
use crate::text::Text;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Advice or a measurement.
    Info,
    /// Likely a breach; a person must look.
    Warning,
    /// Breaks a legal duty, or makes the model meaningless.
    Error,
}

/// One file of `rules/`, or the rules of all of them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// One block for each rule.
    pub rules: Vec<RuleSetting>,
}

/// What the framework asks of one rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSetting {
    /// Name of the rule: `point-to-point-connection`.
    pub rule: String,
    /// Id in the framework sheet: `CON-001`.
    pub tag: String,
    /// Title, a few words.
    pub title: Text,
    /// Severity where nothing lessens it.
    pub severity: Severity,
    /// Severities of the cases the rule tells apart, by the rule's own names of them.
    #[serde(default)]
    pub cases: Vec<Case>,
    /// What it stands on.
    pub basis: Vec<Basis>,
    /// When it applies; always, when absent.
    #[serde(default)]
    pub applies: Validity,
    /// Figures and lists the rule reads.
    #[serde(default)]
    pub parameters: Parameters,
    /// Reasons that a waiver may give; empty means any.
    #[serde(default)]
    pub waiver_reasons: Vec<String>,
    /// Why no waiver may lift it, where the law allows none; absent where one may.
    #[serde(default)]
    pub no_waiver: Option<NoWaiver>,
    /// File of the pack it was read from; of a policy, the file of the repository.
    #[serde(skip)]
    pub file: String,
    /// What takes the place of the page, where the rule is a policy that the repository brings along.
    #[serde(skip)]
    pub policy: Option<Policy>,
}

/// The words of a rule that no pack has: a repository wrote it for itself.
#[derive(Debug, Clone)]
pub struct Policy {
    /// The page, as Markdown.
    pub page: Text,
    /// Why it matters, shown with each finding; empty where the policy does not say.
    pub why: Text,
}

/// Why a rule cannot be waived.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoWaiver {
    /// Said to whoever tries.
    pub because: Text,
    /// How surely the law allows none.
    pub confidence: Confidence,
}

/// The severity of one case of a rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Name of the case.
    pub case: String,
    /// Its severity.
    pub severity: Severity,
}

/// An article a rule stands on, or a choice of the tool.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Key of a document in `legal.yaml`; absent when the basis is a source or a choice of ours.
    pub document: Option<String>,
    /// Articles of that document.
    #[serde(default)]
    pub articles: Vec<String>,
    /// Key of a source in `legal.yaml`, where no legal document was seen.
    pub source: Option<String>,
    /// What the basis says, or why we chose so.
    pub note: Option<Text>,
    /// How surely.
    pub confidence: Confidence,
}

/// Parameters of a rule, read into the rule's own type when the pack is loaded.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Parameters(pub serde_json::Map<String, Value>);

impl Parameters {
    /// The parameters as a rule's own type.
    ///
    /// # Errors
    /// What does not fit, in the words of serde.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_value(Value::Object(self.0.clone()))
    }
}

impl RuleSetting {
    /// Severity of a case; of the rule where the pack says nothing of the case.
    #[must_use]
    pub fn severity_of(&self, case: &str) -> Severity {
        self.cases.iter().find(|entry| entry.case == case).map_or(self.severity, |entry| entry.severity)
    }
}

/// A regular expression among the parameters: compiled when the pack is read, in linear time ever after.
#[derive(Debug, Clone)]
pub struct Pattern(regex::Regex);

impl Pattern {
    /// Whether the text has the form.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let source = String::deserialize(deserializer)?;
        regex::Regex::new(&source).map(Self).map_err(serde::de::Error::custom)
    }
}
