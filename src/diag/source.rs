//! The texts of one run: the only owner of source text, and the only place that turns byte offsets into lines and columns.

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
    /// Made when the first message needs it: most files have none.
    line_starts: OnceLock<Vec<u32>>,
}

impl SourceFile {
    /// Takes a text in; a line ends at LF, CRLF or a lone CR.
    #[must_use]
    pub fn new(name: impl Into<String>, text: String) -> Self {
        Self { name: name.into(), text, line_starts: OnceLock::new() }
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

fn source_id(at: usize) -> SourceId {
    SourceId(u32::try_from(at).unwrap_or(u32::MAX))
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

/// All files of one run. The first run takes them in a fixed order; a run after another may keep each file at its place.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<Option<Arc<SourceFile>>>,
    /// Places kept for files that are expected again, by name.
    kept: BTreeMap<String, VecDeque<usize>>,
}

impl SourceMap {
    /// An empty map in which every file gets the id that it has in this one, so that places which were noted earlier still hold.
    #[must_use]
    pub fn successor(&self) -> Self {
        let mut kept: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for (at, file) in self.files.iter().enumerate() {
            if let Some(file) = file {
                kept.entry(file.name.clone()).or_default().push_back(at);
            }
        }
        Self { files: vec![None; self.files.len()], kept }
    }

    /// Keeps no more places: all files have been taken in.
    pub fn close(&mut self) {
        self.kept.clear();
    }

    /// Takes a file in and gives its id.
    pub fn add(&mut self, file: impl Into<Arc<SourceFile>>) -> SourceId {
        let file = file.into();
        let at = self.kept.get_mut(&file.name).and_then(VecDeque::pop_front).unwrap_or(self.files.len());
        if at == self.files.len() {
            self.files.push(Some(file));
        } else {
            self.files[at] = Some(file);
        }
        source_id(at)
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

    /// The ids behind which something else stands than in an earlier map: another text, another file, or none.
    #[must_use]
    pub fn changed_since(&self, earlier: &SourceMap) -> Vec<SourceId> {
        let at = |map: &SourceMap, at: usize| map.files.get(at).cloned().flatten();
        let is_same =
            |new: &Arc<SourceFile>, old: &Arc<SourceFile>| Arc::ptr_eq(new, old) || (new.name == old.name && new.text == old.text);
        let is_changed = |place: &usize| match (at(self, *place), at(earlier, *place)) {
            (Some(new), Some(old)) => !is_same(&new, &old),
            (new, old) => new.is_some() || old.is_some(),
        };
        (0..self.files.len().max(earlier.files.len())).filter(is_changed).map(source_id).collect()
    }

    /// All files in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &SourceFile)> {
        self.files.iter().enumerate().filter_map(|(at, file)| Some((source_id(at), file.as_deref()?)))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether no file was taken in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
