//! Security levels by the place systems run in. The framework has no field for a zone of a network, so the place
//! stands in for it and the picture says so.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::extent;
use super::matrix::{Band, Breadth, Head, Mark, Matrix, Row, Sense, step};
use super::{Atlas, Cell, Table, Target};
use crate::diagnostic::Subject;
use crate::measure::{Scope, Weight, weight};
use crate::model::ComponentId;
use crate::text;
use crate::text::Lang;
use crate::tree::NodeRef;

/// Sites past which a column is a sort of place, not one place.
const SITES: usize = 6;
/// Names written out in a cell, of the whole and of an agency.
const NAMES: [usize; 2] = [3, 8];

/// Where a system runs, in the order of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Where {
    /// At one place.
    Site(ComponentId),
    /// In a place of its own ministry or province.
    Own,
    /// In a place of another.
    Other,
    /// In a cloud.
    Cloud,
    /// With a provider of services, no place named.
    Provider,
    /// Nothing leads to a place.
    Unknown,
}

/// Systems of one level at one place; level 0 is not known.
type Cells = BTreeMap<(i64, Where), Vec<ComponentId>>;

/// The matrix of a scope.
#[must_use]
pub fn level_place(atlas: Atlas<'_>, scope: Scope, lang: Lang) -> Option<Matrix> {
    let graph = atlas.graph();
    let levelled = |id: &ComponentId| graph.kind(*id).is_some_and(|kind| kind.levelled);
    let systems: Vec<ComponentId> = extent::components(atlas, scope).into_iter().filter(levelled).collect();
    if systems.is_empty() {
        return None;
    }
    let sites: FxHashMap<ComponentId, Vec<ComponentId>> =
        systems.iter().map(|&id| (id, graph.sites_of(id, atlas.day()))).collect();
    let different: FxHashSet<ComponentId> = sites.values().flatten().copied().collect();
    let by_site = scope != Scope::Whole && different.len() <= SITES;
    let mut cells = Cells::new();
    for &id in &systems {
        for place in places(atlas, id, &sites[&id], by_site) {
            cells.entry((level(atlas, id), place)).or_default().push(id);
        }
    }
    let mut columns: Vec<Where> = cells.keys().map(|&(_, place)| place).collect();
    columns.sort_unstable();
    columns.dedup();
    let doubted = doubted(atlas);
    let unknown = systems.iter().filter(|&&id| level(atlas, id) == 0).count();
    let (all, name) = (systems.len(), extent::name(atlas, scope, lang));
    let mut matrix = Matrix {
        id: extent::slug("level-zone", atlas, scope),
        title: text!(vi: "Cấp độ an toàn theo nơi chạy: {name}", en: "Security levels by place: {name}").get(lang).to_owned(),
        description: text!(
            vi: "{all} hệ thống thuộc loại phải có cấp độ; {unknown} hệ thống chưa nêu cấp độ.",
            en: "{all} systems of kinds that need a level; {unknown} give none.",
        )
        .get(lang)
        .to_owned(),
        corner: [lang.pick("Cấp độ", "Level").to_owned(), lang.pick("Nơi chạy", "Place").to_owned()],
        columns: columns.iter().map(|&place| column(atlas, place, lang)).collect(),
        breadth: Breadth::Names,
        bands: vec![Band { rows: rows(atlas, &cells, &columns, (&doubted, NAMES[usize::from(scope != Scope::Whole)]), lang), ..Band::default() }],
        meanings: Vec::new(),
        notes: vec![
            lang.pick(
                "Khung chưa có trường nêu vùng mạng của hệ thống, nên hình dùng nơi chạy (hosted_on) thay cho vùng mạng.",
                "The framework has no field for the zone of a network yet: the place a system runs in (hosted_on) stands in for it.",
            )
            .to_owned(),
        ],
        tables: vec![table(atlas, &cells, &doubted, lang)],
    };
    matrix.meanings = meanings(&matrix, lang);
    let made_up = systems.iter().filter(|&&id| super::is_illustrative(graph, id, "security_level")).count();
    let what = text!(vi: "cấp độ", en: "levels");
    matrix.notes.extend(extent::marked(made_up, all, &what, lang));
    Some(matrix)
}

fn level(atlas: Atlas<'_>, id: ComponentId) -> i64 {
    let level = atlas.graph().repository.field(id, "security_level").and_then(NodeRef::as_i64);
    level.filter(|level| (1..=5).contains(level)).unwrap_or(0)
}

fn places(atlas: Atlas<'_>, id: ComponentId, sites: &[ComponentId], by_site: bool) -> Vec<Where> {
    let graph = atlas.graph();
    if sites.is_empty() {
        let hired = graph.repository.field(id, "service_provider").is_some();
        return vec![if hired { Where::Provider } else { Where::Unknown }];
    }
    let of = |&site: &ComponentId| {
        if by_site {
            Where::Site(site)
        } else if graph.is_kind(site, "cloud-service") {
            Where::Cloud
        } else if graph.root_of(site) == graph.root_of(id) {
            Where::Own
        } else {
            Where::Other
        }
    };
    let mut places: Vec<Where> = sites.iter().map(of).collect();
    places.sort_unstable();
    places.dedup();
    places
}

