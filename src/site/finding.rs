//! One finding as every page shows it: what is wrong, the clause, the way the data goes, who let it pass, the line.

use serde::Serialize;

use super::Site;
use super::address::{back, folder, source};
use super::chrome::Anchor;
use super::own::forge;
use super::words::{Piece, pieces};
use crate::check::page as rule_page;
use crate::diagnostic::{Finding, Subject, Waived};
use crate::framework::{Basis, Severity};
use crate::report::{advice_because, cite, exception, severity, tag};
use crate::source::Place;
use crate::text::Lang;
use crate::view::Target;

/// Letters of a line that a page shows; of a longer one, what is around the place.
const WIDEST: usize = 160;

/// A finding on a page; `templates/finding.html` shows it under the name `finding`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Shown {
    /// What it is called in an address.
    pub anchor: String,
    /// `error`, `warning` or `info`: the class of its mark, the value of a filter.
    pub severity: &'static str,
    /// The severity in words.
    pub severity_word: &'static str,
    /// Title of the rule, leading to its page.
    pub rule: Anchor,
    /// Name of the rule.
    pub rule_name: String,
    /// Id of the rule in the framework sheet; empty where it has none.
    pub tag: String,
    /// What it is about: one name, or the two ends of a connection. `here` is set on the page of the name itself.
    pub subject: Vec<Anchor>,
    /// Agency it is counted under, leading to its page.
    pub agency: Anchor,
    /// Id of the agency, the value of a filter.
    pub agency_id: String,
    /// Id of the layer, the value of a filter.
    pub layer: String,
    /// What the layer is called; empty where the finding is of none.
    pub layer_name: String,
    /// What is wrong.
    pub message: Vec<Piece>,
    /// What to do.
    pub help: Vec<Piece>,
    /// Why it matters.
    pub why: Vec<Piece>,
    /// Why it is advice only at the day; empty where it has its full weight.
    pub advice: String,
    /// What it stands on.
    pub basis: Vec<Clause>,
    /// The way the data goes now.
    pub now: Vec<Anchor>,
    /// The way it ought to go.
    pub expected: Vec<Anchor>,
    /// What lets it pass.
    pub waived: Option<Pass>,
    /// Where it stands.
    pub place: Spot,
    /// The line it stands on.
    pub line: Quote,
    /// Other places that belong to it.
    pub related: Vec<Related>,
}

/// A legal basis, cited.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Clause {
    /// The document; without words where the basis is none.
    pub document: Anchor,
    /// Its articles.
    pub articles: Vec<Anchor>,
    /// How surely it is known, whether it held at the day, what it says.
    pub rest: String,
}

/// What lets a finding pass.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Pass {
    /// Until when, by which decision, for what reason, and who decided.
    pub words: String,
    /// Where that is written.
    pub place: Spot,
}

/// A place in the files.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Spot {
    /// `path:line:column`.
    pub text: String,
    /// The page of the file, at the line.
    pub href: String,
    /// The line on the agency's git forge; empty where `khung.yaml` names none.
    pub forge: String,
}

/// A line of a file, with the words that are meant.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Quote {
    /// Its number.
    pub number: u32,
    /// Before the place.
    pub before: String,
    /// The place.
    pub marked: String,
    /// After it.
    pub after: String,
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Related {
    /// Where.
    pub place: Spot,
    /// What is there.
    pub says: Vec<Piece>,
}

/// Shows findings on the page at `path`, from the root of the language.
#[derive(Clone, Copy)]
pub(super) struct Findings<'f, 's> {
    pub site: &'f Site<'s>,
    pub path: &'f str,
    pub lang: Lang,
}

