//! Rules, examples and the calendar over several layers: what a town changes of its base.

use super::sample;
use crate::harness::Handbook;
use crate::overlay::{check, errors};
use shirube::model::{Condition, Counting, Due, IfClosed, Site, Window};

/// The sample as the base of a town whose files are given.
fn town(files: &str) -> Handbook {
    let book = sample::whole(Handbook::new());
    std::fs::rename(book.site(), book.root().join("base")).expect("moved");
    let site = "-- site/site.yml --\nid: kita\ntitle: 北の町\npublisher: 北の町\nstatus: sample\nedition: {label: 試し, issued: 2026-04-01}\nextends: ../base\nnav:\n  - {id: taio, title: 対応, items: [page:hajime]}\n";
    book.replace("base/site.yml", "id: machi", "id: moto\nbase: yes").files(site).files(files)
}

fn site(files: &str) -> Site {
    sample::site(&town(files))
}

#[test]
fn a_town_changes_one_number_of_one_stage() {
    let patch = "-- site/rules/kesseki.yml --\noverlay: patch\nstages:\n  patch:\n    day-3:\n      when: {all: [{measure: consecutive, at_least: 2}]}\n      actions: {patch: {report: {due: {school_days: 1}}}, add: [{duty: visit, who: [role:management], does: 訪ねる, before: report}]}\n";
    let site = site(patch);
    let stage = &sample::rules(&site).shown.stages[1];
    assert!(matches!(&stage.when.value, Condition::All(parts) if parts.len() == 1));
    let duties: Vec<(&str, Option<Due>)> = stage.actions.iter().map(|action| (action.duty.value.as_str(), action.due)).collect();
    assert_eq!(duties, [("visit", None), ("report", Some(Due::SchoolDays(1)))]);
    assert_eq!(sample::rules(&site).shown.stages.len(), 4);
}

#[test]
fn a_town_decides_an_open_point_or_leaves_open_what_was_decided() {
    let decided = "-- site/rules/kesseki.yml --\noverlay: patch\nundecided: {remove: [fifth-closed]}\nstages:\n  patch:\n    day-7: {actions: {patch: {monthly: {due: {if_closed: after}}}}}\n";
    let decided = site(decided);
    let action = &sample::rules(&decided).shown.stages[2].actions[1];
    assert_eq!(action.due, Some(Due::DayOfNextMonth { day: 5, if_closed: IfClosed::After }));
    assert_eq!(sample::rules(&decided).points.len(), 3);
    let opened = "-- site/rules/kesseki.yml --\noverlay: patch\nundecided: {add: [{id: span, question: いつからか, ask: role:management, readings: [{id: year, label: 年度}, {id: month, label: 月}], shown_as: month}]}\nmeasures: {patch: {recent: {total: {window: {undecided: span, year: school-year, month: month}}}}}\n";
    let opened = site(opened);
    let set = sample::rules(&opened);
    let window = |rules: &shirube::model::Rules| match &rules.measures[5].counts {
        Counting::Total(total) => total.window.value,
        other => panic!("{other:?}"),
    };
    assert_eq!(window(&set.shown), Window::Month);
    assert_eq!(window(&set.variants[5].rules), Window::SchoolYear);
}

#[test]
fn a_patch_of_the_same_open_value_changes_one_reading() {
    let patch = "-- site/rules/kesseki.yml --\noverlay: patch\nmeasures: {patch: {consecutive: {run: {skip: {undecided: excused-in-run, ends: [late]}}}}}\n";
    let site = site(patch);
    let set = sample::rules(&site);
    let skip = |rules: &shirube::model::Rules| match &rules.measures[0].counts {
        Counting::Run(run) => run.skip.iter().map(|selector| selector.mark.clone()).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(skip(&set.shown), ["excused"]);
    assert_eq!(skip(&set.variants[0].rules), ["late"]);
}

#[test]
fn a_town_takes_away_a_rule_set_and_its_examples_or_the_calendar() {
    let site = site(
        "-- site/rules/kesseki.yml --\noverlay: remove\n-- site/rules/kesseki.cases.yml --\noverlay: remove\n-- site/calendar.yml --\noverlay: remove\n",
    );
    assert!(site.rules.is_empty() && site.cases.is_empty() && site.calendar.is_none());
    let forgotten = check(&town("-- site/rules/kesseki.yml --\noverlay: remove\n").site());
    assert_eq!(errors(&forgotten), ["R112"]);
}

#[test]
fn a_town_patches_examples_and_the_calendar_by_ids() {
    let files = "-- site/rules/kesseki.cases.yml --\noverlay: patch\ncases: {remove: [refused], add: [{id: own, as_of: 2026-05-20, counts: {consecutive: 1}, expect: {stages: {day-3: not-reached}}}]}\n-- site/calendar.yml --\noverlay: patch\nlong_holidays: {patch: {summer: {to: 2026-08-20}}, add: [{id: winter, title: 冬季休業, from: 2026-12-26, to: 2027-01-13}]}\n";
    let site = site(files);
    let ids: Vec<&str> = site.cases["kesseki"].iter().map(|case| case.id.value.as_str()).collect();
    assert_eq!(ids, ["day-3-third", "counted", "own"]);
    assert_eq!((site.cases["kesseki"][0].origin.layer, site.cases["kesseki"][2].origin.layer), (1, 0));
    let holidays = site.calendar.as_ref().and_then(|calendar| calendar.long_holidays.as_ref()).expect("long holidays");
    assert_eq!(holidays.iter().map(|days| days.to.value.to_string()).collect::<Vec<_>>(), ["2026-08-20", "2027-01-13"]);
}

#[test]
fn a_second_file_without_a_verb_is_refused_and_a_patch_of_what_cannot_be_read_has_no_echo() {
    let twice = check(&town("-- site/calendar.yml --\nfrom: 2026-04-01\nto: 2027-03-31\n").site());
    assert_eq!(errors(&twice), ["S104"]);
    let broken = town(
        "-- site/calendar.yml --\noverlay: patch\nnote: 変えた\n-- site/rules/kesseki.cases.yml --\noverlay: patch\ncases: {remove: [refused]}\n",
    );
    broken.write("base/calendar.yml", b"from: [\n");
    broken.write("base/rules/kesseki.cases.yml", b"cases: [\n");
    assert_eq!(errors(&check(&broken.site())), ["Y101", "Y101"]);
}
