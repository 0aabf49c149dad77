//! EXC-001: a waiver ends on its last day, and that day is not too far off.

use jiff::Span;
use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::exceptions::{Exceptions, Flaw, Waiver};
use crate::check::{Checker, Context};
use crate::diagnostic::Subject;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "expired-waiver",
    page: include_str!("expired_waiver.md"),
    cases: &["expired", "too-long"],
    prepare: prepare::<ExpiredWaiver>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpiredWaiver {
    /// Months from the decision to the last day, at most.
    longest_months: i32,
}

impl Checker for ExpiredWaiver {
    fn exceptions(&self, context: &mut Context<'_, '_>, exceptions: &Exceptions<'_>) {
        for waiver in exceptions.waivers.iter().filter(|waiver| !waiver.is_void()) {
            let expired = waiver.flaws.iter().find_map(|flaw| match flaw {
                Flaw::Expired(last) => Some(*last),
                _ => None,
            });
            match expired {
                Some(last) => {
                    let rule = waiver.rule();
                    let message = text!(
                        vi: "miễn trừ `{rule}` đã hết hạn sau ngày {last}",
                        en: "the waiver of `{rule}` ended after {last}",
                    );
                    let help = text!(
                        vi: "sửa vi phạm rồi xóa miễn trừ; nếu được gia hạn, ghi `decision`, `decided`, `expires` của quyết định mới",
                        en: "mend the fault and remove the waiver; where it was prolonged, give `decision`, `decided`, `expires` of the new decision",
                    );
                    report(context, waiver, "expired", message, help);
                }
                None => self.length(context, waiver),
            }
        }
    }
}

impl ExpiredWaiver {
    /// A waiver with no last day at all is incomplete, which another rule says.
    fn length(&self, context: &mut Context<'_, '_>, waiver: &Waiver<'_>) {
        let Some(last) = waiver.day("expires") else { return };
        let (first, longest) = (waiver.day("decided").unwrap_or(context.day), self.longest_months);
        let latest = first.checked_add(Span::new().months(longest));
        let Ok(latest) = latest else { return };
        if last <= latest {
            return;
        }
        let rule = waiver.rule();
        let message = text!(
            vi: "miễn trừ `{rule}` kéo dài đến {last}, quá {longest} tháng kể từ {first}",
            en: "the waiver of `{rule}` lasts until {last}, more than {longest} months from {first}",
        );
        let help = text!(
            vi: "xin thời hạn đến {latest} rồi xem lại; nếu quyết định ghi đúng ngày này, kiểm tra `decided`",
            en: "ask for a term until {latest} and look again then; where the decision does say this day, check `decided`",
        );
        report(context, waiver, "too-long", message, help);
    }
}

fn report(context: &mut Context<'_, '_>, waiver: &Waiver<'_>, case: &str, message: text::Text, help: text::Text) {
    let subject = (Subject::Waiver(waiver.label.clone()), waiver.agency.as_str());
    context.report_on(subject, case, waiver.place("expires"), message, help).about("expires");
}
