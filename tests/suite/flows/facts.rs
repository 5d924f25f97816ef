//! What the source documents draw stands in the flows of the handbooks: every box, participant, bullet and arrow.

use super::drawn::built;
use super::shown::{Shown, faces};
use crate::facts::fold;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The handbook whose page shows a flow of the sources.
fn home(flow: &str) -> &'static str {
    if flow == "kunitachi" { "kaigi" } else { "otaru" }
}

/// What a face lacks of a row: its kind, its place in the flow, and the words.
fn lacks(shown: &Shown, kind: &str, place: &str, words: &str) -> Option<String> {
    let missing =
        |text: &str| words.split('|').filter(|word| !word.is_empty() && !text.contains(&fold(word))).collect::<Vec<_>>().join("、");
    let lacking = match (kind, place.split_once('>')) {
        ("box" | "with" | "item", None) => match shown.boxes.get(place) {
            Some(text) => missing(&format!("{text}{}", shown.lanes)),
            None => "the box".to_owned(),
        },
        ("arrow" | "guess", Some((from, to))) => match shown.arrows.get(&(from.to_owned(), to.to_owned())) {
            Some(arrows) if (arrows.inferred > 0) == (kind == "guess") => {
                missing(&format!("{}{}", shown.labels, shown.boxes.values().cloned().collect::<String>()))
            }
            Some(_) => format!("an arrow that is {kind}"),
            None => "the arrow".to_owned(),
        },
        _ => panic!("{kind} {place} is no row"),
    };
    (!lacking.is_empty()).then_some(lacking)
}

#[test]
fn everything_that_the_sources_draw_stands_in_the_drawing_and_the_list_of_its_flow() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sites: BTreeMap<&str, _> = ["otaru", "kaigi"].into_iter().map(|name| (name, built(name))).collect();
    let table = fs::read_to_string(root.join("tests/facts/flows.tsv")).expect("the facts");
    let mut faces_of: BTreeMap<String, (Shown, Shown)> = BTreeMap::new();
    let (mut rows, mut problems) = (0, Vec::new());
    for row in table.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [_, kind, place, words, _] = columns[..] else { panic!("five columns: {row}") };
        let (flow, at) = place.split_once('/').expect("a flow and a place in it");
        let (site, pages) = &sites[home(flow)];
        rows += 1;
        if kind == "goes-on" {
            let (from, to) = at.split_once('>').expect("from a box to a flow");
            let goes_on = site.flows[flow].node(from).is_some_and(|node| node.continues.iter().any(|flow| flow.value.id == to));
            if !goes_on || !pages[&format!("flows/{flow}.html")].contains(&format!("flows/{to}.html")) {
                problems.push(format!("{row}: it does not go on"));
            }
            continue;
        }
        let (drawing, list) = faces_of.entry(flow.to_owned()).or_insert_with(|| faces(&pages[&format!("flows/{flow}.html")], flow));
        for (face, shown) in [("drawing", &*drawing), ("list", &*list)] {
            problems.extend(lacks(shown, kind, at, words).map(|lacking| format!("{row}: the {face} lacks {lacking}")));
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!((rows, faces_of.len()), (750, 24));
}

#[test]
fn every_flow_stands_on_the_page_that_it_belongs_to() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sites: BTreeMap<&str, _> = ["otaru", "kaigi"].into_iter().map(|name| (name, built(name).1)).collect();
    let table = fs::read_to_string(root.join("tests/facts/flow-embeds.tsv")).expect("the embeds");
    let mut problems = Vec::new();
    for row in table.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [file, _, embed, _] = columns[..] else { panic!("four columns: {row}") };
        let (layer, page) = file.trim_start_matches("content/").split_once("/guide/").expect("a page of a handbook");
        let pages = &sites[if layer == "common" { "otaru" } else { layer }];
        let html = &pages[&format!("guide/{}", page.replace(".md", ".html"))];
        let flow = embed.trim_start_matches("![](flow:").trim_end_matches(')');
        if !html.contains(&format!("data-flow=\"{flow}\"")) {
            problems.push(row);
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
}
