//! Last month's report as this month's: what stays, what goes on, what is written anew.

use super::{script, value};
use serde_json::{Value, json};

fn last_month(era: &str, year: &str, month: &str) -> Value {
    json!({"gakko": "第一中学校", "houkoku/era": era, "houkoku/year": year, "houkoku/month": month, "umare/era": "heisei", "umare/year": "25",
        "umare/month": "6", "umare/day": "1", "kubun": "shinki", "kesseki/m04": "3", "kesseki/m05": "10", "kesseki/total": "13", "denwa": "5",
        "yoin/ijime": "main", "jokyo": "今月は…", "hoshin/1/what": "訪問", "renkei/kodomo": "1", "biko": "なし"})
}

fn moved(values: &Value) -> Value {
    value(&script(), &format!("(function (moved) {{ return moved && moved.values; }})(core.formMonth.moveOn(cells, data.eras, {values}))"))
}

fn filled(moved: &Value) -> Value {
    let filled = moved.as_object().expect("values").iter().filter(|(_, text)| **text != "");
    filled.map(|(key, text)| (key.clone(), text.clone())).collect::<serde_json::Map<_, _>>().into()
}

#[test]
fn what_stays_stays_and_the_month_goes_on() {
    assert_eq!(
        filled(&moved(&last_month("reiwa", "8", "5"))),
        json!({"gakko": "第一中学校", "houkoku/era": "reiwa", "houkoku/year": "8", "houkoku/month": "6", "umare/era": "heisei", "umare/year": "25",
            "umare/month": "6", "umare/day": "1", "kesseki/m04": "3", "kesseki/m05": "10", "kesseki/total": "13", "yoin/ijime": "main"})
    );
}

#[test]
fn the_counts_of_a_school_year_end_with_it() {
    let april = filled(&moved(&last_month("reiwa", "9", "3")));
    assert_eq!(april["houkoku/month"], "4");
    assert!(april.as_object().expect("values").keys().all(|key| !key.starts_with("kesseki/")), "{april}");
    assert_eq!(april["yoin/ijime"], "main");
}

#[test]
fn a_year_and_an_era_go_on_as_well() {
    for ((era, year, month), expected) in [
        (("reiwa", "8", "12"), json!(["reiwa", "9", "1"])),
        (("heisei", "31", "4"), json!(["reiwa", "1", "5"])),
        (("heisei", "30", "12"), json!(["heisei", "31", "1"])),
        (("reiwa", "元", "１２"), json!(["reiwa", "2", "1"])),
        // What is not there is not made up.
        (("", "", "5"), json!(["", "", "6"])),
        (("", "8", "12"), json!(["", "", "1"])),
    ] {
        let moved = moved(&last_month(era, year, month));
        assert_eq!(json!([moved["houkoku/era"], moved["houkoku/year"], moved["houkoku/month"]]), expected, "{era} {year} {month}");
    }
}

#[test]
fn without_a_month_nothing_is_moved() {
    for month in ["", "x", "13", "0"] {
        assert_eq!(moved(&last_month("reiwa", "8", month)), Value::Null, "{month}");
    }
    assert_eq!(value(&script(), "core.formMonth.isMonthly(cells)"), true);
    assert_eq!(value(&script(), "core.formMonth.isMonthly(cells.filter((cell) => cell.place !== 'houkoku'))"), false);
}
