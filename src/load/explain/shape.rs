//! What the framework expects at a place of a document: the same rules as the schema, as questions.

use crate::framework::{Choice, DocumentKind, DocumentType, Field, FieldType, Framework, Kind, Layer, Relation};
use crate::text::Text;

use crate::tree::NodeRef;

/// What stands at a place.
#[derive(Clone, Copy)]
pub(super) enum Shape<'f> {
    /// The top of a document; in a layer document, the layer it says it is of.
    Document(DocumentType, Option<&'f Layer>),
    /// The value of `components:`.
    Components(Option<&'f Layer>),
    /// One component.
    Component(Option<&'f Layer>, Option<&'f Kind>),
    /// The value of a field; the layer matters to `kind` alone.
    Field(&'f Field, Option<&'f Layer>),
    /// An object inside a list: an entry of this field.
    Entry(&'f Field),
    /// A plain value inside a list: an entry of this field.
    Item(&'f Field),
    /// The value of a relation.
    Relation(&'f Relation),
    /// One target of a relation.
    Target(&'f Relation),
    /// One language of a text.
    Words,
    /// Inside something that ought not to be there.
    Unknown,
}

/// A key that may stand somewhere, and its words.
#[derive(Clone, Copy)]
pub(super) struct Known<'f> {
    pub id: &'f str,
    /// Name in Vietnamese and English.
    pub name: (&'f str, &'f str),
}

impl<'f> Known<'f> {
    fn new(id: &'f str, name: &'f Text) -> Self {
        Self { id, name: (&name.vi, &name.en) }
    }
}

/// Key of the list of components in a layer document.
const COMPONENTS: &str = "components";
/// Field whose entries are connections.
const CONNECTS: &str = "connects";

impl<'f> Shape<'f> {
    /// The top of a document.
    pub fn of(framework: &'f Framework, kind: DocumentKind, root: NodeRef<'_>) -> Self {
        match kind {
            DocumentKind::Layer => {
                let id = root.get("layer").and_then(NodeRef::as_str).unwrap_or_default();
                Self::Document(DocumentType::Layer, framework.layers.iter().find(|layer| layer.id == id))
            }
            other => Self::Document(other.fields(), None),
        }
    }

    /// What a key leads to.
    pub fn key(self, framework: &'f Framework, key: &str) -> Self {
        match self {
            Self::Document(DocumentType::Layer, layer) if key == COMPONENTS => Self::Components(layer),
            Self::Field(field, _) if field.kind == FieldType::Text => Self::Words,
            Self::Item(field) if field.items == Some(FieldType::Text) => Self::Words,
            _ => {
                let layer = match self {
                    Self::Document(_, layer) | Self::Component(layer, _) => layer,
                    _ => None,
                };
                let field = self.fields(framework).into_iter().find(|field| field.id == key);
                let relation = self.relations(framework).iter().find(|relation| relation.id == key);
                match (field, relation) {
                    (Some(field), _) => Self::Field(field, layer),
                    (None, Some(relation)) => Self::Relation(relation),
                    (None, None) => Self::Unknown,
                }
            }
        }
    }

    /// What an entry of a list is.
    pub fn element(self, framework: &'f Framework, element: NodeRef<'_>) -> Self {
        match self {
            Self::Components(layer) => {
                let id = element.get("kind").and_then(NodeRef::as_str).unwrap_or_default();
                Self::Component(layer, framework.kinds.iter().find(|kind| kind.id == id))
            }
            Self::Field(field, _) if field.id == CONNECTS || !field.fields.is_empty() => Self::Entry(field),
            Self::Field(field, _) => Self::Item(field),
            Self::Relation(relation) => Self::Target(relation),
            _ => Self::Unknown,
        }
    }

    /// The fields an object may have here, in the order of the pack.
    pub fn fields(self, framework: &'f Framework) -> Vec<&'f Field> {
        match self {
            Self::Document(on, _) => framework.fields_of(on).collect(),
            Self::Component(layer, kind) => {
                let fields = framework.fields_of(DocumentType::Component);
                fields.filter(|field| serves(framework, field, layer, kind)).collect()
            }
            Self::Entry(field) if field.id == CONNECTS => framework.connection.iter().collect(),
            Self::Field(field, _) | Self::Entry(field) => field.fields.iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The relations that may start here; between which kinds is for a rule to judge.
    pub fn relations(self, framework: &'f Framework) -> &'f [Relation] {
        match self {
            Self::Component(..) => &framework.relations,
            _ => &[],
        }
    }

    /// Every key an object may have here.
    pub fn keys(self, framework: &'f Framework) -> Vec<Known<'f>> {
        if self.wants() == Some(FieldType::Text) {
            let half = |id, vi, en| Known { id, name: (vi, en) };
            return vec![half("vi", "tiếng Việt", "Vietnamese"), half("en", "tiếng Anh", "English")];
        }
        let fields = self.fields(framework).into_iter().map(|field| Known::new(&field.id, &field.name));
        let relations = self.relations(framework).iter().map(|relation| Known::new(&relation.id, &relation.name));
        let components = matches!(self, Self::Document(DocumentType::Layer, _))
            .then_some(Known { id: COMPONENTS, name: ("thành phần", "components") });
        fields.chain(relations).chain(components).collect()
    }

    /// The type of value the place asks for.
    pub fn wants(self) -> Option<FieldType> {
        match self {
            Self::Document(..) | Self::Component(..) | Self::Entry(_) => Some(FieldType::Object),
            Self::Components(_) | Self::Relation(_) => Some(FieldType::List),
            Self::Field(field, _) => Some(field.kind),
            Self::Item(field) => match field.kind {
                FieldType::Owners => Some(FieldType::Agency),
                FieldType::Marks => Some(FieldType::String),
                _ => field.items,
            },
            Self::Target(_) => Some(FieldType::Component),
            Self::Words => Some(FieldType::String),
            Self::Unknown => None,
        }
    }

    /// The field whose limits hold for the value itself, not for the entries of a list.
    pub fn field(self) -> Option<&'f Field> {
        match self {
            Self::Field(field, _) => Some(field),
            _ => None,
        }
    }

    /// The values an enumeration allows.
    pub fn choices(self, framework: &'f Framework) -> Vec<Known<'f>> {
        let own = |values: &'f [Choice]| values.iter().map(|value| Known::new(&value.id, &value.name)).collect();
        match self {
            Self::Field(field, _) if field.on == Some(DocumentType::Layer) && field.id == "layer" => {
                framework.layers.iter().map(|layer| Known::new(&layer.id, &layer.name)).collect()
            }
            Self::Field(field, layer) if field.on == Some(DocumentType::Component) && field.id == "kind" => {
                let kinds = framework.kinds.iter();
                let kinds = kinds.filter(|kind| layer.is_none_or(|layer| kind.layer == layer.id));
                kinds.map(|kind| Known::new(&kind.id, &kind.name)).collect()
            }
            Self::Field(field, _) | Self::Item(field) => own(&field.values),
            _ => Vec::new(),
        }
    }

    /// Names the place by its own words.
    pub fn known(self) -> Option<Known<'f>> {
        match self {
            Self::Field(field, _) | Self::Entry(field) | Self::Item(field) => Some(Known::new(&field.id, &field.name)),
            Self::Relation(relation) | Self::Target(relation) => Some(Known::new(&relation.id, &relation.name)),
            Self::Components(_) => Some(Known { id: COMPONENTS, name: ("thành phần", "components") }),
            _ => None,
        }
    }

    /// What the pack says about the place.
    pub fn about(self) -> Option<&'f Text> {
        match self {
            Self::Field(field, _) | Self::Entry(field) | Self::Item(field) => Some(&field.about),
            Self::Relation(relation) | Self::Target(relation) => Some(&relation.about),
            _ => None,
        }
    }
}

/// Whether a component may carry the field, as far as its layer and kind are known.
fn serves(framework: &Framework, field: &Field, layer: Option<&Layer>, kind: Option<&Kind>) -> bool {
    let in_layer = |kind: &&Kind| layer.is_none_or(|layer| kind.layer == layer.id);
    match kind.filter(in_layer) {
        Some(kind) => field.only.allows(kind),
        None => framework.kinds.iter().filter(in_layer).any(|kind| field.only.allows(kind)),
    }
}
