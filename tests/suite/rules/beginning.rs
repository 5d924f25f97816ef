//! What lies before the first day of a calendar is not known, and the answer says no more than that allows.

use super::days::text;
use super::laws::{Rules, any_day, facts, record, whole};
use super::random::{Random, Set};
use serde_json::{Value, json};
use shirube::rules::{CalendarTable, Tri};

const SETS: u64 = 200;

/// The same days without the first of them: what was counted and which term began before is not known any more.
fn without_first(calendar: &Value, days: usize) -> CalendarTable {
    let mut cut = calendar.clone();
    let first = cut["first"].as_i64().expect("a day") + i64::try_from(days).expect("few");
    for line in ["school", "office"] {
        cut[line] = cut[line].as_str().expect("days")[days..].into();
    }
    let terms = cut["terms"].as_array().expect("terms");
    cut["terms"] = terms.iter().filter(|term| term[0].as_i64().is_some_and(|from| from >= first)).cloned().collect();
    (cut["first"], cut["days"]) = (first.into(), cut["school"].as_str().map_or(0, str::len).into());
    serde_json::from_value(cut).expect("a calendar")
}

/// Whether a term begins on each 1 April after the first begin, as the specification takes for granted where no term is known.
fn has_terms_from_april(calendar: &Value) -> bool {
    let begins: Vec<i64> = calendar["terms"].as_array().expect("terms").iter().filter_map(|term| term[0].as_i64()).collect();
    let (first, days) = (calendar["first"].as_i64().expect("a day"), calendar["days"].as_i64().expect("a number"));
    let is_april = |day: &i64| text(*day).ends_with("-04-01");
    (first..first + days).filter(is_april).all(|april| begins.iter().all(|begin| *begin > april) || begins.contains(&april))
}

#[test]
fn whatever_was_before_the_calendar_lies_within_the_answer() {
    let (mut inside, mut agreed) = (0, 0);
    for seed in 0..SETS {
        let (mut set, mut random) = (Set::of(seed), Random::new(seed + 7));
        for events in ["long_holidays", "ceremonies"] {
            set.calendar[events] = Value::Null;
        }
        if !has_terms_from_april(&set.calendar) {
            set.calendar["terms"] = json!([]);
        }
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
