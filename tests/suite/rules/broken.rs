//! One thing wrong in an input, of every kind that is refused.

use super::random::Random;
use serde_json::{Value, json};
use shirube::rules::MAX_ENTRIES;

/// What is put in place of something.
const WRONG: [&str; 15] = [
    "null",
    "true",
    "7",
    "-1",
    "1.5",
    "10000",
    "\"\"",
    "\"unknown\"",
    "\"yes\"",
    "\"2026-02-29\"",
    "\"2026-4-1\"",
    "\"1900-01-01\"",
    "\"2300-12-31\"",
    "[]",
    "{}",
];

/// Changes one thing, or two.
pub fn damage(random: &mut Random, input: &mut Value) {
    for _ in 0..1 + random.below(2) {
        match random.below(8) {
            0 => whole(random, input),
            1 => entry_twice(random, input),
            2 => swapped(random, input),
            3 => added(random, input),
            _ => replaced(random, input),
        }
    }
}

/// Neither record nor counts, both, or a list that is too long.
fn whole(random: &mut Random, input: &mut Value) {
    let day = input["as_of"].clone();
    let days = |count: usize| (0..count).map(|_| day.clone()).collect::<Value>();
    match random.below(6) {
        0 => input["record"] = Value::Null,
        1 => input["counts"] = json!({}),
        2 => input["record"] = json!({"covers": {"from": day, "to": day}, "unlisted": "unknown"}),
        3 => input["local"] = json!({"opened": days(MAX_ENTRIES + 1)}),
        4 => input["local"] = json!({"closed": [{"from": day, "to": day}]}),
        _ => input["local"] = json!({"opened": days(MAX_ENTRIES)}),
    }
}

/// An entry that stands twice overlaps with itself.
fn entry_twice(random: &mut Random, input: &mut Value) {
    if let Some(days) = input.pointer_mut("/record/days").and_then(Value::as_array_mut).filter(|days| !days.is_empty()) {
        let again = random.pick(days);
        days.push(again);
    }
}

/// Two dates change places: reversed, outside what is covered, before the record, no school days.
fn swapped(random: &mut Random, input: &mut Value) {
    let dates: Vec<String> =
        places(input, "").into_iter().filter(|at| input.pointer(at).and_then(Value::as_str).is_some_and(is_date)).collect();
    let (a, b) = (random.pick(&dates_or_root(&dates)), random.pick(&dates_or_root(&dates)));
    let (old_a, old_b) = (input.pointer(&a).cloned(), input.pointer(&b).cloned());
    if let (Some(old_a), Some(old_b)) = (old_a, old_b) {
        set(input, &a, old_b);
        set(input, &b, old_a);
    }
}

fn dates_or_root(dates: &[String]) -> Vec<String> {
    if dates.is_empty() { vec!["/as_of".to_owned()] } else { dates.to_vec() }
}

fn is_date(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok()
}

/// A key that means nothing where it stands, or names nothing there is.
fn added(random: &mut Random, input: &mut Value) {
    let at =
        random.pick(&["", "/record", "/record/covers", "/record/days/0", "/facts", "/counts", "/reached", "/local", "/local/closed/0"]);
    let key = random.pick(&["on", "from", "nothing", "10", "2", "__proto__", "constructor", "a.b", "\u{ffee}", "\u{1f600}"]);
    let value: Value = serde_json::from_str(random.pick(&WRONG)).expect("JSON");
    if let Some(object) = input.pointer_mut(at).and_then(Value::as_object_mut) {
        object.insert(key.to_owned(), value);
    }
}

/// Something else, or nothing, in place of a value.
fn replaced(random: &mut Random, input: &mut Value) {
    let all = places(input, "");
    let at = random.pick(&all);
    let value = serde_json::from_str(random.pick(&WRONG)).expect("JSON");
    set(input, &at, value);
}

fn set(input: &mut Value, at: &str, value: Value) {
    if let Some(place) = input.pointer_mut(at) {
        *place = value;
    }
}

/// Pointers to everything in a value but the value itself.
pub fn places(value: &Value, at: &str) -> Vec<String> {
    let below = |key: String, value: &Value| {
        let place = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        let mut all = places(value, &place);
        all.insert(0, place);
        all
    };
    match value {
        Value::Object(map) => map.iter().flat_map(|(key, value)| below(key.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().flat_map(|(key, value)| below(key.to_string(), value)).collect(),
        _ => Vec::new(),
    }
}
