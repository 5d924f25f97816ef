//! What comes out: ids, dates and integers, and their canonical JSON.

use super::VERSION;
use super::civil;
use super::course::State;
use super::due::Next;
use super::input::Refusal;
use super::tri::Tri;
use serde::Serialize;
use serde_json::{Value, json};

/// The answer to an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It could be read.
    Decided(Box<Decided>),
    /// It could not.
    Refused {
        /// The rule set's id.
        rules: String,
        /// Why, by place.
        refused: Vec<Refusal>,
    },
}

/// What an input means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The rule set's id.
    pub rules: String,
    /// The day asked for.
    pub as_of: i32,
    /// From what.
    pub mode: Mode,
    /// What was counted.
    pub measures: Vec<MeasureDecision>,
    /// What became of each stage.
    pub stages: Vec<StageDecision>,
}

/// From what a decision was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// A record of days.
    Record,
    /// Numbers.
    Counts,
}

/// What was counted for a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureDecision {
    /// Its id.
    pub id: String,
    /// The least, in its unit (totals: weights).
    pub low: u32,
    /// The greatest, if anything bounds it.
    pub high: Option<u32>,
    /// The days that counted.
    pub days: Option<Vec<i32>>,
}

/// What became of a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageDecision {
    /// Its id.
    pub id: String,
    /// What became of it under all readings.
    pub state: State,
    /// Its condition on the day asked for, as shown.
    pub now: Tri,
    /// The day it was reached.
    pub reached_on: Option<i32>,
    /// Whether it certainly was not reached before.
    pub certain: Option<bool>,
    /// The reading under which dates and duties are told; `None` as shown.
    pub reading: Option<ReadingRef>,
    /// The points that make a difference.
    pub depends_on: Vec<DependsOn>,
    /// How many days are missing.
    pub remaining: Vec<Remaining>,
    /// Inputs without which it cannot be said.
    pub unknown: Vec<String>,
    /// The value of each part of its condition, a parent before its operands.
    pub trace: Vec<Tri>,
    /// What has to be done.
    pub duties: Vec<DutyDecision>,
}

/// A reading of a point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadingRef {
    /// The point's id.
    pub point: String,
    /// The reading's id.
    pub reading: String,
}

/// A point that makes a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DependsOn {
    /// The point's id.
    pub point: String,
    /// The state under each of its readings.
    pub states: Vec<State>,
}

/// Days that are missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remaining {
    /// The fewest that may be.
    pub days: u64,
    /// The measure's id.
    pub measure: String,
}

/// When a duty is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyDecision {
    /// Its id.
    pub id: String,
    /// Up to the day asked for.
    pub due: Vec<i32>,
    /// The first after it.
    pub next: Option<Next>,
    /// Whether it stands no more.
    pub ended: bool,
    /// Points on which its dates depend.
    pub open: Vec<String>,
}

impl Decision {
    /// As JSON, the keys of each object in the order of the alphabet.
    #[must_use]
    pub fn json(&self) -> Value {
        match self {
            Self::Refused { rules, refused } => json!({"refused": refused, "rules": rules, "version": VERSION}),
            Self::Decided(decided) => json!({
                "as_of": civil::text(decided.as_of),
                "measures": decided.measures.iter().map(MeasureDecision::json).collect::<Vec<_>>(),
                "mode": decided.mode,
                "rules": decided.rules,
                "stages": decided.stages.iter().map(StageDecision::json).collect::<Vec<_>>(),
                "version": VERSION,
            }),
        }
    }
}

impl MeasureDecision {
    fn json(&self) -> Value {
        let days = self.days.as_ref().map(|days| dates(days));
        json!({"days": days, "high": self.high, "id": self.id, "low": self.low})
    }
}

impl StageDecision {
    fn json(&self) -> Value {
        let duty = |duty: &DutyDecision| {
            let next = duty.next.map(|next| next.to_string());
            json!({"due": dates(&duty.due), "ended": duty.ended, "id": duty.id, "next": next, "open": duty.open})
        };
        json!({
            "certain": self.certain,
            "depends_on": self.depends_on,
            "duties": self.duties.iter().map(duty).collect::<Vec<_>>(),
            "id": self.id,
            "now": self.now,
            "reached_on": self.reached_on.map(civil::text),
            "reading": self.reading,
            "remaining": self.remaining,
            "state": self.state,
            "trace": self.trace,
            "unknown": self.unknown,
        })
    }
}

fn dates(days: &[i32]) -> Vec<String> {
    days.iter().map(|day| civil::text(*day)).collect()
}

/// The canonical text of a decision: keys sorted, no blanks. Objects are written with their keys in that order, so that nothing is sorted here.
#[must_use]
pub fn decision_json(decision: &Decision) -> String {
    decision.json().to_string()
}
