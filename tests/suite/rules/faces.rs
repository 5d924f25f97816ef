//! What readers see of Otaru's rules: values in prose, tables on pages, generated pages.

use crate::harness::{html_files, main_of};
use scraper::{Html, Selector};
use shirube::build;
use shirube::diag::emit::{self, Format, Style};
use shirube::diag::{Diagnostic, Language, Severity};
use shirube::model::Audience;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const RULES: &str = "rules/absence.yml";
const PAGE: &str = "guide/tebiki/hajimeni.md";

/// A copy of Otaru's handbook.
pub struct Otaru(TempDir);

impl Otaru {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        for name in ["otaru", "common"] {
            let files = walkdir::WalkDir::new(content.join(name)).into_iter().filter_map(Result::ok);
            for entry in files.filter(|entry| entry.file_type().is_file()) {
                let to = dir.path().join(entry.path().strip_prefix(&content).expect("below content"));
                fs::create_dir_all(to.parent().expect("a file has a folder")).expect("a folder");
                fs::copy(entry.path(), to).expect("a copy");
            }
        }
        Self(dir)
    }

    pub fn change(self, file: &str, from: &str, to: &str) -> Self {
        let path = self.0.path().join("otaru").join(file);
        let text = fs::read_to_string(&path).expect("the file is there");
        assert!(text.contains(from), "{file} does not hold {from:?}");
        fs::write(path, text.replacen(from, to, 1)).expect("a file");
        self
    }

    /// The same after the place where some other words stand.
    pub fn change_after(self, file: &str, place: &str, (from, to): (&str, &str)) -> Self {
        let path = self.0.path().join("otaru").join(file);
        let text = fs::read_to_string(&path).expect("the file is there");
        let at = text.find(place).expect("the place is there");
        let changed = text[at..].replacen(from, to, 1);
        assert_ne!(changed, text[at..], "{file} does not hold {from:?} after {place:?}");
        fs::write(path, format!("{}{changed}", &text[..at])).expect("a file");
        self
    }

    /// Adds a section to a page.
    fn with(self, body: &str) -> Self {
        let path = self.0.path().join("otaru").join(PAGE);
        let text = fs::read_to_string(&path).expect("the page is there");
        fs::write(path, format!("{text}\n## 試し\n\n{body}\n")).expect("a file");
        self
    }

    pub fn build(&self) -> BTreeMap<String, String> {
        let out = self.0.path().join("out");
        let built = build::build_site(&self.0.path().join("otaru"), &out, Audience::Public, &|_, _| {});
        let errors: Vec<Diagnostic> = built.sink.into_iter().filter(|problem| problem.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        html_files(&out)
    }

    /// What `check` says, a line each, by place.
    pub fn complaints(&self) -> Vec<String> {
        let loaded = build::check_site(&self.0.path().join("otaru"));
        let problems: Vec<Diagnostic> = loaded.sink.into_iter().collect();
        let style = Style { format: Format::Short, language: Language::Japanese, color: false };
        let root = format!("{}/", self.0.path().to_string_lossy());
        emit::render(&problems, &loaded.sources, style).replace(&root, "").lines().map(str::to_owned).collect()
    }

    /// Codes and helps of what is wrong.
    fn problems(&self) -> Vec<(String, String)> {
        let loaded = build::check_site(&self.0.path().join("otaru"));
        let errors = loaded.sink.into_iter().filter(|problem| problem.severity == Severity::Error);
        errors.map(|problem| (problem.code.to_string(), format!("{problem:?}"))).collect()
    }
}

fn texts(html: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let plain = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Html::parse_document(html).select(&selector).map(|element| plain(element.text().collect())).collect()
}

