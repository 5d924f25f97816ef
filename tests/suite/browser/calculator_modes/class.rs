//! Class mode: rows as a spreadsheet copies them, each answered as the evaluator answers it, and no name kept.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use shirube::rules::{CalendarTable, Program, decide};

use super::super::bidi::Outcome;
use super::super::page::Page;
use super::{IN_BOTH, is_answered, on_mode, rules, set, text, type_into};

/// A name that must be nowhere after a sheet was read.
const NAME: &str = "目印佐藤花子";

/// The days that have a column, all school days of May 2026 up to the 29th.
const COLUMNS: [&str; 18] = [
    "5/1", "5/7", "5/8", "5/11", "5/12", "5/13", "5/14", "5/15", "5/18", "5/19", "5/20", "5/21", "5/22", "5/25", "5/26", "5/27", "5/28",
    "5/29",
];

/// Forty rows: number, name, marks. Row 7 has a mark nobody knows.
pub fn sheet() -> (String, Vec<Vec<&'static str>>) {
    let mut text = format!("番号\t氏名\t{}\r\n", COLUMNS.join("\t"));
    let mut rows = Vec::new();
    for row in 1..=40_usize {
        let cell = |at: usize| match (row * 7 + at * at) % 11 {
            _ if row == 7 && at == 3 => "△",
            _ if row.is_multiple_of(5) && at + row / 2 >= COLUMNS.len() => "欠",
            0 => "欠",
            1 if row % 3 == 1 => "病",
            2 if row % 4 == 1 => "遅",
            _ => "",
        };
        let cells: Vec<&str> = (0..COLUMNS.len()).map(cell).collect();
        text += &format!("{row}\t{NAME}{row}\t{}\r\n", cells.join("\t"));
        rows.push(cells);
    }
    (text, rows)
}

/// What the evaluator says of a row, day by day; a state for each stage that the page must name, that is one that is other than for a child who was always there.
fn states(program: &Program, calendar: &CalendarTable, cells: &[&str]) -> BTreeMap<String, Value> {
    let mark = |cell: &str| match cell {
        "欠" => "absent",
        "病" => "sick",
        "遅" => "late",
        _ => "present",
    };
    let on = |at: usize| {
        let number: u32 = COLUMNS[at][2..].parse().expect("a day");
        format!("2026-05-{number:02}")
    };
    let days: Vec<Value> = cells.iter().enumerate().map(|(at, cell)| json!({"on": on(at), "mark": mark(cell)})).collect();
    let covers = json!({"from": "2026-05-01", "to": "2026-05-29"});
    let input = json!({"as_of": "2026-05-29", "record": {"covers": covers, "unlisted": "unknown", "days": days}});
    let decision = decide(program, calendar, &input).json();
    let stages = decision["stages"].as_array().expect("stages").iter();
    stages.map(|stage| (stage["id"].as_str().expect("an id").to_owned(), stage["state"].clone())).collect()
}

/// Pastes a sheet and has it read.
pub fn paste(page: &mut Page<'_>, columns: &str, text: &str) -> Outcome {
    page.click(&format!("[data-class-columns] [data-value={columns}]"))?;
    set(page, "[data-class-text]", text)?;
    page.click("[data-class-read]")
}

