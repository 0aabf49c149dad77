//! A layered layout: boxes in ranks, lines that only ever run between them.
//!
//! ```text
//! scene ─> rows (a rank that is too long wraps) ─> nets (lines that share an end and a stroke)
//!       ─> order in each row ─> place across ─> pins on the sides of boxes ─> tracks in channels ─> picture
//! ```
//!
//! The work is done along two axes: *along* goes from rank to rank, *across* from box to box of one rank. Only
//! `draw` knows which of them is x. Between two rows lies a channel; a row has boxes and *ways*, free places
//! where a net goes past it. Lines turn in channels and nowhere else, so that none meets a box that is not its end.

mod across;
mod draw;
mod nets;
mod order;
mod pins;
mod rows;
mod tracks;

use super::picture::{Card, Line, Picture, Stroke, Tone, float};
use crate::view::Target;

/// Which way the ranks follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the top to the bottom; the title of a cluster stands left of its boxes, that of a rank left of all.
    Down,
    /// From the left to the right; titles stand above.
    Right,
}

/// What is to be placed.
#[derive(Debug, Clone)]
pub struct Scene {
    /// Which way the ranks follow each other.
    pub direction: Direction,
    /// Ranks, in order; lines mostly go from one to the next.
    pub ranks: Vec<Rank>,
    /// Lines.
    pub edges: Vec<Edge>,
}

/// Boxes beside each other.
#[derive(Debug, Clone, Default)]
pub struct Rank {
    /// Title of its band, in lines that are already short enough; free words where there is no band.
    pub title: Vec<Line>,
    /// Colour of its band; no band where there is none.
    pub tone: Option<Tone>,
    /// Its boxes, in groups that stay together.
    pub clusters: Vec<Cluster>,
    /// Most boxes in one row of it; 0 for all in one row.
    pub wrap: usize,
}

/// Boxes that stay together.
#[derive(Debug, Clone, Default)]
pub struct Cluster {
    /// Title of its frame, in lines that are already short enough.
    pub title: Vec<Line>,
    /// Colour of its frame; no frame and no title where there is none.
    pub tone: Option<Tone>,
    /// What its title leads to.
    pub target: Option<Target>,
    /// Its boxes, in the order that is kept where lines do not ask for another.
    pub nodes: Vec<Node>,
}

/// A box.
#[derive(Debug, Clone)]
pub struct Node {
    /// What is drawn. Its size is kept, or grows where many lines meet it; its place is set.
    pub card: Card,
}

/// A line from one box to another.
#[derive(Debug, Clone)]
pub struct Edge {
    /// The box it starts at: boxes are counted in the order they stand in the scene.
    pub from: usize,
    /// The box it ends at.
    pub to: usize,
    /// How it is drawn; lines of one stroke that share an end are bundled.
    pub stroke: Stroke,
    /// Ends in an arrowhead.
    pub arrow: bool,
    /// What it stands for.
    pub tip: String,
}

impl Cluster {
    /// Boxes with no frame.
    #[must_use]
    pub fn plain(cards: impl IntoIterator<Item = Card>) -> Self {
        Self { nodes: cards.into_iter().map(|card| Node { card }).collect(), ..Self::default() }
    }
}

impl Rank {
    /// Groups with no band around them.
    #[must_use]
    pub fn of(clusters: Vec<Cluster>) -> Self {
        Self { clusters, ..Self::default() }
    }
}

/// Room between a frame and what is in it.
const PAD: f32 = 9.0;
/// Between boxes of one cluster.
const NEAR: f32 = 10.0;
/// Between clusters, and between a box and a way.
const APART: f32 = 12.0;
/// Room a way takes in its row.
const WAY: f32 = 14.0;
/// Between two tracks of a channel.
const TRACK: f32 = 8.0;
/// Between the edge of a channel and its first track: an arrowhead and a rounded corner.
const LEAD: f32 = 17.0;
/// Across a channel that no line turns in.
const EMPTY: f32 = 30.0;
/// Least distance of pins on one side of a box.
const PIN: f32 = 8.0;

/// Places a scene: appends its frames, links and cards, the cards in the order of the scene, and makes the picture
/// large enough. A line from a box to itself and a line to a box that is not there are left out.
pub fn place(scene: Scene, picture: &mut Picture) {
    let mut plan = rows::plan(&scene);
    nets::weave(&scene.edges, &mut plan);
    order::order(&mut plan);
    across::spread(&mut plan);
    pins::fix(&mut plan);
    let tracks = tracks::assign(&plan);
    draw::draw(scene, &plan, &tracks, picture);
}
