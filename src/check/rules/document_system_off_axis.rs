//! CON-009: document systems exchange documents over the national axis, and no state secret goes that way.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::graph::{Flow, Way};
use crate::model::ComponentId;
use crate::text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "document-system-off-axis",
    page: include_str!("document_system_off_axis.md"),
    cases: &["off-axis", "secret"],
    prepare: prepare::<DocumentSystemOffAxis>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentSystemOffAxis {
    /// Levels of the ministry or province at the top.
    levels: Vec<String>,
    /// Kinds that exchange documents.
    kinds: Vec<String>,
    /// Relations to the axis that count as a link.
    relations: Vec<String>,
    /// Kinds of the same ministry or province that may stand between a system and the axis.
    through_kinds: Vec<String>,
    /// Class of information that never goes over the axis.
    excluded: String,
}

impl Checker for DocumentSystemOffAxis {
    fn repository(&self, context: &mut Context<'_, '_>) {
        let graph = context.graph;
        let axis = &graph.pack.catalogue.roles.document_axis;
        let way = Way { relations: &self.relations, through: &self.through_kinds };
        let linked = graph.linked_with(axis, way, context.day);
        let to_come = graph.is_to_come(axis, context.day);
        for id in graph.repository.component_ids() {
            if !context.is_one_of(id, &self.kinds) || !context.is_active(id) || graph.is_duplicate(id) {
                continue;
            }
            for flow in context.flows(id).iter() {
                self.check_secret(context, flow, axis);
            }
            let judged = context.graph.is_of_level(id, &self.levels);
            if judged && !to_come && graph.state(id, context.day).is_operating() && !linked.contains(&id) {
                off_axis(context, id, axis);
            }
        }
    }
}

impl DocumentSystemOffAxis {
    fn check_secret(&self, context: &mut Context<'_, '_>, flow: &Flow, axis: &str) {
        let graph = context.graph;
        let Some(connection) = flow.connection else { return };
        if ![flow.to].iter().chain(&flow.via).any(|&step| graph.is_catalogued(step, axis)) {
            return;
        }
        let classes = graph.entry(connection).get("information").into_iter().flat_map(NodeRef::elements);
        let Some(node) = classes.into_iter().find(|class| class.as_str() == Some(self.excluded.as_str())) else {
            return;
        };
        let message = text!(
            vi: "văn bản bí mật nhà nước được gửi qua trục liên thông văn bản",
            en: "state-secret documents are sent over the document axis",
        );
        let help = text!(
            vi: "tách văn bản mật khỏi kết nối này, gửi bằng kênh có mật mã của cơ yếu",
            en: "keep secret documents off this connection and send them by a channel under government cryptography",
        );
        let place = graph.repository.place_of(flow.from, node);
        context.report_flow(flow, "secret", place, message, help).about("connects.information");
    }
}

fn off_axis(context: &mut Context<'_, '_>, id: ComponentId, axis: &str) {
    let target = context.graph.catalogued_as(axis).next().map(|id| context.key(id));
    let target = target.unwrap_or_else(|| format!("cơ-quan/{axis}"));
    let message = text!(
        vi: "hệ thống quản lý văn bản chưa có đường tới trục liên thông văn bản quốc gia",
        en: "the document system has no way to the national document axis",
    );
    let help = text!(
        vi: "thêm `connects: [{{ to: {target} }}]`, hoặc kết nối với hệ thống quản lý văn bản của bộ, tỉnh đã nối trục",
        en: "add `connects: [{{ to: {target} }}]`, or connect to the document system of the ministry or province that is on the axis",
    );
    let place = context.graph.component(id).place();
    context.report(id, "off-axis", place, message, help).about("connects");
}
