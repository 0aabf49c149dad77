//! Roadmaps as plans: what differs between now and the target, what is done about it, when, and by which project.
//!
//! An agency may write its roadmap in several documents; they are read as one. Everything keeps the place it was
//! written at, so that a rule can point and a picture can name.

use jiff::civil::Date;
use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::FxHashMap;

use super::Graph;
use crate::framework::DocumentType;
use crate::model::{AgencyId, ComponentId, Document, date};
use crate::source::{FileId, Place};
use crate::tree::NodeRef;

/// What was written of one thing in a roadmap.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'r> {
    /// Its mapping.
    pub node: NodeRef<'r>,
    file: FileId,
}

impl<'r> Entry<'r> {
    /// The value of a field.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<NodeRef<'r>> {
        self.node.get(field)
    }

    /// The text of a field.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&'r str> {
        self.get(field).and_then(NodeRef::as_scalar)
    }

    /// Where a node of it stands.
    #[must_use]
    pub fn place_of(&self, node: NodeRef<'_>) -> Place {
        Place { file: self.file, span: node.first_line() }
    }

    /// Where a field stands; where the field is absent, the first line of the whole.
    #[must_use]
    pub fn place(&self, field: &str) -> Place {
        self.place_of(self.get(field).unwrap_or(self.node))
    }

    /// The entries of a list of ids, each with its place.
    fn names(&self, field: &str) -> Vec<Named<'r>> {
        let elements = self.get(field).into_iter().flat_map(NodeRef::elements);
        elements.filter_map(|node| Some(Named { id: node.as_scalar()?, place: self.place_of(node) })).collect()
    }
}

/// An id, and where it was written.
#[derive(Debug, Clone, Copy)]
pub struct Named<'r> {
    /// As written.
    pub id: &'r str,
    /// Where.
    pub place: Place,
}

/// A difference between current and target.
#[derive(Debug, Clone, Copy)]
pub struct Gap<'r> {
    /// The component that differs, where it resolves.
    pub component: Option<ComponentId>,
    /// What is done with it.
    pub change: Option<&'r str>,
    /// Id of the work package that does it.
    pub package: Option<&'r str>,
    /// What was written.
    pub entry: Entry<'r>,
}

/// Something to be done: by whom, when, with what money.
#[derive(Debug, Clone)]
pub struct WorkPackage<'r> {
    /// Id.
    pub id: &'r str,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Packages that come before it.
    pub depends_on: Vec<Named<'r>>,
    /// What was written.
    pub entry: Entry<'r>,
}

/// A project and the components it makes or changes.
#[derive(Debug, Clone)]
pub struct Project<'r> {
    /// Id.
    pub id: &'r str,
    /// What it names as its components, and what each is where it resolves.
    pub components: Vec<(Named<'r>, Option<ComponentId>)>,
    /// Its work packages.
    pub packages: Vec<Named<'r>>,
    /// What was written.
    pub entry: Entry<'r>,
}

/// The roadmap of an agency, of all its documents.
#[derive(Debug, Clone)]
pub struct Roadmap<'r> {
    /// The agency's id as written.
    pub agency: &'r str,
    /// Last day of the period of the architecture: the latest of what the documents say.
    pub horizon: Option<Date>,
    /// Differences, in the order of the files.
    pub gaps: Vec<Gap<'r>>,
    /// Work packages, in the order of the files.
    pub packages: Vec<WorkPackage<'r>>,
    /// Projects, in the order of the files.
    pub projects: Vec<Project<'r>>,
}

impl<'r> Roadmap<'r> {
    /// The work package of an id.
    #[must_use]
    pub fn package(&self, id: &str) -> Option<&WorkPackage<'r>> {
        self.packages.iter().find(|package| package.id == id)
    }

    /// First day of the plan: the earliest start of its work packages.
    #[must_use]
    pub fn start(&self) -> Option<Date> {
        self.packages.iter().filter_map(|package| package.from).min()
    }

    /// Groups of work packages that wait for each other in a circle, by their positions, in the order of the files.
    #[must_use]
    pub fn circles(&self) -> Vec<Vec<usize>> {
        let mut waits: DiGraph<(), ()> = DiGraph::new();
        let mut nodes: FxHashMap<&str, NodeIndex> = FxHashMap::default();
        for package in &self.packages {
            let node = waits.add_node(());
            nodes.entry(package.id).or_insert(node);
        }
        for (index, package) in self.packages.iter().enumerate() {
            for &before in package.depends_on.iter().filter_map(|name| nodes.get(name.id)) {
                waits.add_edge(NodeIndex::new(index), before, ());
            }
        }
        let mut circles: Vec<Vec<usize>> = petgraph::algo::tarjan_scc(&waits)
            .into_iter()
            .filter(|group| group.len() > 1 || waits.contains_edge(group[0], group[0]))
            .map(|group| group.into_iter().map(NodeIndex::index).collect())
            .collect();
        for circle in &mut circles {
            circle.sort_unstable();
        }
        circles.sort_unstable();
        circles
    }
}

