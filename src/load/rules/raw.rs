//! `rules/*.yml` as typed, once its open points are decided for one reading.

use super::choice::{RawCondition, RawDue};
use crate::diag::Spanned;
use crate::load::site_file::RawAudience;
use crate::load::yaml::Keyed;
use serde::Deserialize;
use serde::de::IgnoredAny;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRuleSet {
    pub title: Spanned<String>,
    #[serde(default)]
    pub audience: RawAudience,
    pub emergency: Spanned<Vec<Spanned<String>>>,
    // Read on their own, before any value that they leave open.
    #[serde(rename = "undecided")]
    _undecided: Option<IgnoredAny>,
    #[serde(default)]
    pub marks: Vec<RawMark>,
    #[serde(default)]
    pub places: Vec<RawPlace>,
    #[serde(default)]
    pub facts: Vec<RawFact>,
    #[serde(default)]
    pub measures: Vec<RawMeasure>,
    #[serde(default)]
    pub phases: Vec<RawPhase>,
    #[serde(default)]
    pub ladder: Vec<Spanned<String>>,
    pub stages: Spanned<Vec<RawStage>>,
    #[serde(default)]
    pub sources: Vec<crate::load::fields::RawCitation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPoint {
    pub id: Spanned<String>,
    pub question: String,
    pub note: Option<String>,
    pub ask: Spanned<String>,
    pub readings: Option<Spanned<Vec<RawReading>>>,
    pub shown_as: Option<Spanned<String>>,
    pub citation: Option<Spanned<RawRuleCitation>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawReading {
    pub id: Spanned<String>,
    pub label: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRuleCitation {
    pub document: String,
    pub page: Option<String>,
    pub heading: Option<String>,
    #[serde(rename = "ref")]
    pub told_on: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMark {
    pub id: Spanned<String>,
    pub label: Spanned<String>,
    #[serde(default)]
    pub aliases: Vec<Spanned<String>>,
    #[serde(default)]
    pub implies_seen: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPlace {
    pub id: Spanned<String>,
    pub label: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFact {
    pub id: Spanned<String>,
    pub ask: String,
    pub note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMeasure {
    pub id: Spanned<String>,
    pub label: String,
    pub unit: String,
    pub ask: Option<String>,
    pub run: Option<RawRun>,
    pub total: Option<RawTotal>,
    pub seen_in: Option<Spanned<String>>,
    pub seen_on: Option<RawSeenOn>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRun {
    pub count: Spanned<Vec<Spanned<String>>>,
    #[serde(default)]
    pub skip: Vec<Spanned<String>>,
    pub basis: RawBasis,
    #[serde(default)]
    pub until_seen: bool,
    pub window: Spanned<RawWindow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTotal {
    pub weights: Spanned<Keyed<Spanned<i64>>>,
    pub per_day: Option<Spanned<i64>>,
    pub window: Spanned<RawWindow>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawBasis {
    SchoolDays,
    CalendarDays,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawWindow {
    All,
    Month,
    Term,
    SchoolYear,
    Rolling(Spanned<i64>),
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawSeenOn {
    Date,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPhase {
    pub id: Spanned<String>,
    pub title: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStage {
    pub id: Spanned<String>,
    pub title: Spanned<String>,
    pub phase: Option<Spanned<String>>,
    pub when: Spanned<RawCondition>,
    pub page: Option<Spanned<String>>,
    #[serde(default)]
    pub actions: Vec<RawAction>,
    #[serde(default)]
    pub tells: Vec<String>,
    pub ends_when: Option<Spanned<RawCondition>>,
    pub citation: Spanned<RawRuleCitation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAction {
    pub duty: Spanned<String>,
    pub who: Spanned<Vec<Spanned<String>>>,
    pub does: Spanned<String>,
    #[serde(default)]
    pub to: Vec<Spanned<String>>,
    #[serde(default)]
    pub with: Vec<Spanned<String>>,
    #[serde(default)]
    pub means: Vec<RawMeans>,
    #[serde(default)]
    pub form: Vec<Spanned<String>>,
    pub due: Option<Spanned<RawDue>>,
    pub repeat: Option<RawRepeat>,
    #[serde(default)]
    pub open: Vec<Spanned<String>>,
    pub note: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawMeans {
    Phone,
    Email,
    InPerson,
    Paper,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRepeat {
    pub every: RawEvery,
    pub until: Option<Spanned<RawCondition>>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawEvery {
    Week,
    Month,
}
