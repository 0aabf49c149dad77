//! APP-005: enough of the online services of a ministry or province are at level 4.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::{AgencyId, ComponentId};
use crate::text;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    name: "low-level4-share",
    page: include_str!("low_level4_share.md"),
    cases: &["before-deadline", "after-deadline"],
    prepare: prepare::<LowLevel4Share>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LowLevel4Share {
    /// Kinds that are one service each.
    kinds: Vec<String>,
    /// Levels of agency that are measured.
    levels: Vec<String>,
    /// Level that counts.
    level: i64,
    /// Least share of services at that level, in per cent.
    min_percent: usize,
    /// Fewest services of which a share says anything.
    min_services: usize,
    /// Last day to reach it.
    deadline: Date,
}

impl Checker for LowLevel4Share {
    fn agency(&self, context: &mut Context<'_, '_>, id: AgencyId) {
        let graph = context.graph;
        let agency = graph.repository.agency(id);
        if graph.root(id) != id || !self.levels.contains(&agency.level) {
            return;
        }
        let is_service = |&service: &ComponentId| {
            graph.kind(service).is_some_and(|kind| self.kinds.contains(&kind.id))
                && graph.state(service, context.day).is_operating()
                && !graph.is_duplicate(service)
        };
        let services: Vec<ComponentId> = graph.components_under(id).iter().copied().filter(is_service).collect();
        let levels: Vec<Option<i64>> =
            services.iter().map(|&service| context.number(service, "service_level")).collect();
        let (total, high) = (levels.len(), levels.iter().flatten().filter(|level| **level >= self.level).count());
        if total < self.min_services || high * 100 >= self.min_percent * total {
            return;
        }
        let (level, least, silent) =
            (self.level, self.min_percent, levels.iter().filter(|level| level.is_none()).count());
        // Cut, not rounded: a share below the least must not read as the least.
        let share = high * 100 / total;
        let unsaid = if silent == 0 {
            Text::default()
        } else {
            text!(vi: "; {silent} dịch vụ chưa ghi mức độ", en: "; {silent} state no level")
        };
        let message = text!(
            vi: "{high} trên {total} dịch vụ công trực tuyến ở mức độ {level}, tức {share} %, dưới {least} %",
            en: "{high} of {total} online services are at level {level}, that is {share} %, below {least} %",
        );
        let message = Text::new(message.vi + &unsaid.vi, message.en + &unsaid.en);
        let needed = (self.min_percent * total).div_ceil(100).saturating_sub(high);
        let help = text!(
            vi: "nâng thêm ít nhất {needed} dịch vụ có nhiều hồ sơ nhất lên `service_level: {level}`",
            en: "raise at least {needed} more services, those with the most dossiers first, to `service_level: {level}`",
        );
        let case = if context.day <= self.deadline { "before-deadline" } else { "after-deadline" };
        context.report_agency(id, case, agency.place, message, help).about("service_level");
    }
}
