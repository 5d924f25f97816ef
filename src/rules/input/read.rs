//! JSON → [`Input`], and every reason why not.

use super::{Entry, Given, Input, MAX_COUNT, MAX_ENTRIES, Refusal};
use crate::rules::calendar::CalendarTable;
use crate::rules::civil;
use crate::rules::days::{Days, Local};
use crate::rules::program::Program;
use crate::rules::tri::Tri;
use crate::rules::words;
use serde_json::{Map, Value};

/// Reads an input or says everything that is wrong with it, in the order of the places.
pub(in crate::rules) fn read(program: &Program, calendar: &CalendarTable, input: &Value) -> Result<Input, Vec<Refusal>> {
    let mut reader = Reader { program, calendar, refused: Vec::new() };
    let read = reader.input(input);
    reader.refused.sort();
    reader.refused.dedup();
    match read {
        Some(input) if reader.refused.is_empty() => Ok(input),
        _ => Err(reader.refused),
    }
}

struct Reader<'a> {
    program: &'a Program,
    calendar: &'a CalendarTable,
    refused: Vec<Refusal>,
}

/// The first and last day that a record covers.
type Covers = Option<(i32, i32)>;

fn join(at: &str, key: &str) -> String {
    if at.is_empty() { key.to_owned() } else { format!("{at}.{key}") }
}

