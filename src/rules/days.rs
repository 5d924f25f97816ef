//! The days that an evaluation sees: a calendar with what the input adds to it, and what is known of each school day.

use super::calendar::CalendarTable;
use super::civil;
use super::program::Window;
use super::tri::Tri;
use crate::model::{CalendarEvent, CeremonyKind};

/// What the input adds to the calendar for one school. Days are numbers within the calendar's range.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Local {
    /// Days without school, first to last.
    pub closed: Vec<(i32, i32)>,
    /// Days with school, whatever else says.
    pub opened: Vec<i32>,
    /// Long holidays, first to last; without school too.
    pub long_holidays: Vec<(i32, i32)>,
    /// Ceremonies.
    pub ceremonies: Vec<(i32, CeremonyKind)>,
    /// Whether these are all long holidays and ceremonies that there are.
    pub complete: bool,
}

/// The mark of a school day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It has one.
    Known {
        /// Index of the mark.
        mark: usize,
        /// 0 without a place, else the place's index + 1.
        place: usize,
    },
    /// Nobody said.
    Unknown,
}

/// What is known of a school day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// Its mark.
    pub mark: Mark,
    /// Whether the child was met in person.
    pub seen: Tri,
}

impl Status {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { mark: Mark::Unknown, seen: Tri::Unknown };
}

/// The days of a calendar, by their place in it.
#[derive(Clone, Debug)]
pub struct Days {
    /// The first day.
    pub first: i32,
    school: Vec<bool>,
    office: Vec<bool>,
    /// The month of each day that is the 1st of one; 0 on other days.
    month_begins: Vec<i32>,
    statuses: Vec<Status>,
    terms: Vec<i32>,
    last_before_holiday: Vec<i32>,
    knows_holidays: bool,
    ceremonies: Vec<(i32, CeremonyKind)>,
    knows_ceremonies: bool,
}

/// For each of so many days its month where it is the 1st, else 0.
fn month_begins(first: i32, days: usize) -> Vec<i32> {
    let month = |day: i32| {
        let date = civil::of_day(day);
        if date.day == 1 { date.month } else { 0 }
    };
    (first..).take(days).map(month).collect()
}

impl Days {
    /// The days of a calendar with what an input adds; no status is known yet.
    #[must_use]
    pub fn new(calendar: &CalendarTable, local: &Local) -> Self {
        let open = |text: &str| text.bytes().map(|byte| byte == b'1').collect::<Vec<_>>();
        let mut school = open(&calendar.school);
        let mut set = |from: i32, to: i32, is_open: bool| {
            for day in from.max(calendar.first)..=to {
                let at = usize::try_from(day - calendar.first).ok();
                if let Some(known) = at.and_then(|at| school.get_mut(at)) {
                    *known = is_open;
                }
            }
        };
        local.closed.iter().chain(&local.long_holidays).for_each(|&(from, to)| set(from, to, false));
        local.opened.iter().for_each(|&day| set(day, day, true));
        let mut days = Self {
            first: calendar.first,
            statuses: vec![Status::UNKNOWN; school.len()],
            month_begins: month_begins(calendar.first, school.len()),
            school,
            office: open(&calendar.office),
            terms: calendar.terms.iter().map(|term| term.0).collect(),
            last_before_holiday: Vec::new(),
            knows_holidays: local.complete || calendar.long_holidays.is_some(),
            ceremonies: calendar.ceremonies.iter().flatten().chain(&local.ceremonies).copied().collect(),
            knows_ceremonies: local.complete || calendar.ceremonies.is_some(),
        };
        let holidays = calendar.long_holidays.iter().flatten().chain(&local.long_holidays);
        days.last_before_holiday = holidays.filter_map(|holiday| days.open_before(&days.school, holiday.0)).collect();
        days
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.school.len()
    }

    /// Where a day stands; `None` outside the calendar.
    #[must_use]
    pub fn at(&self, day: i32) -> Option<usize> {
        usize::try_from(day - self.first).ok().filter(|at| *at < self.len())
    }

