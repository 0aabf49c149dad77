//! Which system reads which data, which creates and updates it: as far as `reads`, `writes` and connections tell.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::extent;
use super::matrix::{Band, Breadth, Head, Mark, Matrix, Row, Sense};
use super::{Atlas, Cell, Table, Target};
use crate::measure::Scope;
use crate::model::ComponentId;
use crate::text;
use crate::text::Lang;

/// Columns and rows past which a matrix is no longer read.
const COLUMNS: usize = 26;
const ROWS: usize = 120;

/// What one system does with one set of data.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Use {
    pub(super) reads: bool,
    pub(super) writes: bool,
    pub(super) connects: bool,
}

pub(super) type Uses = BTreeMap<(ComponentId, ComponentId), Use>;

impl Use {
    /// What is written in a cell, and what that says.
    pub(super) const fn sign(self) -> (&'static str, Sense) {
        match (self.writes, self.reads) {
            (true, true) => ("CRU", Sense::Writes),
            (true, false) => ("CU", Sense::Writes),
            (false, true) => ("R", Sense::Reads),
            (false, false) => ("•", Sense::Linked),
        }
    }
}

/// The matrix of a scope; of an agency, with the systems of others that use its data.
#[must_use]
pub fn application_data(atlas: Atlas<'_>, scope: Scope, lang: Lang) -> Option<Matrix> {
    let graph = atlas.graph();
    let own = extent::components(atlas, scope);
    let uses = uses(atlas, &own);
    if uses.is_empty() {
        return None;
    }
    let systems = uses.keys().map(|&(user, _)| user).collect::<BTreeSet<_>>().len();
    if systems > ROWS {
        return Some(super::folded_data::matrix(atlas, scope, &uses, lang));
    }
    let mut users_of: BTreeMap<ComponentId, usize> = BTreeMap::new();
    for &(_, data) in uses.keys() {
        *users_of.entry(data).or_default() += 1;
    }
    let idle: Vec<ComponentId> =
        own.iter().copied().filter(|&id| is_data(atlas, id) && !users_of.contains_key(&id)).collect();
    let mut columns: Vec<ComponentId> = users_of.keys().copied().collect();
    if scope != Scope::Whole || columns.len() + idle.len() <= COLUMNS {
        columns.extend(&idle);
    }
    columns.sort_by_key(|&id| {
        let national = graph.is_kind(id, "national-database");
        (!national, std::cmp::Reverse(users_of.get(&id).copied().unwrap_or_default()), id)
    });
    let all_columns = columns.len();
    columns.truncate(COLUMNS);
    let place: BTreeMap<ComponentId, usize> = columns.iter().enumerate().map(|(at, &id)| (id, at)).collect();
    let name = extent::name(atlas, scope, lang);
    let data = users_of.len();
    let (writers, readers, linked) = totals(&uses);
    let mut matrix = Matrix {
        id: extent::slug("application-data", atlas, scope),
        title: text!(vi: "Ứng dụng và dữ liệu: {name}", en: "Applications and data: {name}").get(lang).to_owned(),
        description: text!(
            vi: "{systems} hệ thống dùng {data} nguồn dữ liệu: {writers} quan hệ tạo, cập nhật; {readers} quan hệ đọc; {linked} kết nối không nêu đọc hay ghi.",
            en: "{systems} systems use {data} sets of data: {writers} create and update, {readers} read, {linked} are connected with no word of reading or writing.",
        )
        .get(lang)
        .to_owned(),
        corner: [lang.pick("Hệ thống", "System").to_owned(), lang.pick("Dữ liệu", "Data").to_owned()],
        columns: columns.iter().map(|&id| head(atlas, id, lang)).collect(),
        breadth: Breadth::Letters,
        bands: bands(atlas, scope, &uses, &place, lang),
        meanings: Vec::new(),
        notes: Vec::new(),
        tables: vec![table(atlas, &uses, &idle, lang)],
    };
    matrix.meanings = meanings(&matrix, lang);
    matrix.notes.extend(marked(atlas, &uses, lang));
    if all_columns > columns.len() {
        let left = all_columns - columns.len();
        let note = text!(
            vi: "Hình vẽ {COLUMNS} nguồn dữ liệu được dùng nhiều nhất; {left} nguồn khác có trong bảng chữ.",
            en: "Drawn are the {COLUMNS} sets of data used most; {left} more are in the table.",
        );
        matrix.notes.push(note.get(lang).to_owned());
    }
    Some(matrix)
}

