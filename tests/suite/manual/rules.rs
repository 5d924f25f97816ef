//! The tables of rules against the program: what may be typed, by the JSON Schemas; what comes out, by the decisions of Otaru's worked
//! examples; the wire form, by Otaru's compiled rules.

use super::blocks;
use super::facts::{code_spans, first_code, rows};
use serde_json::{Value, json};
use shirube::load::schema::SCHEMAS;
use shirube::rules::program::{Condition, Due, Window};
use shirube::rules::{CalendarTable, Program, compile, decide, decision_json};
use std::collections::BTreeSet;
use std::path::Path;

fn schema(name: &str) -> Value {
    let (_, _, text) = SCHEMAS.iter().find(|(known, ..)| *known == name).expect("a schema");
    serde_json::from_str(text).expect("JSON")
}

/// A schema's part: file, JSON pointer, page, section. Objects list their keys, others the words of which one is written.
const OF_SCHEMAS: &[(&str, &str, &str, &str)] = &[
    ("rules", "/else", "kisoku/kaku", "keys"),
    ("rules", "/$defs/mark", "kisoku/kaku", "marks"),
    ("rules", "/$defs/place", "kisoku/kaku", "places"),
    ("rules", "/$defs/fact", "kisoku/kaku", "facts"),
    ("rules", "/$defs/measure", "kisoku/kaku", "measures"),
    ("rules", "/$defs/run", "kisoku/kaku", "run"),
    ("rules", "/$defs/total", "kisoku/kaku", "total"),
    ("rules", "/$defs/phase", "kisoku/kaku", "phases"),
    ("rules", "/$defs/stage", "kisoku/kaku", "stages"),
    ("rules", "/$defs/condition/else", "kisoku/kaku", "when"),
    ("rules", "/$defs/action", "kisoku/kaku", "actions"),
    ("rules", "/$defs/due/else", "kisoku/kaku", "due"),
    ("rules", "/$defs/repeat", "kisoku/kaku", "repeat"),
    ("rules", "/$defs/citation", "kisoku/kaku", "citation"),
    ("rules", "/$defs/point", "kisoku/mitei", "keys"),
    ("rules", "/$defs/point/properties/readings/items", "kisoku/mitei", "readings"),
    ("rules", "/$defs/basis", "kisoku/kaku", "kazoeru-hi"),
    ("rules", "/$defs/means", "kisoku/kaku", "means"),
    ("rules", "/$defs/if_closed", "kisoku/kaku", "if-closed"),
    ("rules", "/$defs/ceremony_kind", "kisoku/koyomi", "kinds"),
    ("cases", "/else", "kisoku/reidai", "file"),
    ("cases", "/else/properties/cases/items", "kisoku/reidai", "keys"),
    ("cases", "/$defs/record", "kisoku/reidai", "record"),
    ("cases", "/$defs/record", "kisoku/kotae", "record"),
    ("cases", "/$defs/span", "kisoku/reidai", "span"),
    ("cases", "/$defs/record/properties/days/items", "kisoku/reidai", "days"),
    ("cases", "/$defs/record/properties/days/items", "kisoku/kotae", "days"),
    ("cases", "/$defs/local", "kisoku/reidai", "local"),
    ("cases", "/$defs/local", "kisoku/kotae", "local"),
    ("cases", "/$defs/local/properties/ceremonies/items", "kisoku/reidai", "ceremonies"),
    ("cases", "/$defs/expect", "kisoku/reidai", "expect"),
    ("cases", "/$defs/expect/properties/stages/additionalProperties", "kisoku/reidai", "jotai"),
    ("cases", "/$defs/expect/properties/refused/items", "kisoku/kotae", "kotowari"),
    ("calendar", "/else", "kisoku/koyomi", "keys"),
    ("calendar", "/$defs/term", "kisoku/koyomi", "terms"),
    ("calendar", "/$defs/days", "kisoku/koyomi", "days"),
    ("calendar", "/$defs/ceremony", "kisoku/koyomi", "ceremonies"),
    ("calendar", "/$defs/ceremony_kind", "kisoku/koyomi", "kinds"),
    ("calendar", "/else/properties/extra_days/items", "kisoku/koyomi", "extra-days"),
    ("calendar", "/else/properties/holiday_changes/items", "kisoku/koyomi", "holiday-changes"),
];

