//! What an agency brings to its pages: templates, a logo, a colour, the address of its repository.

use std::fmt::Write as _;

use super::Site;
use crate::model::Colour;

/// Files that an agency brings, read before: the site itself touches no disk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    /// Templates by the name of what each replaces.
    pub templates: Vec<(String, String)>,
    /// The logo: the end of its file's name, such as `svg`, and its bytes.
    pub logo: Option<(String, Vec<u8>)>,
}

/// Grounds that links stand on in light and in dark: paper, what is raised, notes. As in `assets/base.css`.
const LIGHT: [&str; 3] = ["#ffffff", "#f5f7f9", "#e5eff8"];
const DARK: [&str; 3] = ["#14171b", "#1c2026", "#1b2c3c"];

/// The style sheet of an agency's colour: a shade of it that is read on every ground.
pub(super) fn sheet(colour: Colour) -> String {
    let shade = |grounds: &[&str], towards| {
        let grounds: Vec<Colour> = grounds.iter().filter_map(|ground| Colour::parse(ground)).collect();
        colour.readable_on(&grounds, towards).hex()
    };
    let (light, dark) = (shade(&LIGHT, Colour::BLACK), shade(&DARK, Colour::WHITE));
    format!(
        "@media screen {{\n:root {{ --accent: {light}; }}\n:root[data-theme=dark] {{ --accent: {dark}; }}\n}}\n\
         @media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme=light]) {{ --accent: {dark}; }} }}\n"
    )
}

/// Path of the logo from the root of the site; empty where the agency has none.
pub(super) fn logo(own: &Own) -> String {
    own.logo.as_ref().map_or_else(String::new, |(end, _)| format!("assets/logo.{end}"))
}

/// A line of a file on the agency's git forge; empty where `khung.yaml` names none.
pub(super) fn forge(site: &Site<'_>, path: &str, line: u32) -> String {
    let Some(pattern) = &site.publication.config().site.source_url else { return String::new() };
    pattern.replace("{path}", &encoded(path)).replace("{line}", &line.to_string())
}

/// A path inside an address: every sign that could end or change the address is written as its bytes.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_stays_the_address_of_the_pattern() {
        assert_eq!(encoded("bo-y-te/du-lieu.yaml"), "bo-y-te/du-lieu.yaml");
        assert_eq!(encoded("a b/ư?#\"<"), "a%20b/%C6%B0%3F%23%22%3C");
    }

    #[test]
    fn every_colour_is_read_on_every_ground() {
        for text in ["#000000", "#ffffff", "#b00020", "#ffe000", "#00ffff", "#808080"] {
            let sheet = sheet(Colour::parse(text).unwrap());
            let shades: Vec<Colour> =
                sheet.split("--accent: ").skip(1).filter_map(|rest| Colour::parse(&rest[..7])).collect();
            assert_eq!(shades.len(), 3, "{sheet}");
            for (shade, grounds) in shades.iter().zip([LIGHT, DARK, DARK]) {
                for ground in grounds {
                    assert!(shade.contrast(Colour::parse(ground).unwrap()) >= 4.5, "{text} on {ground}");
                }
            }
        }
    }
}
