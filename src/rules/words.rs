//! The words and lists of the wire form: conditions, due dates and windows ↔ JSON arrays.

use super::program::{Condition, Due, Window};
use crate::model::{CalendarEvent, CeremonyKind, Comparison, Every, IfClosed};
use serde::{Deserialize, Deserializer, Serializer};
use serde_json::{Value, json};

/// Comparisons by their words.
const COMPARISONS: [(&str, Comparison); 4] = [
    ("at_least", Comparison::AtLeast),
    ("more_than", Comparison::MoreThan),
    ("at_most", Comparison::AtMost),
    ("less_than", Comparison::LessThan),
];
/// Ceremonies by their words.
const CEREMONIES: [(&str, CeremonyKind); 5] = [
    ("opening", CeremonyKind::Opening),
    ("closing", CeremonyKind::Closing),
    ("completion", CeremonyKind::Completion),
    ("graduation", CeremonyKind::Graduation),
    ("entrance", CeremonyKind::Entrance),
];
/// What becomes of a closed day, by its words.
const IF_CLOSED: [(&str, IfClosed); 3] = [("before", IfClosed::Before), ("after", IfClosed::After), ("stay", IfClosed::Stay)];
/// Repeats by their words.
const EVERY: [(&str, Every); 2] = [("week", Every::Week), ("month", Every::Month)];
/// The event that has no kinds.
const LAST_SCHOOL_DAY: &str = "last-school-day-before-long-holiday";

fn word<T: Copy + PartialEq>(table: &[(&'static str, T)], value: T) -> &'static str {
    // Each table names every value of its type (tested by the round trip), so the first row is never the answer to another question.
    table.iter().find(|(_, known)| *known == value).map_or(table[0].0, |(word, _)| word)
}

fn named<T: Copy>(table: &[(&'static str, T)], word: &Value) -> Result<T, String> {
    let text = word.as_str().unwrap_or_default();
    table.iter().find(|(known, _)| *known == text).map(|(_, value)| *value).ok_or_else(|| format!("unknown word {word}"))
}

fn number<T: TryFrom<u64>>(value: &Value) -> Result<T, String> {
    value.as_u64().and_then(|number| T::try_from(number).ok()).ok_or_else(|| format!("no number: {value}"))
}

/// The word of a kind of ceremony.
#[must_use]
pub fn ceremony_word(kind: CeremonyKind) -> &'static str {
    word(&CEREMONIES, kind)
}

/// The kind of ceremony of a word.
#[must_use]
pub fn ceremony_kind(text: &str) -> Option<CeremonyKind> {
    CEREMONIES.iter().find(|(known, _)| *known == text).map(|(_, kind)| *kind)
}

/// The name under which a decision lists an event that is not known.
#[must_use]
pub fn event_name(event: CalendarEvent) -> String {
    match event {
        CalendarEvent::LastSchoolDayBeforeLongHoliday => format!("event:{LAST_SCHOOL_DAY}"),
        CalendarEvent::Ceremony(kind) => format!("event:ceremony/{}", ceremony_word(kind)),
    }
}

impl From<Condition> for Value {
    fn from(condition: Condition) -> Self {
        match condition {
            Condition::Always => json!(["always"]),
            Condition::All(parts) => json!(["all", parts]),
            Condition::Any(parts) => json!(["any", parts]),
            Condition::Not(part) => json!(["not", part]),
            Condition::Compare { measure, comparison, than } => json!(["compare", measure, word(&COMPARISONS, comparison), than]),
            Condition::Fact(fact) => json!(["fact", fact]),
            Condition::Event(CalendarEvent::LastSchoolDayBeforeLongHoliday) => json!(["event", LAST_SCHOOL_DAY]),
            Condition::Event(CalendarEvent::Ceremony(kind)) => json!(["event", "ceremony", ceremony_word(kind)]),
        }
    }
}

impl TryFrom<Value> for Condition {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
        let parts = |parts: &Value| -> Result<Vec<Self>, String> {
            parts.as_array().map(Vec::as_slice).unwrap_or_default().iter().map(|part| Self::try_from(part.clone())).collect()
        };
        match list {
            [kind] if kind == "always" => Ok(Self::Always),
            [kind, all] if kind == "all" => Ok(Self::All(parts(all)?)),
            [kind, any] if kind == "any" => Ok(Self::Any(parts(any)?)),
            [kind, part] if kind == "not" => Ok(Self::Not(Box::new(Self::try_from(part.clone())?))),
            [kind, measure, comparison, than] if kind == "compare" => {
                Ok(Self::Compare { measure: number(measure)?, comparison: named(&COMPARISONS, comparison)?, than: number(than)? })
            }
            [kind, fact] if kind == "fact" => Ok(Self::Fact(number(fact)?)),
            [kind, event] if kind == "event" && event == LAST_SCHOOL_DAY => Ok(Self::Event(CalendarEvent::LastSchoolDayBeforeLongHoliday)),
            [kind, event, of] if kind == "event" && event == "ceremony" => {
                Ok(Self::Event(CalendarEvent::Ceremony(named(&CEREMONIES, of)?)))
            }
            _ => Err(format!("no condition: {value}")),
        }
    }
}

impl From<Due> for Value {
    fn from(due: Due) -> Self {
        match due {
            Due::SameDay => json!(["same-day"]),
            Due::SchoolDays(days) => json!(["school-days", days]),
            Due::CalendarDays(days) => json!(["calendar-days", days]),
            Due::DayOfNextMonth(day, if_closed) => json!(["day-of-next-month", day, word(&IF_CLOSED, if_closed)]),
        }
    }
}

impl TryFrom<Value> for Due {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        match value.as_array().map(Vec::as_slice).unwrap_or_default() {
            [kind] if kind == "same-day" => Ok(Self::SameDay),
            [kind, days] if kind == "school-days" => Ok(Self::SchoolDays(number(days)?)),
            [kind, days] if kind == "calendar-days" => Ok(Self::CalendarDays(number(days)?)),
            [kind, day, closed] if kind == "day-of-next-month" => Ok(Self::DayOfNextMonth(number(day)?, named(&IF_CLOSED, closed)?)),
            _ => Err(format!("no due date: {value}")),
        }
    }
}

impl From<Window> for Value {
    fn from(window: Window) -> Self {
        match window {
            Window::All => json!(["all"]),
            Window::Month => json!(["month"]),
            Window::Term => json!(["term"]),
            Window::SchoolYear => json!(["school-year"]),
            Window::Rolling(days) => json!(["rolling", days]),
        }
    }
}

impl TryFrom<Value> for Window {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        match value.as_array().map(Vec::as_slice).unwrap_or_default() {
            [kind] if kind == "all" => Ok(Self::All),
            [kind] if kind == "month" => Ok(Self::Month),
            [kind] if kind == "term" => Ok(Self::Term),
            [kind] if kind == "school-year" => Ok(Self::SchoolYear),
            [kind, days] if kind == "rolling" => Ok(Self::Rolling(number(days)?)),
            _ => Err(format!("no window: {value}")),
        }
    }
}

/// `week`, `month`: for `#[serde(with)]`.
pub(super) fn serialize<S: Serializer>(every: &Every, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(word(&EVERY, *every))
}

/// The other way.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Every, D::Error> {
    let text = String::deserialize(deserializer)?;
    named(&EVERY, &Value::String(text)).map_err(serde::de::Error::custom)
}
