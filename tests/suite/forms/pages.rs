//! What pages hold of a form: what it is for, its controls, its sheets; the list of all forms; references.

use super::office::workbook;
use super::sample::{changed, whole};
use crate::harness::Handbook;
use scraper::{Html, Selector};

fn all(html: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).map(|element| element.text().collect::<String>()).collect()
}

fn attributes(html: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).filter_map(|element| element.value().attr(name)).map(str::to_owned).collect()
}

#[test]
fn a_page_says_what_a_form_is_for_and_to_whom_it_goes_before_it_asks_anything() {
    let files = whole(Handbook::new()).build();
    let page = &files["forms/houkoku.html"];
    let html = Html::parse_document(page);
    assert_eq!(all(&html, "h1").concat().trim(), "様式１ 見本の報告書");
    let facts = all(&html, ".form-facts").concat();
    for words in ["気になる様子が続いたとき", "が書きます。", "翌月の初めまで", "見本の連絡票"] {
        assert!(facts.contains(words), "{words}: {facts}");
    }
    let send = all(&html, "[data-send]").concat();
    for words in ["送信前の確認", "へかけます。", "決裁を受けた", "電話をした"] {
        assert!(send.contains(words), "{words}: {send}");
    }
    assert!(attributes(&html, "[data-send] a", "href").iter().any(|href| href.starts_with("tel:")), "the number comes from the agency");
    assert!(attributes(&html, "[data-send] input", "data-field").is_empty(), "its ticks are no part of the form");
    assert!(page.find("data-send") < page.find("<form"), "and it stands before the controls");
    assert_eq!(attributes(&html, "form[data-module=form]", "action"), Vec::<String>::new());
}

#[test]
fn nothing_is_filled_in_chosen_or_marked_beforehand_and_browsers_are_told_to_keep_nothing() {
    let files = whole(Handbook::new()).build();
    let html = Html::parse_document(&files["forms/houkoku.html"]);
    assert!(attributes(&html, "form [data-field][checked], form option[selected]", "id").is_empty());
    assert!(attributes(&html, "form input[type=text][data-field]", "value").is_empty());
    assert_eq!(attributes(&html, "form [data-field^='yoin/'] option:first-child", "value"), ["", ""]);
    assert_eq!(attributes(&html, "form [data-field='kinyubi/era'] option", "value")[..3], ["", "reiwa", "heisei"]);
    let count = attributes(&html, "form [data-field]", "data-field").len();
    for attribute in ["autocomplete=off", "spellcheck=false", "autocorrect=off", "writingsuggestions=false", "translate=no"] {
        let (name, value) = attribute.split_once('=').expect("a pair");
        let told = attributes(&html, &format!("form [data-field][{name}='{value}']"), "id").len();
        assert_eq!(told, count, "{attribute}");
    }
}

#[test]
fn every_control_has_a_label_and_hints_and_open_points_describe_it() {
    let files = whole(Handbook::new()).build();
    let html = Html::parse_document(&files["forms/houkoku.html"]);
    let labelled = attributes(&html, "form label", "for");
    for id in attributes(&html, "form select[data-field], form input[type=text][data-field], form textarea[data-field]", "id") {
        let is_named = labelled.contains(&id) || !attributes(&html, &format!("#{id}[aria-label]"), "id").is_empty();
        assert!(is_named, "{id} has no label");
    }
    assert_eq!(attributes(&html, "#f_jokyo", "aria-describedby"), ["hint_jokyo"]);
    assert_eq!(attributes(&html, "fieldset#field_kinyubi", "aria-describedby"), ["open_kinyubi"]);
    assert_eq!(all(&html, "#open_kinyubi"), ["要確認 書く日の定めはありません。"]);
    assert_eq!(all(&html, "#section_naiyo + .form__hint a").len(), 1, "a section's hint is Markdown");
}

