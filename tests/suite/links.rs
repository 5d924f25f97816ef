//! Links between pages: wherever a page lies, whatever a reference prints, however many mention a thing.

use crate::harness::{Handbook, main_of};

#[test]
fn a_page_in_forty_folders_still_finds_its_way_home() {
    let id = ["a"; 40].join("/");
    let handbook = Handbook::new().replace("site/site.yml", "items: [page:hajime]", &format!("items: [page:hajime, \"page:{id}\"]"));
    handbook.write(&format!("site/guide/{id}.md"), "---\ntitle: 深い\n---\n[](agency:centre)\n".as_bytes());
    let pages = handbook.build();
    let page = &pages[&format!("guide/{id}.html")];
    let up = "../".repeat(40);
    for path in ["index.html", "agencies/centre.html", "guide/hajime.html", "chapters/taio.html"] {
        assert!(page.contains(&format!("\"{up}{path}\"")), "{path}: {page}");
    }
}

#[test]
fn a_definition_printed_elsewhere_names_what_it_refers_to_and_ends() {
    let definition = "definition: \"[](agency:centre)の確認。[](term:gennin#definition)\"}";
    let pages = Handbook::new()
        .replace("site/glossary.yml", "definition: 本人に会って無事を確かめること。}", definition)
        .page("[](term:gennin#definition)\n")
        .build();
    let main = main_of(&pages["guide/hajime.html"]);
    assert!(main.contains("こども家庭センターの確認。現認"), "{main}");
}

#[test]
fn a_page_counts_once_among_many_that_mention_an_agency() {
    let pages: Vec<String> = (0..32).map(|at| format!("p{at}")).collect();
    let handbook = Handbook::new().replace("site/site.yml", "items: [page:hajime]", "items: [page:hajime, \"folder:many\"]");
    for page in &pages {
        let text = format!("---\ntitle: {page}\n---\n[](agency:guidance) [](agency:guidance#phone)\n");
        handbook.write(&format!("site/guide/many/{page}.md"), text.as_bytes());
    }
    let built = handbook.build();
    let main = main_of(&built["agencies/guidance.html"]);
    assert_eq!(main.matches("guide/many/").count(), 8);
    assert!(main.contains("ほか 24 ページ"), "{main}");
}

#[test]
fn a_reference_prints_where_and_when_an_agency_is_open() {
    let pages = Handbook::new()
        .replace(
            "site/agencies/centre.yml",
            "category: jido",
            "category: jido\nsites:\n  - {venue: 図書館, days: [火, 木], open: \"9:30\", close: \"12:00\"}\n  - {venue: 分室}",
        )
        .page("[](agency:centre#sites)\n")
        .build();
    let main = main_of(&pages["guide/hajime.html"]);
    assert!(main.contains("火曜日・木曜日 9:30〜12:00 図書館、分室"), "{main}");
}

#[test]
fn a_fact_of_a_desk_that_is_left_open_is_not_named_twice() {
    let pages = Handbook::new()
        .replace("site/site.yml", "  centre: {title: こども家庭センター}", "  centre: {title: こども家庭センター}\n  desk: {title: 保健所}")
        .replace("site/site.yml", "bind:", "bind:\n  desk: undecided")
        .page("[](slot:desk)（電話 [](slot:desk#phone)）\n")
        .build();
    let main = main_of(&pages["guide/hajime.html"]);
    assert!(main.contains("保健所（本マニュアルに定めがありません）（電話 決まっていません）"), "{main}");
}

#[test]
fn a_fact_that_is_missing_is_named_in_the_language_of_the_message() {
    let book = Handbook::new().page("[](agency:centre#email)と[](agency:centre#sites)\n");
    let said: Vec<(String, String)> = book.check().diagnostics.into_iter().map(|d| (d.message.ja, d.message.en)).collect();
    let said: Vec<(&str, &str)> = said.iter().map(|(ja, en)| (ja.as_str(), en.as_str())).collect();
    let email = ("「agency:centre」に、メールアドレスが書かれていません", "`agency:centre` does not give its email");
    let sites = ("「agency:centre」に、会場と、そこを開く曜日・時間が書かれていません", "`agency:centre` does not give its sites");
    assert_eq!(said, [email, sites]);
}
