//! Search without a server: what can be found, an index that a page loads by the piece, and the same list from A to Z
//! for who has no JavaScript.
//!
//! | File, in `assets/search/<language>/` | Holds |
//! |---|---|
//! | `index.js` | how many entries are parts of the architecture, how many stand in a chunk, the keys of the shards |
//! | `w-<key>.js` | the words that begin with the key, each with its spellings and the entries it stands in |
//! | `t-<number>.js` | what is shown of an entry: title, what it is, where it leads |

mod alphabet;
mod entries;
mod index;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use self::entries::Entry;
use super::address::folder;
use super::chrome::{Chrome, chrome};
use super::{Leaf, Site};
use crate::text::{Lang, Text};

/// The index, the page of results and the list from A to Z. `others` are the pages that entries may lead to: what has
/// no page is not found.
pub(super) fn leaves<'s>(site: &'s Site<'s>, others: &[Leaf<'s>]) -> Vec<Leaf<'s>> {
    let pages: BTreeSet<&str> = others.iter().map(|leaf| leaf.path.as_str()).collect();
    let mut leaves =
        Site::bilingual("search.html", move |path, lang| site.render("search.html", path, &page(site, lang)));
    for lang in [Lang::Vi, Lang::En] {
        let mut found = entries::all(site.publication, lang);
        found.retain(|entry| {
            let path = entry.href.split_once('#').map_or(entry.href.as_str(), |(path, _)| path);
            pages.contains(format!("{}{path}", folder(lang)).as_str())
        });
        leaves.extend(files(&found, lang));
        leaves.extend(alphabet::leaves(site, &Arc::new(found), lang));
    }
    leaves
}

fn files<'s>(entries: &[Entry], lang: Lang) -> Vec<Leaf<'s>> {
    let written = index::write(entries, lang).into_iter();
    written
        .map(|(name, text)| {
            Leaf::new(format!("assets/search/{}/{name}", lang.code()), move || Ok(text.as_bytes().to_vec()))
        })
        .collect()
}

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    chrome: Chrome,
}

fn page(site: &Site<'_>, lang: Lang) -> Page {
    Page { chrome: chrome(site, "search.html", &Text::new("Tìm kiếm", "Search"), &[], lang) }
}
