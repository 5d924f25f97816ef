//! The calendar table against a slow reading of what a calendar says.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::{Value, json};
use shirube::diag::{SourceId, Span, Spanned};
use shirube::model::{Calendar, Ceremony, CeremonyKind, ClosedDays, ExtraDay, HolidayChange, Origin, SchoolTerm};
use shirube::rules::civil::{of_date, parse};
use shirube::rules::{CalendarTable, UnknownHolidays, holiday};

const NOWHERE: Span = Span { source: SourceId(0), start: 0, end: 0 };
const KINDS: [(CeremonyKind, &str); 5] = [
    (CeremonyKind::Opening, "opening"),
    (CeremonyKind::Closing, "closing"),
    (CeremonyKind::Completion, "completion"),
    (CeremonyKind::Graduation, "graduation"),
    (CeremonyKind::Entrance, "entrance"),
];

fn at<T>(value: T) -> Spanned<T> {
    Spanned::new(value, NOWHERE)
}

fn calendar(from: Date, to: Date) -> Calendar {
    Calendar {
        origin: Origin { layer: 0, span: NOWHERE },
        from: Spanned::new(from, Span { start: 6, end: 16, ..NOWHERE }),
        to: Spanned::new(to, Span { start: 21, end: 31, ..NOWHERE }),
        terms: Vec::new(),
        long_holidays: None,
        ceremonies: None,
        closures: Vec::new(),
        extra_days: Vec::new(),
        office_closures: Vec::new(),
        holiday_changes: Vec::new(),
        note: None,
        sources: Vec::new(),
    }
}

fn closed(from: Date, to: Date) -> ClosedDays {
    ClosedDays { id: at("closed".to_owned()), title: "休み".to_owned(), from: at(from), to: at(to) }
}

fn ceremony(on: Date, kind: CeremonyKind) -> Ceremony {
    Ceremony { id: at("ceremony".to_owned()), title: "式".to_owned(), kind, on: at(on) }
}

fn term(from: Date, to: Date) -> SchoolTerm {
    SchoolTerm { id: at("term".to_owned()), title: "学期".to_owned(), from: at(from), to: at(to) }
}

fn table(calendar: &Calendar) -> CalendarTable {
    CalendarTable::of(calendar).expect("years whose holidays are known")
}

fn school_and_office(table: &CalendarTable, day: &str) -> (Option<bool>, Option<bool>) {
    let day = parse(day).expect("a date");
    (table.is_school(day), table.is_office(day))
}

#[test]
fn a_calendar_becomes_the_json_of_the_contract() {
    let mut calendar = calendar(date(2026, 4, 24), date(2026, 5, 8));
    assert_eq!(
        serde_json::to_string(&table(&calendar)).expect("JSON"),
        r#"{"first":20567,"days":15,"school":"100110110000011","office":"100110110000011","terms":[],"long_holidays":null,"ceremonies":null}"#
    );
    calendar.terms = vec![term(date(2026, 4, 1), date(2026, 8, 31))];
    calendar.long_holidays = Some(vec![closed(date(2026, 5, 9), date(2026, 5, 20)), closed(date(2026, 4, 1), date(2026, 4, 24))]);
    calendar.ceremonies =
        Some(vec![ceremony(date(2026, 4, 27), CeremonyKind::Entrance), ceremony(date(2026, 4, 27), CeremonyKind::Opening)]);
    if let Some(ceremonies) = &mut calendar.ceremonies {
        // Two schools' opening ceremonies on one day are one event.
        ceremonies.push(ceremony(date(2026, 4, 27), CeremonyKind::Opening));
    }
    calendar.closures = vec![closed(date(2026, 5, 7), date(2026, 5, 7))];
    calendar.extra_days = vec![ExtraDay { id: at("lesson".to_owned()), title: "土曜授業".to_owned(), on: at(date(2026, 4, 25)) }];
    calendar.office_closures = vec![closed(date(2026, 5, 8), date(2026, 6, 1))];
    assert_eq!(
        serde_json::to_value(table(&calendar)).expect("JSON"),
        json!({"first": 20567, "days": 15, "school": "010110110000001", "office": "100110110000010", "terms": [[20544, 20696]],
               "long_holidays": [[20544, 20567], [20582, 20593]], "ceremonies": [[20570, "opening"], [20570, "entrance"]]})
    );
}

