//! Forms: read, laid out on paper, shown and listed.

mod keys;
pub mod office;
mod overlay;
mod own;
mod pages;
mod paper;
pub mod sample;
