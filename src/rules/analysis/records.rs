//! Made-up records among which witnesses are searched.

use super::MAX_FACTS;
use crate::model::{CalendarEvent, CeremonyKind};
use crate::rules::calendar::CalendarTable;
use crate::rules::civil::{self, Civil};
use crate::rules::condition::each_part;
use crate::rules::days::{Days, Local};
use crate::rules::input::{Entry, Given, Input};
use crate::rules::program::{Condition, Counting, Program};
use crate::rules::tri::Tri;
use std::collections::BTreeSet;

/// A mark and place: 0 without a place, else its index + 1.
type Cell = (usize, usize);

/// The lengths, marks and dates that a program tells apart.
pub(super) struct Records {
    calendar: Days,
    /// Lengths of the run at the end, and of the days before it.
    lengths: Vec<u32>,
    /// One mark and place of each kind that the rules tell apart; the first ends runs and weighs nothing, if there is such a one.
    cells: Vec<Cell>,
    /// Days to ask for.
    dates: Vec<usize>,
    /// The facts that conditions name.
    facts: Vec<usize>,
    /// How many facts there are.
    all_facts: usize,
}

/// Whether and when the child was met during the run.
const MEETINGS: [Meeting; 3] = [Meeting::Never, Meeting::First, Meeting::Last];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Meeting {
    Never,
    First,
    Last,
}

fn day(year: i32, month: i32, day: i32) -> i32 {
    Civil { year, month, day }.to_day()
}

/// Two school years from 1 April 2025: weekdays are school days; each year has three terms, long holidays and every ceremony.
pub(super) fn made_up_calendar() -> CalendarTable {
    let (first, last) = (day(2025, 4, 1), day(2027, 3, 31));
    let years = [2025, 2026];
    let of_years = |days: &dyn Fn(i32) -> Vec<(i32, i32)>| years.iter().flat_map(|year| days(*year)).collect::<Vec<_>>();
    let holidays = of_years(&|year| vec![(day(year, 7, 26), day(year, 8, 20)), (day(year, 12, 26), day(year + 1, 1, 14))]);
    let terms = of_years(&|year| {
        vec![(day(year, 4, 1), day(year, 8, 31)), (day(year, 9, 1), day(year, 12, 31)), (day(year + 1, 1, 1), day(year + 1, 3, 31))]
    });
    let is_open = |day: i32| !matches!(civil::weekday(day), 0 | 6);
    let is_school = |day: i32| is_open(day) && !holidays.iter().any(|(from, to)| (*from..=*to).contains(&day));
    let text = |open: &dyn Fn(i32) -> bool| (first..=last).map(|day| if open(day) { '1' } else { '0' }).collect::<String>();
    let ceremonies = years.iter().flat_map(|&year| {
        let on = |month, of_month, kind| (day(year + i32::from(month < 4), month, of_month), kind);
        [
            on(4, 8, CeremonyKind::Opening),
            on(4, 9, CeremonyKind::Entrance),
            on(7, 25, CeremonyKind::Closing),
            on(12, 25, CeremonyKind::Closing),
            on(3, 15, CeremonyKind::Graduation),
            on(3, 24, CeremonyKind::Completion),
        ]
    });
    let ceremonies = ceremonies.map(|(day, kind)| ((0..7).map(|back| day - back).find(|day| is_school(*day)).unwrap_or(day), kind));
    let ceremonies = Some(ceremonies.collect());
    CalendarTable { first, school: text(&is_school), office: text(&is_open), terms, ceremonies, long_holidays: Some(holidays) }
}

impl Records {
    /// What the conditions of some stages tell apart.
    pub fn of(program: &Program, stages: &[usize], calendar: &CalendarTable) -> Self {
        let days = Days::new(calendar, &Local::default());
        let mut lengths = BTreeSet::from([0, 1]);
        let mut events: Vec<CalendarEvent> = Vec::new();
        let mut facts = BTreeSet::new();
        for stage in stages.iter().filter_map(|stage| program.stages.get(*stage)) {
            each_part(&stage.when, &mut |part| match part {
                Condition::Compare { than, .. } => lengths.extend([than.saturating_sub(1), *than, than.saturating_add(1)]),
                Condition::Fact(fact) => {
                    facts.insert(*fact);
                }
                Condition::Event(event) if !events.contains(event) => events.push(*event),
                _ => {}
            });
        }
        // An ordinary day late in the last year, so that everything fits before it; and in that year each day that is asked for.
        let ordinary = days.at(day(2027, 3, 10));
        let late = days.at(day(2026, 12, 1)).unwrap_or_default();
        let is_on = |event: &CalendarEvent, at: &usize| days.event(*event, *at) == Tri::Yes;
        // Ceremonies of April are found at the beginning of that year.
        let event = |event: &CalendarEvent| (late..days.len()).chain((0..late).rev()).find(|at| is_on(event, at));
        let dates = ordinary.into_iter().chain(events.iter().filter_map(event)).collect();
        Self {
            calendar: days.clone(),
            lengths: lengths.into_iter().collect(),
            cells: cells(program),
            dates,
            facts: facts.into_iter().collect(),
            all_facts: program.facts.len(),
        }
    }

