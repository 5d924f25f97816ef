//! Worked examples of a rule set: an input as an editor wrote it, and what the rules must say of it.

use super::{Calendar, CivilDate, Origin};
use crate::diag::{Span, Spanned};
use serde_json::Value;
use std::collections::BTreeMap;

/// A worked example of `rules/NAME.cases.yml`.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id.
    pub id: Spanned<String>,
    /// The layer and place it came from.
    pub origin: Origin,
    /// As shown.
    pub title: Option<String>,
    /// Whether readers see it as 事例; it has a title then.
    pub is_shown: bool,
    /// The story; no person is named in it.
    pub text: Option<String>,
    /// Its own calendar; without one the site's.
    pub calendar: Option<Calendar>,
    /// What is asked.
    pub input: CaseInput,
    /// What must be answered.
    pub expect: Expectation,
}

/// The input of an example in its wire form. What can be read is normalised: dates are `2026-05-20`, counts are numbers. What cannot be read
/// stands as it was typed, so that the rules refuse it; an example may show that they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseInput {
    /// The input, as the rules read it.
    pub value: Value,
    /// Where each value was typed, by its dotted path (`record.days.3.mark`).
    pub places: BTreeMap<String, Span>,
    /// Where the example begins.
    pub span: Span,
}

impl CaseInput {
    /// Where the value of a path was typed; if it was not, where that around it was.
    #[must_use]
    pub fn place(&self, path: &str) -> Span {
        let mut path = path;
        loop {
            if let Some(place) = self.places.get(path) {
                return *place;
            }
            match path.rsplit_once('.') {
                Some((around, _)) => path = around,
                None => return self.span,
            }
        }
    }
}

/// What must be answered; what is not named here may be anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// `expect:`
    pub span: Span,
    /// Stages by id.
    pub stages: Vec<(Spanned<String>, Spanned<StageState>)>,
    /// Duties by id: the last due date or, if there is none yet, the next.
    pub due: Vec<(Spanned<String>, Spanned<ExpectedDate>)>,
    /// The day on which a stage was reached.
    pub reached_on: Vec<(Spanned<String>, Spanned<ExpectedDate>)>,
    /// The codes with which the input is refused, in any order; with these nothing else is expected.
    pub refused: Vec<Spanned<String>>,
}

/// How a stage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageState {
    /// Its condition holds.
    Active,
    /// It held before.
    Past,
    /// It never held.
    NotReached,
    /// It may hold or have held.
    Unknown,
    /// It depends on an open point.
    Confirm,
}

impl StageState {
    /// As it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Past => "past",
            Self::NotReached => "not-reached",
            Self::Unknown => "unknown",
            Self::Confirm => "confirm",
        }
    }
}

/// A date that must come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpectedDate {
    /// This day.
    On(CivilDate),
    /// `unknown`: it needs days outside the calendar.
    Unknown,
    /// `none`: there is none.
    None,
}
