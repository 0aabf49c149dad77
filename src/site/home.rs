//! The first page: the state of the nation, for who has half a minute.

use std::collections::BTreeMap;

use serde::Serialize;

use super::chrome::{Anchor, Chrome, chrome};
use super::finding::Findings;
use super::marks::{Listed, Mark, Share, Tally, asked, number};
use super::pictures;
use super::plate::Figure;
use super::{Leaf, Site};
use crate::diagnostic::Finding;
use crate::diagram::Plate;
use crate::framework::{DocumentType, Severity};
use crate::measure::{self, Group, Scope, Verdict};
use crate::model::{AgencyId, ComponentId};
use crate::publication::Publication;
use crate::text;
use crate::text::{Lang, Text};
use crate::view::Target;

/// Rules with findings that the page names.
const MOST_RULES: usize = 8;
/// Agencies that the page names; the page of agencies has all.
const MOST_AGENCIES: usize = 200;

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    chrome: Chrome,
    lead: String,
    tiles: Vec<Tile>,
    urgent: Vec<Urgent>,
    /// Rules with findings that are not named.
    urgent_more: usize,
    targets: Vec<Goal>,
    verdicts: Vec<Counted>,
    layers: Vec<LayerRow>,
    agencies: Vec<AgencyRow>,
    agencies_more: usize,
    figure: Option<Figure>,
    pictures: Vec<Anchor>,
    illustrative: String,
}

/// A number with its words, leading to what it counts.
#[derive(Serialize)]
struct Tile {
    figure: String,
    text: String,
    href: String,
    class: &'static str,
}

/// A rule with findings, the gravest first.
#[derive(Serialize)]
struct Urgent {
    mark: Mark,
    rule: Anchor,
    tag: String,
    count: usize,
    agencies: Listed,
}

/// A target or another figure that was counted.
#[derive(Serialize)]
struct Goal {
    id: String,
    name: String,
    href: String,
    asked: String,
    share: Share,
    mark: Mark,
}

/// How many figures have a verdict.
#[derive(Serialize)]
struct Counted {
    mark: Mark,
    count: usize,
}

#[derive(Serialize)]
struct LayerRow {
    layer: Anchor,
    share: Share,
    tally: Tally,
}

#[derive(Serialize)]
struct AgencyRow {
    agency: Anchor,
    level: String,
    worst: Mark,
    layers: Vec<usize>,
    count: usize,
    tally: Tally,
}

pub(super) fn leaves<'s>(site: &'s Site<'s>) -> Vec<Leaf<'s>> {
    Site::bilingual("index.html", move |path, lang| site.render("home.html", path, &page(site, path, lang)))
}

fn page(site: &Site<'_>, path: &str, lang: Lang) -> Page {
    let publication = site.publication;
    let show = Findings { site, path, lang };
    let places = Places::of(publication);
    let targets = targets(publication, lang);
    let (urgent, urgent_more) = urgent(&show);
    let mut agencies = agencies(&show, &places);
    let agencies_more = agencies.len().saturating_sub(MOST_AGENCIES);
    agencies.truncate(MOST_AGENCIES);
    let title = Text::new("Tổng quan", "Overview");
    Page {
        chrome: chrome(site, path, &title, &[], lang),
        lead: lead(publication, lang),
        tiles: tiles(publication, lang),
        urgent,
        urgent_more,
        verdicts: verdicts(publication, lang),
        targets,
        layers: layers(&show),
        agencies,
        agencies_more,
        figure: site.whole(Plate::Overall(Scope::Whole), lang).map(|drawing| site.figure(path, drawing)),
        pictures: pictures::links(site, path, lang),
        illustrative: illustrative(publication).get(lang).to_owned(),
    }
}

fn lead(publication: &Publication<'_>, lang: Lang) -> String {
    let evidence = publication.atlas.evidence;
    let graph = publication.graph();
    let connections = (0_u32..).zip(&graph.repository.connections).map(|(id, _)| crate::model::ConnectionId(id));
    let connections = connections.filter(|&id| graph.is_active(id, publication.day())).count();
    let (agencies, components) = (graph.repository.agencies.len(), evidence.active().len());
    let [agencies, components, connections] = [agencies, components, connections].map(|count| number(count, lang));
    let (day, framework) = (publication.day(), graph.pack.framework.title.get(lang));
    match lang {
        Lang::Vi => format!(
            "{agencies} cơ quan mô tả {components} thành phần và {connections} kết nối có mặt vào ngày {day}, \
             đối chiếu với {framework}."
        ),
        Lang::En => format!(
            "{agencies} agencies describe {components} components and {connections} connections that stood on {day}, \
             compared with the {framework}."
        ),
    }
}