    /// The longest run.
    pub fn longest(&self) -> u32 {
        self.lengths.last().copied().unwrap_or(0)
    }

    /// Tries the records until `each` says no: all lengths of one kind of record before those of the next.
    pub fn each(&self, program: &Program, each: &mut dyn FnMut(&Input) -> bool) {
        let kinds = MEETINGS.iter().flat_map(|meeting| self.cells.iter().rev().map(move |cell| (*cell, *meeting)));
        let kinds: Vec<(Cell, Meeting)> = kinds.collect();
        for &(cell, meeting) in &kinds {
            for &run in self.lengths.iter().rev() {
                // Without a run there is no day of it on which the child could be met.
                if run == 0 && meeting != Meeting::Never {
                    continue;
                }
                for &scattered in &self.lengths {
                    for &at in &self.dates {
                        if !each(&self.record(program, (run, scattered), (cell, meeting), at)) {
                            return;
                        }
                    }
                }
            }
        }
    }

    /// A run of so many days of the first mark that counts, unmet.
    pub fn plain_run(&self, program: &Program, days: u32) -> Option<Input> {
        let cell = self.cells.iter().find(|cell| counts(program, **cell))?;
        Some(self.record(program, (days, 0), (*cell, Meeting::Never), *self.dates.first()?))
    }

    /// Tries the answers to the facts that conditions name; the others are answered no.
    pub fn each_answer(&self, each: &mut dyn FnMut(&[Tri])) {
        let with = |yes: &dyn Fn(usize) -> bool| {
            let mut answers = vec![Tri::No; self.all_facts];
            self.facts.iter().enumerate().filter(|(at, _)| yes(*at)).for_each(|(_, fact)| answers[*fact] = Tri::Yes);
            answers
        };
        let named = self.facts.len();
        if named <= MAX_FACTS {
            return (0..1_u32 << named).for_each(|answers| each(&with(&|at| answers >> at & 1 == 1)));
        }
        each(&with(&|_| false));
        each(&with(&|_| true));
        (0..named).for_each(|yes| each(&with(&|at| at == yes)));
    }

    fn record(&self, program: &Program, (run, scattered): (u32, u32), (cell, meeting): (Cell, Meeting), at: usize) -> Input {
        let days = self.calendar.clone();
        let present = self.cells.first().copied().unwrap_or_default();
        let mut entries = vec![None; days.len()];
        let mut school_days = (0..=at).rev().filter(|&at| days.is_school(at));
        let entry = |cell: Cell, seen: bool| Entry { mark: cell.0, place: cell.1, seen: Some(Tri::known(seen)) };
        for (index, at) in school_days.by_ref().take(run as usize).enumerate() {
            let is_first = index + 1 == run as usize;
            let seen = (meeting == Meeting::Last && index == 0) || (meeting == Meeting::First && is_first);
            entries[at] = Some(entry(cell, seen));
        }
        let mut left = scattered;
        for (index, at) in school_days.enumerate() {
            let is_absent = index % 2 == 1 && left > 0;
            left -= u32::from(is_absent);
            entries[at] = Some(entry(if is_absent { cell } else { present }, !is_absent));
        }
        Input { at, given: Given::Record { start: 0, entries }, facts: vec![Tri::Unknown; program.facts.len()], days }
    }
}

/// Whether a mark and place adds to some run.
fn counts(program: &Program, cell: Cell) -> bool {
    let adds = |counting: &Counting| matches!(counting, Counting::Run { effects, .. } if effects[cell.0][cell.1] == 1);
    program.measures.iter().any(|measure| adds(&measure.counting))
}

/// One mark and place of each kind that the measures tell apart.
fn cells(program: &Program) -> Vec<Cell> {
    let mut kinds: Vec<(Vec<u32>, Cell)> = Vec::new();
    for mark in 0..program.marks.len() {
        for place in 0..=program.places.len() {
            let kind: Vec<u32> = program
                .measures
                .iter()
                .map(|measure| match &measure.counting {
                    Counting::Run { effects, .. } => u32::from(effects[mark][place]),
                    Counting::Total { weights, .. } => weights[mark][place],
                    Counting::SeenIn { .. } | Counting::SeenOn => 0,
                })
                .collect();
            if !kinds.iter().any(|(known, _)| *known == kind) {
                kinds.push((kind, (mark, place)));
            }
        }
    }
    // What counts comes last, after what only lets a run go on.
    kinds.sort_by_key(|(kind, cell)| (kind.iter().any(|effect| *effect != 0), counts(program, *cell)));
    kinds.into_iter().map(|(_, cell)| cell).collect()
}
