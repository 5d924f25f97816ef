//! Rules: rule sets and calendars as they are read, and what they mean day by day.

mod calendar;
mod civil;
mod holiday;
mod layers;
mod load;
mod open;
pub mod sample;
mod schema;
