//! Words and colours of the boxes of a lineage.

use std::fmt::Write as _;

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::super::letters::{Weight, balanced};
use super::super::member::{is_of_nation, plural, some, tone};
use super::super::picture::{Card, Line, Rect, Tone};
use crate::graph::Graph;
use crate::measure::Scope;
use crate::model::{AgencyId, ComponentId};
use crate::text::{Lang, spelling};
use crate::view::{Source, Taker, Target, cycle_words, platform_name};

/// Widths of boxes: of who writes, of a source, of a way, of who takes.
pub(super) const WRITER: f32 = 176.0;
const SOURCE: f32 = 214.0;
const WAY: f32 = 132.0;
pub(super) const TAKER: f32 = 210.0;
/// So many entities are named in a box.
const NAMED: usize = 4;

/// Components that stand in one box.
#[derive(Debug, Default)]
pub(super) struct Group {
    components: Vec<ComponentId>,
    /// They keep copies.
    pub copy: bool,
}

impl Group {
    pub(super) fn of(components: impl IntoIterator<Item = ComponentId>) -> Self {
        let mut group = Self::default();
        let mut seen = FxHashSet::default();
        group.components.extend(components.into_iter().filter(|&id| seen.insert(id)));
        group
    }

    pub(super) fn add(&mut self, id: ComponentId) {
        if !self.components.contains(&id) {
            self.components.push(id);
        }
    }
}

pub(super) struct Cards<'a> {
    pub graph: &'a Graph<'a>,
    pub scope: Scope,
    pub day: Date,
    pub lang: Lang,
}

