//! What comes out of the files: rule sets with their readings, worked examples in their wire form, the calendar; and who sees them.

use super::sample;
use crate::harness::{Handbook, main_of};
use serde_json::json;
use shirube::model::{
    Audience, CalendarEvent, CeremonyKind, CivilDate, Comparison, Condition, Counting, Due, Every, ExpectedDate, IfClosed, LinkTarget,
    RulePart, Rules, Run, StageState, Window,
};

fn date(text: &str) -> CivilDate {
    text.parse().expect("a date")
}

fn run<'r>(rules: &'r Rules, id: &str) -> &'r Run {
    match &rules.measures.iter().find(|measure| measure.id.value == id).expect("a measure").counts {
        Counting::Run(run) => run,
        other => panic!("{other:?}"),
    }
}

fn selectors(list: &[shirube::diag::Spanned<shirube::model::MarkSelector>]) -> Vec<String> {
    list.iter().map(|selector| selector.place.iter().fold(selector.mark.clone(), |mark, place| format!("{mark}/{place}"))).collect()
}

#[test]
fn a_file_is_read_once_as_shown_and_once_for_each_other_reading() {
    let site = sample::site(&sample::whole(Handbook::new()));
    let set = sample::rules(&site);
    let points: Vec<(&str, usize, usize)> =
        set.points.iter().map(|point| (point.id.value.as_str(), point.readings.len(), point.shown)).collect();
    assert_eq!(points, [("excused-in-run", 3, 0), ("fifth-closed", 3, 0), ("until-when", 2, 0), ("order", 0, 0)]);
    let variants: Vec<(usize, usize)> = set.variants.iter().map(|variant| (variant.point, variant.reading)).collect();
    assert_eq!(variants, [(0, 1), (0, 2), (1, 1), (1, 2), (2, 1)]);
    let runs: Vec<(Vec<String>, Vec<String>)> = std::iter::once(&set.shown)
        .chain(set.variants[..2].iter().map(|variant| &variant.rules))
        .map(|rules| (selectors(&run(rules, "consecutive").count), selectors(&run(rules, "consecutive").skip)))
        .collect();
    let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let expected = [
        (texts(&["absent", "sick"]), texts(&["excused"])),
        (texts(&["absent", "sick"]), vec![]),
        (texts(&["absent", "sick", "excused"]), vec![]),
    ];
    assert_eq!(runs, expected);
    let due = |rules: &Rules| rules.stages[2].actions[1].due;
    let closed = |if_closed| Some(Due::DayOfNextMonth { day: 5, if_closed });
    assert_eq!(due(&set.shown), closed(IfClosed::Before));
    assert_eq!(due(&set.variants[2].rules), closed(IfClosed::After));
    assert_eq!(due(&set.variants[3].rules), closed(IfClosed::Stay));
    let until = |rules: &Rules| rules.stages[2].actions[1].repeat.clone().expect("a repeat").until;
    assert_eq!(until(&set.shown), None);
    assert!(matches!(until(&set.variants[4].rules), Some(Condition::Fact(fact)) if fact.value == "met"));
    assert_eq!(set.variants[4].rules.measures, set.shown.measures, "what does not depend on the point is the same");
}

