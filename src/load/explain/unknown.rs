//! A key the framework does not know at that place.

use super::shape::Shape;
use super::suggest::{Guess, closest};
use super::{Advice, Spot, say};
use crate::framework::{DocumentType, Field, FieldType, Framework};
use crate::text;
use crate::text::Text;
use crate::tree::{Member, NodeRef};

/// The merge key of YAML 1.1, which YAML 1.2 does not have.
pub(super) const MERGE_KEY: &str = "<<";

/// As many allowed fields as are listed when nothing close is found.
const LISTED: usize = 8;

/// What to say of an unknown key, and the field it surely stands for.
///
/// Nothing for a key that is no scalar: that was reported as a fault of the YAML.
pub(super) fn unknown<'f>(
    framework: &'f Framework,
    spot: &Spot<'f>,
    member: Member<'f>,
) -> Option<(Advice, Option<&'f str>)> {
    let key = member.key;
    if key.is_empty() && !is_quoted(spot.node, member) {
        return None;
    }
    if key == MERGE_KEY {
        return Some((merge_key(), None));
    }
    if let Some(advice) = of_other_components(framework, spot.shape, key) {
        return Some((advice, None));
    }
    let shown = say::clip(key);
    let owner = say::owner(spot);
    let message =
        Text::new(format!("{} không có trường `{shown}`", owner.vi), format!("{} has no field `{shown}`", owner.en));
    let guess = closest(key, &spot.shape.keys(framework));
    if let Some(guess) = guess.filter(|guess| guess.sure) {
        return Some((Advice { message, help: meant(guess, spot.node) }, Some(guess.known.id)));
    }
    let help = elsewhere(framework, spot, key)
        .or_else(|| guess.map(|guess| meant(guess, spot.node)))
        .unwrap_or_else(|| allowed(framework, spot));
    Some((Advice { message, help }, None))
}

/// Whether an empty key was written as such; a list or a mapping as a key has an empty one made up for it.
fn is_quoted(object: NodeRef<'_>, member: Member<'_>) -> bool {
    let text = object.text_from(member.key_span.start);
    text.starts_with(['"', '\''])
}

fn merge_key() -> Advice {
    Advice {
        message: Text::new("khóa gộp `<<` không được hỗ trợ", "the merge key `<<` is not supported"),
        help: Text::new(
            "viết thẳng các trường ra: YAML 1.2 không có khóa gộp, và người đọc cần thấy đủ ở một chỗ",
            "write the fields out: YAML 1.2 has no merge key, and readers need to see all in one place",
        ),
    }
}

/// A field that only components of other layers or kinds carry.
fn of_other_components(framework: &Framework, shape: Shape<'_>, key: &str) -> Option<Advice> {
    let Shape::Component(layer, kind) = shape else { return None };
    let field = framework.fields_of(DocumentType::Component).find(|field| field.id == key)?;
    let id = &field.id;
    if field.only.kinds.is_empty() {
        let here = layer?;
        let homes = framework.layers.iter().filter(|layer| field.only.layers.contains(&layer.id));
        let homes: Vec<_> = homes.map(|layer| (layer.id.as_str(), &layer.name)).collect();
        let first = homes.first().map_or("…", |(id, _)| *id);
        let (at, (vi, en)) = (&here.id, names(&homes));
        let name = &here.name;
        let (here_vi, here_en) = (&name.vi, &name.en);
        return Some(Advice {
            message: text!(
                vi: "trường `{id}` chỉ dùng ở lớp {vi}; đây là lớp `{at}` ({here_vi})",
                en: "`{id}` is for the layer {en} only; this is the layer `{at}` ({here_en})",
            ),
            help: text!(
                vi: "xóa trường này, hoặc chuyển thành phần sang tài liệu có `layer: {first}`",
                en: "remove the field, or move the component to a document with `layer: {first}`",
            ),
        });
    }
    let homes = framework.kinds.iter().filter(|kind| field.only.allows(kind));
    let homes: Vec<_> = homes.map(|kind| (kind.id.as_str(), &kind.name)).collect();
    let (vi, en) = names(&homes);
    let here = kind.map_or("?", |kind| &kind.id);
    Some(Advice {
        message: text!(
            vi: "trường `{id}` chỉ dùng cho loại {vi}; thành phần này là loại `{here}`",
            en: "`{id}` is for the kind {en} only; this component is of kind `{here}`",
        ),
        help: Text::new("xóa trường này, hoặc sửa lại `kind`", "remove the field, or correct `kind`"),
    })
}

fn names(homes: &[(&str, &Text)]) -> (String, String) {
    let join = |half: fn(&Text) -> &str| {
        homes.iter().map(|(id, name)| format!("`{id}` ({})", half(name))).collect::<Vec<_>>().join(", ")
    };
    (join(|name| &name.vi), join(|name| &name.en))
}

fn meant(guess: Guess<'_>, object: NodeRef<'_>) -> Text {
    let title = say::titled(guess.known);
    let id = guess.known.id;
    if object.get(id).is_some() {
        return text!(
            vi: "`{id}` đã có ở đây; xóa một trong hai",
            en: "`{id}` is here already; remove one of the two",
        );
    }
    Text::new(format!("ý bạn là {}?", title.vi), format!("did you mean {}?", title.en))
}

/// The key is right, its place is not: too far out, or too far in.
fn elsewhere(framework: &Framework, spot: &Spot<'_>, key: &str) -> Option<Text> {
    let has = |fields: &[Field]| fields.iter().any(|field| field.id == key);
    let inside = spot
        .shape
        .fields(framework)
        .into_iter()
        .find(|field| has(&field.fields) || (field.id == "connects" && has(&framework.connection)));
    if let Some(field) = inside {
        let outer = &field.id;
        let line = match field.kind {
            FieldType::List => format!("{outer}: [{{ {key}: … }}]"),
            _ => format!("{outer}: {{ {key}: … }}"),
        };
        return Some(text!(
            vi: "`{key}` nằm trong `{outer}`: viết `{line}`",
            en: "`{key}` belongs inside `{outer}`: write `{line}`",
        ));
    }
    let of_component = framework.fields_of(DocumentType::Component).any(|field| field.id == key)
        || framework.relations.iter().any(|relation| relation.id == key);
    if !of_component {
        return None;
    }
    match (spot.shape, spot.component) {
        (Shape::Document(DocumentType::Layer, _), _) => Some(text!(
            vi: "`{key}` là trường của từng thành phần: viết trong `components`, ngang với `id`",
            en: "`{key}` is a field of each component: write it inside `components`, level with `id`",
        )),
        (Shape::Component(..), _) | (_, None) => None,
        _ => Some(text!(
            vi: "`{key}` là trường của thành phần: lùi ra ngang với `id`",
            en: "`{key}` is a field of the component: move it out, level with `id`",
        )),
    }
}

fn allowed(framework: &Framework, spot: &Spot<'_>) -> Text {
    let keys = spot.shape.keys(framework);
    if keys.len() <= LISTED {
        let list = say::listed(&keys);
        return Text::new(format!("các trường dùng được: {}", list.vi), format!("the fields here are: {}", list.en));
    }
    if keys.iter().any(|known| known.id == "note") {
        return Text::new("xóa trường này, hoặc đưa nội dung vào `note`", "remove it, or put what it says into `note`");
    }
    Text::new("xóa trường này", "remove it")
}
