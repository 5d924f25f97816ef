//! The input of a worked example as typed → its wire form, with the place of every value.

use crate::diag::{Sink, Span, Spanned};
use crate::load::calendar::from_to_or_on;
use crate::load::yaml::Keyed;
use crate::model::{CaseInput, read_date};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Ids with what was typed for each.
pub(super) type TextMap = Spanned<Keyed<Spanned<String>>>;

/// What of an example is input.
pub(super) struct RawInput {
    pub as_of: Spanned<String>,
    pub record: Option<Spanned<RawRecord>>,
    pub counts: Option<TextMap>,
    pub facts: Option<TextMap>,
    pub local: Option<Spanned<RawLocal>>,
    pub reached: Option<TextMap>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRecord {
    covers: Spanned<RawSpan>,
    unlisted: Spanned<String>,
    days: Option<Spanned<Vec<Spanned<RawDay>>>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSpan {
    from: Spanned<String>,
    to: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDay {
    from: Option<Spanned<String>>,
    to: Option<Spanned<String>>,
    on: Option<Spanned<String>>,
    mark: Spanned<String>,
    place: Option<Spanned<String>>,
    seen: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLocal {
    closed: Option<Spanned<Vec<Spanned<RawSpan>>>>,
    opened: Option<Spanned<Vec<Spanned<String>>>>,
    long_holidays: Option<Spanned<Vec<Spanned<RawSpan>>>>,
    ceremonies: Option<Spanned<Vec<Spanned<RawCeremony>>>>,
    complete: Option<Spanned<bool>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCeremony {
    on: Spanned<String>,
    kind: Spanned<String>,
}

/// Builds the input.
pub(super) fn input(raw: RawInput, span: Span, sink: &mut Sink) -> CaseInput {
    let mut wire = Wire { places: BTreeMap::new(), sink };
    let mut top = Map::new();
    top.insert("as_of".to_owned(), wire.text("as_of", &raw.as_of, date));
    if let Some(record) = raw.record {
        let value = wire.record(&record);
        top.insert("record".to_owned(), value);
    }
    let maps: [(&str, Option<TextMap>, Read); 3] =
        [("counts", raw.counts, count), ("facts", raw.facts, plain), ("reached", raw.reached, date)];
    for (name, keyed, read) in maps {
        if let Some(keyed) = keyed {
            let value = wire.keyed(name, &keyed, read);
            top.insert(name.to_owned(), value);
        }
    }
    if let Some(local) = raw.local {
        let value = wire.local(&local);
        top.insert("local".to_owned(), value);
    }
    CaseInput { value: Value::Object(top), places: wire.places, span }
}

/// How a text becomes a value.
type Read = fn(&str) -> Value;

fn plain(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn date(text: &str) -> Value {
    Value::String(read_date(text).map_or_else(|| text.to_owned(), |date| date.to_string()))
}

/// A number if it is one, whatever the width of its digits.
fn count(text: &str) -> Value {
    let folded: String = text.trim().nfkc().collect();
    let is_number = (1..=9).contains(&folded.len()) && folded.bytes().all(|byte| byte.is_ascii_digit());
    match folded.parse::<u32>() {
        Ok(number) if is_number => Value::from(number),
        _ => plain(text),
    }
}

struct Wire<'s> {
    places: BTreeMap<String, Span>,
    sink: &'s mut Sink,
}

type Entries<'e> = Vec<(&'static str, Option<&'e Spanned<String>>, Read)>;

impl Wire<'_> {
    fn text(&mut self, at: &str, text: &Spanned<String>, read: Read) -> Value {
        self.places.insert(at.to_owned(), text.span);
        read(&text.value)
    }

    fn object(&mut self, at: &str, entries: Entries<'_>) -> Value {
        let mut object = Map::new();
        for (key, text, read) in entries {
            if let Some(text) = text {
                let value = self.text(&format!("{at}.{key}"), text, read);
                object.insert(key.to_owned(), value);
            }
        }
        Value::Object(object)
    }

    fn keyed(&mut self, at: &str, keyed: &TextMap, read: Read) -> Value {
        self.places.insert(at.to_owned(), keyed.span);
        let mut object = Map::new();
        for (key, text) in &keyed.value.0 {
            // A refusal may be about the key as well as about the value.
            let whole = if key.span.source == text.span.source { Span { end: text.span.end, ..key.span } } else { text.span };
            self.places.insert(format!("{at}.{}", key.value), whole);
            object.insert(key.value.clone(), read(&text.value));
        }
        Value::Object(object)
    }

    fn list<T>(&mut self, at: &str, list: &Spanned<Vec<Spanned<T>>>, mut item: impl FnMut(&mut Self, &str, &Spanned<T>) -> Value) -> Value {
        self.places.insert(at.to_owned(), list.span);
        let mut values = Vec::new();
        for (position, one) in list.value.iter().enumerate() {
            let at = format!("{at}.{position}");
            self.places.insert(at.clone(), one.span);
            values.push(item(self, &at, one));
        }
        Value::Array(values)
    }

    fn span(&mut self, at: &str, span: &RawSpan) -> Value {
        self.object(at, vec![("from", Some(&span.from), date), ("to", Some(&span.to), date)])
    }

    fn record(&mut self, record: &Spanned<RawRecord>) -> Value {
        let RawRecord { covers, unlisted, days } = &record.value;
        self.places.insert("record".to_owned(), record.span);
        self.places.insert("record.covers".to_owned(), covers.span);
        let mut object = Map::new();
        object.insert("covers".to_owned(), self.span("record.covers", covers));
        object.insert("unlisted".to_owned(), self.text("record.unlisted", unlisted, plain));
        if let Some(days) = days {
            let days = self.list("record.days", days, Self::day);
            object.insert("days".to_owned(), days);
        }
        Value::Object(object)
    }

    fn day(&mut self, at: &str, day: &Spanned<RawDay>) -> Value {
        let RawDay { from, to, on, mark, place, seen } = &day.value;
        if !matches!((from, to, on), (Some(_), Some(_), None) | (None, None, Some(_))) {
            self.sink.push(from_to_or_on(day.span));
        }
        let dates = [("from", from.as_ref(), date as Read), ("to", to.as_ref(), date), ("on", on.as_ref(), date)];
        let words = [("mark", Some(mark), plain as Read), ("place", place.as_ref(), plain), ("seen", seen.as_ref(), plain)];
        self.object(at, dates.into_iter().chain(words).collect())
    }

    fn local(&mut self, local: &Spanned<RawLocal>) -> Value {
        let RawLocal { closed, opened, long_holidays, ceremonies, complete } = &local.value;
        self.places.insert("local".to_owned(), local.span);
        let mut object = Map::new();
        for (name, spans) in [("closed", closed), ("long_holidays", long_holidays)] {
            if let Some(spans) = spans {
                let value = self.list(&format!("local.{name}"), spans, |wire, at, span| wire.span(at, &span.value));
                object.insert(name.to_owned(), value);
            }
        }
        if let Some(opened) = opened {
            let value = self.list("local.opened", opened, |_, _, day| date(&day.value));
            object.insert("opened".to_owned(), value);
        }
        if let Some(ceremonies) = ceremonies {
            let value = self.list("local.ceremonies", ceremonies, |wire, at, raw| {
                wire.object(at, vec![("on", Some(&raw.on), date), ("kind", Some(&raw.kind), plain)])
            });
            object.insert("ceremonies".to_owned(), value);
        }
        if let Some(complete) = complete {
            self.places.insert("local.complete".to_owned(), complete.span);
            object.insert("complete".to_owned(), Value::Bool(complete.value));
        }
        Value::Object(object)
    }
}
