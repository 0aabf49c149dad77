//! What is asked and what was counted: targets, duties, layers, reference models, each with what stands behind it.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::address::slug;
use super::chrome::{Anchor, Chrome, chrome};
use super::finding::Findings;
use super::marks::{Listed, Mark, Share, asked};
use super::words::Piece;
use super::{Leaf, Site};
use crate::framework::{Pack, Provenance};
use crate::measure::{Figure, Group, Member, Scope, Verdict};
use crate::model::AgencyId;
use crate::report::{confidence, coverage};
use crate::text::{Lang, Text};
use crate::view::Target;

/// Members and findings of one figure that the page names.
const MOST: usize = 60;
/// Agencies in the table of verdicts; more would make no table that anybody reads.
const MOST_AGENCIES: usize = 250;
/// The parts of the page, in order.
const GROUPS: [(Group, &str); 4] =
    [(Group::Target, "targets"), (Group::Duty, "duties"), (Group::Layer, "layers"), (Group::Model, "models")];

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    chrome: Chrome,
    legend: Vec<Meaning>,
    parts: Vec<Part>,
    columns: Vec<Anchor>,
    agencies: Vec<Row>,
    /// Agencies that nothing asked here is about.
    untouched: Listed,
    agencies_more: usize,
    silent: Listed,
}

#[derive(Serialize)]
struct Meaning {
    mark: Mark,
    says: &'static str,
}

#[derive(Serialize)]
struct Part {
    anchor: &'static str,
    name: &'static str,
    verdicts: Vec<(Mark, usize)>,
    figures: Vec<Shown>,
}

#[derive(Serialize)]
struct Shown {
    anchor: String,
    id: String,
    name: String,
    href: String,
    mark: Mark,
    asked: String,
    share: Share,
    why: Vec<Piece>,
    /// How it is counted, where `why` does not say it already.
    how: Vec<Piece>,
    remark: Vec<Piece>,
    known: String,
    rules: Vec<Anchor>,
    /// What speaks against it: rules, each with how many findings.
    broken: Vec<(Anchor, usize)>,
    /// What the members are.
    members: &'static str,
    lists: Vec<(String, Listed)>,
    /// How many findings stand behind it, and what they are about.
    found: usize,
    findings: Listed,
}

#[derive(Serialize)]
struct Row {
    agency: Anchor,
    cells: Vec<Option<Mark>>,
}

pub(super) fn leaves<'s>(site: &'s Site<'s>) -> Vec<Leaf<'s>> {
    Site::bilingual("targets.html", move |path, lang| site.render("targets.html", path, &page(site, path, lang)))
}

/// What a figure is called in an address: `T21-province`.
pub(super) fn anchor(id: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    if id.chars().all(|letter| plain(letter) || letter == '/' || letter == '+') {
        id.replace(['/', '+'], "-")
    } else {
        slug(id)
    }
}

fn page(site: &Site<'_>, path: &str, lang: Lang) -> Page {
    let show = Findings { site, path, lang };
    let measured = site.publication.atlas.coverage;
    let parts = GROUPS.map(|(group, anchor)| part(&show, group, anchor));
    let (columns, agencies, untouched) = matrix(&show);
    let title = Text::new("Mục tiêu, chỉ tiêu và nghĩa vụ", "Targets and duties");
    let all = measured.scopes.iter().filter(|scope| **scope != Scope::Whole).count();
    Page {
        chrome: chrome(site, path, &title, &[], lang),
        legend: Verdict::ALL
            .map(|of| Meaning { mark: Mark::verdict(of, lang), says: coverage::meaning(of, lang) })
            .into(),
        parts: parts.into(),
        columns,
        agencies_more: all.saturating_sub(agencies.len() + untouched.len()),
        untouched: Listed::of(&untouched, MOST, |&id| agency(&show, id)),
        agencies,
        silent: Listed::of(&measured.silent, MOST, |&id| agency(&show, id)),
    }
}

fn agency(show: &Findings<'_, '_>, id: AgencyId) -> Anchor {
    show.agency(&show.site.publication.graph().repository.agency(id).id)
}

