//! Tracks: at which level of its channel each net turns.

use super::nets::Step;
use super::rows::Plan;
use super::{EMPTY, LEAD, TRACK, float};

/// Two nets on one track keep this distance.
const CLEAR: f32 = 9.0;
/// Upright pieces nearer than this would touch: what comes from the row before turns before what goes to the next.
const TOUCH: f32 = 5.0;
/// What a touch weighs beside a crossing.
const HEAVY: isize = 1000;

/// Levels of all nets in all channels.
pub(super) struct Tracks {
    /// Of each net, of each of its steps; 0 where the step is straight.
    pub levels: Vec<Vec<usize>>,
    /// How many levels each channel has.
    pub counts: Vec<usize>,
    /// Whether any line goes through.
    used: Vec<bool>,
}

impl Tracks {
    /// Room of a channel, along.
    pub fn size(&self, channel: usize) -> f32 {
        let outer = channel == 0 || channel + 1 == self.counts.len();
        match self.counts[channel] {
            0 if outer => 0.0,
            0 if !self.used[channel] => EMPTY / 2.0,
            0 => EMPTY,
            count => 2.0 * LEAD + float(count - 1) * TRACK,
        }
    }

    /// Place of a level in its channel, along.
    pub fn along(level: usize) -> f32 {
        LEAD + float(level) * TRACK
    }
}

/// A net in one channel: its span, and its places on either side, sorted.
struct Comb {
    net: usize,
    step: usize,
    low: f32,
    high: f32,
    /// On the row before the channel.
    above: Vec<f32>,
    /// On the row after it.
    below: Vec<f32>,
}

/// Gives every net its level in every channel.
pub(super) fn assign(plan: &Plan) -> Tracks {
    let channels = plan.rows.len() + 1;
    let mut combs: Vec<Vec<Comb>> = (0..channels).map(|_| Vec::new()).collect();
    let mut used = vec![false; channels];
    let mut levels: Vec<Vec<usize>> = Vec::with_capacity(plan.nets.len());
    for (net, held) in plan.nets.iter().enumerate() {
        levels.push(vec![0; held.steps.len()]);
        for (index, step) in held.steps.iter().enumerate() {
            used[step.channel] = true;
            if !step.is_straight() {
                combs[step.channel].push(comb(net, index, step));
            }
        }
    }
    let counts = combs
        .into_iter()
        .map(|mut combs| {
            combs.sort_by(|left, right| left.low.total_cmp(&right.low).then(left.net.cmp(&right.net)));
            let order = order(&combs);
            let mut count = 0;
            let mut placed: Vec<(usize, usize)> = Vec::new();
            for index in order {
                let meets = placed.iter().filter(|&&(other, _)| near(&combs[index], &combs[other]));
                let level = meets.map(|&(_, level)| level + 1).max().unwrap_or(0);
                levels[combs[index].net][combs[index].step] = level;
                count = count.max(level + 1);
                placed.push((index, level));
            }
            count
        })
        .collect();
    Tracks { levels, counts, used }
}

fn comb(net: usize, index: usize, step: &Step) -> Comb {
    let (low, high) = step.span();
    let side = |after: bool| {
        let mut places: Vec<f32> = step.pins.iter().filter(|pin| pin.after == after).map(|pin| pin.at).collect();
        places.sort_by(f32::total_cmp);
        places
    };
    Comb { net, step: index, low, high, above: side(true), below: side(false) }
}

fn near(one: &Comb, other: &Comb) -> bool {
    one.low < other.high + CLEAR && other.low < one.high + CLEAR
}

/// An order of tracks, the first nearest to the row before: each net goes where it costs least among those that
/// have their place, then every one may move once more.
fn order(combs: &[Comb]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::with_capacity(combs.len());
    for index in 0..combs.len() {
        insert(combs, &mut order, index);
    }
    for index in 0..combs.len() {
        order.retain(|&other| other != index);
        insert(combs, &mut order, index);
    }
    order
}

fn insert(combs: &[Comb], order: &mut Vec<usize>, index: usize) {
    // From the first place to the last, how much better or worse than the first.
    let (mut sum, mut least, mut place) = (0, 0, 0);
    for (at, &other) in order.iter().enumerate() {
        if near(&combs[index], &combs[other]) {
            sum += cost(&combs[other], &combs[index]) - cost(&combs[index], &combs[other]);
        }
        if sum < least {
            (least, place) = (sum, at + 1);
        }
    }
    order.insert(place, index);
}

/// What it costs that one net turns before another.
fn cost(first: &Comb, second: &Comb) -> isize {
    let within = |places: &[f32], low: f32, high: f32| {
        let from = places.partition_point(|&place| place <= low);
        let to = places.partition_point(|&place| place < high);
        isize::try_from(to.saturating_sub(from)).unwrap_or(0)
    };
    let crossings = within(&first.below, second.low, second.high) + within(&second.above, first.low, first.high);
    let touches: isize = first.below.iter().map(|&at| within(&second.above, at - TOUCH, at + TOUCH)).sum();
    crossings + HEAVY * touches
}
