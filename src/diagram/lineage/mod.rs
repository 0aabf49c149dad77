//! Data lineage: each source in a strip of its own, its data going to the right, through platforms, to copies and
//! readers, and from copies on.

mod cards;
mod tree;

use std::collections::BTreeMap;

use self::cards::{Cards, Group, TAKER, WRITER};
use self::tree::{Branch, Tree, grow};
use super::member::{is_of_nation, remark, tone_legend};
use super::picture::{Anchor, Caption, Drawing, Line, Meaning, Picture, Point, Sign, Stroke};
use crate::measure::Scope;
use crate::model::{AgencyId, ComponentId};
use crate::text::Lang;
use crate::view::{Atlas, Source, Standing, Taker, is_illustrative, lineage_tables};

/// Past so many takers on one way they stand as their agencies, and past so many agencies as one box.
const MOST_ON_WAY: usize = 8;
/// Past so many sources, of the whole and of an agency, and past so many boxes each source is told in counts.
const MOST_FULL: [usize; 2] = [16, 24];
const MOST_BOXES: usize = 90;
/// Past so many sources those of one agency stand together.
const MOST_SOURCES: usize = 32;

/// How much is told of each source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// Every way, copy and reader.
    Full,
    /// How many copies and readers.
    Counts,
}

/// The lineage of a scope; `None` where no source has anybody who writes to it or takes from it.
pub(super) fn lineage(atlas: Atlas<'_>, scope: Scope, lang: Lang) -> Option<Drawing> {
    let sources = crate::view::lineage(atlas, scope);
    let mut drawn: Vec<&Source> =
        sources.iter().filter(|source| !source.takers.is_empty() || !source.writers.is_empty()).collect();
    if drawn.is_empty() {
        return None;
    }
    let graph = atlas.graph();
    let own = |source: &Source| matches!(scope, Scope::Agency(own) if graph.is_under(source.component, own));
    drawn.sort_by_key(|source| (!own(source), !is_of_nation(graph, source.component)));
    let artist = Artist { cards: Cards { graph: atlas.graph(), scope, day: atlas.day(), lang }, scope, lang };
    let (id, title) = artist.title();
    let mut picture = Picture::new(id, lang, title, artist.description(&sources, drawn.len()));
    let head = Line::new("", 13.0).height() + 8.0;
    let columns = grow(artist.trees(&drawn), head, &mut picture);
    artist.headings(&columns, head, &mut picture);
    artist.provenance(&drawn, &mut picture);
    artist.legend(&mut picture);
    Some(Drawing { picture, tables: lineage_tables(atlas, &sources, lang) })
}

struct Artist<'a> {
    cards: Cards<'a>,
    scope: Scope,
    lang: Lang,
}

