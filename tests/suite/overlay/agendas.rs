//! A town changes an agenda of its base: steps, parts and patterns by their ids, everything else whole.

use super::{check, errors, three_layers};
use crate::agendas::sample;
use crate::harness::Handbook;
use shirube::model::{Agenda, Minutes};

/// Three layers, with the agenda in the base and what the prefecture and the town say of it; nothing where it says nothing.
fn layers(ken: &str, town: &str) -> Handbook {
    let book = sample::whole(three_layers("", ""));
    let agenda = std::fs::read(book.root().join(sample::AGENDA)).expect("the agenda");
    book.write("base/agendas/kaigi.yml", &agenda);
    let mut book = book.without(sample::AGENDA);
    for (layer, text) in [("ken", ken), ("site", town)] {
        if !text.is_empty() {
            book = book.files(&format!("-- {layer}/agendas/kaigi.yml --\n{text}\n"));
        }
    }
    book
}

fn agenda(ken: &str, town: &str) -> Agenda {
    let book = layers(ken, town);
    let loaded = check(&book.site());
    assert!(errors(&loaded).is_empty(), "{}", book.check().human());
    loaded.site.and_then(|mut site| site.agendas.remove("kaigi")).expect("the agenda")
}

fn ids(agenda: &Agenda) -> Vec<&str> {
    agenda.steps.iter().map(|step| step.id.value.as_str()).collect()
}

#[test]
fn a_patch_changes_the_step_that_it_names_and_leaves_the_others() {
    let below = agenda("", "");
    let above = agenda("", "overlay: patch\nsteps: {patch: {open: {minutes: 8}}}\nparts: {patch: {chair: {title: 進行役}}}");
    assert_eq!(ids(&above), ids(&below));
    let minutes = |agenda: &Agenda| agenda.step("open").and_then(|step| step.minutes.as_ref().map(|minutes| minutes.value));
    assert_eq!((minutes(&below), minutes(&above)), (Some(Minutes::exactly(5)), Some(Minutes::exactly(8))));
    assert_eq!(above.part("chair").and_then(|part| part.title.clone()).map(|title| title.value).as_deref(), Some("進行役"));
    assert_eq!(above.step("open").map(|step| step.text.value.clone()), below.step("open").map(|step| step.text.value.clone()));
}

#[test]
fn steps_and_patterns_come_and_go_where_the_town_says() {
    let above = agenda(
        "overlay: patch\nsteps: {add: [{id: name, text: 名乗る, minutes: 1, after: open}]}",
        "overlay: patch\nsteps: {remove: [change]}\npatterns: {remove: [urgent], add: [{id: online, title: オンライン}]}",
    );
    assert_eq!(ids(&above), ["open", "name", "talk", "rest"]);
    assert_eq!(above.patterns.iter().map(|pattern| pattern.id.value.as_str()).collect::<Vec<_>>(), ["regular", "online"]);
}

#[test]
fn an_agenda_may_be_replaced_and_taken_away_as_a_whole() {
    assert_eq!(ids(&agenda("", "overlay: replace\ntitle: 町の進行\nsteps: [{id: only, text: 話す}]")), ["only"]);
    let book = layers("", "overlay: remove");
    assert!(check(&book.site()).site.expect("a site").agendas.is_empty());
    let linked = layers("", "overlay: remove").replace("base/guide/hajime.md", "本文です。", "![](agenda:kaigi)");
    let said = linked.check().human();
    assert!(said.contains("M202") && said.contains("取り除いています"), "{said}");
}

#[test]
fn a_patch_that_breaks_the_agenda_is_named_in_the_layer_that_made_it() {
    for (town, wanted) in [
        ("overlay: patch\ntotal: 15", &["A102"][..]),
        ("overlay: patch\nsteps: {patch: {open: {minutes: 28}}}", &["A102"]),
        ("overlay: patch\nparts: {remove: [desk]}", &["A103"]),
        ("overlay: patch\nsteps: {patch: {nothing: {text: 何か}}}", &["S105"]),
        ("overlay: patch\nsteps: {patch: {open: {minute: 4}}}", &["Y102"]),
        ("title: 同じ id\nsteps: [{id: only, text: 話す}]", &["S104"]),
    ] {
        assert_eq!(errors(&check(&layers("", town).site())), wanted, "{town}");
    }
}
