//! `[!STAFF]`, and what was meant to mark something as for staff and has no effect (M313).
//!
//! Other near misses cost a bold word and are warnings. This one would publish what nobody may see, so it is an error, and the net is wide.

use crate::diag::nearest;
use std::ops::Range;

/// Callouts by name; a sign that is nearest to the last one was meant for staff.
const NAMES: [&str; 6] = ["note", "tip", "important", "warning", "caution", "staff"];

/// Marks without blanks, in half-width small letters.
const MARKS: [&str; 5] = ["[!staff", "audience=staff", "audience:staff", "audiencestaff", "{staff"];

/// Whether a line is the mark of a box for staff.
pub(super) fn is_mark(line: &str) -> bool {
    line.trim().eq_ignore_ascii_case("[!STAFF]")
}

/// The first mark in a text that is shown as text.
pub(super) fn find(text: &str, is_line_start: bool) -> Option<Range<usize>> {
    if is_line_start && let Some(sign) = misspelt(text) {
        return Some(sign);
    }
    // Full-width letters begin with this byte.
    if !text.bytes().any(|byte| matches!(byte, b's' | b'S' | 0xef)) {
        return None;
    }
    let letters: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, fold(c))).filter(|(_, c)| !c.is_whitespace()).collect();
    let folded: String = letters.iter().map(|&(_, c)| c).collect();
    let (start, mark) = MARKS.iter().filter_map(|mark| Some((folded.find(mark)?, mark))).min()?;
    let first = folded[..start].chars().count();
    let last = first + mark.chars().count() - 1;
    let end = letters.get(last + 1).map_or(text.len(), |&(at, _)| at);
    Some(letters.get(first)?.0..end)
}

/// `[!STUFF]`, `［！職員用］` at the start of a line.
fn misspelt(text: &str) -> Option<Range<usize>> {
    let mut letters = text.char_indices().map(|(at, c)| (at, fold(c)));
    let is_sign = letters.next()?.1 == '[' && letters.next()?.1 == '!';
    if !is_sign {
        return None;
    }
    let mut word = String::new();
    for (at, letter) in letters.take(40) {
        if letter == ']' {
            let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
            let is_meant = nearest(&word, NAMES) == Some("staff") || word.contains("職員") || word.contains("教員");
            return is_meant.then_some(0..end);
        }
        word.push(letter);
    }
    None
}

/// Half-width and small.
fn fold(c: char) -> char {
    let half = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    half.to_ascii_lowercase()
}
