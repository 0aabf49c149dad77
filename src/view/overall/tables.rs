//! The overall diagram as tables: one for each band, one for each side bar, one for what joins the two sides.

use super::banded::rows;
use super::reading::{Reading, found_note, state};
use super::ways::says;
use super::{End, Item, Mark, Overall};
use crate::model::ComponentId;
use crate::tree::NodeRef;
use crate::view::{Cell, Table, Target};

/// Components of a scope up to which every one has a row, drawn or folded.
const MOST: usize = 400;

/// Tables of a picture that has components.
pub(super) fn banded(reading: &Reading<'_>, overall: &Overall, nation: &[ComponentId]) -> Vec<Table> {
    let mut tables = vec![facts(reading, reading.lang.pick("Người sử dụng", "Users"), &overall.users)];
    for band in &overall.bands {
        // A framework without channels has one band less than there are rows.
        let Some(row) = rows(reading).into_iter().find(|row| row.name(reading).0 == band.name) else { continue };
        let own = |id: &ComponentId| row.holds(reading, *id) && !reading.is_national(*id);
        let ids: Vec<ComponentId> = reading.components.iter().copied().filter(own).collect();
        let drawn = band.clusters.iter().flat_map(|cluster| &cluster.items).chain(&band.gates);
        tables.push(components(reading, &band.name, &ids, drawn));
    }
    let own = |id: &ComponentId| reading.is_side(*id) && !reading.is_national(*id);
    let guards: Vec<ComponentId> = reading.components.iter().copied().filter(own).collect();
    tables.push(components(reading, &overall.security_name.0, &guards, overall.security.iter()));
    tables.push(national(reading, nation));
    tables.push(joints(reading, overall));
    tables.push(facts(reading, reading.lang.pick("Chỉ đạo, chính sách", "Direction and policy"), &overall.direction));
    tables.retain(|table| !table.rows.is_empty());
    tables
}

/// Tables of a picture that has agencies.
pub(super) fn folded(reading: &Reading<'_>, overall: &Overall, nation: &[ComponentId]) -> Vec<Table> {
    let lang = reading.lang;
    let mut tables =
        vec![facts(reading, lang.pick("Người sử dụng", "Users"), &overall.users), national(reading, nation)];
    for level in &overall.levels {
        let layers: Vec<&str> = level.layers.iter().map(|layer| layer.name.as_str()).collect();
        let caption = format!("{}: {}. {}", level.name, level.says, layers.join(", "));
        tables.push(facts(reading, &caption, &level.agencies));
    }
    tables.push(facts(reading, &overall.security_name.0, &overall.security));
    tables.push(facts(reading, lang.pick("Chỉ đạo, chính sách", "Direction and policy"), &overall.direction));
    tables.retain(|table| !table.rows.is_empty());
    tables
}

/// Whether a name on the picture has the mark of an illustration.
pub(super) fn is_illustrative(overall: &Overall) -> bool {
    let bands = overall.bands.iter().flat_map(|band| {
        band.clusters.iter().flat_map(|cluster| &cluster.items).chain(&band.gates).chain(&band.national)
    });
    let sides = overall.direction.iter().chain(&overall.security).chain(&overall.national_security);
    bands.chain(sides).chain(&overall.backbone).any(|item| item.name.ends_with('*'))
}

/// Components, each with what the picture says of it; of very many, what is drawn.
fn components<'i>(
    reading: &Reading<'_>,
    caption: &str,
    ids: &[ComponentId],
    drawn: impl Iterator<Item = &'i Item>,
) -> Table {
    if reading.components.len() > MOST {
        let drawn: Vec<Item> = drawn.cloned().collect();
        return facts(reading, caption, &drawn);
    }
    let rows = ids.iter().map(|&id| row(reading, id, None)).collect();
    Table { caption: caption.to_owned(), head: head(reading, None), rows }
}

