//! Data that scripts read: one call with `JSON.parse` of one text; scripts themselves are never made here.

use std::fmt::Write as _;

/// A text between double quotes in a script. JSON has no control characters; what ends a line of a script, and `<`, are written as escapes.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + text.len() / 4);
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '<' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted
}
