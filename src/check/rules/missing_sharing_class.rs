//! DAT-003: every item of a database says how it is shared.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "missing-sharing-class",
    page: include_str!("missing_sharing_class.md"),
    cases: &[],
    prepare: prepare::<MissingSharingClass>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingSharingClass {
    /// Kinds whose items are classed.
    kinds: Vec<String>,
    /// Levels of agency the duty is for.
    levels: Vec<String>,
}

impl Checker for MissingSharingClass {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        if !context.is_judged(id, &self.kinds, &self.levels) {
            return;
        }
        let items = context.field(id, "items").into_iter().flat_map(NodeRef::elements);
        let names: Vec<NodeRef<'_>> =
            items.filter(|item| item.get("class").is_none()).filter_map(|item| item.get("name")).collect();
        let Some(first) = names.first() else { return };
        let place = context.graph.repository.place_of(id, *first);
        let quoted: Vec<String> =
            names.iter().filter_map(|name| name.as_str()).map(|name| format!("“{name}”")).collect();
        let list = quoted.join(", ");
        let message = text!(
            vi: "hạng mục dữ liệu chưa ghi mức chia sẻ: {list}",
            en: "data items with no sharing class: {list}",
        );
        let help = text!(
            vi: "ghi cho từng hạng mục `class: open`, `class: default` hoặc `class: special`",
            en: "give each item `class: open`, `class: default` or `class: special`",
        );
        context.report(id, "", place, message, help).about("items.class");
    }
}
