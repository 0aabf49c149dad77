//! Databases and other data, each with the entry that Decree 47/2020 asks for.

use std::fmt::Display;

use super::entry::Entry;
use super::plan::{Agency, Level, POPULATION, Plan};
use super::random::Random;
use super::route::Target;
use super::skeleton::{GUARDS, operating};
use super::words;

/// Kinds of data of the filler and their levels; level 0 for what is no system of its own.
const KINDS: [(&str, u8); 10] = [
    ("database", 2),
    ("database", 2),
    ("database", 2),
    ("database", 2),
    ("database", 2),
    ("sector-database", 3),
    ("sector-database", 3),
    ("data-warehouse", 2),
    ("dataset", 0),
    ("code-list", 0),
];

/// Id of a database of the filler, counted from 0.
pub(super) fn id(number: usize) -> String {
    format!("csdl-{:04}", number + 1)
}

/// The database that every agency has.
pub(super) fn shared(agency: &Agency, random: &mut Random) -> String {
    let (kind, level) = if agency.level == Level::Unit { ("database", 2) } else { ("sector-database", 3) };
    let entry = Entry::new("csdl-dung-chung", kind, format_args!("Cơ sở dữ liệu dùng chung {}", agency.name))
        .field("reference", "{ drm: [X-DRM.CATALOGUE] }");
    let entry = system(entry, agency, level, random);
    complete(entry, "danh mục dùng chung", random)
        .lines(holds(&format!("danh mục dùng chung của {}", agency.name), "authoritative"))
        .done()
}

/// One database of the filler.
pub(super) fn filler(plan: &Plan, agency: &Agency, number: usize, random: &mut Random) -> String {
    let topic = random.pick(&words::TOPICS);
    let (kind, level) = random.pick(&KINDS);
    let part = number + 1;
    let name = format!("Cơ sở dữ liệu {} {part}, {}", topic.name, agency.short);
    let entry = Entry::new(id(number), kind, name).field("reference", format_args!("{{ drm: [{}] }}", topic.drm));
    let entry = complete(system(entry, agency, level, random), topic.name, random);
    let entry = entry.lines(holds(&format!("{} {part} {}", topic.name, agency.short), "authoritative"));
    let copies = level > 0 && agency.root != POPULATION && random.chance(12);
    if !copies {
        return entry.done();
    }
    entry
        .lines("      - entity: công dân\n        role: replica\n")
        .list("replica_of", &[plan.name(agency, POPULATION, "csdlqg-dancu")])
        .connects(&[plan.link(agency, Target::Population, "thông tin cơ bản của công dân")])
        .done()
}

/// Where a database runs and how it is protected.
fn system(entry: Entry, agency: &Agency, level: u8, random: &mut Random) -> Entry {
    let entry = entry.field("operator", random.pick(&words::OPERATORS)).field("lifecycle", operating(random));
    match level {
        0 => entry,
        3 => entry
            .field("scope", agency.level.scope())
            .field("system_type", "infrastructure")
            .field("security_level", level)
            .list("hosted_on", &["cum-01"])
            .list("protected_by", &GUARDS),
        _ => entry
            .field("system_type", "internal")
            .list("information", &["private"])
            .field("security_level", level)
            .list("hosted_on", &["cum-01"]),
    }
}

/// Purpose, scope, content, collection and items: what Article 11 asks to be written down.
pub(super) fn complete(entry: Entry, topic: &str, random: &mut Random) -> Entry {
    let (mechanism, cycle) = (random.pick(&words::MECHANISMS), random.pick(&words::CYCLES));
    entry
        .field("purpose", format_args!("quản lý {topic}"))
        .field("data_scope", "hồ sơ từ năm 2010")
        .field("content", format_args!("hồ sơ {topic}"))
        .lines(collection(mechanism, cycle))
        .lines(format_args!("    items:\n      - {{ name: {topic}, class: default, users: [cơ quan nhà nước] }}\n"))
}

fn collection(mechanism: impl Display, cycle: &str) -> String {
    format!("    collection: {{ mechanism: {mechanism}, source: hồ sơ gốc, cycle: {cycle} }}\n")
}

/// `holds:` with one entity.
pub(super) fn holds(entity: &str, role: &str) -> String {
    format!("    holds:\n      - entity: {entity}\n        role: {role}\n")
}
