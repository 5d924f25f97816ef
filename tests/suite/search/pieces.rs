//! Random pieces of the texts of a site, and whether each is found where it stands and nowhere else. The bench uses it as well.

use super::chance::Random;
use super::index::{Found, Index, Searcher};
use serde_json::json;
use shirube::search::fold::folded;
use std::collections::BTreeSet;

/// Looks for random pieces of texts: what is found must be the sections that have the folded piece, no more and no fewer.
pub fn looks_for_pieces(index: &Index, script: &Searcher, count: usize, seed: u64) {
    let sections = index.sections();
    let folded_sections: Vec<(String, String)> = sections.iter().map(|found| (folded(&found.heading), folded(&found.text))).collect();
    let mut random = Random::new(seed);
    for _ in 0..count {
        let Some(piece) = piece(&mut random, &sections) else { continue };
        let wanted = folded(&piece);
        if wanted.is_empty() {
            continue;
        }
        let there: BTreeSet<(String, usize)> = sections
            .iter()
            .zip(&folded_sections)
            .filter(|(found, (heading, text))| heading.contains(&wanted) || text.contains(&wanted) || folded(&found.number) == wanted)
            .map(|(found, _)| (found.path.clone(), found.section))
            .collect();
        let answer = script.text(&format!("JSON.stringify(find({}))", json!(piece)));
        let hits: Vec<(String, usize)> = serde_json::from_str(&answer).expect("hits");
        let found: BTreeSet<(String, usize)> = hits.iter().cloned().collect();
        assert_eq!(found.len(), hits.len(), "{piece}: each once");
        let first = |one: &BTreeSet<(String, usize)>, other| one.difference(other).next().cloned();
        assert!(found == there, "{piece}: missing {:?}, wrong {:?}", first(&there, &found), first(&found, &there));
    }
}

/// One to twelve characters of a block of some section, beginning and ending where a reader would.
fn piece(random: &mut Random, sections: &[Found]) -> Option<String> {
    let found = &sections[random.below(sections.len())];
    let text = if random.percent(20) { &found.heading } else { &found.text };
    let blocks: Vec<&str> = text.split('\n').collect();
    let characters: Vec<char> = blocks[random.below(blocks.len())].chars().collect();
    if characters.is_empty() {
        return None;
    }
    let start = random.below(characters.len());
    let length = 1 + random.below(12);
    Some(characters[start..characters.len().min(start + length)].iter().collect())
}
