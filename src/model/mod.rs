//! What the files say, references not yet resolved: agencies, components, their relations and connections.
//!
//! A component keeps the place of its mapping in the tree and reads its fields from there when asked, so
//! that the model adds little to the text it stands on.

mod lifecycle;
mod site;

pub use lifecycle::{Lifecycle, State};
pub use site::{Colour, LEAST_CONTRAST, PathSetting, SiteSettings};

use jiff::civil::Date;

use crate::framework::{DocumentType, KindId, LayerId, RelationId};
use crate::source::{FileId, Place, Span};
use crate::text::{Lang, Text};
use crate::tree::{NodeRef, Tree};

/// Index of an agency in [`Repository::agencies`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgencyId(pub u32);

/// Index of a component in [`Repository::components`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ComponentId(pub u32);

/// Index of a connection in [`Repository::connections`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionId(pub u32);

/// `khung.yaml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Pack the repository is checked against.
    pub framework: String,
    /// Where the pack is named.
    pub framework_place: Place,
    /// Title for readers.
    pub title: Text,
    /// Language of reports.
    pub language: Option<Lang>,
    /// The day the repository describes as the present.
    pub as_of: Option<Date>,
    /// What it brings to its published pages.
    pub site: SiteSettings,
}

/// A document with `agency:` and no `layer:`.
#[derive(Debug)]
pub struct Agency {
    /// Id.
    pub id: String,
    /// Where the id stands.
    pub place: Place,
    /// Its mapping in the tree of its file.
    pub node: u32,
    /// Level as written, one of the pack's values where the schema was met.
    pub level: String,
    /// Id of the agency above.
    pub parent: Option<(String, Place)>,
    /// Identifier code.
    pub code: Option<(String, Place)>,
}

/// An entry of `components:`.
#[derive(Debug)]
pub struct Component {
    /// `agency/id`: what references mean.
    pub key: Box<str>,
    /// Bytes of the key before the slash.
    agency_len: u32,
    /// File it stands in.
    pub file: FileId,
    /// Its mapping in the tree of the file.
    pub node: u32,
    /// Where its id stands.
    pub id_span: Span,
    /// Where the agency of its document stands.
    pub agency_span: Span,
    /// Layer; of the document.
    pub layer: LayerId,
    /// Kind; `None` where it is not one of the pack's.
    pub kind: Option<KindId>,
    /// Dates of its states.
    pub lifecycle: Lifecycle,
}

impl Component {
    /// A component with no dates; the loader sets what else the mapping says.
    #[must_use]
    pub fn new(agency: &str, id: &str, file: FileId, node: u32, layer: LayerId) -> Self {
        Self {
            key: format!("{agency}/{id}").into_boxed_str(),
            agency_len: Span::new(0, agency.len()).end,
            file,
            node,
            id_span: Span::default(),
            agency_span: Span::default(),
            layer,
            kind: None,
            lifecycle: Lifecycle::default(),
        }
    }

    /// Id of the agency of its document.
    #[must_use]
    pub fn agency(&self) -> &str {
        &self.key[..self.agency_len as usize]
    }

    /// Id inside the agency.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.key[self.agency_len as usize + 1..]
    }

    /// Where its id stands.
    #[must_use]
    pub const fn place(&self) -> Place {
        Place { file: self.file, span: self.id_span }
    }
}

/// One reference of a relation: "this component is hosted on that one".
#[derive(Debug, Clone, Copy)]
pub struct RelationStatement {
    /// Source.
    pub from: ComponentId,
    /// Which relation.
    pub relation: RelationId,
    /// The reference's node in the tree of the source's file.
    pub node: u32,
}

/// One entry of `connects:`.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionStatement {
    /// Source.
    pub from: ComponentId,
    /// Its mapping in the tree of the source's file.
    pub node: u32,
    /// First day.
    pub since: Option<Date>,
    /// The day it stopped.
    pub until: Option<Date>,
}

/// A roadmap, a list of waivers or a list of policies: read from the tree when asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub kind: DocumentType,
    /// File it stands in.
    pub file: FileId,
    /// Its mapping in the tree of the file.
    pub node: u32,
    /// Agency of a roadmap; empty for the others.
    pub agency: String,
}

