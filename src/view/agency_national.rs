//! Which ministry or province uses which national database, and how its data goes.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::extent;
use super::matrix::{Band, Breadth, Head, Mark, Matrix, Row, Sense};
use super::{Atlas, Cell, Table, Target};
use crate::diagnostic::Subject;
use crate::graph::{Flow, RouteCase};
use crate::measure::{Scope, Weight, weight};
use crate::model::{AgencyId, ComponentId};
use crate::text;
use crate::text::Lang;

const ROWS: usize = 120;

/// How one system reaches a national database. The order is that of a cell: the first is what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum How {
    /// Past the platforms, and a rule speaks against it.
    Direct,
    /// Through some platform, and a rule speaks against it.
    Astray,
    /// Through platforms.
    Through,
    /// Past the platforms, and no rule speaks against it.
    Bare,
    /// Against a rule, and a waiver lifts it.
    Waived,
    /// Within the ministry or province that has the database.
    Own,
    /// Through platforms or not, and not begun.
    Planned,
}

/// One way from a system to a database.
struct Way {
    user: ComponentId,
    how: How,
    via: Vec<ComponentId>,
}

type Ways = BTreeMap<(AgencyId, ComponentId), Vec<Way>>;

/// The matrix of the whole.
#[must_use]
pub fn agency_national(atlas: Atlas<'_>, lang: Lang) -> Option<Matrix> {
    let graph = atlas.graph();
    let is_national = |id: &ComponentId| graph.is_kind(*id, "national-database");
    let bases: Vec<ComponentId> = atlas.evidence.active().iter().copied().filter(is_national).collect();
    if bases.is_empty() {
        return None;
    }
    let ways = ways(atlas, &bases);
    let place: FxHashMap<ComponentId, usize> = bases.iter().enumerate().map(|(at, &id)| (id, at)).collect();
    let agencies = ways.keys().map(|&(agency, _)| agency).collect::<std::collections::BTreeSet<_>>().len();
    let count = |wanted: How| ways.values().flatten().filter(|way| way.how == wanted).count();
    let (all, wrong) = (bases.len(), count(How::Direct) + count(How::Astray));
    let name = extent::name(atlas, Scope::Whole, lang);
    let mut matrix = Matrix {
        id: "agency-national".to_owned(),
        title: text!(vi: "Cơ quan và cơ sở dữ liệu quốc gia: {name}", en: "Agencies and national databases: {name}")
            .get(lang)
            .to_owned(),
        description: text!(
            vi: "{agencies} bộ, ngành, địa phương dùng {all} cơ sở dữ liệu quốc gia có trong kho; {wrong} đường kết nối có phát hiện.",
            en: "{agencies} ministries, agencies and localities use the {all} national databases described; findings stand at {wrong} of the ways.",
        )
        .get(lang)
        .to_owned(),
        corner: [lang.pick("Cơ quan", "Agency").to_owned(), lang.pick("Cơ sở dữ liệu quốc gia", "National database").to_owned()],
        columns: bases.iter().map(|&id| column(atlas, id, lang)).collect(),
        breadth: Breadth::Words,
        bands: bands(atlas, &ways, &place, lang),
        meanings: Vec::new(),
        notes: notes(atlas, &ways, lang),
        tables: vec![table(atlas, &ways, lang)],
    };
    matrix.meanings = meanings(&matrix, lang);
    matrix.keep(ROWS, |left| {
        text!(vi: "{left} cơ quan khác có trong bảng chữ.", en: "{left} more agencies are in the table.")
            .get(lang)
            .to_owned()
    });
    Some(matrix)
}

fn column(atlas: Atlas<'_>, id: ComponentId, lang: Lang) -> Head {
    let graph = atlas.graph();
    let text = graph.repository.name(id, lang).to_owned();
    let text = if graph.state(id, atlas.day()).is_new() {
        format!("{text} ({})", lang.pick("chưa vận hành", "not in operation"))
    } else {
        text
    };
    let target = Some(Target::Component(graph.component(id).key.to_string()));
    Head { text, note: String::new(), national: true, target }
}

/// Findings about the way data goes, by the two ends they name.
fn judged(atlas: Atlas<'_>) -> FxHashMap<(&str, &str), Weight> {
    let mut judged = FxHashMap::default();
    for finding in atlas.evidence.findings() {
        let of_way = matches!(&*finding.rule, "point-to-point-connection" | "wrong-integration-path");
        if let (true, Subject::Connection { from, to }) = (of_way, &finding.subject) {
            let key = (from.as_str(), to.as_str());
            if judged.get(&key) != Some(&Weight::Breaks) {
                judged.insert(key, weight(finding));
            }
        }
    }
    judged
}

