//! In which order results come, and what a query of several words means: on a small site, and on a large one that reads only a part.

use super::index::{Index, Searcher};
use super::large;
use serde_json::{Value, json};
use shirube::search::{Document, Kind, Language, Section, build};

/// A page with one section besides its head.
fn page(path: &str, kind: Kind, title: &str, heading: &str, text: &str) -> Document {
    let section = |anchor: &str, heading: &str, text: &str| Section {
        anchor: anchor.to_owned(),
        kind,
        heading: heading.to_owned(),
        text: text.to_owned(),
    };
    let sections = vec![section("", "", ""), section("s", heading, text)];
    Document { path: path.to_owned(), number: String::new(), title: title.to_owned(), kind, sections }
}

/// Pages that have 星空 in different places, the best last.
fn sky() -> Vec<Document> {
    vec![
        page("in-text.html", Kind::Page, "夜の話", "はじめに", "きれいな星空を見上げる。"),
        page("in-heading.html", Kind::Page, "夜の話", "星空を見る", "見上げる。"),
        page("in-title.html", Kind::Page, "星空の手引き", "はじめに", "見上げる。"),
        page("in-name.html", Kind::Form, "星空の報告書", "欄", "書く。"),
        page("is-title.html", Kind::Page, "星空", "はじめに", "見上げる。"),
        page("is-name.html", Kind::Form, "星空", "欄", "書く。"),
    ]
}