impl Cards<'_> {
    fn say(&self, vi: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(vi, en)
    }

    fn target(&self, id: ComponentId) -> Target {
        Target::Component(self.graph.component(id).key.to_string())
    }

    /// The agency of a component, where its name does not say it.
    fn agency(&self, id: ComponentId) -> String {
        let repository = self.graph.repository;
        let agency = self.graph.agency_of(id).map_or("", |agency| repository.agency_name(agency, self.lang));
        let said = spelling(repository.name(id, self.lang)).contains(&spelling(agency));
        if said { String::new() } else { agency.to_owned() }
    }

    fn tone(&self, id: ComponentId) -> Tone {
        tone(self.graph, self.scope, self.day, id)
    }

    /// A source; in brief its name and whose it is.
    pub(super) fn source(&self, source: &Source, brief: bool) -> Card {
        let id = source.component;
        if brief && !is_of_nation(self.graph, id) {
            return self.system(id, SOURCE);
        }
        let names = source.entities.iter().map(|entity| entity.name.as_str());
        let mut entities = names.take(NAMED).collect::<Vec<_>>().join(", ");
        if source.entities.len() > NAMED {
            let _ = write!(entities, " +{}", source.entities.len() - NAMED);
        }
        let mut more = vec![(format!("{} {entities}", self.say("giữ:", "holds:")), false)];
        if source.entities.iter().any(|entity| entity.disputed) {
            let says = self.say("nơi khác cũng nhận là nguồn gốc", "claimed as the source elsewhere too");
            more.push((format!("! {says}"), false));
        }
        more.push((cycle_words(self.graph, id, false, self.lang), true));
        more.push((self.agency(id), true));
        card(SOURCE, self.graph.repository.name(id, self.lang), &more, self.tone(id), Some(self.target(id)))
    }

    /// The sources of an agency in one box.
    pub(super) fn heap(&self, agency: Option<AgencyId>, sources: &[&Source]) -> Card {
        let repository = self.graph.repository;
        let name = agency
            .map_or(self.say("Không rõ cơ quan", "Agency not known"), |id| repository.agency_name(id, self.lang));
        let entities: usize = sources.iter().map(|source| source.entities.len()).sum();
        let says = match self.lang {
            Lang::Vi => format!("{} nguồn gốc, {entities} thực thể", sources.len()),
            Lang::En => format!("{}, {entities} entities", plural(sources.len(), "source")),
        };
        let target = agency.map(|id| Target::Agency(repository.agency(id).id.clone()));
        card(SOURCE, name, &[(says, true)], Tone::Plain, target)
    }

    pub(super) fn system(&self, id: ComponentId, wide: f32) -> Card {
        let more = [(self.agency(id), true)];
        card(wide, self.graph.repository.name(id, self.lang), &more, self.tone(id), Some(self.target(id)))
    }

    pub(super) fn copy(&self, id: ComponentId) -> Card {
        let cycle = cycle_words(self.graph, id, true, self.lang);
        let more = [(format!("{}; {cycle}", self.say("bản sao", "copy")), false), (self.agency(id), true)];
        card(TAKER, self.graph.repository.name(id, self.lang), &more, self.tone(id), Some(self.target(id)))
    }

    /// Several systems in one box: of one agency by its name, of several by their number.
    pub(super) fn group(&self, group: &Group, wide: f32) -> Card {
        if let ([only], false) = (group.components.as_slice(), group.copy) {
            return self.system(*only, wide);
        }
        if let [only] = group.components.as_slice() {
            return self.copy(*only);
        }
        let (graph, count) = (self.graph, group.components.len());
        let roots: FxHashSet<Option<AgencyId>> = group.components.iter().map(|&id| graph.root_of(id)).collect();
        let what = match (self.lang, group.copy) {
            (Lang::Vi, true) => format!("{count} bản sao"),
            (Lang::Vi, false) => format!("{count} hệ thống"),
            (Lang::En, true) => {
                if count == 1 {
                    "1 copy".to_owned()
                } else {
                    format!("{count} copies")
                }
            }
            (Lang::En, false) => plural(count, "system"),
        };
        let agency = roots.iter().next().copied().flatten().filter(|_| roots.len() == 1);
        let whose = match (agency, self.lang) {
            (Some(agency), _) => graph.repository.agency_name(agency, self.lang).to_owned(),
            (None, Lang::Vi) => format!("của {} cơ quan", roots.len()),
            (None, Lang::En) => format!("of {} agencies", roots.len()),
        };
        let target = agency.map(|id| Target::Agency(graph.repository.agency(id).id.clone()));
        let mut card = card(wide, &what, &[(whose, true)], Tone::Plain, target);
        let names = group.components.iter().map(|&id| graph.repository.name(id, self.lang).to_owned());
        card.tip = format!("{}: {}", card.tip, some(names, count));
        card
    }

    /// The platforms of a way in words that several takers share: whose an LGSP is is said by its side.
    pub(super) fn way_words(&self, through: &[ComponentId]) -> String {
        let graph = self.graph;
        let roles = &graph.pack.catalogue.roles;
        let turn = through.iter().position(|&step| !graph.is_catalogued(step, &roles.agency_platform));
        let word = |(at, &step): (usize, &ComponentId)| {
            if !graph.is_catalogued(step, &roles.agency_platform) {
                return platform_name(graph, step, self.lang);
            }
            let short = roles.agency_platform.to_uppercase();
            match turn {
                Some(turn) if at < turn => format!("{short} {}", self.say("bên giữ", "of the holder")),
                Some(_) => format!("{short} {}", self.say("bên đọc", "of the reader")),
                None => short,
            }
        };
        through.iter().enumerate().map(word).collect::<Vec<_>>().join(" → ")
    }

    pub(super) fn way(&self, words: &str, takers: &[&Taker]) -> Card {
        let graph = self.graph;
        let lines = balanced(words, WAY - 14.0, 11.0, Weight::Bold, 4).into_iter();
        let lines: Vec<Line> = lines.map(|line| Line::new(line, 11.0).bold()).collect();
        let high = lines.iter().map(Line::height).sum::<f32>() + 10.0;
        let platform = takers.first().and_then(|taker| taker.through.first());
        let tone = platform.map_or(Tone::Plain, |&id| Tone::Layer(graph.component(id).layer.0));
        let same = takers.iter().all(|taker| taker.through.len() == 1);
        let names = takers.iter().map(|taker| graph.repository.name(taker.component, self.lang).to_owned());
        let tip = format!("{words}: {}", some(names, takers.len()));
        let target = platform.filter(|_| same).map(|&id| self.target(id));
        Card { rect: Rect::new(0.0, 0.0, WAY, high), lines, tone, focus: false, tip, target }
    }
}

/// A box: its name, then lines that say more.
fn card(wide: f32, name: &str, more: &[(String, bool)], tone: Tone, target: Option<Target>) -> Card {
    let inner = wide - 14.0;
    let mut lines: Vec<Line> =
        balanced(name, inner, 12.0, Weight::Bold, 4).into_iter().map(|line| Line::new(line, 12.0).bold()).collect();
    for (words, quiet) in more.iter().filter(|(words, _)| !words.is_empty()) {
        let wrapped = balanced(words, inner, 11.0, Weight::Regular, 3).into_iter();
        lines.extend(wrapped.map(|line| Line::new(line, 11.0)).map(|line| if *quiet { line.quiet() } else { line }));
    }
    let high = lines.iter().map(Line::height).sum::<f32>() + 12.0;
    let mut tip = vec![name.to_owned()];
    tip.extend(more.iter().map(|(words, _)| words.clone()).filter(|words| !words.is_empty()));
    Card { rect: Rect::new(0.0, 0.0, wide, high), lines, tone, focus: false, tip: tip.join(" · "), target }
}
