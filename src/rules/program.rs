//! The wire form: a rule set compiled to indexes and integers, as the page embeds it and both evaluators read it.
//!
//! ```json
//! {"version":1, "id":"absence",
//!  "marks":["present","absent"], "seen":[1,0], "places":["room"], "facts":["met"],
//!  "points":[{"id":"p","readings":["a","b"],"shown":0}],
//!  "measures":[{"id":"run","kind":"run","effects":[[0,0],[1,1]],"calendar_days":0,"until_seen":0,"window":["all"]},
//!              {"id":"sum","kind":"total","weights":[[0,0],[1,1]],"per_day":1,"window":["rolling",20]},
//!              {"id":"met","kind":"seen_in","run":0}, {"id":"today","kind":"seen_on"}],
//!  "stages":[{"id":"day-3","when":["compare",0,"at_least",3],"ends_when":null,
//!             "duties":[{"id":"meet","due":["same-day"],"repeat":null}]}],
//!  "orders":[[0,1]],
//!  "variants":[{"point":0,"reading":1,"seen":null,"measures":[[0,{…}]],"stages":[[2,{…}]]}]}
//! ```
//! `effects` and `weights` have a row for each mark and in it a cell for the day without a place, then one for each place; an effect is 0 *end*,
//! 1 *count*, 2 *skip*. `orders` are pairs of a run and a total that holds it. A variant lists only the entries that differ, each complete.

use super::condition::each_part;
use crate::model::{CalendarEvent, Comparison, Every, IfClosed};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The version of the wire form; a script refuses any other.
pub const VERSION: u32 = 1;

/// A compiled rule set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// [`VERSION`].
    pub version: u32,
    /// The rule set's id.
    pub id: String,
    /// Ids of the marks.
    pub marks: Vec<String>,
    /// For each mark 1 if a day with it is a day seen.
    pub seen: Vec<u8>,
    /// Ids of the places.
    pub places: Vec<String>,
    /// Ids of the facts.
    pub facts: Vec<String>,
    /// The open points that have readings.
    pub points: Vec<Point>,
    /// The measures as shown.
    pub measures: Vec<Measure>,
    /// The stages as shown.
    pub stages: Vec<Stage>,
    /// Pairs of measures (run, total): in counts the first cannot be greater than the second.
    pub orders: Vec<(usize, usize)>,
    /// What the other readings change.
    pub variants: Vec<Variant>,
}

impl Program {
    /// Whether anything is counted from the beginning of a term, under any reading.
    #[must_use]
    pub fn counts_by_terms(&self) -> bool {
        let variants = self.variants.iter().flat_map(|variant| variant.measures.iter().map(|(_, measure)| measure));
        self.measures.iter().chain(variants).any(|measure| match &measure.counting {
            Counting::Run { window, .. } | Counting::Total { window, .. } => *window == Window::Term,
            Counting::SeenIn { .. } | Counting::SeenOn => false,
        })
    }

    /// Whether nothing of the rules tells one day of a measure from more of them: it may be asked for by yes or no, and a yes stands for 1.
    #[must_use]
    pub fn asks_only_whether(&self, measure: usize) -> bool {
        let stages = self.stages.iter().chain(self.variants.iter().flat_map(|variant| variant.stages.iter().map(|(_, stage)| stage)));
        let mut is_only =
            matches!(self.measures.get(measure).map(|measure| &measure.counting), Some(Counting::SeenIn { .. } | Counting::SeenOn));
        for stage in stages {
            let until = stage.duties.iter().filter_map(|duty| duty.repeat.as_ref()?.until.as_ref());
            for condition in [&stage.when].into_iter().chain(&stage.ends_when).chain(until) {
                each_part(condition, &mut |part| {
                    if let Condition::Compare { measure: compared, comparison, than } = part {
                        let turns_at = than.saturating_add(u32::from(matches!(comparison, Comparison::MoreThan | Comparison::AtMost)));
                        is_only &= *compared != measure || turns_at <= 1;
                    }
                });
            }
        }
        is_only
    }
}

