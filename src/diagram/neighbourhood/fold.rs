//! What stands in one column: components one by one while they are few, then by agency, then by level of agency.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{WORDS, sized};
use crate::diagram::letters::{Weight, wrap};
use crate::diagram::picture::{Card, Line, Tone};
use crate::framework::DocumentType;
use crate::graph::Graph;
use crate::model::{AgencyId, ComponentId};
use crate::text::Lang;
use crate::view::{Atlas, Bond, Neighbour, Target};

/// So many components stand one by one.
const FEW: usize = 12;
/// So many boxes stand in a column, agencies folded.
const MANY: usize = 24;

/// An end as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Far {
    /// A component.
    One(ComponentId),
    /// The components of a ministry or province.
    Agency(AgencyId, usize),
    /// The components of all agencies of a level: how many agencies, how many components.
    Level(String, usize, usize),
}

/// The ends on one side of the component, and the platforms on the way to them.
pub(super) struct Fold {
    pub fars: Vec<Far>,
    places: FxHashMap<ComponentId, usize>,
    /// How many steps from the component each platform stands.
    steps: Vec<(ComponentId, usize)>,
    /// Platforms that others than their own agency pass.
    shared: FxHashSet<ComponentId>,
    /// Agencies stand for their components.
    pub folded: bool,
}

impl Fold {
    pub fn of(atlas: Atlas<'_>, held: &[&Neighbour]) -> Self {
        let graph = atlas.graph();
        // Platforms on the way to the end of another agency: they are nobody's own.
        let foreign = |held: &&Neighbour| {
            let root = graph.root_of(held.other);
            held.via.iter().copied().filter(move |&step| graph.root_of(step) != root).collect::<Vec<_>>()
        };
        let shared: FxHashSet<ComponentId> = held.iter().flat_map(foreign).collect();
        let platforms: FxHashSet<ComponentId> = held.iter().flat_map(|held| held.via.iter().copied()).collect();
        let ends = |passed: &FxHashSet<ComponentId>| {
            let mut ends: Vec<ComponentId> =
                held.iter().map(|held| held.other).filter(|other| !passed.contains(other)).collect();
            ends.sort_unstable();
            ends.dedup();
            ends
        };
        let mut fold =
            Self { fars: Vec::new(), places: FxHashMap::default(), steps: Vec::new(), shared, folded: false };
        let mut few = ends(&platforms);
        if few.len() <= FEW {
            // Those of one agency stand together, whatever the order of their files.
            few.sort_by_key(|&id| (graph.root_of(id), graph.agency_of(id)));
            for end in few {
                fold.add(Far::One(end), &[end]);
            }
        } else {
            fold.folded = true;
            let mut all = ends(&fold.shared);
            all.extend(platforms.iter().filter(|step| !fold.shared.contains(step)));
            all.sort_unstable();
            all.dedup();
            let wrong = held.iter().filter(|held| held.bond == Bond::Wrong).map(|held| held.other).collect();
            fold.by_agency(graph, &all, &wrong);
        }
        let mut depths: FxHashMap<ComponentId, usize> = FxHashMap::default();
        for neighbour in held {
            for (index, step) in fold.way(graph, neighbour).into_iter().enumerate() {
                let depth = depths.entry(step).or_default();
                *depth = index.max(*depth);
            }
            // An end that is a platform on the way to others and stands among these.
            if !fold.places.contains_key(&neighbour.other) {
                depths.entry(neighbour.other).or_default();
            }
        }
        fold.steps = depths.into_iter().collect();
        fold.steps.sort_unstable();
        fold
    }

    fn add(&mut self, far: Far, members: &[ComponentId]) {
        for &member in members {
            self.places.insert(member, self.fars.len());
        }
        self.fars.push(far);
    }

