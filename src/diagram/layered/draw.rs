//! From along and across to x and y: frames, boxes and lines of the picture.

use super::nets::{Net, Step};
use super::rows::{Plan, measure};
use super::tracks::Tracks;
use super::{Cluster, Direction, PAD, Rank, Scene};
use crate::diagram::picture::{Anchor, Caption, Frame, Line, Link, Picture, Point, Rect};

/// What is known of a scene when everything has its place.
struct Paper<'p> {
    plan: &'p Plan,
    tracks: &'p Tracks,
    direction: Direction,
    /// Where each channel and each row begins, along.
    channels: Vec<f32>,
    rows: Vec<f32>,
    /// Room before everything across: titles of ranks.
    margin: f32,
    /// Everything, along and across.
    length: f32,
    breadth: f32,
}

/// Draws what was placed.
pub(super) fn draw(scene: Scene, plan: &Plan, tracks: &Tracks, picture: &mut Picture) {
    let paper = Paper::new(&scene, plan, tracks);
    let Scene { ranks, edges, .. } = scene;
    paper.bands(&ranks, picture);
    let first = picture.cards.len();
    for (cluster, mut held) in ranks.into_iter().flat_map(|rank| rank.clusters).enumerate() {
        let nodes = std::mem::take(&mut held.nodes);
        let from = picture.cards.len();
        for (card, slot) in nodes.into_iter().map(|node| node.card).zip(&plan.of_node[from - first..]) {
            let mut card = card;
            card.rect = paper.place(*slot, card.rect);
            picture.cards.push(card);
        }
        if let Some(frame) = paper.frame(held, cluster, picture, from) {
            picture.frames.push(frame);
        }
    }
    let mut links: Vec<(usize, Link)> = Vec::new();
    for (index, net) in plan.nets.iter().enumerate() {
        for &(edge, step, pin) in &net.edges {
            let held = &edges[edge];
            let mut points = paper.points(index, net, step, pin);
            if !net.outgoing {
                points.reverse();
            }
            let ends = Some((first + held.from, first + held.to));
            let (stroke, arrow, tip) = (held.stroke, held.arrow, held.tip.clone());
            links.push((edge, Link { points, stroke, arrow, tip, ends }));
        }
    }
    links.sort_by_key(|link| link.0);
    picture.links.extend(links.into_iter().map(|link| link.1));
    let (width, height) = paper.turn(paper.length, paper.breadth);
    picture.width = picture.width.max(width);
    picture.height = picture.height.max(height);
}

impl<'p> Paper<'p> {
    fn new(scene: &Scene, plan: &'p Plan, tracks: &'p Tracks) -> Self {
        let direction = scene.direction;
        let banded = scene.ranks.iter().any(|rank| rank.tone.is_some());
        let room = |rank: &Rank| {
            let (width, height) = measure(&rank.title);
            match direction {
                Direction::Right if rank.title.is_empty() => 0.0,
                Direction::Right => height + 4.0,
                Direction::Down => width + 8.0,
            }
        };
        let titled = scene.ranks.iter().filter(|rank| !rank.title.is_empty());
        let pad = if banded { PAD } else { 0.0 };
        // A title that no band surrounds keeps off the frames below it.
        let margin = pad + titled.map(room).fold(0.0, f32::max);
        let (mut channels, mut rows) = (Vec::new(), Vec::new());
        let mut at = 0.0;
        for (index, row) in plan.rows.iter().enumerate() {
            channels.push(at);
            at += tracks.size(index) + row.lead;
            rows.push(at);
            at += row.size + row.tail;
        }
        channels.push(at);
        at += tracks.size(plan.rows.len());
        let ends = plan.slots.iter().map(|slot| {
            let tail = slot.cluster.map_or(0.0, |cluster| plan.clusters[cluster].tail);
            slot.at + slot.size / 2.0 + tail
        });
        let breadth = margin + ends.fold(0.0, f32::max) + pad;
        Self { plan, tracks, direction, channels, rows, margin, length: at, breadth }
    }

    /// Along and across as x and y.
    fn turn(&self, along: f32, across: f32) -> (f32, f32) {
        match self.direction {
            Direction::Right => (along, across),
            Direction::Down => (across, along),
        }
    }

    fn rect(&self, along: (f32, f32), across: (f32, f32)) -> Rect {
        let (x, y) = self.turn(along.0, across.0);
        let (width, height) = self.turn(along.1, across.1);
        Rect::new(x, y, width, height)
    }

