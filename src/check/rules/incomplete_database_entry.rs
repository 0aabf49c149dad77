//! DAT-002: the catalogue entry of a database says what NĐ 47/2020/NĐ-CP Điều 11 asks.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context, says_something};
use crate::framework::DocumentType;
use crate::model::ComponentId;
use crate::text;
use crate::text::{Lang, Text};

pub(super) static RULE: Rule = Rule {
    name: "incomplete-database-entry",
    page: include_str!("incomplete_database_entry.md"),
    cases: &[],
    prepare: prepare::<IncompleteDatabaseEntry>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IncompleteDatabaseEntry {
    /// Kinds that are databases.
    kinds: Vec<String>,
    /// Fields that must be filled.
    fields: Vec<String>,
}

impl Checker for IncompleteDatabaseEntry {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        if !graph.kind(id).is_some_and(|kind| self.kinds.contains(&kind.id)) {
            return;
        }
        let missing: Vec<Text> = self
            .fields
            .iter()
            .filter(|field| context.field(id, field).is_none_or(|node| !says_something(node)))
            .map(|field| name_of(context, field))
            .collect();
        if missing.is_empty() {
            return;
        }
        let list = |lang: Lang| missing.iter().map(|text| text.get(lang).to_owned()).collect::<Vec<_>>().join(", ");
        let (vi, en) = (list(Lang::Vi), list(Lang::En));
        let place = graph.component(id).place();
        context.report(
            id,
            "",
            place,
            text!(vi: "mục lục cơ sở dữ liệu còn thiếu: {vi}", en: "its catalogue entry lacks: {en}"),
            text!(
                vi: "bổ sung các trường trên; `khung explain database` có mẫu",
                en: "fill these fields; `khung explain database` shows them",
            ),
        );
    }
}

fn name_of(context: &Context<'_, '_>, field: &str) -> Text {
    let known = context.graph.pack.framework.fields_of(DocumentType::Component).find(|known| known.id == field);
    let (vi, en) = known.map_or((field, field), |known| (known.name.vi.as_str(), known.name.en.as_str()));
    let lower = |text: &str| text.to_lowercase();
    let (vi, en) = (lower(vi), lower(en));
    text!(vi: "{vi} (`{field}`)", en: "{en} (`{field}`)")
}
