//! The texts of one run: the only owner of source text, and the only place that turns byte offsets into lines and columns.

use super::span::{SourceId, Span};
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

/// All files of one run, in a fixed order.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<Arc<SourceFile>>,
}

impl SourceMap {
    /// Takes a file in and gives its id.
    pub fn add(&mut self, file: impl Into<Arc<SourceFile>>) -> SourceId {
        self.files.push(file.into());
        SourceId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file behind an id, if it is of this map.
    #[must_use]
    pub fn file(&self, id: SourceId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize).map(Arc::as_ref)
    }

    /// The text of a span; empty when the span is not of this map.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.file(span.source).and_then(|file| file.text.get(span.range())).unwrap_or("")
    }

    /// The files whose text is another than in an earlier map of the same files; `None` when the files themselves are others.
    #[must_use]
    pub fn changed_since(&self, earlier: &SourceMap) -> Option<Vec<SourceId>> {
        if self.files.len() != earlier.files.len() {
            return None;
        }
        let mut changed = Vec::new();
        for (at, (new, old)) in self.files.iter().zip(&earlier.files).enumerate() {
            if Arc::ptr_eq(new, old) {
                continue;
            }
            if new.name != old.name {
                return None;
            }
            if new.text != old.text {
                changed.push(SourceId(u32::try_from(at).unwrap_or(u32::MAX)));
            }
        }
        Some(changed)
    }

    /// All files in the order they were taken in.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &SourceFile)> {
        self.files.iter().enumerate().map(|(at, file)| (SourceId(u32::try_from(at).unwrap_or(u32::MAX)), file.as_ref()))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether no file was taken in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
