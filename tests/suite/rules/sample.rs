//! A rule set that uses every feature, with its worked examples and a calendar.

use crate::harness::Handbook;
use shirube::model::{RuleSet, Site};

pub const RULES: &str = "site/rules/kesseki.yml";
pub const CASES: &str = "site/rules/kesseki.cases.yml";
pub const CALENDAR: &str = "site/calendar.yml";

const FILES: &str = r#"
-- site/rules/kesseki.yml --
title: 欠席の状況に応じた対応
audience: public
emergency: [agency:dial-110, slot:centre]
undecided:
  - id: excused-in-run
    question: 出席停止・忌引の日をはさんだとき、連続欠席は続くか
    note: 原資料は「連続欠席７日目」とだけ書いています。
    ask: slot:centre
    readings:
      - {id: goes-on, label: 続く（その日は数えない）}
      - {id: ends, label: そこで途切れる}
      - {id: counts, label: 数える}
    shown_as: goes-on
    citation: {document: 見本の要綱, page: "12", heading: 第2 基準, ref: page:hajime#tsukai}
  - id: fifth-closed
    question: 5日が閉庁日のときは、前の日か、後の日か
    ask: role:management
    readings: [{id: before, label: 前の日}, {id: after, label: 後の日}, {id: stay, label: そのまま}]
    shown_as: before
  - id: until-when
    question: 毎月の報告は、いつまで続けるか
    ask: agency:centre
    readings: [{id: while-absent, label: 欠席が続くあいだ}, {id: met, label: 会えるまで}]
    shown_as: while-absent
  - id: order
    question: 会議と相談は、どちらが先か
    ask: role:management
marks:
  - {id: present, label: 出席, implies_seen: yes}
  - {id: absent, label: 欠席, aliases: [／, 欠]}
  - {id: sick, label: 病欠, aliases: [病]}
  - {id: excused, label: 出席停止・忌引等, aliases: [停, 忌]}
  - {id: late, label: 遅刻, aliases: [遅], implies_seen: yes}
places:
  - {id: separate-room, label: 別室}
  - {id: online, label: 自宅・オンライン}
facts:
  - {id: met, ask: 本人に直接会えましたか, note: 画面越しは、会えたことにしません。}
measures:
  - id: consecutive
    label: 連続欠席
    unit: 日
    ask: 連続して何日欠席していますか
    run:
      count: {undecided: excused-in-run, goes-on: [absent, sick], ends: [absent, sick], counts: [absent, sick, excused]}
      skip: {undecided: excused-in-run, goes-on: [excused], ends: [], counts: none}
      basis: school-days
      window: all
  - {id: unseen, label: 会えない日, unit: 日, run: {count: [absent, absent/online], basis: calendar-days, until_seen: yes, window: school-year}}
  - {id: in-term, label: 学期の連続, unit: 日, run: {count: [absent], basis: school-days, window: term}}
  - id: intermittent
    label: 断続欠席
    unit: 日
    ask: 今年度、合わせて何日欠席していますか
    total: {weights: {absent: 3, sick: 3, late: 1, absent/separate-room: 0}, per_day: 3, window: school-year}
  - {id: month, label: 今月の欠席, unit: 日, total: {weights: {absent: 1}, window: month}}
  - {id: recent, label: 直近20日の欠席, unit: 日, total: {weights: {absent: 1}, window: {rolling: 20}}}
  - {id: met-in-run, label: 会えた日, unit: 日, seen_in: consecutive}
  - {id: met-today, label: その日に会えたか, unit: 日, seen_on: date}
phases:
  - {id: prevent, title: 未然防止}
  - {id: early, title: 早期対応}
ladder: [day-3, day-7]
stages:
  - id: always
    title: すべての児童生徒
    phase: prevent
    when: always
    citation: {document: 見本の要綱}
  - id: day-3
    title: 連続欠席3日目
    phase: early
    when: {all: [{measure: consecutive, at_least: 3}, {measure: consecutive, less_than: 7}]}
    actions:
      - {duty: report, who: [role:management], does: 家庭に電話する, to: [slot:centre], means: [phone], due: same-day}
    tells: [心配なときは、日数を待たず管理職へ]
    citation: {document: 見本の要綱, page: "12"}
  - id: day-7
    title: 連続欠席7日目または断続欠席10日目
    phase: early
    when: {any: [{measure: consecutive, more_than: 6}, {measure: intermittent, at_least: 10}, {not: {measure: recent, at_most: 9}}]}
    page: page:hajime#tsukai
    actions:
      - duty: flash
        who: [role:management, agency:centre]
        does: 速報を送る
        to: [slot:centre, agency:guidance]
        with: [role:management]
        means: [email, in-person, paper]
        form: [page:hajime#tsukai, form:sokuho]
        due: {school_days: 3}
        open: [order]
        note: 写しを残します。
      - duty: monthly
        who: [role:management]
        does: 欠席状況報告書を出す
        due: {day: 5, of: next-month, if_closed: {undecided: fifth-closed, before: before, after: after, stay: stay}}
        repeat: {every: month, until: {undecided: until-when, while-absent: none, met: {fact: met}}}
      - {duty: visit, who: [role:management], does: 家庭を訪ねる, due: {calendar_days: 365}, repeat: {every: week}}
    ends_when: {any: [{fact: met}, {measure: met-today, at_least: 1}]}
    citation: {document: 見本の要綱, page: "12", heading: 第2 基準, ref: page:hajime}
  - id: holiday
    title: 長期休業の前
    when: {all: [{any: [{event: last-school-day-before-long-holiday}, {ceremony: closing}]}, {measure: met-in-run, at_most: 0}]}
    citation: {document: 見本の要綱}
sources:
  - {document: 見本の要綱, page: "12", heading: 第2 基準}
-- site/rules/kesseki.cases.yml --
cases:
  - id: day-3-third
    title: 連続3日目
    show: yes
    text: 月曜から3日休んだ。
    as_of: 令和8年5月13日
    record:
      covers: {from: 2026/4/8, to: 2026-05-13}
      unlisted: present
      days:
        - {from: 2026-05-11, to: R8.5.12, mark: absent, place: online, seen: no}
        - {on: "２０２６－０５－１３", mark: absent}
    facts: {met: unknown}
    expect: {stages: {day-3: active, day-7: unknown}, due: {report: 2026-05-13}, reached_on: {day-3: 2026-05-13, day-7: none}}
  - id: counted
    as_of: 2026-05-20
    counts: {consecutive: "７", intermittent: "12"}
    reached: {day-7: 令和8年5月18日}
    local:
      closed: [{from: 2026-05-14, to: 2026-05-15}]
      opened: [2026-05-16]
      long_holidays: [{from: 2026-07-25, to: 2026-08-17}]
      ceremonies: [{on: 2026-07-24, kind: closing}]
      complete: yes
    expect: {stages: {day-7: active}, due: {monthly: 2026-06-05, visit: unknown}}
  - id: refused
    calendar: {from: 2026-04-01, to: 2027-03-31, long_holidays: [], ceremonies: not-given}
    as_of: 2026-02-30
    counts: {consecutive: 多い}
    expect: {refused: [not-a-date, not-a-count]}
-- site/calendar.yml --
from: 令和8年4月1日
to: 2027-03-31
terms:
  - {id: first, title: 1学期, from: 2026-04-01, to: 2026-08-31}
  - {id: second, title: 2学期, from: 2026-09-01, to: 2027-03-31}
long_holidays: [{id: summer, title: 夏季休業, from: 2026-07-25, to: 2026-08-17}]
ceremonies:
  - {id: opening-1, title: 始業式, kind: opening, on: 2026-04-06}
  - {id: entrance-1, title: 入学式, kind: entrance, on: 2026-04-07}
  - {id: closing-1, title: 1学期終業式, kind: closing, on: 2026-07-24}
  - {id: graduation-1, title: 卒業式, kind: graduation, on: 2027-03-12}
  - {id: completion-1, title: 修了式, kind: completion, on: 2027-03-24}
closures: [{id: founding, title: 開校記念日, on: 2026-06-01}, {id: snow, title: 雪の休み, from: 2027-01-14, to: 2027-01-15}]
extra_days: [{id: sports, title: 運動会, on: 2026-05-30}]
office_closures: [{id: year-end, title: 年末年始, from: 2026-12-29, to: 2027-01-03}]
holiday_changes: [{on: 2026-10-12}, {on: 2026-10-13, title: 移したスポーツの日}]
note: 学校ごとに違う日があります。
sources: [{document: 見本の暦}]
"#;

/// The handbook of the harness with all of it.
pub fn whole(book: Handbook) -> Handbook {
    book.files(FILES)
}

/// All of it in the folder of another layer.
pub fn within(book: Handbook, folder: &str) -> Handbook {
    book.files(&FILES.replace("-- site/", &format!("-- {folder}/")))
}

/// The same with one change of one file.
pub fn changed(book: Handbook, file: &str, from: &str, to: &str) -> Handbook {
    whole(book).replace(file, from, to)
}

/// The loaded site, in which all could be read; whether the rules agree with themselves is not asked.
pub fn site(book: &Handbook) -> Site {
    let loaded = shirube::load::load(&book.site());
    let said: Vec<String> = loaded.sink.iter().map(|problem| format!("{} {}", problem.code, problem.message.ja)).collect();
    assert!(said.is_empty(), "{said:?}");
    loaded.site.expect("a site")
}

/// Its rule set.
pub fn rules(site: &Site) -> &RuleSet {
    &site.rules["kesseki"]
}
