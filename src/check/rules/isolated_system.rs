//! CON-013: a system whose data others need is connected with something, or says why not.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "isolated-system",
    page: include_str!("isolated_system.md"),
    cases: &[],
    prepare: prepare::<IsolatedSystem>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IsolatedSystem {
    /// Levels of the ministry, province or body at the top.
    levels: Vec<String>,
    /// Kinds of application that are asked with whom they exchange data.
    application_kinds: Vec<String>,
    /// Kinds of store that are asked where their data is to be shared.
    data_kinds: Vec<String>,
    /// Sharing classes of data that others may have without asking specially.
    classes: Vec<String>,
    /// Kinds whose use is an exchange of data; a login or a signature is not.
    linking_kinds: Vec<String>,
}

impl Checker for IsolatedSystem {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let judged = context.graph.is_of_level(id, &self.levels);
        // A part is judged with its whole.
        let whole = graph.foundations(id, &["part_of"], context.day).len() == 1;
        if !judged || !whole || !graph.state(id, context.day).is_operating() || context.says(id, "isolated_reason") {
            return;
        }
        let mut group: Vec<ComponentId> =
            graph.parts(id).into_iter().filter(|&part| context.is_active(part)).chain([id]).collect();
        group.sort_unstable();
        let links = |used| context.is_one_of(used, &self.linking_kinds);
        if group.iter().any(|&member| self.is_asked(context, member))
            && !group.iter().any(|&member| context.says(member, "open_data.published_on"))
            && !graph.exchanges(&group, context.day, links)
        {
            report(context, id);
        }
    }
}

impl IsolatedSystem {
    fn is_asked(&self, context: &Context<'_, '_>, id: ComponentId) -> bool {
        let Some(kind) = context.graph.kind(id) else { return false };
        let explained = context.says(id, "isolated_reason");
        let shared = || {
            let items = context.field(id, "items").into_iter().flat_map(NodeRef::elements);
            let class = |item: NodeRef<'_>| item.get("class").and_then(NodeRef::as_str).map(str::to_owned);
            items.filter_map(class).any(|class| self.classes.contains(&class)) || context.says(id, "shares")
        };
        !explained && (self.application_kinds.contains(&kind.id) || (self.data_kinds.contains(&kind.id) && shared()))
    }
}

fn report(context: &mut Context<'_, '_>, id: ComponentId) {
    let message = text!(
        vi: "không kết nối, không trao đổi dữ liệu với hệ thống nào và không hệ thống nào dùng",
        en: "connected to nothing, exchanges data with nothing, and is used by nothing",
    );
    let help = text!(
        vi: "khai kết nối ở `connects:` hoặc quan hệ `reads`, `writes`; nếu phải đứng riêng thì ghi `isolated_reason:`",
        en: "declare what it is connected to in `connects:`, or `reads` and `writes`; if it must stand alone, give `isolated_reason:`",
    );
    let place = context.graph.component(id).place();
    context.report(id, "", place, message, help).about("connects");
}