fn part(show: &Findings<'_, '_>, group: Group, anchor: &'static str) -> Part {
    let measured = show.site.publication.atlas.coverage;
    let figures: Vec<&Figure> = measured.of(Scope::Whole).filter(|figure| figure.group == group).collect();
    let count = |verdict: Verdict| figures.iter().filter(|figure| figure.verdict == verdict).count();
    let verdicts = Verdict::ALL.map(|verdict| (verdict, count(verdict))).into_iter().filter(|(_, count)| *count > 0);
    Part {
        anchor,
        name: coverage::heading(group, show.lang),
        verdicts: verdicts.map(|(verdict, count)| (Mark::verdict(verdict, show.lang), count)).collect(),
        figures: figures.iter().map(|figure| shown(show, figure)).collect(),
    }
}

fn shown(show: &Findings<'_, '_>, figure: &Figure) -> Shown {
    let lang = show.lang;
    let pack = show.site.publication.pack();
    let facts = facts(pack, figure, lang);
    let href = match figure.group {
        Group::Layer => show.to("", Target::Layer(coverage::short(&figure.id).to_owned())).href,
        Group::Model => show.to("", Target::Model(coverage::short(&figure.id).to_owned(), None)).href,
        Group::Duty | Group::Target => String::new(),
    };
    let metric = figure.metric.as_deref().and_then(|name| pack.metric(name));
    let lists = [
        (lang.pick("Tính là đạt", "Counted as met"), &figure.met),
        (lang.pick("Tính là chưa đạt", "Counted as not met"), &figure.not_met),
        (lang.pick("Chưa rõ", "Not known"), &figure.not_known),
    ];
    let lists = lists.into_iter().filter(|(_, members)| !members.is_empty());
    let broken = broken(show, figure);
    // The rules behind it are told by their titles, each leading to its page.
    let why = if broken.is_empty() { figure.why.get(lang) } else { "" };
    let how = metric.map(|metric| metric.how.get(lang)).filter(|how| *how != why);
    let mut seen = BTreeSet::new();
    let subjects = figure.findings.iter().map(|behind| behind.subject.as_str());
    let subjects: Vec<&str> = subjects.filter(|subject| seen.insert(*subject)).collect();
    Shown {
        anchor: anchor(&figure.id),
        id: coverage::short(&figure.id).to_owned(),
        name: figure.name.get(lang).to_owned(),
        href,
        mark: Mark::verdict(figure.verdict, lang),
        asked: asked(figure, lang),
        share: Share::of(figure, lang),
        why: show.words(&sentence(why)),
        members: members(figure, lang),
        how: how.map_or_else(Vec::new, |how| show.words(how)),
        remark: show.words(&facts.remark),
        known: facts.known,
        rules: figure.rules.iter().map(|name| show.rule(name)).collect(),
        broken,
        lists: lists
            .map(|(name, members)| (name.to_owned(), Listed::of(members, MOST, |&member| show.member(member))))
            .collect(),
        found: figure.findings.len(),
        findings: Listed::of(&subjects, MOST, |name| show.named(name)),
    }
}

/// The rules whose findings speak against a duty, in the order of their names.
fn broken(show: &Findings<'_, '_>, figure: &Figure) -> Vec<(Anchor, usize)> {
    if figure.group != Group::Duty || figure.verdict != Verdict::NotMet {
        return Vec::new();
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for behind in figure.findings.iter().filter(|behind| !behind.waived) {
        *counts.entry(&behind.rule).or_default() += 1;
    }
    counts.into_iter().map(|(name, count)| (show.rule(name), count)).collect()
}

/// What the members of a figure are, in a word.
fn members(figure: &Figure, lang: Lang) -> &'static str {
    let mut all = figure.met.iter().chain(&figure.not_met).chain(&figure.not_known);
    match all.next() {
        Some(Member::Agency(_)) => lang.pick("cơ quan", "agencies"),
        _ => lang.pick("thành phần", "components"),
    }
}