fn is_data(atlas: Atlas<'_>, id: ComponentId) -> bool {
    atlas.graph().kind(id).is_some_and(|kind| kind.layer == "data")
}

/// Every use that starts or ends at one of some components.
fn uses(atlas: Atlas<'_>, own: &[ComponentId]) -> Uses {
    let (graph, day) = (atlas.graph(), atlas.day());
    let mut uses = Uses::new();
    for &id in own {
        outgoing(atlas, id, day, &mut uses);
        if is_data(atlas, id) {
            for (relation, other) in graph.related(id, false) {
                if !graph.state(other, day).is_active() {
                    continue;
                }
                match graph.pack.framework.relation(relation).id.as_str() {
                    "reads" => uses.entry((other, id)).or_default().reads = true,
                    "writes" => uses.entry((other, id)).or_default().writes = true,
                    _ => {}
                }
            }
            for connection in graph.connections_to(id, day) {
                let from = graph.connection(connection).from;
                if !is_data(atlas, from) {
                    uses.entry((from, id)).or_default().connects = true;
                }
            }
        }
    }
    uses
}

fn outgoing(atlas: Atlas<'_>, id: ComponentId, day: Date, uses: &mut Uses) {
    let graph = atlas.graph();
    for (relation, writes) in [("reads", false), ("writes", true)] {
        for data in graph.targets(id, relation).filter(|&data| graph.state(data, day).is_active()) {
            let found = uses.entry((id, data)).or_default();
            if writes { found.writes = true } else { found.reads = true }
        }
    }
    if is_data(atlas, id) {
        return;
    }
    for flow in graph.flows_of(id, day) {
        if flow.connection.is_some() && is_data(atlas, flow.to) {
            uses.entry((id, flow.to)).or_default().connects = true;
        }
    }
}

/// How many uses no source says.
pub(super) fn marked(atlas: Atlas<'_>, uses: &Uses, lang: Lang) -> Option<String> {
    let of = |id: ComponentId, field: &str| super::is_illustrative(atlas.graph(), id, field);
    let made_up = uses.iter().filter(|&(&(user, _), found)| {
        (found.reads && of(user, "reads"))
            || (found.writes && of(user, "writes"))
            || (found.connects && of(user, "connects"))
    });
    let what = text!(vi: "quan hệ", en: "uses");
    extent::marked(made_up.count(), uses.len(), &what, lang)
}

fn totals(uses: &Uses) -> (usize, usize, usize) {
    let count = |wanted: fn(&Use) -> bool| uses.values().filter(|found| wanted(found)).count();
    (count(|found| found.writes), count(|found| found.reads), count(|found| !found.reads && !found.writes))
}

fn head(atlas: Atlas<'_>, id: ComponentId, lang: Lang) -> Head {
    let graph = atlas.graph();
    Head {
        text: graph.repository.name(id, lang).to_owned(),
        note: String::new(),
        national: graph.is_kind(id, "national-database"),
        target: Some(Target::Component(graph.component(id).key.to_string())),
    }
}

