//! Draws the overall diagram: bands between two side bars, the nation in a frame of its own.

mod banded;
mod board;
mod folded;

use super::picture::{Drawing, Link, Meaning, Sign, Stroke, Tone};
use crate::measure::Scope;
use crate::text::Lang;
use crate::view::Atlas;
use crate::view::overall::{Item, Mark, Overall, Way, overall};
use board::Board;

/// Draws the overall diagram of a scope; `None` where nothing is in it at the day.
pub(super) fn draw(scope: Scope, atlas: Atlas<'_>, lang: Lang) -> Option<Drawing> {
    let overall = overall(atlas, scope, lang)?;
    let mut board = Board::new(&overall, lang);
    if overall.levels.is_empty() {
        banded::lay(&mut board, &overall);
    } else {
        folded::lay(&mut board, &overall);
    }
    let mut picture = board.picture;
    picture.legend = legend(&overall, &picture.links, lang);
    Some(Drawing { picture, tables: overall.tables })
}

const fn tone(mark: Mark) -> Tone {
    match mark {
        Mark::Layer(layer) => Tone::Layer(layer),
        Mark::National => Tone::National,
        Mark::Fact => Tone::Plain,
        Mark::Sum => Tone::Ground,
        Mark::Recipe => Tone::Outside,
        Mark::Without => Tone::Heat(0),
        Mark::Planned => Tone::Planned,
        Mark::Retiring => Tone::Retired,
        Mark::Wrong => Tone::Wrong,
        Mark::Joined => Tone::Good,
        Mark::Apart => Tone::Warning,
    }
}

const fn stroke(way: Way) -> Stroke {
    match way {
        Way::Planned => Stroke::Planned,
        Way::Use => Stroke::Dependency,
        Way::Data => Stroke::Data,
        Way::Spine => Stroke::Spine,
        Way::Wrong => Stroke::Wrong,
    }
}

/// What the signs that are on this picture mean.
fn legend(overall: &Overall, links: &[Link], lang: Lang) -> Vec<Meaning> {
    let drawn = |mark: Mark| items(overall).any(|item| item.mark == mark);
    let boxes = [
        (Mark::National, ("Thành phần quốc gia", "National component")),
        (Mark::Joined, ("LGSP đã nối NGSP", "LGSP joined to NGSP")),
        (Mark::Apart, ("Có LGSP, chưa nối NGSP", "LGSP not joined to NGSP")),
        (Mark::Without, ("Chưa ghi LGSP", "No LGSP recorded")),
        (Mark::Planned, ("Dự kiến, đang xây dựng", "Planned or being built")),
        (Mark::Retiring, ("Đang dừng dần", "Being retired")),
        (Mark::Wrong, ("Có lỗi, chưa được miễn trừ", "Has an error, not waived")),
        (Mark::Recipe, ("Có trong khung, mô hình chưa ghi", "In the framework, not in the model")),
    ];
    let boxes = boxes.into_iter().filter(|&(mark, _)| drawn(mark));
    let ways = [
        (Way::Spine, ("Nối qua nền tảng, trục, mạng quốc gia", "Joined through a national platform, axis or network")),
        (Way::Data, ("Trao đổi dữ liệu", "Exchanges data")),
        (Way::Use, ("Sử dụng dịch vụ", "Uses its service")),
        (Way::Planned, ("Sẽ kết nối", "To be joined")),
        (Way::Wrong, ("Đi đường quy tắc không cho phép", "Goes a way that a rule forbids")),
    ];
    let ways = ways.into_iter().filter(|&(way, _)| links.iter().any(|link| link.stroke == stroke(way)));
    let says = |(vi, en): (&str, &str)| lang.pick(vi, en).to_owned();
    let boxes = boxes.map(|(mark, words)| Meaning { sign: Sign::Box(tone(mark)), says: says(words) });
    let ways = ways.map(|(way, words)| Meaning { sign: Sign::Line(stroke(way)), says: says(words) });
    boxes.chain(ways).collect()
}

/// Every box of a picture.
fn items(overall: &Overall) -> impl Iterator<Item = &Item> {
    let bands = overall.bands.iter().flat_map(|band| {
        band.clusters.iter().flat_map(|cluster| &cluster.items).chain(&band.gates).chain(&band.national)
    });
    let levels = overall.levels.iter().flat_map(|level| level.layers.iter().chain(&level.agencies));
    let sides =
        overall.users.iter().chain(&overall.direction).chain(&overall.security).chain(&overall.national_security);
    bands.chain(levels).chain(sides).chain(&overall.backbone)
}
