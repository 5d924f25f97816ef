//! Rules: rule sets, examples and calendars as they are read; what they mean, day by day; the script against the words of the specification and
//! against the evaluator in the binary.

mod beginning;
mod binary;
mod broken;
mod calendar;
mod civil;
mod class_sheet;
mod conformance;
mod days;
mod differential;
pub mod engine;
mod eval;
mod faces;
mod holiday;
mod inputs;
mod laws;
mod layers;
mod load;
mod month_grid;
mod mutants;
mod open;
pub mod random;
pub mod sample;
mod schema;
mod self_test;
mod threshold;
mod typed;
pub mod year;