#[test]
fn every_form_of_condition_window_due_and_repeat_is_read() {
    let site = sample::site(&sample::whole(Handbook::new()));
    let shown = &sample::rules(&site).shown;
    let [always, day_3, day_7, holiday] = &shown.stages[..] else { panic!("{:?}", shown.stages) };
    assert_eq!(always.when.value, Condition::Always);
    assert_eq!(always.phase.as_ref().map(|phase| phase.value.as_str()), Some("prevent"));
    let compared = |condition: &Condition| match condition {
        Condition::Compare { measure, comparison, than } => (measure.value.clone(), *comparison, than.value),
        other => panic!("{other:?}"),
    };
    let Condition::All(parts) = &day_3.when.value else { panic!("{:?}", day_3.when) };
    let run = || "consecutive".to_owned();
    assert_eq!(parts.iter().map(compared).collect::<Vec<_>>(), [(run(), Comparison::AtLeast, 3), (run(), Comparison::LessThan, 7)]);
    let Condition::Any(parts) = &day_7.when.value else { panic!("{:?}", day_7.when) };
    let [more_than, _, Condition::Not(not)] = &parts[..] else { panic!("{parts:?}") };
    assert_eq!((compared(more_than), compared(not)), ((run(), Comparison::MoreThan, 6), ("recent".to_owned(), Comparison::AtMost, 9)));
    let Condition::All(parts) = &holiday.when.value else { panic!("{:?}", holiday.when) };
    let Condition::Any(events) = &parts[0] else { panic!("{parts:?}") };
    let event = |condition: &Condition| match condition {
        Condition::Event(event) => event.value,
        other => panic!("{other:?}"),
    };
    let closing = CalendarEvent::Ceremony(CeremonyKind::Closing);
    assert_eq!(events.iter().map(event).collect::<Vec<_>>(), [CalendarEvent::LastSchoolDayBeforeLongHoliday, closing]);
    let windows: Vec<Window> = shown.measures.iter().filter_map(window).collect();
    assert_eq!(windows, [Window::All, Window::SchoolYear, Window::Term, Window::SchoolYear, Window::Month, Window::Rolling(20)]);
    let dues: Vec<Option<Due>> = day_7.actions.iter().map(|action| action.due).collect();
    assert_eq!((dues[0], dues[2]), (Some(Due::SchoolDays(3)), Some(Due::CalendarDays(365))));
    assert_eq!(day_3.actions[0].due, Some(Due::SameDay));
    assert_eq!(day_7.actions[2].repeat.as_ref().map(|repeat| repeat.every), Some(Every::Week));
    assert_eq!(day_7.actions[0].open[0].value, "order");
}

fn window(measure: &shirube::model::Measure) -> Option<Window> {
    match &measure.counts {
        Counting::Run(run) => Some(run.window.value),
        Counting::Total(total) => Some(total.window.value),
        Counting::SeenIn(_) | Counting::SeenOn => None,
    }
}

#[test]
fn examples_come_out_in_the_wire_form_with_the_place_of_every_value() {
    let book = sample::whole(Handbook::new());
    let site = sample::site(&book);
    let [first, counted, refused] = &site.cases["kesseki"][..] else { panic!("three cases") };
    let record = json!({
        "as_of": "2026-05-13",
        "record": {
            "covers": {"from": "2026-04-08", "to": "2026-05-13"}, "unlisted": "present",
            "days": [
                {"from": "2026-05-11", "to": "2026-05-12", "mark": "absent", "place": "online", "seen": "no"},
                {"on": "2026-05-13", "mark": "absent"}
            ]
        },
        "facts": {"met": "unknown"}
    });
    assert_eq!(first.input.value, record);
    let local = json!({
        "closed": [{"from": "2026-05-14", "to": "2026-05-15"}], "opened": ["2026-05-16"],
        "long_holidays": [{"from": "2026-07-25", "to": "2026-08-17"}], "ceremonies": [{"on": "2026-07-24", "kind": "closing"}],
        "complete": true
    });
    let counts = json!({
        "as_of": "2026-05-20", "counts": {"consecutive": 7, "intermittent": 12}, "reached": {"day-7": "2026-05-18"}, "local": local
    });
    assert_eq!(counted.input.value, counts);
    assert_eq!(refused.input.value, json!({"as_of": "2026-02-30", "counts": {"consecutive": "多い"}}));
    let text = std::fs::read_to_string(book.root().join(sample::CASES)).expect("the file");
    let at = |path: &str, case: &shirube::model::Case| text[case.input.place(path).range()].to_owned();
    assert_eq!(at("record.days.0.mark", first), "absent");
    assert_eq!(at("record.days.1.on", first), "\"２０２６－０５－１３\"");
    assert_eq!(
        at("record.days.1.seen", first),
        "{on: \"２０２６－０５－１３\", mark: absent}",
        "what was not typed is shown by what is around it"
    );
    assert_eq!(at("counts.consecutive", refused), "consecutive: 多い");
    assert_eq!(at("local.ceremonies.0.kind", counted), "closing");
    assert_eq!(at("reached.day-3", first), "day-3-third");
}

