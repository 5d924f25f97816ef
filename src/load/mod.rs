//! `load`.
