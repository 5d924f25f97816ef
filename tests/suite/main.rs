//! All tests of the library and the binary, in one program: it links once.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends by panicking and may print figures"
)]

mod architecture;
mod audience;
mod broken;
mod browser;
mod build;
mod commonmark;
mod entry;
mod facts;
mod gate;
mod harness;
mod lexical;
mod links;
mod markdown;
mod nav;
mod overlay;
mod publish;
mod serve;
mod stage;
mod tables;
mod theme;
mod yaml;
mod yaml_candidates;
mod yaml_properties;
