//! Civil days against another implementation, for every day that anyone in a handbook can have been born on or plan for.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;
use shirube::rules::civil::{
    Civil, day_of_next_month, days_in_month, is_leap, next_month, of_date, of_day, parse, school_year, school_year_start, text, weekday,
};

/// 1868-01-01 to 2200-12-31 by the other implementation, each with its number counted from 1970-01-01.
fn every_day() -> impl Iterator<Item = (i32, Date)> {
    let mut number = -37_255;
    let mut day = date(1868, 1, 1);
    std::iter::from_fn(move || {
        let item = (number, day);
        number += 1;
        day = day.tomorrow().ok()?;
        (item.1.year() <= 2200).then_some(item)
    })
}

#[test]
fn every_day_from_1868_to_2200_is_the_other_implementations_day() {
    let mut seen = 0;
    for (number, day) in every_day() {
        let civil = Civil { year: day.year().into(), month: day.month().into(), day: day.day().into() };
        assert_eq!(of_day(number), civil, "{number}");
        assert_eq!(civil.to_day(), number, "{day}");
        assert_eq!(of_date(day), number, "{day}");
        assert_eq!(text(number), day.to_string());
        assert_eq!(parse(&day.to_string()), Some(number));
        assert_eq!(weekday(number), i32::from(day.weekday().to_sunday_zero_offset()), "{day}");
        assert_eq!(is_leap(civil.year), day.in_leap_year(), "{day}");
        assert_eq!(days_in_month(civil.year, civil.month), i32::from(day.days_in_month()), "{day}");
        seen += 1;
    }
    assert_eq!(seen, 121_626);
    assert_eq!(of_date(date(1970, 1, 1)), 0);
    assert_eq!(date(1970, 1, 1).weekday(), Weekday::Thursday);
}

#[test]
fn a_school_year_runs_from_1_april_to_31_march() {
    for (number, day) in every_day() {
        let expected = if day.month() < 4 { day.year() - 1 } else { day.year() };
        assert_eq!(school_year(number), i32::from(expected), "{day}");
        let is_first = (day.month(), day.day()) == (4, 1);
        assert_eq!(school_year_start(school_year(number)) == number, is_first, "{day}");
    }
}

#[test]
fn a_day_of_the_next_month_is_clipped_to_its_last() {
    for (number, day) in every_day() {
        let next = day.first_of_month().checked_add(1.month()).expect("a date");
        assert_eq!(next_month(number), of_date(next), "{day}");
        for of_month in [1_u32, 5, 28, 29, 30, 31] {
            let clipped = next.with().day(i8::try_from(of_month).expect("small").min(next.days_in_month())).build().expect("a date");
            assert_eq!(day_of_next_month(number, of_month), of_date(clipped), "day {of_month} after {day}");
        }
    }
}

#[test]
fn only_days_of_the_calendar_in_one_spelling_are_read() {
    assert_eq!(parse("1970-01-02"), Some(1));
    assert_eq!(parse("2024-02-29"), Some(19_782));
    assert_eq!(parse("0001-01-01"), Some(-719_162));
    assert_eq!(parse("9999-12-31"), Some(2_932_896));
    let none =
        ["", "2026-02-29", "1900-02-29", "2026-00-10", "2026-13-01", "2026-04-00", "2026-04-31", "0000-01-01", "2026-4-1", "26-04-01"];
    let other = [
        "2026/04/01",
        "2026-04-1 ",
        "+026-04-01",
        "2026-04-01 ",
        "２０２６-04-01",
        "2026-04-0a",
        "-026-04-01",
        "12026-04-01",
        "2026-0401-",
    ];
    for wrong in none.iter().chain(&other) {
        assert_eq!(parse(wrong), None, "{wrong:?}");
    }
}

proptest! {
    #[test]
    fn what_is_read_is_what_is_written(number in -719_162_i32..=2_932_896) {
        prop_assert_eq!(parse(&text(number)), Some(number));
        prop_assert_eq!(of_day(number).to_day(), number);
        prop_assert!(of_day(number) < of_day(number + 1));
    }

    #[test]
    fn no_text_breaks_the_reader(letters in "[0-9０-９a-z年/-]{0,12}") {
        if let Some(day) = parse(&letters) {
            prop_assert_eq!(text(day), letters);
        }
    }
}