fn words(value: &Value) -> BTreeSet<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[test]
fn the_tables_of_rules_are_those_of_the_schemas() {
    let pages = blocks::pages();
    for (name, pointer, id, section) in OF_SCHEMAS {
        let whole = schema(&format!("{name}.schema.json"));
        let part = whole.pointer(pointer).unwrap_or_else(|| panic!("{name} has no {pointer}"));
        let place = format!("content/manual/guide/{id}.md#{section}, {name}.schema.json {pointer}");
        let table = rows(&pages, id, section);
        let told: BTreeSet<String> = table.iter().map(|row| first_code(row)).collect();
        assert_eq!(told.len(), table.len(), "{place}: a row stands twice");
        let Some(keys) = part["properties"].as_object() else {
            assert_eq!(told, words(&part["enum"]), "{place}: words");
            continue;
        };
        assert_eq!(told, keys.keys().cloned().collect(), "{place}: keys");
        let required: BTreeSet<String> = table.iter().filter(|row| row[1] == "必ず").map(|row| first_code(row)).collect();
        assert_eq!(required, words(&part["required"]), "{place}: keys that must be written");
    }
}

#[test]
fn the_windows_and_the_input_of_the_manual_are_those_of_the_schemas() {
    let pages = blocks::pages();
    let told = |id: &str, section: &str| rows(&pages, id, section).iter().map(|row| first_code(row)).collect::<BTreeSet<String>>();
    let rules = schema("rules.schema.json");
    let mut windows = words(&rules["$defs"]["window"]["else"]["enum"]);
    windows.insert("rolling".to_owned());
    assert_eq!(told("kisoku/kaku", "window"), windows);
    let cases = schema("cases.schema.json");
    let of_case = cases.pointer("/else/properties/cases/items/properties").and_then(Value::as_object).expect("keys of a case");
    let input = of_case.keys().filter(|key| !["id", "title", "show", "text", "calendar", "expect"].contains(&key.as_str()));
    assert_eq!(told("kisoku/kotae", "nyuryoku"), input.cloned().collect());
}

/// Otaru's rules with their calendar, and a decision for each worked example and for an input that is refused.
fn otaru() -> (Program, CalendarTable, Vec<Value>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/otaru");
    let site = shirube::load::load(&folder).site.expect("the handbook of Otaru");
    let set = site.rules.values().next().expect("rules");
    let program = compile(set).expect("a program");
    let table = |calendar| CalendarTable::of(calendar).expect("a table");
    let calendar = table(site.calendar.as_ref().expect("a calendar"));
    let mut decisions: Vec<Value> = Vec::new();
    for case in &site.cases[&set.id] {
        let own = case.calendar.as_ref().map(table);
        let text = decision_json(&decide(&program, own.as_ref().unwrap_or(&calendar), &case.input.value));
        decisions.push(serde_json::from_str(&text).expect("JSON"));
    }
    decisions.push(decide(&program, &calendar, &json!({})).json());
    (program, calendar, decisions)
}

/// The keys of all objects that a path of keys leads to; `*` stands for every item of a list, or for the last of a pair.
fn keys(values: &[Value], path: &str) -> BTreeSet<String> {
    let mut found: Vec<&Value> = values.iter().collect();
    for step in path.split('/').filter(|step| !step.is_empty()) {
        found = match step {
            "*" => found.into_iter().flat_map(|value| value.as_array().into_iter().flatten()).collect(),
            "last" => found.into_iter().filter_map(|value| value.as_array()?.last()).collect(),
            key => found.into_iter().filter_map(|value| value.get(key)).collect(),
        };
    }
    let keys: BTreeSet<String> = found.into_iter().filter_map(Value::as_object).flat_map(|object| object.keys().cloned()).collect();
    assert!(!keys.is_empty(), "nothing has {path}");
    keys
}

