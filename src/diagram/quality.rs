//! How good a picture is, measured: what nobody may see in print is a fault, crossings are counted.

use super::picture::{Anchor, Caption, Card, Frame, Line, Link, Picture, Point, Rect, Stroke};

/// Something that must not be seen. Numbers are indices in the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Two boxes share a place.
    CardsOverlap(usize, usize),
    /// A box stands on free words or on the title of a frame.
    CardOnWords(usize, String),
    /// Two free words or titles share a place.
    WordsOverlap(String, String),
    /// Words are wider or higher than their box or frame.
    WordsTooLarge(String),
    /// A box stands half inside a frame.
    CardAcrossFrame(usize, usize),
    /// Two frames cross.
    FramesCross(usize, usize),
    /// A line goes through a box: of the line, of the box.
    LineThroughCard(usize, usize),
    /// A line goes through words.
    LineThroughWords(usize, String),
    /// A line does not begin and end on the borders of the boxes it joins.
    LineLoose(usize),
    /// Two lines that share no end run along each other.
    LinesTogether(usize, usize),
    /// Something stands outside the picture.
    Outside(String),
}

/// What was measured.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quality {
    /// What must not be seen.
    pub faults: Vec<Fault>,
    /// Lines, rules of grids left out.
    pub links: usize,
    /// At how many points lines that share no end cross.
    pub crossings: usize,
}

/// What rounding may hide.
const NEAR: f32 = 0.6;

/// Measures a picture.
#[must_use]
pub fn quality(picture: &Picture) -> Quality {
    let mut faults = Vec::new();
    let words = words(picture);
    cards(picture, &words, &mut faults);
    frames(picture, &words, &mut faults);
    let pieces = pieces(picture);
    lines(picture, &words, &pieces, &mut faults);
    let crossings = meetings(picture, &pieces, &mut faults);
    let links = picture.links.iter().filter(|link| is_line(link)).count();
    Quality { faults, links, crossings }
}

fn is_line(link: &Link) -> bool {
    link.stroke != Stroke::Grid
}

/// Words that stand free or are the title of a frame, each with its place; of a frame, its index.
struct Words<'p> {
    text: &'p str,
    rect: Rect,
    frame: Option<usize>,
}

fn words(picture: &Picture) -> Vec<Words<'_>> {
    let mut words = Vec::new();
    for (index, frame) in picture.frames.iter().enumerate().filter(|(_, frame)| !frame.title.is_empty()) {
        words.push(Words { text: &frame.title[0].text, rect: title(frame), frame: Some(index) });
    }
    words.extend(picture.captions.iter().map(|held| Words { text: &held.line.text, rect: caption(held), frame: None }));
    words
}

/// Where the title of a frame stands: as the writer puts it.
fn title(frame: &Frame) -> Rect {
    let wide = frame.title.iter().map(Line::width).fold(0.0, f32::max);
    let high: f32 = frame.title.iter().map(Line::height).sum();
    if frame.upright {
        let centre = frame.rect.centre();
        Rect::new(centre.x - high / 2.0, centre.y - wide / 2.0, high, wide)
    } else {
        Rect::new(frame.rect.x + 9.0, frame.rect.y + 5.0, wide, high)
    }
}

fn caption(caption: &Caption) -> Rect {
    let (wide, high) = (caption.line.width(), caption.line.height());
    let back = match caption.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => wide / 2.0,
        Anchor::End => wide,
    };
    if caption.upright {
        // Read from below: the start is the lower end.
        Rect::new(caption.at.x - high / 2.0, caption.at.y - wide + back, high, wide)
    } else {
        Rect::new(caption.at.x - back, caption.at.y - high / 2.0, wide, high)
    }
}

fn smaller(rect: &Rect, by: f32) -> Rect {
    Rect::new(rect.x + by, rect.y + by, (rect.width - 2.0 * by).max(0.0), (rect.height - 2.0 * by).max(0.0))
}

