//! Waivers with their reason, their decision and their end, and the comments that let a warning pass.

use std::collections::BTreeMap;

use serde::Serialize;

use super::chrome::{Anchor, Chrome, chrome};
use super::finding::{Findings, Spot};
use super::marks::{Listed, Mark, Tally};
use super::words::Piece;
use super::{Leaf, Site};
use crate::check::{Ignore, Waiver, ignores, waivers};
use crate::diagnostic::{Finding, Subject};
use crate::framework::RuleStanding;
use crate::source::Place;
use crate::text::{Lang, Text};

/// Days before its end from which a waiver is marked.
const SOON: i32 = 90;
/// Findings named beside one waiver.
const MOST: usize = 20;

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    chrome: Chrome,
    tally: Tally,
    expired: usize,
    soon: usize,
    waivers: Vec<Row>,
    comments: Vec<Comment>,
}

#[derive(Serialize)]
struct Row {
    rule: Anchor,
    rule_name: String,
    tag: String,
    /// What it is for, in order of what is named.
    subject: Vec<Anchor>,
    agency: Anchor,
    agency_id: String,
    reason: String,
    explanation: String,
    decision: String,
    decided: String,
    approved_by: String,
    expires: String,
    marks: Vec<Mark>,
    flaws: Vec<Vec<Piece>>,
    covers: Listed,
    illustrative: bool,
    place: Spot,
    state: &'static str,
}

#[derive(Serialize)]
struct Comment {
    rules: Vec<Anchor>,
    subject: Anchor,
    reason: String,
    mark: Mark,
    flaws: Vec<Vec<Piece>>,
    covers: usize,
    place: Spot,
}

pub(super) fn leaves<'s>(site: &'s Site<'s>) -> Vec<Leaf<'s>> {
    Site::bilingual("waivers.html", move |path, lang| site.render("waivers.html", path, &page(site, path, lang)))
}

fn page(site: &Site<'_>, path: &str, lang: Lang) -> Page {
    let show = Findings { site, path, lang };
    let publication = site.publication;
    // What each exception lets pass, and what was found of the exceptions themselves, by their places.
    let mut covered: BTreeMap<Place, Vec<&Finding>> = BTreeMap::new();
    let mut told: BTreeMap<String, Vec<&Finding>> = BTreeMap::new();
    let mut at: BTreeMap<Place, Vec<&Finding>> = BTreeMap::new();
    for finding in publication.findings() {
        if let Some(waived) = &finding.waived {
            covered.entry(waived.place).or_default().push(finding);
        }
        if let Subject::Waiver(label) = &finding.subject {
            told.entry(label.clone()).or_default().push(finding);
        }
        if finding.rule == "unjustified-ignore" {
            at.entry(finding.place).or_default().push(finding);
        }
    }
    let none = Vec::new();
    let waivers = waivers(publication.graph(), publication.day());
    let mut rows: Vec<Row> = waivers
        .iter()
        .map(|waiver| {
            let covers = covered.get(&waiver.place("rule")).unwrap_or(&none);
            row(&show, waiver, covers, told.get(&waiver.label).unwrap_or(&none))
        })
        .collect();
    let expired = rows.iter().filter(|row| row.state == "expired").count();
    let soon = rows.iter().filter(|row| row.state == "soon").count();
    // What has ended or is about to stands first.
    let rank = |state: &str| ["expired", "soon", "flawed", "unused", "later"].iter().position(|known| *known == state);
    rows.sort_by_key(|row| (rank(row.state).unwrap_or(usize::MAX), row.expires.clone()));
    let comments = ignores(publication.sources, publication.graph());
    let comments = comments.iter().map(|ignore| {
        let covers = covered.get(&ignore.place).map_or(0, Vec::len);
        comment(&show, ignore, covers, at.get(&ignore.place).unwrap_or(&none))
    });
    Page {
        chrome: chrome(site, path, &Text::new("Miễn trừ", "Waivers"), &[], lang),
        tally: Tally::of(publication.findings()),
        expired,
        soon,
        waivers: rows,
        comments: comments.collect(),
    }
}

