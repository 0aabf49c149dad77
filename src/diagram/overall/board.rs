//! Places boxes, frames and bars of the overall diagram; the two layouts are made of its parts.

use rustc_hash::FxHashMap;

use super::tone;
use crate::diagram::letters::{Weight, wrap};
use crate::diagram::picture::{Anchor, Caption, Card, Frame, Line, Picture, Point, Rect, Tone, float};
use crate::model::ComponentId;
use crate::text::Lang;
use crate::view::Target;
use crate::view::overall::{Band, Cluster, Item, Overall};

/// Width of a side bar.
pub(super) const SIDE: f32 = 134.0;
/// Between the parts of the picture.
pub(super) const GAP: f32 = 10.0;
/// Between boxes.
pub(super) const NEAR: f32 = 7.0;
/// Between a frame and what is in it.
pub(super) const PAD: f32 = 9.0;
/// Width of the names of bands.
pub(super) const LABEL: f32 = 112.0;
/// Height of a line of a frame's title, with the room above and below.
pub(super) const TITLE: f32 = 26.0;

/// A picture while it is laid out.
#[derive(Clone)]
pub(super) struct Board {
    pub(super) picture: Picture,
    pub(super) lang: Lang,
    /// Index of the box of each component.
    pub(super) places: FxHashMap<ComponentId, usize>,
}

impl Board {
    pub(super) fn new(overall: &Overall, lang: Lang) -> Self {
        let picture = Picture::new("overall", lang, overall.title.clone(), overall.description.clone());
        Self { picture, lang, places: FxHashMap::default() }
    }

    /// The box of a component.
    pub(super) fn rect_of(&self, id: ComponentId) -> Option<Rect> {
        self.places.get(&id).and_then(|&index| self.picture.cards.get(index)).map(|card| card.rect)
    }

    pub(super) fn card(&mut self, item: &Item, rect: Rect, strong: bool) {
        if let Some(id) = item.id {
            self.places.insert(id, self.picture.cards.len());
        }
        self.picture.cards.push(Card {
            rect,
            lines: lines(item, rect.width, strong),
            tone: tone(item.mark),
            focus: false,
            tip: item.tip.clone(),
            target: item.target.clone(),
        });
    }

    /// A frame whose rectangle is told later; gives its index.
    pub(super) fn frame(&mut self, title: Vec<Line>, tone: Tone, target: Option<Target>) -> usize {
        self.picture.frames.push(Frame { rect: Rect::default(), title, tone, upright: false, target });
        self.picture.frames.len() - 1
    }

    pub(super) fn set(&mut self, frame: usize, rect: Rect) {
        if let Some(frame) = self.picture.frames.get_mut(frame) {
            frame.rect = rect;
        }
    }

    /// Boxes in rows of equal height from a corner; gives the bottom of the last.
    pub(super) fn grid(&mut self, items: &[Item], corner: Point, columns: usize, width: f32) -> f32 {
        let mut y = corner.y;
        for (index, row) in items.chunks(columns.max(1)).enumerate() {
            if index > 0 {
                y += NEAR;
            }
            let height = tallest(row, width);
            for (column, item) in row.iter().enumerate() {
                let x = corner.x + float(column) * (width + NEAR);
                self.card(item, Rect::new(x, y, width, height), false);
            }
            y += height;
        }
        y
    }

    /// Clusters on shelves from a corner: those with titles framed, side by side where they fit.
    ///
    /// A shelf that begins below `until` has the columns of `full`, those above it the columns of `beside`.
    pub(super) fn shelves(
        &mut self,
        clusters: &[Cluster],
        corner: Point,
        full: (usize, f32),
        beside: (usize, f32, f32),
    ) -> f32 {
        let (mut y, mut bottom, mut used) = (corner.y, corner.y, 0);
        let (narrow, slim, until) = beside;
        for cluster in clusters {
            let (mut columns, mut width) = if y < until { (narrow, slim) } else { full };
            if used > 0 && used + cluster.items.len().clamp(1, columns) > columns {
                (y, used) = (bottom + NEAR, 0);
                (columns, width) = if y < until { (narrow, slim) } else { full };
            }
            let wide = cluster.items.len().clamp(1, columns);
            let x = corner.x + float(used) * (width + NEAR);
            let end = self.cluster(cluster, Point::new(x, y), wide, width);
            bottom = bottom.max(end);
            used += wide;
        }
        self.level(corner.y);
        bottom
    }

    fn cluster(&mut self, cluster: &Cluster, at: Point, columns: usize, width: f32) -> f32 {
        if cluster.title.is_empty() {
            return self.grid(&cluster.items, at, columns, width);
        }
        let all = span(columns, width);
        let lines = titled(&cluster.title, all - 2.0 * PAD, 11.5, 3);
        let head = 6.0 + lines.iter().map(Line::height).sum::<f32>() + 4.0;
        let frame = self.frame(lines, Tone::Plain, cluster.target.clone());
        let inner = (all - 2.0 * 6.0 - float(columns - 1) * NEAR) / float(columns);
        let bottom = self.grid(&cluster.items, Point::new(at.x + 6.0, at.y + head), columns, inner) + 6.0;
        self.set(frame, Rect::new(at.x, at.y, all, bottom - at.y));
        bottom
    }

