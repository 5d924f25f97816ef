//! Mistakes in checklists.

use super::Case;
use crate::checklists::sample::{LIST, changed, of_items, whole};
use crate::harness::Handbook;

#[test]
fn a_checklist_that_does_not_hold_together_is_named() {
    super::run(CASES);
}

/// A checklist of so many items.
fn items(book: Handbook, count: usize) -> Handbook {
    let items: String = (0..count).map(|at| format!("  - {{id: n{at}, text: 項目{at}}}\n")).collect();
    of_items(book, "", &items)
}

/// A checklist of so many phases, each with an item.
fn phases(book: Handbook, count: usize) -> Handbook {
    let phases: String = (0..count).map(|at| format!("  - {{id: p{at}, title: 段{at}}}\n")).collect();
    let items: String = (0..count).map(|at| format!("  - {{id: n{at}, phase: p{at}, text: 項目{at}}}\n")).collect();
    of_items(book, &format!("phases:\n{phases}"), &items)
}

/// A checklist of so many roles, each with an item.
fn roles(book: Handbook, count: usize) -> Handbook {
    let roles: String = (0..count).map(|at| format!("  - {{id: r{at}, title: 役{at}}}\n")).collect();
    let items: String = (0..count).map(|at| format!("  - {{id: n{at}, roles: [r{at}], text: 項目{at}}}\n")).collect();
    of_items(book, &format!("roles:\n{roles}"), &items)
}

fn in_nav(book: Handbook, item: &str) -> Handbook {
    whole(book).replace("site/site.yml", "items: [page:hajime]", &format!("items: [page:hajime, \"{item}\"]"))
}

