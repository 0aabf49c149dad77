//! CON-011: the reporting systems of ministries and provinces join the one of the Government.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::graph::Way;
use crate::model::ComponentId;
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
    /// Levels of the ministry or province at the top.
    levels: Vec<String>,
    /// Kinds that report.
    kinds: Vec<String>,
    /// The reporting system of the Government, by its entry of the catalogue.
    catalogue: String,
    /// Relations to it that count as a link.
    relations: Vec<String>,
    /// Kinds of the same ministry or province that may stand in between.
    through_kinds: Vec<String>,
}

impl Checker for UnlinkedReportingSystem {
    fn repository(&self, context: &mut Context<'_, '_>) {
        let graph = context.graph;
        if graph.is_to_come(&self.catalogue, context.day) {
            return;
        }
        let way = Way { relations: &self.relations, through: &self.through_kinds };
        let linked = graph.linked_with(&self.catalogue, way, context.day);
        let of_kind = |&id: &ComponentId| graph.kind(id).is_some_and(|kind| self.kinds.contains(&kind.id));
        for id in graph.repository.component_ids().filter(of_kind) {
            let counts = context.is_active(id) && !graph.is_duplicate(id) && !linked.contains(&id);
            let judged = graph.root_level(id).is_some_and(|level| self.levels.iter().any(|known| known == level));
            if counts && judged {
                self.report(context, id);
            }
        }
    }
}

impl UnlinkedReportingSystem {
    fn report(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let target = context.graph.catalogued_as(&self.catalogue).next().map(|id| context.key(id));
        let target = target.unwrap_or_else(|| format!("cơ-quan/{}", self.catalogue));
        let message = text!(
            vi: "hệ thống báo cáo chưa liên thông với Hệ thống thông tin báo cáo Chính phủ",
            en: "the reporting system is not linked to the Government reporting information system",
        );
        let help = text!(
            vi: "thêm `connects: [{{ to: {target}, via: … }}]` qua LGSP và nền tảng quốc gia",
            en: "add `connects: [{{ to: {target}, via: … }}]` through the LGSP and the national platform",
        );
        let place = context.graph.component(id).place();
        context.report(id, "", place, message, help).about("connects");
    }
}
