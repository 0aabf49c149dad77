//! Faulty components that the loader must catch, before any rule looks.

use super::Violation;
use super::entry::Entry;
use super::fault::{Seeds, id, sound};
use super::plan::Agency;
use super::skeleton::APPLICATION;

/// Puts one fault in its place.
pub(super) fn seed(violation: Violation, seeds: &mut Seeds<'_>) {
    let unit = seeds.unit();
    let id = id(violation);
    let entry = sound(unit, &id);
    match violation {
        Violation::UnknownField => seeds.put(violation, APPLICATION, [entry.field("chu_quan", "x")]),
        Violation::MissingField => seeds.put(violation, APPLICATION, [nameless(&id).list("functions", &[id])]),
        Violation::InvalidValue => seeds.put(violation, APPLICATION, [entry.field("disposition", "giu-lai")]),
        Violation::UnresolvedReference => seeds.put(violation, APPLICATION, [entry.list("uses", &["khong-co"])]),
        Violation::DuplicateComponent => {
            // Of a function of its own, so that only the id is the same.
            let other = hosted(unit, &id, "Ứng dụng khác").list("functions", &[format!("{id}-khac")]);
            seeds.put(violation, APPLICATION, [entry, other]);
        }
        Violation::IllegalRelation => seeds.put(violation, APPLICATION, [entry.list("reads", &["qlvb"])]),
        Violation::DuplicateKey => seeds.put(violation, APPLICATION, [entry.field("name", "Tên thứ hai")]),
        // The other faults are no faults of loading.
        _ => seeds.put(violation, APPLICATION, [entry.list("users", &["012"])]),
    }
}

fn hosted(unit: &Agency, id: &str, word: &str) -> Entry {
    nameless(id).field("name", format_args!("{word} {}", unit.name))
}

/// An application with a level and a host, and no name yet.
fn nameless(id: &str) -> Entry {
    Entry::unnamed(id, "internal-application")
        .field("system_type", "internal")
        .list("information", &["private"])
        .field("security_level", 2)
        .list("hosted_on", &["cum-01"])
}
