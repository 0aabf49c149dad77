//! Lays out an agency: its bands in a frame, and beside them the nation's components, first what the agency is joined
//! to itself, then, in a column behind where it is much, what it reaches through the national platform. Lines run
//! level from the agency to the first column and along an upright bus behind it, so that they cross no box.

use super::board::{Board, GAP, LABEL, NEAR, PAD, SIDE, TITLE, height, label, span, tallest, titled};
use super::stroke;
use crate::diagram::picture::{Anchor, Caption, Line, Link, Point, Rect, Tone, float};
use crate::model::ComponentId;
use crate::view::overall::{Band, End, Item, Joint, Overall};

/// Width of the whole, where the nation has two columns.
const WIDE: f32 = 1188.0;
/// Width of the platform that data leaves by.
const GATE: f32 = 150.0;
/// Between the agency and the nation: room for the lines.
const GUTTER: f32 = 44.0;
/// Between the columns of the nation: room for the bus.
const BUS: f32 = 24.0;
/// Widths of a box of the nation: in one column of two, and alone.
const NATION: (f32, f32) = (140.0, 184.0);
/// Boxes of the nation behind the platform from which they have a column of their own.
const BEHIND: usize = 4;
/// Height of the name of a layer above its boxes of the nation.
const GROUP: f32 = 17.0;

/// Where the parts stand.
struct Plan<'o> {
    agency: Rect,
    columns: usize,
    each: f32,
    nation: Rect,
    nation_box: f32,
    /// Boxes of the nation, each with the index of its band: those joined to the agency, those behind.
    near: Vec<(usize, &'o Item)>,
    far: Vec<(usize, &'o Item)>,
    /// The band that the platforms are in, where the nation has one to join them to.
    hub: Option<usize>,
}

/// What one layout found out, for the next.
#[derive(Clone, Copy, Default)]
struct Room {
    /// Added above the platforms, so that what the nation has there fits beside.
    above: f32,
    /// Added to each band from the platforms on.
    below: f32,
}

pub(super) fn lay(board: &mut Board, overall: &Overall) {
    let plan = plan(overall);
    let fresh = board.clone();
    let mut room = Room::default();
    room.above = pass(board, overall, &plan, room).above;
    *board = fresh.clone();
    room.below = pass(board, overall, &plan, room).below;
    *board = fresh;
    pass(board, overall, &plan, room);
    links(board, overall, &plan);
}

fn plan(overall: &Overall) -> Plan<'_> {
    let direct = |item: &Item| {
        let inner = |id: ComponentId| {
            overall.bands.iter().flat_map(|band| &band.national).any(|national| national.id == Some(id))
        };
        let joins = |joint: &&Joint| Some(joint.to) == item.id;
        let from_agency = |joint: &Joint| !matches!(joint.from, End::Component(from) if inner(from));
        overall.joints.iter().filter(joins).any(from_agency) || item.hub
    };
    let all = overall.bands.iter().enumerate().flat_map(|(at, band)| band.national.iter().map(move |item| (at, item)));
    let (mut near, mut far): (Vec<_>, Vec<_>) = all.partition(|(_, item)| direct(item));
    if near.is_empty() || far.len() < BEHIND {
        near.append(&mut far);
    }
    let hub_id = near.iter().find(|(_, item)| item.hub).and_then(|(_, item)| item.id);
    let inner = overall.joints.iter().any(|joint| hub_id.is_some_and(|hub| joint.from == End::Component(hub)));
    near.sort_by_key(|(at, item)| (*at, !item.hub));
    let hub = near.iter().find(|(_, item)| item.hub).map(|&(at, _)| at);
    let nation_box = if far.is_empty() { NATION.1 } else { NATION.0 };
    let nation = match (near.len(), far.len()) {
        (0, _) => 0.0,
        (_, 0) => nation_box + 2.0 * PAD + if inner { BUS - PAD } else { 0.0 },
        _ => 2.0 * nation_box + BUS + 2.0 * PAD,
    };
    let gutter = if near.is_empty() { 0.0 } else { GUTTER };
    let agency = Rect::new(SIDE + GAP, 0.0, WIDE - 2.0 * (SIDE + GAP) - gutter - nation, 0.0);
    let content = agency.width - 2.0 * PAD - LABEL - PAD;
    let columns = if content < 460.0 {
        3
    } else if content < 640.0 {
        4
    } else {
        5
    };
    let each = (content - float(columns - 1) * NEAR) / float(columns);
    let nation = Rect::new(agency.right() + gutter, 0.0, nation, 0.0);
    Plan { agency, columns, each, nation, nation_box, near, far, hub }
}

