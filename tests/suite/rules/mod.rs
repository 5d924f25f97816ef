//! Rules: what they mean, day by day.

mod civil;
mod holiday;
