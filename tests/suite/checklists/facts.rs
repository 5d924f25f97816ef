//! Every list of the source documents stands in the checklists of the handbooks, item by item.

use crate::facts::fold;
use crate::flows::drawn::built;
use scraper::{Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The handbook whose checklist it is.
fn home(list: &str) -> &'static str {
    match list {
        "shunin" | "case-report" | "unei" => "kaigi",
        "memuro-case" | "memuro-guardian" => "memuro",
        _ => "otaru",
    }
}

/// What the page of a checklist shows of its items, by id; folded.
fn items(html: &str) -> BTreeMap<String, String> {
    let document = Html::parse_document(html);
    let selector = Selector::parse("[data-checklist-item]").expect("a selector");
    let id = |item: &scraper::ElementRef<'_>| item.attr("data-checklist-item").and_then(|hook| hook.split('/').nth(1)).map(str::to_owned);
    document.select(&selector).filter_map(|item| Some((id(&item)?, fold(&item.text().collect::<String>())))).collect()
}

#[test]
fn every_point_of_the_lists_of_the_sources_stands_in_its_item() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sites: BTreeMap<&str, _> = ["otaru", "kaigi", "memuro"].into_iter().map(|name| (name, built(name).1)).collect();
    let table = fs::read_to_string(root.join("tests/facts/checklists.tsv")).expect("the facts");
    let mut shown: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let (mut rows, mut problems) = (0, Vec::new());
    for row in table.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [_, place, words, _] = columns[..] else { panic!("four columns: {row}") };
        let (list, ids) = place.split_once('/').expect("a list and its items");
        let page = &sites[home(list)][&format!("checklists/{list}.html")];
        let items = shown.entry(list.to_owned()).or_insert_with(|| items(page));
        let text: String = ids.split('+').filter_map(|id| items.get(id)).cloned().collect();
        rows += 1;
        let missing: Vec<&str> = words.split('|').filter(|word| word.is_empty() || !text.contains(&fold(word))).collect();
        if !missing.is_empty() {
            problems.push(format!("{row}: {missing:?}"));
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!((rows, shown.len()), (246, 16));
}

#[test]
fn every_checklist_says_where_it_comes_from_and_which_page_explains_it() {
    for name in ["otaru", "kaigi", "memuro"] {
        for list in built(name).0.checklists.values() {
            assert!(!list.sources.is_empty() && list.page.is_some() && list.summary.is_some(), "{name}: {}", list.id);
        }
    }
}

#[test]
fn the_case_conference_has_its_phases_and_roles_and_calls_the_police_first() {
    let site = built("otaru").0;
    let list = &site.checklists["case-meeting"];
    let phases: BTreeSet<&str> = list.phases.iter().map(|phase| phase.id.value.as_str()).collect();
    assert!(["before", "day", "after"].iter().all(|phase| phases.contains(phase)));
    assert_eq!(list.roles.iter().map(|role| role.title.as_str()).collect::<Vec<_>>(), ["司会者", "事例提供者", "参加者"]);
    assert_eq!(list.overrides().map(|item| item.id.value.as_str()).collect::<Vec<_>>(), ["danger"]);
}
