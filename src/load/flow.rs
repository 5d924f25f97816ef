//! `flows/*.yml` → flows. A box is known by its id; an arrow stands with the box that it leaves, so that a town which changes where a way
//! goes on replaces that one list.

use super::fields::{self, RawCitation};
use super::phrase;
use super::rules::say;
use super::site_file::RawAudience;
use super::stack::Stack;
use crate::diag::{Code, Diagnostic, Sink, SourceMap, Span, Spanned};
use crate::model::{
    Flow, FlowEdge, FlowId, FlowNode, FlowNodeKind, FlowPart, FlowPeople, MAX_FLOW_ARROWS, MAX_FLOW_LANES, MAX_FLOW_NODES, Phrase,
    Reference, ReferenceKind, check_kebab,
};
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt;

const PEOPLE: &[ReferenceKind] = &[ReferenceKind::Role, ReferenceKind::Slot, ReferenceKind::Agency];
const PAGES: &[ReferenceKind] = &[ReferenceKind::Page];
const FLOWS: &[ReferenceKind] = &[ReferenceKind::Flow];
const LINKS: &[ReferenceKind] = &[
    ReferenceKind::Page,
    ReferenceKind::Agency,
    ReferenceKind::Slot,
    ReferenceKind::Rule,
    ReferenceKind::Calculator,
    ReferenceKind::Index,
    ReferenceKind::Form,
    ReferenceKind::Term,
];

/// Numbers that arrows of the sources carry: ① to ⑳.
const MAX_ARROW_NUMBER: i64 = 20;

