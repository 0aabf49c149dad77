//! Draws what runs where: frames in frames, packed into columns, networks as bars below.

use super::letters::{Weight, wrap};
use super::picture::{
    Anchor, Caption, Card, Drawing, Frame, Line, Link, Meaning, Picture, Point, Rect, Sign, Stroke, Tone, float,
};
use crate::text;
use crate::text::Lang;
use crate::view::{Deployment, Net, Stance, Stand, Target};

/// Width of one column of places, and the room between two.
const COLUMN: f32 = 188.0;
const GAP: f32 = 14.0;
/// Most columns; the whole stays within 1500.
const COLUMNS: usize = 7;
/// Room inside a frame.
const PAD: f32 = 10.0;
/// Narrowest box.
const BOX: f32 = 128.0;
const NAME: f32 = 12.0;
const NOTE: f32 = 10.5;
/// Room between a place and where it is backed up.
const DROP: f32 = 20.0;
/// Room left of a backup site, for the line from its place to a network.
const LANE: f32 = 28.0;
/// Networks drawn as bars, and idle ones drawn as boxes.
const BARS: usize = 6;
const IDLE: usize = 12;

/// What runs where, as a picture with its tables.
pub(super) fn deployment(view: Deployment, lang: Lang) -> Drawing {
    let mut drawn = Sheet { picture: Picture::new(&*view.id, lang, &*view.title, &*view.description) };
    let (boxes, high) = drawn.places(&view.places);
    let mut y = high;
    y = drawn.nets(&view.nets, &boxes, y, lang);
    if !view.homeless.is_empty() {
        y = drawn.group(lang.pick("Chưa nêu nơi chạy", "Place not given"), Tone::Warning, &view.homeless, y);
    }
    for note in &view.notes {
        let wide = drawn.picture.width.max(480.0);
        for text in wrap(note, wide, NAME, Weight::Regular, 4) {
            let line = Line::new(text, NAME).quiet();
            drawn.picture.width = drawn.picture.width.max(line.width());
            y += line.height();
            let at = Point::new(0.0, y + 2.0);
            drawn.picture.captions.push(Caption { at, anchor: Anchor::Start, line, upright: false, target: None });
        }
        y += 14.0;
    }
    drawn.picture.height = y;
    drawn.picture.legend = legend(&drawn.picture, lang);
    Drawing { picture: drawn.picture, tables: view.tables }
}

struct Sheet {
    picture: Picture,
}

impl Sheet {
    /// A frame over the whole width. Gives its bottom.
    fn group(&mut self, title: &str, tone: Tone, stands: &[Stand], y: f32) -> f32 {
        let wide = self.picture.width;
        let y = if y > 0.0 { y + 2.0 * GAP } else { 0.0 };
        let title = wrapped(title, wide - 2.0 * PAD, NAME, Weight::Bold, 2);
        let at = self.picture.frames.len();
        let top = y + tall(&title) + 10.0;
        let bottom = self.inside(stands, Rect::new(PAD, top, wide - 2.0 * PAD, 0.0)) + PAD;
        let rect = Rect::new(0.0, y, wide, bottom - y);
        self.picture.frames.insert(at, Frame { rect, title, tone, upright: false, target: None });
        bottom
    }

    /// Networks as bars, the busiest first; those that no connection names together. Gives the bottom.
    fn nets(&mut self, nets: &[Net], places: &[Rect], mut y: f32, lang: Lang) -> f32 {
        let wide = self.picture.width;
        let flat = places.iter().all(|place| place.y < 0.1);
        let (mut busy, idle): (Vec<&Net>, Vec<&Net>) =
            nets.iter().partition(|net| net.carries > 0 || !net.joins.is_empty());
        busy.sort_by_key(|net| std::cmp::Reverse((net.joins.len(), net.carries)));
        let more = busy.len().saturating_sub(BARS);
        for (index, net) in busy.into_iter().take(BARS).enumerate() {
            y += if index == 0 { 2.0 * GAP } else { GAP };
            let mut lines = wrapped(&net.name, wide - 2.0 * PAD, NAME, Weight::Bold, 2);
            lines.extend(quiet(&net.note, wide - 2.0 * PAD, 2));
            let rect = Rect::new(0.0, y, wide, tall(&lines) + 12.0);
            if flat && index == 0 {
                for place in net.joins.iter().filter_map(|&place| places.get(place)) {
                    let x = place.x + LANE / 2.0;
                    self.line(Point::new(x, place.bottom()), Point::new(x, y), Stroke::Data);
                }
            }
            let tone = if net.national { Tone::National } else { Tone::Layer(0) };
            let tip = format!("{}: {}", net.name, net.note);
            self.picture.cards.push(Card { rect, lines, tone, focus: false, tip, target: net.target.clone() });
            y = rect.bottom();
        }
        let stand = |net: &&Net| Stand {
            name: net.name.clone(),
            note: String::new(),
            stance: Stance::Ground,
            target: net.target.clone(),
            inside: Vec::new(),
            backups: Vec::new(),
        };
        if !idle.is_empty() || more > 0 {
            let drawn: Vec<Stand> = idle.iter().take(IDLE).map(stand).collect();
            let hidden = more + idle.len() - drawn.len();
            let mut title = lang.pick("Mạng mà chưa kết nối nào nêu", "Networks that no connection names").to_owned();
            if hidden > 0 {
                let says = text!(vi: " (và {hidden} mạng khác, xem bảng chữ)", en: " (and {hidden} more networks, see the table)");
                title.push_str(says.get(lang));
            }
            y = self.group(&title, Tone::Ground, &drawn, y);
        }
        y
    }