fn ways(atlas: Atlas<'_>, bases: &[ComponentId]) -> Ways {
    let (graph, day) = (atlas.graph(), atlas.day());
    let judged = judged(atlas);
    let mut ways = Ways::new();
    for &base in bases {
        let mut users: Vec<ComponentId> = graph.related(base, false).into_iter().map(|(_, user)| user).collect();
        users.extend(graph.connections_at(base).into_iter().map(|connection| graph.connection(connection).from));
        users.retain(|&user| user != base && graph.state(user, day).is_active());
        users.sort_unstable();
        users.dedup();
        for user in users {
            let Some(agency) = graph.root_of(user) else { continue };
            for flow in graph.flows_of(user, day).into_iter().filter(|flow| flow.to == base) {
                let how = how(atlas, &flow, &judged);
                ways.entry((agency, base)).or_default().push(Way { user, how, via: flow.via });
            }
        }
        for connection in graph.connections_at(base) {
            let ends = graph.connection(connection);
            let to_come = ends.to == Some(base) && !graph.is_active(connection, day);
            let stopped = graph.statement(connection).until.is_some_and(|until| until <= day);
            if let (true, false, Some(agency)) = (to_come, stopped, graph.root_of(ends.from)) {
                let way = Way { user: ends.from, how: How::Planned, via: ends.via.clone() };
                ways.entry((agency, base)).or_default().push(way);
            }
        }
    }
    for found in ways.values_mut() {
        found.sort_by_key(|way| (way.how, way.user));
    }
    ways
}

fn how(atlas: Atlas<'_>, flow: &Flow, judged: &FxHashMap<(&str, &str), Weight>) -> How {
    let graph = atlas.graph();
    let through = flow.via.iter().any(|&step| graph.is_intermediary(step));
    if graph.root_of(flow.from) == graph.root_of(flow.to) {
        return How::Own;
    }
    let key = (&*graph.component(flow.from).key, &*graph.component(flow.to).key);
    match judged.get(&key) {
        Some(Weight::Breaks) => return if through { How::Astray } else { How::Direct },
        Some(Weight::Waived) => return How::Waived,
        Some(Weight::Light) | None => {}
    }
    let begun = !graph.state(flow.from, atlas.day()).is_new() && !graph.state(flow.to, atlas.day()).is_new();
    let by_platform = graph.expected_path(flow.from, flow.to, atlas.day());
    match (begun, through || by_platform.is_some_and(|path| path.case == RouteCase::Platform)) {
        (false, _) => How::Planned,
        (true, true) => How::Through,
        (true, false) => How::Bare,
    }
}

/// Ministries and localities stand there with an empty row too; others only where they use something.
fn is_asked(atlas: Atlas<'_>, id: AgencyId) -> bool {
    let level = atlas.graph().repository.agency(id).level.as_str();
    matches!(level, "ministry" | "province") && atlas.evidence.has_components(id)
}

fn bands(atlas: Atlas<'_>, ways: &Ways, place: &FxHashMap<ComponentId, usize>, lang: Lang) -> Vec<Band> {
    let graph = atlas.graph();
    let mut rows: BTreeMap<AgencyId, Vec<(usize, Mark)>> =
        atlas.evidence.roots().filter(|&id| is_asked(atlas, id)).map(|id| (id, Vec::new())).collect();
    for (&(agency, base), found) in ways {
        if let Some(&column) = place.get(&base) {
            rows.entry(agency).or_default().push((column, mark(atlas, agency, base, found, lang)));
        }
    }
    let mut bands: BTreeMap<usize, Band> = BTreeMap::new();
    for (agency, mut cells) in rows {
        cells.sort_by_key(|(column, _)| *column);
        let level = graph.repository.agency(agency).level.as_str();
        let text = graph.repository.agency_name(agency, lang).to_owned();
        let target = Some(Target::Agency(graph.repository.agency(agency).id.clone()));
        let row = Row { head: Head { text, target, ..Head::default() }, depth: 0, cells };
        let (order, text) = extent::level(atlas, level, lang);
        let band =
            bands.entry(order).or_insert_with(|| Band { head: Head { text, ..Head::default() }, ..Band::default() });
        band.rows.push(row);
    }
    bands.into_values().collect()
}

fn sense(how: How) -> Sense {
    match how {
        How::Direct => Sense::Wrong,
        How::Astray => Sense::Doubt,
        How::Bare | How::Waived => Sense::Linked,
        How::Through => Sense::Right,
        How::Own => Sense::Own,
        How::Planned => Sense::Planned,
    }
}

fn says(atlas: Atlas<'_>, way: &Way, lang: Lang) -> String {
    let graph = atlas.graph();
    let platforms = || {
        let names = way.via.iter().map(|&step| match graph.catalogue(step) {
            Some(entry) => entry.id.to_uppercase(),
            None => graph.repository.name(step, lang).to_owned(),
        });
        let names: Vec<String> = names.collect();
        if names.is_empty() { lang.pick("nền tảng", "a platform").to_owned() } else { names.join(" – ") }
    };
    match way.how {
        How::Astray => format!("{}: {}", lang.pick("sai đường", "wrong path"), platforms()),
        How::Waived => lang.pick("được miễn trừ", "waived").to_owned(),
        How::Direct | How::Bare => lang.pick("nối thẳng", "direct").to_owned(),
        How::Through => format!("{} {}", lang.pick("qua", "through"), platforms()),
        How::Own => lang.pick("của chính cơ quan", "its own").to_owned(),
        How::Planned => lang.pick("dự kiến", "planned").to_owned(),
    }
}

