//! One node onto another: the second table of the module above.

use super::{Said, Verb, is_verb, list, say, strip, verb};
use crate::diag::{Sink, Spanned};
use crate::load::yaml::{Node, NodeKind};

/// Puts patches onto what stands below them.
pub(in crate::load) struct Patcher<'s> {
    /// Takes what is wrong with the patches.
    pub sink: &'s mut Sink,
}

impl Patcher<'_> {
    /// The keys of a patch onto those of a mapping. A key keeps its place in the order; new ones come last.
    pub fn mapping(&mut self, below: &Node, patch: &Node) -> Node {
        let NodeKind::Mapping(own) = &patch.kind else { return patch.clone() };
        let mut entries = below.entries().to_vec();
        for (key, value) in own.iter().filter(|(key, value)| !is_verb(key, value)) {
            let at = entries.iter().position(|(known, _)| known.value == key.value);
            let standing = at.map(|at| &entries[at].1).filter(|node| node.kind != NodeKind::Removed);
            let merged = (key.clone(), self.value(standing, key, value));
            match at {
                Some(at) => entries[at] = merged,
                None => entries.push(merged),
            }
        }
        Node { span: patch.span, kind: NodeKind::Mapping(entries) }
    }

    /// What becomes of the value below a key, or of an item below an id.
    pub fn value(&mut self, below: Option<&Node>, key: &Spanned<String>, patch: &Node) -> Node {
        match (verb(patch, self.sink), below) {
            (Said::Verb(verb), None) => {
                self.sink.push(say::of_nothing(&key.value, &verb, None));
                // A replacement is whole, so that the check can go on; of the others nothing is left.
                if verb.value == Verb::Replace { strip(patch) } else { Node { span: verb.span, kind: NodeKind::Removed } }
            }
            (Said::Verb(Spanned { value: Verb::Remove, span }), Some(_)) => {
                if let Some((other, _)) = patch.entries().iter().find(|(key, value)| !is_verb(key, value)) {
                    self.sink.push(say::more_than_remove(other.span));
                }
                Node { span, kind: NodeKind::Removed }
            }
            (Said::Verb(Spanned { value: Verb::Replace, .. }), _) => strip(patch),
            (Said::Nonsense, below) => below.cloned().unwrap_or(Node { span: patch.span, kind: NodeKind::Removed }),
            // An open point is one value and no mapping of parts.
            (_, Some(below)) if open_point(below) != open_point(patch) => patch.clone(),
            (_, Some(below)) => match (&below.kind, &patch.kind) {
                (NodeKind::Mapping(_), NodeKind::Mapping(_)) => self.mapping(below, patch),
                (NodeKind::Sequence(_), NodeKind::Mapping(_)) => list::apply(self, below, patch),
                _ => patch.clone(),
            },
            (Said::Nothing, None) => match &patch.kind {
                // There may be verbs deeper down that find nothing either.
                NodeKind::Mapping(_) => self.mapping(&Node { span: patch.span, kind: NodeKind::Mapping(Vec::new()) }, patch),
                _ => patch.clone(),
            },
        }
    }
}

/// The point that a value of a rule set leaves open.
fn open_point(node: &Node) -> Option<String> {
    node.get("undecided").and_then(Node::text).map(|point| point.value)
}
