//! APP-004: an online service can do what the level it declares asks for.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;
use crate::text::{Lang, Text};

pub(super) static RULE: Rule = Rule {
    name: "overstated-service-level",
    page: include_str!("overstated_service_level.md"),
    cases: &["overstated", "undeclared"],
    prepare: prepare::<OverstatedServiceLevel>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OverstatedServiceLevel {
    /// Kinds that are one service each.
    kinds: Vec<String>,
    /// Levels of agency that are judged.
    levels: Vec<String>,
    /// What each level asks for, beside what those below it ask.
    asks: Vec<Ask>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ask {
    /// Service level.
    level: i64,
    /// Features it asks for.
    features: Vec<String>,
    /// Flag that must be true for it to be asked; always asked when absent.
    field: Option<String>,
}

impl Checker for OverstatedServiceLevel {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let judged = graph.kind(id).is_some_and(|kind| self.kinds.contains(&kind.id));
        if !judged || !graph.is_of_level(id, &self.levels) {
            return;
        }
        let Some(node) = context.field(id, "service_level") else { return };
        let Some(level) = node.as_i64() else { return };
        let asked = self.asks.iter().filter(|ask| ask.level <= level);
        let asked = asked.filter(|ask| ask.field.as_deref().is_none_or(|flag| context.flag(id, flag) == Some(true)));
        let lacking: Vec<(i64, &String)> = asked
            .flat_map(|ask| ask.features.iter().map(|feature| (ask.level, feature)))
            .filter(|(_, feature)| !context.has(id, "features", feature))
            .collect();
        let Some(lowest) = lacking.iter().map(|(level, _)| *level).min() else { return };
        let case = if context.field(id, "features").is_some() { "overstated" } else { "undeclared" };
        let names: Vec<Text> = lacking.iter().map(|(_, feature)| context.called("features", feature)).collect();
        let list = |lang: Lang| names.iter().map(|name| name.get(lang)).collect::<Vec<_>>().join(", ");
        let (vi, en, fits) = (list(Lang::Vi), list(Lang::En), lowest - 1);
        let message = if case == "overstated" {
            text!(
                vi: "khai mức độ {level} mà dịch vụ chưa có: {vi}",
                en: "declares level {level}, but the service does not have: {en}",
            )
        } else {
            text!(
                vi: "khai mức độ {level} mà không ghi `features`, nên không thấy: {vi}",
                en: "declares level {level} with no `features`, so nothing shows: {en}",
            )
        };
        let help = text!(
            vi: "ghi chức năng dịch vụ đã có ở `features: […]`; chưa có thì bổ sung, hoặc hạ xuống `service_level: {fits}`",
            en: "name what the service can do in `features: […]`; where it cannot, build it or go down to `service_level: {fits}`",
        );
        let place = graph.repository.place_of(id, node);
        context.report(id, case, place, message, help).about("service_level");
    }
}
