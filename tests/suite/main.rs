//! The one integration binary.

mod commonmark;
mod markdown;
