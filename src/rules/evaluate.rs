//! The reference evaluator: a program, a calendar and an input → a decision.

use super::calendar::CalendarTable;
use super::course::{Course, State};
use super::decision::{Decided, Decision, DependsOn, DutyDecision, MeasureDecision, Mode, ReadingRef, Remaining, StageDecision};
use super::due::DueDates;
use super::input::{self, Given, Input};
use super::measure::{self, Interval};
use super::program::Program;
use super::tri::Tri;
use super::view::{Answer, View};
use serde_json::Value;
use std::collections::BTreeMap;

/// Decides what an input means under a rule set. Whatever cannot be read is refused, never half read.
#[must_use]
pub fn decide(program: &Program, calendar: &CalendarTable, input: &Value) -> Decision {
    match input::read(program, calendar, input) {
        Ok(input) => Decision::Decided(Box::new(evaluate(program, &input))),
        Err(refused) => Decision::Refused { rules: program.id.clone(), refused },
    }
}

/// Everything under every reading: as shown first, then the variants of the program.
struct Readings<'a> {
    program: &'a Program,
    views: Vec<View<'a>>,
}

fn evaluate(program: &Program, input: &Input) -> Decided {
    let shown = View::shown(program, input).followed();
    let mut views: Vec<View<'_>> = program.variants.iter().map(|variant| shown.under(program, variant)).collect();
    views.insert(0, shown);
    let readings = Readings { program, views };
    let shown = &readings.views[0];
    let is_record = matches!(input.given, Given::Record { .. });
    let measures = program.measures.iter().enumerate().map(|(index, entry)| {
        let Interval { low, high } = shown.moment(input.at, |moment| (moment.measures)(index));
        let days = is_record.then(|| measure::days_that_counted(&entry.counting, &shown.days, input.at)).flatten();
        let days = days.map(|days| days.into_iter().map(|at| shown.days.day(at)).collect());
        MeasureDecision { id: entry.id.clone(), low, high, days }
    });
    Decided {
        rules: program.id.clone(),
        as_of: shown.days.day(input.at),
        mode: if is_record { Mode::Record } else { Mode::Counts },
        measures: measures.collect(),
        stages: (0..program.stages.len()).map(|stage| readings.stage(stage)).collect(),
    }
}

impl Readings<'_> {
    fn stage(&self, stage: usize) -> StageDecision {
        let (program, shown) = (self.program, &self.views[0]);
        let courses: Vec<Course> = self.views.iter().map(|view| view.courses[stage]).collect();
        let told = courses.iter().position(|course| course.state == State::Active);
        let told = told.or_else(|| courses.iter().position(|course| course.state == State::Past));
        let (at, when) = (shown.input.at, &shown.stages[stage].when);
        let mut trace = Vec::new();
        let mut unknown = Vec::new();
        let mut missing = Vec::new();
        shown.moment(at, |moment| {
            moment.value(when, &mut |_, value| trace.push(value));
            moment.unknown(when, program, &mut unknown);
            if courses[0].now == Tri::No {
                moment.missing(when, &mut missing);
            }
        });
        missing.sort_unstable();
        let remaining = missing.into_iter().map(|(days, index)| Remaining { measure: program.measures[index].id.clone(), days });
        let (reached_on, certain) = self.reached(stage, &courses, told);
        StageDecision {
            id: program.stages[stage].id.clone(),
            state: state(&courses),
            now: courses[0].now,
            reached_on,
            certain,
            reading: told.and_then(|view| view.checked_sub(1)).map(|variant| self.reading(variant)),
            depends_on: self.depends_on(&courses),
            remaining: remaining.collect(),
            unknown,
            trace,
            duties: told.map(|told| self.duties(stage, told)).unwrap_or_default(),
        }
    }

    fn reached(&self, stage: usize, courses: &[Course], told: Option<usize>) -> (Option<i32>, Option<bool>) {
        let Some(told) = told else { return (None, None) };
        let view = &self.views[told];
        match &view.input.given {
            Given::Counts { reached, .. } => (reached.get(stage).copied().flatten(), None),
            Given::Record { .. } => {
                let last = courses[told].last;
                (last.map(|last| view.days.day(last.from)), last.map(|last| last.certain))
            }
        }
    }

    fn reading(&self, variant: usize) -> ReadingRef {
        let variant = &self.program.variants[variant];
        let point = &self.program.points[variant.point];
        ReadingRef { point: point.id.clone(), reading: point.readings[variant.reading].clone() }
    }

    /// The points that make a difference, with the state under each of their readings.
    fn depends_on(&self, courses: &[Course]) -> Vec<DependsOn> {
        let points = self.program.points.iter().enumerate().map(|(index, point)| {
            let state = |reading: usize| {
                let variant = self.program.variants.iter().position(|variant| variant.point == index && variant.reading == reading);
                courses[variant.map_or(0, |variant| variant + 1)].state
            };
            DependsOn { point: point.id.clone(), states: (0..point.readings.len()).map(state).collect() }
        });
        points.filter(|point| point.states.iter().any(|state| *state != courses[0].state)).collect()
    }

    fn duties(&self, stage: usize, told: usize) -> Vec<DutyDecision> {
        let answers = self.views[told].duties(stage);
        // By id: a reading may have a duty less.
        let named = |view: usize| -> BTreeMap<&str, Answer> {
            let ids = self.views[view].stages[stage].duties.iter().map(|duty| duty.id.as_str());
            ids.zip(self.views[view].duties(stage)).collect()
        };
        // Two views in which the stage is as shown answer the same.
        let may_differ = |view: usize| view != told && (self.views[view].differs[stage] || self.views[told].differs[stage]);
        let others: Vec<(usize, BTreeMap<&str, Answer>)> = (0..self.views.len())
            .filter(|&view| may_differ(view) && self.views[view].courses[stage].is_reached())
            .filter_map(|view| Some((self.point_between(told, view)?, named(view))))
            .collect();
        let duties = self.views[told].stages[stage].duties.iter().zip(answers).map(|(duty, (dates, ended))| {
            let answer = (dates, ended);
            let differs = |point: usize| others.iter().any(|(of, duties)| *of == point && duties.get(duty.id.as_str()) != Some(&answer));
            let open = (0..self.program.points.len()).filter(|&point| differs(point)).map(|point| self.program.points[point].id.clone());
            let open = open.collect();
            let (DueDates { due, next }, ended) = answer;
            DutyDecision { id: duty.id.clone(), due, next, ended, open }
        });
        duties.collect()
    }

    /// The one point whose reading tells two evaluations apart; `None` when they differ in two.
    fn point_between(&self, one: usize, other: usize) -> Option<usize> {
        let point = |view: usize| view.checked_sub(1).map(|variant| self.program.variants[variant].point);
        match (point(one), point(other)) {
            (None, Some(point)) | (Some(point), None) => Some(point),
            (Some(one), Some(other)) => (one == other).then_some(one),
            (None, None) => None,
        }
    }
}

/// The state that is told: an open point falls to the safe side.
fn state(courses: &[Course]) -> State {
    let shown = courses[0].state;
    if courses.iter().all(|course| course.state == shown) {
        shown
    } else if courses.iter().any(|course| course.is_reached()) {
        State::Confirm
    } else {
        State::Unknown
    }
}