    /// A box in its slot; it grows across as its slot did.
    fn place(&self, slot: usize, size: Rect) -> Rect {
        let slot = &self.plan.slots[slot];
        let (long, _) = self.turn(size.width, size.height);
        let along = self.rows[slot.row] + ((self.plan.rows[slot.row].size - long) / 2.0).floor();
        self.rect((along, long), (self.margin + slot.at - slot.size / 2.0, slot.size))
    }

    /// The bands of ranks, and the titles of those that have none.
    fn bands(&self, ranks: &[Rank], picture: &mut Picture) {
        for (index, rank) in ranks.iter().enumerate() {
            let rows = || (0..self.plan.rows.len()).filter(|&row| self.plan.rows[row].rank == index);
            let (Some(first), Some(last)) = (rows().next(), rows().next_back()) else { continue };
            let from = self.rows[first] - self.plan.rows[first].lead;
            let to = self.rows[last] + self.plan.rows[last].size + self.plan.rows[last].tail;
            let rect = self.rect((from, to - from), (0.0, self.breadth));
            let Some(tone) = rank.tone else {
                free(&rank.title, Point::new(rect.x, rect.y), picture);
                continue;
            };
            picture.frames.push(Frame { rect, title: rank.title.clone(), tone, upright: false, target: None });
        }
    }

    /// The frame of a cluster whose boxes are the last of the picture.
    fn frame(&self, held: Cluster, cluster: usize, picture: &Picture, from: usize) -> Option<Frame> {
        let tone = held.tone?;
        let room = &self.plan.clusters[cluster];
        let cards = picture.cards.get(from..).filter(|cards| !cards.is_empty())?;
        let across = |rect: &Rect| match self.direction {
            Direction::Right => (rect.y, rect.bottom()),
            Direction::Down => (rect.x, rect.right()),
        };
        let spans = || cards.iter().map(|card| across(&card.rect));
        let (first, last) = room.rows;
        let low = if self.plan.rows[first].shared {
            self.margin
        } else {
            spans().map(|span| span.0).fold(f32::INFINITY, f32::min) - room.head
        };
        let high = spans().map(|span| span.1).fold(f32::NEG_INFINITY, f32::max) + room.tail;
        let start = self.rows[first] - PAD;
        let end = self.rows[last] + self.plan.rows[last].size + PAD;
        let rect = self.rect((start, end - start), (low, high - low));
        Some(Frame { rect, title: held.title, tone, upright: false, target: held.target })
    }

    fn point(&self, along: f32, across: f32) -> Point {
        let (x, y) = self.turn(along, self.margin + across);
        Point::new(x, y)
    }

    /// The corners of one line of a net, from its hub.
    fn points(&self, index: usize, net: &Net, last: usize, pin: usize) -> Vec<Point> {
        let mut points: Vec<Point> = Vec::new();
        for (at, step) in net.steps.iter().enumerate().take(last + 1) {
            let from = step.pins[0];
            let to = step.pins[if at == last { pin } else { step.pins.len() - 1 }];
            let level = self.channels[step.channel] + Tracks::along(self.tracks.levels[index][at]);
            if at == 0 {
                points.push(self.point(self.border(step, 0), from.at));
            }
            if (from.at - to.at).abs() > 0.01 || from.after == to.after {
                points.push(self.point(level, from.at));
                points.push(self.point(level, to.at));
            }
            if at == last {
                points.push(self.point(self.border(step, pin), to.at));
            }
        }
        points
    }

    /// Where the side of a box that a pin stands on is, along.
    fn border(&self, step: &Step, pin: usize) -> f32 {
        let pin = step.pins[pin];
        let slot = &self.plan.slots[pin.slot];
        // Boxes stand in the middle of their row.
        let (row, size) = (&self.plan.rows[slot.row], slot.long);
        let start = self.rows[slot.row] + ((row.size - size) / 2.0).floor();
        if pin.after { start + size } else { start }
    }
}

/// Words that no frame surrounds, their top left at a point.
fn free(title: &[Line], mut at: Point, picture: &mut Picture) {
    for line in title {
        let middle = Point::new(at.x, at.y + line.height() / 2.0);
        let line = line.clone();
        at.y += line.height();
        picture.captions.push(Caption { at: middle, anchor: Anchor::Start, line, upright: false, target: None });
    }
}
