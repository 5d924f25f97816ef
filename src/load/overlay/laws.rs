//! Laws of the overlay, for any tree and any page.

use super::patch::Patcher;
use super::{Part, compose};
use crate::diag::{Sink, SourceId, Span, Spanned};
use crate::load::yaml::{Node, NodeKind};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What a tree says, whatever its places.
fn said(node: &Node) -> String {
    match &node.kind {
        NodeKind::Scalar(text) => format!("{text:?}"),
        NodeKind::Sequence(items) => format!("[{}]", items.iter().map(said).collect::<Vec<_>>().join(", ")),
        NodeKind::Mapping(entries) => {
            let shown = entries.iter().filter(|(_, value)| value.kind != NodeKind::Removed);
            format!("{{{}}}", shown.map(|(key, value)| format!("{}: {}", key.value, said(value))).collect::<Vec<_>>().join(", "))
        }
        other => format!("{other:?}"),
    }
}

fn node(kind: NodeKind) -> Node {
    Node { span: Span::new(SourceId(0), 0, 0), kind }
}

fn text(text: &str) -> Node {
    node(NodeKind::Scalar(text.to_owned()))
}

fn mapping(entries: Vec<(String, Node)>) -> Node {
    let mut seen = BTreeSet::new();
    let entries = entries.into_iter().filter(|(key, _)| seen.insert(key.clone()));
    node(NodeKind::Mapping(entries.map(|(key, value)| (Spanned::new(key, Span::new(SourceId(0), 0, 0)), value)).collect()))
}

/// Trees of texts, lists without ids, lists with ids, and mappings.
fn tree() -> impl Strategy<Value = Node> {
    let leaf = "[a-z]{0,3}".prop_map(|word| text(&word));
    leaf.prop_recursive(4, 24, 4, |inner| {
        let keyed = prop::collection::btree_map("[a-d]", inner.clone(), 0..4).prop_map(|items| {
            let item = |(id, value): (String, Node)| mapping(vec![("id".to_owned(), text(&id)), ("value".to_owned(), value)]);
            node(NodeKind::Sequence(items.into_iter().map(item).collect()))
        });
        prop_oneof![prop::collection::vec(inner.clone(), 0..4).prop_map(|items| node(NodeKind::Sequence(items))), keyed, whole(inner),]
    })
}

fn whole(inner: impl Strategy<Value = Node>) -> impl Strategy<Value = Node> {
    prop::collection::vec(("[e-k]{1,2}", inner), 0..4).prop_map(mapping)
}

fn patched(below: &Node, patch: &Node) -> (String, usize) {
    let mut sink = Sink::default();
    let merged = Patcher { sink: &mut sink }.mapping(below, patch);
    (said(&merged), sink.errors())
}

fn with_verb(verb: &str, node: &Node) -> Node {
    let entries = node.entries().iter().map(|(key, value)| (key.value.clone(), value.clone()));
    mapping(std::iter::once(("overlay".to_owned(), text(verb))).chain(entries).collect())
}

/// A body of sections with ids: the number of each and its text, quoted and listed things among it.
fn body(sections: &[(u8, String)]) -> String {
    let mut text = "前書き\n\n".to_owned();
    for (nth, (kind, words)) in sections.iter().enumerate() {
        let block = match kind % 4 {
            0 => words.clone(),
            1 => format!("- {words}\n- {words}"),
            2 => format!("> {words}"),
            _ => format!("```\n## {words}\n```"),
        };
        text.push_str(&format!("## 節 {{#s-{nth}}}\n\n{block}\n\n"));
    }
    text
}

fn part_of<'t>(nth: usize, text: &&'t str) -> Part<'t> {
    Part { text, span: Span::new(SourceId(nth as u32), 0, text.len()) }
}

fn composed(texts: &[&str]) -> (String, usize) {
    let part = |(nth, text)| part_of(nth, text);
    let parts: Vec<Part<'_>> = texts.iter().enumerate().map(part).collect();
    let mut sink = Sink::default();
    let body = compose(&parts, &mut sink, &mut |_, _| {});
    for (at, (start, span)) in body.pieces.iter().enumerate() {
        let typed = &texts[span.source.0 as usize][span.range()];
        assert!(body.text[*start as usize..].starts_with(typed), "piece {at} stands as it was typed");
    }
    (body.text, sink.errors())
}