#[test]
fn each_row_of_a_class_is_at_the_stages_that_the_evaluator_says() -> Outcome {
    let (pasted, rows) = sheet();
    for engine in IN_BOTH {
        on_mode(engine, "class", "2026-05-29", |page| {
            paste(page, "number-name", &pasted)?;
            assert_eq!(page.evaluate("asked.length")?, 0, "what empty cells mean is not said yet");
            assert_eq!(page.evaluate("document.querySelector('[data-class-result]').hidden")?, true);
            page.click("[data-class-empty] [data-value=present]")?;
            let (program, calendar) = rules(page)?;
            let usual = states(&program, &calendar, &[""; COLUMNS.len()]);
            let shown = page.evaluate(
                "Object.fromEntries([...document.querySelectorAll('[data-class-row]')].map((row) => [row.dataset.classRow,
                    Object.fromEntries([...row.querySelectorAll('[data-class-stage]')].map((stage) => [stage.dataset.classStage, stage.dataset.state]))]))",
            )?;
            assert_eq!(shown.as_object().map(serde_json::Map::len), Some(40));
            for (at, cells) in rows.iter().enumerate() {
                let mut expected = states(&program, &calendar, cells);
                expected.retain(|id, state| *state != json!("not-reached") && usual[id] != *state);
                let expected = if at == 6 { json!({}) } else { json!(expected) };
                assert_eq!(shown[(at + 1).to_string()], expected, "{engine}: row {}", at + 1);
            }
            assert!(text(page, "[data-class-row='7']")?.contains("読めない記号"));
            assert!(text(page, "[data-class-problems]")?.contains("7番") && text(page, "[data-class-problems]")?.contains("「△」"));
            page.click("[data-class-row='5'] button")?;
            assert!(is_answered(page)? && text(page, "[data-calc-status]")?.contains("5番"));
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn a_name_that_was_pasted_is_nowhere() -> Outcome {
    let (pasted, _) = sheet();
    for engine in IN_BOTH {
        on_mode(engine, "class", "2026-05-29", |page| {
            // As names are announced, and where a name stands in the way of numbers and among the marks.
            let slipped = format!("1\t5/18\t5/19\n{NAME}\t欠\t\n3\t欠\t{NAME}\n");
            for (columns, text) in [("number-name", &pasted), ("number", &slipped), ("name", &slipped)] {
                paste(page, columns, text)?;
                page.click("[data-class-empty] [data-value=present]")?;
                assert_eq!(page.evaluate("document.querySelector('[data-class-text]').value")?, "");
                let kept = page.call(
                    "async (name) => [document.documentElement.innerHTML, location.href, document.title, document.cookie, JSON.stringify(history.state),
                        JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage}), JSON.stringify(window.asked),
                        ...[...document.querySelectorAll('input, textarea')].map((field) => field.value)].filter((place) => place.includes(name)).length
                        + (indexedDB.databases ? (await indexedDB.databases()).length : 0)",
                    &[json!(NAME)],
                )?;
                assert_eq!(kept, 0, "{engine}: {columns}");
                page.click("[data-class-again]")?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn a_sheet_without_dates_asks_from_when_and_how_its_columns_follow() -> Outcome {
    for engine in IN_BOTH {
        on_mode(engine, "class", "2026-05-20", |page| {
            paste(page, "number", "1\t欠\t欠\t欠\n2\t\t欠\t\n")?;
            page.click("[data-class-empty] [data-value=unknown]")?;
            assert!(text(page, "#class_day_fault")?.contains("最初の列の日付"));
            page.click("[data-class-follow] [data-value=school]")?;
            type_into(page, "[data-class-day]", "5/17")?;
            assert!(text(page, "#class_day_fault")?.contains("休みの日"));
            set(page, "[data-class-day]", "5/15")?;
            let last = page.evaluate("asked[asked.length - 2]")?;
            let days = json!([{"from": "2026-05-15", "to": "2026-05-19", "mark": "absent"}]);
            assert_eq!(
                last["input"]["record"],
                json!({"covers": {"from": "2026-05-15", "to": "2026-05-19"}, "unlisted": "unknown", "days": days})
            );
            page.click("[data-class-as-of]")?;
            assert_eq!(page.evaluate("asked[asked.length - 1].input.as_of")?, "2026-05-19");
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn forty_rows_of_two_hundred_days_are_answered_at_once() -> Outcome {
    let row = |row: usize| {
        let cells = (0..200).map(|at| if at == row || (row + 3) * (at + 7) % 101 < 30 { "欠" } else { "" });
        format!("{row}\t{}\n", cells.collect::<Vec<_>>().join("\t"))
    };
    let pasted: String = (1..=40).map(row).collect();
    for engine in IN_BOTH {
        on_mode(engine, "class", "2027-03-01", |page| {
            paste(page, "number", &pasted)?;
            page.click("[data-class-follow] [data-value=school]")?;
            set(page, "[data-class-day]", "2026-04-08")?;
            // Listing what is asked takes longer than answering it.
            page.evaluate("(() => { Shirube.core.rules.decide = unwatched; })()")?;
            let press = "() => { const start = performance.now(); document.querySelector('[data-class-empty] [data-value=present]').click(); return performance.now() - start; }";
            let took = page.call(press, &[])?.as_f64().unwrap_or(f64::INFINITY);
            assert_eq!(page.evaluate("document.querySelectorAll('[data-class-row]').length")?, json!(40));
            println!("{engine}: 40 rows of 200 days in {took:.0} ms");
            Ok(())
        })?;
    }
    Ok(())
}
