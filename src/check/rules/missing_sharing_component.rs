//! CON-014: what is built anew has a part for connecting and sharing data.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::source::Place;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "missing-sharing-component",
    page: include_str!("missing_sharing_component.md"),
    cases: &[],
    prepare: prepare::<MissingSharingComponent>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingSharingComponent {
    /// Levels of the ministry, province or body at the top of whoever builds.
    levels: Vec<String>,
    /// Kinds that are built as a system or a database.
    kinds: Vec<String>,
    /// What the part for sharing consists of.
    parts: Vec<String>,
}

impl Checker for MissingSharingComponent {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let judged = graph.state(id, context.day).is_new()
            && context.is_one_of(id, &self.kinds)
            && context.graph.is_of_level(id, &self.levels);
        if !judged {
            return;
        }
        let lacks = |context: &Context<'_, '_>, at: ComponentId| -> Vec<&str> {
            let parts = self.parts.iter().map(String::as_str);
            parts.filter(|part| !context.says(at, &format!("sharing.{part}"))).collect()
        };
        // A part of a composite shares by way of its whole.
        let wholes = graph.foundations(id, &["part_of"], context.day);
        if wholes.into_iter().any(|whole| lacks(context, whole).is_empty()) {
            return;
        }
        let missing = lacks(context, id).iter().map(|part| format!("`{part}`")).collect::<Vec<_>>().join(", ");
        let written = context.field(id, "sharing");
        let message = if written.is_some() {
            text!(
                vi: "hạng mục kết nối, chia sẻ dữ liệu (`sharing`) còn thiếu {missing}",
                en: "the part for connecting and sharing data (`sharing`) lacks {missing}",
            )
        } else {
            text!(
                vi: "đang được xây dựng hoặc dự kiến mà chưa có hạng mục kết nối, chia sẻ dữ liệu (`sharing`)",
                en: "planned or being built with no part for connecting and sharing data (`sharing`)",
            )
        };
        let help = text!(
            vi: "thêm `sharing: {{ structure: …, services: …, operation: … }}`: cấu trúc dữ liệu, thành phần và dịch vụ, cách vận hành",
            en: "add `sharing: {{ structure: …, services: …, operation: … }}`: the data, the components and services, how it is run",
        );
        let place = written.map_or_else(
            || graph.component(id).place(),
            |node| Place { file: graph.component(id).file, span: node.first_line() },
        );
        context.report(id, "", place, message, help).about("sharing");
    }
}
