//! An agenda that uses every key, in the small handbook of the harness.

use crate::harness::Handbook;

pub const AGENDA: &str = "site/agendas/kaigi.yml";

const FILES: &str = r#"
-- site/agendas/kaigi.yml --
title: 会議の進行
summary: 司会が手元に置く進行です。
page: page:hajime
parts:
  - {id: chair, title: 司会, who: [role:management, slot:centre], either: yes}
  - {id: desk, who: [agency:guidance], note: "[はじめに](page:hajime)を読む"}
steps:
  - {id: open, text: はじめの確認, minutes: 5, lead: [chair]}
  - {id: talk, text: 話し合い, minutes: {from: 10, to: 15}, lead: [chair], with: [desk], items: [質問, "[窓口](agency:centre)の意見"]}
  - {id: rest, text: まとめ, items: [決めたことを確かめる]}
  - {id: change, text: 入れ替わり, between: yes}
total: 30
patterns:
  - id: regular
    title: 定例
    cases: 急がないとき
    often: 毎月
    place: "[](agency:centre)"
    count: 2件
    time: 1時間
    members: ["[](role:management)", 担任]
    as_needed: ["[](slot:centre)"]
    items: [前の週に知らせる]
  - {id: urgent, title: 随時}
timetable:
  title: 進行表
  start: "9:00"
  blocks:
    - cases: [{title: A校}]
    - {break: 10}
    - cases: [{title: B校, attend: "[](agency:centre)"}, {title: C校}]
open: [だれが記録するかは、原資料に定めがありません]
sources:
  - {document: 見本の要綱, page: "3"}
"#;

/// The handbook with the agenda.
pub fn whole(book: Handbook) -> Handbook {
    book.files(FILES)
}

/// The handbook with the agenda, a part of which is another text.
pub fn changed(book: Handbook, from: &str, to: &str) -> Handbook {
    whole(book).replace(AGENDA, from, to)
}

/// The handbook with another agenda.
pub fn of(book: Handbook, text: &str) -> Handbook {
    book.write(AGENDA, text.as_bytes());
    book
}
