//! Civil dates without time zones; the model knows no clock.

/// A date of the Gregorian calendar, as `2026-11-20`.
pub type CivilDate = jiff::civil::Date;
