//! What pages hold of a checklist.

use super::sample::{changed, whole};
use crate::harness::{Handbook, main_of};
use scraper::{Html, Selector};
use std::collections::BTreeSet;

fn all(html: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).map(|element| element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn attributes(html: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).filter_map(|element| element.value().attr(name)).map(str::to_owned).collect()
}

fn own_page() -> Html {
    Html::parse_document(&whole(Handbook::new()).build()["checklists/kaigi.html"])
}

#[test]
fn the_page_of_a_checklist_has_a_box_for_each_item_and_none_for_what_is_read() {
    let html = own_page();
    assert_eq!(
        attributes(&html, "[data-checklist-item]", "data-checklist-item"),
        ["danger", "room", "paper", "open", "late", "note", "share", "lazy"].map(|id| format!("kaigi/{id}")),
        "each item has its hook, overrides first"
    );
    assert_eq!(all(&html, "li[data-tick] input[type=checkbox]").len(), 6, "words to avoid and overrides are not ticked");
    assert_eq!(all(&html, ".check__heading"), ["事前", "当日", "避ける言葉"]);
    assert_eq!(all(&html, ".check__role"), ["記録", "司会", "司会、記録"], "items of the same roles stand together");
    let list = all(&html, ".task__text");
    assert_eq!(list[0], "必ず 会場を決める");
    assert_eq!(list[3], "時間が足りないとき 延ばしてよいか聞く");
    assert_eq!(all(&html, ".check__notes li"), ["会議を待たない", "窓口に聞く", "二部作る"]);
}

#[test]
fn boxes_are_ordinary_ones_that_no_browser_fills_in_by_itself() {
    let html = own_page();
    for name in ["disabled", "checked", "name", "value"] {
        assert!(attributes(&html, ".task__line input", name).is_empty(), "{name}");
    }
    let boxes = attributes(&html, ".check__list input", "type").len();
    assert_eq!(attributes(&html, ".check__list input", "autocomplete"), vec!["off"; boxes]);
}

#[test]
fn an_override_stands_above_all_and_outside_of_what_filters_hide() {
    let html = own_page();
    assert_eq!(all(&html, ".check > .check__override").len(), 1);
    assert!(all(&html, ".check__phase .check__override, .check__run .check__override").is_empty());
    let page = whole(Handbook::new()).build()["checklists/kaigi.html"].clone();
    let main = main_of(&page);
    assert!(main.find("直ちに").expect("the override") < main.find("事前").expect("the first phase"));
}

#[test]
fn what_a_browser_may_keep_of_a_tick_says_nothing_about_it() {
    let ticks = |site: &str| {
        let book = whole(Handbook::new()).replace("site/site.yml", "id: machi", &format!("id: {site}"));
        let html = Html::parse_document(&book.build()["checklists/kaigi.html"]);
        let ticks: BTreeSet<String> = attributes(&html, "[data-tick]", "data-tick").into_iter().collect();
        assert!(ticks.iter().all(|tick| tick.len() == 16 && tick.bytes().all(|byte| byte.is_ascii_hexdigit())), "{ticks:?}");
        assert_eq!(ticks.len(), 6, "each is another");
        ticks
    };
    assert_eq!(ticks("machi"), ticks("machi"), "they stay the same");
    assert!(ticks("machi").is_disjoint(&ticks("tonari")), "and are others in another handbook");
}

