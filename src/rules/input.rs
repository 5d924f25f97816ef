//! What is asked: a record of days or counts. An input is judged as a whole; whatever cannot be read is refused with its place.

mod read;

use super::days::{Days, Mark, Status};
use super::tri::Tri;
use serde::Serialize;

pub(super) use read::read;

/// Entries that one list of an input may have.
pub const MAX_ENTRIES: usize = 2_000;
/// The greatest count that may be given.
pub const MAX_COUNT: u64 = 9_999;

/// Why an input is refused.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Refusal {
    /// Where: `record.days.3.mark`
    pub at: String,
    /// What is wrong there.
    pub code: &'static str,
}

/// An input that was read.
#[derive(Clone, Debug)]
pub struct Input {
    /// The day asked for, by its place in the calendar.
    pub at: usize,
    /// What was given.
    pub given: Given,
    /// The answers, by fact.
    pub facts: Vec<Tri>,
    /// The calendar with what the input adds to it.
    pub(super) days: Days,
}

/// What was given.
#[derive(Clone, Debug)]
pub enum Given {
    /// A record.
    Record {
        /// The first date on which conditions are evaluated, by its place in the calendar.
        start: usize,
        /// What each day of the calendar has; school days alone have something.
        entries: Vec<Option<Entry>>,
    },
    /// Numbers.
    Counts {
        /// By measure, in days.
        counts: Vec<Option<u32>>,
        /// By stage.
        reached: Vec<Option<i32>>,
    },
}

/// What is written of a school day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Index of its mark.
    pub mark: usize,
    /// 0 without a place, else the place's index + 1.
    pub place: usize,
    /// Whether the child was met, if that is written.
    pub seen: Option<Tri>,
}

impl Input {
    /// The days with what is known of each; `seen` says for each mark whether it implies that the child was met.
    #[must_use]
    pub fn days_with(&self, seen: &[u8]) -> Days {
        let mut days = self.days.clone();
        if let Given::Record { entries, .. } = &self.given {
            for (at, entry) in entries.iter().enumerate() {
                if let Some(Entry { mark, place, seen: written }) = *entry {
                    let implied = if place == 0 && seen.get(mark) == Some(&1) { Tri::Yes } else { Tri::Unknown };
                    days.set_status(at, Status { mark: Mark::Known { mark, place }, seen: written.unwrap_or(implied) });
                }
            }
        }
        days
    }
}