fn tiles(publication: &Publication<'_>, lang: Lang) -> Vec<Tile> {
    let evidence = publication.atlas.evidence;
    let all = Tally::of(publication.findings());
    let figures = || publication.atlas.coverage.of(Scope::Whole).filter(|figure| figure.group == Group::Target);
    let with = |verdict: Verdict| figures().filter(|figure| figure.verdict == verdict).count();
    let tile = |count: usize, vi: &str, en: &str, href: &str, class| Tile {
        figure: number(count, lang),
        text: lang.pick(vi, en).to_owned(),
        href: href.to_owned(),
        class,
    };
    let (met, missed) = (with(Verdict::Met), with(Verdict::NotMet));
    vec![
        tile(publication.graph().repository.agencies.len(), "cơ quan", "agencies", "agencies.html", ""),
        tile(evidence.active().len(), "thành phần", "components", "layers.html", ""),
        tile(all.error, "lỗi", "errors", "findings.html", if all.error > 0 { "error" } else { "good" }),
        tile(all.warning, "cảnh báo", "warnings", "findings.html", if all.warning > 0 { "warning" } else { "good" }),
        tile(all.waived, "phát hiện được miễn trừ", "findings waived", "waivers.html", ""),
        tile(met, "chỉ tiêu đạt", "targets met", "targets.html", if met > 0 { "good" } else { "" }),
        tile(missed, "chỉ tiêu chưa đạt", "targets not met", "targets.html", if missed > 0 { "error" } else { "" }),
        tile(
            with(Verdict::NotEnoughInformation),
            "chỉ tiêu chưa đủ thông tin để kết luận",
            "targets with too little known to judge",
            "targets.html",
            "",
        ),
    ]
}

/// Rules with findings that nothing lets pass: errors first, then those with most findings.
fn urgent(show: &Findings<'_, '_>) -> (Vec<Urgent>, usize) {
    let publication = show.site.publication;
    let mut by_rule: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in publication.findings().iter().filter(|finding| finding.waived.is_none()) {
        by_rule.entry(&finding.rule).or_default().push(finding);
    }
    by_rule.retain(|_, findings| findings.iter().any(|finding| finding.severity > Severity::Info));
    let worst = |findings: &[&Finding]| findings.iter().map(|finding| finding.severity).max();
    let mut rules: Vec<(&str, Vec<&Finding>)> = by_rule.into_iter().collect();
    rules
        .sort_by_key(|(name, findings)| (std::cmp::Reverse(worst(findings)), std::cmp::Reverse(findings.len()), *name));
    let more = rules.len().saturating_sub(MOST_RULES);
    let rules = rules.into_iter().take(MOST_RULES).map(|(name, findings)| {
        let mut agencies: Vec<&str> = findings.iter().map(|finding| finding.agency.as_str()).collect();
        agencies.sort_unstable();
        agencies.dedup();
        agencies.retain(|agency| !agency.is_empty());
        Urgent {
            mark: Mark::severity(worst(&findings).unwrap_or(Severity::Info), show.lang),
            rule: show.rule(name),
            tag: crate::report::tag(publication.pack(), name).to_owned(),
            count: findings.len(),
            agencies: Listed::of(&agencies, 4, |agency| show.agency(agency)),
        }
    });
    (rules.collect(), more)
}

/// The targets that could be compared.
fn targets(publication: &Publication<'_>, lang: Lang) -> Vec<Goal> {
    let judged = [Verdict::Met, Verdict::NotMet, Verdict::NotEnoughInformation];
    let figures = publication.atlas.coverage.of(Scope::Whole);
    let figures = figures.filter(|figure| figure.group == Group::Target && judged.contains(&figure.verdict));
    let one = |figure: &measure::Figure| Goal {
        id: figure.id.split('/').next().unwrap_or_default().to_owned(),
        name: figure.name.get(lang).to_owned(),
        href: format!("targets.html#{}", super::targets::anchor(&figure.id)),
        asked: asked(figure, lang),
        share: Share::of(figure, lang),
        mark: Mark::verdict(figure.verdict, lang),
    };
    figures.map(one).collect()
}

/// Targets and duties by verdict.
fn verdicts(publication: &Publication<'_>, lang: Lang) -> Vec<Counted> {
    let count = |verdict: Verdict| {
        let figures = publication.atlas.coverage.of(Scope::Whole);
        figures.filter(|figure| figure.group == Group::Duty && figure.verdict == verdict).count()
    };
    let counted = Verdict::ALL.into_iter().map(|verdict| (verdict, count(verdict)));
    let counted = counted.filter(|(_, count)| *count > 0);
    counted.map(|(verdict, count)| Counted { mark: Mark::verdict(verdict, lang), count }).collect()
}

