//! CON-010: portals and one-stop systems with real online services are reached through the national portal.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context, NationalLink};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "isolated-service-portal",
    page: include_str!("isolated_service_portal.md"),
    cases: &[],
    prepare: prepare::<IsolatedServicePortal>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IsolatedServicePortal {
    /// Level of service from which the link is asked.
    service_level: i64,
    /// Which portals must be linked with the national one.
    link: NationalLink,
}

impl Checker for IsolatedServicePortal {
    fn repository(&self, context: &mut Context<'_, '_>) {
        for id in self.link.missing(context) {
            let level = context.number(id, "service_level").filter(|&level| level >= self.service_level);
            let Some(level) = level else { continue };
            let message = text!(
                vi: "cung cấp dịch vụ mức độ {level} mà chưa kết nối Cổng Dịch vụ công quốc gia",
                en: "offers services of level {level} and is not linked to the National Public Service Portal",
            );
            self.link.report(context, id, message);
        }
    }
}
