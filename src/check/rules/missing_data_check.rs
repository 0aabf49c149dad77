//! DAT-005: the data of every database is checked once a year, in writing.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;
use crate::text::{Lang, Text};

pub(super) static RULE: Rule = Rule {
    name: "missing-data-check",
    page: include_str!("missing_data_check.md"),
    cases: &[],
    prepare: prepare::<MissingDataCheck>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingDataCheck {
    /// Kinds that are databases.
    kinds: Vec<String>,
    /// Levels of agency the duty is for.
    levels: Vec<String>,
    /// Months that a check holds.
    months: i32,
    /// Day by which the first checks under the decree had to be reported.
    deadline: Date,
}

impl Checker for MissingDataCheck {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        if context.day < self.deadline || !context.is_judged(id, &self.kinds, &self.levels) {
            return;
        }
        let recent = graph.component(id).lifecycle.operating.is_some_and(|day| !context.is_older(day, self.months));
        if recent || !graph.state(id, context.day).is_operating() {
            return;
        }
        let mut faults: Vec<Text> = Vec::new();
        let mut place = graph.component(id).place();
        let months = self.months;
        match (context.date(id, "quality_check.date"), context.at(id, "quality_check.date")) {
            (Some(day), Some(node)) if context.is_older(day, months) => {
                place = graph.repository.place_of(id, node);
                faults.push(text!(
                    vi: "lần kiểm tra gần nhất {day} đã quá {months} tháng",
                    en: "the last check, {day}, is more than {months} months old",
                ));
            }
            (None, None) => faults.push(text!(
                vi: "chưa ghi lần kiểm tra nào (`quality_check.date`)",
                en: "no check is recorded (`quality_check.date`)",
            )),
            _ => {}
        }
        if !context.says(id, "quality_check.report") {
            faults.push(text!(
                vi: "chưa có văn bản kết quả (`quality_check.report`)",
                en: "there is no written result (`quality_check.report`)",
            ));
        }
        if faults.is_empty() {
            return;
        }
        let list = |lang: Lang| faults.iter().map(|fault| fault.get(lang)).collect::<Vec<_>>().join("; ");
        let (vi, en) = (list(Lang::Vi), list(Lang::En));
        let message = text!(
            vi: "dữ liệu chưa được kiểm tra, đánh giá hằng năm: {vi}",
            en: "the data lacks its yearly check: {en}",
        );
        let help = text!(
            vi: "kiểm tra dữ liệu rồi ghi `quality_check: {{ date: 'YYYY-MM-DD', report: số văn bản }}`",
            en: "check the data, then write `quality_check: {{ date: 'YYYY-MM-DD', report: the document }}`",
        );
        context.report(id, "", place, message, help).about("quality_check");
    }
}
