//! INF-007: portals and services of level 3 and 4 can be reached over IPv6 and have a signed domain.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;
use crate::text::{Lang, Text};

pub(super) static RULE: Rule = Rule {
    name: "missing-ipv6-dnssec",
    page: include_str!("missing_ipv6_dnssec.md"),
    cases: &[],
    prepare: prepare::<MissingIpv6Dnssec>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingIpv6Dnssec {
    /// Kinds that citizens reach.
    kinds: Vec<String>,
    /// Kinds on whose domain a service stands.
    portal_kinds: Vec<String>,
    /// Levels of agency that are judged.
    levels: Vec<String>,
    /// Lowest service level that must have them.
    min_level: i64,
    /// Flags that must be true.
    fields: Vec<String>,
}

impl Checker for MissingIpv6Dnssec {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        if !self.is_judged(context, id) {
            return;
        }
        let portals = self.portals(context, id);
        let lacking: Vec<&String> =
            self.fields.iter().filter(|field| !self.has(context, id, field, &portals)).collect();
        let [first, ..] = lacking.as_slice() else { return };
        let names: Vec<Text> = lacking.iter().map(|field| context.named(field)).collect();
        let list = |lang: Lang| names.iter().map(|name| name.get(lang)).collect::<Vec<_>>().join(", ");
        let (vi, en, level) = (list(Lang::Vi), list(Lang::En), context.number(id, "service_level").unwrap_or_default());
        let message = text!(
            vi: "cung cấp dịch vụ mức độ {level} mà chưa hỗ trợ: {vi}",
            en: "offers services of level {level} with no support of: {en}",
        );
        let wanted = lacking.iter().map(|field| format!("`{field}: true`")).collect::<Vec<_>>().join(", ");
        let help = text!(
            vi: "bật ở nơi đặt tên miền và máy chủ công khai, rồi ghi {wanted}",
            en: "enable it for the domain and the public servers, then write {wanted}",
        );
        let written = lacking.iter().find_map(|field| context.field(id, field));
        let graph = context.graph;
        let place = written.map_or(graph.component(id).place(), |node| graph.repository.place_of(id, node));
        context.report(id, "", place, message, help).about(first);
    }
}

impl MissingIpv6Dnssec {
    fn is_judged(&self, context: &Context<'_, '_>, id: ComponentId) -> bool {
        context.graph.kind(id).is_some_and(|kind| self.kinds.contains(&kind.id))
            && context.number(id, "service_level").is_some_and(|level| level >= self.min_level)
            && context.graph.is_of_level(id, &self.levels)
    }

    /// The portals of its own ministry or province that a service is offered on.
    fn portals(&self, context: &Context<'_, '_>, id: ComponentId) -> Vec<ComponentId> {
        let graph = context.graph;
        graph.reached(id, &["part_of", "uses"], |portal| {
            context.is_active(portal)
                && graph.root_of(portal) == graph.root_of(id)
                && graph.kind(portal).is_some_and(|kind| self.portal_kinds.contains(&kind.id))
        })
    }

    /// What a service says nothing of is its portal's matter; a portal that is judged answers for itself.
    fn has(&self, context: &Context<'_, '_>, id: ComponentId, field: &str, portals: &[ComponentId]) -> bool {
        let inherited =
            |&portal: &ComponentId| self.is_judged(context, portal) || context.flag(portal, field) == Some(true);
        context.flag(id, field).unwrap_or_else(|| portals.iter().any(inherited))
    }
}
