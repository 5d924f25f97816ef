//! Rules: what they mean, day by day.

mod calendar;
mod civil;
mod holiday;
