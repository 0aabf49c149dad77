//! Lays out an agency: its bands in a frame, the nation's components in a frame beside them, row by row, so that the
//! lines between the two run level from one to the other and cross nothing.

use super::board::{Board, GAP, LABEL, NEAR, PAD, SIDE, TITLE, count, height, span, tallest, titled};
use super::stroke;
use crate::diagram::letters::{Weight, wrap};
use crate::diagram::picture::{Line, Link, Point, Rect, Tone};
use crate::model::ComponentId;
use crate::view::overall::{Band, End, Joint, Overall};

/// Columns of boxes in a band.
const COLUMNS: usize = 4;
/// Width of a box.
const BOX: f32 = 121.0;
/// Width of the platform that data leaves by.
const GATE: f32 = 150.0;
/// Between the agency and the nation: room for the lines.
const GUTTER: f32 = 46.0;
/// Width of a box of the nation.
const NATION: f32 = 164.0;
/// Room for the line beside the boxes of the nation.
const BUS: f32 = 16.0;

/// Where the parts stand.
struct Columns {
    agency: Rect,
    band: f32,
    nation: Rect,
}

pub(super) fn lay(board: &mut Board, overall: &Overall) {
    let content = span(COLUMNS, BOX);
    let wide = LABEL + content + PAD;
    let x = SIDE + GAP;
    let agency = Rect::new(x, 0.0, wide + 2.0 * PAD, 0.0);
    let beside = overall.bands.iter().any(|band| !band.national.is_empty());
    let nation = Rect::new(agency.right() + GUTTER, 0.0, NATION + PAD + BUS + 2.0, 0.0);
    let end = if beside { nation.right() } else { agency.right() };
    let columns = Columns { agency, band: wide, nation };

    let bottom = board.users(&overall.users, Point::new(x, 0.0), end - x);
    let top = bottom + GAP;
    let outer = frames(board, overall, &columns, beside);
    let mut y = top + TITLE;
    for band in &overall.bands {
        y = row(board, band, &columns, y) + NEAR;
    }
    let (left, first) = board.bar(
        (board.lang.pick("Chỉ đạo, chính sách", "Direction and policy"), None),
        (&overall.direction, &[]),
        Point::new(0.0, 0.0),
    );
    let (name, target) = &overall.security_name;
    let corner = Point::new(end + GAP, 0.0);
    let (right, second) = board.bar((name, target.clone()), (&overall.security, &overall.national_security), corner);
    let bottom = (y + PAD - NEAR).max(first).max(second);
    board.set(left, Rect::new(0.0, 0.0, SIDE, bottom));
    board.set(right, Rect::new(corner.x, 0.0, SIDE, bottom));
    board.set(outer.0, Rect { y: top, height: bottom - top, ..columns.agency });
    if let Some(nation) = outer.1 {
        board.set(nation, Rect { y: top, height: bottom - top, ..columns.nation });
    }
    links(board, overall, &columns, corner.x);
    board.picture.width = corner.x + SIDE;
    board.picture.height = board.remark(overall, bottom);
}

/// The frame of the agency, and that of the nation where anything stands in it.
fn frames(board: &mut Board, overall: &Overall, columns: &Columns, beside: bool) -> (usize, Option<usize>) {
    let room = columns.agency.width - 2.0 * PAD;
    let title = titled(&overall.subject, room, 13.0, 1);
    let agency = board.frame(title, Tone::Plain, overall.target.clone());
    let title = titled(board.lang.pick("Trung ương, quốc gia", "National"), columns.nation.width - 2.0 * PAD, 13.0, 1);
    (agency, beside.then(|| board.frame(title, Tone::National, None)))
}

