//! Mistakes in flows.

use super::Case;
use crate::flows::sample::{FLOW, changed, of_nodes, whole};
use crate::harness::Handbook;
use std::fmt::Write as _;

#[test]
fn a_flow_that_does_not_hold_together_is_named() {
    super::run(CASES);
}

/// A chain of so many boxes.
fn chain(book: Handbook, count: usize) -> Handbook {
    let mut nodes = String::new();
    for at in 0..count {
        let kind = if at == 0 { "start" } else { "action" };
        let rest = if at + 1 < count {
            format!("kind: {kind}, text: 箱{at}, next: [n{}]", at + 1)
        } else {
            "kind: outcome, text: 終わり".to_owned()
        };
        writeln!(nodes, "  - {{id: n{at}, {rest}}}").expect("text");
    }
    of_nodes(book, "", &nodes)
}

/// A start with so many arrows to an end.
fn arrows(book: Handbook, count: usize) -> Handbook {
    let next = vec!["end"; count].join(", ");
    of_nodes(
        book,
        "",
        &format!("  - {{id: start, kind: start, text: はじまり, next: [{next}]}}\n  - {{id: end, kind: outcome, text: 終わり}}\n"),
    )
}

/// A start that leads to a box of so many items, each of which takes a line.
fn items(book: Handbook, count: usize) -> Handbook {
    let items: Vec<String> = (0..count).map(|at| format!("こと{at}")).collect();
    let nodes = format!(
        "  - {{id: start, kind: start, text: はじまり, next: [end]}}\n  - {{id: end, kind: outcome, text: 終わり, items: [{}]}}\n",
        items.join(", ")
    );
    of_nodes(book, "", &nodes)
}

fn lanes(book: Handbook, count: usize) -> Handbook {
    let lanes: String = (0..count).map(|at| format!("  - {{id: l{at}, title: 列{at}}}\n")).collect();
    let nodes =
        "  - {id: start, kind: start, text: はじまり, lane: l0, next: [end]}\n  - {id: end, kind: outcome, text: 終わり, lane: l0}\n";
    of_nodes(book, &format!("lanes:\n{lanes}"), nodes)
}

/// Two boxes, the second of which is this one.
fn pair(book: Handbook, second: &str) -> Handbook {
    of_nodes(book, "", &format!("  - {{id: start, kind: start, text: はじまり, next: [second]}}\n  - {{id: second, {second}}}\n"))
}

const NAV: &str = "items: [page:hajime]";

fn in_nav(book: Handbook, item: &str) -> Handbook {
    whole(book).replace("site/site.yml", NAV, &format!("items: [page:hajime, \"{item}\"]"))
}

