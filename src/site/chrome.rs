//! What every page has around its own words: head, way through the site, language, search, foot.

use serde::Serialize;

use super::Site;
use super::address::{back, folder};
use super::own::logo;
use crate::text::{Lang, Text};

/// A link with its words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Anchor {
    /// The words.
    pub text: String,
    /// Where it leads, from the page it stands on; empty where it leads nowhere.
    pub href: String,
    /// The page it stands on is the one it leads to, or below it.
    pub here: bool,
}

/// What is around a page.
#[derive(Debug, Clone, Serialize)]
pub struct Chrome {
    /// `vi` or `en`.
    pub lang: &'static str,
    /// The way back to the root of the site, which holds `assets/`.
    pub root: String,
    /// The way back to the root of the page's language.
    pub home: String,
    /// Title of the page.
    pub title: String,
    /// Title of the site.
    pub site_title: String,
    /// The same page in the other language.
    pub other: String,
    /// The ways through the site.
    pub nav: Vec<Anchor>,
    /// Where the page stands: home, what is above it.
    pub crumbs: Vec<Anchor>,
    /// Path of the agency's own logo from the root of the site; empty where it has none.
    pub logo: String,
    /// The agency has a style sheet of its own.
    pub styled: bool,
    /// What the reader must know of the framework at the day: in force, superseded by what.
    pub standing: String,
    /// The day the site shows.
    pub day: String,
}

/// The parts of the site that the navigation names: path from the root of a language, words.
pub const PARTS: &[(&str, &str, &str)] = &[
    ("index.html", "Tổng quan", "Overview"),
    ("agencies.html", "Cơ quan", "Agencies"),
    ("layers.html", "Năm lớp", "Layers"),
    ("pictures.html", "Sơ đồ", "Diagrams"),
    ("findings.html", "Phát hiện", "Findings"),
    ("targets.html", "Mục tiêu", "Targets"),
    ("rules.html", "Quy tắc", "Rules"),
    ("laws.html", "Văn bản pháp lý", "Law"),
    ("models.html", "Mô hình tham chiếu", "Reference models"),
    ("waivers.html", "Miễn trừ", "Waivers"),
];

/// The surroundings of a page. `path` is from the root of its language; `above` are the pages it stands below, each
/// with its path from the root of the language.
#[must_use]
pub fn chrome(site: &Site<'_>, path: &str, title: &Text, above: &[(Text, String)], lang: Lang) -> Chrome {
    let home = back(path);
    let full = format!("{}{path}", folder(lang));
    let root = back(&full);
    let other = lang.pick(Lang::En, Lang::Vi);
    let mut crumbs = vec![Anchor {
        text: lang.pick("Tổng quan", "Overview").to_owned(),
        href: format!("{home}index.html"),
        here: false,
    }];
    crumbs.extend(above.iter().map(|(text, above)| Anchor {
        text: text.get(lang).to_owned(),
        href: format!("{home}{above}"),
        here: false,
    }));
    let part = above.first().map_or(path, |(_, part)| part.as_str());
    let nav = PARTS.iter().map(|(to, vi, en)| Anchor {
        text: lang.pick(*vi, *en).to_owned(),
        href: format!("{home}{to}"),
        here: *to == part,
    });
    let publication = site.publication;
    Chrome {
        lang: lang.code(),
        title: title.get(lang).to_owned(),
        site_title: publication.config().title.get(lang).to_owned(),
        other: format!("{root}{}{path}", folder(other)),
        nav: nav.collect(),
        crumbs: if path == "index.html" { Vec::new() } else { crumbs },
        logo: logo(&site.own),
        styled: publication.config().site.colour.is_some(),
        standing: publication.pack().standing_notice(publication.day()).get(lang).to_owned(),
        day: publication.day().to_string(),
        root,
        home,
    }
}
