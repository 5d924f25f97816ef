//! The binary: hands the arguments and the shipped handbooks to `cli`, and its answer to the system.

use rust_embed::RustEmbed;
use shirube::build::Handbooks;
use std::process::ExitCode;

// What `shirube new` can start from. Embedded here and not in the library, so that an edit of the content links anew and compiles nothing.
#[derive(RustEmbed)]
#[folder = "content/common/"]
#[prefix = "common/"]
struct Common;

#[derive(RustEmbed)]
#[folder = "content/otaru/"]
#[prefix = "otaru/"]
struct Otaru;

fn handbooks() -> Handbooks {
    let common = Common::iter().filter_map(|name| Some((name.to_string(), Common::get(&name)?.data)));
    let otaru = Otaru::iter().filter_map(|name| Some((name.to_string(), Otaru::get(&name)?.data)));
    common.chain(otaru).collect()
}

fn main() -> ExitCode {
    shirube::cli::main(handbooks)
}
