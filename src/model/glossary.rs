//! The glossary: words, readings, and spellings that lead to them.

use super::{Origin, PageLink, Reference, SourceCitation, TermId, TextRun};
use crate::diag::Spanned;

/// A word and what it means here.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its id.
    pub id: TermId,
    /// The layer and place it came from.
    pub origin: Origin,
    /// 用語
    pub term: Spanned<String>,
    /// よみ, hiragana.
    pub yomi: String,
    /// A short form (SC).
    pub short: Option<String>,
    /// Other words for it.
    pub synonyms: Vec<String>,
    /// Spellings to avoid.
    pub discouraged: Vec<DiscouragedSpelling>,
    /// One to three sentences of Markdown; references are allowed. The span is that of the text in its file.
    pub definition: Spanned<String>,
    /// The links of the definition.
    pub links: Vec<PageLink>,
    /// The running text of the definition, counted in its value.
    pub text: Vec<TextRun>,
    /// The page, or the section of one, that says more; where the word is at home.
    pub home: Option<Spanned<Reference>>,
    /// Where it comes from.
    pub sources: Vec<SourceCitation>,
}

/// A spelling to avoid and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscouragedSpelling {
    /// The spelling.
    pub spelling: String,
    /// The reason.
    pub reason: Option<String>,
}