fn blocks(text: &str) -> Vec<&str> {
    text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).collect()
}

proptest! {
    #[test]
    fn a_patch_with_nothing_changes_nothing(below in whole(tree())) {
        prop_assert_eq!(patched(&below, &mapping(Vec::new())), (said(&below), 0));
    }

    #[test]
    fn replacing_every_part_is_replacing_the_whole(below in whole(tree()), new in whole(tree())) {
        let gone = below.entries().iter().map(|(key, _)| key.value.clone()).filter(|key| new.entry(key).is_none());
        let mut parts: Vec<(String, Node)> = gone.map(|key| (key, with_verb("remove", &mapping(Vec::new())))).collect();
        for (key, value) in new.entries() {
            let replaces = below.entry(&key.value).is_some() && matches!(value.kind, NodeKind::Mapping(_));
            parts.push((key.value.clone(), if replaces { with_verb("replace", value) } else { value.clone() }));
        }
        let (merged, errors) = patched(&below, &mapping(parts));
        prop_assert_eq!(errors, 0);
        // The order of keys is that of the tree below, which no reader of mappings sees.
        let sorted = |text: &str| { let mut letters: Vec<char> = text.chars().collect(); letters.sort_unstable(); letters };
        prop_assert_eq!(sorted(&merged), sorted(&said(&new)));
    }

    #[test]
    fn a_value_that_is_set_twice_is_set(below in whole(tree()), value in "[a-z]{1,4}") {
        let patch = mapping(vec![("e".to_owned(), text(&value))]);
        let mut sink = Sink::default();
        let once = Patcher { sink: &mut sink }.mapping(&below, &patch);
        prop_assert_eq!(patched(&once, &patch), (said(&once), 0));
    }

    #[test]
    fn any_patch_onto_anything_ends_without_a_panic(below in tree(), patch in tree(), verb in "replace|patch|remove|x") {
        let _ = patched(&below, &patch);
        let _ = patched(&below, &with_verb(&verb, &patch));
        let lists = mapping(vec![("add".to_owned(), patch.clone()), ("patch".to_owned(), patch.clone()), ("remove".to_owned(), patch)]);
        let below = mapping(vec![("e".to_owned(), below)]);
        let _ = patched(&below, &mapping(vec![("e".to_owned(), lists)]));
    }

    #[test]
    fn a_page_patched_with_nothing_is_the_page(sections in prop::collection::vec((0u8..4, "[a-z]{1,5}"), 0..5)) {
        let below = body(&sections);
        prop_assert_eq!(composed(&[&below, ""]), (below.clone(), 0));
        prop_assert_eq!(composed(&[&below, "\n", " \n"]), (below, 0));
    }

    #[test]
    fn replacing_every_section_is_replacing_the_page(sections in prop::collection::vec((0u8..4, "[a-z]{1,5}", "[a-z]{1,5}"), 1..5)) {
        let below = body(&sections.iter().map(|(kind, old, _)| (*kind, old.clone())).collect::<Vec<_>>());
        let new = body(&sections.iter().map(|(kind, _, new)| (*kind, new.clone())).collect::<Vec<_>>());
        let patch = new.trim_start_matches("前書き").replace('}', " overlay=replace}");
        let (text, errors) = composed(&[&below, &patch]);
        prop_assert_eq!(errors, 0);
        let text = text.replace(" overlay=replace}", "}");
        prop_assert_eq!(blocks(&text), blocks(&new));
    }

    #[test]
    fn any_text_onto_any_text_ends_without_a_panic(below in "[#a{}=:> `\n\\[\\]^-]{0,60}", patch in "(## a \\{#s-0 overlay=(before|after|replace|remove)\\}\n)?[#a{}> `\n\\[\\]^-]{0,40}") {
        let below = format!("## x {{#s-0}}\n{below}");
        let _ = composed(&[&below, &patch, &patch]);
    }
}
