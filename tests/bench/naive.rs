//! The plainest search that finds Japanese: what ours is measured against.

#![allow(clippy::disallowed_types, reason = "its maps are those of the standard library")]

use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization as _;

/// For every pair of letters the pages that have it: NFKC and small letters, a set of pairs per page, a list of pages per pair. It is neither
/// packed nor written.
pub fn postings<'t>(texts: impl Iterator<Item = &'t str>) -> HashMap<(char, char), Vec<u32>> {
    let mut postings: HashMap<(char, char), Vec<u32>> = HashMap::new();
    for (number, text) in (0_u32..).zip(texts) {
        let letters: Vec<char> = text.nfkc().flat_map(char::to_lowercase).filter(|letter| !letter.is_whitespace()).collect();
        let pairs: HashSet<(char, char)> = letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
        for pair in pairs {
            postings.entry(pair).or_default().push(number);
        }
    }
    postings
}
