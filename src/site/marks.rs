//! The small things that national pages share: marks, counts, names of members, the tally of a place.

use serde::Serialize;

use super::chrome::Anchor;
use super::finding::{Findings, class};
use crate::diagnostic::Finding;
use crate::framework::{Confidence, Severity};
use crate::measure::{Figure, Member, Verdict};
use crate::report::{confidence, coverage, severity};
use crate::text::{Lang, grouped};
use crate::view::Target;

/// A word with a colour; `mark` of `templates/parts.html` shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Mark {
    /// Class of the colour.
    pub class: &'static str,
    /// A sign before the word; empty where there is none.
    pub sign: &'static str,
    /// The word.
    pub text: String,
}

impl Mark {
    pub(super) fn new(class: &'static str, text: impl Into<String>) -> Self {
        Self { class, sign: "", text: text.into() }
    }

    /// How bad a finding is.
    pub(super) fn severity(of: Severity, lang: Lang) -> Self {
        Self::new(class(of), severity(of, lang))
    }

    /// What a figure says.
    pub(super) fn verdict(of: Verdict, lang: Lang) -> Self {
        let class = match of {
            Verdict::Met => "good",
            Verdict::NotMet => "error",
            Verdict::NotEnoughInformation => "warning",
            Verdict::NotApplicable | Verdict::Manual => "plain",
        };
        Self { class, sign: coverage::sign(of), text: coverage::verdict(of, lang).to_owned() }
    }

    /// How surely a fact is known; what is not sure stands out.
    pub(super) fn confidence(of: Confidence, lang: Lang) -> Self {
        let class = match of {
            Confidence::Seen => "good",
            Confidence::Own => "plain",
            _ => "warning",
        };
        Self::new(class, confidence(of, lang))
    }
}

/// Findings counted by severity, what a waiver lets pass apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Tally {
    pub error: usize,
    pub warning: usize,
    pub info: usize,
    pub waived: usize,
}

impl Tally {
    pub(super) fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        findings.into_iter().fold(Self::default(), |mut tally, finding| {
            tally.add(finding);
            tally
        })
    }

    pub(super) fn add(&mut self, finding: &Finding) {
        let count = match finding.severity {
            _ if finding.waived.is_some() => &mut self.waived,
            Severity::Error => &mut self.error,
            Severity::Warning => &mut self.warning,
            Severity::Info => &mut self.info,
        };
        *count += 1;
    }

    /// Findings that no waiver lets pass.
    pub(super) const fn open(&self) -> usize {
        self.error + self.warning + self.info
    }

    /// The gravest severity that is not waived.
    pub(super) const fn worst(&self) -> Option<Severity> {
        match (self.error, self.warning, self.info) {
            (0, 0, 0) => None,
            (0, 0, _) => Some(Severity::Info),
            (0, ..) => Some(Severity::Warning),
            _ => Some(Severity::Error),
        }
    }

    /// The gravest as a mark; a good one where there is nothing.
    pub(super) fn mark(&self, lang: Lang) -> Mark {
        self.worst().map_or_else(
            || Mark::new("good", lang.pick("không có phát hiện", "no finding")),
            |worst| Mark::severity(worst, lang),
        )
    }
}

/// A list that may be long: what is shown of it, and how many more there are.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Listed {
    /// How many there are.
    pub count: usize,
    pub shown: Vec<Anchor>,
    pub more: usize,
}

impl Listed {
    /// At most so many of a list.
    pub(super) fn of<T>(all: &[T], most: usize, mut show: impl FnMut(&T) -> Anchor) -> Self {
        let shown: Vec<Anchor> = all.iter().take(most).map(&mut show).collect();
        Self { count: all.len(), more: all.len() - shown.len(), shown }
    }
}

/// The part of a figure that is met, for a bar.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Share {
    pub met: usize,
    pub of: usize,
    /// The same in words; empty where nothing was counted.
    pub text: String,
}

impl Share {
    pub(super) fn of(figure: &Figure, lang: Lang) -> Self {
        Self { met: figure.met.len(), of: figure.of(), text: coverage::value(figure, lang) }
    }
}

impl Findings<'_, '_> {
    /// A rule by its title, leading to its page.
    pub(super) fn rule(&self, name: &str) -> Anchor {
        let setting = self.site.publication.pack().rule(name);
        let title = setting.map(|setting| setting.title.get(self.lang).to_owned());
        let title = title.or_else(|| Some(crate::check::page(name)?.title(self.lang).to_owned()));
        self.to(&title.unwrap_or_else(|| name.to_owned()), Target::Rule(name.to_owned()))
    }

    /// A component or an agency behind a figure.
    pub(super) fn member(&self, member: Member) -> Anchor {
        let repository = self.site.publication.graph().repository;
        match member {
            Member::Agency(id) => {
                self.to(repository.agency_name(id, self.lang), Target::Agency(repository.agency(id).id.clone()))
            }
            Member::Component(id) => {
                let key = repository.component(id).key.to_string();
                self.to(repository.name(id, self.lang), Target::Component(key))
            }
        }
    }

    /// A name that may be a component's key, an agency's id, the two ends of a connection, or neither.
    pub(super) fn named(&self, name: &str) -> Anchor {
        let graph = self.site.publication.graph();
        if graph.find(name).is_some() {
            return self.component(name);
        }
        if graph.find_agency(name).is_some() {
            return self.agency(name);
        }
        if let Some((from, to)) = name.split_once(" → ") {
            let (from, to) = (self.component(from), self.component(to));
            return Anchor { text: format!("{} → {}", from.text, to.text), ..from };
        }
        Anchor { text: name.to_owned(), href: String::new(), here: false }
    }
}

/// What a figure is compared with, as people of the language write numbers; empty where it is compared with nothing.
pub(super) fn asked(figure: &Figure, lang: Lang) -> String {
    let Some(asked) = &figure.asked else { return String::new() };
    if asked.unit == "done" {
        let (what, date) = (lang.pick("chỉ tiêu: hoàn thành trước hết ngày", "target: done by"), asked.date);
        return format!("{what} {date}");
    }
    let says = coverage::asked(asked, lang);
    match lang {
        // The only full stop in it is that of a share.
        Lang::Vi => says.replace('.', ","),
        Lang::En => says,
    }
}

/// A count as people write it: `10.000` in Vietnamese, `10,000` in English.
pub(super) fn number(count: usize, lang: Lang) -> String {
    grouped(count as u64, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_written_as_people_do() {
        assert_eq!(number(0, Lang::Vi), "0");
        assert_eq!(number(999, Lang::Vi), "999");
        assert_eq!(number(10_000, Lang::Vi), "10.000");
        assert_eq!(number(1_234_567, Lang::En), "1,234,567");
    }
}
