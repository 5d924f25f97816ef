//! `load`.

pub mod yaml;
