//! What is done with each character: a table of the first plane, made once from Unicode's data and the old forms.

use super::cluster::normalize;
use super::old_forms;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a dash after kana stands for.
pub(super) const LONG_SOUND: char = 'ー';

/// The characters that are folded, first and last of each range; see the module for what they have in common. The mirror has the same.
/// Gaps in a block are left out where a form of another character may be added one day (`U+1D6A6` was in Unicode 18).
pub(super) const FOLDED: [(u32, u32); 41] = [
    (0x0020, 0x034E),
    (0x0350, 0x0377),
    (0x037A, 0x03FF),
    (0x0400, 0x052F),
    (0x1100, 0x11FF),
    (0x1D00, 0x1DBF),
    (0x1E00, 0x1FFF),
    (0x2000, 0x2071),
    (0x2074, 0x208E),
    (0x2090, 0x209C),
    (0x20A0, 0x20BF),
    (0x20D0, 0x20F0),
    (0x2100, 0x218B),
    (0x2190, 0x2426),
    (0x2440, 0x244A),
    (0x2460, 0x2B73),
    (0x2C60, 0x2C7F),
    (0x2E80, 0x2FD5),
    (0x3000, 0x30FF),
    (0x3131, 0x318E),
    (0x3192, 0x319F),
    (0x31F0, 0x321E),
    (0x3220, 0x33FF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFA6D),
    (0xFA70, 0xFAD9),
    (0xFB00, 0xFB06),
    (0xFE10, 0xFE19),
    (0xFE20, 0xFE6B),
    (0xFF01, 0xFFEE),
    (0x1_D400, 0x1_D6A5),
    (0x1_D6A8, 0x1_D7CB),
    (0x1_D7CE, 0x1_D7FF),
    (0x1_F100, 0x1_F10C),
    (0x1_F110, 0x1_F16C),
    (0x1_F190, 0x1_F1AC),
    (0x1_F200, 0x1_F202),
    (0x1_F210, 0x1_F23B),
    (0x1_F240, 0x1_F248),
    (0x1_F250, 0x1_F251),
    (0x2_F800, 0x2_FA1D),
];

/// Characters that cannot be seen: controls, joiners, marks of direction, selectors of variants, fillers, tags.
const HIDDEN: [(u32, u32); 17] = [
    (0x0000, 0x0008),
    (0x000E, 0x001F),
    (0x007F, 0x0084),
    (0x0086, 0x009F),
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xE_0000, 0xE_0FFF),
];

/// Annotations between lines and what is reserved beside them: not seen either.
const ANNOTATIONS: (u32, u32) = (0xFFF0, 0xFFFB);

/// Marks that belong to what they follow; vowels and last consonants of Hangul are such too.
const MARKS: [(u32, u32); 8] = [
    (0x0300, 0x034E),
    (0x0350, 0x036F),
    (0x0483, 0x0489),
    (0x1161, 0x11FF),
    (0x20D0, 0x20F0),
    (0x302A, 0x302F),
    (0x3099, 0x309A),
    (0xFE20, 0xFE2F),
];

/// Left out: ends of lines other than the line feed, the space (what NFKC makes of most spaces) and the others, parentheses, the middle dot.
const DROPPED: [char; 12] = ['\t', '\u{0B}', '\u{0C}', '\r', '\u{85}', ' ', '\u{1680}', '\u{2028}', '\u{2029}', '(', ')', '・'];

/// Hyphens, dashes, the minus and lines that are typed for them.
const HYPHENS: [char; 13] = [
    '-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2043}', '\u{2212}', '\u{2500}', '\u{2501}',
    '\u{2E3A}', '\u{2E3B}',
];

/// What is done with a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It, or its form in use, is written; it takes no marks.
    Plain,
    /// One character is written.
    One,
    /// It folds to several characters, or to one that is treated in its own way.
    Series,
    /// It belongs to what it follows.
    Mark,
    /// As if it were not there.
    Hidden,
    /// Not written, and it parts what stands around it.
    Dropped,
    /// A long sound after kana, else not written.
    Hyphen,
}

/// A kind with the character that is written, in one number: the kind, whether that is kana, the character.
#[derive(Clone, Copy)]
pub(super) struct Entry(u32);

impl Entry {
    const KINDS: [Kind; 7] = [Kind::Plain, Kind::One, Kind::Series, Kind::Mark, Kind::Hidden, Kind::Dropped, Kind::Hyphen];
    const KIND_SHIFT: u32 = 24;
    const KANA: u32 = 1 << 23;
    const VALUE: u32 = Self::KANA - 1;

