//! Mistakes in agendas.

use super::Case;
use crate::agendas::sample::{AGENDA, changed, of, whole};
use crate::harness::Handbook;

#[test]
fn an_agenda_that_does_not_hold_together_is_named() {
    super::run(CASES);
}

fn steps(book: Handbook, count: usize) -> Handbook {
    let steps: String = (0..count).map(|at| format!("  - {{id: s{at}, text: 項目{at}}}\n")).collect();
    of(book, &format!("title: 会議\nsteps:\n{steps}"))
}

fn parts(book: Handbook, count: usize) -> Handbook {
    let parts: String = (0..count).map(|at| format!("  - {{id: p{at}, title: 役{at}}}\n")).collect();
    of(book, &format!("title: 会議\nparts:\n{parts}steps: [{{id: one, text: 話す}}]\n"))
}

fn patterns(book: Handbook, count: usize) -> Handbook {
    let patterns: String = (0..count).map(|at| format!("  - {{id: p{at}, title: 形{at}}}\n")).collect();
    of(book, &format!("title: 会議\npatterns:\n{patterns}"))
}

fn cases(book: Handbook, count: usize) -> Handbook {
    let cases: String = (0..count).map(|at| format!("        - {{title: 区{at}}}\n")).collect();
    let timetable = format!("timetable:\n  title: 表\n  start: \"9:00\"\n  blocks:\n    - cases:\n{cases}");
    of(book, &format!("title: 会議\nsteps: [{{id: one, text: 話す, minutes: 5}}]\ntotal: 5\n{timetable}"))
}

fn timed(book: Handbook, steps: &str, total: &str) -> Handbook {
    of(book, &format!("title: 会議\nsteps:\n{steps}total: {total}\n"))
}

const FIVE_AND_TEN: &str = "  - {id: a, text: 一, minutes: 5}\n  - {id: b, text: 二, minutes: 10}\n";
const FIVE_AND_MORE: &str = "  - {id: a, text: 一, minutes: 5}\n  - {id: b, text: 二, minutes: {from: 10, to: 15}}\n";
const FIVE_AND_OPEN: &str = "  - {id: a, text: 一, minutes: 5}\n  - {id: b, text: 二}\n";
const FIVE_AND_BETWEEN: &str = "  - {id: a, text: 一, minutes: 5}\n  - {id: b, text: 二, between: yes}\n";

const NAV: &str = "items: [page:hajime]";

