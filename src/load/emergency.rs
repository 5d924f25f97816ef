//! `emergency.yml` → the emergency lane. One layer gives it; a nearer one may patch or replace it. What every lane has is looked for in what
//! comes out (S110), so no layer can take it away.

use super::fields;
use super::overlay::{Merged, Thing, VerbPlace};
use super::stack::Stack;
use crate::diag::{Sink, Span, Spanned};
use crate::model::{EmergencyCall, EmergencyLane, EmergencyLine, OpenRoute, Origin, ReferenceKind, RoleId};
use serde::Deserialize;
use std::sync::Arc;

const CALLABLE: &[ReferenceKind] = &[ReferenceKind::Slot, ReferenceKind::Agency];
const ASKABLE: &[ReferenceKind] = &[ReferenceKind::Role, ReferenceKind::Slot, ReferenceKind::Agency];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLane {
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

/// The lane that the layers make up.
pub(super) fn merge(stack: &mut Stack<'_>, sink: &mut Sink) -> Option<EmergencyLane> {
    let mut things = Vec::new();
    for (layer, folder) in stack.folders.iter().enumerate() {
        let Some(file) = folder.texts.data_file("emergency.yml") else { continue };
        let place = Span::file(file.node.span.source);
        things.push(Thing { layer, id: "emergency".to_owned(), place, node: Arc::clone(&file.node), part: () });
    }
    let merged = stack.merge(None, VerbPlace::File, things).into_values().next()?;
    let raw = fields::decode(&merged.node, sink)?;
    Some(lane(raw, &merged, sink))
}

fn lane(raw: RawLane, merged: &Merged, sink: &mut Sink) -> EmergencyLane {
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
    EmergencyLane {
        title: raw.title,
        principle: raw.principle,
        lines,
        open_routes: raw.open_routes.into_iter().map(|route| open_route(route, sink)).collect(),
        origin: Origin { layer: merged.layer, span: merged.place },
    }
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
