//! The reference evaluator: a program, a calendar and an input → a decision.

use super::calendar::CalendarTable;
use super::condition::{self, Moment};
use super::course::{Course, State};
use super::days::Days;
use super::decision::{Decided, Decision, DependsOn, DutyDecision, MeasureDecision, Mode, ReadingRef, Remaining, StageDecision};
use super::due::{DueDates, Span, due_dates};
use super::input::{self, Given, Input};
use super::measure::{self, Interval};
use super::program::{Condition, Counting, Program, Stage, Variant};
use super::tri::Tri;
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Decides what an input means under a rule set. Whatever cannot be read is refused, never half read.
#[must_use]
pub fn decide(program: &Program, calendar: &CalendarTable, input: &Value) -> Decision {
    match input::read(program, calendar, input) {
        Ok(input) => Decision::Decided(Box::new(evaluate(program, &input))),
        Err(refused) => Decision::Refused { rules: program.id.clone(), refused },
    }
}

/// When a duty is due, and whether it has ended.
type Answer = (DueDates, bool);

/// The program under one reading, with its measures counted.
pub(super) struct View<'a> {
    input: &'a Input,
    days: Rc<Days>,
    stages: Vec<&'a Stage>,
    measures: Vec<Rc<Vec<Interval>>>,
    per_day: Vec<u32>,
}

fn count(counting: &Counting, all: &[&Counting], days: &Days, input: &Input, index: usize) -> Rc<Vec<Interval>> {
    if let Given::Counts { counts, .. } = &input.given {
        let weight = if let Counting::Total { per_day, .. } = counting { *per_day } else { 1 };
        let known = counts.get(index).copied().flatten();
        return Rc::new(vec![known.map_or(Interval::UNKNOWN, |count| Interval::exactly(count * weight))]);
    }
    let run = if let Counting::SeenIn { run } = counting { all.get(*run).copied() } else { None };
    Rc::new(measure::intervals(counting, run, days, input.at))
}

impl<'a> View<'a> {
    pub(super) fn shown(program: &'a Program, input: &'a Input) -> Self {
        let days = Rc::new(input.days_with(&program.seen));
        let all: Vec<&Counting> = program.measures.iter().map(|measure| &measure.counting).collect();
        let measures = all.iter().enumerate().map(|(index, counting)| count(counting, &all, &days, input, index)).collect();
        let per_day = condition::per_day(&program.measures);
        Self { input, days, stages: program.stages.iter().collect(), measures, per_day }
    }

    /// The view under another reading; what it does not change is shared.
    fn under(&self, program: &'a Program, variant: &'a Variant) -> Self {
        let input = self.input;
        let days = variant.seen.as_ref().map_or_else(|| Rc::clone(&self.days), |seen| Rc::new(input.days_with(seen)));
        let mut entries: Vec<&super::program::Measure> = program.measures.iter().collect();
        for (index, measure) in &variant.measures {
            if let Some(entry) = entries.get_mut(*index) {
                *entry = measure;
            }
        }
        let all: Vec<&Counting> = entries.iter().map(|measure| &measure.counting).collect();
        let changes = |index: usize| variant.seen.is_some() || variant.measures.iter().any(|(changed, _)| *changed == index);
        let measures = self.measures.iter().enumerate().map(|(index, known)| {
            let run = if let Counting::SeenIn { run } = all[index] { changes(*run) } else { false };
            if changes(index) || run { count(all[index], &all, &days, input, index) } else { Rc::clone(known) }
        });
        let measures = measures.collect();
        let per_day = all.iter().map(|counting| if let Counting::Total { per_day, .. } = counting { *per_day } else { 1 }).collect();
        let mut stages = self.stages.clone();
        for (index, stage) in &variant.stages {
            if let Some(entry) = stages.get_mut(*index) {
                *entry = stage;
            }
        }
        Self { input, days, stages, measures, per_day }
    }

    pub(super) fn moment<T>(&self, at: usize, ask: impl FnOnce(&Moment<'_>) -> T) -> T {
        let is_record = matches!(self.input.given, Given::Record { .. });
        let measures = |index: usize| {
            let known = self.measures.get(index);
            known.and_then(|values| values.get(if is_record { at } else { 0 })).copied().unwrap_or(Interval::UNKNOWN)
        };
        ask(&Moment { measures: &measures, per_day: &self.per_day, facts: &self.input.facts, days: &self.days, at })
    }

    fn value(&self, condition: &Condition, at: usize) -> Tri {
        self.moment(at, |moment| moment.quick(condition))
    }

    fn course(&self, stage: usize) -> Course {
        let (when, until) = (&self.stages[stage].when, self.input.at);
        match self.input.given {
            Given::Record { start, .. } => Course::follow(start, (start..=until).map(|at| self.value(when, at))),
            Given::Counts { .. } => Course::single(self.value(when, until)),
        }
    }

    /// The duties of a stage that was reached, and whether they have ended.
    fn duties(&self, stage: usize, course: Course) -> Vec<Answer> {
        let rules = self.stages[stage];
        let is_over = rules.ends_when.as_ref().is_some_and(|ends| self.value(ends, self.input.at) == Tri::Yes);
        let ended = course.state == State::Past && is_over;
        let dates = rules.duties.iter().map(|duty| {
            let until = duty.repeat.as_ref().and_then(|repeat| repeat.until.as_ref());
            let dates = self.span(stage, course, until).map(|span| due_dates(duty, span, &self.days));
            (dates.unwrap_or_default(), ended)
        });
        dates.collect()
    }

    /// The days between which the base dates of a duty lie.
    fn span(&self, stage: usize, course: Course, until: Option<&Condition>) -> Option<Span> {
        let as_of = self.days.day(self.input.at);
        match (&self.input.given, course.last) {
            (Given::Counts { reached, .. }, _) => {
                let reached = reached.get(stage).copied().flatten()?;
                let is_over = until.is_some_and(|until| self.value(until, self.input.at) == Tri::Yes);
                (!is_over).then_some(Span { reached, last: None, as_of })
            }
            (Given::Record { .. }, Some(last)) => {
                let stop = until.and_then(|until| (last.from..=last.to).find(|&at| self.value(until, at) == Tri::Yes));
                let end = match stop {
                    Some(stop) => Some(self.days.day(stop) - 1),
                    None if course.state == State::Active => None,
                    None => Some(self.days.day(last.to)),
                };
                Some(Span { reached: self.days.day(last.from), last: end, as_of })
            }
            (Given::Record { .. }, None) => None,
        }
    }
}

/// Everything under every reading: as shown first, then the variants of the program.
struct Readings<'a> {
    program: &'a Program,
    views: Vec<View<'a>>,
}

fn evaluate(program: &Program, input: &Input) -> Decided {
    let shown = View::shown(program, input);
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
        let courses: Vec<Course> = self.views.iter().map(|view| view.course(stage)).collect();
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
            duties: told.map(|told| self.duties(stage, &courses, told)).unwrap_or_default(),
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

    fn duties(&self, stage: usize, courses: &[Course], told: usize) -> Vec<DutyDecision> {
        let answers = self.views[told].duties(stage, courses[told]);
        // By id: a reading may have a duty less.
        let named = |view: usize| -> BTreeMap<&str, Answer> {
            let ids = self.views[view].stages[stage].duties.iter().map(|duty| duty.id.as_str());
            ids.zip(self.views[view].duties(stage, courses[view])).collect()
        };
        let others: Vec<(usize, BTreeMap<&str, Answer>)> = (0..self.views.len())
            .filter(|&view| view != told && courses[view].is_reached())
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