    /// Frames of clusters that begin on one line end on one line.
    fn level(&mut self, from: f32) {
        let tops: Vec<(usize, f32)> = self
            .picture
            .frames
            .iter()
            .enumerate()
            .filter(|(_, frame)| frame.tone == Tone::Plain && frame.rect.y >= from)
            .map(|(index, frame)| (index, frame.rect.y))
            .collect();
        for &(index, top) in &tops {
            let same = tops.iter().filter(|(_, other)| (other - top).abs() < 0.1);
            let bottom = same.map(|&(other, _)| self.picture.frames[other].rect.bottom()).fold(0.0, f32::max);
            self.picture.frames[index].rect.height = bottom - top;
        }
    }

    /// A side bar: its title, boxes below each other, those of the nation in a frame of their own. Gives its frame and
    /// where its content ends.
    pub(super) fn bar(
        &mut self,
        (title, target): (&str, Option<Target>),
        (items, national): (&[Item], &[Item]),
        corner: Point,
    ) -> (usize, f32) {
        let lines = titled(title, SIDE - 2.0 * PAD, 12.5, 3);
        let mut y = corner.y + 8.0 + lines.iter().map(Line::height).sum::<f32>() + 4.0;
        let frame = self.frame(lines, Tone::Ground, target);
        let (x, width) = (corner.x + 12.0, SIDE - 2.0 * 12.0);
        y = self.grid(items, Point::new(x, y), 1, width);
        if !national.is_empty() {
            y += GAP;
            let lines = titled(self.lang.pick("Quốc gia", "National"), width, 11.5, 1);
            let top = y;
            let inner = self.frame(lines, Tone::National, None);
            y = self.grid(national, Point::new(corner.x + 17.0, top + 25.0), 1, SIDE - 34.0) + 6.0;
            self.set(inner, Rect::new(corner.x + 11.0, top, SIDE - 22.0, y - top));
        }
        (frame, y + PAD)
    }

    /// The band of users across the picture; gives its bottom.
    pub(super) fn users(&mut self, items: &[Item], corner: Point, width: f32) -> f32 {
        let lines = titled(self.lang.pick("Người sử dụng", "Users"), LABEL - PAD, 12.5, 2);
        let frame = self.frame(lines, Tone::Ground, None);
        let columns = if items.len() > 7 { items.len().div_ceil(2) } else { items.len().max(1) };
        let room = width - LABEL - 2.0 * PAD;
        let each = (room - float(columns - 1) * NEAR) / float(columns);
        // As far from the left as the boxes of the bands below.
        let at = Point::new(corner.x + PAD + LABEL, corner.y + PAD);
        let bottom = self.grid(items, at, columns, each) + PAD;
        self.set(frame, Rect::new(corner.x, corner.y, width, bottom - corner.y));
        bottom
    }

    /// The remark below the picture, where something on it is there for illustration; gives the bottom.
    pub(super) fn remark(&mut self, overall: &Overall, y: f32) -> f32 {
        if !overall.illustrative {
            return y;
        }
        let says = self.lang.pick(
            "* Minh họa: không có nguồn nào nói, có mặt để mô hình đủ phần.",
            "* Illustration: no source says it; it is there to make the model whole.",
        );
        let line = Line::new(says, 11.5).quiet();
        let at = Point::new(0.0, y + GAP + line.height() / 2.0);
        let bottom = y + GAP + line.height();
        self.picture.captions.push(Caption { at, anchor: Anchor::Start, line, upright: false, target: None });
        bottom
    }
}

/// Words of a box: its name, then smaller notes.
fn lines(item: &Item, width: f32, strong: bool) -> Vec<Line> {
    let room = width - 12.0;
    let weight = if strong { Weight::Bold } else { Weight::Regular };
    let name = wrap(&item.name, room, 12.0, weight, 5).into_iter().map(|text| {
        let line = Line::new(text, 12.0);
        if strong { line.bold() } else { line }
    });
    let notes = item.notes.iter().flat_map(|note| wrap(note, room, 11.0, Weight::Regular, 3));
    name.chain(notes.map(|text| Line::new(text, 11.0).quiet())).collect()
}

/// Height of a box.
pub(super) fn height(item: &Item, width: f32, strong: bool) -> f32 {
    lines(item, width, strong).iter().map(Line::height).sum::<f32>() + 12.0
}

/// Height of the tallest of some boxes.
pub(super) fn tallest(items: &[Item], width: f32) -> f32 {
    items.iter().map(|item| height(item, width, false)).fold(34.0, f32::max)
}

/// Lines of a title in bold.
pub(super) fn titled(text: &str, room: f32, size: f32, most: usize) -> Vec<Line> {
    wrap(text, room, size, Weight::Bold, most).into_iter().map(|text| Line::new(text, size).bold()).collect()
}

/// The name of a band, and how much is in it.
pub(super) fn label(band: &Band) -> Vec<Line> {
    let room = LABEL - PAD - 3.0;
    let says = wrap(&band.says, room, 11.0, Weight::Regular, 2);
    let mut title = titled(&band.name, room, 12.5, 3);
    title.extend(says.into_iter().map(|says| Line::new(says, 11.0).quiet()));
    title
}

/// Width of so many columns with the gaps between them.
pub(super) fn span(columns: usize, width: f32) -> f32 {
    float(columns) * width + float(columns.saturating_sub(1)) * NEAR
}
