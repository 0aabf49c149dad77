//! A component between what needs it and what it needs, platforms of its connections in between.

mod fold;

use rustc_hash::FxHashMap;

use super::layered::{Cluster, Direction, Edge, Rank, Scene, place};
use super::letters::{Weight, wrap};
use super::picture::{Card, Drawing, Line, Meaning, Picture, Rect, Sign, Stroke, Tone};
use crate::graph::Graph;
use crate::model::{AgencyId, ComponentId};
use crate::text::Lang;
use crate::view::{Atlas, Bond, Neighbour, Side, Target, neighbour_tables, neighbours, state_words, tie_words};
use fold::{Far, Fold};

/// Width of a box.
const WIDE: f32 = 192.0;
/// Room for its words.
const WORDS: f32 = WIDE - 14.0;
/// Most boxes above each other; folded ones are low.
const COLUMN: usize = 12;
const FOLDED: usize = 24;

/// Draws the neighbourhood of a component; `None` where it is linked with nothing.
pub(super) fn neighbourhood(atlas: Atlas<'_>, id: ComponentId, lang: Lang) -> Option<Drawing> {
    let all = neighbours(atlas, id);
    if all.is_empty() {
        return None;
    }
    let name = atlas.graph().repository.name(id, lang);
    let count = |side: Side| {
        let mut others: Vec<ComponentId> = all.iter().filter(|held| held.side == side).map(|held| held.other).collect();
        others.sort_unstable();
        others.dedup();
        others.len()
    };
    let (needing, needed) = (count(Side::Needing), count(Side::Needed));
    let title = match lang {
        Lang::Vi => format!("Quan hệ của {name}"),
        Lang::En => format!("Relations of {name}"),
    };
    let description = match lang {
        Lang::Vi => format!(
            "Bên trái: {needing} thành phần cần đến {name}. Bên phải: {needed} thành phần mà nó cần đến. \
             Nền tảng trung gian của kết nối đứng ở giữa."
        ),
        Lang::En => format!(
            "Left: {needing} components that need {name}. Right: {needed} components that it needs. \
             Platforms that connections pass stand in between."
        ),
    };
    let mut picture = Picture::new("neighbourhood", lang, title, description);
    let drawn: Vec<&Neighbour> = all.iter().filter(|held| !held.told).collect();
    let mut plan = Plan { atlas, lang, id, boxes: Vec::new(), known: FxHashMap::default(), ties: FxHashMap::default() };
    let scene = plan.scene(&drawn);
    place(scene, &mut picture);
    picture.legend = legend(&picture, atlas.graph(), lang);
    Some(Drawing { picture, tables: neighbour_tables(atlas, id, &all, lang) })
}

/// A box, before it has its number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Centre,
    /// A platform on the way.
    Step(Side, ComponentId),
    /// An end, by its place in the fold of its side.
    Far(Side, usize),
}

/// What goes between two boxes.
struct Tied {
    bond: Bond,
    says: Vec<String>,
    count: usize,
}

struct Plan<'p> {
    atlas: Atlas<'p>,
    lang: Lang,
    id: ComponentId,
    /// Boxes in the order of the scene.
    boxes: Vec<Key>,
    known: FxHashMap<Key, usize>,
    ties: FxHashMap<(Key, Key), Tied>,
}

