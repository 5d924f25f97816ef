//! The course of a stage: where its condition turns, and what became of it.

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

/// A condition through the dates: the places at which its value turns with the values from there on, the first date included. Most turn a few
/// times in a year, so that readings are compared by turns and not by days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Turns(Vec<(usize, Tri)>);

impl Turns {
    /// The turns among values by place, of which there is at least one.
    pub fn of(values: impl IntoIterator<Item = (usize, Tri)>) -> Self {
        let mut turns: Vec<(usize, Tri)> = Vec::new();
        for (at, value) in values {
            if turns.last().is_none_or(|last| last.1 != value) {
                turns.push((at, value));
            }
        }
        Self(turns)
    }

    /// The opposite on every date.
    pub fn opposite(&self) -> Self {
        Self(self.0.iter().map(|(at, value)| (*at, !*value)).collect())
    }

    /// Two conditions that begin on the same date, as one.
    pub fn with(&self, other: &Self, both: impl Fn(Tri, Tri) -> Tri) -> Self {
        let (one, other) = (&self.0, &other.0);
        let (mut a, mut b) = (0, 0);
        Self::of(std::iter::from_fn(|| {
            let ((from, value), (from_other, value_other)) = (*one.get(a)?, *other.get(b)?);
            let next = |turns: &[(usize, Tri)], at: usize| turns.get(at + 1).map_or(usize::MAX, |turn| turn.0);
            let (next_one, next_other) = (next(one, a), next(other, b));
            a += usize::from(next_one <= next_other);
            b += usize::from(next_other <= next_one);
            Some((from.max(from_other), both(value, value_other)))
        }))
    }
}

impl Course {
    /// Follows a condition up to the place `until`.
    pub fn follow(turns: &Turns, until: usize) -> Self {
        let turns = &turns.0;
        let now = turns.last().map_or(Tri::Unknown, |turn| turn.1);
        let last = turns.iter().rposition(|turn| turn.1 == Tri::Yes).map(|at| Occurrence {
            from: turns[at].0,
            to: turns.get(at + 1).map_or(until, |next| next.0 - 1),
            certain: at.checked_sub(1).is_some_and(|before| turns[before].1 == Tri::No),
        });
        let state = match now {
            Tri::Yes => State::Active,
            Tri::Unknown => State::Unknown,
            Tri::No if last.is_some() => State::Past,
            Tri::No if turns.iter().any(|turn| turn.1 == Tri::Unknown) => State::Unknown,
            Tri::No => State::NotReached,
        };
        Self { now, state, last }
    }

    /// Only the value on one date is known.
    pub fn single(now: Tri) -> Self {
        Self { last: None, ..Self::follow(&Turns::of([(0, now)]), 0) }
    }

    /// Whether it was reached.
    pub fn is_reached(self) -> bool {
        matches!(self.state, State::Active | State::Past)
    }
}
