//! A flow that uses every kind of box and arrow, in the small handbook of the harness.

use crate::harness::Handbook;

pub const FLOW: &str = "site/flows/nagare.yml";

const FILES: &str = r#"
-- site/flows/nagare.yml --
title: 気づいてから
summary: 気づいた人がたどる流れです。
page: page:hajime
lanes:
  - {id: school, title: 学校の対応}
  - {id: agencies, title: 関係機関との連携}
groups:
  - {id: first, title: はじめに}
nodes:
  - id: notice
    kind: start
    text: 気づき
    lane: school
    group: first
    who: [role:management]
    who_others: yes
    next: [gather]
  - id: gather
    kind: information
    text: 情報の収集
    lane: school
    items: [本人と話す, "**保護者**と話す", "[窓口](agency:centre)に聞く"]
    next: [{to: met, inferred: yes}]
  - id: met
    kind: question
    text: 本人に会えたか
    lane: school
    next:
      - {to: meeting, label: はい}
      - {to: centre, label: いいえ, number: 1}
      - {to: centre, label: 分からない}
  - id: meeting
    kind: meeting
    text: 校内ケース会議
    lane: school
    with: [role:management, slot:guidance]
    with_others: yes
    links: [page:hajime#tsukai]
    next: [calm, worried]
  - {id: calm, kind: case, text: 落ち着いている場合, lane: school, next: [done]}
  - {id: worried, kind: case, text: 心配な場合, lane: school, next: [centre]}
  - {id: done, kind: outcome, text: 見守る, lane: school}
  - {id: centre, kind: party, who: [slot:centre], lane: agencies, next: [{to: guidance, label: 協議, both: yes}]}
  - {id: guidance, kind: party, who: [agency:guidance], lane: agencies}
  - {id: care, kind: note, text: 大切なこと, items: [一人で抱え込まない], about: [meeting]}
open: [だれが会うかは、原資料に定めがありません]
sources:
  - {document: 見本の要綱, page: "3"}
"#;

/// The handbook with the flow.
pub fn whole(book: Handbook) -> Handbook {
    book.files(FILES)
}

/// The handbook with the flow, a part of which is another text.
pub fn changed(book: Handbook, from: &str, to: &str) -> Handbook {
    whole(book).replace(FLOW, from, to)
}

/// The handbook with another flow: its boxes, and what stands before them.
pub fn of_nodes(book: Handbook, head: &str, nodes: &str) -> Handbook {
    book.write(FLOW, format!("title: 別の流れ\n{head}nodes:\n{nodes}").as_bytes());
    book
}
