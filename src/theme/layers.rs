//! The layers as a stack of folders: who has which file, and as text.

use super::{ThemeFile, ThemeLayer};
use crate::diag::{Code, Diagnostic, Sink, SourceId, Span};
use std::collections::BTreeSet;

/// All layers, nearest first, the embedded theme last.
pub(super) struct Layers<'a> {
    all: Vec<&'a ThemeLayer>,
}

/// A file of a layer, as text.
#[derive(Clone, Copy)]
pub(super) struct TextFile<'a> {
    pub text: &'a str,
    pub source: Option<SourceId>,
    /// Bytes before `text`: a byte order mark.
    pub skipped: usize,
}

impl TextFile<'_> {
    /// The place of the first `needle` for a message; the start of the file when it is not there.
    pub fn span_of(&self, needle: &str) -> Option<Span> {
        let start = self.text.find(needle).map(|at| at + self.skipped);
        self.source.map(|source| start.map_or_else(|| Span::file(source), |start| Span::new(source, start, start + needle.len())))
    }
}

impl<'a> Layers<'a> {
    pub fn new(layers: &'a [ThemeLayer], embedded: &'a ThemeLayer) -> Self {
        Self { all: layers.iter().chain([embedded]).collect() }
    }

    /// Nearest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &'a ThemeLayer> {
        self.all.iter().copied()
    }

    /// The layers of the handbook, without the embedded theme, nearest first.
    pub fn own(&self) -> impl Iterator<Item = &'a ThemeLayer> {
        self.all.iter().copied().take(self.all.len() - 1)
    }

    /// The embedded theme.
    pub fn embedded(&self) -> Option<&'a ThemeLayer> {
        self.all.last().copied()
    }

    /// The nearest file of a path.
    pub fn find(&self, path: &str) -> Option<&'a ThemeFile> {
        self.iter().find_map(|layer| layer.files.get(path))
    }

    /// All paths in order, each once.
    pub fn paths(&self) -> BTreeSet<&'a str> {
        self.iter().flat_map(|layer| layer.files.keys().map(String::as_str)).collect()
    }
}

/// A file as text without its byte order mark; bytes that are no UTF-8 are reported once, by [`check_texts`].
pub(super) fn text(file: &ThemeFile) -> Option<TextFile<'_>> {
    let whole = std::str::from_utf8(&file.bytes).ok()?;
    let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    Some(TextFile { text, source: file.source, skipped: whole.len() - text.len() })
}

/// Reports files that must be text and are none.
pub(super) fn check_texts(layers: &Layers, sink: &mut Sink) {
    for layer in layers.own() {
        for (path, file) in layer.files.iter().filter(|(path, _)| !path.starts_with("assets/")) {
            if text(file).is_none() {
                let (ja, en) = (format!("{path} の文字コードが UTF-8 ではありません"), format!("{path} is not UTF-8"));
                sink.push(problem(Code::NotUtf8, file.source.map(Span::file), ja, en));
            }
        }
    }
}

/// A diagnostic that may have no place: embedded files are not among the sources of a run.
pub(super) fn problem(code: Code, span: Option<Span>, ja: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(code, span.unwrap_or(Span::file(SourceId(u32::MAX))), ja, en);
    if span.is_none() {
        diagnostic.labels.clear();
    }
    diagnostic
}
