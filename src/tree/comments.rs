//! The comments of a YAML file. The tree has none: whoever wants them asks for this second reading.

use granit_parser::{Event, Options, Parser};

use super::problem::Limits;
use crate::source::Span;

/// Where the comments of a file stand, `#` included, in order. What merely looks like one inside a text or a block
/// is none; where the file is not YAML, those before the fault and those of the next documents are given.
#[must_use]
pub fn comments(text: &str, limits: Limits) -> Vec<Span> {
    let mut options = Options::default();
    options.set_emit_comments(true);
    options.max_buffered_comment_events = usize::MAX;
    options.flow_nesting_limit = limits.depth + 2;
    options.block_nesting_limit = limits.depth + 2;
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut found = Vec::new();
    while let Some(event) = parser.next_event() {
        match event {
            Ok((Event::Comment(..), span)) => {
                let start = span.start.byte_offset().unwrap_or(0);
                let end = span.end.byte_offset().unwrap_or(start).max(start);
                let shown = text.get(start..end).unwrap_or_default().trim_end().len();
                found.push(Span::new(start, start + shown));
            }
            Ok(_) => {}
            Err(_) => {
                if !matches!(parser.proceed_next_document(), Ok(true)) {
                    break;
                }
            }
        }
    }
    // A comment before a value may be given after the comments inside it.
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        let spans = comments(text, Limits::default());
        spans.iter().map(|span| &text[span.start as usize..span.end as usize]).collect()
    }

    #[test]
    fn a_comment_is_told_from_text_that_looks_like_one() {
        let text = "a: 'x # no'\nb: y#no # yes 1\nc: |\n  # no\n  d: e # no\nf: >-\n  g # no\n# yes 2\nh: [i, # yes 3\n  j]\nk: \"l\n  # no\"\n";
        assert_eq!(texts(text), ["# yes 1", "# yes 2", "# yes 3"]);
    }

    #[test]
    fn ends_of_lines_of_any_system_are_no_part_of_it() {
        assert_eq!(texts("\u{feff}# một\r\na: b # hai\r\n"), ["# một", "# hai"]);
        assert_eq!(texts("# hết"), ["# hết"]);
    }

    #[test]
    fn a_broken_document_keeps_the_comments_of_the_next() {
        assert_eq!(texts("a: [ # một\n---\nb: c # hai\n"), ["# một", "# hai"]);
    }

    #[test]
    fn a_thousand_comments_in_a_row_are_read() {
        let text = format!("a:\n{}  b: c\n", "  # x\n".repeat(1000));
        assert_eq!(texts(&text).len(), 1000);
    }
}
