//! Reference models: the tree of codes of each, and which components carry them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::address::slug;
use super::chrome::{Anchor, Chrome, chrome};
use super::finding::Findings;
use super::marks::{Listed, Mark, Share};
use super::plate::Figure;
use super::targets::known;
use super::{Leaf, Site};
use crate::diagram::Plate;
use crate::framework::{Node, ReferenceModel};
use crate::measure::{CodeClass, CodeUse, Scope};
use crate::model::ComponentId;
use crate::report::{confidence, coverage};
use crate::text::{Lang, Text};
use crate::view::Target;

/// Components named beside one code.
const MOST: usize = 40;
/// Steps of indentation that a page shows.
const DEEPEST: usize = 6;

#[derive(Serialize)]
struct Index {
    #[serde(flatten)]
    chrome: Chrome,
    models: Vec<Row>,
    figure: Option<Figure>,
}

#[derive(Serialize)]
struct Row {
    model: Anchor,
    id: String,
    complete: bool,
    says: String,
    codes: usize,
    used: usize,
    share: Share,
    mark: Option<Mark>,
    confidence: Mark,
}

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    chrome: Chrome,
    id: String,
    says: String,
    complete: bool,
    layers: Vec<Anchor>,
    confidence: Mark,
    known: String,
    share: Share,
    mark: Option<Mark>,
    why: String,
    without: Listed,
    codes: Vec<CodeRow>,
    unknown: Vec<CodeRow>,
}

#[derive(Serialize)]
struct CodeRow {
    anchor: String,
    code: String,
    name: String,
    depth: usize,
    /// A code of our own.
    own: bool,
    known: &'static str,
    components: Listed,
}

pub(super) fn leaves<'s>(site: &'s Site<'s>) -> Vec<Leaf<'s>> {
    let mut leaves =
        Site::bilingual("models.html", move |path, lang| site.render("models.html", path, &index(site, path, lang)));
    for model in &site.publication.pack().models {
        let path = super::address::page(&Target::Model(model.id.clone(), None));
        leaves.extend(Site::bilingual(path, move |path, lang| {
            site.render("model.html", path, &page(site, path, model, lang))
        }));
    }
    leaves
}

fn index(site: &Site<'_>, path: &str, lang: Lang) -> Index {
    let show = Findings { site, path, lang };
    Index {
        chrome: chrome(site, path, &Text::new("Mô hình tham chiếu", "Reference models"), &[], lang),
        models: site.publication.pack().models.iter().map(|model| row(&show, model)).collect(),
        figure: site.whole(Plate::Coverage(Scope::Whole), lang).map(|drawing| site.figure(path, drawing)),
    }
}

fn row(show: &Findings<'_, '_>, model: &ReferenceModel) -> Row {
    let (share, mark, _) = measured(show, model);
    Row {
        model: show.to(model.name.get(show.lang), Target::Model(model.id.clone(), None)),
        id: model.id.to_uppercase(),
        complete: model.complete,
        says: completeness(show, model),
        codes: model.nodes.len(),
        used: uses(show, model).count(),
        share,
        mark,
        confidence: Mark::confidence(model.provenance.confidence, show.lang),
    }
}

