//! Handbooks side by side: an index, a folder each, and a base that all of them share.

use super::client::{Shown, put};
use crate::harness::Handbook;
use std::fs;
use std::path::Path;

/// `base/` with the small handbook's things, and two towns on it.
fn workspace() -> Handbook {
    let book = Handbook::new();
    let (site, base) = (book.site(), book.root().join("base"));
    fs::rename(&site, &base).unwrap();
    let file = base.join("site.yml");
    let text = fs::read_to_string(&file).unwrap();
    let bind = text[text.find("bind:").unwrap()..text.find("roles:").unwrap()].to_owned();
    let nav = text[text.find("nav:").unwrap()..].to_owned();
    fs::write(&file, text.replace("id: machi", "id: base\nbase: yes").replace(&bind, "").replace(&nav, "")).unwrap();
    for town in ["kita", "minami"] {
        town_at(book.root(), town, &bind, &nav);
    }
    book
}

fn town_at(root: &Path, town: &str, bind: &str, nav: &str) {
    fs::create_dir_all(root.join(town)).unwrap();
    let text = format!(
        "id: {town}\ntitle: {town}の手引き\npublisher: 町\nstatus: sample\nextends: ../base\nedition: {{label: 試し, issued: 2026-04-01}}\n{bind}{nav}"
    );
    fs::write(root.join(town).join("site.yml"), text).unwrap();
}

#[test]
fn handbooks_side_by_side_have_an_index_and_a_folder_each() {
    let book = workspace();
    let root = book.root().to_owned();
    let (shown, first) = Shown::of(book, root);
    assert_eq!(first.len(), 3);
    let index = shown.get("/").text();
    for town in ["kita", "minami", "base"] {
        assert!(index.contains(&format!("href=\"/{town}/\"")), "{index}");
        let moved = shown.get(&format!("/{town}"));
        assert!(moved.status == 308 && moved.head.contains(&format!("Location: /{town}/\r\n")), "{moved:?}");
    }
    for town in ["kita", "minami"] {
        assert!(shown.get(&format!("/{town}/")).text().contains(&format!("{town}の手引き")));
        let page = shown.get(&format!("/{town}/guide/hajime.html")).text();
        assert!(page.contains(&format!("data-events=\"/~preview/events/{town}\"")), "{page}");
    }
    assert!(shown.get("/base/").text().contains("ほかの手引きの基です"));
    for path in ["/nishi/", "/nishi", "/kita/../minami/", "/kita/guide/none.html"] {
        assert_eq!(shown.get(path).status, 404, "{path}");
    }
}

#[test]
fn an_edit_of_the_base_is_shown_in_every_town_and_one_of_a_town_in_that_town_only() {
    let book = workspace();
    let root = book.root().to_owned();
    let (shown, _) = Shown::of(book, root);
    let (mut kita, mut minami) = (shown.events("kita"), shown.events("minami"));
    let (before, _) = (kita.next(), minami.next());
    let page = shown.path("base/guide/hajime.md");
    let text = fs::read_to_string(&page).unwrap();
    put(&page, text.replace("本文です。", "土台を直しました。").as_bytes());
    assert_eq!(shown.round().len(), 3);
    for (town, events) in [("kita", &mut kita), ("minami", &mut minami)] {
        assert_eq!(events.next()["shown"].as_u64(), before["shown"].as_u64().map(|look| look + 1), "{town}");
        assert!(shown.get(&format!("/{town}/guide/hajime.html")).text().contains("土台を直しました。"), "{town}");
    }
    let own = shown.path("minami/site.yml");
    let text = fs::read_to_string(&own).unwrap();
    put(&own, text.replace("minamiの手引き", "みなみの手引き").as_bytes());
    let told = shown.round();
    assert_eq!(told.len(), 1);
    assert!(shown.get("/minami/").text().contains("みなみの手引き"));
}

#[test]
fn a_handbook_that_comes_or_goes_is_noticed() {
    let book = workspace();
    let root = book.root().to_owned();
    let (shown, _) = Shown::of(book, root);
    let mut index = shown.events("");
    let before = index.next()["shown"].as_u64();
    put(&shown.path("nishi/site.yml"), &fs::read(shown.path("kita/site.yml")).unwrap());
    let told = shown.round();
    assert!(told.len() == 1 && told[0].folder.ends_with("nishi"), "{told:?}");
    assert!(index.next()["shown"].as_u64() > before);
    assert_eq!(shown.get("/nishi/").status, 200);
    let events = shown.events("nishi");
    fs::remove_dir_all(shown.path("nishi")).unwrap();
    assert!(events.ends());
    shown.round();
    assert_eq!(shown.get("/nishi/").status, 404);
    assert!(!shown.get("/").text().contains("nishi"));
}

#[test]
fn a_base_that_is_named_wrongly_is_read_once_it_is_named_right() {
    let book = workspace();
    let root = book.root().to_owned();
    fs::rename(root.join("base"), root.join("moto")).unwrap();
    let (shown, first) = Shown::of(book, root.join("kita"));
    assert!(first[0].sink.errors() > 0 && !first[0].is_shown);
    assert_eq!(shown.get("/").status, 500);
    fs::rename(root.join("moto"), root.join("base")).unwrap();
    assert!(shown.round()[0].is_shown, "the base came");
    let page = root.join("base/guide/hajime.md");
    let text = fs::read_to_string(&page).unwrap();
    put(&page, text.replace("本文です。", "土台から。").as_bytes());
    assert!(shown.round()[0].is_shown);
    assert!(shown.get("/guide/hajime.html").text().contains("土台から。"));
}
