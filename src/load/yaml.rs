//! Strict YAML: text in, a tree of texts with exact places out, then typed structs – and every mistake of a file at once.
//!
//! 1. [`parse()`] turns parser events into a [`Node`] tree. Nothing is interpreted: `010`, `no`, `8:50` and `1.10` stay what was typed.
//!    Anchors, aliases, tags, merge keys, directives, second documents, duplicate keys and nesting beyond [`MAX_DEPTH`] are refused.
//! 2. [`decode()`] reads the tree into `#[derive(Deserialize)]` structs. Serde stops at a first error, so a mistake is reported and marked, a
//!    stand-in takes its place and decoding starts again until nothing new is found.
//!
//! What raw structs may use: `deny_unknown_fields`, `rename`, `default`, `Option`, `Vec`, `BTreeMap`, [`Keyed`], `Spanned`, externally tagged
//! enums (`word` or `word: content`), `try_from`. Not `flatten`, `untagged` or `tag`: serde buffers the value and its place is lost.
//!
//! Why an own decoder over `granit-parser`, the parser under serde-saphyr (`serde_yaml` in the manifest), and not that crate itself: it ends at
//! the first error, gives one place for a duplicate key, follows aliases and merges `<<` without saying so, and infers types wherever the target
//! does not ask for text. A tree over its events passes all of that, and a front matter of 6 lines takes 7.3 µs against 10.7 µs (release build,
//! mean of 10,000). `tests/suite/yaml_candidates.rs` shows each of these. serde-saphyr stays the second opinion: `yaml_properties.rs` checks
//! that both read the same values.

mod de;
mod decode;
mod fault;
mod parse;
mod report;
mod stand_in;
mod syntax;
mod typed;

pub use decode::decode;
pub use parse::parse;
pub use typed::Keyed;

use crate::diag::{Span, Spanned};

/// Collections inside collections that are read; deeper ones are an error.
pub const MAX_DEPTH: usize = 64;

/// Problems that one call reports at most. Small inputs must not fill the memory with messages.
const MAX_REPORTS: usize = 100;

/// A value of a YAML text and the place where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The value's place: for collections from the first to the last value (block) or bracket to bracket (flow), for an empty value its key.
    pub span: Span,
    /// What stands there.
    pub kind: NodeKind,
}

/// What a [`Node`] can be. Types are asked for by the reader, never guessed here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A text as typed, without quotes.
    Scalar(String),
    /// `- a` or `[a]`
    Sequence(Vec<Node>),
    /// `key: value` in the order of the file; keys are distinct.
    Mapping(Vec<(Spanned<String>, Node)>),
    /// Nothing, `~` or `null` without quotes.
    Empty,
    /// Something that was refused and reported (an alias); it is passed over without a second message.
    Refused,
    /// Taken away by a nearer layer: read as if its key were not written. The place is the words that took it away.
    Removed,
}

impl Node {
    /// The entry of a key, if this is a mapping that has it.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&(Spanned<String>, Node)> {
        match &self.kind {
            NodeKind::Mapping(entries) => entries.iter().find(|(known, value)| known.value == key && value.kind != NodeKind::Removed),
            _ => None,
        }
    }

    /// The value of a key, if this is a mapping that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|(_, value)| value)
    }

    /// The text with its place, if this is one.
    #[must_use]
    pub fn text(&self) -> Option<Spanned<String>> {
        match &self.kind {
            NodeKind::Scalar(text) => Some(Spanned::new(text.clone(), self.span)),
            _ => None,
        }
    }

    /// The items, if this is a list.
    #[must_use]
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            NodeKind::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The entries, if this is a mapping.
    #[must_use]
    pub fn entries(&self) -> &[(Spanned<String>, Node)] {
        match &self.kind {
            NodeKind::Mapping(entries) => entries,
            _ => &[],
        }
    }
}
