//! Rows of a plan: projects, work packages, differences, and the stretches of the states of components.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::super::{Atlas, Target, extent};
use super::{Bar, Lane, Span, Stretch};
use crate::framework::{DocumentType, Field};
use crate::graph::{Gap, Roadmap, WorkPackage};
use crate::measure::Scope;
use crate::model::{ComponentId, Lifecycle, State, words};
use crate::text;
use crate::text::Lang;
use crate::tree::NodeRef;

/// What rows are written from.
pub(super) struct Desk<'a> {
    pub(super) atlas: Atlas<'a>,
    pub(super) lang: Lang,
}

impl Desk<'_> {
    /// Components that are not in operation yet, or whose dates lie ahead, and that no roadmap names.
    pub(super) fn loose(&self, scope: Scope, planned: &BTreeSet<ComponentId>) -> Vec<ComponentId> {
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
    pub(super) fn marked(&self, scope: Scope) -> Option<String> {
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
    pub(super) fn stretches(&self, roadmap: &Roadmap<'_>, several: bool, out: &mut Vec<Stretch>) {
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

    pub(super) fn gap(&self, gap: &Gap<'_>, depth: u8) -> Lane {
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
    pub(super) fn component(&self, id: ComponentId, depth: u8, note: String) -> Lane {
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
}

/// Name of a work package; its id where it has none.
pub(in crate::view) fn package_name(package: &WorkPackage<'_>, lang: Lang) -> String {
    package.entry.get("name").and_then(|node| words(node, lang)).unwrap_or(package.id).to_owned()
}

pub(super) fn word(package: &WorkPackage<'_>, field: &str, lang: Lang) -> String {
    package.entry.get(field).and_then(|node| words(node, lang)).unwrap_or_default().to_owned()
}

/// Who leads a package and with what money, as far as that is written.
fn facts(package: &WorkPackage<'_>, lang: Lang) -> String {
    let facts = [word(package, "lead", lang), word(package, "funding", lang)];
    facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The days of a package in words.
pub(in crate::view) fn days(package: &WorkPackage<'_>, lang: Lang) -> String {
    match (package.from, package.to) {
        (Some(from), Some(to)) => format!("{} – {}", extent::day(from, lang), extent::day(to, lang)),
        (Some(from), None) => format!("{} {}", lang.pick("từ", "from"), extent::day(from, lang)),
        (None, Some(to)) => format!("{} {}", lang.pick("đến", "until"), extent::day(to, lang)),
        (None, None) => String::new(),
    }
}

/// What a package is at a day, by its plan.
pub(in crate::view) fn span(package: &WorkPackage<'_>, day: Date) -> Span {
    if package.to.is_some_and(|to| to < day) {
        Span::Past
    } else if package.from.is_some_and(|from| from > day) {
        Span::Coming
    } else {
        Span::Running
    }
}

/// The first days of the states that a component says, in order of time.
pub(super) fn milestones(dates: Lifecycle) -> Vec<(Date, State)> {
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

pub(super) const fn state_name(state: State, lang: Lang) -> &'static str {
    match state {
        State::Absent => lang.pick("chưa có", "not there yet"),
        State::Planned => lang.pick("trong kế hoạch", "planned"),
        State::Building => lang.pick("đang xây dựng", "being built"),
        State::Operating => lang.pick("vận hành", "in operation"),
        State::Retiring => lang.pick("đang thay thế", "being retired"),
        State::Retired => lang.pick("dừng", "retired"),
    }
}
