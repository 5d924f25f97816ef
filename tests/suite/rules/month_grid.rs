//! The grid of months, the keys that move in it, and the entries that marks on days become.

use super::days::{number, text};
use super::engine::Script;
use super::random::Random;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use shirube::rules::{CalendarTable, Program, civil, decide};
use std::collections::BTreeMap;

/// The scripts of the two modes that need no document, with what they stand on.
pub fn core() -> Script {
    const FILES: [&str; 10] = [
        include_str!("../../../themes/default/js/namespace.js"),
        include_str!("../../../themes/default/js/core/civil.js"),
        include_str!("../../../themes/default/js/core/calendar.js"),
        include_str!("../../../themes/default/js/core/typed.js"),
        include_str!("../../../themes/default/js/core/table-text.js"),
        include_str!("../../../themes/default/js/core/month-grid.js"),
        include_str!("../../../themes/default/js/core/day-marks.js"),
        include_str!("../../../themes/default/js/core/class-sheet.js"),
        include_str!("../../../themes/default/js/core/class-days.js"),
        "var core = Shirube.core;",
    ];
    Script::of(&FILES.join("\n")).expect("it runs")
}

/// The value of an expression.
pub fn value(script: &Script, expression: &str) -> Value {
    serde_json::from_str(&script.text(&format!("JSON.stringify({expression})"))).expect("JSON")
}

fn months() -> impl Iterator<Item = Date> {
    (0..16 * 12).map(|at| date(2020, 1, 1).checked_add((at).months()).expect("a date"))
}

#[test]
fn a_month_is_weeks_from_sunday_with_each_of_its_days_once() {
    let script = core();
    for first in months() {
        let weeks = value(&script, &format!("core.monthGrid.weeks({})", number(first) + 13));
        let weeks = weeks.as_array().expect("weeks");
        let mut days = Vec::new();
        for week in weeks {
            let week = week.as_array().expect("days");
            assert_eq!(week.len(), 7);
            assert!(week.iter().any(|day| !day.is_null()), "{first}: an empty week");
            for (column, day) in week.iter().enumerate() {
                if let Some(day) = day.as_i64() {
                    let sunday = usize::try_from(civil::weekday(i32::try_from(day).expect("small"))).expect("a weekday");
                    assert_eq!(column, sunday, "{first}: {}", text(day));
                    days.push(day);
                }
            }
        }
        let expected: Vec<i64> = (0..i64::from(first.days_in_month())).map(|at| number(first) + at).collect();
        assert_eq!(days, expected, "{first}");
    }
    assert_eq!(value(&script, "core.monthGrid.weeks(core.civil.parse('2024-02-29')).length"), 5, "a leap February");
    assert_eq!(value(&script, "core.monthGrid.weeks(core.civil.parse('2026-02-01')).length"), 4, "28 days from a Sunday");
    assert_eq!(value(&script, "core.monthGrid.weeks(core.civil.parse('2026-08-15')).length"), 6);
}

#[test]
fn months_of_a_range_go_over_the_end_of_the_year() {
    let found =
        value(&core(), "core.monthGrid.months(core.civil.parse('2026-11-20'), core.civil.parse('2027-02-01')).map(core.civil.format)");
    assert_eq!(found, json!(["2026-11-01", "2026-12-01", "2027-01-01", "2027-02-01"]));
}

#[test]
fn the_school_year_of_each_day_begins_on_1_april() {
    let script = core();
    for day in (number(date(2023, 3, 1))..number(date(2028, 5, 1))).step_by(9) {
        let small = i32::try_from(day).expect("small");
        let expected = civil::school_year_start(civil::school_year(small));
        assert_eq!(value(&script, &format!("core.monthGrid.schoolYearStart({day})")), expected, "{}", text(day));
    }
}