#[test]
fn prose_prints_days_conditions_and_fields_of_duties() {
    let fields = [
        ("rule:absence/day-3#consecutive", "3日目"),
        ("rule:absence/day-7#intermittent", "10日目"),
        ("rule:absence/day-7#consecutive-days", "7日"),
        ("rule:absence/before-holiday#intermittent", "11日目"),
        ("rule:absence/before-holiday#intermittent-days", "10日"),
        ("rule:absence/day-7#when", "連続欠席7日目、または断続欠席10日目"),
        ("rule:absence/prolonged#when", "連続欠席が7日を超えたとき、または断続欠席が10日を超えたとき"),
        ("rule:absence/signs-seen#when", "「予兆がありますか」に「はい」"),
        (
            "rule:absence/before-holiday#when",
            "（連続欠席7日目、または断続欠席が10日を超えたとき）、かつ（終業式の日、または修了式の日）、かつ（その日に本人に会えない、または（登校日で数えた連続欠席の日、かつ「会えたのは、画面越しか、学校の外の職員だけですか」に「はい」））",
        ),
        ("rule:absence/day-7/monthly-report#due", "翌月5日まで"),
        ("rule:absence/day-7/monthly-report#repeat", "毎月"),
        ("rule:absence/day-7/monthly-report#to", "市教委"),
        ("rule:absence/day-7/monthly-report#who", "学校"),
        ("rule:absence/day-7/report-flash#form", "不登校の状況について（速報）"),
        ("rule:absence/day-7/report-flash#due", "期限の定めなし"),
        ("rule:absence/day-7/report-flash#repeat", "くり返しの定めなし"),
        ("rule:absence/day-3/record-3#to", "定めなし"),
        ("rule:absence/day-30/consult-centre-30#due", "当日"),
        ("rule:absence/consecutive", "連続欠席"),
        ("rule:absence/day-30", "本人と直接会えないまま、登校日で連続欠席30日"),
        ("rule:absence/transfer", "転入した児童生徒の、前の学校での欠席を続けて数えるか"),
        ("rule:absence#quick", "早見表（欠席の状況に応じた対応）"),
        ("rule:absence#chart", "段階の図（欠席の状況に応じた対応）"),
    ];
    let body: String = fields.iter().map(|(target, _)| format!("試す：[]({target})。\n\n")).collect();
    let pages = Otaru::new().with(&body).build();
    let said: Vec<String> =
        texts(&pages["guide/tebiki/hajimeni.html"], ".prose p").into_iter().filter(|text| text.starts_with("試す：")).collect();
    let expected: Vec<String> = fields.iter().map(|(_, text)| format!("試す：{text}。")).collect();
    assert_eq!(said, expected);
    let page = &pages["guide/tebiki/hajimeni.html"];
    for href in ["../../guide/taio/day-30.html", "../../undecided.html#point_absence_transfer", "../../rules/absence-quick.html"] {
        assert!(main_of(page).contains(&format!("href=\"{href}\"")), "{href}");
    }
    assert!(pages["undecided.html"].contains("id=\"point_absence_transfer\""));
}

#[test]
fn a_part_or_field_that_is_not_there_is_named_with_what_was_meant() {
    let wrong = [
        ("rule:absence/day-77", "day-7"),
        ("rule:absence/day-7#consecutiv", "consecutive"),
        ("rule:absence/day-7/monthly-reprt#due", "monthly-report"),
        ("rule:absence/day-7/monthly-report#deu", "due"),
        ("rule:absence#quik", "quick"),
    ];
    let body: String = wrong.iter().map(|(target, _)| format!("[]({target})\n\n")).collect();
    let said = Otaru::new().with(&body).problems();
    assert_eq!(said.len(), wrong.len(), "{said:#?}");
    for ((code, text), (target, meant)) in said.iter().zip(wrong) {
        assert!(code == "M203" && text.contains("もしかして") && text.contains(meant), "{target}: {text}");
    }
    // A stage that holds up to a number begins on no day.
    let said = Otaru::new().with("[](rule:absence/day-30#met-in-run)\n").problems();
    assert_eq!(said.len(), 1, "{said:#?}");
}

#[test]
fn tables_of_duties_and_open_points_stand_on_pages() {
    let pages = Otaru::new().with("![](rule:absence/day-30)\n\n![](rule:absence/fifth-closed)\n").build();
    let page = &pages["guide/tebiki/hajimeni.html"];
    assert_eq!(texts(page, ".duties caption"), ["本人と直接会えないまま、登校日で連続欠席30日にすること"]);
    assert_eq!(texts(page, ".duties thead th[scope=col]"), ["だれが", "すること", "だれへ", "手段", "様式", "期限"]);
    assert_eq!(texts(page, ".duties tbody th[scope=row]").len(), 5);
    assert!(texts(page, ".duties td").iter().any(|cell| cell == "こども家庭センター 0134-32-5208"), "the phone of whom it goes to");
    assert!(texts(page, ".duties__open a").contains(&"30日を過ぎても会えないとき、相談や連絡票をもう一度出すか".to_owned()));
    assert_eq!(texts(page, ".open-point__question"), ["報告書の期限の日が閉庁日のとき、前の日までか、次の日までか"]);
    assert_eq!(texts(page, ".open-point li").len(), 3, "the readings");
    let said = Otaru::new().with("文の途中の ![](rule:absence/day-30) です。\n").problems();
    assert_eq!(said.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["M206"], "{said:#?}");
}

