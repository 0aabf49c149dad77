//! Every finding, grouped by agency; what is too much for one page goes on to the next.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::address::slug;
use super::chrome::{Anchor, Chrome, chrome};
use super::finding::{Findings, Shown};
use super::marks::{Mark, Tally};
use super::{Leaf, Site};
use crate::diagnostic::Finding;
use crate::framework::Severity;
use crate::publication::Publication;
use crate::text::{Lang, Text};

/// Findings on one page.
const MOST: usize = 250;

/// A page before it is one: agencies, each with its findings.
type Sheet<'p> = Vec<(&'p str, Vec<&'p Finding>)>;

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    chrome: Chrome,
    tally: Tally,
    number: usize,
    pages: Vec<Anchor>,
    /// The first page tells what is on the others.
    rules: Vec<OfRule>,
    agencies: Vec<OfAgency>,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct OfRule {
    mark: Mark,
    rule: Anchor,
    tag: String,
    tally: Tally,
}

#[derive(Serialize)]
struct OfAgency {
    /// Id of the entry, where its findings stand on another page.
    anchor: String,
    agency: Anchor,
    tally: Tally,
    mark: Mark,
}

#[derive(Serialize)]
struct Group {
    anchor: String,
    agency: Anchor,
    tally: Tally,
    /// What is left of an agency whose findings began on the page before.
    continued: bool,
    findings: Vec<Shown>,
}

pub(super) fn leaves<'s>(site: &'s Site<'s>) -> Vec<Leaf<'s>> {
    let sheets: Arc<Vec<Sheet<'s>>> = Arc::new(sheets(site.publication));
    let leaves = (0..sheets.len()).flat_map(|number| {
        let sheets = Arc::clone(&sheets);
        Site::bilingual(address(number), move |path, lang| {
            site.render("findings.html", path, &page(site, path, &sheets, number, lang))
        })
    });
    leaves.collect()
}

/// Path of a page of findings, counted from 0.
fn address(number: usize) -> String {
    if number == 0 { "findings.html".to_owned() } else { format!("findings-{}.html", number + 1) }
}

/// The findings in pages: agencies in the order of files, what belongs to none of them first; of an agency the
/// gravest first.
fn sheets<'p>(publication: &Publication<'p>) -> Vec<Sheet<'p>> {
    let graph = publication.graph();
    let mut groups: BTreeMap<_, (&str, Vec<&Finding>)> = BTreeMap::new();
    for finding in publication.findings() {
        let agency = finding.agency.as_str();
        let place = graph.find_agency(agency);
        // Of an agency that no file declares, the name tells its findings from others.
        let key = (place, if place.is_some() { "" } else { agency });
        groups.entry(key).or_insert_with(|| (agency, Vec::new())).1.push(finding);
    }
    let mut sheets: Vec<Sheet<'p>> = vec![Vec::new()];
    let mut room = MOST;
    for (agency, mut findings) in groups.into_values() {
        findings.sort_by_key(|finding| (finding.waived.is_some(), std::cmp::Reverse(finding.severity)));
        let mut left = findings.as_slice();
        while !left.is_empty() {
            // A small agency is not torn apart where the next page holds all of it.
            if room == 0 || (left.len() > room && left.len() <= MOST && room < MOST) {
                sheets.push(Vec::new());
                room = MOST;
            }
            let (now, later) = left.split_at(left.len().min(room));
            room -= now.len();
            left = later;
            if let Some(sheet) = sheets.last_mut() {
                sheet.push((agency, now.to_vec()));
            }
        }
    }
    sheets
}

fn page(site: &Site<'_>, path: &str, sheets: &[Sheet<'_>], number: usize, lang: Lang) -> Page {
    let publication = site.publication;
    let show = Findings { site, path, lang };
    let title = Text::new("Phát hiện", "Findings");
    let mut page_title = title.clone();
    let mut above = Vec::new();
    if number > 0 {
        page_title = Text::new(format!("Phát hiện, trang {}", number + 1), format!("Findings, page {}", number + 1));
        above.push((title, address(0)));
    }
    let first = number == 0;
    let pages = if sheets.len() > 1 { 0..sheets.len() } else { 0..0 };
    let pages = pages.map(|at| Anchor { text: (at + 1).to_string(), href: address(at), here: at == number });
    Page {
        chrome: chrome(site, path, &page_title, &above, lang),
        tally: Tally::of(publication.findings()),
        number,
        pages: pages.collect(),
        rules: if first { rules(&show) } else { Vec::new() },
        agencies: if first { agencies(&show, sheets) } else { Vec::new() },
        groups: groups(&show, sheets, number),
    }
}

