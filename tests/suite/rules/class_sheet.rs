//! Rows of marks from a spreadsheet: how they are cut, what is read of them, on which days they lie, and the records that they are.

use super::engine::Script;
use super::month_grid::{core, question, value};
use super::random::Random;
use serde_json::{Value, json};
use shirube::rules::{CalendarTable, Program, civil, decide};

/// Reads as the page does, with dates near May 2026.
fn read(script: &Script, text: &str, first_columns: &str) -> Value {
    let names = r#"{present: {label: "出席", aliases: ["出", "○"]}, absent: {label: "欠席", aliases: ["欠", "／"]},
        excused: {label: "出席停止・忌引等", aliases: ["停", "忌"]}, late: {label: "遅刻", aliases: ["遅"]}}"#;
    let program = r#"{marks: ["present", "absent", "excused", "late"]}"#;
    value(
        script,
        &format!(
            "core.classSheet.read({}, {{words: core.classSheet.markWords({program}, {names}), firstColumns: '{first_columns}',
                readDate: function (text) {{ return core.typed.date(text, core.civil.parse('2026-05-20')); }}}})",
            json!(text)
        ),
    )
}

fn marks(sheet: &Value) -> Value {
    sheet["rows"].as_array().expect("rows").iter().map(|row| row["marks"].clone()).collect()
}

fn numbers(sheet: &Value) -> Value {
    sheet["rows"].as_array().expect("rows").iter().map(|row| row["number"].clone()).collect()
}

#[test]
fn cells_are_cut_at_tabs_or_commas_whatever_ends_the_lines() {
    let script = core();
    let cells = |text: &str| value(&script, &format!("core.classSheet.cells({})", json!(text)));
    for end in ["\n", "\r\n", "\r"] {
        assert_eq!(cells(&format!("1\t欠\t{end}2\t\t病")), json!([["1", "欠", ""], ["2", "", "病"]]), "{end:?}");
    }
    assert_eq!(cells("1,欠,\n2,,病\n"), json!([["1", "欠", ""], ["2", "", "病"], [""]]));
    assert_eq!(cells("a,b\tc"), json!([["a,b", "c"]]), "with a tab a comma is a letter");
    assert_eq!(cells("\"a\tb\"\t\"c \"\"d\"\"\n e\"\tf"), json!([["a\tb", "c \"d\"\n e", "f"]]));
    assert_eq!(cells("5\" x\t6"), json!([["5\" x", "6"]]), "a quote within a cell is a letter");
    assert_eq!(cells("\"open\t6"), Value::Null);
    assert_eq!(cells(""), json!([[""]]));
    assert_eq!(cells("\t"), json!([["", ""]]));
}

