//! What a rule reads of an agency's own document, by dotted paths: `architecture.decision.number`.

use super::context::{Context, says_something};
use crate::framework::DocumentType;
use crate::model::AgencyId;
use crate::text;
use crate::text::{Lang, Text};
use crate::tree::NodeRef;

impl<'r> Context<'_, 'r> {
    /// The value at a dotted path inside an agency's document.
    #[must_use]
    pub fn agency_at(&self, id: AgencyId, path: &str) -> Option<NodeRef<'r>> {
        let mut names = path.split('.');
        let first = self.graph.repository.agency_field(id, names.next()?)?;
        names.try_fold(first, NodeRef::get)
    }

    /// Whether the value at a dotted path says something.
    #[must_use]
    pub fn agency_says(&self, id: AgencyId, path: &str) -> bool {
        self.agency_at(id, path).is_some_and(says_something)
    }

    /// The paths where an agency's document says nothing, each by the name people read of it and as it is written.
    #[must_use]
    pub fn agency_lacks(&self, id: AgencyId, paths: &[String]) -> Vec<Text> {
        let missing = paths.iter().filter(|path| !self.agency_says(id, path));
        missing.map(|path| self.name_of(DocumentType::Agency, path)).collect()
    }

    /// A field as people call it, with its path: số (`architecture.decision.number`).
    #[must_use]
    pub fn name_of(&self, on: DocumentType, path: &str) -> Text {
        let field = self.graph.pack.framework.field_at(on, path);
        let name = |lang| field.map_or(path, |field| field.name.get(lang)).to_lowercase();
        let (vi, en) = (name(Lang::Vi), name(Lang::En));
        text!(vi: "{vi} (`{path}`)", en: "{en} (`{path}`)")
    }

    /// Whether an agency is a topmost one of the levels asked, with something active of its own or of a unit.
    #[must_use]
    pub fn is_judged_root(&self, id: AgencyId, levels: &[String]) -> bool {
        let graph = self.graph;
        graph.root(id) == id
            && levels.contains(&graph.repository.agency(id).level)
            && graph.components_under(id).iter().any(|&component| self.is_active(component))
    }

    /// `published` where an agency says that its architecture is issued, `draft` otherwise: what is written of a
    /// draft may still be mended before it binds anybody.
    #[must_use]
    pub fn architecture_case(&self, id: AgencyId) -> &'static str {
        let status = self.agency_at(id, "architecture.status").and_then(NodeRef::as_str);
        if status == Some("published") { "published" } else { "draft" }
    }
}

/// Names in a row, in each language.
#[must_use]
pub fn in_a_row(names: &[Text]) -> Text {
    let list = |lang| names.iter().map(|name| name.get(lang)).collect::<Vec<_>>().join(", ");
    Text::new(list(Lang::Vi), list(Lang::En))
}
