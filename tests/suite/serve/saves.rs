//! The ways in which editors save: each is shown, and no round names anything else.

use super::client::Shown;
use crate::harness::Handbook;
use std::fs::{self, File, FileTimes};
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, SystemTime};

const PAGE: &str = "site/guide/hajime.md";

type Save = fn(&Path, &str);

const WAYS: &[(&str, Save)] = &[
    ("truncate and write", |path, text| fs::write(path, text).unwrap()),
    ("rename over", |path, text| {
        let other = path.with_file_name("hajime.md.tmp");
        fs::write(&other, text).unwrap();
        fs::rename(&other, path).unwrap();
    }),
    ("backup, then a new file", |path, text| {
        fs::rename(path, path.with_file_name("hajime.md~")).unwrap();
        fs::write(path, text).unwrap();
    }),
    ("backup in place, then rename over", |path, text| {
        fs::copy(path, path.with_file_name("hajime.md.bak")).unwrap();
        let other = path.with_file_name(".hajime.md.new");
        fs::write(&other, text).unwrap();
        fs::rename(&other, path).unwrap();
    }),
    ("delete and create", |path, text| {
        fs::remove_file(path).unwrap();
        fs::write(path, text).unwrap();
    }),
    ("in chunks", |path, text| {
        let mut file = File::create(path).unwrap();
        for chunk in text.as_bytes().chunks(7) {
            file.write_all(chunk).unwrap();
            file.flush().unwrap();
        }
        file.sync_all().unwrap();
    }),
    ("with the probe files of an editor", |path, text| {
        let folder = path.parent().unwrap();
        for litter in ["4913", ".hajime.md.swp", "#hajime.md#", ".#hajime.md", "~$hajime.md", "hajime.md.tmp"] {
            fs::write(folder.join(litter), "…").unwrap();
        }
        fs::remove_file(folder.join("4913")).unwrap();
        fs::write(path, text).unwrap();
    }),
    ("over a file that may only be read", |path, text| {
        let mut rights = fs::metadata(path).unwrap().permissions();
        rights.set_readonly(true);
        fs::set_permissions(path, rights).unwrap();
        let other = path.with_file_name("hajime.md.tmp");
        fs::write(&other, text).unwrap();
        fs::rename(&other, path).unwrap();
    }),
    ("with the time set back to 1970", |path, text| {
        fs::write(path, text).unwrap();
        File::options().write(true).open(path).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
    }),
    ("a hundred times in a burst", |path, text| {
        for nth in 0..100 {
            fs::write(path, format!("{text}{nth}")).unwrap();
        }
        fs::write(path, text).unwrap();
    }),
];

/// The page with a sentence of its own.
fn page(sentence: &str) -> String {
    format!("---\ntitle: はじめに\nyomi: はじめに\n---\n{sentence}\n")
}

fn body(shown: &Shown) -> String {
    shown.get("/guide/hajime.html").text()
}

#[test]
fn each_way_of_saving_is_shown() {
    let (shown, _) = Shown::start(Handbook::new());
    for (nth, (way, save)) in WAYS.iter().enumerate() {
        let sentence = format!("{nth}番目の書き方です。");
        save(&shown.path(PAGE), &page(&sentence));
        // A busy machine may stop in the midst of a save for longer than the quiet that ends it: then there are rounds more, and the last one
        // shows it.
        while !body(&shown).contains(&sentence) {
            assert_eq!(shown.changed(), [PAGE], "{way}");
        }
    }
}

#[test]
fn a_save_of_the_same_size_and_time_is_shown() {
    let (shown, _) = Shown::start(Handbook::new());
    let path = shown.path(PAGE);
    shown.save(&[(PAGE, Some(page("同じ長さのあ").as_bytes()))]);
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, page("同じ長さのい")).unwrap();
    File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    while !body(&shown).contains("同じ長さのい") {
        assert_eq!(shown.changed(), [PAGE]);
    }
}