/// Searchers of a small site and of a large one that have some pages in the middle of others.
fn both(own: &[Document]) -> [(&'static str, Searcher); 2] {
    let mut few = large::documents()[..6].to_vec();
    few.splice(3..3, own.to_vec());
    let mut many = large::documents();
    many.splice(300..300, own.to_vec());
    ["small", "large"]
        .into_iter()
        .zip([few, many])
        .map(|(name, documents)| (name, Index::of_files(&build(&documents, &Language::default())).script()))
        .collect::<Vec<_>>()
        .try_into()
        .unwrap_or_else(|_| panic!("two"))
}

fn ask(searcher: &Searcher, query: &str, options: &Value) -> Value {
    serde_json::from_str(&searcher.text(&format!("JSON.stringify(ask({}, {options}))", json!(query)))).expect("JSON")
}

fn paths(answer: &Value) -> Vec<&str> {
    answer["hits"].as_array().expect("hits").iter().map(|hit| hit["path"].as_str().expect("a path")).collect()
}

#[test]
fn what_is_called_so_comes_before_what_mentions_it() {
    for (size, searcher) in both(&sky()) {
        let answer = ask(&searcher, "星空", &json!({}));
        let expected = ["is-name.html", "is-title.html", "in-name.html", "in-heading.html", "in-title.html", "in-text.html"];
        assert_eq!(paths(&answer), expected, "{size}");
        assert_eq!((&answer["count"], &answer["isWhole"]), (&json!(6), &json!(true)), "{size}");
        assert_eq!(answer["counts"], json!({"form": 2, "page": 4}), "{size}");
        assert_eq!(answer, ask(&searcher, "星空", &json!({})), "{size}: the same each time");
    }
}

#[test]
fn a_title_that_is_the_word_comes_first_among_however_many_headings() {
    let mut documents: Vec<Document> =
        (0..60).map(|at| page(&format!("h{at}.html"), Kind::Page, "夜の話", "星空を見る", "見上げる。")).collect();
    documents.push(page("is-title.html", Kind::Page, "星空", "はじめに", "見上げる。"));
    for (size, searcher) in both(&documents) {
        let answer = ask(&searcher, "星空", &json!({"limit": 5}));
        assert_eq!(paths(&answer)[..2], ["is-title.html", "h0.html"], "{size}");
        assert!(answer["count"].as_u64() >= Some(5), "{size}: {}", answer["count"]);
    }
}

#[test]
fn a_heading_that_is_the_word_but_for_its_number_is_the_word() {
    let documents = [
        page("longer.html", Kind::Page, "夜の話", "1-2\n星空を見る", "見上げる。"),
        page("is-heading.html", Kind::Page, "夜の話", "3-5-4\n星空", "見上げる。"),
    ];
    for (size, searcher) in both(&documents) {
        assert_eq!(paths(&ask(&searcher, "星空", &json!({}))), ["is-heading.html", "longer.html"], "{size}");
        assert_eq!(paths(&ask(&searcher, "3-5-4", &json!({})))[0], "is-heading.html", "{size}: by its number");
        assert_eq!(paths(&ask(&searcher, "\"354星空\"", &json!({}))), [""; 0], "{size}: nobody wrote that");
    }
}

#[test]
fn a_title_that_is_a_long_word_comes_before_forms_that_only_hold_it() {
    let mut documents: Vec<Document> =
        (0..10).map(|at| page(&format!("f{at}.html"), Kind::Form, "星空観察会の申込", "欄", "星空観察会に申し込む。")).collect();
    documents.push(page("is-title.html", Kind::Page, "星空観察会", "はじめに", "見上げる。"));
    for (size, searcher) in both(&documents) {
        assert_eq!(paths(&ask(&searcher, "星空観察会", &json!({"limit": 5})))[0], "is-title.html", "{size}");
    }
}

#[test]
fn words_that_stand_near_each_other_come_first_and_those_in_different_sections_last() {
    let far = format!("月夜に歩く。{}そして湖畔に着く。", "道をたどる。".repeat(60));
    let mut apart = page("apart.html", Kind::Page, "散歩", "はじめに", "月夜に歩く。");
    apart.sections.push(Section {
        anchor: "t".to_owned(),
        kind: Kind::Page,
        heading: "つづき".to_owned(),
        text: "湖畔に着く。".to_owned(),
    });
    let documents = [
        apart,
        page("far.html", Kind::Page, "散歩", "はじめに", &far),
        page("near.html", Kind::Page, "散歩", "はじめに", "月夜の湖畔に着く。"),
        page("one.html", Kind::Page, "散歩", "はじめに", "月夜に歩く。"),
    ];
    for (size, searcher) in both(&documents) {
        assert_eq!(paths(&ask(&searcher, "月夜 湖畔", &json!({}))), ["near.html", "far.html", "apart.html"], "{size}");
        assert_eq!(paths(&ask(&searcher, "月夜 -湖畔", &json!({}))), ["apart.html", "one.html"], "{size}");
        assert_eq!(paths(&ask(&searcher, "\"月夜の 湖畔\"", &json!({}))), ["near.html"], "{size}");
        assert!(paths(&ask(&searcher, "-湖畔", &json!({}))).is_empty(), "{size}: a query has to want something");
    }
}

#[test]
fn one_kind_is_chosen_and_all_are_counted() {
    for (size, searcher) in both(&sky()) {
        let answer = ask(&searcher, "星空", &json!({"kinds": ["form"]}));
        assert_eq!(paths(&answer), ["is-name.html", "in-name.html"], "{size}");
        assert_eq!((&answer["count"], &answer["counts"]["page"]), (&json!(2), &json!(4)), "{size}");
    }
}

#[test]
fn an_item_number_leads_to_its_page() {
    for (size, searcher) in both(&[]) {
        let answer = ask(&searcher, "1-4", &json!({"limit": 3}));
        assert_eq!(paths(&answer)[0], "guide/p4.html", "{size}");
    }
}

#[test]
fn more_is_shown_in_the_same_order() {
    let searcher = Index::of_files(&large::files()).script();
    let few = ask(&searcher, "支援", &json!({"limit": 20}));
    let more = ask(&searcher, "支援", &json!({"limit": 60}));
    assert_eq!(few["isWhole"], json!(false), "there are more");
    assert_eq!(paths(&few)[..], paths(&more)[..20]);
    assert_eq!(paths(&more).len(), 60);
}

#[test]
fn a_file_that_is_missing_is_named_and_the_rest_is_shown() {
    let searcher = Index::of_files(&large::files()).script();
    let whole = ask(&searcher, "支援", &json!({"limit": 1000}));
    let first = paths(&whole)[0].trim_start_matches("guide/p").trim_end_matches(".html").parse::<u64>().expect("the number of a page");
    let starts = searcher.text("JSON.stringify(engine.index.texts)");
    let starts: Vec<u64> = serde_json::from_str(&starts).expect("numbers");
    let text = format!("text-{}", starts.iter().filter(|start| **start <= first).count() - 1);
    searcher.text(&format!("missing[{}] = true; open(); 'anew'", json!(text)));
    let answer = ask(&searcher, "支援", &json!({"limit": 1000}));
    assert_eq!((&answer["failed"], &answer["isWhole"]), (&json!([text]), &json!(false)));
    let (found, all) = (paths(&answer), paths(&whole));
    assert!(!found.is_empty() && found.len() < all.len() && found.iter().all(|path| all.contains(path)));
    // A list of pages that is missing asks nothing: the other lists and the texts decide.
    searcher.text("missing = {}; open(); asked = []; 'anew'");
    ask(&searcher, "第五百三章", &json!({}));
    let words = searcher.text("JSON.stringify(asked.filter(function (name) { return name.indexOf('words-') === 0; }))");
    let words: Vec<String> = serde_json::from_str(&words).expect("names");
    searcher.text(&format!("missing[{}] = true; open(); 'anew'", json!(words[0])));
    let answer = ask(&searcher, "第五百三章", &json!({}));
    assert_eq!((paths(&answer)[0], &answer["failed"]), ("guide/p503.html", &json!([words[0]])));
}

#[test]
fn a_file_of_another_edition_is_as_good_as_none() {
    let mut documents = large::documents();
    let before = Index::of_files(&build(&documents, &Language::default())).script();
    let path = &paths(&ask(&before, "第五百三章", &json!({})))[0].to_owned();
    documents.remove(3);
    let after = build(&documents, &Language::default());
    let searcher = Index::of_files(&after).script();
    // The folder was written anew, but one file could not be replaced: its pages now have other numbers.
    let old = before.text("JSON.stringify([files['text-0'], checks['text-0']])");
    searcher.text(&format!("var old = {old}; files['text-0'] = old[0]; checks['text-0'] = old[1]; open(); 'anew'"));
    let answer = ask(&searcher, "支援", &json!({"limit": 1000}));
    assert_eq!(answer["failed"], json!(["text-0"]));
    assert!(paths(&answer).len() > 20);
    assert_eq!(paths(&ask(&searcher, "第五百三章", &json!({})))[0], path);
}

#[test]
fn matches_are_marked_in_the_text_as_it_is_shown() {
    for (size, searcher) in both(&[page("p.html", Kind::Page, "相談", "電話", "ｽｸｰﾙｶｳﾝｾﾗｰへは０１３４－３２－４１１１へ。")])
    {
        for (query, marked) in [("スクールカウンセラー", "ｽｸｰﾙｶｳﾝｾﾗｰ"), ("0134324111", "０１３４－３２－４１１１")]
        {
            let answer = ask(&searcher, query, &json!({}));
            let parts = answer["hits"][0]["excerpt"].as_array().expect("parts");
            let marks: Vec<&str> = parts.iter().filter(|part| part["isMatch"] == true).filter_map(|part| part["text"].as_str()).collect();
            assert_eq!(marks, [marked], "{size}");
            let whole: String = parts.iter().filter_map(|part| part["text"].as_str()).collect();
            assert_eq!(whole, "ｽｸｰﾙｶｳﾝｾﾗｰへは０１３４－３２－４１１１へ。", "{size}");
        }
    }
}
