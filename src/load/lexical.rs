//! The pre-check that runs before any parser: bytes → text, and the slips of the keyboard that a parser would misread or blame on another line.
//!
//! 1. [`decode_text`]: UTF-8 or a message that names the encoding. A BOM is taken off: it counts no column, so places stay right, and a file
//!    with a BOM gives the same output as one without.
//! 2. [`check_text`]: in any text, control and invisible characters and merge-conflict marks; in YAML, tabs, full-width punctuation, curly
//!    quotes, missing spaces and text cut off by ` #`.
//!
//! Inside quotes, block texts (`|`, `>`), comments and continued lines, full-width signs are text and never flagged.
//!
//! The rule for what follows: where the pre-check found an error, the text is not given to the YAML parser, which would only report the same
//! slip again in words about something else. Warnings do not stop it. [`check_text`] finds all slips of a text, so that one pass mends them.

mod characters;
mod encoding;
mod quotes;
mod say;
mod slips;

pub use encoding::{NotText, decode_text};

use crate::diag::{Diagnostic, Severity, Sink, SourceId, Span};
use std::ops::Range;

/// What kind of text is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// A whole YAML file.
    Yaml,
    /// A Markdown page; its front matter is YAML.
    Markdown,
}

/// Looks for slips and pushes each to `sink`. Gives `true` when there was no error, so that a parser may read on.
pub fn check_text(text: &str, kind: TextKind, source: SourceId, sink: &mut Sink) -> bool {
    let mut report = Report { source, sink, count: 0, errors: 0 };
    characters::check(text, &mut report);
    let yaml = match kind {
        TextKind::Yaml => 0..text.len(),
        TextKind::Markdown => front_matter(text),
    };
    slips::check(text, yaml, &mut report);
    report.errors == 0
}

/// The lines between the `---` of the first line and the next one; nothing if either is missing, which is for the reader of pages to say.
fn front_matter(text: &str) -> Range<usize> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---").map_or(0, str::len);
    let mut end = first;
    for line in lines.take_while(|_| first > 0) {
        if line.trim_end() == "---" {
            return first..end;
        }
        end += line.len();
    }
    0..0
}

/// Problems of one text that are kept. Small inputs must not fill the memory with messages.
const MAX_REPORTS: usize = 100;

struct Report<'s> {
    source: SourceId,
    sink: &'s mut Sink,
    count: usize,
    errors: usize,
}

impl Report<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range.start, range.end)
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        self.errors += usize::from(diagnostic.severity == Severity::Error);
        self.count += 1;
        if self.count <= MAX_REPORTS {
            self.sink.push(diagnostic);
        }
    }

    fn is_full(&self) -> bool {
        self.count >= MAX_REPORTS
    }
}
