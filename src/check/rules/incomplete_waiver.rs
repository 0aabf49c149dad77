//! CON-005: a waiver says why, by which decision, who decided and until when.

use super::{Rule, prepare};
use crate::check::exceptions::{Completeness, Exceptions, Flaw};
use crate::check::{Checker, Context};
use crate::diagnostic::Subject;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "incomplete-waiver",
    page: include_str!("incomplete_waiver.md"),
    cases: &["direct", "other"],
    prepare: prepare::<Completeness>,
};

impl Checker for Completeness {
    fn exceptions(&self, context: &mut Context<'_, '_>, exceptions: &Exceptions<'_>) {
        for waiver in exceptions.waivers.iter().filter(|waiver| !waiver.is_void()) {
            for flaw in &waiver.flaws {
                let Flaw::Lacks(fields) = flaw else { continue };
                let rule = waiver.rule();
                let direct = self.rules.iter().any(|direct| direct == rule);
                let named: Vec<String> = fields.iter().map(|field| format!("`{field}`")).collect();
                let lines: Vec<String> = fields.iter().map(|field| format!("{field}: …")).collect();
                let (named, lines) = (named.join(", "), lines.join(", "));
                let message = text!(
                    vi: "miễn trừ `{rule}` thiếu {named}, nên không có hiệu lực",
                    en: "the waiver of `{rule}` lacks {named}, and so waives nothing",
                );
                let reasons = waiver.setting.map_or(&[][..], |setting| setting.waiver_reasons.as_slice()).join(", ");
                let help = if fields.contains(&"reason") && !reasons.is_empty() {
                    text!(
                        vi: "ghi `{lines}`; lý do là một trong: {reasons}",
                        en: "write `{lines}`; the reason is one of: {reasons}",
                    )
                } else {
                    text!(
                        vi: "ghi `{lines}`; chưa có quyết định thì xóa miễn trừ và sửa vi phạm",
                        en: "write `{lines}`; with no decision, remove the waiver and mend the fault",
                    )
                };
                let case = if direct { "direct" } else { "other" };
                let subject = (Subject::Waiver(waiver.label.clone()), waiver.agency.as_str());
                context.report_on(subject, case, waiver.place("rule"), message, help);
            }
        }
    }
}
