//! F2 `rules`: what a rule set means. Pure functions over the model: no files, no clock, no text for people.
//!
//! Input: a [`RuleSet`](crate::model::RuleSet) and a [`Calendar`](crate::model::Calendar) as an editor wrote them, and an `Input` (a record of
//! days, or counts). Output: a `Decision`: ids, dates and integers only. The same decision is made in the browser by `js/core/rules.js` from
//! the same [`Program`] and `CalendarTable`; the canonical JSON of both is equal byte for byte (tested by conformance vectors,
//! differentially, and with mutants of the script).
//!
//! 1. `compile` checks the types of a rule set and makes the [`Program`]: a flat table of indexes and integers, the wire form of version
//!    [`VERSION`]. Open points are gone from it: what another reading changes stands beside it as a `Variant`.
//! 2. `calendar` makes the [`CalendarTable`]: one character for each day of its range, with the national holidays of `holiday`.
//! 3. `input` judges an `Input`; what cannot be read is refused with its place, never half read.
//! 4. `measure` counts, `condition` compares, `occurrence` follows the stages through the days, `due` lays dates.
//! 5. `evaluate` puts these together under each reading; `decision` is what comes out.
//!
//! # The specification
//!
//! These words are enough to write another evaluator. Dates are civil days counted as integers (days since 1970-01-01); nothing knows a time
//! zone or today.
//!
//! ## Calendar
//! A calendar has a first and a last day. For each day between it says whether it is a *school day* (`school`: `1`) and whether the office is
//! open (`office`: `1`); it has terms, long holidays and ceremonies, each of the latter two either *known* (all are listed) or not. The input
//! may add to it for one school: `closed` and `opened` days, `long_holidays`, `ceremonies`, and `complete: true` when it gives all long
//! holidays and ceremonies. Days of added long holidays are closed; `opened` wins over everything else, national holidays and weekends too; nothing of this opens or closes
//! the office. With `complete` those of the calendar and of the input together are all. Where long holidays are not known, a weekday that nothing
//! else closes is a school day; whoever shows the result says so.
//! Nothing is known of days outside the calendar.
//!
//! ## Record
//! `covers {from, to}`; `unlisted`: the id of a mark, or `unknown`; `days`: entries `{from, to, mark, place?, seen?}` that stand for the school
//! days from `from` to `to`. A school day within `covers` has the mark of its entry, else the mark `unlisted`, else an *unknown mark*; outside
//! `covers` its mark is unknown. A day is *seen* yes or no as its entry says; without that, yes if its
//! mark implies it and no place is named, else unknown.
//!
//! ## Measures
//! On each date `d` of the calendar a measure is an interval `[low, high]` over all completions of what is unknown; `high` may be infinite
//! (`null`). Walking day by day from the first day of the calendar, with `[0, ∞]` before it:
//! - at the first day of each window (`school-year`: 1 April; `month`: the 1st; `term`: the first day of a term; `all`: none) the interval
//!   becomes `[0, 0]`. Until the first term of the calendar begins, one may begin on any day: `low` becomes 0 before each
//!   day, and one begins on 1 April. Of a calendar that lists no term only 1 April begins one; whoever shows the result says so;
//! - **run**, on a school day: an effect is *end*, *count* or *skip*. A known mark has the effect of its most specific selector (`mark/place`
//!   before `mark`), else *end*. With `until_seen`, a day seen = yes can only *end*, and one whose `seen` is unknown can *end* as well. An unknown
//!   mark can *end* and *count*. `low`: 0 if it can end, else unchanged if it can skip, else + 1. `high`: + 1 if it can count, else unchanged if
//!   it can skip, else 0. On a day without school the interval is unchanged; with basis `calendar-days` it takes the effect of the last school
//!   day before it in the calendar, seen = no (before the first school day: as an unknown mark);
//! - **total**, on a school day: the weight of a known mark is added to both; of an unknown mark the least weight of all marks to `low`, the greatest
//!   to `high`. `rolling N` is the sum over the last N school days up to `d`; while fewer lie in the calendar, `high` is infinite;
//! - **seen in a run**, on a school day: `low`: 0 if the run can end, else + 1 if seen = yes. `high`: 0 if the run must end, else + 1 unless
//!   seen = no. On days without school: unchanged (with `calendar-days`: as on a school day with seen = no, ended as the run is);
//! - **seen on the day**: `[1, 1]` if a school day seen = yes, `[0, 1]` if unknown, else `[0, 0]`.
//!
//! The *days that counted* of a run or total on a date: the school days (with `calendar-days`: days) that certainly add to it, walking back from
//! that date to the first day that can end a run, or over the window of a total.
//!
//! ## Conditions
//! false < unknown < true; `all` is the least, `any` the greatest, `not` swaps. `at_least N` (with N × `per_day` for totals): true if `low ≥ N`,
//! false if `high < N`, else unknown; `more_than N`: `> N`; `at_most N` is not `more_than N`; `less_than N` is not `at_least N`. A fact is
//! what was answered, the same on every date. An event holds on the dates that the calendar or the input lists for it; on others it is
//! false if they are known (or `complete`), else unknown on school days and false on others. The last school day before a long holiday is the
//! nearest school day before its first day.
//!
//! ## Stages
//! A condition is evaluated on each date from `start` = the later of the calendar's first day and `covers.from`, to `as_of`. An *occurrence* is
//! a longest row of dates on which it is true; it was *reached on* its first date, *certainly* if there is a date before it, and it is not
//! unknown there. `now` is the value on `as_of`. The state: `active` if `now` is true; else `unknown` if `now` is unknown; else `past` if there
//! was an occurrence; else `unknown` if any date was unknown; else `not-reached`.
//!
//! ## Open points
//! Everything is evaluated as shown, then under each other reading of one point, the rest as shown (a *variant*). If the states of a stage
//! differ: `confirm` if any is `active`, `past`; else `unknown`. `depends_on` then lists each point that makes a difference, with the state
//! under each of its readings. What is told of occurrences and duties is taken from the first evaluation (as shown, then the variants in
//! order) in which the stage is active, else the first in which it is past.
//!
//! ## Duties
//! A stage that is active, past or to be confirmed has its duties. One that is past is `ended` once `ends_when` holds on `as_of`. `reached` is the
//! first date of the last occurrence, or the date that the input gives for the stage.
//! Due, from a base date: `same-day`; `school-days N`: the N-th school day after it; `calendar-days N`; `day-of-next-month D`: day D of the
//! month after the base's, or that month's last day, moved on a day on which the office is closed to the nearest open day `before` or `after`
//! it, or not at all (`stay`). A date that needs days outside the calendar is `unknown`.
//! Base dates: without `repeat` the date reached; `week`: that date + 7k; `month`: that date, then the 1st of each month; while they are not
//! after the last date of the occurrence (an active one has none) and before the first date of the occurrence on which `until` is true (in
//! counts mode: none if it is true on `as_of`). `due`: those not after `as_of`, at most the last [`MAX_DUE`]; `next`: the first after it, the first
//! unknown one, or `null`. `open`, when told as
//! shown: the points with a variant in which the stage is active or past and the answer (`due`, `next`, `ended`) is another; when told under a variant: its
//! point, if an evaluation under another reading of that point (as shown too) is such.
//!
//! ## Counts
//! Instead of a record: `counts` for measures that are asked; each is `[n, n]` (× `per_day`), the others `[0, ∞]`. Only `as_of` is evaluated; nothing is past,
//! `reached` is what the input gives. Refused if a run is greater than a total that holds it: its counted marks weigh a day at least, both are
//! over school days, and its window is not longer.

mod analysis;
mod calendar;
pub mod civil;
mod compile;
mod condition;
mod course;
mod days;
mod decision;
mod due;
mod evaluate;
mod holiday;
mod input;
mod measure;
pub mod program;
mod self_test;
mod tri;
mod view;
mod words;

pub use analysis::{Finding, MAX_FACTS, MAX_RECORDS, findings};
pub use calendar::{CalendarTable, UnknownHolidays};
pub use compile::compile;
pub use course::State;
pub use decision::{
    Decided, Decision, DependsOn, DutyDecision, MeasureDecision, Mode, ReadingRef, Remaining, StageDecision, decision_json,
};
pub use due::Next;
pub use evaluate::decide;
pub use holiday::{EQUINOXES_PUBLISHED_TO, HOLIDAYS_FROM, HOLIDAYS_TO, holiday};
pub use input::{Input, MAX_COUNT, MAX_ENTRIES, Refusal};
pub use program::{Program, VERSION};
pub use self_test::{MAX_SELF_TESTS, self_test};
pub use tri::Tri;
pub use words::event_name;

/// Dates that one duty lists at most.
pub const MAX_DUE: usize = 60;