pub const CASES: &[Case] = &[
    Case { name: "a flow without mistakes", change: whole, expected: &[] },
    Case { name: "a flow of 25 boxes", change: |book| chain(book, 25), expected: &[] },
    Case { name: "a flow of 26 boxes", change: |book| chain(book, 26), expected: &["F108 flows/nagare.yml:28:10"] },
    Case { name: "a flow of 60 boxes", change: |book| chain(book, 60), expected: &["F108 flows/nagare.yml:28:10"] },
    Case { name: "a flow of 61 boxes", change: |book| chain(book, 61), expected: &["F101 flows/nagare.yml:63:10"] },
    Case { name: "a flow of 120 arrows", change: |book| arrows(book, 120), expected: &["F109 flows/nagare.yml:1:8"] },
    Case { name: "a flow of 121 arrows", change: |book| arrows(book, 121), expected: &["F101 flows/nagare.yml:3:649"] },
    Case { name: "a box of 40 lines", change: |book| items(book, 40), expected: &[] },
    Case { name: "a box of 80 lines", change: |book| items(book, 80), expected: &["F109 flows/nagare.yml:1:8"] },
    Case { name: "a flow of 4 lanes", change: |book| lanes(book, 4), expected: &[] },
    Case { name: "a flow of 5 lanes", change: |book| lanes(book, 5), expected: &["F101 flows/nagare.yml:7:10"] },
    Case {
        name: "a flow without boxes",
        change: |book| {
            book.write(FLOW, "title: 空\nnodes: []\n".as_bytes());
            book
        },
        expected: &["Y111 flows/nagare.yml:2:8"],
    },
    Case {
        name: "a box without a text",
        change: |book| changed(book, "    text: 情報の収集\n", ""),
        expected: &["F102 flows/nagare.yml:18:9"],
    },
    Case {
        name: "a party of two without a text",
        change: |book| changed(book, "who: [slot:centre]", "who: [slot:centre, role:management]"),
        expected: &["F102 flows/nagare.yml:43:10"],
    },
    Case {
        name: "an arrow to a box that there is not",
        change: |book| changed(book, "next: [gather]", "next: [gater]"),
        expected: &["F103 flows/nagare.yml:17:12"],
    },
    Case {
        name: "an arrow with a label to a box that there is not",
        change: |book| changed(book, "{to: meeting, label", "{to: mitsukaranai, label"),
        expected: &["F103 flows/nagare.yml:29:14"],
    },
    Case {
        name: "a remark about a box that there is not",
        change: |book| changed(book, "about: [meeting]", "about: [meetin]"),
        expected: &["F103 flows/nagare.yml:45:69"],
    },
    Case {
        name: "a lane and a group that there are not",
        change: |book| changed(book, "    lane: school\n    group: first\n", "    lane: shcool\n    group: last\n"),
        expected: &["F103 flows/nagare.yml:13:11", "F103 flows/nagare.yml:14:12"],
    },
    Case {
        name: "an arrow back to its own box",
        change: |book| changed(book, "next: [gather]", "next: [gather, notice]"),
        expected: &["F103 flows/nagare.yml:17:20"],
    },
    Case {
        name: "a box without a lane beside lanes",
        change: |book| changed(book, "text: 見守る, lane: school", "text: 見守る"),
        expected: &["F111 flows/nagare.yml:42:10"],
    },
    Case {
        name: "a box that no way leads to",
        change: |book| changed(book, "next: [calm, worried]", "next: [worried]"),
        expected: &["F104 flows/nagare.yml:40:10"],
    },
    Case {
        name: "a party that no arrow touches",
        change: |book| changed(book, ", next: [{to: guidance, label: 協議, both: yes}]", ""),
        expected: &["F104 flows/nagare.yml:44:10"],
    },
    Case {
        name: "a way that ends in an action",
        change: |book| pair(book, "kind: action, text: する"),
        expected: &["F105 flows/nagare.yml:4:10"],
    },
    Case {
        name: "a way that ends in a case",
        change: |book| pair(book, "kind: case, text: 会えない場合"),
        expected: &["F105 flows/nagare.yml:4:10"],
    },
    Case {
        name: "a way that ends in a question",
        change: |book| pair(book, "kind: question, text: 会えたか"),
        expected: &["F105 flows/nagare.yml:4:10"],
    },
    Case {
        name: "a way that goes on in another flow",
        change: |book| {
            whole(book).files(
                "-- site/flows/other.yml --\ntitle: 続き\nnodes:\n  - {id: start, kind: start, text: はじまり, continues: [flow:nagare]}\n",
            )
        },
        expected: &[],
    },
    Case {
        name: "a question that leaves no way for those who do not know",
        change: |book| changed(book, "label: 分からない", "label: まだ"),
        expected: &["F106 flows/nagare.yml:24:9"],
    },
    Case {
        name: "a question with other answers", change: |book| changed(book, "label: 分からない", "label: その他"), expected: &[]
    },
    Case {
        name: "an answer twice",
        change: |book| changed(book, "label: いいえ, number: 1", "label: はい, number: 1"),
        expected: &["F107 flows/nagare.yml:30:29"],
    },
    Case {
        name: "two boxes that read the same",
        change: |book| changed(book, "text: 見守る", "text: 校内ケース会議"),
        expected: &["F107 flows/nagare.yml:42:37"],
    },
    Case {
        name: "a body twice",
        change: |book| changed(book, "who: [agency:guidance]", "who: [slot:centre]"),
        expected: &["F107 flows/nagare.yml:44:10"],
    },
    Case {
        name: "no box where it begins",
        change: |book| changed(book, "kind: start", "kind: action"),
        expected: &["F110 flows/nagare.yml:1:8"],
    },
    Case {
        name: "a figure without arrows has no start",
        change: |book| {
            of_nodes(book, "", "  - {id: one, kind: party, who: [role:management]}\n  - {id: two, kind: action, text: 支える}\n")
        },
        expected: &[],
    },
    Case {
        name: "ids of boxes, lanes and groups twice",
        change: |book| {
            changed(book, "  - {id: care,", "  - {id: met, kind: note, text: もう一度}\n  - {id: care,")
                .replace(FLOW, "関係機関との連携}", "関係機関との連携}\n  - {id: school, title: ほか}")
                .replace(FLOW, "title: はじめに}", "title: はじめに}\n  - {id: first, title: つぎに}")
        },
        expected: &["S109 flows/nagare.yml:7:10", "S109 flows/nagare.yml:10:10", "S109 flows/nagare.yml:47:10"],
    },
    Case {
        name: "an id of a box with capitals",
        change: |book| changed(book, "id: done", "id: Done").replace(FLOW, "[done]", "[Done]"),
        expected: &["S108 flows/nagare.yml:42:10"],
    },
    Case {
        name: "an unknown kind of box",
        change: |book| changed(book, "kind: information", "kind: info"),
        expected: &["Y112 flows/nagare.yml:19:11"],
    },
    Case {
        name: "an unknown key of a flow",
        change: |book| changed(book, "summary:", "sumary:"),
        expected: &["Y102 flows/nagare.yml:2:1"],
    },
    Case {
        name: "an unknown key of a box",
        change: |book| changed(book, "    who_others: yes", "    other: yes"),
        expected: &["Y102 flows/nagare.yml:16:5"],
    },
    Case {
        name: "an unknown key of an arrow",
        change: |book| changed(book, "{to: met, inferred: yes}", "{to: met, guessed: yes}"),
        expected: &["Y102 flows/nagare.yml:23:22"],
    },
    Case {
        name: "an arrow as a number",
        change: |book| changed(book, "next: [gather]", "next: [3]"),
        expected: &["F103 flows/nagare.yml:17:12"],
    },
    Case {
        name: "a flow without a title",
        change: |book| changed(book, "title: 気づいてから\n", ""),
        expected: &["Y104 flows/nagare.yml:1:1"],
    },
    Case { name: "an arrow of the number 20", change: |book| changed(book, "number: 1", "number: 20"), expected: &[] },
    Case {
        name: "an arrow of the number 21",
        change: |book| changed(book, "number: 1", "number: 21"),
        expected: &["Y113 flows/nagare.yml:30:42"],
    },
    Case {
        name: "an arrow of the number 0",
        change: |book| changed(book, "number: 1", "number: 0"),
        expected: &["Y113 flows/nagare.yml:30:42"],
    },
    Case {
        name: "somebody who takes part and is no role",
        change: |book| changed(book, "with: [role:management,", "with: [role:manager,"),
        expected: &["M202 flows/nagare.yml:36:12"],
    },
    Case {
        name: "somebody who takes part, by a bare word",
        change: |book| changed(book, "with: [role:management,", "with: [管理職,"),
        expected: &["M201 flows/nagare.yml:36:12"],
    },
    Case {
        name: "somebody who takes part as a page",
        change: |book| changed(book, "with: [role:management,", "with: [page:hajime,"),
        expected: &["M201 flows/nagare.yml:36:12"],
    },
    Case {
        name: "a page, a link and a flow that there are not",
        change: |book| {
            changed(book, "page: page:hajime\n", "page: page:hajme\n").replace(FLOW, "page:hajime#tsukai", "page:hajime#tsuka").replace(
                FLOW,
                "text: 見守る",
                "continues: [flow:nagre], text: 見守る",
            )
        },
        expected: &["M202 flows/nagare.yml:3:7", "M204 flows/nagare.yml:38:13", "M202 flows/nagare.yml:42:43"],
    },
    Case {
        name: "a link in a box that leads nowhere",
        change: |book| changed(book, "(agency:centre)", "(agency:senta)"),
        expected: &["M202 flows/nagare.yml:22:34"],
    },
    Case {
        name: "an image in a box",
        change: |book| changed(book, "[窓口](agency:centre)に聞く", "![](flow:nagare)"),
        expected: &["M206 flows/nagare.yml:22:34"],
    },
    Case {
        name: "a flow among text",
        change: |book| whole(book).page("## 使い方 {#tsukai}\n\n図は ![](flow:nagare) です。\n"),
        expected: &["M206 guide/hajime.md:7:4"],
    },
    Case {
        name: "a flow twice on a page",
        change: |book| whole(book).page("## 使い方 {#tsukai}\n\n![](flow:nagare)\n\n## もう一度 {#mou}\n\n![](flow:nagare)\n"),
        expected: &["N110 guide/hajime.md:11:1"],
    },
    Case {
        name: "a box of a flow as a figure",
        change: |book| whole(book).page("## 使い方 {#tsukai}\n\n![](flow:nagare/notice)\n"),
        expected: &["M206 guide/hajime.md:7:1"],
    },
    Case {
        name: "a link to a box that there is not",
        change: |book| whole(book).page("## 使い方 {#tsukai}\n\n[気づき](flow:nagare/notic)\n"),
        expected: &["M203 guide/hajime.md:7:1"],
    },
    Case {
        name: "a field of a flow",
        change: |book| whole(book).page("## 使い方 {#tsukai}\n\n[気づき](flow:nagare#title)\n"),
        expected: &["M203 guide/hajime.md:7:1"],
    },
    Case {
        name: "a flow that there is not, on a page",
        change: |book| whole(book).page("## 使い方 {#tsukai}\n\n![](flow:nagara)\n"),
        expected: &["M202 guide/hajime.md:7:1"],
    },
    Case { name: "a flow in the nav", change: |book| in_nav(book, "flow:nagare"), expected: &[] },
    Case { name: "a flow in the nav that there is not", change: |book| in_nav(book, "flow:nagara"), expected: &["M202 site.yml:19:26"] },
    Case { name: "a box of a flow in the nav", change: |book| in_nav(book, "flow:nagare/notice"), expected: &["M201 site.yml:19:26"] },
    Case {
        name: "a flow in the nav twice",
        change: |book| {
            in_nav(book, "flow:nagare").replace("site/site.yml", "items: [page:hajime,", "items: [\"flow:nagare\", page:hajime,")
        },
        expected: &["S112 site.yml:19:41"],
    },
    Case {
        name: "a broken flow hides what refers to it",
        change: |book| changed(book, "nodes:", "nods:").page("## 使い方 {#tsukai}\n\n![](flow:nagare)\n"),
        expected: &["Y102 flows/nagare.yml:9:1"],
    },
    Case {
        name: "a number of the directory in a box",
        change: |book| changed(book, "一人で抱え込まない", "0134-32-5208に電話する"),
        expected: &["W201 flows/nagare.yml:45:49"],
    },
];