/// What texts of a flow are called in messages.
const FLOW_TEXT: (&str, &str) = ("流れの箱", "a text of a flow");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFlow {
    title: Spanned<String>,
    yomi: Option<Spanned<String>>,
    #[serde(default)]
    audience: RawAudience,
    summary: Option<Spanned<String>>,
    page: Option<Spanned<String>>,
    #[serde(default)]
    lanes: Vec<RawPart>,
    #[serde(default)]
    groups: Vec<RawPart>,
    nodes: Spanned<Vec<RawNode>>,
    #[serde(default)]
    open: Vec<Spanned<String>>,
    #[serde(default)]
    sources: Vec<RawCitation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPart {
    id: Spanned<String>,
    title: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNode {
    id: Spanned<String>,
    kind: RawKind,
    text: Option<Spanned<String>>,
    #[serde(default)]
    who: Vec<Spanned<String>>,
    #[serde(default)]
    who_others: bool,
    #[serde(default)]
    with: Vec<Spanned<String>>,
    #[serde(default)]
    with_others: bool,
    #[serde(default)]
    items: Vec<Spanned<String>>,
    #[serde(default)]
    links: Vec<Spanned<String>>,
    group: Option<Spanned<String>>,
    lane: Option<Spanned<String>>,
    #[serde(default)]
    about: Vec<Spanned<String>>,
    #[serde(default)]
    continues: Vec<Spanned<String>>,
    #[serde(default)]
    next: Vec<Spanned<RawEdge>>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawKind {
    Start,
    Action,
    Information,
    Meeting,
    Question,
    Case,
    Party,
    Outcome,
    Note,
}

impl From<RawKind> for FlowNodeKind {
    fn from(raw: RawKind) -> Self {
        match raw {
            RawKind::Start => Self::Start,
            RawKind::Action => Self::Action,
            RawKind::Information => Self::Information,
            RawKind::Meeting => Self::Meeting,
            RawKind::Question => Self::Question,
            RawKind::Case => Self::Case,
            RawKind::Party => Self::Party,
            RawKind::Outcome => Self::Outcome,
            RawKind::Note => Self::Note,
        }
    }
}

/// An id alone, or an arrow with what stands on it.
#[derive(Debug)]
enum RawEdge {
    To(String),
    Arrow(RawArrow),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawArrow {
    to: Spanned<String>,
    label: Option<Spanned<String>>,
    number: Option<Spanned<i64>>,
    #[serde(default)]
    both: bool,
    #[serde(default)]
    inferred: bool,
}

impl<'de> Deserialize<'de> for RawEdge {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EdgeVisitor)
    }
}

struct EdgeVisitor;

impl<'de> Visitor<'de> for EdgeVisitor {
    type Value = RawEdge;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("つぎの箱の id、または {to: id, label: はい}\nthe id of the next box, or {to: id, label: …}")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<RawEdge, E> {
        Ok(RawEdge::To(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawEdge, A::Error> {
        RawArrow::deserialize(de::value::MapAccessDeserializer::new(map)).map(RawEdge::Arrow)
    }
}

/// Merges the flows of all layers by id.
pub(super) fn merge(stack: &mut Stack<'_>, sources: &SourceMap, sink: &mut Sink) -> BTreeMap<FlowId, Flow> {
    let mut flows = BTreeMap::new();
    for (id, item) in stack.merge_folder(ReferenceKind::Flow, "flows/", |_| true) {
        let Some(raw) = fields::decode::<RawFlow>(&item.node, sink) else { continue };
        let Some(mut flow) = flow(raw, id, stack, sink) else { continue };
        flow.texts = texts(&flow, sources, sink);
        flows.insert(flow.id.clone(), flow);
    }
    flows
}

/// The inline Markdown of a flow, taken apart for whoever judges links and words.
fn texts(flow: &Flow, sources: &SourceMap, sink: &mut Sink) -> Vec<Phrase> {
    let of_nodes = flow.nodes.iter().flat_map(|node| {
        let labels = node.next.iter().filter_map(|edge| edge.label.as_ref());
        node.text.iter().chain(&node.items).chain(labels)
    });
    of_nodes.chain(&flow.open).map(|text| phrase::phrase(text, FLOW_TEXT, sources, sink)).collect()
}

fn flow(raw: RawFlow, id: String, stack: &Stack<'_>, sink: &mut Sink) -> Option<Flow> {
    let id = fields::id(FlowId::new, &Spanned::new(id, raw.title.span), sink)?;
    judge_size(&raw, sink);
    Some(Flow {
        id,
        origin: stack.origin(raw.title.span),
        title: raw.title,
        yomi: fields::yomi(raw.yomi, sink),
        audience: raw.audience.into(),
        summary: raw.summary,
        page: raw.page.and_then(|text| fields::reference(&text, PAGES, sink)),
        lanes: parts(raw.lanes, sink),
        groups: parts(raw.groups, sink),
        nodes: nodes(raw.nodes.value, sink),
        open: raw.open,
        sources: fields::citations(raw.sources),
        texts: Vec::new(),
    })
}

fn judge_size(raw: &RawFlow, sink: &mut Sink) {
    let nodes = &raw.nodes.value;
    if nodes.is_empty() {
        let (ja, en) = ("箱（nodes）が一つもありません", "there are no boxes (`nodes`)");
        sink.push(
            Diagnostic::new(Code::EmptyValue, raw.nodes.span, ja, en).help("はじまりの箱から順に書きます", "write them, the start first"),
        );
    }
    if let Some(node) = nodes.get(MAX_FLOW_NODES) {
        sink.push(too_large(node.id.span, "箱", "boxes", MAX_FLOW_NODES));
    }
    if let Some(lane) = raw.lanes.get(MAX_FLOW_LANES) {
        sink.push(too_large(lane.id.span, "レーン", "lanes", MAX_FLOW_LANES));
    }
    if let Some(arrow) = nodes.iter().flat_map(|node| &node.next).nth(MAX_FLOW_ARROWS) {
        sink.push(too_large(arrow.span, "矢印", "arrows", MAX_FLOW_ARROWS));
    }
}

fn too_large(span: Span, ja: &str, en: &str, most: usize) -> Diagnostic {
    Diagnostic::new(Code::FlowTooLarge, span, format!("{ja}は {most} までです"), format!("at most {most} {en}"))
        .help("流れを分けて、continues: でつなぎます", "split the flow, and join the parts by `continues:`")
}

fn parts(raw: Vec<RawPart>, sink: &mut Sink) -> Vec<FlowPart> {
    let mut seen = BTreeMap::new();
    raw.into_iter()
        .map(|part| {
            check_id(&part.id, &mut seen, sink);
            FlowPart { id: part.id, title: part.title }
        })
        .collect()
}

/// Complains of an id that cannot be one, or is used twice.
fn check_id(id: &Spanned<String>, seen: &mut BTreeMap<String, Span>, sink: &mut Sink) {
    if let Err(problem) = check_kebab(&id.value) {
        sink.push(fields::bad_id(&id.value, id.span, problem));
    }
    if let Some(first) = seen.get(&id.value) {
        sink.push(say::doubled(id, *first));
    } else {
        seen.insert(id.value.clone(), id.span);
    }
}

fn nodes(raw: Vec<RawNode>, sink: &mut Sink) -> Vec<FlowNode> {
    let mut seen = BTreeMap::new();
    raw.into_iter()
        .map(|raw| {
            check_id(&raw.id, &mut seen, sink);
            node(raw, sink)
        })
        .collect()
}

fn node(raw: RawNode, sink: &mut Sink) -> FlowNode {
    let kind = FlowNodeKind::from(raw.kind);
    let who = people(&raw.who, raw.who_others, sink);
    if raw.text.is_none() && !(kind == FlowNodeKind::Party && who.named.len() == 1) {
        let (ja, en) = ("箱に text: がありません", "the box has no `text:`");
        sink.push(Diagnostic::new(Code::FlowWithoutText, raw.id.span, ja, en).help(
            "箱に出す言葉を text: に書きます。kind: party で who: が一つなら、その名前が出ます",
            "write what stands in it; a party with one `who:` is called by its name",
        ));
    }
    FlowNode {
        id: raw.id,
        kind,
        text: raw.text,
        who,
        with: people(&raw.with, raw.with_others, sink),
        items: raw.items,
        links: references(&raw.links, LINKS, sink),
        group: raw.group,
        lane: raw.lane,
        about: raw.about,
        continues: references(&raw.continues, FLOWS, sink),
        next: raw.next.into_iter().map(|edge| self::edge(edge, sink)).collect(),
    }
}

fn people(texts: &[Spanned<String>], has_others: bool, sink: &mut Sink) -> FlowPeople {
    FlowPeople { named: references(texts, PEOPLE, sink), has_others }
}

fn references(texts: &[Spanned<String>], allowed: &[ReferenceKind], sink: &mut Sink) -> Vec<Spanned<Reference>> {
    texts.iter().filter_map(|text| fields::reference(text, allowed, sink)).collect()
}

fn edge(raw: Spanned<RawEdge>, sink: &mut Sink) -> FlowEdge {
    let span = raw.span;
    match raw.value {
        RawEdge::To(to) => FlowEdge { to: Spanned::new(to, span), label: None, number: None, is_both: false, is_inferred: false, span },
        RawEdge::Arrow(arrow) => {
            let number = arrow.number.and_then(|number| {
                let found = u32::try_from(number.value).ok().filter(|_| (1..=MAX_ARROW_NUMBER).contains(&number.value));
                if found.is_none() {
                    sink.push(no_number(&number));
                }
                found
            });
            FlowEdge { to: arrow.to, label: arrow.label, number, is_both: arrow.both, is_inferred: arrow.inferred, span }
        }
    }
}

fn no_number(number: &Spanned<i64>) -> Diagnostic {
    let (ja, en) = (format!("矢印の番号「{}」は書けません", number.value), format!("an arrow cannot have the number {}", number.value));
    Diagnostic::new(Code::InvalidValue, number.span, ja, en)
        .help(format!("1 から {MAX_ARROW_NUMBER} までの数にします"), format!("write a number from 1 to {MAX_ARROW_NUMBER}"))
}
