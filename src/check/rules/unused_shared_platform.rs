//! APP-003: an application that does what a shared platform offers says why the platform is not used.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::{ComponentId, State};
use crate::text;
use crate::text::spelling;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "unused-shared-platform",
    page: include_str!("unused_shared_platform.md"),
    cases: &[],
    prepare: prepare::<UnusedSharedPlatform>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnusedSharedPlatform {
    /// Kinds of application that are judged.
    kinds: Vec<String>,
    /// Kinds of platform that others are meant to use.
    platform_kinds: Vec<String>,
    /// Scopes of a platform that is shared.
    scopes: Vec<String>,
    /// Scopes of a platform that is shared beyond its own ministry or province.
    wide_scopes: Vec<String>,
    /// Levels of agency that are judged.
    levels: Vec<String>,
}

/// Relations by which an application takes what a platform offers.
const TAKES: [&str; 4] = ["uses", "part_of", "authenticates_with", "hosted_on"];

impl Checker for UnusedSharedPlatform {
    fn repository(&self, context: &mut Context<'_, '_>) {
        let graph = context.graph;
        let mut offers: BTreeMap<String, Vec<ComponentId>> = BTreeMap::new();
        let of_kind = |id: ComponentId, kinds: &[String]| graph.kind(id).is_some_and(|kind| kinds.contains(&kind.id));
        for id in graph.repository.component_ids() {
            // What is not yet there cannot be used.
            if of_kind(id, &self.platform_kinds) && graph.state(id, context.day) == State::Operating {
                for (tag, _) in functions(context, id) {
                    offers.entry(tag).or_default().push(id);
                }
            }
        }
        for id in graph.repository.component_ids().filter(|&id| of_kind(id, &self.kinds)) {
            // An application on its way out may be on its way to the platform.
            let state = graph.state(id, context.day);
            let judged = state.is_active() && state != State::Retiring && !graph.is_duplicate(id);
            if judged && !context.says(id, "why_not_platform") && graph.is_of_level(id, &self.levels) {
                self.compare(context, id, &offers);
            }
        }
    }
}

impl UnusedSharedPlatform {
    fn compare(&self, context: &mut Context<'_, '_>, id: ComponentId, offers: &BTreeMap<String, Vec<ComponentId>>) {
        let graph = context.graph;
        let taken = graph.reached(id, &TAKES, |other| context.is_active(other));
        let mut tags: Vec<(String, NodeRef<'_>)> = Vec::new();
        let mut offered: Vec<ComponentId> = Vec::new();
        for (tag, node) in functions(context, id) {
            let platforms = offers.get(&tag).into_iter().flatten().copied();
            let platforms: Vec<ComponentId> = platforms.filter(|&one| self.is_for(context, one, id)).collect();
            // One of several platforms of one function is enough.
            if !platforms.is_empty() && !platforms.iter().any(|platform| taken.contains(platform)) {
                tags.push((tag, node));
                offered.extend(platforms);
            }
        }
        let Some(&(_, node)) = tags.first() else { return };
        offered.sort_unstable();
        offered.dedup();
        let done = tags.iter().map(|(tag, _)| tag.as_str()).collect::<Vec<_>>().join("`, `");
        let keys = context.keys(offered.iter().copied());
        let (first, keys) = (keys[0].clone(), keys.join("`, `"));
        let message = text!(
            vi: "có chức năng `{done}` mà nền tảng dùng chung `{keys}` đã cung cấp, nhưng không dùng nền tảng",
            en: "has the function `{done}`, which the shared platform `{keys}` offers, but does not use the platform",
        );
        let help = text!(
            vi: "dùng nền tảng và ghi `uses: [{first}]`, hoặc nêu lý do ở `why_not_platform:`",
            en: "use the platform and write `uses: [{first}]`, or say why not in `why_not_platform:`",
        );
        let place = graph.repository.place_of(id, node);
        let finding = context.report(id, "", place, message, help).about("why_not_platform");
        for platform in offered {
            finding.relate(
                graph.component(platform).place(),
                text!(vi: "nền tảng có chức năng này", en: "a platform with this function"),
            );
        }
    }

    /// Whether a platform is there for an application: that of its own ministry or province, or one for all.
    fn is_for(&self, context: &Context<'_, '_>, platform: ComponentId, id: ComponentId) -> bool {
        let graph = context.graph;
        let scope = context.field(platform, "scope").and_then(NodeRef::as_str).unwrap_or_default();
        let within = |scopes: &[String]| scopes.iter().any(|one| one == scope);
        within(&self.wide_scopes) || (within(&self.scopes) && graph.root_of(platform) == graph.root_of(id))
    }
}

fn functions<'r>(context: &Context<'_, 'r>, id: ComponentId) -> Vec<(String, NodeRef<'r>)> {
    let nodes = context.field(id, "functions").into_iter().flat_map(NodeRef::elements);
    nodes.filter_map(|node| Some((spelling(node.as_str()?), node))).collect()
}