fn mark(atlas: Atlas<'_>, agency: AgencyId, base: ComponentId, found: &[Way], lang: Lang) -> Mark {
    let repository = atlas.graph().repository;
    let mut ways: Vec<(How, String, usize)> = Vec::new();
    for way in found {
        let says = says(atlas, way, lang);
        match ways.iter_mut().find(|(_, known, _)| *known == says) {
            Some((.., count)) => *count += 1,
            None => ways.push((way.how, says, 1)),
        }
    }
    let lines = ways.iter().map(|(_, says, count)| if *count > 1 { format!("{says} ({count})") } else { says.clone() });
    let lines: Vec<String> = lines.collect();
    let tip =
        format!("{} – {}: {}", repository.agency_name(agency, lang), repository.name(base, lang), lines.join("; "));
    let first = ways.first().map_or(How::Planned, |(how, ..)| *how);
    let mut lines = lines.into_iter();
    let sign = lines.next().unwrap_or_default();
    let target = found.first().map(|way| Target::Component(atlas.graph().component(way.user).key.to_string()));
    Mark { sign, names: lines.collect(), sense: sense(first), tip, target }
}

fn meanings(matrix: &Matrix, lang: Lang) -> Vec<(Sense, String)> {
    let all = [
        (Sense::Right, lang.pick("qua nền tảng tích hợp, đúng đường", "through platforms, by the right path")),
        (Sense::Own, lang.pick("hệ thống của cơ quan có cơ sở dữ liệu", "systems of the agency that has the database")),
        (
            Sense::Linked,
            lang.pick(
                "nối thẳng, không có lỗi hay cảnh báo, hoặc được miễn trừ",
                "direct, with no error or warning, or waived",
            ),
        ),
        (Sense::Doubt, lang.pick("đi sai đường", "by a wrong path")),
        (Sense::Wrong, lang.pick("nối thẳng, trái quy tắc", "direct, against the rules")),
        (Sense::Planned, lang.pick("dự kiến, chưa vận hành", "planned, not in operation")),
    ];
    let there = all.into_iter().filter(|(sense, _)| matrix.has(|found| found == *sense));
    let mut meanings: Vec<(Sense, String)> = there.map(|(sense, says)| (sense, says.to_owned())).collect();
    if meanings.is_empty() {
        meanings.push((
            Sense::Told,
            lang.pick("ô trống: kho chưa có kết nối nào", "an empty cell: no connection is described").to_owned(),
        ));
    }
    meanings
}

/// National databases of the catalogue that nobody has described yet: an empty column would be a lie, silence too.
fn notes(atlas: Atlas<'_>, ways: &Ways, lang: Lang) -> Vec<String> {
    let graph = atlas.graph();
    let all: Vec<&Way> = ways.values().flatten().collect();
    let made_up = all.iter().filter(|way| super::is_illustrative(graph, way.user, "connects")).count();
    let known = graph.pack.catalogue.components.iter().filter(|entry| entry.kind == "national-database");
    let missing: Vec<&str> = known
        .filter(|entry| graph.catalogued_as(&entry.id).next().is_none())
        .map(|entry| entry.name.get(lang))
        .collect();
    let mut notes = vec![
        lang.pick("Ô trống: kho chưa mô tả kết nối nào.", "An empty cell: no connection is described.").to_owned(),
    ];
    let what = text!(vi: "đường kết nối", en: "ways");
    notes.extend(extent::marked(made_up, all.len(), &what, lang));
    if !missing.is_empty() {
        let names = missing.join("; ");
        let note = text!(
            vi: "Cơ sở dữ liệu quốc gia trong danh mục của khung mà kho chưa mô tả: {names}.",
            en: "National databases of the framework's catalogue that are not described yet: {names}.",
        );
        notes.push(note.get(lang).to_owned());
    }
    notes
}

fn table(atlas: Atlas<'_>, ways: &Ways, lang: Lang) -> Table {
    let head = match lang {
        Lang::Vi => ["Cơ quan", "Cơ sở dữ liệu quốc gia", "Hệ thống", "Đi thế nào"],
        Lang::En => ["Agency", "National database", "System", "How"],
    };
    let rows = ways.iter().flat_map(|(&(agency, base), found)| {
        found.iter().map(move |way| {
            vec![
                extent::agency(atlas, agency, lang),
                extent::component(atlas, base, lang),
                extent::component(atlas, way.user, lang),
                Cell::new(says(atlas, way, lang)),
            ]
        })
    });
    let caption = lang.pick("Cơ quan dùng cơ sở dữ liệu quốc gia", "Agencies that use national databases").to_owned();
    extent::capped(Table { caption, head: head.map(str::to_owned).to_vec(), rows: rows.collect() }, lang)
}
