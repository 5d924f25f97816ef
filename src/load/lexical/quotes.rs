//! Where quoted texts end, and which signs people take for quotes.

/// Curly, low and full-width quotes. Corner brackets are punctuation of the text and not among them.
pub(super) const LOOKALIKES: [char; 10] = ['“', '”', '„', '‟', '〝', '〟', '＂', '‘', '’', '＇'];

/// The offset after the quote that closes a text opened before `from`, searched up to `end`.
pub(super) fn close(text: &str, from: usize, end: usize, quote: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < end {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 2,
            byte if byte == quote => {
                if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') {
                    at += 2;
                } else {
                    return Some(at + 1);
                }
            }
            _ => at += 1,
        }
    }
    None
}

/// Whether a plain value stands between signs that were meant as quotes: “text”, ＂text＂, “text".
pub(super) fn is_wrapped(value: &str) -> bool {
    let is_quote = |letter: char| LOOKALIKES.contains(&letter) || letter == '"' || letter == '\'';
    let mut letters = value.chars();
    match (letters.next(), letters.next_back()) {
        (Some(first), Some(last)) => LOOKALIKES.contains(&first) && is_quote(last) && !letters.any(is_quote),
        _ => false,
    }
}
