//! An agency, or a small repository: every component in its band, and the nation beside it.

use super::direction::{BOUND, direction};
use super::folded::guards;
use super::reading::{Reading, found_note};
use super::users::{fact, users};
use super::ways::{Ways, ways};
use super::{Band, Cluster, Item, Mark, Overall, tables};
use crate::framework::{Layer, LayerId};
use crate::measure::Scope;
use crate::model::{AgencyId, ComponentId};
use crate::view::Target;

/// Boxes a band holds before it folds, and where the agency has very many.
const BAND: (usize, usize) = (24, 16);
/// Boxes in a row.
const ROW: usize = 4;
/// Components of an agency that are very many.
const MANY: usize = 60;
/// Boxes of the nation that a band holds before it folds.
const NATION: usize = 6;
/// Boxes a side bar holds before it folds.
const BAR: usize = 9;
/// Boxes in a band that need no titles of kinds between them.
const PLAIN: usize = 8;

pub(super) fn banded(reading: &Reading<'_>) -> Overall {
    let (graph, lang) = (reading.graph(), reading.lang);
    let ways = ways(reading);
    let nation = nation(reading, &ways);
    let mut bands: Vec<Band> = rows(reading).iter().map(|row| band(reading, row, &ways, &nation)).collect();
    // A channel that nobody has is told of all the same; where the framework has no such kind, there is no band.
    bands.retain(|band| band.target.is_some() || has_channels(reading) || band.count > 0);
    let (subject, target) = match reading.scope {
        Scope::Whole => (graph.repository.config.title.get(lang).to_owned(), None),
        Scope::Agency(id) => {
            (reading.agency_name(id).to_owned(), Some(Target::Agency(graph.repository.agency(id).id.clone())))
        }
    };
    let side = |id: &&ComponentId| reading.is_side(**id);
    let security = reading.components.iter().filter(|id| side(id) && !reading.is_national(**id));
    let mut security: Vec<Item> = security.map(|&id| guard(reading, id)).collect();
    if security.len() > BAR {
        security = guards(reading);
    }
    let national_security: Vec<Item> = nation.iter().filter(side).map(|&id| reading.national_item(id)).collect();
    if security.is_empty() {
        let none = lang.pick("Chưa ghi thành phần nào", "No component is recorded");
        security.push(fact(none, Mark::Recipe, none.to_owned()));
    }
    let day = reading.atlas.day();
    let mut overall = Overall {
        title: crate::text!(vi: "Sơ đồ tổng thể: {subject}", en: "Overall diagram: {subject}").get(lang).to_owned(),
        description: String::new(),
        subject,
        target,
        users: users(reading),
        direction: direction(reading),
        security_name: side_name(reading),
        security,
        national_security: fit(reading, national_security, NATION),
        bands,
        joints: ways.joints,
        backbone: Vec::new(),
        levels: Vec::new(),
        illustrative: false,
        tables: Vec::new(),
    };
    let counts: Vec<String> = overall.bands.iter().map(|band| format!("{} {}", band.name, band.count)).collect();
    let (counts, guards, joined) = (counts.join(", "), overall.security.len(), overall.joints.len());
    let description = crate::text!(
        vi: "Tại ngày {day}, từ trên xuống: người sử dụng; {counts}. Bên trái là chỉ đạo, chính sách; bên phải là an toàn thông tin ({guards} ô) và khung thành phần quốc gia, nối bằng {joined} đường. Các bảng kèm theo nói đủ những gì có trên sơ đồ.",
        en: "As of {day}, from top to bottom: users; {counts}. On the left direction and policy; on the right security ({guards} boxes) and the frame of national components, joined by {joined} lines. The tables beside it say all that the picture shows.",
    );
    description.get(lang).clone_into(&mut overall.description);
    overall.tables = tables::banded(reading, &overall, &nation);
    overall.illustrative = tables::is_illustrative(&overall);
    overall
}

