//! What can be left open: any value below the seven keys, whole or in part, and what `none` makes of it.

use super::sample;
use crate::harness::Handbook;
use shirube::model::{Condition, Counting, Rules};

/// A value of the sample, and another one that may stand there.
struct Open {
    /// Unique words around the value, with `@` where it stands.
    around: &'static str,
    value: &'static str,
    other: &'static str,
    /// For `none`: the words around without the key or item.
    without: Option<&'static str>,
}

const fn open(around: &'static str, value: &'static str, other: &'static str) -> Open {
    Open { around, value, other, without: None }
}

const fn none(around: &'static str, value: &'static str, without: &'static str) -> Open {
    Open { around, value, other: "none", without: Some(without) }
}

const VALUES: &[Open] = &[
    open("{id: absent, label: @, aliases", "欠席", "欠"),
    open("label: 欠席, aliases: @}", "[／, 欠]", "[／]"),
    none("label: 欠席, aliases: [／, @]", "欠", "label: 欠席, aliases: [／]"),
    none("label: 欠席, aliases: @}", "[／, 欠]", "label: 欠席}"),
    open("{id: late, label: 遅刻, aliases: [遅], implies_seen: @}", "yes", "no"),
    none("{id: late, label: 遅刻, aliases: [遅], implies_seen: @}", "yes", "{id: late, label: 遅刻, aliases: [遅]}"),
    open("{id: separate-room, label: @}", "別室", "保健室など"),
    open("ask: @, note: 画面越しは", "本人に直接会えましたか", "会えましたか"),
    none("note: @}\nmeasures", "画面越しは、会えたことにしません。", "}\nmeasures"),
    open("label: 会えない日, unit: @, run", "日", "登校日"),
    open("unit: 日, run: {count: @, basis: calendar-days", "[absent, absent/online]", "[absent]"),
    none("run: {count: [absent, @], basis: calendar-days", "absent/online", "run: {count: [absent], basis: calendar-days"),
    open("absent/online], basis: @, until_seen", "calendar-days", "school-days"),
    open("until_seen: @, window: school-year", "yes", "no"),
    open("until_seen: yes, window: @}", "school-year", "term"),
    open(
        "unit: 日, run: @}\n  - {id: in-term",
        "{count: [absent, absent/online], basis: calendar-days, until_seen: yes, window: school-year}",
        "{count: [sick], basis: school-days, window: all}",
    ),
    open("weights: {absent: @, sick: 3", "3", "2"),
    none("weights: {absent: 3, sick: 3, late: @, ", "1", "weights: {absent: 3, sick: 3, "),
    open("per_day: @, window: school-year", "3", "1"),
    open("per_day: 3, window: @}", "school-year", "{rolling: 60}"),
    open("{rolling: @}", "20", "30"),
    none("ask: @\n    total:", "今年度、合わせて何日欠席していますか", "total:"),
    open("seen_in: @}", "consecutive", "in-term"),
    open("{id: early, title: @}", "早期対応", "早い対応"),
    none("ladder: @\n", "[day-3, day-7]", ""),
    none("ladder: [@, day-7]", "day-3", "ladder: [day-7]"),
    open("title: @\n    phase: early\n    when: {all:", "連続欠席3日目", "3日目"),
    open("phase: @\n    when: {all:", "early", "prevent"),
    none("phase: @\n    when: {all:", "early", "when: {all:"),
    open("when: @\n    citation: {document: 見本の要綱}\n  - id: day-3", "always", "{fact: met}"),
    open(
        "when: @\n    actions:",
        "{all: [{measure: consecutive, at_least: 3}, {measure: consecutive, less_than: 7}]}",
        "{measure: consecutive, at_least: 3}",
    ),
    none("{measure: consecutive, at_least: 3}, @]", "{measure: consecutive, less_than: 7}", "{measure: consecutive, at_least: 3}]"),
    open("{measure: @, at_least: 3}", "consecutive", "unseen"),
    open("{measure: consecutive, at_least: @}", "3", "4"),
    open("{not: @}", "{measure: recent, at_most: 9}", "{fact: met}"),
    open("{event: @}", "last-school-day-before-long-holiday", "last-school-day-before-long-holiday"),
    open("{ceremony: @}", "closing", "completion"),
    open("duty: report, who: @, does: 家庭に電話", "[role:management]", "[slot:centre]"),
    open("does: @, to: [slot:centre], means", "家庭に電話する", "家庭を訪ねる"),
    none("家庭に電話する, to: @, means", "[slot:centre]", "家庭に電話する, means"),
    open("means: @, due: same-day", "[phone]", "[in-person, phone]"),
    open("means: [phone], due: @}", "same-day", "{school_days: 1}"),
    none("means: [phone], due: @}", "same-day", "means: [phone]}"),
    open("due: {school_days: @}", "3", "5"),
    none("form: [@, form:sokuho]", "page:hajime#tsukai", "form: [form:sokuho]"),
    none("open: @\n", "[order]", "\n"),
    none("note: @\n      - duty: monthly", "写しを残します。", "\n      - duty: monthly"),
    open("due: {day: @, of", "5", "10"),
    none("repeat: @}\n    ends_when", "{every: week}", "}\n    ends_when"),
    open("repeat: {every: @}}", "week", "month"),
    none("tells: @\n", "[心配なときは、日数を待たず管理職へ]", "\n"),
    open("tells: [@]\n", "心配なときは、日数を待たず管理職へ", "なし"),
    none("page: @\n    actions", "page:hajime#tsukai", "actions"),
    none("ends_when: @\n", "{any: [{fact: met}, {measure: met-today, at_least: 1}]}", "\n"),
    open("citation: @\nsources", "{document: 見本の要綱}", "{document: 別の要綱}"),
    none(
        "      - @\n    ends_when",
        "{duty: visit, who: [role:management], does: 家庭を訪ねる, due: {calendar_days: 365}, repeat: {every: week}}",
        "    ends_when",
    ),
];