pub const CASES: &[Case] = &[
    Case { name: "a checklist without mistakes", change: whole, expected: &[] },
    Case { name: "a checklist of 100 items", change: |book| items(book, 100), expected: &[] },
    Case { name: "a checklist of 101 items", change: |book| items(book, 101), expected: &["C101 checklists/kaigi.yml:103:22"] },
    Case { name: "a checklist of 12 phases", change: |book| phases(book, 12), expected: &[] },
    Case { name: "a checklist of 13 phases", change: |book| phases(book, 13), expected: &["C101 checklists/kaigi.yml:15:10"] },
    Case { name: "a checklist of 8 roles", change: |book| roles(book, 8), expected: &[] },
    Case { name: "a checklist of 9 roles", change: |book| roles(book, 9), expected: &["C101 checklists/kaigi.yml:11:10"] },
    Case {
        name: "a checklist without items",
        change: |book| {
            book.write(LIST, "title: 空\nitems: []\n".as_bytes());
            book
        },
        expected: &["Y111 checklists/kaigi.yml:2:8"],
    },
    Case {
        name: "an item without an id",
        change: |book| changed(book, "id: share, phase: day", "phase: day"),
        expected: &["C102 checklists/kaigi.yml:21:24"],
    },
    Case {
        name: "an item of a phase and of a role that there are not",
        change: |book| changed(book, "phase: day, text: 始める, roles: [chair]", "phase: dai, text: 始める, roles: [chear]"),
        expected: &["C103 checklists/kaigi.yml:18:23", "C103 checklists/kaigi.yml:18:47"],
    },
    Case {
        name: "an item without a phase beside phases",
        change: |book| changed(book, "id: share, phase: day", "id: share"),
        expected: &["C104 checklists/kaigi.yml:21:10"],
    },
    Case {
        name: "a phase without items",
        change: |book| changed(book, "  - {id: lazy, phase: words, text: 怠けだという言葉}\n", ""),
        expected: &["C105 checklists/kaigi.yml:7:10"],
    },
    Case {
        name: "a role that no item has",
        change: |book| changed(book, "title: 記録}", "title: 記録}\n  - {id: guest, title: 来た人}"),
        expected: &["C105 checklists/kaigi.yml:11:10"],
    },
    Case {
        name: "ids of items, of an item and a phase, and of roles twice",
        change: |book| {
            changed(book, "id: share", "id: room")
                .replace(LIST, "id: lazy", "id: words")
                .replace(LIST, "id: writer", "id: chair")
                .replace(LIST, "roles: [writer]", "roles: [chair]")
                .replace(LIST, "[chair, writer]", "[chair]")
        },
        expected: &["S109 checklists/kaigi.yml:10:10", "S109 checklists/kaigi.yml:21:10", "S109 checklists/kaigi.yml:22:10"],
    },
    Case {
        name: "an id of an item with capitals",
        change: |book| changed(book, "id: share", "id: Share"),
        expected: &["S108 checklists/kaigi.yml:21:10"],
    },
    Case {
        name: "a role by the name of everyone",
        change: |book| {
            changed(book, "id: writer", "id: everyone").replace(LIST, "roles: [writer]", "roles: [everyone]").replace(
                LIST,
                "[chair, writer]",
                "[chair]",
            )
        },
        expected: &["S108 checklists/kaigi.yml:10:10"],
    },
    Case {
        name: "an unknown key of an item",
        change: |book| changed(book, "required: yes", "requierd: yes"),
        expected: &["Y102 checklists/kaigi.yml:16:45"],
    },
    Case {
        name: "a checklist without a title",
        change: |book| changed(book, "title: 会議の確認表\n", ""),
        expected: &["Y104 checklists/kaigi.yml:1:1"],
    },
    Case {
        name: "a checklist by the name of the list of all",
        change: |book| book.files("-- site/checklists/index.yml --\ntitle: 一覧\nitems: [{id: one, text: 一つ}]\n"),
        expected: &["S108 checklists/index.yml:1:8"],
    },
    Case {
        name: "a page and a link in an item that there are not",
        change: |book| changed(book, "page: page:hajime", "page: page:hajme").replace(LIST, "(agency:centre)", "(agency:senta)"),
        expected: &["M202 checklists/kaigi.yml:3:7", "M202 checklists/kaigi.yml:17:76"],
    },
    Case {
        name: "an image in an item",
        change: |book| changed(book, "[窓口](agency:centre)に聞く", "![](checklist:kaigi)"),
        expected: &["M206 checklists/kaigi.yml:17:76"],
    },
    Case {
        name: "a checklist among text",
        change: |book| whole(book).page("## 使い方 {#tsukai}\n\n表は ![](checklist:kaigi) です。\n"),
        expected: &["M206 guide/hajime.md:7:4"],
    },
    Case {
        name: "the same items twice on a page",
        change: |book| {
            whole(book).page("## 使い方 {#tsukai}\n\n![](checklist:kaigi/day/chair)\n\n## もう一度 {#mou}\n\n![](checklist:kaigi/day)\n")
        },
        expected: &["N110 guide/hajime.md:11:1"],
    },
    Case {
        name: "different phases of a checklist on a page",
        change: |book| {
            whole(book).page("## 使い方 {#tsukai}\n\n![](checklist:kaigi/before)\n\n## もう一度 {#mou}\n\n![](checklist:kaigi/day)\n")
        },
        expected: &[],
    },
    Case {
        name: "an item of a checklist as a figure",
        change: |book| whole(book).page("## 使い方 {#tsukai}\n\n![](checklist:kaigi/room)\n"),
        expected: &["M206 guide/hajime.md:7:1"],
    },
    Case {
        name: "links to a phase, a role and a field that there are not",
        change: |book| {
            whole(book).page(
                "## 使い方 {#tsukai}\n\n[前](checklist:kaigi/befor)\n[司会](checklist:kaigi/day/chear)\n[題](checklist:kaigi#title)\n",
            )
        },
        expected: &["M203 guide/hajime.md:7:1", "M203 guide/hajime.md:8:1", "M203 guide/hajime.md:9:1"],
    },
    Case {
        name: "a checklist that there is not, on a page",
        change: |book| whole(book).page("## 使い方 {#tsukai}\n\n![](checklist:kaigo)\n"),
        expected: &["M202 guide/hajime.md:7:1"],
    },
    Case { name: "a checklist in the nav", change: |book| in_nav(book, "checklist:kaigi"), expected: &[] },
    Case {
        name: "a checklist in the nav that there is not",
        change: |book| in_nav(book, "checklist:kaigo"),
        expected: &["M202 site.yml:19:26"],
    },
    Case {
        name: "a phase of a checklist in the nav",
        change: |book| in_nav(book, "checklist:kaigi/day"),
        expected: &["M201 site.yml:19:26"],
    },
    Case {
        name: "a checklist in the nav twice",
        change: |book| {
            in_nav(book, "checklist:kaigi").replace("site/site.yml", "items: [page:hajime,", "items: [\"checklist:kaigi\", page:hajime,")
        },
        expected: &["S112 site.yml:19:45"],
    },
    Case {
        name: "a broken checklist hides what refers to it",
        change: |book| changed(book, "items:", "item:").page("## 使い方 {#tsukai}\n\n![](checklist:kaigi/before)\n"),
        expected: &["Y102 checklists/kaigi.yml:11:1"],
    },
    Case {
        name: "a number of the directory in an item",
        change: |book| changed(book, "text: 会場を決める", "text: 0134-32-5208に電話する"),
        expected: &["W201 checklists/kaigi.yml:16:37"],
    },
];
