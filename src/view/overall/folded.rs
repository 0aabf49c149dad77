//! A nation: its own components one by one, around the national platform, and every agency as one box.

use super::banded::{Row, fit, has_channels, rows, side_name};
use super::direction::{BOUND, direction};
use super::reading::{Reading, SIDE, found_note};
use super::users::{capital, fact, users};
use super::ways::joined;
use super::{Band, Cluster, Item, Level, Mark, Overall, tables};
use crate::framework::{LayerId, Severity};
use crate::measure::{Scope, Weight, weight};
use crate::model::{AgencyId, ComponentId};
use crate::view::Target;

/// Boxes of the nation in a band before it folds.
const NATION: usize = 18;
/// Agencies of a level before it folds: room for the 63 provinces; and how many boxes it has then.
const LEVEL: (usize, usize) = (72, 36);
/// Sorts of security components in the side bar.
const BAR: usize = 9;

pub(super) fn folded(reading: &Reading<'_>) -> Overall {
    let (graph, lang) = (reading.graph(), reading.lang);
    let network = reading.role(&graph.pack.catalogue.roles.dedicated_network);
    let backbone: Vec<ComponentId> = reading.national_platform().into_iter().chain(network).collect();
    let nation: Vec<ComponentId> = reading.components.iter().copied().filter(|&id| reading.is_national(id)).collect();
    let above: Vec<ComponentId> = nation.iter().copied().filter(|id| !backbone.contains(id)).collect();
    let mut bands: Vec<Band> = rows(reading).iter().map(|row| band(reading, row, &above)).collect();
    bands.retain(|band| band.count > 0 || (band.target.is_none() && has_channels(reading)));
    let levels = levels(reading);
    let subject = graph.repository.config.title.get(lang).to_owned();
    let side: Vec<ComponentId> = above.iter().copied().filter(|&id| reading.is_side(id)).collect();
    let (day, count, agencies) =
        (reading.atlas.day(), reading.components.len(), reading.atlas.evidence.roots().count());
    let joined: usize = levels.iter().map(|level| level.joined).sum();
    let description = crate::text!(
        vi: "Tại ngày {day}: {count} thành phần của {agencies} cơ quan, tổ chức. Trên cùng là người sử dụng và các thành phần quốc gia; dưới nền tảng quốc gia là các cơ quan theo cấp, mỗi cơ quan một ô, {joined} cơ quan có nền tảng (LGSP) đã nối nền tảng quốc gia (NGSP). Hai bên là chỉ đạo, chính sách và an toàn thông tin. Các bảng kèm theo nói đủ những gì có trên sơ đồ.",
        en: "As of {day}: {count} components of {agencies} agencies and bodies. At the top users and national components; below the national platform the agencies by level, one box each, {joined} with a platform (LGSP) joined to the national one (NGSP). On the sides direction and policy, and security. The tables beside it say all that the picture shows.",
    );
    let mut overall = Overall {
        title: crate::text!(vi: "Sơ đồ tổng thể: {subject}", en: "Overall diagram: {subject}").get(lang).to_owned(),
        description: description.get(lang).to_owned(),
        subject,
        target: None,
        users: users(reading),
        direction: direction(reading),
        security_name: side_name(reading),
        security: guards(reading),
        national_security: fit(reading, side.iter().map(|&id| reading.national_item(id)).collect(), BAR),
        bands,
        joints: Vec::new(),
        backbone: backbone.iter().map(|&id| reading.national_item(id)).collect(),
        levels,
        illustrative: false,
        tables: Vec::new(),
    };
    overall.tables = tables::folded(reading, &overall, &nation);
    overall.illustrative = tables::is_illustrative(&overall);
    overall
}

fn band(reading: &Reading<'_>, row: &Row<'_>, nation: &[ComponentId]) -> Band {
    let lang = reading.lang;
    let (name, target) = row.name(reading);
    let items: Vec<Item> =
        nation.iter().copied().filter(|&id| row.holds(reading, id)).map(|id| reading.national_item(id)).collect();
    let count = items.len();
    let says = match count {
        0 => lang.pick("chưa ghi", "none recorded").to_owned(),
        1 => lang.pick("1 thành phần", "1 component").to_owned(),
        _ => crate::text!(vi: "{count} thành phần", en: "{count} components").get(lang).to_owned(),
    };
    let clusters = vec![Cluster { title: String::new(), target: None, items: fit(reading, items, NATION) }];
    Band { name, says, target, clusters, gates: Vec::new(), national: Vec::new(), count }
}

