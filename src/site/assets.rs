//! Styles, scripts and the font: everything a page asks for stands beside it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::own::sheet;
use super::{Leaf, Site};
use crate::diagram::{BOLD, REGULAR, page_css};

/// Style sheets, in the order they are laid over each other.
const STYLES: &[&str] = &[
    include_str!("assets/base.css"),
    include_str!("assets/pages.css"),
    include_str!("assets/national.css"),
    include_str!("assets/search.css"),
    include_str!("assets/tools.css"),
];

/// Scripts, each a file of its own.
const SCRIPTS: &[(&str, &str)] = &[
    ("site.js", include_str!("assets/site.js")),
    ("search.js", include_str!("assets/search.js")),
    ("table.js", include_str!("assets/table.js")),
    ("picture.js", include_str!("assets/picture.js")),
];

pub(super) fn leaves<'s>(site: &'s Site<'s>) -> Vec<Leaf<'s>> {
    let mut leaves = vec![Leaf::new("assets/site.css", || Ok(style().into_bytes()))];
    leaves.extend(
        SCRIPTS.iter().map(|(name, text)| Leaf::new(format!("assets/{name}"), move || Ok(text.as_bytes().to_vec()))),
    );
    if let Some((end, bytes)) = &site.own.logo {
        leaves.push(Leaf::new(format!("assets/logo.{end}"), move || Ok(bytes.clone())));
    }
    if let Some(colour) = site.publication.config().site.colour {
        leaves.push(Leaf::new("assets/own.css", move || Ok(sheet(colour).into_bytes())));
    }
    leaves
}

/// The font first: a page from a folder may load no font file, so it stands inside the sheet.
fn style() -> String {
    let face = |font: &[u8], weight: u16| {
        let data = STANDARD.encode(font);
        format!(
            "@font-face{{font-family:'Noto Sans';font-weight:{weight};font-display:swap;src:url(data:font/ttf;base64,{data})}}\n"
        )
    };
    let mut out = face(REGULAR, 400) + &face(BOLD, 700);
    out.push_str(&page_css());
    for sheet in STYLES {
        out.push_str(sheet);
    }
    out
}