impl Plan<'_> {
    fn scene(&mut self, drawn: &[&Neighbour]) -> Scene {
        let sides = [Side::Needing, Side::Needed].map(|side| {
            let held: Vec<&Neighbour> = drawn.iter().copied().filter(|held| held.side == side).collect();
            let fold = Fold::of(self.atlas, &held);
            (side, held, fold)
        });
        let mut order: Vec<(Key, Key)> = Vec::new();
        for (side, held, fold) in &sides {
            for neighbour in held {
                self.tie(*side, fold, neighbour, &mut order);
            }
        }
        let [(_, _, needing), (_, _, needed)] = &sides;
        let mut ranks = Vec::new();
        if !needing.fars.is_empty() {
            ranks.push(self.fars(Side::Needing, needing));
        }
        ranks.extend(self.steps(Side::Needing, needing));
        ranks.push(self.centre());
        ranks.extend(self.steps(Side::Needed, needed));
        if !needed.fars.is_empty() {
            ranks.push(self.fars(Side::Needed, needed));
        }
        let edges = order.iter().filter_map(|ends| self.edge(ends)).collect();
        Scene { direction: Direction::Right, ranks, edges }
    }

    /// The pieces of a way between the component and one end.
    fn tie(&mut self, side: Side, fold: &Fold, held: &Neighbour, order: &mut Vec<(Key, Key)>) {
        let mut way = vec![Key::Centre];
        way.extend(fold.way(self.atlas.graph(), held).into_iter().map(|step| Key::Step(side, step)));
        way.push(match fold.place(held.other) {
            Some(place) => Key::Far(side, place),
            None => Key::Step(side, held.other),
        });
        way.dedup();
        for two in way.windows(2) {
            let ends = if held.inward { (two[1].clone(), two[0].clone()) } else { (two[0].clone(), two[1].clone()) };
            let tied = self.ties.entry(ends.clone()).or_insert_with(|| {
                order.push(ends);
                Tied { bond: held.bond, says: Vec::new(), count: 0 }
            });
            tied.bond = tied.bond.max(held.bond);
            tied.count += 1;
            let says = tie_words(self.atlas.graph(), held, self.lang);
            if tied.says.len() < 4 && !tied.says.iter().any(|said| said == says) {
                tied.says.push(says.to_owned());
            }
        }
    }

    fn edge(&self, ends: &(Key, Key)) -> Option<Edge> {
        let tied = self.ties.get(ends)?;
        let (from, to) = (*self.known.get(&ends.0)?, *self.known.get(&ends.1)?);
        let stroke = match tied.bond {
            Bond::Dependency => Stroke::Dependency,
            Bond::Planned => Stroke::Planned,
            Bond::Data => Stroke::Data,
            Bond::Wrong => Stroke::Wrong,
        };
        let mut tip = tied.says.join("; ");
        if tied.count > 1 {
            tip = format!("{tip} ({})", tied.count);
        }
        if tied.bond == Bond::Wrong {
            tip = format!("{}: {tip}", self.lang.pick("SAI ĐƯỜNG", "WRONG PATH"));
        }
        Some(Edge { from, to, stroke, arrow: true, tip })
    }

    fn add(&mut self, key: Key) {
        self.known.insert(key.clone(), self.boxes.len());
        self.boxes.push(key);
    }

    fn centre(&mut self) -> Rank {
        self.add(Key::Centre);
        let mut card = component(self.atlas, self.id, self.lang);
        card.focus = true;
        for line in card.lines.iter_mut().filter(|line| !line.quiet) {
            line.bold = true;
        }
        Rank::of(vec![self.agency(self.atlas.graph().agency_of(self.id), vec![card])])
    }

    /// Platforms on the ways of one side, from left to right.
    fn steps(&mut self, side: Side, fold: &Fold) -> Vec<Rank> {
        let mut columns = fold.columns();
        if side == Side::Needing {
            columns.reverse();
        }
        let words = self.lang.pick("Qua nền tảng", "Through");
        let mut ranks = Vec::new();
        for steps in columns {
            let mut clusters: Vec<Cluster> = Vec::new();
            for (agency, members) in self.by_agency(&steps) {
                let cards = members.iter().map(|&step| component(self.atlas, step, self.lang)).collect();
                for &step in &members {
                    self.add(Key::Step(side, step));
                }
                clusters.push(self.agency(agency, cards));
            }
            ranks.push(Rank { title: heading(words), tone: None, clusters, wrap: COLUMN });
        }
        ranks
    }

    /// The ends on one side.
    fn fars(&mut self, side: Side, fold: &Fold) -> Rank {
        let words = match side {
            Side::Needing => self.lang.pick("Cần đến thành phần này", "Needs this component"),
            Side::Needed => self.lang.pick("Thành phần này cần đến", "This component needs"),
        };
        let mut clusters: Vec<Cluster> = Vec::new();
        let mut at = 0;
        while at < fold.fars.len() {
            if let Far::One(first) = fold.fars[at] {
                let agency = self.atlas.graph().agency_of(first);
                let mut cards = Vec::new();
                while let Some(&Far::One(id)) = fold.fars.get(at) {
                    if self.atlas.graph().agency_of(id) != agency {
                        break;
                    }
                    cards.push(component(self.atlas, id, self.lang));
                    self.add(Key::Far(side, at));
                    at += 1;
                }
                clusters.push(self.agency(agency, cards));
            } else {
                clusters.push(Cluster::plain([fold::card(&fold.fars[at], self.atlas.graph(), self.lang)]));
                self.add(Key::Far(side, at));
                at += 1;
            }
        }
        let wrap = if fold.folded { FOLDED } else { COLUMN };
        Rank { title: heading(words), tone: None, clusters, wrap }
    }

    fn by_agency(&self, ids: &[ComponentId]) -> Vec<(Option<AgencyId>, Vec<ComponentId>)> {
        let mut groups: Vec<(Option<AgencyId>, Vec<ComponentId>)> = Vec::new();
        for &id in ids {
            let agency = self.atlas.graph().agency_of(id);
            match groups.iter_mut().find(|group| group.0 == agency) {
                Some(group) => group.1.push(id),
                None => groups.push((agency, vec![id])),
            }
        }
        groups
    }

    /// A frame of an agency around boxes.
    fn agency(&self, agency: Option<AgencyId>, cards: Vec<Card>) -> Cluster {
        let mut cluster = Cluster::plain(cards);
        if let Some(agency) = agency {
            let repository = self.atlas.graph().repository;
            let name = repository.agency_name(agency, self.lang);
            let lines = wrap(name, WIDE - 2.0, 11.0, Weight::Regular, 2);
            cluster.title = lines.into_iter().map(|line| Line::new(line, 11.0).quiet()).collect();
            cluster.tone = Some(Tone::Ground);
            cluster.target = Some(Target::Agency(repository.agency(agency).id.clone()));
        }
        cluster
    }
}

