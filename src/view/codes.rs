//! Codes of the reference models in use, as a heat map, and what stands twice.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::extent;
use super::matrix::{Band, Breadth, Head, Mark, Matrix, Row, Sense, step};
use super::{Atlas, Cell, Table, Target};
use crate::diagnostic::{Finding, Subject};
use crate::framework::{ReferenceModel, Severity};
use crate::measure::{CodeClass, Scope, Weight, class, codes_of, weight};
use crate::model::{AgencyId, ComponentId};
use crate::text;
use crate::text::Lang;

/// Agencies past which a column is a level of agencies.
const AGENCIES: usize = 25;
/// Names written out in the one column of an agency.
const NAMES: usize = 4;

/// Codes of one model: the components that carry each, by column.
type Uses<'a> = BTreeMap<&'a str, BTreeMap<usize, Vec<ComponentId>>>;

/// What columns stand for.
struct Columns {
    heads: Vec<Head>,
    of: FxHashMap<AgencyId, usize>,
    /// One agency alone: its components are named.
    named: bool,
}

/// The heat map of a scope: by agency, by level of agencies where they are many, by unit within an agency.
#[must_use]
pub fn codes(atlas: Atlas<'_>, scope: Scope, lang: Lang) -> Option<Matrix> {
    let own = extent::components(atlas, scope);
    let columns = columns(atlas, scope, &own, lang);
    let twice = twice(atlas, scope);
    let mut bands = Vec::new();
    let mut table = empty_table(lang);
    let (mut carried, mut idle, mut unknown) = (0, 0, 0);
    for model in models(atlas) {
        let uses = uses(atlas, &own, model, &columns, scope);
        if uses.is_empty() && !expects(atlas, model, &own) {
            continue;
        }
        carried += uses.len();
        unknown += uses.keys().filter(|code| class(model, code) == CodeClass::Unknown).count();
        let free: Vec<&str> =
            model.nodes.iter().map(|node| node.code.as_str()).filter(|code| !uses.contains_key(code)).collect();
        idle += free.len();
        list(atlas, model, &uses, &twice, lang, &mut table);
        bands.push(band(atlas, model, &uses, &free, &columns, &twice, lang));
    }
    if carried == 0 {
        return None;
    }
    let name = extent::name(atlas, scope, lang);
    let (doubles, findings) = (doubles(atlas, scope, lang), twice.len());
    let mut matrix = Matrix {
        id: extent::slug("coverage", atlas, scope),
        title: text!(vi: "Mã mô hình tham chiếu và trùng lặp: {name}", en: "Reference codes and duplicates: {name}")
            .get(lang)
            .to_owned(),
        description: text!(
            vi: "{carried} mã đang dùng, trong đó {unknown} mã không có trong bảng; {idle} mã của bảng chưa thành phần nào mang. {findings} thành phần có phát hiện trùng lặp.",
            en: "{carried} codes are in use, {unknown} of them not in the tables; {idle} codes of the tables are carried by nothing. {findings} components have a finding of duplication.",
        )
        .get(lang)
        .to_owned(),
        corner: [lang.pick("Mã", "Code").to_owned(), corner(scope, &columns, lang).to_owned()],
        breadth: if columns.named { Breadth::Names } else { Breadth::Letters },
        columns: columns.heads,
        bands,
        meanings: Vec::new(),
        notes: Vec::new(),
        tables: vec![extent::capped(table, lang)],
    };
    if !doubles.rows.is_empty() {
        matrix.tables.push(extent::capped(doubles, lang));
    }
    matrix.meanings = meanings(&matrix, lang);
    let coded: Vec<ComponentId> =
        own.iter().copied().filter(|&id| atlas.graph().repository.field(id, "reference").is_some()).collect();
    let made_up = coded.iter().filter(|&&id| super::is_illustrative(atlas.graph(), id, "reference")).count();
    let what = text!(vi: "thành phần có mã mà mã", en: "sets of codes");
    matrix.notes.extend(extent::marked(made_up, coded.len(), &what, lang));
    matrix.keep(400, |left| {
        text!(vi: "{left} mã khác có trong bảng chữ.", en: "{left} more codes are in the table.").get(lang).to_owned()
    });
    Some(matrix)
}

