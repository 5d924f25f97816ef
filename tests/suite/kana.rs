//! The 五十音索引, to which the search box leads where no script runs: whatever has a name is found by its reading.

use crate::browser::site::built_site;
use crate::harness::{Handbook, html_files};
use scraper::{Html, Selector};
use std::collections::BTreeSet;

/// The entries of an index as `row: text kind reading → address`.
fn entries(html: &str) -> Vec<String> {
    let html = Html::parse_document(html);
    let select = |selector: &str| Selector::parse(selector).expect("a selector");
    let (link, tag, yomi) = (select("a"), select(".tag"), select(".yomi"));
    let mut entries = Vec::new();
    for section in html.select(&select(".kana-section")) {
        let row: String = section.select(&select("h2")).flat_map(|heading| heading.text()).collect();
        for entry in section.select(&select("li")) {
            let text = |selector: &Selector| entry.select(selector).flat_map(|part| part.text()).collect::<String>();
            let href = entry.select(&link).find_map(|link| link.attr("href")).unwrap_or_default();
            entries.push(format!("{row}: {} {} {} → {href}", text(&link), text(&tag), text(&yomi)));
        }
    }
    entries
}

const LISTS: &str = "\
-- site/checklists/homon.yml --
title: 訪問の確認表
yomi: ほうもんのかくにんひょう
items: [{id: a, text: 連絡する}]
-- site/checklists/kaigi.yml --
title: 会議の確認表
items: [{id: a, text: 集まる}]
-- site/checklists/memo.yml --
title: メモの確認表
items: [{id: a, text: 書く}]
";

#[test]
fn checklists_stand_in_the_index_by_their_reading_or_by_themselves() {
    let pages = Handbook::new().files(LISTS).build();
    let lists: Vec<String> = entries(&pages["kana.html"]).into_iter().filter(|entry| entry.contains("checklists/")).collect();
    assert_eq!(
        lists,
        [
            "は: 訪問の確認表 チェックリスト ほうもんのかくにんひょう → checklists/homon.html",
            "ま: メモの確認表 チェックリスト  → checklists/memo.html"
        ]
    );
}

#[test]
fn a_reading_in_other_letters_is_told_where_it_stands() {
    let checked = Handbook::new().files(&LISTS.replace("yomi: ほう", "yomi: ホウ")).check();
    let said: Vec<String> = checked.diagnostics.iter().map(|problem| format!("{} {}", problem.code, problem.message.ja)).collect();
    assert_eq!(said, ["D108 よみに「ホ」があります"]);
}

#[test]
fn every_form_checklist_flow_and_agenda_of_every_handbook_is_found_by_its_reading() {
    for site in ["otaru", "kaigi", "memuro", "musashino", "manual"] {
        let pages = html_files(&built_site(site));
        let listed = entries(&pages["kana.html"]);
        let folders = ["forms/", "checklists/", "flows/", "agendas/"];
        // Charts made from rules have no title of their own.
        let is_one = |path: &&String| {
            folders.iter().any(|folder| path.starts_with(folder)) && !path.ends_with("index.html") && !path.contains("/rule-")
        };
        let named: BTreeSet<&String> = pages.keys().filter(is_one).collect();
        let missing: Vec<_> = named.iter().filter(|path| !listed.iter().any(|entry| entry.ends_with(&format!(" → {path}")))).collect();
        assert!(missing.is_empty(), "{site}: {missing:?}");
        assert!(!named.is_empty(), "{site} has some");
    }
}
