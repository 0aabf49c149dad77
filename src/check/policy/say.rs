//! The words of policies: values short enough to print, guesses at what was meant, messages with placeholders.

use strsim::damerau_levenshtein;
use unicode_normalization::UnicodeNormalization;

use crate::text;
use crate::text::Text;

/// The most characters of a value that a message repeats.
const SHOWN: usize = 60;
/// Longer than any name: comparing would cost time, and nobody meant it.
const LONGEST_NAME: usize = 100;

/// A value on one line, short, and with nothing in it that a terminal obeys.
pub(super) fn shown(text: &str) -> String {
    let end = text.char_indices().nth(4 * SHOWN).map_or(text.len(), |(end, _)| end);
    // Marks that turn the direction of writing would let a value rewrite the line it stands in.
    let hidden =
        |letter: char| letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain = text[..end].chars().map(|letter| if hidden(letter) { ' ' } else { letter });
    let line = plain.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN { line } else { line.chars().take(SHOWN - 1).chain(['…']).collect() }
}

/// The known name nearest to one that is not known.
pub(super) fn nearest<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    if written.len() > LONGEST_NAME {
        return None;
    }
    let allowed = if written.chars().count() <= 4 { 1 } else { 3 };
    let scored = known.map(|name| (damerau_levenshtein(written, name), name));
    scored.min_by_key(|&(distance, _)| distance).filter(|&(distance, _)| distance <= allowed).map(|(_, name)| name)
}

/// "Did you mean", where something is near; the list otherwise.
pub(super) fn did_you_mean(near: Option<&str>, list: Text) -> Text {
    near.map_or(list, |near| text!(vi: "ý bạn là `{near}`?", en: "did you mean `{near}`?"))
}

/// Names as people list them.
pub(super) fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Whether two texts are one, however their accents are encoded.
pub(super) fn same(left: &str, right: &str) -> bool {
    left == right || (!left.is_ascii() && left.nfc().eq(right.nfc()))
}

/// What a placeholder stands for.
pub(super) struct Filling<'f> {
    pub component: &'f str,
    pub name: &'f Text,
    pub value: &'f str,
}

/// Names of the placeholders.
pub(super) const PLACEHOLDERS: [&str; 3] = ["component", "name", "value"];

/// The first `{word}` of a message that is no placeholder.
pub(super) fn unknown_placeholder(message: &str) -> Option<&str> {
    let words = message.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(word, _)| word);
    words.into_iter().find(|word| !PLACEHOLDERS.contains(word))
}

/// A message with its placeholders filled, in one pass: what is filled in is never looked at again.
pub(super) fn fill(message: &Text, filling: &Filling<'_>) -> Text {
    let half = |message: &str, name: &str| {
        let mut parts = message.split('{');
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (word, rest) = part.split_once('}').unwrap_or((part, ""));
            out.push_str(match word {
                "component" => filling.component,
                "name" => name,
                "value" => filling.value,
                _ => word,
            });
            out.push_str(rest);
        }
        out
    };
    Text::new(half(&message.vi, &filling.name.vi), half(&message.en, &filling.name.en))
}

/// Sentences one after the other.
pub(super) fn joined<'t>(texts: impl Iterator<Item = &'t Text>) -> Text {
    let texts: Vec<&Text> = texts.collect();
    let half = |pick: fn(&Text) -> &str| texts.iter().map(|text| pick(text)).collect::<Vec<_>>().join("; ");
    Text::new(half(|text| &text.vi), half(|text| &text.en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_never_filled_again() {
        let filling = Filling { component: "a/{value}", name: &Text::new("{name}", "N"), value: "{component}" };
        let message = Text::new("{component} {name} {value}", "{component}: {value}");
        assert_eq!(fill(&message, &filling), Text::new("a/{value} {name} {component}", "a/{value}: {component}"));
    }

    #[test]
    fn a_value_is_one_short_line() {
        assert_eq!(shown("a\u{1b}[31m\nb"), "a [31m b");
        assert_eq!(shown(&"x".repeat(1_000)).chars().count(), SHOWN);
    }

    #[test]
    fn unknown_placeholders_are_found() {
        assert_eq!(unknown_placeholder("{component} {valeu} {x"), Some("valeu"));
        assert_eq!(unknown_placeholder("{component} } {"), None);
    }
}
