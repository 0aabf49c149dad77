//! DAT-012: a database that exchanges with a national database documents its data at three levels.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::framework::DocumentType;
use crate::model::ComponentId;
use crate::text;
use crate::text::{Lang, Text};

pub(super) static RULE: Rule = Rule {
    name: "missing-data-model",
    page: include_str!("missing_data_model.md"),
    cases: &[],
    prepare: prepare::<MissingDataModel>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingDataModel {
    /// Kinds that are databases.
    kinds: Vec<String>,
    /// Levels of agency the duty is for.
    levels: Vec<String>,
    /// Kinds that make an exchange one with a national database.
    national_kinds: Vec<String>,
    /// Documents that must be there: names inside `data_models`.
    models: Vec<String>,
}

impl Checker for MissingDataModel {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        if !context.is_judged(id, &self.kinds, &self.levels) {
            return;
        }
        let missing: Vec<&String> =
            self.models.iter().filter(|model| !context.says(id, &format!("data_models.{model}"))).collect();
        if missing.is_empty() {
            return;
        }
        let is_national = |id: ComponentId| graph.kind(id).is_some_and(|kind| self.national_kinds.contains(&kind.id));
        let others = graph.exchanges_with(id, context.day);
        let Some(&other) = others.iter().find(|&&other| is_national(id) || is_national(other)) else { return };
        let other = context.key(other);
        let list = |lang: Lang| {
            let names =
                missing.iter().map(|model| format!("{} (`{model}`)", name_of(context, model).get(lang).to_lowercase()));
            names.collect::<Vec<_>>().join(", ")
        };
        let (vi, en) = (list(Lang::Vi), list(Lang::En));
        let fields = missing.iter().map(|model| format!("{model}: …")).collect::<Vec<_>>().join(", ");
        let message = if is_national(id) {
            text!(
                vi: "cơ sở dữ liệu quốc gia đang trao đổi với `{other}` mà thiếu mô hình dữ liệu: {vi}",
                en: "a national database that exchanges with `{other}` and lacks data models: {en}",
            )
        } else {
            text!(
                vi: "trao đổi với cơ sở dữ liệu quốc gia `{other}` mà thiếu mô hình dữ liệu: {vi}",
                en: "exchanges with the national database `{other}` and lacks data models: {en}",
            )
        };
        let help = text!(
            vi: "lập tài liệu rồi ghi `data_models: {{ {fields} }}`, mỗi mục là số hoặc tên tài liệu",
            en: "write the documents, then `data_models: {{ {fields} }}`, each the number or title of one",
        );
        let place = graph.component(id).place();
        context.report(id, "", place, message, help).about("data_models");
    }
}

/// A model as people call it.
fn name_of(context: &Context<'_, '_>, model: &str) -> Text {
    let mut fields = context.graph.pack.framework.fields_of(DocumentType::Component);
    let known = fields.find(|field| field.id == "data_models").map_or(&[][..], |field| &field.fields);
    let found = known.iter().find(|known| known.id == model);
    found.map_or_else(|| Text::new(model, model), |known| known.name.clone())
}
