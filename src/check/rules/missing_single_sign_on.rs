//! APP-006: users of services of level 3 and 4 sign in with one central account.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::ComponentId;
use crate::text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "missing-single-sign-on",
    page: include_str!("missing_single_sign_on.md"),
    cases: &["missing", "own-account"],
    prepare: prepare::<MissingSingleSignOn>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingSingleSignOn {
    /// Kinds whose users sign in.
    kinds: Vec<String>,
    /// Lowest service level at which they must.
    min_level: i64,
    /// Levels of agency that are judged.
    levels: Vec<String>,
    /// Kinds that hold accounts.
    identity_kinds: Vec<String>,
    /// Kinds through which a service signs its users in.
    through_kinds: Vec<String>,
    /// Scopes of an identity platform that is made for many systems.
    scopes: Vec<String>,
    /// Entry of the national catalogue whose account serves everywhere.
    catalogue: String,
}

/// Relations by which a service comes to an account.
const SIGN_IN: &[&str] = &["authenticates_with", "uses", "part_of"];

impl Checker for MissingSingleSignOn {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        if !self.is_judged(context, id) {
            return;
        }
        let new = graph.state(id, context.day).is_new();
        let stands = |other: ComponentId| {
            let state = graph.state(other, context.day);
            state.is_operating() || (new && state.is_active())
        };
        let reached = graph.reached(id, SIGN_IN, |other| {
            stands(other) && (is_of(context, other, &self.identity_kinds) || is_of(context, other, &self.through_kinds))
        });
        // A portal that is judged itself answers for the services on it.
        if reached.iter().any(|&other| self.is_central(context, other) || self.is_judged(context, other)) {
            return;
        }
        // A reference that leads nowhere is reported as such; one fault is enough.
        if graph.dangling_of(id).any(|reference| SIGN_IN.contains(&reference.field.as_str())) {
            return;
        }
        let level = context.number(id, "service_level").unwrap_or_default();
        let entry = &self.catalogue;
        let central = graph.catalogued_as(entry).find(|&portal| stands(portal)).map(|portal| context.key(portal));
        let central = central.unwrap_or_else(|| format!("cơ-quan/{entry}"));
        let help = text!(
            vi: "xác thực qua tài khoản tập trung và ghi `authenticates_with: [{central}]`, hoặc nền tảng định danh dùng chung có `scope: province` hoặc `scope: branch`",
            en: "sign users in with a central account and write `authenticates_with: [{central}]`, or name a shared identity platform with `scope: province` or `scope: branch`",
        );
        if let Some(&own) = reached.iter().find(|&&other| is_of(context, other, &self.identity_kinds)) {
            let key = context.key(own);
            let message = text!(
                vi: "mức độ {level} nhưng người dùng đăng nhập bằng tài khoản riêng ở `{key}`, không hệ thống nào khác dùng",
                en: "is of level {level}, but its users sign in with accounts of its own at `{key}`, which no other system uses",
            );
            let place = place_of(context, id, own);
            context.report(id, "own-account", place, message, help).about("authenticates_with");
            return;
        }
        let message = text!(
            vi: "mức độ {level} mà chưa ghi người dùng được xác thực qua tài khoản tập trung nào",
            en: "is of level {level}, but no central account is named that its users sign in with",
        );
        let place = graph.component(id).place();
        context.report(id, "missing", place, message, help).about("authenticates_with");
    }
}

fn is_of(context: &Context<'_, '_>, id: ComponentId, kinds: &[String]) -> bool {
    context.graph.kind(id).is_some_and(|kind| kinds.contains(&kind.id))
}

/// Where a component names another as what it signs in with; its own id where something in between does.
fn place_of(context: &Context<'_, '_>, id: ComponentId, target: ComponentId) -> crate::source::Place {
    let graph = context.graph;
    let agency = graph.component(id).agency();
    let references = SIGN_IN.iter().filter_map(|field| context.field(id, field)).flat_map(NodeRef::elements);
    let named = references.into_iter().find(|&node| graph.refer(agency, node) == Some(target));
    named.map_or(graph.component(id).place(), |node| graph.repository.place_of(id, node))
}

impl MissingSingleSignOn {
    fn is_judged(&self, context: &Context<'_, '_>, id: ComponentId) -> bool {
        is_of(context, id, &self.kinds)
            && context.number(id, "service_level").is_some_and(|level| level >= self.min_level)
            && context.graph.is_of_level(id, &self.levels)
            && !context.graph.is_catalogued(id, &self.catalogue)
    }

    /// The national portal, or an identity platform that is not there for one service alone.
    fn is_central(&self, context: &Context<'_, '_>, id: ComponentId) -> bool {
        let graph = context.graph;
        if graph.is_catalogued(id, &self.catalogue) {
            return true;
        }
        if !is_of(context, id, &self.identity_kinds) {
            return false;
        }
        graph.catalogue(id).is_some()
            || self.scopes.iter().any(|scope| context.has(id, "scope", scope))
            || self.has_several_users(context, id)
    }

    /// Whether more than one system signs in with a platform, be it through another.
    fn has_several_users(&self, context: &Context<'_, '_>, id: ComponentId) -> bool {
        let graph = context.graph;
        let of = |id: ComponentId, relations: &'static [&'static str]| {
            let sources = relations.iter().flat_map(move |relation| graph.sources(id, relation));
            sources.filter(|&source| graph.state(source, context.day).is_active())
        };
        // Only as far as the second: a platform of the whole nation has thousands.
        let mut direct = of(id, &SIGN_IN[..2]);
        let Some(first) = direct.next() else { return false };
        let is_portal = is_of(context, first, &self.through_kinds);
        direct.any(|other| other != first) || (is_portal && of(first, SIGN_IN).next().is_some())
    }
}
