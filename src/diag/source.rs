//! The texts of one run: the only owner of source text, and the only place that turns byte offsets into lines and columns.
//!
//! A text may be composed: the body of a page that a handbook patches is made of sections of several files. Whoever parses, renders or judges
//! it reads one text with places in that text; [`SourceMap::resolve`] leads each place back to the file where an editor typed the words, and
//! [`Sink::settle`](super::Sink::settle) does so for every message.

use super::span::{SourceId, Span};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, OnceLock};
use unicode_width::UnicodeWidthStr;

/// One file as it was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path shown to people, `/`-separated, relative to the folder the command was given.
    pub name: String,
    /// The whole text (for files that are not UTF-8: a lossy decoding, shown in messages only).
    pub text: String,
    /// Of a composed text: where each piece starts, and where it was typed. In order; what lies between pieces is blank.
    pieces: Vec<(u32, Span)>,
    /// Made when the first message needs it: most files have none.
    line_starts: OnceLock<Vec<u32>>,
}

impl SourceFile {
    /// Takes a text in; a line ends at LF, CRLF or a lone CR.
    #[must_use]
    pub fn new(name: impl Into<String>, text: String) -> Self {
        Self { name: name.into(), text, pieces: Vec::new(), line_starts: OnceLock::new() }
    }

    /// Takes a text in that is composed of parts of other files: the start of each part here, and its place there.
    #[must_use]
    pub fn composed(name: impl Into<String>, text: String, pieces: Vec<(u32, Span)>) -> Self {
        Self { pieces, ..Self::new(name, text) }
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let mut starts = vec![0];
            for (at, &byte) in bytes.iter().enumerate() {
                let ends_line = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
                if ends_line {
                    starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
                }
            }
            starts
        })
    }

    /// Line (from 1), column in characters (from 1) and column in display cells (from 1; wide characters count two) of a byte offset.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_boundary(&self.text, offset);
        let line = self.line_starts().partition_point(|&start| start as usize <= offset).max(1);
        let before = &self.text[self.line_starts()[line - 1] as usize..offset];
        let before = before.strip_prefix('\u{feff}').unwrap_or(before);
        Position { line, column: before.chars().count() + 1, cell: before.width() + 1 }
    }

    /// Text of line `line` (from 1) without its end.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        let start = self.line_starts().get(line.saturating_sub(1)).map_or(self.text.len(), |&s| s as usize);
        let end = self.line_starts().get(line).map_or(self.text.len(), |&s| s as usize);
        self.text[start..end].trim_end_matches(['\r', '\n'])
    }
}

/// Where the part `start..end` of a composed text was typed: the file and place of the piece that `start` lies in.
#[must_use]
pub fn typed_at(pieces: &[(u32, Span)], start: u32, end: u32) -> Option<Span> {
    let nth = pieces.partition_point(|(first, _)| *first <= start).saturating_sub(1);
    let (first, typed) = pieces.get(nth)?;
    let inside = |offset: u32| typed.start.saturating_add(offset.saturating_sub(*first)).min(typed.end);
    Some(Span { source: typed.source, start: inside(start), end: inside(end) })
}

/// Where an offset stands for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Column in terminal cells, from 1.
    pub cell: usize,
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset.min(text.len()))
}

/// All files of one run, in a fixed order. A clone shares the texts. A run after another keeps each file at the id that it had
/// ([`successor`](Self::successor)), so that places which were noted earlier still hold.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<Option<Arc<SourceFile>>>,
    /// Ids that are kept for files to come, by name, in order.
    kept: BTreeMap<String, VecDeque<SourceId>>,
}

impl SourceMap {
    /// An empty map that keeps for every file the id which it has in this one.
    #[must_use]
    pub fn successor(&self) -> Self {
        let mut next = Self { files: vec![None; self.files.len()], kept: self.kept.clone() };
        next.keep_ids_of(self);
        next
    }

    /// Keeps ids for the files of another map that this one does not hold, where they are free.
    pub fn keep_ids_of(&mut self, other: &SourceMap) {
        let is_free = |map: &Self, at: usize| map.files.get(at).is_none_or(Option::is_none);
        for (id, file) in other.iter() {
            if is_free(self, id.0 as usize) {
                let ids = self.kept.entry(file.name.clone()).or_default();
                if let Err(at) = ids.binary_search(&id) {
                    ids.insert(at, id);
                }
            }
        }
        self.files.resize(self.files.len().max(other.files.len()), None);
    }