impl Artist<'_> {
    fn say(&self, vi: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(vi, en)
    }

    fn title(&self) -> (String, String) {
        let (repository, what) = (self.cards.graph.repository, self.say("Dòng dữ liệu", "Data lineage"));
        match self.scope {
            Scope::Whole => ("lineage".to_owned(), format!("{what}: {}", repository.config.title.get(self.lang))),
            Scope::Agency(agency) => {
                (format!("lineage-{}", agency.0), format!("{what}: {}", repository.agency_name(agency, self.lang)))
            }
        }
    }

    fn description(&self, sources: &[Source], drawn: usize) -> String {
        let entities: usize = sources.iter().map(|source| source.entities.len()).sum();
        let counts = sources.iter().map(Source::counts);
        let (copies, readers) = counts.fold((0, 0), |sum, next| (sum.0 + next.0, sum.1 + next.1));
        let (all, alone) = (sources.len(), sources.len() - drawn);
        match self.lang {
            Lang::Vi => format!(
                "{entities} thực thể dữ liệu ở {all} nguồn gốc; {copies} bản sao, {readers} nơi đọc. Dữ liệu đi từ \
                 trái sang phải. {alone} nguồn chưa ai đọc, chỉ có trong bảng."
            ),
            Lang::En => format!(
                "{entities} data entities at {all} authoritative sources; {copies} copies, {readers} readers. Data \
                 goes from left to right. {alone} sources that nobody reads stand in the table only."
            ),
        }
    }

    /// One tree for each source, as full as the paper allows; for each agency where there are too many sources.
    fn trees(&self, drawn: &[&Source]) -> Vec<Tree> {
        if drawn.len() <= MOST_FULL[usize::from(self.scope != Scope::Whole)] {
            let full: Vec<Tree> = drawn.iter().map(|source| self.tree(source, Detail::Full)).collect();
            if full.iter().map(boxes).sum::<usize>() <= MOST_BOXES {
                return full;
            }
        }
        if drawn.len() <= MOST_SOURCES {
            return drawn.iter().map(|source| self.tree(source, Detail::Counts)).collect();
        }
        let graph = self.cards.graph;
        let (mut national, others): (Vec<&Source>, Vec<&Source>) =
            drawn.iter().copied().partition(|source| is_of_nation(graph, source.component));
        national.sort_by_key(|source| std::cmp::Reverse(source.counts()));
        let rest = national.split_off(national.len().min(MOST_SOURCES / 2));
        let mut by_agency: BTreeMap<Option<AgencyId>, Vec<&Source>> = BTreeMap::new();
        for source in rest.into_iter().chain(others) {
            let agency = match self.scope {
                Scope::Whole => graph.root_of(source.component),
                Scope::Agency(_) => graph.agency_of(source.component),
            };
            by_agency.entry(agency).or_default().push(source);
        }
        let mut trees: Vec<Tree> = national.iter().map(|source| self.tree(source, Detail::Counts)).collect();
        trees.extend(by_agency.into_iter().map(|(agency, sources)| self.heap(agency, &sources)));
        trees
    }

    fn tree(&self, source: &Source, detail: Detail) -> Tree {
        let roots = match source.writers.as_slice() {
            writers if detail == Detail::Full && writers.len() <= MOST_ON_WAY / 2 => {
                writers.iter().map(|&writer| self.cards.system(writer, WRITER)).collect()
            }
            [] => Vec::new(),
            writers => vec![self.cards.group(&Group::of(writers.iter().copied()), WRITER)],
        };
        let branches = match detail {
            Detail::Full => self.ways(&source.takers, 2),
            Detail::Counts => self.counts(&[source]),
        };
        let trunk = Branch {
            card: self.cards.source(source, detail == Detail::Counts),
            column: 1,
            stroke: Stroke::Data,
            tip: String::new(),
            branches,
        };
        Tree { roots, root_tip: self.say("ghi vào nguồn", "writes to the source").to_owned(), trunk }
    }

    /// The sources of an agency as one box.
    fn heap(&self, agency: Option<AgencyId>, sources: &[&Source]) -> Tree {
        let card = self.cards.heap(agency, sources);
        let branches = self.counts(sources);
        let trunk = Branch { card, column: 1, stroke: Stroke::Data, tip: String::new(), branches };
        Tree { roots: Vec::new(), root_tip: String::new(), trunk }
    }

    /// Copies and readers as one box each; those that data reaches astray apart from the others.
    fn counts(&self, sources: &[&Source]) -> Vec<Branch> {
        fn gather(takers: &[Taker], found: &mut BTreeMap<(bool, Stroke), Vec<ComponentId>>) {
            for taker in takers {
                let stroke = stroke(taker.standing, false);
                found.entry((!taker.copy, stroke)).or_default().push(taker.component);
                gather(&taker.takers, found);
            }
        }
        let mut found = BTreeMap::new();
        for source in sources {
            gather(&source.takers, &mut found);
        }
        let branch = |((reader, stroke), components): ((bool, Stroke), Vec<ComponentId>)| {
            let mut group = Group::of(components);
            group.copy = !reader;
            let card = self.cards.group(&group, TAKER);
            Branch { tip: card.tip.clone(), card, column: 3, stroke, branches: Vec::new() }
        };
        found.into_iter().map(branch).collect()
    }

    /// Takers by the way their data goes: a box for each way but the direct one, then what stands at its end.
    fn ways(&self, takers: &[Taker], column: usize) -> Vec<Branch> {
        let mut ways: BTreeMap<(String, Stroke), Vec<&Taker>> = BTreeMap::new();
        for taker in takers {
            let stroke = stroke(taker.standing, taker.planned);
            ways.entry((self.cards.way_words(&taker.through), stroke)).or_default().push(taker);
        }
        let mut out = Vec::new();
        for ((words, stroke), takers) in ways {
            let ends = self.ends(&takers, column + 1, stroke);
            if words.is_empty() {
                out.extend(ends);
                continue;
            }
            let card = self.cards.way(&words, &takers);
            out.push(Branch { tip: card.tip.clone(), card, column, stroke, branches: ends });
        }
        out
    }

    fn ends(&self, takers: &[&Taker], column: usize, stroke: Stroke) -> Vec<Branch> {
        let (copies, readers): (Vec<&Taker>, Vec<&Taker>) = takers.iter().copied().partition(|taker| taker.copy);
        let mut out = Vec::new();
        for (takers, copy) in [(copies, true), (readers, false)] {
            if takers.len() <= MOST_ON_WAY {
                out.extend(takers.into_iter().map(|taker| self.end(taker, column, stroke)));
                continue;
            }
            let mut groups: BTreeMap<Option<AgencyId>, Group> = BTreeMap::new();
            for taker in &takers {
                groups.entry(self.cards.graph.root_of(taker.component)).or_default().add(taker.component);
            }
            let groups: Vec<Group> = if groups.len() > MOST_ON_WAY {
                vec![Group::of(takers.iter().map(|taker| taker.component))]
            } else {
                groups.into_values().collect()
            };
            for mut group in groups {
                group.copy = copy;
                let card = self.cards.group(&group, TAKER);
                out.push(Branch { tip: card.tip.clone(), card, column, stroke, branches: Vec::new() });
            }
        }
        out
    }

    fn end(&self, taker: &Taker, column: usize, stroke: Stroke) -> Branch {
        let card =
            if taker.copy { self.cards.copy(taker.component) } else { self.cards.system(taker.component, TAKER) };
        let branches = self.ways(&taker.takers, column + 1);
        Branch { tip: card.tip.clone(), card, column, stroke, branches }
    }

    fn headings(&self, columns: &[(f32, f32)], head: f32, picture: &mut Picture) {
        for (column, &(x, width)) in columns.iter().enumerate().filter(|(_, (_, width))| *width > 0.0) {
            let words = match column {
                0 => self.say("Nơi cập nhật", "Writers"),
                1 => self.say("Nguồn gốc", "Authoritative source"),
                _ if column % 2 == 0 => self.say("Qua nền tảng", "Through"),
                3 => self.say("Bản sao, nơi đọc", "Copies and readers"),
                _ => self.say("Đọc từ bản sao", "Readers of a copy"),
            };
            let line = Line::new(words, 13.0).bold();
            let at = Point::new(x + width / 2.0, head / 2.0 - 2.0);
            picture.captions.push(Caption { at, anchor: Anchor::Middle, line, upright: false, target: None });
        }
    }

    /// Says of how many sources no text tells that they are one.
    fn provenance(&self, drawn: &[&Source], picture: &mut Picture) {
        let marked = |source: &&&Source| is_illustrative(self.cards.graph, source.component, "holds");
        let (marked, all) = (drawn.iter().filter(marked).count(), drawn.len());
        if marked > 0 {
            let words = match self.lang {
                Lang::Vi => {
                    format!("Vai trò của {marked}/{all} nguồn gốc là giả định để minh họa; xem cột Ghi chú của bảng.")
                }
                Lang::En => {
                    format!(
                        "The role of {marked} of {all} sources is assumed for illustration; see the remarks in the table."
                    )
                }
            };
            remark(picture, &words);
        }
    }

    fn legend(&self, picture: &mut Picture) {
        let lines: &[(Stroke, &str, &str)] = &[
            (Stroke::Data, "dữ liệu đi", "data goes"),
            (Stroke::Wrong, "sai đường", "wrong path"),
            (
                Stroke::Excepted,
                "lệch đường: được miễn trừ hoặc chỉ là khuyến nghị",
                "off the path: waived, or advice only",
            ),
            (Stroke::Planned, "một đầu chưa vận hành", "an end is not in operation yet"),
        ];
        for &(stroke, vi, en) in lines {
            if picture.links.iter().any(|link| link.stroke == stroke) {
                picture.legend.push(Meaning { sign: Sign::Line(stroke), says: self.say(vi, en).to_owned() });
            }
        }
        tone_legend(self.cards.graph, picture, self.lang);
    }
}

/// How a way of data is drawn.
const fn stroke(standing: Standing, planned: bool) -> Stroke {
    match standing {
        Standing::Wrong => Stroke::Wrong,
        Standing::Waived | Standing::Advised => Stroke::Excepted,
        Standing::Unopposed | Standing::Unknown if planned => Stroke::Planned,
        Standing::Unopposed | Standing::Unknown => Stroke::Data,
    }
}

fn boxes(tree: &Tree) -> usize {
    fn count(branch: &Branch) -> usize {
        1 + branch.branches.iter().map(count).sum::<usize>()
    }
    tree.roots.len() + count(&tree.trunk)
}
