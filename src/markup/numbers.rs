//! 項目番号 of headings: page `1-2` → `1-2-3` for its third `##`, `1-2-3-1` for the first `###` below it. Headings for staff only are
//! counted apart, `1-2-職1`, so that the others have one number in both editions (the reason stands in `model/audience.rs`).

/// Counts the headings of one page. The table of contents and cross-references count with it too, so that all print the same.
#[derive(Clone, Debug)]
pub struct HeadingNumbers<'a> {
    page: &'a str,
    mark: &'a str,
    second: usize,
    third: usize,
    second_for_staff: usize,
    third_for_staff: usize,
    /// The last `##` was for staff: a `###` for staff stands below it.
    is_below_staff: bool,
}

impl<'a> HeadingNumbers<'a> {
    /// Starts before the first heading of the page with this number; `mark` stands in the numbers for staff only.
    #[must_use]
    pub fn new(page: &'a str, mark: &'a str) -> Self {
        Self { page, mark, second: 0, third: 0, second_for_staff: 0, third_for_staff: 0, is_below_staff: false }
    }

    /// The number of the next heading; none for levels other than 2 and 3, and for a `###` before the first `##`.
    pub fn next(&mut self, level: u8, is_staff_only: bool) -> Option<String> {
        let Self { page, mark, .. } = self;
        match (level, is_staff_only) {
            (2, false) => {
                self.second += 1;
                (self.third, self.third_for_staff, self.is_below_staff) = (0, 0, false);
                Some(format!("{page}-{}", self.second))
            }
            (2, true) => {
                self.second_for_staff += 1;
                (self.third_for_staff, self.is_below_staff) = (0, true);
                Some(format!("{page}-{mark}{}", self.second_for_staff))
            }
            (3, false) if self.second > 0 => {
                self.third += 1;
                Some(format!("{page}-{}-{}", self.second, self.third))
            }
            (3, true) if self.is_below_staff => {
                self.third_for_staff += 1;
                Some(format!("{page}-{mark}{}-{}", self.second_for_staff, self.third_for_staff))
            }
            (3, true) if self.second > 0 => {
                self.third_for_staff += 1;
                Some(format!("{page}-{}-{mark}{}", self.second, self.third_for_staff))
            }
            _ => None,
        }
    }
}