/// The models in the order of the framework: business, data, application, technology, security.
fn models(atlas: Atlas<'_>) -> Vec<&ReferenceModel> {
    let order = ["brm", "drm", "arm", "trm", "srm"];
    let mut models: Vec<&ReferenceModel> = atlas.graph().pack.models.iter().collect();
    models.sort_by_key(|model| order.iter().position(|id| *id == model.id).unwrap_or(order.len()));
    models
}

const fn corner(scope: Scope, columns: &Columns, lang: Lang) -> &'static str {
    match scope {
        Scope::Whole => lang.pick("Cơ quan", "Agency"),
        Scope::Agency(_) if columns.named => "",
        Scope::Agency(_) => lang.pick("Đơn vị", "Unit"),
    }
}

fn columns(atlas: Atlas<'_>, scope: Scope, own: &[ComponentId], lang: Lang) -> Columns {
    let graph = atlas.graph();
    let of = |id: ComponentId| match scope {
        Scope::Whole => graph.root_of(id),
        Scope::Agency(_) => graph.agency_of(id),
    };
    let coded = |id: &ComponentId| graph.repository.field(*id, "reference").is_some();
    let mut agencies: Vec<AgencyId> = own.iter().filter(|id| coded(id)).filter_map(|&id| of(id)).collect();
    agencies.sort_unstable();
    agencies.dedup();
    let level = |id: AgencyId| extent::level(atlas, &graph.repository.agency(id).level, lang);
    agencies.sort_by_key(|&id| (level(id).0, id));
    let mut heads = vec![Head { text: lang.pick("Tổng số", "Total").to_owned(), ..Head::default() }];
    let mut places = FxHashMap::default();
    if agencies.len() <= 1 {
        lang.pick("Thành phần mang mã", "Components that carry it").clone_into(&mut heads[0].text);
        return Columns { heads, of: places, named: true };
    }
    let mut levels: Vec<usize> = Vec::new();
    for &agency in &agencies {
        if agencies.len() <= AGENCIES {
            places.insert(agency, heads.len());
            let target = Some(Target::Agency(graph.repository.agency(agency).id.clone()));
            heads.push(Head { text: graph.repository.agency_name(agency, lang).to_owned(), target, ..Head::default() });
            continue;
        }
        let (order, text) = level(agency);
        if !levels.contains(&order) {
            levels.push(order);
            heads.push(Head { text, ..Head::default() });
        }
        places.insert(agency, heads.len() - 1);
    }
    Columns { heads, of: places, named: false }
}

fn uses<'a>(
    atlas: Atlas<'a>,
    own: &[ComponentId],
    model: &ReferenceModel,
    columns: &Columns,
    scope: Scope,
) -> Uses<'a> {
    let graph = atlas.graph();
    let mut uses: Uses<'a> = BTreeMap::new();
    for &id in own {
        let agency = if scope == Scope::Whole { graph.root_of(id) } else { graph.agency_of(id) };
        let column = agency.and_then(|agency| columns.of.get(&agency).copied());
        for code in codes_of(graph, id, &model.id) {
            let cells = uses.entry(code).or_default();
            for at in [Some(0), column].into_iter().flatten() {
                let carriers = cells.entry(at).or_default();
                // A code written twice is carried once.
                if carriers.last() != Some(&id) {
                    carriers.push(id);
                }
            }
        }
    }
    uses
}

/// Whether a scope has components that a model is there to classify.
fn expects(atlas: Atlas<'_>, model: &ReferenceModel, own: &[ComponentId]) -> bool {
    let graph = atlas.graph();
    own.iter().any(|&id| graph.kind(id).is_some_and(|kind| model.layers.contains(&kind.layer)))
}

/// Findings that say something stands twice, of the components of a scope.
fn duplicates(atlas: Atlas<'_>, scope: Scope) -> impl Iterator<Item = (ComponentId, &Finding)> {
    let graph = atlas.graph();
    let findings = atlas.evidence.findings().iter();
    findings.filter(|finding| finding.rule.starts_with("duplicate-") && weight(finding) != Weight::Waived).filter_map(
        move |finding| match &finding.subject {
            Subject::Component(key) => {
                let id = graph.find(key)?;
                extent::is_in(atlas, scope, id).then_some((id, finding))
            }
            _ => None,
        },
    )
}

fn twice(atlas: Atlas<'_>, scope: Scope) -> FxHashMap<ComponentId, Severity> {
    let mut worst = FxHashMap::default();
    for (id, finding) in duplicates(atlas, scope) {
        let severity = worst.entry(id).or_insert(finding.severity);
        *severity = finding.severity.max(*severity);
    }
    worst
}