    /// Takes a file in and gives its id.
    pub fn add(&mut self, file: impl Into<Arc<SourceFile>>) -> SourceId {
        let file = file.into();
        let id = self.kept_id(&file.name).unwrap_or_else(|| source_id(self.files.len()));
        match self.files.get_mut(id.0 as usize) {
            Some(place) => *place = Some(file),
            None => self.files.push(Some(file)),
        }
        id
    }

    fn kept_id(&mut self, name: &str) -> Option<SourceId> {
        let ids = self.kept.get_mut(name)?;
        let id = ids.pop_front();
        if ids.is_empty() {
            self.kept.remove(name);
        }
        id
    }

    /// The file behind an id, if it is of this map.
    #[must_use]
    pub fn file(&self, id: SourceId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)?.as_deref()
    }

    /// The text of a span; empty when the span is not of this map.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.file(span.source).and_then(|file| file.text.get(span.range())).unwrap_or("")
    }

    /// Where the words of a span were typed: the span itself, or for a composed text its place in the file that the piece came from. A span
    /// over several pieces ends with the first.
    #[must_use]
    pub fn resolve(&self, span: Span) -> Span {
        let pieces = self.file(span.source).map_or(&[][..], |file| &file.pieces);
        typed_at(pieces, span.start, span.end).unwrap_or(span)
    }

    /// The ids behind which something else stands than in an earlier map: another text, another file, or none.
    #[must_use]
    pub fn changed_since(&self, earlier: &SourceMap) -> Vec<SourceId> {
        let at = |map: &'_ SourceMap, at: usize| map.files.get(at).cloned().flatten();
        let is_changed = |place: &usize| match (at(self, *place), at(earlier, *place)) {
            (Some(new), Some(old)) => {
                !Arc::ptr_eq(&new, &old) && (&new.name, &new.text, &new.pieces) != (&old.name, &old.text, &old.pieces)
            }
            (new, old) => new.is_some() || old.is_some(),
        };
        (0..self.files.len().max(earlier.files.len())).filter(is_changed).map(source_id).collect()
    }

    /// All files in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &SourceFile)> {
        self.files.iter().enumerate().filter_map(|(at, file)| Some((source_id(at), file.as_deref()?)))
    }
}

fn source_id(at: usize) -> SourceId {
    SourceId(u32::try_from(at).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_composed_text_leads_to_the_words_as_typed() {
        let mut sources = SourceMap::default();
        let a = sources.add(SourceFile::new("a.md", "0123456789".to_owned()));
        let b = sources.add(SourceFile::new("b.md", "abcdef".to_owned()));
        let pieces = vec![(0, Span::new(a, 2, 5)), (5, Span::new(b, 1, 4)), (8, Span::new(a, 8, 10))];
        let whole = sources.add(SourceFile::composed("b.md", "234\n\nbcd89".to_owned(), pieces));
        let typed = |start, end| sources.resolve(Span::new(whole, start, end));
        assert_eq!(typed(1, 2), Span::new(a, 3, 4));
        assert_eq!(typed(5, 8), Span::new(b, 1, 4));
        assert_eq!(typed(9, 10), Span::new(a, 9, 10));
        assert_eq!(typed(3, 3), Span::new(a, 5, 5), "a blank between pieces is the end of the one before");
        assert_eq!(typed(2, 9), Span::new(a, 4, 5), "a span ends with its first piece");
        assert_eq!(sources.resolve(Span::new(b, 1, 2)), Span::new(b, 1, 2));
    }

    #[test]
    fn a_successor_keeps_each_file_at_its_id_whatever_comes_and_goes() {
        let mut first = SourceMap::default();
        let [a, b, c] = ["a", "b", "c"].map(|name| first.add(SourceFile::new(name, name.to_owned())));
        let mut with_composed = first.clone();
        let composed = with_composed.add(SourceFile::composed("c", "x".to_owned(), vec![(0, Span::new(c, 0, 1))]));
        first.keep_ids_of(&with_composed);
        let mut second = first.successor();
        let new = second.add(SourceFile::new("new", String::new()));
        assert_eq!(second.add(SourceFile::new("c", "c".to_owned())), c);
        assert_eq!(second.add(SourceFile::new("a", "other".to_owned())), a);
        assert!(second.file(b).is_none() && ![a, b, c, composed].contains(&new));
        assert_eq!(second.changed_since(&first), [a, b, new]);
        assert_eq!(second.add(SourceFile::new("c", "x".to_owned())), composed, "the second file of its name");
        assert_eq!(second.successor().add(SourceFile::new("b", String::new())), b, "a file that comes back");
    }
}
