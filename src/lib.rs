//! # Shirube (しるべ)
//!
//! A static-site generator for guidance handbooks: the manuals a Japanese municipality publishes so that school and welfare
//! staff know what to do, when, with whom and on which form. Markdown and YAML under `content/` go in; a complete offline
//! website comes out, opened from a folder by `file://`.
//!
//! ## The house
//!
//! One package, a library and a thin binary. A folder is a floor. A module uses only floors below its own; two floors with the
//! same number do not see each other. `tests/suite/architecture.rs` reads the imports and keeps it so.
//!
//! ```text
//! F9 cli        arguments → calls, results → exit code; the only place that prints or exits
//! F8 serve      watch, HTTP, live reload; the only threads that outlive a call, the only sockets
//! F7 build      load → check → render → publish; the only writer and the only reader of output folders
//! F6 render     model + theme → Output: view structs, Tera, pages
//! F5 markup     Markdown → HTML fragments, plain text, the only escaper
//! F5 search     rendered pages → the files of a search index; the browser's half is in `themes/default/js/core/search`; pure
//! F5 exchange   model ↔ files of other programs: the blank spreadsheet of each form; pure
//! F5 theme      assets → layered lookup, bundling, fingerprints; pure
//! F4 check      model → diagnostics, one file per lint
//! F3 load       files → model: path gate, lexical pre-check, YAML and Markdown with spans, overlay merge; the only reader of sources
//! F2 rules      what a rule set means: types, calendar and counting, reference evaluator, wire form; pure
//! F2 syntax     what a Markdown text is: the one place that configures the parser and mends its events for Japanese; pure
//! F1 model      what a handbook is: plain data, typed ids, references, origins; no parsing of files, no paths, no HTML
//! F0 diag       spans, sources, codes, diagnostics, renderers
//!    platform   one file: the system calls `std` lacks, for load's gate (reading) and build (publishing)
//! ```
//!
//! `syntax` stands below both `load` (which wants headings and links with their places) and `markup` (which wants HTML), so that the two
//! read a page through one set of options and one set of repairs and cannot disagree about it.
//!
//! ## The life of one build
//!
//! 1. [`load::load`]: folders → [`model::Site`], [`diag::SourceMap`] and a [`diag::Sink`] of problems;
//! 2. [`check::check`]: the finished model → more problems, of both editions; an error ends the build here, before anything is written;
//! 3. [`model::Site::for_audience`]: the whole → the edition of one audience; nobody after it asks what is for whom;
//! 4. [`render::render()`]: model and theme → files, each given to a [`render::Output`] once and then dropped;
//! 5. [`build`]: a staging folder takes the files, links what did not change, and is exchanged with the last site in one step.
//!
//! The preview ([`serve`]) walks the same steps again and again, with what it has read ([`load::Library`]) and found ([`check::Memory`]), and
//! renders a page when somebody looks at it ([`render::on_demand`]).
//!
//! Values move down this list; nothing reaches back. Equal input gives equal bytes whatever the machine, directory order, locale,
//! time zone or number of threads.

mod platform;

pub mod diag;

pub mod model;

pub mod syntax;

pub mod rules;

pub mod load;

pub mod check;

pub mod exchange;
pub mod markup;
pub mod search;
pub mod theme;

pub mod render;

pub mod build;

pub mod serve;

pub mod cli;
