//! References that stand in plain fields: a code list of an item, the components of a project, the subject of
//! a waiver. Relations and connections have their own way into the graph; these are looked up when asked.

use super::build::absolute;
use super::{Dangling, Graph};
use crate::framework::{DocumentType, Field, FieldType};
use crate::model::{ComponentId, Document};
use crate::source::Place;
use crate::tree::NodeRef;

/// A reference found in a field.
struct Reference<'r> {
    node: NodeRef<'r>,
    /// Dotted name of the field: `items.code_list`.
    field: String,
    /// An agency is meant, not a component.
    to_agency: bool,
}

impl Graph<'_> {
    /// The component a reference means: in the given agency unless it names another.
    #[must_use]
    pub fn refer(&self, agency: &str, reference: NodeRef<'_>) -> Option<ComponentId> {
        self.find(&absolute(agency, reference.as_scalar()?))
    }

    /// Writes down the references in plain fields that lead nowhere.
    pub(super) fn resolve_fields(&mut self) {
        let (repository, framework) = (self.repository, &self.pack.framework);
        let mut found = Vec::new();
        let fields: Vec<&Field> = framework
            .fields_of(DocumentType::Component)
            .filter(|field| field.kind != FieldType::Owners && refers(field))
            .collect();
        for id in repository.component_ids() {
            for field in &fields {
                let Some(node) = repository.field(id, &field.id) else { continue };
                for reference in references(field, node) {
                    let place = repository.place_of(id, reference.node);
                    found.extend(self.dangling(Some(id), self.component(id).agency(), &reference, place));
                }
            }
        }
        for document in &repository.documents {
            let top = repository.top(document);
            for field in framework.fields_of(document.kind).filter(|field| refers(field)) {
                let Some(node) = top.get(&field.id) else { continue };
                for reference in references(field, node) {
                    let place = Place { file: document.file, span: reference.node.span() };
                    found.extend(self.dangling(None, &document.agency, &reference, place));
                }
            }
        }
        self.dangling.append(&mut found);
    }

    fn dangling(
        &self,
        from: Option<ComponentId>,
        home: &str,
        reference: &Reference<'_>,
        place: Place,
    ) -> Option<Dangling> {
        let written = reference.node.as_scalar()?;
        let wanted = if reference.to_agency { written.to_owned() } else { absolute(home, written).into_owned() };
        let known =
            if reference.to_agency { self.find_agency(&wanted).is_some() } else { self.find(&wanted).is_some() };
        let agency = self.find_agency(home);
        let field = reference.field.clone();
        (!known).then_some(Dangling { from, agency, field, wanted, place, wants_agency: reference.to_agency })
    }

    /// The agency a roadmap is of, where there is such an agency.
    #[must_use]
    pub fn agency_of_document(&self, document: &Document) -> Option<crate::model::AgencyId> {
        self.find_agency(&document.agency)
    }
}

/// Whether a field, or a field inside it, holds references.
fn refers(field: &Field) -> bool {
    is_reference(field.kind) || field.items.is_some_and(is_reference) || field.fields.iter().any(refers)
}

const fn is_reference(kind: FieldType) -> bool {
    matches!(kind, FieldType::Component | FieldType::Agency)
}

fn references<'r>(field: &Field, node: NodeRef<'r>) -> Vec<Reference<'r>> {
    let mut found = Vec::new();
    gather(field, node, &field.id, &mut found);
    found
}

fn gather<'r>(field: &Field, node: NodeRef<'r>, path: &str, found: &mut Vec<Reference<'r>>) {
    let mut add = |node: NodeRef<'r>, kind: FieldType| {
        found.push(Reference { node, field: path.to_owned(), to_agency: kind == FieldType::Agency });
    };
    if is_reference(field.kind) {
        add(node, field.kind);
        return;
    }
    if let Some(items) = field.items.filter(|items| is_reference(*items)) {
        node.elements().for_each(|element| add(element, items));
        return;
    }
    let objects: Vec<NodeRef<'r>> = if node.is_map() { vec![node] } else { node.elements().collect() };
    for object in objects {
        for inner in field.fields.iter().filter(|inner| refers(inner)) {
            if let Some(value) = object.get(&inner.id) {
                gather(inner, value, &format!("{path}.{}", inner.id), found);
            }
        }
    }
}
