//! GEN-005: a code of a reference model is one that the model has.

use serde::Deserialize;
use strsim::jaro_winkler;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::framework::ReferenceModel;
use crate::model::ComponentId;
use crate::text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "unknown-reference-code",
    page: include_str!("unknown_reference_code.md"),
    cases: &["other-model", "unknown", "unseen", "own"],
    prepare: prepare::<UnknownReferenceCode>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnknownReferenceCode {
    /// What codes of our own, outside the official namespace, begin with.
    own_prefix: String,
}

impl Checker for UnknownReferenceCode {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        let Some(reference) = context.field(id, "reference") else { return };
        for model in &context.graph.pack.models {
            for node in reference.get(&model.id).into_iter().flat_map(NodeRef::elements) {
                if let Some(code) = node.as_str()
                    && !model.nodes.iter().any(|known| known.code == code)
                {
                    self.judge(context, id, model, node, code);
                }
            }
        }
    }
}

impl UnknownReferenceCode {
    fn judge(
        &self,
        context: &mut Context<'_, '_>,
        id: ComponentId,
        model: &ReferenceModel,
        node: NodeRef<'_>,
        code: &str,
    ) {
        let own = code.strip_prefix(&*self.own_prefix);
        let of = own.unwrap_or(code).get(..3).unwrap_or_default().to_lowercase();
        let (field, name) = (&model.id, &model.name);
        let (vi, en) = (name.vi.as_str(), name.en.as_str());
        let (case, message, help) = if of != *field {
            (
                "other-model",
                text!(vi: "`{code}` không phải mã của {vi} (`{field}`)", en: "`{code}` is no code of the {en} (`{field}`)"),
                text!(vi: "chuyển mã sang `reference.{of}`, hoặc ghi mã đúng", en: "move it to `reference.{of}`, or give the right code"),
            )
        } else if own.is_some() {
            let nearest = nearest(model, code);
            let guess = nearest.unwrap_or("…");
            (
                "own",
                text!(vi: "bảng mã riêng không có `{code}`", en: "the table of our own codes has no `{code}`"),
                text!(
                    vi: "gần nhất là `{guess}`; xem mã: khung explain {guess}",
                    en: "the nearest is `{guess}`; to see it: khung explain {guess}",
                ),
            )
        } else if model.complete {
            (
                "unknown",
                text!(vi: "{vi} không có mã `{code}`", en: "the {en} has no code `{code}`"),
                text!(vi: "ghi mã có trong bảng, hoặc mã trên một bậc", en: "give a code of the table, or the one above it"),
            )
        } else {
            (
                "unseen",
                text!(
                    vi: "chưa kiểm chứng được mã `{code}`: bảng {vi} trong bộ khung chưa đủ",
                    en: "the code `{code}` cannot be verified: the table of the {en} in this pack is not complete",
                ),
                text!(vi: "đối chiếu với bản chính thức của khung", en: "compare it with the official text of the framework"),
            )
        };
        let place = context.graph.repository.place_of(id, node);
        context.report(id, case, place, message, help).field = format!("reference.{field}={code}");
    }
}

fn nearest<'m>(model: &'m ReferenceModel, code: &str) -> Option<&'m str> {
    let near = model.nodes.iter().map(|node| (jaro_winkler(&node.code, code), node.code.as_str()));
    near.max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(left.1))).map(|(_, code)| code)
}