    /// The day at a place.
    #[must_use]
    pub fn day(&self, at: usize) -> i32 {
        self.first + i32::try_from(at).unwrap_or(i32::MAX)
    }

    /// Whether the day at a place is a school day.
    #[must_use]
    pub fn is_school(&self, at: usize) -> bool {
        self.school.get(at).copied().unwrap_or(false)
    }

    /// What is known of the school day at a place.
    #[must_use]
    pub fn status(&self, at: usize) -> Status {
        self.statuses.get(at).copied().unwrap_or(Status::UNKNOWN)
    }

    /// Says what is known of a school day.
    pub fn set_status(&mut self, at: usize, status: Status) {
        if let Some(known) = self.statuses.get_mut(at) {
            *known = status;
        }
    }

    /// Whether the same is known of each day of two calendars that are alike but for that.
    #[must_use]
    pub fn knows_same(&self, other: &Self) -> bool {
        self.statuses == other.statuses
    }

    /// The last school day up to a place.
    #[must_use]
    pub fn last_school_day(&self, at: usize) -> Option<usize> {
        (0..=at).rev().find(|&at| self.is_school(at))
    }

    /// Whether a window begins on the day at a place.
    #[must_use]
    pub fn begins(&self, window: Window, at: usize) -> bool {
        let month = self.month_begins.get(at).copied().unwrap_or_default();
        match window {
            Window::All | Window::Rolling(_) => false,
            Window::Month => month > 0,
            Window::SchoolYear => month == 4,
            Window::Term => self.terms.contains(&self.day(at)) || (month == 4 && self.is_before_terms(self.day(at))),
        }
    }

    /// Whether a window may begin on the day at a place for all that is known: no term of the calendar has begun yet. Without any term the
    /// calendar says nothing of terms, and what nobody entered is not reckoned with, as it is with long holidays.
    #[must_use]
    pub fn may_begin(&self, window: Window, at: usize) -> bool {
        window == Window::Term && !self.terms.is_empty() && self.is_before_terms(self.day(at))
    }

    fn is_before_terms(&self, day: i32) -> bool {
        self.terms.iter().all(|first| *first > day)
    }

    /// Whether something that the calendar may say holds on the day at a place.
    #[must_use]
    pub fn event(&self, event: CalendarEvent, at: usize) -> Tri {
        let day = self.day(at);
        let (holds, is_known) = match event {
            CalendarEvent::LastSchoolDayBeforeLongHoliday => (self.last_before_holiday.contains(&day), self.knows_holidays),
            CalendarEvent::Ceremony(kind) => (self.ceremonies.contains(&(day, kind)), self.knows_ceremonies),
        };
        match (holds, is_known) {
            (true, _) => Tri::Yes,
            (false, false) if self.is_school(at) => Tri::Unknown,
            (false, _) => Tri::No,
        }
    }

    /// The `n`-th school day after a day; `None` when it lies outside the calendar.
    #[must_use]
    pub fn school_day_after(&self, day: i32, n: u32) -> Option<i32> {
        let at = self.at(day)?;
        match n.checked_sub(1) {
            None => Some(day),
            Some(before) => {
                let mut after = (at + 1..self.len()).filter(|&at| self.is_school(at));
                after.nth(usize::try_from(before).ok()?).map(|at| self.day(at))
            }
        }
    }

    /// The nearest day on which the office is open: `day` itself, else before or after it. `None` when the calendar ends first.
    #[must_use]
    pub fn office_day(&self, day: i32, is_before: bool) -> Option<i32> {
        let at = self.at(day)?;
        if self.office.get(at) == Some(&true) {
            return Some(day);
        }
        if is_before {
            return self.open_before(&self.office, day);
        }
        (at..self.len()).find(|&at| self.office.get(at) == Some(&true)).map(|at| self.day(at))
    }

    fn open_before(&self, open: &[bool], day: i32) -> Option<i32> {
        let at = usize::try_from(day - self.first).ok()?.min(self.len());
        (0..at).rev().find(|&at| open.get(at) == Some(&true)).map(|at| self.day(at))
    }
}
