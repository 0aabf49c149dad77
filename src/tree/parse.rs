//! YAML text -> [`Tree`], with every problem of the file at once.

use std::borrow::Cow;
use std::sync::Arc;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, Span as ScanSpan, Tag};
use rustc_hash::{FxHashMap, FxHashSet};

use super::problem::{Limits, Problem};
use super::scalar::{self, Scalar};
use super::{Entry, Kind, Node, StrRef, Tree};
use crate::source::Span;

/// A file's tree and its problems.
#[derive(Debug, Default)]
pub struct Parsed {
    /// What could be read.
    pub tree: Tree,
    /// What could not, in the order of the file.
    pub problems: Vec<Problem>,
}

/// Reads the documents of one file.
#[must_use]
pub fn parse(text: &Arc<str>, limits: Limits) -> Parsed {
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.flow_nesting_limit = limits.depth + 2;
    options.block_nesting_limit = limits.depth + 2;
    let source = Arc::clone(text);
    let mut builder = Builder::new(&source, limits);
    let mut parser = Parser::new_from_str_with_options(&source, options);
    while let Some(event) = parser.next_event() {
        let stop = match event {
            Ok((event, span)) => builder.event(event, &span),
            Err(error) => Err(Stop::Document(Problem::from_scan(error.kind(), error.marker().byte_offset(), &source))),
        };
        let Err(stop) = stop else { continue };
        builder.abandon_document();
        match stop {
            Stop::File(problem) => {
                builder.problems.push(problem);
                break;
            }
            Stop::Document(problem) => builder.problems.push(problem),
        }
        if !matches!(parser.proceed_next_document(), Ok(true)) {
            break;
        }
    }
    builder.finish()
}

/// Why reading went no further.
enum Stop {
    Document(Problem),
    File(Problem),
}

/// A container whose children are still being read.
struct Frame {
    node: u32,
    anchor: usize,
    size: u64,
    children: Children,
}

enum Children {
    Seq(Vec<u32>),
    Map { entries: Vec<Entry>, key: Option<(StrRef, Span)> },
}

struct Builder<'s> {
    source: &'s str,
    limits: Limits,
    tree: Tree,
    problems: Vec<Problem>,
    frames: Vec<Frame>,
    /// Anchor -> node and its expanded size, of the document being read.
    anchors: FxHashMap<usize, (u32, u64)>,
    root: Option<u32>,
    total: u64,
    /// Emptied containers, used again: most of the time goes into allocation otherwise.
    spare_seqs: Vec<Vec<u32>>,
    spare_maps: Vec<Vec<Entry>>,
}

