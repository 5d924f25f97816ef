//! "Did you mean": the known word closest to what was typed.

/// The nearest of `known` to `typed`, or `None` when nothing is close enough (more than a third of the letters differ).
/// Ties go to the word that comes first, so the answer does not depend on hashing.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = typed.chars().collect();
    let mut best: Option<(usize, &str)> = None;
    for word in known {
        let letters: Vec<char> = word.chars().collect();
        let allowed = (typed.len().max(letters.len()) / 3).max(1);
        if typed.len().abs_diff(letters.len()) > allowed {
            continue;
        }
        let distance = edit_distance(&typed, &letters);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, word));
        }
    }
    best.map(|(_, word)| word)
}

/// Optimal string alignment distance: insert, delete, replace, swap of neighbours each cost one.
fn edit_distance(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut rows = vec![vec![0; width]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..width {
            let replace = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replace.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[a.len()][b.len()]
}