fn national(reading: &Reading<'_>, ids: &[ComponentId]) -> Table {
    let lang = reading.lang;
    let rows = ids.iter().map(|&id| {
        let root = reading.graph().root_of(id);
        let cell = root.map_or_else(Cell::default, |root| {
            let id = reading.graph().repository.agency(root).id.clone();
            Cell::to(reading.agency_name(root), Target::Agency(id))
        });
        row(reading, id, Some(cell))
    });
    let caption = lang.pick("Thành phần quốc gia", "National components").to_owned();
    Table { caption, head: head(reading, Some(lang.pick("Cơ quan", "Agency"))), rows: rows.collect() }
}

fn head(reading: &Reading<'_>, more: Option<&str>) -> Vec<String> {
    let lang = reading.lang;
    let common = [
        lang.pick("Thành phần", "Component"),
        lang.pick("Loại", "Kind"),
        lang.pick("Trạng thái", "State"),
        lang.pick("Cấp độ an toàn", "Security level"),
        lang.pick("Phát hiện", "Findings"),
    ];
    common.into_iter().chain(more).map(ToOwned::to_owned).collect()
}

fn row(reading: &Reading<'_>, id: ComponentId, more: Option<Cell>) -> Vec<Cell> {
    let (graph, lang) = (reading.graph(), reading.lang);
    let star = if reading.is_illustrative(id) { "*" } else { "" };
    let name = format!("{}{star}", graph.repository.name(id, lang));
    let level = graph.repository.field(id, "security_level").and_then(NodeRef::as_scalar).unwrap_or("–");
    let (errors, warnings) = reading.found(id);
    let common = [
        Cell::to(name, Target::Component(graph.component(id).key.to_string())),
        Cell::new(reading.kind(id)),
        Cell::new(state(reading.state(id), lang)),
        Cell::new(level),
        Cell::new(found_note(errors, warnings, lang).unwrap_or_else(|| "–".to_owned())),
    ];
    common.into_iter().chain(more).collect()
}

/// What joins the agency and the nation.
fn joints(reading: &Reading<'_>, overall: &Overall) -> Table {
    let (graph, lang) = (reading.graph(), reading.lang);
    let cell = |id: ComponentId| {
        Cell::to(graph.repository.name(id, lang), Target::Component(graph.component(id).key.to_string()))
    };
    let rows = overall.joints.iter().map(|joint| {
        let from = match joint.from {
            End::Agency => Cell::new(overall.subject.clone()),
            End::Component(id) => cell(id),
        };
        vec![from, cell(joint.to), Cell::new(says(joint.way, lang)), Cell::new(joint.says.clone())]
    });
    let head =
        [lang.pick("Từ", "From"), lang.pick("Tới", "To"), lang.pick("Cách nối", "How"), lang.pick("Nói rõ", "In full")];
    Table {
        caption: lang.pick("Kết nối với thành phần quốc gia", "Joined to national components").to_owned(),
        head: head.map(ToOwned::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

fn facts(reading: &Reading<'_>, caption: &str, items: &[Item]) -> Table {
    let lang = reading.lang;
    let rows = items.iter().map(|item| {
        let name = item.target.clone().map_or_else(|| Cell::new(&item.name), |target| Cell::to(&item.name, target));
        let said = match item.mark {
            Mark::Recipe if item.notes.is_empty() => {
                lang.pick("có trong khung, mô hình chưa ghi", "named by the framework, not by the model").to_owned()
            }
            _ if item.notes.is_empty() => item.tip.strip_prefix(&format!("{}: ", item.name)).unwrap_or("–").to_owned(),
            _ => item.notes.join(" · "),
        };
        vec![name, Cell::new(said)]
    });
    let head = [lang.pick("Tên", "Name"), lang.pick("Nội dung", "What is said")];
    Table { caption: caption.to_owned(), head: head.map(ToOwned::to_owned).to_vec(), rows: rows.collect() }
}