/// Where a key leads, by another calendar.
fn moved(day: Date, key: &str) -> Date {
    let weekday = i64::from(day.weekday().to_sunday_zero_offset());
    let span = match key {
        "ArrowLeft" => -1_i64.days(),
        "ArrowRight" => 1.days(),
        "ArrowUp" => -7_i64.days(),
        "ArrowDown" => 7.days(),
        "Home" => (-weekday).days(),
        "End" => (6 - weekday).days(),
        "PageUp" => -1_i64.months(),
        _ => 1.months(),
    };
    day.checked_add(span).expect("a date")
}

#[test]
fn keys_move_by_days_weeks_and_months_and_stop_at_the_ends() {
    const KEYS: [&str; 8] = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"];
    let script = core();
    let (first, last) = (date(2026, 4, 1), date(2028, 3, 31));
    let bounds = format!("{{first: {}, last: {}}}", number(first), number(last));
    let mut day = first;
    while day <= last {
        for key in KEYS {
            let expected = moved(day, key).clamp(first, last);
            let found = value(&script, &format!("core.monthGrid.move({}, '{key}', {bounds})", number(day)));
            assert_eq!(found, number(expected), "{key} from {day}");
        }
        day = day.checked_add(5.days()).expect("a date");
    }
    assert_eq!(value(&script, &format!("core.monthGrid.move({}, 'a', {bounds})", number(first))), Value::Null);
}

/// A program of four marks and a year of weekdays with a long holiday missing.
pub fn question() -> (Value, Value) {
    let (program, calendar, _) = super::year::question();
    (program, calendar)
}

/// Marks by chance on any days of the calendar.
fn marks(random: &mut Random, calendar: &Value) -> BTreeMap<i64, Value> {
    let first = calendar["first"].as_i64().expect("first");
    let mut marks = BTreeMap::new();
    let mut day = first + random.range(0, 20);
    while day < first + 120 {
        let mark = random.pick(&["absent", "late", "absent", "excused"]);
        let place = if random.percent(20) { json!("room") } else { Value::Null };
        let seen = if random.percent(30) { json!("no") } else { Value::Null };
        let last = day + random.range(0, 9);
        (day..=last).for_each(|day| {
            marks.insert(day, json!({"mark": mark, "place": place, "seen": seen}));
        });
        day = last + 1 + random.range(0, 4);
    }
    marks
}

/// What entries say of each school day between their ends.
fn laid(entries: &Value, calendar: &CalendarTable) -> BTreeMap<i64, Value> {
    let mut laid = BTreeMap::new();
    for entry in entries.as_array().expect("entries") {
        let end = |key: &str| civil::parse(entry[key].as_str().or(entry["on"].as_str()).expect("a date")).expect("a date");
        for day in end("from")..=end("to") {
            if calendar.is_school(day) == Some(true) {
                let said = json!({"mark": entry["mark"], "place": entry["place"], "seen": entry["seen"]});
                assert!(laid.insert(i64::from(day), said).is_none(), "twice {}", civil::text(day));
            }
        }
    }
    laid
}