/// The box of a security component; no frame says which unit it is of.
fn guard(reading: &Reading<'_>, id: ComponentId) -> Item {
    let mut item = reading.item(id);
    let graph = reading.graph();
    let unit = match reading.scope {
        Scope::Whole => graph.root_of(id),
        Scope::Agency(asked) => graph.agency_of(id).filter(|&agency| agency != asked),
    };
    if let Some(unit) = unit {
        item.notes.insert(0, reading.trimmed(reading.agency_name(unit)));
    }
    item
}

/// A band before it is filled: its name, and which components belong in it.
pub(super) struct Row<'f> {
    pub(super) layer: Option<(LayerId, &'f Layer)>,
}

impl Row<'_> {
    pub(super) fn holds(&self, reading: &Reading<'_>, id: ComponentId) -> bool {
        match self.layer {
            None => reading.is_channel(id),
            Some((layer, _)) => reading.graph().component(id).layer == layer && !reading.is_channel(id),
        }
    }

    pub(super) fn name(&self, reading: &Reading<'_>) -> (String, Option<Target>) {
        let lang = reading.lang;
        self.layer.map_or_else(
            || (lang.pick("Kênh giao tiếp", "Channels").to_owned(), None),
            |(_, layer)| (layer.name.get(lang).to_owned(), Some(Target::Layer(layer.id.clone()))),
        )
    }
}

/// The bands from top to bottom: channels, then the layers of the framework from the last to the first.
pub(super) fn rows<'a>(reading: &Reading<'a>) -> Vec<Row<'a>> {
    let framework = &reading.graph().pack.framework;
    let layers = framework.layers.iter().rev().filter(|layer| layer.id != super::reading::SIDE);
    let layers = layers.filter_map(|layer| Some(Row { layer: Some((framework.layer_id(&layer.id)?, layer)) }));
    std::iter::once(Row { layer: None }).chain(layers).collect()
}

/// Whether the framework has kinds that are channels.
pub(super) fn has_channels(reading: &Reading<'_>) -> bool {
    reading.graph().pack.framework.kinds.iter().any(|kind| super::reading::CHANNELS.contains(&kind.id.as_str()))
}

/// Name of the layer that stands beside the others, and its page.
pub(super) fn side_name(reading: &Reading<'_>) -> (String, Option<Target>) {
    let layer = reading.graph().pack.framework.layers.iter().find(|layer| layer.id == super::reading::SIDE);
    layer.map_or_else(
        || (reading.lang.pick("An toàn thông tin", "Security").to_owned(), None),
        |layer| (layer.name.get(reading.lang).to_owned(), Some(Target::Layer(layer.id.clone()))),
    )
}

/// Components of the nation that the picture has: those that are met, those of the agency itself, and the platform.
fn nation(reading: &Reading<'_>, ways: &Ways) -> Vec<ComponentId> {
    let own = reading.components.iter().copied().filter(|&id| reading.is_national(id));
    let level = match reading.scope {
        Scope::Whole => None,
        Scope::Agency(asked) => Some(reading.graph().repository.agency(asked).level.as_str()),
    };
    // Who must be joined to the platform sees it, joined or not.
    let platform = reading.national_platform().filter(|_| level.is_none_or(|level| BOUND.contains(&level)));
    let mut nation: Vec<ComponentId> = own.chain(ways.met.iter().copied()).chain(platform).collect();
    nation.sort_unstable();
    nation.dedup();
    let platform = reading.national_platform();
    nation.sort_by_key(|&id| Some(id) != platform);
    nation
}

