//! Lineage told as tables: what each source holds, and who takes it.

use super::super::connections::{is_illustrative, platform_name, standing_words};
use super::super::{Atlas, Cell, Table, Target};
use super::{Source, Taker, last_updated, said};
use crate::framework::DocumentType;
use crate::graph::Graph;
use crate::model::ComponentId;
use crate::text::Lang;

/// Past so many rows the takers are told on the pages of agencies.
const LONGEST: usize = 1500;

/// How often a source is updated or a copy synchronised, in a few words.
#[must_use]
pub fn cycle_words(graph: &Graph<'_>, id: ComponentId, copy: bool, lang: Lang) -> String {
    let field = if copy { "sync_cycle" } else { "update_cycle" };
    let declared = graph.pack.framework.field_at(DocumentType::Component, field);
    let cycle = said(graph, id, field).map(|value| declared.map_or(value, |field| field.name_of(value, lang)));
    if copy {
        return match cycle {
            Some(cycle) => format!("{} {cycle}", lang.pick("đồng bộ", "synchronised")),
            None => lang.pick("chưa ghi chu kỳ đồng bộ", "sync cycle not said").to_owned(),
        };
    }
    let last = last_updated(graph, id);
    match (cycle, last) {
        (Some(cycle), Some(last)) => {
            format!("{} {cycle}, {} {last}", lang.pick("cập nhật", "updated"), lang.pick("gần nhất", "last"))
        }
        (Some(cycle), None) => format!("{} {cycle}", lang.pick("cập nhật", "updated")),
        (None, Some(last)) => format!("{} {last}", lang.pick("cập nhật gần nhất", "last updated")),
        (None, None) => String::new(),
    }
}

/// The sources of a picture as tables.
#[must_use]
pub fn lineage_tables(atlas: Atlas<'_>, sources: &[Source], lang: Lang) -> Vec<Table> {
    let teller = Teller { atlas, lang };
    let mut tables = vec![teller.entities(sources)];
    let takers: usize = sources.iter().map(Source::counts).map(|(copies, readers)| copies + readers).sum();
    if takers > 0 && takers <= LONGEST {
        tables.push(teller.takers(sources));
    }
    tables
}

struct Teller<'a> {
    atlas: Atlas<'a>,
    lang: Lang,
}

impl Teller<'_> {
    fn say(&self, vi: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(vi, en)
    }

    fn component(&self, id: ComponentId) -> Cell {
        let graph = self.atlas.graph();
        Cell::to(graph.repository.name(id, self.lang), Target::Component(graph.component(id).key.to_string()))
    }

    fn agency(&self, id: ComponentId) -> Cell {
        let repository = self.atlas.graph().repository;
        self.atlas.graph().agency_of(id).map_or_else(Cell::default, |agency| {
            Cell::to(repository.agency_name(agency, self.lang), Target::Agency(repository.agency(agency).id.clone()))
        })
    }

    fn entities(&self, sources: &[Source]) -> Table {
        let graph = self.atlas.graph();
        let mut rows = Vec::new();
        for source in sources {
            let (copies, readers) = source.counts();
            for entity in &source.entities {
                let mut remarks = Vec::new();
                if entity.disputed {
                    remarks.push(self.say("nơi khác cũng nhận là nguồn gốc", "claimed as the source elsewhere too"));
                }
                if is_illustrative(graph, source.component, "holds") {
                    remarks.push(self.say("vai trò giả định để minh họa", "role assumed for illustration"));
                }
                rows.push(vec![
                    Cell::new(entity.name.clone()),
                    self.component(source.component),
                    self.agency(source.component),
                    Cell::new(cycle_words(graph, source.component, false, self.lang)),
                    Cell::new(copies.to_string()),
                    Cell::new(readers.to_string()),
                    Cell::new(remarks.join("; ")),
                ]);
            }
        }
        let head = [
            self.say("Thực thể", "Entity"),
            self.say("Nguồn gốc", "Authoritative source"),
            self.say("Cơ quan", "Agency"),
            self.say("Cập nhật", "Updated"),
            self.say("Bản sao", "Copies"),
            self.say("Nơi đọc", "Readers"),
            self.say("Ghi chú", "Remarks"),
        ];
        let caption = self.say("Thực thể dữ liệu và nguồn gốc", "Data entities and their source");
        Table { caption: format!("{caption} ({})", rows.len()), head: head.map(str::to_owned).to_vec(), rows }
    }

    fn takers(&self, sources: &[Source]) -> Table {
        let mut rows = Vec::new();
        for source in sources {
            let names: Vec<&str> = source.entities.iter().map(|entity| entity.name.as_str()).collect();
            self.add(source.component, &names.join(", "), &source.takers, &mut rows);
        }
        let head = [
            self.say("Ai lấy dữ liệu", "Who takes the data"),
            self.say("Cơ quan", "Agency"),
            self.say("Vai trò", "Role"),
            self.say("Từ", "From"),
            self.say("Thực thể", "Entities"),
            self.say("Qua", "Through"),
            self.say("Đường đi", "Path"),
        ];
        let caption = self.say("Ai giữ bản sao, ai đọc", "Who keeps a copy, who reads");
        Table { caption: format!("{caption} ({})", rows.len()), head: head.map(str::to_owned).to_vec(), rows }
    }

    fn add(&self, from: ComponentId, entities: &str, takers: &[Taker], rows: &mut Vec<Vec<Cell>>) {
        let graph = self.atlas.graph();
        for taker in takers {
            let names: Vec<String> = taker.through.iter().map(|&step| platform_name(graph, step, self.lang)).collect();
            let through =
                if names.is_empty() { self.say("trực tiếp", "directly").to_owned() } else { names.join(" → ") };
            let role = if taker.copy {
                let cycle = cycle_words(graph, taker.component, true, self.lang);
                format!("{}; {cycle}", self.say("bản sao", "copy"))
            } else {
                self.say("đọc", "reads").to_owned()
            };
            rows.push(vec![
                self.component(taker.component),
                self.agency(taker.component),
                Cell::new(role),
                self.component(from),
                Cell::new(entities),
                Cell::new(through),
                Cell::new(standing_words(taker.standing, self.lang)),
            ]);
            self.add(taker.component, entities, &taker.takers, rows);
        }
    }
}