fn compare(values: &[Value], page: &str, tables: &[(&str, &str)]) {
    let pages = blocks::pages();
    for (path, section) in tables {
        let told: Vec<String> = rows(&pages, page, section).iter().map(|row| first_code(row)).collect();
        assert_eq!(told.iter().cloned().collect::<BTreeSet<_>>(), keys(values, path), "content/manual/guide/{page}.md#{section}");
        assert_eq!(told.len(), told.iter().collect::<BTreeSet<_>>().len(), "content/manual/guide/{page}.md#{section}: a row stands twice");
    }
}

#[test]
fn the_keys_of_a_decision_are_those_of_the_manual() {
    let (_, _, decisions) = otaru();
    let (refused, decided): (Vec<Value>, Vec<Value>) = decisions.into_iter().partition(|decision| decision.get("refused").is_some());
    let of_decided = [
        ("", "kotae"),
        ("measures/*", "measures"),
        ("stages/*", "stages"),
        ("stages/*/reading", "reading"),
        ("stages/*/depends_on/*", "depends-on"),
        ("stages/*/remaining/*", "remaining"),
        ("stages/*/duties/*", "duties"),
    ];
    compare(&decided, "kisoku/kotae", &of_decided);
    compare(&refused, "kisoku/kotae", &[("", "kotowari-kotae"), ("refused/*", "refused")]);
}

#[test]
fn the_wire_form_is_that_of_the_manual() {
    let (program, calendar, _) = otaru();
    let seen_on = json!({"measures": [{"id": "a", "kind": "seen_in", "run": 0}]});
    let programs = [serde_json::to_value(&program).expect("JSON"), seen_on];
    let of_program = [
        ("points/*", "points"),
        ("measures/*", "measures"),
        ("stages/*", "stages"),
        ("stages/*/duties/*", "duties"),
        ("stages/*/duties/*/repeat", "repeat"),
        ("variants/*", "variants"),
    ];
    compare(&programs[..1], "kisoku/tekigo", &[("", "program")]);
    compare(&programs, "kisoku/tekigo", &of_program);
    compare(&[serde_json::to_value(&calendar).expect("JSON")], "kisoku/tekigo", &[("", "calendar")]);
}

#[test]
fn the_forms_of_the_wire_can_be_read() {
    let pages = blocks::pages();
    let row = |section: &str, key: &str| {
        let found = rows(&pages, "kisoku/tekigo", section).into_iter().find(|row| first_code(row) == key);
        found.unwrap_or_else(|| panic!("{section} has no {key}"))[1].clone()
    };
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_else(|_| panic!("`{text}` is no JSON"));
    let lists = |text: &str| code_spans(text).into_iter().filter(|span| span.starts_with('[')).map(read).collect::<Vec<_>>();
    let (windows, dues) = (lists(&row("measures", "window")), lists(&row("duties", "due")));
    assert_eq!((windows.len(), dues.len()), (5, 4));
    assert!(windows.into_iter().all(|window| Window::try_from(window).is_ok()), "a window");
    assert!(dues.into_iter().all(|due| Due::try_from(due).is_ok()), "a due date");
    let forms = rows(&pages, "kisoku/tekigo", "joken");
    assert_eq!(forms.len(), 8);
    for form in forms {
        let text = first_code(&form).replace("条件, …", "[\"always\"]").replace("条件", "[\"always\"]");
        let text = text.replace("数え方の番号", "0").replace("問いの番号", "0");
        Condition::try_from(read(&text)).unwrap_or_else(|problem| panic!("{text}: {problem}"));
    }
}
