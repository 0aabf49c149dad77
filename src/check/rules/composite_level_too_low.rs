//! SEC-003: a whole is of no lower level than the highest of its parts.

use std::cmp::Reverse;

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "composite-level-too-low",
    page: include_str!("composite_level_too_low.md"),
    cases: &[],
    prepare: prepare::<CompositeLevelTooLow>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CompositeLevelTooLow {}

impl Checker for CompositeLevelTooLow {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let Some(node) = context.field(id, "security_level") else { return };
        let Some(declared) = node.as_i64() else { return };
        let parts = graph.parts(id).into_iter().filter(|&part| context.is_active(part));
        let mut higher: Vec<(i64, ComponentId)> = parts
            .filter_map(|part| context.level(part).map(|level| (level, part)))
            .filter(|&(level, _)| level > declared)
            .collect();
        // The highest first; of equals the first written.
        higher.sort_by_key(|&(level, _)| Reverse(level));
        let Some(&(level, part)) = higher.first() else { return };
        let part = context.key(part);
        let message = text!(
            vi: "hệ thống tổng hợp khai cấp độ {declared}, thấp hơn cấp độ {level} của phần `{part}`",
            en: "the composite declares level {declared}, below level {level} of its part `{part}`",
        );
        let help = text!(
            vi: "nâng lên `security_level: {level}`, hoặc bỏ `part_of` ở `{part}` nếu đó là hệ thống riêng",
            en: "raise it to `security_level: {level}`, or remove `part_of` from `{part}` if it is a system of its own",
        );
        let place = graph.repository.place_of(id, node);
        let related: Vec<_> = higher
            .iter()
            .filter_map(|&(level, part)| {
                let place = graph.repository.place_of(part, context.field(part, "security_level")?);
                let part = context.key(part);
                Some((place, text!(vi: "phần `{part}` cấp độ {level}", en: "part `{part}`, level {level}")))
            })
            .collect();
        let finding = context.report(id, "", place, message, help).about("security_level");
        for (place, says) in related {
            finding.relate(place, says);
        }
    }
}