/// A cell as a spreadsheet copies it.
fn quoted(cell: &str) -> String {
    let needs = cell.contains(['\t', '\n', '\r', '"']);
    if needs { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[test]
fn what_a_spreadsheet_wrote_is_read_cell_by_cell() {
    let script = core();
    let pieces = ["欠", "", "\"", "\t", "\n", "a b", "\r\n", ",", "。"];
    for seed in 0..300 {
        let mut random = Random::new(seed);
        let cell = |random: &mut Random| (0..random.below(4)).map(|_| random.pick(&pieces)).collect::<String>();
        let width = 2 + random.below(4);
        let rows: Vec<Vec<String>> = (0..1 + random.below(5)).map(|_| (0..width).map(|_| cell(&mut random)).collect()).collect();
        let line = |row: &Vec<String>| row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join("\t");
        let end = random.pick(&["\n", "\r\n"]);
        let text = rows.iter().map(line).collect::<Vec<_>>().join(end);
        assert_eq!(value(&script, &format!("core.classSheet.cells({})", json!(text))), json!(rows), "{text:?}");
    }
}

#[test]
fn marks_are_read_by_alias_label_or_id_in_any_width() {
    let script = core();
    let sheet = read(&script, "１\t欠\t／\t/\t 欠席　\tABSENT\tａｂｓｅｎｔ\t○\t停\t\n", "number");
    assert_eq!(marks(&sheet), json!([[1, 1, 1, 1, 1, 1, 0, 2, -1]]));
    assert_eq!(numbers(&sheet), json!(["1"]));
    assert_eq!(sheet["unknown"], json!([]));
}

#[test]
fn a_word_of_two_marks_is_neither() {
    let words = value(
        &core(),
        "core.classSheet.markWords({marks: ['a', 'b']}, {a: {label: '休', aliases: ['ヤ']}, b: {label: '別', aliases: ['ﾔ', '別']}})",
    );
    assert_eq!(words, json!({"a": 0, "b": 1, "休": 0, "別": 1, "ヤ": -2}));
}

#[test]
fn unknown_marks_are_told_by_row_and_column_and_nothing_long_is_kept() {
    let script = core();
    let sheet = read(&script, "1\t欠\t△\n2\t佐藤花子\t欠\n3\t欠\t欠\n", "number");
    assert_eq!(sheet["unknown"], json!([{"row": 0, "column": 1, "text": "△"}, {"row": 1, "column": 0, "text": null}]));
    assert_eq!(marks(&sheet), json!([[1, -2], [-2, 1], [1, 1]]));
    assert!(!sheet.to_string().contains("佐藤"));
}

#[test]
fn names_are_dropped_and_numbers_only_kept_when_all_are() {
    let script = core();
    let sheet = read(&script, "番号\t氏名\t5/11\t5/12\n1\t佐藤花子\t欠\t\n２\t鈴木一郎\t\t欠\n", "number-name");
    assert_eq!((numbers(&sheet), marks(&sheet)), (json!(["1", "2"]), json!([[1, -1], [-1, 1]])));
    for (text, first) in [("佐藤花子\t欠\n鈴木一郎\t欠", "name"), ("佐藤花子\t欠\n2\t欠", "number"), ("12345\t欠\n2\t欠", "number")]
    {
        let sheet = read(&script, text, first);
        assert_eq!(numbers(&sheet), json!([null, null]), "{text}");
        assert_eq!(sheet["isNumberDropped"], first == "number");
        assert!(!sheet.to_string().contains("佐藤") && !sheet.to_string().contains("12345"), "{sheet}");
    }
}

#[test]
fn one_column_is_enough_and_none_is_not() {
    let script = core();
    assert_eq!(marks(&read(&script, "欠\n\n出\n", "none")), json!([[1], [0]]), "an empty line is no row");
    assert_eq!(marks(&read(&script, "1\t欠", "number")), json!([[1]]));
    for (text, first) in [("1\n2\n", "number"), ("", "none"), (" \n\t\n", "none"), ("5/11\t5/12\n", "none"), ("1\t佐藤", "number-name")] {
        assert_eq!(read(&script, text, first)["fault"], "no-marks", "{text:?}");
    }
}

#[test]
fn the_limits_hold_on_both_sides() {
    let script = core();
    let limit =
        |name: &str| usize::try_from(value(&script, &format!("core.classSheet.{name}")).as_u64().expect("a number")).expect("small");
    let (rows, columns, most) = (limit("MAX_ROWS"), limit("MAX_COLUMNS"), limit("MAX_TEXT"));
    let heads = format!("番\t{}\n", "5/11\t".repeat(columns));
    for (count, fault) in [(rows, Value::Null), (rows + 1, json!("too-many-rows"))] {
        assert_eq!(read(&script, &format!("番\t5/11\n{}", "1\t欠\n".repeat(count)), "number")["fault"], fault, "{count} rows");
    }
    for (count, fault) in [(columns, Value::Null), (columns + 1, json!("too-many-columns"))] {
        assert_eq!(read(&script, &format!("1{}", "\t欠".repeat(count)), "number")["fault"], fault, "{count} columns");
    }
    assert_eq!(read(&script, &format!("{heads}1{}", "\t欠".repeat(columns)), "number")["fault"], Value::Null);
    let long = |length: usize| format!("1\t{}", "欠".repeat(length - 2));
    assert_eq!(read(&script, &long(most), "number")["fault"], Value::Null);
    assert_eq!(read(&script, &long(most + 1), "number")["fault"], "too-long");
    assert_eq!(read(&script, "1\t\"欠", "number")["fault"], "open-quote");
}

/// The days of the columns of a sheet, or the fault.
fn days(script: &Script, sheet: &Value, how: &str) -> Value {
    let (_, calendar) = question();
    let options = format!(
        "Object.assign({{calendar: core.calendar.plain({calendar}), month: null, first: null, isSchoolDays: true,
            readDate: function (text) {{ return core.typed.date(text, core.civil.parse('2026-05-20')); }}}}, {how})"
    );
    let found = value(script, &format!("core.classDays.days({sheet}, {options})"));
    let Some(days) = found["days"].as_array() else { return json!([found["fault"], found["column"]]) };
    days.iter().map(|day| day.as_i64().map_or(Value::Null, |day| super::days::text(day).into())).collect()
}

