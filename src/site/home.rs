//! The first page: the state of the nation.

use serde::Serialize;

use super::chrome::{Chrome, chrome};
use super::{Leaf, Site};
use crate::text::{Lang, Text};

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    chrome: Chrome,
}

pub(super) fn leaves<'s>(site: &'s Site<'s>) -> Vec<Leaf<'s>> {
    Site::bilingual("index.html", move |path, lang| site.render("home.html", path, &page(site, lang)))
}

fn page(site: &Site<'_>, lang: Lang) -> Page {
    let title = Text::new("Tổng quan", "Overview");
    Page { chrome: chrome(site, "index.html", &title, &[], lang) }
}
