//! Mistakes in rule sets, worked examples and calendars.

use super::Case;
use crate::harness::Handbook;
use crate::rules::sample::{CALENDAR, CASES as EXAMPLES, RULES, changed, whole};
use std::fmt::Write as _;

#[test]
fn a_rule_that_cannot_be_applied_is_named() {
    super::run(CASES);
}

/// The sample with one change in its rules.
fn rule(book: Handbook, from: &str, to: &str) -> Handbook {
    changed(book, RULES, from, to)
}

fn example(book: Handbook, from: &str, to: &str) -> Handbook {
    changed(book, EXAMPLES, from, to)
}

fn calendar(book: Handbook, from: &str, to: &str) -> Handbook {
    changed(book, CALENDAR, from, to)
}

/// So many items before those of a list.
fn more(book: Handbook, file: &str, list: &str, count: usize, item: fn(usize) -> String) -> Handbook {
    let mut text = format!("{list}\n");
    (0..count).for_each(|at| writeln!(text, "  - {}", item(at)).expect("text"));
    changed(book, file, &format!("{list}\n"), &text)
}

/// Conditions within conditions, the innermost one counted as well.
fn nested(book: Handbook, depth: usize) -> Handbook {
    let text = format!("when: {}{{fact: met}}{}", "{not: ".repeat(depth - 1), "}".repeat(depth - 1));
    rule(book, "when: always", &text)
}

fn long_calendar(book: Handbook, to: &str) -> Handbook {
    calendar(book, "from: 令和8年4月1日\nto: 2027-03-31\n", &format!("from: 2024-04-01\nto: {to}\n")).without(EXAMPLES)
}

const POINT: &str = "{id: p, question: どちらか, ask: role:management}";

/// The sample with a point of this form, which is used.
fn point(book: Handbook, point: &str, value: &str) -> Handbook {
    rule(book, "undecided:\n", &format!("undecided:\n  - {point}\n")).replace(RULES, "{rolling: 20}", value)
}