fn place_name(atlas: Atlas<'_>, place: Where, lang: Lang) -> String {
    match place {
        Where::Site(id) => atlas.graph().repository.name(id, lang).to_owned(),
        Where::Own => {
            lang.pick("Hạ tầng của chính bộ, tỉnh", "Infrastructure of its own ministry or province").to_owned()
        }
        Where::Other => lang.pick("Hạ tầng của bộ, tỉnh khác", "Infrastructure of another").to_owned(),
        Where::Cloud => lang.pick("Dịch vụ điện toán đám mây", "Cloud service").to_owned(),
        Where::Provider => lang.pick("Thuê dịch vụ, không nêu nơi", "Hired service, no place given").to_owned(),
        Where::Unknown => lang.pick("Chưa nêu nơi chạy", "Place not given").to_owned(),
    }
}

fn column(atlas: Atlas<'_>, place: Where, lang: Lang) -> Head {
    let target = match place {
        Where::Site(id) => Some(Target::Component(atlas.graph().component(id).key.to_string())),
        _ => None,
    };
    Head { text: place_name(atlas, place, lang), target, ..Head::default() }
}

fn level_name(level: i64, lang: Lang) -> String {
    match level {
        0 => lang.pick("Chưa nêu cấp độ", "Level not given").to_owned(),
        level => text!(vi: "Cấp độ {level}", en: "Level {level}").get(lang).to_owned(),
    }
}

/// Systems on a host of a lower level, or of a level below what the decree asks, as far as findings say.
fn doubted(atlas: Atlas<'_>) -> FxHashSet<&str> {
    let about = |rule: &str| matches!(rule, "host-level-too-low" | "security-level-too-low" | "missing-security-level");
    let findings = atlas.evidence.findings().iter();
    findings
        .filter(|finding| about(&finding.rule) && weight(finding) == Weight::Breaks)
        .filter_map(|finding| match &finding.subject {
            Subject::Component(key) => Some(key.as_str()),
            _ => None,
        })
        .collect()
}

fn rows(atlas: Atlas<'_>, cells: &Cells, columns: &[Where], how: (&FxHashSet<&str>, usize), lang: Lang) -> Vec<Row> {
    let row = |level: i64| {
        let marks = columns.iter().enumerate().filter_map(|(at, &place)| {
            let ids = cells.get(&(level, place))?;
            Some((at, mark(atlas, (level, place), ids, how, lang)))
        });
        Row { head: Head { text: level_name(level, lang), ..Head::default() }, depth: 0, cells: marks.collect() }
    };
    [5, 4, 3, 2, 1, 0].into_iter().map(row).collect()
}

fn mark(
    atlas: Atlas<'_>,
    (level, place): (i64, Where),
    ids: &[ComponentId],
    (doubted, most): (&FxHashSet<&str>, usize),
    lang: Lang,
) -> Mark {
    let graph = atlas.graph();
    let names: Vec<&str> = ids.iter().map(|&id| graph.repository.name(id, lang)).collect();
    let wrong = ids.iter().filter(|&&id| doubted.contains(&*graph.component(id).key)).count();
    let count = ids.len();
    let mut shown: Vec<String> =
        if count <= most { names.iter().map(|name| format!("• {name}")).collect() } else { Vec::new() };
    if wrong > 0 {
        shown.push(
            text!(vi: "! {wrong} có phát hiện về cấp độ", en: "! {wrong} with a finding on levels")
                .get(lang)
                .to_owned(),
        );
    }
    let sense = if wrong > 0 || level == 0 { Sense::Doubt } else { Sense::Amount(step(count)) };
    let tip = format!(
        "{}, {}: {count} – {}",
        level_name(level, lang),
        place_name(atlas, place, lang),
        extent::some(&names, 20, lang)
    );
    let target = match ids {
        [only] => Some(Target::Component(graph.component(*only).key.to_string())),
        _ => None,
    };
    Mark { sign: count.to_string(), names: shown, sense, tip, target }
}

fn meanings(matrix: &Matrix, lang: Lang) -> Vec<(Sense, String)> {
    let mut meanings = Vec::new();
    for (amount, says) in [(1, "1"), (2, "2–3"), (3, "4–9"), (4, "10+")] {
        if matrix.has(|found| found == Sense::Amount(amount)) {
            meanings.push((
                Sense::Amount(amount),
                text!(vi: "{says} hệ thống", en: "systems: {says}").get(lang).to_owned(),
            ));
        }
    }
    if matrix.has(|found| found == Sense::Doubt) {
        let says =
            lang.pick("chưa nêu cấp độ, hoặc có phát hiện về cấp độ (!)", "no level, or a finding on levels (!)");
        meanings.push((Sense::Doubt, says.to_owned()));
    }
    meanings
}

fn table(atlas: Atlas<'_>, cells: &Cells, doubted: &FxHashSet<&str>, lang: Lang) -> Table {
    let graph = atlas.graph();
    let head = match lang {
        Lang::Vi => ["Cấp độ", "Nơi chạy", "Hệ thống", "Cơ quan", "Phát hiện về cấp độ"],
        Lang::En => ["Level", "Place", "System", "Agency", "Finding on its level"],
    };
    let rows = cells.iter().rev().flat_map(|(&(level, place), ids)| {
        ids.iter().map(move |&id| {
            let found = doubted.contains(&*graph.component(id).key);
            vec![
                Cell::new(level_name(level, lang)),
                Cell::new(place_name(atlas, place, lang)),
                extent::component(atlas, id, lang),
                extent::agency_of(atlas, id, lang),
                Cell::new(if found { lang.pick("có", "yes") } else { "–" }),
            ]
        })
    });
    let caption = lang.pick("Hệ thống theo cấp độ và nơi chạy", "Systems by level and place").to_owned();
    extent::capped(Table { caption, head: head.map(str::to_owned).to_vec(), rows: rows.collect() }, lang)
}
