//! The list from A to Z: what search finds, for who has no JavaScript and for who does not know what to ask.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::entries::Entry;
use crate::site::address::{back, folder};
use crate::site::chrome::{Anchor, Chrome, chrome};
use crate::site::{Leaf, Site};
use crate::text::{Lang, Text, folded};

/// Entries on a page of a large site.
const PAGE: usize = 400;
/// Entries that one page still holds as a whole.
const WHOLE: usize = 1200;

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    chrome: Chrome,
    /// Entries in all.
    count: usize,
    /// Ways to the letters, each with how many entries it has.
    letters: Vec<Letter>,
    /// Letters of this page with their entries.
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Letter {
    text: String,
    href: String,
    count: usize,
}

#[derive(Serialize)]
struct Group {
    id: String,
    letter: String,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    name: Anchor,
    kind: String,
    of: String,
}

/// Some entries of one letter.
struct Part {
    letter: String,
    /// Which of the pages of the letter; 0 is the first.
    number: usize,
    entries: Vec<usize>,
}

impl Part {
    fn path(&self) -> String {
        let number = if self.number == 0 { String::new() } else { format!("-{}", self.number + 1) };
        format!("az/{}{number}.html", name(&self.letter))
    }
}

/// The list of a language; on a large site one page for each letter and as many more as it needs.
pub(super) fn leaves<'s>(site: &'s Site<'s>, entries: &Arc<Vec<Entry>>, lang: Lang) -> Vec<Leaf<'s>> {
    let parts = Arc::new(parts(entries));
    let whole = entries.len() <= WHOLE;
    let leaf = |path: String, shown: Vec<usize>| {
        let (entries, parts, own) = (Arc::clone(entries), Arc::clone(&parts), path.clone());
        Leaf::new(format!("{}{path}", folder(lang)), move || {
            let page = page(site, &own, &entries, (&parts, &shown), whole, lang);
            site.render("index-az.html", &own, &page)
        })
    };
    let mut leaves =
        vec![leaf("index-az.html".to_owned(), if whole { (0..parts.len()).collect() } else { Vec::new() })];
    if !whole {
        leaves.extend(parts.iter().enumerate().map(|(number, part)| leaf(part.path(), vec![number])));
    }
    leaves
}

fn parts(entries: &[Entry]) -> Vec<Part> {
    let mut letters: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
    for (number, entry) in entries.iter().enumerate() {
        let plain = folded(&entry.title);
        let first = plain.chars().next();
        let letter = first.filter(char::is_ascii_lowercase).map_or_else(|| "#".to_owned(), |first| first.to_string());
        letters.entry(letter).or_default().push((plain, number));
    }
    let mut parts = Vec::new();
    for (letter, mut named) in letters {
        named.sort();
        parts.extend(named.chunks(PAGE).enumerate().map(|(number, chunk)| Part {
            letter: letter.clone(),
            number,
            entries: chunk.iter().map(|(_, entry)| *entry).collect(),
        }));
    }
    parts
}

fn page(
    site: &Site<'_>,
    path: &str,
    entries: &[Entry],
    (parts, shown): (&[Part], &[usize]),
    whole: bool,
    lang: Lang,
) -> Page {
    let title = Text::new("Danh mục A–Z", "Index A–Z");
    let above = [(title.clone(), "index-az.html".to_owned())];
    let one = shown.first().and_then(|number| parts.get(*number)).filter(|_| !whole);
    let chrome = match one {
        Some(part) => {
            let text = label(part, lang);
            chrome(site, path, &Text::new(text.clone(), text), &above, lang)
        }
        None => chrome(site, path, &title, &[], lang),
    };
    let home = back(path);
    let letters = parts.iter().filter(|part| !whole || part.number == 0).map(|part| Letter {
        text: if whole { upper(&part.letter) } else { label(part, lang) },
        href: if whole { format!("#az-{}", name(&part.letter)) } else { format!("{home}{}", part.path()) },
        count: if whole { of_letter(parts, &part.letter) } else { part.entries.len() },
    });
    let item = |entry: &Entry| Item {
        name: Anchor { text: entry.title.clone(), href: format!("{home}{}", entry.href), here: false },
        kind: entry.kind.clone(),
        of: entry.of.clone(),
    };
    let mut groups: Vec<Group> = Vec::new();
    for part in shown.iter().filter_map(|number| parts.get(*number)) {
        let items = part.entries.iter().filter_map(|number| entries.get(*number)).map(item);
        match groups.last_mut().filter(|group| group.letter == upper(&part.letter)) {
            Some(group) => group.items.extend(items),
            None => groups.push(Group {
                id: format!("az-{}", name(&part.letter)),
                letter: upper(&part.letter),
                items: items.collect(),
            }),
        }
    }
    Page { chrome, count: entries.len(), letters: letters.collect(), groups }
}

fn of_letter(parts: &[Part], letter: &str) -> usize {
    parts.iter().filter(|part| part.letter == letter).map(|part| part.entries.len()).sum()
}

fn label(part: &Part, lang: Lang) -> String {
    let letter = upper(&part.letter);
    if part.number == 0 { letter } else { format!("{letter} ({} {})", lang.pick("trang", "page"), part.number + 1) }
}

fn upper(letter: &str) -> String {
    if letter == "#" { "0–9".to_owned() } else { letter.to_uppercase() }
}

/// A letter in addresses.
fn name(letter: &str) -> &str {
    if letter == "#" { "0-9" } else { letter }
}