pub const CASES: &[Case] = &[
    Case { name: "rules, examples and a calendar without mistakes", change: whole, expected: &[] },
    Case {
        name: "an open point that is not in the list",
        change: |book| {
            rule(book, "{undecided: fifth-closed, before", "{undecided: fifth-close, before").replace(
                RULES,
                "open: [order]",
                "open: [oder]",
            )
        },
        expected: &["R104 rules/kesseki.yml:15:9", "R101 rules/kesseki.yml:92:16", "R101 rules/kesseki.yml:97:62"],
    },
    Case {
        name: "an open value without a reading and with one that there is not",
        change: |book| rule(book, "after: after, stay: stay}}", "after: after, sty: stay}}"),
        expected: &["R102 rules/kesseki.yml:97:62", "R102 rules/kesseki.yml:97:106"],
    },
    Case {
        name: "a point that is decided and left open again within",
        change: |book| {
            rule(
                book,
                "after: after, stay: stay}}",
                "after: after, stay: {undecided: fifth-closed, before: before, after: after, stay: stay}}}",
            )
        },
        expected: &["R102 rules/kesseki.yml:97:124"],
    },
    Case {
        name: "a point without readings as a value",
        change: |book| rule(book, "{rolling: 20}", "{undecided: order, a: all, b: month}"),
        expected: &["R102 rules/kesseki.yml:57:94"],
    },
    Case {
        name: "a point with one reading",
        change: |book| {
            point(
                book,
                "{id: p, question: どちらか, ask: role:management, readings: [{id: a, label: 一つ}], shown_as: a}",
                "{undecided: p, a: all}",
            )
        },
        expected: &["R103 rules/kesseki.yml:5:61"],
    },
    Case {
        name: "readings of which none is shown, one that is not there, and one of nothing",
        change: |book| {
            rule(book, "    shown_as: goes-on\n", "").replace(RULES, "shown_as: before", "shown_as: bfore").replace(
                RULES,
                "    question: 会議と相談は、どちらが先か\n",
                "    question: 会議と相談は、どちらが先か\n    shown_as: first\n",
            )
        },
        expected: &["R103 rules/kesseki.yml:10:7", "R103 rules/kesseki.yml:18:15", "R103 rules/kesseki.yml:26:15"],
    },
    Case {
        name: "readings that nothing uses",
        change: |book| rule(book, "{undecided: until-when, while-absent: none, met: {fact: met}}", "{fact: met}"),
        expected: &["R104 rules/kesseki.yml:20:9"],
    },
    Case {
        name: "a reading with the name of a key",
        change: |book| {
            let readings = "{id: p, question: どちらか, ask: role:management, readings: [{id: a, label: 一つ}, {id: overlay, label: 別}], shown_as: a}";
            point(book, readings, "{undecided: p, a: all, overlay: month}")
        },
        expected: &["S108 rules/kesseki.yml:5:87"],
    },
    Case {
        name: "none where something is needed",
        change: |book| {
            rule(
                book,
                "label: 会えない日, unit: 日, run",
                "label: 会えない日, unit: {undecided: until-when, while-absent: none, met: 日}, run",
            )
        },
        expected: &["Y104 rules/kesseki.yml:49:76"],
    },
    Case {
        name: "a mistake under another reading only, said once though two points have such readings",
        change: |book| {
            rule(book, "met: {fact: met}", "met: {fact: met, measure: recent}").replace(RULES, "after: after, stay", "after: later, stay")
        },
        expected: &["Y112 rules/kesseki.yml:97:99", "R105 rules/kesseki.yml:98:88"],
    },
    Case {
        name: "ids that change with a reading",
        change: |book| {
            rule(
                book,
                "{id: online, label: 自宅・オンライン}",
                "{undecided: until-when, while-absent: {id: online, label: 自宅}, met: none}",
            )
            .replace(RULES, "absent/online", "absent")
            .replace(RULES, "[absent, absent]", "[absent]")
            .replace(RULES, "{id: late, label", "{id: {undecided: until-when, while-absent: late, met: later}, label")
        },
        expected: &["R109 rules/kesseki.yml:33:59", "R109 rules/kesseki.yml:36:48"],
    },
    Case {
        name: "ids in rules that are none",
        change: |book| {
            rule(book, "{id: late,", "{id: 遅刻,").replace(RULES, "duty: visit", "duty: Visit").replace(
                RULES,
                "absent/separate-room",
                "absent/Room",
            )
        },
        expected: &["S108 rules/kesseki.yml:33:10", "S108 rules/kesseki.yml:55:52", "S108 rules/kesseki.yml:99:16"],
    },
    Case {
        name: "ids that stand twice in a list",
        change: |book| {
            rule(book, "{id: online, label: 自宅", "{id: separate-room, label: 自宅")
                .replace(RULES, "duty: visit", "duty: monthly")
                .replace(RULES, "{id: after, label: 後の日}", "{id: before, label: 後の日}")
                .replace(RULES, "before: before, after: after,", "before: before,")
        },
        expected: &["S109 rules/kesseki.yml:18:47", "S109 rules/kesseki.yml:36:10", "S109 rules/kesseki.yml:99:16"],
    },
    Case {
        name: "a stage, a point and a measure of one id",
        change: |book| rule(book, "id: holiday", "id: order").replace(RULES, "id: month", "id: until-when"),
        expected: &["S109 rules/kesseki.yml:56:10", "S109 rules/kesseki.yml:102:9"],
    },
    Case {
        name: "marks written like another one, and one like nothing",
        change: |book| rule(book, "aliases: [病]", "aliases: [病, ／]").replace(RULES, "aliases: [遅]", "aliases: [欠席, \"\"]"),
        expected: &["R111 rules/kesseki.yml:31:40", "R111 rules/kesseki.yml:33:37", "Y113 rules/kesseki.yml:33:41"],
    },
    Case {
        name: "an alias of ten letters", change: |book| rule(book, "aliases: [病]", "aliases: [びょうきでのけっせ]"), expected: &[]
    },
    Case {
        name: "an alias of eleven letters",
        change: |book| rule(book, "aliases: [病]", "aliases: [びょうきでのけっせきで]"),
        expected: &["R110 rules/kesseki.yml:31:37"],
    },
    Case {
        name: "two comparisons, none, one with nothing, and two conditions",
        change: |book| {
            rule(book, "{measure: consecutive, at_least: 3}", "{measure: consecutive, at_least: 3, less_than: 7}")
                .replace(RULES, "{measure: consecutive, less_than: 7}]", "{measure: consecutive}]")
                .replace(RULES, "{measure: consecutive, more_than: 6}", "{more_than: 6}")
                .replace(RULES, "{fact: met}, {measure: met-today, at_least: 1}", "{fact: met, measure: met-today, at_least: 1}, {}")
        },
        expected: &[
            "R105 rules/kesseki.yml:73:18",
            "R105 rules/kesseki.yml:73:69",
            "R105 rules/kesseki.yml:81:18",
            "R105 rules/kesseki.yml:100:23",
            "R105 rules/kesseki.yml:100:69",
        ],
    },
    Case {
        name: "a measure that counts in two ways, and one that does not count",
        change: |book| {
            rule(book, "unit: 日, seen_in: consecutive", "unit: 日, seen_in: consecutive, seen_on: date").replace(
                RULES,
                "unit: 日, seen_on: date",
                "unit: 日",
            )
        },
        expected: &["R105 rules/kesseki.yml:58:10", "R105 rules/kesseki.yml:59:10"],
    },
    Case {
        name: "due dates that are none",
        change: |book| {
            rule(book, "{school_days: 3}", "{school_days: 3, day: 5}").replace(RULES, "{calendar_days: 365}", "{day: 5, of: next-month}")
        },
        expected: &["R105 rules/kesseki.yml:91:14", "R105 rules/kesseki.yml:99:66"],
    },
    Case {
        name: "numbers at their limits",
        change: |book| {
            rule(book, "{rolling: 20}", "{rolling: 400}")
                .replace(RULES, "at_most: 9}", "at_most: 9999}")
                .replace(RULES, "{day: 5,", "{day: 31,")
                .replace(RULES, "{school_days: 3}", "{school_days: 400}")
                .replace(RULES, "per_day: 3", "per_day: 1000")
                .replace(RULES, "{absent: 3,", "{absent: 1000,")
                .replace(RULES, "{measure: consecutive, at_least: 3}", "{measure: consecutive, at_least: 0}")
                .replace(RULES, "title: 連続欠席3日目", "title: 休みはじめ")
                .without(EXAMPLES)
        },
        expected: &[],
    },
    Case {
        name: "numbers one past their limits",
        change: |book| {
            rule(book, "{rolling: 20}", "{rolling: 401}")
                .replace(RULES, "at_most: 9}", "at_most: 10000}")
                .replace(RULES, "{day: 5,", "{day: 32,")
                .replace(RULES, "{school_days: 3}", "{school_days: 401}")
                .replace(RULES, "{calendar_days: 365}", "{calendar_days: 0}")
                .replace(RULES, "per_day: 3", "per_day: 1001")
                .replace(RULES, "{absent: 3,", "{absent: 1001,")
        },
        expected: &[
            "R106 rules/kesseki.yml:55:31",
            "R106 rules/kesseki.yml:55:90",
            "R106 rules/kesseki.yml:57:92",
            "R106 rules/kesseki.yml:81:128",
            "R106 rules/kesseki.yml:91:28",
            "R106 rules/kesseki.yml:97:20",
            "R106 rules/kesseki.yml:99:82",
        ],
    },
    Case {
        name: "a number that is none",
        change: |book| rule(book, "{rolling: 20}", "{rolling: 二十}"),
        expected: &["Y105 rules/kesseki.yml:57:92"],
    },
    Case {
        name: "a number below nothing",
        change: |book| rule(book, "at_most: 9}", "at_most: -1}"),
        expected: &["R106 rules/kesseki.yml:81:128"],
    },
    Case {
        name: "lists that hold nothing",
        change: |book| {
            rule(book, "emergency: [agency:dial-110, slot:centre]", "emergency: []")
                .replace(RULES, "count: [absent], basis: school-days", "count: [], basis: school-days")
                .replace(RULES, "weights: {absent: 1}, window: month", "weights: {}, window: month")
                .replace(RULES, "who: [role:management, agency:centre]", "who: []")
                .replace(RULES, "{any: [{fact: met}, {measure: met-today, at_least: 1}]}", "{any: []}")
        },
        expected: &[
            "R107 rules/kesseki.yml:3:12",
            "R107 rules/kesseki.yml:50:55",
            "R107 rules/kesseki.yml:56:57",
            "R107 rules/kesseki.yml:85:14",
            "R107 rules/kesseki.yml:100:22",
        ],
    },
    Case {
        name: "rules without stages and without anybody to call first",
        change: |book| {
            book.files("-- site/rules/kesseki.yml --\ntitle: 規則\nstages: []\n-- site/rules/other.yml --\ntitle: 規則\nemergency: [slot:centre]\nstages: []\n")
        },
        expected: &["Y104 rules/kesseki.yml:1:1", "R107 rules/other.yml:3:9"],
    },
    Case {
        name: "an empty file of rules",
        change: |book| book.files("-- site/rules/kesseki.yml --\n# 後で\n"),
        expected: &["Y104 rules/kesseki.yml:1:1", "Y104 rules/kesseki.yml:1:1", "Y104 rules/kesseki.yml:1:1"],
    },
    Case {
        name: "a run over a month and one over the last days",
        change: |book| {
            rule(book, "until_seen: yes, window: school-year", "until_seen: yes, window: month").replace(
                RULES,
                "window: term",
                "window: {rolling: 5}",
            )
        },
        expected: &["R108 rules/kesseki.yml:49:126", "R108 rules/kesseki.yml:50:93"],
    },
    Case {
        name: "references of a kind that does not belong there",
        change: |book| {
            rule(book, "[agency:dial-110, slot:centre]", "[role:management, slot:centre]")
                .replace(RULES, "ask: agency:centre", "ask: page:hajime")
                .replace(RULES, "form: [page:hajime#tsukai, form:sokuho]", "form: [page:hajime#tsukai, table:sokuho]")
                .replace(RULES, "page: page:hajime#tsukai", "page: hajime")
        },
        expected: &[
            "M201 rules/kesseki.yml:3:13",
            "M201 rules/kesseki.yml:22:10",
            "M201 rules/kesseki.yml:82:11",
            "M201 rules/kesseki.yml:90:36",
        ],
    },
    Case { name: "conditions 16 deep", change: |book| nested(book, 16), expected: &[] },
    Case { name: "conditions 17 deep", change: |book| nested(book, 17), expected: &["R110 rules/kesseki.yml:68:107"] },
    Case {
        name: "100 stages",
        change: |book| {
            more(book, RULES, "stages:", 96, |at| format!("{{id: s{at}, title: 段, when: always, citation: {{document: 要綱}}}}"))
        },
        expected: &[],
    },
    Case {
        name: "101 stages",
        change: |book| {
            more(book, RULES, "stages:", 97, |at| format!("{{id: s{at}, title: 段, when: always, citation: {{document: 要綱}}}}"))
        },
        expected: &["R110 rules/kesseki.yml:199:9"],
    },
    Case {
        name: "50 measures, marks, places, facts and phases",
        change: |book| {
            let book = more(book, RULES, "measures:", 42, |at| format!("{{id: n{at}, label: 数, unit: 日, seen_on: date}}"));
            let book = fill(book, "marks:", 45, |at| format!("{{id: n{at}, label: 印{at}}}"));
            let book = fill(book, "places:", 48, |at| format!("{{id: n{at}, label: 所}}"));
            let book = fill(book, "facts:", 49, |at| format!("{{id: n{at}, ask: 問い}}"));
            fill(book, "phases:", 48, |at| format!("{{id: n{at}, title: 時期}}"))
        },
        expected: &[],
    },
    Case {
        name: "51 measures, marks, places, facts and phases",
        change: |book| {
            let book = more(book, RULES, "measures:", 43, |at| format!("{{id: n{at}, label: 数, unit: 日, seen_on: date}}"));
            let book = fill(book, "marks:", 46, |at| format!("{{id: n{at}, label: 印{at}}}"));
            let book = fill(book, "places:", 49, |at| format!("{{id: n{at}, label: 所}}"));
            let book = fill(book, "facts:", 50, |at| format!("{{id: n{at}, ask: 問い}}"));
            fill(book, "phases:", 49, |at| format!("{{id: n{at}, title: 時期}}"))
        },
        expected: &[
            "R110 rules/kesseki.yml:79:10",
            "R110 rules/kesseki.yml:131:10",
            "R110 rules/kesseki.yml:183:10",
            "R110 rules/kesseki.yml:247:10",
            "R110 rules/kesseki.yml:299:10",
        ],
    },
    Case { name: "50 actions of a stage", change: |book| actions(book, 50), expected: &[] },
    Case { name: "51 actions of a stage", change: |book| actions(book, 51), expected: &["R110 rules/kesseki.yml:125:16"] },
    Case {
        name: "100 open points",
        change: |book| more(book, RULES, "undecided:", 96, |at| POINT.replace("id: p", &format!("id: p{at}"))),
        expected: &[],
    },
    Case {
        name: "101 open points",
        change: |book| more(book, RULES, "undecided:", 97, |at| POINT.replace("id: p", &format!("id: p{at}"))),
        expected: &["R110 rules/kesseki.yml:122:9"],
    },
    Case { name: "a point with 8 readings", change: |book| readings(book, 8), expected: &[] },
    Case { name: "a point with 9 readings", change: |book| readings(book, 9), expected: &["R110 rules/kesseki.yml:5:235"] },
    Case {
        name: "a reference to rules or a part that are not there",
        change: |book| whole(book).page("[](rule:keseki)[](rule:kesseki/day-30)[](rule:kesseki/day-7#x)\n\n## 使い方 {#tsukai}\n"),
        expected: &["M202 guide/hajime.md:5:1", "M203 guide/hajime.md:5:16", "M203 guide/hajime.md:5:39"],
    },
    Case {
        name: "rules that cannot be read have no echo where they are referred to and where their examples are",
        change: |book| rule(book, "basis: calendar-days", "basis: days").page("[](rule:kesseki/day-7)\n\n## 使い方 {#tsukai}\n"),
        expected: &["Y112 rules/kesseki.yml:49:86"],
    },
    Case {
        name: "public text that refers to rules for staff",
        change: |book| rule(book, "audience: public", "audience: staff").page("[](rule:kesseki)\n\n## 使い方 {#tsukai}\n"),
        expected: &["S115 guide/hajime.md:5:1"],
    },
    Case {
        name: "examples of rules that are not there",
        change: |book| whole(book).files("-- site/rules/keseki.cases.yml --\ncases: []\n"),
        expected: &["R112 rules/keseki.cases.yml:1:1"],
    },
    Case {
        name: "examples with one id, one without an answer, one with two kinds of them, and one that is shown without a title",
        change: |book| {
            example(book, "id: counted", "id: day-3-third")
                .replace(EXAMPLES, "{stages: {day-7: active}, due: {monthly: 2026-06-05, visit: unknown}}", "{}")
                .replace(EXAMPLES, "{refused: [not-a-date, not-a-count]}", "{refused: [not-a-date], stages: {day-3: unknown}}")
                .replace(EXAMPLES, "    title: 連続3日目\n", "")
        },
        expected: &[
            "Y104 rules/kesseki.cases.yml:3:11",
            "S109 rules/kesseki.cases.yml:14:9",
            "R113 rules/kesseki.cases.yml:24:13",
            "R105 rules/kesseki.cases.yml:29:24",
        ],
    },
    Case {
        name: "days of an example that are neither one nor several, and a date that must come out and is none",
        change: |book| {
            example(book, "{on: \"２０２６－０５－１３\", mark: absent}", "{on: 2026-05-13, to: 2026-05-13, mark: absent}").replace(
                EXAMPLES,
                "day-7: none}",
                "day-7: 5月}",
            )
        },
        expected: &["R105 rules/kesseki.cases.yml:12:11", "Y113 rules/kesseki.cases.yml:14:121"],
    },
    Case { name: "1,000 examples", change: |book| examples(book, 997), expected: &[] },
    Case { name: "1,001 examples", change: |book| examples(book, 998), expected: &["R110 rules/kesseki.cases.yml:1024:9"] },
    Case {
        name: "a calendar that ends before it begins",
        change: |book| calendar(book, "to: 2027-03-31\nterms", "to: 2025-03-31\nterms"),
        expected: &["R114 calendar.yml:2:5"],
    },
    Case {
        name: "days that end before they begin, and dates that are none",
        change: |book| {
            calendar(book, "from: 2026-07-25, to: 2026-08-17", "from: 2026-08-25, to: 2026-08-17")
                .replace(CALENDAR, "on: 2026-06-01", "on: 2026-06-31")
                .replace(CALENDAR, "on: 2026-05-30", "on: 平成31年5月30日")
        },
        expected: &["R114 calendar.yml:6:65", "Y113 calendar.yml:13:45", "Y113 calendar.yml:14:43"],
    },
    Case {
        name: "days outside the calendar",
        change: |book| {
            calendar(book, "on: 2027-03-12", "on: 2028-03-12").replace(
                CALENDAR,
                "from: 2026-04-01, to: 2026-08-31",
                "from: 2026-03-31, to: 2026-08-31",
            )
        },
        expected: &["R115 calendar.yml:4:35", "R115 calendar.yml:11:58"],
    },
    Case {
        name: "terms that overlap",
        change: |book| calendar(book, "from: 2026-09-01", "from: 2026-08-31"),
        expected: &["R117 calendar.yml:5:36"],
    },
    Case { name: "a calendar of 4,400 days", change: |book| long_calendar(book, "2036-04-17"), expected: &[] },
    Case { name: "a calendar of 4,401 days", change: |book| long_calendar(book, "2036-04-18"), expected: &["R116 calendar.yml:2:5"] },
    Case {
        name: "two things of a calendar with one id, and a day that changes twice",
        change: |book| calendar(book, "{id: snow,", "{id: founding,").replace(CALENDAR, "{on: 2026-10-13,", "{on: 2026/10/12,"),
        expected: &["S109 calendar.yml:13:63", "S109 calendar.yml:16:42"],
    },
    Case {
        name: "a closure on a day and from it",
        change: |book| calendar(book, "on: 2026-06-01}", "on: 2026-06-01, from: 2026-06-01}"),
        expected: &["R105 calendar.yml:13:17"],
    },
    Case {
        name: "a mark, a measure and a fact that are not there",
        change: |book| {
            rule(book, "absent/separate-room: 0", "absnt/separate-room: 0")
                .replace(RULES, "{measure: recent, at_most: 9}", "{measure: recnt, at_most: 9}")
                .replace(RULES, "met: {fact: met}", "met: {fact: meet}")
        },
        expected: &["R150 rules/kesseki.yml:55:52", "R150 rules/kesseki.yml:81:111", "R150 rules/kesseki.yml:98:95"],
    },
    Case {
        name: "days seen within something that is no run",
        change: |book| rule(book, "seen_in: consecutive", "seen_in: month"),
        expected: &["R151 rules/kesseki.yml:58:53"],
    },
    Case {
        name: "a mark that a run names twice",
        change: |book| rule(book, "count: [absent, absent/online]", "count: [absent, absent]"),
        expected: &["R152 rules/kesseki.yml:49:63"],
    },
    Case {
        name: "a run that no mark ends",
        change: |book| rule(book, "count: [absent, absent/online]", "count: [present, absent, sick, excused, late]"),
        expected: &["R153 rules/kesseki.yml:49:55"],
    },
    Case {
        name: "rules that name people, pages, a phase and a stage that are not there",
        change: |book| {
            rule(book, "who: [role:management], does: 家庭に電話する", "who: [role:manager], does: 家庭に電話する")
                .replace(RULES, "page: page:hajime#tsukai\n", "page: page:hajime#tsukaikata\n")
                .replace(RULES, "phase: prevent", "phase: prevnt")
                .replace(RULES, "ladder: [day-3, day-7]", "ladder: [day-3, day-8]")
        },
        expected: &[
            "R150 rules/kesseki.yml:63:17",
            "R150 rules/kesseki.yml:67:12",
            "M202 rules/kesseki.yml:75:30",
            "M204 rules/kesseki.yml:82:11",
        ],
    },
    Case {
        name: "examples that do not come out as they say",
        change: |book| {
            example(book, "{day-3: active, day-7: unknown}", "{day-3: past, day-30: not-reached}")
                .replace(EXAMPLES, "report: 2026-05-13", "report: none")
                .replace(EXAMPLES, "day-3: 2026-05-13, day-7: none", "day-3: none, day-7: 2026-05-13")
                .replace(EXAMPLES, "monthly: 2026-06-05", "montly: 2026-06-05")
                .replace(EXAMPLES, "[not-a-date, not-a-count]", "[not-a-date, overlap]")
        },
        expected: &[
            "R180 rules/kesseki.cases.yml:14:30",
            "R150 rules/kesseki.cases.yml:14:36",
            "R180 rules/kesseki.cases.yml:14:72",
            "R180 rules/kesseki.cases.yml:14:99",
            "R180 rules/kesseki.cases.yml:14:112",
            "R150 rules/kesseki.cases.yml:25:45",
            "R180 rules/kesseki.cases.yml:29:14",
            "R180 rules/kesseki.cases.yml:30:36",
        ],
    },
    Case {
        name: "an example that is refused without saying so, and one that is not",
        change: |book| {
            example(book, "intermittent: \"12\"", "intermittent: 多い").replace(EXAMPLES, "as_of: 2026-02-30", "as_of: 2026-05-20").replace(
                EXAMPLES,
                "consecutive: 多い",
                "consecutive: 1",
            )
        },
        expected: &["R180 rules/kesseki.cases.yml:17:32", "R180 rules/kesseki.cases.yml:30:24", "R180 rules/kesseki.cases.yml:30:36"],
    },
    Case {
        name: "a stage that no record reaches",
        change: |book| rule(book, "{measure: met-in-run, at_most: 0}]}", "{fact: met}, {not: {fact: met}}]}"),
        expected: &["R181 rules/kesseki.yml:104:11"],
    },
    Case {
        name: "two stages that hold at once and lay down one duty differently",
        change: |book| rule(book, "duty: flash", "duty: report"),
        expected: &["R182 rules/kesseki.yml:84:15"],
    },
    Case {
        name: "days between two stages of the ladder on which none holds",
        change: |book| rule(book, "{measure: consecutive, less_than: 7}", "{measure: consecutive, less_than: 5}"),
        expected: &["R183 rules/kesseki.yml:73:11"],
    },
    Case {
        name: "a stage whose duties another one says whenever it holds",
        change: |book| {
            let twin = "  - id: twin\n    title: 同じこと\n    when: {all: [{measure: consecutive, at_least: 4}, {measure: consecutive, less_than: 6}]}\n    actions:\n      - {duty: report, who: [role:management], does: 家庭に電話する, to: [slot:centre], due: same-day}\n    citation: {document: 見本の要綱}\n";
            rule(book, "sources:\n", &format!("{twin}sources:\n"))
        },
        expected: &["R184 rules/kesseki.yml:106:9"],
    },
    Case {
        name: "a slot left open that should be called at once and asked",
        change: |book| whole(book).replace("site/site.yml", "centre: agency:centre", "centre: undecided"),
        expected: &["R185 rules/kesseki.yml:3:30", "R187 rules/kesseki.yml:8:10"],
    },
    Case {
        name: "an emergency contact without a phone",
        change: |book| {
            let agency = "-- site/agencies/shin.yml --\nname: 新しい窓口\nyomi: あたらしいまどぐち\ncategory: jido\ncontact: unknown\n";
            rule(book, "emergency: [agency:dial-110", "emergency: [agency:shin").files(agency)
        },
        expected: &["R185 rules/kesseki.yml:3:13"],
    },
    Case {
        name: "readings that are all the same",
        change: |book| {
            rule(
                book,
                "{undecided: fifth-closed, before: before, after: after, stay: stay}",
                "{undecided: fifth-closed, before: before, after: before, stay: before}",
            )
        },
        expected: &["R186 rules/kesseki.yml:15:9"],
    },
    Case {
        name: "a calendar of years whose holidays nobody knows, of the site and of an example",
        change: |book| {
            calendar(book, "to: 2027-03-31\nterms", "to: 2037-03-31\nterms").replace(
                EXAMPLES,
                "{from: 2026-04-01, to: 2027-03-31, long",
                "{from: 2019-12-31, to: 2027-03-31, long",
            )
        },
        expected: &["R188 calendar.yml:2:5", "R188 rules/kesseki.cases.yml:27:22"],
    },
    Case {
        name: "day counts and deadlines in prose, as the rules have them and otherwise",
        change: |book| {
            whole(book).page("連続欠席3日目、連続欠席４日目、断続して十日、翌月5日、翌月6日、7日目、2日目。\n\n## 使い方 {#tsukai}\n")
        },
        expected: &[
            "W205 guide/hajime.md:5:1",
            "W206 guide/hajime.md:5:9",
            "W205 guide/hajime.md:5:17",
            "W205 guide/hajime.md:5:24",
            "W206 guide/hajime.md:5:29",
            "W205 guide/hajime.md:5:34",
        ],
    },
    Case {
        name: "day counts in a title and a summary, where the rules cannot be referred to",
        change: |book| {
            whole(book).replace("site/guide/hajime.md", "summary: 使い方", "summary: 連続7日目の使い方").replace(
                "site/guide/hajime.md",
                "title: はじめに",
                "title: 連続8日目",
            )
        },
        expected: &["W206 guide/hajime.md:2:8"],
    },
    Case {
        name: "day counts in every spelling",
        change: |book| {
            let text = "連続して三日、７日連続、断続的に10日、断続的な欠席が12日目、翌月の五日、翌月の6日、連続欠席**5**日、30日に達した、7日に達した。";
            whole(book).page(&format!("{text}\n\n## 使い方 {{#tsukai}}\n"))
        },
        expected: &[
            "W205 guide/hajime.md:5:1",
            "W205 guide/hajime.md:5:8",
            "W205 guide/hajime.md:5:13",
            "W206 guide/hajime.md:5:21",
            "W205 guide/hajime.md:5:33",
            "W206 guide/hajime.md:5:39",
            "W206 guide/hajime.md:5:45",
            "W205 guide/hajime.md:5:64",
        ],
    },
    Case {
        name: "day counts in a list, a table, a callout, a definition and a remark of an agency",
        change: |book| {
            let text =
                "- [ ] 連続3日目\n\n| 日 | 対応 |\n|---|---|\n| 断続10日目 | 会議 |\n\n> [!NOTE]\n> 連続欠席8日\n\n## 使い方 {#tsukai}\n";
            whole(book)
                .page(text)
                .replace("site/glossary.yml", "本人に会って無事を確かめること。", "連続7日目に会うこと。連続8日目ではない。")
                .replace("site/agencies/centre.yml", "category: jido\n", "category: jido\nnotes: [断続9日目から, 断続10日目から]\n")
        },
        expected: &[
            "W206 agencies/centre.yml:4:9",
            "W205 glossary.yml:2:52",
            "W206 glossary.yml:2:63",
            "W205 guide/hajime.md:5:7",
            "W205 guide/hajime.md:9:3",
            "W206 guide/hajime.md:12:3",
        ],
    },
    Case {
        name: "day counts in the nav and on the home page, where those that agree are right",
        change: |book| {
            let entrances = "entrances:\n  - {id: yasumi, title: 連続4日目なら, text: 断続10日目まで, to: page:hajime, choices: [{title: 連続7日目, to: page:hajime}, {title: 連続欠席9日, to: page:hajime}]}\nnav:\n";
            let groups = "title: 連続5日目の対応\n    text: 断続11日目まで\n    groups: [{title: 断続して12日, items: [page:hajime]}]\n";
            whole(book).replace("site/site.yml", "nav:\n", entrances).replace(
                "site/site.yml",
                "title: 対応\n    items: [page:hajime]\n",
                groups,
            )
        },
        expected: &["W206 site.yml:17:25", "W206 site.yml:17:118", "W206 site.yml:20:12", "W206 site.yml:21:11", "W206 site.yml:22:22"],
    },
    Case {
        name: "the title of a stage and of the page that explains it, with the number of another stage",
        change: |book| {
            rule(book, "title: 連続欠席7日目または断続欠席10日目", "title: 連続欠席3日目または断続欠席10日目")
                .replace(RULES, "page: page:hajime#tsukai\n", "page: page:hajime\n")
                .replace("site/guide/hajime.md", "title: はじめに", "title: 連続3日目の対応")
        },
        expected: &["W206 guide/hajime.md:2:8", "W206 rules/kesseki.yml:79:12"],
    },
    Case {
        name: "the title and summary of the flow of the page of a stage, with the number of another stage",
        change: |book| {
            rule(book, "page: page:hajime#tsukai\n", "page: page:hajime\n").files(
                "-- site/flows/nagare.yml --\ntitle: 連続3日目の流れ\nsummary: 断続10日目の流れ\npage: page:hajime\nnodes:\n  - {id: a, kind: start, text: はじまり, next: [b]}\n  - {id: b, kind: outcome, text: 連続3日目のこと}\n",
            )
        },
        expected: &["W206 flows/nagare.yml:1:8", "W205 flows/nagare.yml:6:34"],
    },
    Case {
        name: "a page accepts a number against the rules",
        change: |book| {
            whole(book).replace("site/guide/hajime.md", "yomi: はじめに\n", "yomi: はじめに\naccepts: [連続4日目]\n").replace(
                "site/guide/hajime.md",
                "本文です。",
                "連続４日目の例。",
            )
        },
        expected: &[],
    },
    Case {
        name: "rules that count days without a calendar",
        change: |book| whole(book).without(CALENDAR),
        expected: &["R189 rules/kesseki.yml:1:8"],
    },
    Case {
        name: "a calendar that cannot be read has no echo in rules and examples",
        change: |book| calendar(book, "from: 令和8年4月1日", "from: 4月"),
        expected: &["Y113 calendar.yml:1:7"],
    },
];

