//! What can be said of a rule set before anybody uses it: which stages can be reached, which contradict each other, where a ladder has a gap.
//!
//! Witnesses are searched among made-up records, for each stage or pair of stages among those that their conditions tell apart: some scattered days, then a run that ends on the day asked for, their lengths one below, at
//! and one above each number of the rules; with each kind of mark that the rules tell apart; with the child never met, met on the first or on
//! the last day of the run; on an ordinary day and on each day that the rules ask the calendar for; with every answer to the facts (each
//! alone, when the rules name more than [`MAX_FACTS`]). The calendar is made up too: three years with one of everything. What no such record
//! reaches is reported; a stage that needs more is beyond what rules are for.

mod records;

use super::calendar::CalendarTable;
use super::condition::{Moment, each_part};
use super::program::{Condition, Counting, Duty, Program};
use super::tri::Tri;
use super::view::View;
use records::Records;
use std::collections::BTreeSet;

/// Facts named in conditions whose answers are tried in every combination; more are tried one at a time.
pub const MAX_FACTS: usize = 6;
/// Records that are tried at most for one stage or pair of stages, each with every answer. Where there are more, nothing is said.
pub const MAX_RECORDS: usize = 4_000;

/// What is wrong with a rule set as a whole. Numbers are indexes of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// No record makes a stage active.
    Unreachable {
        /// The stage.
        stage: usize,
    },
    /// One record makes two stages active that lay down the same duty differently.
    Contradiction {
        /// The stages, in order.
        stages: (usize, usize),
        /// The duty's place in each.
        duties: (usize, usize),
    },
    /// Days in a row go on, and no stage of the ladder holds any more.
    Gap {
        /// The last stage that held.
        after: usize,
        /// How many days it were then.
        days: u32,
    },
    /// Whenever a stage holds, another one with the same duties does.
    Subsumed {
        /// The stage that adds nothing.
        stage: usize,
        /// The one that says it already.
        by: usize,
    },
}

/// Judges a program. `differs` says of two stages' duties with the same id whether they lay down different things; `ladder` names the stages
/// between which there must be no gap.
#[must_use]
pub fn findings(program: &Program, differs: &dyn Fn((usize, usize), (usize, usize)) -> bool, ladder: &[usize]) -> Vec<Finding> {
    let stages = program.stages.len();
    let search = Search { program, calendar: records::made_up_calendar() };
    let holds = |conditions: &[usize], is_witness: &Witness<'_>| search.finds(conditions, is_witness);
    let mut found = Vec::new();
    for (pair, duties) in suspects(program, differs) {
        if holds(&[pair.0, pair.1], &|holds| holds(pair.0) && holds(pair.1)) == Some(true) {
            found.push(Finding::Contradiction { stages: pair, duties });
        }
    }
    let is_reached: Vec<Option<bool>> = (0..stages).map(|stage| holds(&[stage], &|holds| holds(stage))).collect();
    found.extend((0..stages).filter(|&stage| is_reached[stage] == Some(false)).map(|stage| Finding::Unreachable { stage }));
    for (stage, by) in twins(program).into_iter().filter(|&(stage, _)| is_reached[stage] == Some(true)) {
        if holds(&[stage, by], &|holds| holds(stage) && !holds(by)) == Some(false) {
            found.push(Finding::Subsumed { stage, by });
        }
    }
    found.extend(gap(program, &search.calendar, ladder));
    found
}

/// Whether a record shows something, by which stages hold in it.
type Witness<'w> = dyn Fn(&dyn Fn(usize) -> bool) -> bool + 'w;

/// The search for a record that shows something.
struct Search<'p> {
    program: &'p Program,
    calendar: CalendarTable,
}

impl Search<'_> {
    /// Whether there is a record that shows something of some stages, among those that their conditions tell apart; `None` when there are more
    /// such records than are tried.
    fn finds(&self, stages: &[usize], is_witness: &Witness<'_>) -> Option<bool> {
        let program = self.only_for(stages);
        let records = Records::of(&program, stages, &self.calendar);
        let (mut is_found, mut tried) = (false, 0);
        records.each(&program, &mut |input| {
            let view = View::shown(&program, input);
            tried += 1;
            records.each_answer(&mut |facts| {
                view.moment(input.at, |moment| {
                    let moment = Moment { facts, ..*moment };
                    is_found |= is_witness(&|stage: usize| moment.quick(&self.program.stages[stage].when) == Tri::Yes);
                });
            });
            !is_found && tried < MAX_RECORDS
        });
        (is_found || tried < MAX_RECORDS).then_some(is_found)
    }

    /// The program without the counting of measures that some stages do not look at.
    fn only_for(&self, stages: &[usize]) -> Program {
        let mut program = self.program.clone();
        let mut needed = BTreeSet::new();
        for stage in stages.iter().filter_map(|stage| program.stages.get(*stage)) {
            each_part(&stage.when, &mut |part| {
                if let Condition::Compare { measure, .. } = part {
                    needed.insert(*measure);
                }
            });
        }
        let runs = needed.iter().filter_map(|measure| match program.measures.get(*measure).map(|measure| &measure.counting) {
            Some(Counting::SeenIn { run }) => Some(*run),
            _ => None,
        });
        let needed: BTreeSet<usize> = runs.chain(needed.iter().copied()).collect();
        for (at, measure) in program.measures.iter_mut().enumerate() {
            if needed.contains(&at) {
                continue;
            }
            measure.counting = Counting::SeenOn;
        }
        program
    }
}

type Pair = ((usize, usize), (usize, usize));

/// Pairs of stages and of their duties with one id that lay down different things.
fn suspects(program: &Program, differs: &dyn Fn((usize, usize), (usize, usize)) -> bool) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (one, stage) in program.stages.iter().enumerate() {
        for (other, later) in program.stages.iter().enumerate().skip(one + 1) {
            for (at, duty) in stage.duties.iter().enumerate() {
                let same = |(_, known): &(usize, &Duty)| known.id == duty.id;
                for (place, _) in later.duties.iter().enumerate().filter(same) {
                    if differs((one, at), (other, place)) {
                        pairs.push(((one, other), (at, place)));
                    }
                }
            }
        }
    }
    pairs
}

/// Pairs of stages with the same duties, of which the first may add nothing to the second.
fn twins(program: &Program) -> Vec<(usize, usize)> {
    let stages = || program.stages.iter().enumerate();
    let pairs = stages().flat_map(|(one, stage)| stages().map(move |(other, known)| (one, stage, other, known)));
    let same = pairs.filter(|(one, stage, other, known)| one != other && !stage.duties.is_empty() && stage.duties == known.duties);
    same.map(|(one, _, other, _)| (one, other)).collect()
}

/// The first length of a run, unmet, from which on no stage of the ladder holds.
fn gap(program: &Program, calendar: &CalendarTable, ladder: &[usize]) -> Option<Finding> {
    let records = Records::of(program, ladder, calendar);
    let mut last = None;
    for days in 1..=records.longest() {
        let input = records.plain_run(program, days)?;
        let view = View::shown(program, &input);
        let facts = vec![Tri::No; program.facts.len()];
        let holding = view.moment(input.at, |moment| {
            let moment = Moment { facts: &facts, ..*moment };
            ladder.iter().rev().copied().find(|&stage| program.stages.get(stage).is_some_and(|stage| moment.quick(&stage.when) == Tri::Yes))
        });
        match (holding, last) {
            (None, Some(after)) => return Some(Finding::Gap { after, days }),
            (holding, _) => last = holding.or(last),
        }
    }
    None
}