    fn new(kind: Kind, value: char) -> Self {
        let kana = if is_kana(value) { Self::KANA } else { 0 };
        Self((kind as u32) << Self::KIND_SHIFT | kana | u32::from(value))
    }

    pub fn kind(self) -> Kind {
        Self::KINDS[(self.0 >> Self::KIND_SHIFT) as usize % Self::KINDS.len()]
    }

    /// Whether its one character is written and that is all.
    #[inline]
    pub fn is_simple(self) -> bool {
        self.0 >> Self::KIND_SHIFT <= Kind::One as u32
    }

    /// Whether marks that follow belong to it.
    #[inline]
    pub fn takes_marks(self) -> bool {
        self.0 >> Self::KIND_SHIFT != Kind::Plain as u32
    }

    /// Whether a dash after it is a long sound.
    #[inline]
    pub fn is_kana(self) -> bool {
        self.0 & Self::KANA != 0
    }

    /// What is written; of a mark, what is normalised.
    #[inline]
    pub fn value(self) -> char {
        char::from_u32(self.0 & Self::VALUE).unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}

/// Entries by character.
pub(super) struct Table {
    first_plane: Vec<Entry>,
    old_forms: BTreeMap<char, char>,
}

impl Table {
    /// The table, made when it is first asked for.
    pub fn get() -> &'static Table {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(|| {
            let pairs: Vec<char> = old_forms().chars().collect();
            let old_forms = pairs.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
            let mut table = Table { first_plane: Vec::new(), old_forms };
            table.first_plane = (0..0x1_0000).map(|code| char::from_u32(code).map_or(Entry(0), |c| table.find(c))).collect();
            table
        })
    }

    pub fn old_forms(&self) -> &BTreeMap<char, char> {
        &self.old_forms
    }

    #[inline]
    pub fn entry(&self, c: char) -> Entry {
        self.first_plane.get(c as usize).copied().unwrap_or_else(|| self.find(c))
    }

    fn find(&self, c: char) -> Entry {
        let code = u32::from(c);
        if is_in(&HIDDEN, code) || is_in(&[ANNOTATIONS], code) {
            return Entry::new(Kind::Hidden, c);
        }
        if DROPPED.contains(&c) {
            return Entry::new(Kind::Dropped, c);
        }
        if HYPHENS.contains(&c) {
            return Entry::new(Kind::Hyphen, c);
        }
        if c == '\u{309B}' || c == '\u{309C}' {
            // As sound marks of their own they are a space with a mark; behind kana they are meant as the mark.
            return Entry::new(Kind::Mark, if c == '\u{309B}' { '\u{3099}' } else { '\u{309A}' });
        }
        if !is_in(&FOLDED, code) {
            return Entry::new(Kind::Plain, self.old_forms.get(&c).copied().unwrap_or(c));
        }
        let folded = normalize(self, Some(c), &[]);
        match folded.as_slice() {
            [first, ..] if is_in(&MARKS, u32::from(*first)) => Entry::new(Kind::Mark, c),
            [one] if !DROPPED.contains(one) && !HYPHENS.contains(one) && !is_in(&HIDDEN, u32::from(*one)) => Entry::new(Kind::One, *one),
            [one] if DROPPED.contains(one) => Entry::new(Kind::Dropped, c),
            [one] if HYPHENS.contains(one) => Entry::new(Kind::Hyphen, c),
            _ => Entry::new(Kind::Series, c),
        }
    }
}

fn is_in(ranges: &[(u32, u32)], code: u32) -> bool {
    ranges.iter().any(|(first, last)| (*first..=*last).contains(&code))
}

/// Whether a dash after the folded character is a long sound.
fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | '\u{3099}' | '\u{309A}' | 'ゝ' | 'ゞ' | LONG_SOUND | 'ㇰ'..='ㇿ')
}

/// Appends the spelling that a normalised character is compared in.
pub(super) fn respelt(old_forms: &BTreeMap<char, char>, c: char, out: &mut Vec<char>) {
    match c {
        'ヵ' | 'ゕ' => out.push('か'),
        'ヶ' | 'ゖ' => out.push('け'),
        'ァ'..='ヴ' | 'ヽ' | 'ヾ' => out.push(char::from_u32(u32::from(c) - 0x60).unwrap_or(c)),
        // These have no hiragana of one character.
        'ヷ' => out.extend(['わ', '\u{3099}']),
        'ヸ' => out.extend(['ゐ', '\u{3099}']),
        'ヹ' => out.extend(['ゑ', '\u{3099}']),
        'ヺ' => out.extend(['を', '\u{3099}']),
        '〜' => out.push('~'),
        '\u{32FF}' => out.extend(['令', '和']),
        _ => out.push(old_forms.get(&c).copied().unwrap_or(c)),
    }
}
