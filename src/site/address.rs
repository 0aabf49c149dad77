//! Where things stand in the site: one place decides every path, so that no link can lead elsewhere.

use xxhash_rust::xxh3::xxh3_64;

use crate::text::Lang;
use crate::view::Target;

/// Longest name of a file made from an id.
const LONGEST: usize = 80;

/// An id as the name of a file. Ids that keep to the schema stay as they are; of any other the strange signs are
/// left out and a number made from the whole keeps two such ids apart.
#[must_use]
pub fn slug(id: &str) -> String {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-' || letter == '_';
    let fine = !id.is_empty() && id.len() <= LONGEST && id.chars().all(plain);
    if fine {
        return id.to_owned();
    }
    let kept: String = id.to_lowercase().chars().filter(|letter| plain(*letter)).take(LONGEST).collect();
    format!("{kept}-{:016x}", xxh3_64(id.as_bytes()))
}

/// Path of the page of a target, from the root of a language.
#[must_use]
pub fn page(target: &Target) -> String {
    match target {
        Target::Component(key) => {
            let (agency, id) = key.split_once('/').unwrap_or(("", key));
            format!("component/{}/{}.html", slug(agency), slug(id))
        }
        Target::Agency(id) => format!("agency/{}.html", slug(id)),
        Target::Layer(id) => format!("layer/{}.html", slug(id)),
        Target::Rule(name) => format!("rule/{}.html", slug(name)),
        Target::Law(id, None) => format!("law/{}.html", slug(id)),
        Target::Law(id, Some(article)) => format!("law/{}.html#{}", slug(id), slug(article)),
        Target::Model(id, None) => format!("model/{}.html", slug(id)),
        Target::Model(id, Some(code)) => format!("model/{}.html#{}", slug(id), slug(code)),
    }
}

/// Path of the page that shows a YAML file, from the root of the site; it is the same in every language.
#[must_use]
pub fn source(path: &str) -> String {
    let parts: Vec<String> =
        path.split('/').map(|part| part.strip_suffix(".yaml").map_or_else(|| slug(part), slug)).collect();
    format!("source/{}.html", parts.join("/"))
}

/// Folder of a language in the site: Vietnamese is the root.
#[must_use]
pub const fn folder(lang: Lang) -> &'static str {
    lang.pick("", "en/")
}

/// The way from a page, by its path from the root of the site, back to that root: `../../`, or nothing.
#[must_use]
pub fn back(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strange_ids_stay_inside_and_apart() {
        assert_eq!(slug("csdlqg-dancu"), "csdlqg-dancu");
        let names = ["../../etc/passwd", "..", "", "A", "a b", "a\u{0}b", "đ", &"x".repeat(300)].map(slug);
        for name in &names {
            assert!(!name.contains(['/', '.', ' ', '\\']) && !name.is_empty() && name.len() < 120, "{name}");
        }
        let apart: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(apart.len(), names.len());
        assert_ne!(slug("A"), slug("a"));
    }

    #[test]
    fn the_way_back() {
        assert_eq!(back("index.html"), "");
        assert_eq!(back("en/component/a/b.html"), "../../../");
    }
}
