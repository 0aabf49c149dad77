//! Lines for a terminal.

use super::Style;

/// Lines are broken at spaces only: a date or a path that is cut cannot be copied.
pub(super) fn wrap(style: Style) -> textwrap::Options<'static> {
    textwrap::Options::new(style.width.max(40))
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// Adds a paragraph whose first line and whose other lines begin as given.
pub(super) fn fill(text: &mut String, style: Style, first: &str, rest: &str, words: &str) {
    let options = wrap(style).initial_indent(first).subsequent_indent(rest);
    text.push_str(&textwrap::fill(words, options));
    text.push('\n');
}
