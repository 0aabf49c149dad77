//! DAT-011: databases and data sets carry a code of the data reference model.

use serde::Deserialize;

use super::{Rule, prepare};
use crate::check::{Checker, Context};
use crate::framework::Pattern;
use crate::model::ComponentId;
use crate::text;
use crate::tree::NodeRef;

pub(super) static RULE: Rule = Rule {
    name: "missing-data-reference-code",
    page: include_str!("missing_data_reference_code.md"),
    cases: &[],
    prepare: prepare::<MissingDataReferenceCode>,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingDataReferenceCode {
    /// Kinds that must carry one.
    kinds: Vec<String>,
    /// Levels of agency that are judged.
    levels: Vec<String>,
    /// Forms a code may have.
    patterns: Vec<Pattern>,
}

impl Checker for MissingDataReferenceCode {
    fn component(&self, context: &mut Context<'_, '_>, id: ComponentId) {
        if !context.is_judged(id, &self.kinds, &self.levels) {
            return;
        }
        let help = text!(
            vi: "ghi `reference: {{ drm: [DRM001.001] }}` với mã phù hợp, hoặc mã riêng `X-DRM.…`; xem `khung explain drm`",
            en: "write `reference: {{ drm: [DRM001.001] }}` with the code that fits, or one of our own, `X-DRM.…`; see `khung explain drm`",
        );
        if !context.says(id, "reference.drm") {
            let message = text!(
                vi: "chưa gắn mã mô hình tham chiếu dữ liệu (DRM)",
                en: "carries no code of the data reference model (DRM)",
            );
            let place = context.graph.component(id).place();
            context.report(id, "", place, message, help).about("reference.drm");
            return;
        }
        let codes = context.at(id, "reference.drm").into_iter().flat_map(NodeRef::elements);
        for node in codes {
            let Some(code) = node.as_str() else { continue };
            if self.patterns.iter().any(|pattern| pattern.matches(code)) {
                continue;
            }
            let message = text!(vi: "mã DRM `{code}` viết không đúng dạng", en: "the DRM code `{code}` is malformed");
            let place = context.graph.repository.place_of(id, node);
            context.report(id, "", place, message, help.clone()).about(&format!("reference.drm={code}"));
        }
    }
}
