//! Running text as the lints read it: whole stretches across marks and line ends, with the way back to the words in the file.

use crate::diag::{Code, Diagnostic, SourceMap, Span, Spanned};
use crate::model::{Flow, LayerIndex, Page, Phrase, RuleSetId, Site, Stage, Term, TextRole, TextRun};
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A text of an editor.
pub(super) struct Prose<'s> {
    /// The text that `runs` count in.
    text: &'s str,
    runs: Cow<'s, [TextRun]>,
    /// Where it stands in its file.
    span: Span,
    /// Whether it stands there letter by letter; else its places are the whole of it.
    is_verbatim: bool,
    /// Whose text it is.
    pub owner: Owner<'s>,
}

/// Whose text it is.
#[derive(Clone, Copy)]
pub(super) enum Owner<'s> {
    /// The body of a page.
    Body(&'s Page),
    /// The title or summary of a page, where no references are possible.
    FrontMatter(&'s Page),
    /// The definition of a word.
    Definition(&'s Term),
    /// The title or summary of a flow, where no references are possible.
    FlowHead(&'s Flow),
    /// What stands in a box or on an arrow of a flow, or in an item of a checklist, a form or an agenda.
    Phrase,
    /// A remark of an agency or a text of the nav, where no references are possible.
    Note,
    /// The title of a stage, where no references are possible.
    Stage(&'s RuleSetId, &'s Stage),
}

impl<'s> Owner<'s> {
    /// The page it belongs to.
    pub fn page(self) -> Option<&'s Page> {
        match self {
            Self::Body(page) | Self::FrontMatter(page) => Some(page),
            Self::Definition(_) | Self::FlowHead(_) | Self::Phrase | Self::Note | Self::Stage(..) => None,
        }
    }

    /// Whether a reference can be written there.
    pub fn takes_references(self) -> bool {
        matches!(self, Self::Body(_) | Self::Definition(_) | Self::Phrase)
    }

    /// Whether its page says that a word is right there.
    pub fn accepts(self, word: &str) -> bool {
        self.page().is_some_and(|page| page.accepts.iter().any(|accepted| fold(&accepted.value) == fold(word)))
    }
}

impl<'s> Prose<'s> {
    /// The body of a page.
    pub fn body(page: &'s Page, sources: &'s SourceMap) -> Self {
        let (text, span) = (sources.text(page.body), page.body);
        Self { text, runs: Cow::Borrowed(&page.text), span, is_verbatim: true, owner: Owner::Body(page) }
    }

    /// The definition of a word.
    pub fn definition(term: &'s Term, sources: &'s SourceMap) -> Self {
        let (text, span) = (term.definition.value.as_str(), term.definition.span);
        let is_verbatim = sources.text(span) == text;
        Self { text, runs: Cow::Borrowed(&term.text), span, is_verbatim, owner: Owner::Definition(term) }
    }

    /// A text of a flow, a checklist, a form or an agenda.
    pub fn phrase(text: &'s Phrase, sources: &'s SourceMap) -> Self {
        let (runs, span) = (Cow::Borrowed(text.runs.as_slice()), text.text.span);
        let is_verbatim = sources.text(span) == text.text.value;
        Self { text: &text.text.value, runs, span, is_verbatim, owner: Owner::Phrase }
    }

    /// A text without marks.
    pub fn plain(text: &'s Spanned<String>, owner: Owner<'s>, sources: &SourceMap) -> Self {
        let end = u32::try_from(text.value.len()).unwrap_or(u32::MAX);
        let run = TextRun { start: 0, end, role: TextRole::Prose, continues: false };
        let is_verbatim = sources.text(text.span) == text.value;
        Self { text: &text.value, runs: Cow::Owned(vec![run]), span: text.span, is_verbatim, owner }
    }

    /// Shows each passage in order.
    pub fn passages(&self, visit: &mut dyn FnMut(&Passage<'_>)) {
        let part = |run: &TextRun| self.text.get(run.start as usize..run.end as usize).unwrap_or("");
        let (mut joined, mut pieces) = (String::new(), Vec::new());
        let mut rest = &self.runs[..];
        while let Some((first, after)) = rest.split_first() {
            let more = after.iter().take_while(|run| run.continues).count();
            joined.clear();
            pieces.clear();
            for run in &rest[..=more] {
                pieces.push(Piece { at: joined.len(), start: run.start as usize, role: run.role });
                if more > 0 {
                    joined.push_str(part(run));
                }
            }
            visit(&Passage { text: if more > 0 { &joined } else { part(first) }, pieces: &pieces, prose: self });
            rest = &after[more..];
        }
    }
}

/// A run and those that continue it, as one text.
pub(super) struct Passage<'p> {
    /// What a reader sees.
    pub text: &'p str,
    pieces: &'p [Piece],
    /// The text it is a part of.
    pub prose: &'p Prose<'p>,
}

struct Piece {
    /// First byte in the passage.
    at: usize,
    /// First byte in the text of the whole.
    start: usize,
    role: TextRole,
}

impl Passage<'_> {
    /// Where a part of the passage stands in its file, from its first letter to its last.
    pub fn span(&self, range: &Range<usize>) -> Span {
        if !self.prose.is_verbatim || range.is_empty() {
            return self.prose.span;
        }
        let last = self.piece(range.end - 1);
        let first = self.piece(range.start);
        self.prose.span.sub(first.start + range.start - first.at, last.start + range.end - last.at)
    }

    /// The layer that it was written for. A paragraph is of one layer, for layers meet at headings.
    pub fn layer(&self, site: &Site, sources: &SourceMap) -> LayerIndex {
        site.layer_of(sources.resolve(self.span(&(0..self.text.len()))))
    }

    /// What the letter at `at` is part of.
    pub fn role(&self, at: usize) -> TextRole {
        self.piece(at).role
    }

    /// A problem with a part of the passage.
    pub fn problem(&self, code: Code, range: &Range<usize>, (ja, en): (String, String)) -> Diagnostic {
        Diagnostic::new(code, self.span(range), ja, en)
    }

    fn piece(&self, at: usize) -> &Piece {
        let nth = self.pieces.partition_point(|piece| piece.at <= at);
        // A passage has a piece, and the first starts at 0.
        &self.pieces[nth.saturating_sub(1)]
    }
}

/// A text with the letters that were meant: half-width, one kind of dash.
pub(super) struct Folded {
    /// The folded text.
    pub text: String,
    /// By byte of it, the byte of the original; one more for the end.
    at: Vec<usize>,
}

impl Folded {
    /// Folds a text.
    pub fn of(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), at: Vec::with_capacity(text.len() + 1) };
        for (at, c) in text.char_indices() {
            if c.is_ascii() {
                folded.push(c, at);
            } else if c == 'ー' {
                // Typed for a dash where digits stand on both sides.
                let is_dash = folded.text.ends_with(|c: char| c.is_ascii_digit()) && text[at + c.len_utf8()..].starts_with(is_digit);
                folded.push(if is_dash { '-' } else { c }, at);
            } else {
                std::iter::once(c).nfkc().for_each(|c| folded.push(if is_dash(c) { '-' } else { c }, at));
            }
        }
        folded.at.push(text.len());
        folded
    }

    /// The part of the original that was folded to a part of the text.
    pub fn original(&self, range: &Range<usize>) -> Range<usize> {
        self.at[range.start]..self.at[range.end]
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        self.at.extend(std::iter::repeat_n(at, c.len_utf8()));
    }
}

