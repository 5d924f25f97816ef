//! A town changes a checklist of its base: items by their ids, everything else whole.

use super::{check, errors, three_layers};
use crate::checklists::sample;
use crate::harness::Handbook;
use shirube::model::{Checklist, ReferenceKind};

/// Three layers, with the checklist in the base and what the town says of it.
fn layers(town: &str) -> Handbook {
    let book = sample::whole(three_layers("", ""));
    let list = std::fs::read(book.root().join(sample::LIST)).expect("the checklist");
    book.write("base/checklists/kaigi.yml", &list);
    book.without(sample::LIST).files(&format!("-- site/checklists/kaigi.yml --\n{town}\n"))
}

fn list(town: &str) -> Checklist {
    let book = layers(town);
    let loaded = check(&book.site());
    assert!(errors(&loaded).is_empty(), "{}", book.check().human());
    loaded.site.and_then(|mut site| site.checklists.remove("kaigi")).expect("the checklist")
}

fn ids(list: &Checklist) -> Vec<&str> {
    list.items.iter().map(|item| item.id.value.as_str()).collect()
}

#[test]
fn a_patch_changes_adds_and_removes_items_by_their_ids() {
    let above = list(
        "overlay: patch\ntitle: 町の会議\nitems:\n  remove: [late]\n  patch: {room: {text: 町の会場を決める}}\n  add: [{id: town, phase: before, text: 町へ知らせる, after: room}]",
    );
    assert_eq!(above.title.value, "町の会議");
    assert_eq!(ids(&above), ["danger", "room", "town", "paper", "open", "note", "share", "lazy"]);
    let room = &above.items[1];
    assert_eq!((room.text.value.as_str(), room.is_required), ("町の会場を決める", true), "what is not named stays");
}

#[test]
fn a_patch_may_add_a_phase_and_a_role_with_their_items() {
    let above = list(
        "overlay: patch\nphases: {add: [{id: after, title: 事後}]}\nroles: {add: [{id: town, title: 町の担当}]}\nitems: {add: [{id: thank, phase: after, roles: [town], text: 礼を言う}]}",
    );
    assert_eq!(above.phases.iter().map(|phase| phase.id.value.as_str()).collect::<Vec<_>>(), ["before", "day", "words", "after"]);
    assert_eq!(above.roles.len(), 3);
    assert!(above.part(Some("after/town")).is_some());
}

#[test]
fn a_checklist_may_be_replaced_and_taken_away_as_a_whole() {
    assert_eq!(ids(&list("overlay: replace\ntitle: 町だけの確認表\nitems: [{id: one, text: 一つだけ}]")), ["one"]);
    let loaded = check(&layers("overlay: remove").site());
    let site = loaded.site.expect("a site");
    assert!(site.checklists.is_empty());
    assert!(site.removed.find(ReferenceKind::Checklist, "kaigi").is_some(), "who took it away is known");
}