    /// Places into columns: each where it begins highest, the widest first. Gives where each stands.
    fn places(&mut self, places: &[Stand]) -> (Vec<Rect>, f32) {
        let spans: Vec<usize> = places.iter().map(span).collect();
        let columns = spans.iter().sum::<usize>().clamp(2, COLUMNS);
        self.picture.width = float(columns) * (COLUMN + GAP) - GAP;
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by_key(|&index| (std::cmp::Reverse(spans[index]), index));
        let mut ends = vec![0.0_f32; columns];
        let mut boxes = vec![Rect::default(); places.len()];
        for index in order {
            let span = spans[index].min(columns);
            let end = |at: usize| ends[at..at + span].iter().copied().fold(0.0, f32::max);
            let at = (0..=columns - span).min_by(|&one, &other| end(one).total_cmp(&end(other))).unwrap_or(0);
            let top = end(at);
            let y = if top > 0.0 { top + GAP } else { 0.0 };
            let (x, width) = (float(at) * (COLUMN + GAP), float(span) * (COLUMN + GAP) - GAP);
            let (rect, bottom) = self.place(&places[index], Rect::new(x, y, width, 0.0));
            boxes[index] = rect;
            ends[at..at + span].fill(bottom);
        }
        (boxes, ends.into_iter().fold(0.0, f32::max))
    }

    /// A place with where it is backed up below it. Gives where the place stands, and the bottom of both.
    fn place(&mut self, stand: &Stand, room: Rect) -> (Rect, f32) {
        let own = self.frame(stand, room);
        let mut bottom = own;
        for (name, target) in &stand.backups {
            let (x, wide) = (room.x + LANE, room.width - LANE);
            let from = Point::new(x + wide / 2.0, bottom);
            let lines = wrapped(name, wide - 2.0 * PAD, NOTE, Weight::Regular, 4);
            let rect = Rect::new(x, bottom + DROP, wide, tall(&lines) + 10.0);
            self.line(from, Point::new(from.x, rect.y), Stroke::Dependency);
            bottom = rect.bottom();
            self.picture.cards.push(Card {
                rect,
                lines,
                tone: Tone::Plain,
                focus: false,
                tip: name.clone(),
                target: target.clone(),
            });
        }
        (Rect::new(room.x, room.y, room.width, own - room.y), bottom)
    }

    /// A stand as a frame around what is in it, in a room whose height is still open. Gives its bottom.
    fn frame(&mut self, stand: &Stand, room: Rect) -> f32 {
        let inner = room.width - 2.0 * PAD;
        let mut title = wrapped(&stand.name, inner, NAME, Weight::Bold, 4);
        title.extend(quiet(&stand.note, inner, 3));
        let at = self.picture.frames.len();
        let top = room.y + tall(&title) + 10.0;
        let bottom = self.inside(&stand.inside, Rect::new(room.x + PAD, top, inner, 0.0));
        let bottom = if stand.inside.is_empty() { bottom } else { bottom + PAD };
        let rect = Rect::new(room.x, room.y, room.width, bottom - room.y);
        let frame = Frame { rect, title, tone: tone(stand.stance), upright: false, target: stand.target.clone() };
        // Outer frames stand before inner ones.
        self.picture.frames.insert(at, frame);
        bottom
    }

