//! Flows: read, checked, drawn and listed.

mod chooser;
pub mod drawn;
mod facts;
mod geometry;
mod open;
mod own;
mod pages;
pub mod sample;
mod shown;
