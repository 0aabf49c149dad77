//! Every link of the site leads somewhere inside it, to an anchor that is there; nothing is asked of anybody else.

use std::collections::{BTreeMap, BTreeSet};

use super::built::{ARCHITECTURE, Pages};

/// A tag as it stands in our pages, where every `<` of a text is escaped: its name and its attributes.
pub struct Tag<'t> {
    pub name: &'t str,
    pub attributes: Vec<(&'t str, String)>,
}

impl Tag<'_> {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

/// The opening tags of a page, as a browser would see them.
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if !rest.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            continue;
        }
        let end = rest.find(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '>' | '/')).unwrap_or(0);
        let name = &rest[..end];
        rest = &rest[end..];
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == '/');
            let Some(end) = rest.find(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '=' | '>' | '/'))
            else {
                return tags;
            };
            if end == 0 {
                break;
            }
            let attribute = &rest[..end];
            rest = &rest[end..];
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''));
                let quote = quote.unwrap_or_else(|| panic!("an attribute without quotes: {name} {attribute}"));
                value = after[1..].split(quote).next().unwrap();
                rest = &after[value.len() + 2..];
            }
            attributes.push((attribute, unescaped(value)));
        }
        tags.push(Tag { name, attributes });
    }
    tags
}

fn unescaped(text: &str) -> String {
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2f;", "/"),
        ("&amp;", "&"),
    ];
    signs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Pages of a site as text, by path.
pub fn html(pages: &Pages) -> impl Iterator<Item = (&str, &str)> {
    let html = pages.iter().filter(|(path, _)| path.rsplit('.').next() == Some("html"));
    html.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
}

/// Where a relative link of a page leads, from the root of the site; `None` above it.
fn resolve(page: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn broken(pages: &Pages) -> Vec<String> {
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut links: Vec<(&str, String)> = Vec::new();
    let mut broken = Vec::new();
    for (path, text) in html(pages) {
        let ids = ids.entry(path).or_default();
        for tag in tags(text) {
            if let Some(id) = tag.get("id").filter(|id| !ids.insert((*id).to_owned())) {
                broken.push(format!("{path}: the id {id} stands twice"));
            }
            for name in ["href", "src"] {
                links.extend(tag.get(name).map(|link| (path, link.to_owned())));
            }
        }
    }
    for (path, link) in links {
        if ["https://", "http://", "mailto:"].iter().any(|scheme| link.starts_with(scheme)) {
            continue;
        }
        let (file, anchor) = link.split_once('#').map_or((link.as_str(), None), |(file, anchor)| (file, Some(anchor)));
        let file = file.split('?').next().unwrap();
        let target = if file.is_empty() { Some(path.to_owned()) } else { resolve(path, file) };
        let Some(target) = target.filter(|target| pages.contains_key(target)) else {
            broken.push(format!("{path}: {link} leads nowhere"));
            continue;
        };
        let there = |anchor: &str| ids.get(target.as_str()).is_some_and(|ids| ids.contains(anchor));
        if anchor.is_some_and(|anchor| !anchor.is_empty() && !there(anchor)) {
            broken.push(format!("{path}: {link} has no such anchor"));
        }
    }
    broken.truncate(20);
    broken
}

#[test]
fn every_link_and_anchor_leads_somewhere() {
    assert_eq!(broken(&ARCHITECTURE), Vec::<String>::new());
}

#[test]
fn a_broken_link_is_seen() {
    let page = |text: &str| Pages::from([("a/b.html".to_owned(), text.as_bytes().to_vec())]);
    assert!(broken(&page("<a href=\"b.html#x\" id=x-y></a>".replace("id=x-y", "id=\"x\"").as_str())).is_empty());
    assert_eq!(broken(&page("<a href=\"../c.html\"></a>")), ["a/b.html: ../c.html leads nowhere"]);
    assert_eq!(broken(&page("<a href=\"../../b.html\"></a>")), ["a/b.html: ../../b.html leads nowhere"]);
    assert_eq!(broken(&page("<a href=\"#y\"></a>")), ["a/b.html: #y has no such anchor"]);
}

#[test]
fn what_search_finds_is_there() {
    for (path, bytes) in
        ARCHITECTURE.iter().filter(|(path, _)| path.starts_with("assets/search/") && path.contains("/t-"))
    {
        let text = std::str::from_utf8(bytes).unwrap();
        let data =
            text.split_once(",[").map(|(_, rest)| format!("[{}", rest.trim_end().trim_end_matches(");"))).unwrap();
        let entries: Vec<[String; 4]> = serde_json::from_str(&data).unwrap();
        let folder = if path.starts_with("assets/search/en/") { "en/" } else { "" };
        for [title, _, _, href] in entries {
            let (file, anchor) = href.split_once('#').unwrap_or((&href, ""));
            let page = ARCHITECTURE.get(&format!("{folder}{file}")).unwrap_or_else(|| panic!("{title}: {href}"));
            let page = std::str::from_utf8(page).unwrap();
            assert!(anchor.is_empty() || page.contains(&format!("id=\"{anchor}\"")), "{title}: {href}");
        }
    }
}

#[test]
fn nothing_is_asked_of_anybody_else() {
    for (path, text) in html(&ARCHITECTURE) {
        for tag in tags(text) {
            for name in ["src", "srcset", "action", "formaction", "data", "poster"] {
                assert!(!tag.get(name).is_some_and(|value| value.contains("//")), "{path}: {}", tag.name);
            }
            let sheet = tag.name == "link" && tag.get("href").is_some_and(|value| value.contains("//"));
            assert!(!sheet, "{path} takes a style from elsewhere");
            assert!(tag.get("style").is_none(), "{path}: a style that the policy would refuse");
            assert!(!tag.attributes.iter().any(|(name, _)| name.starts_with("on")), "{path}: a script in an attribute");
        }
        assert!(text.contains("http-equiv=\"Content-Security-Policy\""), "{path} has no policy");
    }
}
