//! Why a finding was let pass, in a line.

use std::fmt::Write as _;

use crate::diagnostic::{ExceptionKind, Waived};
use crate::text::Lang;

/// Until when, by which decision, for what reason, and who decided.
#[must_use]
pub fn exception(waived: &Waived, lang: Lang) -> String {
    let said = waived.text.get(lang);
    if waived.kind == ExceptionKind::Ignore {
        return format!("{}: {said}", lang.pick("bỏ qua bằng chú thích", "ignored by a comment"));
    }
    let mut line = lang.pick("được miễn", "waived").to_owned();
    if let Some(last) = waived.expires {
        let _ = write!(line, " {} {last}", lang.pick("đến", "until"));
    }
    if !waived.decision.is_empty() {
        let _ = write!(line, " {} {}", lang.pick("theo", "by"), waived.decision);
    }
    let why: Vec<&str> = [waived.reason.as_str(), said].into_iter().filter(|words| !words.is_empty()).collect();
    if !why.is_empty() {
        let _ = write!(line, " ({})", why.join(": "));
    }
    let by = waived.approved_by.get(lang);
    if !by.is_empty() {
        let _ = write!(line, ", {} {by}", lang.pick("do", "decided by"));
        line.push_str(lang.pick(" quyết định", ""));
    }
    line
}
