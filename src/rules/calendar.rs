//! The calendar table: what the evaluators know of each day, as the page embeds it.
//!
//! ```json
//! {"first":20545,"days":365,"school":"0110…","office":"0110…","terms":[[20545,20697]],
//!  "long_holidays":[[20660,20684]],"ceremonies":[[20659,"closing"]]}
//! ```
//! Input: a [`Calendar`] as an editor wrote it. Output: one character for each day of its range. A day is a *school day* if it is one of
//! `extra_days`, or a weekday that is no national holiday, in no long holiday and in no closure; the *office is open* on weekdays that are
//! no national holiday and in no office closure. `holiday_changes` say what is a holiday before the law does. Where the town does not give
//! its long holidays, `long_holidays` is `null` and their weekdays stand as school days until the input closes them.
//!
//! Left out is what no day of the range hangs on: terms and ceremonies outside it, and long holidays unless they have a day in it or begin
//! on the day after its last (the last school day before them is in it). Terms, long holidays and ceremonies are in order of their days.

use super::civil::{Day, SATURDAY, SUNDAY, of_date, weekday};
use super::holiday::{holiday, is_known};
use super::words::{ceremony_kind, ceremony_word};
use crate::diag::Span;
use crate::model::{Calendar, CeremonyKind, ClosedDays, HolidayChange};
use serde::{Deserialize, Serialize};

/// A calendar as the evaluators read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct CalendarTable {
    /// The first day.
    pub first: Day,
    /// One character for each day: `1` school, `0` none.
    pub school: String,
    /// One character for each day: `1` open, `0` closed.
    pub office: String,
    /// First and last day of each term.
    pub terms: Vec<(Day, Day)>,
    /// First and last day of each long holiday; `None` if the town does not give them.
    pub long_holidays: Option<Vec<(Day, Day)>>,
    /// Days of ceremonies; `None` if the town does not give them.
    pub ceremonies: Option<Vec<(Day, CeremonyKind)>>,
}

/// A calendar reaches beyond the years whose national holidays are known, [`HOLIDAYS_FROM`](super::holiday::HOLIDAYS_FROM) to
/// [`HOLIDAYS_TO`](super::holiday::HOLIDAYS_TO).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownHolidays {
    /// The end of its range that does.
    pub span: Span,
}

impl CalendarTable {
    /// The table of a calendar.
    ///
    /// # Errors
    /// When national holidays are not known for all of its range.
    pub fn of(calendar: &Calendar) -> Result<Self, UnknownHolidays> {
        for end in [&calendar.from, &calendar.to] {
            if !is_known(of_date(end.value)) {
                return Err(UnknownHolidays { span: end.span });
            }
        }
        let range = Range { first: of_date(calendar.from.value), last: of_date(calendar.to.value) };
        let mut office = range.working_days(&calendar.holiday_changes);
        let mut school = office.clone();
        range.close(&mut office, &calendar.office_closures);
        range.close(&mut school, &calendar.closures);
        range.close(&mut school, calendar.long_holidays.as_deref().unwrap_or_default());
        for extra in &calendar.extra_days {
            let day = of_date(extra.on.value);
            range.set(&mut school, (day, day), true);
        }
        let mut terms: Vec<_> = calendar.terms.iter().map(|term| (of_date(term.from.value), of_date(term.to.value))).collect();
        terms.retain(|term| range.touches(*term));
        terms.sort_unstable();
        Ok(Self {
            first: range.first,
            school: characters(&school),
            office: characters(&office),
            terms,
            long_holidays: calendar.long_holidays.as_deref().map(|holidays| range.long_holidays(holidays)),
            ceremonies: calendar.ceremonies.as_ref().map(|ceremonies| {
                let days = ceremonies.iter().map(|ceremony| (of_date(ceremony.on.value), ceremony.kind));
                let mut days: Vec<_> = days.filter(|(day, _)| range.touches((*day, *day))).collect();
                days.sort_unstable();
                days.dedup();
                days
            }),
        })
    }

    /// How many days it has.
    #[must_use]
    pub fn days(&self) -> usize {
        self.school.len()
    }

