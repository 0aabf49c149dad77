//! The tables of a plan: work packages, projects, and the components that change.

use super::super::{Cell, Table, extent};
use super::rows::{Desk, days, milestones, package_name, state_name, word};
use crate::graph::Roadmap;
use crate::model::{AgencyId, ComponentId, words};
use crate::text::Lang;

impl Desk<'_> {
    pub(super) fn tables(&self, roadmaps: &[Roadmap<'_>], loose: &[ComponentId]) -> Vec<Table> {
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
                        let row = self.gap(gap, 0);
                        format!("{} ({})", row.name, row.note)
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
            let change = gap.change.map_or("–", |change| extent::choice(self.atlas, "change", change, lang));
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