/// A band of the agency and the boxes of the nation beside it; gives the bottom of both.
fn row(board: &mut Board, band: &Band, columns: &Columns, top: f32) -> f32 {
    let x = columns.agency.x + PAD;
    let mut title = titled(&band.name, LABEL - 2.0 * PAD, 12.5, 3);
    title.extend(
        wrap(&band.says, LABEL - 2.0 * PAD, 11.0, Weight::Regular, 2)
            .into_iter()
            .map(|says| Line::new(says, 11.0).quiet()),
    );
    let least = title.iter().map(Line::height).sum::<f32>() + 12.0;
    let frame = board.frame(title, Tone::Ground, band.target.clone());
    let corner = Point::new(x + LABEL, top + PAD);
    let right = corner.x + span(COLUMNS, BOX);
    let mut bottom = corner.y;
    let mut room = COLUMNS;
    if !band.gates.is_empty() {
        room -= 1;
        let mut y = corner.y;
        for gate in &band.gates {
            let tall = height(gate, GATE, true).max(54.0);
            board.card(gate, Rect::new(right - GATE, y, GATE, tall), true);
            y += tall + NEAR;
        }
        bottom = y - NEAR;
    }
    // Beside the platforms the boxes are a little narrower.
    let each = if room < COLUMNS { (span(COLUMNS, BOX) - GATE - count(room) * NEAR) / count(room) } else { BOX };
    bottom = bottom.max(board.shelves(&band.clusters, corner, room, each));
    let mut y = corner.y;
    for item in &band.national {
        let tall = tallest(std::slice::from_ref(item), NATION);
        board.card(item, Rect::new(columns.nation.x + PAD, y, NATION, tall), false);
        y += tall + NEAR;
    }
    let bottom = (bottom + PAD).max(y - NEAR + PAD).max(top + least);
    board.set(frame, Rect::new(x, top, columns.band, bottom - top));
    bottom
}

fn links(board: &mut Board, overall: &Overall, columns: &Columns, bar: f32) {
    let mut gates = 0;
    for joint in &overall.joints {
        let Some(to) = board.rect_of(joint.to) else { continue };
        let beside = to.x < bar;
        let points = match joint.from {
            End::Agency if beside => {
                let y = to.centre().y;
                vec![Point::new(columns.agency.right(), y), Point::new(to.x, y)]
            }
            // The side bar stands behind the nation: the tables tell what uses it.
            End::Agency => continue,
            End::Component(from) => {
                let Some(rect) = board.rect_of(from) else { continue };
                if rect.x >= bar && to.x >= bar {
                    around(rect, to, bar + 6.0)
                } else if rect.x >= columns.nation.x && beside {
                    around_right(rect, to, to.right() + BUS / 2.0 + 1.0)
                } else if beside {
                    gates += 1;
                    across(rect, to, columns.agency.right() + 8.0 + 7.0 * count(gates % 4))
                } else {
                    continue;
                }
            }
        };
        push(board, joint, points);
    }
}

fn push(board: &mut Board, joint: &Joint, points: Vec<Point>) {
    let place = |id: ComponentId| board.places.get(&id).copied();
    let ends = match joint.from {
        End::Component(from) => place(from).zip(place(joint.to)),
        End::Agency => None,
    };
    board.picture.links.push(Link { points, stroke: stroke(joint.way), arrow: false, tip: joint.says.clone(), ends });
}

/// Level where both boxes reach the same height, else by an upright piece in the gutter.
fn across(from: Rect, to: Rect, x: f32) -> Vec<Point> {
    let (top, bottom) = (from.y.max(to.y), from.bottom().min(to.bottom()));
    if top + 8.0 < bottom {
        let y = f32::midpoint(top, bottom);
        return vec![Point::new(from.right(), y), Point::new(to.x, y)];
    }
    let (start, end) = (from.centre().y, to.centre().y);
    vec![Point::new(from.right(), start), Point::new(x, start), Point::new(x, end), Point::new(to.x, end)]
}

/// From the left side of one box to that of another.
fn around(from: Rect, to: Rect, x: f32) -> Vec<Point> {
    let (start, end) = (from.centre().y, to.centre().y);
    vec![Point::new(from.x, start), Point::new(x, start), Point::new(x, end), Point::new(to.x, end)]
}

/// From the right side of one box to that of another.
fn around_right(from: Rect, to: Rect, x: f32) -> Vec<Point> {
    let (start, end) = (from.centre().y, to.centre().y);
    vec![Point::new(from.right(), start), Point::new(x, start), Point::new(x, end), Point::new(to.right(), end)]
}