impl Findings<'_, '_> {
    /// A finding with everything that is known of it.
    pub fn show(&self, finding: &Finding) -> Shown {
        let (publication, lang) = (self.site.publication, self.lang);
        let (pack, day) = (publication.pack(), publication.day());
        let setting = pack.rule(&finding.rule);
        let of_page = || rule_page(&finding.rule);
        let title = setting.map(|setting| setting.title.get(lang)).or_else(|| of_page().map(|page| page.title(lang)));
        let policy = setting.and_then(|setting| setting.policy.as_ref());
        let why = policy.map(|policy| policy.why.get(lang)).or_else(|| of_page().map(|page| page.why(lang)));
        let basis = setting.into_iter().flat_map(|setting| &setting.basis).map(|basis| self.clause(basis));
        let layer = pack.framework.layer_id(&finding.layer);
        let related = finding
            .related
            .iter()
            .map(|related| Related { place: self.spot(related.place), says: self.words(related.says.get(lang)) });
        Shown {
            anchor: publication.anchor(finding).to_owned(),
            severity: class(finding.severity),
            severity_word: severity(finding.severity, lang),
            rule: self.to(title.unwrap_or(&finding.rule), Target::Rule(finding.rule.to_string())),
            rule_name: finding.rule.to_string(),
            tag: tag(pack, &finding.rule).to_owned(),
            subject: self.subject(finding),
            agency: self.agency(&finding.agency),
            agency_id: finding.agency.clone(),
            layer: finding.layer.clone(),
            layer_name: layer.map_or_else(String::new, |id| pack.framework.layer(id).name.get(lang).to_owned()),
            message: self.words(finding.message.get(lang)),
            help: self.words(finding.help.get(lang)),
            why: self.words(&why.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")),
            advice: advice_because(pack, &finding.rule, day).map_or_else(String::new, |why| why.get(lang).to_owned()),
            basis: basis.collect(),
            now: finding.path.iter().map(|key| self.component(key)).collect(),
            expected: finding.expected.iter().map(|key| self.component(key)).collect(),
            waived: finding.waived.as_deref().map(|waived| self.pass(waived)),
            place: self.spot(finding.place),
            line: self.quote(finding.place),
            related: related.collect(),
        }
    }

    /// A place and its addresses.
    pub fn spot(&self, place: Place) -> Spot {
        let file = self.site.publication.sources.get(place.file);
        let at = file.position(place.span.start);
        Spot {
            text: format!("{}:{at}", file.path),
            href: format!("{}#L{}", self.source(&file.path), at.line),
            forge: forge(self.site, &file.path, at.line),
        }
    }

    /// The page of a file.
    pub fn source(&self, file: &str) -> String {
        format!("{}{}{}", back(self.path), back(folder(self.lang)), source(file))
    }

    /// A name that leads to the page of a target, where the site has one.
    pub fn to(&self, text: &str, target: Target) -> Anchor {
        let here = super::address::page(&target) == self.path;
        let href = self.site.href(self.path, &target).unwrap_or_default();
        Anchor { text: text.to_owned(), href, here }
    }

    /// A component by its name, leading to its page; its key where nothing has it.
    pub fn component(&self, key: &str) -> Anchor {
        let graph = self.site.publication.graph();
        let name = graph.find(key).map_or(key, |id| graph.repository.name(id, self.lang));
        self.to(name, Target::Component(key.to_owned()))
    }

    /// An agency by its name, leading to its page; its id where nothing has it.
    pub fn agency(&self, id: &str) -> Anchor {
        let graph = self.site.publication.graph();
        let name = graph.find_agency(id).map_or(id, |found| graph.repository.agency_name(found, self.lang));
        self.to(name, Target::Agency(id.to_owned()))
    }

    /// A sentence in pieces.
    pub fn words(&self, text: &str) -> Vec<Piece> {
        pieces(self.site, self.path, text)
    }

    fn subject(&self, finding: &Finding) -> Vec<Anchor> {
        match &finding.subject {
            Subject::Component(key) => vec![self.component(key)],
            Subject::Connection { from, to } => vec![self.component(from), self.component(to)],
            Subject::Agency(id) => vec![self.agency(id)],
            Subject::File(path) => {
                let known = self.site.publication.sources.get(finding.place.file).path == *path;
                let href = if known { self.source(path) } else { String::new() };
                vec![Anchor { text: path.clone(), href, here: false }]
            }
            Subject::Entity(name) | Subject::Project(name) | Subject::Waiver(name) => {
                vec![Anchor { text: name.clone(), href: String::new(), here: false }]
            }
        }
    }

    /// A basis as people cite it, its document and articles leading to their pages.
    pub fn clause(&self, basis: &Basis) -> Clause {
        let (pack, lang) = (self.site.publication.pack(), self.lang);
        let said = cite(pack, basis, Some(self.site.publication.day()), lang);
        let Some(document) = basis.document.as_deref().and_then(|id| pack.document(id)) else {
            return Clause { document: Anchor::default(), articles: Vec::new(), rest: said };
        };
        let articles: Vec<&String> = basis.articles.iter().filter(|article| *article != "-").collect();
        let anchor = |article: &&String| {
            let held = pack.article(&document.id, article).is_some();
            let target = Target::Law(document.id.clone(), held.then(|| (*article).clone()));
            self.to(article, target)
        };
        // What `cite` says before the bracket stands in the links.
        let rest = said.find(" (").and_then(|at| said.get(at..)).unwrap_or_default().to_owned();
        Clause {
            document: self.to(&document.label, Target::Law(document.id.clone(), None)),
            articles: articles.iter().map(anchor).collect(),
            rest,
        }
    }

    fn pass(&self, waived: &Waived) -> Pass {
        Pass { words: exception(waived, self.lang), place: self.spot(waived.place) }
    }

    fn quote(&self, place: Place) -> Quote {
        let file = self.site.publication.sources.get(place.file);
        let lines = file.lines();
        let number = file.position(place.span.start).line;
        let begin = lines.get(number as usize - 1).map_or(0, |&start| start as usize);
        let end = lines.get(number as usize).map_or(file.text.len(), |&next| next as usize);
        let line = file.text.get(begin..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        let inside = |offset: u32| (offset as usize).saturating_sub(begin).min(line.len());
        let (from, to) = (inside(place.span.start), inside(place.span.end));
        let part = |from: usize, to: usize| line.get(from..to).unwrap_or_default();
        let (before, marked, after) = (part(0, from), part(from, to), part(to, line.len()));
        let marked = clip(marked, WIDEST, false);
        let left = WIDEST.saturating_sub(marked.chars().count());
        Quote { number, before: clip(before.trim_start(), left / 2, true), after: clip(after, left / 2, false), marked }
    }
}

/// The class of a severity's mark.
pub(super) const fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// At most so many letters of a text: its end where `end` says so, its beginning otherwise.
fn clip(text: &str, most: usize, end: bool) -> String {
    let count = text.chars().count();
    if count <= most {
        return text.to_owned();
    }
    if end {
        return text.chars().skip(count - most).fold("…".to_owned(), |mut kept, letter| {
            kept.push(letter);
            kept
        });
    }
    text.chars().take(most).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_clipped_at_the_side_that_is_far() {
        assert_eq!(clip("đường", 5, false), "đường");
        assert_eq!(clip("đường", 2, false), "đư…");
        assert_eq!(clip("đường", 2, true), "…ng");
    }
}
