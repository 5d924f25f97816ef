//! National holidays: the days that the Cabinet Office lists, and what the law says of all of them.

use shirube::rules::civil::{Civil, SUNDAY, of_day, parse, text, weekday};
use shirube::rules::{EQUINOXES_PUBLISHED_TO, HOLIDAYS_FROM, HOLIDAYS_TO, holiday};

/// 「国民の祝日」について (内閣府), with the days that it calls 休日 under the names in common use.
const LISTED: &str = "
2020-01-01 元日 01-13 成人の日 02-11 建国記念の日 02-23 天皇誕生日 02-24 振替休日 03-20 春分の日 04-29 昭和の日 05-03 憲法記念日
     05-04 みどりの日 05-05 こどもの日 05-06 振替休日 07-23 海の日 07-24 スポーツの日 08-10 山の日 09-21 敬老の日 09-22 秋分の日
     11-03 文化の日 11-23 勤労感謝の日
2021-01-01 元日 01-11 成人の日 02-11 建国記念の日 02-23 天皇誕生日 03-20 春分の日 04-29 昭和の日 05-03 憲法記念日
     05-04 みどりの日 05-05 こどもの日 07-22 海の日 07-23 スポーツの日 08-08 山の日 08-09 振替休日 09-20 敬老の日 09-23 秋分の日
     11-03 文化の日 11-23 勤労感謝の日
2022-01-01 元日 01-10 成人の日 02-11 建国記念の日 02-23 天皇誕生日 03-21 春分の日 04-29 昭和の日 05-03 憲法記念日
     05-04 みどりの日 05-05 こどもの日 07-18 海の日 08-11 山の日 09-19 敬老の日 09-23 秋分の日 10-10 スポーツの日
     11-03 文化の日 11-23 勤労感謝の日
2023-01-01 元日 01-02 振替休日 01-09 成人の日 02-11 建国記念の日 02-23 天皇誕生日 03-21 春分の日 04-29 昭和の日 05-03 憲法記念日
     05-04 みどりの日 05-05 こどもの日 07-17 海の日 08-11 山の日 09-18 敬老の日 09-23 秋分の日 10-09 スポーツの日
     11-03 文化の日 11-23 勤労感謝の日
2024-01-01 元日 01-08 成人の日 02-11 建国記念の日 02-12 振替休日 02-23 天皇誕生日 03-20 春分の日 04-29 昭和の日 05-03 憲法記念日
     05-04 みどりの日 05-05 こどもの日 05-06 振替休日 07-15 海の日 08-11 山の日 08-12 振替休日 09-16 敬老の日 09-22 秋分の日
     09-23 振替休日 10-14 スポーツの日 11-03 文化の日 11-04 振替休日 11-23 勤労感謝の日
2025-01-01 元日 01-13 成人の日 02-11 建国記念の日 02-23 天皇誕生日 02-24 振替休日 03-20 春分の日 04-29 昭和の日 05-03 憲法記念日
     05-04 みどりの日 05-05 こどもの日 05-06 振替休日 07-21 海の日 08-11 山の日 09-15 敬老の日 09-23 秋分の日 10-13 スポーツの日
     11-03 文化の日 11-23 勤労感謝の日 11-24 振替休日
2026-01-01 元日 01-12 成人の日 02-11 建国記念の日 02-23 天皇誕生日 03-20 春分の日 04-29 昭和の日 05-03 憲法記念日
     05-04 みどりの日 05-05 こどもの日 05-06 振替休日 07-20 海の日 08-11 山の日 09-21 敬老の日 09-22 国民の休日 09-23 秋分の日
     10-12 スポーツの日 11-03 文化の日 11-23 勤労感謝の日
2027-01-01 元日 01-11 成人の日 02-11 建国記念の日 02-23 天皇誕生日 03-21 春分の日 03-22 振替休日 04-29 昭和の日 05-03 憲法記念日
     05-04 みどりの日 05-05 こどもの日 07-19 海の日 08-11 山の日 09-20 敬老の日 09-23 秋分の日 10-11 スポーツの日
     11-03 文化の日 11-23 勤労感謝の日
";

fn listed() -> Vec<(String, String)> {
    let mut year = String::new();
    let mut days = Vec::new();
    let words: Vec<&str> = LISTED.split_whitespace().collect();
    for pair in words.chunks(2) {
        let day = if let Some((first, rest)) = pair[0].split_once('-').filter(|(first, _)| first.len() == 4) {
            first.clone_into(&mut year);
            rest
        } else {
            pair[0]
        };
        days.push((format!("{year}-{day}"), pair[1].to_owned()));
    }
    days
}

