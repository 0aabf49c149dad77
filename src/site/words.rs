//! Sentences of findings as pieces of a page: what stands between backticks is code, and leads to the page of what
//! it names.

use serde::Serialize;

use super::Site;
use crate::view::Target;

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Piece {
    /// What it says.
    pub text: String,
    /// It stood between backticks.
    pub code: bool,
    /// Where it leads; empty where it leads nowhere.
    pub href: String,
}

/// The pieces of a sentence on a page; `path` is from the root of the language.
pub(super) fn pieces(site: &Site<'_>, path: &str, text: &str) -> Vec<Piece> {
    let count = text.matches('`').count();
    if count % 2 == 1 {
        return vec![Piece { text: text.to_owned(), code: false, href: String::new() }];
    }
    let all = text.split('`').zip([false, true].into_iter().cycle());
    let pieces = all.filter(|(text, _)| !text.is_empty());
    pieces
        .map(|(text, code)| {
            let names_component = code && text.contains('/');
            let target = names_component.then(|| Target::Component(text.to_owned()));
            let href = target.and_then(|target| site.href(path, &target)).unwrap_or_default();
            Piece { text: text.to_owned(), code, href }
        })
        .collect()
}
