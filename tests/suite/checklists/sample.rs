//! A checklist that uses every key, in the small handbook of the harness.

use crate::harness::Handbook;

pub const LIST: &str = "site/checklists/kaigi.yml";

const FILES: &str = r#"
-- site/checklists/kaigi.yml --
title: 会議の確認表
summary: 会議の前と当日に確かめます。
page: page:hajime
phases:
  - {id: before, title: 事前}
  - {id: day, title: 当日}
  - {id: words, title: 避ける言葉, boxes: no}
roles:
  - {id: chair, title: 司会}
  - {id: writer, title: 記録}
items:
  - id: danger
    override: yes
    text: 命の危険があれば、直ちに[](agency:dial-110)に電話する。
    notes: [会議を待たない]
  - {id: room, phase: before, text: 会場を決める, required: yes}
  - {id: paper, phase: before, text: "**資料**を作る", roles: [writer], notes: ["[窓口](agency:centre)に聞く", 二部作る]}
  - {id: open, phase: day, text: 始める, roles: [chair]}
  - {id: late, phase: day, text: 延ばしてよいか聞く, roles: [chair], if: 時間が足りないとき}
  - {id: note, phase: day, text: 決まったことを書く, roles: [chair, writer]}
  - {id: share, phase: day, text: 皆に伝える}
  - {id: lazy, phase: words, text: 怠けだという言葉}
open: [だれが記録するかは、原資料に定めがありません]
sources:
  - {document: 見本の要綱, page: "3"}
"#;

/// The handbook with the checklist.
pub fn whole(book: Handbook) -> Handbook {
    book.files(FILES)
}

/// The handbook with the checklist, a part of which is another text.
pub fn changed(book: Handbook, from: &str, to: &str) -> Handbook {
    whole(book).replace(LIST, from, to)
}

/// The handbook with another checklist: its items, and what stands before them.
pub fn of_items(book: Handbook, head: &str, items: &str) -> Handbook {
    book.write(LIST, format!("title: 別の確認表\n{head}items:\n{items}").as_bytes());
    book
}