pub const CASES: &[Case] = &[
    Case { name: "an agenda without mistakes", change: whole, expected: &[] },
    Case { name: "an agenda of 20 steps", change: |book| steps(book, 20), expected: &[] },
    Case { name: "an agenda of 21 steps", change: |book| steps(book, 21), expected: &["A101 agendas/kaigi.yml:23:10"] },
    Case { name: "an agenda of 12 parts", change: |book| parts(book, 12), expected: &[] },
    Case { name: "an agenda of 13 parts", change: |book| parts(book, 13), expected: &["A101 agendas/kaigi.yml:15:10"] },
    Case { name: "an agenda of 5 patterns", change: |book| patterns(book, 5), expected: &[] },
    Case { name: "an agenda of 6 patterns", change: |book| patterns(book, 6), expected: &["A101 agendas/kaigi.yml:8:10"] },
    Case { name: "a timetable of 24 cases", change: |book| cases(book, 24), expected: &[] },
    Case { name: "a timetable of 25 cases", change: |book| cases(book, 25), expected: &["A101 agendas/kaigi.yml:33:19"] },
    Case { name: "minutes that add up", change: |book| timed(book, FIVE_AND_TEN, "15"), expected: &[] },
    Case { name: "minutes that do not add up", change: |book| timed(book, FIVE_AND_TEN, "16"), expected: &["A102 agendas/kaigi.yml:5:8"] },
    Case { name: "a total that the ranges of its steps reach", change: |book| timed(book, FIVE_AND_MORE, "20"), expected: &[] },
    Case {
        name: "a total beyond the ranges of its steps",
        change: |book| timed(book, FIVE_AND_MORE, "21"),
        expected: &["A102 agendas/kaigi.yml:5:8"],
    },
    Case {
        name: "a range of totals below its steps",
        change: |book| timed(book, FIVE_AND_TEN, "{from: 10, to: 14}"),
        expected: &["A102 agendas/kaigi.yml:5:8"],
    },
    Case { name: "a step without minutes that has some left", change: |book| timed(book, FIVE_AND_OPEN, "6"), expected: &[] },
    Case {
        name: "a step without minutes that has none left",
        change: |book| timed(book, FIVE_AND_OPEN, "5"),
        expected: &["A102 agendas/kaigi.yml:5:8"],
    },
    Case { name: "a step between two cases counts for nothing", change: |book| timed(book, FIVE_AND_BETWEEN, "5"), expected: &[] },
    Case {
        name: "a part that there is not leads a step",
        change: |book| changed(book, "minutes: 5, lead: [chair]", "minutes: 5, lead: [chiar]"),
        expected: &["A103 agendas/kaigi.yml:8:49"],
    },
    Case {
        name: "a part that there is not takes part in a step",
        change: |book| changed(book, "with: [desk]", "with: [nobody]"),
        expected: &["A103 agendas/kaigi.yml:9:79"],
    },
    Case {
        name: "a role that there is not",
        change: |book| changed(book, "who: [role:management, slot:centre]", "who: [role:manager, slot:centre]"),
        expected: &["M202 agendas/kaigi.yml:5:34"],
    },
    Case {
        name: "a page as the one who leads",
        change: |book| changed(book, "who: [agency:guidance]", "who: [page:hajime]"),
        expected: &["M201 agendas/kaigi.yml:6:22"],
    },
    Case { name: "a part without a name", change: |book| changed(book, "title: 司会, ", ""), expected: &["A105 agendas/kaigi.yml:5:10"] },
    Case {
        name: "minutes in words",
        change: |book| changed(book, "minutes: 5,", "minutes: 五分,"),
        expected: &["A104 agendas/kaigi.yml:8:39"],
    },
    Case {
        name: "no minutes at all",
        change: |book| changed(book, "minutes: 5,", "minutes: 0,"),
        expected: &["A104 agendas/kaigi.yml:8:39"],
    },
    Case { name: "a total of a day", change: |book| timed(book, "  - {id: a, text: 一}\n", "1440"), expected: &[] },
    Case {
        name: "a total of more than a day",
        change: |book| timed(book, "  - {id: a, text: 一}\n", "1441"),
        expected: &["A104 agendas/kaigi.yml:4:8"],
    },
    Case {
        name: "a range that ends before it begins",
        change: |book| changed(book, "{from: 10, to: 15}", "{from: 15, to: 10}"),
        expected: &["A104 agendas/kaigi.yml:9:37"],
    },
    Case {
        name: "a range with a word",
        change: |book| changed(book, "{from: 10, to: 15}", "{from: 10, to: 長い}"),
        expected: &["Y105 agendas/kaigi.yml:9:52"],
    },
    Case {
        name: "neither steps nor patterns", change: |book| of(book, "title: 空の会議\n"), expected: &["Y111 agendas/kaigi.yml:1:8"]
    },
    Case {
        name: "ids of steps, parts and patterns twice",
        change: |book| {
            changed(book, "{id: change, text", "{id: open, text")
                .replace(AGENDA, "{id: urgent,", "{id: regular,")
                .replace(AGENDA, "{id: desk, who", "{id: chair, who")
                .replace(AGENDA, "with: [desk]", "with: [chair]")
        },
        expected: &["S109 agendas/kaigi.yml:6:10", "S109 agendas/kaigi.yml:11:10", "S109 agendas/kaigi.yml:24:10"],
    },
    Case {
        name: "an id of a step with capitals",
        change: |book| changed(book, "{id: change,", "{id: Change,"),
        expected: &["S108 agendas/kaigi.yml:11:10"],
    },
    Case {
        name: "a timetable without the minutes of a case",
        change: |book| changed(book, "total: 30\n", ""),
        expected: &["A106 agendas/kaigi.yml:25:10"],
    },
    Case {
        name: "a timetable beyond midnight",
        change: |book| changed(book, "start: \"9:00\"", "start: \"22:30\""),
        expected: &["A106 agendas/kaigi.yml:27:10"],
    },
    Case { name: "a timetable that ends at midnight", change: |book| changed(book, "start: \"9:00\"", "start: \"22:20\""), expected: &[] },
    Case {
        name: "a timetable that begins at no time",
        change: |book| changed(book, "start: \"9:00\"", "start: あさ"),
        expected: &["D104 agendas/kaigi.yml:27:10"],
    },
    Case {
        name: "a stretch that is a break and cases",
        change: |book| changed(book, "- {break: 10}", "- {break: 10, cases: [{title: D校}]}"),
        expected: &["R105 agendas/kaigi.yml:30:7"],
    },
    Case {
        name: "a break of no minutes",
        change: |book| changed(book, "- {break: 10}", "- {break: 0}"),
        expected: &["A104 agendas/kaigi.yml:30:15"],
    },
    Case {
        name: "a timetable without cases",
        change: |book| {
            of(book, "title: 会議\nsteps: [{id: one, text: 話す}]\ntotal: 5\ntimetable: {title: 表, start: \"9:00\", blocks: []}\n")
        },
        expected: &["Y111 agendas/kaigi.yml:4:46"],
    },
    Case {
        name: "a link of a step that leads nowhere",
        change: |book| changed(book, "[窓口](agency:centre)の意見", "[窓口](agency:center)の意見"),
        expected: &["M202 agendas/kaigi.yml:9:98"],
    },
    Case {
        name: "a phone typed in a step",
        change: |book| changed(book, "text: まとめ", "text: 0134-32-5208に電話する"),
        expected: &["W201 agendas/kaigi.yml:10:22"],
    },
    Case {
        name: "a step of an agenda that there is not",
        change: |book| whole(book).page("[](agenda:kaigi/tlak)です。\n"),
        expected: &["M203 guide/hajime.md:5:1"],
    },
    Case {
        name: "an agenda that there is not",
        change: |book| whole(book).page("[](agenda:kaigii)です。\n"),
        expected: &["M202 guide/hajime.md:5:1"],
    },
    Case {
        name: "an agenda twice on a page",
        change: |book| whole(book).page("![](agenda:kaigi)\n\n![](agenda:kaigi)\n"),
        expected: &["N110 guide/hajime.md:7:1"],
    },
    Case {
        name: "an agenda within a text",
        change: |book| whole(book).page("進行は![](agenda:kaigi)です。\n"),
        expected: &["M206 guide/hajime.md:5:4"],
    },
    Case {
        name: "an agenda of the nav that there is not",
        change: |book| whole(book).replace("site/site.yml", NAV, "items: [page:hajime, \"agenda:kaig\"]"),
        expected: &["M202 site.yml:19:26"],
    },
    Case {
        name: "a step of an agenda in the nav",
        change: |book| whole(book).replace("site/site.yml", NAV, "items: [page:hajime, \"agenda:kaigi/talk\"]"),
        expected: &["M201 site.yml:19:26"],
    },
    Case {
        name: "a public agenda that leads to a page for staff",
        change: |book| {
            changed(book, "items: [前の週に知らせる]", "items: [\"[](page:uchi)を見る\"]")
                .files("-- site/guide/uchi.md --\n---\ntitle: 内規\nyomi: ないき\naudience: staff\n---\n本文です。\n")
        },
        expected: &["S115 agendas/kaigi.yml:23:13", "S113 guide/uchi.md:2:8"],
    },
];
