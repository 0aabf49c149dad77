//! Every agency: by level, the units under the agency they belong to, with what each has.

use serde::Serialize;

use super::chrome::{Anchor, Chrome, chrome};
use super::finding::{Findings, class};
use super::marks::{Mark, Tally};
use super::{Leaf, Site, agency};
use crate::framework::DocumentType;
use crate::text::{Lang, Text};

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    chrome: Chrome,
    all: usize,
    layers: Vec<String>,
    levels: Vec<Level>,
}

/// Agencies whose topmost is of one level.
#[derive(Serialize)]
struct Level {
    id: String,
    name: String,
    tops: usize,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    agency: Anchor,
    id: String,
    depth: usize,
    level: String,
    code: String,
    layers: Vec<usize>,
    components: usize,
    tally: Tally,
    worst: Mark,
    severity: &'static str,
}

pub(super) fn leaves<'s>(site: &'s Site<'s>) -> Vec<Leaf<'s>> {
    Site::bilingual("agencies.html", move |path, lang| site.render("agencies.html", path, &page(site, path, lang)))
}

fn page(site: &Site<'_>, path: &str, lang: Lang) -> Page {
    let graph = site.publication.graph();
    let framework = &graph.pack.framework;
    let title = Text::new("Cơ quan", "Agencies");
    let field = framework.field_at(DocumentType::Agency, "level");
    let mut levels: Vec<Level> = field
        .into_iter()
        .flat_map(|field| &field.values)
        .map(|choice| Level {
            id: choice.id.clone(),
            name: agency::capital(choice.name.get(lang)),
            tops: 0,
            rows: Vec::new(),
        })
        .collect();
    levels.push(Level {
        id: "other".to_owned(),
        name: lang.pick("Không rõ cấp", "Level not known").to_owned(),
        tops: 0,
        rows: Vec::new(),
    });
    let on = Findings { site, path, lang };
    let mut at = levels.len() - 1;
    for &(id, depth) in &site.census.order {
        if depth == 0 {
            let written = &graph.repository.agency(id).level;
            at = levels.iter().position(|level| level.id == *written).unwrap_or(levels.len() - 1);
            levels[at].tops += 1;
        }
        let agency = graph.repository.agency(id);
        let count = site.census.count(id);
        levels[at].rows.push(Row {
            agency: on.agency(&agency.id),
            id: agency.id.clone(),
            depth: depth.min(5),
            level: agency::level(graph, id, lang),
            code: agency.code.as_ref().map_or_else(String::new, |(code, _)| code.clone()),
            layers: count.layers.clone(),
            components: count.components(),
            worst: count.findings.mark(lang),
            severity: count.findings.worst().map_or("", class),
            tally: count.findings,
        });
    }
    levels.retain(|level| !level.rows.is_empty());
    Page {
        chrome: chrome(site, path, &title, &[], lang),
        all: site.census.order.len(),
        layers: framework.layers.iter().map(|layer| layer.name.get(lang).to_owned()).collect(),
        levels,
    }
}
