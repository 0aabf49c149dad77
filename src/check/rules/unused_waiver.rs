//! EXC-002: a waiver is for something that is found.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::exceptions::{Exceptions, Waiver};
use crate::check::{Checker, Context};
use crate::diagnostic::Subject;
use crate::framework::RuleStanding;
use crate::source::Place;
use crate::text;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    name: "unused-waiver",
    page: include_str!("unused_waiver.md"),
    cases: &["unused", "covered", "off", "not-yet"],
    prepare: prepare::<UnusedWaiver>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnusedWaiver {}

impl Checker for UnusedWaiver {
    fn exceptions(&self, context: &mut Context<'_, '_>, exceptions: &Exceptions<'_>) {
        // What a waiver is for may stand in a file that could not be read.
        if !exceptions.whole {
            return;
        }
        for waiver in &exceptions.waivers {
            // One that leads nowhere, or is not good enough, is told for that.
            if waiver.flaws.is_empty() && waiver.covers == 0 && !waiver.named.dangling {
                unused(context, waiver);
            }
        }
    }
}

fn unused(context: &mut Context<'_, '_>, waiver: &Waiver<'_>) {
    let (rule, day) = (waiver.rule(), context.day);
    let standing = waiver.setting.map(|setting| context.graph.pack.rule_standing(setting, day));
    let remove = text!(
        vi: "xóa miễn trừ này; nếu vẫn cần, kiểm tra `component`, `to`, `field` có khớp phát hiện không",
        en: "remove it; where it is still needed, check that `component`, `to`, `field` fit the finding",
    );
    if let Some(decided) = waiver.not_yet {
        let message = text!(
            vi: "miễn trừ `{rule}` quyết định ngày {decided}, sau ngày xét {day}, nên chưa có hiệu lực",
            en: "the waiver of `{rule}` was decided on {decided}, after {day}, and does not hold yet",
        );
        let help = text!(
            vi: "không cần sửa nếu chỉ xem lại quá khứ; nếu không, kiểm tra `decided`",
            en: "nothing to mend when looking back; otherwise check `decided`",
        );
        report(context, waiver, "not-yet", message, help, None);
    } else if let Some(first) = waiver.covered_by {
        let message = text!(
            vi: "đã có miễn trừ khác cho cùng phát hiện của `{rule}`",
            en: "another waiver is already for the same findings of `{rule}`",
        );
        let help = text!(vi: "giữ một trong hai", en: "keep one of the two");
        report(context, waiver, "covered", message, help, Some(first));
    } else if let Some(RuleStanding::Off(because)) = standing {
        let message = Text::new(
            format!("quy tắc `{rule}` không áp dụng ở ngày {day}, nên miễn trừ không dùng đến: {}", because.vi),
            format!("the rule `{rule}` does not apply on {day}, so the waiver is not used: {}", because.en),
        );
        let help = text!(
            vi: "không cần sửa nếu chỉ xem lại quá khứ; nếu không, xóa miễn trừ này",
            en: "nothing to mend when looking back; otherwise remove it",
        );
        report(context, waiver, "off", message, help, None);
    } else {
        let message = text!(
            vi: "không có phát hiện nào của `{rule}` khớp với miễn trừ này",
            en: "no finding of `{rule}` fits this waiver",
        );
        report(context, waiver, "unused", message, remove, None);
    }
}

fn report(
    context: &mut Context<'_, '_>,
    waiver: &Waiver<'_>,
    case: &str,
    message: Text,
    help: Text,
    first: Option<Place>,
) {
    let subject = (Subject::Waiver(waiver.label.clone()), waiver.agency.as_str());
    let finding = context.report_on(subject, case, waiver.place("rule"), message, help);
    if let Some(first) = first {
        finding.relate(first, text!(vi: "miễn trừ đang dùng", en: "the waiver in use"));
    }
}
