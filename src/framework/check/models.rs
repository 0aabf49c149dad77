//! Reference models: parents before children, and no official code that nobody read.

use std::collections::HashSet;

use super::Problems;
use crate::framework::facts::{Confidence, Node, ReferenceModel};
use crate::framework::metamodel::DocumentType;
use crate::framework::pack::{FRAMEWORK, MODELS};
use crate::text::Text;

/// The models whose codes have the official form.
const OFFICIAL: [&str; 5] = ["BRM", "DRM", "ARM", "TRM", "SRM"];

/// How a code is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `DRM001.002`.
    Official,
    /// `X-DRM.PERSON`.
    Own,
}

pub(super) fn check(problems: &mut Problems<'_>) {
    problems.enter(FRAMEWORK);
    let mut fields = problems.pack.framework.fields_of(DocumentType::Component);
    if let Some(reference) = fields.find(|field| field.id == "reference") {
        for field in &reference.fields {
            let known = problems.pack.model(&field.id).is_some();
            problems.expect(known, "reference", &Text::new("mô hình tham chiếu", "reference model"), &field.id);
        }
    }
    for model in &problems.pack.models {
        problems.enter(&format!("{MODELS}{}.yaml", model.id));
        one_model(problems, model);
    }
}

fn one_model(problems: &mut Problems<'_>, model: &ReferenceModel) {
    problems.provenance(&model.id, &model.provenance);
    problems.text(&model.id, &model.name);
    for layer in &model.layers {
        let known = problems.pack.framework.layer_id(layer).is_some();
        problems.expect(known, &model.id, &Text::new("lớp", "layer"), layer);
    }
    problems.unique("nodes", model.nodes.iter().map(|node| &node.code));
    let mut above = HashSet::new();
    for node in &model.nodes {
        if let Some(parent) = &node.parent {
            let what = Text::new("mã cấp trên (đứng trước)", "parent code (standing before)");
            problems.expect(above.contains(parent), &node.code, &what, parent);
        }
        above.insert(&node.code);
        problems.provenance(&node.code, &node.provenance);
        code(problems, model, node);
    }
}

fn code(problems: &mut Problems<'_>, model: &ReferenceModel, node: &Node) {
    let code = &node.code;
    let prefix = model.id.to_uppercase();
    let sourced =
        matches!(node.provenance.confidence, Confidence::Seen | Confidence::SeenSecondHand | Confidence::Draft);
    match form(code, &prefix) {
        None => problems.error(crate::text!(
            vi: "`{code}`: mã phải có dạng `{prefix}001.002` (đã đọc được) hoặc `X-{prefix}.TEN` (mã riêng)",
            en: "`{code}`: a code is `{prefix}001.002` (one that was read) or `X-{prefix}.NAME` (one of our own)",
        )),
        Some(Form::Official) if !sourced => problems.error(crate::text!(
            vi: "`{code}`: mã chính thức phải đọc được ở nguồn; mã tự đặt bắt đầu bằng `X-`",
            en: "`{code}`: an official code must have been read in a source; own codes begin with `X-`",
        )),
        Some(Form::Own) if sourced => problems.error(crate::text!(
            vi: "`{code}`: mã riêng không thể là đã đọc được; dùng own, recall hoặc infer",
            en: "`{code}`: a code of our own cannot have been read; use own, recall or infer",
        )),
        Some(Form::Own) if node.name.is_none() => {
            problems
                .error(crate::text!(vi: "`{code}`: mã riêng phải có tên", en: "`{code}`: an own code needs a name"));
        }
        Some(Form::Official) => official_parent(problems, node),
        Some(Form::Own) => {}
    }
}

/// An official code says itself what it stands under: `DRM001.002` under `DRM001`.
fn official_parent(problems: &mut Problems<'_>, node: &Node) {
    let (code, above) = (&node.code, node.code.rsplit_once('.').map(|(above, _)| above));
    if node.parent.as_deref() == above {
        return;
    }
    match above {
        Some(above) => problems.error(crate::text!(
            vi: "`{code}` phải nằm dưới `{above}`",
            en: "`{code}` must stand under `{above}`",
        )),
        None => problems.error(crate::text!(
            vi: "`{code}` là mã cao nhất, không có `parent`",
            en: "`{code}` is at the top and has no `parent`",
        )),
    }
}

/// The form of a code of this model; none where it is neither.
fn form(code: &str, model: &str) -> Option<Form> {
    if let Some(own) = code.strip_prefix("X-") {
        let rest = own.strip_prefix(model)?.strip_prefix('.')?;
        return rest.split('.').all(is_segment).then_some(Form::Own);
    }
    let numbers = code.strip_prefix(model).filter(|_| OFFICIAL.contains(&model))?;
    numbers
        .split('.')
        .all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
        .then_some(Form::Official)
}

fn is_segment(segment: &str) -> bool {
    !segment.is_empty() && segment.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}
