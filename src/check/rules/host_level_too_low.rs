//! SEC-010: what a system runs on is of no lower level than the system.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "host-level-too-low",
    page: include_str!("host_level_too_low.md"),
    cases: &[],
    prepare: prepare::<HostLevelTooLow>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HostLevelTooLow {}

impl Checker for HostLevelTooLow {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let Some(level) = context.level(id) else { return };
        // A cluster or a store with no level of its own is as good as what it stands in.
        let hosts = graph.nearest_hosts(id, context.day, |host| context.level(host).is_some());
        let low: Vec<_> =
            hosts.into_iter().filter(|&(host, _)| context.level(host).is_some_and(|own| own < level)).collect();
        let Some(&(_, place)) = low.first() else { return };
        let named: Vec<String> = low
            .iter()
            .map(|&(host, _)| format!("`{}` ({})", context.key(host), context.level(host).unwrap_or_default()))
            .collect();
        let hosts = named.join(", ");
        let message = text!(
            vi: "hệ thống cấp độ {level} chạy trên nơi có cấp độ thấp hơn: {hosts}",
            en: "a system of level {level} runs on what is of a lower level: {hosts}",
        );
        let help = text!(
            vi: "nâng cấp độ và biện pháp của nơi đặt lên {level}, hoặc chuyển hệ thống tới nơi có cấp độ từ {level}",
            en: "raise the level and the measures of the host to {level}, or move the system to one of level {level} or above",
        );
        let related: Vec<_> = low
            .iter()
            .filter_map(|&(host, _)| {
                let node = context.field(host, "security_level")?;
                Some((graph.repository.place_of(host, node), context.key(host)))
            })
            .collect();
        let finding = context.report(id, "", place, message, help).about("hosted_on");
        for (place, host) in related {
            finding.relate(place, text!(vi: "cấp độ của `{host}`", en: "level of `{host}`"));
        }
    }
}