fn known(model: &ReferenceModel, lang: Lang) -> String {
    if model.complete {
        return String::new();
    }
    text!(
        vi: "Chưa kiểm chứng: bảng mã chính thức chưa đọc được đủ; mã X- là mã riêng của dự án.",
        en: "Unverified: the official table was not read in full; codes under X- are the project's own.",
    )
    .get(lang)
    .to_owned()
}

fn band(
    atlas: Atlas<'_>,
    model: &ReferenceModel,
    uses: &Uses<'_>,
    free: &[&str],
    columns: &Columns,
    twice: &FxHashMap<ComponentId, Severity>,
    lang: Lang,
) -> Band {
    let text = format!("{} – {}", model.id.to_uppercase(), model.name.get(lang));
    let target = Some(Target::Model(model.id.clone(), None));
    let head = Head { text, note: known(model, lang), national: false, target };
    let places: FxHashMap<&str, usize> =
        model.nodes.iter().enumerate().map(|(at, node)| (node.code.as_str(), at)).collect();
    let mut codes: Vec<&str> = uses.keys().copied().collect();
    codes.sort_by_key(|code| (places.get(code).copied().unwrap_or(usize::MAX), *code));
    let rows = codes.into_iter().map(|code| {
        let marks = uses[code].iter().map(|(&column, ids)| (column, mark(atlas, code, ids, columns, twice, lang)));
        Row { head: code_head(model, code, lang), depth: 0, cells: marks.collect() }
    });
    let rows: Vec<Row> = rows.collect();
    let foot = if free.is_empty() {
        String::new()
    } else {
        let (count, names) = (free.len(), free.join(", "));
        if columns.named {
            let says = text!(vi: "{count} mã khác của bảng chưa thành phần nào mang.", en: "{count} more codes of the table are carried by nothing.");
            return Band { head, rows, foot: says.get(lang).to_owned() };
        }
        text!(vi: "{count} mã chưa thành phần nào mang: {names}.", en: "{count} codes that nothing carries: {names}.")
            .get(lang)
            .to_owned()
    };
    Band { head, rows, foot }
}

fn code_head(model: &ReferenceModel, code: &str, lang: Lang) -> Head {
    let node = model.nodes.iter().find(|node| node.code == code);
    let name = node.and_then(|node| node.name.as_ref()).map(|name| name.get(lang));
    let text = match (node, name) {
        (_, Some(name)) => format!("{code} {name}"),
        (Some(_), None) => format!("{code} ({})", lang.pick("chưa thấy tên", "name not seen")),
        (None, None) => format!("{code} ({})", lang.pick("không có trong bảng", "not in the table")),
    };
    let target = node.map(|_| Target::Model(model.id.clone(), Some(code.to_owned())));
    Head { text, note: String::new(), national: false, target }
}

fn mark(
    atlas: Atlas<'_>,
    code: &str,
    ids: &[ComponentId],
    columns: &Columns,
    twice: &FxHashMap<ComponentId, Severity>,
    lang: Lang,
) -> Mark {
    let graph = atlas.graph();
    let count = ids.len();
    let names: Vec<&str> = ids.iter().map(|&id| graph.repository.name(id, lang)).collect();
    let worst = ids.iter().filter_map(|id| twice.get(id)).max();
    let sense = match worst {
        Some(Severity::Error) => Sense::Wrong,
        Some(Severity::Warning | Severity::Info) => Sense::Doubt,
        None => Sense::Amount(step(count)),
    };
    let sign = if worst.is_some() { format!("{count} !") } else { count.to_string() };
    let shown = match columns.named {
        false => Vec::new(),
        true if count <= NAMES => names.iter().map(|name| format!("• {name}")).collect(),
        true => {
            let more = count - NAMES + 1;
            let first = names.iter().take(NAMES - 1).map(|name| format!("• {name}"));
            first.chain([text!(vi: "và {more} thành phần khác", en: "and {more} more").get(lang).to_owned()]).collect()
        }
    };
    let double = if worst.is_some() {
        lang.pick("; có phát hiện trùng lặp", "; with a finding of duplication")
    } else {
        ""
    };
    let tip = format!("{code}: {count} – {}{double}", extent::some(&names, 20, lang));
    let target = match ids {
        [only] => Some(Target::Component(graph.component(*only).key.to_string())),
        _ => None,
    };
    Mark { sign, names: shown, sense, tip, target }
}

