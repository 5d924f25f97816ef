//! The rules under one reading: what was counted, and what became of each stage. What another reading does not change is shared with the
//! reading as shown, and not evaluated again.

use super::condition::{self, Moment};
use super::course::{Course, State, Turns};
use super::days::Days;
use super::due::{DueDates, Span, due_dates};
use super::input::{Given, Input};
use super::measure::{self, Interval};
use super::program::{Condition, Counting, Measure, Program, Stage, Variant};
use super::tri::Tri;
use crate::model::Comparison;
use std::cell::RefCell;
use std::ops::RangeInclusive;
use std::ptr;
use std::rc::Rc;

/// When a duty is due, and whether it has ended.
pub(super) type Answer = (DueDates, bool);

/// The program under one reading, with its measures counted and its stages followed.
pub(super) struct View<'a> {
    pub input: &'a Input,
    pub days: Rc<Days>,
    pub stages: Vec<&'a Stage>,
    /// What became of each stage.
    pub courses: Vec<Course>,
    /// Which stages are not as shown, or may not be.
    pub differs: Vec<bool>,
    measures: Vec<Rc<Counted>>,
    per_day: Vec<u32>,
}

/// A comparison with a measure: how, with how many days, and what one day weighs.
type Bound = (Comparison, u32, u32);

/// A measure on each date; in counts on the one date that is asked for.
#[derive(Default)]
struct Counted {
    values: Vec<Interval>,
    /// Where comparisons with it turn: readings that share the measure share them.
    compared: RefCell<Vec<(Bound, Rc<Turns>)>>,
}

impl Counted {
    fn of(values: Vec<Interval>) -> Rc<Self> {
        Rc::new(Self { values, ..Self::default() })
    }

    fn on(&self, at: usize) -> Interval {
        self.values.get(at).copied().unwrap_or(Interval::UNKNOWN)
    }

    /// Where a comparison turns on some dates, which are the same for all that is asked of one input.
    fn turns(&self, bound: Bound, dates: RangeInclusive<usize>) -> Rc<Turns> {
        if let Some((_, known)) = self.compared.borrow().iter().find(|(known, _)| *known == bound) {
            return Rc::clone(known);
        }
        let (comparison, than, weight) = bound;
        let turns = Rc::new(Turns::of(dates.map(|at| (at, condition::compare(self.on(at), weight, comparison, than)))));
        self.compared.borrow_mut().push((bound, Rc::clone(&turns)));
        turns
    }
}

fn count(counting: &Counting, all: &[&Counting], days: &Days, input: &Input, index: usize) -> Rc<Counted> {
    if let Given::Counts { counts, .. } = &input.given {
        let known = counts.get(index).copied().flatten();
        return Counted::of(vec![known.map_or(Interval::UNKNOWN, |count| Interval::exactly(count * counting.per_day()))]);
    }
    let run = if let Counting::SeenIn { run } = counting { all.get(*run).copied() } else { None };
    Counted::of(measure::intervals(counting, run, days, input.at))
}

/// Whether a measure looks at who was seen.
fn looks_at_seen(counting: &Counting) -> bool {
    matches!(counting, Counting::SeenIn { .. } | Counting::SeenOn | Counting::Run { until_seen: 1, .. })
}

/// Calls `each` for every comparison of a stage.
fn each_compared(stage: &Stage, each: &mut dyn FnMut(usize)) {
    let until = stage.duties.iter().filter_map(|duty| duty.repeat.as_ref()?.until.as_ref());
    for condition in until.chain([&stage.when]).chain(&stage.ends_when) {
        condition::each_part(condition, &mut |part| {
            if let Condition::Compare { measure, .. } = part {
                each(*measure);
            }
        });
    }
}

impl<'a> View<'a> {
    /// As shown, with everything counted and no stage followed.
    pub fn shown(program: &'a Program, input: &'a Input) -> Self {
        let days = Rc::new(input.days_with(&program.seen));
        let all: Vec<&Counting> = program.measures.iter().map(|measure| &measure.counting).collect();
        let measures = all.iter().enumerate().map(|(index, counting)| count(counting, &all, &days, input, index)).collect();
        let per_day = all.iter().map(|counting| counting.per_day()).collect();
        Self { input, days, stages: program.stages.iter().collect(), measures, per_day, courses: Vec::new(), differs: Vec::new() }
    }

    /// The view as shown, with its stages followed.
    pub fn followed(mut self) -> Self {
        self.differs = vec![false; self.stages.len()];
        self.courses = (0..self.stages.len()).map(|stage| self.course(stage)).collect();
        self
    }

