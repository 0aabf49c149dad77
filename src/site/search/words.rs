//! The words of a text as the index keeps them. `assets/search.js` takes a query apart by the same steps.

use unicode_normalization::UnicodeNormalization;

use crate::text::folded;

/// Longest word that is kept, in letters; what is longer is cut, in the index and in a query.
const LONGEST: usize = 40;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Without marks: `hoa`.
    pub folded: String,
    /// As it is spelled, the tone told at the end so that its place does not matter: `hòa` and `hoà` are `hoa2`.
    pub form: String,
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> {
    let text: String = text.nfc().collect();
    let parts: Vec<String> =
        text.split(|letter: char| !letter.is_alphanumeric()).map(|part| part.chars().take(LONGEST).collect()).collect();
    parts.into_iter().filter_map(|part| {
        let folded = folded(&part).replace(' ', "");
        (!folded.is_empty()).then(|| Word { form: form(&part), folded })
    })
}

fn form(word: &str) -> String {
    let (mut kept, mut tone) = (String::new(), String::new());
    for letter in word.nfd().flat_map(char::to_lowercase) {
        match TONES.iter().position(|mark| *mark == letter) {
            Some(which) => tone.push_str(&(which + 1).to_string()),
            None => kept.push(letter),
        }
    }
    kept.nfc().chain(tone.chars()).collect()
}

/// Acute, grave, hook, tilde, dot below.
const TONES: [char; 5] = ['\u{301}', '\u{300}', '\u{309}', '\u{303}', '\u{323}'];

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(String, String)> {
        words(text).map(|word| (word.folded, word.form)).collect()
    }

    #[test]
    fn marks_are_kept_apart_from_letters() {
        let pair = |folded: &str, form: &str| (folded.to_owned(), form.to_owned());
        assert_eq!(of("Đường, DƯƠNG"), [pair("duong", "đương2"), pair("duong", "dương")]);
        assert_eq!(of("hòa"), of("hoà"));
        assert_eq!(of("thủy"), of("thuỷ"));
        assert_eq!(of("Việt"), of("Vie\u{302}\u{323}t"), "composed or not");
        assert_eq!(
            of("bo-cong-an/__proto__"),
            [pair("bo", "bo"), pair("cong", "cong"), pair("an", "an"), pair("proto", "proto")]
        );
        assert_eq!(of("<script>\u{202e}</script>").len(), 2);
        assert_eq!(of(&"x".repeat(9000))[0].0.len(), LONGEST);
        assert!(of(" – ").is_empty());
    }
}
