//! The facts of the source documents stand in the built handbooks, digit by digit.

use crate::harness::html_files;
use scraper::{Html, Node};
use shirube::build::{self, BuildOutcome};
use shirube::model::Audience;
use std::fs;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Texts as they are compared: NFKC, no blanks, one kind of dash and of tilde, no comma between digits.
fn fold(text: &str) -> String {
    let folded = text.nfkc().filter(|letter| !letter.is_whitespace()).map(|letter| match letter {
        '〜' | '～' => '~',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        other => other,
    });
    let letters: Vec<char> = folded.collect();
    let is_digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let kept = letters.iter().enumerate().filter(|(at, letter)| **letter != ',' || *at == 0 || !is_digit(at - 1) || !is_digit(at + 1));
    kept.map(|(_, letter)| *letter).collect()
}

/// What a reader sees of a page: no scripts, no styles, no readings above the line.
fn visible_text(html: &str) -> String {
    let document = Html::parse_document(html);
    let mut text = String::new();
    for node in document.tree.nodes() {
        let Node::Text(piece) = node.value() else { continue };
        let hidden = |name: &str| matches!(name, "script" | "style" | "rt" | "rp" | "title");
        if !node.ancestors().any(|above| above.value().as_element().is_some_and(|element| hidden(element.name()))) {
            text.push_str(piece);
        }
    }
    text
}

#[test]
fn every_contact_of_the_otaru_manual_stands_in_its_handbook() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = tempfile::tempdir().expect("a temporary folder");
    let built = build::build_site(&root.join("content/otaru"), &out.path().join("otaru"), Audience::Public, &|_, _| {});
    assert!(matches!(built.outcome, BuildOutcome::Published { .. }));
    let pages: String = html_files(&out.path().join("otaru")).values().map(|html| visible_text(html)).collect();
    let handbook = fold(&pages);
    let facts = fs::read_to_string(root.join("tests/facts/otaru-contacts.tsv")).expect("the facts");
    let rows: Vec<Vec<&str>> = facts.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    assert!(rows.len() > 100, "only {} facts", rows.len());
    let missing: Vec<&Vec<&str>> = rows.iter().filter(|row| !handbook.contains(&fold(row[2]))).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(!handbook.contains(&fold("0134-32-5209")), "the comparison finds what is not there");
}
