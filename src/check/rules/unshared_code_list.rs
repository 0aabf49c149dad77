//! DAT-006: coded items use a code list that others share.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context, says_something};
use crate::model::ComponentId;
use crate::text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "unshared-code-list",
    page: include_str!("unshared_code_list.md"),
    cases: &["unnamed", "local"],
    prepare: prepare::<UnsharedCodeList>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnsharedCodeList {
    /// Kinds whose items are judged.
    kinds: Vec<String>,
    /// Levels of agency the duty is for.
    levels: Vec<String>,
    /// Kinds that are code lists.
    list_kinds: Vec<String>,
}

impl Checker for UnsharedCodeList {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        if !context.is_judged(id, &self.kinds, &self.levels) {
            return;
        }
        let mut unnamed: Vec<NodeRef<'_>> = Vec::new();
        let mut local: BTreeMap<ComponentId, NodeRef<'_>> = BTreeMap::new();
        let items = context.field(id, "items").into_iter().flat_map(NodeRef::elements);
        for item in items.filter(|item| item.get("coded").and_then(NodeRef::as_bool) == Some(true)) {
            let Some(written) = item.get("code_list").filter(|&node| says_something(node)) else {
                unnamed.extend(item.get("name"));
                continue;
            };
            let reasoned = item.get("code_list_reason").is_some_and(says_something);
            // A reference that leads nowhere is reported as such.
            let Some(list) = context.graph.refer(context.graph.component(id).agency(), written) else { continue };
            let accepted = self.is_shared(context, id, list) || (reasoned && self.is_own(context, id, list));
            if !accepted {
                local.entry(list).or_insert(written);
            }
        }
        report_unnamed(context, id, &unnamed);
        for (list, written) in local {
            self.report_local(context, id, list, written);
        }
    }
}

impl UnsharedCodeList {
    /// A list of the national catalogue, one that serves the nation, or one of another ministry or province.
    fn is_shared(&self, context: &Context<'_, '_>, id: ComponentId, list: ComponentId) -> bool {
        let graph = context.graph;
        if !context.is_active(list) {
            return false;
        }
        let another = graph.root_of(list) != graph.root_of(id);
        graph.catalogue(list).is_some() || (self.is_list(context, list) && (another || graph.is_national(list)))
    }

    fn is_own(&self, context: &Context<'_, '_>, id: ComponentId, list: ComponentId) -> bool {
        let own = context.graph.root_of(list) == context.graph.root_of(id);
        own && context.is_active(list) && self.is_list(context, list)
    }

    fn is_list(&self, context: &Context<'_, '_>, list: ComponentId) -> bool {
        context.graph.kind(list).is_some_and(|kind| self.list_kinds.contains(&kind.id))
    }

    fn report_local(&self, context: &mut Context<'_, '_>, id: ComponentId, list: ComponentId, written: NodeRef<'_>) {
        let key = context.key(list);
        let message = if !self.is_list(context, list) {
            text!(vi: "`{key}` không phải là bảng mã", en: "`{key}` is no code list")
        } else if !context.is_active(list) {
            text!(vi: "bảng mã `{key}` không còn hoặc chưa được dùng", en: "the code list `{key}` is no longer or not yet in use")
        } else {
            text!(vi: "`{key}` là bảng mã riêng của bộ, tỉnh", en: "`{key}` is the ministry’s or province’s own code list")
        };
        let help = text!(
            vi: "trỏ `code_list` tới bảng mã dùng chung; nếu chưa có, ghi `code_list_reason` vì sao dùng bảng mã riêng",
            en: "point `code_list` to a shared list; where there is none, say in `code_list_reason` why it is your own",
        );
        let place = context.graph.repository.place_of(id, written);
        context.report(id, "local", place, message, help).about(&format!("items.code_list={key}"));
    }
}

fn report_unnamed(context: &mut Context<'_, '_>, id: ComponentId, names: &[NodeRef<'_>]) {
    let Some(first) = names.first() else { return };
    let quoted: Vec<String> = names.iter().filter_map(|name| name.as_str()).map(|name| format!("“{name}”")).collect();
    let list = quoted.join(", ");
    let message = text!(
        vi: "hạng mục có giá trị là mã nhưng chưa ghi bảng mã: {list}",
        en: "items whose values are codes name no code list: {list}",
    );
    let help = text!(
        vi: "ghi `code_list: cơ-quan/bảng-mã` cho từng hạng mục",
        en: "give each `code_list: agency/the-list`",
    );
    let place = context.graph.repository.place_of(id, *first);
    context.report(id, "unnamed", place, message, help).about("items.code_list");
}
