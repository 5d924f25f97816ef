//! Checklists hold together: what items name is there, no phase and no role is empty, and a page shows each item once.

use super::links;
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned, nearest};
use crate::model::{Checklist, ChecklistItem, LinkTarget, Page, Reference, ReferenceKind, Site};
use std::collections::BTreeMap;

pub(super) fn check(site: &Site, sink: &mut Sink) {
    site.pages.values().for_each(|page| embedded_once(site, page, sink));
    for list in site.checklists.values() {
        let before = sink.errors();
        list.items.iter().for_each(|item| names(list, item, sink));
        // With a name that nothing has, what is empty is not known.
        if sink.errors() == before && !site.unread.hides(ReferenceKind::Checklist, list.id.as_str()) {
            empty_parts(list, sink);
        }
        list.page.iter().for_each(|page| links::check_reference(site, &page.value, page.span, sink));
    }
}

/// An item stands on a page once, so that its id does, and so that two boxes never say different things of it.
fn embedded_once(site: &Site, page: &Page, sink: &mut Sink) {
    let mut seen: BTreeMap<(&str, &str), Span> = BTreeMap::new();
    for link in page.links.iter().filter(|link| link.is_image) {
        let LinkTarget::Checklist(list, part) = site.link_target(Some(page), &link.target) else { continue };
        if !part.embeds() {
            continue;
        }
        let items: Vec<(&str, &str)> = list.items_of(part).map(|item| (list.id.as_str(), item.id.value.as_str())).collect();
        if let Some(first) = items.iter().find_map(|item| seen.get(item)) {
            let (ja, en) = ("この確認表の同じ項目は、このページにもう載っています", "this page shows items of this checklist already");
            let problem = Diagnostic::new(Code::EmbeddedTwice, link.span, ja, en).also(*first, "最初はここ", "first here");
            sink.push(problem.help("片方を消すか、「!」を消してリンクにします", "delete one, or its `!` to make it a link"));
        }
        for item in items {
            seen.entry(item).or_insert(link.span);
        }
    }
}

/// What an item names is there.
fn names(list: &Checklist, item: &ChecklistItem, sink: &mut Sink) {
    let phases: Vec<&str> = list.phases.iter().map(|phase| phase.id.value.as_str()).collect();
    let roles: Vec<&str> = list.roles.iter().map(|role| role.id.value.as_str()).collect();
    let unknown_phase = item.phase.iter().filter(|named| !phases.contains(&named.value.as_str()));
    sink.extend(unknown_phase.map(|named| unknown(named, ("まとまり（phases:）", "phase"), &phases)));
    let unknown_roles = item.roles.iter().filter(|named| !roles.contains(&named.value.as_str()));
    sink.extend(unknown_roles.map(|named| unknown(named, ("役割（roles:）", "role"), &roles)));
    if item.phase.is_none() && !item.is_override && !phases.is_empty() {
        let (ja, en) = (format!("「{}」に phase: がありません", item.id.value), format!("`{}` has no `phase:`", item.id.value));
        sink.push(Diagnostic::new(Code::ChecklistWithoutPhase, item.id.span, ja, en).help(
            format!("phase: に {} のどれかを書きます", phases.join("、")),
            format!("write one of {} after `phase:`", phases.join(", ")),
        ));
    }
}

fn unknown(named: &Spanned<String>, (ja, en): (&str, &str), known: &[&str]) -> Diagnostic {
    let (ja, en) = (format!("この確認表の{ja}に「{}」はありません", named.value), format!("the checklist has no {en} `{}`", named.value));
    let problem = Diagnostic::new(Code::ChecklistUnknownName, named.span, ja, en);
    match nearest(&named.value, known.iter().copied()) {
        Some(meant) => problem.help(format!("もしかして「{meant}」ですか"), format!("did you mean `{meant}`?")),
        None => problem.help("id のつづりを確かめます", "check the spelling of the id"),
    }
}

fn empty_parts(list: &Checklist, sink: &mut Sink) {
    for phase in list.phases.iter().filter(|phase| !list.items.iter().any(|item| item.is_in(phase))) {
        sink.push(empty(&phase.id, ("まとまり", "phase")));
    }
    let is_used = |id: &str| list.items.iter().any(|item| item.roles.iter().any(|role| role.value == id));
    for role in list.roles.iter().filter(|role| !is_used(&role.id.value)) {
        sink.push(empty(&role.id, ("役割", "role")));
    }
}

fn empty(id: &Spanned<String>, (ja, en): (&str, &str)) -> Diagnostic {
    let (ja, en) = (format!("{ja}「{}」の項目がありません", id.value), format!("the {en} `{}` has no items", id.value));
    Diagnostic::new(Code::ChecklistPartEmpty, id.span, ja, en).help("項目を足すか、これを消します", "add an item or delete it")
}

/// What is wrong with `checklist:ID/PART`.
pub(super) fn unknown_part(list: &Checklist, reference: &Reference, span: Span) -> Diagnostic {
    let named = reference.sub.as_deref().unwrap_or_default();
    let (ja, en) =
        (format!("この確認表に「{named}」というまとまりや項目はありません"), format!("the checklist has no phase or item `{named}`"));
    let problem = Diagnostic::new(Code::UnknownField, span, ja, en);
    let known = list.part_ids();
    match nearest(named, known.iter().map(String::as_str)) {
        Some(meant) => problem
            .help(format!("もしかして「checklist:{}/{meant}」ですか", list.id), format!("did you mean `checklist:{}/{meant}`?", list.id)),
        None => problem.help("まとまりや項目の id を確かめるか、「/」からあとを消します", "look at the ids, or delete what follows `/`"),
    }
}
