//! Which document of the table people mean when they cite one.

use super::Pack;
use crate::framework::facts::LegalDocument;
use crate::text::spelling;

impl Pack {
    /// The document that is cited by its key, its number or its label, or by words that hold one number of the table
    /// and no other: `Nghị định số 47/2020/NĐ-CP ngày …`.
    #[must_use]
    pub fn document_cited(&self, words: &str) -> Option<&LegalDocument> {
        let documents = &self.law.documents;
        let as_written = documents.iter().find(|document| names(document).contains(&words));
        if as_written.is_some() {
            return as_written;
        }
        let words = spelling(words);
        let spelled = documents.iter().find(|document| names(document).into_iter().any(|name| spelling(name) == words));
        if spelled.is_some() {
            return spelled;
        }
        let mut named = documents.iter().filter(|document| stands_in(&words, &spelling(&document.number)));
        let first = named.next()?;
        named.next().is_none().then_some(first)
    }

    /// What a citation means: a document, alone or with an article as in `nd-47-2020:46` and `NĐ 47/2020/NĐ-CP Điều 46`.
    /// The article is the one written, whether the pack holds it or not.
    #[must_use]
    pub fn cited<'w>(&self, written: &'w str) -> Option<(&LegalDocument, Option<&'w str>)> {
        let written = written.trim();
        let with_article = [":", " Điều ", " điều ", " Article ", " article "].into_iter().find_map(|between| {
            let (document, article) = written.split_once(between)?;
            Some((self.document_cited(document.trim_end_matches(',').trim())?, Some(article.trim())))
        });
        with_article.or_else(|| Some((self.document_cited(written)?, None)))
    }
}

/// What a document is called, short of its title.
fn names(document: &LegalDocument) -> [&str; 3] {
    [&document.id, &document.number, &document.label]
}

/// Whether a number stands in a text by itself, not as the end or the beginning of a longer one.
fn stands_in(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + number.len()..].chars().next();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '/') && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::{EMBEDDED, PackFiles};

    fn pack() -> Pack {
        Pack::read(&PackFiles::from(&EMBEDDED[0])).unwrap()
    }

    #[test]
    fn a_document_is_known_by_the_names_people_use() {
        let pack = pack();
        let cited = |words: &str| pack.document_cited(words).map(|document| document.id.as_str());
        for words in [
            "nd-47-2020",
            "47/2020/NĐ-CP",
            "NĐ 47/2020/NĐ-CP",
            "nđ 47/2020/nđ-cp ",
            "Nghị định số 47/2020/NĐ-CP ngày 09/4/2020 của Chính phủ",
        ] {
            assert_eq!(cited(words), Some("nd-47-2020"), "{words}");
        }
        assert_eq!(cited("147/2020/NĐ-CP"), None, "another number that ends alike");
        assert_eq!(cited("NĐ 278/2025/NĐ-CP thay NĐ 47/2020/NĐ-CP"), None, "two numbers: no telling which is meant");
        assert_eq!(cited("Quy chế nội bộ"), None);
    }
}
