//! The binary: hands the arguments and the shipped handbooks to `cli`, and its answer to the system.

use rust_embed::RustEmbed;
use shirube::build::Handbooks;
use std::process::ExitCode;

/// What `shirube new` can start from. Embedded here and not in the library, so that an edit of the content links anew and compiles nothing.
#[derive(RustEmbed)]
#[folder = "content/"]
#[include = "common/**"]
#[include = "otaru/**"]
struct Content;

fn handbooks() -> Handbooks {
    Content::iter().filter_map(|name| Some((name.to_string(), Content::get(&name)?.data))).collect()
}

fn main() -> ExitCode {
    shirube::cli::main(handbooks)
}