fn row(show: &Findings<'_, '_>, waiver: &Waiver<'_>, covers: &[&Finding], told: &[&Finding]) -> Row {
    let lang = show.lang;
    let mark = waiver.mark();
    let day = |name: &str| waiver.day(name).map_or_else(String::new, |day| day.to_string());
    let (state, marks) = state(show, waiver, covers.len());
    let named = &waiver.named;
    let component = named.component.iter().chain(&named.to).map(|key| show.component(key));
    let words = [named.entity.as_deref(), named.project, named.field].into_iter().flatten();
    let words = words.map(|text| Anchor { text: text.to_owned(), href: String::new(), here: false });
    let agency = named.agency.filter(|_| named.component.is_none()).map(|id| show.agency(id));
    let setting = waiver.setting;
    Row {
        rule: show.rule(waiver.rule()),
        rule_name: waiver.rule().to_owned(),
        tag: setting.map_or_else(String::new, |setting| setting.tag.clone()),
        subject: component.chain(agency).chain(words).collect(),
        agency: show.agency(&waiver.agency),
        agency_id: waiver.agency.clone(),
        explanation: mark.text.get(lang).to_owned(),
        approved_by: mark.approved_by.get(lang).to_owned(),
        reason: mark.reason,
        decision: mark.decision,
        decided: day("decided"),
        expires: day("expires"),
        marks,
        flaws: told.iter().map(|finding| show.words(finding.message.get(lang))).collect(),
        covers: Listed::of(covers, MOST, |finding| show.named(&finding.subject.label())),
        illustrative: waiver.field("illustrative").is_some_and(|node| node.as_bool() == Some(true)),
        place: show.spot(waiver.place("rule")),
        state,
    }
}

/// What became of a waiver at the day: a word to sort by, and what a page shows.
fn state(show: &Findings<'_, '_>, waiver: &Waiver<'_>, covers: usize) -> (&'static str, Vec<Mark>) {
    let (lang, publication) = (show.lang, show.site.publication);
    let today = publication.day();
    let left = waiver.day("expires").and_then(|last| today.until(last).ok()).map(|span| span.get_days());
    let off = waiver.setting.map(|setting| publication.pack().rule_standing(setting, today));
    let off = matches!(off, Some(RuleStanding::Off(_)));
    if let Some(days) = left.filter(|days| *days < 0) {
        let word = match lang {
            Lang::Vi => format!("đã hết hạn {} ngày", -days),
            Lang::En => format!("expired {} days ago", -days),
        };
        return ("expired", vec![Mark::new("error", word)]);
    }
    if !waiver.flaws.is_empty() {
        return ("flawed", vec![Mark::new("error", lang.pick("không đủ điều kiện", "not good enough"))]);
    }
    if waiver.not_yet.is_some() {
        return (
            "later",
            vec![Mark::new("info", lang.pick("chưa được quyết định ở ngày này", "not yet decided on this day"))],
        );
    }
    let mut marks = vec![match (covers, off) {
        (0, true) => Mark::new("plain", lang.pick("quy tắc không áp dụng", "the rule does not apply")),
        (0, false) => Mark::new("warning", lang.pick("không dùng đến", "not used")),
        _ => Mark::new("good", lang.pick("đang có hiệu lực", "in effect")),
    }];
    if let Some(days) = left.filter(|days| *days <= SOON) {
        let word = match lang {
            Lang::Vi => format!("còn {days} ngày"),
            Lang::En => format!("{days} days left"),
        };
        marks.push(Mark::new("warning", word));
        return ("soon", marks);
    }
    (if covers == 0 { "unused" } else { "good" }, marks)
}

fn comment(show: &Findings<'_, '_>, ignore: &Ignore, covers: usize, told: &[&Finding]) -> Comment {
    let lang = show.lang;
    let pack = show.site.publication.pack();
    let rule = |written: &String| {
        let name = pack.rule_or_tag(written).map_or(written.as_str(), |setting| setting.rule.as_str());
        show.rule(name)
    };
    let mark = if covers > 0 {
        Mark::new("good", lang.pick("đang dùng", "in use"))
    } else {
        Mark::new("warning", lang.pick("không dùng đến", "not used"))
    };
    Comment {
        rules: ignore.rules.iter().map(rule).collect(),
        subject: show.named(&ignore.subject.label()),
        reason: ignore.reason.clone(),
        mark,
        flaws: told.iter().map(|finding| show.words(finding.message.get(lang))).collect(),
        covers,
        place: show.spot(ignore.place),
    }
}
