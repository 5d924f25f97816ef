//! One cluster of characters, normalised.

use super::table::{Table, respelt};
use unicode_normalization::UnicodeNormalization;

/// NFKC, lower case, kana and forms in use; NFKC again, since the lower case of letter and mark may be one character.
pub(super) fn normalize(table: &Table, base: Option<char>, marks: &[char]) -> Vec<char> {
    let whole = base.into_iter().chain(marks.iter().copied());
    let mut changed = Vec::with_capacity(marks.len() + 1);
    for c in whole.nfkc().flat_map(char::to_lowercase) {
        respelt(table.old_forms(), c, &mut changed);
    }
    changed.into_iter().nfkc().collect()
}
