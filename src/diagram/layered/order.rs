//! The order of slots in each row: sweeps by the middle of what a slot is joined with, the best kept, then
//! neighbours changed while that takes crossings away. Where nothing asks for another, the given order stays.

use super::float;
use super::rows::Plan;

/// Sweeps down and up, at most.
const SWEEPS: usize = 12;
/// Sweeps that may bring nothing before it is enough.
const PATIENCE: usize = 4;

/// Orders every row.
pub(super) fn order(plan: &mut Plan) {
    let mut places = Places::of(plan);
    let mut best: Vec<Vec<usize>> = Vec::new();
    let mut least = usize::MAX;
    let mut idle = 0;
    for sweep in 0..SWEEPS {
        let down = sweep % 2 == 0;
        let count = plan.rows.len();
        for step in 0..count {
            let row = if down { step } else { count - 1 - step };
            sort(plan, &mut places, row, down);
        }
        let crossings = crossings(plan, &places);
        // The first sweep brings ways to their places; what stood before it is no order of theirs.
        if crossings < least {
            least = crossings;
            best = plan.rows.iter().map(|row| row.slots.clone()).collect();
            idle = 0;
        } else {
            idle += 1;
        }
        if least == 0 || idle == PATIENCE {
            break;
        }
    }
    for (row, slots) in plan.rows.iter_mut().zip(best) {
        row.slots = slots;
    }
    if least > 0 {
        let mut places = Places::of(plan);
        for _ in 0..PATIENCE {
            let changed = (0..plan.rows.len()).filter(|&row| change(plan, &mut places, row)).count();
            if changed == 0 {
                break;
            }
        }
    }
}

/// Where each slot stands in its row: its index, and the same as a part of the row.
struct Places {
    index: Vec<usize>,
    part: Vec<f32>,
}

impl Places {
    fn of(plan: &Plan) -> Self {
        let mut places = Self { index: vec![0; plan.slots.len()], part: vec![0.0; plan.slots.len()] };
        for row in &plan.rows {
            places.set(&row.slots);
        }
        places
    }

    fn set(&mut self, slots: &[usize]) {
        let count = float(slots.len().max(1));
        for (index, &slot) in slots.iter().enumerate() {
            self.index[slot] = index;
            self.part[slot] = (float(index) + 0.5) / count;
        }
    }
}

/// Orders a row by the middle of what its slots are joined with on one side.
fn sort(plan: &mut Plan, places: &mut Places, row: usize, down: bool) {
    let slots = std::mem::take(&mut plan.rows[row].slots);
    let wish = |slot: usize| {
        let joined = if down { &plan.slots[slot].before } else { &plan.slots[slot].after };
        if joined.is_empty() {
            return (places.part[slot], false);
        }
        (joined.iter().map(|&other| places.part[other]).sum::<f32>() / float(joined.len()), true)
    };
    let mut groups: Vec<(f32, Vec<(f32, usize)>)> = Vec::new();
    let mut at = 0;
    while at < slots.len() {
        let group = plan.slots[slots[at]].group;
        let end = slots[at..].iter().position(|&slot| plan.slots[slot].group != group).map_or(slots.len(), |n| at + n);
        let members = &slots[at..end];
        let mut wishes: Vec<(f32, usize)> = members.iter().map(|&slot| (wish(slot).0, slot)).collect();
        let asked: Vec<f32> = members.iter().map(|&slot| wish(slot)).filter(|wish| wish.1).map(|wish| wish.0).collect();
        let middle = if asked.is_empty() {
            wishes.iter().map(|wish| wish.0).sum::<f32>() / float(members.len())
        } else {
            asked.iter().sum::<f32>() / float(asked.len())
        };
        wishes.sort_by(|left, right| left.0.total_cmp(&right.0));
        groups.push((middle, wishes));
        at = end;
    }
    groups.sort_by(|left, right| left.0.total_cmp(&right.0));
    let slots: Vec<usize> = groups.into_iter().flat_map(|(_, members)| members).map(|(_, slot)| slot).collect();
    places.set(&slots);
    plan.rows[row].slots = slots;
}

/// How often straight lines between the slots of rows that follow each other would cross.
fn crossings(plan: &Plan, places: &Places) -> usize {
    let mut sum = 0;
    for (row, next) in plan.rows.iter().zip(plan.rows.iter().skip(1)) {
        // Ends that were seen so far, counted in a tree of sums.
        let mut tree = vec![0_usize; next.slots.len() + 1];
        let mut seen = 0;
        for &slot in &row.slots {
            let ends = || plan.slots[slot].after.iter().map(|&other| places.index[other]);
            for end in ends() {
                let mut at = end + 1;
                let mut before = 0;
                while at > 0 {
                    before += tree[at];
                    at &= at - 1;
                }
                sum += seen - before;
            }
            for end in ends() {
                let mut at = end + 1;
                while at < tree.len() {
                    tree[at] += 1;
                    at += at & at.wrapping_neg();
                }
                seen += 1;
            }
        }
    }
    sum
}

/// Changes groups, and slots inside groups, that stand beside each other where that takes crossings away.
fn change(plan: &mut Plan, places: &mut Places, row: usize) -> bool {
    let mut slots = std::mem::take(&mut plan.rows[row].slots);
    let group = |slot: usize| plan.slots[slot].group;
    let mut changed = false;
    let mut start = 0;
    while start < slots.len() {
        let end = |from: usize, slots: &[usize]| {
            let own = group(slots[from]);
            slots[from..].iter().position(|&slot| group(slot) != own).map_or(slots.len(), |n| from + n)
        };
        let middle = end(start, &slots);
        for at in start + 1..middle {
            if gain(plan, places, &slots[at - 1..at], &slots[at..=at]) > 0 {
                slots.swap(at - 1, at);
                changed = true;
            }
        }
        if middle < slots.len() {
            let last = end(middle, &slots);
            if gain(plan, places, &slots[start..middle], &slots[middle..last]) > 0 {
                slots[start..last].rotate_left(middle - start);
                changed = true;
                start += last - middle;
                continue;
            }
        }
        start = middle;
    }
    places.set(&slots);
    plan.rows[row].slots = slots;
    changed
}

/// Crossings that go away when two runs of slots change places.
fn gain(plan: &Plan, places: &Places, left: &[usize], right: &[usize]) -> isize {
    let mut gain = 0;
    for (&one, &other) in left.iter().flat_map(|one| right.iter().map(move |other| (one, other))) {
        let (one, other) = (&plan.slots[one], &plan.slots[other]);
        for (mine, theirs) in [(&one.before, &other.before), (&one.after, &other.after)] {
            for (&a, &b) in mine.iter().flat_map(|a| theirs.iter().map(move |b| (a, b))) {
                gain += match places.index[a].cmp(&places.index[b]) {
                    std::cmp::Ordering::Greater => 1,
                    std::cmp::Ordering::Less => -1,
                    std::cmp::Ordering::Equal => 0,
                };
            }
        }
    }
    gain
}
