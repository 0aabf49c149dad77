//! The checks across the files of a pack: what the types cannot say. Each error names the id it is about.

mod facts;
mod fields;
mod measures;
mod models;
mod rules;
mod vocabulary;

use std::collections::HashSet;
use std::hash::Hash;

use super::facts::{Confidence, Provenance, Validity};
use super::pack::{Pack, PackError};
use crate::text::Text;

/// All that does not fit together in a pack, file by file.
pub(super) fn check(pack: &Pack, root: &str) -> Vec<PackError> {
    let mut problems = Problems { pack, root, file: String::new(), errors: Vec::new() };
    vocabulary::check(&mut problems);
    fields::check(&mut problems);
    facts::check(&mut problems);
    measures::check(&mut problems);
    models::check(&mut problems);
    rules::check(&mut problems);
    problems.errors
}

/// What was found so far, in the file that is being checked.
struct Problems<'a> {
    pack: &'a Pack,
    root: &'a str,
    file: String,
    errors: Vec<PackError>,
}

impl Problems<'_> {
    /// Errors from here on are about this file.
    fn enter(&mut self, file: &str) {
        self.file = format!("{}/{file}", self.root);
    }

    fn error(&mut self, message: Text) {
        self.errors.push(PackError { file: self.file.clone(), line: None, column: None, message });
    }

    /// An error unless a reference resolves.
    fn expect(&mut self, resolves: bool, at: &str, what: &Text, id: &str) {
        if !resolves {
            let (vi, en) = (&what.vi, &what.en);
            self.error(crate::text!(vi: "`{at}`: không có {vi} `{id}`", en: "`{at}`: there is no {en} `{id}`"));
        }
    }

    /// An error for each id that was there before.
    fn unique<'i, T: Hash + Eq + AsRef<str> + ?Sized + 'i>(&mut self, at: &str, ids: impl IntoIterator<Item = &'i T>) {
        let mut seen = HashSet::new();
        for id in ids {
            if !seen.insert(id) {
                let id = id.as_ref();
                self.error(crate::text!(vi: "{at}: `{id}` bị lặp lại", en: "{at}: `{id}` is there twice"));
            }
        }
    }

    /// A fact needs a source that exists, unless it is recalled or our own.
    fn provenance(&mut self, at: &str, provenance: &Provenance) {
        self.source(at, provenance.source.as_deref(), provenance.confidence);
    }

    fn source(&mut self, at: &str, source: Option<&str>, confidence: Confidence) {
        match source {
            Some(id) => self.expect(self.pack.source(id).is_some(), at, &Text::new("nguồn", "source"), id),
            None if matches!(confidence, Confidence::Recall | Confidence::Own) => {}
            None => self.error(crate::text!(
                vi: "`{at}`: thiếu nguồn; chỉ recall và own được không có nguồn",
                en: "`{at}`: no source; only recall and own may go without",
            )),
        }
    }

    /// A span may not end before it begins.
    fn validity(&mut self, at: &str, validity: Validity) {
        if let (Some(from), Some(to)) = (validity.from, validity.to)
            && to < from
        {
            self.error(crate::text!(
                vi: "`{at}`: hết hiệu lực {to} trước khi có hiệu lực {from}",
                en: "`{at}`: ends on {to}, before it begins on {from}",
            ));
        }
    }

    /// Both languages must say something.
    fn text(&mut self, at: &str, text: &Text) {
        if text.vi.trim().is_empty() || text.en.trim().is_empty() {
            self.error(crate::text!(vi: "`{at}`: lời trống", en: "`{at}`: an empty text"));
        }
    }
}
