//! State as a function of a date: current and target architecture are two dates of one model.

use jiff::civil::Date;

/// The dates of a component's states, each the first day of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lifecycle {
    /// Entered the plan.
    pub planned: Option<Date>,
    /// Building began.
    pub building: Option<Date>,
    /// Came into operation.
    pub operating: Option<Date>,
    /// Began to be retired.
    pub retiring: Option<Date>,
    /// Stopped for good.
    pub retired: Option<Date>,
}

/// Where a component stands at a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Not yet spoken of.
    Absent,
    /// In the plan.
    Planned,
    /// Being built.
    Building,
    /// In operation.
    Operating,
    /// In operation, being retired.
    Retiring,
    /// Stopped.
    Retired,
}

impl State {
    /// Part of the architecture: planned, built or in operation. Plans are judged too, because a fault
    /// costs least before it is built.
    #[must_use]
    pub const fn is_active(self) -> bool {
        !matches!(self, Self::Absent | Self::Retired)
    }

    /// In operation.
    #[must_use]
    pub const fn is_operating(self) -> bool {
        matches!(self, Self::Operating | Self::Retiring)
    }

    /// Planned or being built.
    #[must_use]
    pub const fn is_new(self) -> bool {
        matches!(self, Self::Planned | Self::Building)
    }
}

impl Lifecycle {
    /// State at a date. With no date at all the component has always been in operation; with only an
    /// end, it was in operation before it.
    #[must_use]
    pub fn at(&self, day: Date) -> State {
        let reached = |date: Option<Date>| date.is_some_and(|date| date <= day);
        if reached(self.retired) {
            State::Retired
        } else if reached(self.retiring) {
            State::Retiring
        } else if reached(self.operating) {
            State::Operating
        } else if reached(self.building) {
            State::Building
        } else if reached(self.planned) {
            State::Planned
        } else if self.planned.or(self.building).or(self.operating).is_some() {
            State::Absent
        } else {
            State::Operating
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn state_follows_the_dates() {
        let lifecycle = Lifecycle {
            planned: Some(date(2019, 1, 1)),
            operating: Some(date(2020, 1, 1)),
            retired: Some(date(2021, 1, 1)),
            ..Lifecycle::default()
        };
        assert_eq!(lifecycle.at(date(2018, 12, 31)), State::Absent);
        assert_eq!(lifecycle.at(date(2019, 12, 31)), State::Planned);
        assert_eq!(lifecycle.at(date(2020, 1, 1)), State::Operating);
        assert_eq!(lifecycle.at(date(2021, 1, 1)), State::Retired);
    }

    #[test]
    fn nothing_said_means_in_operation() {
        assert_eq!(Lifecycle::default().at(date(2000, 1, 1)), State::Operating);
        let ends = Lifecycle { retired: Some(date(2021, 1, 1)), ..Lifecycle::default() };
        assert_eq!(ends.at(date(2020, 1, 1)), State::Operating);
    }
}
