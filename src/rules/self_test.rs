//! What a page's script must answer rightly before it answers anybody: inputs around the thresholds of a rule set, each with the canonical
//! decision of this evaluator. Pure and short; the page runs all of them in a few milliseconds.

use super::calendar::CalendarTable;
use super::civil;
use super::condition::each_part;
use super::decision::{Decision, decision_json};
use super::evaluate::decide;
use super::program::{Condition, Counting, Program};
use crate::model::Comparison;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Inputs of one self-test at most: a page asks them all before it answers anybody.
pub const MAX_SELF_TESTS: usize = 12;

/// School days before a run in a made-up record, so that the run begins within the calendar.
const BEFORE: usize = 2;

/// Inputs on both sides of each threshold with their canonical decisions: counts, one of each measure at a time so that few inputs hold them
/// all, and records of days on both sides of the first threshold of a run and at its greatest. What finds no room, or no day in the calendar,
/// is left out.
#[must_use]
pub fn self_test(program: &Program, calendar: &CalendarTable) -> Vec<(Value, String)> {
    let school_days: Vec<String> =
        calendar.school.bytes().zip(calendar.first..).filter(|(is_open, _)| *is_open == b'1').map(|(_, day)| civil::text(day)).collect();
    let bounds = bounds(program);
    let answered = |input: Value| {
        let decision = decide(program, calendar, &input);
        (input, decision)
    };
    let mut tests: Vec<(Value, Decision)> = records(program, &school_days, &bounds).into_iter().map(answered).collect();
    for counts in count_lines(&bounds) {
        let together = counted(program, &school_days, &counts).map(answered);
        // Counts that contradict each other are refused; then each is asked alone.
        match together.filter(|(_, decision)| matches!(decision, Decision::Decided(_))) {
            Some(test) => tests.push(test),
            None => tests.extend(counts.iter().filter_map(|count| counted(program, &school_days, &[*count])).map(answered)),
        }
    }
    tests.truncate(MAX_SELF_TESTS);
    tests.into_iter().map(|(input, decision)| (input, decision_json(&decision))).collect()
}

/// Days of a measure: its index and their number.
type Count = (usize, u32);

/// The days on both sides of each bound, the first of each measure in one line, the second in the next, and so on.
fn count_lines(bounds: &[Count]) -> Vec<Vec<Count>> {
    let mut sides: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
    for &(measure, bound) in bounds {
        sides.entry(measure).or_default().extend([bound.saturating_sub(1), bound]);
    }
    let longest = sides.values().map(BTreeSet::len).max().unwrap_or_default();
    let line = |at: usize| sides.iter().filter_map(|(&measure, days)| Some((measure, *days.iter().nth(at)?))).collect();
    (0..longest).map(line).collect()
}

/// For the first run that a stage compares: both sides of its first threshold, and the greatest.
fn records(program: &Program, school_days: &[String], bounds: &[Count]) -> Vec<Value> {
    let recordable = |bound: &&Count| recorded(program, school_days, **bound).is_some();
    let Some(&(measure, first)) = bounds.iter().find(recordable) else { return Vec::new() };
    let of_run = bounds.iter().filter(|bound| bound.0 == measure).filter(recordable);
    let greatest = of_run.map(|bound| bound.1).max().unwrap_or(first);
    let days = BTreeSet::from([first.saturating_sub(1), first, greatest]);
    days.into_iter().filter_map(|days| recorded(program, school_days, (measure, days))).collect()
}

/// For each measure that a stage compares, the fewest days with which a comparison turns.
fn bounds(program: &Program) -> Vec<Count> {
    let mut bounds = Vec::new();
    for stage in &program.stages {
        each_part(&stage.when, &mut |part| {
            if let Condition::Compare { measure, comparison, than } = part {
                let is_beyond = matches!(comparison, Comparison::MoreThan | Comparison::AtMost);
                let bound = (*measure, than.saturating_add(u32::from(is_beyond)));
                if !bounds.contains(&bound) {
                    bounds.push(bound);
                }
            }
        });
    }
    bounds
}

/// So many days of each measure as counts.
fn counted(program: &Program, school_days: &[String], counts: &[Count]) -> Option<Value> {
    let as_of = school_days.get(school_days.len() / 2)?;
    let named = |(measure, days): &Count| Some((program.measures.get(*measure)?.id.clone(), json!(days)));
    let counts: Map<String, Value> = counts.iter().map(named).collect::<Option<_>>()?;
    Some(json!({"as_of": as_of, "counts": counts}))
}

/// So many days in a row that count, after some that do not, as a record; for runs.
fn recorded(program: &Program, school_days: &[String], (measure, days): Count) -> Option<Value> {
    let Counting::Run { effects, .. } = &program.measures.get(measure)?.counting else { return None };
    let mark = |effect: u8| effects.iter().position(|places| places.first() == Some(&effect)).and_then(|at| program.marks.get(at));
    let (ends, counts) = (mark(0)?, mark(1)?);
    let last = BEFORE + usize::try_from(days).ok()? - usize::from(days > 0);
    let (first, from, to) = (school_days.first()?, school_days.get(BEFORE)?, school_days.get(last)?);
    let entry = json!({"from": from, "to": to, "mark": counts, "seen": "no"});
    let entries = if days == 0 { json!([]) } else { json!([entry]) };
    Some(json!({"as_of": to, "record": {"covers": {"from": first, "to": to}, "unlisted": ends, "days": entries}}))
}