#[test]
fn what_the_law_changes_before_the_tool_does_is_said_by_the_calendar() {
    let mut calendar = calendar(date(2026, 4, 1), date(2027, 3, 31));
    let change = |on: Date, title: Option<&str>| HolidayChange { on: at(on), title: title.map(str::to_owned) };
    let none = table(&calendar);
    calendar.holiday_changes = vec![
        change(date(2026, 7, 20), None),
        change(date(2026, 7, 21), Some("海の日")),
        change(date(2026, 8, 15), Some("土曜の祝日")),
        change(date(2026, 5, 3), None),
    ];
    let changed = table(&calendar);
    assert_eq!(school_and_office(&changed, "2026-07-20"), (Some(true), Some(true)));
    assert_eq!(school_and_office(&changed, "2026-07-21"), (Some(false), Some(false)));
    let differ = none.school.bytes().zip(changed.school.bytes()).filter(|(one, other)| one != other).count();
    assert_eq!(differ, 2, "a Sunday and a Saturday stay closed");
}

#[test]
fn a_day_outside_is_neither_open_nor_closed() {
    let table = table(&calendar(date(2026, 4, 1), date(2028, 3, 31)));
    assert_eq!(table.days(), 731);
    assert_eq!(school_and_office(&table, "2026-03-31"), (None, None));
    assert_eq!(school_and_office(&table, "2026-04-01"), (Some(true), Some(true)));
    assert_eq!(school_and_office(&table, "2028-03-31"), (Some(true), Some(true)));
    assert_eq!(school_and_office(&table, "2028-04-01"), (None, None));
    assert_eq!((table.is_school(i32::MIN), table.is_school(i32::MAX)), (None, None));
}

#[test]
fn a_calendar_beyond_the_known_holidays_is_refused_at_its_end() {
    let refused = |from, to| CalendarTable::of(&calendar(from, to)).map(|table| table.days());
    let at = |start, end| UnknownHolidays { span: Span { start, end, ..NOWHERE } };
    assert_eq!(refused(date(2020, 1, 1), date(2036, 12, 31)), Ok(6210));
    assert_eq!(refused(date(2019, 12, 31), date(2036, 12, 31)), Err(at(6, 16)));
    assert_eq!(refused(date(2020, 1, 1), date(2037, 1, 1)), Err(at(21, 31)));
    assert_eq!(refused(date(2026, 4, 2), date(2026, 4, 1)), Ok(0), "no panic on a range the loader refuses");
}

#[test]
fn a_table_that_is_none_is_refused() {
    let good = serde_json::to_value(table(&calendar(date(2026, 4, 1), date(2026, 4, 5)))).expect("JSON");
    assert!(serde_json::from_value::<CalendarTable>(good.clone()).is_ok());
    let changes: [(&str, Value); 6] = [
        ("days", json!(6)),
        ("school", json!("1111")),
        ("office", json!("11112")),
        ("ceremonies", json!([[20544, "party"]])),
        ("terms", json!([[20544]])),
        ("colour", json!("red")),
    ];
    for (key, value) in changes {
        let mut bad = good.clone();
        bad[key] = value;
        assert!(serde_json::from_value::<CalendarTable>(bad).is_err(), "{key}");
    }
}

fn any_day() -> impl Strategy<Value = Date> {
    (0..1200_i64).prop_map(|after| date(2025, 12, 1).checked_add(jiff::Span::new().days(after)).expect("a date"))
}

fn any_closed() -> impl Strategy<Value = Vec<ClosedDays>> {
    let days =
        (any_day(), 0..40_i64).prop_map(|(from, days)| closed(from, from.checked_add(jiff::Span::new().days(days)).expect("a date")));
    prop::collection::vec(days, 0..6)
}

prop_compose! {
    fn any_calendar()(from in any_day(), length in 0..500_i64)(
        from in Just(from),
        to in Just(from.checked_add(jiff::Span::new().days(length)).expect("a date")),
        terms in prop::collection::vec((any_day(), 0..150_i64), 0..4),
        long_holidays in prop::option::of(any_closed()),
        ceremonies in prop::option::of(prop::collection::vec((any_day(), 0..KINDS.len()), 0..8)),
        closures in any_closed(),
        extra_days in prop::collection::vec(any_day(), 0..6),
        office_closures in any_closed(),
        changes in prop::collection::btree_map(any_day(), any::<bool>(), 0..6),
    ) -> Calendar {
        Calendar {
            terms: terms.iter().map(|(from, days)| term(*from, from.checked_add(jiff::Span::new().days(*days)).expect("a date"))).collect(),
            long_holidays,
            ceremonies: ceremonies.map(|days| days.into_iter().map(|(on, kind)| ceremony(on, KINDS[kind].0)).collect()),
            closures,
            extra_days: extra_days.into_iter()
                .map(|on| ExtraDay { id: at("extra".to_owned()), title: "授業".to_owned(), on: at(on) }).collect(),
            office_closures,
            holiday_changes: changes.into_iter()
                .map(|(on, is_holiday)| HolidayChange { on: at(on), title: is_holiday.then(|| "休日".to_owned()) }).collect(),
            ..calendar(from, to)
        }
    }
}

