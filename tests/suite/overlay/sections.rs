//! The body of a page, patched by its sections: what stands where, and what its footnotes, links and staff marks mean then.

use super::{check, errors, three_layers};
use crate::harness::{Handbook, html_files, main_of};
use shirube::build;
use shirube::model::Audience;

/// A page of the base with sections a (with a1 and a2 in it), b and c.
const PAGE: &str = "-- base/guide/hajime.md --
---
title: はじめに
---
前書き

## 甲 {#a}

甲の文

### 甲一 {#a1}

甲一の文

### 甲二 {#a2}

甲二の文

## 乙 {#b}

乙の文

## 丙 {#c}

丙の文
";

fn page(layer: &str, patch: &str) -> String {
    format!("-- {layer}/guide/hajime.md --\n---\noverlay: patch\n---\n{patch}")
}

fn book(ken: &str, town: &str) -> Handbook {
    let mut book = three_layers("", "").files(PAGE);
    for (layer, patch) in [("ken", ken), ("site", town)] {
        if !patch.is_empty() {
            book = book.files(&page(layer, patch));
        }
    }
    book
}

fn build(book: &Handbook, audience: Audience) -> String {
    let built = build::build_site(&book.site(), &book.out(), audience, &|_, _| {});
    assert_eq!(built.sink.errors(), 0, "{}", book.check().human());
    main_of(&html_files(&book.out())["guide/hajime.html"]).to_owned()
}

/// The headings of the built page with their ids, in order: `甲#a`.
fn headings(main: &str) -> String {
    let document = scraper::Html::parse_fragment(main);
    let selector = scraper::Selector::parse("h2[id], h3[id]").expect("a selector");
    let name = |heading: scraper::ElementRef<'_>| {
        let text: String = heading.text().filter(|text| !text.chars().all(|c| c.is_ascii_digit() || c == '-' || c == ' ')).collect();
        format!("{}#{}", text.trim(), heading.value().id().unwrap_or_default())
    };
    document.select(&selector).map(name).filter(|name| !name.starts_with('#')).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_section_of_a_patch_goes_where_its_verb_says() {
    /// The patch of the town, and the headings of the page.
    type Row = (&'static str, &'static str);
    const ROWS: &[Row] = &[
        ("", "甲#a 甲一#a1 甲二#a2 乙#b 丙#c"),
        ("## 町 {#m overlay=before:a}\n", "町#m 甲#a 甲一#a1 甲二#a2 乙#b 丙#c"),
        ("## 町 {#m overlay=after:a}\n", "甲#a 甲一#a1 甲二#a2 町#m 乙#b 丙#c"),
        ("## 町 {#m overlay=after:c}\n", "甲#a 甲一#a1 甲二#a2 乙#b 丙#c 町#m"),
        ("## 町 {#a overlay=after}\n", "甲#a 甲一#a1 甲二#a2 町#h-1 乙#b 丙#c"),
        ("## 町 {#a overlay=before}\n", "町#h-1 甲#a 甲一#a1 甲二#a2 乙#b 丙#c"),
        ("## 町 {#a overlay=replace}\n", "町#a 乙#b 丙#c"),
        ("## 町 {#m overlay=replace:a}\n", "町#m 乙#b 丙#c"),
        ("## 町 {#a overlay=replace}\n\n### 町一 {#a1}\n\n#### 細\n", "町#a 町一#a1 乙#b 丙#c"),
        ("## 甲 {#a overlay=remove}\n", "乙#b 丙#c"),
        ("### 町 {#m overlay=before:a1}\n", "甲#a 町#m 甲一#a1 甲二#a2 乙#b 丙#c"),
        ("### 町 {#a2 overlay=replace}\n", "甲#a 甲一#a1 町#a2 乙#b 丙#c"),
        ("### 甲二 {#a2 overlay=remove}\n", "甲#a 甲一#a1 乙#b 丙#c"),
        // What follows a section within another stands before what follows that.
        ("## 外 {#x overlay=after:a}\n\n### 内 {#y overlay=before:a1}\n", "S118"),
        ("## 外 {#x overlay=after:a}\n", "甲#a 甲一#a1 甲二#a2 外#x 乙#b 丙#c"),
        ("### 内 {#y overlay=after:a2}\n\n## 外 {#x overlay=after:a}\n", "甲#a 甲一#a1 甲二#a2 内#y 外#x 乙#b 丙#c"),
        ("## 一 {#x overlay=after:a}\n\n## 二 {#y overlay=after:a}\n", "甲#a 甲一#a1 甲二#a2 一#x 二#y 乙#b 丙#c"),
        ("## 一 {#x overlay=before:b}\n\n## 二 {#y overlay=after:a}\n", "甲#a 甲一#a1 甲二#a2 二#y 一#x 乙#b 丙#c"),
        (
            "## 前 {#x overlay=before:b}\n\n## 町 {#b overlay=replace}\n\n## 後 {#y overlay=after:b}\n",
            "甲#a 甲一#a1 甲二#a2 前#x 町#b 後#y 丙#c",
        ),
        ("## 乙 {#b overlay=remove}\n\n## 後 {#y overlay=after:b}\n", "甲#a 甲一#a1 甲二#a2 後#y 丙#c"),
        ("## 甲 {#a overlay=remove}\n## 乙 {#b overlay=remove}\n## 丙 {#c overlay=remove}\n", ""),
        ("町\n===\n", "S118"),
        ("町 {#m overlay=after:a}\n---\n\n町の文\n", "甲#a 甲一#a1 甲二#a2 町#m 乙#b 丙#c"),
        // What does not fit.
        ("町の文\n", "S118"),
        ("## 町 {#m}\n", "S118"),
        ("## 町 {#a overlay=replace}\n\n## 次 {#n}\n", "S118"),
        ("## 町 {#m overlay=after:z}\n", "S105"),
        ("## 町 {#z overlay=remove}\n", "S105"),
        ("### 町 {#m overlay=after:a}\n", "S118"),
        ("## 町 {#m overlay=after:a1}\n", "S118"),
        ("### 町 {#a overlay=replace}\n", "S118"),
        ("## 町 {#a overlay=replace}\n\n## 町 {#a overlay=remove}\n", "S118"),
        ("## 甲 {#a overlay=remove}\n\n### 町 {#m overlay=after:a1}\n", "S118"),
        ("### 町 {#a1 overlay=replace}\n\n## 甲 {#a overlay=replace}\n", "S118"),
        ("## 甲 {#a overlay=remove}\n\nいらない文\n", "S118"),
        ("> ## 町 {#m overlay=after:a}\n", "S118 S118"),
        ("## 町 {#m overlay=after:a}\n\n```\n閉じない\n", "S118"),
        ("## 町 {#m overlay=after:a}\n\n<!-- 閉じない\n", "S118"),
        ("## 町 {#b overlay=after:a}\n", "M305"),
        ("## 町 {#m overlay=afer:a}\n", "M314"),
        ("## 町 {#m overlay=after:A}\n", "M314"),
    ];
    for (patch, wanted) in ROWS {
        let book = if patch.is_empty() { three_layers("", "").files(PAGE).files(&page("site", "")) } else { book("", patch) };
        let mut codes = errors(&check(&book.site()));
        codes.sort();
        let found = if codes.is_empty() { headings(&build(&book, Audience::Public)) } else { codes.join(" ") };
        assert_eq!(found, *wanted, "{patch}\n{}", book.check().human());
    }
}

