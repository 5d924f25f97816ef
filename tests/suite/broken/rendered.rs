//! The table of codes.
