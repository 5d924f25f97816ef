//! All tests of the library and the binary, in one program: it links once.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends by panicking and may print figures"
)]

mod agendas;
mod architecture;
mod audience;
mod broken;
mod browser;
mod build;
mod chance;
mod checklists;
mod commonmark;
mod contacts;
mod effort;
mod entry;
mod exchange;
mod facts;
mod flows;
mod form_scripts;
mod forms;
mod gate;
mod harness;
mod kana;
mod lexical;
mod links;
mod manual;
mod markdown;
mod nav;
mod overlay;
mod publish;
mod rules;
mod search;
mod serve;
mod stage;
mod starters;
mod tables;
mod theme;
mod workspace;
mod yaml;
mod yaml_candidates;
mod yaml_properties;
