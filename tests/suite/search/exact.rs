//! What is found is there, and what is there is found: on every handbook, and on a large site whose texts are not all read.

use super::hostile_query::asks_hostile_queries;
use super::index::Index;
use super::large;
use super::pieces::looks_for_pieces;
use crate::browser::site::built_site;

/// Pieces of texts that are looked for on each site; the bench looks for ten thousand.
const PIECES: usize = 400;

#[test]
fn every_piece_of_every_handbook_is_found_where_it_stands_and_nowhere_else() {
    for (seed, site) in ["otaru", "kaigi", "memuro", "musashino", "manual"].into_iter().enumerate() {
        let index = Index::of_folder(&built_site(site));
        looks_for_pieces(&index, &index.script(), PIECES, seed as u64 + 1);
    }
}

#[test]
fn every_piece_of_a_large_site_is_found_although_most_of_it_is_never_read() {
    let index = Index::of_files(&large::files());
    assert!(index.names().iter().any(|name| name.starts_with("words-")), "it is large");
    let script = index.script();
    looks_for_pieces(&index, &script, 150, 7);
    script.text("open(); asked = []; 'anew'");
    let answer = script.text("JSON.stringify(ask('第五百三章', {limit: 20}))");
    assert!(answer.contains("第五百三章"), "{answer}");
    let asked: Vec<String> = serde_json::from_str(&script.text("JSON.stringify(asked)")).expect("names");
    assert!(asked.len() < 12, "{asked:?}");
}

#[test]
fn whatever_is_pasted_is_answered() {
    let searcher = Index::of_folder(&built_site("otaru")).script();
    asks_hostile_queries(&searcher, 2_000, 3);
    let searcher = Index::of_files(&large::small_files()).script();
    asks_hostile_queries(&searcher, 18_000, 4);
}
