//! The largest question that a calculator is asked: a school year day by day, under a rule set like a town's with twenty other readings.

use super::days::{number, text};
use jiff::civil::Date;
use serde_json::{Value, json};

const FIRST: Date = Date::constant(2026, 4, 1);
const DAYS: i64 = 365;

/// Program, calendar and input.
pub fn question() -> (Value, Value, Value) {
    (program(), calendar(), input())
}

fn is_school(day: i64) -> bool {
    // 1970-01-01 was a Thursday: 0 is Monday.
    (day + 3).rem_euclid(7) < 5
}

fn calendar() -> Value {
    let first = number(FIRST);
    let line: String = (first..first + DAYS).map(|day| if is_school(day) { '1' } else { '0' }).collect();
    let terms = [[first, first + 130], [first + 140, first + 265], [first + 285, first + DAYS - 1]];
    json!({"first": first, "days": DAYS, "school": line, "office": line, "terms": terms, "long_holidays": null, "ceremonies": null})
}

/// One entry for each school day, as a class register has them.
fn input() -> Value {
    let (first, last) = (number(FIRST), number(FIRST) + DAYS - 1);
    let entry = |day: i64| match day % 11 {
        0 => json!({"on": text(day), "mark": "late"}),
        1..4 => json!({"on": text(day), "mark": "absent", "seen": "no"}),
        4 => json!({"on": text(day), "mark": "excused"}),
        5 => json!({"on": text(day), "mark": "absent", "place": "room", "seen": "yes"}),
        _ => json!({"on": text(day), "mark": "present"}),
    };
    let days: Vec<Value> = (first..=last).filter(|day| is_school(*day)).map(entry).collect();
    json!({"as_of": text(last), "record": {"covers": {"from": text(first), "to": text(last)}, "unlisted": "unknown", "days": days}, "facts": {"met": "no"}})
}

fn run(id: &str, excused: u8, until_seen: u8, calendar_days: u8) -> Value {
    json!({"id": id, "kind": "run", "effects": [[0, 0], [1, 1], [excused, excused], [0, 0]], "calendar_days": calendar_days, "until_seen": until_seen, "window": ["school-year"]})
}

fn total(id: &str, late: u32, window: &Value) -> Value {
    json!({"id": id, "kind": "total", "weights": [[0, 0], [3, 3], [0, 0], [late, late]], "per_day": 3, "window": window})
}

fn stage(at: usize, days: usize) -> Value {
    let when = json!([
        "any",
        [
            ["compare", 0, "at_least", days],
            ["all", [["compare", 2, "at_least", days + 3], ["not", ["fact", 0]]]],
            ["compare", 1, "more_than", days * 3]
        ]
    ]);
    let monthly = json!({"every": "month", "until": ["compare", 4, "at_least", 1]});
    let duties = json!([
        {"id": "meet", "due": ["same-day"], "repeat": null},
        {"id": "report", "due": ["day-of-next-month", 5, "after"], "repeat": monthly},
        {"id": "visit", "due": ["school-days", 3], "repeat": {"every": "week", "until": ["compare", 5, "at_least", 1]}},
    ]);
    json!({"id": format!("stage-{at}"), "when": when, "ends_when": ["compare", 0, "less_than", 1], "duties": duties})
}

fn program() -> Value {
    let points: Vec<Value> = (0..10).map(|at| json!({"id": format!("point-{at}"), "readings": ["a", "b", "c"], "shown": 0})).collect();
    let variant = |at: usize| {
        let (measures, stages) = match at % 5 {
            0 => (json!([[0, run("consecutive", 0, 0, 0)]]), json!([])),
            1 => (json!([[1, total("in-year", 2, &json!(["month"]))]]), json!([])),
            2 => (json!([[3, run("unseen", 0, 1, 1)]]), json!([])),
            3 => (json!([]), json!([[at % 8, stage(at % 8, 4 + at)]])),
            _ => (json!([[2, total("rolling", 3, &json!(["rolling", 10]))]]), json!([[1, stage(1, 9)]])),
        };
        json!({"point": at / 2, "reading": 1 + at % 2, "seen": null, "measures": measures, "stages": stages})
    };
    json!({
        "version": 1, "id": "year", "marks": ["present", "absent", "excused", "late"], "seen": [1, 0, 0, 1], "places": ["room"], "facts": ["met"],
        "points": points,
        "measures": [
            run("consecutive", 2, 0, 0), total("in-year", 1, &json!(["school-year"])), total("rolling", 1, &json!(["rolling", 20])), run("unseen", 2, 1, 1),
            {"id": "met-in-run", "kind": "seen_in", "run": 0}, {"id": "met-today", "kind": "seen_on"},
        ],
        "stages": (0..8).map(|at| stage(at, 3 + 2 * at)).collect::<Vec<_>>(),
        "orders": [[0, 1]],
        "variants": (0..20).map(variant).collect::<Vec<_>>(),
    })
}
