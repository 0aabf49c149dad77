//! The areas of the framework sheet that rules belong to, told by their tags.

use crate::framework::{Pack, RuleSetting};
use crate::text::Text;

/// Rules of one area, in the order of their tags.
pub struct Area<'p> {
    /// Its name.
    pub name: Text,
    /// Its rules.
    pub rules: Vec<&'p RuleSetting>,
}

/// Beginning of a tag, and the area in both languages; in the order of the sheet.
const AREAS: [(&str, &str, &str); 10] = [
    ("GOV-", "Quản trị, định danh", "Governance and identity"),
    ("INF-", "Hạ tầng", "Infrastructure"),
    ("DAT-", "Dữ liệu", "Data"),
    ("CON-", "Nền tảng, kết nối", "Platforms and connections"),
    ("APP-", "Ứng dụng, dịch vụ", "Applications and services"),
    ("SEC-", "An toàn thông tin", "Security"),
    ("DOC-", "Văn bản kiến trúc", "Architecture document"),
    ("GEN-", "Chung cho mọi kiến trúc", "Of any architecture"),
    ("EXC-", "Miễn trừ, bỏ qua", "Waivers and ignore comments"),
    ("", "Khác", "Others"),
];

/// The rules of a pack by area; areas with no rule are left out.
#[must_use]
pub fn areas(pack: &Pack) -> Vec<Area<'_>> {
    let of = |tag: &str| AREAS.iter().position(|(prefix, ..)| tag.starts_with(prefix));
    let areas = AREAS.iter().enumerate().map(|(index, (_, vi, en))| {
        let own = pack.rules.rules.iter().filter(|setting| setting.policy.is_none() && of(&setting.tag) == Some(index));
        let mut rules: Vec<&RuleSetting> = own.collect();
        rules.sort_by(|left, right| left.tag.cmp(&right.tag));
        Area { name: Text::new(*vi, *en), rules }
    });
    areas.filter(|area| !area.rules.is_empty()).collect()
}
