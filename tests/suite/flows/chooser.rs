//! The page from what staff observe to the nine examples: it offers several, in the order of the manual, and leaves the judgement to the
//! case conference.

use super::drawn::built;
use crate::harness::main_of;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;

/// The nine, in the order of the manual.
const CAUSES: [&str; 9] = ["friends", "teacher", "study", "future", "distrust", "entrance", "delinquency", "traits", "illness"];
const NUMBERS: &str = "①②③④⑤⑥⑦⑧⑨";

fn select(selector: &str) -> Selector {
    Selector::parse(selector).expect("a selector")
}

/// The places among the nine of those that a row offers.
fn offered(row: ElementRef<'_>) -> Vec<usize> {
    let is_example = select("a[href*='flows/cause-']");
    let links = row.select(&is_example).map(|link| {
        let number = link.text().collect::<String>().chars().next().and_then(|first| NUMBERS.chars().position(|known| known == first));
        let href = link.attr("href").unwrap_or_default();
        let at = CAUSES.iter().position(|cause| href.ends_with(&format!("cause-{cause}.html")));
        assert_eq!(number, at, "{href} under its own number");
        at.expect("one of the nine")
    });
    links.collect()
}

#[test]
fn each_observation_leads_to_several_examples_in_the_order_of_the_manual() {
    let pages = built("otaru").1;
    let document = Html::parse_document(&pages["guide/yoin/erabu.html"]);
    let rows: Vec<Vec<usize>> = document.select(&select("main tbody tr")).map(offered).collect();
    assert!(rows.len() >= 12, "{} rows", rows.len());
    for row in &rows {
        assert!(row.len() >= 2, "one example alone would look like the cause: {row:?}");
        assert!(row.is_sorted(), "not in the order of the manual: {row:?}");
    }
    let reached: BTreeSet<usize> = rows.into_iter().flatten().collect();
    assert_eq!(reached.len(), CAUSES.len(), "every example is offered somewhere");
}

#[test]
fn the_chooser_names_no_cause_ranks_nothing_and_leaves_the_judgement_to_the_case_conference() {
    let pages = built("otaru").1;
    let html = main_of(&pages["guide/yoin/erabu.html"]);
    for word in ["原因は", "原因です", "可能性が高い", "もっとも", "最も", "おすすめ", "件", "％", "点数"] {
        assert!(!html.contains(word), "{word}");
    }
    let document = Html::parse_document(html);
    for head in document.select(&select("thead")) {
        assert!(head.text().collect::<String>().contains("校内ケース会議"), "each table says where it is judged");
    }
    assert!(html.contains("別の一覧"), "the nine are not the factors of form 3");
    let lead = html.split("<h2").next().expect("a lead");
    assert!(lead.contains("校内ケース会議") && lead.contains("要因を決めることはできません"));
}
