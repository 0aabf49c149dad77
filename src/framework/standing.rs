//! Whether the law behind a rule holds at a day, and so how much weight the rule has.

use jiff::civil::Date;

use super::facts::LegalDocument;
use super::pack::Pack;
use super::settings::{RuleSetting, Severity};
use crate::text;
use crate::text::Text;

/// Where a document stands at a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentStanding {
    /// Not yet in force: the earliest day it can have been.
    NotYet(Date),
    /// In force, as far as its days are known.
    InForce,
    /// No longer in force: the last day it was.
    Ended(Date),
}

/// How much weight a rule has at a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleStanding {
    /// The law asks it, or it is a choice of ours that no law has to ask.
    Binding,
    /// No document it stands on is in force: it is advice, and no more than a warning. Says why.
    Advice(Text),
    /// It does not apply, and is not run. Says why.
    Off(Text),
}

impl LegalDocument {
    /// The earliest day it can have been in force: its first day, else the day it was signed, else the first of the
    /// year that its number names; `None` where none of these is known.
    #[must_use]
    pub fn earliest(&self) -> Option<Date> {
        let year = || self.number.split('/').find_map(|part| part.parse::<i16>().ok().filter(|_| part.len() == 4));
        self.in_force.from.or(self.signed).or_else(|| Date::new(year()?, 1, 1).ok())
    }
}

impl RuleStanding {
    /// The worst a finding may be; `None` where the rule is not run.
    #[must_use]
    pub const fn ceiling(&self) -> Option<Severity> {
        match self {
            Self::Binding => Some(Severity::Error),
            Self::Advice(_) => Some(Severity::Warning),
            Self::Off(_) => None,
        }
    }

    /// Why the rule has less than its full weight.
    #[must_use]
    pub const fn because(&self) -> Option<&Text> {
        match self {
            Self::Binding => None,
            Self::Advice(because) | Self::Off(because) => Some(because),
        }
    }
}

impl Pack {
    /// Where a document stands at a day; it counts as in force as far as nothing known speaks against it.
    #[must_use]
    pub fn document_standing(&self, document: &LegalDocument, day: Date) -> DocumentStanding {
        match (document.earliest(), self.last_day(document)) {
            (Some(from), _) if day < from => DocumentStanding::NotYet(from),
            (_, Some(to)) if to < day => DocumentStanding::Ended(to),
            _ => DocumentStanding::InForce,
        }
    }

    /// The last day a document can have been in force: its own, else the day before what ended it came into force,
    /// else the last day of that; `None` where none of these is known.
    fn last_day(&self, document: &LegalDocument) -> Option<Date> {
        let mut at = document;
        // As many steps as there are documents: a loop of successors ends.
        for _ in 0..self.law.documents.len() {
            if let Some(to) = at.in_force.to {
                return Some(to);
            }
            at = self.document(at.ended_by.as_deref()?)?;
            if let Some(from) = at.in_force.from {
                return from.yesterday().ok();
            }
        }
        None
    }

    /// How much weight a rule has at a day.
    ///
    /// It is off outside the days of its own block, and before the first of its documents where nothing but
    /// documents backs it. Where documents back it and none is in force, whether none is yet or all have ended,
    /// it is advice: what an agency does of its own accord then still may be told, but nobody can be held to it.
    #[must_use]
    pub fn rule_standing(&self, setting: &RuleSetting, day: Date) -> RuleStanding {
        if let Some(from) = setting.applies.from.filter(|from| day < *from) {
            return RuleStanding::Off(text!(vi: "áp dụng từ {from}", en: "applies from {from}"));
        }
        if let Some(to) = setting.applies.to.filter(|to| *to < day) {
            return RuleStanding::Off(text!(vi: "áp dụng đến {to}", en: "applied until {to}"));
        }
        // What an agency asks of itself holds for as long as it says so, whatever it cites.
        if setting.policy.is_some() {
            return RuleStanding::Binding;
        }
        let documents: Vec<&LegalDocument> =
            setting.basis.iter().filter_map(|basis| self.document(basis.document.as_deref()?)).collect();
        let standings: Vec<DocumentStanding> =
            documents.iter().map(|document| self.document_standing(document, day)).collect();
        if documents.is_empty() || standings.contains(&DocumentStanding::InForce) {
            return RuleStanding::Binding;
        }
        let ended = standings.iter().any(|standing| matches!(standing, DocumentStanding::Ended(_)));
        let backed = setting.basis.iter().any(|basis| basis.document.is_none());
        let say = documents.iter().zip(&standings).map(|(document, standing)| said(document, *standing));
        let (vi, en): (Vec<String>, Vec<String>) = say.map(|text| (text.vi, text.en)).unzip();
        let because = Text::new(vi.join("; "), en.join("; "));
        if ended || backed { RuleStanding::Advice(because) } else { RuleStanding::Off(because) }
    }
}