/// An open point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Its id.
    pub id: String,
    /// Ids of its readings.
    pub readings: Vec<String>,
    /// The one that is shown.
    pub shown: usize,
}

/// Another reading of one point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// Index of the point.
    pub point: usize,
    /// Index of the reading, never the one that is shown.
    pub reading: usize,
    /// All of `seen`, if it differs.
    pub seen: Option<Vec<u8>>,
    /// Measures that differ, by index.
    pub measures: Vec<(usize, Measure)>,
    /// Stages that differ, by index.
    pub stages: Vec<(usize, Stage)>,
}

/// A measure with its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// Its id.
    pub id: String,
    /// How it is counted.
    #[serde(flatten)]
    pub counting: Counting,
}

/// How a measure is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Counting {
    /// Days one after another.
    Run {
        /// By mark, then by place: 0 end, 1 count, 2 skip.
        effects: Vec<Vec<u8>>,
        /// 1 if days without school are walked too.
        calendar_days: u8,
        /// 1 if a day seen ends it.
        until_seen: u8,
        /// `all`, `school-year` or `term`.
        window: Window,
    },
    /// Weights within a window.
    Total {
        /// By mark, then by place.
        weights: Vec<Vec<u32>>,
        /// Weight of one day.
        per_day: u32,
        /// The days that are summed up.
        window: Window,
    },
    /// Days seen within a run.
    SeenIn {
        /// Index of the run.
        run: usize,
    },
    /// Whether seen on the day.
    SeenOn,
}

impl Counting {
    /// What one day weighs: totals alone are counted in another unit than days.
    pub(super) fn per_day(&self) -> u32 {
        if let Self::Total { per_day, .. } = self { *per_day } else { 1 }
    }
}

/// `["all"]`, `["month"]`, `["term"]`, `["school-year"]`, `["rolling", N]`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Value", into = "Value")]
pub enum Window {
    /// Everything.
    All,
    /// The calendar month.
    Month,
    /// The term.
    Term,
    /// From 1 April.
    SchoolYear,
    /// The last so many school days.
    Rolling(u32),
}

/// A stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Its id.
    pub id: String,
    /// When it holds.
    pub when: Condition,
    /// When its duties end after it has passed.
    pub ends_when: Option<Condition>,
    /// What has to be done.
    pub duties: Vec<Duty>,
}

/// A duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Its id.
    pub id: String,
    /// `["same-day"]`, `["school-days", N]`, `["calendar-days", N]`, `["day-of-next-month", D, "before"|"after"|"stay"]` or nothing.
    pub due: Option<Due>,
    /// How often again.
    pub repeat: Option<Repeat>,
}

/// How often again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeat {
    /// `week` or `month`.
    #[serde(with = "super::words")]
    pub every: Every,
    /// It stops on the first date on which this holds.
    pub until: Option<Condition>,
}

/// A condition; on the wire a list that begins with its word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Value", into = "Value")]
pub enum Condition {
    /// `["always"]`
    Always,
    /// `["all", [condition, …]]`
    All(Vec<Condition>),
    /// `["any", [condition, …]]`
    Any(Vec<Condition>),
    /// `["not", condition]`
    Not(Box<Condition>),
    /// `["compare", measure, "at_least", N]`
    Compare {
        /// Index of the measure.
        measure: usize,
        /// How.
        comparison: Comparison,
        /// With how many days.
        than: u32,
    },
    /// `["fact", index]`
    Fact(usize),
    /// `["event", "last-school-day-before-long-holiday"]`, `["event", "ceremony", "closing"]`
    Event(CalendarEvent),
}

/// Until when; on the wire a list that begins with its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Value", into = "Value")]
pub enum Due {
    /// `["same-day"]`
    SameDay,
    /// `["school-days", N]`
    SchoolDays(u32),
    /// `["calendar-days", N]`
    CalendarDays(u32),
    /// `["day-of-next-month", D, "before"]`
    DayOfNextMonth(u32, IfClosed),
}
