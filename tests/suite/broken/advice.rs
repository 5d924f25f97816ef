//! What a problem says to do is one short sentence, not the page of `shirube explain`.

use super::shirube;
use crate::harness::Handbook;
use shirube::diag::{Diagnostic, Language};
use std::fs;

/// Sentences of an advice: what to do, and what else where something else was meant.
const MOST: usize = 2;

/// An advice that nobody reads to its end.
pub fn too_long(problem: &Diagnostic) -> Option<String> {
    let advice = problem.advice(Language::Japanese);
    let sentences = |text: &str| text.trim_end_matches('。').matches('。').count() + 1;
    let whole = problem.code.explanation().0;
    let is_whole = advice == whole && sentences(whole) > 1;
    (is_whole || sentences(advice) > MOST).then(|| format!("{}: {advice}\n", problem.code))
}

/// The advice for each message on standard error of a build into `out`.
fn advised(book: &Handbook, more: &[&str]) -> Vec<String> {
    let output = shirube(book, &[&["build", "site", "--out", "out"], more].concat());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    said.lines().filter_map(|line| line.split_once("直し方: ")).map(|(_, advice)| advice.to_owned()).collect()
}

#[test]
fn the_output_folder_of_the_other_edition_has_a_short_advice() {
    let book = Handbook::new();
    assert!(advised(&book, &[]).is_empty());
    let said = advised(&book, &["--audience", "staff"]);
    assert_eq!(said, ["--out で別のフォルダーを指定するか、前のフォルダーを消します"]);
}

#[test]
fn a_built_file_that_was_edited_has_a_short_advice() {
    let book = Handbook::new();
    assert!(advised(&book, &[]).is_empty());
    fs::write(book.out().join("guide/hajime.html"), "手で直した").expect("a file");
    let book = book.page("新しい本文です。\n");
    assert_eq!(advised(&book, &[]), ["直すときは、原稿のほうを直します"]);
}

#[test]
fn a_folder_that_cannot_be_written_has_a_short_advice() {
    let book = Handbook::new();
    book.write("out", b"a file where a folder should be");
    let output = shirube(&book, &["build", "site", "--out", "out/below"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("X104") && said.contains("直し方: ディスクの空きと権限を確かめ、もう一度作ります\n"), "{said}");
}
