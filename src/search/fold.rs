//! What a text is compared as: `ＳＳＷ`, `ｓｓｗ` and `SSW` are one word to a reader, `こども` and `コドモ`, `髙橋` and `高橋`.
//!
//! A text is cut into clusters, a character and what belongs to it (sound marks, accents, vowels of Hangul, what cannot be seen). Each
//! cluster is folded by itself, so a piece of a text folds to a piece of the folded text and looking one up in the other is right:
//!
//! 1. NFKC, lower case by the single character, NFKC again (`J̌` has no capital of one character, `ǰ` is one);
//! 2. katakana → hiragana, small `ヵ` and `ヶ` → `か` and `け`, `〜` → `~`;
//! 3. old and variant forms of kanji → the form in use (`old-forms.txt`);
//! 4. spaces, parentheses and `・` are left out with the marks they carry, and so is what cannot be seen; a line feed stays, it ends a block;
//! 5. dashes and hyphens directly after kana are a long sound (`スク−ル`), elsewhere they are left out (`0134-32-4111`).
//!
//! ## Why not every character
//!
//! The mirror in the browser uses the browser's own Unicode tables, which are older or newer than ours. So only the characters of
//! [`table::FOLDED`] are folded: Latin, Greek, Cyrillic, Hangul, kana, symbols and forms for compatibility, in blocks where nothing with a
//! decomposition, a lower case or a combining class has been added since Unicode 12.1 (2019). Whatever else there is stands for itself and
//! takes no marks; it is only looked up among the old forms. `㋿` is the one character of 12.1 itself, so its reading is written out here.

mod cluster;
mod table;

use cluster::normalize;
use std::sync::OnceLock;
use table::{Entry, Kind, LONG_SOUND, Table};

/// Pairs of an old form and the form in use, in sequence: `亞亜惡悪…`. The mirror in the browser is given them.
#[must_use]
pub fn old_forms() -> &'static str {
    static PAIRS: OnceLock<String> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let lines = include_str!("old-forms.txt").lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
    })
}

/// Appends the folded `text` to `out`.
pub fn fold(text: &str, out: &mut Vec<char>) {
    let mut folder =
        Folder { table: Table::get(), from: out.len(), out, base: None, was_after_kana: false, is_after_kana: false, marks: Vec::new() };
    for c in text.chars() {
        folder.take(c);
    }
    folder.end_cluster();
}

/// The folded `text`.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len() / 2);
    fold(text, &mut out);
    out.into_iter().collect()
}

/// A text being folded. Most clusters are one character and written at once; when a mark follows, the cluster is taken back and done again.
struct Folder<'a> {
    table: &'static Table,
    out: &'a mut Vec<char>,
    /// The character that marks would belong to; `None` at the beginning and after one that takes none.
    base: Option<char>,
    /// Where the cluster begins in `out`.
    from: usize,
    /// Whether kana stood directly before the cluster.
    was_after_kana: bool,
    /// Whether what was written last is kana with nothing after it.
    is_after_kana: bool,
    /// Marks of the cluster.
    marks: Vec<char>,
}

impl Folder<'_> {
    #[inline]
    fn take(&mut self, c: char) {
        let entry = self.table.entry(c);
        if entry.is_simple() && self.marks.is_empty() {
            self.was_after_kana = self.is_after_kana;
            self.from = self.out.len();
            self.base = entry.takes_marks().then_some(c);
            self.out.push(entry.value());
            self.is_after_kana = entry.is_kana();
        } else {
            self.take_other(c, entry);
        }
    }

    fn take_other(&mut self, c: char, entry: Entry) {
        match entry.kind() {
            Kind::Hidden => return,
            Kind::Mark => return self.take_mark(entry.value()),
            _ => self.end_cluster(),
        }
        self.was_after_kana = self.is_after_kana;
        self.from = self.out.len();
        self.base = entry.takes_marks().then_some(c);
        match entry.kind() {
            Kind::Series => self.fold_cluster(),
            _ => self.write(entry),
        }
    }

    fn take_mark(&mut self, mark: char) {
        if self.marks.is_empty() && self.base.is_none() {
            // After a character that takes none, marks are a cluster of their own.
            self.was_after_kana = self.is_after_kana;
            self.from = self.out.len();
        }
        self.marks.push(mark);
    }

    fn write(&mut self, entry: Entry) {
        match entry.kind() {
            Kind::Dropped => self.is_after_kana = false,
            Kind::Hyphen if self.is_after_kana => self.out.push(LONG_SOUND),
            Kind::Hyphen => {}
            _ => {
                self.out.push(entry.value());
                self.is_after_kana = entry.is_kana();
            }
        }
    }

    /// Does the cluster again, with its marks.
    fn end_cluster(&mut self) {
        if self.marks.is_empty() {
            return;
        }
        self.out.truncate(self.from);
        self.is_after_kana = self.was_after_kana;
        self.fold_cluster();
        self.marks.clear();
    }

    /// What is left out takes its marks along: they would else belong to what stands before it.
    fn fold_cluster(&mut self) {
        let mut is_left_out = false;
        for c in normalize(self.table, self.base, &self.marks) {
            let entry = self.table.entry(c);
            match entry.kind() {
                Kind::Hidden => {}
                Kind::Mark if is_left_out => {}
                kind => {
                    is_left_out = matches!(kind, Kind::Dropped | Kind::Hyphen);
                    self.write(entry);
                }
            }
        }
    }
}
