//! EXC-005: a comment that lets a warning pass names the rule, says why, and is needed.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::exceptions::{Exceptions, IgnoreFlaw};
use crate::check::{Checker, Context};
use crate::text;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    name: "unjustified-ignore",
    page: include_str!("unjustified_ignore.md"),
    cases: &["no-rule", "no-reason", "unknown-rule", "forbidden", "on-error", "unused"],
    prepare: prepare::<UnjustifiedIgnore>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnjustifiedIgnore {}

impl Checker for UnjustifiedIgnore {
    fn exceptions(&self, context: &mut Context<'_, '_>, exceptions: &Exceptions<'_>) {
        for ignore in &exceptions.ignores {
            for flaw in &ignore.flaws {
                // What it is for may stand in a file that could not be read.
                if matches!(flaw, IgnoreFlaw::Unused { .. }) && !exceptions.whole {
                    continue;
                }
                let (case, rule, message, help) = words(flaw);
                let subject = (ignore.subject.clone(), ignore.agency.as_str());
                let finding = context.report_on(subject, case, ignore.place, message, help);
                format!("{} {rule}", ignore.label).trim_end().clone_into(&mut finding.field);
            }
        }
    }
}

fn words(flaw: &IgnoreFlaw) -> (&'static str, &str, Text, Text) {
    let form = "# khung: ignore[…] …";
    match flaw {
        IgnoreFlaw::NoRule => (
            "no-rule",
            "",
            text!(vi: "chú thích bỏ qua không nêu quy tắc nào", en: "the ignore comment names no rule"),
            text!(
                vi: "viết `{form}`: tên quy tắc trong ngoặc vuông, rồi lý do; hoặc xóa chú thích",
                en: "write `{form}`: the rule in square brackets, then why; or remove the comment",
            ),
        ),
        IgnoreFlaw::NoReason => (
            "no-reason",
            "",
            text!(
                vi: "chú thích bỏ qua không nêu lý do, nên không có tác dụng",
                en: "the ignore comment gives no reason, and so does nothing",
            ),
            text!(vi: "viết lý do sau dấu `]`", en: "write the reason after the `]`"),
        ),
        IgnoreFlaw::UnknownRule { rule, nearest } => (
            "unknown-rule",
            rule,
            text!(vi: "không có quy tắc `{rule}` để bỏ qua", en: "there is no rule `{rule}` to ignore"),
            match nearest {
                Some(nearest) => text!(vi: "có phải `{nearest}`?", en: "did you mean `{nearest}`?"),
                None => text!(
                    vi: "xem tên các quy tắc bằng: khung explain",
                    en: "for the names of the rules: khung explain",
                ),
            },
        ),
        IgnoreFlaw::Forbidden { rule, because } => (
            "forbidden",
            rule,
            Text::new(
                format!("không được bỏ qua `{rule}`: {}", because.vi),
                format!("`{rule}` cannot be ignored: {}", because.en),
            ),
            text!(vi: "xóa chú thích và sửa vi phạm", en: "remove the comment and mend the fault"),
        ),
        IgnoreFlaw::OnError { rule } => (
            "on-error",
            rule,
            text!(
                vi: "`{rule}` ở dòng này là lỗi; chú thích chỉ bỏ qua được cảnh báo",
                en: "`{rule}` is an error on this line; a comment lets only warnings pass",
            ),
            text!(
                vi: "sửa vi phạm; nếu có quyết định cho phép, viết thành miễn trừ trong tài liệu `waivers:`",
                en: "mend the fault; where a decision allows it, write a waiver in a `waivers:` document",
            ),
        ),
        IgnoreFlaw::Unused { rule } => (
            "unused",
            rule,
            text!(
                vi: "`{rule}` không có cảnh báo nào ở dòng này cần bỏ qua",
                en: "`{rule}` has no warning on this line that needs the comment",
            ),
            text!(
                vi: "xóa chú thích, hoặc đặt nó ở đúng dòng của cảnh báo",
                en: "remove the comment, or put it on the line of the warning",
            ),
        ),
    }
}