    /// Under another reading.
    pub fn under(&self, program: &'a Program, variant: &'a Variant) -> Self {
        let mut entries: Vec<&Measure> = program.measures.iter().collect();
        for (index, measure) in &variant.measures {
            if let Some(entry) = entries.get_mut(*index) {
                *entry = measure;
            }
        }
        let all: Vec<&Counting> = entries.iter().map(|measure| &measure.counting).collect();
        let mut stages = self.stages.clone();
        for (index, stage) in &variant.stages {
            if let Some(entry) = stages.get_mut(*index) {
                *entry = stage;
            }
        }
        let (days, measures) = self.counted_under(variant, &all);
        let per_day = all.iter().map(|counting| counting.per_day()).collect();
        let mut view = Self { input: self.input, days, stages, measures, per_day, courses: Vec::new(), differs: Vec::new() };
        view.differs = (0..view.stages.len()).map(|stage| view.differs_in(self, stage)).collect();
        let courses = view.differs.iter().enumerate();
        view.courses = courses.map(|(stage, differs)| if *differs { view.course(stage) } else { self.courses[stage] }).collect();
        view
    }

    /// The days and the measures under another reading; those that come out the same are the ones as shown.
    fn counted_under(&self, variant: &Variant, all: &[&Counting]) -> (Rc<Days>, Vec<Rc<Counted>>) {
        let days = variant.seen.as_ref().map(|seen| self.input.days_with(seen)).filter(|days| !days.knows_same(&self.days));
        let has_seen = days.is_some();
        let days = days.map_or_else(|| Rc::clone(&self.days), Rc::new);
        let is_own = |index: usize| variant.measures.iter().any(|(changed, _)| *changed == index);
        let measures = self.measures.iter().enumerate().map(|(index, known)| {
            let run = if let Counting::SeenIn { run } = all[index] { is_own(*run) } else { false };
            if !(is_own(index) || run || (has_seen && looks_at_seen(all[index]))) {
                return Rc::clone(known);
            }
            let counted = count(all[index], all, &days, self.input, index);
            if counted.values == known.values { Rc::clone(known) } else { counted }
        });
        let measures = measures.collect();
        (days, measures)
    }

    /// Whether a stage is another than in the view as shown, or compares what was counted otherwise.
    fn differs_in(&self, shown: &Self, stage: usize) -> bool {
        let mut differs = !ptr::eq(self.stages[stage], shown.stages[stage]);
        each_compared(self.stages[stage], &mut |measure| {
            let is_same = |one: Option<&Rc<_>>, other: Option<&Rc<_>>| one.zip(other).is_none_or(|(one, other)| Rc::ptr_eq(one, other));
            differs |= !is_same(self.measures.get(measure), shown.measures.get(measure));
            differs |= self.per_day.get(measure) != shown.per_day.get(measure);
        });
        differs
    }

    /// Asks something on one date.
    pub fn moment<T>(&self, at: usize, ask: impl FnOnce(&Moment<'_>) -> T) -> T {
        let is_record = matches!(self.input.given, Given::Record { .. });
        let measures = |index: usize| {
            let counted = self.measures.get(index);
            counted.map_or(Interval::UNKNOWN, |counted| counted.on(if is_record { at } else { 0 }))
        };
        ask(&Moment { measures: &measures, per_day: &self.per_day, facts: &self.input.facts, days: &self.days, at })
    }

    fn value(&self, condition: &Condition, at: usize) -> Tri {
        self.moment(at, |moment| moment.quick(condition))
    }

    fn course(&self, stage: usize) -> Course {
        let (when, until) = (&self.stages[stage].when, self.input.at);
        match self.input.given {
            Given::Record { start, .. } => Course::follow(&self.turns(when, start), until),
            Given::Counts { .. } => Course::single(self.value(when, until)),
        }
    }

    /// Where a condition turns in a record, from the place `start` on.
    fn turns(&self, condition: &Condition, start: usize) -> Rc<Turns> {
        let dates = start..=self.input.at;
        let always = |value: Tri| Rc::new(Turns::of([(start, value)]));
        let together = |parts: &[Condition], of_none: Tri, both: fn(Tri, Tri) -> Tri| {
            parts.iter().fold(always(of_none), |turns, part| Rc::new(turns.with(&self.turns(part, start), both)))
        };
        match condition {
            Condition::Always => always(Tri::Yes),
            Condition::All(parts) => together(parts, Tri::Yes, Tri::min),
            Condition::Any(parts) => together(parts, Tri::No, Tri::max),
            Condition::Not(part) => Rc::new(self.turns(part, start).opposite()),
            Condition::Fact(fact) => always(self.input.facts.get(*fact).copied().unwrap_or(Tri::Unknown)),
            Condition::Event(event) => Rc::new(Turns::of(dates.map(|at| (at, self.days.event(*event, at))))),
            Condition::Compare { measure, comparison, than } => match self.measures.get(*measure) {
                Some(counted) => counted.turns((*comparison, *than, self.per_day.get(*measure).copied().unwrap_or(1)), dates),
                None => always(Tri::Unknown),
            },
        }
    }

    /// The duties of a stage that was reached, and whether they have ended.
    pub fn duties(&self, stage: usize) -> Vec<Answer> {
        let (rules, course) = (self.stages[stage], self.courses[stage]);
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
