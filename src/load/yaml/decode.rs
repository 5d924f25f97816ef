//! The loop around serde that finds all mistakes: decode, report the first fault, mark it, decode again.
//!
//! A marked key or value is left out. A key that is missing gets a stand-in at the end of its mapping, after everything that was
//! written there has been read. A mapping that cannot be completed even so is left out itself, without a message.

use super::de::read;
use super::fault::{Fault, Place, Problem};
use super::report;
use super::{MAX_REPORTS, Node, NodeKind};
use crate::diag::{Diagnostic, Sink, Span, Spanned, nearest};
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;
use unicode_normalization::UnicodeNormalization;

/// Reads a tree into a type. Every mistake is pushed to `sink`; `Some` only if there was none. (What [`parse`](super::parse()) reported and
/// could read past, as a duplicate key, is in the sink as well and does not hold the value back.)
pub fn decode<T: DeserializeOwned>(node: &Node, sink: &mut Sink) -> Option<T> {
    let mut marks = Marks::default();
    let mut reports = 0;
    loop {
        match read(PhantomData::<T>, node, &marks) {
            Ok(value) => return marks.is_clean().then_some(value),
            Err(fault) => match marks.take(fault) {
                Outcome::New(diagnostic) => {
                    reports += 1;
                    sink.push(*diagnostic);
                }
                Outcome::Known => {}
                Outcome::Stuck => return None,
            },
        }
        if reports == MAX_REPORTS {
            return None;
        }
    }
}

enum Outcome {
    New(Box<Diagnostic>),
    Known,
    Stuck,
}

/// What decoding leaves out or makes up. Nodes are told apart by their address, which is only looked up, never ordered in output.
#[derive(Default)]
pub(super) struct Marks<'n> {
    bad: BTreeSet<*const Node>,
    ignored: BTreeSet<*const Spanned<String>>,
    stand_ins: BTreeMap<*const Node, Vec<&'static str>>,
    /// Keys that are there under a misspelt name.
    excused: BTreeSet<(*const Node, &'static str)>,
    places: Vec<Span>,
    /// Refused nodes that were met; they are seen while serde holds the marks.
    refused: RefCell<BTreeSet<Span>>,
    tree: PhantomData<&'n Node>,
}

impl<'n> Marks<'n> {
    pub(super) fn is_bad(&self, node: &Node) -> bool {
        if node.kind == NodeKind::Refused {
            self.refused.borrow_mut().insert(node.span);
            return true;
        }
        !self.bad.is_empty() && self.bad.contains(&std::ptr::from_ref(node))
    }

    pub(super) fn is_ignored(&self, key: &Spanned<String>) -> bool {
        !self.ignored.is_empty() && self.ignored.contains(&std::ptr::from_ref(key))
    }

    pub(super) fn stand_ins(&self, map: &Node) -> &[&'static str] {
        self.stand_ins.get(&std::ptr::from_ref(map)).map_or(&[], Vec::as_slice)
    }

    fn is_clean(&self) -> bool {
        self.places.is_empty() && self.refused.borrow().is_empty()
    }

    /// Marks what a fault is about. Every call marks something new or ends the loop.
    fn take(&mut self, fault: Fault<'n>) -> Outcome {
        let (problem, place) = fault.into_parts();
        match (problem, place) {
            (_, None) => Outcome::Stuck,
            (Problem::MissingKey(name), Some(Place::Value { node, .. })) => self.missing(name, node),
            (Problem::UnknownKey { typed, known }, Some(Place::Key { key, map })) => {
                if !self.ignore(key) {
                    return Outcome::Stuck;
                }
                let meant = meant(&typed, known, map);
                self.excused.extend(meant.map(|name| (std::ptr::from_ref(map), name)));
                Outcome::New(Box::new(report::unknown_key(key, known, meant)))
            }
            (problem, Some(Place::Key { key, .. })) => {
                if !self.ignore(key) {
                    return Outcome::Stuck;
                }
                said(report::explain(problem, &NodeKind::Scalar(key.value.clone()), key.span))
            }
            (problem, Some(Place::Value { node, span })) => {
                // A check of the whole sees a value with holes; what it says may be wrong.
                let is_consequence = matches!(problem, Problem::Invalid(_)) && self.has_hole(node);
                if !self.bad.insert(std::ptr::from_ref(node)) {
                    return Outcome::Stuck;
                }
                self.places.push(node.span);
                if is_consequence { Outcome::Known } else { said(report::explain(problem, &node.kind, span)) }
            }
        }
    }

    fn missing(&mut self, name: &'static str, map: &Node) -> Outcome {
        let address = std::ptr::from_ref(map);
        let stand_ins = self.stand_ins.entry(address).or_default();
        if stand_ins.contains(&name) {
            self.places.push(map.span);
            return if self.bad.insert(address) { Outcome::Known } else { Outcome::Stuck };
        }
        stand_ins.push(name);
        let NodeKind::Mapping(entries) = &map.kind else { return Outcome::Known };
        let written = entries.iter().find(|(key, _)| key.value == name);
        if let Some((_, Node { kind: NodeKind::Removed, span })) = written {
            self.places.push(*span);
            return Outcome::New(Box::new(report::removed_key(name, *span)));
        }
        if written.is_some() || self.excused.contains(&(address, name)) {
            return Outcome::Known;
        }
        let span = entries.first().map_or(map.span, |(key, _)| key.span);
        self.places.push(span);
        Outcome::New(Box::new(report::missing_key(name, span)))
    }

    /// Whether something within a value was left out. Asked of the tree and not of places, for its parts may stand in several files.
    fn has_hole(&self, whole: &Node) -> bool {
        let is_hole = |node: &Node| {
            let address = std::ptr::from_ref(node);
            node.kind == NodeKind::Refused || self.bad.contains(&address) || self.stand_ins.contains_key(&address)
        };
        whole.items().iter().any(|item| is_hole(item) || self.has_hole(item))
            || whole.entries().iter().any(|(key, value)| self.is_ignored(key) || is_hole(value) || self.has_hole(value))
            || self.stand_ins.contains_key(&std::ptr::from_ref(whole))
    }

    fn ignore(&mut self, key: &Spanned<String>) -> bool {
        self.places.push(key.span);
        self.ignored.insert(std::ptr::from_ref(key))
    }
}

fn said(diagnostic: Option<Diagnostic>) -> Outcome {
    diagnostic.map_or(Outcome::Known, |diagnostic| Outcome::New(Box::new(diagnostic)))
}

/// The known key that a misspelt one stands for, if the mapping does not have it already. Full-width letters are folded first.
fn meant(typed: &str, known: &'static [&'static str], map: &Node) -> Option<&'static str> {
    let typed: String = typed.trim().nfkc().flat_map(char::to_lowercase).collect();
    let is_free =
        |name: &&&'static str| !matches!(&map.kind, NodeKind::Mapping(entries) if entries.iter().any(|(key, _)| key.value == ***name));
    nearest(&typed, known.iter().filter(is_free).copied()).and_then(|word| known.iter().copied().find(|name| *name == word))
}