fn layers(show: &Findings<'_, '_>) -> Vec<LayerRow> {
    let publication = show.site.publication;
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for finding in publication.findings() {
        tallies.entry(&finding.layer).or_default().add(finding);
    }
    let layers = publication.pack().framework.layers.iter();
    layers
        .map(|layer| {
            let id = format!("layer/{}", layer.id);
            let figure = publication.atlas.coverage.of(Scope::Whole).find(|figure| figure.id == id);
            let share = figure.map(|figure| Share::of(figure, show.lang));
            LayerRow {
                layer: show.to(layer.name.get(show.lang), Target::Layer(layer.id.clone())),
                share: share.unwrap_or(Share { met: 0, of: 0, text: String::new() }),
                tally: tallies.get(layer.id.as_str()).copied().unwrap_or_default(),
            }
        })
        .collect()
}

/// Components and findings of each agency at the top with the units under it.
struct Places {
    layers: BTreeMap<AgencyId, Vec<usize>>,
    tallies: BTreeMap<AgencyId, Tally>,
}

impl Places {
    fn of(publication: &Publication<'_>) -> Self {
        let graph = publication.graph();
        let mut layers: BTreeMap<AgencyId, Vec<usize>> = BTreeMap::new();
        for &id in publication.atlas.evidence.active() {
            let Some(root) = graph.root_of(id) else { continue };
            let counts = layers.entry(root).or_insert_with(|| vec![0; graph.pack.framework.layers.len()]);
            if let Some(count) = counts.get_mut(usize::from(graph.component(id).layer.0)) {
                *count += 1;
            }
        }
        let mut tallies: BTreeMap<AgencyId, Tally> = BTreeMap::new();
        for finding in publication.findings() {
            if let Some(agency) = graph.find_agency(&finding.agency) {
                tallies.entry(graph.root(agency)).or_default().add(finding);
            }
        }
        Self { layers, tallies }
    }
}

/// Agencies at the top, those with the gravest findings first.
fn agencies(show: &Findings<'_, '_>, places: &Places) -> Vec<AgencyRow> {
    let publication = show.site.publication;
    let repository = publication.graph().repository;
    let tally = |id: &AgencyId| places.tallies.get(id).copied().unwrap_or_default();
    let mut roots: Vec<AgencyId> = publication.atlas.evidence.roots().collect();
    roots.sort_by_key(|id| {
        let Tally { error, warning, info, .. } = tally(id);
        (std::cmp::Reverse((error, warning, info)), *id)
    });
    let none = vec![0; publication.pack().framework.layers.len()];
    let row = |id: &AgencyId| {
        let layers = places.layers.get(id).unwrap_or(&none).clone();
        AgencyRow {
            agency: show.agency(&repository.agency(*id).id),
            level: level(publication, *id, show.lang),
            worst: tally(id).mark(show.lang),
            count: layers.iter().sum(),
            layers,
            tally: tally(id),
        }
    };
    roots.iter().map(row).collect()
}

/// The level of an agency in words.
fn level(publication: &Publication<'_>, id: AgencyId, lang: Lang) -> String {
    let written = &publication.graph().repository.agency(id).level;
    let fields = &publication.pack().framework.fields;
    let field = fields.iter().find(|field| field.on == Some(DocumentType::Agency) && field.id == "level");
    let choice = field.and_then(|field| field.values.iter().find(|choice| choice.id == *written));
    choice.map_or(written.as_str(), |choice| choice.name.get(lang)).to_owned()
}

/// How much of what is shown no source says.
fn illustrative(publication: &Publication<'_>) -> Text {
    let repository = publication.graph().repository;
    let marked = |id: ComponentId| repository.field(id, "illustrative");
    let active = publication.atlas.evidence.active();
    let whole = active.iter().filter(|&&id| marked(id).is_some_and(|node| node.as_bool() == Some(true))).count();
    let parts = active.iter().filter(|&&id| marked(id).is_some_and(|node| node.elements().next().is_some())).count();
    let of = active.len();
    if whole + parts == 0 {
        return text!(
            vi: "Không thành phần nào được đánh dấu là minh họa.",
            en: "No component is marked as an illustration.",
        );
    }
    text!(
        vi: "Có dữ liệu minh họa: trong {of} thành phần, {whole} thành phần chỉ để minh họa và {parts} thành phần có một số trường không có nguồn nào nói tới. Trang của từng thành phần đánh dấu những chỗ đó; không dùng chúng làm số liệu.",
        en: "Some of this is illustration: of {of} components, {whole} are illustrations as a whole and {parts} have fields that no source states. The page of each component marks them; do not quote them as facts.",
    )
}
