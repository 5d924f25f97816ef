//! What `site.yml` hands down: slots, bindings, roles and levels of lints of all layers as one, and the nav with its entrances.
//!
//! | key | of the layers below |
//! |---|---|
//! | `slots` | each slot is a thing: added, or with `overlay:` replaced, patched, removed |
//! | `bind`, `roles`, `lints` | by key; a nearer layer's word counts, and `KEY: {overlay: remove}` takes one away |
//! | `nav`, `entrances` | nothing, unless asked for: a list is one's own; `{overlay: patch, add: …, patch: …, remove: …}` changes the nearest one below by the ids of its chapters, their `items` by their texts (`page:…`), `groups` and `choices` by their ids if the base gave them any |
//!
//! ```yaml
//! nav:
//!   overlay: patch
//!   remove: [shiryo]
//!   patch:
//!     taio: {title: 日数ごとの対応, items: {add: [{id: "page:taio/machi", after: "page:taio/day-7"}], remove: ["page:taio/rei"]}}
//!   add:
//!     - {id: madoguchi, title: 窓口, items: [index:agencies], after: taio}
//! ```
//!
//! All other keys are of one handbook alone.

use super::fields;
use super::overlay::{Patcher, Thing, VerbPlace};
use super::stack::Stack;
use super::yaml::{Keyed, Node, NodeKind};
use crate::diag::{Sink, Span, Spanned};
use crate::model::{LintLevel, ReferenceKind};
use serde::Deserialize;
use std::sync::Arc;

/// The keys that make one with those below, each by key.
const MERGED: [&str; 3] = ["bind", "roles", "lints"];

/// The keys that are one's own unless they say `overlay: patch`.
const ASKED_FOR: [&str; 2] = ["nav", "entrances"];

/// What all layers together say.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inherited {
    #[serde(default)]
    pub slots: Keyed<RawSlot>,
    #[serde(default)]
    pub bind: Keyed<Spanned<String>>,
    #[serde(default)]
    pub roles: Keyed<String>,
    #[serde(default)]
    pub nav: Vec<RawChapter>,
    #[serde(default)]
    pub entrances: Vec<RawEntrance>,
    #[serde(default)]
    pub lints: Keyed<RawLintLevel>,
}

/// A slot as typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSlot {
    pub title: String,
    pub note: Option<String>,
}

/// A level of `lints:` as typed.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawLintLevel {
    Off,
    Warning,
    Error,
}

impl From<RawLintLevel> for LintLevel {
    fn from(raw: RawLintLevel) -> Self {
        match raw {
            RawLintLevel::Off => Self::Off,
            RawLintLevel::Warning => Self::Warning,
            RawLintLevel::Error => Self::Error,
        }
    }
}

/// A chapter as typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChapter {
    pub id: Spanned<String>,
    pub title: Spanned<String>,
    pub text: Option<Spanned<String>>,
    #[serde(default)]
    pub items: Vec<Spanned<String>>,
    #[serde(default)]
    pub groups: Vec<RawGroup>,
}

/// A heading within a chapter, as typed. Its id is for handbooks that patch it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGroup {
    #[serde(rename = "id")]
    _id: Option<String>,
    pub title: Spanned<String>,
    pub items: Vec<Spanned<String>>,
}

/// An entrance as typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEntrance {
    pub id: String,
    pub title: Spanned<String>,
    pub text: Option<Spanned<String>>,
    pub to: Spanned<String>,
    #[serde(default)]
    pub choices: Vec<RawChoice>,
}

/// An answer to an entrance's question, as typed. Its id is for handbooks that patch it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChoice {
    #[serde(rename = "id")]
    _id: Option<String>,
    pub title: Spanned<String>,
    pub to: Spanned<String>,
}

/// Merges and decodes; `None` when something of it is wrong, which is said.
pub(super) fn merge(stack: &mut Stack<'_>, sink: &mut Sink) -> Option<Inherited> {
    let files: Vec<(usize, &Node)> =
        stack.folders.iter().enumerate().filter_map(|(layer, folder)| Some((layer, &folder.texts.site.as_ref()?.node))).collect();
    let whole = files.first().map(|(_, node)| node.span)?;
    let mut entries = Vec::new();
    entries.extend(slots(stack, &files));
    for key in MERGED {
        entries.extend(by_key(&files, key, &mut stack.sink));
    }
    for key in ASKED_FOR {
        let list = if_asked(&files, key, &mut stack.sink);
        if list.as_ref().is_some_and(|(_, value)| value.kind == NodeKind::Removed) {
            // A patch of nothing, which was said: the nav was meant to hold something.
            stack.unread.note_nav();
        }
        entries.extend(list);
    }
    fields::decode(&Node { span: whole, kind: NodeKind::Mapping(entries) }, sink)
}

type Entry = (Spanned<String>, Node);

/// Slots are things. A value that is no mapping at all goes on as it is, to be complained of.
fn slots(stack: &mut Stack<'_>, files: &[(usize, &Node)]) -> Option<Entry> {
    let mut things = Vec::new();
    let mut names = Vec::new();
    for (layer, node) in files {
        let Some((key, value)) = node.entry("slots") else { continue };
        let NodeKind::Mapping(own) = &value.kind else { return Some((key.clone(), value.clone())) };
        names.push((key.clone(), value.span));
        things.extend(own.iter().map(|(id, slot)| {
            let node = Arc::new(slot.clone());
            Thing { layer: *layer, id: id.value.clone(), place: id.span, node, part: id.span }
        }));
    }
    let (key, span) = names.into_iter().next()?;
    let merged = stack.merge(Some(ReferenceKind::Slot), VerbPlace::Item, things);
    // Named where it was declared, whoever patched it since.
    let declared = |parts: &[Span]| parts.first().copied().unwrap_or(span);
    let entries = merged.into_iter().map(|(id, slot)| (Spanned::new(id, declared(&slot.parts)), (*slot.node).clone())).collect();
    Some((key, Node { span, kind: NodeKind::Mapping(entries) }))
}

/// The mappings of all layers as one, from the base upwards.
fn by_key(files: &[(usize, &Node)], key: &str, sink: &mut Sink) -> Option<Entry> {
    let mut merged: Option<Entry> = None;
    for (_, node) in files.iter().rev() {
        let Some((name, own)) = node.entry(key) else { continue };
        let value = match &merged {
            Some((_, below)) => Patcher { sink }.mapping(below, own),
            None => own.clone(),
        };
        let is_mapping = matches!(value.kind, NodeKind::Mapping(_));
        merged = Some((name.clone(), value));
        if !is_mapping {
            break;
        }
    }
    merged
}

/// The nearest layer's own list, or what its patch makes of the nearest list below.
fn if_asked(files: &[(usize, &Node)], key: &str, sink: &mut Sink) -> Option<Entry> {
    let (nearest, below) = files.split_first()?;
    let (name, own) = nearest.1.entry(key)?;
    if own.get("overlay").is_none() {
        return Some((name.clone(), own.clone()));
    }
    let below = (0..below.len()).find_map(|at| if_asked(&below[at..], key, sink));
    Some((name.clone(), Patcher { sink }.value(below.as_ref().map(|(_, list)| list), name, own)))
}
