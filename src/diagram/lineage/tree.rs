//! Places trees that grow to the right, one below the other, in columns that all of them share. No two lines of a
//! tree cross, since every branch has a strip of the paper to itself.

use super::super::picture::{Card, Frame, Link, Picture, Point, Rect, Stroke, Tone};

/// Between two boxes of a column, between two trees, around the boxes of a tree, between two columns.
const NEAR: f32 = 8.0;
const APART: f32 = 12.0;
const PAD: f32 = 9.0;
const GAP: f32 = 44.0;

/// A box with what grows out of it.
pub(super) struct Branch {
    pub card: Card,
    /// Column it stands in.
    pub column: usize,
    /// The line that leads here.
    pub stroke: Stroke,
    pub tip: String,
    pub branches: Vec<Self>,
}

/// A box with what leads to it on the left and what grows out of it on the right.
pub(super) struct Tree {
    pub roots: Vec<Card>,
    pub root_tip: String,
    pub trunk: Branch,
}

impl Branch {
    fn height(&self) -> f32 {
        self.card.rect.height.max(stacked(self.branches.iter().map(Self::height)))
    }

    fn widths(&self, widths: &mut Vec<f32>) {
        widen(widths, self.column, self.card.rect.width);
        self.branches.iter().for_each(|branch| branch.widths(widths));
    }
}

fn stacked(heights: impl Iterator<Item = f32>) -> f32 {
    heights.fold(None, |sum: Option<f32>, high| Some(sum.map_or(high, |sum| sum + NEAR + high))).unwrap_or(0.0)
}

fn widen(widths: &mut Vec<f32>, column: usize, width: f32) {
    if widths.len() <= column {
        widths.resize(column + 1, 0.0);
    }
    widths[column] = widths[column].max(width);
}

/// Places the trees below `top`. Gives where each column begins and how wide it is; an empty one is 0 wide.
pub(super) fn grow(trees: Vec<Tree>, top: f32, picture: &mut Picture) -> Vec<(f32, f32)> {
    let mut widths: Vec<f32> = Vec::new();
    for tree in &trees {
        tree.roots.iter().for_each(|card| widen(&mut widths, 0, card.rect.width));
        tree.trunk.widths(&mut widths);
    }
    let mut columns: Vec<(f32, f32)> = Vec::new();
    let mut x = PAD;
    for &width in &widths {
        columns.push((x, width));
        if width > 0.0 {
            x += width + GAP;
        }
    }
    let right = x - GAP + PAD;
    let mut planter = Planter { columns: &columns, picture };
    let mut y = top;
    for tree in trees {
        let high = tree.trunk.height().max(stacked(tree.roots.iter().map(|card| card.rect.height)));
        let rect = Rect::new(0.0, y, right, high + 2.0 * PAD);
        planter.picture.frames.push(Frame {
            rect,
            title: Vec::new(),
            tone: Tone::Ground,
            upright: false,
            target: None,
        });
        planter.tree(tree, y + PAD, high);
        y += high + 2.0 * PAD + APART;
    }
    picture.width = picture.width.max(right);
    picture.height = picture.height.max(y - APART);
    columns
}

struct Planter<'p> {
    columns: &'p [(f32, f32)],
    picture: &'p mut Picture,
}

impl Planter<'_> {
    fn tree(&mut self, tree: Tree, top: f32, high: f32) {
        let left = stacked(tree.roots.iter().map(|card| card.rect.height));
        let mut y = top + (high - left) / 2.0;
        let mut roots = Vec::new();
        for card in tree.roots {
            let tall = card.rect.height;
            roots.push(self.card(card, 0, y));
            y += tall + NEAR;
        }
        let own = tree.trunk.height();
        let at = self.branch(tree.trunk, top + (high - own) / 2.0);
        for root in roots {
            self.link(root, at, (Stroke::Data, false), tree.root_tip.clone());
        }
    }

    /// Places a branch in the strip below `top`; gives the number of its box.
    fn branch(&mut self, branch: Branch, top: f32) -> usize {
        let high = branch.height();
        let at = self.card(branch.card, branch.column, top);
        let inner = stacked(branch.branches.iter().map(Branch::height));
        let mut y = top + (high - inner) / 2.0;
        let mut ends = Vec::new();
        for next in branch.branches {
            let tall = next.height();
            let (stroke, tip) = (next.stroke, next.tip.clone());
            ends.push((self.branch(next, y), stroke, tip));
            y += tall + NEAR;
        }
        let mixed = ends.iter().any(|(_, stroke, _)| !strays(*stroke));
        let own = self.picture.cards[at].rect.height;
        self.picture.cards[at].rect.y = (top + (high - own) / 2.0).round();
        for (end, stroke, tip) in ends {
            self.link(at, end, (stroke, mixed), tip);
        }
        at
    }

    fn card(&mut self, mut card: Card, column: usize, y: f32) -> usize {
        let (x, width) = self.columns[column];
        card.rect = Rect::new(x + (width - card.rect.width) / 2.0, y.round(), card.rect.width, card.rect.height);
        self.picture.cards.push(card);
        self.picture.cards.len() - 1
    }

    /// A line from the right side of a box to the left side of another, turning just before the other's column.
    fn link(&mut self, from: usize, to: usize, (stroke, mixed): (Stroke, bool), tip: String) {
        let (one, other) = (self.picture.cards[from].rect, self.picture.cards[to].rect);
        // Among others, what goes astray leaves by a door of its own, so that its colour is not hidden.
        let aside = if mixed && strays(stroke) { 7.0 } else { 0.0 };
        let (start, end) = (one.centre().y + aside, other.centre().y);
        let turn = one.right() + GAP / 2.0 + aside;
        let mut points = vec![Point::new(one.right(), start)];
        if (start - end).abs() > 0.6 {
            points.extend([Point::new(turn, start), Point::new(turn, end)]);
        }
        let level = if points.len() == 1 { start } else { end };
        points.push(Point::new(other.x, level));
        self.picture.links.push(Link { points, stroke, arrow: true, tip, ends: Some((from, to)) });
    }
}

const fn strays(stroke: Stroke) -> bool {
    matches!(stroke, Stroke::Wrong | Stroke::Excepted)
}