/// The letters that were meant, without the way back.
pub(super) fn fold(text: &str) -> String {
    Folded::of(text.trim()).text
}

/// Whether a character is a digit, half-width or full-width.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{SourceFile, SourceId};

    #[test]
    fn folding_keeps_the_way_back() {
        let folded = Folded::of("電話０１３４―３２ー４１１１（㈱）");
        assert_eq!(folded.text, "電話0134-32-4111((株))");
        let at = folded.text.find("0134").expect("the number");
        assert_eq!(folded.original(&(at..at + 12)), 6..42);
        assert_eq!(Folded::of("コーヒー").text, "コーヒー");
    }

    #[test]
    fn a_passage_finds_its_words_across_marks() {
        let text = "これは**協議**シート";
        let mut sources = SourceMap::default();
        let id: SourceId = sources.add(SourceFile::new("a.md", text.to_owned()));
        let run = |start: usize, end: usize, continues| TextRun { start: start as u32, end: end as u32, role: TextRole::Prose, continues };
        let runs = vec![run(0, 9, false), run(11, 17, true), run(19, 28, true)];
        let span = Span::new(id, 0, text.len());
        let prose = Prose { text, runs: Cow::Owned(runs), span, is_verbatim: true, owner: Owner::Note };
        let mut seen = Vec::new();
        prose.passages(&mut |passage| {
            let at = passage.text.find("協議シート").expect("the word");
            seen.push((passage.text.to_owned(), sources.text(passage.span(&(at..at + 15))).to_owned()));
        });
        assert_eq!(seen, [("これは協議シート".to_owned(), "協議**シート".to_owned())]);
    }
}
