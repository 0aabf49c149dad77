//! CON-011: the reporting systems of ministries and provinces join the one of the Government.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context, NationalLink};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "unlinked-reporting-system",
    page: include_str!("unlinked_reporting_system.md"),
    cases: &[],
    prepare: prepare::<UnlinkedReportingSystem>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnlinkedReportingSystem {
    /// Which systems must be linked with the one of the Government.
    link: NationalLink,
}

impl Checker for UnlinkedReportingSystem {
    fn repository(&self, context: &mut Context<'_, '_>) {
        for id in self.link.missing(context) {
            let message = text!(
                vi: "hệ thống báo cáo chưa liên thông với Hệ thống thông tin báo cáo Chính phủ",
                en: "the reporting system is not linked to the Government reporting information system",
            );
            self.link.report(context, id, message);
        }
    }
}
