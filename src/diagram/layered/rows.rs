//! Rows: which box stands in which, and how much room everything takes.

use super::nets::Net;
use super::{APART, Cluster, Direction, NEAR, PAD, Rank, Scene, WAY, float};
use crate::diagram::picture::Line;

/// A place in a row.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// The box; none for a way.
    pub node: Option<usize>,
    pub row: usize,
    /// Slots of one group stay beside each other.
    pub group: usize,
    /// Cluster of the box.
    pub cluster: Option<usize>,
    /// Room it takes across, and along.
    pub size: f32,
    pub long: f32,
    /// Its middle across.
    pub at: f32,
    /// Slots it is joined with in the row before and in the row after.
    pub before: Vec<usize>,
    pub after: Vec<usize>,
}

/// A row of slots; its place along is not known yet.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub rank: usize,
    /// Slots, in their order across.
    pub slots: Vec<usize>,
    /// Room for its boxes along.
    pub size: f32,
    /// Room of frames before and after its boxes, along.
    pub lead: f32,
    pub tail: f32,
    /// Nothing stands before this, across: the title of a cluster of several rows does.
    pub floor: f32,
    /// One cluster takes several rows, this one among them.
    pub shared: bool,
}

/// What a cluster asks for.
#[derive(Debug, Clone)]
pub(super) struct Room {
    pub framed: bool,
    /// Before its first box and after its last, across.
    pub head: f32,
    pub tail: f32,
    /// First and last row.
    pub rows: (usize, usize),
}

/// Everything that is known while a scene is placed.
#[derive(Debug)]
pub(super) struct Plan {
    pub rows: Vec<Row>,
    pub slots: Vec<Slot>,
    pub clusters: Vec<Room>,
    pub nets: Vec<Net>,
    /// Next free group.
    pub groups: usize,
    /// Slot of each box.
    pub of_node: Vec<usize>,
}

impl Plan {
    /// A new way through a row.
    pub fn way(&mut self, row: usize) -> usize {
        let slot = self.slots.len();
        let group = self.groups;
        self.groups += 1;
        let (before, after) = (Vec::new(), Vec::new());
        self.slots.push(Slot { node: None, row, group, cluster: None, size: WAY, long: 0.0, at: 0.0, before, after });
        self.rows[row].slots.push(slot);
        slot
    }

    /// Least distance of the middles of two slots that follow each other.
    pub fn distance(&self, left: usize, right: usize) -> f32 {
        let (left, right) = (&self.slots[left], &self.slots[right]);
        let halves = f32::midpoint(left.size, right.size);
        if left.group == right.group {
            return halves + NEAR;
        }
        if self.rows[left.row].shared {
            return halves + if left.node.is_some() && right.node.is_some() { NEAR } else { PAD + NEAR };
        }
        let both_ways = left.node.is_none() && right.node.is_none();
        let tail = left.cluster.map_or(0.0, |cluster| self.clusters[cluster].tail);
        halves + tail + self.head(right) + if both_ways { 0.0 } else { APART }
    }

    /// Room before a slot that stands first of its group.
    pub fn head(&self, slot: &Slot) -> f32 {
        slot.cluster.map_or(0.0, |cluster| self.clusters[cluster].head)
    }
}

/// Width and height of a title.
pub(super) fn measure(title: &[Line]) -> (f32, f32) {
    (title.iter().map(Line::width).fold(0.0, f32::max), title.iter().map(Line::height).sum())
}

/// Room of a title inside a frame: along, across.
fn title_room(title: &[Line], direction: Direction) -> (f32, f32) {
    if title.is_empty() {
        return (0.0, 0.0);
    }
    let (width, height) = measure(title);
    match direction {
        Direction::Right => (width, height),
        Direction::Down => (height, width + 6.0),
    }
}

