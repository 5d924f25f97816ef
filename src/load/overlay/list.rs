//! A list by the ids of its items: `{add: […], patch: {id: …}, remove: [id]}`.

use super::patch::Patcher;
use super::{Verb, say};
use crate::diag::{Spanned, nearest};
use crate::load::yaml::{self, Keyed, Node, NodeKind};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// What may be written for a list; the values are read from the tree.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawListPatch {
    #[serde(rename = "overlay")]
    _overlay: Option<Verb>,
    #[serde(default, rename = "add")]
    _add: Vec<IgnoredAny>,
    #[serde(default, rename = "patch")]
    _patch: Keyed<IgnoredAny>,
    #[serde(default)]
    remove: Vec<Spanned<String>>,
}

/// Where an added item goes.
enum Position {
    Last,
    After(Spanned<String>),
    Before(Spanned<String>),
}

/// An item, and the item that it was put after: several added after one stand in the order in which they were written.
struct Item {
    node: Node,
    follows: Option<String>,
}

/// The patch of a list onto the list.
pub(super) fn apply(patcher: &mut Patcher<'_>, below: &Node, patch: &Node) -> Node {
    let Some(raw) = yaml::decode::<RawListPatch>(patch, patcher.sink) else { return below.clone() };
    if below.items().iter().any(|item| id_of(item).is_none()) {
        patcher.sink.push(say::list_without_ids(patch.span, below.span));
        return below.clone();
    }
    let items = below.items().iter().map(|node| Item { node: node.clone(), follows: None }).collect();
    let mut list = List { items, patcher };
    raw.remove.iter().for_each(|id| list.remove(id));
    for (id, value) in patch.get("patch").map_or(&[][..], Node::entries) {
        list.patch(id, value);
    }
    for added in patch.get("add").map_or(&[][..], Node::items) {
        list.add(added);
    }
    Node { span: patch.span, kind: NodeKind::Sequence(list.items.into_iter().map(|item| item.node).collect()) }
}

struct List<'a, 's> {
    items: Vec<Item>,
    patcher: &'a mut Patcher<'s>,
}

impl List<'_, '_> {
    fn find(&mut self, id: &Spanned<String>) -> Option<usize> {
        let found = self.items.iter().position(|item| id_of(&item.node) == Some(&id.value));
        if found.is_none() {
            let meant = nearest(&id.value, self.items.iter().filter_map(|item| id_of(&item.node)));
            self.patcher.sink.push(say::no_item(id, meant));
        }
        found
    }

    fn remove(&mut self, id: &Spanned<String>) {
        if let Some(at) = self.find(id) {
            self.items.remove(at);
        }
    }

    fn patch(&mut self, id: &Spanned<String>, patch: &Node) {
        let Some(at) = self.find(id) else { return };
        let node = self.patcher.value(Some(&self.items[at].node), id, patch);
        if node.kind == NodeKind::Removed {
            self.items.remove(at);
        } else {
            self.items[at].node = node;
        }
    }

    fn add(&mut self, added: &Node) {
        let is_text = !self.items.is_empty() && self.items.iter().all(|item| matches!(item.node.kind, NodeKind::Scalar(_)));
        let (node, position) = self.placed(added, is_text);
        if let Some(standing) = id_of(&node).and_then(|id| self.items.iter().find(|item| id_of(&item.node) == Some(id))) {
            let (id, place) = (id_of(&node).unwrap_or_default(), id_place(&node));
            self.patcher.sink.push(say::added_twice(id, place, id_place(&standing.node)));
            return;
        }
        let (at, follows) = match position {
            Position::Last => (self.items.len(), None),
            Position::Before(id) => (self.find(&id).unwrap_or(self.items.len()), None),
            Position::After(id) => match self.find(&id) {
                Some(at) => {
                    let more = self.items[at + 1..].iter().take_while(|item| item.follows.as_ref() == Some(&id.value)).count();
                    (at + 1 + more, Some(id.value))
                }
                None => (self.items.len(), None),
            },
        };
        self.items.insert(at, Item { node, follows });
    }

    /// An added item without its `after:` or `before:`, and what that said.
    fn placed(&mut self, added: &Node, is_text: bool) -> (Node, Position) {
        let say = |key: &str| added.entry(key).and_then(|(key, value)| Some((key.span, value.text()?)));
        let position = match (say("after"), say("before")) {
            (Some((_, after)), None) => Position::After(after),
            (None, Some((_, before))) => Position::Before(before),
            (None, None) => Position::Last,
            (Some(_), Some((key, _))) => {
                self.patcher.sink.push(say::two_positions(key));
                Position::Last
            }
        };
        let is_position = |key: &Spanned<String>| matches!(key.value.as_str(), "after" | "before");
        let NodeKind::Mapping(entries) = &added.kind else { return (added.clone(), position) };
        let rest: Vec<_> = entries.iter().filter(|(key, value)| !(is_position(key) && value.text().is_some())).cloned().collect();
        match rest.as_slice() {
            [(key, value)] if is_text && key.value == "id" => (value.clone(), position),
            _ => (Node { span: added.span, kind: NodeKind::Mapping(rest) }, position),
        }
    }
}

/// The keys by which items are named: actions of a rule set by their duty.
const ID_KEYS: [&str; 2] = ["id", "duty"];

fn named(item: &Node) -> Option<&Node> {
    ID_KEYS.iter().find_map(|key| item.get(key))
}

/// The id of an item: its `id` or `duty`, or the item itself if it is a text.
fn id_of(item: &Node) -> Option<&str> {
    let named = match &item.kind {
        NodeKind::Mapping(_) => named(item)?,
        _ => item,
    };
    match &named.kind {
        NodeKind::Scalar(text) => Some(text),
        _ => None,
    }
}

fn id_place(item: &Node) -> crate::diag::Span {
    named(item).map_or(item.span, |id| id.span)
}
