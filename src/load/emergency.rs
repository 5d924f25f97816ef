//! `emergency.yml` → the emergency lane. One layer gives it; a nearer one replaces it whole by `overlay: replace`.

use super::fields;
use super::overlay::{self, Layered, Rules, Verb, VerbPlace};
use super::text::LayerTexts;
use crate::diag::{Sink, SourceMap, Span, Spanned};
use crate::model::{EmergencyCall, EmergencyLane, EmergencyLine, LayerIndex, OpenRoute, Origin, ReferenceKind, RoleId, Unread};
use serde::Deserialize;

const CALLABLE: &[ReferenceKind] = &[ReferenceKind::Slot, ReferenceKind::Agency];
const ASKABLE: &[ReferenceKind] = &[ReferenceKind::Role, ReferenceKind::Slot, ReferenceKind::Agency];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLane {
    overlay: Option<Spanned<Verb>>,
    title: String,
    principle: String,
    lines: Vec<RawLine>,
    #[serde(default)]
    open_routes: Vec<RawRoute>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLine {
    id: String,
    when: String,
    call: Vec<Spanned<String>>,
    otherwise: Option<RawOtherwise>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOtherwise {
    when: String,
    call: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRoute {
    id: String,
    title: String,
    ask: Vec<Spanned<String>>,
}

/// Reads the lanes of all layers.
pub(super) fn read(layers: &[LayerTexts], sources: &SourceMap, sink: &mut Sink) -> Vec<Layered<EmergencyLane>> {
    let mut items = Vec::new();
    for layer in layers {
        let Some(file) = layer.data_file("emergency.yml") else { continue };
        let Some((raw, place)) = fields::decode_file::<RawLane>(file, sources, sink) else { continue };
        items.push(lane(raw, layer.layer, place, sink));
    }
    items
}

/// The lane of the nearest layer that has one.
pub(super) fn merge(items: Vec<Layered<EmergencyLane>>, unread: &Unread, sink: &mut Sink) -> Option<EmergencyLane> {
    let rules = Rules { verb: VerbPlace::File, is_unread: &|_| unread.hides_lane() };
    overlay::merge(items, rules, sink).into_values().next().map(|item| item.value)
}

fn lane(raw: RawLane, layer: LayerIndex, place: Span, sink: &mut Sink) -> Layered<EmergencyLane> {
    let lines: Vec<EmergencyLine> = raw
        .lines
        .into_iter()
        .map(|line| EmergencyLine {
            id: line.id,
            when: line.when,
            call: calls(&line.call, sink),
            otherwise: line.otherwise.map(|other| (other.when, calls(&other.call, sink))),
        })
        .collect();
    let value = EmergencyLane {
        title: raw.title,
        principle: raw.principle,
        lines,
        open_routes: raw.open_routes.into_iter().map(|route| open_route(route, sink)).collect(),
        origin: Origin { layer, span: place },
    };
    Layered { layer, id: "emergency".to_owned(), verb: raw.overlay, place, value }
}

fn calls(texts: &[Spanned<String>], sink: &mut Sink) -> Vec<EmergencyCall> {
    texts.iter().filter_map(|text| fields::reference(text, CALLABLE, sink)).collect()
}

fn open_route(raw: RawRoute, sink: &mut Sink) -> OpenRoute {
    let mut route = OpenRoute { id: raw.id, title: raw.title, ask_roles: Vec::new(), ask: Vec::new() };
    for text in &raw.ask {
        let Some(reference) = fields::reference(text, ASKABLE, sink) else { continue };
        if reference.kind == ReferenceKind::Role {
            route.ask_roles.extend(fields::id(RoleId::new, &Spanned::new(reference.id.clone(), text.span), sink));
        } else {
            route.ask.push(reference);
        }
    }
    route
}
