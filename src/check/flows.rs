//! Flows hold together: what arrows, notes, lanes and groups name is there, every box is reached, every way ends where ways may end, a
//! question leaves a way for those who do not know, boxes can be told apart, and people, links and pages exist.

use super::links;
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned, nearest};
use crate::model::{CROWDED_FLOW_NODES, Flow, FlowId, FlowNode, FlowNodeKind, FlowPart, LinkTarget, MAX_FLOW_NODES, Page, Reference, Site};
use std::collections::{BTreeMap, BTreeSet};

/// Words in an answer that leave a way for those who do not know, or for what is none of the other answers.
const WAYS_OUT: [&str; 8] = ["分からない", "わからない", "不明", "その他", "どちらでもない", "どれでもない", "other", "not known"];

pub(super) fn check(site: &Site, sink: &mut Sink) {
    site.pages.values().for_each(|page| embedded_once(site, page, sink));
    for flow in site.flows.values() {
        let before = sink.errors();
        names(flow, sink);
        // With an id twice or a name that nothing has, what is missing is not known.
        let ids: BTreeSet<&str> = flow.nodes.iter().map(|node| node.id.value.as_str()).collect();
        if sink.errors() == before && ids.len() == flow.nodes.len() {
            shape(flow, sink);
        }
        doubles(flow, sink);
        for reference in flow.references() {
            links::check_reference(site, &reference.value, reference.span, sink);
        }
    }
}

