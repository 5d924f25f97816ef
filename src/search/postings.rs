//! Pairs of neighbouring letters, and the pages that have them.
//!
//! A pair is of two UTF-16 units of folded text, as the script counts them; single units are kept too, for queries of one letter. Pairs are
//! known by a number of 32 bits: two pairs with the same number only make a candidate more, which the look at its text turns away.

use super::fold::fold;
use super::key_table::KeyTable;
use super::{Document, Kind};

/// The number of a pair, or of a single unit with 0 as the second. The script reckons the same (`js/core/search/postings.js`).
#[must_use]
pub fn key(first: u16, second: u16) -> u32 {
    let mixed = u32::from(first).wrapping_mul(0x9E37_79B1) ^ u32::from(second).wrapping_mul(0x85EB_CA6B).rotate_left(13);
    let mixed = (mixed ^ (mixed >> 16)).wrapping_mul(0x7FEB_352D);
    mixed ^ (mixed >> 15)
}

/// Where in a page a pair stands. Each place is a list of its own, so that titles can be ranked before any text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Place {
    /// Anywhere.
    Anywhere,
    /// In the title of a page or the heading of a section.
    Heading,
    /// In the name of something that is called by its name.
    Name,
    /// At the beginning of a title, of a name or of a line of a heading.
    Start,
    /// At its end.
    End,
}

impl Place {
    /// How many there are.
    pub const COUNT: usize = 5;
}

/// The pairs of one page, ascending and each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageKeys {
    /// Those that stand anywhere.
    pub anywhere: Vec<u32>,
    /// Those of titles, headings and names.
    pub placed: Vec<(u32, Place)>,
}

/// Collects the pairs of one page after another, in memory that is used again.
#[derive(Default)]
pub struct Collector {
    characters: Vec<char>,
    folded: Vec<u16>,
    seen: KeyTable,
}

impl Collector {
    /// The pairs of a page.
    #[must_use]
    pub fn collect(&mut self, document: &Document) -> PageKeys {
        let mut keys = PageKeys::default();
        self.seen.clear();
        self.name(&document.title, document.kind, &mut keys);
        self.name(&document.number, document.kind, &mut keys);
        for section in &document.sections {
            self.name(&section.heading, section.kind, &mut keys);
            self.fold(&section.text);
            pairs(&self.folded, |key| {
                self.seen.number_of(key);
            });
        }
        keys.anywhere = self.seen.keys().to_vec();
        keys.anywhere.sort_unstable();
        keys.placed.sort_unstable();
        keys.placed.dedup();
        keys
    }

    fn fold(&mut self, text: &str) {
        self.characters.clear();
        fold(text, &mut self.characters);
        self.folded.clear();
        let mut units = [0; 2];
        self.characters.iter().for_each(|character| self.folded.extend_from_slice(character.encode_utf16(&mut units)));
    }

    /// The pairs of a title, heading or name.
    fn name(&mut self, name: &str, kind: Kind, keys: &mut PageKeys) {
        self.fold(name);
        let places: &[Place] = if kind.is_called_by_name() { &[Place::Heading, Place::Name] } else { &[Place::Heading] };
        pairs(&self.folded, |key| {
            self.seen.number_of(key);
            keys.placed.extend(places.iter().map(|place| (key, *place)));
        });
        for line in self.folded.split(|unit| *unit == LINE_FEED) {
            if let (Some(start), Some(end)) = (first_pair(line), last_pair(line)) {
                keys.placed.extend([(start, Place::Start), (end, Place::End)]);
            }
        }
    }
}

/// What parts the lines of a folded text.
const LINE_FEED: u16 = b'\n' as u16;

/// Every pair and every single unit of a text, those across a line feed left out.
fn pairs(units: &[u16], mut found: impl FnMut(u32)) {
    for (at, &unit) in units.iter().enumerate() {
        if unit == LINE_FEED {
            continue;
        }
        found(key(unit, 0));
        if let Some(&next) = units.get(at + 1).filter(|next| **next != LINE_FEED) {
            found(key(unit, next));
        }
    }
}

fn first_pair(units: &[u16]) -> Option<u32> {
    Some(key(*units.first()?, units.get(1).copied().unwrap_or(0)))
}

fn last_pair(units: &[u16]) -> Option<u32> {
    match units {
        [.., before, last] => Some(key(*before, *last)),
        [only] => Some(key(*only, 0)),
        [] => None,
    }
}
