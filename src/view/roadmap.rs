//! Roadmaps on a time axis: projects and work packages, the differences they close, and when components change.

mod rows;
mod tables;

use std::collections::BTreeSet;

use jiff::civil::Date;

use self::rows::Desk;
pub(super) use self::rows::{days, package_name, span};
use super::{Atlas, Table, Target, extent};
use crate::measure::Scope;
use crate::model::ComponentId;
use crate::text;
use crate::text::Lang;

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
