//! Documents against the schemas of the pack. The schemas are compiled once; what they refuse is told
//! to people in our own words, see [`explain`](super::explain).

use std::fmt;

use jsonschema::{Draft, PatternOptions, Validator};

use super::explain;
use super::json::{YamlJson, YamlNode};
use crate::diagnostic::Finding;
use crate::framework::{DocumentKind, Framework, Pack, json_schema};
use crate::model::day;
use crate::source::FileId;
use crate::tree::NodeRef;

/// The compiled schemas of a pack, shared by all threads.
pub struct Schemas {
    /// The vocabulary, which explanations are written from.
    framework: Framework,
    /// One for each kind of document but [`DocumentKind::Document`].
    validators: Vec<(DocumentKind, Validator<YamlJson>)>,
}

impl Schemas {
    /// Compiles the schemas of a pack.
    ///
    /// # Errors
    /// Where a `pattern` of the pack is no regular expression; a pack that was read has none such.
    pub fn new(pack: &Pack) -> Result<Self, SchemaError> {
        let kinds = DocumentKind::ALL.into_iter().filter(|kind| *kind != DocumentKind::Document);
        let validators = kinds.map(|kind| Ok((kind, compile(pack, kind)?))).collect::<Result<_, _>>()?;
        Ok(Self { framework: pack.framework.clone(), validators })
    }

    /// Checks one document and adds a finding for each fault.
    ///
    /// [`DocumentKind::Document`] stands for whichever the top key says.
    pub fn check(&self, kind: DocumentKind, root: NodeRef<'_>, path: &str, file: FileId, out: &mut Vec<Finding>) {
        let kind = match kind {
            DocumentKind::Document => {
                DocumentKind::of_keys(|key| root.get(key).is_some()).unwrap_or(DocumentKind::Agency)
            }
            kind => kind,
        };
        let Some((_, validator)) = self.validators.iter().find(|(of, _)| *of == kind) else { return };
        let node = YamlNode::Tree(root);
        // Nearly every document is valid, and asking only that costs much less than gathering errors.
        if validator.is_valid(node) {
            return;
        }
        let document = explain::Document::new(&self.framework, kind, root, path, file);
        document.explain(validator.iter_errors(node), out);
    }
}

impl fmt::Debug for Schemas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Schemas").field("framework", &self.framework.id).finish_non_exhaustive()
    }
}

fn compile(pack: &Pack, kind: DocumentKind) -> Result<Validator<YamlJson>, SchemaError> {
    jsonschema::options_for::<YamlJson>()
        .with_draft(Draft::Draft7)
        // Patterns may come from a pack outside the program: this engine cannot be made to backtrack.
        .with_pattern_options(PatternOptions::regex())
        .should_validate_formats(true)
        .with_format("date", |text: &str| day(text).is_some())
        .build(&json_schema(pack, kind))
        .map_err(|error| SchemaError { kind, message: error.to_string() })
}

/// A schema that does not compile: a fault of the pack, never of an architecture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaError {
    /// Which schema.
    pub kind: DocumentKind,
    /// What the validator says, in English.
    pub message: String,
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.file_name(), self.message)
    }
}

impl std::error::Error for SchemaError {}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jsonschema::json::conformance;

    use super::*;
    use crate::framework::{EMBEDDED, PackFiles};
    use crate::tree::{Limits, parse};

    #[test]
    fn the_tree_keeps_the_contract_of_the_validator() {
        let text: Arc<str> = conformance::document().to_string().into();
        let parsed = parse(&text, Limits::default());
        assert_eq!(parsed.problems, []);
        let root = parsed.tree.documents().next().expect("one document");
        conformance::assert_conformance::<YamlJson>(&YamlNode::Tree(root));
    }

    #[test]
    fn every_embedded_pack_compiles_and_is_shared_by_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        for embedded in EMBEDDED {
            let pack = Pack::read(&PackFiles::from(embedded)).expect("an embedded pack reads");
            shared(&Schemas::new(&pack).expect("its schemas compile"));
        }
    }

    #[test]
    fn a_pattern_that_is_none_is_an_error_of_the_pack() {
        let mut pack = Pack::read(&PackFiles::from(&EMBEDDED[0])).expect("an embedded pack reads");
        for field in &mut pack.framework.fields {
            if field.id == "id" {
                field.pattern = Some("([a-z".to_owned());
            }
        }
        let error = Schemas::new(&pack).expect_err("no regular expression");
        assert_eq!(error.kind, DocumentKind::Layer);
    }
}
