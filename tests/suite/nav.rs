//! Ways into the handbook: entrances with answers, chapters in groups, pages of the printed edition.

use crate::harness::{Handbook, main_of};

#[test]
fn an_entrance_offers_its_answers_as_links() {
    let entrance = "entrances:\n  - id: nannichi\n    title: いま何日目ですか\n    to: page:hajime\n    choices:\n      - {title: 連続3日目, to: page:hajime}\n      - {title: 電話, to: agency:centre}\nnav:";
    let pages = Handbook::new().replace("site/site.yml", "nav:", entrance).build();
    let main = main_of(&pages["index.html"]);
    let card = main.split("data-entrance=\"nannichi\"").nth(1).and_then(|rest| rest.split("</ul>").next()).unwrap_or_default();
    for link in [
        "<a href=\"guide/hajime.html\">いま何日目ですか</a>",
        "<a href=\"guide/hajime.html\">連続3日目</a>",
        "<a href=\"agencies/centre.html\">電話</a>",
    ] {
        assert!(card.contains(link), "{link} in {card}");
    }
}

#[test]
fn groups_of_a_chapter_are_headings_and_the_numbers_run_on() {
    let groups = "groups:\n      - {title: はじめ, items: [page:hajime]}\n      - {title: つぎ, items: [page:tsugi, page:owari]}";
    let pages = Handbook::new()
        .files("-- site/guide/tsugi.md --\n---\ntitle: つぎのこと\n---\n本文\n-- site/guide/owari.md --\n---\ntitle: おわりのこと\n---\n本文\n")
        .replace("site/site.yml", "items: [page:hajime]", groups)
        .build();
    let main = main_of(&pages["chapters/taio.html"]);
    let at = |words: &str| main.find(words).unwrap_or_else(|| panic!("no {words} in {main}"));
    let order = [at(">はじめ</h2>"), at("1-1"), at(">つぎ</h2>"), at("1-2"), at("つぎのこと"), at("1-3"), at("おわりのこと")];
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn each_printed_page_leads_to_its_pages_now() {
    let pages = Handbook::new()
        .files("-- site/guide/tsugi.md --\n---\ntitle: つぎのこと\npaper: 9, 11-12\n---\n本文\n")
        .replace("site/guide/hajime.md", "summary: 使い方", "summary: 使い方\npaper: \"12\"")
        .replace("site/site.yml", "items: [page:hajime]", "items: [page:hajime, page:tsugi, index:paper]")
        .build();
    let main = main_of(&pages["paper.html"]);
    let row = |page: u32| {
        main.split(&format!("<th scope=\"row\">{page}</th>")).nth(1).map(|rest| rest.split("</tr>").next().unwrap_or_default().to_owned())
    };
    assert!(row(10).is_none(), "no page stands for 10");
    for page in [9, 11] {
        assert!(row(page).is_some_and(|row| row.contains("guide/tsugi.html") && !row.contains("hajime")), "{page}");
    }
    assert!(row(12).is_some_and(|row| row.contains("guide/hajime.html") && row.contains("guide/tsugi.html")));
    assert!(main.find(">9</th>") < main.find(">11</th>"), "in the order of the booklet");
}

#[test]
fn a_handbook_without_printed_pages_says_so() {
    let pages = Handbook::new().build();
    assert!(main_of(&pages["paper.html"]).contains("冊子のページの番号が書かれていません"));
}

#[test]
fn printed_pages_of_a_base_show_only_where_the_handbook_lists_them() {
    let book = || {
        Handbook::new()
            .files("-- base/site.yml --\nid: motoi\ntitle: 土台\npublisher: 町\nstatus: sample\nbase: yes\nedition: {label: 試し, issued: 2026-04-01}\n")
            .files("-- base/guide/kiso.md --\n---\ntitle: きそ\npaper: \"7\"\n---\n本文\n")
            .replace("site/site.yml", "slots:", "extends: ../base\nslots:")
    };
    let without = book().replace("site/site.yml", "items: [page:hajime]", "items: [page:hajime, page:kiso]").build();
    assert!(!main_of(&without["guide/kiso.html"]).contains("冊子のページ") && !main_of(&without["paper.html"]).contains(">7</th>"));
    let with = book().replace("site/site.yml", "items: [page:hajime]", "items: [page:hajime, page:kiso, index:paper]").build();
    assert!(main_of(&with["guide/kiso.html"]).contains("冊子のページ") && main_of(&with["paper.html"]).contains(">7</th>"));
}
