//! A form that uses every kind of field, in the small handbook of the harness.

use crate::harness::Handbook;

pub const FORM: &str = "site/forms/houkoku.yml";

const FILES: &str = r#"
-- site/forms/houkoku.yml --
title: 見本の報告書
number: 様式１
called:
  - {name: 見本の連絡票, at: 本文}
summary: 見本として報告する様式です。
page: page:hajime
when: [気になる様子が続いたとき]
who: "[担当](role:management)が書きます。"
due: 翌月の初めまで
send:
  to: [slot:centre]
  steps:
    - {means: phone, contact: "agency:centre#phone", text: へかけます。}
sections:
  - id: hajime
    title: はじめに
    fields:
      - {id: gakko, label: 学校名, kind: text, unit: 学校, next_month: keep}
      - {id: kinyubi, label: 記入日, kind: date, fill: as-of, open: 書く日の定めはありません。}
      - {id: tsuki, label: 報告の月, kind: month, fill: as-of-month, next_month: next}
      - {id: kigen, label: 期日, kind: month-day}
      - {id: jikan, label: 日時, kind: time-range}
      - {id: in, label: 印, kind: seal}
      - {id: shomei, label: 署名, kind: signature}
  - id: naiyo
    title: 内容
    hint: "分かるところだけ書きます（[](page:hajime)）。"
    fields:
      - {id: jokyo, label: 状況, kind: long, hint: くわしく書きます。}
      - {id: denwa, label: 電話, kind: number, unit: 回}
      - {id: hoka, label: その他, kind: number, unit: 回, free_label: yes}
      - {id: kubun, label: 区分, kind: choice, options: [{id: shinki, label: 新規}, {id: keizoku, label: 継続}]}
      - {id: renkei, label: 連携, kind: checks, options: [{id: shitsu, label: 支援室}, {id: hoka, label: その他の機関, free_text: yes}]}
      - {id: yoin, label: 要因, kind: marks, options: [{id: ie, label: 家庭}, {id: tomo, label: 友人}]}
      - {id: nissu, label: 欠席日数, kind: months, fill: absent-by-month, totals: [{id: kei, label: 累計, unit: 日}]}
      - {id: mae, label: 前年度まで, kind: numbers, columns: [{id: ichi, label: 小１}, {id: ni, label: 小２}]}
      - {id: hosaku, label: 方策, kind: rows, rows: 2, columns: [{id: nani, label: 何を}, {id: dare, label: 誰が}]}
      - {id: chui, label: 注意, kind: note, text: 急ぐときは電話です。}
sheets:
  - rows:
      - {lines: 2, cells: [{field: gakko, label_width: 3, width: 9}, {field: kinyubi, label_width: 3, width: 9}]}
      - {lines: 2, cells: [{field: tsuki, label_width: 3, width: 9}, {field: kigen, label_width: 3, width: 9}]}
      - {lines: 2, cells: [{field: jikan, label_width: 3, width: 13}, {field: in, width: 2}, {field: shomei, label_width: 2, width: 4}]}
      - {lines: 6, cells: [{field: jokyo, label_width: 4, width: 20}]}
      - {lines: 2, cells: [{field: denwa, label_width: 3, width: 5}, {field: hoka, label_width: 3, width: 13}]}
      - {lines: 2, cells: [{field: kubun, label_width: 3, width: 7}, {field: renkei, label_width: 3, width: 11}]}
  - rows:
      - {lines: 3, cells: [{text: 要因に印をつける, width: 4, height: 2}, {field: yoin, width: 20}]}
      - {lines: 3, cells: [{field: nissu, label_width: 4, width: 16}]}
      - {lines: 3, cells: [{field: mae, label_width: 4, width: 20}]}
      - {lines: 6, cells: [{field: hosaku, label_width: 4, width: 20}]}
      - {lines: 2, cells: [{field: chui, width: 20}, {width: 4}]}
notes: [変わらない欄は、前の月と同じでかまいません]
open: [いつまで続けて出すかは、定めがありません]
sources:
  - {document: 見本の要綱, page: "4"}
"#;

/// The handbook with the form.
pub fn whole(book: Handbook) -> Handbook {
    book.files(FILES)
}

/// The handbook with the form, a part of which is another text.
pub fn changed(book: Handbook, from: &str, to: &str) -> Handbook {
    whole(book).replace(FORM, from, to)
}

/// The handbook with a form of one section of these fields, one row of paper each.
pub fn of_fields(book: Handbook, fields: &[String]) -> Handbook {
    let ids = fields.iter().map(|field| field.trim_start_matches("{id: ").split(',').next().unwrap_or_default());
    // A sheet holds 44 lines.
    let sheets: Vec<String> = ids.map(|id| format!("      - {{cells: [{{field: {id}, label_width: 4, width: 20}}]}}\n")).collect();
    let sheets: String = sheets.chunks(44).map(|rows| format!("  - rows:\n{}", rows.concat())).collect();
    let fields: String = fields.iter().map(|field| format!("      - {field}\n")).collect();
    let text =
        format!("title: 別の様式\nsend: {{to: nobody}}\nsections:\n  - id: bu\n    title: 内容\n    fields:\n{fields}sheets:\n{sheets}");
    book.write(FORM, text.as_bytes());
    book
}
