//! Keys and what a cell may hold: numbers in one spelling, dates that exist in their era, rows that grow.

use super::{script, value};
use crate::rules::engine::Script;
use serde_json::{Value, json};

#[test]
fn numbers_are_kept_in_one_spelling_and_other_words_as_they_are() {
    let script = script();
    let of = |kind: &str, text: &str| {
        let cell = json!({"key": "x", "kind": kind, "label": "x", "options": []});
        value(&script, &format!("[core.formCells.clean({cell}, {0}), core.formCells.fault({cell}, {0})]", json!(text)))
    };
    for (text, kept, fault) in [
        ("１２", "12", Value::Null),
        (" 7 ", "7", Value::Null),
        ("0.5", "0.5", Value::Null),
        ("０．５", "0.5", Value::Null),
        ("", "", Value::Null),
        ("　", "", Value::Null),
        ("三", "三", json!("number")),
        ("１２日", "１２日", json!("number")),
        ("1.2.3", "1.2.3", json!("number")),
        (".5", ".5", json!("number")),
        ("-3", "-3", json!("number")),
        ("元", "元", json!("number")),
    ] {
        assert_eq!(of("month-count", text), json!([kept, fault]), "{text}");
    }
    assert_eq!(of("year", "元"), json!(["元", null]), "the first year of an era has a name");
    assert_eq!(of("text", "１２"), json!(["１２", null]), "a text stays a text");
    for kind in ["year", "month", "day"] {
        assert_eq!(of(kind, "４．５"), json!(["4.5", "date"]), "no calendar has half a {kind}");
        assert_eq!(of(kind, "４"), json!(["4", null]), "{kind}");
    }
}

#[test]
fn a_date_is_read_when_it_exists_in_its_era() {
    let script = script();
    let day = |era: &str, year: &str, month: &str, day: &str| {
        let parts = json!({"era": era, "year": year, "month": month, "day": day});
        value(
            &script,
            &format!(
                "(function (read) {{ return read.day === null ? read.fault : core.civil.format(read.day); }})(core.formDates.toDay(data.eras, {parts}))"
            ),
        )
    };
    assert_eq!(day("reiwa", "8", "5", "20"), "2026-05-20");
    assert_eq!(day("reiwa", "元", "5", "1"), "2019-05-01");
    assert_eq!(day("heisei", "31", "4", "30"), "2019-04-30");
    assert_eq!(day("heisei", "31", "5", "1"), "era", "Heisei had ended");
    assert_eq!(day("reiwa", "1", "4", "30"), "era", "Reiwa had not begun");
    assert_eq!(day("showa", "64", "1", "7"), "1989-01-07");
    for (era, year, month, date) in [
        ("reiwa", "8", "2", "30"),
        ("reiwa", "8", "13", ""),
        ("", "", "0", ""),
        ("reiwa", "", "", "32"),
        ("reiwa", "0", "1", "1"),
        ("reiwa", "100", "1", "1"),
    ] {
        assert_eq!(day(era, year, month, date), "date", "{era} {year} {month} {date}");
    }
    for (era, year, month, date) in
        [("", "", "", ""), ("reiwa", "", "", ""), ("", "8", "5", "20"), ("reiwa", "8", "5", ""), ("reiwa", "", "2", "30")]
    {
        assert_eq!(day(era, year, month, date), Value::Null, "what is not finished is no fault: {era} {year} {month} {date}");
    }
}

#[test]
fn every_day_of_the_eras_is_read_as_it_is_written() {
    let script = script();
    let wrong = value(
        &script,
        "(function () {
            var wrong = [];
            for (var day = core.civil.parse('1926-12-25'); day < core.civil.parse('2035-01-01'); day += 1) {
                var read = core.formDates.toDay(data.eras, core.formDates.fromDay(data.eras, day));
                if (read.day !== day) { wrong.push(core.civil.format(day)); }
            }
            return [wrong, core.formDates.fromDay(data.eras, core.civil.parse('1926-12-24'))];
        })()",
    );
    assert_eq!(wrong, json!([[], null]));
}

#[test]
fn rows_grow_to_the_highest_key_up_to_a_limit() {
    let script = script();
    let most = value(&script, "core.formLines.MAX_ROWS").as_u64().expect("a number");
    let rows = |key: &str| value(&script, &format!("core.formLines.rowsFor(data, ['hoshin/2/who', {}]).hoshin", json!(key)));
    assert_eq!(rows("hoshin/1/who"), 2, "never fewer than on paper");
    assert_eq!(rows("hoshin/7/who"), 7);
    assert_eq!(rows(&format!("hoshin/{most}/who")), most);
    for key in [
        format!("hoshin/{}/who", most + 1),
        "hoshin/07/who".into(),
        "hoshin/1e1/who".into(),
        "hoshin/-9/who".into(),
        "other/9/who".into(),
        "hoshin/9".into(),
    ] {
        assert_eq!(rows(&key), 2, "{key}");
    }
    let count = value(&script, "core.formLines.cells(data, {hoshin: 5}).filter((cell) => cell.place.startsWith('hoshin/')).length");
    assert_eq!(count, 10);
    let count = value(&script, "core.formLines.cells(data, {hoshin: 1000}).filter((cell) => cell.place.startsWith('hoshin/')).length");
    assert_eq!(count, most * 2);
}

