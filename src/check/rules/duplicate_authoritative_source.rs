//! DAT-001: a data entity has exactly one authoritative source.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::diagnostic::Subject;
use crate::model::ComponentId;
use crate::source::Place;
use crate::text;
use crate::text::spelling;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-authoritative-source",
    page: include_str!("duplicate_authoritative_source.md"),
    cases: &["several", "none"],
    prepare: prepare::<DuplicateAuthoritativeSource>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DuplicateAuthoritativeSource {}

/// A component that holds an entity, and where it says so.
#[derive(Clone, Copy)]
struct Holder {
    component: ComponentId,
    place: Place,
    authoritative: bool,
}

impl Checker for DuplicateAuthoritativeSource {
    fn repository(&self, context: &mut Context<'_, '_>) {
        for (entity, mut holders) in holders(context) {
            let national = national_source(context, &entity);
            // The national catalogue's own source stands first, whatever the order of files.
            holders.sort_by_key(|holder| !is_national_source(context, holder.component, national.as_deref()));
            let sources: Vec<Holder> = holders.iter().copied().filter(|holder| holder.authoritative).collect();
            match sources.as_slice() {
                [] if national.is_none() => unsourced(context, &entity, holders[0]),
                [] => {}
                [first, rest @ ..] => {
                    if let Some(national) = &national
                        && !is_national_source(context, first.component, Some(national))
                    {
                        // None of them is the source, however many there are.
                        for &holder in &sources {
                            reserved(context, &entity, national, holder);
                        }
                        continue;
                    }
                    for holder in rest {
                        let key = context.key(first.component);
                        second(context, &entity, &key, first.place, *holder);
                    }
                }
            }
        }
    }
}

/// Holders of each entity, by its name in one spelling.
fn holders(context: &Context<'_, '_>) -> BTreeMap<String, Vec<Holder>> {
    let repository = context.graph.repository;
    let mut entities: BTreeMap<String, Vec<Holder>> = BTreeMap::new();
    for component in repository.component_ids().filter(|&id| context.is_active(id)) {
        let Some(holds) = repository.field(component, "holds") else { continue };
        for entry in holds.elements() {
            let Some(node) = entry.get("entity") else { continue };
            let Some(entity) = node.as_str() else { continue };
            let role = entry.get("role").and_then(NodeRef::as_str);
            let place = repository.place_of(component, node);
            let holder = Holder { component, place, authoritative: role == Some("authoritative") };
            entities.entry(spelling(entity)).or_default().push(holder);
        }
    }
    entities
}

/// Entry of the national catalogue that is the source of an entity.
fn national_source(context: &Context<'_, '_>, entity: &str) -> Option<String> {
    let entries = &context.graph.pack.catalogue.components;
    let entry = entries.iter().find(|entry| entry.authoritative_for.iter().any(|name| spelling(name) == entity))?;
    Some(entry.id.clone())
}

fn is_national_source(context: &Context<'_, '_>, id: ComponentId, national: Option<&str>) -> bool {
    national.is_some_and(|entry| context.graph.is_catalogued(id, entry))
}

fn second(context: &mut Context<'_, '_>, entity: &str, first: &str, related: Place, holder: Holder) {
    let message = text!(
        vi: "`{entity}` đã có nguồn gốc là `{first}`; không thể có nguồn gốc thứ hai",
        en: "`{entity}` has its authoritative source in `{first}`; there cannot be a second",
    );
    let help = text!(
        vi: "đổi thành `role: replica` và khai thác từ `{first}`",
        en: "make it `role: replica` and read from `{first}`",
    );
    let finding = context.report(holder.component, "several", holder.place, message, help);
    finding.field = format!("holds.{entity}");
    finding.relate(related, text!(vi: "nguồn gốc thứ nhất", en: "the first source"));
}

/// The national catalogue has another source, which the repository does not have in operation.
fn reserved(context: &mut Context<'_, '_>, entity: &str, national: &str, holder: Holder) {
    let message = text!(
        vi: "nguồn gốc của `{entity}` theo danh mục quốc gia là `{national}`, không phải ở đây",
        en: "the national catalogue has `{national}` as the authoritative source of `{entity}`, not this",
    );
    let help = text!(
        vi: "đổi thành `role: replica`; khai thác từ `{national}` khi cơ sở dữ liệu này sẵn sàng",
        en: "make it `role: replica`; read from `{national}` once that database is ready",
    );
    let finding = context.report(holder.component, "several", holder.place, message, help);
    finding.field = format!("holds.{entity}");
}

fn unsourced(context: &mut Context<'_, '_>, entity: &str, holder: Holder) {
    let message = text!(
        vi: "`{entity}` chỉ có bản sao, không nơi nào là nguồn gốc",
        en: "`{entity}` is held as replicas only; nowhere is its authoritative source",
    );
    let help = text!(
        vi: "ghi `role: authoritative` ở cơ sở dữ liệu gốc, hoặc đưa cơ sở dữ liệu gốc vào kho",
        en: "give the original database `role: authoritative`, or bring it into the repository",
    );
    let finding = context.report(holder.component, "none", holder.place, message, help);
    finding.field = format!("holds.{entity}");
    finding.subject = Subject::Entity(entity.to_owned());
}
