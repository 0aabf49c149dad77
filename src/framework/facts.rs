//! What the pack knows of the law: documents, codes, national components, targets, and how it knows.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// How surely a fact is known. Everything but the first is said to people as unverified in words of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Read in the document itself or in a seed article.
    Seen,
    /// Read in a text that reports on the document.
    #[serde(rename = "seen-2")]
    SeenSecondHand,
    /// Read in a draft; the final text may differ.
    Draft,
    /// Concluded from facts that were seen.
    Infer,
    /// Background knowledge, not seen: never a fact.
    Recall,
    /// Ours: a choice of this tool, not of the law.
    Own,
}

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// How surely.
    pub confidence: Confidence,
    /// A key of `sources` in `legal.yaml`; may be absent for `recall` and `own` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Where in the source, or the reasoning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A span of days; an open end is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Validity {
    /// First day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

impl Validity {
    /// Whether the day lies in the span.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// `legal.yaml`: the documents the rules stand on, and the sources they were read in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Where facts were read.
    pub sources: Vec<Source>,
    /// Legal documents, oldest first.
    pub documents: Vec<LegalDocument>,
}

/// A text facts were read in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Key.
    pub id: String,
    /// What it is.
    pub title: Text,
}

/// A legal document.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalDocument {
    /// Key: `nd-47-2020`.
    pub id: String,
    /// Number as printed: `47/2020/NĐ-CP`.
    pub number: String,
    /// Short form people cite: `NĐ 47/2020/NĐ-CP`.
    pub label: String,
    /// What it is about.
    pub title: Text,
    /// Who issued it.
    pub issuer: Text,
    /// Date of signing, where known.
    pub signed: Option<Date>,
    /// When it was in force.
    pub in_force: Validity,
    /// What ended it, a key of this table or a printed number.
    pub ended_by: Option<String>,
    /// How we know of the document and its dates.
    pub provenance: Provenance,
    /// The articles rules stand on.
    #[serde(default)]
    pub articles: Vec<Article>,
}

/// An article, or the part of one that matters.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// As cited after "Điều": `46`, `5.1a`; `-` for the document as a whole.
    pub id: String,
    /// What it asks, in our words.
    pub says: Text,
    /// How we know.
    pub provenance: Provenance,
}

/// A reference model: `reference-models/<id>.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceModel {
    /// `brm`, `drm`, `arm`, `trm` or `srm`.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Every official code is here, so that an unknown one is an error.
    pub complete: bool,
    /// Layers whose components are expected to carry a code of it.
    pub layers: Vec<String>,
    /// How we know of the model.
    pub provenance: Provenance,
    /// Its nodes, parents before children.
    pub nodes: Vec<Node>,
}

/// A node of a reference model.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// Code: official (`DRM001.001`) or our own (`X-ARM.CHANNEL`).
    pub code: String,
    /// Name; absent where only the code was seen.
    pub name: Option<Text>,
    /// Code of the node above.
    pub parent: Option<String>,
    /// How we know.
    pub provenance: Provenance,
}

/// `catalogue.yaml`: the components of national scale.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Which entries play the parts that the connection and security rules speak of.
    pub roles: Roles,
    /// Entries.
    pub components: Vec<CatalogueEntry>,
}

/// The entries of the catalogue that rules ask for by their part, each a key of `components`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    /// The national platform that agencies exchange data through: `ngsp`.
    pub national_platform: String,
    /// The platform of one ministry or province: `lgsp`.
    pub agency_platform: String,
    /// The axis that documents travel on: `tltvb`.
    pub document_axis: String,
    /// The dedicated network that carries what agencies exchange: `tslcd`.
    pub dedicated_network: String,
    /// The national monitoring system: `gsqg`.
    pub national_monitoring: String,
}

/// A component of national scale that agencies refer to by `catalogue:`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueEntry {
    /// Key: `ngsp`.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Other names it goes by: `ndxp`.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Kind of component.
    pub kind: String,
    /// Who is in charge of it.
    pub owner: Option<Text>,
    /// There is one of it in the nation (false for LGSP: one in each agency).
    pub single: bool,
    /// Data entities it is the authoritative source of.
    #[serde(default)]
    pub authoritative_for: Vec<String>,
    /// How we know.
    pub provenance: Provenance,
}

/// `agency-codes.yaml`: identifier codes of level 1.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codes {
    /// How we know the table.
    pub provenance: Provenance,
    /// Every code is here.
    pub complete: bool,
    /// Codes.
    pub codes: Vec<AgencyCode>,
}

/// One identifier code.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyCode {
    /// `G18`.
    pub code: String,
    /// Whose; absent where only the number was seen.
    pub name: Option<String>,
    /// Deleted by a later decision.
    #[serde(default)]
    pub deleted: bool,
}

/// `targets.yaml`: what was promised, in figures.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Targets {
    /// Targets.
    pub targets: Vec<Target>,
}

/// A measurable target or a result that was reported.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// `T01`.
    pub id: String,
    /// What is measured.
    pub name: Text,
    /// Metric that computes it, a key of `metrics.yaml`; absent where `manual` says why none can.
    pub metric: Option<String>,
    /// Why it cannot be computed from an architecture; absent where it can.
    pub manual: Option<Text>,
    /// A promise, or a figure that was reported.
    pub kind: TargetKind,
    /// Values, each at its date.
    pub values: Vec<TargetValue>,
    /// What is odd about it, said plainly.
    pub remark: Option<Text>,
    /// How we know.
    pub provenance: Provenance,
}

/// What sort of figure a target is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TargetKind {
    /// To be reached.
    Promise,
    /// Was reported.
    Result,
}

/// A figure at a date.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetValue {
    /// How the measure compares with `value`.
    pub op: Op,
    /// Figure; a share is between 0 and 1.
    pub value: f64,
    /// Unit: `share`, `count`, `rank`, `transactions`, `done`.
    pub unit: String,
    /// By or at this date.
    pub date: Date,
    /// Whom or what the figure is of, where not everybody.
    pub of: Option<Text>,
    /// Levels of agency the figure is of, where not of everybody; such a figure is compared although it has `of`.
    #[serde(default)]
    pub levels: Vec<String>,
    /// How many there are in the nation of what is counted, where the source says so.
    pub total: Option<u32>,
    /// To be reached (`promise`) or reported (`result`), where it differs from the target's.
    pub kind: Option<TargetKind>,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Op {
    /// At least.
    #[serde(rename = ">=")]
    AtLeast,
    /// More than.
    #[serde(rename = ">")]
    MoreThan,
    /// At most.
    #[serde(rename = "<=")]
    AtMost,
    /// Less than.
    #[serde(rename = "<")]
    LessThan,
    /// Equal to.
    #[serde(rename = "=")]
    Equal,
    /// About.
    #[serde(rename = "~")]
    About,
}

impl Op {
    /// As people write it.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::MoreThan => ">",
            Self::AtMost => "≤",
            Self::LessThan => "<",
            Self::Equal => "=",
            Self::About => "≈",
        }
    }

    /// Whether a figure fulfils what was promised or reported. `=` and `≈` are read as "at least": a share that
    /// was to be reached, or was reported, is not missed by being larger.
    #[must_use]
    pub fn holds(self, figure: f64, value: f64) -> bool {
        // Shares are quotients of small whole numbers; the last bit of one must not decide.
        const SLACK: f64 = 1e-9;
        match self {
            Self::AtLeast | Self::Equal | Self::About => figure >= value - SLACK,
            Self::MoreThan => figure > value + SLACK,
            Self::AtMost => figure <= value + SLACK,
            Self::LessThan => figure < value - SLACK,
        }
    }
}
