//! DAT-007: people are not asked again for what the State already holds.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context, held, is_national_source, says_something};
use crate::model::{AgencyId, ComponentId};
use crate::text;
use crate::text::spelling;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "repeated-collection",
    page: include_str!("repeated_collection.md"),
    cases: &["connected", "available"],
    prepare: prepare::<RepeatedCollection>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RepeatedCollection {
    /// Kinds that have forms for people.
    kinds: Vec<String>,
    /// Levels of agency the duty is for.
    levels: Vec<String>,
    /// Kinds of source that are there for every agency.
    national_kinds: Vec<String>,
}

/// What a form asks people to type of one entity.
struct Asked<'r> {
    entity: String,
    /// Where it is first asked.
    input: NodeRef<'r>,
    fields: Vec<&'r str>,
}

/// Sources of each entity, and what the systems of an agency reach, found when first asked for.
struct Known {
    sources: BTreeMap<String, Vec<ComponentId>>,
    reached: BTreeMap<AgencyId, BTreeSet<ComponentId>>,
}

impl Checker for RepeatedCollection {
    fn repository(&self, context: &mut Context<'_, '_>) {
        let graph = context.graph;
        let judged = |&id: &ComponentId| {
            context.is_active(id) && !graph.is_duplicate(id) && context.is_judged(id, &self.kinds, &self.levels)
        };
        let services: Vec<ComponentId> = graph.repository.component_ids().filter(judged).collect();
        let asking: Vec<(ComponentId, Vec<Asked<'_>>)> =
            services.into_iter().map(|id| (id, asked(context, id))).filter(|(_, asked)| !asked.is_empty()).collect();
        if asking.is_empty() {
            return;
        }
        let mut known = Known { sources: sources(context), reached: BTreeMap::new() };
        for (service, asked) in asking {
            let channels = channels(context, service);
            for one in asked {
                self.judge(context, &mut known, (service, &channels), &one);
            }
        }
    }
}

impl RepeatedCollection {
    fn judge(
        &self,
        context: &mut Context<'_, '_>,
        known: &mut Known,
        (service, channels): (ComponentId, &[ComponentId]),
        asked: &Asked<'_>,
    ) {
        let graph = context.graph;
        let Some(sources) = known.sources.get(&asked.entity) else { return };
        // Who writes into the source collects for it.
        let writes =
            |source: ComponentId| channels.iter().any(|&at| graph.targets(at, "writes").any(|to| to == source));
        let sources: Vec<ComponentId> = sources.iter().copied().filter(|&source| !writes(source)).collect();
        let own: BTreeSet<ComponentId> = channels.iter().flat_map(|&at| graph.takes_from(at, context.day)).collect();
        let agency = graph.agency_of(service);
        let reached = agency.map(|agency| known.reached.entry(agency).or_insert_with(|| reached_by(context, agency)));
        let is_connected = |source: &&ComponentId| {
            own.contains(source) || reached.as_ref().is_some_and(|reached| reached.contains(source))
        };
        let is_national = |source: &&ComponentId| context.is_judged(**source, &self.national_kinds, &self.levels);
        if let Some(&source) = sources.iter().find(is_connected) {
            report(context, service, "connected", source, asked);
        } else if let Some(&source) = sources.iter().find(is_national) {
            report(context, service, "available", source, asked);
        }
    }
}

/// What a form asks people to type with no reason given, entity by entity.
fn asked<'r>(context: &Context<'_, 'r>, id: ComponentId) -> Vec<Asked<'r>> {
    let mut all: Vec<Asked<'r>> = Vec::new();
    for entry in context.field(id, "form").into_iter().flat_map(NodeRef::elements) {
        let (Some(entity), Some(input)) = (entry.get("entity").and_then(NodeRef::as_str), entry.get("input")) else {
            continue;
        };
        if input.as_str() != Some("user-input") || entry.get("reason").is_some_and(says_something) {
            continue;
        }
        let (entity, field) = (spelling(entity), entry.get("field").and_then(NodeRef::as_str));
        match all.iter_mut().find(|asked| asked.entity == entity) {
            Some(asked) => asked.fields.extend(field),
            None => all.push(Asked { entity, input, fields: field.into_iter().collect() }),
        }
    }
    all
}

/// The authoritative sources in operation, by the entity they hold.
fn sources(context: &Context<'_, '_>) -> BTreeMap<String, Vec<ComponentId>> {
    let graph = context.graph;
    let mut sources: BTreeMap<String, Vec<ComponentId>> = BTreeMap::new();
    let operating = |&id: &ComponentId| graph.state(id, context.day).is_operating();
    for id in graph.repository.component_ids().filter(operating) {
        let declared = held(graph, id).filter(|held| held.authoritative).map(|held| held.entity);
        let national = graph.catalogue(id).into_iter().flat_map(|entry| &entry.authoritative_for);
        let entities: BTreeSet<String> = declared.chain(national.map(|name| spelling(name))).collect();
        for entity in entities {
            sources.entry(entity).or_default().push(id);
        }
    }
    for (entity, sources) in &mut sources {
        // The national catalogue's own source stands first, whatever the order of files.
        sources.sort_by_key(|&id| !is_national_source(graph, id, entity));
    }
    sources
}

/// A service, and what it is part of or uses.
fn channels(context: &Context<'_, '_>, service: ComponentId) -> Vec<ComponentId> {
    let graph = context.graph;
    let around = ["part_of", "uses"].into_iter().flat_map(|relation| graph.targets(service, relation));
    std::iter::once(service).chain(around.filter(|&id| graph.state(id, context.day).is_operating())).collect()
}

fn reached_by(context: &Context<'_, '_>, agency: AgencyId) -> BTreeSet<ComponentId> {
    let graph = context.graph;
    let systems = graph.components_of(agency).filter(|&id| graph.state(id, context.day).is_operating());
    systems.flat_map(|id| graph.takes_from(id, context.day)).collect()
}

fn report(context: &mut Context<'_, '_>, service: ComponentId, case: &str, source: ComponentId, asked: &Asked<'_>) {
    let (key, entity) = (context.key(source), &asked.entity);
    let quoted: Vec<String> = asked.fields.iter().map(|field| format!("“{field}”")).collect();
    let fields = quoted.join(", ");
    let message = if case == "connected" {
        text!(
            vi: "biểu mẫu bắt khai lại {fields}, trong khi `{entity}` đã có ở `{key}` và đã kết nối",
            en: "the form asks again for {fields}, though `{entity}` is to be had from `{key}`, already connected",
        )
    } else {
        text!(
            vi: "biểu mẫu bắt khai lại {fields}, trong khi cơ sở dữ liệu quốc gia `{key}` đã có `{entity}`",
            en: "the form asks again for {fields}, though the national database `{key}` holds `{entity}`",
        )
    };
    let help = text!(
        vi: "lấy dữ liệu từ `{key}` và ghi `input: prefilled`; nếu vẫn phải khai, ghi `reason`",
        en: "take it from `{key}` and write `input: prefilled`; where it must be typed, give the `reason`",
    );
    let place = context.graph.repository.place_of(service, asked.input);
    context.report(service, case, place, message, help).about(&format!("form.{entity}"));
}
