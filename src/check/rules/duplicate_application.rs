//! APP-002: one agency does not keep two applications for one function.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;
use crate::text::{Text, spelling};
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-application",
    page: include_str!("duplicate_application.md"),
    cases: &["existing", "new"],
    prepare: prepare::<DuplicateApplication>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DuplicateApplication {
    /// Kinds of which an agency needs one.
    kinds_one_per_agency: Vec<String>,
}

/// What makes two applications alike: a function tag, or a kind an agency needs one of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Function(String),
    Kind(String),
}

impl Checker for DuplicateApplication {
    fn repository(&self, context: &mut Context<'_, '_>) {
        let graph = context.graph;
        let mut alike: BTreeMap<(&str, Likeness), Vec<ComponentId>> = BTreeMap::new();
        let applications = graph.repository.component_ids().filter(|&id| context.is_active(id));
        for id in applications.filter(|&id| graph.kind(id).is_some_and(|kind| kind.layer == "application")) {
            for likeness in self.likenesses(context, id) {
                alike.entry((graph.component(id).agency(), likeness)).or_default().push(id);
            }
        }
        let mut reported: FxHashSet<(ComponentId, ComponentId)> = FxHashSet::default();
        for ((_, likeness), members) in alike {
            for (earlier, later) in duplicates(context, &members) {
                if reported.insert((earlier, later)) {
                    report(context, &likeness, earlier, later);
                }
            }
        }
    }
}

/// Those of the members that share users with an earlier one, each with the first such. With no users named,
/// everybody of the agency is one. A part and its whole are not two applications.
fn duplicates(context: &Context<'_, '_>, members: &[ComponentId]) -> Vec<(ComponentId, ComponentId)> {
    let mut everybody: Vec<ComponentId> = Vec::new();
    let mut by_user: BTreeMap<String, Vec<ComponentId>> = BTreeMap::new();
    let mut found = Vec::new();
    for (index, &later) in members.iter().enumerate() {
        let users: Option<Vec<String>> = context
            .field(later, "users")
            .map(|users| users.elements().filter_map(NodeRef::as_str).map(spelling).collect());
        let first = |earlier: &[ComponentId]| earlier.iter().copied().find(|&one| !is_part(context, one, later));
        let earlier = match &users {
            None => first(&members[..index]),
            Some(users) => {
                let shared = users.iter().filter_map(|user| by_user.get(user)).filter_map(|group| first(group));
                shared.chain(first(&everybody)).min()
            }
        };
        found.extend(earlier.map(|earlier| (earlier, later)));
        match users {
            None => everybody.push(later),
            Some(users) => users.into_iter().for_each(|user| by_user.entry(user).or_default().push(later)),
        }
    }
    found
}

fn is_part(context: &Context<'_, '_>, one: ComponentId, other: ComponentId) -> bool {
    context.graph.parts(one).contains(&other) || context.graph.parts(other).contains(&one)
}

impl DuplicateApplication {
    fn likenesses(&self, context: &Context<'_, '_>, id: ComponentId) -> Vec<Likeness> {
        let tags = context.field(id, "functions").into_iter().flat_map(NodeRef::elements).filter_map(NodeRef::as_str);
        let mut likenesses: Vec<Likeness> = tags.map(|tag| Likeness::Function(spelling(tag))).collect();
        let kind = context.graph.kind(id).filter(|kind| self.kinds_one_per_agency.contains(&kind.id));
        likenesses.extend(kind.map(|kind| Likeness::Kind(kind.id.clone())));
        likenesses.sort();
        likenesses.dedup();
        likenesses
    }
}

fn report(context: &mut Context<'_, '_>, likeness: &Likeness, earlier: ComponentId, later: ComponentId) {
    let first = context.key(earlier);
    let what: Text = match likeness {
        Likeness::Function(tag) => text!(vi: "cùng chức năng `{tag}`", en: "the same function `{tag}`"),
        Likeness::Kind(kind) => text!(vi: "cùng loại `{kind}`", en: "the same kind `{kind}`"),
    };
    let message = Text::new(
        format!("trùng với `{first}`: {}, chung người dùng", what.vi),
        format!("duplicates `{first}`: {}, users in common", what.en),
    );
    let help = text!(
        vi: "dùng chung `{first}`; nếu phục vụ nhóm khác, ghi rõ `users:` của từng ứng dụng",
        en: "share `{first}`; if it serves others, say who in `users:` of each",
    );
    let case = if context.graph.state(later, context.day).is_new() { "new" } else { "existing" };
    let (place, related) = (context.graph.component(later).place(), context.graph.component(earlier).place());
    let finding = context.report(later, case, place, message, help);
    finding.field = first;
    finding.relate(related, text!(vi: "ứng dụng có trước", en: "the earlier one"));
}