    /// Frames one below the other, then boxes in rows of equal height.
    fn inside(&mut self, stands: &[Stand], room: Rect) -> f32 {
        let mut y = room.y;
        for stand in stands.iter().filter(|stand| !stand.inside.is_empty()) {
            y = self.frame(stand, Rect::new(room.x, y, room.width, 0.0)) + 8.0;
        }
        let leaves: Vec<&Stand> = stands.iter().filter(|stand| stand.inside.is_empty()).collect();
        let fit = (1..=COLUMNS + 2).rev().find(|&count| (room.width + 8.0) / float(count) >= BOX + 8.0);
        let fit = fit.unwrap_or(1).min(leaves.len().max(1));
        // A box alone in a wide room is not as wide as the room.
        let wide = ((room.width + 8.0) / float(fit) - 8.0).min(220.0_f32.max(room.width.min(COLUMN)));
        for row in leaves.chunks(fit) {
            let lines: Vec<Vec<Line>> = row.iter().map(|stand| words(stand, wide)).collect();
            let high = lines.iter().map(|lines| tall(lines)).fold(16.0, f32::max) + 12.0;
            let mut x = room.x;
            for (stand, lines) in row.iter().zip(lines) {
                let tip =
                    if stand.note.is_empty() { stand.name.clone() } else { format!("{} ({})", stand.name, stand.note) };
                let rect = Rect::new(x, y, wide, high);
                let target: Option<Target> = stand.target.clone();
                self.picture.cards.push(Card { rect, lines, tone: tone(stand.stance), focus: false, tip, target });
                x += wide + 8.0;
            }
            y += high + 8.0;
        }
        if stands.is_empty() { y } else { y - 8.0 }
    }

    fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.picture.links.push(Link { points: vec![from, to], stroke, arrow: false, tip: String::new(), ends: None });
    }
}

fn words(stand: &Stand, wide: f32) -> Vec<Line> {
    let mut lines: Vec<Line> = wrap(&stand.name, wide - 12.0, NAME, Weight::Regular, 5)
        .into_iter()
        .map(|text| Line::new(text, NAME))
        .collect();
    lines.extend(quiet(&stand.note, wide - 12.0, 2));
    lines
}

fn wrapped(text: &str, wide: f32, size: f32, weight: Weight, most: usize) -> Vec<Line> {
    let lines = wrap(text, wide, size, weight, most).into_iter().map(|text| Line::new(text, size));
    if weight == Weight::Bold { lines.map(Line::bold).collect() } else { lines.collect() }
}

fn quiet(text: &str, wide: f32, most: usize) -> Vec<Line> {
    wrap(text, wide, NOTE, Weight::Regular, most).into_iter().map(|text| Line::new(text, NOTE).quiet()).collect()
}

fn tall(lines: &[Line]) -> f32 {
    lines.iter().map(Line::height).sum()
}

const fn tone(stance: Stance) -> Tone {
    match stance {
        Stance::Ground => Tone::Layer(0),
        Stance::Outside => Tone::Outside,
        Stance::Planned(_) => Tone::Planned,
        Stance::Layer(layer) | Stance::Count(layer) => Tone::Layer(layer.0),
    }
}

/// Columns a place takes: by the boxes in it.
fn span(stand: &Stand) -> usize {
    match leaves(stand) {
        0..=3 => 1,
        4..=8 => 2,
        9..=18 => 3,
        19..=36 => 4,
        _ => COLUMNS,
    }
}

fn leaves(stand: &Stand) -> usize {
    match stand.stance {
        // Counts are short: a place needs no more room for them.
        Stance::Count(_) => 0,
        _ if stand.inside.is_empty() => 1,
        _ => stand.inside.iter().map(leaves).sum(),
    }
}

fn legend(picture: &Picture, lang: Lang) -> Vec<Meaning> {
    let tones: Vec<Tone> =
        picture.cards.iter().map(|card| card.tone).chain(picture.frames.iter().map(|frame| frame.tone)).collect();
    let all = [
        (Tone::Layer(3), lang.pick("ứng dụng", "application")),
        (Tone::Layer(2), lang.pick("nền tảng", "platform")),
        (Tone::Layer(1), lang.pick("dữ liệu", "data")),
        (Tone::Layer(4), lang.pick("an toàn", "security")),
        (Tone::Layer(0), lang.pick("hạ tầng", "infrastructure")),
        (Tone::Outside, lang.pick("hạ tầng của bên khác", "infrastructure of others")),
        (Tone::Planned, lang.pick("chưa vận hành", "not in operation")),
        (Tone::Plain, lang.pick("nơi sao lưu, dự phòng", "backup site")),
        (Tone::National, lang.pick("mạng quốc gia", "national network")),
        (Tone::Warning, lang.pick("chưa nêu nơi chạy", "place not given")),
    ];
    let meaning = |(tone, says): (Tone, &str)| Meaning { sign: Sign::Box(tone), says: says.to_owned() };
    let mut legend: Vec<Meaning> = all.into_iter().filter(|(tone, _)| tones.contains(tone)).map(meaning).collect();
    for (stroke, says) in [
        (Stroke::Dependency, lang.pick("sao lưu tại", "backed up at")),
        (Stroke::Data, lang.pick("nối vào mạng", "joined to the network")),
    ] {
        if picture.links.iter().any(|link| link.stroke == stroke) {
            legend.push(Meaning { sign: Sign::Line(stroke), says: says.to_owned() });
        }
    }
    legend
}