#[test]
fn a_page_shows_the_phase_or_the_role_that_it_names_and_leads_to_the_whole() {
    let page = "![](checklist:kaigi/before)\n\n司会\n\n![](checklist:kaigi/day/chair)\n\n[](checklist:kaigi/share)、[](checklist:kaigi)、[](checklist:kaigi/day)\n";
    // The item of both roles would stand twice with that of the other.
    let files = whole(Handbook::new()).page(page).build();
    let html = Html::parse_document(&files["guide/hajime.html"]);
    let items = attributes(&html, "[data-checklist-item]", "data-checklist-item");
    assert_eq!(items, ["room", "paper", "open", "late", "note"].map(|id| format!("kaigi/{id}")));
    let links = attributes(&html, ".content a[href*=checklists]", "href");
    assert!(links.contains(&"../checklists/kaigi.html#checklist_kaigi_share".to_owned()), "{links:?}");
    assert!(links.contains(&"../checklists/kaigi.html#checklist_kaigi_day".to_owned()), "{links:?}");
    assert_eq!(all(&html, "a[href$='#checklist_kaigi_share']"), ["皆に伝える"]);
    assert!(attributes(&html, "script", "src").iter().any(|src| src.contains("checklist")), "its script is loaded");
    assert!(!files["index.html"].contains("shirube-checklist-"), "and only where a checklist is shown");
    let everyone = whole(Handbook::new()).page("![](checklist:kaigi/day/everyone)\n").build();
    let html = Html::parse_document(&everyone["guide/hajime.html"]);
    assert_eq!(attributes(&html, "[data-checklist-item]", "data-checklist-item"), ["kaigi/share"]);
}

#[test]
fn a_whole_checklist_on_a_page_brings_its_override() {
    let files = whole(Handbook::new()).page("![](checklist:kaigi)\n").build();
    let html = Html::parse_document(&files["guide/hajime.html"]);
    assert_eq!(all(&html, ".check--embedded .check__override").len(), 1);
    assert_eq!(attributes(&html, "[data-checklist-item]", "data-checklist-item").len(), 8);
}

#[test]
fn all_checklists_are_listed_with_the_pages_that_show_them() {
    let files = whole(Handbook::new()).page("[](checklist:kaigi)\n").build();
    let html = Html::parse_document(&files["checklists/index.html"]);
    assert_eq!(attributes(&html, ".link-list a", "href"), ["../checklists/kaigi.html", "../guide/hajime.html"]);
    assert!(main_of(&files["checklists/index.html"]).contains("会議の前と当日に確かめます。"));
    let none = Handbook::new().build();
    assert!(main_of(&none["checklists/index.html"]).contains("確認表がありません"));
}

#[test]
fn a_checklist_may_stand_in_the_nav_with_an_item_number() {
    let book = whole(Handbook::new()).replace("site/site.yml", "items: [page:hajime]", "items: [page:hajime, \"checklist:kaigi\"]");
    let files = book.build();
    let html = Html::parse_document(&files["checklists/kaigi.html"]);
    assert_eq!(all(&html, "h1"), ["1-2 会議の確認表"]);
    assert!(main_of(&files["chapters/taio.html"]).contains("checklists/kaigi.html"));
}

#[test]
fn a_list_that_is_only_read_has_no_tools() {
    let book = changed(Handbook::new(), "{id: before, title: 事前}", "{id: before, title: 事前, boxes: no}");
    let book = book.replace(super::sample::LIST, "{id: day, title: 当日}", "{id: day, title: 当日, boxes: no}");
    let html = Html::parse_document(&book.build()["checklists/kaigi.html"]);
    assert!(all(&html, "[data-check-tools], [data-check-kept], main input").is_empty());
    assert_eq!(all(&html, ".check__points li[data-checklist-item]").len(), 7);
}

#[test]
fn what_a_checklist_leaves_open_stands_at_it_and_in_the_list_of_all() {
    let files = whole(Handbook::new()).build();
    for page in ["checklists/kaigi.html", "undecided.html"] {
        assert!(main_of(&files[page]).contains("だれが記録するかは、原資料に定めがありません"), "{page}");
    }
}

#[test]
fn the_page_that_keeps_ticks_has_all_that_every_page_has() {
    let files = whole(Handbook::new()).build();
    let page = &files["store.html"];
    assert!(page.contains("data-emergency") && page.contains("Content-Security-Policy"));
    let html = Html::parse_document(page);
    let own = attributes(&html, "[data-module=store]", "data-book");
    let book = attributes(&own_page(), "[data-module=checklist]", "data-book");
    assert_eq!(own, book, "both call the handbook the same");
    let linked = files.iter().filter(|(name, _)| *name != "store.html").any(|(_, text)| text.contains("href=\"../store.html\""));
    assert!(!linked, "nobody is led there");
}