impl Reader<'_> {
    fn refuse<T>(&mut self, at: impl Into<String>, code: &'static str) -> Option<T> {
        self.refused.push(Refusal { at: at.into(), code });
        None
    }

    /// The entries of an object that has only known keys; `None` (and a refusal) for anything else.
    fn object<'v>(&mut self, value: &'v Value, at: &str, known: &[&str]) -> Option<&'v Map<String, Value>> {
        let Some(entries) = value.as_object() else { return self.refuse(at, "unknown-value") };
        for key in entries.keys().filter(|key| !known.contains(&key.as_str())) {
            self.refuse::<()>(join(at, key), "unknown-value");
        }
        Some(entries)
    }

    fn list<'v>(&mut self, entries: &'v Map<String, Value>, at: &str, key: &str) -> &'v [Value] {
        let Some(value) = given(entries, key) else { return &[] };
        let at = join(at, key);
        match value.as_array() {
            None => {
                self.refuse::<()>(at, "unknown-value");
                &[]
            }
            Some(items) if items.len() > MAX_ENTRIES => {
                self.refuse::<()>(at, "too-many");
                &[]
            }
            Some(items) => items,
        }
    }

    fn date(&mut self, value: Option<&Value>, at: &str) -> Option<i32> {
        match value.and_then(Value::as_str).and_then(civil::parse) {
            Some(day) => Some(day),
            None => self.refuse(at, "not-a-date"),
        }
    }

    /// A date within the calendar.
    fn known_date(&mut self, value: Option<&Value>, at: &str) -> Option<i32> {
        let day = self.date(value, at)?;
        if self.calendar.is_school(day).is_some() { Some(day) } else { self.refuse(at, "outside-calendar") }
    }

    /// `{from, to}` within the calendar.
    fn known_dates(&mut self, entries: &Map<String, Value>, at: &str) -> Option<(i32, i32)> {
        let from = self.known_date(given(entries, "from"), &join(at, "from"));
        let to = self.known_date(given(entries, "to"), &join(at, "to"));
        self.ordered(from?, to?, at)
    }

    fn ordered(&mut self, from: i32, to: i32, at: &str) -> Option<(i32, i32)> {
        if to < from { self.refuse(join(at, "to"), "reversed") } else { Some((from, to)) }
    }

    fn input(&mut self, value: &Value) -> Option<Input> {
        let known = ["as_of", "counts", "facts", "local", "reached", "record"];
        let entries = self.object(value, "", &known)?;
        let as_of = self.known_date(given(entries, "as_of"), "as_of");
        let local = given(entries, "local").map_or_else(|| Some(Local::default()), |local| self.local(local));
        let facts = self.facts(given(entries, "facts"));
        let reached = self.reached(given(entries, "reached"), as_of);
        let days = Days::new(self.calendar, &local.clone().unwrap_or_default());
        let given = match (given(entries, "record"), given(entries, "counts")) {
            (Some(_), Some(_)) => return self.refuse("", "both-record-and-counts"),
            (None, None) => return self.refuse("", "needs-record-or-counts"),
            (Some(record), None) => self.record(record, as_of, local.is_some().then_some(&days)),
            (None, Some(counts)) => self.counts(counts).map(|counts| Given::Counts { counts, reached }),
        };
        local?;
        Some(Input { at: days.at(as_of?)?, given: given?, facts, days })
    }

    fn local(&mut self, value: &Value) -> Option<Local> {
        let entries = self.object(value, "local", &["ceremonies", "closed", "complete", "long_holidays", "opened"])?;
        let before = self.refused.len();
        let closed = self.spans(entries, "closed");
        let long_holidays = self.spans(entries, "long_holidays");
        let opened = self.list(entries, "local", "opened").iter().enumerate();
        let opened = opened.filter_map(|(at, day)| self.known_date(Some(day), &format!("local.opened.{at}"))).collect();
        let mut ceremonies = Vec::new();
        for (at, ceremony) in self.list(entries, "local", "ceremonies").iter().enumerate() {
            let at = format!("local.ceremonies.{at}");
            let Some(ceremony) = self.object(ceremony, &at, &["kind", "on"]) else { continue };
            let on = self.known_date(given(ceremony, "on"), &join(&at, "on"));
            let kind = given(ceremony, "kind").and_then(Value::as_str).and_then(words::ceremony_kind);
            let kind = if kind.is_none() { self.refuse(join(&at, "kind"), "unknown-kind") } else { kind };
            ceremonies.extend(on.zip(kind));
        }
        let complete = match given(entries, "complete") {
            None => false,
            Some(value) => value.as_bool().or_else(|| self.refuse("local.complete", "unknown-value")).unwrap_or_default(),
        };
        (self.refused.len() == before).then_some(Local { closed, opened, long_holidays, ceremonies, complete })
    }

    fn spans(&mut self, entries: &Map<String, Value>, key: &str) -> Vec<(i32, i32)> {
        let mut spans = Vec::new();
        for (at, span) in self.list(entries, "local", key).iter().enumerate() {
            let at = format!("local.{key}.{at}");
            let Some(span) = self.object(span, &at, &["from", "to"]) else { continue };
            spans.extend(self.known_dates(span, &at));
        }
        spans
    }

    fn facts(&mut self, value: Option<&Value>) -> Vec<Tri> {
        let program = self.program;
        let mut facts = vec![Tri::Unknown; program.facts.len()];
        for (key, answer) in self.map(value, "facts") {
            let at = join("facts", key);
            match (program.facts.iter().position(|known| known == key), answer.as_str().and_then(Tri::named)) {
                (Some(fact), Some(answer)) => facts[fact] = answer,
                (None, _) => self.refuse(at, "unknown-fact").unwrap_or_default(),
                (Some(_), None) => self.refuse(at, "unknown-value").unwrap_or_default(),
            }
        }
        facts
    }

    /// The entries of an object whose keys are ids; entries that are `null` are not given.
    fn map<'v>(&mut self, value: Option<&'v Value>, at: &str) -> Vec<(&'v String, &'v Value)> {
        match value {
            None => Vec::new(),
            Some(Value::Object(entries)) => entries.iter().filter(|(_, value)| !value.is_null()).collect(),
            Some(_) => self.refuse(at, "unknown-value").unwrap_or_default(),
        }
    }

    fn reached(&mut self, value: Option<&Value>, as_of: Option<i32>) -> Vec<Option<i32>> {
        let program = self.program;
        let mut reached = vec![None; program.stages.len()];
        for (key, day) in self.map(value, "reached") {
            let at = join("reached", key);
            let Some(stage) = program.stages.iter().position(|stage| stage.id == *key) else {
                self.refuse::<()>(at, "unknown-stage");
                continue;
            };
            let day = self.known_date(Some(day), &at);
            reached[stage] = match (day, as_of) {
                (Some(day), Some(as_of)) if day > as_of => self.refuse(at, "after-as-of"),
                _ => day,
            };
        }
        reached
    }

    fn counts(&mut self, value: &Value) -> Option<Vec<Option<u32>>> {
        let program = self.program;
        if !value.is_object() {
            return self.refuse("counts", "unknown-value");
        }
        let mut counts = vec![None; program.measures.len()];
        for (key, count) in self.map(Some(value), "counts") {
            let at = join("counts", key);
            let count = whole(count).filter(|count| *count <= MAX_COUNT).and_then(|count| u32::try_from(count).ok());
            match (program.measures.iter().position(|known| known.id == *key), count) {
                (Some(measure), Some(count)) => counts[measure] = Some(count),
                (None, _) => self.refuse(at, "unknown-measure").unwrap_or_default(),
                (Some(_), None) => self.refuse(at, "not-a-count").unwrap_or_default(),
            }
        }
        for &(run, total) in &program.orders {
            if let (Some(Some(less)), Some(Some(more))) = (counts.get(run), counts.get(total))
                && less > more
            {
                self.refuse::<()>(join("counts", &program.measures[run].id), "contradiction");
            }
        }
        Some(counts)
    }

    fn record(&mut self, value: &Value, as_of: Option<i32>, days: Option<&Days>) -> Option<Given> {
        let entries = self.object(value, "record", &["covers", "days", "unlisted"])?;
        let covers = self.covers(entries);
        if let (Some((from, _)), Some(as_of)) = (covers, as_of)
            && as_of < from
        {
            self.refuse::<()>("as_of", "as-of-before-record");
        }
        let unlisted = match given(entries, "unlisted").and_then(Value::as_str) {
            None => self.refuse("record.unlisted", "unknown-value"),
            Some("unknown") => Some(None),
            Some(mark) => self.mark(Some(mark), "record.unlisted").map(Some),
        };
        let mut listed: Vec<Option<Entry>> = vec![None; days.map_or(0, Days::len)];
        for (index, day) in self.list(entries, "record", "days").iter().enumerate() {
            let at = format!("record.days.{index}");
            let read = self.entry(day, &at, covers);
            if let (Some((from, to, entry)), Some(days)) = (read, days) {
                let is_single = day.get("on").is_some_and(|on| !on.is_null());
                self.enter(&mut listed, days, (from, to), (entry, &at, is_single));
            }
        }
        let ((from, to), days) = (covers?, days?);
        if let Some(mark) = unlisted? {
            for (at, entry) in listed.iter_mut().enumerate() {
                if days.is_school(at) && (from..=to).contains(&days.day(at)) {
                    entry.get_or_insert(Entry { mark, place: 0, seen: None });
                }
            }
        }
        let start = usize::try_from(from - days.first).unwrap_or(0);
        Some(Given::Record { start, entries: listed })
    }

    fn covers(&mut self, entries: &Map<String, Value>) -> Covers {
        let none = Map::new();
        let covers = match given(entries, "covers") {
            Some(value) => self.object(value, "record.covers", &["from", "to"])?,
            None => &none,
        };
        let from = self.date(given(covers, "from"), "record.covers.from");
        let to = self.date(given(covers, "to"), "record.covers.to");
        self.ordered(from?, to?, "record.covers")
    }

    fn mark(&mut self, mark: Option<&str>, at: &str) -> Option<usize> {
        let known = mark.and_then(|mark| self.program.marks.iter().position(|known| known == mark));
        if known.is_none() { self.refuse(at, "unknown-mark") } else { known }
    }

    /// The days of an entry and what it says of them.
    fn entry(&mut self, value: &Value, at: &str, covers: Covers) -> Option<(i32, i32, Entry)> {
        let entries = self.object(value, at, &["from", "mark", "on", "place", "seen", "to"])?;
        let mark = self.mark(given(entries, "mark").and_then(Value::as_str), &join(at, "mark"));
        let place = match given(entries, "place") {
            None => Some(0),
            Some(place) => match self.program.places.iter().position(|known| place.as_str() == Some(known)) {
                Some(place) => Some(place + 1),
                None => self.refuse(join(at, "place"), "unknown-place"),
            },
        };
        let seen = match given(entries, "seen") {
            None => Some(None),
            Some(seen) => match seen.as_str().and_then(Tri::named) {
                Some(seen) => Some(Some(seen)),
                None => self.refuse(join(at, "seen"), "unknown-value"),
            },
        };
        let dates = self.entry_dates(entries, at, covers);
        let (from, to) = dates?;
        Some((from, to, Entry { mark: mark?, place: place?, seen: seen? }))
    }

    fn entry_dates(&mut self, entries: &Map<String, Value>, at: &str, covers: Covers) -> Option<(i32, i32)> {
        let (on, from, to) = (given(entries, "on"), given(entries, "from"), given(entries, "to"));
        let is_single = on.is_some();
        let (from, to) = match (on, from, to) {
            (Some(_), None, None) => {
                let day = self.known_date(on, &join(at, "on"))?;
                (day, day)
            }
            (None, Some(_), Some(_)) => self.known_dates(entries, at)?,
            _ => return self.refuse(at, "unknown-value"),
        };
        let (first, last) = covers.unwrap_or((from, to));
        let (from_key, to_key) = if is_single { ("on", "on") } else { ("from", "to") };
        if from < first {
            self.refuse::<()>(join(at, from_key), "outside-covers");
        }
        if to > last {
            self.refuse::<()>(join(at, to_key), "outside-covers");
        }
        (from >= first && to <= last).then_some((from, to))
    }

    /// Enters what an entry says of its school days.
    fn enter(&mut self, listed: &mut [Option<Entry>], days: &Days, (from, to): (i32, i32), (entry, at, is_single): (Entry, &str, bool)) {
        let places: Vec<usize> = (from..=to).filter_map(|day| days.at(day)).filter(|place| days.is_school(*place)).collect();
        if places.is_empty() {
            self.refuse::<()>(join(at, if is_single { "on" } else { "from" }), "not-a-school-day");
        }
        if places.iter().any(|place| listed[*place].is_some()) {
            self.refuse::<()>(at, "overlap");
        }
        for place in places {
            listed[place].get_or_insert(entry);
        }
    }
}

/// The value of a key that is given: `null` is not.
fn given<'v>(entries: &'v Map<String, Value>, key: &str) -> Option<&'v Value> {
    entries.get(key).filter(|value| !value.is_null())
}

/// A whole number; JSON knows no other kind than numbers, so 7.0 is 7.
fn whole(value: &Value) -> Option<u64> {
    let of_real = |real: f64| {
        let is_whole = real.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&real);
        is_whole.then(|| format!("{:.0}", real.abs()).parse().ok()).flatten()
    };
    value.as_u64().or_else(|| of_real(value.as_f64()?))
}