/// Whether there is school and whether the office is open, as the sentences of the specification say it.
fn slowly(calendar: &Calendar, day: Date) -> (bool, bool) {
    let within = |closed: &[ClosedDays]| closed.iter().any(|closed| closed.from.value <= day && day <= closed.to.value);
    let is_holiday = match calendar.holiday_changes.iter().find(|change| change.on.value == day) {
        Some(change) => change.title.is_some(),
        None => holiday(of_date(day)).is_some(),
    };
    let works = !matches!(day.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday) && !is_holiday;
    let is_extra = calendar.extra_days.iter().any(|extra| extra.on.value == day);
    let is_closed = within(&calendar.closures) || calendar.long_holidays.as_deref().is_some_and(within);
    (is_extra || works && !is_closed, works && !within(&calendar.office_closures))
}

proptest! {
    #[test]
    fn each_day_of_a_table_is_what_the_calendar_says_of_it(calendar in any_calendar()) {
        let table = table(&calendar);
        let mut day = calendar.from.value;
        let mut count = 0;
        while day <= calendar.to.value {
            let (school, office) = slowly(&calendar, day);
            let number = of_date(day);
            prop_assert_eq!((table.is_school(number), table.is_office(number)), (Some(school), Some(office)), "{}", day);
            day = day.tomorrow().expect("a date");
            count += 1;
        }
        prop_assert_eq!((table.days(), table.office.len()), (count, count));
        prop_assert_eq!(table.is_school(of_date(day)), None);
        prop_assert_eq!(table.is_school(table.first - 1), None);
    }

    #[test]
    fn what_no_day_hangs_on_is_left_out_and_the_rest_is_in_order(calendar in any_calendar()) {
        let table = table(&calendar);
        let (first, last) = (of_date(calendar.from.value), of_date(calendar.to.value));
        let mut terms: Vec<_> = calendar.terms.iter().map(|term| (of_date(term.from.value), of_date(term.to.value))).collect();
        terms.sort_unstable();
        terms.retain(|term| (first..=last).any(|day| term.0 <= day && day <= term.1));
        prop_assert_eq!(&table.terms, &terms);
        let holidays = calendar.long_holidays.as_ref().map(|holidays| {
            let mut days: Vec<_> = holidays.iter().map(|days| (of_date(days.from.value), of_date(days.to.value))).collect();
            days.sort_unstable();
            days.retain(|days| days.0 == last + 1 || (first..=last).any(|day| days.0 <= day && day <= days.1));
            days
        });
        prop_assert_eq!(&table.long_holidays, &holidays);
        let ceremonies = calendar.ceremonies.as_ref().map(|ceremonies| {
            let days: std::collections::BTreeSet<_> = ceremonies.iter().map(|ceremony| (of_date(ceremony.on.value), ceremony.kind)).collect();
            days.into_iter().filter(|(day, _)| (first..=last).contains(day)).collect::<Vec<_>>()
        });
        prop_assert_eq!(&table.ceremonies, &ceremonies);
    }

    #[test]
    fn a_table_goes_over_the_wire_and_comes_back(calendar in any_calendar()) {
        let table = table(&calendar);
        let wire = serde_json::to_value(&table).expect("JSON");
        prop_assert_eq!(&wire["days"], &json!(table.days()));
        for (day, listed) in table.ceremonies.iter().flatten().zip(wire["ceremonies"].as_array().into_iter().flatten()) {
            let word = KINDS.iter().find(|(kind, _)| *kind == day.1).map(|(_, word)| *word);
            prop_assert_eq!(listed, &json!([day.0, word]));
        }
        prop_assert_eq!(serde_json::from_value::<CalendarTable>(wire).expect("a table"), table);
    }
}
