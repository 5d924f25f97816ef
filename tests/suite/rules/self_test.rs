//! The inputs that a page asks its script before it answers anybody.

use super::engine::Script;
use super::random::Set;
use super::{sample, year};
use crate::harness::Handbook;
use serde_json::Value;
use shirube::rules::{CalendarTable, MAX_SELF_TESTS, Program, compile, decide, decision_json, self_test};
use std::collections::BTreeSet;

fn of_sample() -> (Program, CalendarTable) {
    let site = sample::site(&sample::whole(Handbook::new()));
    let program = compile(sample::rules(&site)).expect("a program");
    (program, CalendarTable::of(site.calendar.as_ref().expect("a calendar")).expect("a table"))
}

#[test]
fn both_sides_of_the_first_threshold_are_asked_as_counts_and_as_days() {
    let (program, calendar) = of_sample();
    let tests = self_test(&program, &calendar);
    let states = |key: &str| {
        let asked = tests.iter().filter(|(input, _)| input.get(key).is_some());
        asked
            .map(|(input, answer)| {
                let answer: Value = serde_json::from_str(answer).expect("JSON");
                let days = answer["measures"][0]["low"].as_u64().expect("a number");
                assert_eq!(answer["refused"], Value::Null, "{input}");
                (days, answer["stages"][1]["state"].as_str().expect("a state").to_owned())
            })
            .collect::<BTreeSet<_>>()
    };
    for key in ["counts", "record"] {
        let found = states(key);
        assert!(found.contains(&(3, "active".to_owned())), "{key}: {found:?}");
        assert!(found.iter().any(|(days, state)| *days == 2 && state != "active"), "{key}: {found:?}");
    }
    assert_eq!(tests, self_test(&program, &calendar));
}

#[test]
fn a_self_test_is_short_and_each_of_its_answers_is_that_of_the_evaluator() {
    let mut asked = 0;
    for seed in 0..120 {
        let set = Set::of(seed);
        let program: Program = serde_json::from_value(set.program).expect("a program");
        let calendar: CalendarTable = serde_json::from_value(set.calendar).expect("a calendar");
        let tests = self_test(&program, &calendar);
        assert!(tests.len() <= MAX_SELF_TESTS);
        for (input, answer) in &tests {
            assert_eq!(*answer, decision_json(&decide(&program, &calendar, input)));
        }
        asked += tests.len();
    }
    assert!(asked > 400, "{asked}");
}

#[test]
fn the_script_passes_the_self_test_and_a_wrong_one_does_not() {
    let (program, calendar, _) = year::question();
    let read: Program = serde_json::from_value(program.clone()).expect("a program");
    let table: CalendarTable = serde_json::from_value(calendar.clone()).expect("a calendar");
    let tests = self_test(&read, &table);
    assert_eq!(tests.len(), MAX_SELF_TESTS);
    let beyond = "condition[2] === \"more_than\" || condition[2] === \"at_most\"";
    let right = super::engine::built_script();
    assert!(right.contains(beyond), "the script compares in another way");
    let wrong = right.replacen(beyond, "condition[2] === \"at_most\"", 1);
    for (script, is_right) in [(Script::built(), true), (Script::of(&wrong).expect("it runs"), false)] {
        script.hold(&program.to_string(), &calendar.to_string());
        let passes = tests.iter().all(|(input, answer)| script.decide(&input.to_string()) == *answer);
        assert_eq!(passes, is_right);
    }
}
