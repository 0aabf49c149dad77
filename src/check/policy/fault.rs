//! What is wrong with a policy, at its line. A policy that cannot be applied says so: it never passes.

use crate::diagnostic::{Finding, Subject};
use crate::framework::Severity;
use crate::load;
use crate::source::{Place, Span};
use crate::text::Text;
use crate::tree::NodeRef;

/// What is wrong, and what to do.
pub(super) struct Problem {
    pub message: Text,
    pub help: Text,
}

impl Problem {
    pub const fn new(message: Text, help: Text) -> Self {
        Self { message, help }
    }

    /// The problem as a finding: `field` is where in the policies of the file.
    pub fn at(self, file: &str, place: Place, field: String) -> Finding {
        let subject = Subject::File(file.to_owned());
        Finding::new(load::INVALID_POLICY, Severity::Error, subject, place, self.message, self.help).with_field(field)
    }
}

/// The bytes of the file that a part of a text stands in; the whole of its first line where YAML wrote the
/// text otherwise than it reads.
pub(super) fn part(node: NodeRef<'_>, range: &std::ops::Range<usize>) -> Span {
    let (whole, Some(text)) = (node.first_line(), node.as_str()) else { return node.first_line() };
    let span = node.span();
    let Some(raw) = node.text_from(span.start).get(..span.len() as usize) else { return whole };
    // The line of the text that holds the part stands somewhere in the file as it is, indented or quoted.
    let line_start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].split('\n').next().unwrap_or_default();
    let lines_before = text[..line_start].matches('\n').count();
    let mut from = 0;
    for before in text.split('\n').take(lines_before) {
        from = raw[from..].find(before).map_or(from, |at| from + at + before.len());
    }
    match raw[from..].find(line) {
        Some(at) if !line.is_empty() => {
            let start = span.start as usize + from + at + (range.start - line_start);
            Span::new(start, start + range.len())
        }
        _ => whole,
    }
}
