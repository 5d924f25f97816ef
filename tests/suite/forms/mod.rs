//! Forms: read, laid out on paper, shown and listed.

mod keys;
mod overlay;
mod own;
mod pages;
mod paper;
pub mod sample;
