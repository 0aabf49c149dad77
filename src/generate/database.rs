//! Databases and other data, each with the entry that Decree 47/2020 asks for.

use std::fmt::Display;

use super::entry::Entry;
use super::plan::{Agency, Level, POPULATION, Plan};
use super::random::Random;
use super::route::Target;
use super::security::audited;
use super::skeleton::operating;
use super::words;

/// Kinds of data of the filler in turn, with a word for each and its level; level 0 for what is no system of its own.
const KINDS: [(&str, &str, u8); 10] = [
    ("database", "Cơ sở dữ liệu", 2),
    ("sector-database", "Cơ sở dữ liệu dùng chung", 3),
    ("database", "Cơ sở dữ liệu", 2),
    ("data-warehouse", "Kho dữ liệu", 2),
    ("database", "Cơ sở dữ liệu nội bộ", 2),
    ("database", "Cơ sở dữ liệu", 2),
    ("sector-database", "Cơ sở dữ liệu chuyên ngành", 3),
    ("database", "Cơ sở dữ liệu", 2),
    ("dataset", "Tập dữ liệu", 0),
    ("code-list", "Danh mục", 0),
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

/// Whether a component of the filler is a code list; the one before it uses it.
const fn is_code_list(number: usize) -> bool {
    number % KINDS.len() == KINDS.len() - 1
}

/// One database of the filler.
pub(super) fn filler(plan: &Plan, agency: &Agency, number: usize, random: &mut Random) -> String {
    let topic = random.pick(&words::TOPICS);
    let (kind, word, level) = KINDS[number % KINDS.len()];
    let part = number + 1;
    let name = format!("{word} {} {part}, {}", topic.name, agency.short);
    let entry = Entry::new(id(number), kind, name).field("reference", format_args!("{{ drm: [{}] }}", topic.drm));
    let entry = complete(system(entry, agency, level, random), topic.name, random);
    let entry = if is_code_list(part) && part < agency.databases {
        entry
            .lines(format_args!(
                "      - {{ name: loại {}, class: default, users: [cơ quan nhà nước], coded: true, \
                 code_list: {}, code_list_reason: chưa có bảng mã dùng chung }}\n",
                topic.name,
                id(part)
            ))
            .list("reads", &["csdl-dung-chung".to_owned(), id(part)])
    } else {
        entry.list("reads", &["csdl-dung-chung"])
    };
    let entry = entry.lines(holds(&format!("{} {part} {}", topic.name, agency.short), "authoritative"));
    let copies = level > 0 && agency.root != POPULATION && random.chance(12);
    if !copies {
        return entry.done();
    }
    entry
        .lines("      - entity: công dân\n        role: replica\n")
        .field("sync_cycle", random.pick(&words::SYNCS))
        .lines(MODELS)
        .list("replica_of", &[plan.name(agency, POPULATION, "csdlqg-dancu")])
        .connects(&[plan.link(agency, Target::Population, "thông tin cơ bản của công dân")])
        .done()
}

/// The models of a database that exchanges with a national one, or is one.
pub(super) const MODELS: &str = "    data_models:\n      conceptual: tài liệu mô hình khái niệm\n      \
    logical: tài liệu mô hình logic\n      physical: lược đồ XML\n";

/// Where a database runs and how it is protected.
fn system(entry: Entry, agency: &Agency, level: u8, random: &mut Random) -> Entry {
    let entry = entry.field("operator", random.pick(&words::OPERATORS)).field("lifecycle", operating(random));
    match level {
        0 => entry,
        3 => entry
            .field("scope", agency.level.scope())
            .field("system_type", "infrastructure")
            .secured(level, &[], random)
            .list("hosted_on", &["cum-01"]),
        _ => entry
            .field("system_type", "internal")
            .list("information", &["private"])
            .secured(level, &[], random)
            .list("hosted_on", &["cum-01"]),
    }
}

/// Purpose, scope, content, collection and items: what Article 11 asks to be written down.
pub(super) fn complete(entry: Entry, topic: &str, random: &mut Random) -> Entry {
    let (mechanism, (cycle, word, updated)) = (random.pick(&words::MECHANISMS), random.pick(&words::CYCLES));
    entry
        .field("purpose", format_args!("quản lý {topic}"))
        .field("data_scope", "hồ sơ từ năm 2010")
        .field("content", format_args!("dữ liệu {topic}"))
        .lines(collection(mechanism, cycle))
        .field("update_cycle", word)
        .field("last_updated", updated)
        .field("quality_check", format_args!("{{ date: {}, report: biên bản kiểm tra năm 2021 }}", audited(random)))
        .lines(format_args!("    items:\n      - {{ name: {topic}, class: default, users: [cơ quan nhà nước] }}\n"))
}

fn collection(mechanism: impl Display, cycle: &str) -> String {
    format!("    collection: {{ mechanism: {mechanism}, source: hồ sơ gốc, cycle: {cycle} }}\n")
}

/// `holds:` with one entity.
pub(super) fn holds(entity: &str, role: &str) -> String {
    format!("    holds:\n      - entity: {entity}\n        role: {role}\n")
}