#[test]
fn headings_are_dates_in_any_spelling() {
    let script = core();
    let sheet = read(&script, "番号\t５／１１\t5月12日\tR8.5.13\t2026-05-14\t\n1\t欠\t\t\t\t\n", "number");
    assert_eq!(days(&script, &sheet, "{}"), json!(["2026-05-11", "2026-05-12", "2026-05-13", "2026-05-14"]));
    let sheet = read(&script, "12/25\t1/8\n欠\t欠\n", "none");
    assert_eq!(days(&script, &sheet, "{}"), json!(["2026-12-25", "2027-01-08"]), "over the end of the year");
    let sheet = read(&script, "5/12\t5/12\n欠\t欠\n", "none");
    assert_eq!(days(&script, &sheet, "{}"), json!(["order", 1]));
    let sheet = read(&script, "2026-03-31\t4/1\n欠\t欠\n", "none");
    assert_eq!(days(&script, &sheet, "{}"), json!(["before-calendar", 0]));
    for (text, fault) in [("番号\t5/11\t計\n1\t欠\t1", json!(["heading", 2])), ("番号\t5/11\t\t5/13\n1\t欠\t欠\t欠", json!(["heading", 2]))]
    {
        let sheet = read(&script, text, "number");
        assert_eq!(json!([sheet["fault"], sheet["column"]]), fault, "{text}");
    }
    let gap = read(&script, "番号\t5/11\t\t5/13\n1\t欠\t\t欠", "number");
    assert_eq!(days(&script, &gap, "{}"), json!(["2026-05-11", null, "2026-05-13"]), "an empty column between");
}

#[test]
fn numbers_above_the_columns_are_days_of_a_month_that_goes_on() {
    let script = core();
    let sheet = read(&script, "\t28日\t２９\t30\t1\t2\n\t火\t(水)\t木曜日\t金\t土\n1\t欠\t\t\t欠\t\n", "number");
    let april = "{month: core.civil.parse('2026-04-01')}";
    assert_eq!(days(&script, &sheet, april), json!(["2026-04-28", "2026-04-29", "2026-04-30", "2026-05-01", "2026-05-02"]));
    assert_eq!(days(&script, &sheet, "{}"), json!(["needs-month", null]));
    assert_eq!(days(&script, &sheet, "{month: core.civil.parse('2026-05-01')}"), json!(["weekday", 1]), "the weekdays are those of April");
    let sheet = read(&script, "\t29\t30\t31\n1\t欠\t\t\n", "number");
    assert_eq!(days(&script, &sheet, april), json!(["heading", 3]), "April has no 31st");
    let sheet = read(&script, "27\t28\t29\t1\n欠\t\t\t\n", "none");
    assert_eq!(
        days(&script, &sheet, "{month: core.civil.parse('2028-02-01')}"),
        json!(["2028-02-27", "2028-02-28", "2028-02-29", "2028-03-01"])
    );
    assert_eq!(days(&script, &sheet, "{month: core.civil.parse('2027-02-01')}"), json!(["heading", 2]));
}

#[test]
fn columns_without_headings_follow_from_a_day() {
    let script = core();
    let sheet = read(&script, "1\t欠\t欠\t欠\t欠\n", "number");
    let from = |day: &str, school: bool| days(&script, &sheet, &format!("{{first: core.civil.parse('{day}'), isSchoolDays: {school}}}"));
    assert_eq!(from("2026-05-14", true), json!(["2026-05-14", "2026-05-15", "2026-05-18", "2026-05-19"]));
    assert_eq!(from("2026-05-14", false), json!(["2026-05-14", "2026-05-15", "2026-05-16", "2026-05-17"]));
    assert_eq!(from("2026-05-16", true), json!(["first-day-closed", null]));
    assert_eq!(from("2026-03-31", false), json!(["first-day-outside", null]));
    assert_eq!(from("2027-03-30", true), json!(["past-calendar", null]));
    assert_eq!(from("2027-03-28", false), json!(["2027-03-28", "2027-03-29", "2027-03-30", "2027-03-31"]), "the last that fits");
    assert_eq!(days(&script, &sheet, "{}"), json!(["needs-first-day", null]));
}