fn band(reading: &Reading<'_>, row: &Row<'_>, ways: &Ways, nation: &[ComponentId]) -> Band {
    let lang = reading.lang;
    let own: Vec<ComponentId> =
        reading.components.iter().copied().filter(|&id| row.holds(reading, id) && !reading.is_national(id)).collect();
    let (gates, rest): (Vec<ComponentId>, Vec<ComponentId>) = own.iter().partition(|&&id| reading.is_gate(id));
    let borrowed = ways.borrowed.iter().copied().filter(|&id| row.holds(reading, id));
    let mut gate_items: Vec<Item> = gates.iter().copied().chain(borrowed.clone()).map(|id| reading.item(id)).collect();
    for item in gate_items.iter_mut().filter(|item| item.id.is_some_and(|id| ways.borrowed.contains(&id))) {
        let above = item.id.and_then(|id| reading.graph().root_of(id));
        item.notes.extend(above.map(|root| reading.agency_name(root).to_owned()));
        item.count = 0;
    }
    let hub = reading.national_platform().is_some_and(|hub| row.holds(reading, hub));
    if let (true, true, Scope::Agency(asked)) = (hub, gate_items.is_empty(), reading.scope) {
        gate_items.extend(no_gate(reading, asked));
    }
    let (name, target) = row.name(reading);
    let count = own.len();
    let apart = reading.components.iter().filter(|&&id| reading.is_national(id) && row.holds(reading, id)).count();
    let mut says = match count {
        0 if apart > 0 => String::new(),
        0 => lang.pick("chưa ghi", "none recorded").to_owned(),
        1 => lang.pick("1 thành phần", "1 component").to_owned(),
        _ => crate::text!(vi: "{count} thành phần", en: "{count} components").get(lang).to_owned(),
    };
    if apart > 0 {
        let beside = crate::text!(vi: "{apart} ở khung quốc gia", en: "{apart} in the national frame");
        says = [says.as_str(), beside.get(lang)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
    }
    let national = nation.iter().copied().filter(|&id| row.holds(reading, id)).map(|id| reading.national_item(id));
    let national = fit(reading, national.collect(), NATION);
    Band { name, says, target, clusters: clusters(reading, &rest), gates: gate_items, national, count }
}

/// A box for the platform that an agency must have and does not.
fn no_gate(reading: &Reading<'_>, agency: AgencyId) -> Option<Item> {
    let name = reading
        .lang
        .pick("Chưa ghi nền tảng tích hợp, chia sẻ dữ liệu (LGSP)", "No integration platform (LGSP) is recorded");
    let bound = BOUND.contains(&reading.graph().repository.agency(agency).level.as_str());
    bound.then(|| fact(name, Mark::Recipe, name.to_owned()))
}

/// The boxes of a band, by unit where units have any, by kind where there are many.
fn clusters(reading: &Reading<'_>, ids: &[ComponentId]) -> Vec<Cluster> {
    let graph = reading.graph();
    let unit = |id: ComponentId| match reading.scope {
        Scope::Whole => graph.root_of(id),
        Scope::Agency(asked) => graph.agency_of(id).filter(|&agency| agency != asked),
    };
    let by_unit = ids.iter().any(|&id| unit(id).is_some());
    let mut clusters: Vec<Cluster> = Vec::new();
    for &id in ids {
        let (title, target) = match unit(id) {
            Some(agency) => {
                let target = Target::Agency(graph.repository.agency(agency).id.clone());
                (reading.trimmed(reading.agency_name(agency)), Some(target))
            }
            None if !by_unit && ids.len() > PLAIN => (reading.kind(id).to_owned(), None),
            None => (String::new(), None),
        };
        let item = reading.item(id);
        match clusters.iter_mut().find(|cluster| cluster.title == title && cluster.target == target) {
            Some(cluster) => cluster.items.push(item),
            None => clusters.push(Cluster { title, target, items: vec![item] }),
        }
    }
    if !by_unit && clusters.len() > 1 && clusters.iter().all(|cluster| cluster.items.len() == 1) {
        let items = clusters.into_iter().flat_map(|cluster| cluster.items).collect();
        return vec![Cluster { title: String::new(), target: None, items }];
    }
    within(reading, clusters)
}

/// Folds what is too much for a band: a few boxes of each cluster and how many more there are, or, of very many
/// clusters, one box each.
fn within(reading: &Reading<'_>, mut clusters: Vec<Cluster>) -> Vec<Cluster> {
    let all: usize = clusters.iter().map(|cluster| cluster.items.len()).sum();
    let most = if reading.components.len() > MANY { BAND.1 } else { BAND.0 };
    if all <= most {
        return clusters;
    }
    if clusters.len() > most / 3 {
        let folded = clusters.into_iter().map(|cluster| {
            let (title, target) = (cluster.title.clone(), cluster.target.clone());
            let name =
                if title.is_empty() { reading.lang.pick("Trực thuộc", "Of its own").to_owned() } else { title };
            let mut item = fold(reading, &cluster.items);
            let count = item.name.clone();
            item.name = name;
            item.notes.insert(0, count);
            item.target = target;
            item
        });
        let items = fit(reading, folded.collect(), most);
        return vec![Cluster { title: String::new(), target: None, items }];
    }
    // What small clusters leave over goes to the large ones.
    let mut order: Vec<usize> = (0..clusters.len()).collect();
    order.sort_by_key(|&index| clusters[index].items.len());
    let (mut left, mut open) = (most, clusters.len());
    for index in order {
        let share = (left / open).max(2);
        // Whole rows: no box for the rest alone in a row of its own.
        let share = if share > ROW { share - share % ROW } else { share };
        let items = std::mem::take(&mut clusters[index].items);
        let items = fit(reading, items, share);
        left = left.saturating_sub(items.len());
        open -= 1;
        clusters[index].items = items;
    }
    clusters
}

/// As many boxes as may be: those with errors and with the most links stay, in their order, and one box says how many
/// more there are.
pub(super) fn fit(reading: &Reading<'_>, items: Vec<Item>, most: usize) -> Vec<Item> {
    if items.len() <= most {
        return items;
    }
    let graph = reading.graph();
    let links = |item: &Item| {
        item.id.map_or(item.count, |id| graph.connections_touching(id).len() + graph.related(id, false).len())
    };
    let platform = reading.national_platform();
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_cached_key(|&index| {
        let item = &items[index];
        let first = item.id.is_some() && item.id == platform;
        std::cmp::Reverse((first, item.mark == Mark::Wrong, links(item), std::cmp::Reverse(index)))
    });
    let kept: Vec<usize> = order.iter().copied().take(most - 1).collect();
    let (mut stay, mut go) = (Vec::new(), Vec::new());
    for (index, item) in items.into_iter().enumerate() {
        if kept.contains(&index) { stay.push(item) } else { go.push(item) }
    }
    let mut rest = fold(reading, &go);
    rest.name = format!("{} {}", reading.lang.pick("và", "and"), rest.name);
    stay.push(rest);
    stay
}

/// One box for several.
pub(super) fn fold(reading: &Reading<'_>, items: &[Item]) -> Item {
    let (graph, lang) = (reading.graph(), reading.lang);
    let count: usize = items.iter().map(|item| item.count.max(1)).sum();
    let (errors, warnings) = items
        .iter()
        .filter_map(|item| item.id)
        .map(|id| reading.found(id))
        .fold((0, 0), |(errors, warnings), (more_errors, more_warnings)| {
            (errors + more_errors, warnings + more_warnings)
        });
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for kind in items.iter().filter_map(|item| item.id).map(|id| reading.kind(id)) {
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, many)) => *many += 1,
            None => kinds.push((kind, 1)),
        }
    }
    let says: Vec<String> = kinds.iter().map(|(kind, many)| format!("{kind}: {many}")).collect();
    let name = match (kinds.as_slice(), count) {
        (_, 1) => lang.pick("1 thành phần", "1 component").to_owned(),
        _ => crate::text!(vi: "{count} thành phần", en: "{count} components").get(lang).to_owned(),
    };
    let layer = items.iter().find_map(|item| item.id).map(|id| graph.component(id).layer);
    let national = items.iter().any(|item| item.mark == Mark::National);
    let mark = match layer {
        _ if errors > 0 => Mark::Wrong,
        _ if national => Mark::National,
        Some(layer) => Mark::Layer(layer.0),
        None => items.first().map_or(Mark::Fact, |item| item.mark),
    };
    let notes: Vec<String> = found_note(errors, warnings, lang).into_iter().collect();
    let target = layer.map(|layer| Target::Layer(graph.pack.framework.layer(layer).id.clone()));
    Item { id: None, tip: format!("{name} · {}", says.join(", ")), name, notes, mark, target, count, hub: false }
}
