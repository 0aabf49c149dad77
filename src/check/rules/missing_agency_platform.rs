//! CON-003: each ministry and province has one LGSP, and it reaches the national platform.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::{AgencyId, ComponentId};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "missing-agency-platform",
    page: include_str!("missing_agency_platform.md"),
    cases: &["before-deadline", "missing", "several", "not-connected"],
    prepare: prepare::<MissingAgencyPlatform>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingAgencyPlatform {
    /// Levels of agency that must have one.
    levels: Vec<String>,
    /// Day by which it had to stand.
    deadline: Date,
}

impl Checker for MissingAgencyPlatform {
    fn agency(&self, context: &mut Context<'_, '_>, id: AgencyId) {
        let graph = context.graph;
        let agency = graph.repository.agency(id);
        let judged = graph.root(id) == id && self.levels.contains(&agency.level);
        if !judged || !graph.components_under(id).iter().any(|&component| context.is_active(component)) {
            return;
        }
        let platforms = graph.agency_platforms(id, context.day);
        let [first, extra @ ..] = platforms.as_slice() else {
            let message = text!(
                vi: "chưa có nền tảng tích hợp, chia sẻ dữ liệu (LGSP) đang vận hành",
                en: "no integration platform (LGSP) is in operation",
            );
            let help = text!(
                vi: "thêm ở lớp platform một thành phần `kind: integration-platform`, nối tới nền tảng quốc gia (NGSP)",
                en: "add to the platform layer a component `kind: integration-platform`, connected to the national one (NGSP)",
            );
            let case = self.case(context, "missing");
            context.report_agency(id, case, agency.place, message, help);
            return;
        };
        for &platform in extra {
            several(context, self.case(context, "several"), *first, platform);
        }
        if !reaches_national(context, *first) {
            not_connected(context, self.case(context, "not-connected"), *first);
        }
    }
}

impl MissingAgencyPlatform {
    fn case(&self, context: &Context<'_, '_>, case: &'static str) -> &'static str {
        if context.day < self.deadline { "before-deadline" } else { case }
    }
}

fn reaches_national(context: &Context<'_, '_>, platform: ComponentId) -> bool {
    let graph = context.graph;
    let national = &graph.pack.catalogue.roles.national_platform;
    graph.flows_of(platform, context.day).iter().any(|flow| graph.is_catalogued(flow.to, national))
        || graph
            .catalogued_as(national)
            .any(|national| graph.connections_between(national, platform, context.day).next().is_some())
}

fn several(context: &mut Context<'_, '_>, case: &str, first: ComponentId, platform: ComponentId) {
    let first_key = context.key(first);
    let message = text!(vi: "LGSP thứ hai, ngoài `{first_key}`", en: "a second LGSP, beside `{first_key}`");
    let help = text!(
        vi: "hợp nhất vào `{first_key}`, hoặc ghi ngày dừng ở `lifecycle: {{ retired: … }}`",
        en: "merge it into `{first_key}`, or give the day it stops in `lifecycle: {{ retired: … }}`",
    );
    let place = context.graph.component(platform).place();
    let related = context.graph.component(first).place();
    let finding = context.report(platform, case, place, message, help);
    finding.relate(related, text!(vi: "LGSP thứ nhất", en: "the first LGSP"));
}

fn not_connected(context: &mut Context<'_, '_>, case: &str, platform: ComponentId) {
    let national = context.graph.pack.catalogue.roles.national_platform.clone();
    let target = context.graph.catalogued_as(&national).next().map(|id| context.key(id));
    let target = target.unwrap_or_else(|| format!("cơ-quan/{national}"));
    let message = text!(
        vi: "LGSP chưa kết nối nền tảng tích hợp, chia sẻ dữ liệu quốc gia (NGSP)",
        en: "the LGSP is not connected to the national integration platform (NGSP)",
    );
    let help = text!(
        vi: "thêm `connects: [{{ to: {target}, carrier: … }}]`",
        en: "add `connects: [{{ to: {target}, carrier: … }}]`",
    );
    let place = context.graph.component(platform).place();
    context.report(platform, case, place, message, help).about("connects");
}
