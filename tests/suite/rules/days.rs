//! Dates of tests as the wire numbers them.

use jiff::civil::Date;

/// Days since 1970-01-01.
pub fn number(date: Date) -> i64 {
    i64::from((date - Date::constant(1970, 1, 1)).get_days())
}

/// A day as text.
pub fn text(day: i64) -> String {
    (Date::constant(1970, 1, 1) + jiff::Span::new().days(day)).to_string()
}