#[test]
fn examples_say_what_they_expect() {
    let site = sample::site(&sample::whole(Handbook::new()));
    let [first, counted, refused] = &site.cases["kesseki"][..] else { panic!("three cases") };
    let dates = |list: &[(shirube::diag::Spanned<String>, shirube::diag::Spanned<ExpectedDate>)]| {
        list.iter().map(|(id, date)| (id.value.clone(), date.value)).collect::<Vec<_>>()
    };
    let on = |text| ExpectedDate::On(date(text));
    let states: Vec<StageState> = first.expect.stages.iter().map(|(_, state)| state.value).collect();
    assert_eq!(states, [StageState::Active, StageState::Unknown]);
    assert_eq!(dates(&first.expect.reached_on), [("day-3".to_owned(), on("2026-05-13")), ("day-7".to_owned(), ExpectedDate::None)]);
    assert_eq!(dates(&counted.expect.due), [("monthly".to_owned(), on("2026-06-05")), ("visit".to_owned(), ExpectedDate::Unknown)]);
    let codes: Vec<&str> = refused.expect.refused.iter().map(|code| code.value.as_str()).collect();
    assert_eq!(codes, ["not-a-date", "not-a-count"]);
    assert_eq!((first.is_shown, counted.is_shown), (true, false));
    let own = refused.calendar.as_ref().expect("a calendar of its own");
    assert!(own.ceremonies.is_none() && own.long_holidays.as_ref().is_some_and(Vec::is_empty));
}

#[test]
fn the_calendar_keeps_what_is_not_given_apart_from_what_there_is_not() {
    let site = sample::site(&sample::whole(Handbook::new()));
    let calendar = site.calendar.as_ref().expect("a calendar");
    assert_eq!((calendar.from.value, calendar.to.value), (date("2026-04-01"), date("2027-03-31")));
    assert_eq!((calendar.closures[0].from.value, calendar.closures[0].to.value), (date("2026-06-01"), date("2026-06-01")));
    let changes: Vec<Option<&str>> = calendar.holiday_changes.iter().map(|change| change.title.as_deref()).collect();
    assert_eq!(changes, [None, Some("移したスポーツの日")]);
    assert_eq!(calendar.ceremonies.as_ref().map(Vec::len), Some(5));
    for words in ["long_holidays: not-given\nremoved: ", ""] {
        let book = sample::whole(Handbook::new());
        let list = "long_holidays: [{id: summer, title: 夏季休業, from: 2026-07-25, to: 2026-08-17}]\n";
        let book = book.replace(sample::CALENDAR, list, words.trim_end_matches("removed: "));
        assert!(sample::site(&book).calendar.expect("a calendar").long_holidays.is_none());
    }
    let without = sample::whole(Handbook::new()).without(sample::CALENDAR);
    assert!(sample::site(&without).calendar.is_none());
}

#[test]
fn what_is_for_staff_is_cut_from_the_public_edition_with_its_examples() {
    let book = sample::changed(Handbook::new(), sample::RULES, "audience: public", "audience: staff");
    let whole = sample::site(&book);
    assert_eq!((whole.rules.len(), whole.cases.len()), (1, 1));
    let public = whole.for_audience(Audience::Public);
    assert_eq!((public.rules.len(), public.cases.len()), (0, 0));
}

#[test]
fn a_reference_names_a_rule_set_or_one_of_its_parts_and_prints_its_name() {
    let page = "[](rule:kesseki)、[](rule:kesseki/day-7)、[](rule:kesseki/consecutive)、[](rule:kesseki/order)\n\n## 使い方 {#tsukai}\n";
    let pages = sample::whole(Handbook::new()).page(page).build();
    let links = [
        "<a href=\"../rules/kesseki.html\">欠席の状況に応じた対応</a>",
        "<a href=\"../guide/hajime.html#tsukai\">連続欠席7日目または断続欠席10日目</a>",
        "連続欠席",
        "<a href=\"../undecided.html#point_kesseki_order\">会議と相談は、どちらが先か</a>",
    ];
    let main = main_of(&pages["guide/hajime.html"]);
    assert!(main.contains(&links.join("、")), "{main}");
    let site = sample::site(&sample::whole(Handbook::new()));
    let ids: Vec<&str> = sample::rules(&site).part_ids().collect();
    assert_eq!(ids.len(), 4 + 4 + 8);
    for id in ids {
        let target = site.link_target(None, &format!("rule:kesseki/{id}"));
        assert!(matches!(target, LinkTarget::Rule(_, part) if !matches!(part, RulePart::Whole)), "{id}: {target:?}");
    }
}
