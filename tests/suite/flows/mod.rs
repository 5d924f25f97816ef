//! Flows: read, checked, drawn and listed.

mod geometry;
pub mod sample;
