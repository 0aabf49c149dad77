//! Legal documents, and a page for each: its articles, which rules check them, what those touch and find.

use serde::Serialize;

use super::address::slug;
use super::chrome::{Anchor, Chrome, chrome};
use super::finding::Findings;
use super::marks::{Listed, Mark};
use super::targets::known;
use super::{Leaf, Site};
use crate::framework::{DocumentStanding, LegalDocument};
use crate::measure::{ArticleTrace, DocumentTrace};
use crate::report::article_label;
use crate::text::{Lang, Text};
use crate::view::Target;

/// Names in one list.
const MOST: usize = 60;

#[derive(Serialize)]
struct Index {
    #[serde(flatten)]
    chrome: Chrome,
    documents: Vec<Row>,
    /// Articles that no rule checks.
    unchecked: Vec<Unchecked>,
    sources: Vec<(String, String)>,
}

#[derive(Serialize)]
struct Row {
    document: Anchor,
    title: String,
    issuer: String,
    signed: String,
    force: String,
    standing: Mark,
    confidence: Mark,
    articles: usize,
    rules: usize,
    found: usize,
}

#[derive(Serialize)]
struct Unchecked {
    article: Anchor,
    says: String,
}

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    chrome: Chrome,
    about: String,
    number: String,
    issuer: String,
    signed: String,
    force: String,
    standing_mark: Mark,
    ended_by: Anchor,
    ends: Vec<Anchor>,
    confidence: Mark,
    known: String,
    cited_by: Listed,
    articles: Vec<Article>,
}

#[derive(Serialize)]
struct Article {
    anchor: String,
    label: String,
    says: String,
    confidence: Mark,
    known: String,
    rules: Vec<(Anchor, String, usize)>,
    touches: Listed,
    found: Listed,
    cited_by: Listed,
}

pub(super) fn leaves<'s>(site: &'s Site<'s>) -> Vec<Leaf<'s>> {
    let mut leaves =
        Site::bilingual("laws.html", move |path, lang| site.render("laws.html", path, &index(site, path, lang)));
    for (at, document) in site.publication.pack().law.documents.iter().enumerate() {
        let path = super::address::page(&Target::Law(document.id.clone(), None));
        leaves.extend(Site::bilingual(path, move |path, lang| {
            site.render("law.html", path, &page(site, path, &site.publication.trace().documents[at], lang))
        }));
    }
    leaves
}

fn index(site: &Site<'_>, path: &str, lang: Lang) -> Index {
    let show = Findings { site, path, lang };
    let publication = site.publication;
    let (pack, traced) = (publication.pack(), publication.trace());
    let unchecked = |(document, article): (&LegalDocument, &ArticleTrace<'_>)| {
        let label = format!("{}, {}", document.label, article_label(&article.article.id, lang));
        let target = Target::Law(document.id.clone(), Some(article.article.id.clone()));
        Unchecked { article: show.to(&label, target), says: article.article.says.get(lang).to_owned() }
    };
    let sources = pack.law.sources.iter().map(|source| (source.id.clone(), source.title.get(lang).to_owned()));
    Index {
        chrome: chrome(site, path, &Text::new("Văn bản pháp lý", "Law"), &[], lang),
        documents: traced.documents.iter().rev().map(|entry| row(&show, entry)).collect(),
        unchecked: traced.unchecked().map(unchecked).collect(),
        sources: sources.collect(),
    }
}

fn row(show: &Findings<'_, '_>, entry: &DocumentTrace<'_>) -> Row {
    let lang = show.lang;
    let document = entry.document;
    let mut found: Vec<&String> = entry.articles.iter().flat_map(|article| &article.found).collect();
    found.sort_unstable();
    found.dedup();
    Row {
        document: show.to(&document.label, Target::Law(document.id.clone(), None)),
        title: document.title.get(lang).to_owned(),
        issuer: document.issuer.get(lang).to_owned(),
        signed: signed(document),
        force: force(document, lang),
        standing: standing(show, document),
        confidence: Mark::confidence(document.provenance.confidence, lang),
        articles: entry.articles.len(),
        rules: show.site.publication.pack().rules_on_document(&document.id).count(),
        found: found.len(),
    }
}

