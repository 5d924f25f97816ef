//! 項目番号 of headings: page `1-2` → `1-2-3` for its third `##`, `1-2-3-1` for the first `###` below it.

/// Counts the headings of one page. The table of contents and cross-references count with it too, so that all print the same.
#[derive(Clone, Debug)]
pub struct HeadingNumbers<'a> {
    page: &'a str,
    second: usize,
    third: usize,
}

impl<'a> HeadingNumbers<'a> {
    /// Starts before the first heading of the page with this number.
    #[must_use]
    pub fn new(page: &'a str) -> Self {
        Self { page, second: 0, third: 0 }
    }

    /// The number of the next heading; none for levels other than 2 and 3, and for a `###` before the first `##`.
    pub fn next(&mut self, level: u8) -> Option<String> {
        match level {
            2 => {
                self.second += 1;
                self.third = 0;
                Some(format!("{}-{}", self.page, self.second))
            }
            3 if self.second > 0 => {
                self.third += 1;
                Some(format!("{}-{}-{}", self.page, self.second, self.third))
            }
            _ => None,
        }
    }
}
