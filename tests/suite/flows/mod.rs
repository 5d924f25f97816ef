//! Flows: read, checked, drawn and listed.

mod chooser;
mod drawn;
mod facts;
mod geometry;
mod open;
pub mod sample;
mod shown;
