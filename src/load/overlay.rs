//! How layers become one, before anything is decoded: what was typed (`yaml::Node`) is merged by id from the base upwards, and every kind of
//! thing, present and future, takes the same verbs. A merged thing keeps the places of its parts, so that a mistake in it is shown in the
//! file of the layer that made it.
//!
//! A *thing* is what has an id in the merged site: a file of a folder (`agencies/centre.yml`, the front matter of a page), the one file of
//! its kind (`emergency.yml`), an item of a list (a word of `glossary.yml`), a slot of `site.yml`. It says its verb by `overlay:`.
//!
//! | a layer below has the id | verb | result |
//! |---|---|---|
//! | no | – | added |
//! | no | `replace`, `patch`, `remove` | error S105 |
//! | yes | – | error S104, both places named |
//! | yes | `replace` | the upper one stands |
//! | yes | `patch` | the parts that the upper one names change |
//! | yes | `remove` | gone; [`Removed`](crate::model::Removed) remembers who did it |
//!
//! Within a patch (`patch`):
//!
//! | below | in the patch | result |
//! |---|---|---|
//! | – | anything | set |
//! | anything | a text, or a whole list | set |
//! | a mapping | a mapping | its keys, by this table |
//! | anything | `{overlay: replace, …}` | set to the rest |
//! | anything | `{overlay: remove}` | gone |
//! | a list with ids | `{add: […], patch: {id: …}, remove: [id]}` | its items: first removed, then patched, then added |
//!
//! A list has ids when each of its items is a mapping with `id`, or a text, which is its own id (`page:taio/day-7`). `add:` takes whole items
//! or, for texts, `{id: TEXT}`; each may say `after: ID` or `before: ID`, else it comes last. Other lists are only replaced.
//!
//! | file | what it does |
//! |---|---|
//! | `patch` | one node onto another |
//! | `list` | a list by the ids of its items |
//! | `body` | the Markdown of a page by its sections |
//! | `labels` | footnotes and link targets that several files of one page define or use |
//! | `say` | the messages |
//! | `laws` | what holds for any tree and any page, as tests |

mod body;
mod labels;
#[cfg(test)]
mod laws;
mod list;
mod patch;
mod say;

pub(super) use body::{Part, compose};
pub(super) use patch::Patcher;
pub(super) use say::{mark_without_effect, more_than_remove};

use super::yaml::{self, Node, NodeKind};
use crate::diag::{Sink, Span, Spanned, nearest};
use crate::model::{LayerIndex, Removal};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The key of the verb.
const KEY: &str = "overlay";

/// What a thing says about the thing of the same id below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Verb {
    /// Stands instead of it.
    Replace,
    /// Changes parts of it.
    Patch,
    /// Takes it away.
    Remove,
}

/// A thing of one layer as typed. `P` is what it has besides its node: of a page, its body.
#[derive(Clone, Debug)]
pub(super) struct Thing<P = ()> {
    /// 0 is the nearest.
    pub layer: LayerIndex,
    /// Its id.
    pub id: String,
    /// Where it is named, for messages.
    pub place: Span,
    /// What was typed.
    pub node: Arc<Node>,
    /// What it has besides.
    pub part: P,
}

/// A thing of the merged site.
#[derive(Debug)]
pub(super) struct Merged<P = ()> {
    /// The layer of the nearest file that makes it up.
    pub layer: LayerIndex,
    /// Its id.
    pub id: String,
    /// Where the nearest of them names it.
    pub place: Span,
    /// All that was typed, without verbs.
    pub node: Arc<Node>,
    /// What the layers have besides: the one that gave or replaced it, then the patches upwards.
    pub parts: Vec<P>,
}

/// Where a kind of things says its verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VerbPlace {
    /// At the top of its file.
    File,
    /// In the item of a list or mapping.
    Item,
}

/// What a merge knows about its kind of things.
pub(super) struct Rules<'a> {
    /// Where the verb stands.
    pub verb: VerbPlace,
    /// Whether a thing may stand below although it could not be read.
    pub is_unread: &'a dyn Fn(&str) -> bool,
    /// The ids of the layers, nearest first.
    pub layers: &'a [String],
    /// Hears of every thing that is gone in the end.
    pub removed: &'a mut dyn FnMut(&str, Removal),
    /// Hears of every patch that has nothing to stand on: the thing is there and has no value.
    pub lost: &'a mut dyn FnMut(&str),
}

/// Merges the things of all layers by id.
pub(super) fn merge<P>(things: Vec<Thing<P>>, rules: Rules<'_>, sink: &mut Sink) -> BTreeMap<String, Merged<P>> {
    let mut things = things;
    // From the base upwards; the sort is stable, so things of one layer keep their order.
    things.sort_by_key(|thing| std::cmp::Reverse(thing.layer));
    let mut merger = Merger { merged: BTreeMap::new(), gone: BTreeMap::new(), rules, sink };
    for thing in things {
        merger.take(thing);
    }
    let Merger { merged, gone, rules, .. } = merger;
    for (id, removal) in gone {
        (rules.removed)(&id, removal);
    }
    merged
}

