//! Lays out a nation: users, then the national frame with the national platform as its foot, then a frame for each
//! level of agencies that a line from the platform leads to, and the national network below everything.

use super::board::{Board, GAP, LABEL, NEAR, PAD, SIDE, TITLE, height, label, span, titled};
use crate::diagram::picture::{Line, Link, Point, Rect, Stroke, Tone, float};
use crate::view::overall::{Band, Level, Overall};

/// Columns of agencies, and of national components.
const COLUMNS: usize = 6;
/// Width of the middle of the picture.
const MIDDLE: f32 = 900.0;
/// Room left of the frames of agencies for the line from the platform.
const TRUNK: f32 = 26.0;

pub(super) fn lay(board: &mut Board, overall: &Overall) {
    let x = SIDE + GAP;
    let mut y = board.users(&overall.users, Point::new(x, 0.0), MIDDLE) + GAP;
    y = nation(board, overall, Point::new(x, y)) + GAP;
    let hub = overall.backbone.first().and_then(|item| item.id).and_then(|id| board.rect_of(id));
    for item in &overall.levels {
        let (rect, bottom) = level(board, item, Point::new(x + TRUNK, y));
        if let Some(hub) = hub.filter(|_| item.joined > 0) {
            let (left, at) = (x + TRUNK / 2.0, rect.y + 16.0);
            let points = vec![Point::new(left, hub.bottom()), Point::new(left, at), Point::new(rect.x, at)];
            let tip = format!("{} · {}", item.name, item.says);
            board.picture.links.push(Link { points, stroke: Stroke::Spine, arrow: false, tip, ends: None });
        }
        y = bottom + GAP;
    }
    if let Some(network) = overall.backbone.get(1) {
        let tall = height(network, MIDDLE, true).max(40.0);
        board.card(network, Rect::new(x, y, MIDDLE, tall), true);
        y += tall + GAP;
    }
    let (left, first) = board.bar(
        (board.lang.pick("Chỉ đạo, chính sách", "Direction and policy"), None),
        (&overall.direction, &[]),
        Point::new(0.0, 0.0),
    );
    let (name, target) = &overall.security_name;
    let corner = Point::new(x + MIDDLE + GAP, 0.0);
    let (right, second) = board.bar((name, target.clone()), (&overall.security, &overall.national_security), corner);
    let bottom = (y - GAP).max(first).max(second);
    board.set(left, Rect::new(0.0, 0.0, SIDE, bottom));
    board.set(right, Rect::new(corner.x, 0.0, SIDE, bottom));
    board.picture.width = corner.x + SIDE;
    board.picture.height = board.remark(overall, bottom);
}

/// The frame of the nation; gives its bottom.
fn nation(board: &mut Board, overall: &Overall, corner: Point) -> f32 {
    let title = board.lang.pick("Trung ương, quốc gia", "National");
    let frame = board.frame(titled(title, MIDDLE - 2.0 * PAD, 13.0, 1), Tone::National, None);
    let mut y = corner.y + TITLE;
    let most = overall.bands.iter().flat_map(|band| &band.clusters).map(|cluster| cluster.items.len()).max();
    let columns = most.unwrap_or(1).clamp(3, COLUMNS);
    for band in overall.bands.iter().filter(|band| band.count > 0) {
        y = row(board, band, columns, Point::new(corner.x + PAD, y)) + NEAR;
    }
    if let Some(platform) = overall.backbone.first() {
        let tall = height(platform, MIDDLE - 2.0 * PAD, true).max(44.0);
        // It reaches to the left as far as the line that leads down from it.
        board.card(platform, Rect::new(corner.x + PAD, y, MIDDLE - 2.0 * PAD, tall), true);
        y += tall + NEAR;
    }
    let bottom = y - NEAR + PAD;
    board.set(frame, Rect::new(corner.x, corner.y, MIDDLE, bottom - corner.y));
    bottom
}

fn row(board: &mut Board, band: &Band, columns: usize, corner: Point) -> f32 {
    let title = label(band);
    let least = title.iter().map(Line::height).sum::<f32>() + 12.0;
    let frame = board.frame(title, Tone::Ground, band.target.clone());
    let wide = MIDDLE - 2.0 * PAD;
    let each = width(wide - LABEL - PAD, columns);
    let bottom = board.shelves(
        &band.clusters,
        Point::new(corner.x + LABEL, corner.y + PAD),
        (columns, each),
        (columns, each, 0.0),
    ) + PAD;
    let bottom = bottom.max(corner.y + least);
    board.set(frame, Rect::new(corner.x, corner.y, wide, bottom - corner.y));
    bottom
}

/// The agencies of a level; gives the frame and its bottom.
fn level(board: &mut Board, level: &Level, corner: Point) -> (Rect, f32) {
    let wide = MIDDLE - TRUNK;
    let mut title = titled(&level.name, wide - 2.0 * PAD, 13.0, 1);
    title.push(Line::new(level.says.clone(), 11.5).quiet());
    let frame = board.frame(title, Tone::Plain, None);
    let mut y = corner.y + TITLE + 16.0;
    if level.layers.iter().any(|layer| layer.count > 0) {
        let columns = level.layers.len().max(1);
        let each = (wide - 2.0 * PAD + NEAR) / float(columns) - NEAR;
        y = board.grid(&level.layers, Point::new(corner.x + PAD, y), columns, each) + NEAR;
    }
    let bottom =
        board.grid(&level.agencies, Point::new(corner.x + PAD, y), COLUMNS, width(wide - 2.0 * PAD, COLUMNS)) + PAD;
    let rect = Rect::new(corner.x, corner.y, wide, bottom - corner.y);
    board.set(frame, rect);
    (rect, bottom)
}

/// Width of a box where so much room is for a row of them.
fn width(room: f32, columns: usize) -> f32 {
    (room - span(columns, 0.0)) / float(columns)
}
