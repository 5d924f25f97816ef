//! The JSON Schemas say of a file what the loader says of it, and `shirube schema` writes them.

use super::sample::{self, CALENDAR, CASES, RULES};
use crate::harness::Handbook;
use jsonschema::Validator;
use serde_json::Value;
use shirube::load::schema::SCHEMAS;
use std::path::Path;

fn schema(file: &str) -> Validator {
    let name = match file {
        _ if file.ends_with(".cases.yml") => "cases.schema.json",
        _ if file.ends_with("calendar.yml") => "calendar.schema.json",
        _ => "rules.schema.json",
    };
    let (_, _, text) = SCHEMAS.iter().find(|(known, _, _)| *known == name).expect("a schema");
    let schema: Value = serde_json::from_str(text).expect("JSON");
    assert!(jsonschema::draft202012::meta::is_valid(&schema), "{name} is no schema of 2020-12");
    jsonschema::draft202012::new(&schema).expect("a schema")
}

fn complaints(file: &str, text: &str) -> Vec<String> {
    let value: Value = serde_yaml::from_str(text).expect("YAML");
    schema(file).iter_errors(&value).map(|error| format!("{} at {}", error, error.instance_path())).collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("the file")
}

#[test]
fn the_sample_fits_its_schemas() {
    let book = sample::whole(Handbook::new());
    for file in [RULES, CASES, CALENDAR] {
        assert_eq!(complaints(file, &read(&book.root().join(file))), Vec::<String>::new(), "{file}");
    }
}

#[test]
fn the_files_of_the_handbooks_fit_their_schemas() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    for entry in walkdir::WalkDir::new(content).into_iter().filter_map(Result::ok) {
        let path = entry.path().to_string_lossy().replace('\\', "/");
        let is_of_rules = path.ends_with(".yml") && path.rsplit('/').nth(1) == Some("rules");
        if is_of_rules || path.ends_with("/calendar.yml") {
            assert_eq!(complaints(&path, &read(entry.path())), Vec::<String>::new(), "{path}");
        }
    }
}

/// Unknown keys, wrong words, missing keys, numbers out of range, and all else that a single value can have wrong.
const WRONG: &[(&str, &str, &str)] = &[
    (RULES, "audience: public", "audience: everyone"),
    (RULES, "audience: public", "colour: red"),
    (RULES, "title: 欠席の状況に応じた対応\n", ""),
    (RULES, "emergency: [agency:dial-110, slot:centre]\n", ""),
    (RULES, "[agency:dial-110, slot:centre]", "[]"),
    (RULES, "agency:dial-110, slot", "role:management, slot"),
    (RULES, "shown_as: before\n", "\n"),
    (RULES, "implies_seen: yes}\n  - {id: absent", "implies_seen: maybe}\n  - {id: absent"),
    (RULES, "{id: absent, label: 欠席", "{id: Absent, label: 欠席"),
    (RULES, "{id: absent, label: 欠席", "{id: absent, name: 欠席"),
    (RULES, "basis: calendar-days", "basis: days"),
    (RULES, "basis: calendar-days, ", ""),
    (RULES, "until_seen: yes, window: school-year", "until_seen: yes, window: month"),
    (RULES, "{rolling: 20}", "{rolling: 0}"),
    (RULES, "{rolling: 20}", "{last: 20}"),
    (RULES, "seen_on: date", "seen_on: today"),
    (RULES, "seen_on: date", "seen_in: consecutive, seen_on: date"),
    (RULES, ", seen_on: date", ""),
    (RULES, "per_day: 3", "per_day: 0"),
    (RULES, "{absent: 3, sick: 3, late: 1, absent/separate-room: 0}", "{}"),
    (RULES, "when: always", "when: sometimes"),
    (RULES, "when: always\n", "tells: []\n"),
    (RULES, "{measure: recent, at_most: 9}", "{measure: recent, at_most: 9, at_least: 2}"),
    (RULES, "{measure: recent, at_most: 9}", "{measure: recent}"),
    (RULES, "{measure: recent, at_most: 9}", "{at_most: 9}"),
    (RULES, "{measure: recent, at_most: 9}", "{measure: recent, at_most: 10000}"),
    (RULES, "{measure: recent, at_most: 9}", "{fact: met, ceremony: closing}"),
    (RULES, "{not: {measure: recent, at_most: 9}}", "{any: []}"),
    (RULES, "{ceremony: closing}", "{ceremony: sports}"),
    (RULES, "due: {school_days: 3}", "due: {school_days: 3, calendar_days: 3}"),
    (RULES, "due: {school_days: 3}", "due: {weeks: 3}"),
    (RULES, "due: {day: 5, of: next-month", "due: {day: 32, of: next-month"),
    (RULES, "due: {day: 5, of: next-month", "due: {day: 5, of: next-year"),
    (RULES, "after: after", "after: tomorrow"),
    (RULES, "repeat: {every: week}", "repeat: {every: day}"),
    (RULES, "means: [phone]", "means: [pigeon]"),
    (RULES, "who: [role:management, agency:centre]", "who: []"),
    (RULES, "who: [role:management, agency:centre]", "who: [page:hajime]"),
    (RULES, "does: 速報を送る\n", "\n"),
    (RULES, "    citation: {document: 見本の要綱}\nsources", "sources"),
    (CASES, "show: yes", "shown: yes"),
    (CASES, "show: yes", "show: はい"),
    (CASES, "    as_of: 2026-05-20\n", ""),
    (CASES, "unlisted: present\n", "\n"),
    (CASES, "{on: \"２０２６－０５－１３\", mark: absent}", "{mark: absent}"),
    (CASES, "{on: \"２０２６－０５－１３\", mark: absent}", "{on: 2026-05-13}"),
    (CASES, "day-3: active", "day-3: on"),
    (CASES, "{refused: [not-a-date, not-a-count]}", "{refused: [not-today]}"),
    (CASES, "{refused: [not-a-date, not-a-count]}", "{}"),
    (CASES, "ceremonies: not-given", "ceremonies: unknown"),
    (CALENDAR, "from: 令和8年4月1日\n", ""),
    (CALENDAR, "kind: opening", "kind: start"),
    (CALENDAR, "{id: founding, title: 開校記念日, on: 2026-06-01}", "{id: founding, title: 開校記念日}"),
    (CALENDAR, "{id: founding, title: 開校記念日, on: 2026-06-01}", "{id: founding, title: 開校記念日, from: 2026-06-01}"),
    (CALENDAR, "note: ", "remark: "),
];