fn heading(words: &str) -> Vec<Line> {
    vec![Line::new(words, 12.0).bold()]
}

/// The box of a component: its name, its kind, its state where it is not in operation.
fn component(atlas: Atlas<'_>, id: ComponentId, lang: Lang) -> Card {
    let graph = atlas.graph();
    let name = graph.repository.name(id, lang);
    let kind = graph.kind(id).map_or("", |kind| kind.name.get(lang));
    let state = state_words(graph.state(id, atlas.day()), lang);
    let mut lines: Vec<Line> =
        wrap(name, WORDS, 12.0, Weight::Bold, 3).into_iter().map(|line| Line::new(line, 12.0)).collect();
    let quiet = wrap(kind, WORDS, 10.5, Weight::Regular, 2).into_iter().chain(state.map(str::to_owned));
    lines.extend(quiet.map(|line| Line::new(line, 10.5).quiet()));
    let agency = graph.agency_of(id).map_or("", |agency| graph.repository.agency_name(agency, lang));
    let tip = [name, kind, agency, state.unwrap_or_default()];
    let tip = tip.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let target = Some(Target::Component(graph.component(id).key.to_string()));
    Card { rect: sized(&lines), lines, tone: tone(atlas, id), focus: false, tip, target }
}

/// Room for some lines.
fn sized(lines: &[Line]) -> Rect {
    Rect::new(0.0, 0.0, WIDE, lines.iter().map(Line::height).sum::<f32>() + 12.0)
}

fn tone(atlas: Atlas<'_>, id: ComponentId) -> Tone {
    let graph = atlas.graph();
    let state = graph.state(id, atlas.day());
    let own = &graph.pack.catalogue.roles.agency_platform;
    if state.is_new() {
        Tone::Planned
    } else if !state.is_operating() || state == crate::model::State::Retiring {
        Tone::Retired
    } else if graph.is_national(id) || graph.catalogue(id).is_some_and(|entry| entry.id != *own) {
        Tone::National
    } else {
        Tone::Layer(graph.component(id).layer.0)
    }
}

/// What the signs of a picture mean, those that it has.
fn legend(picture: &Picture, graph: &Graph<'_>, lang: Lang) -> Vec<Meaning> {
    let layers = (0_u8..).zip(&graph.pack.framework.layers);
    let layers = layers.map(|(index, layer)| (Tone::Layer(index), layer.name.get(lang)));
    let tones = layers.chain([
        (Tone::National, lang.pick("quy mô quốc gia", "of the nation")),
        (Tone::Plain, lang.pick("nhiều thành phần, gộp lại", "several components, folded")),
        (Tone::Planned, lang.pick("dự kiến, đang xây dựng", "planned or being built")),
        (Tone::Retired, lang.pick("đang dừng, đã dừng", "being retired or retired")),
    ]);
    let strokes = [
        (Stroke::Data, lang.pick("dữ liệu", "data")),
        (Stroke::Dependency, lang.pick("sử dụng, phụ thuộc", "uses, depends on")),
        (Stroke::Planned, lang.pick("chưa vận hành", "not in operation yet")),
        (Stroke::Wrong, lang.pick("dữ liệu đi sai đường", "data on a wrong path")),
    ];
    let tones = tones.filter(|(tone, _)| picture.cards.iter().any(|card| card.tone == *tone));
    let tones = tones.map(|(tone, says)| Meaning { sign: Sign::Box(tone), says: says.to_owned() });
    let strokes = strokes.into_iter().filter(|(stroke, _)| picture.links.iter().any(|link| link.stroke == *stroke));
    let strokes = strokes.map(|(stroke, says)| Meaning { sign: Sign::Line(stroke), says: says.to_owned() });
    tones.chain(strokes).collect()
}
