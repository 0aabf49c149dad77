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
        for id in graph.repository.component_ids() {
            let counts = context.is_one_of(id, &self.kinds)
                && context.is_active(id)
                && !graph.is_duplicate(id)
                && !linked.contains(&id)
                && context.is_under_level(id, &self.levels);
            if counts {
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
