//! A YAML file as a page: its lines as they are, with what was found at each.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::address::{back, source};
use super::chrome::{Anchor, Chrome, chrome};
use super::finding::{Findings, class};
use super::own::forge;
use super::{Leaf, Site};
use crate::check::page as rule_page;
use crate::diagnostic::{Finding, Subject};
use crate::report::severity;
use crate::source::{FileId, SourceFile};
use crate::text::{Lang, Text};

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    chrome: Chrome,
    forge: String,
    count: usize,
    flagged: usize,
    /// What the file declares, with the line of each.
    names: Vec<Anchor>,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    number: usize,
    text: String,
    /// Component or agency that is declared here.
    names: Vec<Anchor>,
    /// Class of the gravest finding; empty where there is none.
    class: &'static str,
    flags: Vec<Flag>,
}

/// A finding at a line.
#[derive(Serialize)]
struct Flag {
    class: &'static str,
    word: &'static str,
    waived: bool,
    title: String,
    href: String,
}

pub(super) fn leaves<'s>(site: &'s Site<'s>) -> Vec<Leaf<'s>> {
    let files = site.publication.sources.iter();
    files
        .map(|(id, file)| {
            let path = source(&file.path);
            Leaf::new(path.clone(), move || site.render("source.html", &path, &page(site, id, &path)))
        })
        .collect()
}

/// The page is the same in every language: what it shows is in none.
fn page(site: &Site<'_>, id: FileId, path: &str) -> Page {
    let on = Findings { site, path, lang: Lang::Vi };
    let file = site.publication.sources.get(id);
    let title = Text::new(file.path.clone(), file.path.clone());
    let mut chrome = chrome(site, path, &title, &[], Lang::Vi);
    path.rsplit('/').next().unwrap_or_default().clone_into(&mut chrome.other);
    let mut names = names(&on, id, file);
    let mut flags = flags(&on, id, file);
    let all: Vec<Anchor> =
        names.values().flatten().map(|(name, line)| Anchor { href: format!("#L{line}"), ..name.clone() }).collect();
    let flagged = flags.len();
    let line = |(number, text): (usize, &str)| {
        let flags = flags.remove(&number).unwrap_or_default();
        let worst = flags.iter().min_by_key(|flag| {
            (flag.waived, ["error", "warning", "info"].iter().position(|class| *class == flag.class))
        });
        Line {
            number,
            text: shown(text).into_owned(),
            names: names.remove(&number).unwrap_or_default().into_iter().map(|(name, _)| name).collect(),
            class: worst.map_or("", |flag| if flag.waived { "info" } else { flag.class }),
            flags,
        }
    };
    let lines: Vec<Line> = (1..).zip(file.text.lines()).map(line).collect();
    Page { chrome, forge: forge(site, &file.path, 1), count: lines.len(), flagged, names: all, lines }
}

/// Components and agencies by the line they are declared at.
fn names(on: &Findings<'_, '_>, id: FileId, file: &SourceFile) -> BTreeMap<usize, Vec<(Anchor, usize)>> {
    let repository = on.site.publication.graph().repository;
    let mut names: BTreeMap<usize, Vec<(Anchor, usize)>> = BTreeMap::new();
    let mut add = |offset: u32, anchor: Anchor| {
        let line = file.position(offset).line as usize;
        names.entry(line).or_default().push((anchor, line));
    };
    let agencies = &repository.agencies;
    let first = agencies.partition_point(|agency| agency.place.file < id);
    for agency in agencies.iter().skip(first).take_while(|agency| agency.place.file == id) {
        add(agency.place.span.start, on.agency(&agency.id));
    }
    let components = &repository.components;
    let first = components.partition_point(|component| component.file < id);
    for component in components.iter().skip(first).take_while(|component| component.file == id) {
        add(component.id_span.start, on.component(&component.key));
    }
    names
}

/// Findings by the line they stand at.
fn flags(on: &Findings<'_, '_>, id: FileId, file: &SourceFile) -> BTreeMap<usize, Vec<Flag>> {
    let all = on.site.publication.findings();
    let first = all.partition_point(|finding| finding.place.file < id);
    let mut flags: BTreeMap<usize, Vec<Flag>> = BTreeMap::new();
    for finding in all.iter().skip(first).take_while(|finding| finding.place.file == id) {
        let line = file.position(finding.place.span.start).line as usize;
        let title = on.site.publication.pack().rule(&finding.rule).map(|setting| setting.title.get(on.lang));
        let title = title.or_else(|| rule_page(&finding.rule).map(|page| page.title(on.lang)));
        flags.entry(line).or_default().push(Flag {
            class: class(finding.severity),
            word: severity(finding.severity, on.lang),
            waived: finding.waived.is_some(),
            title: title.unwrap_or(&finding.rule).to_owned(),
            href: told_at(on, finding),
        });
    }
    flags
}

/// Where a finding is told in full.
fn told_at(on: &Findings<'_, '_>, finding: &Finding) -> String {
    let page = match &finding.subject {
        Subject::Component(key) | Subject::Connection { from: key, .. } => on.component(key).href,
        _ => String::new(),
    };
    if !page.is_empty() {
        return format!("{page}#{}", on.site.publication.anchor(finding));
    }
    let agency = on.agency(&finding.agency).href;
    if agency.is_empty() { format!("{}findings.html", back(on.path)) } else { format!("{agency}#findings") }
}

/// A line with every sign in sight: what would be unseen, or turn the rest around, is written as its number.
fn shown(line: &str) -> Cow<'_, str> {
    let hidden = |letter: char| {
        let turns =
            matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        turns || (letter.is_control() && letter != '\t')
    };
    if !line.contains(hidden) {
        return Cow::Borrowed(line);
    }
    let written = |letter: char| {
        if hidden(letter) { format!("⟨U+{:04X}⟩", u32::from(letter)) } else { letter.to_string() }
    };
    Cow::Owned(line.chars().map(written).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_on_a_line_is_out_of_sight() {
        assert_eq!(shown("a:\tđường"), "a:\tđường");
        assert_eq!(shown("a\u{202e}b\u{0}"), "a⟨U+202E⟩b⟨U+0000⟩");
    }
}
