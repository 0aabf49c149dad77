//! GOV-001: a component has exactly one owner.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;
use crate::tree::{NodeRef, Value};

pub(super) static RULE: Rule = Rule {
    name: "missing-owner",
    page: include_str!("missing_owner.md"),
    cases: &[],
    prepare: prepare::<MissingOwner>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingOwner {}

impl Checker for MissingOwner {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let Some(owner) = context.field(id, "owner") else { return };
        let owners: Vec<&str> = match owner.value() {
            Value::Seq => owner.elements().filter_map(NodeRef::as_scalar).collect(),
            _ => owner.as_scalar().into_iter().filter(|name| !name.is_empty()).collect(),
        };
        if owners.len() == 1 {
            return;
        }
        let place = context.graph.repository.place_of(id, owner);
        let message = if owners.is_empty() {
            text!(vi: "không có chủ quản", en: "no owner is named")
        } else {
            let (count, names) = (owners.len(), owners.join(", "));
            text!(vi: "có {count} chủ quản: {names}", en: "{count} owners are named: {names}")
        };
        let agency = context.graph.component(id).agency();
        let help = text!(
            vi: "ghi đúng một cơ quan, hoặc bỏ `owner:` để chủ quản là `{agency}`; cơ quan khác ghi ở `operator` hoặc `users`",
            en: "name exactly one agency, or leave `owner:` out so that it is `{agency}`; put others under `operator` or `users`",
        );
        context.report(id, "", place, message, help).about("owner");
    }
}
