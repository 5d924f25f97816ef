//! `load`.

pub mod lexical;
pub mod yaml;
