//! `calendar.yml` → the school calendar. The whole file is one thing of the overlay; its lists are patched by the ids of their items. A worked
//! example may bring a calendar of its own in the same form.

use super::fields::{self, RawCitation};
use super::overlay::Thing;
use super::rules::say;
use super::stack::Stack;
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned};
use crate::model::{
    Calendar, Ceremony, CeremonyKind, CivilDate, ClosedDays, ExtraDay, HolidayChange, MAX_CALENDAR_DAYS, Origin, SchoolTerm, check_kebab,
    read_date,
};
use serde::de::value::SeqAccessDeserializer;
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// The file's name.
pub(super) const CALENDAR_FILE: &str = "calendar.yml";
/// What stands for a list that the town does not give.
const NOT_GIVEN: &str = "not-given";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCalendar {
    from: Spanned<String>,
    to: Spanned<String>,
    #[serde(default)]
    terms: Vec<RawTerm>,
    #[serde(default)]
    long_holidays: RawGiven<RawDays>,
    #[serde(default)]
    ceremonies: RawGiven<RawCeremony>,
    #[serde(default)]
    closures: Vec<RawDays>,
    #[serde(default)]
    extra_days: Vec<RawExtraDay>,
    #[serde(default)]
    office_closures: Vec<RawDays>,
    #[serde(default)]
    holiday_changes: Vec<RawHolidayChange>,
    note: Option<String>,
    #[serde(default)]
    sources: Vec<RawCitation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTerm {
    id: Spanned<String>,
    title: String,
    from: Spanned<String>,
    to: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDays {
    id: Spanned<String>,
    title: String,
    from: Option<Spanned<String>>,
    to: Option<Spanned<String>>,
    on: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCeremony {
    id: Spanned<String>,
    title: String,
    kind: RawCeremonyKind,
    on: Spanned<String>,
}

/// A kind of ceremony as typed.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawCeremonyKind {
    Opening,
    Closing,
    Completion,
    Graduation,
    Entrance,
}

impl From<RawCeremonyKind> for CeremonyKind {
    fn from(raw: RawCeremonyKind) -> Self {
        match raw {
            RawCeremonyKind::Opening => Self::Opening,
            RawCeremonyKind::Closing => Self::Closing,
            RawCeremonyKind::Completion => Self::Completion,
            RawCeremonyKind::Graduation => Self::Graduation,
            RawCeremonyKind::Entrance => Self::Entrance,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExtraDay {
    id: Spanned<String>,
    title: String,
    on: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHolidayChange {
    on: Spanned<String>,
    title: Option<String>,
}

/// A list, or `not-given`.
#[derive(Debug)]
struct RawGiven<T>(Option<Vec<T>>);

impl<T> Default for RawGiven<T> {
    /// Nobody takes a day for a school day because a key was forgotten.
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for RawGiven<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(GivenVisitor(PhantomData))
    }
}

struct GivenVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for GivenVisitor<T> {
    type Value = RawGiven<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("箇条の並び、または not-given\na list or `not-given`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<RawGiven<T>, E> {
        if text == NOT_GIVEN { Ok(RawGiven(None)) } else { Err(E::unknown_variant(text, &[NOT_GIVEN])) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<RawGiven<T>, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(|list| RawGiven(Some(list)))
    }
}

/// The calendar that the layers make up.
pub(super) fn merge(stack: &mut Stack<'_>, sink: &mut Sink) -> Option<Calendar> {
    let mut files = Vec::new();
    for (layer, folder) in stack.folders.iter().enumerate() {
        let Some(file) = folder.texts.data_file(CALENDAR_FILE) else { continue };
        let place = Span::file(file.node.span.source);
        files.push(Thing { layer, id: CALENDAR_FILE.to_owned(), place, node: Arc::clone(&file.node), part: () });
    }
    let merged = stack.merge_files(files).into_values().next()?;
    let raw = fields::decode(&merged.node, sink)?;
    calendar(raw, Origin { layer: merged.layer, span: merged.place }, sink)
}

/// The calendar as typed → the model; `None` when its range is not known.
pub(super) fn calendar(raw: RawCalendar, origin: Origin, sink: &mut Sink) -> Option<Calendar> {
    let mut days = Days { range: None, sink };
    let range = days.range(&raw.from, &raw.to);
    if let Some((from, to)) = &range {
        let length = (to.value - from.value).get_days() + 1;
        if length > MAX_CALENDAR_DAYS {
            days.sink.push(too_long(to.span, length));
        }
        days.range = Some((from.value, to.value));
    }
    let terms: Vec<SchoolTerm> = raw.terms.into_iter().filter_map(|raw| days.term(raw)).collect();
    days.ids(terms.iter().map(|term| &term.id));
    days.in_order(&terms);
    let calendar = Calendar {
        origin,
        terms,
        long_holidays: raw.long_holidays.0.map(|raw| days.closed(raw)),
        ceremonies: raw.ceremonies.0.map(|raw| days.ceremonies(raw)),
        closures: days.closed(raw.closures),
        extra_days: days.extra(raw.extra_days),
        office_closures: days.closed(raw.office_closures),
        holiday_changes: days.changes(raw.holiday_changes),
        note: raw.note,
        sources: fields::citations(raw.sources),
        from: range.as_ref()?.0.clone(),
        to: range?.1,
    };
    Some(calendar)
}

/// Reads days and judges them by the calendar's range, once that is known.
struct Days<'s> {
    range: Option<(CivilDate, CivilDate)>,
    sink: &'s mut Sink,
}

type DaySpan = (Spanned<CivilDate>, Spanned<CivilDate>);

impl Days<'_> {
    fn day(&mut self, text: &Spanned<String>) -> Option<Spanned<CivilDate>> {
        let date = day(text, self.sink)?;
        if let Some((from, to)) = self.range.filter(|(from, to)| !(*from..=*to).contains(&date.value)) {
            let (ja, en) = (format!("暦の期間（{from} から {to} まで）の外の日です"), format!("outside the calendar ({from} to {to})"));
            self.sink.push(Diagnostic::new(Code::OutsideCalendar, date.span, ja, en));
        }
        Some(date)
    }

    fn range(&mut self, from: &Spanned<String>, to: &Spanned<String>) -> Option<DaySpan> {
        let (from, to) = (self.day(from), self.day(to));
        let (from, to) = (from?, to?);
        if to.value < from.value {
            self.sink.push(reversed(to.span, from.span));
            return None;
        }
        Some((from, to))
    }

    fn term(&mut self, raw: RawTerm) -> Option<SchoolTerm> {
        let (from, to) = self.range(&raw.from, &raw.to)?;
        Some(SchoolTerm { id: raw.id, title: raw.title, from, to })
    }

    fn in_order(&mut self, terms: &[SchoolTerm]) {
        for pair in terms.windows(2) {
            if let [first, second] = pair
                && second.from.value <= first.to.value
            {
                let (ja, en) = ("前の学期が終わる前に始まっています", "it begins before the term before it has ended");
                let problem =
                    Diagnostic::new(Code::TermsOverlap, second.from.span, ja, en).also(first.to.span, "前の学期の終わり", "its end");
                self.sink
                    .push(problem.help("学期を日付の順に並べ、日が重ならないようにします", "list the terms by date, without a day in two"));
            }
        }
    }

    fn closed(&mut self, raw: Vec<RawDays>) -> Vec<ClosedDays> {
        self.ids(raw.iter().map(|raw| &raw.id));
        raw.into_iter().filter_map(|raw| self.closed_days(raw)).collect()
    }

    fn closed_days(&mut self, raw: RawDays) -> Option<ClosedDays> {
        let (from, to) = match (&raw.from, &raw.to, &raw.on) {
            (Some(from), Some(to), None) => self.range(from, to)?,
            (None, None, Some(on)) => self.day(on).map(|day| (day.clone(), day))?,
            _ => {
                self.sink.push(from_to_or_on(raw.id.span));
                return None;
            }
        };
        Some(ClosedDays { id: raw.id, title: raw.title, from, to })
    }

    fn ceremonies(&mut self, raw: Vec<RawCeremony>) -> Vec<Ceremony> {
        self.ids(raw.iter().map(|raw| &raw.id));
        let ceremony = |raw: RawCeremony| Some(Ceremony { on: self.day(&raw.on)?, id: raw.id, title: raw.title, kind: raw.kind.into() });
        raw.into_iter().filter_map(ceremony).collect()
    }

    fn extra(&mut self, raw: Vec<RawExtraDay>) -> Vec<ExtraDay> {
        self.ids(raw.iter().map(|raw| &raw.id));
        raw.into_iter().filter_map(|raw| Some(ExtraDay { on: self.day(&raw.on)?, id: raw.id, title: raw.title })).collect()
    }

    fn changes(&mut self, raw: Vec<RawHolidayChange>) -> Vec<HolidayChange> {
        let mut changes: Vec<HolidayChange> = Vec::new();
        for RawHolidayChange { on, title } in raw {
            let Some(on) = self.day(&on) else { continue };
            if let Some(first) = changes.iter().find(|known| known.on.value == on.value) {
                let day = Spanned::new(on.value.to_string(), on.span);
                self.sink.push(say::doubled(&day, first.on.span).help("同じ日は一度だけ書きます", "write each day once"));
            } else {
                changes.push(HolidayChange { on, title });
            }
        }
        changes
    }

    /// Complains of ids that are none or stand twice in one list.
    fn ids<'i>(&mut self, ids: impl Iterator<Item = &'i Spanned<String>>) {
        let mut seen: Vec<&Spanned<String>> = Vec::new();
        for id in ids {
            if let Err(problem) = check_kebab(&id.value) {
                self.sink.push(fields::bad_id(&id.value, id.span, problem));
            }
            match seen.iter().find(|known| known.value == id.value) {
                Some(first) => self.sink.push(say::doubled(id, first.span)),
                None => seen.push(id),
            }
        }
    }
}

/// A day written in any of the usual ways, or what is wrong with it.
pub(super) fn day(text: &Spanned<String>, sink: &mut Sink) -> Option<Spanned<CivilDate>> {
    let Some(date) = read_date(&text.value) else {
        let typed = &text.value;
        let problem =
            Diagnostic::new(Code::InvalidValue, text.span, format!("「{typed}」は日付ではありません"), format!("`{typed}` is not a date"));
        sink.push(problem.help(
            "暦にある日を、2026-05-20、2026/5/20、令和8年5月20日、R8.5.20 のどれかの形で書きます",
            "write a day of the calendar as 2026-05-20, 2026/5/20, 令和8年5月20日 or R8.5.20",
        ));
        return None;
    };
    Some(Spanned::new(date, text.span))
}

fn reversed(to: Span, from: Span) -> Diagnostic {
    Diagnostic::new(Code::DatesReversed, to, "終わりの日が、始まりの日より前です", "the last day is before the first")
        .also(from, "始まりの日", "the first day")
        .help("二つの日を入れ替えるか、年を確かめます", "swap the two days, or look at the year")
}

fn too_long(span: Span, length: i32) -> Diagnostic {
    let (ja, en) = (
        format!("暦の期間は {MAX_CALENDAR_DAYS} 日（12 年）までです（いま {length} 日）"),
        format!("a calendar has at most {MAX_CALENDAR_DAYS} days, not {length}"),
    );
    Diagnostic::new(Code::CalendarTooLong, span, ja, en).help("終わりの日を早めます", "choose an earlier last day")
}

/// A day is written as `on`, several as `from` and `to`.
pub(super) fn from_to_or_on(span: Span) -> Diagnostic {
    say::unclear(span, "一日なら on だけ、続く日なら from と to を書きます", "write `on` for a day, `from` and `to` for several")
        .help("on と、from・to の、片方だけにします", "keep either `on`, or `from` and `to`")
}