    fn by_agency(&mut self, graph: &Graph<'_>, ends: &[ComponentId], wrong: &FxHashSet<ComponentId>) {
        let mut order: Vec<Option<AgencyId>> = Vec::new();
        let mut members: FxHashMap<Option<AgencyId>, Vec<ComponentId>> = FxHashMap::default();
        for &end in ends {
            let root = graph.root_of(end);
            members.entry(root).or_insert_with(|| {
                order.push(root);
                Vec::new()
            });
            members.entry(root).or_default().push(end);
        }
        let levels = order.len() > MANY;
        let mut of_level: Vec<(&str, usize, Vec<ComponentId>)> = Vec::new();
        for root in order {
            let held = members.remove(&root).unwrap_or_default();
            let keep = !levels || (self.fars.len() < FEW && held.iter().any(|id| wrong.contains(id)));
            match root {
                Some(agency) if !keep => {
                    let level = graph.repository.agency(agency).level.as_str();
                    match of_level.iter_mut().find(|known| known.0 == level) {
                        Some(known) => {
                            known.1 += 1;
                            known.2.extend(held);
                        }
                        None => of_level.push((level, 1, held)),
                    }
                }
                Some(agency) if held.len() > 1 || levels => self.add(Far::Agency(agency, held.len()), &held),
                _ => {
                    for id in held {
                        self.add(Far::One(id), &[id]);
                    }
                }
            }
        }
        for (level, agencies, held) in of_level {
            self.add(Far::Level(level.to_owned(), agencies, held.len()), &held);
        }
    }

    /// Where an end stands among those of its side; `None` where it is a platform on the way to others.
    pub fn place(&self, end: ComponentId) -> Option<usize> {
        self.places.get(&end).copied()
    }

    /// The platforms on the way to an end, nearest to the component first; those that belong to an end which is
    /// folded are folded with it.
    pub fn way(&self, graph: &Graph<'_>, held: &Neighbour) -> Vec<ComponentId> {
        let mut way = held.via.clone();
        let folded = self.folded && self.place(held.other).is_some();
        let own = |step: ComponentId| graph.root_of(step) == graph.root_of(held.other) && !self.shared.contains(&step);
        while folded && way.last().is_some_and(|&step| own(step)) {
            way.pop();
        }
        way.retain(|&step| step != held.other);
        way
    }

    /// The platforms by their distance from the component, the nearest first.
    pub fn columns(&self) -> Vec<Vec<ComponentId>> {
        let deepest = self.steps.iter().map(|step| step.1 + 1).max().unwrap_or(0);
        let mut columns = vec![Vec::new(); deepest];
        for &(step, depth) in &self.steps {
            columns[depth].push(step);
        }
        for column in &mut columns {
            column.sort_unstable();
        }
        columns
    }
}

/// The box of a folded end.
pub(super) fn card(far: &Far, graph: &Graph<'_>, lang: Lang) -> Card {
    let components = |count: usize| match lang {
        Lang::Vi => format!("{count} thành phần"),
        Lang::En => format!("{count} components"),
    };
    let (name, says, target) = match far {
        Far::One(id) => (graph.repository.name(*id, lang).to_owned(), String::new(), None),
        Far::Agency(agency, count) => {
            let target = Target::Agency(graph.repository.agency(*agency).id.clone());
            (graph.repository.agency_name(*agency, lang).to_owned(), components(*count), Some(target))
        }
        Far::Level(level, agencies, count) => {
            let field = graph.pack.framework.field_at(DocumentType::Agency, "level");
            let name = field.map_or(level.as_str(), |field| field.name_of(level, lang));
            (format!("{agencies} {name}"), components(*count), None)
        }
    };
    let mut lines: Vec<Line> =
        wrap(&name, WORDS, 12.0, Weight::Bold, 3).into_iter().map(|line| Line::new(line, 12.0).bold()).collect();
    lines.push(Line::new(&says, 10.5).quiet());
    Card { rect: sized(&lines), lines, tone: Tone::Plain, focus: false, tip: format!("{name}: {says}"), target }
}
