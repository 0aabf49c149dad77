//! Where each slot stands across: as near as can be to what it is joined with, no two nearer than they may be.

use super::float;
use super::rows::Plan;

/// Sweeps down and up.
const SWEEPS: usize = 8;

/// Places the slots of every row.
pub(super) fn spread(plan: &mut Plan) {
    for row in 0..plan.rows.len() {
        let packed = offsets(plan, row);
        for (&slot, at) in plan.rows[row].slots.iter().zip(packed) {
            plan.slots[slot].at = at;
        }
    }
    let widest = plan.rows.iter().filter_map(|row| row.slots.last()).map(|&slot| plan.slots[slot].at);
    let widest = widest.fold(0.0, f32::max);
    for row in 0..plan.rows.len() {
        let Some(&last) = plan.rows[row].slots.last() else { continue };
        let shift = (widest - plan.slots[last].at) / 2.0;
        for &slot in &plan.rows[row].slots {
            plan.slots[slot].at += shift;
        }
    }
    for sweep in 0..SWEEPS {
        let count = plan.rows.len();
        for step in 0..count {
            let row = if sweep % 2 == 0 { step } else { count - 1 - step };
            settle(plan, row, (sweep % 2 == 0, sweep + 2 >= SWEEPS));
        }
    }
    straighten(plan);
    // Nothing stands farther from the edge than it must.
    let room = (0..plan.rows.len()).filter_map(|row| {
        let &first = plan.rows[row].slots.first()?;
        Some(plan.slots[first].at - offsets(plan, row).first()?)
    });
    let room = room.fold(f32::INFINITY, f32::min);
    let shared = plan.rows.iter().any(|row| row.shared && row.floor > 0.0);
    if room.is_finite() && room > 0.0 && !shared {
        plan.slots.iter_mut().for_each(|slot| slot.at -= room);
    }
}

/// Moves ways onto the line of what they are joined with, where there is room: a bend less.
fn straighten(plan: &mut Plan) {
    for row in 0..plan.rows.len() {
        let slots = plan.rows[row].slots.clone();
        for (index, &slot) in slots.iter().enumerate() {
            let own = &plan.slots[slot];
            if own.node.is_some() {
                continue;
            }
            let before = index.checked_sub(1).map(|before| slots[before]);
            let low = before.map_or_else(
                || plan.rows[row].floor + own.size / 2.0,
                |before| plan.slots[before].at + plan.distance(before, slot),
            );
            let next = slots.get(index + 1);
            let high = next.map_or(f32::INFINITY, |&next| plan.slots[next].at - plan.distance(slot, next));
            let wishes = [&own.before, &own.after].into_iter().filter(|side| side.len() == 1).map(|side| {
                let other = &plan.slots[side[0]];
                let half = if other.node.is_some() { (other.size / 2.0 - 10.0).max(0.0) } else { 0.0 };
                own.at.clamp(other.at - half, other.at + half).round()
            });
            let found = wishes.into_iter().find(|&wish| low <= wish && wish <= high);
            plan.slots[slot].at = found.unwrap_or(own.at);
        }
    }
}

/// The nearest places that the slots of a row may take.
fn offsets(plan: &Plan, row: usize) -> Vec<f32> {
    let slots = &plan.rows[row].slots;
    let mut at = 0.0;
    let mut out = Vec::with_capacity(slots.len());
    for (index, &slot) in slots.iter().enumerate() {
        at = match index.checked_sub(1) {
            None => plan.rows[row].floor.max(plan.head(&plan.slots[slot])) + plan.slots[slot].size / 2.0,
            Some(before) => at + plan.distance(slots[before], slot),
        };
        out.push(at);
    }
    out
}

/// Places one row: the sum of squares of the distances to what each slot wishes is least, with the order and the
/// least distances kept. Slots of one framed cluster move together.
fn settle(plan: &mut Plan, row: usize, (down, both): (bool, bool)) {
    let offsets = offsets(plan, row);
    // Runs of slots that move as one: place of the first over its least place, and weight.
    let mut blocks: Vec<(f32, f32, usize)> = Vec::new();
    let mut before = None;
    for (&slot, offset) in plan.rows[row].slots.iter().zip(&offsets) {
        let (wish, weight) = wish(plan, slot, down, both);
        let rigid = plan.slots[slot].cluster.filter(|&id| plan.clusters[id].framed && !plan.rows[row].shared);
        let value = wish - offset;
        match blocks.last_mut() {
            Some(block) if rigid.is_some() && rigid == before => {
                block.0 = (block.0 * block.1 + value * weight) / (block.1 + weight);
                block.1 += weight;
                block.2 += 1;
            }
            _ => blocks.push((value, weight, 1)),
        }
        before = rigid;
    }
    // Pool blocks that would stand in each other's way.
    let mut pooled: Vec<(f32, f32, usize)> = Vec::new();
    for mut block in blocks {
        while let Some(&last) = pooled.last().filter(|last| last.0 > block.0) {
            pooled.pop();
            let weight = last.1 + block.1;
            block = ((last.0 * last.1 + block.0 * block.1) / weight, weight, last.2 + block.2);
        }
        pooled.push(block);
    }
    let moves = pooled.into_iter().flat_map(|(value, _, count)| std::iter::repeat_n(value.max(0.0), count));
    let placed: Vec<f32> = moves.zip(&offsets).map(|(value, offset)| value + offset).collect();
    for (index, at) in placed.into_iter().enumerate() {
        let slot = plan.rows[row].slots[index];
        plan.slots[slot].at = at.round();
    }
}

/// Where a slot would like to be, and how much.
fn wish(plan: &Plan, slot: usize, down: bool, both: bool) -> (f32, f32) {
    let own = &plan.slots[slot];
    let sides: [&[usize]; 2] = if both {
        [&own.before, &own.after]
    } else if down {
        [&own.before, &[]]
    } else {
        [&[], &own.after]
    };
    let joined = || sides.iter().flat_map(|side| side.iter());
    let count = joined().count();
    if count == 0 {
        return (own.at, 0.05);
    }
    let middle = joined().map(|&other| plan.slots[other].at).sum::<f32>() / float(count);
    let straight = own.node.is_none() && joined().all(|&other| plan.slots[other].node.is_none());
    (
        middle,
        if straight {
            6.0
        } else if own.node.is_none() {
            2.0
        } else {
            1.0
        },
    )
}
