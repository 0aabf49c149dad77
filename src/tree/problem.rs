//! What can be wrong with a file as YAML, and how much of one is read.

pub use granit_parser::ErrorKind;

use crate::source::Span;

/// How much of a file is read before it is refused, so that no input can exhaust the machine.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of one file.
    pub file_bytes: u64,
    /// Levels of nesting.
    pub depth: usize,
    /// Values of one file, aliases counted as often as they expand.
    pub nodes: u64,
    /// Files of a repository.
    pub files: usize,
    /// Bytes of all files of a repository.
    pub repository_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 16 << 20, depth: 64, nodes: 2_000_000, files: 200_000, repository_bytes: 2 << 30 }
    }
}

/// What is wrong with the YAML of a file, before anybody asks what it means.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// Not YAML; the rest of the document is lost.
    Syntax {
        /// What the parser saw.
        kind: ErrorKind,
        /// Where it stopped.
        span: Span,
    },
    /// A key stands twice in one mapping; the first is kept.
    DuplicateKey {
        /// The key.
        key: String,
        /// Where it stands first.
        first: Span,
        /// Where it stands again.
        second: Span,
    },
    /// Nested beyond the limit; the rest of the document is lost.
    TooDeep {
        /// Where the limit was passed.
        span: Span,
    },
    /// More values than the limit; the rest of the file is lost.
    TooManyNodes {
        /// Where the limit was passed.
        span: Span,
        /// An alias made it so.
        by_alias: bool,
    },
    /// A key that is a list or a mapping.
    ComplexKey {
        /// Where.
        span: Span,
    },
    /// A tag such as `!python/object`.
    Tag {
        /// Where.
        span: Span,
        /// The tag.
        tag: String,
    },
    /// Digits with a leading zero that are not in quotes; kept as text.
    LeadingZero {
        /// Where.
        span: Span,
        /// The digits.
        code: String,
    },
}

impl Problem {
    /// The parser's own error, at the byte where it stopped.
    pub(super) fn from_scan(kind: &ErrorKind, offset: Option<usize>, text: &str) -> Self {
        let start = offset.unwrap_or(0).min(text.len());
        let width = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let span = Span::new(start, start + width);
        if matches!(kind, ErrorKind::RecursionLimitExceeded) {
            return Self::TooDeep { span };
        }
        Self::Syntax { kind: kind.clone(), span }
    }
}
