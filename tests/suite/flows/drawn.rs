//! The drawing and the list of a flow are one graph.

use super::sample::whole;
use super::shown::{Shown, faces, ids};
use crate::facts::fold;
use crate::harness::{Handbook, html_files};
use shirube::build::{self, BuildOutcome};
use shirube::model::{Audience, Flow, FlowNodeKind, Site};
use std::collections::BTreeMap;
use std::path::Path;

/// A handbook of `content/`, built: its model and its pages.
pub fn built(name: &str) -> (Site, BTreeMap<String, String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(name);
    let out = tempfile::tempdir().expect("a temporary folder");
    let result = build::build_site(&folder, &out.path().join(name), Audience::Public, &|_, _| {});
    assert!(matches!(result.outcome, BuildOutcome::Published { .. }), "{name}");
    let site = build::check_site(&folder).site.expect("it was read").for_audience(Audience::Public);
    (site, html_files(&out.path().join(name)))
}

/// What the model says of the arrows, as a face shows them.
fn graph(flow: &Flow) -> BTreeMap<(String, String), (usize, usize, usize)> {
    let mut arrows: BTreeMap<(String, String), (usize, usize, usize)> = BTreeMap::new();
    for (from, edge) in flow.edges() {
        let known = arrows.entry((flow.nodes[from].id.value.clone(), edge.to.value.clone())).or_default();
        known.0 += 1;
        known.1 += usize::from(edge.is_inferred);
        known.2 += usize::from(edge.is_both);
    }
    arrows
}

/// The differences of the two faces of a flow from its model and from each other.
fn differences(flow: &Flow, drawing: &Shown, list: &Shown) -> Vec<String> {
    let mut problems = Vec::new();
    let mut say = |problem: String| problems.push(format!("{}: {problem}", flow.id));
    let nodes = flow.nodes.iter().map(|node| node.id.value.as_str()).collect();
    for (face, shown) in [("drawing", drawing), ("list", list)] {
        if ids(shown) != nodes {
            say(format!("the {face} has {:?}", ids(shown)));
        }
        let arrows: BTreeMap<_, _> =
            shown.arrows.iter().map(|(ends, arrows)| (ends.clone(), (arrows.count, arrows.inferred, arrows.both))).collect();
        if arrows != graph(flow) {
            say(format!("the {face} has the arrows {arrows:?} and not {:?}", graph(flow)));
        }
    }
    for (id, words) in &list.boxes {
        let drawn = drawing.boxes.get(id).map(String::as_str).unwrap_or_default();
        // The list says in brackets of which group and lane a box is; the drawing shows it.
        let head = words.split('(').next().unwrap_or_default();
        if !drawn.contains(head) {
            say(format!("「{head}」 is listed in {id} and not drawn: {drawn}"));
        }
    }
    problems
}

/// The bullets and people of the list stand in the drawing too, letter by letter.
fn bullets(flow: &Flow, html: &str, drawing: &Shown) -> Vec<String> {
    let document = scraper::Html::parse_document(html);
    let lines = format!("figure[data-flow='{}'] .flow__list > li", flow.id);
    let (lines, pieces) = (selector(&lines), selector(":scope > ul:not(.flow__ways) > li, :scope > p:not(.flow__name)"));
    let mut problems = Vec::new();
    let listed: Vec<&str> = document.select(&lines).filter_map(|item| item.attr("data-node")).collect();
    if listed != flow.nodes.iter().map(|node| node.id.value.as_str()).collect::<Vec<_>>() {
        problems.push(format!("{}: the list does not keep the order of reading: {listed:?}", flow.id));
    }
    for item in document.select(&lines) {
        let id = item.attr("data-node").unwrap_or_default();
        for piece in item.select(&pieces) {
            let said = fold(&piece.text().collect::<String>());
            if !drawing.boxes.get(id).is_some_and(|drawn| drawn.contains(&said)) {
                problems.push(format!("{}/{id}: 「{said}」 is listed and not drawn", flow.id));
            }
        }
    }
    problems
}

fn selector(text: &str) -> scraper::Selector {
    scraper::Selector::parse(text).expect("a selector")
}

#[test]
fn drawing_and_list_of_every_flow_of_the_handbooks_hold_the_same_boxes_arrows_and_words() {
    let mut count = 0;
    let mut problems = Vec::new();
    for name in ["otaru", "kaigi", "memuro", "musashino"] {
        let (site, pages) = built(name);
        for flow in site.flows.values() {
            let html = &pages[&format!("flows/{}.html", flow.id)];
            let (drawing, list) = faces(html, flow.id.as_str());
            problems.extend(differences(flow, &drawing, &list));
            problems.extend(bullets(flow, html, &drawing));
            count += 1;
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
    assert!(count >= 60, "{count} flows");
}

#[test]
fn a_difference_of_the_faces_is_found() {
    let book = whole(Handbook::new());
    let site = build::check_site(&book.site()).site.expect("it is whole");
    let flow = &site.flows["nagare"];
    let html = &book.build()["flows/nagare.html"];
    let (drawing, list) = faces(html, "nagare");
    assert_eq!(differences(flow, &drawing, &list), Vec::<String>::new());
    let without = |part: &str| html.replacen(part, "", 1);
    for defect in [
        without("data-from=\"met\""),
        html.replacen("data-node=\"care\"", "data-node=\"careful\"", 1),
        html.replacen(">見守る</text>", ">見る</text>", 1),
        html.replacen("<li>⇄ ", "<li>→ ", 1),
        html.replacen("（推定）", "", 1),
    ] {
        assert_ne!(&defect, html, "the defect is one");
        let (drawing, list) = faces(&defect, "nagare");
        let found = differences(flow, &drawing, &list);
        assert!(!found.is_empty());
    }
}

#[test]
fn a_box_of_each_kind_says_what_it_is() {
    let html = &whole(Handbook::new()).build()["flows/nagare.html"];
    let (_, list) = faces(html, "nagare");
    for (id, words) in [("notice", "はじまり"), ("met", "問い"), ("calm", "場合"), ("care", "留意")] {
        assert!(list.boxes[id].contains(words), "{id}: {}", list.boxes[id]);
    }
    assert_eq!(FlowNodeKind::ALL.len(), 9);
}
