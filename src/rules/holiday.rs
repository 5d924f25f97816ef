//! National holidays of Japan by 国民の祝日に関する法律 (昭和23年法律第178号).
//!
//! Input: a day. Output: the name of the holiday. From [`HOLIDAYS_FROM`], because since then the law stands as it is (天皇誕生日 in February,
//! スポーツの日), to [`HOLIDAYS_TO`], because a law is not a promise and the days of the equinoxes are laid down only a year ahead: whoever
//! plans further shall be told so. Should the law change sooner, `holiday_changes` of `calendar.yml` stand over these days.
//!
//! 春分の日 and 秋分の日 are 春分日 and 秋分日 of the 暦要項, which 国立天文台 publishes in the 官報 of the first weekday of February of the year
//! before: up to [`EQUINOXES_PUBLISHED_TO`] they are from there. Later ones are estimates by the formula that is in common use for 1980 to
//! 2099: the day in March is ⌊20.8431 + 0.242194 × (year − 1980) − ⌊(year − 1980) ÷ 4⌋⌋, in September the same with 23.2488.
//!
//! The days of 2020 and 2021 that the laws on the Olympic Games moved are moved (平成三十二年東京オリンピック競技大会・東京パラリンピック競技大会
//! 特別措置法第32条).

use super::civil::{Civil, Day, MONDAY, SUNDAY, of_day, weekday};

/// The first year whose holidays are known.
pub const HOLIDAYS_FROM: i32 = 2020;
/// The last one: ten school years from the first handbook's.
pub const HOLIDAYS_TO: i32 = 2036;
/// The last year whose equinoxes the 官報 has published (暦要項 of February 2026).
pub const EQUINOXES_PUBLISHED_TO: i32 = 2027;

/// 春分の日 (March) and 秋分の日 (September) of each year from [`HOLIDAYS_FROM`] to [`HOLIDAYS_TO`].
const EQUINOXES: [(i32, i32); 17] = [
    (20, 22), // 2020
    (20, 23),
    (21, 23),
    (21, 23),
    (20, 22), // 2024
    (20, 23),
    (20, 23),
    (21, 23),
    (20, 22), // 2028
    (20, 23),
    (20, 23),
    (21, 23),
    (20, 22), // 2032
    (20, 23),
    (20, 23),
    (21, 23),
    (20, 22), // 2036
];

/// Month, day, name.
const FIXED: [(i32, i32, &str); 10] = [
    (1, 1, "元日"),
    (2, 11, "建国記念の日"),
    (2, 23, "天皇誕生日"),
    (4, 29, "昭和の日"),
    (5, 3, "憲法記念日"),
    (5, 4, "みどりの日"),
    (5, 5, "こどもの日"),
    (8, 11, "山の日"),
    (11, 3, "文化の日"),
    (11, 23, "勤労感謝の日"),
];

/// Month, which Monday of it, name.
const MONDAYS: [(i32, i32, &str); 4] = [(1, 2, "成人の日"), (7, 3, "海の日"), (9, 3, "敬老の日"), (10, 2, "スポーツの日")];

/// Year, month, day, name of the holidays that stood on another day than usual.
const MOVED: [(i32, i32, i32, &str); 6] = [
    (2020, 7, 23, "海の日"),
    (2020, 7, 24, "スポーツの日"),
    (2020, 8, 10, "山の日"),
    (2021, 7, 22, "海の日"),
    (2021, 7, 23, "スポーツの日"),
    (2021, 8, 8, "山の日"),
];

/// A holiday in place of one on a Sunday (第3条第2項); the law gives it no name.
const SUBSTITUTE: &str = "振替休日";
/// A day between two holidays (第3条第3項); the law gives it no name.
const BETWEEN: &str = "国民の休日";

/// The name of the holiday on a day; `None` on others, and on all days for which [`is_known`] is false.
#[must_use]
pub fn holiday(day: Day) -> Option<&'static str> {
    if !is_known(day) {
        return None;
    }
    national(day).or_else(|| is_substitute(day).then_some(SUBSTITUTE)).or_else(|| is_between(day).then_some(BETWEEN))
}

/// Whether the holidays of a day's year are known.
#[must_use]
pub fn is_known(day: Day) -> bool {
    (HOLIDAYS_FROM..=HOLIDAYS_TO).contains(&of_day(day).year)
}

/// 「国民の祝日」 (第2条).
fn national(day: Day) -> Option<&'static str> {
    let date = of_day(day);
    let moved = MOVED.iter().find(|(year, month, day, _)| (*year, *month, *day) == (date.year, date.month, date.day));
    if let Some((_, _, _, name)) = moved {
        return Some(name);
    }
    let name = usual(day, date)?;
    (!MOVED.iter().any(|(year, _, _, moved)| (*year, *moved) == (date.year, name))).then_some(name)
}

/// Where the holidays stand in a year without exceptions.
fn usual(day: Day, date: Civil) -> Option<&'static str> {
    if let Some((_, _, name)) = FIXED.iter().find(|(month, on, _)| (*month, *on) == (date.month, date.day)) {
        return Some(name);
    }
    if weekday(day) == MONDAY {
        let which = (date.day + 6) / 7;
        if let Some((_, _, name)) = MONDAYS.iter().find(|(month, monday, _)| (*month, *monday) == (date.month, which)) {
            return Some(name);
        }
    }
    let (spring, autumn) = usize::try_from(date.year - HOLIDAYS_FROM).ok().and_then(|year| EQUINOXES.get(year))?;
    match date.month {
        3 if date.day == *spring => Some("春分の日"),
        9 if date.day == *autumn => Some("秋分の日"),
        _ => None,
    }
}

/// The first day after a holiday on a Sunday that is none itself: before it stand only holidays, back to that Sunday.
fn is_substitute(day: Day) -> bool {
    let mut before = day - 1;
    while national(before).is_some() {
        if weekday(before) == SUNDAY {
            return national(day).is_none();
        }
        before -= 1;
    }
    false
}

/// No holiday itself, but the days before and after are.
fn is_between(day: Day) -> bool {
    national(day).is_none() && national(day - 1).is_some() && national(day + 1).is_some()
}