/// Security of the agencies, or of an agency and its units, by kind.
pub(super) fn guards(reading: &Reading<'_>) -> Vec<Item> {
    let (lang, whole) = (reading.lang, reading.scope == Scope::Whole);
    let mut kinds: Vec<(&str, LayerId, usize, Vec<AgencyId>)> = Vec::new();
    for &id in reading.components.iter().filter(|&&id| reading.is_side(id) && !reading.is_national(id)) {
        let (kind, layer) = (reading.kind(id), reading.graph().component(id).layer);
        let place = kinds.iter().position(|(known, ..)| *known == kind).unwrap_or_else(|| {
            kinds.push((kind, layer, 0, Vec::new()));
            kinds.len() - 1
        });
        kinds[place].2 += 1;
        kinds[place].3.extend(if whole { reading.graph().root_of(id) } else { reading.graph().agency_of(id) });
    }
    let item = |(kind, layer, count, mut roots): (&str, LayerId, usize, Vec<AgencyId>)| {
        roots.sort_unstable();
        roots.dedup();
        let agencies = roots.len();
        let says = match agencies {
            1 if !whole => crate::text!(vi: "{count} thành phần", en: "{count} in all"),
            _ if !whole => crate::text!(vi: "{count} ở {agencies} đơn vị", en: "{count} in {agencies} units"),
            1 => crate::text!(vi: "{count} ở 1 cơ quan", en: "{count} in 1 agency"),
            _ => crate::text!(vi: "{count} ở {agencies} cơ quan", en: "{count} in {agencies} agencies"),
        };
        let mark = Mark::Layer(layer.0);
        let target = Some(Target::Layer(reading.graph().pack.framework.layer(layer).id.clone()));
        let (name, notes) = (kind.to_owned(), vec![says.get(lang).to_owned()]);
        Item { id: None, tip: format!("{kind}: {}", says.get(lang)), name, notes, mark, target, count, hub: false }
    };
    kinds.into_iter().map(item).collect()
}

/// The agencies at the top by level, in the order the framework has the levels; unknown levels last.
fn levels(reading: &Reading<'_>) -> Vec<Level> {
    let (graph, lang) = (reading.graph(), reading.lang);
    let framework = &graph.pack.framework;
    let field = framework.fields.iter().find(|field| field.id == "level" && !field.values.is_empty());
    let mut names: Vec<(&str, &str)> = field
        .into_iter()
        .flat_map(|field| field.values.iter().map(|value| (value.id.as_str(), value.name.get(lang))))
        .collect();
    let roots: Vec<AgencyId> = reading.atlas.evidence.roots().collect();
    for &root in &roots {
        let level = graph.repository.agency(root).level.as_str();
        if !names.iter().any(|(id, _)| *id == level) {
            names.push((level, level));
        }
    }
    let of = |level: &str| roots.iter().copied().filter(|&root| graph.repository.agency(root).level == level).collect();
    let levels = names.into_iter().map(|(id, name)| (id, name, of(id)));
    levels
        .filter(|(.., agencies): &(&str, &str, Vec<AgencyId>)| !agencies.is_empty())
        .map(|(id, name, agencies)| level(reading, id, name, &agencies))
        .collect()
}

