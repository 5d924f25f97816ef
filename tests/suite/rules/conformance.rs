//! The specification by example: vectors written by hand from its words, run through both evaluators.

use super::binary::Binary;
use super::days;
use super::engine::Script;
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

/// One question and what the decision must hold.
pub struct Vector {
    /// File and name.
    pub name: String,
    /// The rules.
    pub program: Value,
    /// The calendar as it goes over the wire.
    pub calendar: Value,
    /// The input.
    pub input: Value,
    /// What the decision must hold.
    expect: Value,
}

/// All vectors of all files.
pub fn vectors() -> Vec<Vector> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/rules/conformance");
    let mut files: Vec<_> = fs::read_dir(folder).expect("vectors").filter_map(Result::ok).map(|file| file.path()).collect();
    files.sort();
    files.iter().flat_map(|path| file_vectors(path)).collect()
}

fn file_vectors(path: &Path) -> Vec<Vector> {
    let whole: Value =
        serde_yaml::from_str(&fs::read_to_string(path).expect("text")).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file = path.file_stem().expect("a name").to_string_lossy();
    let vectors = whole["vectors"].as_array().expect("vectors");
    assert!(vectors.iter().all(|vector| vector["says"].is_string()), "{file}: each vector names its sentence");
    vectors.iter().flat_map(|vector| questions(&whole, vector, &file)).collect()
}

/// The questions of one vector: one, one for each of `each`, or one for each of `dates`.
fn questions(whole: &Value, vector: &Value, file: &str) -> Vec<Vector> {
    let base = json!({"program": whole["program"], "calendar": whole["calendar"]});
    let name = format!("{file}/{}", vector["name"].as_str().expect("name"));
    if let Some(dates) = vector["dates"].as_object() {
        let dated = |(date, expect): (&String, &Value)| {
            let mut one = vector.clone();
            one["input"]["as_of"] = date.as_str().into();
            one["expect"] = expect.clone();
            question(&[&base, &one], format!("{name} {date}"))
        };
        return dates.iter().map(dated).collect();
    }
    if let Some(each) = vector["each"].as_array() {
        let numbered = |(at, one): (usize, &Value)| question(&[&base, vector, one], format!("{name} {}", at + 1));
        return each.iter().enumerate().map(numbered).collect();
    }
    vec![question(&[&base, vector], name)]
}

/// Later parts replace single keys of the program and the calendar, and the whole of everything else.
fn question(parts: &[&Value], name: String) -> Vector {
    let merged = |key: &str| {
        let entries = parts.iter().filter_map(|part| part[key].as_object()).flatten();
        Value::Object(entries.map(|(key, value)| (key.clone(), value.clone())).collect::<Map<_, _>>())
    };
    let last = |key: &str| parts.iter().rev().map(|part| part[key].clone()).find(|value| !value.is_null());
    let expect = match last("refused") {
        Some(refused) if refused == json!([]) => json!({"version": 1, "as_of": last("input").expect("input")["as_of"]}),
        Some(refused) => json!({"refused": refusals(&refused)}),
        None => last("expect").unwrap_or_else(|| panic!("{name}: nothing is expected")),
    };
    Vector { program: merged("program"), calendar: table(&merged("calendar")), input: last("input").expect("input"), expect, name }
}

fn refusals(list: &Value) -> Value {
    let split = |entry: &Value| entry.as_str().and_then(|text| text.split_once(' ')).map(|(code, at)| json!({"at": at, "code": code}));
    list.as_array().expect("a list").iter().map(|entry| split(entry).expect("code and place")).collect()
}

