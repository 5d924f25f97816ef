//! The mended events of a page: what `outline` and `markup` walk over.

use super::audience::StaffPart;
use super::tag::Tag;
use pulldown_cmark::{CowStr, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// One step of a page. Like the parser's own events, less what the house does not use and with ruby added.
#[derive(Clone, Debug, PartialEq)]
pub enum Event<'t> {
    /// A block or span begins.
    Start(Tag<'t>),
    /// It ends.
    End(TagEnd),
    /// Text, entities and escapes decoded.
    Text(CowStr<'t>),
    /// Code within a line.
    Code(CowStr<'t>),
    /// `{base|reading}`
    Ruby {
        /// The characters.
        base: CowStr<'t>,
        /// How they are read.
        reading: CowStr<'t>,
    },
    /// A piece of raw HTML, to be shown as text.
    RawHtml(CowStr<'t>),
    /// An HTML comment, to be shown nowhere.
    Comment,
    /// `[^label]` of a footnote that exists.
    FootnoteReference(CowStr<'t>),
    /// The end of a line within a paragraph.
    SoftBreak {
        /// Whether it stands for a space; not so between two Japanese characters.
        is_space: bool,
    },
    /// A forced line break.
    HardBreak,
    /// A horizontal rule.
    Rule,
    /// `[ ]` or `[x]` at the start of a list item.
    TaskMarker(bool),
}

/// An event with its byte range in the body.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed<'t> {
    /// What.
    pub event: Event<'t>,
    /// Where.
    pub range: Range<usize>,
}

/// What is wrong with the `{…}` that ends a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeadingProblem {
    /// The id is not ASCII kebab case.
    BadId(Range<usize>),
    /// The id stood at an earlier heading (second range).
    Duplicate(Range<usize>, Range<usize>),
    /// Something other than an id, `audience=staff` and `overlay=VERB` was written.
    Unknown(Range<usize>),
}

/// A heading of a document, in order; its level and place stand in its event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingMark<'t> {
    /// Unique within the document.
    pub id: CowStr<'t>,
    /// Whether the id was written as `{#id}`.
    pub is_explicit: bool,
    /// Where it was written.
    pub written: Option<Range<usize>>,
    /// Index of its start event.
    pub at: usize,
    /// Whether `audience=staff` was written: its section is for staff only.
    pub is_marked: bool,
    /// Whether it stands in a part for staff only, its own section included.
    pub is_staff_only: bool,
    /// What its section does to a section of the page below, where this was written.
    pub overlay: Option<SectionOverlay>,
    /// Problems of its `{…}`.
    pub problems: Vec<HeadingProblem>,
}

/// `overlay=…` of a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionOverlay {
    /// What is done.
    pub verb: SectionVerb,
    /// The id of the section of the page below.
    pub target: String,
    /// The whole word as written.
    pub place: Range<usize>,
}

/// What a section of a patch does to a section of the page below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionVerb {
    /// Stands before it.
    Before,
    /// Stands after it.
    After,
    /// Stands instead of it.
    Replace,
    /// Takes it away.
    Remove,
}

impl SectionVerb {
    /// The verb written so.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "before" => Self::Before,
            "after" => Self::After,
            "replace" => Self::Replace,
            "remove" => Self::Remove,
            _ => return None,
        })
    }

    /// Whether the section of the page below goes.
    #[must_use]
    pub fn cuts(self) -> bool {
        matches!(self, Self::Replace | Self::Remove)
    }
}

/// Where a footnote's definition stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// Indices of the events between its start and end.
    pub events: Range<usize>,
}

/// A parsed and mended page.
#[derive(Clone, Debug, Default)]
pub struct Document<'t> {
    /// The body the ranges count in.
    pub text: &'t str,
    /// The events; every start has its end.
    pub events: Vec<Placed<'t>>,
    /// One mark per heading.
    pub headings: Vec<HeadingMark<'t>>,
    /// Definitions by label, folded by [`Document::footnote_key`]; the first of a label counts.
    pub footnotes: BTreeMap<String, Footnote>,
    /// What is for staff only: in order, apart from each other.
    pub staff: Vec<StaffPart>,
    /// References of the public text to a definition in a part for staff: the reference and the definition.
    pub leaks: Vec<(Range<usize>, Range<usize>)>,
    /// Links whose target is defined elsewhere: their place, and the label of the definition.
    pub labelled: Vec<(Range<usize>, CowStr<'t>)>,
    /// Definitions of such targets, in order: the label and the place. The first of a label counts.
    pub targets: Vec<(String, Range<usize>)>,
    /// The first place that nested deeper than [`MAX_DEPTH`](super::MAX_DEPTH) and was laid flat.
    pub too_deep: Option<Range<usize>>,
}

impl Document<'_> {
    /// Labels are the same whatever the case.
    #[must_use]
    pub fn footnote_key(label: &str) -> String {
        label.to_lowercase()
    }

    /// Index of the end that belongs to the start at `at`.
    #[must_use]
    pub fn end_of(&self, at: usize) -> usize {
        let mut depth = 0_usize;
        for (offset, placed) in self.events[at..].iter().enumerate() {
            match placed.event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return at + offset;
            }
        }
        self.events.len().saturating_sub(1)
    }
}

/// A part of a text, borrowed where the whole is.
pub(super) fn slice<'t>(text: &CowStr<'t>, range: Range<usize>) -> CowStr<'t> {
    match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(&text[range]),
        other => CowStr::from(other[range].to_owned()),
    }
}

/// Whether a text event stands in the source exactly as it reads: no entity, escape or joined lines in it. The address decides, for an
/// entity may be as long as what it stands for (`&ngE;`).
pub(super) fn is_verbatim(source: &str, text: &CowStr<'_>, range: &Range<usize>) -> bool {
    matches!(text, CowStr::Borrowed(part) if part.len() == range.len() && part.as_ptr() as usize == source.as_ptr() as usize + range.start)
}

/// Whether an end belongs to a tag within a line.
pub(super) fn is_inline_end(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}
