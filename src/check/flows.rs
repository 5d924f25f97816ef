//! Flows hold together: what arrows, notes, lanes and groups name is there, every box is reached, every way ends where ways may end, a
//! question leaves a way for those who do not know, and people, links and pages exist.

use super::links;
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned, nearest};
use crate::model::{CROWDED_FLOW_NODES, Flow, FlowNode, FlowNodeKind, FlowPart, Reference, Site};
use std::collections::{BTreeMap, BTreeSet};

/// Words in an answer that leave a way for those who do not know, or for what is none of the other answers.
const WAYS_OUT: [&str; 8] = ["分からない", "わからない", "不明", "その他", "どちらでもない", "どれでもない", "other", "not known"];

pub(super) fn check(site: &Site, sink: &mut Sink) {
    for flow in site.flows.values() {
        names(flow, sink);
        shape(flow, sink);
        references(site, flow, sink);
    }
}

/// What is named within the flow is there.
fn names(flow: &Flow, sink: &mut Sink) {
    let ids: Vec<&str> = flow.nodes.iter().map(|node| node.id.value.as_str()).collect();
    for node in &flow.nodes {
        let arrows = node.next.iter().map(|edge| &edge.to);
        for named in arrows.chain(&node.about).filter(|named| !ids.contains(&named.value.as_str())) {
            sink.push(unknown(named, ("箱", "box"), &ids));
        }
        for (named, parts, what) in [(&node.lane, &flow.lanes, ("レーン", "lane")), (&node.group, &flow.groups, ("グループ", "group"))]
        {
            let known: Vec<&str> = parts.iter().map(|part: &FlowPart| part.id.value.as_str()).collect();
            sink.extend(named.iter().filter(|named| !known.contains(&named.value.as_str())).map(|named| unknown(named, what, &known)));
        }
    }
}

fn unknown(named: &Spanned<String>, (ja, en): (&str, &str), known: &[&str]) -> Diagnostic {
    let (ja, en) = (format!("この流れに「{}」という{ja}はありません", named.value), format!("the flow has no {en} `{}`", named.value));
    let problem = Diagnostic::new(Code::FlowUnknownNode, named.span, ja, en);
    match nearest(&named.value, known.iter().copied()) {
        Some(meant) => problem.help(format!("もしかして「{meant}」ですか"), format!("did you mean `{meant}`?")),
        None => problem.help("id のつづりを確かめます", "check the spelling of the id"),
    }
}

/// The graph as a whole.
fn shape(flow: &Flow, sink: &mut Sink) {
    if !flow.nodes.iter().any(|node| node.kind == FlowNodeKind::Start) && flow.edges().next().is_some() {
        let (ja, en) = ("はじまりの箱がありません", "no box is a start");
        sink.push(
            Diagnostic::new(Code::FlowWithoutStart, flow.title.span, ja, en)
                .help("最初の箱を kind: start にします", "make the first box a `start`"),
        );
    }
    if let Some(node) = flow.nodes.get(CROWDED_FLOW_NODES) {
        let (ja, en) = (format!("箱が {} あります", flow.nodes.len()), format!("{} boxes", flow.nodes.len()));
        sink.push(
            Diagnostic::new(Code::FlowCrowded, node.id.span, ja, en)
                .help("流れを分けて continues: でつなぎます", "split the flow, and join the parts by `continues:`"),
        );
    }
    // A figure without arrows is no way that could break.
    if flow.edges().next().is_none() {
        return;
    }
    let reached = reached(flow);
    for (at, node) in flow.nodes.iter().enumerate() {
        if !reached.contains(&at) && node.kind != FlowNodeKind::Note {
            let (ja, en) = (format!("「{}」へ行く道がありません", node.id.value), format!("no way leads to `{}`", node.id.value));
            sink.push(
                Diagnostic::new(Code::FlowUnreachable, node.id.span, ja, en)
                    .help("前の箱の next: に書きます", "name it in the `next:` of a box before it"),
            );
        }
        if !node.kind.ends() && node.next.is_empty() && node.continues.is_empty() {
            let (ja, en) = (format!("「{}」で道が切れています", node.id.value), format!("the way ends in `{}`", node.id.value));
            sink.push(
                Diagnostic::new(Code::FlowDeadEnd, node.id.span, ja, en)
                    .help("next: か continues: を書くか、kind: outcome にします", "write `next:` or `continues:`, or make it an `outcome`"),
            );
        }
        answers(node, sink);
    }
}

/// Boxes to which a way leads from a start; an arrow both ways leads both ways, and from a person or body ways begin too.
fn reached(flow: &Flow) -> BTreeSet<usize> {
    let place: BTreeMap<&str, usize> = flow.nodes.iter().enumerate().map(|(at, node)| (node.id.value.as_str(), at)).collect();
    let begins = |node: &FlowNode| matches!(node.kind, FlowNodeKind::Start | FlowNodeKind::Party);
    let mut waiting: Vec<usize> = flow.nodes.iter().enumerate().filter(|(_, node)| begins(node)).map(|(at, _)| at).collect();
    let mut reached: BTreeSet<usize> = waiting.iter().copied().collect();
    while let Some(at) = waiting.pop() {
        let forward = flow.nodes[at].next.iter().filter_map(|edge| place.get(edge.to.value.as_str()).copied());
        let back = flow.edges().filter(|(_, edge)| edge.is_both && place.get(edge.to.value.as_str()) == Some(&at)).map(|(from, _)| from);
        for next in forward.chain(back).collect::<Vec<_>>() {
            if reached.insert(next) {
                waiting.push(next);
            }
        }
    }
    reached
}

/// The arrows of one box tell apart where to go.
fn answers(node: &FlowNode, sink: &mut Sink) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for label in node.next.iter().filter(|edge| edge.number.is_none()).filter_map(|edge| edge.label.as_ref()) {
        if let Some(first) = seen.insert(&label.value, label.span).filter(|_| node.kind == FlowNodeKind::Question) {
            let (ja, en) = (format!("「{}」の矢印が二つあります", label.value), format!("two arrows say `{}`", label.value));
            sink.push(
                Diagnostic::new(Code::FlowLabelTwice, label.span, ja, en)
                    .also(first, "もう一つはここ", "the other one")
                    .help("どちらへ進むか分かる言葉にします", "say which way to go"),
            );
        }
    }
    let leaves_a_way =
        node.next.iter().filter_map(|edge| edge.label.as_ref()).any(|label| WAYS_OUT.iter().any(|word| label.value.contains(word)));
    if node.kind == FlowNodeKind::Question && !leaves_a_way {
        let (ja, en) = ("「分からない」や「その他」のときの道がありません", "no way on for those who do not know");
        sink.push(
            Diagnostic::new(Code::FlowQuestionClosed, node.id.span, ja, en)
                .help("label: 分からない の矢印を足し、だれに確かめるかへつなぎます", "add an arrow for what is not known, to whom to ask"),
        );
    }
}

/// People, links, pages and other flows exist.
fn references(site: &Site, flow: &Flow, sink: &mut Sink) {
    let of_node = |node: &'_ FlowNode| -> Vec<Spanned<Reference>> {
        node.who.named.iter().chain(&node.with.named).chain(&node.links).chain(&node.continues).cloned().collect()
    };
    for reference in flow.nodes.iter().flat_map(of_node).chain(flow.page.clone()) {
        links::check_reference(site, &reference.value, reference.span, sink);
    }
}