fn said(document: &LegalDocument, standing: DocumentStanding) -> Text {
    let label = &document.label;
    match standing {
        DocumentStanding::NotYet(from) if document.in_force.from == Some(from) => {
            text!(vi: "{label} chưa có hiệu lực, từ {from}", en: "{label} not yet in force, from {from}")
        }
        DocumentStanding::NotYet(from) => {
            text!(vi: "{label} chưa có hiệu lực, sớm nhất từ {from}", en: "{label} not in force before {from}")
        }
        DocumentStanding::InForce => text!(vi: "{label} đang có hiệu lực", en: "{label} in force"),
        DocumentStanding::Ended(to) => {
            text!(vi: "{label} hết hiệu lực sau {to}", en: "{label} no longer in force after {to}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::{EMBEDDED, PackFiles};
    use jiff::civil::date;

    #[test]
    fn a_rule_has_the_weight_of_the_law_behind_it() {
        let pack = Pack::read(&PackFiles::from(&EMBEDDED[0])).expect("the embedded pack reads");
        let at = |rule: &str, day| pack.rule_standing(pack.rule(rule).expect("a rule"), day);
        let level = "missing-security-level";
        assert_eq!(at(level, date(2021, 8, 31)), RuleStanding::Binding);
        assert!(matches!(at(level, date(2015, 1, 1)), RuleStanding::Off(_)), "nothing asked for levels before 2016");
        assert!(matches!(at(level, date(2026, 11, 21)), RuleStanding::Advice(_)), "NĐ 85/2016 has ended");
        assert_eq!(at("missing-host", date(2015, 1, 1)), RuleStanding::Binding, "a choice of ours needs no law");
        let code = at("invalid-agency-code", date(2019, 6, 30));
        assert!(matches!(&code, RuleStanding::Off(because) if because.en.contains("2020-09-15")), "{code:?}");
    }

    #[test]
    fn a_document_is_over_when_its_last_day_or_its_successor_says_so() {
        use DocumentStanding::{Ended, InForce, NotYet};
        let pack = Pack::read(&PackFiles::from(&EMBEDDED[0])).expect("the embedded pack reads");
        let at = |id: &str, day| pack.document_standing(pack.document(id).expect("a document"), day);
        assert!(matches!(at("nd-47-2020", date(2020, 5, 24)), NotYet(_)));
        assert_eq!(at("nd-47-2020", date(2020, 5, 25)), InForce);
        assert_eq!(at("nd-47-2020", date(2025, 10, 22)), InForce);
        assert_eq!(at("nd-47-2020", date(2025, 10, 23)), Ended(date(2025, 10, 22)));
        assert!(matches!(at("qd-714-2015", date(2015, 5, 21)), NotYet(_)), "not yet signed");
        // The day NĐ 45/2026 replaced it is not known; what replaced that in turn is.
        assert_eq!(at("nd-73-2019", date(2026, 6, 30)), InForce);
        assert_eq!(at("nd-73-2019", date(2026, 7, 1)), Ended(date(2026, 6, 30)));
    }
}
