//! `load`.

pub mod gate;