#[test]
fn the_pages_of_a_rule_set_say_what_the_rules_say() {
    let pages = Otaru::new().build();
    let table = &pages["rules/absence.html"];
    assert_eq!(texts(table, "h1"), ["1-12 段階別対応表（欠席の状況に応じた対応）"]);
    assert!(texts(table, ".duties__when").contains(&"連続欠席7日目、または断続欠席10日目".to_owned()));
    assert_eq!(texts(table, ".example").len(), 6, "the examples that are shown");
    assert!(texts(table, ".example").iter().any(|text| text.contains("欠席状況報告書（個人別）を提出する：2026年6月5日まで")));
    let sheet = &pages["rules/absence-quick.html"];
    assert_eq!(texts(sheet, ".quick__days"), ["3日目", "7日目", "10日目", "30日目", "7日目", "10日超"]);
    let deadlines = texts(&pages["deadlines.html"], "tbody th");
    assert_eq!(
        deadlines,
        ["期限の定めなし「7日目・10日目になった日に送る」と読むと当日", "毎月、翌月5日まで", "当日", "当日", "当日", "当日"]
    );
    assert!(texts(&pages["undecided.html"], ".open-point").len() >= 50);
    assert_eq!(texts(&pages["year.html"], "tbody th"), ["4月（年度初め。日の定めなし）"]);
}

#[test]
fn boundaries_are_counted_on_both_sides_of_each_number() {
    let pages = Otaru::new().build();
    let rows = Selector::parse("#boundaries + .duties tbody tr").expect("a selector");
    let document = Html::parse_document(&pages["rules/absence.html"]);
    let rows: BTreeMap<String, Vec<String>> = document
        .select(&rows)
        .map(|row| {
            let cells: Vec<String> = row.child_elements().map(|cell| cell.text().collect()).collect();
            (cells[0].clone(), cells[1..].to_vec())
        })
        .collect();
    let day_7 = "連続欠席7日目または断続欠席10日目";
    // Whether days in a row belong to those of the total is not laid down, so a total alone is to be confirmed.
    let (nowhere, holds, confirm) = (usize::MAX, 0, 1);
    for (days, stage, column) in [
        ("連続欠席6日", day_7, nowhere),
        ("連続欠席7日", day_7, holds),
        ("断続欠席9日", day_7, nowhere),
        ("断続欠席10日", day_7, confirm),
        ("連続欠席2日", "連続欠席3日目", nowhere),
        ("連続欠席3日", "連続欠席3日目", holds),
        ("最後に会えてからの連続欠席（登校日）29日", "会えないまま", nowhere),
        ("最後に会えてからの連続欠席（登校日）30日", "会えないまま", holds),
    ] {
        let found = rows[days].iter().take(2).position(|cell| cell.contains(stage)).unwrap_or(nowhere);
        assert_eq!(found, column, "{days}: {rows:#?}");
    }
}

#[test]
fn a_rule_set_for_staff_leaves_no_page_in_the_public_edition() {
    let otaru = Otaru::new().change(RULES, "title: 欠席の状況に応じた対応\n", "title: 欠席の状況に応じた対応\naudience: staff\n");
    // The prose of the public pages refers to it, which is said.
    assert!(otaru.problems().iter().all(|(code, _)| code == "S115"), "{:#?}", otaru.problems());
}

#[test]
fn the_chart_of_stages_is_drawn_from_their_conditions() {
    let pages = Otaru::new().with("![](rule:absence#chart)\n").build();
    for (path, root) in [("rules/absence-chart.html", "../"), ("guide/tebiki/hajimeni.html", "../../")] {
        let page = &pages[path];
        let ways = |node: &str| texts(page, &format!("[data-node=\"{node}\"] .flow__ways li"));
        assert_eq!(ways("day-3")[0], "→ 連続欠席7日目：連続欠席7日目または断続欠席10日目", "{path}");
        assert!(ways("START").contains(&"→ 断続欠席10日目：連続欠席7日目または断続欠席10日目".to_owned()), "{path}: {:?}", ways("START"));
        assert!(page.contains(&format!("href=\"{root}guide/taio/day-3.html\"")), "{path}");
        // What holds always, and what nobody does anything about, are no steps.
        assert!(!page.contains("data-node=\"always\"") && texts(page, ".flow__list > li").len() > 8, "{path}");
    }
    assert!(pages["rules/absence.html"].contains("href=\"../rules/absence-chart.html\""));
}
