//! Pins: where on the side of a box a net begins or ends. Straight lines where that is possible, and no two nets
//! so near that one would run along the other.

use super::nets::{Pin, Step};
use super::rows::Plan;
use super::{PIN, float};

/// A pin by its net, its step and its index there.
type Address = (usize, usize, usize);

/// How far from the corners of a box pins stay.
const CORNER: f32 = 7.0;

/// Pins of a row: on one side, by slot.
#[derive(Default)]
struct Sides {
    before: Vec<Address>,
    after: Vec<Address>,
}

/// Fixes every pin, row by row: first those towards the row before, whose other ends are fixed already.
pub(super) fn fix(plan: &mut Plan) {
    let mut sides: Vec<Sides> = plan.rows.iter().map(|_| Sides::default()).collect();
    for (net, step, index) in addresses(plan) {
        let pin = plan.nets[net].steps[step].pins[index];
        let row = &mut sides[plan.slots[pin.slot].row];
        if pin.after { row.after.push((net, step, index)) } else { row.before.push((net, step, index)) }
    }
    // Of a way, before it is nudged; of a box, its middle.
    for &address in &addresses(plan) {
        let at = plan.slots[pin(plan, address).slot].at;
        set(plan, address, at);
    }
    for row in 0..sides.len() {
        let facing = row.checked_sub(1).map_or(&[][..], |before| sides[before].after.as_slice());
        let mut fixed: Vec<(f32, usize)> = facing.iter().map(|&address| (pin(plan, address).at, address.0)).collect();
        fixed.sort_by(|left, right| left.0.total_cmp(&right.0));
        for &address in sides[row].before.iter().chain(&sides[row].after) {
            nudge(plan, address, &fixed);
        }
        attach(plan, &sides[row].before, &fixed);
        attach(plan, &sides[row].after, &[]);
    }
}

fn addresses(plan: &Plan) -> Vec<Address> {
    let mut all = Vec::new();
    for (net, held) in plan.nets.iter().enumerate() {
        for (step, held) in held.steps.iter().enumerate() {
            all.extend((0..held.pins.len()).map(|index| (net, step, index)));
        }
    }
    all
}

fn step(plan: &Plan, (net, step, _): Address) -> &Step {
    &plan.nets[net].steps[step]
}

fn pin(plan: &Plan, address: Address) -> Pin {
    step(plan, address).pins[address.2]
}

fn set(plan: &mut Plan, (net, step, index): Address, at: f32) {
    plan.nets[net].steps[step].pins[index].at = at;
}

/// Moves a way a little: onto its own net's line where it nearly is, away from another's.
fn nudge(plan: &mut Plan, address: Address, fixed: &[(f32, usize)]) {
    let held = pin(plan, address);
    if plan.slots[held.slot].node.is_some() {
        return;
    }
    let middle = plan.slots[held.slot].at;
    if held.after {
        set(plan, address, middle);
        return;
    }
    let own = step(plan, address).pins.iter().filter(|other| other.after).map(|other| other.at);
    let near = own.filter(|at| (at - middle).abs() <= 3.0).min_by(f32::total_cmp);
    let at = choose(near.unwrap_or(middle), (middle - 3.0, middle + 3.0), &[], fixed, address.0);
    plan.slots[held.slot].at = at;
    set(plan, address, at);
}

/// Fixes the pins of boxes on one side of a row.
fn attach(plan: &mut Plan, side: &[Address], fixed: &[(f32, usize)]) {
    let mut boxes: Vec<(usize, f32, Address)> = side
        .iter()
        .filter(|&&address| plan.slots[pin(plan, address).slot].node.is_some())
        .map(|&address| (pin(plan, address).slot, pull(plan, address), address))
        .collect();
    boxes.sort_by(|left, right| left.0.cmp(&right.0).then(left.1.total_cmp(&right.1)).then(left.2.cmp(&right.2)));
    for pins in boxes.chunk_by(|left, right| left.0 == right.0) {
        let slot = &plan.slots[pins[0].0];
        let (low, high) = (slot.at - slot.size / 2.0 + CORNER, slot.at + slot.size / 2.0 - CORNER);
        let mut taken: Vec<f32> = Vec::new();
        for (index, &(_, _, address)) in pins.iter().enumerate() {
            let even = low + (high - low) * float(index + 1) / float(pins.len() + 1);
            let wish = straight(plan, address, (low, high)).unwrap_or(even);
            // The pins after this one need their room too.
            let last = high - float(pins.len() - 1 - index) * PIN;
            let first = taken.last().map_or(low, |at| at + PIN);
            let bounds = if first <= last { (first, last) } else { (low, high) };
            let at = choose(wish, bounds, &taken, fixed, address.0);
            taken.push(at);
            set(plan, address, at);
        }
    }
}

/// Where the rest of a net is, seen from one of its pins.
fn pull(plan: &Plan, address: Address) -> f32 {
    let step = step(plan, address);
    let others = || step.pins.iter().enumerate().filter(|&(index, _)| index != address.2).map(|(_, pin)| pin.at);
    others().sum::<f32>() / float(others().count().max(1))
}

/// Where a line would be straight, if it can be.
fn straight(plan: &Plan, address: Address, (low, high): (f32, f32)) -> Option<f32> {
    let step = step(plan, address);
    let held = step.pins[address.2];
    // From the hub to each of its ends, and from an end to the hub alone.
    let facing = |other: &&Pin| other.after != held.after;
    let mut others = if address.2 == 0 { &step.pins[1..] } else { &step.pins[..1] }.iter().filter(facing);
    let other = others.next().filter(|_| others.next().is_none())?;
    if held.after {
        let slot = &plan.slots[other.slot];
        let half = if slot.node.is_some() { slot.size / 2.0 - CORNER } else { 0.0 };
        let (from, to) = (low.max(slot.at - half), high.min(slot.at + half));
        (from <= to).then(|| f32::midpoint(from, to).round())
    } else {
        (low <= other.at && other.at <= high).then_some(other.at)
    }
}

/// The place nearest to a wish that keeps its distance: from pins on the same side, and from those of other nets on
/// the other side of the channel.
fn choose(wish: f32, (low, high): (f32, f32), taken: &[f32], fixed: &[(f32, usize)], net: usize) -> f32 {
    let wish = wish.clamp(low, high.max(low));
    let clear = |at: f32, own: f32, other: f32| {
        let from = fixed.partition_point(|&(place, _)| place <= at - other);
        let near = fixed[from..].iter().take_while(|&&(place, _)| place < at + other);
        taken.iter().all(|place| (place - at).abs() >= own) && near.into_iter().all(|&(_, of)| of == net)
    };
    for (own, other) in [(PIN, 6.0), (PIN, 4.0), (6.0, 4.0), (6.0, 2.0), (4.0, 1.0)] {
        let mut away = 0.0;
        while away <= high - low {
            for at in [wish + away, wish - away] {
                if low <= at && at <= high && clear(at, own, other) {
                    return at;
                }
            }
            away += 1.0;
        }
    }
    wish
}
