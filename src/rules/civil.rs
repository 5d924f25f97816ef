//! Civil days as integers: days since 1970-01-01 of the Gregorian calendar. Only additions and whole divisions, so that a script can do the
//! very same; no clock, no time zone.
//!
//! Input: a date's text, or year, month and day. Output: a [`Day`], and back. [`parse`] reads the years 0001 to 9999.

use crate::model::CivilDate;

/// A civil day: days since 1970-01-01, which is 0.
pub type Day = i32;

/// Days from 0000-03-01 to 1970-01-01.
const MARCH_OF_YEAR_0: Day = 719_468;
/// Days of 400 years, after which the calendar repeats.
const DAYS_IN_ERA: Day = 146_097;

/// Sunday, as [`weekday`] counts.
pub const SUNDAY: i32 = 0;
/// Monday.
pub const MONDAY: i32 = 1;
/// Saturday.
pub const SATURDAY: i32 = 6;

/// A day by its year, month and day of the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Civil {
    /// 西暦
    pub year: i32,
    /// 1 to 12.
    pub month: i32,
    /// 1 to 31.
    pub day: i32,
}

/// The date of a day.
#[must_use]
pub fn of_day(day: Day) -> Civil {
    // Years are taken to begin on 1 March, so that the leap day is the last one (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    let shifted = day + MARCH_OF_YEAR_0;
    let era = shifted.div_euclid(DAYS_IN_ERA);
    let of_era = shifted.rem_euclid(DAYS_IN_ERA);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    Civil { year, month, day: of_year - (153 * from_march + 2) / 5 + 1 }
}

impl Civil {
    /// The day of a date.
    #[must_use]
    pub fn to_day(self) -> Day {
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let from_march = if self.month > 2 { self.month - 3 } else { self.month + 9 };
        let of_year = (153 * from_march + 2) / 5 + self.day - 1;
        year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year - MARCH_OF_YEAR_0
    }
}

/// The day of a date that the loader read.
#[must_use]
pub fn of_date(date: CivilDate) -> Day {
    Civil { year: i32::from(date.year()), month: i32::from(date.month()), day: i32::from(date.day()) }.to_day()
}

/// The day of `YYYY-MM-DD`; nothing else is read, and no day that the calendar does not have.
#[must_use]
pub fn parse(text: &str) -> Option<Day> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let date = Civil { year: digits(&bytes[..4])?, month: digits(&bytes[5..7])?, day: digits(&bytes[8..])? };
    let exists = date.year >= 1 && (1..=12).contains(&date.month) && (1..=days_in_month(date.year, date.month)).contains(&date.day);
    exists.then(|| date.to_day())
}

fn digits(bytes: &[u8]) -> Option<i32> {
    bytes.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i32::from(byte - b'0')))
}

/// `YYYY-MM-DD`
#[must_use]
pub fn text(day: Day) -> String {
    let Civil { year, month, day } = of_day(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// 0 Sunday to 6 Saturday.
#[must_use]
pub fn weekday(day: Day) -> i32 {
    // 1970-01-01 was a Thursday.
    (day + 4).rem_euclid(7)
}

/// Whether a year has 29 February.
#[must_use]
pub fn is_leap(year: i32) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// Days of a month, 1 to 12.
#[must_use]
pub fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 => 28 + i32::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The school year of a day: the calendar year of its 1 April (学校教育法施行規則第59条).
#[must_use]
pub fn school_year(day: Day) -> i32 {
    let date = of_day(day);
    if date.month >= 4 { date.year } else { date.year - 1 }
}

/// 1 April of a school year.
#[must_use]
pub fn school_year_start(year: i32) -> Day {
    Civil { year, month: 4, day: 1 }.to_day()
}

/// The 1st of the month after a day's.
#[must_use]
pub fn next_month(day: Day) -> Day {
    let Civil { year, month, .. } = of_day(day);
    if month == 12 { Civil { year: year + 1, month: 1, day: 1 }.to_day() } else { Civil { year, month: month + 1, day: 1 }.to_day() }
}

/// A day of the month after a day's, or that month's last day if it has fewer.
#[must_use]
pub fn day_of_next_month(day: Day, of_month: u32) -> Day {
    let first = next_month(day);
    let Civil { year, month, .. } = of_day(first);
    let last = days_in_month(year, month);
    first + i32::try_from(of_month).unwrap_or(last).clamp(1, last) - 1
}
