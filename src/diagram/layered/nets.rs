//! Nets: lines that share an end, a side of it and a stroke run together and fork where they must.

use rustc_hash::FxHashMap;

use super::rows::Plan;
use super::{Edge, PIN};
use crate::diagram::picture::Stroke;

/// Where a net meets a slot.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pin {
    pub slot: usize,
    /// On the side towards the next row.
    pub after: bool,
    /// Place across; that of a way is the slot's own.
    pub at: f32,
}

/// What a net does in one channel.
#[derive(Debug, Clone)]
pub(super) struct Step {
    /// The channel before row `channel`.
    pub channel: usize,
    /// Where it comes in: the hub or a way. Then where it ends at boxes, and last where it goes on.
    pub pins: Vec<Pin>,
}

impl Step {
    /// The first and the last place across.
    pub fn span(&self) -> (f32, f32) {
        let all = self.pins.iter().map(|pin| pin.at);
        all.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)))
    }

    /// It goes straight on and needs no track.
    pub fn is_straight(&self) -> bool {
        let (low, high) = self.span();
        high - low < 0.01 && self.pins.iter().any(|pin| pin.after != self.pins[0].after)
    }
}

/// A bundle of lines.
#[derive(Debug, Clone)]
pub(super) struct Net {
    /// The lines start at the hub; else they end there.
    pub outgoing: bool,
    pub steps: Vec<Step>,
    /// Each line: its number, the step it ends in, the pin it ends at.
    pub edges: Vec<(usize, usize, usize)>,
}

/// What lines have in common that run together: hub, start or end, side, stroke.
type Key = (usize, bool, bool, Stroke);

/// Groups lines to nets, makes their ways, and lets boxes grow where many nets meet them.
pub(super) fn weave(edges: &[Edge], plan: &mut Plan) {
    let count = plan.of_node.len();
    let known = |edge: &&Edge| edge.from != edge.to && edge.from < count && edge.to < count;
    let mut ends: FxHashMap<(usize, bool, Stroke), usize> = FxHashMap::default();
    for edge in edges.iter().filter(known) {
        *ends.entry((edge.from, true, edge.stroke)).or_default() += 1;
        *ends.entry((edge.to, false, edge.stroke)).or_default() += 1;
    }
    let mut places: FxHashMap<Key, usize> = FxHashMap::default();
    let mut nets: Vec<(Key, Vec<usize>)> = Vec::new();
    for (index, edge) in edges.iter().enumerate().filter(|(_, edge)| known(edge)) {
        let outgoing = ends[&(edge.from, true, edge.stroke)] >= ends[&(edge.to, false, edge.stroke)];
        let (hub, leaf) = if outgoing { (edge.from, edge.to) } else { (edge.to, edge.from) };
        let row = |node: usize| plan.slots[plan.of_node[node]].row;
        let key = (hub, outgoing, row(leaf) >= row(hub), edge.stroke);
        let place = *places.entry(key).or_insert_with(|| {
            nets.push((key, Vec::new()));
            nets.len() - 1
        });
        nets[place].1.push(index);
    }
    for (key, members) in nets {
        let net = net(plan, edges, key, &members);
        plan.nets.push(net);
    }
    join(plan);
    grow(plan);
}

fn net(plan: &mut Plan, edges: &[Edge], (hub, outgoing, after, _): Key, members: &[usize]) -> Net {
    let home = plan.slots[plan.of_node[hub]].row;
    // Distance in rows of each line's far end, and the end; the nearest first.
    let mut leaves: Vec<(usize, usize, usize)> = members
        .iter()
        .map(|&index| {
            let slot = plan.of_node[if outgoing { edges[index].to } else { edges[index].from }];
            (plan.slots[slot].row.abs_diff(home), slot, index)
        })
        .collect();
    leaves.sort_unstable();
    let farthest = leaves.last().map_or(0, |leaf| leaf.0);
    let mut net = Net { outgoing, steps: Vec::new(), edges: Vec::new() };
    let mut from = plan.of_node[hub];
    let mut leaves = leaves.into_iter().peekable();
    for step in 0..farthest.max(1) {
        let pin = |slot: usize, after: bool| Pin { slot, after, at: 0.0 };
        let mut pins = vec![pin(from, after)];
        while let Some((distance, slot, index)) = leaves.next_if(|leaf| leaf.0 <= step + 1) {
            // A box of the same row is met on the side the net leaves by.
            let side = if distance == 0 { after } else { !after };
            if pins.len() == 1 || pins.last().is_none_or(|last| last.slot != slot) {
                pins.push(pin(slot, side));
            }
            net.edges.push((index, step, pins.len() - 1));
        }
        let row = if after { home + step + 1 } else { home - step.min(home) };
        if step + 1 < farthest {
            from = plan.way(if after { row } else { row - 1 });
            pins.push(pin(from, !after));
        }
        net.steps.push(Step { channel: row, pins });
    }
    net
}

/// Tells every slot which ones it is joined with.
fn join(plan: &mut Plan) {
    let Plan { nets, slots, .. } = plan;
    for step in nets.iter().flat_map(|net| &net.steps) {
        let from = step.pins[0];
        for to in &step.pins[1..] {
            if to.after == from.after {
                continue;
            }
            let (first, second) = if from.after { (from.slot, to.slot) } else { (to.slot, from.slot) };
            slots[first].after.push(second);
            slots[second].before.push(first);
        }
    }
}

/// A side of a box must be long enough for all its pins.
fn grow(plan: &mut Plan) {
    let Plan { nets, slots, .. } = plan;
    let mut counts = vec![[0_usize; 2]; slots.len()];
    for pin in nets.iter().flat_map(|net| &net.steps).flat_map(|step| &step.pins) {
        counts[pin.slot][usize::from(pin.after)] += 1;
    }
    for (slot, sides) in slots.iter_mut().zip(counts).filter(|(slot, _)| slot.node.is_some()) {
        let most = sides[0].max(sides[1]);
        slot.size = slot.size.max(super::float(most + 2) * PIN);
    }
}