#[test]
fn text_moves_with_its_heading_and_nothing_is_lost_or_doubled() {
    let main = build(&book("", "## 町 {#m overlay=after:a}\n\n町の文\n\n## 乙の町 {#b overlay=replace}\n\n替えた文\n"), Audience::Public);
    let order = ["前書き", "甲の文", "甲一の文", "甲二の文", "町の文", "替えた文", "丙の文"];
    let places: Vec<usize> = order.iter().map(|text| main.find(text).unwrap_or_else(|| panic!("no {text}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(order.iter().all(|text| main.matches(text).count() == 1) && !main.contains("乙の文"), "{main}");
}

#[test]
fn a_town_patches_what_the_prefecture_made_of_the_base() {
    let ken = "## 県 {#k overlay=after:a}\n\n県の文\n\n### 県一 {#k1}\n\n県一の文\n\n## 乙 {#b overlay=remove}\n";
    let town = "### 町 {#k1 overlay=replace}\n\n町の文\n\n## 丙の町 {#c overlay=replace}\n\n丙の町の文\n";
    let main = build(&book(ken, town), Audience::Public);
    assert_eq!(headings(&main), "甲#a 甲一#a1 甲二#a2 県#k 町#k1 丙の町#c");
    assert!(main.contains("県の文") && main.contains("町の文") && !main.contains("県一の文") && !main.contains("乙の文"));
    // A section that the prefecture took away is not there for the town.
    let gone = book(ken, "## 乙 {#b overlay=replace}\n");
    assert_eq!(errors(&check(&gone.site())), ["S105"]);
}

#[test]
fn a_link_to_a_section_that_is_gone_says_who_took_it_away() {
    let book = book("## 乙 {#b overlay=remove}\n", "## 町 {#m overlay=after:a}\n\n[乙](#b)を見る。\n");
    let checked = book.check();
    assert_eq!(checked.places(), ["M204 guide/hajime.md:6:1"]);
    let said = checked.human();
    assert!(said.contains("手引き「ken」がここで取り除いています") && said.contains("ken/guide/hajime.md:4:"), "{said}");
}

#[test]
fn footnotes_and_link_targets_mean_what_they_meant_where_they_were_typed() {
    let base =
        "## 甲 {#a}\n\n甲[^a]と[例][link]\n\n## 乙 {#b}\n\n乙[^b]\n\n[^a]: 甲の注[^b]\n[^b]: 乙の注\n\n[link]: https://example.jp/moto\n";
    let with = |patch: &str| {
        let book = three_layers("", "").files(&format!("-- base/guide/hajime.md --\n---\ntitle: はじめに\n---\n{base}"));
        book.files(&page("site", patch))
    };
    let codes = |book: &Handbook| errors(&check(&book.site()));
    // The definitions stood in the section that goes; they are kept, and those that they use.
    let main = build(&with("## 乙 {#b overlay=remove}\n"), Audience::Public);
    assert!(main.contains("甲の注") && main.contains("乙の注") && main.contains("https://example.jp/moto"), "{main}");
    assert!(!main.contains("[^"), "{main}");
    // A patch uses what the page below defines.
    let main = build(&with("## 町 {#m overlay=after:a}\n\n町[^b]と[町の例][link]\n"), Audience::Public);
    assert_eq!(main.matches("https://example.jp/moto").count(), 2, "{main}");
    // Its own labels stand beside them.
    let main = build(&with("## 町 {#m overlay=after:b}\n\n町[^m]\n\n[^m]: 町の注\n"), Audience::Public);
    assert!(main.contains("町の注") && main.contains("甲の注"), "{main}");
    // One label of two files could mean either, wherever the sections stand.
    assert_eq!(codes(&with("## 町 {#m overlay=after:b}\n\n町[^a]\n\n[^a]: 町の注\n")), ["S119", "S119"]);
    assert_eq!(codes(&with("## 町 {#m overlay=before:a}\n\n[町][Link]\n\n[LINK]: https://example.jp/machi\n")), ["S119", "S119"]);
    // Not so when nothing uses the one below any more.
    let main = build(&with("## 甲 {#a overlay=replace}\n\n町[^a]\n\n[^a]: 町の注\n\n## 乙 {#b overlay=remove}\n"), Audience::Public);
    assert!(main.contains("町の注") && !main.contains("甲の注"), "{main}");
    // A label that nobody defines is what it always was.
    assert_eq!(codes(&with("## 町 {#m overlay=after:b}\n\n町[^z]\n")), ["M309"]);
}

#[test]
fn a_definition_in_a_part_for_staff_is_never_moved_out_of_it() {
    let base = "-- base/guide/hajime.md --\n---\ntitle: はじめに\n---\n## 甲 {#a audience=staff}\n\n甲[^a]\n\n## 乙 {#b audience=staff}\n\n[^a]: 秘密の注\n";
    let book = three_layers("", "").files(base).files(&page("site", "## 乙 {#b overlay=remove}\n"));
    assert_eq!(book.check().places(), ["S119 base/guide/hajime.md:6:2"]);
}

#[test]
fn a_section_goes_into_the_part_for_staff_that_it_is_put_into() {
    let base = "-- base/guide/hajime.md --\n---\ntitle: はじめに\n---\n## 甲 {#a}\n\n公開の文\n\n## 乙 {#b audience=staff}\n\n### 乙一 {#b1}\n\n内の文\n";
    let book = || three_layers("", "").files(base).files(&page("site", "### 町 {#m overlay=before:b1}\n\n町の内の文\n"));
    let public = build(&book(), Audience::Public);
    assert!(public.contains("公開の文") && !public.contains("内の文"), "{public}");
    let staff = build(&book(), Audience::Staff);
    assert!(staff.contains("町の内の文") && staff.contains("内の文"), "{staff}");
}

#[test]
fn a_mark_of_a_section_without_a_patch_has_no_effect_and_says_so() {
    let book = Handbook::new().page("## 甲 {#a overlay=remove}\n\n[](term:gennin)\n").replace(
        "site/glossary.yml",
        "definition: 本人に会って無事を確かめること。",
        "definition: \"## 見出し {#x overlay=after:y}\"",
    );
    assert_eq!(book.check().places(), ["S118 glossary.yml:2:52", "S118 guide/hajime.md:5:10"]);
}

#[test]
fn what_is_wrong_in_a_composed_page_is_shown_in_the_file_of_its_words() {
    let book =
        book("", "## 町 {#m overlay=after:a}\n\n[](agency:nobody)<b>\n").replace("base/guide/hajime.md", "乙の文", "[](agency:nemo)");
    assert_eq!(book.check().places(), ["M202 base/guide/hajime.md:20:1", "M202 guide/hajime.md:6:1", "M303 guide/hajime.md:6:18"]);
}
