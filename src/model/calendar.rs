//! The school calendar of a town: which days are school days, and what stands on them.

use super::{CivilDate, Origin, SourceCitation};
use crate::diag::Spanned;

/// Days that one calendar speaks of at most: 12 years.
pub const MAX_CALENDAR_DAYS: i32 = 4_400;

/// `calendar.yml`, merged over the layers. Weekdays that are no national holiday are school days unless something here says otherwise.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// The layer and place it came from.
    pub origin: Origin,
    /// First day it speaks of.
    pub from: Spanned<CivilDate>,
    /// Last day it speaks of; not before `from`.
    pub to: Spanned<CivilDate>,
    /// Terms in order; empty when none are given.
    pub terms: Vec<SchoolTerm>,
    /// 長期休業; `None` when the town does not give them, so that nobody takes a day of them for a school day that is certain.
    pub long_holidays: Option<Vec<ClosedDays>>,
    /// 式; `None` when the town does not give them.
    pub ceremonies: Option<Vec<Ceremony>>,
    /// Other days without school.
    pub closures: Vec<ClosedDays>,
    /// Days with school that would have none.
    pub extra_days: Vec<ExtraDay>,
    /// Days on which the town's offices are closed, beside Saturdays, Sundays and national holidays.
    pub office_closures: Vec<ClosedDays>,
    /// Days that replace the computed national holidays of `rules`, should the law change before the tool does.
    pub holiday_changes: Vec<HolidayChange>,
    /// A remark that every page with the calendar shows.
    pub note: Option<String>,
    /// Where it comes from.
    pub sources: Vec<SourceCitation>,
}

/// 学期
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolTerm {
    /// Its id.
    pub id: Spanned<String>,
    /// As shown.
    pub title: String,
    /// First day.
    pub from: Spanned<CivilDate>,
    /// Last day.
    pub to: Spanned<CivilDate>,
}

/// Days without school or office hours, first to last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedDays {
    /// Its id.
    pub id: Spanned<String>,
    /// As shown.
    pub title: String,
    /// First day.
    pub from: Spanned<CivilDate>,
    /// Last day.
    pub to: Spanned<CivilDate>,
}

/// A day with school that would have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraDay {
    /// Its id.
    pub id: Spanned<String>,
    /// As shown.
    pub title: String,
    /// The day.
    pub on: Spanned<CivilDate>,
}

/// 式
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceremony {
    /// Its id.
    pub id: Spanned<String>,
    /// As shown.
    pub title: String,
    /// What it is.
    pub kind: CeremonyKind,
    /// The day.
    pub on: Spanned<CivilDate>,
}

/// A national holiday that the law moved after the tool was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidayChange {
    /// The day.
    pub on: Spanned<CivilDate>,
    /// Its name; `None` when it is no holiday any more.
    pub title: Option<String>,
}

/// What a calendar may say of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarEvent {
    /// The last school day before a long holiday.
    LastSchoolDayBeforeLongHoliday,
    /// The day of a ceremony.
    Ceremony(CeremonyKind),
}

impl CalendarEvent {
    /// Every event.
    pub const ALL: &'static [CalendarEvent] = &[
        Self::LastSchoolDayBeforeLongHoliday,
        Self::Ceremony(CeremonyKind::Opening),
        Self::Ceremony(CeremonyKind::Closing),
        Self::Ceremony(CeremonyKind::Completion),
        Self::Ceremony(CeremonyKind::Graduation),
        Self::Ceremony(CeremonyKind::Entrance),
    ];
}

/// 式の日
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CeremonyKind {
    /// 始業式
    Opening,
    /// 終業式
    Closing,
    /// 修了式
    Completion,
    /// 卒業式
    Graduation,
    /// 入学式
    Entrance,
}
