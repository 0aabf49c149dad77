//! `framework.yaml`: the layers, kinds, fields and relations an architecture is written with.

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use super::facts::{Provenance, Validity};
use crate::text::{Lang, Text};

/// Index of a layer in [`Framework::layers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LayerId(pub u8);

/// Index of a kind in [`Framework::kinds`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindId(pub u16);

/// Index of a relation in [`Framework::relations`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelationId(pub u16);

/// One version of the framework and the vocabulary it is written with.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// Name of the pack, the value of `framework:` in `khung.yaml`.
    pub id: String,
    /// Full title.
    pub title: Text,
    /// The act that issued it.
    pub decision: Decision,
    /// When it was in force.
    pub in_force: Validity,
    /// What took its place, if anything did.
    pub superseded_by: Option<Successor>,
    /// How far each table of the pack is known, printed beside what is built on it.
    pub completeness: Vec<Completeness>,
    /// Layers, in the order people read them.
    pub layers: Vec<Layer>,
    /// Kinds of component, grouped by layer.
    pub kinds: Vec<Kind>,
    /// Fields of the documents.
    pub fields: Vec<Field>,
    /// Relations between components.
    pub relations: Vec<Relation>,
    /// The connection's fields: the relation that carries data and has a path.
    pub connection: Vec<Field>,
}

/// The act that issued a framework.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Number, as printed on the act.
    pub number: String,
    /// Date of signing.
    pub date: Date,
    /// Who signed.
    pub issuer: Text,
    /// How we know.
    pub provenance: Provenance,
}

/// The framework that took the place of another.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Successor {
    /// Number of the act.
    pub number: String,
    /// What it is called.
    pub title: Text,
    /// Date of the act.
    pub date: Date,
    /// How we know.
    pub provenance: Provenance,
}

/// How much of one table of the framework this pack holds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Completeness {
    /// Which table.
    pub of: String,
    /// What is held and what is missing, said plainly.
    pub says: Text,
}

/// One of the layers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// Value of `layer:`.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What belongs in it.
    pub about: Text,
    /// How we know.
    pub provenance: Provenance,
}

/// A kind of component.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Value of `kind:`.
    pub id: String,
    /// Layer its components stand in.
    pub layer: String,
    /// Name.
    pub name: Text,
    /// What it is, in a sentence or two.
    pub about: Text,
    /// Must run somewhere: a rule asks where.
    #[serde(default)]
    pub hosted: bool,
    /// Is an information system with a security level of its own.
    #[serde(default)]
    pub levelled: bool,
    /// How we know that the framework or the law speaks of it.
    pub provenance: Provenance,
}

/// The document a field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentType {
    /// `khung.yaml`.
    Config,
    /// A document with `agency:` and no `layer:`.
    Agency,
    /// The head of a document with `layer:`.
    Layer,
    /// An entry of `components:`.
    Component,
    /// A document with `roadmap:`: projects, work packages and gaps of an agency.
    Roadmap,
    /// A document with `waivers:`: exceptions that were decided, each with its end.
    Waivers,
    /// A document with `policies:`: rules of the agency's own.
    Policies,
}

impl DocumentType {
    /// Every type, in the order the pack writes them.
    pub const ALL: [Self; 7] =
        [Self::Config, Self::Agency, Self::Layer, Self::Component, Self::Roadmap, Self::Waivers, Self::Policies];
}

/// Which components may carry a field: all of these layers, or just these kinds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Where {
    /// Layers; empty means all.
    #[serde(default)]
    pub layers: Vec<String>,
    /// Kinds; empty means all of the layers.
    #[serde(default)]
    pub kinds: Vec<String>,
}

/// A field a document may have.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Key in YAML.
    pub id: String,
    /// Document it belongs to; absent inside another field and on connections.
    pub on: Option<DocumentType>,
    /// Short name.
    pub name: Text,
    /// What to write and why it is asked.
    pub about: Text,
    /// Must be present.
    #[serde(default)]
    pub required: bool,
    /// Components that may carry it; all when absent.
    #[serde(default, rename = "where")]
    pub only: Where,
    /// What the value looks like.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Values of an `enum`.
    #[serde(default)]
    pub values: Vec<Choice>,
    /// Regular expression of a `string`, anchored.
    pub pattern: Option<String>,
    /// What the pattern asks for, in words.
    pub pattern_says: Option<Text>,
    /// Smallest `integer` or `number`; fewest entries of a `list`.
    pub min: Option<i64>,
    /// Largest `integer` or `number`.
    pub max: Option<i64>,
    /// Fields of an `object`, or of the entries of a `list` when it has any.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// Type of the entries of a `list` that has no `fields`.
    pub items: Option<FieldType>,
    /// A value to show people.
    pub example: Option<Value>,
}