/// More items of a list in a sample that was changed before.
fn fill(book: Handbook, list: &str, count: usize, item: fn(usize) -> String) -> Handbook {
    let mut text = format!("\n{list}\n");
    (0..count).for_each(|at| writeln!(text, "  - {}", item(at)).expect("text"));
    book.replace(RULES, &format!("\n{list}\n"), &text)
}

/// So many actions of the stage that has one.
fn actions(book: Handbook, count: usize) -> Handbook {
    let mut text = "    actions:\n".to_owned();
    (1..count).for_each(|at| writeln!(text, "      - {{duty: n{at}, who: [role:management], does: する}}").expect("text"));
    rule(book, "    actions:\n", &text)
}

fn readings(book: Handbook, count: usize) -> Handbook {
    let ids: Vec<String> = (0..count).map(|at| format!("{{id: r{at}, label: 読み}}")).collect();
    let values: Vec<String> = (0..count).map(|at| format!("r{at}: {{rolling: {}}}", at + 1)).collect();
    let text = format!("{{id: p, question: どちらか, ask: role:management, readings: [{}], shown_as: r0}}", ids.join(", "));
    point(book, &text, &format!("{{undecided: p, {}}}", values.join(", ")))
}

fn examples(book: Handbook, count: usize) -> Handbook {
    more(book, EXAMPLES, "cases:", count, |at| {
        format!("{{id: n{at}, as_of: 2026-05-20, counts: {{consecutive: 1}}, expect: {{stages: {{day-3: not-reached}}}}}}")
    })
}
