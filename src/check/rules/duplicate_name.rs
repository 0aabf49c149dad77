//! GEN-004: one thing is described once, however its name is spelt.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::model::{AgencyId, ComponentId};
use crate::text;
use crate::text::{Lang, folded};
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-name",
    page: include_str!("duplicate_name.md"),
    cases: &["component", "agency", "national"],
    prepare: prepare::<DuplicateName>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DuplicateName {}

impl Checker for DuplicateName {
    fn repository(&self, context: &mut Context<'_, '_>) {
        agencies(context);
        let graph = context.graph;
        let active = graph.repository.component_ids().filter(|&id| context.is_active(id));
        // Folding is most of the work of this rule, so each name is folded once.
        let names: Vec<(ComponentId, String)> =
            active.map(|id| (id, folded(graph.repository.name(id, Lang::Vi)))).collect();
        components(context, &names);
        national(context, &names);
    }
}

fn agencies(context: &mut Context<'_, '_>) {
    let repository = context.graph.repository;
    let mut first: FxHashMap<(Option<&str>, String), AgencyId> = FxHashMap::default();
    for id in repository.agency_ids() {
        let agency = repository.agency(id);
        // Units of two ministries may bear one name; two agencies of one parent may not.
        let parent = agency.parent.as_ref().map(|(parent, _)| parent.as_str());
        let name = folded(repository.agency_name(id, Lang::Vi));
        let earlier = *first.entry((parent, name)).or_insert(id);
        if earlier == id || repository.agency(earlier).id == agency.id {
            continue;
        }
        let before = &repository.agency(earlier).id;
        let message = text!(vi: "cùng tên với cơ quan `{before}`", en: "has the name of the agency `{before}`");
        let help = text!(
            vi: "gộp hai tài liệu nếu là một; nếu không, ghi tên phân biệt được",
            en: "merge the two documents if they are one; otherwise give names that tell them apart",
        );
        let place = repository.agency(earlier).place;
        let finding = context.report_agency(id, "agency", agency.place, message, help);
        finding.about("name").relate(place, text!(vi: "cơ quan khai trước", en: "the earlier agency"));
    }
}

/// Components of one agency and one layer with one name.
fn components(context: &mut Context<'_, '_>, names: &[(ComponentId, String)]) {
    let graph = context.graph;
    let repository = graph.repository;
    let mut first: FxHashMap<(&str, u8, &str), ComponentId> = FxHashMap::default();
    for (id, name) in names.iter().filter(|(id, _)| !graph.is_duplicate(*id)) {
        let id = *id;
        let component = repository.component(id);
        let earlier = *first.entry((component.agency(), component.layer.0, name)).or_insert(id);
        if earlier == id {
            continue;
        }
        let (key, written) = (context.key(earlier), repository.name(earlier, Lang::Vi));
        let message = text!(
            vi: "trùng tên với `{key}` (“{written}”), có thể là một thành phần được ghi hai lần",
            en: "has the name of `{key}` (“{written}”): one component may be written down twice",
        );
        let help = text!(
            vi: "giữ một khai báo và đưa cách viết kia vào `aliases`; nếu là hai, ghi tên phân biệt được",
            en: "keep one and put the other spelling into `aliases`; if there are two, give names that tell them apart",
        );
        let related = repository.component(earlier).place();
        let place = context.field(id, "name").map_or(component.place(), |node| repository.place_of(id, node));
        let finding = context.report(id, "component", place, message, help);
        finding.about("name").relate(related, text!(vi: "thành phần khai trước", en: "the earlier component"));
    }
}

/// A component that bears the name of a national one and does not say that it is it.
fn national(context: &mut Context<'_, '_>, names: &[(ComponentId, String)]) {
    let graph = context.graph;
    let single = graph.pack.catalogue.components.iter().filter(|entry| entry.single);
    let known: FxHashMap<String, &str> = single
        .flat_map(|entry| {
            let names = [&entry.name.vi, &entry.name.en].into_iter().chain(&entry.aliases);
            names.map(|name| (folded(name), entry.id.as_str()))
        })
        .collect();
    for (id, vi) in names {
        let id = *id;
        let Some(name) = context.field(id, "name") else { continue };
        let in_english = || known.get(&folded(name.get("en").and_then(NodeRef::as_str)?)).copied();
        let Some(entry) = known.get(vi).copied().or_else(in_english) else { continue };
        if graph.catalogue(id).is_some() || graph.catalogued_as(entry).next().is_none() {
            continue;
        }
        let there = graph.catalogued_as(entry).map(|id| context.key(id)).collect::<Vec<_>>().join(", ");
        let message = text!(
            vi: "mang tên của thành phần quốc gia `{entry}`, đã có ở `{there}`",
            en: "bears the name of the national component `{entry}`, which is `{there}`",
        );
        let help = text!(
            vi: "bỏ khai báo này và tham chiếu tới `{there}`; nếu là thành phần khác, đổi tên",
            en: "drop this one and refer to `{there}`; if it is something else, change its name",
        );
        let place = graph.repository.place_of(id, name);
        context.report(id, "national", place, message, help).about("name.national");
    }
}
