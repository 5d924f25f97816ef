//! Flows: read, checked, drawn and listed.

mod geometry;
mod own;
mod pages;
