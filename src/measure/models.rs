//! Each reference model: which components carry a code of it, and which codes are in use.

use std::collections::BTreeMap;

use super::evidence::{Ground, members};
use super::figure::{CodeClass, CodeUse, Figure, Group, Verdict};
use crate::framework::ReferenceModel;
use crate::graph::Graph;
use crate::model::ComponentId;
use crate::text;
use crate::tree::NodeRef;

pub(super) fn figure(ground: &Ground<'_>, model: &ReferenceModel) -> Figure {
    let framework = &ground.pack().framework;
    let mut figure = Figure::new(format!("model/{}", model.id), Group::Model, &model.name, ground.scope);
    let layer = |id: &ComponentId| &framework.layer(ground.graph().component(*id).layer).id;
    let expected = ground.components.iter().copied().filter(|id| model.layers.contains(layer(id)));
    let (with, without): (Vec<_>, Vec<_>) =
        expected.partition(|&id| codes_of(ground.graph(), id, &model.id).next().is_some());
    if with.is_empty() && without.is_empty() {
        let why = text!(
            vi: "không có thành phần nào ở các lớp mà mô hình này phân loại",
            en: "no component in the layers that this model classifies",
        );
        return figure.says(Verdict::NotApplicable, why);
    }
    let missing = without.len();
    figure.counted = true;
    figure.met = members(with);
    figure.not_met = members(without);
    let verdict = if missing == 0 { Verdict::Met } else { Verdict::NotMet };
    let why = if model.complete {
        text!(vi: "{missing} thành phần chưa có mã", en: "{missing} components without a code")
    } else {
        text!(
            vi: "{missing} thành phần chưa có mã; bảng mã chính thức chưa đọc được đủ nên mã riêng (X-) cũng được tính",
            en: "{missing} components without a code; the official table was not read in full, so own codes (X-) count too",
        )
    };
    figure.says(verdict, why)
}

/// The codes that the components of a scope carry, model by model, each in order.
pub(super) fn codes(ground: &Ground<'_>) -> Vec<CodeUse> {
    let mut uses = Vec::new();
    for model in &ground.pack().models {
        let mut found: BTreeMap<String, Vec<ComponentId>> = BTreeMap::new();
        for &id in &ground.components {
            for code in codes_of(ground.graph(), id, &model.id) {
                let components = found.entry(code.to_owned()).or_default();
                // A code written twice is carried once.
                if components.last() != Some(&id) {
                    components.push(id);
                }
            }
        }
        uses.extend(found.into_iter().map(|(code, components)| CodeUse {
            scope: ground.scope,
            model: model.id.clone(),
            class: class(model, &code),
            code,
            components,
        }));
    }
    uses
}

/// The codes of a model that a component carries, in the order written.
pub fn codes_of<'g>(graph: &Graph<'g>, id: ComponentId, model: &str) -> impl Iterator<Item = &'g str> + use<'g> {
    let list = graph.repository.field(id, "reference").and_then(|reference| reference.get(model));
    let codes = list.map(NodeRef::elements).into_iter().flatten();
    codes.filter_map(NodeRef::as_str).filter(|code| !code.trim().is_empty())
}

/// Where a code of a model comes from.
#[must_use]
pub fn class(model: &ReferenceModel, code: &str) -> CodeClass {
    let known = model.nodes.iter().any(|node| node.code == code);
    match known {
        true if code.starts_with("X-") => CodeClass::Own,
        true => CodeClass::Official,
        false => CodeClass::Unknown,
    }
}