fn cards(picture: &Picture, words: &[Words<'_>], faults: &mut Vec<Fault>) {
    let whole = Rect::new(-NEAR, -NEAR, picture.width + 2.0 * NEAR, picture.height + 2.0 * NEAR);
    let mut order: Vec<usize> = (0..picture.cards.len()).collect();
    order.sort_by(|&left, &right| picture.cards[left].rect.x.total_cmp(&picture.cards[right].rect.x));
    for (at, &one) in order.iter().enumerate() {
        let card = &picture.cards[one];
        let rect = smaller(&card.rect, NEAR / 2.0);
        for &other in order[at + 1..].iter().take_while(|&&other| picture.cards[other].rect.x < rect.right()) {
            if rect.overlaps(&smaller(&picture.cards[other].rect, NEAR / 2.0)) {
                faults.push(Fault::CardsOverlap(one.min(other), one.max(other)));
            }
        }
        for held in words.iter().filter(|held| held.rect.overlaps(&rect)) {
            faults.push(Fault::CardOnWords(one, held.text.to_owned()));
        }
        if !fits(card) {
            faults.push(Fault::WordsTooLarge(card.lines.iter().map(|line| &*line.text).collect::<Vec<_>>().join(" ")));
        }
        if !whole.holds(&card.rect) {
            faults.push(Fault::Outside(card.tip.clone()));
        }
    }
}

fn fits(card: &Card) -> bool {
    let high: f32 = card.lines.iter().map(Line::height).sum();
    high <= card.rect.height + NEAR && card.lines.iter().all(|line| line.width() <= card.rect.width + NEAR)
}

fn frames(picture: &Picture, words: &[Words<'_>], faults: &mut Vec<Fault>) {
    let whole = Rect::new(-NEAR, -NEAR, picture.width + 2.0 * NEAR, picture.height + 2.0 * NEAR);
    for (index, frame) in picture.frames.iter().enumerate() {
        let inner = smaller(&frame.rect, NEAR);
        for (other, held) in picture.frames.iter().enumerate().skip(index + 1) {
            let apart = !inner.overlaps(&held.rect);
            if !apart && !frame.rect.holds(&held.rect) && !held.rect.holds(&frame.rect) {
                faults.push(Fault::FramesCross(index, other));
            }
        }
        for (card, held) in picture.cards.iter().enumerate() {
            if inner.overlaps(&held.rect) && !frame.rect.holds(&smaller(&held.rect, NEAR)) {
                faults.push(Fault::CardAcrossFrame(card, index));
            }
        }
        if !whole.holds(&frame.rect) {
            faults.push(Fault::Outside(frame.title.first().map(|line| line.text.clone()).unwrap_or_default()));
        }
    }
    for (index, one) in words.iter().enumerate() {
        let inside = one.frame.is_none_or(|frame| picture.frames[frame].rect.holds(&smaller(&one.rect, NEAR)));
        if !inside || !whole.holds(&one.rect) {
            faults.push(Fault::WordsTooLarge(one.text.to_owned()));
        }
        for other in &words[index + 1..] {
            if smaller(&one.rect, NEAR).overlaps(&smaller(&other.rect, NEAR)) {
                faults.push(Fault::WordsOverlap(one.text.to_owned(), other.text.to_owned()));
            }
        }
    }
}

/// A straight piece of a line.
struct Piece {
    link: usize,
    from: Point,
    to: Point,
}

fn pieces(picture: &Picture) -> Vec<Piece> {
    let links = picture.links.iter().enumerate().filter(|(_, link)| is_line(link));
    links
        .flat_map(|(index, link)| {
            link.points.windows(2).map(move |two| Piece { link: index, from: two[0], to: two[1] })
        })
        .filter(|piece| piece.from != piece.to)
        .collect()
}

fn lines(picture: &Picture, words: &[Words<'_>], pieces: &[Piece], faults: &mut Vec<Fault>) {
    for piece in pieces {
        for (index, card) in picture.cards.iter().enumerate() {
            if meets(piece, &smaller(&card.rect, 1.0)) {
                faults.push(Fault::LineThroughCard(piece.link, index));
            }
        }
        for held in words.iter().filter(|held| meets(piece, &smaller(&held.rect, 1.0))) {
            faults.push(Fault::LineThroughWords(piece.link, held.text.to_owned()));
        }
    }
    for (index, link) in picture.links.iter().enumerate() {
        let Some((from, to)) = link.ends else { continue };
        let on = |point: Option<&Point>, card: usize| match (point, picture.cards.get(card)) {
            (Some(point), Some(card)) => on_border(*point, &card.rect),
            _ => false,
        };
        // A line may end on another that leads to the same box.
        let joins = || {
            let others = picture
                .links
                .iter()
                .enumerate()
                .filter(|(other, held)| *other != index && held.ends.is_some_and(|(_, end)| end == to));
            let last = link.points.last();
            others.map(|(_, held)| held).any(|held| last.is_some_and(|point| runs_through(held, *point)))
        };
        if !on(link.points.first(), from) || !(on(link.points.last(), to) || joins()) {
            faults.push(Fault::LineLoose(index));
        }
    }
}

fn on_border(point: Point, rect: &Rect) -> bool {
    let outer = Rect::new(rect.x - NEAR, rect.y - NEAR, rect.width + 2.0 * NEAR, rect.height + 2.0 * NEAR);
    let inner = smaller(rect, NEAR);
    let within =
        |rect: &Rect| rect.x <= point.x && point.x <= rect.right() && rect.y <= point.y && point.y <= rect.bottom();
    within(&outer) && !within(&inner)
}

/// Whether a piece has a part inside a rectangle (Liang and Barsky).
fn meets(piece: &Piece, rect: &Rect) -> bool {
    let (dx, dy) = (piece.to.x - piece.from.x, piece.to.y - piece.from.y);
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    for (step, room) in [
        (-dx, piece.from.x - rect.x),
        (dx, rect.right() - piece.from.x),
        (-dy, piece.from.y - rect.y),
        (dy, rect.bottom() - piece.from.y),
    ] {
        if step == 0.0 {
            if room <= 0.0 {
                return false;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    enter < leave
}

/// Counts crossings and finds lines that run along each other.
fn meetings(picture: &Picture, pieces: &[Piece], faults: &mut Vec<Fault>) -> usize {
    let strangers = |one: &Piece, other: &Piece| {
        let ends = |piece: &Piece| picture.links[piece.link].ends;
        one.link != other.link
            && match (ends(one), ends(other)) {
                (Some((a, b)), Some((c, d))) => a != c && a != d && b != c && b != d,
                // Lines between frames: those of one beginning are one bundle.
                (None, None) => picture.links[one.link].points.first() != picture.links[other.link].points.first(),
                _ => true,
            }
    };
    let low = |a: f32, b: f32| (a.min(b), a.max(b));
    // Each as (place, from, to, piece), upright and level apart, by place.
    let mut upright: Vec<(f32, f32, f32, &Piece)> = Vec::new();
    let mut level = Vec::new();
    for piece in pieces {
        let (x, y) = (low(piece.from.x, piece.to.x), low(piece.from.y, piece.to.y));
        if x.1 - x.0 < 0.01 {
            upright.push((x.0, y.0, y.1, piece));
        } else if y.1 - y.0 < 0.01 {
            level.push((y.0, x.0, x.1, piece));
        }
    }
    let mut together: Vec<(usize, usize)> = Vec::new();
    for pieces in [&mut upright, &mut level] {
        pieces.sort_by(|left, right| left.0.total_cmp(&right.0));
        for (index, one) in pieces.iter().enumerate() {
            for other in pieces[index + 1..].iter().take_while(|other| other.0 < one.0 + NEAR) {
                if one.2.min(other.2) - one.1.max(other.1) > NEAR && strangers(one.3, other.3) {
                    together.push(low_high(one.3.link, other.3.link));
                }
            }
        }
    }
    together.sort_unstable();
    together.dedup();
    faults.extend(together.into_iter().map(|(one, other)| Fault::LinesTogether(one, other)));
    // Bundled lines cross another once where they run as one.
    let mut crossings: Vec<(u32, u32)> = Vec::new();
    for one in &level {
        let from = upright.partition_point(|other| other.0 <= one.1 + 0.01);
        for other in upright[from..].iter().take_while(|other| other.0 < one.2 - 0.01) {
            if other.1 + 0.01 < one.0 && one.0 < other.2 - 0.01 && strangers(one.3, other.3) {
                crossings.push((other.0.to_bits(), one.0.to_bits()));
            }
        }
    }
    crossings.sort_unstable();
    crossings.dedup();
    crossings.len()
}

/// Whether a line runs through a point.
fn runs_through(link: &Link, point: Point) -> bool {
    let between = |value: f32, one: f32, other: f32| one.min(other) - NEAR <= value && value <= one.max(other) + NEAR;
    link.points
        .windows(2)
        .any(|piece| between(point.x, piece[0].x, piece[1].x) && between(point.y, piece[0].y, piece[1].y))
}

fn low_high(one: usize, other: usize) -> (usize, usize) {
    (one.min(other), one.max(other))
}
