//! What is wrong with a command line, in the reader's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::text;
use crate::text::{Lang, Text};

/// One line that says what is wrong and one that says what to do; `None` where only the parser knows.
pub(super) fn say(error: &clap::Error, lang: Lang) -> Option<String> {
    let given = |kind| words(error, kind);
    let argument = given(ContextKind::InvalidArg);
    let value = given(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = given(ContextKind::InvalidSubcommand);
            text!(vi: "không có lệnh `{name}`", en: "there is no command `{name}`")
        }
        ErrorKind::UnknownArgument => {
            text!(vi: "không có tùy chọn `{argument}`", en: "there is no option `{argument}`")
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            text!(vi: "`{argument}` cần một giá trị", en: "`{argument}` needs a value")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => text!(
            vi: "giá trị `{value}` của `{argument}` không hợp lệ",
            en: "the value `{value}` of `{argument}` is not valid",
        ),
        ErrorKind::MissingRequiredArgument => text!(vi: "thiếu `{argument}`", en: "`{argument}` is missing"),
        ErrorKind::ArgumentConflict => {
            let other = given(ContextKind::PriorArg);
            text!(vi: "`{argument}` không dùng cùng `{other}`", en: "`{argument}` does not go with `{other}`")
        }
        _ => return None,
    };
    let advice = advice(error);
    let more = lang.pick("xem", "see");
    Some(format!("{}{}\n{more}: khung --help", message.get(lang), advice.get(lang)))
}

/// What was likely meant, or what may be written.
fn advice(error: &clap::Error) -> Text {
    let meant = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(|kind| nearest(error, kind));
    let allowed = words(error, ContextKind::ValidValue);
    match meant {
        Some(meant) => text!(vi: "; có phải `{meant}`?", en: "; did you mean `{meant}`?"),
        None if !allowed.is_empty() => text!(vi: "; chọn: {allowed}", en: "; choose: {allowed}"),
        None => Text::default(),
    }
}

/// The last of the parser's guesses: they are ordered from the least like.
fn nearest(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(word.clone()),
        ContextValue::Strings(words) => words.last().cloned(),
        _ => None,
    }
}

/// What the parser knows under a heading, in a line.
fn words(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join(", "),
        Some(other) if !matches!(other, ContextValue::None) => other.to_string(),
        _ => String::new(),
    }
}
