//! Rules: what they mean, day by day.

mod calendar;
mod civil;
mod holiday;
//! Rule sets, worked examples and the school calendar.

mod layers;
mod load;
mod open;
pub mod sample;
mod schema;