fn days_of(from: i32, to: i32) -> std::ops::RangeInclusive<i32> {
    Civil { year: from, month: 1, day: 1 }.to_day()..=Civil { year: to, month: 12, day: 31 }.to_day()
}

fn is_named(day: i32) -> bool {
    holiday(day).is_some_and(|name| !["振替休日", "国民の休日"].contains(&name))
}

#[test]
fn the_holidays_of_2020_to_2027_are_the_listed_ones_and_no_other() {
    let reckoned: Vec<(String, String)> =
        days_of(2020, 2027).filter_map(|day| holiday(day).map(|name| (text(day), name.to_owned()))).collect();
    assert_eq!(reckoned, listed());
    let of_years = |from, to| days_of(from, to).filter(|day| holiday(*day).is_some()).count();
    assert_eq!((2020..=2027).map(|year| of_years(year, year)).collect::<Vec<_>>(), [18, 17, 16, 17, 21, 19, 18, 17]);
}

#[test]
fn equinoxes_are_where_the_formula_expects_them() {
    // 20.8431 and 23.2488 + 0.242194 for each year since 1980, less its leap days; in millionths.
    let expected = |base: i32, year: i32| (base + 242_194 * (year - 1980)) / 1_000_000 - (year - 1980) / 4;
    for year in HOLIDAYS_FROM..=HOLIDAYS_TO {
        let spring = Civil { year, month: 3, day: expected(20_843_100, year) }.to_day();
        let autumn = Civil { year, month: 9, day: expected(23_248_800, year) }.to_day();
        assert_eq!((holiday(spring), holiday(autumn)), (Some("春分の日"), Some("秋分の日")), "{year}");
    }
    let equinoxes = days_of(HOLIDAYS_FROM, HOLIDAYS_TO).filter(|day| holiday(*day).is_some_and(|name| name.ends_with("分の日")));
    assert_eq!(equinoxes.count(), 2 * 17);
    assert!((HOLIDAYS_FROM..=HOLIDAYS_TO).contains(&EQUINOXES_PUBLISHED_TO));
}

#[test]
fn every_year_has_each_of_the_sixteen_holidays_once() {
    for year in HOLIDAYS_FROM..=HOLIDAYS_TO {
        let mut names: Vec<_> = days_of(year, year).filter(|day| is_named(*day)).filter_map(holiday).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!((names.len(), days_of(year, year).filter(|day| is_named(*day)).count()), (16, 16), "{year}");
    }
}

#[test]
fn every_holiday_on_a_sunday_has_its_substitute_and_nothing_else_has() {
    let mut substitutes = Vec::new();
    for sunday in days_of(HOLIDAYS_FROM, HOLIDAYS_TO).filter(|day| weekday(*day) == SUNDAY && is_named(*day)) {
        let substitute = (sunday + 1..).find(|day| !is_named(*day)).expect("a day");
        assert_eq!(holiday(substitute), Some("振替休日"), "for {}", text(sunday));
        substitutes.push(substitute);
    }
    let reckoned: Vec<_> = days_of(HOLIDAYS_FROM, HOLIDAYS_TO).filter(|day| holiday(*day) == Some("振替休日")).collect();
    assert_eq!(reckoned, substitutes);
    assert!(substitutes.len() > 17);
}

#[test]
fn a_day_between_two_holidays_is_one_and_nothing_else_is() {
    let between: Vec<String> = days_of(HOLIDAYS_FROM, HOLIDAYS_TO)
        .filter(|day| !is_named(*day) && holiday(*day) != Some("振替休日") && is_named(day - 1) && is_named(day + 1))
        .map(text)
        .collect();
    let reckoned: Vec<String> = days_of(HOLIDAYS_FROM, HOLIDAYS_TO).filter(|day| holiday(*day) == Some("国民の休日")).map(text).collect();
    assert_eq!(reckoned, between);
    assert_eq!(reckoned, ["2026-09-22", "2032-09-21"]);
}

#[test]
fn nothing_is_said_of_years_that_are_not_known() {
    let known = days_of(HOLIDAYS_FROM, HOLIDAYS_TO);
    for day in days_of(HOLIDAYS_FROM - 40, HOLIDAYS_TO + 40) {
        assert!(known.contains(&day) || holiday(day).is_none(), "{}", text(day));
    }
    for (day, name) in [("2020-01-01", Some("元日")), ("2019-12-31", None), ("2036-11-24", Some("振替休日")), ("2037-01-01", None)] {
        assert_eq!(parse(day).and_then(holiday), name, "{day}");
    }
    assert_eq!(of_day(*known.end()).year, 2036);
}
