//! `theme`.