/// Every roadmap of a repository, one for each agency that has one.
#[derive(Debug, Clone, Default)]
pub struct Roadmaps<'r> {
    /// In the order of the files.
    pub all: Vec<Roadmap<'r>>,
    by_agency: FxHashMap<AgencyId, usize>,
    /// Gaps of each component: the roadmap, and the gap in it.
    by_component: FxHashMap<ComponentId, Vec<(usize, usize)>>,
}

impl<'r> Roadmaps<'r> {
    /// The roadmap that plans for an agency: its own, or that of the nearest agency above it.
    #[must_use]
    pub fn covering(&self, graph: &Graph<'_>, agency: AgencyId) -> Option<&Roadmap<'r>> {
        let (mut at, root) = (agency, graph.root(agency));
        // As many steps as there are agencies: a loop of parents ends.
        for _ in 0..graph.repository.agencies.len() {
            if let Some(&index) = self.by_agency.get(&at) {
                return self.all.get(index);
            }
            if at == root {
                return None;
            }
            let (parent, _) = graph.repository.agency(at).parent.as_ref()?;
            at = graph.find_agency(parent)?;
        }
        None
    }

    /// The differences that any roadmap writes down for a component.
    pub fn gaps_of(&self, component: ComponentId) -> impl Iterator<Item = &Gap<'r>> {
        let places = self.by_component.get(&component).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|&(roadmap, gap)| self.all.get(roadmap)?.gaps.get(gap))
    }
}

impl<'r> Graph<'r> {
    /// Reads every roadmap.
    #[must_use]
    pub fn roadmaps(&self) -> Roadmaps<'r> {
        self.roadmaps_of(|_| true)
    }

    /// Reads the roadmaps of some agencies, asked by the id as written.
    #[must_use]
    pub fn roadmaps_of(&self, wanted: impl Fn(&str) -> bool) -> Roadmaps<'r> {
        let mut roadmaps = Roadmaps::default();
        let mut by_name: FxHashMap<&str, usize> = FxHashMap::default();
        for document in self.repository.documents_of(DocumentType::Roadmap) {
            let agency = document.agency.as_str();
            if !wanted(agency) {
                continue;
            }
            let index = *by_name.entry(agency).or_insert_with(|| {
                let (gaps, packages, projects) = (Vec::new(), Vec::new(), Vec::new());
                roadmaps.all.push(Roadmap { agency, horizon: None, gaps, packages, projects });
                roadmaps.all.len() - 1
            });
            if let Some(id) = self.find_agency(agency) {
                roadmaps.by_agency.insert(id, index);
            }
            self.read_roadmap(document, &mut roadmaps.all[index]);
        }
        for (index, roadmap) in roadmaps.all.iter().enumerate() {
            for (at, gap) in roadmap.gaps.iter().enumerate() {
                if let Some(component) = gap.component {
                    roadmaps.by_component.entry(component).or_default().push((index, at));
                }
            }
        }
        roadmaps
    }

    /// Adds to a roadmap what one of its documents says.
    fn read_roadmap(&self, document: &Document, roadmap: &mut Roadmap<'r>) {
        let agency = document.agency.as_str();
        let top = self.repository.top(document);
        let entries = |field: &str| {
            let elements = top.get(field).into_iter().flat_map(NodeRef::elements);
            elements.map(|node| Entry { node, file: document.file })
        };
        roadmap.horizon = roadmap.horizon.max(top.get("horizon").and_then(date));
        roadmap.gaps.extend(entries("gaps").map(|entry| self.gap(agency, entry)));
        roadmap.packages.extend(entries("work_packages").filter_map(work_package));
        roadmap.projects.extend(entries("projects").filter_map(|entry| self.project(agency, entry)));
    }

    fn gap(&self, agency: &str, entry: Entry<'r>) -> Gap<'r> {
        let component = entry.get("component").and_then(|node| self.refer(agency, node));
        Gap { component, change: entry.text("change"), package: entry.text("work_package"), entry }
    }

    fn project(&self, agency: &str, entry: Entry<'r>) -> Option<Project<'r>> {
        let elements = entry.get("components").into_iter().flat_map(NodeRef::elements);
        let components = elements.filter_map(|node| {
            let named = Named { id: node.as_scalar()?, place: entry.place_of(node) };
            Some((named, self.refer(agency, node)))
        });
        let components = components.collect();
        Some(Project { id: entry.text("id")?, components, packages: entry.names("work_packages"), entry })
    }

    /// Whether a component enters a state between two days, both included; with no end, on any day from the first.
    #[must_use]
    pub fn changes_between(&self, id: ComponentId, from: Date, to: Option<Date>) -> bool {
        let dates = self.component(id).lifecycle;
        let days = [dates.planned, dates.building, dates.operating, dates.retiring, dates.retired];
        days.into_iter().flatten().any(|day| from <= day && to.is_none_or(|to| day <= to))
    }
}

fn work_package(entry: Entry<'_>) -> Option<WorkPackage<'_>> {
    let day = |field: &str| entry.get(field).and_then(date);
    let (from, to) = (day("from"), day("to"));
    Some(WorkPackage { id: entry.text("id")?, from, to, depends_on: entry.names("depends_on"), entry })
}
