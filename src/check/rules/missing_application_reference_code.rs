//! APP-001: an application says which business it serves and what sort of application it is.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::framework::Pattern;
use crate::model::ComponentId;
use crate::text;
use crate::text::{Lang, Text};
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "missing-application-reference-code",
    page: include_str!("missing_application_reference_code.md"),
    cases: &["missing", "malformed"],
    prepare: prepare::<MissingApplicationReferenceCode>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingApplicationReferenceCode {
    /// Kinds that are applications.
    kinds: Vec<String>,
    /// Levels of agency that are judged.
    levels: Vec<String>,
    /// Reference models of which each needs a code.
    models: Vec<Coded>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Coded {
    /// Key below `reference`.
    model: String,
    /// Form of its codes.
    pattern: Pattern,
    /// An official code and one of the agency’s own, for people to follow.
    example: String,
}

impl Checker for MissingApplicationReferenceCode {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let graph = context.graph;
        let judged = graph.kind(id).is_some_and(|kind| self.kinds.contains(&kind.id));
        if !judged || !graph.is_of_level(id, &self.levels) {
            return;
        }
        let mut missing: Vec<&Coded> = Vec::new();
        for model in &self.models {
            let written = context.at(id, &format!("reference.{}", model.model));
            let codes: Vec<NodeRef<'_>> = written.into_iter().flat_map(NodeRef::elements).collect();
            if codes.is_empty() {
                missing.push(model);
            } else {
                malformed(context, id, model, &codes);
            }
        }
        if missing.is_empty() {
            return;
        }
        let names: Vec<Text> =
            missing.iter().map(|model| context.named(&format!("reference.{}", model.model))).collect();
        let list = |lang: Lang| names.iter().map(|name| name.get(lang)).collect::<Vec<_>>().join(", ");
        let (vi, en) = (list(Lang::Vi), list(Lang::En));
        let message = text!(
            vi: "ứng dụng chưa gắn mã mô hình tham chiếu: {vi}",
            en: "the application has no code of the reference model: {en}",
        );
        let examples = missing.iter().map(|model| format!("{}: [{}]", model.model, model.example));
        let examples = examples.collect::<Vec<_>>().join(", ");
        let help = text!(
            vi: "ghi `reference: {{ {examples} }}`, thay bằng mã của ứng dụng; trình soạn thảo gợi ý các mã khi gõ",
            en: "write `reference: {{ {examples} }}` with the codes that fit; the editor suggests them as you type",
        );
        let written = context.field(id, "reference");
        let place = written.map_or(graph.component(id).place(), |node| graph.repository.place_of(id, node));
        context.report(id, "missing", place, message, help).about("reference");
    }
}

/// One finding for all codes of a model that are not of its form, at the first of them.
fn malformed(context: &mut Context<'_, '_>, id: ComponentId, model: &Coded, codes: &[NodeRef<'_>]) {
    let wrong: Vec<NodeRef<'_>> =
        codes.iter().copied().filter(|code| code.as_scalar().is_none_or(|code| !model.pattern.matches(code))).collect();
    let Some(first) = wrong.first() else { return };
    let list = wrong.iter().filter_map(|code| code.as_scalar()).collect::<Vec<_>>().join("`, `");
    let (name, example) = (model.model.to_uppercase(), &model.example);
    let message = text!(
        vi: "mã `{list}` không đúng dạng mã của mô hình {name}",
        en: "the code `{list}` is not of the form of {name} codes",
    );
    let help = text!(
        vi: "mã chính thức gồm tên mô hình và các nhóm ba chữ số, mã riêng bắt đầu bằng `X-{name}.`; ví dụ: `{example}`",
        en: "an official code is the model’s name and groups of three digits, one of your own begins with `X-{name}.`; for example: `{example}`",
    );
    let place = context.graph.repository.place_of(id, *first);
    context.report(id, "malformed", place, message, help).about(&format!("reference.{}", model.model));
}