/// Lays everything but the lines; gives the room that would make it fit better.
fn pass(board: &mut Board, overall: &Overall, plan: &Plan<'_>, room: Room) -> Room {
    let x = plan.agency.x;
    let end = WIDE - SIDE - GAP;
    let top = board.users(&overall.users, Point::new(x, 0.0), end - x) + GAP;
    let outer = frames(board, overall, plan);
    let hub = plan.hub.unwrap_or(0);
    let mut y = top + TITLE;
    let mut level = y;
    for (index, band) in overall.bands.iter().enumerate() {
        if index == hub {
            level = y + PAD;
        }
        let more = if index < hub { room.above / float(hub) } else { room.below };
        y = row(board, band, plan, (y, more)) + NEAR;
    }
    let bands = y - NEAR;
    let before: Vec<(usize, &Item)> =
        plan.near.iter().copied().filter(|(at, _)| plan.hub.is_some_and(|hub| *at < hub)).collect();
    let after: Vec<(usize, &Item)> =
        plan.near.iter().copied().filter(|(at, _)| plan.hub.is_none_or(|hub| *at >= hub)).collect();
    let corner = Point::new(plan.nation.x + PAD, top + TITLE);
    let first = stack(board, overall, &before, corner, plan.nation_box);
    let start = if plan.hub.is_some() { level - GROUP } else { top + TITLE };
    let above = (first - start).max(0.0);
    let near = stack(board, overall, &after, Point::new(corner.x, start.max(first)), plan.nation_box);
    let far = Point::new(corner.x + plan.nation_box + BUS, corner.y);
    let far = stack(board, overall, &plan.far, far, plan.nation_box);
    let (left, one) = board.bar(
        (board.lang.pick("Chỉ đạo, chính sách", "Direction and policy"), None),
        (&overall.direction, &[]),
        Point::new(0.0, 0.0),
    );
    let (name, target) = &overall.security_name;
    let bar = Point::new(end + GAP, 0.0);
    let (right, two) = board.bar((name, target.clone()), (&overall.security, &overall.national_security), bar);
    let bottom = (bands + PAD).max(near + PAD).max(far + PAD).max(one).max(two);
    board.set(left, Rect::new(0.0, 0.0, SIDE, bottom));
    board.set(right, Rect::new(bar.x, 0.0, SIDE, bottom));
    board.set(outer.0, Rect { y: top, height: bottom - top, ..plan.agency });
    if let Some(nation) = outer.1 {
        board.set(nation, Rect { y: top, height: bottom - top, ..plan.nation });
    }
    board.picture.width = WIDE;
    board.picture.height = board.remark(overall, bottom);
    let stretched = overall.bands.len().saturating_sub(hub).max(1);
    Room { above, below: (bottom - PAD - bands) / float(stretched) }
}

/// The frame of the agency, and that of the nation where anything stands in it.
fn frames(board: &mut Board, overall: &Overall, plan: &Plan<'_>) -> (usize, Option<usize>) {
    let title = titled(&overall.subject, plan.agency.width - 2.0 * PAD, 13.0, 1);
    let agency = board.frame(title, Tone::Plain, overall.target.clone());
    let title = titled(board.lang.pick("Trung ương, quốc gia", "National"), plan.nation.width - 2.0 * PAD, 13.0, 1);
    (agency, (!plan.near.is_empty()).then(|| board.frame(title, Tone::National, None)))
}

/// A band of the agency, `more` taller than it needs to be; gives its bottom.
fn row(board: &mut Board, band: &Band, plan: &Plan<'_>, (top, more): (f32, f32)) -> f32 {
    let x = plan.agency.x + PAD;
    let title = label(band);
    let least = title.iter().map(Line::height).sum::<f32>() + 12.0;
    let frame = board.frame(title, Tone::Ground, band.target.clone());
    let content = span(plan.columns, plan.each);
    let mut corner = Point::new(x + LABEL, top + PAD);
    let right = corner.x + content;
    let mut bottom = corner.y;
    let full = (plan.columns, plan.each);
    let mut beside = (plan.columns, plan.each, 0.0);
    if band.gates.is_empty() {
        corner.y += more / 2.0;
    } else {
        for gate in &band.gates {
            let hub = plan.near.iter().find(|(_, item)| item.hub && gate == &band.gates[0]);
            let hub = hub.map_or(0.0, |(_, item)| height(item, plan.nation_box, true));
            let tall = height(gate, GATE, true).max(hub).max(54.0);
            board.card(gate, Rect::new(right - GATE, bottom, GATE, tall), true);
            bottom += tall + NEAR;
        }
        bottom -= NEAR;
        let columns = plan.columns - 1;
        beside = (columns, (content - GATE - float(columns) * NEAR) / float(columns), bottom);
    }
    bottom = bottom.max(board.shelves(&band.clusters, corner, full, beside));
    let spare = if band.gates.is_empty() { more / 2.0 } else { more };
    let bottom = (bottom + PAD + spare).max(top + least + more);
    board.set(frame, Rect::new(x, top, plan.agency.width - 2.0 * PAD, bottom - top));
    bottom
}

