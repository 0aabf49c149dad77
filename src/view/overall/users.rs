//! Who uses the systems, as far as the model says: what serves the public, what serves officials, the groups it names,
//! and the agencies that exchange data with it. The three groups of the recipe are always there, marked where nothing
//! in the model stands for them.

use rustc_hash::FxHashSet;

use super::reading::{CHANNELS, Reading};
use super::{Item, Mark};
use crate::measure::Scope;
use crate::model::{AgencyId, ComponentId};
use crate::tree::NodeRef;

/// Kinds that serve officials, whatever else is written.
const OFFICE: [&str; 3] = ["document-management", "internal-application", "reporting-system"];
/// Named groups that get a box each.
const NAMED: usize = 3;

pub(super) fn users(reading: &Reading<'_>) -> Vec<Item> {
    let lang = reading.lang;
    let (public, office) = (count(reading, serves_public), count(reading, serves_office));
    let public_says =
        lang.pick("thành phần phục vụ người dân, doanh nghiệp", "components serve citizens and enterprises");
    let office_says = lang.pick("thành phần phục vụ nội bộ", "components serve officials");
    let mut users = vec![
        group(reading, lang.pick("Người dân", "Citizens"), public, public_says),
        group(reading, lang.pick("Doanh nghiệp, tổ chức", "Enterprises"), public, public_says),
        group(reading, lang.pick("Cán bộ, công chức, viên chức", "Officials"), office, office_says),
    ];
    if reading.scope != Scope::Whole {
        users.extend(named(reading));
    }
    users.extend(others(reading));
    users
}

fn count(reading: &Reading<'_>, serves: fn(&Reading<'_>, ComponentId) -> bool) -> usize {
    reading.components.iter().filter(|&&id| serves(reading, id)).count()
}

fn serves_public(reading: &Reading<'_>, id: ComponentId) -> bool {
    let kind = reading.graph().kind(id).is_some_and(|kind| CHANNELS.contains(&kind.id.as_str()));
    kind || reading.graph().is_kind(id, "online-service") || says(reading, id, "public-service")
}

fn serves_office(reading: &Reading<'_>, id: ComponentId) -> bool {
    reading.graph().kind(id).is_some_and(|kind| OFFICE.contains(&kind.id.as_str())) || says(reading, id, "internal")
}

fn says(reading: &Reading<'_>, id: ComponentId, value: &str) -> bool {
    reading.graph().repository.field(id, "system_type").and_then(NodeRef::as_str) == Some(value)
}

/// A group of the recipe, with how many components speak of it.
fn group(reading: &Reading<'_>, name: &str, count: usize, says: &str) -> Item {
    let none = reading.lang.pick("có trong khung, mô hình chưa ghi", "named by the framework, not by the model");
    let (mark, what) =
        if count > 0 { (Mark::Fact, format!("{count} {says}")) } else { (Mark::Recipe, none.to_owned()) };
    fact(name, mark, format!("{name}: {what}"))
}

/// The groups that components name under `users`.
fn named(reading: &Reading<'_>) -> Vec<Item> {
    let lang = reading.lang;
    let mut seen = FxHashSet::default();
    let mut names = Vec::new();
    for &id in &reading.components {
        let field = reading.graph().repository.field(id, "users");
        let entries = field.into_iter().flat_map(NodeRef::elements).filter_map(NodeRef::as_str);
        names.extend(entries.filter(|name| !name.trim().is_empty() && seen.insert(name.to_lowercase())));
    }
    let says = lang.pick("nhóm người dùng mà thành phần nêu tên", "a user group that components name");
    let mut items: Vec<Item> = names
        .iter()
        .take(NAMED)
        .map(|name| fact(&capital(name), Mark::Fact, format!("{}: {says}", capital(name))))
        .collect();
    if names.len() > NAMED {
        let rest = names.len() - NAMED;
        let name =
            lang.pick(format!("và {rest} nhóm khác").as_str(), format!("and {rest} other groups").as_str()).to_owned();
        items.push(fact(&name, Mark::Fact, format!("{name}: {}", names[NAMED..].join(", "))));
    }
    items
}

/// Other agencies that exchange data with this one, national components left out.
fn others(reading: &Reading<'_>) -> Option<Item> {
    let (graph, lang) = (reading.graph(), reading.lang);
    let mut roots: Vec<AgencyId> = match reading.scope {
        Scope::Whole => reading.atlas.evidence.roots().collect(),
        Scope::Agency(asked) => {
            let own = reading.components.iter().filter(|&&id| !reading.is_national(id));
            let met = own.flat_map(|&id| graph.exchanges_with(id, reading.atlas.day()));
            let met = met.filter(|&id| !reading.is_national(id));
            met.filter_map(|id| graph.root_of(id)).filter(|&root| root != graph.root(asked)).collect()
        }
    };
    roots.sort_unstable();
    roots.dedup();
    let count = roots.len();
    if count == 0 {
        return None;
    }
    let name = match (reading.scope, count) {
        (Scope::Whole, _) => crate::text!(vi: "{count} cơ quan, tổ chức", en: "{count} agencies and bodies"),
        (_, 1) => crate::text!(vi: "1 cơ quan khác", en: "1 other agency"),
        _ => crate::text!(vi: "{count} cơ quan khác", en: "{count} other agencies"),
    };
    let names: Vec<&str> = roots.iter().take(12).map(|&root| reading.agency_name(root)).collect();
    let more = if count > names.len() { ", …" } else { "" };
    let says = lang.pick("trao đổi dữ liệu", "exchange data");
    Some(fact(name.get(lang), Mark::Fact, format!("{} ({says}): {}{more}", name.get(lang), names.join(", "))))
}

/// A box that stands for no component.
pub(super) fn fact(name: &str, mark: Mark, tip: String) -> Item {
    Item { id: None, name: name.to_owned(), notes: Vec::new(), mark, tip, target: None, count: 0, hub: false }
}

/// The first letter as a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.trim().chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
