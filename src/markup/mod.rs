//! F5 `markup`: the Markdown of a page → HTML and plain text, and the only escaper of the house.
//!
//! Input: mended events ([`syntax`](crate::syntax)) and a [`LinkResolver`], which knows what lies behind a target. Output: strings.
//!
//! 1. [`render()`] walks the events once and writes HTML; links ask the resolver, whose answers pass the URL gate again;
//! 2. footnotes are written after the body, in the order of their first use;
//! 3. [`figure`] writes tables of figures with their charts, which pages embed;
//! 4. [`plain_text`] writes what a reader sees, for search and summaries.
//!
//! The HTML has no inline style and no script, so that it stands under the strict Content-Security-Policy. Ids made here hold `_`
//! (`fn_1`), ids of headings never do, so they cannot meet.

pub mod escape;
pub mod figure;
pub mod flow;
mod footnotes;
mod links;
mod numbers;
mod options;
mod plain;
mod render;
mod resolve;
mod tables;

pub use numbers::HeadingNumbers;
pub use options::{Labels, OutputTooLarge, RenderOptions};
pub use plain::{literal, plain_text, plain_text_resolved};
pub use render::{BOX_END, Body, OPEN_BOX, SectionStart, render, render_document, render_inline, render_sections};
pub use resolve::{LinkResolver, ResolvedLink};