impl<'s> Builder<'s> {
    fn new(source: &'s Arc<str>, limits: Limits) -> Self {
        let tree = Tree { text: Arc::clone(source), ..Tree::default() };
        Self {
            source,
            limits,
            tree,
            problems: Vec::new(),
            frames: Vec::new(),
            anchors: FxHashMap::default(),
            root: None,
            total: 0,
            spare_seqs: Vec::new(),
            spare_maps: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, at: &ScanSpan) -> Result<(), Stop> {
        let span = self.span(at);
        match event {
            Event::Scalar(text, style, anchor, tag) => self.scalar(text, style, anchor, tag.as_deref(), span),
            Event::SequenceStart(_, anchor, tag) => {
                let children = Children::Seq(self.spare_seqs.pop().unwrap_or_default());
                self.open(children, anchor, tag.as_deref(), span)
            }
            Event::MappingStart(_, anchor, tag) => {
                let entries = self.spare_maps.pop().unwrap_or_default();
                self.open(Children::Map { entries, key: None }, anchor, tag.as_deref(), span)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.close(span);
                Ok(())
            }
            Event::Alias(anchor) => {
                let Some(&(target, size)) = self.anchors.get(&anchor) else {
                    return Err(Stop::Document(Problem::Syntax { kind: ErrorKind::UnknownAnchor, span }));
                };
                let node = self.push_node(span, Kind::Alias(target), size, true)?;
                self.place(node, size, None);
                Ok(())
            }
            Event::DocumentStart(..) => {
                self.abandon_document();
                Ok(())
            }
            Event::DocumentEnd => {
                self.tree.documents.extend(self.root.take());
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn span(&self, at: &ScanSpan) -> Span {
        let start = at.start.byte_offset().unwrap_or(0);
        let end = at.end.byte_offset().unwrap_or(start).max(start);
        // A block's end mark lies after the line break and the indentation of what follows.
        let text = self.source.get(start..end).unwrap_or_default();
        Span::new(start, start + text.trim_end().len())
    }

    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        span: Span,
    ) -> Result<(), Stop> {
        let plain = style == ScalarStyle::Plain;
        let as_text = !plain || tag.is_some_and(|tag| tag.is_yaml_core_schema_tag("str"));
        if let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema() && tag.suffix() != "!") {
            self.problems.push(Problem::Tag { span, tag: tag.original() });
        }
        let meaning = if as_text { Scalar::Str } else { scalar::resolve(&text) };
        let at = self.intern(&text);
        if let Some(Frame { children: Children::Map { key: key @ None, .. }, .. }) = self.frames.last_mut() {
            *key = Some((at, span));
            self.anchors.remove(&anchor);
            return Ok(());
        }
        let kind = match meaning {
            Scalar::Null => Kind::Null,
            Scalar::Bool(value) => Kind::Bool(value),
            Scalar::Number => Kind::Number(at),
            Scalar::Str => Kind::Str(at),
            Scalar::LeadingZero => {
                self.problems.push(Problem::LeadingZero { span, code: text.into_owned() });
                Kind::Str(at)
            }
        };
        let node = self.push_node(span, kind, 1, false)?;
        if anchor != 0 {
            self.anchors.insert(anchor, (node, 1));
        }
        self.place(node, 1, None);
        Ok(())
    }

    /// Keeps text: as a place in the file where YAML left it as it was, in the side buffer otherwise.
    fn intern(&mut self, text: &str) -> StrRef {
        let base = self.source.as_ptr() as usize;
        let start = (text.as_ptr() as usize).wrapping_sub(base);
        if start <= self.source.len() && self.source.get(start..start + text.len()) == Some(text) {
            let span = Span::new(start, start + text.len());
            return StrRef { offset: span.start, len: span.len(), side: false };
        }
        let offset = self.tree.side.len();
        self.tree.side.push_str(text);
        let span = Span::new(offset, offset + text.len());
        StrRef { offset: span.start, len: span.len(), side: true }
    }

    fn push_node(&mut self, span: Span, kind: Kind, size: u64, by_alias: bool) -> Result<u32, Stop> {
        self.total = self.total.saturating_add(size);
        if self.total > self.limits.nodes {
            return Err(Stop::File(Problem::TooManyNodes { span, by_alias }));
        }
        let index = Span::new(self.tree.nodes.len(), 0).start;
        self.tree.nodes.push(Node { span, kind });
        Ok(index)
    }

    fn open(&mut self, children: Children, anchor: usize, tag: Option<&Tag>, span: Span) -> Result<(), Stop> {
        if let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema()) {
            self.problems.push(Problem::Tag { span, tag: tag.original() });
        }
        if self.frames.len() >= self.limits.depth {
            return Err(Stop::Document(Problem::TooDeep { span: Span { start: span.start, end: span.start + 1 } }));
        }
        let node = self.push_node(span, Kind::Null, 1, false)?;
        self.frames.push(Frame { node, anchor, size: 1, children });
        Ok(())
    }

    fn close(&mut self, end: Span) {
        let Some(frame) = self.frames.pop() else { return };
        let kind = match frame.children {
            Children::Seq(mut items) => {
                let first = Span::new(self.tree.items.len(), self.tree.items.len() + items.len());
                self.tree.items.append(&mut items);
                self.spare_seqs.push(items);
                Kind::Seq { first: first.start, len: first.len() }
            }
            Children::Map { mut entries, .. } => {
                self.drop_duplicates(&mut entries);
                let first = Span::new(self.tree.entries.len(), self.tree.entries.len() + entries.len());
                self.tree.entries.append(&mut entries);
                self.spare_maps.push(entries);
                Kind::Map { first: first.start, len: first.len() }
            }
        };
        let node = &mut self.tree.nodes[frame.node as usize];
        node.kind = kind;
        let stop = (end.end.max(node.span.end)) as usize;
        let text = self.source.get(node.span.start as usize..stop).unwrap_or_default();
        node.span = Span::new(node.span.start as usize, node.span.start as usize + text.trim_end().len());
        if frame.anchor != 0 {
            self.anchors.insert(frame.anchor, (frame.node, frame.size));
        }
        let span = node.span;
        self.place(frame.node, frame.size, Some(span));
    }

    /// Gives a finished node to the container it stands in, or makes it the root.
    fn place(&mut self, node: u32, size: u64, container: Option<Span>) {
        let Some(frame) = self.frames.last_mut() else {
            self.root = Some(node);
            return;
        };
        frame.size = frame.size.saturating_add(size);
        match &mut frame.children {
            Children::Seq(items) => items.push(node),
            Children::Map { entries, key } => {
                if let Some((key, key_span)) = key.take() {
                    entries.push(Entry { key, key_span, value: node });
                } else {
                    let span = container.unwrap_or(self.tree.nodes[node as usize].span);
                    self.problems.push(Problem::ComplexKey { span });
                    // Its value follows and needs a key to be paired with; the pair is reported already.
                    *key = Some((StrRef { offset: 0, len: 0, side: false }, span));
                }
            }
        }
    }

    fn drop_duplicates(&mut self, entries: &mut Vec<Entry>) {
        let tree = &self.tree;
        let mut duplicates: Vec<(usize, usize)> = Vec::new();
        if entries.len() <= 16 {
            for second in 1..entries.len() {
                let key = tree.str(entries[second].key);
                if let Some(first) = entries[..second].iter().position(|entry| tree.str(entry.key) == key) {
                    duplicates.push((first, second));
                }
            }
        } else {
            let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
            for (index, entry) in entries.iter().enumerate() {
                match seen.entry(tree.str(entry.key)) {
                    std::collections::hash_map::Entry::Occupied(first) => duplicates.push((*first.get(), index)),
                    std::collections::hash_map::Entry::Vacant(place) => {
                        place.insert(index);
                    }
                }
            }
        }
        for &(first, second) in &duplicates {
            self.problems.push(Problem::DuplicateKey {
                key: tree.str(entries[second].key).to_owned(),
                first: entries[first].key_span,
                second: entries[second].key_span,
            });
        }
        if !duplicates.is_empty() {
            let drop: FxHashSet<usize> = duplicates.into_iter().map(|(_, second)| second).collect();
            let mut index = 0;
            entries.retain(|_| {
                index += 1;
                !drop.contains(&(index - 1))
            });
        }
    }

    /// Forgets the containers of a document that ended early; what stands in earlier ones is kept.
    fn abandon_document(&mut self) {
        self.frames.clear();
        self.anchors.clear();
        self.root = None;
    }

    fn finish(mut self) -> Parsed {
        self.tree.documents.extend(self.root.take());
        self.tree.nodes.shrink_to_fit();
        self.tree.entries.shrink_to_fit();
        self.tree.items.shrink_to_fit();
        self.tree.side.shrink_to_fit();
        Parsed { tree: self.tree, problems: self.problems }
    }
}
