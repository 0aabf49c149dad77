//! `site:` of `khung.yaml`: taken as far as it is sound. What its patterns refuse the schema tells; whether its
//! colour can be read is told here.

use super::faults;
use crate::diagnostic::{Finding, Subject};
use crate::framework::Severity;
use crate::model::{Colour, LEAST_CONTRAST, PathSetting, SiteSettings};
use crate::source::{FileId, Place, SourceFile};
use crate::text;
use crate::tree::NodeRef;

/// What `site:` says.
pub(super) fn settings(root: NodeRef<'_>, file: &SourceFile) -> SiteSettings {
    let Some(site) = root.get("site") else { return SiteSettings::default() };
    let path = |key: &str| {
        let node = site.get(key)?;
        Some(PathSetting { path: node.as_str()?.to_owned(), at: file.position(node.span().start) })
    };
    let secure = |address: &&str| address.starts_with("https://") && address.contains("{path}");
    SiteSettings {
        logo: path("logo"),
        colour: site.get("colour").and_then(NodeRef::as_str).and_then(Colour::parse),
        templates: path("templates"),
        source_url: site.get("source_url").and_then(NodeRef::as_str).filter(secure).map(str::to_owned),
    }
}

/// Tells of a colour that cannot be read on white.
pub(super) fn check(root: NodeRef<'_>, path: &str, file: FileId, findings: &mut Vec<Finding>) {
    let Some(node) = root.get("site").and_then(|site| site.get("colour")) else { return };
    let Some(colour) = node.as_str().and_then(Colour::parse) else { return };
    let contrast = colour.contrast(Colour::WHITE);
    if contrast >= LEAST_CONTRAST {
        return;
    }
    let darker = colour.readable_on(&[Colour::WHITE], Colour::BLACK).hex();
    let colour = colour.hex();
    let message = text!(
        vi: "màu `{colour}` khó đọc trên nền trắng: tương phản {contrast:.1}, cần ít nhất {LEAST_CONTRAST}",
        en: "the colour `{colour}` is hard to read on white: contrast {contrast:.1}, at least {LEAST_CONTRAST} is needed",
    );
    let help = text!(
        vi: "chọn màu đậm hơn, ví dụ `{darker}`",
        en: "choose a darker colour, such as `{darker}`",
    );
    let subject = Subject::File(path.to_owned());
    let place = Place { file, span: node.span() };
    findings.push(
        Finding::new(faults::INVALID_VALUE, Severity::Error, subject, place, message, help).with_field("site.colour"),
    );
}
