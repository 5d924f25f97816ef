//! F2 `syntax`: what a Markdown text is. Text in; events mended for Japanese, headings, links and problems with their places out. Pure.
//!
//! One configuration of the parser serves the whole house, so that `load` (headings, links, problems) and `markup` (HTML, plain text)
//! read a page alike. The steps, one pass over the parser's events ([`parse`]):
//!
//! 1. [`document`](self::Document) takes the parser's events in and joins texts that the parser cut for its own reasons;
//! 2. where a run of inline events ends, it is mended if it needs to be: emphasis beside Japanese punctuation, heading ids, ruby,
//!    line breaks between Japanese characters;
//! 3. headings get their ids; what nests too deep is laid flat and remembered;
//! 4. what is for staff only is found (`audience`): [`Document::for_audience`] cuts it, for whoever writes for the public.
//!
//! [`outline()`] walks the mended events once, pushes everything an editor should know, and gives the running text with its places, so that
//! lints about wording need no reading of their own. [`url`] judges link targets for both floors.
//!
//! Differences from CommonMark, all deliberate: emphasis and line breaks as above, `{base|reading}` is ruby, `{#id}` ends a heading, raw
//! HTML is text, HTML comments are shown nowhere, nesting ends at [`MAX_DEPTH`], and the GFM tables, task lists, strikethrough, alerts and
//! footnotes and definition lists are on. `> [!STAFF]` is a callout and `{#id audience=staff}` marks a section, both for staff only.
//! `{#id overlay=VERB}` says what a section of a patch does to a section of the page below: `load` puts the two together before this floor
//! reads the whole, and no reader sees the mark.

mod audience;
mod builder;
mod chars;
mod emphasis;
mod event;
mod heading;
mod near_miss;
mod outline;
mod ruby;
mod runs;
mod section;
mod soft_break;
mod staff_mark;
mod tag;
pub mod url;

pub use audience::StaffPart;
pub use builder::{MAX_DEPTH, parse};
pub use event::{Document, Event, Footnote, HeadingMark, HeadingProblem, Placed, SectionOverlay, SectionVerb};
pub use outline::{MAX_HEADINGS, MAX_TABLE_COLUMNS, Outline, outline, outline_of};
pub use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, HeadingLevel, TagEnd};
pub use section::{Label, Section, definitions, sections, uses};
pub use tag::{Callout, Tag};