struct Merger<'a, 's, P> {
    merged: BTreeMap<String, Merged<P>>,
    gone: BTreeMap<String, Removal>,
    rules: Rules<'a>,
    sink: &'s mut Sink,
}

impl<P> Merger<'_, '_, P> {
    fn take(&mut self, thing: Thing<P>) {
        let below = self.merged.get(&thing.id);
        if let Some(below) = below.filter(|below| below.layer == thing.layer) {
            self.sink.push(say::duplicate(&thing.id, thing.place, below.place));
            return;
        }
        match (verb(&thing.node, self.sink), below) {
            (Said::Nothing, None) => self.put(thing),
            (Said::Nothing, Some(below)) => {
                self.sink.push(say::without_verb(&thing.id, thing.place, below.place, self.rules.verb));
                self.put(thing);
            }
            (Said::Nonsense, _) | (Said::Verb(Spanned { value: Verb::Replace, .. }), Some(_)) => self.put(thing),
            (Said::Verb(verb), None) => self.on_nothing(thing, verb),
            (Said::Verb(Spanned { value: Verb::Patch, .. }), Some(_)) => self.patch(thing),
            (Said::Verb(verb), Some(_)) => self.remove(&thing, verb.span),
        }
    }

    fn put(&mut self, thing: Thing<P>) {
        self.gone.remove(&thing.id);
        let node = without_verb(&thing.node);
        let Thing { layer, id, place, part, .. } = thing;
        self.merged.insert(id.clone(), Merged { layer, id, place, node, parts: vec![part] });
    }

    fn on_nothing(&mut self, thing: Thing<P>, verb: Spanned<Verb>) {
        if !(self.rules.is_unread)(&thing.id) {
            self.sink.push(say::of_nothing(&thing.id, &verb, self.gone.get(&thing.id)));
        }
        match verb.value {
            // It is whole, so that the check can go on.
            Verb::Replace => self.put(thing),
            Verb::Patch | Verb::Remove => (self.rules.lost)(&thing.id),
        }
    }

    fn patch(&mut self, thing: Thing<P>) {
        let Some(below) = self.merged.get_mut(&thing.id) else { return };
        let patch = without_verb(&thing.node);
        below.node = Arc::new(Patcher { sink: self.sink }.mapping(&below.node, &patch));
        below.layer = thing.layer;
        below.place = thing.place;
        below.parts.push(thing.part);
    }

    fn remove(&mut self, thing: &Thing<P>, span: Span) {
        // An item of a list is named by its `id`.
        let others = thing.node.entries().iter().find(|(key, value)| !is_verb(key, value) && key.value != "id");
        if let Some((key, _)) = others {
            self.sink.push(say::more_than_remove(key.span));
        }
        self.merged.remove(&thing.id);
        let layer = self.rules.layers.get(thing.layer).cloned().unwrap_or_default();
        self.gone.insert(thing.id.clone(), Removal { layer, span });
    }
}

/// What a node says by `overlay:`.
enum Said {
    Nothing,
    Verb(Spanned<Verb>),
    /// Something that is no verb and was reported.
    Nonsense,
}

fn verb(node: &Node, sink: &mut Sink) -> Said {
    let Some((key, written)) = node.entries().iter().find(|(key, value)| is_verb(key, value)) else { return Said::Nothing };
    if key.value != KEY {
        sink.push(say::misspelt(key));
    }
    yaml::decode(written, sink).map_or(Said::Nonsense, |verb| Said::Verb(Spanned::new(verb, written.span)))
}

/// Whether an entry says the verb. A misspelt key with the word for a verb was meant to.
fn is_verb(key: &Spanned<String>, value: &Node) -> bool {
    // Every key of every thing passes here: the word is looked at first, for it is cheaper than the spelling of the key.
    let is_word = || matches!(&value.kind, NodeKind::Scalar(word) if matches!(word.as_str(), "replace" | "patch" | "remove"));
    key.value == KEY || (is_word() && nearest(&key.value, [KEY]).is_some())
}

/// The node without its verb; the same one if it has none.
fn without_verb(node: &Arc<Node>) -> Arc<Node> {
    if node.entries().iter().any(|(key, value)| is_verb(key, value)) { Arc::new(strip(node)) } else { Arc::clone(node) }
}

fn strip(node: &Node) -> Node {
    let entries = node.entries().iter().filter(|(key, value)| !is_verb(key, value)).cloned().collect();
    Node { span: node.span, kind: NodeKind::Mapping(entries) }
}
