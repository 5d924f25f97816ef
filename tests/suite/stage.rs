//! Stage pages: one order of parts, and the first three at the head.

use crate::harness::{Handbook, main_of};

/// The small handbook with a stage page of these headings.
fn stage(ids: &[&str]) -> Handbook {
    let sections: String = ids.iter().map(|id| format!("## 見出し {{#{id}}}\n\n{id} の本文。\n\n")).collect();
    Handbook::new().files(&format!("-- site/guide/hajime.md --\n---\ntitle: 三日目\nlayout: stage\n---\nまえがき。\n\n{sections}"))
}

const ORDER: [&str; 7] = ["today", "deadline", "forms", "phone", "words", "basis", "open"];

fn codes(book: &Handbook) -> Vec<String> {
    book.check().diagnostics.iter().map(|problem| problem.code.to_string()).collect()
}

#[test]
fn the_parts_in_their_order_are_no_problem_and_own_sections_may_stand_between_the_later_ones() {
    assert_eq!(codes(&stage(&ORDER)), [""; 0]);
    assert_eq!(codes(&stage(&["today", "deadline", "forms", "phone", "words", "kaigi", "homon", "basis", "open", "owari"])), [""; 0]);
}

#[test]
fn a_part_that_is_missing_or_out_of_order_is_told() {
    for missing in ORDER {
        let rest: Vec<&str> = ORDER.into_iter().filter(|id| *id != missing).collect();
        let checked = stage(&rest).check();
        assert_eq!(checked.diagnostics.len(), 1, "{missing}");
        assert!(checked.diagnostics[0].message.ja.contains(&format!("{{#{missing}}}")), "{missing}: {}", checked.diagnostics[0].message.ja);
    }
    for at in 0..ORDER.len() - 1 {
        let mut order = ORDER;
        order.swap(at, at + 1);
        assert_eq!(codes(&stage(&order)), ["M315"], "{order:?}");
    }
    assert_eq!(
        codes(&stage(&["kaigi", "today", "deadline", "forms", "phone", "words", "basis", "open"])),
        ["M315"],
        "nothing stands before today"
    );
    assert_eq!(
        codes(&stage(&["today", "kaigi", "deadline", "forms", "phone", "words", "basis", "open"])),
        ["M315"],
        "nothing parts the head"
    );
}

#[test]
fn the_head_holds_the_first_three_parts_and_the_sources_stand_with_the_basis() {
    let book = stage(&ORDER).replace("site/guide/hajime.md", "layout: stage", "layout: stage\nsources: [{document: 原資料, page: 12}]");
    let pages = book.build();
    let main = main_of(&pages["guide/hajime.html"]);
    let at = |words: &str| main.find(words).unwrap_or_else(|| panic!("no {words} in {main}"));
    let (toc, sources) = (at("class=\"toc\""), at("class=\"sources\""));
    assert!(at("まえがき。") < at("today の本文。"));
    for part in &ORDER[..3] {
        assert!(at(&format!("{part} の本文。")) < toc, "{part} stands at the head");
    }
    for part in &ORDER[3..] {
        assert!(at(&format!("{part} の本文。")) > toc, "{part} stands below");
    }
    assert!(at("basis の本文。") < sources && sources < at("open の本文。"));
    assert_eq!(main.matches("class=\"sources\"").count(), 1);
}

#[test]
fn a_heading_in_a_quote_or_list_begins_no_part() {
    let book = stage(&ORDER).replace("site/guide/hajime.md", "words の本文。", "> ## 引用の見出し\n\n- ## 箇条の見出し\n\nwords の本文。");
    let pages = book.build();
    let main = main_of(&pages["guide/hajime.html"]);
    let words = main.split("data-stage-part=\"words\"").nth(1).and_then(|rest| rest.split("</section>").next()).unwrap_or_default();
    assert!(["引用の見出し", "箇条の見出し", "words の本文。"].iter().all(|text| words.contains(text)), "{words}");
    assert_eq!(main.matches("data-stage-part=").count(), ORDER.len());
}
