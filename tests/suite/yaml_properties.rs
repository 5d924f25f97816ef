//! The strict YAML reader on generated texts: values come back equal, another reader agrees, and nothing breaks it.

use crate::effort::cpu_time;
use crate::yaml::{Book, Means, read, tree};
use proptest::prelude::*;
use serde::Deserialize;
use shirube::diag::Sink;
use shirube::load::yaml::{Keyed, Node, NodeKind, decode};
use std::collections::BTreeMap;
use std::time::Duration;

#[derive(Clone, Debug, PartialEq)]
enum Tree {
    Text(String),
    List(Vec<Tree>),
    Map(BTreeMap<String, Tree>),
}

impl Tree {
    fn of(node: &Node) -> Self {
        match &node.kind {
            NodeKind::Scalar(text) => Self::Text(text.clone()),
            NodeKind::Sequence(items) => Self::List(items.iter().map(Self::of).collect()),
            NodeKind::Mapping(entries) => Self::Map(entries.iter().map(|(key, node)| (key.value.clone(), Self::of(node))).collect()),
            NodeKind::Empty | NodeKind::Refused | NodeKind::Removed => Self::Text(String::new()),
        }
    }

    /// JSON is YAML; long keys need the explicit `?`.
    fn write(&self) -> String {
        match self {
            Self::Text(text) => quoted(text),
            Self::List(items) => format!("[{}]", items.iter().map(Self::write).collect::<Vec<_>>().join(", ")),
            Self::Map(entries) => {
                let entries: Vec<_> = entries.iter().map(|(key, tree)| format!("{}: {}", quoted(key), tree.write())).collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    /// The same in block form.
    fn write_block(&self, indent: usize) -> String {
        let margin = " ".repeat(indent);
        match self {
            Self::List(items) if !items.is_empty() => {
                items.iter().map(|item| format!("\n{margin}- {}", item.write_block(indent + 2))).collect()
            }
            Self::Map(entries) if !entries.is_empty() => {
                entries.iter().map(|(key, tree)| format!("\n{margin}{}: {}", quoted(key), tree.write_block(indent + 2))).collect()
            }
            _ => self.write(),
        }
    }
}

fn quoted(text: &str) -> String {
    let mut out = "\"".to_owned();
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            letter if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') => {
                out.push_str(&format!("\\U{:08x}", u32::from(letter)));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

fn trees() -> impl Strategy<Value = Tree> {
    let text = prop_oneof![any::<String>(), "[ -~ぁ-ん：　\n#&*!|>%@]{0,12}"];
    let leaf = text.prop_map(Tree::Text);
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Tree::List),
            prop::collection::btree_map("[ -~ぁ-ん：　]{0,20}", inner, 0..6).prop_map(Tree::Map),
        ]
    })
}

/// Texts that are often nearly YAML: pieces of structure and of Japanese in any order.
fn scraps() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a: ", "b:\n", "- ", "  ", "\n", "\"", "'", "[", "]", "{", "}", ", ", "# ", "|\n", ">-\n", "&x ", "*x ", "!t ", "? ", ": ",
        "---\n", "...\n", "：", "　", "日本", "\t", "\r\n", "<<: ", "~", "010", "\\", "%", "@", "\u{feff}", "\u{0}", "“", "ー",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn survives(text: &str) {
    assert!(cpu_time(|| check(text)) < Duration::from_secs(1));
}

fn check(text: &str) {
    let (node, sink) = tree(text);
    assert!(node.is_some() || !sink.is_empty(), "nothing came out and nothing was said");
    for diagnostic in sink.iter() {
        for label in &diagnostic.labels {
            assert!(text.get(label.span.range()).is_some(), "{diagnostic:?} is not a place of the text");
        }
    }
    if let Some(node) = node {
        let mut sink = Sink::default();
        let _: Option<Book> = decode(&node, &mut sink);
        let _: Option<Keyed<Vec<Means>>> = decode(&node, &mut sink);
        for diagnostic in sink.iter() {
            assert!(text.get(diagnostic.span().expect("a place").range()).is_some(), "{diagnostic:?} is not a place of the text");
        }
    }
}

proptest! {
    #[test]
    fn any_tree_written_in_quotes_reads_back_equal(tree_in in trees()) {
        for text in [tree_in.write(), tree_in.write_block(0)] {
            let (node, sink) = tree(&text);
            prop_assert!(sink.is_empty(), "{text}\n{:?}", sink);
            prop_assert_eq!(&Tree::of(&node.expect("a tree")), &tree_in);
        }
    }

    #[test]
    fn the_other_reader_gives_the_same_values(list in prop::collection::vec("[ -~ぁ-ん一-三]{0,14}", 0..6), map in prop::collection::btree_map("[a-zあ-お]{1,5}", "[ -~ぁ-ん]{0,14}", 0..6)) {
        let text = format!("list:{}\nmap:{}\n",
            if list.is_empty() { " []".to_owned() } else { list.iter().map(|item| format!("\n  - {item}")).collect::<String>() },
            if map.is_empty() { " {}".to_owned() } else { map.iter().map(|(key, value)| format!("\n  {key}: {value}")).collect::<String>() });
        #[derive(Debug, Deserialize, PartialEq)]
        struct Both { list: Vec<String>, map: BTreeMap<String, String> }
        let (ours, _) = read::<Both>(&text);
        if let Some(ours) = ours {
            prop_assert_eq!(serde_yaml::from_str::<Both>(&text).ok(), Some(ours), "{}", text);
        }
    }

    #[test]
    fn no_scraps_break_it(text in scraps()) {
        survives(&text);
    }

    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        survives(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_damage_to_good_yaml_breaks_it(at in any::<prop::sample::Index>(), cut in 0..8usize, put in "[\\[\\]{}:\"'|>&*!#,\n\t a-c-]{0,4}") {
        let good = "title: 手引き\ndesks:\n  - name: \"一\"\n    phone: 0134-32-4111\n    floors: [1, 2]\n    means:\n      - due: 3\n      - next-month: {day: 5}\n  - name: |\n      二\n    phone: '2' # 注\n";
        let letters: Vec<char> = good.chars().collect();
        let from = at.index(letters.len());
        let to = (from + cut).min(letters.len());
        let text: String = letters[..from].iter().copied().chain(put.chars()).chain(letters[to..].iter().copied()).collect();
        survives(&text);
    }
}
