//! Flows: read, checked, drawn and listed.

mod drawn;
mod facts;
mod geometry;
pub mod sample;
mod shown;