fn page(site: &Site<'_>, path: &str, model: &ReferenceModel, lang: Lang) -> Page {
    let show = Findings { site, path, lang };
    let pack = site.publication.pack();
    let (share, mark, why) = measured(&show, model);
    let carried: BTreeMap<&str, &CodeUse> = uses(&show, model).map(|used| (used.code.as_str(), used)).collect();
    let id = format!("model/{}", model.id);
    let figure = site.publication.atlas.coverage.of(Scope::Whole).find(|figure| figure.id == id);
    let without = figure.map_or(&[][..], |figure| figure.not_met.as_slice());
    let layers = model.layers.iter().filter_map(|id| pack.framework.layers.iter().find(|layer| layer.id == *id));
    let unknown = carried.values().filter(|used| used.class == CodeClass::Unknown);
    Page {
        chrome: chrome(
            site,
            path,
            &model.name,
            &[(Text::new("Mô hình tham chiếu", "Reference models"), "models.html".to_owned())],
            lang,
        ),
        id: model.id.to_uppercase(),
        says: completeness(&show, model),
        complete: model.complete,
        layers: layers.map(|layer| show.to(layer.name.get(lang), Target::Layer(layer.id.clone()))).collect(),
        confidence: Mark::confidence(model.provenance.confidence, lang),
        known: known(pack, &model.provenance, lang),
        share,
        mark,
        why,
        without: Listed::of(without, MOST, |&member| show.member(member)),
        codes: codes(&show, model, &carried),
        unknown: unknown.map(|used| code(&show, &used.code, None, 0, Some(used))).collect(),
    }
}

/// How much of what should carry a code does.
fn measured(show: &Findings<'_, '_>, model: &ReferenceModel) -> (Share, Option<Mark>, String) {
    let id = format!("model/{}", model.id);
    let figure = show.site.publication.atlas.coverage.of(Scope::Whole).find(|figure| figure.id == id);
    figure.map_or_else(
        || (Share { met: 0, of: 0, text: String::new() }, None, String::new()),
        |figure| {
            let mark = Mark::verdict(figure.verdict, show.lang);
            (Share::of(figure, show.lang), Some(mark), figure.why.get(show.lang).to_owned())
        },
    )
}

fn uses<'f>(show: &Findings<'f, '_>, model: &'f ReferenceModel) -> impl Iterator<Item = &'f CodeUse> {
    let codes = show.site.publication.atlas.coverage.codes.iter();
    codes.filter(|used| used.scope == Scope::Whole && used.model == model.id)
}

/// What of the model the pack knows.
fn completeness(show: &Findings<'_, '_>, model: &ReferenceModel) -> String {
    let tables = &show.site.publication.pack().framework.completeness;
    tables
        .iter()
        .find(|table| table.of == model.id)
        .map_or_else(String::new, |table| table.says.get(show.lang).to_owned())
}

/// The nodes of a model, each below its parent.
fn codes(show: &Findings<'_, '_>, model: &ReferenceModel, carried: &BTreeMap<&str, &CodeUse>) -> Vec<CodeRow> {
    let mut below: BTreeMap<&str, Vec<&Node>> = BTreeMap::new();
    for node in &model.nodes {
        below.entry(node.parent.as_deref().unwrap_or_default()).or_default().push(node);
    }
    let mut codes = Vec::new();
    let mut left: Vec<(&Node, usize)> = below.get("").into_iter().flatten().rev().map(|node| (*node, 0)).collect();
    while let Some((node, depth)) = left.pop() {
        codes.push(code(show, &node.code, Some(node), depth, carried.get(node.code.as_str()).copied()));
        left.extend(below.get(node.code.as_str()).into_iter().flatten().rev().map(|node| (*node, depth + 1)));
    }
    codes
}

fn code(show: &Findings<'_, '_>, code: &str, node: Option<&Node>, depth: usize, used: Option<&CodeUse>) -> CodeRow {
    let lang = show.lang;
    let name = node.and_then(|node| node.name.as_ref()).map_or_else(String::new, |name| name.get(lang).to_owned());
    let components = used.map_or(&[][..], |used| used.components.as_slice());
    let graph = show.site.publication.graph();
    CodeRow {
        anchor: slug(code),
        code: code.to_owned(),
        name,
        depth: depth.min(DEEPEST),
        own: code.starts_with("X-"),
        known: node.map_or_else(
            || coverage::class(CodeClass::Unknown, lang),
            |node| confidence(node.provenance.confidence, lang),
        ),
        components: Listed::of(components, MOST, |&id: &ComponentId| show.component(&graph.component(id).key)),
    }
}