fn groups(show: &Findings<'_, '_>, sheets: &[Sheet<'_>], number: usize) -> Vec<Group> {
    let sheet = sheets.get(number).map_or(&[][..], Vec::as_slice);
    let before = number.checked_sub(1).and_then(|before| sheets.get(before)?.last()).map(|(agency, _)| *agency);
    let group = |(agency, findings): &(&str, Vec<&Finding>)| Group {
        anchor: anchor(agency),
        agency: title(show, agency),
        tally: Tally::of(findings.iter().copied()),
        continued: before == Some(*agency),
        findings: findings.iter().map(|finding| show.show(finding)).collect(),
    };
    sheet.iter().map(group).collect()
}

/// The rules with findings, those with the gravest first.
fn rules(show: &Findings<'_, '_>) -> Vec<OfRule> {
    let publication = show.site.publication;
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for finding in publication.findings() {
        tallies.entry(&finding.rule).or_default().add(finding);
    }
    let mut rules: Vec<(&str, Tally)> = tallies.into_iter().collect();
    rules.sort_by_key(|(name, tally)| (std::cmp::Reverse((tally.error, tally.warning, tally.info)), *name));
    let of_rule = |(name, tally): (&str, Tally)| OfRule {
        mark: waived_or(tally, show.lang),
        rule: show.rule(name),
        tag: crate::report::tag(publication.pack(), name).to_owned(),
        tally,
    };
    rules.into_iter().map(of_rule).collect()
}

/// Agencies with findings, each leading to where they stand.
fn agencies(show: &Findings<'_, '_>, sheets: &[Sheet<'_>]) -> Vec<OfAgency> {
    let mut agencies: Vec<OfAgency> = Vec::new();
    let mut last: Option<&str> = None;
    for (number, sheet) in sheets.iter().enumerate() {
        for (agency, findings) in sheet {
            let tally = Tally::of(findings.iter().copied());
            if last == Some(*agency) {
                if let Some(entry) = agencies.last_mut() {
                    entry.tally = Tally {
                        error: entry.tally.error + tally.error,
                        warning: entry.tally.warning + tally.warning,
                        info: entry.tally.info + tally.info,
                        waived: entry.tally.waived + tally.waived,
                    };
                    entry.mark = waived_or(entry.tally, show.lang);
                }
                continue;
            }
            last = Some(*agency);
            let page = if number == 0 { String::new() } else { address(number) };
            agencies.push(OfAgency {
                // A link from elsewhere to the agency on the first page then leads to this entry.
                anchor: if number == 0 { String::new() } else { anchor(agency) },
                agency: Anchor { href: format!("{page}#{}", anchor(agency)), ..title(show, agency) },
                mark: waived_or(tally, show.lang),
                tally,
            });
        }
    }
    agencies
}

/// The gravest as a mark; where all are waived, that.
fn waived_or(tally: Tally, lang: Lang) -> Mark {
    match tally.worst() {
        Some(worst) => Mark::severity(worst, lang),
        None if tally.waived > 0 => Mark::new("waived", lang.pick("được miễn trừ", "waived")),
        None => Mark::severity(Severity::Info, lang),
    }
}

/// What the part of an agency is called in an address.
fn anchor(agency: &str) -> String {
    if agency.is_empty() { "files".to_owned() } else { format!("agency-{}", slug(agency)) }
}

fn title(show: &Findings<'_, '_>, agency: &str) -> Anchor {
    if agency.is_empty() {
        let text = show.lang.pick("Cả kho và các tệp", "The repository and its files");
        return Anchor { text: text.to_owned(), href: String::new(), here: false };
    }
    show.agency(agency)
}
