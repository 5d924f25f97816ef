//! Pages of the printed edition: `12`, `10-15`, `9, 10`. Staff know a manual by its page numbers, so each of them must lead somewhere.

use std::ops::RangeInclusive;

/// Highest page number that a printed edition may have.
pub const MAX_PAPER_PAGE: u32 = 9_999;

/// The printed pages that a page of guidance stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperPages {
    /// As written.
    pub text: String,
    ranges: Vec<RangeInclusive<u32>>,
}

impl PaperPages {
    /// Reads numbers and ranges, separated by commas. `None` when it is neither, or a range runs backwards.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let number = |text: &str| {
            let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<u32>().ok().filter(|page| is_number && (1..=MAX_PAPER_PAGE).contains(page))
        };
        let range = |part: &str| match part.split_once(['-', '–', '〜', '～']) {
            Some((first, last)) => Some(number(first.trim())?..=number(last.trim())?).filter(|range| !range.is_empty()),
            None => number(part.trim()).map(|page| page..=page),
        };
        let ranges: Option<Vec<_>> = text.split([',', '、', '，']).map(range).collect();
        Some(Self { text: text.trim().to_owned(), ranges: ranges? })
    }

    /// Every page in the order written.
    pub fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.ranges.iter().cloned().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Option<Vec<u32>> {
        PaperPages::parse(text).map(|pages| pages.numbers().collect())
    }

    #[test]
    fn numbers_ranges_and_lists_are_read() {
        assert_eq!(numbers("12"), Some(vec![12]));
        assert_eq!(numbers("10-12"), Some(vec![10, 11, 12]));
        assert_eq!(numbers("9, 11〜12、30"), Some(vec![9, 11, 12, 30]));
        assert_eq!(numbers("9999"), Some(vec![9999]));
    }

    #[test]
    fn what_is_no_page_number_is_refused() {
        for text in ["", "十二", "12-10", "1-", "0", "10000", "+3", "1,,2", "p12"] {
            assert_eq!(numbers(text), None, "{text}");
        }
    }
}
