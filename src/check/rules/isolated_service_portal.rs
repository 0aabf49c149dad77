//! CON-010: portals and one-stop systems with real online services are reached through the national portal.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::graph::Way;
use crate::model::ComponentId;
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
    /// Levels of the ministry or province at the top.
    levels: Vec<String>,
    /// Kinds where citizens file.
    kinds: Vec<String>,
    /// Level of service from which the link is asked.
    service_level: i64,
    /// The national portal, by its entry of the catalogue.
    catalogue: String,
    /// Relations to the national portal that count as a link.
    relations: Vec<String>,
    /// Kinds of the same ministry or province that may stand in between.
    through_kinds: Vec<String>,
}

impl Checker for IsolatedServicePortal {
    fn repository(&self, context: &mut Context<'_, '_>) {
        let graph = context.graph;
        if graph.is_to_come(&self.catalogue, context.day) {
            return;
        }
        let way = Way { relations: &self.relations, through: &self.through_kinds };
        let linked = graph.linked_with(&self.catalogue, way, context.day);
        for id in graph.repository.component_ids() {
            let counts = context.is_one_of(id, &self.kinds)
                && context.is_active(id)
                && !graph.is_duplicate(id)
                && !linked.contains(&id)
                && context.is_under_level(id, &self.levels);
            let level = context.number(id, "service_level").filter(|&level| level >= self.service_level);
            if let Some(level) = level.filter(|_| counts) {
                self.report(context, id, level);
            }
        }
    }
}

impl IsolatedServicePortal {
    fn report(&self, context: &mut Context<'_, '_>, id: ComponentId, level: i64) {
        let target = context.graph.catalogued_as(&self.catalogue).next().map(|id| context.key(id));
        let target = target.unwrap_or_else(|| format!("cơ-quan/{}", self.catalogue));
        let message = text!(
            vi: "cung cấp dịch vụ mức độ {level} mà chưa kết nối Cổng Dịch vụ công quốc gia",
            en: "offers services of level {level} and is not linked to the National Public Service Portal",
        );
        let help = text!(
            vi: "thêm `connects: [{{ to: {target}, via: … }}]` qua LGSP và nền tảng quốc gia",
            en: "add `connects: [{{ to: {target}, via: … }}]` through the LGSP and the national platform",
        );
        let place = context.graph.component(id).place();
        context.report(id, "", place, message, help).about("connects");
    }
}
