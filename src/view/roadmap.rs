//! Roadmaps on a time axis: projects and work packages, the differences they close, and when components change.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Atlas, Cell, Table, Target, extent};
use crate::framework::{DocumentType, Field};
use crate::graph::{Gap, Roadmap, WorkPackage};
use crate::measure::Scope;
use crate::model::{AgencyId, ComponentId, Lifecycle, State, words};
use crate::text;
use crate::text::Lang;
use crate::tree::NodeRef;

/// Components with no place in a roadmap that are written out.
const LOOSE: usize = 30;

/// What a bar stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Span {
    /// Work that is over by its plan.
    Past,
    /// Work under way by its plan.
    Running,
    /// Work to come.
    Coming,
    /// A component planned.
    Planned,
    /// A component being built.
    Building,
    /// A component in operation.
    Operating,
    /// A component in operation that is being retired.
    Retiring,
    /// Components that come into operation, counted.
    Arrivals,
}

/// A bar of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// First day.
    pub from: Date,
    /// Last day; none where nothing says it.
    pub to: Option<Date>,
    /// What it stands for.
    pub span: Span,
    /// What is written on it or beside it.
    pub says: String,
    /// The whole of it.
    pub tip: String,
    /// What it leads to.
    pub target: Option<Target>,
}

/// A row: a work package, a component, an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Its name.
    pub name: String,
    /// What else there is to know.
    pub note: String,
    /// How far it is set in.
    pub depth: u8,
    /// A package: its bars are high.
    pub strong: bool,
    /// What it leads to.
    pub target: Option<Target>,
    /// Its bars.
    pub bars: Vec<Bar>,
    /// Said where no bar can stand.
    pub missing: String,
}

/// Rows under a common name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The project, the group.
    pub name: String,
    /// What else there is to know.
    pub note: String,
    /// Its rows.
    pub lanes: Vec<Lane>,
}

/// A plan on a time axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Letters, digits and hyphens.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What can be seen on it.
    pub description: String,
    /// The day it is seen from.
    pub day: Date,
    /// How that day is written.
    pub today: String,
    /// Last day of the period of the architecture, and how it is written.
    pub horizon: Option<(Date, String)>,
    /// Rows.
    pub stretches: Vec<Stretch>,
    /// Said below the whole.
    pub notes: Vec<String>,
    /// The same as tables.
    pub tables: Vec<Table>,
}

/// The plan of a scope: of an agency with its packages one by one, of the whole one row an agency.
#[must_use]
pub fn roadmap(atlas: Atlas<'_>, scope: Scope, lang: Lang) -> Option<Plan> {
    let graph = atlas.graph();
    let roadmaps = match scope {
        Scope::Whole => graph.roadmaps(),
        Scope::Agency(asked) => {
            graph.roadmaps_of(|id| graph.find_agency(id).is_some_and(|id| graph.is_within(id, asked)))
        }
    };
    let desk = Desk { atlas, lang };
    let planned: BTreeSet<ComponentId> =
        roadmaps.all.iter().flat_map(|roadmap| &roadmap.gaps).filter_map(|gap| gap.component).collect();
    let loose = desk.loose(scope, &planned);
    let (mut stretches, mut notes) = (Vec::new(), Vec::new());
    if scope == Scope::Whole {
        stretches.extend(super::nation_plan::stretch(atlas, &roadmaps, lang));
    } else {
        for roadmap in &roadmaps.all {
            desk.stretches(roadmap, roadmaps.all.len() > 1, &mut stretches);
        }
        let lanes: Vec<Lane> = loose.iter().take(LOOSE).map(|&id| desk.component(id, 0, String::new())).collect();
        if loose.len() > lanes.len() {
            let left = loose.len() - lanes.len();
            notes.push(
                text!(vi: "{left} thành phần khác có trong bảng chữ.", en: "{left} more components are in the table.")
                    .get(lang)
                    .to_owned(),
            );
        }
        if !lanes.is_empty() {
            let name = lang.pick("Sẽ đổi trạng thái, chưa có trong lộ trình", "To change, in no roadmap").to_owned();
            stretches.push(Stretch { name, note: String::new(), lanes });
        }
    }
    if stretches.is_empty() {
        return None;
    }
    notes.extend(desk.marked(scope));
    let horizon = roadmaps.all.iter().filter_map(|roadmap| roadmap.horizon).max();
    let says = |date: Date| format!("{}: {}", lang.pick("hết giai đoạn", "end of the period"), extent::day(date, lang));
    let name = extent::name(atlas, scope, lang);
    let gaps = roadmaps.all.iter().map(|roadmap| roadmap.gaps.len()).sum::<usize>();
    let packages = roadmaps.all.iter().map(|roadmap| roadmap.packages.len()).sum::<usize>();
    let (projects, without) = (roadmaps.all.iter().map(|roadmap| roadmap.projects.len()).sum::<usize>(), loose.len());
    let agencies = roadmaps.all.len();
    Some(Plan {
        id: extent::slug("roadmap", atlas, scope),
        title: text!(vi: "Lộ trình từ hiện tại đến mục tiêu: {name}", en: "From the present to the target: {name}")
            .get(lang)
            .to_owned(),
        description: text!(
            vi: "{agencies} lộ trình: {projects} dự án, {packages} gói công việc, {gaps} khoảng cách giữa hiện tại và mục tiêu; {without} thành phần sẽ đổi trạng thái mà không lộ trình nào nêu.",
            en: "{agencies} roadmaps: {projects} projects, {packages} work packages, {gaps} differences between the present and the target; {without} components will change and no roadmap names them.",
        )
        .get(lang)
        .to_owned(),
        day: atlas.day(),
        today: format!("{}: {}", lang.pick("ngày xét", "day of the picture"), extent::day(atlas.day(), lang)),
        horizon: horizon.map(|date| (date, says(date))),
        stretches,
        notes,
        tables: desk.tables(&roadmaps.all, &loose),
    })
}

