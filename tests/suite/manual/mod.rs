//! The manual in `content/manual` says of the program what is true.
//!
//! | file | what it shows |
//! |---|---|
//! | `examples` | each example is built, each command run, each quoted message compared |
//! | `facts` | the tables of keys, references, commands and codes are those of the program |
//! | `rules` | the tables of rules, worked examples, decisions and the wire form are those of the program |
//! | `blocks`, `lay`, `sandbox` | how a block is found, put into a file, and tried |

mod blocks;
mod examples;
mod facts;
mod lay;
mod rules;
mod sandbox;

use shirube::build;
use shirube::model::Audience;
use std::path::Path;

#[test]
fn the_manual_is_built_without_a_remark_and_shows_no_words_for_these_tests() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let built = build::build_site(&blocks::folder(), &out.path().join("manual"), Audience::Public, &|_, _| {});
    assert!(built.sink.is_empty(), "{:?}", built.sink.into_iter().collect::<Vec<_>>());
    let html = super::harness::html_files(out.path());
    assert!(html.len() > 20);
    for (path, text) in &html {
        for word in ["file=content", "into=content", "expect=", "output=", "encoding=shift"] {
            assert!(!text.contains(word), "{path} shows `{word}`");
        }
    }
}

/// The readers' page of commands and README tell the same two ways to start the program.
#[test]
fn the_readme_and_the_manual_start_the_program_alike() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("README");
    assert!(readme.contains("cargo run --release"));
    let page = blocks::pages().into_iter().find(|page| page.id == "hajime/ireru").expect("the page of installing");
    assert!(page.text.contains("cargo run --release"));
}
