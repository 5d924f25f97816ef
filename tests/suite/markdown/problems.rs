//! What an editor is told about a page, at which place.

use super::{problems, read};
use shirube::syntax::{MAX_DEPTH, MAX_HEADINGS, MAX_TABLE_COLUMNS};

#[test]
fn full_width_marks_are_near_misses_at_their_place() {
    let cases: &[(&str, &[&str])] = &[
        ("＃ 見出し", &["M304 ＃"]),
        ("文\n＃＃　見出し", &["M304 ＃＃"]),
        ("－ 項目", &["M304 －"]),
        ("－　項目", &["M304 －"]),
        ("＊　項目", &["M304 ＊"]),
        ("これは＊＊大事＊＊です", &["M304 ＊＊", "M304 ＊＊"]),
        ("［窓口］（https://example.jp/）へ", &["M304 ［窓口］（https://example.jp/）"]),
        ("［窓口］(agency：kodomo)", &["M304 ［窓口］(agency：kodomo)"]),
        ("##見出し", &["M304 ##"]),
        ("##　見出し", &["M304 ##"]),
        ("- 甲\n- ＃ 乙", &["M304 ＃"]),
        ("> [!NOTE] 本文", &["M304 [!NOTE]"]),
        ("> [!注意]\n> 本文", &["M304 [!注意]"]),
        ("> [!NOTE]\n> 本文", &[]),
        // Ordinary Japanese.
        ("１．項目\n２．項目", &[]),
        ("・項目\n・項目", &[]),
        ("－5度です", &[]),
        ("－ 項目の途中 － です".split_at(3).1, &[]),
        ("［注］（別表を見る）", &[]),
        ("番号＃1、＊印", &[]),
        ("#タグ", &[]),
        ("`＃ 見出し`と`＊＊`", &[]),
        ("    ＃ 見出し\n    ＊＊", &[]),
        ("## 見出し", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(problems(text), *expected, "{text}");
    }
}

#[test]
fn raw_html_and_comments_are_warned_at_their_place() {
    assert_eq!(problems("前 <b>太字</b> 後"), ["M303 <b>", "M303 </b>"]);
    assert_eq!(problems("前<!-- 秘密 -->後"), ["M303 <!-- 秘密 -->"]);
    assert_eq!(problems("<!-- 秘密 -->\n"), ["M303 <!-- 秘密 -->"]);
    assert_eq!(problems("`<b>` と 5 < 6"), Vec::<String>::new());
    assert_eq!(problems(&"<b>".repeat(1000)).len(), 50);
}

#[test]
fn heading_ids_are_checked() {
    assert_eq!(problems("## 一 {#a}\n## 二 {#a}\n"), ["M305 #a"]);
    assert_eq!(problems("## 一 {#A_b}\n## 二 {#}\n## 三 {#見出し}\n"), ["M306 #A_b", "M306 #", "M306 #見出し"]);
    assert_eq!(problems("## 一 {#a .wide}\n## 二 {.wide}\n## 三 {onclick=x}\n"), ["M314 .wide", "M314 .wide", "M314 onclick=x"]);
    assert_eq!(problems("# 題\n"), ["M310 # 題"]);
    assert_eq!(problems("## 一{#a}\n## {#b}\n## 二 {c}\n"), Vec::<String>::new());
}

#[test]
fn headings_are_listed_with_text_level_id_and_place() {
    let (outline, _) = read("## {不登校|ふとうこう}の**「定義」**と`x` {#teigi}\n\n本文\n\n### 次[^1]\n\n二\n---\n\n[^1]: 注\n");
    let list: Vec<_> =
        outline.headings.iter().map(|h| (h.level, h.id.as_str(), h.is_explicit, h.text.as_str(), h.span.start, h.span.end)).collect();
    assert_eq!(
        list[0],
        (2, "teigi", true, "不登校の「定義」とx", 10, 10 + "## {不登校|ふとうこう}の**「定義」**と`x` {#teigi}".len() as u32)
    );
    assert_eq!((list[1].0, list[1].1, list[1].2, list[1].3), (3, "h-1", false, "次"));
    assert_eq!((list[2].0, list[2].1, list[2].3), (2, "h-2", "二"));
}

#[test]
fn a_footnote_without_definition_is_an_error() {
    assert_eq!(problems("文[^x]と[^y]\n\n[^y]: 注\n"), ["M309 [^x]"]);
    assert_eq!(problems("`[^x]` と \\[^x]"), Vec::<String>::new());
}

#[test]
fn limits_hold_at_the_limit_and_not_past_it() {
    let table = |columns: usize| format!("|{}\n|{}\n", "a|".repeat(columns), "-|".repeat(columns));
    assert!(problems(&table(MAX_TABLE_COLUMNS)).is_empty());
    assert!(problems(&table(MAX_TABLE_COLUMNS + 1))[0].starts_with("M307 |a|"));
    let quotes = |depth: usize| format!("{}文\n", ">".repeat(depth));
    assert!(problems(&quotes(MAX_DEPTH)).is_empty());
    assert_eq!(problems(&quotes(MAX_DEPTH + 1)), ["M308 >"]);
    let headings = |count: usize| "## 見出し\n".repeat(count);
    assert!(problems(&headings(MAX_HEADINGS)).is_empty());
    assert_eq!(problems(&headings(MAX_HEADINGS + 1)), ["M312 ## 見出し"]);
    let spans = |depth: usize| format!("{}x{}", "*a **b ".repeat(depth / 2), "**b a*".repeat(depth / 2));
    assert!(problems(&spans(MAX_DEPTH)).is_empty());
    assert_eq!(problems(&spans(MAX_DEPTH + 2)).len(), 1);
}
