//! What pages hold of an agenda.

use super::sample::{self, whole};
use crate::harness::Handbook;
use scraper::{Html, Selector};

fn all(html: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).map(|element| element.text().collect::<String>().split_whitespace().collect()).collect()
}

fn attributes(html: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).filter_map(|element| element.value().attr(name)).map(str::to_owned).collect()
}

fn page_of(book: Handbook) -> Html {
    Html::parse_document(&whole(book).build()["agendas/kaigi.html"])
}

#[test]
fn the_run_of_show_has_each_step_with_its_minutes_and_who_leads_it() {
    let html = page_of(Handbook::new());
    assert_eq!(
        all(&html, ".agenda__steps tbody tr"),
        [
            "1.はじめの確認5分0〜5分進める：司会",
            "2.話し合い質問窓口の意見10〜15分進める：司会加わる：児童相談所",
            "3.まとめ決めたことを確かめる原資料からは分かりません",
            "4.入れ替わり（ケースとケースの間）原資料からは分かりません",
        ]
    );
    assert_eq!(all(&html, ".agenda__total"), ["全体30分"]);
    assert_eq!(
        all(&html, ".agenda__parts dd"),
        ["管理職もしくはこども家庭センター", "1-1はじめにを読む"].map(|text| text.replace("1-1", ""))
    );
}

#[test]
fn elapsed_minutes_are_given_as_long_as_every_step_before_has_its_own() {
    let html = Html::parse_document(
        &sample::of(Handbook::new(), "title: 会議\nsteps:\n  - {id: a, text: 一, minutes: 2}\n  - {id: b, text: 二, minutes: 5}\n  - {id: c, text: 三}\n  - {id: d, text: 四, minutes: 5}\n").build()
            ["agendas/kaigi.html"],
    );
    assert_eq!(all(&html, ".agenda__steps td[data-label=経過]"), ["0〜2分", "2〜7分", "", ""]);
    assert_eq!(all(&html, ".agenda__total"), Vec::<String>::new(), "no total is made up");
}

#[test]
fn an_agenda_without_minutes_says_so_and_invents_none() {
    let text = "title: 会議\nsteps:\n  - {id: a, text: 一}\n  - {id: b, text: 二}\n";
    let html = Html::parse_document(&sample::of(Handbook::new(), text).build()["agendas/kaigi.html"]);
    assert_eq!(all(&html, ".agenda__steps tbody tr"), ["1.一", "2.二"]);
    assert_eq!(all(&html, ".agenda__total"), ["項目ごとの時間は、原資料にありません。"]);
    assert_eq!(attributes(&html, ".timer input", "value"), ["", ""]);
    assert_eq!(attributes(&html, "[data-module=agenda-timer]", "data-total"), [""]);
}

#[test]
fn patterns_stand_side_by_side_and_what_one_lacks_is_said() {
    let html = page_of(Handbook::new());
    assert_eq!(all(&html, ".agenda__patterns thead th"), ["形", "定例", "随時"]);
    assert_eq!(
        all(&html, ".agenda__patterns tbody tr:first-child td, .agenda__patterns tbody tr:nth-child(6) td"),
        ["急がないとき", "原資料からは分かりません", "管理職担任", "原資料からは分かりません"]
    );
    assert_eq!(all(&html, ".agenda__patterns tbody tr").len(), 8);
}

#[test]
fn the_timetable_of_the_source_counts_on_from_its_start() {
    let html = page_of(Handbook::new());
    assert_eq!(
        all(&html, ".agenda__day tbody tr"),
        ["9:00〜9:301A校", "9:30〜9:40休けい", "9:40〜10:40（2ケースで）2B校こども家庭センター", "9:40〜10:40（2ケースで）3C校"]
    );
    assert_eq!(attributes(&html, "[data-day=start], [data-day=cases], [data-day=minutes]", "value"), ["9:00", "3", "30"]);
}

#[test]
fn timer_and_timetable_are_hidden_until_a_script_shows_them_and_load_only_there() {
    let files = whole(Handbook::new()).build();
    let html = Html::parse_document(&files["agendas/kaigi.html"]);
    assert_eq!(attributes(&html, ".timer[hidden], .timetable[hidden]", "data-module"), ["agenda-timer", "agenda-timetable"]);
    assert_eq!(attributes(&html, ".timer input", "value"), ["5", "", "", ""], "a range is no number of minutes");
    assert_eq!(attributes(&html, "[role=timer]", "aria-live"), ["off"], "it does not speak every second");
    assert!(files["agendas/kaigi.html"].contains("assets/shirube-agenda-"));
    assert!(!files["index.html"].contains("shirube-agenda-"));
}

#[test]
fn a_page_embeds_the_run_of_show_and_links_to_it_and_to_its_steps() {
    let book = whole(Handbook::new()).page("![](agenda:kaigi)\n\n[](agenda:kaigi)の[](agenda:kaigi/talk)です。\n");
    let files = book.build();
    let html = Html::parse_document(&files["guide/hajime.html"]);
    assert_eq!(all(&html, "[data-agenda=kaigi] .agenda__steps tbody tr").len(), 4);
    let links = "main p a[href*=agendas]";
    assert_eq!(
        attributes(&html, links, "href"),
        ["../agendas/kaigi.html", "../agendas/kaigi.html", "../agendas/kaigi.html#agenda_kaigi_talk"]
    );
    assert_eq!(all(&html, links), ["会議の進行", "会議の進行", "話し合い"]);
    assert!(!files["guide/hajime.html"].contains("data-module=\"agenda-timer\""), "the timer stands on the agenda's own page");
    let own = Html::parse_document(&files["agendas/kaigi.html"]);
    assert_eq!(all(&own, "#agenda_kaigi_talk th").len(), 1);
}

#[test]
fn an_agenda_stands_in_the_nav_and_what_it_leaves_open_in_the_list() {
    let nav = "items: [page:hajime]";
    let book = whole(Handbook::new()).replace("site/site.yml", nav, "items: [page:hajime, \"agenda:kaigi\", index:undecided]");
    let files = book.build();
    let html = Html::parse_document(&files["agendas/kaigi.html"]);
    assert_eq!(all(&html, "h1"), ["1-2会議の進行"]);
    assert_eq!(all(&html, ".breadcrumbs a").last().map(String::as_str), Some("1対応"));
    let undecided = Html::parse_document(&files["undecided.html"]);
    assert!(all(&undecided, ".open-point").concat().contains("だれが記録するかは"), "{}", files["undecided.html"]);
}
