//! Checklists: read, checked, shown, ticked, and what is kept of ticks.

mod facts;
mod pages;
pub mod sample;
mod ticks;
