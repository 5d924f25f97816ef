//! What a page's HTML depends on besides its text: item number and visible words.

use crate::model::Audience;

/// Visible words, from `i18n/LANG.yml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labels<'a> {
    /// Title of `> [!NOTE]`
    pub note: &'a str,
    /// Title of `> [!TIP]`
    pub tip: &'a str,
    /// Title of `> [!IMPORTANT]`
    pub important: &'a str,
    /// Title of `> [!WARNING]`
    pub warning: &'a str,
    /// Title of `> [!CAUTION]`
    pub caution: &'a str,
    /// Title of `> [!STAFF]`, and the mark of a heading whose section is for staff
    pub staff: &'a str,
    /// What stands in item numbers of the series for staff
    pub staff_number: &'a str,
    /// Name of a table's scroll area for screen readers
    pub table: &'a str,
    /// Name of the footnotes
    pub footnotes: &'a str,
    /// Name of the link back from a footnote
    pub footnote_back: &'a str,
}

impl Default for Labels<'_> {
    fn default() -> Self {
        Self {
            note: "補足",
            tip: "ヒント",
            important: "重要",
            warning: "注意",
            caution: "警告",
            staff: "教職員用",
            staff_number: "職",
            table: "表",
            footnotes: "脚注",
            footnote_back: "本文へ戻る",
        }
    }
}

/// How to write one page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RenderOptions<'a> {
    /// Who reads it; what is not for them is left out.
    pub audience: Audience,
    /// The page's item number, as `1-2`: printed before headings of level 2 and 3 as `1-2-3`.
    pub number: Option<&'a str>,
    /// Visible words.
    pub labels: Labels<'a>,
}

/// The HTML grew past 20 × its text + 1 MiB (X105): some few letters make the parser write very much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutputTooLarge {
    /// The limit in bytes.
    pub limit: usize,
}

impl OutputTooLarge {
    /// The limit for a text of `length` bytes.
    #[must_use]
    pub fn limit(length: usize) -> usize {
        length.saturating_mul(20).saturating_add(1 << 20)
    }
}