#[test]
fn a_touch_a_save_without_a_change_and_litter_are_no_round() {
    let (shown, _) = Shown::start(Handbook::new());
    let mut events = shown.events("");
    let before = events.next();
    let path = shown.path(PAGE);
    let text = fs::read(&path).unwrap();
    let file = File::options().write(true).open(&path).unwrap();
    file.set_times(FileTimes::new().set_modified(SystemTime::now() + Duration::from_secs(5))).unwrap();
    shown.put(&[(PAGE, Some(&text))]);
    fs::write(shown.path("site/guide/.memo.md.swp"), "…").unwrap();
    fs::write(shown.path("site/agencies/centre.yml~"), "…").unwrap();
    // The next real save is the next round, and names itself only.
    shown.put(&[("site/guide/hoka.md", Some(page("ほかのページ").replace("はじめに", "ほか").as_bytes()))]);
    assert_eq!(shown.changed(), ["site/guide/hoka.md"]);
    let after = events.next();
    assert_eq!(after["look"].as_u64(), before["look"].as_u64().map(|look| look + 1), "{after}");
}

#[test]
fn a_touch_alone_is_no_round() {
    let (shown, _) = Shown::start(Handbook::new());
    let path = shown.path(PAGE);
    let mut events = shown.events("");
    let before = events.next()["look"].as_u64().unwrap();
    for nth in 1..=3 {
        let file = File::options().write(true).open(&path).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(nth)).unwrap();
        drop(file);
        // A page that is asked for after a round waits for it, so nothing can be under way after this.
        std::thread::sleep(shirube::serve::QUIET * 2);
        shown.get("/guide/hajime.html");
    }
    shown.put(&[(PAGE, Some(page("さいごに").as_bytes()))]);
    assert_eq!(shown.changed(), [PAGE]);
    assert_eq!(events.next()["look"].as_u64(), Some(before + 1));
}

#[test]
fn files_and_folders_that_come_go_and_move_are_shown() {
    let (shown, _) = Shown::start(Handbook::new());
    let new = page("新しいページ").replace("はじめに", "あたらしい");
    // Written at once after its folder was made: the event of the file may be lost.
    shown.put(&[("site/guide/fukai/motto/atarashi.md", Some(new.as_bytes()))]);
    assert_eq!(shown.changed(), ["site/guide/fukai/motto/atarashi.md"]);
    assert!(shown.get("/guide/fukai/motto/atarashi.html").text().contains("新しいページ"));
    fs::rename(shown.path("site/guide/fukai"), shown.path("site/guide/asai")).unwrap();
    assert_eq!(shown.changed(), ["site/guide/asai/motto/atarashi.md", "site/guide/fukai/motto/atarashi.md"]);
    assert_eq!(shown.get("/guide/fukai/motto/atarashi.html").status, 404);
    assert_eq!(shown.get("/guide/asai/motto/atarashi.html").status, 200);
    // In a folder that was moved, a later save is heard of too.
    shown.put(&[("site/guide/asai/motto/atarashi.md", Some(new.replace("新しい", "もっと新しい").as_bytes()))]);
    assert_eq!(shown.changed(), ["site/guide/asai/motto/atarashi.md"]);
    fs::remove_dir_all(shown.path("site/guide/asai")).unwrap();
    assert_eq!(shown.changed(), ["site/guide/asai/motto/atarashi.md"]);
    assert_eq!(shown.get("/guide/asai/motto/atarashi.html").status, 404);
}

#[test]
fn the_whole_folder_may_be_taken_away_and_put_back() {
    let (shown, _) = Shown::start(Handbook::new());
    fs::rename(shown.path("site"), shown.path("kept")).unwrap();
    let gone = shown.round();
    assert!(gone[0].is_kept && gone[0].sink.errors() > 0);
    assert!(body(&shown).contains("使い方"), "the last good page stays");
    fs::rename(shown.path("kept"), shown.path("site")).unwrap();
    assert!(shown.round()[0].is_shown);
    shown.put(&[(PAGE, Some(page("もどりました").as_bytes()))]);
    assert_eq!(shown.changed(), [PAGE]);
    assert!(body(&shown).contains("もどりました"));
}