fn page(site: &Site<'_>, path: &str, entry: &DocumentTrace<'_>, lang: Lang) -> Page {
    let show = Findings { site, path, lang };
    let pack = site.publication.pack();
    let document = entry.document;
    let ended_by = document.ended_by.as_deref().map_or_else(Anchor::default, |id| {
        let label = pack.document(id).map_or(id, |document| document.label.as_str());
        show.to(label, Target::Law(id.to_owned(), None))
    });
    let ends = pack.law.documents.iter().filter(|other| other.ended_by.as_deref() == Some(&document.id));
    let title = Text::new(document.label.clone(), document.label.clone());
    Page {
        chrome: chrome(site, path, &title, &[(Text::new("Văn bản pháp lý", "Law"), "laws.html".to_owned())], lang),
        about: document.title.get(lang).to_owned(),
        number: document.number.clone(),
        issuer: document.issuer.get(lang).to_owned(),
        signed: signed(document),
        force: force(document, lang),
        standing_mark: standing(&show, document),
        ended_by,
        ends: ends.map(|other| show.to(&other.label, Target::Law(other.id.clone(), None))).collect(),
        confidence: Mark::confidence(document.provenance.confidence, lang),
        known: known(pack, &document.provenance, lang),
        cited_by: Listed::of(&entry.cited_by, MOST, |name| show.named(name)),
        articles: entry.articles.iter().map(|article| self::article(&show, article)).collect(),
    }
}

fn article(show: &Findings<'_, '_>, entry: &ArticleTrace<'_>) -> Article {
    let publication = show.site.publication;
    let article = entry.article;
    let rules = entry.rules.iter().map(|setting| {
        let open = publication.findings_by(&setting.rule).filter(|finding| finding.waived.is_none()).count();
        (show.rule(&setting.rule), setting.tag.clone(), open)
    });
    Article {
        anchor: slug(&article.id),
        label: article_label(&article.id, show.lang),
        says: article.says.get(show.lang).to_owned(),
        confidence: Mark::confidence(article.provenance.confidence, show.lang),
        known: known(publication.pack(), &article.provenance, show.lang),
        rules: rules.collect(),
        touches: Listed::of(&entry.touches, MOST, |&member| show.member(member)),
        found: Listed::of(&entry.found, MOST, |name| show.named(name)),
        cited_by: Listed::of(&entry.cited_by, MOST, |name| show.named(name)),
    }
}

fn signed(document: &LegalDocument) -> String {
    document.signed.map_or_else(String::new, |day| day.to_string())
}

/// The days it was in force, as far as they are known.
fn force(document: &LegalDocument, lang: Lang) -> String {
    let (from, to) = (document.in_force.from, document.in_force.to);
    match (from, to) {
        (Some(from), Some(to)) => format!("{from} – {to}"),
        (Some(from), None) => format!("{} {from}", lang.pick("từ", "from")),
        (None, Some(to)) => format!("{} {to}", lang.pick("đến", "to")),
        (None, None) => String::new(),
    }
}

fn standing(show: &Findings<'_, '_>, document: &LegalDocument) -> Mark {
    let (lang, publication) = (show.lang, show.site.publication);
    match publication.pack().document_standing(document, publication.day()) {
        DocumentStanding::InForce if document.in_force.from.is_none() => {
            Mark::new("plain", lang.pick("coi là đang có hiệu lực", "taken as in force"))
        }
        DocumentStanding::InForce => Mark::new("good", lang.pick("đang có hiệu lực", "in force")),
        DocumentStanding::NotYet(_) => Mark::new("info", lang.pick("chưa có hiệu lực", "not yet in force")),
        DocumentStanding::Ended(to) => {
            Mark::new("plain", format!("{} {to}", lang.pick("hết hiệu lực sau", "ended after")))
        }
    }
}
