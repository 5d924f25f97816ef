//! What the calculator hands to a form: only what a record says for certain.

use super::{form, value};
use crate::rules::engine::{Script, built_script};
use crate::rules::year;
use serde_json::{Value, json};

/// The rules' script as built, and what fills a form.
fn script() -> Script {
    const FILES: [&str; 4] = [
        include_str!("../../../themes/default/js/core/typed.js"),
        include_str!("../../../themes/default/js/core/form-lines.js"),
        include_str!("../../../themes/default/js/core/form-dates.js"),
        include_str!("../../../themes/default/js/core/form-fill.js"),
    ];
    let script = Script::of(&format!("{}\n{}", built_script(), FILES.join("\n"))).expect("it runs");
    let (mut program, calendar, _) = year::question();
    program["measures"] =
        json!([{"id": "annual", "kind": "total", "weights": [[0, 0], [1, 0], [0, 0], [0, 0]], "per_day": 1, "window": ["school-year"]}]);
    program["stages"] = json!([]);
    program["variants"] = json!([]);
    let mut form = form();
    for field in form["fields"].as_array_mut().expect("fields") {
        let key = field["key"].as_str().expect("a key").to_owned();
        match key.split('/').next() {
            Some("houkoku") => field["fill"] = json!("as-of-month"),
            Some("umare") => field["fill"] = json!("last-seen"),
            Some("kesseki") => field["fill"] = json!("absent-by-month"),
            Some("gakko") => field["fill"] = json!("stage"),
            _ => {}
        }
    }
    script.text(&format!(
        "var core = Shirube.core, program = {program}, calendar = {calendar}, data = {form}, cells = core.formLines.cells(data, {{}});'set'"
    ));
    script
}

/// What is filled in, of a record from `from` to `to` with these entries.
fn filled(from: &str, to: &str, unlisted: &str, days: &Value) -> Value {
    let input = json!({"as_of": to, "facts": {}, "record": {"covers": {"from": from, "to": to}, "unlisted": unlisted, "days": days}});
    let script = script();
    let known = format!("Object.assign(core.formFill.known(program, calendar, {input}, {{reached_on: null}}), {{stage: '7日目'}})");
    let pairs = value(&script, &format!("core.formFill.values(cells, data.eras, {known})"));
    pairs
        .as_array()
        .expect("pairs")
        .iter()
        .map(|pair| (pair[0].as_str().expect("a key").to_owned(), pair[1].clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

#[test]
fn a_whole_record_fills_months_and_dates() {
    let days = json!([{"from": "2026-04-13", "to": "2026-04-15", "mark": "absent", "seen": "no"}, {"on": "2026-05-11", "mark": "excused", "seen": "no"},
        {"from": "2026-05-18", "to": "2026-05-20", "mark": "absent", "seen": "no"}]);
    assert_eq!(
        filled("2026-04-01", "2026-05-20", "present", &days),
        json!({"gakko": "7日目", "houkoku/era": "reiwa", "houkoku/year": "8", "houkoku/month": "5", "kesseki/m04": "3", "kesseki/m05": "3",
            "umare/era": "reiwa", "umare/year": "8", "umare/month": "5", "umare/day": "15"})
    );
}

#[test]
fn what_is_not_known_for_certain_stays_empty() {
    let seen = |days: Value| filled("2026-04-20", "2026-05-20", "present", &days)["umare/day"].clone();
    // Nobody said whether the child was met at home.
    assert_eq!(seen(json!([{"from": "2026-05-18", "to": "2026-05-20", "mark": "absent"}])), Value::Null);
    assert_eq!(
        seen(json!([{"from": "2026-05-18", "to": "2026-05-19", "mark": "absent"}, {"on": "2026-05-20", "mark": "absent", "seen": "yes"}])),
        "20"
    );
    let filled =
        |unlisted: &str| filled("2026-04-20", "2026-05-20", unlisted, &json!([{"on": "2026-05-20", "mark": "absent", "seen": "no"}]));
    assert_eq!(filled("present")["kesseki/m04"], Value::Null, "the record begins within the month");
    assert_eq!(filled("present")["kesseki/m05"], "1");
    assert_eq!(filled("unknown")["kesseki/m05"], Value::Null);
}

#[test]
fn counts_alone_fill_no_month_and_no_meeting() {
    let script = script();
    let known = "core.formFill.known(program, calendar, {as_of: '2026-05-20', facts: {}, counts: {annual: 7}}, {reached_on: '2026-05-18'})";
    assert_eq!(value(&script, known), json!({"as-of": 20593, "reached-on": 20591, "last-seen": null, "absent": {}}));
}

#[test]
fn a_new_school_year_has_months_of_its_own() {
    let days = json!([{"on": "2026-04-01", "mark": "absent"}]);
    let year = filled("2026-04-01", "2027-03-31", "present", &days);
    let months: Vec<&Value> = ["m04", "m05", "m12", "m03"].iter().map(|month| &year[format!("kesseki/{month}")]).collect();
    assert_eq!(months, [&json!("1"), &json!("0"), &json!("0"), &json!("0")]);
    assert_eq!(year["houkoku/year"], "9");
    assert_eq!(year["kesseki/total"], Value::Null, "a total is written by hand");
}