/// Divides ranks into rows.
pub(super) fn plan(scene: &Scene) -> Plan {
    let mut plan = Plan {
        rows: Vec::new(),
        slots: Vec::new(),
        clusters: Vec::new(),
        nets: Vec::new(),
        groups: scene.ranks.iter().map(|rank| rank.clusters.len()).sum(),
        of_node: Vec::new(),
    };
    for (index, rank) in scene.ranks.iter().enumerate() {
        add_rank(&mut plan, index, rank, scene.direction);
    }
    plan
}

fn add_rank(plan: &mut Plan, index: usize, rank: &Rank, direction: Direction) {
    let first = plan.rows.len();
    let most = if rank.wrap == 0 { usize::MAX } else { rank.wrap };
    let mut used = usize::MAX;
    for cluster in &rank.clusters {
        let count = cluster.nodes.len();
        if count > most {
            // Alone in as many rows as it needs, as even as they can be.
            let rows = count.div_ceil(most);
            add_cluster(plan, index, cluster, direction, (count.div_ceil(rows), true));
            used = usize::MAX;
            continue;
        }
        if used.checked_add(count).is_none_or(|used| used > most) {
            plan.rows.push(Row::new(index));
            used = 0;
        }
        used += count;
        add_cluster(plan, index, cluster, direction, (count.max(1), false));
    }
    if plan.rows.len() == first {
        plan.rows.push(Row::new(index));
    }
    let last = plan.rows.len() - 1;
    let pad = if rank.tone.is_some() { PAD } else { 0.0 };
    plan.rows[first].lead += pad;
    plan.rows[last].tail += pad;
    // A title that is longer than its band along widens the band.
    let (along, _) = title_room(&rank.title, direction);
    let there: f32 = plan.rows[first..].iter().map(|row| row.lead + row.size + row.tail).sum();
    plan.rows[last].size += (along + 2.0 * pad - there).max(0.0);
}

fn add_cluster(plan: &mut Plan, rank: usize, cluster: &Cluster, direction: Direction, (each, shared): (usize, bool)) {
    let framed = cluster.tone.is_some();
    let (along, across) = if framed { title_room(&cluster.title, direction) } else { (0.0, 0.0) };
    let pad = if framed { PAD } else { 0.0 };
    let id = plan.clusters.len();
    let first = if shared { plan.rows.len() } else { plan.rows.len() - 1 };
    for nodes in cluster.nodes.chunks(each) {
        if shared {
            let mut row = Row::new(rank);
            row.shared = true;
            row.floor = pad + across;
            plan.rows.push(row);
        }
        let row = plan.rows.len() - 1;
        for node in nodes {
            let rect = node.card.rect;
            let (long, wide) = match direction {
                Direction::Right => (rect.width, rect.height),
                Direction::Down => (rect.height, rect.width),
            };
            let slot = plan.slots.len();
            let group = if shared {
                plan.groups += 1;
                plan.groups - 1
            } else {
                id
            };
            let (before, after) = (Vec::new(), Vec::new());
            let node = Some(plan.of_node.len());
            plan.slots.push(Slot { node, row, group, cluster: Some(id), size: wide, long, at: 0.0, before, after });
            plan.of_node.push(slot);
            let row = &mut plan.rows[row];
            row.slots.push(slot);
            row.size = row.size.max(long);
        }
    }
    let last = plan.rows.len() - 1;
    plan.rows[first].lead = plan.rows[first].lead.max(pad);
    plan.rows[last].tail = plan.rows[last].tail.max(pad);
    if framed {
        // The frame is at least as long as its title.
        let inside = along + 2.0 - if direction == Direction::Down { PAD } else { 0.0 };
        let gaps = float(last - first) * super::EMPTY;
        let share = (inside - gaps) / float(last - first + 1);
        for row in &mut plan.rows[first..=last] {
            row.size = row.size.max(share.ceil());
        }
    }
    let head = if framed { pad + across } else { 0.0 };
    plan.clusters.push(Room { framed, head, tail: pad, rows: (first, last) });
}

impl Row {
    fn new(rank: usize) -> Self {
        Self { rank, slots: Vec::new(), size: 0.0, lead: 0.0, tail: 0.0, floor: 0.0, shared: false }
    }
}
