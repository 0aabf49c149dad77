//! Numbers that are the same on every machine: splitmix64 (Steele, Lea, Flood 2014; public domain).

/// A stream of numbers that follows from its seed alone.
pub(super) struct Random(u64);

impl Random {
    /// A stream of its own for one part of a nation, so that no part depends on how much another drew.
    pub(super) const fn of_part(seed: u64, part: u64) -> Self {
        Self(mix(seed ^ mix(part)))
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// A number below `end`; 0 where `end` is 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let drawn = self.next();
        drawn.checked_rem(end as u64).and_then(|rest| usize::try_from(rest).ok()).unwrap_or_default()
    }

    /// True about `percent` times in a hundred.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One entry of a list that has any.
    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

const fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn follows_the_published_numbers() {
        let mut random = Random(1_234_567);
        let drawn = [random.next(), random.next(), random.next()];
        assert_eq!(drawn, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn stays_below_its_end() {
        let mut random = Random::of_part(7, 1);
        assert!((0..1_000).all(|_| random.below(13) < 13));
        assert_eq!(random.below(0), 0);
    }
}
