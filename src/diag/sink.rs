//! Where every floor pushes its problems: collected, sorted, without repeats, capped per file. No globals.

use super::{Code, Diagnostic, Severity, SourceMap, Span};
use std::collections::BTreeSet;

/// Messages shown per file; the rest is counted. Small inputs must not fill a disk with messages.
pub const MAX_PER_FILE: usize = 20;

/// The problems of one run.
#[derive(Clone, Debug, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    /// Takes one problem in.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Takes all problems of another sink in.
    pub fn append(&mut self, mut other: Sink) {
        self.diagnostics.append(&mut other.diagnostics);
    }

    /// Whether nothing was pushed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// How many errors there are.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings there are.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == severity).count()
    }

    /// All problems as pushed.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// A number in full-width letters where only a number can stand is one mistake: its own message, as grave as what it led to.
    fn merge_wide_digits(&mut self) {
        let is_wide = |d: &Diagnostic| d.code == Code::FullWidthDigits;
        let is_wrong = |d: &Diagnostic| !is_wide(d) && d.severity == Severity::Error;
        let wide: BTreeSet<Span> = self.diagnostics.iter().filter(|d| is_wide(d)).filter_map(Diagnostic::span).collect();
        let failed: BTreeSet<Span> =
            self.diagnostics.iter().filter(|d| is_wrong(d)).filter_map(Diagnostic::span).filter(|span| wide.contains(span)).collect();
        self.diagnostics.retain(|d| !(is_wrong(d) && d.span().is_some_and(|span| failed.contains(&span))));
        for digits in self.diagnostics.iter_mut().filter(|d| is_wide(d) && d.span().is_some_and(|span| failed.contains(&span))) {
            digits.severity = Severity::Error;
        }
    }

    /// Leads every place to the file where it was typed, drops what follows from another mistake, sorts by (file name, place, code)
    /// and drops repeats, so that the order of work never shows.
    pub fn settle(&mut self, sources: &SourceMap) {
        for label in self.diagnostics.iter_mut().flat_map(|problem| &mut problem.labels) {
            label.span = sources.resolve(label.span);
        }
        self.merge_wide_digits();
        let place = |d: &Diagnostic| {
            let span = d.span();
            let name = span.and_then(|s| sources.file(s.source)).map(|f| f.name.clone()).unwrap_or_default();
            let range = span.map_or((0, 0), |s: Span| (s.start, s.end));
            (name, range, d.code.id(), d.message.ja.clone())
        };
        self.diagnostics.sort_by_cached_key(place);
        self.diagnostics.dedup();
    }
}

impl IntoIterator for Sink {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.diagnostics.into_iter()
    }
}

impl Extend<Diagnostic> for Sink {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, iter: I) {
        self.diagnostics.extend(iter);
    }
}