fn bands(atlas: Atlas<'_>, scope: Scope, uses: &Uses, place: &BTreeMap<ComponentId, usize>, lang: Lang) -> Vec<Band> {
    let graph = atlas.graph();
    let mut rows: BTreeMap<ComponentId, Vec<(usize, Mark)>> = BTreeMap::new();
    for (&(user, data), found) in uses {
        let cells = rows.entry(user).or_default();
        if let Some(&column) = place.get(&data) {
            cells.push((column, mark(atlas, user, data, *found, lang)));
        }
    }
    let mut bands: Vec<(bool, &str, Band)> = Vec::new();
    for (user, mut cells) in rows {
        cells.sort_by_key(|(column, _)| *column);
        let agency = graph.component(user).agency();
        let row = Row { head: Head { national: false, ..head(atlas, user, lang) }, depth: 0, cells };
        if let Some((_, _, band)) = bands.iter_mut().find(|(_, of, _)| *of == agency) {
            band.rows.push(row);
            continue;
        }
        let text = graph.agency_of(user).map_or(agency, |id| graph.repository.agency_name(id, lang)).to_owned();
        let other = !extent::is_in(atlas, scope, user);
        let note =
            if other { lang.pick("cơ quan khác dùng dữ liệu", "another agency, using the data") } else { "" };
        let target = Some(Target::Agency(agency.to_owned()));
        let head = Head { text, note: note.to_owned(), national: false, target };
        bands.push((other, agency, Band { head, rows: vec![row], foot: String::new() }));
    }
    bands.sort_by_key(|(other, ..)| *other);
    bands.into_iter().map(|(_, _, band)| band).collect()
}

fn says(found: Use, lang: Lang) -> String {
    let mut says = Vec::new();
    if found.writes {
        says.push(lang.pick("tạo, cập nhật", "creates, updates"));
    }
    if found.reads {
        says.push(lang.pick("đọc", "reads"));
    }
    if says.is_empty() {
        says.push(lang.pick("kết nối, không nêu đọc hay ghi", "connected, with no word of reading or writing"));
    }
    says.join("; ")
}

fn mark(atlas: Atlas<'_>, user: ComponentId, data: ComponentId, found: Use, lang: Lang) -> Mark {
    let repository = atlas.graph().repository;
    let (sign, sense) = found.sign();
    let tip = format!("{} – {}: {}", repository.name(user, lang), repository.name(data, lang), says(found, lang));
    let target = Some(Target::Component(atlas.graph().component(user).key.to_string()));
    Mark { sign: sign.to_owned(), names: Vec::new(), sense, tip, target }
}

pub(super) fn meanings(matrix: &Matrix, lang: Lang) -> Vec<(Sense, String)> {
    let all = [
        (
            Sense::Writes,
            lang.pick(
                "CU: tạo, cập nhật (mô hình không tách hai việc)",
                "CU: creates and updates (the model does not tell them apart)",
            ),
        ),
        (Sense::Reads, lang.pick("R: đọc", "R: reads")),
        (Sense::Linked, lang.pick("•: có kết nối, không nêu đọc hay ghi", "•: connected, reading or writing not said")),
    ];
    let there = all.into_iter().filter(|(sense, _)| matrix.has(|found| found == *sense));
    there.map(|(sense, says)| (sense, says.to_owned())).collect()
}

pub(super) fn table(atlas: Atlas<'_>, uses: &Uses, idle: &[ComponentId], lang: Lang) -> Table {
    let head = match lang {
        Lang::Vi => ["Hệ thống", "Cơ quan", "Dữ liệu", "Cơ quan có dữ liệu", "Làm gì"],
        Lang::En => ["System", "Agency", "Data", "Agency of the data", "What it does"],
    };
    let told = uses.iter().map(|(&(user, data), &found)| {
        vec![
            extent::component(atlas, user, lang),
            extent::agency_of(atlas, user, lang),
            extent::component(atlas, data, lang),
            extent::agency_of(atlas, data, lang),
            Cell::new(says(found, lang)),
        ]
    });
    let idle = idle.iter().map(|&data| {
        vec![
            Cell::new("–"),
            Cell::new("–"),
            extent::component(atlas, data, lang),
            extent::agency_of(atlas, data, lang),
            Cell::new(lang.pick("không hệ thống nào nói là đọc hay ghi", "no system says it reads or writes it")),
        ]
    });
    let caption = lang.pick("Hệ thống nào dùng dữ liệu nào", "Which system uses which data").to_owned();
    extent::capped(Table { caption, head: head.map(str::to_owned).to_vec(), rows: told.chain(idle).collect() }, lang)
}
