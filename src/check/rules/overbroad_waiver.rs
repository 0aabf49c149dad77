//! EXC-003: a waiver is for one case, not for an agency or for everything.

use super::{Rule, prepare};
use crate::check::exceptions::{Breadth, Exceptions, Flaw, Width};
use crate::check::{Checker, Context};
use crate::diagnostic::Subject;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "overbroad-waiver",
    page: include_str!("overbroad_waiver.md"),
    cases: &[],
    prepare: prepare::<Breadth>,
};

impl Checker for Breadth {
    fn exceptions(&self, context: &mut Context<'_, '_>, exceptions: &Exceptions<'_>) {
        for waiver in exceptions.waivers.iter().filter(|waiver| !waiver.is_void()) {
            for flaw in &waiver.flaws {
                let Flaw::TooBroad(width) = flaw else { continue };
                let (rule, most) = (waiver.rule(), self.most);
                let (message, help) = match width {
                    Width::Everywhere => (
                        text!(
                            vi: "miễn trừ `{rule}` không nêu cho thành phần, cơ quan, thực thể hay dự án nào",
                            en: "the waiver of `{rule}` names no component, agency, entity or project",
                        ),
                        text!(
                            vi: "ghi `component: cơ-quan/thành-phần`; với kết nối thêm `to: …`",
                            en: "write `component: agency/component`; for a connection also `to: …`",
                        ),
                    ),
                    Width::WholeAgency(count) => (
                        text!(
                            vi: "miễn trừ `{rule}` cho cả cơ quan, trong khi {count} phát hiện là ở từng thành phần, kết nối",
                            en: "the waiver of `{rule}` is for a whole agency, while its {count} findings are about single components or connections",
                        ),
                        text!(
                            vi: "viết cho từng trường hợp một miễn trừ có `component` (kết nối thêm `to`)",
                            en: "write a waiver for each case, with `component` (and `to` for a connection)",
                        ),
                    ),
                    Width::Connections(count) => (
                        text!(
                            vi: "miễn trừ `{rule}` thiếu `to` nên trùm lên {count} kết nối; nhiều nhất là {most}",
                            en: "the waiver of `{rule}` has no `to` and so covers {count} connections; {most} at most",
                        ),
                        text!(
                            vi: "thêm `to: cơ-quan/thành-phần`, mỗi kết nối một miễn trừ",
                            en: "add `to: agency/component`, one waiver for each connection",
                        ),
                    ),
                };
                let subject = (Subject::Waiver(waiver.label.clone()), waiver.agency.as_str());
                context.report_on(subject, "", waiver.place("rule"), message, help);
            }
        }
    }
}
