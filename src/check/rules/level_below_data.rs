//! GEN-006: whoever handles data on its way is of a level that its information asks for.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "level-below-data",
    page: include_str!("level_below_data.md"),
    cases: &[],
    prepare: prepare::<LevelBelowData>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelBelowData {
    /// Lowest level of a system that handles information of a class.
    least: BTreeMap<String, i64>,
}

impl Checker for LevelBelowData {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        if graph.kind(id).is_none_or(|kind| kind.layer != "data") {
            return;
        }
        let Some((level, class)) = self.asked(context, id) else { return };
        for handler in graph.handlers_of(id, context.day) {
            let Some(declared) = context.level(handler.component).filter(|declared| *declared < level) else {
                continue;
            };
            let data = context.key(id);
            let message = text!(
                vi: "cấp độ {declared}, nhưng xử lý thông tin `{class}` của `{data}`, cần cấp độ {level} trở lên",
                en: "level {declared}, yet it handles `{class}` information of `{data}`, which asks for level {level} or above",
            );
            let help = text!(
                vi: "xác định lại cấp độ: `security_level: {level}`, hoặc không cho dữ liệu này đi qua",
                en: "set `security_level: {level}` after review, or keep this data away from it",
            );
            let node = context.field(handler.component, "security_level");
            let place = node.map_or(graph.component(handler.component).place(), |node| {
                graph.repository.place_of(handler.component, node)
            });
            let path = context.keys(handler.path.iter().copied());
            let source = graph.component(id).place();
            let finding = context.report(handler.component, "", place, message, help);
            finding.field = format!("security_level<{data}");
            finding.path = path;
            finding.relate(source, text!(vi: "dữ liệu này", en: "this data"));
        }
    }
}

impl LevelBelowData {
    /// The level that the data asks for, and the class of information that asks it.
    fn asked(&self, context: &Context<'_, '_>, id: ComponentId) -> Option<(i64, String)> {
        let classes = context.field(id, "information")?.elements().filter_map(NodeRef::as_str);
        classes.filter_map(|class| Some((*self.least.get(class)?, class.to_owned()))).max()
    }
}
