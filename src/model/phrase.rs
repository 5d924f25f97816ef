//! Inline Markdown that stands within something other than a page: in a box of a flow, an item of a checklist, a field of a form, a step of
//! an agenda.

use super::{PageLink, TextRun};
use crate::diag::Spanned;

/// Such a text, taken apart for whoever judges links and words.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// As written.
    pub text: Spanned<String>,
    /// Its links.
    pub links: Vec<PageLink>,
    /// Its running text.
    pub runs: Vec<TextRun>,
}