#[test]
fn every_mark_on_a_school_day_of_the_record_is_in_one_entry_and_the_others_are_named() {
    let script = core();
    let (program, calendar) = question();
    let table: CalendarTable = serde_json::from_value(calendar.clone()).expect("a table");
    let read: Program = serde_json::from_value(program).expect("a program");
    let mut grouped = 0;
    for seed in 0..60 {
        let mut random = Random::new(seed);
        let marks = marks(&mut random, &calendar);
        let first = calendar["first"].as_i64().expect("first");
        let (from, to) = (first + random.range(0, 30), first + random.range(40, 110));
        let names: BTreeMap<String, &Value> = marks.iter().map(|(day, entry)| (day.to_string(), entry)).collect();
        let found =
            value(&script, &format!("core.dayMarks.record({}, core.calendar.plain({calendar}), {{from: {from}, to: {to}}})", json!(names)));
        let is_sent = |day: i64| day >= from && day <= to && table.is_school(i32::try_from(day).expect("small")) == Some(true);
        let sent: BTreeMap<i64, Value> = marks.iter().filter(|(day, _)| is_sent(**day)).map(|(day, entry)| (*day, entry.clone())).collect();
        assert_eq!(laid(&found["entries"], &table), sent, "seed {seed}");
        let left: usize = ["closed", "before", "after"].iter().map(|why| found["left"][why].as_array().expect("days").len()).sum();
        assert_eq!(left + sent.len(), marks.len(), "seed {seed}");
        let input = json!({"as_of": text(to), "record": {"covers": {"from": text(from), "to": text(to)}, "unlisted": "present", "days": found["entries"]}});
        assert_eq!(decide(&read, &table, &input).json()["refused"], Value::Null, "seed {seed}");
        grouped += found["entries"].as_array().expect("entries").iter().filter(|entry| entry["on"].is_null()).count();
        let pairs = found["groups"].as_array().expect("groups").windows(2).filter(|pair| pair[0]["entry"] == pair[1]["entry"]);
        for pair in pairs {
            let between = pair[0]["to"].as_i64().expect("a day") + 1..pair[1]["from"].as_i64().expect("a day");
            assert!(between.into_iter().any(is_sent), "seed {seed}: two entries that are one: {pair:?}");
        }
    }
    assert!(grouped > 100, "{grouped}");
}

#[test]
fn a_brush_keeps_takes_away_or_sets_place_and_meeting() {
    let script = core();
    let put = |brush: &str| {
        let marks = "{10: {mark: 'absent', place: 'room', seen: 'no'}}";
        value(&script, &format!("core.dayMarks.put({marks}, [10, 11], {brush})"))
    };
    let kept = put("{mark: 'late', place: undefined, seen: undefined}");
    assert_eq!(kept["10"], json!({"mark": "late", "place": "room", "seen": "no"}));
    assert_eq!(kept["11"], json!({"mark": "late", "place": null, "seen": null}));
    assert_eq!(put("{mark: 'late', place: null, seen: 'yes'}")["10"], json!({"mark": "late", "place": null, "seen": "yes"}));
    assert_eq!(put("{mark: null, place: 'room', seen: 'yes'}"), json!({}));
}

#[test]
fn at_least_a_hundred_steps_are_undone_and_done_again() {
    let script = core();
    let most = value(&script, "core.dayMarks.MAX_STEPS").as_i64().expect("a number");
    assert!(most >= 100);
    let steps = |count: i64| {
        let run = format!(
            "(function () {{ var h = new core.dayMarks.History(0); for (var at = 1; at <= {count}; at += 1) h.step(at);
                var undone = 0; while (h.undo()) undone += 1; var oldest = h.now; while (h.redo()) undone += 0; return [undone, oldest, h.now]; }})()"
        );
        value(&script, &run)
    };
    assert_eq!(steps(most), json!([most, 0, most]));
    assert_eq!(steps(most + 1), json!([most, 1, most + 1]), "one step too many forgets the oldest");
    assert_eq!(
        value(
            &script,
            "(function () { var h = new core.dayMarks.History(0); h.step(1); h.undo(); h.step(2); return [h.redo(), h.now]; })()"
        ),
        json!([false, 2])
    );
}

#[test]
fn the_usual_mark_is_present_or_the_first_that_was_seen_or_none() {
    let script = core();
    let mark = |marks: &str, seen: &str| value(&script, &format!("core.dayMarks.presentMark({{marks: {marks}, seen: {seen}}})"));
    assert_eq!(mark("['late', 'present']", "[1, 0]"), "present");
    assert_eq!(mark("['absent', 'late', 'here']", "[0, 1, 1]"), "late");
    assert_eq!(mark("['absent']", "[0]"), Value::Null);
}

#[test]
fn the_limit_of_entries_is_that_of_the_evaluator() {
    assert_eq!(value(&core(), "core.dayMarks.MAX_ENTRIES"), shirube::rules::MAX_ENTRIES);
}
