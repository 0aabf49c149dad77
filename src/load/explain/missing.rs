//! A field that must be there and is not.

use super::shape::Known;
use super::{Advice, Spot, say};
use crate::framework::Framework;
use crate::text;
use crate::text::Text;

/// What is missing, the line to add, and what the field means.
pub(super) fn missing(framework: &Framework, spot: &Spot<'_>, key: &str) -> Advice {
    let shape = spot.shape.key(framework, key);
    let known = spot.shape.keys(framework).into_iter().find(|known| known.id == key);
    let title = say::titled(known.unwrap_or(Known { id: key, name: (key, key) }));
    let owner = say::owner(spot);
    let sample = say::sample(framework, shape);
    let line = format!("{key}: {sample}");
    let Text { vi, en } = say::about(shape);
    Advice {
        message: Text::new(
            format!("{} thiếu trường {}", owner.vi, title.vi),
            format!("{} lacks the field {}", owner.en, title.en),
        ),
        help: text!(vi: "thêm `{line}`{vi}", en: "add `{line}`{en}"),
    }
}
