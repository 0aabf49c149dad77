//! Words inside Markdown: whatever an agency writes stays words, and is neither a heading, a link nor raw HTML.

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Error, Value};

/// Makes an environment write Markdown: every value is escaped, and a line that holds only a tag leaves no line.
///
/// # Errors
/// Never with the syntax that stands here; minijinja asks.
pub(super) fn set_up(environment: &mut Environment<'static>) -> Result<(), Error> {
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_formatter(|out, _, value: &Value| {
        if value.is_safe() {
            return out.write_str(&value.to_string()).map_err(Error::from);
        }
        out.write_str(&escape(&value.to_string())).map_err(Error::from)
    });
    Ok(())
}

/// Signs that mean something inside a line of Markdown or of a table, in the dialects that forges read.
const SIGNS: &[char] = &['\\', '`', '*', '_', '[', ']', '|', '~', '$', '#'];

/// Text as Markdown shows it, on one line.
#[must_use]
pub(super) fn escape(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(words.len() + 8);
    // What would begin a list or a quote if the text stood first in its line.
    if words.starts_with(['-', '+', '=', '>']) {
        out.push('\\');
    }
    for (at, letter) in words.char_indices() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' if at > 0 => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            sign if SIGNS.contains(&sign) && !inside_word(&words, at, sign) => {
                out.push('\\');
                out.push(sign);
            }
            other if other.is_control() || is_direction(other) => {}
            other => out.push(other),
        }
    }
    out
}

/// An underscore between letters is one of an id, and no emphasis.
fn inside_word(words: &str, at: usize, sign: char) -> bool {
    let letter = |found: Option<char>| found.is_some_and(char::is_alphanumeric);
    sign == '_' && letter(words[..at].chars().next_back()) && letter(words[at + 1..].chars().next())
}

/// Signs that turn the direction of what follows: a name could show as another.
const fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_an_agency_writes_is_markdown() {
        assert_eq!(escape("Hồ sơ sức khỏe điện tử"), "Hồ sơ sức khỏe điện tử");
        assert_eq!(escape("bo_y_te"), "bo_y_te");
        assert_eq!(escape("# a\n\n- b | c"), "\\# a - b \\| c");
        assert_eq!(escape("- a"), "\\- a");
        assert_eq!(
            escape("<script>x</script> & [a](javascript:b)"),
            "&lt;script&gt;x&lt;/script&gt; &amp; \\[a\\](javascript:b)"
        );
        assert_eq!(escape("> a"), "\\> a");
        assert_eq!(escape("a\u{202e}b\u{0}"), "ab");
    }
}