/// The shape of a field's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldType {
    /// Plain text.
    String,
    /// Text people read: a string, or `{ vi, en }`.
    Text,
    /// Whole number.
    Integer,
    /// Any number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `YYYY-MM-DD`.
    Date,
    /// One of `values`.
    Enum,
    /// A component: `id` or `agency/id`.
    Component,
    /// An agency's id.
    Agency,
    /// A code of a reference model.
    Code,
    /// A list of `items` or of objects with `fields`.
    List,
    /// An object with `fields`.
    Object,
    /// `true`, or a list of field names.
    Marks,
    /// One agency's id or a list of them: the list is readable so that a rule can judge it.
    Owners,
    /// Text, a number, or `true` and `false`: a value to compare others with.
    Scalar,
}

/// A value of an `enum`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is written.
    pub id: String,
    /// What it means.
    pub name: Text,
}

/// A relation between components.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// Key in YAML; its value is a list of references.
    pub id: String,
    /// Reads from the source to the target: "chạy trên".
    pub name: Text,
    /// Reads from the target to the source: "là nơi chạy của".
    pub inverse: Text,
    /// What it means.
    pub about: Text,
    /// What it may start from.
    pub from: Ends,
    /// What it may point to.
    pub to: Ends,
    /// Which end stops working when the other does.
    pub dependency: Dependency,
    /// The source is a part of the target.
    #[serde(default)]
    pub composition: bool,
    /// Data flows along it, so that the connection rules judge it too.
    #[serde(default)]
    pub carries_data: bool,
    /// Both ends must be of the same layer.
    #[serde(default)]
    pub same_layer: bool,
}

/// What may stand at one end of a relation.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ends {
    /// Layers allowed; empty with empty `kinds` means all.
    #[serde(default)]
    pub layers: Vec<String>,
    /// Kinds allowed, beside those layers.
    #[serde(default)]
    pub kinds: Vec<String>,
}

/// Which end of a relation depends on the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dependency {
    /// The source needs the target.
    Source,
    /// The target needs the source.
    Target,
    /// Neither.
    None,
}

impl Framework {
    /// Position of a layer by its id.
    #[must_use]
    pub fn layer_id(&self, id: &str) -> Option<LayerId> {
        let index = self.layers.iter().position(|layer| layer.id == id)?;
        u8::try_from(index).ok().map(LayerId)
    }

    /// Position of a kind by its id.
    #[must_use]
    pub fn kind_id(&self, id: &str) -> Option<KindId> {
        let index = self.kinds.iter().position(|kind| kind.id == id)?;
        u16::try_from(index).ok().map(KindId)
    }

    /// Position of a relation by its id.
    #[must_use]
    pub fn relation_id(&self, id: &str) -> Option<RelationId> {
        let index = self.relations.iter().position(|relation| relation.id == id)?;
        u16::try_from(index).ok().map(RelationId)
    }

    /// The layer at a position.
    #[must_use]
    pub fn layer(&self, id: LayerId) -> &Layer {
        &self.layers[usize::from(id.0)]
    }

    /// The kind at a position.
    #[must_use]
    pub fn kind(&self, id: KindId) -> &Kind {
        &self.kinds[usize::from(id.0)]
    }

    /// The relation at a position.
    #[must_use]
    pub fn relation(&self, id: RelationId) -> &Relation {
        &self.relations[usize::from(id.0)]
    }

    /// The fields of a document type, in the order of the pack.
    pub fn fields_of(&self, on: DocumentType) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.on == Some(on))
    }

    /// The field at a dotted path inside a document type: `architecture.decision.number`.
    #[must_use]
    pub fn field_at(&self, on: DocumentType, path: &str) -> Option<&Field> {
        let mut names = path.split('.');
        let first = names.next()?;
        let top = self.fields_of(on).find(|field| field.id == first)?;
        names.try_fold(top, |field, name| field.fields.iter().find(|inner| inner.id == name))
    }
}

impl Field {
    /// What one of its values is called; the value itself where it is none of them.
    #[must_use]
    pub fn name_of<'t>(&'t self, value: &'t str, lang: Lang) -> &'t str {
        self.values.iter().find(|choice| choice.id == value).map_or(value, |choice| choice.name.get(lang))
    }
}

impl Where {
    /// Whether components of this kind may carry the field.
    #[must_use]
    pub fn allows(&self, kind: &Kind) -> bool {
        if !self.kinds.is_empty() {
            return self.kinds.contains(&kind.id);
        }
        self.layers.is_empty() || self.layers.contains(&kind.layer)
    }
}

impl Ends {
    /// Whether a component of this kind may stand here.
    #[must_use]
    pub fn allows(&self, kind: &Kind) -> bool {
        (self.layers.is_empty() && self.kinds.is_empty())
            || self.layers.contains(&kind.layer)
            || self.kinds.contains(&kind.id)
    }
}
