//! Due dates: when each duty of a stage has to be done, and when again.

use super::MAX_DUE;
use super::civil;
use super::days::Days;
use super::program::{Due, Duty};
use crate::model::{Every, IfClosed};
use std::fmt;

/// The next date on which something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// That day.
    On(i32),
    /// It lies outside the calendar.
    Unknown,
}

impl fmt::Display for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(day) => f.write_str(&civil::text(*day)),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// When a duty is due.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DueDates {
    /// Up to the date asked for.
    pub due: Vec<i32>,
    /// The first after it.
    pub next: Option<Next>,
}

/// The days between which base dates lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// The day the stage was reached.
    pub reached: i32,
    /// The last base date; `None` while the stage holds.
    pub last: Option<i32>,
    /// The date that is asked for.
    pub as_of: i32,
}

/// When a duty is due.
pub(super) fn due_dates(duty: &Duty, span: Span, days: &Days) -> DueDates {
    let mut found = DueDates::default();
    if duty.due.is_none() && duty.repeat.is_none() {
        return found;
    }
    for base in bases(duty, span) {
        match due_date(duty.due.unwrap_or(Due::SameDay), base, days) {
            Some(day) if day <= span.as_of => found.due.push(day),
            Some(day) => found.next = Some(Next::On(day)),
            None => found.next = Some(Next::Unknown),
        }
        if found.next.is_some() {
            break;
        }
    }
    let too_many = found.due.len().saturating_sub(MAX_DUE);
    found.due.drain(..too_many);
    found
}

/// The dates from which a duty's due dates are counted; without end while the stage holds.
fn bases(duty: &Duty, span: Span) -> impl Iterator<Item = i32> {
    let every = duty.repeat.as_ref().map(|repeat| repeat.every);
    let next = move |base: &i32| match every {
        None => None,
        Some(Every::Week) => Some(base + 7),
        Some(Every::Month) => Some(civil::next_month(*base)),
    };
    std::iter::successors(Some(span.reached), next).take_while(move |base| span.last.is_none_or(|last| *base <= last))
}

/// When something is due that is counted from a day; `None` when that needs days outside the calendar.
fn due_date(due: Due, base: i32, days: &Days) -> Option<i32> {
    days.at(base)?;
    let day = match due {
        Due::SameDay => base,
        Due::SchoolDays(count) => return days.school_day_after(base, count),
        Due::CalendarDays(count) => base.checked_add(i32::try_from(count).ok()?)?,
        Due::DayOfNextMonth(day, if_closed) => {
            let nominal = civil::day_of_next_month(base, day);
            match if_closed {
                IfClosed::Stay => nominal,
                IfClosed::Before => return days.office_day(nominal, true),
                IfClosed::After => return days.office_day(nominal, false),
            }
        }
    };
    days.at(day).map(|_| day)
}