/// Days written as dates become numbers, `weekdays` one character for each day.
fn table(calendar: &Value) -> Value {
    let (first, last) = (number(&calendar["first"]), number(&calendar["last"]));
    let length = last - first + 1;
    // 1970-01-01 was a Thursday: 0 is Monday.
    let is_weekday = |day: &i64| (day + 3).rem_euclid(7) < 5;
    let weekdays: String = (first..=last).map(|day| if is_weekday(&day) { '1' } else { '0' }).collect();
    let line = |key: &str| if calendar[key] == "weekdays" { Value::from(weekdays.clone()) } else { calendar[key].clone() };
    json!({
        "first": first, "days": length, "school": line("school"), "office": line("office"),
        "terms": numbers(&calendar["terms"]), "long_holidays": numbers(&calendar["long_holidays"]), "ceremonies": numbers(&calendar["ceremonies"]),
    })
}

fn number(date: &Value) -> i64 {
    days::number(date.as_str().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("no date: {date}")))
}

fn numbers(value: &Value) -> Value {
    match value {
        Value::Array(list) => list.iter().map(numbers).collect(),
        Value::String(text) => text.parse::<Date>().map_or_else(|_| value.clone(), |date| days::number(date).into()),
        other => other.clone(),
    }
}

impl Vector {
    /// What of the expectation the decision does not hold.
    pub fn wrong(&self, decision: &str) -> Option<String> {
        let found: Value = serde_json::from_str(decision).unwrap_or_else(|_| Value::from(decision));
        let mut wrong = Vec::new();
        hold(&found, &self.expect, "", &mut wrong);
        (!wrong.is_empty()).then(|| format!("{}: {}", self.name, wrong.join("; ")))
    }
}

fn hold(found: &Value, expect: &Value, at: &str, wrong: &mut Vec<String>) {
    match (found, expect) {
        (_, Value::Object(keys)) if keys.contains_key("=") => {
            if *found != keys["="] {
                wrong.push(format!("{at} is {found}"));
            }
        }
        (Value::Array(list), Value::Object(keys)) if keys.contains_key("length") => {
            let short = json!({"length": list.len(), "first": list.first(), "last": list.last()});
            hold(&short, &json!({"=": expect}), at, wrong);
        }
        (Value::Array(list), Value::Object(keys)) => {
            for (id, expect) in keys {
                let named = list.iter().find(|entry| entry["id"] == **id).unwrap_or(&Value::Null);
                hold(named, expect, &format!("{at}.{id}"), wrong);
            }
        }
        (Value::Object(of), Value::Array(bounds)) if of.contains_key("low") => {
            hold(&json!([of["low"], of["high"]]), &json!({"=": bounds}), at, wrong);
        }
        (Value::Object(of), Value::Object(keys)) => {
            for (key, expect) in keys {
                hold(of.get(key).unwrap_or(&Value::from("absent")), expect, &format!("{at}.{key}"), wrong);
            }
        }
        _ if found == expect => {}
        _ => wrong.push(format!("{at} is {found}, not {expect}")),
    }
}

#[test]
fn there_are_vectors_for_each_chapter_of_the_specification() {
    let vectors = vectors();
    assert!(vectors.len() >= 150, "{} questions", vectors.len());
    let mut names: Vec<&str> = vectors.iter().filter_map(|vector| vector.name.split(' ').next()).collect();
    names.dedup();
    assert!(names.len() >= 60, "{} vectors", names.len());
    for file in ["measures/", "conditions/", "stages/", "duties/", "refusals/"] {
        assert!(names.iter().filter(|name| name.starts_with(file)).count() >= 10, "{file}");
    }
}

#[test]
fn the_script_says_what_the_specification_says() {
    let script = Script::built();
    let decided = |vector: &Vector| {
        script.hold(&vector.program.to_string(), &vector.calendar.to_string());
        vector.wrong(&script.decide(&vector.input.to_string()))
    };
    let wrong: Vec<String> = vectors().iter().filter_map(decided).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_binary_says_what_the_specification_says() {
    let decided = |vector: &Vector| vector.wrong(&Binary::of(&vector.program, &vector.calendar).decide(&vector.input));
    let wrong: Vec<String> = vectors().iter().filter_map(decided).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
