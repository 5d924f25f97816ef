//! Numbers and addresses of an agency that have ids: printed one by one, patched one by one, kept from the public one by one.

use crate::harness::{Handbook, main_of};
use shirube::model::Audience;

const CENTRE: &str = "site/agencies/centre.yml";

const TWO: &str = "\
-- site/agencies/centre.yml --
name: こども家庭センター
yomi: こどもかていせんたー
category: jido
phones:
  - {id: daihyo, number: 0134-32-4111, extension: \"7530\", label: 代表}
  - {id: chokutsu, number: 0134-32-5208, label: 直通}
emails:
  - {id: ippan, address: kodomo@city.machi.lg.jp, label: 一般の相談}
  - {id: daihyo, address: renraku@city.machi.lg.jp}
";

fn two(page: &str) -> Handbook {
    Handbook::new().files(TWO).page(page)
}

/// The body of the page.
fn printed(page: &str) -> String {
    let pages = two(page).build();
    let main = main_of(&pages["guide/hajime.html"]);
    let start = main.find("<article").expect("a body");
    main[start..].to_owned()
}

#[test]
fn one_number_extension_or_address_is_printed_and_can_be_dialled_or_written_to() {
    let html = printed("電話 [](agency:centre/daihyo#phone)、内線 [](agency:centre/daihyo#extension)\n");
    assert!(html.contains("<a href=\"tel:0134324111\">0134-32-4111 内線7530</a>、内線 7530"), "{html}");
    assert!(!html.contains("5208") && !html.contains("代表"), "{html}");
    let html = printed("[](agency:centre/ippan#email)\n\n[連絡票の送り先](agency:centre/daihyo#email)\n");
    assert!(html.contains("<a href=\"mailto:kodomo@city.machi.lg.jp\">kodomo@city.machi.lg.jp</a>"), "{html}");
    assert!(html.contains("<a href=\"mailto:renraku@city.machi.lg.jp\">連絡票の送り先</a>"), "{html}");
}

#[test]
fn without_an_id_all_are_printed_with_what_they_are_for() {
    let html = printed("[](agency:centre#phone)\n\n[](agency:centre#extension)\n");
    assert!(html.contains("<p>0134-32-4111 内線7530（代表）、0134-32-5208（直通）</p>"), "{html}");
    assert!(html.contains("<p>7530</p>"), "{html}");
}

#[test]
fn a_page_that_names_one_number_is_listed_at_its_agency() {
    let pages = two("[](agency:centre/chokutsu#phone)\n").build();
    assert!(main_of(&pages["agencies/centre.html"]).contains("guide/hajime.html"));
}

#[test]
fn what_is_missing_is_said_with_what_was_meant() {
    let rows = [
        ("agency:centre/chokutu#phone", "M203", "もしかして「chokutsu」ですか"),
        ("agency:centre/chokutsu#email", "M203", "使える id: ippan、daihyo"),
        ("agency:centre/chokutsu#extension", "M207", "「agency:centre/chokutsu」に、内線番号が書かれていません"),
        ("agency:centre/daihyo", "M203", "「agency:centre/daihyo#phone」"),
        ("agency:centre/daihyo#hours", "M203", "「/daihyo」を消します"),
        ("agency:guidance/x#phone", "M203", "「id: x」を書き足すか"),
        ("slot:centre/daihyo#phone", "M203", "「slot:」に「/daihyo」という部分はありません"),
    ];
    for (reference, code, words) in rows {
        let checked = two(&format!("[電話]({reference})\n")).check();
        assert_eq!(checked.places(), [format!("{code} guide/hajime.md:5:1")], "{reference}");
        assert!(checked.human().contains(words), "{reference}\n{}", checked.human());
    }
}

#[test]
fn ids_are_unique_among_the_numbers_and_among_the_addresses() {
    assert_eq!(two("本文\n").check().places(), Vec::<String>::new(), "a number and an address may share one");
    let twice = two("本文\n").replace(CENTRE, "id: chokutsu", "id: daihyo").replace(CENTRE, "id: ippan", "id: daihyo");
    assert_eq!(twice.check().places(), ["S109 agencies/centre.yml:6:10", "S109 agencies/centre.yml:9:10"]);
    let odd = two("本文\n").replace(CENTRE, "id: chokutsu", "id: 直通");
    assert_eq!(odd.check().places(), ["S108 agencies/centre.yml:6:10"]);
}

#[test]
fn a_copy_of_one_of_several_is_answered_with_its_own_reference() {
    let said = two("電話は 0134-32-5208、または kodomo@city.machi.lg.jp へ。\n").check().human();
    assert!(said.contains("[](agency:centre/chokutsu#phone) と書きます"), "{said}");
    assert!(said.contains("[](agency:centre/ippan#email) と書きます"), "{said}");
}

const BASE: &str = "\
-- base/site.yml --
id: moto
title: 基
publisher: 町
status: sample
edition: {label: 試し, issued: 2026-04-01}
base: yes
";

#[test]
fn a_town_changes_one_number_of_its_base_and_keeps_the_others() {
    let base = format!("{BASE}{}", TWO.replace("site/agencies/centre.yml", "base/agencies/center.yml").replace("jido", "moto"));
    let categories = "-- base/categories.yml --\ncategories: [{id: moto, title: 基の窓口, yomi: もと}]\n";
    let patch = "\
-- site/agencies/center.yml --
overlay: patch
phones:
  patch: {daihyo: {number: 0134-32-9999}}
  add: [{id: yakan, number: 0134-32-1111, label: 夜間, after: daihyo}]
emails:
  remove: [ippan]
";
    let book = Handbook::new().replace("site/site.yml", "nav:", "extends: ../base\nnav:");
    let book = book.files(&base).files(categories).files(patch);
    let page = "[](agency:center#phone)\n\n[](agency:center#email)\n\n[](agency:center/yakan#phone)\n";
    let pages = book.page(page).build();
    let html = main_of(&pages["guide/hajime.html"]);
    assert!(html.contains("0134-32-9999 内線7530（代表）、0134-32-1111（夜間）、0134-32-5208（直通）"), "{html}");
    assert!(html.contains("renraku@") && !html.contains("kodomo@"), "{html}");
}

#[test]
fn a_number_for_staff_is_not_named_in_public() {
    let book = two("[](agency:centre/chokutsu#phone)\n").replace(CENTRE, "label: 直通", "label: 直通, audience: staff");
    let checked = book.check();
    assert_eq!(checked.places(), ["S115 guide/hajime.md:5:1"]);
    assert!(checked.human().contains("電話（窓口「こども家庭センター」）"), "{}", checked.human());

    let book = two("> [!STAFF]\n> [](agency:centre/chokutsu#phone)\n").replace(CENTRE, "label: 直通", "label: 直通, audience: staff");
    assert!(!book.build().values().any(|html| html.contains("5208")));
    let staff = two("> [!STAFF]\n> [](agency:centre/chokutsu#phone)\n").replace(CENTRE, "label: 直通", "label: 直通, audience: staff");
    let _ = staff.try_build_for(Audience::Staff);
    let html = std::fs::read_to_string(staff.out().join("guide/hajime.html")).expect("the page");
    assert!(html.contains("0134-32-5208（教職員用）"), "{html}");
}