/// Everything a repository says.
#[derive(Debug)]
pub struct Repository {
    /// `khung.yaml`.
    pub config: Config,
    /// Agencies, in the order of files.
    pub agencies: Vec<Agency>,
    /// Components, in the order of files.
    pub components: Vec<Component>,
    /// Relations, in the order of their sources.
    pub relations: Vec<RelationStatement>,
    /// Connections, in the order of their sources.
    pub connections: Vec<ConnectionStatement>,
    /// Roadmaps, waivers and policies, in the order of files.
    pub documents: Vec<Document>,
    /// The tree of each file, by [`FileId`].
    pub trees: Vec<Tree>,
}

impl Repository {
    /// A component.
    #[must_use]
    pub fn component(&self, id: ComponentId) -> &Component {
        &self.components[id.0 as usize]
    }

    /// An agency.
    #[must_use]
    pub fn agency(&self, id: AgencyId) -> &Agency {
        &self.agencies[id.0 as usize]
    }

    /// Every component's id, in order.
    pub fn component_ids(&self) -> impl DoubleEndedIterator<Item = ComponentId> + use<> {
        (0..Span::new(0, self.components.len()).end).map(ComponentId)
    }

    /// Every agency's id, in order.
    pub fn agency_ids(&self) -> impl DoubleEndedIterator<Item = AgencyId> + use<> {
        (0..Span::new(0, self.agencies.len()).end).map(AgencyId)
    }

    /// A node of the file a component stands in.
    #[must_use]
    pub fn node(&self, component: ComponentId, index: u32) -> NodeRef<'_> {
        self.trees[self.component(component).file.0 as usize].node(index)
    }

    /// The value of a field of a component.
    #[must_use]
    pub fn field(&self, component: ComponentId, name: &str) -> Option<NodeRef<'_>> {
        self.node(component, self.component(component).node).get(name)
    }

    /// The value of a field of an agency.
    #[must_use]
    pub fn agency_field(&self, agency: AgencyId, name: &str) -> Option<NodeRef<'_>> {
        let agency = self.agency(agency);
        self.trees[agency.place.file.0 as usize].node(agency.node).get(name)
    }

    /// Where a node of a component's file stands.
    #[must_use]
    pub fn place_of(&self, component: ComponentId, node: NodeRef<'_>) -> Place {
        Place { file: self.component(component).file, span: node.span() }
    }

    /// The roadmaps, the lists of waivers or the lists of policies, in the order of files.
    pub fn documents_of(&self, kind: DocumentType) -> impl Iterator<Item = &Document> {
        self.documents.iter().filter(move |document| document.kind == kind)
    }

    /// The top of a document.
    #[must_use]
    pub fn top(&self, document: &Document) -> NodeRef<'_> {
        self.trees[document.file.0 as usize].node(document.node)
    }

    /// The name people read of a component; its id where it has none.
    #[must_use]
    pub fn name(&self, component: ComponentId, lang: Lang) -> &str {
        self.field(component, "name").and_then(|node| words(node, lang)).unwrap_or(self.component(component).id())
    }

    /// The name people read of an agency; its id where it has none.
    #[must_use]
    pub fn agency_name(&self, agency: AgencyId, lang: Lang) -> &str {
        self.agency_field(agency, "name").and_then(|node| words(node, lang)).unwrap_or(&self.agency(agency).id)
    }
}

/// A text in a language: a plain string is every language's; a missing half falls back to the other.
#[must_use]
pub fn words(node: NodeRef<'_>, lang: Lang) -> Option<&str> {
    let half = |code: &str| node.get(code).and_then(NodeRef::as_str);
    node.as_str().or_else(|| half(lang.code())).or_else(|| half("vi")).or_else(|| half("en"))
}

/// A day written as `YYYY-MM-DD`.
#[must_use]
pub fn date(node: NodeRef<'_>) -> Option<Date> {
    day(node.as_str()?)
}

/// A day from its text; only the one form that the schema allows.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    let shaped = text.len() == 10 && text.bytes().enumerate().all(|(at, byte)| matches!(at, 4 | 7) == (byte == b'-'));
    if shaped { text.parse().ok() } else { None }
}
