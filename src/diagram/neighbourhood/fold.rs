//! What stands in one column: components one by one while they are few, then by agency, then by level of agency.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{WIDE, sized};
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
}

impl Fold {
    pub fn of(atlas: Atlas<'_>, held: &[&Neighbour]) -> Self {
        let graph = atlas.graph();
        let platforms: FxHashSet<ComponentId> = held.iter().flat_map(|held| held.via.iter().copied()).collect();
        let mut ends: Vec<ComponentId> =
            held.iter().map(|held| held.other).filter(|other| !platforms.contains(other)).collect();
        ends.sort_unstable();
        ends.dedup();
        let mut fold = Self { fars: Vec::new(), places: FxHashMap::default(), steps: Vec::new() };
        if ends.len() <= FEW {
            // Those of one agency stand together, whatever the order of their files.
            ends.sort_by_key(|&id| (graph.root_of(id), graph.agency_of(id)));
            ends.into_iter().for_each(|end| fold.add(Far::One(end), &[end]));
        } else {
            let wrong = |id: ComponentId| held.iter().any(|held| held.other == id && held.bond == Bond::Wrong);
            fold.by_agency(graph, &ends, wrong);
        }
        for neighbour in held {
            for (index, step) in fold.way(graph, neighbour).into_iter().enumerate() {
                match fold.steps.iter_mut().find(|known| known.0 == step) {
                    Some(known) => known.1 = known.1.max(index),
                    None => fold.steps.push((step, index)),
                }
            }
        }
        // A platform that ends a way and stands on none: it was an end and a step of what is folded now.
        for other in held.iter().map(|held| held.other) {
            if !fold.places.contains_key(&other) && !fold.steps.iter().any(|known| known.0 == other) {
                fold.steps.push((other, 0));
            }
        }
        fold
    }

    fn add(&mut self, far: Far, members: &[ComponentId]) {
        for &member in members {
            self.places.insert(member, self.fars.len());
        }
        self.fars.push(far);
    }

    fn by_agency(&mut self, graph: &Graph<'_>, ends: &[ComponentId], wrong: impl Fn(ComponentId) -> bool) {
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
            let keep = !levels || (self.fars.len() < FEW && held.iter().any(|&id| wrong(id)));
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
                _ => held.into_iter().for_each(|id| self.add(Far::One(id), &[id])),
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
        let folded = self.place(held.other).is_some_and(|place| !matches!(self.fars[place], Far::One(_)));
        while folded && way.last().is_some_and(|&step| graph.root_of(step) == graph.root_of(held.other)) {
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
        columns.iter_mut().for_each(|column| column.sort_unstable());
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
        wrap(&name, WIDE - 16.0, 12.0, Weight::Bold, 3).into_iter().map(|line| Line::new(line, 12.0).bold()).collect();
    lines.push(Line::new(&says, 10.5).quiet());
    Card { rect: sized(&lines), lines, tone: Tone::Plain, focus: false, tip: format!("{name}: {says}"), target }
}