#[test]
fn what_one_value_has_wrong_both_the_loader_and_the_schema_refuse() {
    for (file, from, to) in WRONG {
        let book = sample::changed(Handbook::new(), file, from, to);
        let checked = book.check();
        assert!(!checked.diagnostics.is_empty(), "the loader takes {to:?} for {from:?}");
        let name = file.trim_start_matches("site/");
        assert!(checked.places().iter().all(|place| place.contains(name)), "an echo elsewhere: {:#?}", checked.places());
        assert!(!complaints(file, &read(&book.root().join(file))).is_empty(), "the schema takes {to:?} for {from:?}");
    }
}

#[test]
fn a_patch_fits_with_any_part_left_out() {
    assert_eq!(complaints(RULES, "overlay: patch\nstages: {remove: [day-3]}\n"), Vec::<String>::new());
    assert_eq!(complaints(CALENDAR, "overlay: remove\n"), Vec::<String>::new());
    assert!(!complaints(CALENDAR, "overlay: replace\n").is_empty());
}

#[test]
fn the_command_writes_the_schemas_and_replaces_older_ones() {
    let book = Handbook::new();
    for language in ["ja", "en"] {
        book.write("schemas/rules.schema.json", b"{}");
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_shirube"));
        let output = command.args(["schema", "schemas", "--lang", language]).current_dir(book.root()).output().expect("it runs");
        assert!(output.status.success(), "{output:?}");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        for (name, files, text) in SCHEMAS {
            assert_eq!(read(&book.root().join("schemas").join(name)), text);
            assert!(said.contains(name) && said.contains(files), "{said}");
        }
    }
    book.write("taken", b"");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_shirube")).args(["schema", "taken"]).current_dir(book.root()).output();
    assert_eq!(output.expect("it runs").status.code(), Some(3), "a file stands where the folder should be");
}

#[test]
fn every_key_has_a_description_in_japanese() {
    fn look(value: &Value, path: &str, silent: &mut Vec<String>) {
        if let Some(properties) = value.get("properties").and_then(Value::as_object) {
            for (key, property) in properties {
                let said = property.get("description").and_then(Value::as_str).unwrap_or_default();
                let is_shared = property.get("$ref").is_some();
                if !said.chars().any(|c| matches!(c, 'ぁ'..='ん' | '一'..='鿿')) && !is_shared && key != "undecided" && key != "overlay"
                {
                    silent.push(format!("{path}/{key}"));
                }
            }
        }
        match value {
            Value::Object(entries) => entries.iter().for_each(|(key, inner)| look(inner, &format!("{path}/{key}"), silent)),
            Value::Array(items) => items.iter().for_each(|inner| look(inner, path, silent)),
            _ => {}
        }
    }
    let mut silent = Vec::new();
    for (name, _, text) in SCHEMAS {
        look(&serde_json::from_str(text).expect("JSON"), name, &mut silent);
    }
    assert_eq!(silent, Vec::<String>::new());
}