const POINT: &str = "undecided:\n  - {id: p, question: どちらか, ask: role:management, readings: [{id: a, label: 一つ}, {id: b, label: もう一つ}], shown_as: b}\n";

/// The sample with one value left open: `b`, which is shown, is what stood there.
fn left_open(row: &Open) -> Handbook {
    let text = format!("{{undecided: p, a: {}, b: {}}}", row.other, row.value);
    let (from, to) = (row.around.replace('@', row.value), row.around.replace('@', &text));
    sample::changed(Handbook::new(), sample::RULES, &from, &to).replace(sample::RULES, "undecided:\n", POINT)
}

/// Places aside, what a reading changes is what the rules say.
fn said(rules: &Rules) -> String {
    let text = format!("{rules:?}");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("Span {") {
        out.push_str(before);
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    out + rest
}

#[test]
fn any_value_can_be_left_open_and_reads_as_it_would_alone() {
    let closed = sample::site(&sample::whole(Handbook::new()));
    for row in VALUES {
        let site = sample::site(&left_open(row));
        let set = sample::rules(&site);
        assert_eq!(said(&set.shown), said(&sample::rules(&closed).shown), "{} as shown", row.around);
        let text = row.without.map_or_else(|| row.around.replace('@', row.other), str::to_owned);
        let alone = sample::changed(Handbook::new(), sample::RULES, &row.around.replace('@', row.value), &text);
        let alone = sample::site(&alone);
        let variant = set.variants.iter().find(|variant| variant.point == 0).expect("the other reading");
        assert_eq!(said(&variant.rules), said(&sample::rules(&alone).shown), "{} as {}", row.around, row.other);
    }
}

#[test]
fn points_within_readings_are_decided_each_on_its_own() {
    let inner = "{undecided: p, a: {undecided: q, c: 4, d: 5}, b: 3}";
    let q = "  - {id: q, question: 何日か, ask: role:management, readings: [{id: c, label: 四}, {id: d, label: 五}], shown_as: d}\n";
    let book = sample::changed(
        Handbook::new(),
        sample::RULES,
        "{measure: consecutive, at_least: 3}",
        &format!("{{measure: consecutive, at_least: {inner}}}"),
    );
    let site = sample::site(&book.replace(sample::RULES, "undecided:\n", &format!("{POINT}{q}")));
    let set = sample::rules(&site);
    let threshold = |rules: &Rules| match &rules.stages[1].when.value {
        Condition::All(parts) => match &parts[0] {
            Condition::Compare { than, .. } => than.value,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    assert_eq!(threshold(&set.shown), 3);
    let of = |point: usize, reading: usize| {
        let variant = set.variants.iter().find(|variant| (variant.point, variant.reading) == (point, reading));
        threshold(&variant.expect("a variant").rules)
    };
    assert_eq!(of(0, 0), 5, "q as shown");
    assert_eq!(of(1, 0), 3, "p as shown hides q");
}

#[test]
fn a_whole_list_can_be_left_open() {
    let list = "places:\n  - {id: separate-room, label: 別室}\n  - {id: online, label: 自宅・オンライン}\n";
    let open = "places:\n  undecided: p\n  a: [{id: separate-room, label: 一}, {id: online, label: 二}]\n  b: [{id: separate-room, label: 三}, {id: online, label: 四}]\n";
    let book = sample::changed(Handbook::new(), sample::RULES, list, open).replace(sample::RULES, "undecided:\n", POINT);
    let site = sample::site(&book);
    let labels = |rules: &Rules| rules.places.iter().map(|place| place.label.clone()).collect::<String>();
    let set = sample::rules(&site);
    assert_eq!((labels(&set.shown), labels(&set.variants[0].rules)), ("三四".to_owned(), "一二".to_owned()));
    assert!(matches!(set.shown.measures[7].counts, Counting::SeenOn));
}
