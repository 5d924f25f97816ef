//! What lies before the first day of a calendar is not known, and the answer says no more than that allows.

use super::days::text;
use super::laws::{Rules, any_day, facts, record, whole};
use super::random::{Random, Set};
use serde_json::{Value, json};
use shirube::rules::{CalendarTable, Tri};
use std::collections::BTreeSet;

const SETS: u64 = 200;

/// The same days without the first of them: what was counted and which term began before is not known any more.
fn without_first(calendar: &Value, days: usize) -> CalendarTable {
    let mut cut = calendar.clone();
    let first = cut["first"].as_i64().expect("a day") + i64::try_from(days).expect("few");
    for line in ["school", "office"] {
        cut[line] = cut[line].as_str().expect("days")[days..].into();
    }
    let terms = cut["terms"].as_array().expect("terms");
    let is_kept = |term: &&Value| term[0].as_i64().is_some_and(|from| from >= first);
    cut["terms"] = terms.iter().filter(is_kept).cloned().collect();
    (cut["first"], cut["days"]) = (first.into(), cut["school"].as_str().map_or(0, str::len).into());
    serde_json::from_value(cut).expect("a calendar")
}

/// Terms that begin on each 1 April, as the specification takes for granted, and on some other days.
fn terms(random: &mut Random, calendar: &Value) -> Value {
    let (first, days) = (calendar["first"].as_i64().expect("a day"), calendar["days"].as_i64().expect("a number"));
    let april = (first..first + days).filter(|day| text(*day).ends_with("-04-01"));
    let others: Vec<i64> = (0..random.below(4)).map(|_| random.range(first, first + days - 1)).collect();
    let begins: BTreeSet<i64> = april.chain(others).collect();
    let ends = begins.iter().skip(1).map(|begin| begin - 1).chain([first + days - 1]);
    begins.iter().zip(ends).map(|(from, to)| json!([from, to])).collect()
}

#[test]
fn whatever_was_before_the_calendar_lies_within_the_answer() {
    let (mut inside, mut agreed) = (0, 0);
    for seed in 0..SETS {
        let (mut set, mut random) = (Set::of(seed), Random::new(seed + 7));
        for events in ["long_holidays", "ceremonies"] {
            set.calendar[events] = Value::Null;
        }
        set.calendar["terms"] = terms(&mut random, &set.calendar);
        let mut long = Rules::of(seed);
        long.program.variants.clear();
        long.calendar = serde_json::from_value(set.calendar.clone()).expect("a calendar");
        for _ in 0..4 {
            let gone = random.below(long.calendar.days());
            let short = Rules { program: long.program.clone(), calendar: without_first(&set.calendar, gone) };
            let as_of = any_day(&mut random, &short);
            let (days, facts) = (whole(&mut random, &long, as_of), facts(&mut random, &long.program));
            let limit = text(short.calendar.first.into());
            let later: Vec<Value> = days.iter().filter(|day| day["on"].as_str().is_some_and(|on| on >= limit.as_str())).cloned().collect();
            let (full, part) = (long.decided(&record(&long, as_of, &days, &facts)), short.decided(&record(&short, as_of, &later, &facts)));
            for (full, part) in full.measures.iter().zip(&part.measures) {
                let high = |high: Option<u32>| high.unwrap_or(u32::MAX);
                assert!(part.low <= full.low && high(full.high) <= high(part.high), "set {seed}: {full:?} is not within {part:?}");
                inside += usize::from(part.low < full.low || high(full.high) < high(part.high));
            }
            for (full, part) in full.stages.iter().zip(&part.stages) {
                assert!(part.now == Tri::Unknown || part.now == full.now, "set {seed}, {}: {part:?} is not {full:?}", full.id);
                agreed += usize::from(part.now != Tri::Unknown);
            }
        }
    }
    assert!(inside > 300 && agreed > 300, "{inside} measures were wider, {agreed} stages were known");
}