#[test]
fn paper_has_the_planned_sheets_with_every_label_and_no_single_era() {
    let files = whole(Handbook::new()).build();
    let html = Html::parse_document(&files["forms/houkoku.html"]);
    assert_eq!(attributes(&html, ".paper__sheet", "data-sheet"), ["1", "2"]);
    assert_eq!(attributes(&html, "form", "data-sheets"), ["2"]);
    let paper = all(&html, "[data-paper]").concat();
    for label in
        ["学校名", "記入日", "報告の月", "印", "新規", "その他の機関", "家庭", "4月", "3月", "累計", "小１", "何を", "急ぐときは電話です。"]
    {
        assert!(paper.contains(label), "{label}");
    }
    assert_eq!(all(&html, ".paper__blank").first().map(String::as_str), Some("令和・平成"));
    assert!(all(&html, "[data-typed]").iter().all(String::is_empty), "it is blank");
    assert!(all(&html, "[data-tick]").iter().all(|box_| box_ == "□"));
}

#[test]
fn a_form_of_which_only_the_name_is_known_says_so() {
    let book =
        Handbook::new().files("-- site/forms/namae.yml --\ntitle: 名前だけの様式\nsend: {to: undecided}\nopen: [欄は分かりません]\n");
    let files = book.build();
    let html = Html::parse_document(&files["forms/namae.html"]);
    let page = all(&html, "main").concat();
    assert!(page.contains("欄や紙は載っていません") && page.contains("欄は分かりません") && page.contains("定めがありません"), "{page}");
    assert!(attributes(&html, "form, [data-paper]", "class").is_empty());
    assert!(!book.out().join("forms/namae.js").exists());
    assert!(all(&Html::parse_document(&files["forms/index.html"]), ".forms-list").concat().contains("名前だけ"));
}

#[test]
fn the_list_of_forms_says_when_to_whom_and_by_when() {
    let files =
        whole(Handbook::new()).replace("site/site.yml", "items: [page:hajime]", "items: [page:hajime, form:houkoku, index:forms]").build();
    let html = Html::parse_document(&files["forms/index.html"]);
    let row = all(&html, ".forms-list tbody tr").concat();
    for words in ["様式１", "見本の報告書", "気になる様子が続いたとき", "翌月の初めまで", "A4 2枚"] {
        assert!(row.contains(words), "{words}: {row}");
    }
    assert_eq!(attributes(&html, ".forms-list th a", "href"), ["../forms/houkoku.html"]);
    assert!(all(&html, "h1").concat().contains("様式一覧"));
    let page = Html::parse_document(&files["forms/houkoku.html"]);
    assert!(all(&page, "h1").concat().contains("1-2"), "a form of the nav has its number");
}

#[test]
fn references_print_title_number_addressee_deadline_and_fields() {
    let text = "[](form:houkoku)／[](form:houkoku#title)／[](form:houkoku#number)／[](form:houkoku#to)／[](form:houkoku#due)／\
                [](form:houkoku/jokyo)／[連絡票](form:houkoku)\n";
    let files = whole(Handbook::new()).page(text).build();
    let html = Html::parse_document(&files["guide/hajime.html"]);
    let words = all(&html, "article").concat();
    for printed in ["様式１ 見本の報告書／見本の報告書／様式１／", "／翌月の初めまで／状況／連絡票"] {
        assert!(words.contains(printed), "{printed}: {words}");
    }
    assert_eq!(attributes(&html, "article a[href$='#field_jokyo']", "href"), ["../forms/houkoku.html#field_jokyo"]);
}

#[test]
fn the_official_file_comes_first_and_ours_is_called_a_help() {
    let official = "official: {file: houkoku.xlsx, title: 見本の報告書}\nsections:\n";
    let book = changed(Handbook::new(), "sections:\n", official);
    book.write("site/assets/houkoku.xlsx", &workbook(&["見本の報告書"]));
    let files = book.build();
    let page = &files["forms/houkoku.html"];
    assert!(page.contains("../files/houkoku.xlsx"), "{page}");
    assert!(page.contains("記入補助") && page.find("houkoku.xlsx") < page.find("<form"));
    assert!(book.out().join("files/houkoku.xlsx").exists(), "and goes out with the public edition");
}

#[test]
fn a_form_for_staff_is_in_no_byte_of_the_public_edition() {
    let files = changed(Handbook::new(), "number: 様式１", "number: 様式１\naudience: staff").build();
    assert!(files.iter().all(|(path, text)| !path.contains("houkoku") && !text.contains("見本の報告書")));
}