    /// Whether there is school on a day; `None` outside the calendar.
    #[must_use]
    pub fn is_school(&self, day: Day) -> Option<bool> {
        self.is_one(&self.school, day)
    }

    /// Whether the office is open on a day; `None` outside the calendar.
    #[must_use]
    pub fn is_office(&self, day: Day) -> Option<bool> {
        self.is_one(&self.office, day)
    }

    fn is_one(&self, characters: &str, day: Day) -> Option<bool> {
        let at = usize::try_from(day.checked_sub(self.first)?).ok()?;
        characters.as_bytes().get(at).map(|character| *character == b'1')
    }
}

/// The days a table is made for; none if `last` is before `first`.
#[derive(Clone, Copy)]
struct Range {
    first: Day,
    last: Day,
}

impl Range {
    /// Weekdays that are no holiday.
    fn working_days(self, changes: &[HolidayChange]) -> Vec<bool> {
        let is_weekday = |day| !matches!(weekday(day), SATURDAY | SUNDAY);
        let mut open: Vec<bool> = (self.first..=self.last).map(|day| is_weekday(day) && holiday(day).is_none()).collect();
        for change in changes {
            let day = of_date(change.on.value);
            self.set(&mut open, (day, day), is_weekday(day) && change.title.is_none());
        }
        open
    }

    fn close(self, open: &mut [bool], closed: &[ClosedDays]) {
        closed.iter().for_each(|days| self.set(open, ends(days), false));
    }

    fn set(self, open: &mut [bool], (from, to): (Day, Day), is_open: bool) {
        for day in from.max(self.first)..=to.min(self.last) {
            if let Some(known) = usize::try_from(day - self.first).ok().and_then(|at| open.get_mut(at)) {
                *known = is_open;
            }
        }
    }

    fn touches(self, (from, to): (Day, Day)) -> bool {
        from <= self.last && to >= self.first
    }

    fn long_holidays(self, holidays: &[ClosedDays]) -> Vec<(Day, Day)> {
        let mut days: Vec<_> = holidays.iter().map(ends).filter(|days| self.touches(*days) || days.0 == self.last + 1).collect();
        days.sort_unstable();
        days
    }
}

fn ends(days: &ClosedDays) -> (Day, Day) {
    (of_date(days.from.value), of_date(days.to.value))
}

fn characters(open: &[bool]) -> String {
    open.iter().map(|open| if *open { '1' } else { '0' }).collect()
}

/// The same as JSON has it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    first: Day,
    days: usize,
    school: String,
    office: String,
    terms: Vec<(Day, Day)>,
    long_holidays: Option<Vec<(Day, Day)>>,
    ceremonies: Option<Vec<(Day, String)>>,
}

impl From<CalendarTable> for Wire {
    fn from(table: CalendarTable) -> Self {
        let words = |days: Vec<(Day, CeremonyKind)>| days.into_iter().map(|(day, kind)| (day, ceremony_word(kind).to_owned())).collect();
        Self {
            first: table.first,
            days: table.days(),
            school: table.school,
            office: table.office,
            terms: table.terms,
            long_holidays: table.long_holidays,
            ceremonies: table.ceremonies.map(words),
        }
    }
}

impl TryFrom<Wire> for CalendarTable {
    type Error = String;

    fn try_from(wire: Wire) -> Result<Self, String> {
        for characters in [&wire.school, &wire.office] {
            if characters.len() != wire.days || !characters.bytes().all(|character| matches!(character, b'0' | b'1')) {
                return Err(format!("not {} times 0 or 1", wire.days));
            }
        }
        let kind = |(day, word): (Day, String)| Ok((day, ceremony_kind(&word).ok_or_else(|| format!("unknown word {word:?}"))?));
        let ceremonies = wire.ceremonies.map(|days| days.into_iter().map(kind).collect::<Result<_, String>>()).transpose()?;
        let Wire { first, school, office, terms, long_holidays, .. } = wire;
        Ok(Self { first, school, office, terms, long_holidays, ceremonies })
    }
}
