//! What a page's script must answer rightly before it answers anybody: inputs around the thresholds of a rule set, each with the canonical
//! decision of this evaluator. Pure and short; the page runs all of them in a few milliseconds.

use super::calendar::CalendarTable;
use super::civil;
use super::condition::each_part;
use super::decision::decision_json;
use super::evaluate::decide;
use super::program::{Condition, Counting, Program};
use crate::model::Comparison;
use serde_json::{Value, json};

/// Inputs of one self-test at most.
pub const MAX_SELF_TESTS: usize = 24;

/// School days before a run in a made-up record, so that the run begins within the calendar.
const BEFORE: usize = 2;

/// Inputs on both sides of each threshold with their canonical decisions: counts for each measure that a stage compares, and records of days
/// for runs. The thresholds come in the order of the stages; those for which there is no room, or no day in the calendar, are left out.
#[must_use]
pub fn self_test(program: &Program, calendar: &CalendarTable) -> Vec<(Value, String)> {
    let school_days: Vec<String> =
        calendar.school.bytes().zip(calendar.first..).filter(|(is_open, _)| *is_open == b'1').map(|(_, day)| civil::text(day)).collect();
    let mut inputs = Vec::new();
    for (measure, bound) in bounds(program) {
        for days in [bound.saturating_sub(1), bound] {
            inputs.extend(counted(program, &school_days, (measure, days)));
            inputs.extend(recorded(program, &school_days, (measure, days)));
        }
    }
    inputs.dedup();
    inputs.truncate(MAX_SELF_TESTS);
    let answered = inputs.into_iter().map(|input| {
        let decision = decision_json(&decide(program, calendar, &input));
        (input, decision)
    });
    answered.collect()
}

/// For each measure that a stage compares, the fewest days with which a comparison turns.
fn bounds(program: &Program) -> Vec<(usize, u32)> {
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

/// So many days as a count.
fn counted(program: &Program, school_days: &[String], (measure, days): (usize, u32)) -> Option<Value> {
    let (id, as_of) = (&program.measures.get(measure)?.id, school_days.get(school_days.len() / 2)?);
    Some(json!({"as_of": as_of, "counts": {id.as_str(): days}}))
}

/// So many days in a row that count, after some that do not, as a record; for runs.
fn recorded(program: &Program, school_days: &[String], (measure, days): (usize, u32)) -> Option<Value> {
    let Counting::Run { effects, .. } = &program.measures.get(measure)?.counting else { return None };
    let mark = |effect: u8| effects.iter().position(|places| places.first() == Some(&effect)).and_then(|at| program.marks.get(at));
    let (ends, counts) = (mark(0)?, mark(1)?);
    let last = BEFORE + usize::try_from(days).ok()? - usize::from(days > 0);
    let (first, from, to) = (school_days.first()?, school_days.get(BEFORE)?, school_days.get(last)?);
    let entry = json!({"from": from, "to": to, "mark": counts, "seen": "no"});
    let entries = if days == 0 { json!([]) } else { json!([entry]) };
    Some(json!({"as_of": to, "record": {"covers": {"from": first, "to": to}, "unlisted": ends, "days": entries}}))
}
