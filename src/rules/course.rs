//! The course of a stage: its condition on each date, and what became of it.

use super::tri::Tri;
use serde::Serialize;

/// What became of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It holds.
    Active,
    /// It held before and holds no more.
    Past,
    /// It has not held yet.
    NotReached,
    /// What is known does not say.
    Unknown,
    /// Readings of an open point differ, and under one it was reached.
    Confirm,
}

/// Dates in a row on which a condition was true, by their places in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// The first.
    pub from: usize,
    /// The last so far.
    pub to: usize,
    /// Whether it certainly did not hold before.
    pub certain: bool,
}

/// What became of a stage under one reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Course {
    /// The value on the last date.
    pub now: Tri,
    /// Never [`State::Confirm`].
    pub state: State,
    /// The last row of dates on which it held.
    pub last: Option<Occurrence>,
}

impl Course {
    /// Follows a condition from the place `start` through its values.
    pub fn follow(start: usize, values: impl Iterator<Item = Tri>) -> Self {
        let (mut now, mut last, mut was_unknown) = (Tri::Unknown, None::<Occurrence>, false);
        let mut before = None;
        for (at, value) in (start..).zip(values) {
            now = value;
            was_unknown |= value == Tri::Unknown;
            if value == Tri::Yes {
                match &mut last {
                    Some(known) if before == Some(Tri::Yes) => known.to = at,
                    _ => last = Some(Occurrence { from: at, to: at, certain: before == Some(Tri::No) }),
                }
            }
            before = Some(value);
        }
        let state = match now {
            Tri::Yes => State::Active,
            Tri::Unknown => State::Unknown,
            Tri::No if last.is_some() => State::Past,
            Tri::No if was_unknown => State::Unknown,
            Tri::No => State::NotReached,
        };
        Self { now, state, last }
    }

    /// Only the value on one date is known.
    pub fn single(now: Tri) -> Self {
        Self::follow(0, std::iter::once(now)).without_history()
    }

    fn without_history(self) -> Self {
        Self { last: None, ..self }
    }

    /// Whether it was reached.
    pub fn is_reached(self) -> bool {
        matches!(self.state, State::Active | State::Past)
    }
}
