//! Duties of the year: what has to be done in a month, so many times a year or on an occasion. No record of anybody decides them; those that
//! do are rules.

use super::{Origin, Reference, RuleCitation};
use crate::diag::Spanned;

/// `duties.yml`
#[derive(Clone, Debug)]
pub struct Duties {
    /// Where it came from.
    pub origin: Origin,
    /// 題
    pub title: String,
    /// In the order of the file.
    pub duties: Vec<YearDuty>,
}

/// One duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearDuty {
    /// Its id.
    pub id: Spanned<String>,
    /// 題
    pub title: String,
    /// Roles, agencies or slots; empty where nobody is named.
    pub who: Vec<Spanned<Reference>>,
    /// What: a verb phrase.
    pub does: String,
    /// For whom or to whom.
    pub to: Vec<Spanned<Reference>>,
    /// The form or page that helps.
    pub form: Vec<Spanned<Reference>>,
    /// When.
    pub when: YearTime,
    /// A remark.
    pub note: Option<String>,
    /// The page that explains it.
    pub page: Option<Spanned<Reference>>,
    /// Where it is laid down.
    pub citation: RuleCitation,
}

/// When a duty of the year is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YearTime {
    /// In a month, 1 to 12.
    Month(u32),
    /// At the start of the school year, 1 April; no day is laid down.
    StartOfSchoolYear,
    /// So many times a year; no month is laid down.
    TimesAYear(u32),
    /// Each month.
    Monthly,
    /// On an occasion.
    Occasion(String),
}