/// Every row as the page asks it of the evaluator.
fn records(script: &Script, sheet: &Value, as_of: &str, empty: &str) -> Value {
    let (program, calendar) = question();
    value(
        script,
        &format!(
            "(function () {{
                var calendar = core.calendar.plain({calendar}), program = {program}, sheet = {sheet};
                var days = core.classDays.days(sheet, {{calendar: calendar, month: null, first: null, isSchoolDays: true,
                    readDate: function (text) {{ return core.typed.date(text, core.civil.parse('2026-05-20')); }}}}).days;
                var covers = core.classDays.span(days, calendar, core.civil.parse('{as_of}'));
                return {{covers: covers, rows: covers && sheet.rows.map(function (row) {{
                    return core.classDays.record(row, days, covers, {{program: program, calendar: calendar, empty: {empty}}});
                }})}};
            }})()"
        ),
    )
}

#[test]
fn a_row_is_a_record_in_which_only_what_stands_there_is_known() {
    let script = core();
    let text = "番号\t5/11\t5/12\t5/14\t5/15\t5/16\t5/18\n1\t欠\t\t欠\t欠\t\t欠\n2\t欠\t\t\t\t欠\t\n3\t△\t\t\t\t\t\n";
    let sheet = read(&script, text, "number");
    let found = records(&script, &sheet, "2026-05-15", "'present'");
    let covers = json!({"from": "2026-05-11", "to": "2026-05-15"});
    assert_eq!(
        found["rows"][0]["record"],
        json!({"covers": covers, "unlisted": "unknown", "days": [
            {"on": "2026-05-11", "mark": "absent"}, {"on": "2026-05-12", "mark": "present"}, {"from": "2026-05-14", "to": "2026-05-15", "mark": "absent"},
        ]}),
        "13 May has no column; the day asked for is before the last columns"
    );
    assert_eq!(found["rows"][0]["later"], 1);
    assert_eq!(found["covers"]["missing"].as_array().map(Vec::len), Some(1));
    assert_eq!(found["rows"][1]["record"]["days"].as_array().map(Vec::len), Some(3), "16 May is after the day asked for");
    assert_eq!((&found["rows"][2]["record"], &found["rows"][2]["isUnread"]), (&Value::Null, &json!(true)));
    let found = records(&script, &sheet, "2026-05-18", "null");
    assert_eq!(
        found["rows"][0]["record"]["days"].as_array().map(Vec::len),
        Some(2),
        "of empty cells nothing is said; the weekend does not part an entry"
    );
    assert_eq!((&found["rows"][1]["record"], &found["rows"][1]["closed"]), (&Value::Null, &json!([4])), "a mark on a Saturday");
    assert_eq!(records(&script, &sheet, "2026-05-10", "null")["covers"], Value::Null, "asked before the first column");
}

#[test]
fn the_record_of_a_row_says_of_each_day_what_its_cell_says() {
    let script = core();
    let (program, calendar) = question();
    let table: CalendarTable = serde_json::from_value(calendar).expect("a table");
    let program: Program = serde_json::from_value(program).expect("a program");
    let school: Vec<i32> = (20_584..20_660).filter(|day| table.is_school(*day) == Some(true)).collect();
    for seed in 0..40 {
        let mut random = Random::new(seed);
        let days: Vec<i32> = school.iter().copied().filter(|_| random.percent(90)).collect();
        let cells: Vec<&str> = days.iter().map(|_| random.pick(&["", "", "欠", "欠", "遅", "停", "出"])).collect();
        let heads: Vec<String> = days.iter().map(|day| civil::text(*day)).collect();
        let sheet = read(&script, &format!("{}\n{}\n", heads.join("\t"), cells.join("\t")), "none");
        let is_present = random.percent(50);
        let last = days[days.len() - 1];
        let found = records(&script, &sheet, &civil::text(last), if is_present { "'present'" } else { "null" });
        let record = &found["rows"][0]["record"];
        let input = json!({"as_of": civil::text(last), "facts": {}, "record": record});
        assert_eq!(decide(&program, &table, &input).json()["refused"], Value::Null, "seed {seed}");
        // The same day by day.
        let mark = |cell: &&str| match *cell {
            "欠" => Some("absent"),
            "遅" => Some("late"),
            "停" => Some("excused"),
            "出" => Some("present"),
            _ => is_present.then_some("present"),
        };
        let single: Vec<Value> =
            days.iter().zip(&cells).filter_map(|(day, cell)| Some(json!({"on": civil::text(*day), "mark": mark(cell)?}))).collect();
        let mut plain = input.clone();
        plain["record"] = json!({"covers": {"from": civil::text(days[0]), "to": civil::text(last)}, "unlisted": "unknown", "days": single});
        assert_eq!(decide(&program, &table, &input), decide(&program, &table, &plain), "seed {seed}");
    }
}