/// Boxes of the nation below each other, the name of their layer above each group; gives the bottom.
fn stack(board: &mut Board, overall: &Overall, items: &[(usize, &Item)], corner: Point, width: f32) -> f32 {
    let mut y = corner.y;
    let mut group = None;
    for &(band, item) in items {
        if group != Some(band) {
            let name = overall.bands.get(band).map_or("", |band| band.name.as_str());
            let line = Line::new(name, 11.0).bold().quiet();
            let at = Point::new(corner.x, y + GROUP / 2.0 - 1.0);
            board.picture.captions.push(Caption { at, anchor: Anchor::Start, line, upright: false, target: None });
            (group, y) = (Some(band), y + GROUP);
        }
        let tall =
            if item.hub { height(item, width, true).max(54.0) } else { tallest(std::slice::from_ref(item), width) };
        board.card(item, Rect::new(corner.x, y, width, tall), item.hub);
        y += tall + NEAR;
    }
    if items.is_empty() { y } else { y - NEAR }
}

fn links(board: &mut Board, overall: &Overall, plan: &Plan<'_>) {
    let (mut turns, bar) = (0, WIDE - SIDE);
    let mut trunks: Vec<ComponentId> = Vec::new();
    let bus = plan.nation.x + PAD + plan.nation_box + BUS / 2.0;
    for joint in &overall.joints {
        let Some(to) = board.rect_of(joint.to) else { continue };
        let (beside, middle) = (to.x < bar, to.centre().y);
        let start = match joint.from {
            End::Agency => Some(plan.agency),
            End::Component(from) => board.rect_of(from),
        };
        let Some(rect) = start else { continue };
        let (barred, national) = (rect.x >= bar, rect.x >= plan.nation.x);
        let points = match joint.from {
            End::Agency if beside => {
                // A line of one box may lead there by the middle: that of the agency keeps below it.
                let also = |other: &&Joint| other.to == joint.to && other.from != joint.from;
                let y = if overall.joints.iter().any(|other| also(&other)) { to.bottom() - 9.0 } else { middle };
                vec![Point::new(rect.right(), y), Point::new(to.x, y)]
            }
            // One line leads to the box of the nation, the others of the bar join it: dashes do not overlap.
            End::Component(_) if barred && !beside && trunks.contains(&joint.to) => {
                vec![Point::new(rect.x, rect.centre().y), Point::new(bar + 6.0, rect.centre().y)]
            }
            End::Component(_) if barred && !beside => {
                trunks.push(joint.to);
                bent(rect, to, bar + 6.0)
            }
            End::Component(_) if national && beside => bent(rect, to, bus),
            End::Component(_) if beside => {
                let points = across(rect, to, plan.agency.right() + 8.0 + 6.0 * float(turns % 5));
                // A line without a bend takes no lane.
                turns += usize::from(points.len() > 2);
                points
            }
            // The side bar stands behind the nation: the tables tell what uses it.
            _ => continue,
        };
        let place = |id: ComponentId| board.places.get(&id).copied();
        let ends = match joint.from {
            End::Component(from) => place(from).zip(place(joint.to)),
            End::Agency => None,
        };
        let (stroke, tip) = (stroke(joint.way), joint.says.clone());
        board.picture.links.push(Link { points, stroke, arrow: false, tip, ends });
    }
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

/// From the side of one box that faces an upright line, along that line, to the side of the other that faces it.
fn bent(from: Rect, to: Rect, x: f32) -> Vec<Point> {
    let side = |rect: Rect| if rect.centre().x < x { rect.right() } else { rect.x };
    let (start, end) = (from.centre().y, to.centre().y);
    if (start - end).abs() < 1.0 {
        return vec![Point::new(side(from), start), Point::new(side(to), start)];
    }
    vec![Point::new(side(from), start), Point::new(x, start), Point::new(x, end), Point::new(side(to), end)]
}