/// What rows are written from.
struct Desk<'a> {
    atlas: Atlas<'a>,
    lang: Lang,
}

impl Desk<'_> {
    /// Components that are not in operation yet, or whose dates lie ahead, and that no roadmap names.
    fn loose(&self, scope: Scope, planned: &BTreeSet<ComponentId>) -> Vec<ComponentId> {
        let (graph, day) = (self.atlas.graph(), self.atlas.day());
        let all: Vec<ComponentId> = match scope {
            Scope::Whole => graph.repository.component_ids().collect(),
            Scope::Agency(agency) => {
                let near = graph.components_under(graph.root(agency)).iter().copied();
                near.filter(|&id| graph.is_under(id, agency)).collect()
            }
        };
        let changes = |id: ComponentId| {
            graph.state(id, day).is_new() || day.tomorrow().is_ok_and(|next| graph.changes_between(id, next, None))
        };
        all.into_iter().filter(|&id| changes(id) && !planned.contains(&id) && !graph.is_duplicate(id)).collect()
    }

    /// What the roadmaps of a scope say is there for illustration.
    fn marked(&self, scope: Scope) -> Option<String> {
        let (graph, lang) = (self.atlas.graph(), self.lang);
        let mut made_up: BTreeSet<String> = BTreeSet::new();
        for document in graph.repository.documents_of(DocumentType::Roadmap) {
            let agency = graph.find_agency(&document.agency);
            let wanted = match scope {
                Scope::Whole => true,
                Scope::Agency(asked) => agency.is_some_and(|id| graph.is_within(id, asked)),
            };
            let Some(marks) = graph.repository.top(document).get("illustrative").filter(|_| wanted) else { continue };
            let name = agency.map_or(&*document.agency, |id| graph.repository.agency_name(id, lang));
            let fields: Vec<String> =
                marks.elements().filter_map(NodeRef::as_str).map(|path| self.field(path)).collect();
            let what =
                if fields.is_empty() { lang.pick("tất cả", "all of it").to_owned() } else { fields.join(", ") };
            made_up.insert(format!("{name}: {what}"));
        }
        let all = made_up.into_iter().collect::<Vec<_>>().join("; ");
        let says =
            text!(vi: "Chỉ để minh họa, chưa có nguồn – {all}.", en: "For illustration, with no source – {all}.");
        (!all.is_empty()).then(|| says.get(lang).to_owned())
    }

    /// A field of a roadmap by its path, in words.
    fn field(&self, path: &str) -> String {
        let fields = &self.atlas.graph().pack.framework.fields;
        let mut known: Vec<&Field> = fields.iter().filter(|field| field.on == Some(DocumentType::Roadmap)).collect();
        let mut words = Vec::new();
        for part in path.split('.') {
            let Some(field) = known.iter().find(|field| field.id == part).copied() else { return path.to_owned() };
            words.push(field.name.get(self.lang).to_lowercase());
            known = field.fields.iter().collect();
        }
        words.reverse();
        words.join(self.lang.pick(" của ", " of "))
    }

    /// Projects with their packages, then packages of no project, then differences of no package.
    fn stretches(&self, roadmap: &Roadmap<'_>, several: bool, out: &mut Vec<Stretch>) {
        let lang = self.lang;
        let mut done: BTreeSet<&str> = BTreeSet::new();
        let agency = match self.atlas.graph().find_agency(roadmap.agency) {
            Some(id) if several => self.atlas.graph().repository.agency_name(id, lang),
            _ => "",
        };
        for project in &roadmap.projects {
            let name = project.entry.get("name").and_then(|node| words(node, lang)).unwrap_or(project.id);
            let decision = project.entry.text("decision").unwrap_or_default();
            let lanes: Vec<Lane> = project
                .packages
                .iter()
                .filter_map(|named| roadmap.package(named.id))
                .filter(|package| done.insert(package.id))
                .flat_map(|package| self.package(roadmap, package))
                .collect();
            let note = [agency, decision].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            let name = text!(vi: "Dự án: {name}", en: "Project: {name}").get(lang).to_owned();
            out.push(Stretch { name, note, lanes });
        }
        let rest: Vec<&WorkPackage<'_>> =
            roadmap.packages.iter().filter(|package| !done.contains(package.id)).collect();
        if !rest.is_empty() {
            let name = lang.pick("Gói công việc chưa thuộc dự án nào", "Work packages of no project").to_owned();
            let lanes = rest.into_iter().flat_map(|package| self.package(roadmap, package)).collect();
            out.push(Stretch { name, note: agency.to_owned(), lanes });
        }
        let open: Vec<&Gap<'_>> =
            roadmap.gaps.iter().filter(|gap| gap.package.is_none_or(|id| roadmap.package(id).is_none())).collect();
        if !open.is_empty() {
            let name = lang.pick("Khoảng cách chưa có gói công việc", "Differences with no work package").to_owned();
            out.push(Stretch {
                name,
                note: agency.to_owned(),
                lanes: open.into_iter().map(|gap| self.gap(gap, 0)).collect(),
            });
        }
    }

    /// A work package, and below it the differences that it closes.
    fn package(&self, roadmap: &Roadmap<'_>, package: &WorkPackage<'_>) -> Vec<Lane> {
        let lang = self.lang;
        let name = package_name(package, lang);
        let facts = facts(package, lang);
        let days = days(package, lang);
        let tip =
            [name.as_str(), &days, &facts].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let bar = package.from.or(package.to).map(|from| Bar {
            from,
            to: Some(package.to.unwrap_or(from)),
            span: span(package, self.atlas.day()),
            says: if facts.is_empty() { days.clone() } else { format!("{days} · {facts}") },
            tip,
            target: None,
        });
        let missing = if bar.is_some() {
            String::new()
        } else {
            lang.pick("chưa nêu thời gian", "no dates given").to_owned()
        };
        let mut lanes = vec![Lane {
            name,
            note: String::new(),
            depth: 0,
            strong: true,
            target: None,
            bars: bar.into_iter().collect(),
            missing,
        }];
        lanes.extend(roadmap.gaps.iter().filter(|gap| gap.package == Some(package.id)).map(|gap| self.gap(gap, 1)));
        lanes
    }

    fn gap(&self, gap: &Gap<'_>, depth: u8) -> Lane {
        let change =
            gap.change.map(|change| extent::choice(self.atlas, "change", change, self.lang)).unwrap_or_default();
        match gap.component {
            Some(id) => self.component(id, depth, change.to_owned()),
            None => Lane {
                name: gap.entry.text("component").unwrap_or("–").to_owned(),
                note: change.to_owned(),
                depth,
                strong: false,
                target: None,
                bars: Vec::new(),
                missing: self
                    .lang
                    .pick("không có thành phần này trong kho", "no such component is described")
                    .to_owned(),
            },
        }
    }

    /// A component with the stretches of its states.
    fn component(&self, id: ComponentId, depth: u8, note: String) -> Lane {
        let graph = self.atlas.graph();
        let name = graph.repository.name(id, self.lang).to_owned();
        let target = Some(Target::Component(graph.component(id).key.to_string()));
        let lifecycle = graph.component(id).lifecycle;
        let bars = states(lifecycle, self.atlas.day()).into_iter().map(|(from, to, state)| {
            let says = state_name(state, self.lang).to_owned();
            // What is not in operation and does not say when it will be is known to be so until the day, no further.
            let (to, says) = if to.is_none() && state.is_new() {
                let when = self.lang.pick("chưa nêu ngày vận hành", "no day of operation given");
                (Some(self.atlas.day().max(from)), format!("{says}, {when}"))
            } else {
                (to, says)
            };
            let until = to.map(|to| format!(" – {}", extent::day(to, self.lang))).unwrap_or_default();
            let tip = format!("{name}: {says}, {}{until}", extent::day(from, self.lang));
            Bar { from, to, span: state_span(state), says, tip, target: target.clone() }
        });
        let bars: Vec<Bar> = bars.collect();
        let missing = if bars.is_empty() {
            self.lang.pick("chưa nêu ngày nào", "no dates given").to_owned()
        } else {
            String::new()
        };
        Lane { name, note, depth, strong: false, target, bars, missing }
    }

    fn tables(&self, roadmaps: &[Roadmap<'_>], loose: &[ComponentId]) -> Vec<Table> {
        let lang = self.lang;
        let head = match lang {
            Lang::Vi => ["Cơ quan", "Gói công việc", "Thời gian", "Chủ trì", "Kinh phí", "Khoảng cách nó khép lại"],
            Lang::En => ["Agency", "Work package", "Time", "Lead", "Funding", "Differences it closes"],
        };
        let mut rows = Vec::new();
        for roadmap in roadmaps {
            let agency = self.agency(roadmap.agency);
            for package in &roadmap.packages {
                let gaps = roadmap.gaps.iter().filter(|gap| gap.package == Some(package.id));
                let gaps: Vec<String> = gaps
                    .map(|gap| {
                        let lane = self.gap(gap, 0);
                        format!("{} ({})", lane.name, lane.note)
                    })
                    .collect();
                rows.push(vec![
                    agency.clone(),
                    Cell::new(package_name(package, lang)),
                    dash(days(package, lang)),
                    dash(word(package, "lead", lang)),
                    dash(word(package, "funding", lang)),
                    dash(gaps.join("; ")),
                ]);
            }
        }
        let mut tables = Vec::new();
        if !rows.is_empty() {
            let caption = lang.pick("Gói công việc", "Work packages").to_owned();
            tables.push(extent::capped(Table { caption, head: head.map(str::to_owned).to_vec(), rows }, lang));
        }
        tables.extend(self.projects(roadmaps));
        tables.extend(self.changes(roadmaps, loose));
        tables
    }

    fn agency(&self, id: &str) -> Cell {
        let agency: Option<AgencyId> = self.atlas.graph().find_agency(id);
        agency.map_or_else(|| Cell::new(id), |agency| extent::agency(self.atlas, agency, self.lang))
    }

    fn projects(&self, roadmaps: &[Roadmap<'_>]) -> Option<Table> {
        let lang = self.lang;
        let head = match lang {
            Lang::Vi => ["Cơ quan", "Dự án", "Quyết định", "Thành phần"],
            Lang::En => ["Agency", "Project", "Decision", "Components"],
        };
        let graph = self.atlas.graph();
        let rows = roadmaps.iter().flat_map(|roadmap| roadmap.projects.iter().map(move |project| (roadmap, project)));
        let rows = rows.map(|(roadmap, project)| {
            let components =
                project.components.iter().map(|(named, id)| id.map_or(named.id, |id| graph.repository.name(id, lang)));
            let name = project.entry.get("name").and_then(|node| words(node, lang)).unwrap_or(project.id);
            vec![
                self.agency(roadmap.agency),
                Cell::new(name),
                dash(project.entry.text("decision").unwrap_or_default().to_owned()),
                dash(components.collect::<Vec<_>>().join("; ")),
            ]
        });
        let rows: Vec<_> = rows.collect();
        let caption = lang.pick("Dự án", "Projects").to_owned();
        (!rows.is_empty())
            .then(|| extent::capped(Table { caption, head: head.map(str::to_owned).to_vec(), rows }, lang))
    }

    /// Every component that a roadmap names or that will change, with the days of its states.
    fn changes(&self, roadmaps: &[Roadmap<'_>], loose: &[ComponentId]) -> Option<Table> {
        let (lang, graph) = (self.lang, self.atlas.graph());
        let head = match lang {
            Lang::Vi => ["Thành phần", "Cơ quan", "Thay đổi", "Trạng thái vào ngày xét", "Các mốc"],
            Lang::En => ["Component", "Agency", "Change", "State at the day", "Milestones"],
        };
        let named = roadmaps.iter().flat_map(|roadmap| &roadmap.gaps);
        let named = named.filter_map(|gap| {
            let change = gap.change.map(|change| extent::choice(self.atlas, "change", change, lang)).unwrap_or("–");
            Some((gap.component?, change))
        });
        let loose = loose.iter().map(|&id| (id, lang.pick("không lộ trình nào nêu", "in no roadmap")));
        let rows = named.chain(loose).map(|(id, change)| {
            let milestones = milestones(graph.component(id).lifecycle);
            let says = milestones
                .into_iter()
                .map(|(date, state)| format!("{}: {}", extent::day(date, lang), state_name(state, lang)));
            vec![
                extent::component(self.atlas, id, lang),
                extent::agency_of(self.atlas, id, lang),
                Cell::new(change),
                Cell::new(state_name(graph.state(id, self.atlas.day()), lang)),
                dash(says.collect::<Vec<_>>().join("; ")),
            ]
        });
        let rows: Vec<_> = rows.collect();
        let caption = lang.pick("Thành phần thay đổi", "Components that change").to_owned();
        (!rows.is_empty())
            .then(|| extent::capped(Table { caption, head: head.map(str::to_owned).to_vec(), rows }, lang))
    }
}

fn dash(text: String) -> Cell {
    Cell::new(if text.is_empty() { "–".to_owned() } else { text })
}

/// Name of a work package; its id where it has none.
pub(super) fn package_name(package: &WorkPackage<'_>, lang: Lang) -> String {
    package.entry.get("name").and_then(|node| words(node, lang)).unwrap_or(package.id).to_owned()
}

fn word(package: &WorkPackage<'_>, field: &str, lang: Lang) -> String {
    package.entry.get(field).and_then(|node| words(node, lang)).unwrap_or_default().to_owned()
}

/// Who leads a package and with what money, as far as that is written.
fn facts(package: &WorkPackage<'_>, lang: Lang) -> String {
    let facts = [word(package, "lead", lang), word(package, "funding", lang)];
    facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The days of a package in words.
pub(super) fn days(package: &WorkPackage<'_>, lang: Lang) -> String {
    match (package.from, package.to) {
        (Some(from), Some(to)) => format!("{} – {}", extent::day(from, lang), extent::day(to, lang)),
        (Some(from), None) => format!("{} {}", lang.pick("từ", "from"), extent::day(from, lang)),
        (None, Some(to)) => format!("{} {}", lang.pick("đến", "until"), extent::day(to, lang)),
        (None, None) => String::new(),
    }
}

/// What a package is at a day, by its plan.
pub(super) fn span(package: &WorkPackage<'_>, day: Date) -> Span {
    if package.to.is_some_and(|to| to < day) {
        Span::Past
    } else if package.from.is_some_and(|from| from > day) {
        Span::Coming
    } else {
        Span::Running
    }
}

/// The first days of the states that a component says, in order of time.
fn milestones(dates: Lifecycle) -> Vec<(Date, State)> {
    let all = [
        (dates.planned, State::Planned),
        (dates.building, State::Building),
        (dates.operating, State::Operating),
        (dates.retiring, State::Retiring),
        (dates.retired, State::Retired),
    ];
    let mut found: Vec<(Date, State)> = all.into_iter().filter_map(|(date, state)| Some((date?, state))).collect();
    found.sort_unstable();
    found
}

/// The stretches of the states of a component, each with the day before the next one; the last is open. One that
/// has always been in operation begins on the day of the picture.
fn states(dates: Lifecycle, day: Date) -> Vec<(Date, Option<Date>, State)> {
    let mut marks: Vec<Date> = milestones(dates).into_iter().map(|(date, _)| date).collect();
    let always = dates.planned.or(dates.building).or(dates.operating).is_none();
    if always {
        marks.push(day.min(marks.first().copied().unwrap_or(day)));
    }
    marks.sort_unstable();
    marks.dedup();
    let ends = marks.iter().skip(1).map(|date| date.yesterday().ok()).chain([None]);
    let stretches = marks.iter().zip(ends).map(|(&from, to)| (from, to, dates.at(from)));
    stretches.filter(|(.., state)| state.is_active()).collect()
}

const fn state_span(state: State) -> Span {
    match state {
        State::Absent | State::Planned => Span::Planned,
        State::Building => Span::Building,
        State::Operating => Span::Operating,
        State::Retiring | State::Retired => Span::Retiring,
    }
}

const fn state_name(state: State, lang: Lang) -> &'static str {
    match state {
        State::Absent => lang.pick("chưa có", "not there yet"),
        State::Planned => lang.pick("trong kế hoạch", "planned"),
        State::Building => lang.pick("đang xây dựng", "being built"),
        State::Operating => lang.pick("vận hành", "in operation"),
        State::Retiring => lang.pick("đang thay thế", "being retired"),
        State::Retired => lang.pick("dừng", "retired"),
    }
}
