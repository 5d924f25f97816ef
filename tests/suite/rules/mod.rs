//! Rule sets, worked examples and the school calendar.

mod layers;
mod load;
mod open;
pub mod sample;
mod schema;
