//! A town changes a flow of its base: boxes by their ids, everything else whole.

use super::{check, errors, three_layers};
use crate::flows::sample;
use crate::harness::Handbook;
use shirube::model::Flow;

/// Three layers, with the flow in the base and what the prefecture and the town say of it; nothing where it says nothing.
fn layers(ken: &str, town: &str) -> Handbook {
    let book = sample::whole(three_layers("", ""));
    let flow = std::fs::read(book.root().join(sample::FLOW)).expect("the flow");
    book.write("base/flows/nagare.yml", &flow);
    let mut book = book.without(sample::FLOW);
    for (layer, text) in [("ken", ken), ("site", town)] {
        if !text.is_empty() {
            book = book.files(&format!("-- {layer}/flows/nagare.yml --\n{text}\n"));
        }
    }
    book
}

fn flow(ken: &str, town: &str) -> Flow {
    let book = layers(ken, town);
    let loaded = check(&book.site());
    assert!(errors(&loaded).is_empty(), "{}", book.check().human());
    loaded.site.and_then(|mut site| site.flows.remove("nagare")).expect("the flow")
}

fn ids(flow: &Flow) -> Vec<&str> {
    flow.nodes.iter().map(|node| node.id.value.as_str()).collect()
}

#[test]
fn a_patch_changes_the_box_that_it_names_and_leaves_the_others() {
    let below = flow("", "");
    let above = flow("", "overlay: patch\ntitle: 町の流れ\nnodes: {patch: {gather: {items: [町で聞く]}, done: {text: 町で見守る}}}");
    assert_eq!((above.title.value.as_str(), ids(&above)), ("町の流れ", ids(&below)));
    let items = |flow: &Flow| flow.node("gather").expect("the box").items.iter().map(|item| item.value.clone()).collect::<Vec<_>>();
    assert_eq!(items(&above), ["町で聞く"]);
    assert_eq!(above.node("done").and_then(|node| node.text.as_ref()).map(|text| text.value.as_str()), Some("町で見守る"));
    let arrow = |flow: &Flow| flow.node("gather").map(|node| (node.next[0].to.value.clone(), node.next[0].is_inferred));
    assert_eq!(arrow(&above), arrow(&below), "its arrows stay");
}

#[test]
fn boxes_come_and_go_where_the_town_says_and_arrows_are_replaced_as_a_whole() {
    let above = flow(
        "",
        "overlay: patch\nnodes:\n  remove: [calm, done]\n  patch: {meeting: {next: [worried, police]}}\n  add: [{id: police, kind: party, who: [agency:dial-110], lane: agencies, after: worried}]",
    );
    assert_eq!(ids(&above), ["notice", "gather", "met", "meeting", "worried", "police", "centre", "guidance", "care"]);
    let arrows = |id: &str| above.node(id).expect("the box").next.iter().map(|edge| edge.to.value.clone()).collect::<Vec<_>>();
    assert_eq!(arrows("meeting"), ["worried", "police"]);
}

#[test]
fn the_town_has_the_last_word_over_the_prefecture() {
    let text = |town: &str| {
        let above = flow("overlay: patch\nnodes: {patch: {done: {text: 県で見守る}}}", town);
        above.node("done").and_then(|node| node.text.clone()).expect("a text").value
    };
    assert_eq!(text(""), "県で見守る");
    assert_eq!(text("overlay: patch\nnodes: {patch: {done: {text: 町で見守る}}}"), "町で見守る");
}

#[test]
fn a_flow_may_be_replaced_and_taken_away_as_a_whole() {
    let own = "overlay: replace\ntitle: 町だけの流れ\nnodes: [{id: start, kind: start, text: はじまり, next: [end]}, {id: end, kind: outcome, text: 終わり}]";
    assert_eq!(ids(&flow("", own)), ["start", "end"]);
    let book = layers("", "overlay: remove");
    assert!(check(&book.site()).site.expect("a site").flows.is_empty());
}

#[test]
fn a_patch_that_breaks_the_flow_is_named_in_the_layer_that_made_it() {
    for (town, wanted) in [
        ("overlay: patch\nnodes: {remove: [gather]}", "F103"),
        ("overlay: patch\nnodes: {patch: {meeting: {next: [nowhere]}}}", "F103"),
        ("overlay: patch\nnodes: {patch: {nothing: {text: 何か}}}", "S105"),
        ("overlay: patch\nnodes: {add: [{id: done, kind: outcome, text: また, lane: school}]}", "S104"),
        ("overlay: patch\nnodes: {patch: {done: {txt: 何か}}}", "Y102"),
        ("overlay: patch\nnodes: {add: [{id: new, kind: action, text: 何か}]}", "F111"),
        ("title: 同じ id\nnodes: [{id: start, kind: start, text: はじまり}]", "S104"),
    ] {
        assert_eq!(errors(&check(&layers("", town).site())), [wanted], "{town}");
    }
}

#[test]
fn a_link_to_a_flow_that_the_town_took_away_says_who_did() {
    let book = layers("", "overlay: remove").replace("base/guide/hajime.md", "本文です。", "![](flow:nagare)");
    let said = book.check().human();
    assert!(said.contains("M202") && said.contains("取り除いています"), "{said}");
}