/// A flow stands on a page once, so that the ids of its boxes do.
fn embedded_once(site: &Site, page: &Page, sink: &mut Sink) {
    let mut seen: BTreeMap<&FlowId, Span> = BTreeMap::new();
    for link in page.links.iter().filter(|link| link.is_image) {
        let LinkTarget::Flow(flow, None) = site.link_target(Some(page), &link.target) else { continue };
        if let Some(first) = seen.insert(&flow.id, link.span) {
            let (ja, en) = ("この流れは、このページにもう載っています", "this page shows the flow already");
            let problem = Diagnostic::new(Code::EmbeddedTwice, link.span, ja, en).also(first, "最初はここ", "first here");
            sink.push(problem.help("片方を消すか、「!」を消してリンクにします", "delete one, or its `!` to make it a link"));
        }
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
        for edge in node.next.iter().filter(|edge| edge.to.value == node.id.value) {
            let (ja, en) = ("矢印が、出た箱にそのまま戻っています", "the arrow leads back to the box that it leaves");
            sink.push(Diagnostic::new(Code::FlowUnknownNode, edge.to.span, ja, en).help("つぎの箱の id にします", "name another box"));
        }
        if node.lane.is_none() && node.kind != FlowNodeKind::Note && !flow.lanes.is_empty() {
            let (ja, en) = (format!("「{}」に lane: がありません", node.id.value), format!("`{}` has no `lane:`", node.id.value));
            let known = flow.lanes.iter().map(|lane| lane.id.value.as_str()).collect::<Vec<_>>();
            sink.push(Diagnostic::new(Code::FlowWithoutLane, node.id.span, ja, en).help(
                format!("lane: に {} のどれかを書きます", known.join("、")),
                format!("write one of {} after `lane:`", known.join(", ")),
            ));
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
    if let Some(node) = flow.nodes.get(CROWDED_FLOW_NODES).filter(|_| flow.nodes.len() <= MAX_FLOW_NODES) {
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
    ways_in(flow, sink);
    for node in &flow.nodes {
        if !node.kind.ends() && node.next.is_empty() && node.continues.is_empty() {
            let (ja, en) = (format!("「{}」で道が切れています", node.id.value), format!("the way ends in `{}`", node.id.value));
            sink.push(
                Diagnostic::new(Code::FlowDeadEnd, node.id.span, ja, en)
                    .help("next: か continues: を書くか、kind: outcome にします", "write `next:` or `continues:`, or make it an `outcome`"),
            );
        } else {
            way_out(node, sink);
        }
    }
}

/// Every box is reached from a start. Of boxes that are reached only from each other the first is named.
fn ways_in(flow: &Flow, sink: &mut Sink) {
    let begins = |node: &FlowNode| node.kind == FlowNodeKind::Start || node.kind == FlowNodeKind::Party && !node.next.is_empty();
    let mut reached: BTreeSet<usize> = BTreeSet::new();
    if !flow.nodes.iter().any(|node| node.kind == FlowNodeKind::Start) {
        let (ja, en) = ("はじまりの箱がありません", "no box is a start");
        sink.push(
            Diagnostic::new(Code::FlowWithoutStart, flow.title.span, ja, en)
                .help("最初の箱を kind: start にします", "make the first box a `start`"),
        );
        reach(flow, 0, &mut reached);
    }
    flow.nodes.iter().enumerate().filter(|(_, node)| begins(node)).for_each(|(at, _)| reach(flow, at, &mut reached));
    let is_named = |node: &FlowNode| flow.edges().any(|(_, edge)| edge.to.value == node.id.value);
    // Those that nothing names come first: what follows them is mended with them.
    for skips_named in [true, false] {
        for (at, node) in flow.nodes.iter().enumerate() {
            if reached.contains(&at) || node.kind == FlowNodeKind::Note || (skips_named && is_named(node)) {
                continue;
            }
            reach(flow, at, &mut reached);
            let (ja, en) = (format!("「{}」へ行く道がありません", node.id.value), format!("no way leads to `{}`", node.id.value));
            sink.push(
                Diagnostic::new(Code::FlowUnreachable, node.id.span, ja, en)
                    .help("前の箱の next: に書きます", "name it in the `next:` of a box before it"),
            );
        }
    }
}

/// Adds the boxes to which a way leads from one; an arrow both ways leads both ways.
fn reach(flow: &Flow, from: usize, reached: &mut BTreeSet<usize>) {
    let place: BTreeMap<&str, usize> = flow.nodes.iter().enumerate().map(|(at, node)| (node.id.value.as_str(), at)).collect();
    let mut waiting = vec![from];
    while let Some(at) = waiting.pop() {
        if !reached.insert(at) {
            continue;
        }
        let forward = flow.nodes[at].next.iter().filter_map(|edge| place.get(edge.to.value.as_str()).copied());
        let back = flow.edges().filter(|(_, edge)| edge.is_both && place.get(edge.to.value.as_str()) == Some(&at)).map(|(from, _)| from);
        waiting.extend(forward.chain(back));
    }
}

/// A question leaves a way for those who do not know.
fn way_out(node: &FlowNode, sink: &mut Sink) {
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

/// Two boxes, or two answers to a question, that read the same are not told apart in the list and the steps.
fn doubles(flow: &Flow, sink: &mut Sink) {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for node in &flow.nodes {
        let (name, span) = match &node.text {
            Some(text) => (text.value.clone(), text.span),
            None => (node.who.named.iter().map(|who| who.value.to_string()).collect(), node.id.span),
        };
        if let Some(first) = seen.insert(name, span) {
            let (ja, en) = ("同じ言葉の箱が二つあります", "two boxes read the same");
            sink.push(
                twice(span, first, (ja.to_owned(), en.to_owned()))
                    .help("「（1回目）」のように、違いが分かる言葉を足します", "add what tells them apart, as 「（1回目）」"),
            );
        }
    }
    for node in flow.nodes.iter().filter(|node| node.kind == FlowNodeKind::Question) {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for label in node.next.iter().filter_map(|edge| edge.label.as_ref()) {
            if let Some(first) = seen.insert(&label.value, label.span) {
                let said = (format!("答え「{}」の矢印が二つあります", label.value), format!("two arrows say `{}`", label.value));
                sink.push(twice(label.span, first, said).help("どちらへ進むか分かる言葉にします", "say which way to go"));
            }
        }
    }
}

fn twice(span: Span, first: Span, (ja, en): (String, String)) -> Diagnostic {
    Diagnostic::new(Code::FlowLabelTwice, span, ja, en).also(first, "もう一つはここ", "the other one")
}

/// What is wrong with `flow:ID/BOX`.
pub(super) fn unknown_part(flow: &Flow, reference: &Reference, span: Span) -> Diagnostic {
    let named = reference.sub.as_deref().unwrap_or_default();
    let (ja, en) = (format!("この流れに「{named}」という箱はありません"), format!("the flow has no box `{named}`"));
    let problem = Diagnostic::new(Code::UnknownField, span, ja, en);
    match nearest(named, flow.nodes.iter().map(|node| node.id.value.as_str())) {
        Some(meant) => {
            problem.help(format!("もしかして「flow:{}/{meant}」ですか", flow.id), format!("did you mean `flow:{}/{meant}`?", flow.id))
        }
        None => problem.help("箱の id を確かめるか、「/」からあとを消します", "look at the ids of its boxes, or delete what follows `/`"),
    }
}
