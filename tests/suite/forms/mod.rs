//! Forms: read, laid out on paper, shown and listed.

mod keys;
mod own;
mod pages;
mod paper;
pub mod sample;
