//! The timer and the timetable in an engine without document and clock: the times are given.

use crate::rules::engine::Script;
use serde_json::{Value, json};

fn script() -> Script {
    let text = [
        include_str!("../../../themes/default/js/namespace.js"),
        include_str!("../../../themes/default/js/core/minutes.js"),
        include_str!("../../../themes/default/js/core/agenda-timer.js"),
        include_str!("../../../themes/default/js/core/agenda-timetable.js"),
        include_str!("agenda-driver.js"),
    ];
    Script::of(&text.join("\n")).expect("the scripts run")
}

/// What a timer shows after acts at times in seconds.
fn shown(acts: &str) -> Value {
    serde_json::from_str(&script().text(&format!("timed({acts})"))).expect("JSON")
}

/// Steps of 2 and 5 minutes, one without, and one between two cases.
const STEPS: &str =
    "[{minutes: 2, isBetween: false}, {minutes: 5, isBetween: false}, {minutes: null, isBetween: false}, {minutes: null, isBetween: true}]";

fn of_steps(total: &str, acts: &str, at: u32) -> Value {
    shown(&format!("{STEPS}, {total}, {acts}, {at}"))
}

#[test]
fn a_step_begins_with_all_its_minutes_and_counts_down() {
    let state = |at| of_steps("null", "[['run', 0]]", at)["step"].clone();
    assert_eq!(state(0), json!({"kind": "left", "time": {"minutes": 2, "seconds": 0}}));
    assert_eq!(state(1), json!({"kind": "left", "time": {"minutes": 1, "seconds": 59}}));
    assert_eq!(state(119), json!({"kind": "left", "time": {"minutes": 0, "seconds": 1}}));
    assert_eq!(state(120), json!({"kind": "over", "time": {"minutes": 0, "seconds": 0}}));
    assert_eq!(state(190), json!({"kind": "over", "time": {"minutes": 1, "seconds": 10}}), "it goes on to no step by itself");
}

#[test]
fn a_window_that_slept_for_hours_shows_the_right_time_at_once() {
    assert_eq!(of_steps("null", "[['run', 0]]", 7_320)["step"], json!({"kind": "over", "time": {"minutes": 120, "seconds": 0}}));
}

#[test]
fn a_pause_does_not_count() {
    let state = of_steps("null", "[['run', 0], ['pause', 30], ['run', 1000]]", 1_010);
    assert_eq!(state["step"], json!({"kind": "left", "time": {"minutes": 1, "seconds": 20}}));
    let stopped = of_steps("null", "[['run', 0], ['pause', 30]]", 5_000);
    assert_eq!((&stopped["isRunning"], &stopped["step"]["time"]), (&json!(false), &json!({"minutes": 1, "seconds": 30})));
}

#[test]
fn a_step_that_is_come_back_to_goes_on_from_what_it_had_taken() {
    let state = of_steps("null", "[['run', 0], ['move', 50, 1], ['move', 80, -1]]", 100);
    assert_eq!((&state["at"], &state["step"]["time"]), (&json!(0), &json!({"minutes": 0, "seconds": 50})), "50 s before and 20 s after");
    let ends = |acts| of_steps("null", acts, 0)["at"].clone();
    assert_eq!(ends("[['move', 0, -1]]"), json!(0));
    assert_eq!(ends("[['move', 0, 1], ['move', 0, 1], ['move', 0, 1], ['move', 0, 1]]"), json!(3));
}

#[test]
fn a_step_without_minutes_shows_how_long_it_has_taken() {
    let state = of_steps("null", "[['run', 0], ['move', 10, 1], ['move', 20, 1]]", 81);
    assert_eq!(state["step"], json!({"kind": "open", "time": {"minutes": 1, "seconds": 1}}));
    assert_eq!(state["whole"], json!({"kind": "open", "time": {"minutes": 1, "seconds": 21}}), "with it the whole is open");
}

