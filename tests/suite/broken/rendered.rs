//! Messages as a clerk sees them: the excerpt, the mark under the right cell of double-width text, both places, and what to type instead.

use crate::harness::Handbook;

/// Compares the rendered messages; lines without letters at their end carry no blanks.
fn shows(book: &Handbook, expected: &str) {
    let human = book.check().human();
    let said: Vec<&str> = human.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    let wanted: Vec<&str> = expected.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    assert_eq!(said, wanted, "\n{human}");
}

#[test]
fn the_mark_stands_under_a_reference_after_double_width_text() {
    shows(
        &Handbook::new().page("相談は、まずこども家庭センター（[](agency:center)）へ。\n"),
        "
エラー[M202 unknown-reference]: 「agency:center」がありません
  ╭▸ site/guide/hajime.md:5:17
  │
5 │ 相談は、まずこども家庭センター（[](agency:center)）へ。
  │                                 ━━━━━━━━━━━━━━━━━
  │
  ╰ 直し方: もしかして「agency:centre」ですか
",
    );
}

#[test]
fn the_mark_stands_under_a_full_width_sign() {
    shows(
        &Handbook::new().replace("site/agencies/centre.yml", "yomi: ", "yomi　：　"),
        "
エラー[L106 full-width-colon]: 全角のコロン「：」が使われています
  ╭▸ site/agencies/centre.yml:2:6
  │
2 │ yomi　：　こどもかていせんたー
  │       ━━
  │
  ╰ 直し方: 半角の「: 」（コロンと半角スペース）にします
エラー[L107 full-width-space]: 値の前に全角スペースがあります
  ╭▸ site/agencies/centre.yml:2:7
  │
2 │ yomi　：　こどもかていせんたー
  │         ━━ 全角スペース
  │
  ╰ 直し方: 半角スペース 1 つにします
",
    );
}

#[test]
fn a_mark_after_half_width_kana_and_emoji_counts_cells() {
    shows(
        &Handbook::new().page("ｶﾅと🙂と葛\u{e0100}城の[](term:genin)。\n"),
        "
エラー[M202 unknown-reference]: 「term:genin」がありません
  ╭▸ site/guide/hajime.md:5:10
  │
5 │ ｶﾅと🙂と葛\u{e0100}城の[](term:genin)。
  │               ━━━━━━━━━━━━━━
  │
  ╰ 直し方: もしかして「term:gennin」ですか
",
    );
}

#[test]
fn a_duplicate_shows_both_places_in_one_excerpt() {
    let book = Handbook::new().page("## 甲 {#ko}\n\n## 乙 {#ko}\n");
    shows(
        &book,
        "
エラー[M305 duplicate-heading-id]: 見出しの id「#ko」は前に使われています
  ╭▸ site/guide/hajime.md:7:7
  │
5 │ ## 甲 {#ko}
  │        ─── 最初はここ
6 │
7 │ ## 乙 {#ko}
  │        ━━━
  │
  ╰ 直し方: 片方の id を変えます
",
    );
}

#[test]
fn duplicates_are_shown_with_both_places() {
    let book = Handbook::new()
        .replace("site/site.yml", "- id: madoguchi", "- id: taio")
        .replace("site/site.yml", "index:kana", "index:kana, page:hajime")
        .replace("site/agencies/centre.yml", "category: jido", "category: jido\nname: 別の名")
        .replace("site/glossary.yml", "terms:", "terms:\n  - {id: gennin, term: 確認, yomi: かくにん, definition: 二度目。}")
        .page("## 甲 {#ko}\n\n## 乙 {#ko}\n");
    let checked = book.check();
    let labels: Vec<(&str, usize)> = checked.diagnostics.iter().map(|problem| (problem.code.id(), problem.labels.len())).collect();
    assert_eq!(labels, [("Y103", 2), ("S109", 2), ("M305", 2), ("S109", 2), ("S112", 2)]);
}

#[test]
fn a_page_saved_in_shift_jis_shows_the_line_that_cannot_be_read() {
    let book = Handbook::new();
    book.write("site/guide/hajime.md", b"---\ntitle: hajime\n---\ntext \x8e\xe8\x88\xf8\x82\xab\n");
    shows(
        &book,
        "
エラー[L101 not-utf-8]: 文字コードが UTF-8 ではなく、Shift_JIS（ANSI）のようです
  ╭▸ site/guide/hajime.md:4:6
  │
4 │ text �����
  │      ━ ここから読めません
  │
  ╰ 直し方: メモ帳で開いて「名前を付けて保存」を選び、下の「エンコード（文字コード）」を「UTF-8」にして保存します
",
    );
}

#[test]
fn a_file_without_a_text_is_shown_by_its_name_alone() {
    shows(
        &Handbook::new().files("-- site/guide/Aux_1.md --\n-- site/memo.txt --\n"),
        "
エラー[P104 bad-file-name]: 名前に使えない文字があるか、長すぎます
 ╭▸ site/guide/Aux_1.md
 ╰ 直し方: たとえば「aux-1.md」にします
注意[P107 file-left-out]: 手引きに使わないので、読みません
 ╭▸ site/memo.txt
 ╰ 直し方: 要らなければ消し、要るなら名前と置き場所を確かめてください
",
    );
}

#[test]
fn advice_names_a_word_that_is_near_for_keys_ids_fields_kinds_and_slots() {
    let book = Handbook::new()
        .replace("site/site.yml", "guidance: agency:guidance", "guidanse: agency:guidance")
        .replace("site/agencies/guidance.yml", "phones:", "phonse:")
        .page("[](agancy:centre) [](agency:center) [](agency:centre#phnoe) [](term:genin) [](#tukai)\n\n## 使い方 {#tsukai}\n");
    let checked = book.check();
    let advice: Vec<String> =
        checked.diagnostics.iter().map(|problem| problem.help.as_ref().map_or("", |help| &help.ja).to_owned()).collect();
    let words = ["phones", "agency", "agency:centre", "#phone", "term:gennin", "#tsukai", "guidance"];
    assert_eq!(advice, words.map(|word| format!("もしかして「{word}」ですか")));
}
