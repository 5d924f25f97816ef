//! What has the shape of a telephone number or an e-mail address in a folded text.
//!
//! A number has ten digits, or eleven where mobile, IP or free numbers have them, begins with one 0, and ends in a group of three or four; so
//! dates (2026-04-01), postal codes (047-0034), item numbers (1-2-3), page ranges (10-15) and ratios have another shape. National numbers
//! of three digits are words of the language (「110番」) and are left alone. A number without its area code (32-4111) has no shape of its own:
//! it counts only where an agency has it.

use std::ops::Range;

/// A number as found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Where it stands in the folded text.
    pub range: Range<usize>,
    /// Its digits alone.
    pub digits: String,
    /// Whether the area code is missing.
    pub is_local: bool,
}

/// Digits that eleven-digit numbers begin with.
const LONG_PREFIXES: [&str; 6] = ["020", "050", "070", "080", "090", "0800"];

/// Every telephone number of a folded text.
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|offset| at + offset) {
        let groups = groups(text, start, "-()");
        at = groups.last().map_or(start + 1, |group| group.end);
        if !is_word_start(text, start) {
            continue;
        }
        let spaced = if groups.len() == 1 { self::groups(text, start, " ") } else { Vec::new() };
        if let Some(number) = whole(text, &groups).or_else(|| whole(text, &spaced)).or_else(|| local(text, &groups)) {
            at = at.max(number.range.end);
            found.push(number);
        }
    }
    found
}

/// Groups of digits from `start` on, parted by one or two of the signs.
fn groups(text: &str, start: usize, signs: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_sign = |at: usize| bytes.get(at).is_some_and(|&byte| signs.as_bytes().contains(&byte));
    let mut groups = Vec::new();
    let mut at = start;
    while is_digit(at) {
        let from = at;
        while is_digit(at) {
            at += 1;
        }
        groups.push(from..at);
        at += match (is_sign(at), is_sign(at + 1)) {
            (true, true) => 2,
            (true, false) => 1,
            _ => 0,
        };
    }
    groups
}

/// Nothing before a number makes it a part of a longer one, of a path or of an address.
fn is_word_start(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches('(').chars().next_back();
    !before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/' | '_' | '@' | '#' | '=' | '+'))
}

fn whole(text: &str, groups: &[Range<usize>]) -> Option<Number> {
    (1..=groups.len().min(3)).rev().find_map(|count| {
        let parts = &groups[..count];
        let digits: String = parts.iter().map(|part| &text[part.clone()]).collect();
        let is_long = digits.len() == 11 && LONG_PREFIXES.iter().any(|prefix| digits.starts_with(prefix));
        let last = parts.last()?;
        let fits = (digits.len() == 10 || is_long) && digits.starts_with('0') && !digits.starts_with("00");
        let is_grouped = count == 1 || (matches!(last.len(), 3 | 4) && (2..=5).contains(&parts[0].len()));
        (fits && is_grouped).then(|| Number { range: parts[0].start..last.end, digits, is_local: false })
    })
}

fn local(text: &str, groups: &[Range<usize>]) -> Option<Number> {
    let [first, last] = groups else { return None };
    let is_postal_code = text[..first.start].trim_end().ends_with(['〒', '号']);
    (first.len() <= 4 && last.len() == 4 && !is_postal_code).then(|| Number {
        range: first.start..last.end,
        digits: format!("{}{}", &text[first.clone()], &text[last.clone()]),
        is_local: true,
    })
}

/// Every e-mail address of a folded text, less those of the domains that are set aside for examples (RFC 2606).
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let is_name = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
        let start = text[..at].rfind(|c| !is_name(c)).map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        let rest = &text[at + 1..];
        let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(rest.len());
        let domain = rest[..length].trim_end_matches(['.', '-']);
        let is_domain = domain.split('.').count() > 1 && domain.split('.').all(|label| !label.is_empty());
        if start < at && is_domain && !domain.split('.').any(|label| label.eq_ignore_ascii_case("example")) {
            found.push(start..at + 1 + domain.len());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        numbers(text).into_iter().map(|number| format!("{}{}", number.digits, if number.is_local { "?" } else { "" })).collect()
    }

    #[test]
    fn numbers_are_found_however_they_are_grouped() {
        for (text, expected) in [
            ("電話0134-32-4111です", "0134324111"),
            ("(0134)32-4111", "0134324111"),
            ("0134(32)4111", "0134324111"),
            ("0134324111", "0134324111"),
            ("0134 32 4111", "0134324111"),
            ("0134-32-4111(7530)", "0134324111"),
            ("0120-123-456", "0120123456"),
            ("090-1234-5678", "09012345678"),
            ("0800-123-4567", "08001234567"),
            ("03-1234-5678、", "0312345678"),
            ("tel:0134-32-4111", "0134324111"),
            ("32-4111", "324111?"),
        ] {
            assert_eq!(shown(text), [expected], "{text}");
        }
        assert_eq!(shown("0134-32-4111・0134-33-1128"), ["0134324111", "0134331128"]);
    }

    #[test]
    fn dates_codes_ranges_and_short_numbers_have_another_shape() {
        for text in [
            "2026-04-01",
            "01-2026-04-01",
            "〒047-0034",
            "郵便番号 047-0034",
            "110番・119番・189",
            "1-2-3",
            "10-15ページ",
            "9:00-17:00",
            "012033",
            "0000000000",
            "00-1234-5678",
            "1234567890",
            "012-345-67890",
            "A0134-32-4111",
            "https://example.jp/0134324111",
        ] {
            assert!(shown(text).iter().all(|number| number.ends_with('?')), "{text}: {:?}", shown(text));
        }
    }

    #[test]
    fn addresses_end_where_their_letters_end() {
        let of = |text: &'static str| addresses(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(of("メールはa.b@city.otaru.lg.jpへ。"), ["a.b@city.otaru.lg.jp"]);
        assert_eq!(of("(x@y.jp.)"), ["x@y.jp"]);
        for text in ["@担任", "a@b", "名前@ドメイン", "a@example.jp", "a@mail.example.com", "a@.jp", "@y.jp"] {
            assert!(of(text).is_empty(), "{text}");
        }
    }
}
