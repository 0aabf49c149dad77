//! Words people read, always in Vietnamese and English side by side.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A language the tool speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Vietnamese, what an architect reads first.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The one of two texts that is in this language.
    #[must_use]
    pub const fn pick<T: Copy>(self, vi: T, en: T) -> T {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }

    /// `vi` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.pick("vi", "en")
    }
}

/// One text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A text from its two halves.
    #[must_use]
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }

    /// The half in a language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

/// A name in the one spelling that comparisons use: NFC, lower case, no space around it.
#[must_use]
pub fn spelling(name: &str) -> String {
    name.trim().nfc().flat_map(char::to_lowercase).collect()
}

/// A name as someone in a hurry types it: no diacritics, `đ` as `d`, lower case, one space between words and no
/// other sign. Two names that fold to one are the same to the eye.
#[must_use]
pub fn folded(name: &str) -> String {
    let plain = name.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase);
    let plain: String = plain.map(|letter| if letter == 'đ' { 'd' } else { letter }).collect();
    let words = plain.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A count as people write it: `10.000` in Vietnamese, `10,000` in English.
#[must_use]
pub fn grouped(count: u64, lang: Lang) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(lang.pick(".", ","));
        }
        out.push(digit);
    }
    out
}

/// Writes a [`Text`] with `format!` arguments, so that both languages stand together and the
/// compiler checks the arguments of both.
#[macro_export]
macro_rules! text {
    (vi: $vi:literal, en: $en:literal $(,)?) => {
        $crate::text::Text::new(format!($vi), format!($en))
    };
}
