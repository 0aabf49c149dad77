//! The layers: what each is, its kinds, and every component in it.

use serde::Serialize;

use super::agency::{Row, row};
use super::chrome::{Anchor, Chrome, chrome};
use super::finding::Findings;
use super::marks::{Mark, Tally};
use super::{Leaf, Site, address};
use crate::framework::LayerId;
use crate::model::ComponentId;
use crate::text::{Lang, Text};
use crate::view::Target;

#[derive(Serialize)]
struct All {
    #[serde(flatten)]
    chrome: Chrome,
    layers: Vec<Card>,
}

/// A layer on the page of all.
#[derive(Serialize)]
struct Card {
    layer: Anchor,
    about: String,
    count: usize,
    agencies: usize,
    tally: Tally,
    worst: Mark,
    kinds: Vec<OfKind>,
}

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    chrome: Chrome,
    about: String,
    known: Mark,
    count: usize,
    tally: Tally,
    worst: Mark,
    kinds: Vec<OfKind>,
    rows: Vec<Row>,
}

/// A kind and how often it stands in a layer.
#[derive(Serialize)]
struct OfKind {
    name: String,
    about: String,
    known: Mark,
    levelled: bool,
    count: usize,
}

pub(super) fn leaves<'s>(site: &'s Site<'s>) -> Vec<Leaf<'s>> {
    let mut leaves =
        Site::bilingual("layers.html", move |path, lang| site.render("layers.html", path, &all(site, path, lang)));
    for (index, layer) in site.publication.pack().framework.layers.iter().enumerate() {
        let target = Target::Layer(layer.id.clone());
        leaves.extend(Site::bilingual(address::page(&target), move |path, lang| {
            site.render("layer.html", path, &page(site, index, path, lang))
        }));
    }
    leaves
}

/// Active components of each layer come first; what is gone or not yet spoken of stands at the end.
fn components(site: &Site<'_>, index: usize) -> Vec<ComponentId> {
    let (graph, day) = (site.publication.graph(), site.publication.day());
    let in_layer = |id: &ComponentId| graph.component(*id).layer == LayerId(u8::try_from(index).unwrap_or(u8::MAX));
    let mut all: Vec<ComponentId> = graph.repository.component_ids().filter(in_layer).collect();
    all.sort_by_key(|&id| (!graph.state(id, day).is_active(), graph.component(id).kind, id));
    all
}

fn kinds(site: &Site<'_>, index: usize, among: &[ComponentId], lang: Lang) -> Vec<OfKind> {
    let graph = site.publication.graph();
    let framework = &graph.pack.framework;
    let Some(layer) = framework.layers.get(index) else { return Vec::new() };
    let mut counts = vec![0_usize; framework.kinds.len()];
    for kind in among.iter().filter_map(|&id| graph.component(id).kind) {
        counts[usize::from(kind.0)] += 1;
    }
    let of_layer = framework.kinds.iter().zip(counts).filter(|(kind, _)| kind.layer == layer.id);
    of_layer
        .map(|(kind, count)| OfKind {
            name: kind.name.get(lang).to_owned(),
            about: kind.about.get(lang).to_owned(),
            known: Mark::confidence(kind.provenance.confidence, lang),
            levelled: kind.levelled,
            count,
        })
        .collect()
}

fn active(site: &Site<'_>, all: &[ComponentId]) -> Vec<ComponentId> {
    let (graph, day) = (site.publication.graph(), site.publication.day());
    all.iter().copied().filter(|&id| graph.state(id, day).is_active()).collect()
}

fn tally(site: &Site<'_>, all: &[ComponentId]) -> Tally {
    Tally::of(all.iter().flat_map(|&id| site.publication.findings_of(id)))
}

fn all(site: &Site<'_>, path: &str, lang: Lang) -> All {
    let on = Findings { site, path, lang };
    let graph = site.publication.graph();
    let card = |(index, layer): (usize, &crate::framework::Layer)| {
        let active = active(site, &components(site, index));
        let mut agencies: Vec<&str> = active.iter().map(|&id| graph.component(id).agency()).collect();
        agencies.sort_unstable();
        agencies.dedup();
        let tally = tally(site, &active);
        let mut kinds = kinds(site, index, &active, lang);
        kinds.retain(|kind| kind.count > 0);
        Card {
            layer: on.to(layer.name.get(lang), Target::Layer(layer.id.clone())),
            about: layer.about.get(lang).to_owned(),
            count: active.len(),
            agencies: agencies.len(),
            worst: tally.mark(lang),
            tally,
            kinds,
        }
    };
    let layers = graph.pack.framework.layers.iter().enumerate().map(card).collect();
    let title = Text::new("Năm lớp của kiến trúc", "The five layers");
    All { chrome: chrome(site, path, &title, &[], lang), layers }
}

fn page(site: &Site<'_>, index: usize, path: &str, lang: Lang) -> Page {
    let on = Findings { site, path, lang };
    let layer = &site.publication.pack().framework.layers[index];
    let all = components(site, index);
    let active = active(site, &all);
    let tally = tally(site, &active);
    let above = [(Text::new("Năm lớp", "Layers"), "layers.html".to_owned())];
    Page {
        chrome: chrome(site, path, &layer.name, &above, lang),
        about: layer.about.get(lang).to_owned(),
        known: Mark::confidence(layer.provenance.confidence, lang),
        count: active.len(),
        worst: tally.mark(lang),
        tally,
        kinds: kinds(site, index, &active, lang),
        rows: all.iter().map(|&id| row(&on, id)).collect(),
    }
}
