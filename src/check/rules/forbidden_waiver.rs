//! EXC-004: a waiver names a rule that may be waived, and a reason that the rule takes.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::exceptions::{Exceptions, Flaw, Waiver};
use crate::check::{Checker, Context};
use crate::diagnostic::Subject;
use crate::source::Place;
use crate::text;
use crate::text::Text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "forbidden-waiver",
    page: include_str!("forbidden_waiver.md"),
    cases: &["forbidden", "reason", "unknown-rule"],
    prepare: prepare::<ForbiddenWaiver>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ForbiddenWaiver {}

impl Checker for ForbiddenWaiver {
    fn exceptions(&self, context: &mut Context<'_, '_>, exceptions: &Exceptions<'_>) {
        for waiver in &exceptions.waivers {
            for flaw in &waiver.flaws {
                look(context, waiver, flaw);
            }
        }
    }
}

fn look(context: &mut Context<'_, '_>, waiver: &Waiver<'_>, flaw: &Flaw) {
    let rule = waiver.rule();
    let (case, field, message, help) = match flaw {
        Flaw::Forbidden { because } => (
            "forbidden",
            "rule",
            Text::new(
                format!("quy tắc `{rule}` không được miễn trừ: {}", because.vi),
                format!("the rule `{rule}` cannot be waived: {}", because.en),
            ),
            text!(
                vi: "xóa miễn trừ này và sửa vi phạm; xem `khung explain {rule}`",
                en: "remove the waiver and mend the fault; see `khung explain {rule}`",
            ),
        ),
        Flaw::UnknownRule { nearest } => (
            "unknown-rule",
            "rule",
            text!(vi: "không có quy tắc `{rule}` để miễn trừ", en: "there is no rule `{rule}` to waive"),
            match nearest {
                Some(nearest) => text!(vi: "có phải `{nearest}`?", en: "did you mean `{nearest}`?"),
                None => text!(
                    vi: "xem tên các quy tắc bằng: khung explain",
                    en: "for the names of the rules: khung explain",
                ),
            },
        ),
        Flaw::ReasonNotTaken => {
            let reason = waiver.field("reason").and_then(NodeRef::as_scalar).unwrap_or_default();
            let taken = waiver.setting.map_or(&[][..], |setting| setting.waiver_reasons.as_slice()).join(", ");
            (
                "reason",
                "reason",
                text!(
                    vi: "`{rule}` không được miễn trừ vì lý do `{reason}`",
                    en: "`{rule}` may not be waived for the reason `{reason}`",
                ),
                text!(
                    vi: "lý do phải là một trong: {taken}; lời giải thích ghi ở `explanation`",
                    en: "the reason must be one of: {taken}; put words into `explanation`",
                ),
            )
        }
        _ => return,
    };
    let place: Place = waiver.place(field);
    let subject = (Subject::Waiver(waiver.label.clone()), waiver.agency.as_str());
    context.report_on(subject, case, place, message, help).about(field);
}