/// Words that stand alone: with a capital and a full stop.
fn sentence(words: &str) -> String {
    let mut letters = words.trim().chars();
    let Some(first) = letters.next() else { return String::new() };
    let end = if words.trim_end().ends_with(['.', '!', '?', '…']) { "" } else { "." };
    first.to_uppercase().chain(letters).chain(end.chars()).collect()
}

/// What the framework says beside the figure itself.
#[derive(Default)]
struct Facts {
    remark: String,
    known: String,
}

fn facts(pack: &Pack, figure: &Figure, lang: Lang) -> Facts {
    let id = figure.id.split('/').next().unwrap_or_default();
    match figure.group {
        Group::Target => {
            let Some(target) = pack.targets.targets.iter().find(|target| target.id == id) else {
                return Facts::default();
            };
            let remark = target.remark.as_ref().map_or_else(String::new, |remark| remark.get(lang).to_owned());
            Facts { remark, known: known(pack, &target.provenance, lang) }
        }
        Group::Duty => {
            let Some(duty) = pack.duty(id) else { return Facts::default() };
            let sources = duty.sources.iter().filter_map(|id| pack.source(id)).map(|source| source.title.get(lang));
            let sources: Vec<&str> = sources.collect();
            let remark = duty.remark.as_ref().map_or_else(String::new, |remark| remark.get(lang).to_owned());
            Facts { remark, known: format!("{} ({})", sources.join("; "), confidence(duty.confidence, lang)) }
        }
        Group::Layer | Group::Model => Facts::default(),
    }
}

/// Where a fact was read, and how surely it is known.
pub(super) fn known(pack: &Pack, provenance: &Provenance, lang: Lang) -> String {
    let source = provenance.source.as_deref().and_then(|id| pack.source(id)).map(|source| source.title.get(lang));
    let how = confidence(provenance.confidence, lang);
    // Notes on where a fact was found are written in Vietnamese only, and an English page says so.
    let note = provenance.note.as_ref().map(|note| format!("{}{note}", lang.pick("", "note in Vietnamese: ")));
    let said: Vec<&str> = source.into_iter().chain(note.as_deref()).collect();
    if said.is_empty() { how.to_owned() } else { format!("{} ({how})", said.join("; ")) }
}

/// Verdicts of targets and duties, agency by agency; last the agencies that none of them is about.
fn matrix(show: &Findings<'_, '_>) -> (Vec<Anchor>, Vec<Row>, Vec<AgencyId>) {
    let measured = show.site.publication.atlas.coverage;
    let across = |figure: &&Figure| {
        matches!(figure.group, Group::Target | Group::Duty)
            && !matches!(figure.verdict, Verdict::Manual | Verdict::NotApplicable)
    };
    let columns: Vec<&Figure> = measured.of(Scope::Whole).filter(across).collect();
    let scopes = measured.scopes.iter().filter_map(|scope| match scope {
        Scope::Agency(id) => Some(*id),
        Scope::Whole => None,
    });
    let shown: Vec<AgencyId> = scopes.take(MOST_AGENCIES).collect();
    let mut cells: FxHashMap<(AgencyId, &str), Verdict> = FxHashMap::default();
    for figure in &measured.figures {
        if let Scope::Agency(id) = figure.scope {
            cells.insert((id, figure.id.as_str()), figure.verdict);
        }
    }
    let concerned = |id: &AgencyId| {
        let verdicts = columns.iter().filter_map(|figure| cells.get(&(*id, figure.id.as_str())));
        verdicts.into_iter().any(|verdict| *verdict != Verdict::NotApplicable)
    };
    let (shown, untouched): (Vec<AgencyId>, Vec<AgencyId>) = shown.iter().partition(|id| concerned(id));
    let row = |&id: &AgencyId| Row {
        agency: agency(show, id),
        cells: columns
            .iter()
            .map(|figure| cells.get(&(id, figure.id.as_str())).map(|verdict| Mark::verdict(*verdict, show.lang)))
            .collect(),
    };
    let head = columns.iter().map(|figure| Anchor {
        text: coverage::short(&figure.id).to_owned(),
        href: format!("#{}", anchor(&figure.id)),
        here: false,
    });
    (head.collect(), shown.iter().map(row).collect(), untouched)
}
