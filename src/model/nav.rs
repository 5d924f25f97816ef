//! The nav: chapters, their items, and the entrances of the home page.

use super::{ChapterId, GeneratedIndex, PageId, Reference};
use crate::diag::{Span, Spanned};

/// A chapter of the top navigation.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// Its id; `chapters/ID.html`.
    pub id: ChapterId,
    /// 見出し
    pub title: String,
    /// A sentence for the chapter page.
    pub text: Option<String>,
    /// Pages in order; folders are already resolved to their pages.
    pub items: Vec<NavItem>,
    /// Where it is written.
    pub span: Span,
}

/// One entry of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NavItem {
    /// A page of `guide/`.
    Page(PageId),
    /// A generated index.
    Index(GeneratedIndex),
}

/// A large link of the home page.
#[derive(Clone, Debug)]
pub struct Entrance {
    /// Its id.
    pub id: String,
    /// A question or an action.
    pub title: String,
    /// What is found there.
    pub text: Option<String>,
    /// Where it leads.
    pub to: Spanned<Reference>,
}
