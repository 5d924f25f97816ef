//! What people type into the calculator, and the calendar file that they take away.

use super::engine::Script;
use serde_json::Value;

/// The parts of the page's scripts that read and write text.
fn script() -> Script {
    let text = [
        include_str!("../../../themes/default/js/namespace.js"),
        include_str!("../../../themes/default/js/core/civil.js"),
        include_str!("../../../themes/default/js/core/typed.js"),
        include_str!("../../../themes/default/js/core/ics.js"),
    ];
    Script::of(&text.join("\n")).expect("the scripts run")
}

fn date(script: &Script, text: &str) -> String {
    let near = "Shirube.core.civil.parse('2026-11-21')";
    let call = format!(
        "(function (day) {{ return day === null ? 'none' : Shirube.core.civil.format(day); }})(Shirube.core.typed.date({}, {near}))",
        Value::from(text)
    );
    script.text(&call)
}

#[test]
fn dates_are_read_as_people_write_them() {
    let script = script();
    for (text, day) in [
        ("2026-05-20", "2026-05-20"),
        ("2026/5/20", "2026-05-20"),
        ("２０２６．５．２０", "2026-05-20"),
        ("2026年5月20日", "2026-05-20"),
        ("20260520", "2026-05-20"),
        ("令和8年5月20日", "2026-05-20"),
        (" 令和 ８ 年 ５ 月 ２０ 日 ", "2026-05-20"),
        ("令和元年12月1日", "2019-12-01"),
        ("R8.5.20", "2026-05-20"),
        ("ｒ８／５／２０", "2026-05-20"),
        ("平成31年4月30日", "2019-04-30"),
        ("昭和63年1月7日", "1988-01-07"),
        ("2028-2-29", "2028-02-29"),
        // Without a year: that of the school year.
        ("5/20", "2026-05-20"),
        ("4/1", "2026-04-01"),
        ("3月31日", "2027-03-31"),
        ("１／８", "2027-01-08"),
    ] {
        assert_eq!(date(&script, text), day, "{text}");
    }
}

#[test]
fn what_is_not_clearly_a_date_is_none() {
    let script = script();
    for text in [
        "",
        "5",
        "あす",
        "2026-13-1",
        "2026-2-29",
        "2027/2/30",
        "26/5/20",
        "8.5.20",
        "令和5/20",
        "2026-5",
        "5/20/2026",
        "2026--5-20",
        "2026:5:20",
        "-5/20",
        "1/2/3/4",
    ] {
        assert_eq!(date(&script, text), "none", "{text}");
    }
}

#[test]
fn numbers_are_read_whole_or_not_at_all() {
    let script = script();
    let read = |text: &str| script.text(&format!("JSON.stringify(Shirube.core.typed.count({}))", Value::from(text)));
    for (text, value) in
        [("7", "7"), ("７", "7"), (" ３０ ", "30"), ("7日", "7"), ("１０日目", "10"), ("0", "0"), ("007", "7"), ("9999", "9999")]
    {
        assert_eq!(read(text), format!("{{\"value\":{value},\"fault\":null}}"), "{text}");
    }
    assert_eq!(read("　"), "{\"value\":null,\"fault\":null}");
    assert_eq!(read("10000"), "{\"value\":null,\"fault\":\"count\"}");
    for text in ["x", "7x", "-3", "3.5", "三", "日", "1e3", "7,8"] {
        assert_eq!(read(text), "{\"value\":null,\"fault\":\"number\"}", "{text}");
    }
}

#[test]
fn a_calendar_file_has_whole_days_and_short_lines_and_escapes_what_means_something() {
    let script = script();
    let file = script.text(
        "Shirube.core.ics.write([{day: 20593, id: 'absence.day-7.report', title: '【手引き】速報, 送る; \\\\ 電話', \
         text: '管理職。'.repeat(40) + '\\n以上'}], 20592)",
    );
    assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && file.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"), "{file}");
    assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{file}");
    let lines: Vec<String> = file.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect();
    for line in [
        "DTSTAMP:20260519T000000Z",
        "DTSTART;VALUE=DATE:20260520",
        "DTEND;VALUE=DATE:20260521",
        "UID:absence.day-7.report@shirube.invalid",
        "SUMMARY:【手引き】速報\\, 送る\\; \\\\ 電話",
    ] {
        assert!(lines.iter().any(|found| found == line), "{line}: {lines:#?}");
    }
    assert!(lines.iter().any(|line| line == &format!("DESCRIPTION:{}\\n以上", "管理職。".repeat(40))), "{lines:#?}");
}
