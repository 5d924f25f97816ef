//! A page of guidance: its front matter, and what `load` saw in its body.

use super::{Audience, CivilDate, Layout, Origin, PageId, PaperPages, SourceCitation};
use crate::diag::{SourceId, Span, Spanned};

/// One page of `guide/`. The body itself stays in the source map; `body` says where.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its path below `guide/`.
    pub id: PageId,
    /// The layer and file it came from.
    pub origin: Origin,
    /// The files that make it up, the one that gave or replaced it first.
    pub files: Vec<SourceId>,
    /// 題名
    pub title: Spanned<String>,
    /// よみ, hiragana; for the index.
    pub yomi: Option<String>,
    /// One sentence for lists.
    pub summary: Option<Spanned<String>>,
    /// Place among the pages of its folder; pages without one come last, by id.
    pub order: Option<i64>,
    /// How it is laid out.
    pub layout: Layout,
    /// Whom it is for.
    pub audience: Audience,
    /// A pinned item number, as `1-2`.
    pub number: Option<String>,
    /// Pages of the printed edition.
    pub paper: Option<PaperPages>,
    /// Whether it is found by search and index.
    pub searchable: bool,
    /// When its content was last reviewed.
    pub reviewed: Option<CivilDate>,
    /// Spellings and bare names that are right on this page, whatever the glossary says.
    pub accepts: Vec<Spanned<String>>,
    /// Where its facts come from.
    pub sources: Vec<SourceCitation>,
    /// The Markdown below the front matter; of a page that several layers make up, the text that they make up.
    pub body: Span,
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Every link and image in order.
    pub links: Vec<PageLink>,
    /// The running text in order, counted in `body`.
    pub text: Vec<TextRun>,
}

/// A heading of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 for `##`.
    pub level: u8,
    /// `{#id}` as written, or one made by the generator (`h-1`, `h-2` …), unique within the page.
    pub id: String,
    /// Whether the id was written; only such headings may be referred to.
    pub is_explicit: bool,
    /// Whether it stands in a part of the page that is for staff only.
    pub is_staff_only: bool,
    /// Its text without marks.
    pub text: String,
    /// The whole heading line.
    pub span: Span,
}

/// A link or image as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    /// The target, after entities and escapes were decoded.
    pub target: String,
    /// Whether it was written `![…](…)`.
    pub is_image: bool,
    /// Its text without marks; of an image, the alternative text.
    pub text: String,
    /// Whether `[](…)` had no text of its own.
    pub is_empty: bool,
    /// Whether nothing else stands in its paragraph or list item, so that blocks can take its place.
    pub is_alone: bool,
    /// Whether it stands in a part of the page that is for staff only.
    pub is_staff_only: bool,
    /// The whole link.
    pub span: Span,
}

/// A stretch of running text, letter by letter as it stands in its source: no marks, no code, no targets, nothing that an entity stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextRun {
    /// First byte, counted in the text it was read from.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What the text is part of.
    pub role: TextRole,
    /// Whether a reader sees it right after the run before: only a mark or the end of a line stands between.
    pub continues: bool,
}

/// What a stretch of running text is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextRole {
    /// A sentence.
    Prose,
    /// A heading.
    Heading,
    /// The text of a link or the alternative text of an image, in a sentence or heading.
    Link,
}
