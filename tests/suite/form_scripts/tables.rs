//! The table for a spreadsheet, and back: nothing is changed, nothing is lost silently, nothing is a formula.

use super::{filled, script, value};
use crate::rules::engine::Script;
use crate::rules::random::Random;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn written(script: &Script, values: &Value) -> String {
    value(script, &format!("core.formTable.write(lines, {values})")).as_str().expect("text").to_owned()
}

fn read(script: &Script, text: &str) -> Value {
    value(script, &format!("core.formTable.read({}, lines, lines)", json!(text)))
}

#[test]
fn a_table_is_read_back_as_it_was_written_with_labels_and_without() {
    let script = script();
    let cells = value(&script, "cells");
    for seed in 0..200 {
        let mut random = Random::new(seed);
        let values: BTreeMap<String, String> = filled(&mut random, &cells).into_iter().collect();
        let text = written(&script, &json!(values));
        let found = read(&script, &text);
        assert_eq!(found["left"], json!([]), "{seed}: {text}");
        let all: Vec<(String, String)> = serde_json::from_value(found["values"].clone()).expect("pairs");
        let back: BTreeMap<String, String> = all.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        assert_eq!(back, values, "{seed}: {text}");
        // As a selection that begins one column further right.
        let bare = value(&script, &format!("core.tableText.write(core.tableText.read({}, '\\t').map((row) => row.slice(1)))", json!(text)));
        let bare = bare.as_str().expect("text");
        if bare.trim().is_empty() || values.get("gakko").is_some_and(|school| school.contains("学校名")) {
            continue;
        }
        let found = read(&script, bare);
        let all: Vec<(String, String)> = serde_json::from_value(found["values"].clone()).expect("pairs");
        let back: BTreeMap<String, String> = all.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        assert_eq!((back, &found["left"]), (values, &json!([])), "{seed}: {bare}");
    }
}

#[test]
fn lines_stand_in_official_order_with_their_labels_first() {
    let script = script();
    let values = json!({"gakko": "第一中学校", "houkoku/era": "reiwa", "houkoku/year": "8", "kubun": "keizoku", "kesseki/m04": "3", "kesseki/total": "3",
        "yoin/ijime": "main", "hoshin/1/what": "電話\n訪問", "hoshin/2/who": "担任", "renkei/sonota": "1", "renkei/sonota-text": "児童館"});
    let expected = [
        "学校名\t第一中学校",
        "報告\t令和\t8\t",
        "生年月日\t\t\t\t",
        "区分\t継続",
        "欠席状況\t3\t\t\t\t\t\t\t\t\t\t\t\t3",
        "電話連絡\t",
        "いじめの被害\t◎",
        "家庭生活の変化\t",
        "今月の状況\t",
        "今後の方策\t\"電話\n訪問\"\t",
        "今後の方策\t\t担任",
        "連携している\t\t✓\t児童館",
        "備考\t",
        "備考\t",
    ];
    assert_eq!(written(&script, &values), expected.join("\n"));
}

#[test]
fn what_a_spreadsheet_would_reckon_with_is_text() {
    let script = script();
    for sign in ["=", "+", "-", "@", "＝", "＋", "－", "＠"] {
        let text = format!("{sign}1");
        assert!(written(&script, &json!({ "gakko": text })).starts_with(&format!("学校名\t'{text}\n")), "{sign}");
        assert_eq!(read(&script, &format!("学校名\t'{text}"))["values"][0], json!(["gakko", text]), "{sign}");
        assert_eq!(read(&script, &format!("学校名\t{text}"))["values"][0], json!(["gakko", text]), "without the sign of text");
    }
    assert!(written(&script, &json!({ "gakko": "\t1" })).starts_with("学校名\t\"'\t1\"\n"));
    assert!(written(&script, &json!({ "gakko": "1=1" })).starts_with("学校名\t1=1\n"));
    assert_eq!(read(&script, "学校名\t'ある'")["values"][0], json!(["gakko", "'ある'"]), "other signs of text belong to the text");
}

#[test]
fn what_finds_no_place_is_told_with_its_row() {
    let script = script();
    let found = read(
        &script,
        "学校名\t第一中学校\t余り\n知らない欄\t何か\n区分\tほか\n電話連絡\t２回くらい\nいじめの被害\t△\n備考\t一\n備考\t二\n備考\t三\n",
    );
    assert_eq!(
        found["left"],
        json!([
            {"row": 1, "text": "余り"}, {"row": 2, "text": "知らない欄"}, {"row": 2, "text": "何か"}, {"row": 3, "text": "ほか"},
            {"row": 5, "text": "△"}, {"row": 8, "text": "備考"}, {"row": 8, "text": "三"},
        ])
    );
    assert_eq!(found["values"], json!([["gakko", "第一中学校"], ["denwa", "２回くらい"], ["sonota", "一"], ["biko", "二"]]));
    let rows = value(&script, "lines.length").as_u64().expect("a count");
    let many = (0..rows + 2).map(|row| format!("{row}番")).collect::<Vec<_>>().join("\n");
    let left = &read(&script, &many)["left"];
    for row in [rows, rows + 1] {
        assert!(left.as_array().expect("list").contains(&json!({"row": row + 1, "text": format!("{row}番")})), "{left}");
    }
}

