//! `rules/*.yml` → rule sets. The layers are merged as typed; then the file is read once as shown and once for each other reading of each open
//! point, so that every struct after `open` is an ordinary one.
//!
//! | file | what it does |
//! |---|---|
//! | `point` | the list `undecided:` |
//! | `open` | `{undecided: POINT, …}` anywhere in the tree: judged once, decided for a reading |
//! | `raw`, `choice` | what may be typed |
//! | `parts` | typed → model |
//! | `say` | the messages |
//!
//! Whether ids that are used exist is for the types of [`rules`](crate::rules) to say.

mod choice;
mod open;
mod parts;
mod point;
mod raw;
pub(super) mod say;

use super::cases::CASES_ENDING;
use super::fields;
use super::overlay::Merged;
use super::stack::Stack;
use super::yaml::Node;
use crate::diag::{Diagnostic, Sink, Spanned};
use crate::model::{Audience, Reference, ReferenceKind, RuleSet, RuleSetId, Rules, SourceCitation, Variant};
use open::Choice;
use raw::{RawPoint, RawRuleSet};
use std::collections::BTreeMap;

/// Whom a rule may name: people of the school, agencies and slots.
const ASKABLE: &[ReferenceKind] = &[ReferenceKind::Role, ReferenceKind::Slot, ReferenceKind::Agency];
const CALLABLE: &[ReferenceKind] = &[ReferenceKind::Slot, ReferenceKind::Agency];

/// Merges the rule sets of all layers by id. One with an error is left out and noted as unread.
pub(super) fn merge(stack: &mut Stack<'_>, sink: &mut Sink) -> BTreeMap<RuleSetId, RuleSet> {
    let mut sets = BTreeMap::new();
    for (id, item) in stack.merge_folder(ReferenceKind::Rule, "rules/", |file| !file.relative.ends_with(CASES_ENDING)) {
        let mut found = Sink::default();
        let set = rule_set(&item, stack, &mut found);
        match set.filter(|_| found.errors() == 0) {
            Some(set) => drop(sets.insert(set.id.clone(), set)),
            None => stack.unread.note(ReferenceKind::Rule, id),
        }
        sink.append(found);
    }
    sets
}

fn rule_set(item: &Merged, stack: &Stack<'_>, sink: &mut Sink) -> Option<RuleSet> {
    let raw_points = point::read(&item.node, sink);
    let points = raw_points.as_deref().unwrap_or_default();
    if raw_points.is_some() {
        open::check(&item.node, points, sink);
    }
    let open_points = point::points(points, sink);
    let mut readings = Readings { node: &item.node, points, said: Vec::new() };
    let shown = readings.read(Choice::shown(points), None, sink);
    let has_room = points.len() <= point::MAX_POINTS && points.iter().all(|point| open::readings(point).len() <= point::MAX_READINGS);
    let mut variants = Vec::new();
    for (point, reading, choice) in Choice::others(points).filter(|_| has_room) {
        let read = readings.read(choice, Some((point, reading)), sink);
        if let (Some((_, rules)), Some((_, shown))) = (read, &shown) {
            let mut found = Sink::default();
            parts::compare_ids(shown, &rules, &mut found);
            readings.say(found, Some((point, reading)), sink);
            variants.push(Variant { point, reading, rules });
        }
    }
    let (head, shown) = shown?;
    parts::check_open(&shown, points, sink);
    check_parts(points, &shown, sink);
    let id = fields::id(RuleSetId::new, &Spanned::new(item.id.clone(), head.title.span), sink)?;
    let origin = stack.origin(head.title.span);
    let Head { title, audience, emergency, sources } = head;
    Some(RuleSet { id, origin, title, audience, emergency, points: open_points, shown, variants, sources })
}

/// What no reading changes.
struct Head {
    title: Spanned<String>,
    audience: Audience,
    emergency: Spanned<Vec<Spanned<Reference>>>,
    sources: Vec<SourceCitation>,
}

/// The readings of one file, each decoded on its own; what is wrong with several of them is said once.
struct Readings<'n> {
    node: &'n Node,
    points: &'n [RawPoint],
    said: Vec<Diagnostic>,
}

impl Readings<'_> {
    fn read(&mut self, choice: Choice<'_>, other: Option<(usize, usize)>, sink: &mut Sink) -> Option<(Head, Rules)> {
        let mut found = Sink::default();
        let decoded: Option<RawRuleSet> = fields::decode(&choice.apply(self.node), &mut found);
        let read = decoded.map(|mut raw| {
            let head = head(&mut raw, &mut found);
            (head, parts::rules(raw, &mut found))
        });
        let is_sound = found.errors() == 0;
        self.say(found, other, sink);
        // With holes it would only be compared with what is not there.
        read.filter(|_| is_sound)
    }

    fn say(&mut self, found: Sink, other: Option<(usize, usize)>, sink: &mut Sink) {
        for problem in found {
            if self.said.contains(&problem) {
                continue;
            }
            self.said.push(problem.clone());
            let reading = other.and_then(|(point, reading)| {
                let point = self.points.get(point)?;
                Some((&point.id.value, &open::readings(point).get(reading)?.value))
            });
            sink.push(match reading {
                Some((point, reading)) => problem
                    .note(format!("「{point}」を「{reading}」と読むときのことです"), format!("when `{point}` is read as `{reading}`")),
                None => problem,
            });
        }
    }
}

fn head(raw: &mut RawRuleSet, sink: &mut Sink) -> Head {
    let emergency = &raw.emergency;
    if emergency.value.is_empty() {
        let problem = say::empty(emergency.span, "急ぐときの連絡先", "contacts for an emergency");
        sink.push(problem.help("slot:… か agency:… を一つは書きます", "write a `slot:…` or `agency:…`"));
    }
    let contacts = emergency.value.iter().filter_map(|text| fields::reference(text, CALLABLE, sink)).collect();
    Head {
        title: raw.title.clone(),
        audience: raw.audience.into(),
        emergency: Spanned::new(contacts, emergency.span),
        sources: fields::citations(std::mem::take(&mut raw.sources)),
    }
}

/// Complains of ids that are none or stand twice in one list.
fn unique<'i>(ids: impl Iterator<Item = &'i Spanned<String>>, sink: &mut Sink) {
    let mut seen: BTreeMap<&str, &Spanned<String>> = BTreeMap::new();
    for id in ids {
        point::check_id(id, sink);
        match seen.get(id.value.as_str()) {
            Some(first) => sink.push(say::doubled(id, first.span)),
            None => drop(seen.insert(&id.value, id)),
        }
    }
}

/// Complains of stages, points and measures that have one id. Within one list that was said.
fn check_parts(points: &[RawPoint], shown: &Rules, sink: &mut Sink) {
    let points = points.iter().map(|point| (0, &point.id));
    let measures = shown.measures.iter().map(|measure| (1, &measure.id));
    let stages = shown.stages.iter().map(|stage| (2, &stage.id));
    let mut seen: BTreeMap<&str, (usize, &Spanned<String>)> = BTreeMap::new();
    for (list, id) in points.chain(measures).chain(stages) {
        match seen.get(id.value.as_str()) {
            Some((other, first)) if *other != list => sink.push(parts::clash(id, first.span)),
            Some(_) => {}
            None => drop(seen.insert(&id.value, (list, id))),
        }
    }
}
