//! Own view of `calculator.html`. The inputs, the stages and the open points stand on the page; its script fills and shows them.

use super::FormView;
use serde::Serialize;

/// The page that counts days under a rule set.
#[derive(Debug, Serialize)]
pub(crate) struct CalculatorView<'a> {
    /// Id of the rule set: `data-calculator`
    pub id: &'a str,
    /// Title of the rule set
    pub title: &'a str,
    /// Names the rules that the data script must hold too: `data-key`
    pub key: &'a str,
    /// Whom to call before anything is counted
    pub emergency_html: String,
    /// Measures that are asked in count mode
    pub asks: Vec<AskView<'a>>,
    /// Questions that are answered yes or no
    pub facts: Vec<FactView<'a>>,
    pub marks: Vec<MarkView<'a>>,
    pub places: Vec<PlaceView<'a>>,
    pub stages: Vec<CalculatorStageView<'a>>,
    /// Open points with readings, to be shown where a stage hangs on them
    pub points: Vec<PointView<'a>>,
    /// Forms of the stages, which a script opens on this page
    pub forms: Vec<FormView<'a>>,
    /// Whether the calendar gives long holidays and ceremonies
    pub has_long_holidays: bool,
    pub has_ceremonies: bool,
    /// Whether something is counted by terms of which the calendar says nothing
    pub lacks_terms: bool,
    /// 教職員, when it is not for everyone
    pub audience: Option<&'a str>,
    /// The page with the whole table
    pub table_href: String,
    /// The page of all that is not laid down
    pub undecided_href: String,
}

/// A measure that is asked.
#[derive(Debug, Serialize)]
pub(crate) struct AskView<'a> {
    /// `data-measure`
    pub id: &'a str,
    pub label: &'a str,
    pub ask: &'a str,
    pub unit: &'a str,
    /// Whether yes or no is all that the rules look at
    pub is_switch: bool,
}

/// A question.
#[derive(Debug, Serialize)]
pub(crate) struct FactView<'a> {
    /// `data-fact`
    pub id: &'a str,
    pub ask: &'a str,
    pub note: Option<&'a str>,
}

/// A mark of a day.
#[derive(Debug, Serialize)]
pub(crate) struct MarkView<'a> {
    pub id: &'a str,
    pub label: &'a str,
    /// How it is written in a cell
    pub sign: &'a str,
}

/// A place of a day.
#[derive(Debug, Serialize)]
pub(crate) struct PlaceView<'a> {
    pub id: &'a str,
    pub label: &'a str,
}

/// A stage with what is done at it.
#[derive(Debug, Serialize)]
pub(crate) struct CalculatorStageView<'a> {
    /// `data-stage`
    pub id: &'a str,
    pub title: &'a str,
    /// 項目番号 of the page that explains it
    pub number: Option<&'a str>,
    pub href: Option<String>,
    /// Its condition in words
    pub when: String,
    pub duties_html: String,
    pub tells: &'a [String],
    pub source_html: String,
}

/// An open point: `data-point`
#[derive(Debug, Serialize)]
pub(crate) struct PointView<'a> {
    pub id: &'a str,
    pub question: &'a str,
    pub readings: Vec<&'a str>,
    /// Whom to ask, with phones
    pub ask_html: String,
    /// Where the list of open points has it
    pub href: String,
}