#[test]
fn choices_are_read_as_people_write_them() {
    let script = script();
    for (text, expected) in [
        ("区分\t継続", json!(["kubun", "keizoku"])),
        ("区分\tkeizoku", json!(["kubun", "keizoku"])),
        ("区分\t 継続　", json!(["kubun", "keizoku"])),
        ("いじめの被害\t○", json!(["yoin/ijime", "also"])),
        ("いじめの被害\t◯", json!(["yoin/ijime", "also"])),
        ("いじめの被害\t◎", json!(["yoin/ijime", "main"])),
        ("連携している\tレ", json!(["renkei/kodomo", "1"])),
        ("連携している\t☑", json!(["renkei/kodomo", "1"])),
        ("連携している\t□", json!(["renkei/kodomo", ""])),
        ("電話連絡\t１２", json!(["denwa", "12"])),
    ] {
        assert_eq!(read(&script, text)["values"][0], expected, "{text}");
    }
}

#[test]
fn a_table_that_cannot_be_read_is_refused_whole() {
    let script = script();
    for (text, fault) in [("", "empty"), (" \n\t", "empty"), ("学校名\t\"第一", "quote")] {
        assert_eq!(read(&script, text), json!({ "fault": fault }), "{text:?}");
    }
    let most = value(&script, "core.formTable.MAX_TEXT").as_u64().expect("a number");
    let length = |size: u64| value(&script, &format!("Object.keys(core.formTable.read('x'.repeat({size}), lines, lines))"));
    assert_eq!(length(most), json!(["values", "left"]));
    assert_eq!(length(most + 1), json!(["fault"]));
}

#[test]
fn a_copy_as_text_has_what_is_filled_in_and_nothing_else() {
    let script = script();
    let values = json!({"gakko": "第一中学校", "kesseki/m04": "3", "kesseki/m05": "11", "yoin/ijime": "also", "jokyo": "一行目\n二行目"});
    let text = value(&script, &format!("core.formTable.text(lines, {values}, (label, text) => label + '：' + text, '、')"));
    assert_eq!(text, "学校名：第一中学校\n欠席状況：4月 3、5月 11\nいじめの被害：○\n今月の状況：一行目\n二行目");
}

/// Spreadsheets end the last line like every other.
#[test]
fn the_end_of_a_table_without_labels_changes_nothing_and_an_empty_row_empties_its_field() {
    let script = script();
    let expected = json!([["gakko", "第一中学校"], ["houkoku/era", "reiwa"], ["houkoku/year", "8"], ["houkoku/month", "5"]]);
    for text in ["第一中学校\r\n令和\t8\t5\r\n", "第一中学校\n令和\t8\t5\n", "第一中学校\n令和\t8\t5"] {
        assert_eq!(read(&script, text), json!({"values": expected, "left": []}), "{text:?}");
    }
    let found = read(&script, "\r\n令和\t8\t5\r\n");
    assert_eq!(found["values"][0], json!(["gakko", ""]), "what was last month's does not stay");
}

#[test]
fn a_line_break_becomes_a_blank_where_a_field_has_one_line() {
    let script = script();
    for (text, expected) in [
        ("学校名\t\"花園2-12-1\n101号\"", json!(["gakko", "花園2-12-1 101号"])),
        ("学校名\t\"花園2-12-1 \r\n\r\n　101号\r\n\"", json!(["gakko", "花園2-12-1 101号"])),
        ("学校名\t　第一  中学校 ", json!(["gakko", "　第一  中学校 "])),
        ("今月の状況\t\"一行目\n\n　二行目\n\"", json!(["jokyo", "一行目\n\n　二行目\n"])),
    ] {
        assert_eq!(read(&script, text)["values"][0], expected, "{text}");
    }
}

#[test]
fn rows_of_two_tables_with_one_label_fill_both_before_one_grows() {
    let script = script();
    let twice = "(function () {
        var second = {key: 'tsugi', kind: 'rows', label: '今後の方策', rows: 2, columns: [{id: 'what', kind: 'long', label: '何を行うか'}]};
        var twice = {fields: data.fields.concat([second])};
        function linesOf(rows) { return core.formLines.lines(core.formLines.cells(twice, rows)); }
        var text = [1, 2, 3, 4, 5, 6].map(function (row) { return '今後の方策\\t' + row; }).join('\\n');
        return core.formTable.read(text, linesOf({}), linesOf({hoshin: core.formLines.MAX_ROWS, tsugi: core.formLines.MAX_ROWS}));
    })()";
    let expected = json!([
        ["hoshin/1/what", "1"],
        ["hoshin/2/what", "2"],
        ["tsugi/1/what", "3"],
        ["tsugi/2/what", "4"],
        ["hoshin/3/what", "5"],
        ["hoshin/4/what", "6"],
    ]);
    assert_eq!(value(&script, twice), json!({"values": expected, "left": []}));
}