#[test]
fn a_cell_of_a_choice_holds_only_what_it_offers() {
    let script = script();
    let holds = |key: &str, text: &str| {
        value(&script, &format!("core.formCells.holds(cells.filter((cell) => cell.key === '{key}')[0], {})", json!(text)))
    };
    for (key, text, expected) in [
        ("kubun", "keizoku", true),
        ("kubun", "", true),
        ("kubun", "継続", false),
        ("kubun", "__proto__", false),
        ("yoin/ijime", "main", true),
        ("yoin/ijime", "◎", false),
        ("renkei/kodomo", "1", true),
        ("renkei/kodomo", "2", false),
        ("gakko", "何でも", true),
        ("umare/era", "taisho", false),
    ] {
        assert_eq!(holds(key, text), expected, "{key} {text}");
    }
}

/// What is wrong with a date that has these parts.
fn date_fault(script: &Script, parts: &Value) -> Value {
    value(script, &format!("core.formDates.fault(data.eras, {parts})"))
}

#[test]
fn a_month_is_one_of_its_era_when_the_era_had_one_of_its_days() {
    let script = script();
    for (era, year, month, expected) in [
        ("reiwa", "8", "5", Value::Null),
        ("reiwa", "元", "5", Value::Null),
        ("heisei", "31", "4", Value::Null),
        ("showa", "64", "1", Value::Null),
        ("heisei", "1", "1", Value::Null),
        ("heisei", "40", "5", json!("era")),
        ("heisei", "31", "5", json!("era")),
        ("reiwa", "1", "4", json!("era")),
        ("reiwa", "0", "5", json!("date")),
        ("reiwa", "100", "5", json!("date")),
        ("reiwa", "8", "13", json!("date")),
        ("", "", "0", json!("date")),
        // Not finished.
        ("", "40", "5", Value::Null),
        ("heisei", "40", "", Value::Null),
        ("heisei", "", "5", Value::Null),
    ] {
        let parts = json!({"era": era, "year": year, "month": month});
        assert_eq!(date_fault(&script, &parts), expected, "{era} {year} {month}");
    }
}

#[test]
fn a_day_without_a_year_is_one_of_its_month_in_some_year() {
    let script = script();
    for (month, day, expected) in [
        ("2", "29", Value::Null),
        ("2", "30", json!("date")),
        ("9", "30", Value::Null),
        ("9", "31", json!("date")),
        ("12", "31", Value::Null),
        ("5", "0", json!("date")),
        ("13", "1", json!("date")),
        ("", "32", json!("date")),
        // Not finished.
        ("", "31", Value::Null),
        ("2", "", Value::Null),
        ("", "", Value::Null),
    ] {
        assert_eq!(date_fault(&script, &json!({"month": month, "day": day})), expected, "{month} {day}");
    }
}

#[test]
fn a_whole_date_has_the_faults_of_its_day_and_none_while_it_is_not_finished() {
    let script = script();
    for (era, year, month, day, expected) in [
        ("reiwa", "8", "2", "30", json!("date")),
        ("heisei", "31", "5", "1", json!("era")),
        ("reiwa", "8", "5", "20", Value::Null),
        ("heisei", "40", "5", "", Value::Null),
        ("", "", "2", "30", Value::Null),
    ] {
        let parts = json!({"era": era, "year": year, "month": month, "day": day});
        assert_eq!(date_fault(&script, &parts), expected, "{era} {year} {month} {day}");
    }
}

#[test]
fn a_row_that_is_added_differs_from_the_last_in_its_number_alone() {
    const FILES: [&str; 3] = [
        include_str!("../../../themes/default/js/namespace.js"),
        "Shirube.form = {parts: []};",
        include_str!("../../../themes/default/js/ui/form/rows.js"),
    ];
    let script = Script::of(&FILES.join("\n")).expect("it runs");
    for (table, column) in [("taio", "what"), ("taio-3", "what"), ("3", "3"), ("3-taio", "3-nin"), ("taio-3-kai", "nin-3")] {
        let key = value(&script, &format!("Shirube.form.rows.keyIn('{table}/3/{column}', 4)"));
        assert_eq!(key, format!("{table}/4/{column}"));
        let id = value(&script, &format!("Shirube.form.rows.idsIn('f_{table}_3_{column}', '{table}', 3, 4)"));
        assert_eq!(id, format!("f_{table}_4_{column}"));
    }
    let ids = value(&script, "Shirube.form.rows.idsIn('hint_taio-3_3_what f_taio-3_3_what', 'taio-3', 3, 4)");
    assert_eq!(ids, "hint_taio-3_3_what f_taio-3_4_what", "what is no control of the row is named as before");
}
