//! Conditions and due dates as typed: a word, or one of several keys. Which of them were written is judged afterwards, where a message can say
//! all that may stand there.

use super::say;
use crate::diag::{Sink, Span, Spanned};
use crate::load::calendar::RawCeremonyKind;
use crate::model::{CalendarEvent, Comparison, Condition, Due, IfClosed};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// Conditions within conditions.
pub const MAX_CONDITION_DEPTH: usize = 16;
/// Greatest number of days that a measure is compared with.
pub const MAX_THRESHOLD: u32 = 9_999;
/// Greatest number of days within which something is due.
pub const MAX_DUE_DAYS: u32 = 400;

/// `always` or a mapping.
#[derive(Debug)]
pub(super) enum RawCondition {
    Always,
    Keys(Box<ConditionKeys>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConditionKeys {
    all: Option<Spanned<Vec<Spanned<RawCondition>>>>,
    any: Option<Spanned<Vec<Spanned<RawCondition>>>>,
    not: Option<Spanned<RawCondition>>,
    measure: Option<Spanned<String>>,
    at_least: Option<Spanned<i64>>,
    more_than: Option<Spanned<i64>>,
    at_most: Option<Spanned<i64>>,
    less_than: Option<Spanned<i64>>,
    fact: Option<Spanned<String>>,
    event: Option<Spanned<RawEvent>>,
    ceremony: Option<Spanned<RawCeremonyKind>>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawEvent {
    LastSchoolDayBeforeLongHoliday,
}

/// `same-day` or a mapping.
#[derive(Debug)]
pub(super) enum RawDue {
    SameDay,
    Keys(DueKeys),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DueKeys {
    school_days: Option<Spanned<i64>>,
    calendar_days: Option<Spanned<i64>>,
    day: Option<Spanned<i64>>,
    of: Option<RawOf>,
    if_closed: Option<RawIfClosed>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawOf {
    NextMonth,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawIfClosed {
    Before,
    After,
    Stay,
}

macro_rules! word_or_keys {
    ($type:ident, $word:literal => $value:expr, $keys:ident => $from:expr, $expecting:literal) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Reader;
                impl<'de> Visitor<'de> for Reader {
                    type Value = $type;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$type, E> {
                        if text == $word { Ok($value) } else { Err(E::unknown_variant(text, &[$word])) }
                    }

                    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<$type, A::Error> {
                        $keys::deserialize(MapAccessDeserializer::new(map)).map($from)
                    }
                }
                deserializer.deserialize_any(Reader)
            }
        }
    };
}

word_or_keys!(
    RawCondition, "always" => RawCondition::Always, ConditionKeys => |keys| RawCondition::Keys(Box::new(keys)),
    "always、または {measure: …, at_least: …} のような条件\n`always` or a condition as {measure: …, at_least: …}"
);
word_or_keys!(
    RawDue, "same-day" => RawDue::SameDay, DueKeys => RawDue::Keys,
    "same-day、または {school_days: 3} のような期限\n`same-day` or a time as {school_days: 3}"
);

/// The condition, or `None` when something is wrong with it, which is said.
pub(super) fn condition(raw: Spanned<RawCondition>, sink: &mut Sink) -> Option<Condition> {
    one(raw, 1, sink)
}

fn one(raw: Spanned<RawCondition>, depth: usize, sink: &mut Sink) -> Option<Condition> {
    let span = raw.span;
    if depth > MAX_CONDITION_DEPTH {
        let problem = say::too_many(span, "条件の入れ子", "levels of conditions", MAX_CONDITION_DEPTH);
        sink.push(problem.help("all・any・not の重ね方を減らします", "nest all, any and not less deeply"));
        return None;
    }
    let RawCondition::Keys(keys) = raw.value else { return Some(Condition::Always) };
    let ConditionKeys { all, any, not, measure, at_least, more_than, at_most, less_than, fact, event, ceremony } = *keys;
    let comparisons = [
        at_least.map(|than| (Comparison::AtLeast, than)),
        more_than.map(|than| (Comparison::MoreThan, than)),
        at_most.map(|than| (Comparison::AtMost, than)),
        less_than.map(|than| (Comparison::LessThan, than)),
    ];
    let mut comparisons = comparisons.into_iter().flatten().peekable();
    let compares = measure.is_some() || comparisons.peek().is_some();
    let written = [all.is_some(), any.is_some(), not.is_some(), compares, fact.is_some(), event.is_some(), ceremony.is_some()];
    if written.into_iter().filter(|is_written| *is_written).count() != 1 {
        sink.push(say::one_of(span, "all・any・not・measure・fact・event・ceremony", "all, any, not, measure, fact, event, ceremony"));
        return None;
    }
    let of_event = event.map(|event| Spanned::new(CalendarEvent::LastSchoolDayBeforeLongHoliday, event.span));
    let of_ceremony = ceremony.map(|kind| Spanned::new(CalendarEvent::Ceremony(kind.value.into()), kind.span));
    if let Some(event) = of_event.or(of_ceremony) {
        return Some(Condition::Event(event));
    }
    match (all, any, not, fact) {
        (Some(parts), ..) => several(parts, depth, sink).map(Condition::All),
        (_, Some(parts), ..) => several(parts, depth, sink).map(Condition::Any),
        (.., Some(part), _) => one(part, depth + 1, sink).map(|part| Condition::Not(Box::new(part))),
        (.., Some(fact)) => Some(Condition::Fact(fact)),
        _ => compare(span, measure, comparisons.collect(), sink),
    }
}

fn several(parts: Spanned<Vec<Spanned<RawCondition>>>, depth: usize, sink: &mut Sink) -> Option<Vec<Condition>> {
    if parts.value.is_empty() {
        sink.push(say::empty(parts.span, "条件", "conditions"));
        return None;
    }
    // All are looked at before one of them ends it.
    let parts: Vec<Option<Condition>> = parts.value.into_iter().map(|part| one(part, depth + 1, sink)).collect();
    parts.into_iter().collect()
}

fn compare(
    span: Span,
    measure: Option<Spanned<String>>,
    comparisons: Vec<(Comparison, Spanned<i64>)>,
    sink: &mut Sink,
) -> Option<Condition> {
    let Some(measure) = measure else {
        let (ja, en) = ("何の日数とくらべるのかが、書かれていません", "nothing says what is compared");
        sink.push(say::unclear(span, ja, en).help("「measure: 数え方の id」を書き足します", "add `measure: ID`"));
        return None;
    };
    let count = comparisons.len();
    let Ok([(comparison, than)]) = <[_; 1]>::try_from(comparisons) else {
        let words = ("at_least・more_than・at_most・less_than", "at_least, more_than, at_most, less_than");
        let problem = say::one_of(span, words.0, words.1);
        sink.push(if count > 1 {
            problem.help(
                "範囲なら、「all: [{measure: …, at_least: 7}, {measure: …, less_than: 30}]」と二つに分けます",
                "write a range as `all: [{measure: …, at_least: 7}, {measure: …, less_than: 30}]`",
            )
        } else {
            problem
        });
        return None;
    };
    let days = within(&than, 0, MAX_THRESHOLD, sink)?;
    Some(Condition::Compare { measure, comparison, than: Spanned::new(days, than.span) })
}

/// The due date, or `None` when something is wrong with it, which is said.
pub(super) fn due(raw: Spanned<RawDue>, sink: &mut Sink) -> Option<Due> {
    let span = raw.span;
    let RawDue::Keys(keys) = raw.value else { return Some(Due::SameDay) };
    match keys {
        DueKeys { school_days: Some(days), calendar_days: None, day: None, of: None, if_closed: None } => {
            within(&days, 1, MAX_DUE_DAYS, sink).map(Due::SchoolDays)
        }
        DueKeys { school_days: None, calendar_days: Some(days), day: None, of: None, if_closed: None } => {
            within(&days, 1, MAX_DUE_DAYS, sink).map(Due::CalendarDays)
        }
        DueKeys { school_days: None, calendar_days: None, day: Some(day), of: Some(RawOf::NextMonth), if_closed: Some(closed) } => {
            let if_closed = match closed {
                RawIfClosed::Before => IfClosed::Before,
                RawIfClosed::After => IfClosed::After,
                RawIfClosed::Stay => IfClosed::Stay,
            };
            within(&day, 1, 31, sink).map(|day| Due::DayOfNextMonth { day, if_closed })
        }
        _ => {
            let (ja, en) = ("期限の書き方が決まりに合いません", "this is no time at which something is due");
            sink.push(say::unclear(span, ja, en).help(
                "same-day、{school_days: 3}、{calendar_days: 3}、{day: 5, of: next-month, if_closed: before|after|stay} のどれかを書きます",
                "write same-day, {school_days: 3}, {calendar_days: 3} or {day: 5, of: next-month, if_closed: before|after|stay}",
            ));
            None
        }
    }
}

/// A number if it lies in a range; if not, it is said.
pub(super) fn within(number: &Spanned<i64>, least: u32, most: u32, sink: &mut Sink) -> Option<u32> {
    let fits = u32::try_from(number.value).ok().filter(|number| (least..=most).contains(number));
    if fits.is_none() {
        sink.push(say::out_of_range(number, least, most));
    }
    fits
}
