//! Which document of the table people mean when they cite one, and whether it is in force.

use jiff::civil::Date;

use super::Pack;
use crate::framework::facts::LegalDocument;
use crate::text::spelling;

/// Where a legal document stands at a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Force {
    /// Signed or in force only later.
    NotYet,
    /// Nothing known says otherwise.
    InForce,
    /// Its last day is past, or what ended it has begun.
    Ended,
}

impl Pack {
    /// The document that is cited by its key, its number or its label, or by words that hold one number of the table
    /// and no other: `Nghị định số 47/2020/NĐ-CP ngày …`.
    #[must_use]
    pub fn cited(&self, words: &str) -> Option<&LegalDocument> {
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

    /// Where a document stands at a day, as far as its dates and those of what ended it are known.
    #[must_use]
    pub fn force(&self, document: &LegalDocument, day: Date) -> Force {
        if document.in_force.from.or(document.signed).is_some_and(|from| day < from) {
            Force::NotYet
        } else if self.is_over(document, day) {
            Force::Ended
        } else {
            Force::InForce
        }
    }

    fn is_over(&self, document: &LegalDocument, day: Date) -> bool {
        let mut at = document;
        // As many steps as there are documents: a loop of successors ends.
        for _ in 0..self.law.documents.len() {
            if let Some(to) = at.in_force.to {
                return to < day;
            }
            let Some(next) = at.ended_by.as_deref().and_then(|id| self.document(id)) else { return false };
            if next.in_force.from.is_some_and(|from| from <= day) {
                return true;
            }
            // Its own day is not known: it is over for sure once its successor is.
            at = next;
        }
        false
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
    use jiff::civil::date;

    use super::*;
    use crate::framework::{EMBEDDED, PackFiles};

    fn pack() -> Pack {
        Pack::read(&PackFiles::from(&EMBEDDED[0])).unwrap()
    }

    #[test]
    fn a_document_is_known_by_the_names_people_use() {
        let pack = pack();
        let cited = |words: &str| pack.cited(words).map(|document| document.id.as_str());
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

    #[test]
    fn a_document_is_over_when_its_last_day_or_its_successor_says_so() {
        let pack = pack();
        let force = |id: &str, day: Date| pack.force(pack.document(id).unwrap(), day);
        assert_eq!(force("nd-47-2020", date(2020, 5, 24)), Force::NotYet);
        assert_eq!(force("nd-47-2020", date(2020, 5, 25)), Force::InForce);
        assert_eq!(force("nd-47-2020", date(2025, 10, 22)), Force::InForce);
        assert_eq!(force("nd-47-2020", date(2025, 10, 23)), Force::Ended);
        assert_eq!(force("qd-714-2015", date(2015, 5, 21)), Force::NotYet, "not yet signed");
        // The day NĐ 45/2026 replaced it is not known; what replaced that in turn is.
        assert_eq!(force("nd-73-2019", date(2026, 6, 30)), Force::InForce);
        assert_eq!(force("nd-73-2019", date(2026, 7, 1)), Force::Ended);
    }
}
