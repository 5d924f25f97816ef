//! F0 `diag`: what went wrong, where, and what to type instead.
//!
//! Input: spans into source files and coded problems pushed by any floor. Output: sorted, capped, rendered messages.
//! Knows no domain and opens no file. The parts of a [`Diagnostic`]:
//!
//! 1. `code`: the stable name of the problem ([`Code`]), never renumbered; `shirube explain CODE` prints its page;
//! 2. `message`: one short phrase without a full stop: what is wrong, in the editor's words;
//! 3. `labels`: the places; the first one is where the person erred;
//! 4. `notes`: facts that help to understand;
//! 5. `help`: what to type or do instead.
//!
//! Every text exists in Japanese and English ([`Text`]); the renderer picks one.

mod code;
mod diagnostic;
pub mod emit;
mod nearest;
mod sink;
mod source;
mod span;

pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Label, Language, Text};
pub use nearest::nearest;
pub use sink::{MAX_PER_FILE, Sink};
pub use source::{Position, SourceFile, SourceMap, typed_at};
pub use span::{SourceId, Span, Spanned};
