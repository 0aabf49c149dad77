//! One YAML file as a tree with a byte span for every key and value.
//!
//! The tree is the single parse: the schema check, the model and the messages all read it. Nodes lie in
//! flat arrays and text is borrowed from the file, so that a tree costs about three times its text.

mod comments;
mod parse;
mod problem;
mod scalar;

pub use comments::comments;
pub use parse::{Parsed, parse};
pub use problem::{ErrorKind, Limits, Problem};
pub use scalar::{float, integer, is_text};

use std::sync::Arc;

use crate::source::Span;

/// A piece of text: in the file itself, or in the side buffer when YAML changed it (escapes, folding).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct StrRef {
    pub offset: u32,
    pub len: u32,
    pub side: bool,
}

/// What a node holds. Containers are contiguous ranges of `items` or `entries`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Null,
    Bool(bool),
    /// Any number, kept as written: it is read when somebody asks.
    Number(StrRef),
    Str(StrRef),
    Seq {
        first: u32,
        len: u32,
    },
    Map {
        first: u32,
        len: u32,
    },
    /// Use of an anchor; the index of the anchored node.
    Alias(u32),
}

#[derive(Debug, Clone, Copy)]
struct Node {
    pub span: Span,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    pub key: StrRef,
    pub key_span: Span,
    pub value: u32,
}

/// The documents of one YAML file.
#[derive(Debug, Default)]
pub struct Tree {
    text: Arc<str>,
    side: String,
    nodes: Vec<Node>,
    items: Vec<u32>,
    entries: Vec<Entry>,
    documents: Vec<u32>,
}

impl Tree {
    /// The roots of the documents, in order.
    pub fn documents(&self) -> impl Iterator<Item = NodeRef<'_>> {
        self.documents.iter().map(|&index| self.node(index))
    }

    /// The node at an index that [`NodeRef::index`] gave.
    #[must_use]
    pub fn node(&self, index: u32) -> NodeRef<'_> {
        NodeRef { tree: self, site: index, target: self.resolve(index) }
    }

    /// How many nodes there are; aliases count once.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether the file holds no node at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    fn resolve(&self, mut index: u32) -> u32 {
        // An anchor is registered when its node is complete, so a chain of aliases only goes back.
        while let Kind::Alias(target) = self.nodes[index as usize].kind {
            index = target;
        }
        index
    }

    fn str(&self, at: StrRef) -> &str {
        let text = if at.side { self.side.as_str() } else { &*self.text };
        text.get(at.offset as usize..(at.offset + at.len) as usize).unwrap_or_default()
    }
}

/// A node of a [`Tree`], aliases followed; its span is where it is used.
#[derive(Debug, Clone, Copy)]
pub struct NodeRef<'t> {
    tree: &'t Tree,
    site: u32,
    target: u32,
}

/// What a node says.
#[derive(Debug, Clone, Copy)]
pub enum Value<'t> {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as written.
    Number(&'t str),
    /// Text.
    Str(&'t str),
    /// A list.
    Seq,
    /// A mapping.
    Map,
}

/// A key of a mapping and its value.
#[derive(Debug, Clone, Copy)]
pub struct Member<'t> {
    /// Key.
    pub key: &'t str,
    /// Where the key stands.
    pub key_span: Span,
    /// Value.
    pub value: NodeRef<'t>,
}

impl<'t> NodeRef<'t> {
    /// Where the value stands; for an alias, where it is used.
    #[must_use]
    pub fn span(self) -> Span {
        self.tree.nodes[self.site as usize].span
    }

    /// The span up to the end of its first line, for pointing at a block without painting it all.
    #[must_use]
    pub fn first_line(self) -> Span {
        let span = self.span();
        let text = self.tree.text.get(span.start as usize..span.end as usize).unwrap_or_default();
        let len = text.find('\n').unwrap_or(text.len());
        let shown = text.get(..len).unwrap_or_default().trim_end().len();
        Span { start: span.start, end: span.start + u32::try_from(shown).unwrap_or(0) }
    }

