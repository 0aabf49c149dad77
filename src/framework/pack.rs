//! Reads a pack: its files by name, each into its type, then the checks across files.
//!
//! Nothing here touches the disk: a pack is handed over as named texts, so that an embedded pack, a
//! folder and a test are read by the same code.

mod citation;
mod reader;
mod rules_on;
mod standing;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use self::reader::Reader;
use super::check::check;
use super::embedded::EmbeddedPack;
use super::facts::{
    Article, Catalogue, CatalogueEntry, Codes, Law, LegalDocument, Node, ReferenceModel, Source, Targets,
};
use super::measures::{Duties, Duty, Metric, Metrics};
use super::metamodel::Framework;
use super::settings::{RuleSetting, Rules};
use crate::text::{Lang, Text};

/// Name of the file that holds a [`Framework`].
pub(super) const FRAMEWORK: &str = "framework.yaml";
/// Name of the file that holds the [`Law`].
pub(super) const LAW: &str = "legal.yaml";
/// Folder of the [`Rules`], a file for each area of them.
pub(super) const RULES: &str = "rules/";
/// Name of the file that holds the [`Catalogue`].
pub(super) const CATALOGUE: &str = "catalogue.yaml";
/// Name of the file that holds the [`Codes`].
pub(super) const CODES: &str = "agency-codes.yaml";
/// Name of the file that holds the [`Targets`].
pub(super) const TARGETS: &str = "targets.yaml";
/// Name of the file that holds the [`Duties`].
pub(super) const DUTIES: &str = "duties.yaml";
/// Name of the file that holds the [`Metrics`].
pub(super) const METRICS: &str = "metrics.yaml";
/// Folder of the reference models, one file each.
pub(super) const MODELS: &str = "reference-models/";

/// The texts of a pack by their path below its folder.
#[derive(Debug, Clone)]
pub struct PackFiles {
    root: String,
    files: BTreeMap<String, String>,
}

impl PackFiles {
    /// Named texts, wherever they come from; `root` is what errors print before a path.
    pub fn new(root: impl Into<String>, files: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { root: root.into(), files: files.into_iter().collect() }
    }

    /// What stands before the path of a file in errors.
    #[must_use]
    pub fn root(&self) -> &str {
        &self.root
    }

    /// Text of a file.
    #[must_use]
    pub fn get(&self, file: &str) -> Option<&str> {
        self.files.get(file).map(String::as_str)
    }

    /// Paths of all files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

impl From<&EmbeddedPack> for PackFiles {
    fn from(pack: &EmbeddedPack) -> Self {
        let own = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        Self::new(pack.id, pack.files.iter().map(own))
    }
}

/// What is wrong with a pack. Every error of a pack is reported at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError {
    /// Path of the file, with the root of its pack.
    pub file: String,
    /// Line, from 1; absent where the error is about how files fit together.
    pub line: Option<usize>,
    /// Column, from 1.
    pub column: Option<usize>,
    /// What is wrong, naming the id it is about.
    pub message: Text,
}

impl PackError {
    /// The error in a line, in a language.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let mut place = self.file.clone();
        for number in [self.line, self.column].into_iter().flatten() {
            place.push(':');
            place.push_str(&number.to_string());
        }
        format!("{place}: {}", self.message.get(lang))
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::default()))
    }
}

impl std::error::Error for PackError {}

/// A framework version: vocabulary, law, rule settings, tables. Once read, every reference in it resolves.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Layers, kinds, fields, relations.
    pub framework: Framework,
    /// Legal documents and the sources they were read in.
    pub law: Law,
    /// What is asked of each rule.
    pub rules: Rules,
    /// Components of national scale.
    pub catalogue: Catalogue,
    /// Identifier codes of agencies.
    pub codes: Codes,
    /// Reference models, in the order of their ids.
    pub models: Vec<ReferenceModel>,
    /// Targets and reported results.
    pub targets: Targets,
    /// Duties and anti-patterns.
    pub duties: Duties,
    /// Figures that can be counted.
    pub metrics: Metrics,
}

impl Pack {
    /// Reads and checks a pack.
    ///
    /// # Errors
    /// All errors at once: of syntax and type in every file, or, where every file reads, of what does not fit
    /// together.
    pub fn read(files: &PackFiles) -> Result<Self, Vec<PackError>> {
        let mut reader = Reader::new(files);
        let framework = reader.file(FRAMEWORK);
        let law = reader.file(LAW);
        let rules = reader.rules();
        let catalogue = reader.file(CATALOGUE);
        let codes = reader.file(CODES);
        let targets = reader.file(TARGETS);
        let (duties, metrics) = (reader.file(DUTIES), reader.file(METRICS));
        let models = reader.models();
        let (Some(framework), Some(law), Some(catalogue), Some(codes), Some(targets), Some(duties), Some(metrics)) =
            (framework, law, catalogue, codes, targets, duties, metrics)
        else {
            return Err(reader.errors);
        };
        let pack = Self { framework, law, rules, catalogue, codes, models, targets, duties, metrics };
        if reader.errors.is_empty() {
            reader.errors = check(&pack, files.root());
        }
        if reader.errors.is_empty() { Ok(pack) } else { Err(reader.errors) }
    }

    /// What the framework asks of a rule.
    #[must_use]
    pub fn rule(&self, name: &str) -> Option<&RuleSetting> {
        self.rules.rules.iter().find(|rule| rule.rule == name)
    }

    /// What is asked of a rule that is meant by its name or by its tag; a policy has no tag.
    #[must_use]
    pub fn rule_or_tag(&self, name: &str) -> Option<&RuleSetting> {
        let tagged = |rule: &&RuleSetting| !rule.tag.is_empty() && rule.tag.eq_ignore_ascii_case(name);
        self.rule(name).or_else(|| self.rules.rules.iter().find(tagged))
    }

    /// A legal document by its key.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&LegalDocument> {
        self.law.documents.iter().find(|document| document.id == id)
    }

    /// An article by the key of its document and its own.
    #[must_use]
    pub fn article(&self, document: &str, article: &str) -> Option<&Article> {
        self.document(document)?.articles.iter().find(|entry| entry.id == article)
    }

    /// A source by its key.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.law.sources.iter().find(|source| source.id == id)
    }

    /// A component of national scale by its key or another name of it: `ngsp` and `ndxp` are one.
    #[must_use]
    pub fn catalogue_entry(&self, id_or_alias: &str) -> Option<&CatalogueEntry> {
        let known_as = |entry: &&CatalogueEntry| entry.aliases.iter().any(|alias| alias == id_or_alias);
        let entries = &self.catalogue.components;
        entries.iter().find(|entry| entry.id == id_or_alias).or_else(|| entries.iter().find(known_as))
    }

    /// A duty by its id, in any case of letters.
    #[must_use]
    pub fn duty(&self, id: &str) -> Option<&Duty> {
        self.duties.duties.iter().find(|duty| duty.id.eq_ignore_ascii_case(id))
    }

    /// A metric by its name.
    #[must_use]
    pub fn metric(&self, id: &str) -> Option<&Metric> {
        self.metrics.metrics.iter().find(|metric| metric.id == id)
    }

    /// A reference model by its id.
    #[must_use]
    pub fn model(&self, id: &str) -> Option<&ReferenceModel> {
        self.models.iter().find(|model| model.id == id)
    }

    /// A node of any reference model by its code.
    #[must_use]
    pub fn node(&self, code: &str) -> Option<&Node> {
        self.models.iter().flat_map(|model| &model.nodes).find(|node| node.code == code)
    }
}