fn meanings(matrix: &Matrix, lang: Lang) -> Vec<(Sense, String)> {
    let mut meanings = Vec::new();
    for (amount, says) in [(1, "1"), (2, "2–3"), (3, "4–9"), (4, "10+")] {
        if matrix.has(|found| found == Sense::Amount(amount)) {
            let says = text!(vi: "{says} thành phần mang mã", en: "carried by {says}");
            meanings.push((Sense::Amount(amount), says.get(lang).to_owned()));
        }
    }
    for (sense, says) in [
        (Sense::Doubt, lang.pick("có phát hiện trùng lặp (!)", "a finding of duplication (!)")),
        (Sense::Wrong, lang.pick("có lỗi trùng lặp (!)", "an error of duplication (!)")),
    ] {
        if matrix.has(|found| found == sense) {
            meanings.push((sense, says.to_owned()));
        }
    }
    meanings
}

fn empty_table(lang: Lang) -> Table {
    let head = match lang {
        Lang::Vi => ["Mô hình", "Mã", "Tên", "Nguồn của mã", "Số thành phần", "Thành phần", "Có phát hiện trùng lặp"],
        Lang::En => {
            ["Model", "Code", "Name", "Where the code is from", "Components", "Which", "With a finding of duplication"]
        }
    };
    let caption = lang.pick("Mã của các mô hình tham chiếu", "Codes of the reference models").to_owned();
    Table { caption, head: head.map(str::to_owned).to_vec(), rows: Vec::new() }
}

fn list(
    atlas: Atlas<'_>,
    model: &ReferenceModel,
    uses: &Uses<'_>,
    twice: &FxHashMap<ComponentId, Severity>,
    lang: Lang,
    table: &mut Table,
) {
    let graph = atlas.graph();
    let names: FxHashMap<&str, &str> = model
        .nodes
        .iter()
        .map(|node| (node.code.as_str(), node.name.as_ref().map_or("–", |name| name.get(lang))))
        .collect();
    let free = model.nodes.iter().map(|node| node.code.as_str()).filter(|code| !uses.contains_key(code));
    for code in uses.keys().copied().chain(free) {
        let ids = uses.get(code).and_then(|cells| cells.get(&0)).map_or(&[][..], Vec::as_slice);
        let which: Vec<&str> = ids.iter().map(|&id| graph.repository.name(id, lang)).collect();
        let from = match class(model, code) {
            CodeClass::Official if model.complete => lang.pick("bảng chính thức", "official table"),
            CodeClass::Official => lang.pick("đọc ở dự thảo, chưa kiểm chứng", "read in a draft, unverified"),
            CodeClass::Own => lang.pick("mã riêng", "own code"),
            CodeClass::Unknown => lang.pick("không có trong bảng", "not in the table"),
        };
        let double = ids.iter().filter(|id| twice.contains_key(id)).count();
        let target = names.contains_key(code).then(|| Target::Model(model.id.clone(), Some(code.to_owned())));
        table.rows.push(vec![
            Cell::to(model.id.to_uppercase(), Target::Model(model.id.clone(), None)),
            Cell { text: code.to_owned(), target },
            Cell::new(names.get(code).copied().unwrap_or("–")),
            Cell::new(from),
            Cell::new(ids.len().to_string()),
            Cell::new(if which.is_empty() { "–".to_owned() } else { extent::some(&which, 30, lang) }),
            Cell::new(if double > 0 { double.to_string() } else { "–".to_owned() }),
        ]);
    }
}

/// The findings of duplication themselves.
fn doubles(atlas: Atlas<'_>, scope: Scope, lang: Lang) -> Table {
    let head = match lang {
        Lang::Vi => ["Thành phần", "Cơ quan", "Quy tắc", "Phát hiện"],
        Lang::En => ["Component", "Agency", "Rule", "Finding"],
    };
    let rows = duplicates(atlas, scope).map(|(id, finding)| {
        vec![
            extent::component(atlas, id, lang),
            extent::agency_of(atlas, id, lang),
            Cell::to(finding.rule.to_string(), Target::Rule(finding.rule.to_string())),
            Cell::new(finding.message.get(lang)),
        ]
    });
    let caption = lang.pick("Thành phần trùng lặp", "Components that stand twice").to_owned();
    Table { caption, head: head.map(str::to_owned).to_vec(), rows: rows.collect() }
}