    /// The text of the file from a byte on; nothing where the byte is not the first of a character.
    #[must_use]
    pub fn text_from(self, offset: u32) -> &'t str {
        self.tree.text.get(offset as usize..).unwrap_or_default()
    }

    /// Index to keep beside the tree instead of this borrow.
    #[must_use]
    pub const fn index(self) -> u32 {
        self.site
    }

    /// What tells this node from every other, wherever it is used: the tree's address and the node's index.
    #[must_use]
    pub fn identity(self) -> (usize, u32) {
        (std::ptr::from_ref(self.tree) as usize, self.target)
    }

    /// What it says.
    #[must_use]
    pub fn value(self) -> Value<'t> {
        match self.kind() {
            Kind::Null | Kind::Alias(_) => Value::Null,
            Kind::Bool(value) => Value::Bool(value),
            Kind::Number(text) => Value::Number(self.tree.str(text)),
            Kind::Str(text) => Value::Str(self.tree.str(text)),
            Kind::Seq { .. } => Value::Seq,
            Kind::Map { .. } => Value::Map,
        }
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(self) -> Option<&'t str> {
        match self.kind() {
            Kind::Str(text) => Some(self.tree.str(text)),
            _ => None,
        }
    }

    /// The text of a string or of a number as written: for ids, which people write both ways.
    #[must_use]
    pub fn as_scalar(self) -> Option<&'t str> {
        match self.kind() {
            Kind::Str(text) | Kind::Number(text) => Some(self.tree.str(text)),
            _ => None,
        }
    }

    /// A whole number.
    #[must_use]
    pub fn as_i64(self) -> Option<i64> {
        match self.value() {
            Value::Number(text) => scalar::whole(text),
            _ => None,
        }
    }

    /// `true` or `false`.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        match self.kind() {
            Kind::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_null(self) -> bool {
        matches!(self.kind(), Kind::Null)
    }

    /// Whether it is a mapping.
    #[must_use]
    pub fn is_map(self) -> bool {
        matches!(self.kind(), Kind::Map { .. })
    }

    /// Whether it is a list.
    #[must_use]
    pub fn is_seq(self) -> bool {
        matches!(self.kind(), Kind::Seq { .. })
    }

    /// Keys and values of a mapping, in the order of the file; nothing for other nodes.
    #[must_use]
    pub fn members(self) -> Members<'t> {
        let (first, len) = match self.kind() {
            Kind::Map { first, len } => (first, len),
            _ => (0, 0),
        };
        Members { tree: self.tree, entries: self.tree.entries[first as usize..(first + len) as usize].iter() }
    }

    /// Elements of a list; nothing for other nodes.
    #[must_use]
    pub fn elements(self) -> Elements<'t> {
        let (first, len) = match self.kind() {
            Kind::Seq { first, len } => (first, len),
            _ => (0, 0),
        };
        Elements { tree: self.tree, items: self.tree.items[first as usize..(first + len) as usize].iter() }
    }

    /// Key and value of one key; of a key written twice, the first.
    #[must_use]
    pub fn member(self, key: &str) -> Option<Member<'t>> {
        let Kind::Map { first, len } = self.kind() else { return None };
        let tree = self.tree;
        let entry = tree.entries[first as usize..(first + len) as usize]
            .iter()
            .find(|entry| entry.key.len as usize == key.len() && tree.str(entry.key) == key)?;
        Some(Member { key: tree.str(entry.key), key_span: entry.key_span, value: tree.node(entry.value) })
    }

    /// Value of one key.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Self> {
        self.member(key).map(|member| member.value)
    }

    fn kind(self) -> Kind {
        self.tree.nodes[self.target as usize].kind
    }
}

/// Iterator over the keys and values of a mapping.
#[derive(Debug, Clone)]
pub struct Members<'t> {
    tree: &'t Tree,
    entries: std::slice::Iter<'t, Entry>,
}

impl<'t> Iterator for Members<'t> {
    type Item = Member<'t>;

    fn next(&mut self) -> Option<Member<'t>> {
        let entry = self.entries.next()?;
        let tree = self.tree;
        Some(Member { key: tree.str(entry.key), key_span: entry.key_span, value: tree.node(entry.value) })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.entries.size_hint()
    }
}

impl ExactSizeIterator for Members<'_> {}

/// Iterator over the elements of a list.
#[derive(Debug, Clone)]
pub struct Elements<'t> {
    tree: &'t Tree,
    items: std::slice::Iter<'t, u32>,
}

impl<'t> Iterator for Elements<'t> {
    type Item = NodeRef<'t>;

    fn next(&mut self) -> Option<NodeRef<'t>> {
        let tree = self.tree;
        self.items.next().map(|&index| tree.node(index))
    }

    fn nth(&mut self, n: usize) -> Option<NodeRef<'t>> {
        let tree = self.tree;
        self.items.nth(n).map(|&index| tree.node(index))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }
}

impl ExactSizeIterator for Elements<'_> {}