#[test]
fn the_whole_is_the_stated_total_where_a_step_has_none_and_leaves_out_what_lies_between_cases() {
    let state = of_steps("30", "[['run', 0], ['move', 60, 1], ['move', 60, 1], ['move', 60, 1]]", 600);
    assert_eq!(state["whole"], json!({"kind": "left", "time": {"minutes": 29, "seconds": 0}}));
    let known = shown("[{minutes: 1, isBetween: false}, {minutes: 2, isBetween: false}], 30, [['run', 0]], 200");
    assert_eq!(
        known["whole"],
        json!({"kind": "over", "time": {"minutes": 0, "seconds": 20}}),
        "minutes typed for every step count, not the total"
    );
}

#[test]
fn minutes_are_read_as_people_type_them() {
    let script = script();
    for (text, read) in [
        ("5", "5"),
        ("１３", "13"),
        (" 5 ", "5"),
        ("", "null"),
        ("1440", "1440"),
        ("1441", "undefined"),
        ("0", "undefined"),
        ("五", "undefined"),
        ("5.5", "undefined"),
        ("5分", "5"),
        ("分", "undefined"),
    ] {
        assert_eq!(script.text(&format!("String(Shirube.core.agendaTimer.minutes({}))", Value::from(text))), read, "{text}");
    }
}

#[test]
fn times_of_day_are_read_as_people_type_them() {
    let script = script();
    for (text, read) in [
        ("9:00", "540"),
        ("９：００", "540"),
        ("13:05", "785"),
        ("9時", "540"),
        ("9時半", "570"),
        ("9時15分", "555"),
        ("0930", "570"),
        ("9", "540"),
        ("9.30", "570"),
        ("23:59", "1439"),
        ("24:00", "null"),
        ("9:60", "null"),
        ("", "null"),
        ("9:5x", "null"),
        ("930", "null"),
        ("-1:00", "null"),
    ] {
        assert_eq!(script.text(&format!("String(Shirube.core.agendaTimetable.time({}))", Value::from(text))), read, "{text}");
    }
}

/// The rows of a timetable, or the field that is not right.
fn day(typed: &Value) -> String {
    script().text(&format!("rows({typed})"))
}

fn typed(changes: &[(&str, &str)]) -> Value {
    let mut typed = json!({"start": "9:00", "cases": "3", "minutes": "30", "between": "", "after": "", "pause": ""});
    for (name, text) in changes {
        typed[*name] = json!(text);
    }
    typed
}

#[test]
fn cases_follow_one_another_from_the_start() {
    assert_eq!(day(&typed(&[])), "1 9:00-9:30, 2 9:30-10:00, 3 10:00-10:30; 10:30");
    assert_eq!(
        day(&typed(&[("cases", "6"), ("start", "９時")])).split("; ").last(),
        Some("12:00"),
        "six cases of half an hour end at noon"
    );
}

#[test]
fn time_between_cases_and_breaks_are_put_in() {
    assert_eq!(day(&typed(&[("between", "5")])), "1 9:00-9:30, 2 9:35-10:05, 3 10:10-10:40; 10:40", "none after the last");
    assert_eq!(
        day(&typed(&[("between", "5"), ("after", "２"), ("pause", "10")])),
        "1 9:00-9:30, 2 9:35-10:05, break 10:05-10:15, 3 10:15-10:45; 10:45",
        "a break takes the place of the change"
    );
    assert_eq!(day(&typed(&[("cases", "5"), ("after", "2、4"), ("pause", "15")])).matches("break").count(), 2);
}

#[test]
fn the_field_that_is_not_right_is_named() {
    for (changes, field) in [
        (&[("start", "あさ")][..], "start"),
        (&[("cases", "")], "cases"),
        (&[("cases", "0")], "cases"),
        (&[("cases", "25")], "cases"),
        (&[("minutes", "")], "minutes"),
        (&[("minutes", "1441")], "minutes"),
        (&[("between", "x")], "between"),
        (&[("after", "3"), ("pause", "10")], "after"),
        (&[("after", "2 x"), ("pause", "10")], "after"),
        (&[("after", "2")], "pause"),
        (&[("pause", "10")], "after"),
        (&[("start", "23:00")], "midnight"),
    ] {
        assert_eq!(day(&typed(changes)), format!("fault {field}"), "{changes:?}");
    }
    assert!(!day(&typed(&[("cases", "24")])).starts_with("fault"));
    assert_eq!(day(&typed(&[("start", "22:30")])), "1 22:30-23:00, 2 23:00-23:30, 3 23:30-24:00; 24:00");
}
