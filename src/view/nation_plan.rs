//! The roadmaps of a nation, one row an agency: its work packages, and when its components come into operation.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use super::roadmap::{Bar, Lane, Span, Stretch, days, package_name, span};
use super::{Atlas, Target, extent};
use crate::graph::Roadmaps;
use crate::model::{AgencyId, ComponentId};
use crate::text;
use crate::text::Lang;

/// Agencies and packages of one agency past which a picture is no longer read.
const AGENCIES: usize = 80;
const PACKAGES: usize = 8;
/// Years before and after the day in which components are counted.
const YEARS: i16 = 5;

/// Rows of every ministry and province that plans something, by level of agency.
pub(super) fn stretch(atlas: Atlas<'_>, roadmaps: &Roadmaps<'_>, lang: Lang) -> Vec<Stretch> {
    let graph = atlas.graph();
    let mut by_agency: BTreeMap<AgencyId, Vec<Bar>> = BTreeMap::new();
    let mut hidden: BTreeMap<AgencyId, usize> = BTreeMap::new();
    for roadmap in &roadmaps.all {
        let Some(agency) = graph.find_agency(roadmap.agency).map(|id| graph.root(id)) else { continue };
        let bars = by_agency.entry(agency).or_default();
        for package in &roadmap.packages {
            let Some(from) = package.from.or(package.to) else { continue };
            if bars.len() >= PACKAGES {
                *hidden.entry(agency).or_default() += 1;
                continue;
            }
            let name = package_name(package, lang);
            let tip = format!("{}: {name}, {}", graph.repository.agency_name(agency, lang), days(package, lang));
            let target = Some(Target::Agency(graph.repository.agency(agency).id.clone()));
            let to = Some(package.to.unwrap_or(from));
            bars.push(Bar { from, to, span: span(package, atlas.day()), says: name, tip, target });
        }
    }
    for ((agency, year), ids) in arrivals(atlas) {
        by_agency.entry(agency).or_default().push(arrival(atlas, year, &ids, lang));
    }
    let mut stretches: BTreeMap<usize, Stretch> = BTreeMap::new();
    for (agency, bars) in by_agency.into_iter().filter(|(_, bars)| !bars.is_empty()).take(AGENCIES) {
        let (order, name) = extent::level(atlas, &graph.repository.agency(agency).level, lang);
        let stretch =
            stretches.entry(order).or_insert_with(|| Stretch { name, note: String::new(), lanes: Vec::new() });
        let more = hidden.get(&agency).copied().unwrap_or_default();
        let note = if more > 0 {
            text!(vi: "và {more} gói khác", en: "and {more} more packages").get(lang).to_owned()
        } else {
            String::new()
        };
        stretch.lanes.push(Lane {
            name: graph.repository.agency_name(agency, lang).to_owned(),
            note,
            depth: 0,
            strong: true,
            target: Some(Target::Agency(graph.repository.agency(agency).id.clone())),
            bars,
            missing: String::new(),
        });
    }
    stretches.into_values().collect()
}

/// Components that come into operation around the day, by ministry or province and year.
fn arrivals(atlas: Atlas<'_>) -> BTreeMap<(AgencyId, i16), Vec<ComponentId>> {
    let graph = atlas.graph();
    let near = |date: &Date| (date.year() - atlas.day().year()).abs() <= YEARS;
    let mut found: BTreeMap<(AgencyId, i16), Vec<ComponentId>> = BTreeMap::new();
    for id in graph.repository.component_ids().filter(|&id| !graph.is_duplicate(id)) {
        let begins = graph.component(id).lifecycle.operating.filter(near);
        if let (Some(begins), Some(root)) = (begins, graph.root_of(id)) {
            found.entry((root, begins.year())).or_default().push(id);
        }
    }
    found
}

fn arrival(atlas: Atlas<'_>, year: i16, ids: &[ComponentId], lang: Lang) -> Bar {
    let repository = atlas.graph().repository;
    let names: Vec<&str> = ids.iter().map(|&id| repository.name(id, lang)).collect();
    let count = ids.len();
    let target = match ids {
        [only] => Some(Target::Component(repository.component(*only).key.to_string())),
        _ => None,
    };
    let names = extent::some(&names, 20, lang);
    let tip = text!(
        vi: "{year}: {count} thành phần vận hành – {names}",
        en: "{year}: {count} components come into operation – {names}",
    );
    Bar {
        from: date(year, 1, 1),
        to: Some(date(year, 12, 31)),
        span: Span::Arrivals,
        says: format!("+{count}"),
        tip: tip.get(lang).to_owned(),
        target,
    }
}
