//! The texts of pages as a shard has them. A block that was there before is written as its number: handbooks say the same telephone number, the
//! same row and the same sentence on many pages, farther apart than deflate looks back. The script reads the same (`js/core/search/page.js`).

use super::{Document, Section};
use serde::Serialize;
use std::collections::BTreeMap;

/// UTF-16 units from which a block gets a number.
const LONG: usize = 8;

/// A page: path, number, title, sections; a section: anchor, kind, heading, text.
pub(super) type PackedPage<'a> = (&'a str, &'a str, &'a str, Vec<(&'a str, u8, &'a str, Vec<Piece<'a>>)>);

/// A run of blocks with line feeds between them, or a block by its number among the long ones of the shard.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(super) enum Piece<'a> {
    New(&'a str),
    Again(usize),
}

/// The long blocks of a shard so far.
#[derive(Default)]
pub(super) struct Blocks<'a> {
    numbers: BTreeMap<&'a str, usize>,
}

impl<'a> Blocks<'a> {
    /// A page, its blocks among those that are known after it.
    pub(super) fn page(&mut self, document: &'a Document) -> PackedPage<'a> {
        let mut section = |part: &'a Section| (&*part.anchor, part.kind as u8, &*part.heading, self.text(&part.text));
        let sections = document.sections.iter().map(&mut section).collect();
        (&document.path, &document.number, &document.title, sections)
    }

    fn text(&mut self, text: &'a str) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        // Where the run of new blocks begins, and where the block at hand does.
        let (mut new, mut at) = (0, 0);
        for block in text.split('\n') {
            let end = at + block.len();
            if block.encode_utf16().nth(LONG - 1).is_some() {
                let number = self.numbers.len();
                let known = *self.numbers.entry(block).or_insert(number);
                if known != number {
                    if new < at {
                        pieces.push(Piece::New(&text[new..at - 1]));
                    }
                    pieces.push(Piece::Again(known));
                    new = end + 1;
                }
            }
            at = end + 1;
        }
        if new < text.len() {
            pieces.push(Piece::New(&text[new..]));
        }
        pieces
    }
}