fn level(reading: &Reading<'_>, id: &str, name: &str, agencies: &[AgencyId]) -> Level {
    let (graph, lang) = (reading.graph(), reading.lang);
    let framework = &graph.pack.framework;
    let bound = BOUND.contains(&id);
    let mut counts = vec![0_usize; framework.layers.len()];
    let mut items = Vec::new();
    let (mut with, mut linked) = (0, 0);
    for &agency in agencies {
        let active = reading.atlas.evidence.active();
        let under = graph.components_under(agency).iter().copied();
        let own: Vec<ComponentId> =
            under.filter(|id| active.binary_search(id).is_ok() && !reading.is_national(*id)).collect();
        for &id in &own {
            counts[usize::from(graph.component(id).layer.0)] += 1;
        }
        let gates: Vec<ComponentId> = own.iter().copied().filter(|&id| reading.is_gate(id)).collect();
        let is_joined = reading.national_platform().is_some_and(|national| joined(reading, &gates, national));
        with += usize::from(!gates.is_empty());
        linked += usize::from(is_joined);
        let gate = (bound || !gates.is_empty()).then_some((!gates.is_empty(), is_joined));
        items.push(card(reading, agency, own.len(), gate));
    }
    let all = agencies.len();
    let says = match (bound || with > 0, all) {
        (true, _) => crate::text!(
            vi: "{all} cơ quan; {with} có nền tảng tích hợp (LGSP), {linked} đã nối nền tảng quốc gia (NGSP)",
            en: "{all} agencies; {with} with an integration platform (LGSP), {linked} joined to the national one (NGSP)",
        ),
        (false, 1) => crate::text!(vi: "1 tổ chức", en: "1 body"),
        (false, _) => crate::text!(vi: "{all} tổ chức", en: "{all} bodies"),
    };
    // From the top down as the bands stand, what stands beside them last.
    let (mut layers, beside): (Vec<_>, Vec<_>) =
        framework.layers.iter().zip(&counts).rev().partition(|(layer, _)| layer.id != SIDE);
    layers.extend(beside);
    let layers = layers.into_iter().map(|(layer, &count)| {
        let name = layer.name.get(lang);
        let mut item = fact(&format!("{name}: {count}"), Mark::Sum, format!("{name}: {count}"));
        item.target = Some(Target::Layer(layer.id.clone()));
        item.count = count;
        item
    });
    Level {
        name: capital(name),
        says: says.get(lang).to_owned(),
        layers: layers.collect(),
        agencies: few(reading, items),
        joined: linked,
    }
}

/// The box of an agency. `gate` says whether it has a platform and whether that is joined; `None` of who needs none.
fn card(reading: &Reading<'_>, agency: AgencyId, count: usize, gate: Option<(bool, bool)>) -> Item {
    let (graph, lang) = (reading.graph(), reading.lang);
    let (mut errors, mut warnings) = (0, 0);
    for finding in reading.atlas.evidence.findings_under(agency) {
        match finding.severity {
            _ if weight(finding) != Weight::Breaks => {}
            Severity::Error => errors += 1,
            Severity::Warning => warnings += 1,
            Severity::Info => {}
        }
    }
    let name = reading.agency_name(agency);
    let mut notes = vec![match count {
        0 => lang.pick("chưa ghi thành phần", "no component recorded").to_owned(),
        1 => lang.pick("1 thành phần", "1 component").to_owned(),
        _ => crate::text!(vi: "{count} thành phần", en: "{count} components").get(lang).to_owned(),
    }];
    let mark = match gate {
        _ if count == 0 => Mark::Recipe,
        None => Mark::Fact,
        Some((_, true)) => Mark::Joined,
        Some((true, false)) => Mark::Apart,
        Some((false, _)) => Mark::Without,
    };
    match mark {
        Mark::Joined => notes.push(lang.pick("LGSP đã nối NGSP", "LGSP joined to NGSP").to_owned()),
        Mark::Apart => notes.push(lang.pick("LGSP chưa nối NGSP", "LGSP not joined").to_owned()),
        Mark::Without => notes.push(lang.pick("chưa ghi LGSP", "no LGSP recorded").to_owned()),
        _ => {}
    }
    notes.extend(found_note(errors, warnings, lang));
    let target = Some(Target::Agency(graph.repository.agency(agency).id.clone()));
    Item {
        id: None,
        name: name.to_owned(),
        tip: format!("{name} · {}", notes.join(" · ")),
        notes,
        mark,
        target,
        count,
        hub: false,
    }
}

/// At most so many agencies: those with the most components stay, in their order, and one box says how many more.
fn few(reading: &Reading<'_>, items: Vec<Item>) -> Vec<Item> {
    if items.len() <= LEVEL.0 {
        return items;
    }
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(items[index].count), index));
    let mut kept = vec![false; items.len()];
    for &index in order.iter().take(LEVEL.1 - 1) {
        kept[index] = true;
    }
    let (mut stay, mut go) = (Vec::new(), Vec::new());
    for (item, kept) in items.into_iter().zip(kept) {
        if kept { stay.push(item) } else { go.push(item) }
    }
    let (count, components) = (go.len(), go.iter().map(|item| item.count).sum::<usize>());
    let name = crate::text!(vi: "và {count} cơ quan khác", en: "and {count} other agencies");
    let says = crate::text!(vi: "{components} thành phần", en: "{components} components");
    let mut rest =
        fact(name.get(reading.lang), Mark::Fact, format!("{}: {}", name.get(reading.lang), says.get(reading.lang)));
    rest.notes.push(says.get(reading.lang).to_owned());
    rest.count = components;
    stay.push(rest);
    stay
}
