//! Building a handbook: what comes out, and what stays.

use crate::harness::{Handbook, html_files, main_of};
use shirube::build::{self, BuildOutcome};
use shirube::model::Audience;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn shirube(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
    command.args(arguments).env("LANG", "ja_JP.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command
}

fn content(site: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(site)
}

/// Every file of a folder by path.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    walk.map(|entry| {
        let path = entry.path().strip_prefix(folder).expect("below the folder").to_string_lossy().replace('\\', "/");
        (path, fs::read(entry.path()).expect("a file"))
    })
    .collect()
}

fn built_otaru() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let out = dir.path().join("otaru");
    let built = build::build_site(&content("otaru"), &out, Audience::Public, &|_, _| {});
    let said: Vec<String> = built.sink.iter().map(|d| format!("{} {}", d.code, d.message.ja)).collect();
    assert!(matches!(built.outcome, BuildOutcome::Published { .. }), "{said:?}");
    (dir, out)
}

#[test]
fn a_small_handbook_has_every_kind_of_page() {
    let pages = Handbook::new().build();
    for path in [
        "index.html",
        "404.html",
        "glossary.html",
        "kana.html",
        "search.html",
        "agencies/index.html",
        "agencies/by-name.html",
        "agencies/centre.html",
        "chapters/taio.html",
        "guide/hajime.html",
    ] {
        assert!(pages.contains_key(path), "{path} is missing from {:?}", pages.keys());
    }
}

#[test]
fn the_emergency_lane_with_110_119_189_and_both_local_desks_stands_on_every_page_of_otaru() {
    let (_dir, out) = built_otaru();
    let pages = html_files(&out);
    assert!(pages.len() > 40, "only {} pages", pages.len());
    for (path, html) in pages {
        let start = html.find("data-emergency").unwrap_or_else(|| panic!("{path} has no emergency lane"));
        let main = html.find("<main").unwrap_or_else(|| panic!("{path} has no main part"));
        assert!(start < main, "{path}: the lane stands after the content");
        let lane = &html[start..main];
        for number in ["tel:110", "tel:119", "tel:189", "tel:0134325208", "tel:0116310301"] {
            assert!(lane.contains(number), "{path}: {number} is missing from the lane");
        }
    }
}

#[test]
fn a_sample_says_so_on_every_page() {
    for (path, html) in Handbook::new().build() {
        assert!(html.contains("見本（非公式）"), "{path}");
        assert!(html.contains("教育委員会に確かめてください"), "{path}: where to check");
    }
}

#[test]
fn a_draft_says_so_and_an_approved_edition_names_its_document() {
    let draft = Handbook::new().replace("site/site.yml", "status: sample", "status: draft").build();
    assert!(draft["index.html"].contains(">案<"), "{}", draft["index.html"]);
    let approved = "status:\n  approved: {on: 2026-04-01, by_role: 教育長, document_number: 第12号}";
    let pages = Handbook::new().replace("site/site.yml", "status: sample", approved).build();
    assert!(!pages["index.html"].contains("見本"));
    assert!(pages["index.html"].contains("第12号"));
}

#[test]
fn references_print_the_fact_from_its_one_home() {
    let body = "[](agency:centre) [](agency:centre#phone) [](slot:centre#hours) [](term:gennin) [](index:kana) [](role:management)\n";
    let pages = Handbook::new().page(body).build();
    let main = main_of(&pages["guide/hajime.html"]);
    assert!(main.contains(r#"<a href="../agencies/centre.html">こども家庭センター</a>"#), "{main}");
    assert!(main.contains(r#"<a href="tel:0134325208">0134-32-5208 内線12</a>"#), "{main}");
    assert!(main.contains("平日 9:00〜17:00"), "{main}");
    assert!(main.contains(r#"<a href="../glossary.html#term-gennin">現認</a>"#), "{main}");
    assert!(main.contains("../kana.html") && main.contains("管理職"), "{main}");
}

#[test]
fn a_slot_left_undecided_says_that_the_handbook_does_not_settle_it() {
    let pages = Handbook::new()
        .replace("site/site.yml", "guidance: agency:guidance", "guidance: undecided")
        .page("相談先は[](slot:guidance)です。\n")
        .build();
    let main = main_of(&pages["guide/hajime.html"]);
    assert!(main.contains("児童相談所（本マニュアルに定めがありません）"), "{main}");
}

#[test]
fn item_numbers_come_from_the_nav_and_can_be_pinned() {
    let pages = Handbook::new().build();
    assert!(pages["guide/hajime.html"].contains("1-1-1"), "the first heading of the first page of the first chapter");
    let pinned = Handbook::new().replace("site/guide/hajime.md", "summary: 使い方", "number: 7-3").build();
    assert!(pinned["guide/hajime.html"].contains("7-3-1"));
}

#[test]
fn an_unverified_contact_says_so_and_a_verified_one_names_who_checked_it() {
    let pages = Handbook::new().build();
    assert!(pages["agencies/centre.html"].contains("未確認（原資料のまま）"));
    let verified = Handbook::new()
        .replace("site/agencies/centre.yml", "hours:", "verified:\n  phone: {on: 2026-04-02, by_role: 教頭}\nhours:")
        .build();
    assert!(verified["agencies/centre.html"].contains("2026年4月2日 教頭"), "{}", main_of(&verified["agencies/centre.html"]));
}

#[test]
fn hours_in_lists_keep_their_remark() {
    let pages = Handbook::new().replace("site/agencies/centre.yml", "close: \"17:00\"}", "close: \"17:00\", note: 電話の受付}").build();
    for path in ["agencies/index.html", "agencies/by-name.html"] {
        assert!(main_of(&pages[path]).contains("平日 9:00〜17:00（電話の受付）"), "{path}");
    }
}

#[test]
fn the_glossary_links_back_to_the_pages_that_use_a_word() {
    let pages = Handbook::new().page("[](term:gennin)をします。\n").build();
    let main = main_of(&pages["glossary.html"]);
    assert!(main.contains(r#"href="guide/hajime.html""#), "{main}");
}

#[test]
fn the_first_open_of_the_home_page_weighs_at_most_100_kb() {
    let (_dir, out) = built_otaru();
    let home = fs::read_to_string(out.join("index.html")).expect("the home page");
    let own = home.len() as u64;
    // Loaded when somebody goes to the search box.
    let later = home.split("data-script=\"").nth(1).and_then(|rest| rest.split('"').next());
    let loaded: u64 = home
        .split('"')
        .filter(|value| value.starts_with("assets/") && Some(*value) != later)
        .map(|path| fs::metadata(out.join(path)).unwrap_or_else(|_| panic!("{path} is not there")).len())
        .sum();
    assert!(loaded > 0, "the home page loads no style and no script?");
    println!("home page {own} bytes, what it loads {loaded} bytes");
    assert!(own + loaded <= 100_000, "{own} + {loaded} bytes");
}

#[test]
fn every_page_names_what_its_search_box_loads_and_leads_to() {
    let (_dir, out) = built_otaru();
    let words = fs::read_to_string(out.join("search/words.js")).expect("the words of the search");
    assert!(words.starts_with("Shirube.searchWords(JSON.parse(\"{") && words.contains("見つかりません"), "{words}");
    for (page, root) in [("index.html", ""), ("search.html", ""), ("forms/index.html", "../"), ("guide/taio/day-7.html", "../../")] {
        let html = fs::read_to_string(out.join(page)).expect("a page");
        assert_eq!(html.matches("data-search-input").count(), 1, "{page}");
        assert!(html.contains(&format!("data-root=\"{root}\"")) && html.contains(&format!("data-page=\"{root}search.html\"")), "{page}");
        let script = html.split("data-script=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("the script of the search");
        assert!(out.join(page).parent().expect("a folder").join(script).is_file(), "{page}: {script}");
    }
}

#[test]
fn a_second_build_without_changes_touches_no_file() {
    let handbook = Handbook::new();
    handbook.build();
    let modified = |path: &str| fs::metadata(handbook.out().join(path)).and_then(|m| m.modified()).expect("a built file");
    let before = (modified("index.html"), modified("guide/hajime.html"));
    let again = handbook.try_build();
    assert!(matches!(again.outcome, BuildOutcome::Unchanged { .. }), "{:?}", again.outcome);
    assert_eq!(before, (modified("index.html"), modified("guide/hajime.html")));
}

#[test]
fn an_error_in_the_sources_leaves_the_last_good_site_byte_for_byte() {
    let handbook = Handbook::new();
    handbook.build();
    let before = tree(&handbook.out());
    let handbook = handbook.page("[](agency:nobody)\n");
    let built = handbook.try_build();
    assert_eq!(built.outcome, BuildOutcome::Refused { is_environment: false });
    assert_eq!(before, tree(&handbook.out()));
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_left_alone() {
    let handbook = Handbook::new();
    handbook.write("out/大切なファイル.txt", b"keep");
    let built = handbook.try_build();
    assert_eq!(built.outcome, BuildOutcome::Refused { is_environment: true });
    assert_eq!(fs::read_dir(handbook.out()).expect("the folder stands").count(), 1);
}

#[test]
fn an_overlay_replaces_a_page_of_its_base_and_adds_others() {
    let handbook = Handbook::new().files(
        r#"
-- town/site.yml --
id: town
title: 町の手引き
publisher: 町
status: sample
edition: {label: 試し, issued: 2026-04-01}
extends: ../site
nav:
  - {id: taio, title: 対応, items: [page:hajime, page:machi]}
-- town/guide/hajime.md --
---
overlay: replace
title: 町のはじめに
---
町の本文です。
-- town/guide/machi.md --
---
title: 町だけのページ
---
[](agency:centre)
"#,
    );
    let out = handbook.root().join("town-out");
    let built = build::build_site(&handbook.root().join("town"), &out, Audience::Public, &|_, _| {});
    assert!(matches!(built.outcome, BuildOutcome::Published { .. }), "{:?}", built.sink.iter().map(|d| &d.message.ja).collect::<Vec<_>>());
    let pages = html_files(&out);
    assert!(main_of(&pages["guide/hajime.html"]).contains("町の本文です"));
    assert!(pages.contains_key("guide/machi.html") && pages.contains_key("agencies/centre.html"));
}

#[test]
fn two_builds_in_different_surroundings_give_the_same_bytes() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    // A copy whose files were created in the opposite order, so that the directory lists them differently.
    let copy = dir.path().join("copy");
    for site in ["common", "otaru"] {
        for (path, bytes) in tree(&content(site)).into_iter().rev() {
            let path = copy.join(site).join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
    }
    let (one, other) = (dir.path().join("one"), dir.path().join("other"));
    let first =
        shirube(&["build"]).arg(content("otaru")).arg("--out").arg(&one).env("RAYON_NUM_THREADS", "1").env("TZ", "Asia/Tokyo").status();
    let second = shirube(&["build", "otaru", "--out", "../other"])
        .current_dir(&copy)
        .env("RAYON_NUM_THREADS", "7")
        .env("TZ", "America/New_York")
        .env("LC_ALL", "tr_TR.UTF-8")
        .status();
    assert!(first.expect("it runs").success() && second.expect("it runs").success());
    let (one, other) = (tree(&one), tree(&other));
    assert!(one.len() > 40);
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in one {
        assert!(bytes == other[&path], "{path} differs");
    }
}

#[test]
fn the_command_line_tells_success_problems_usage_and_environment_apart() {
    let handbook = Handbook::new();
    let run = |arguments: &[&str]| shirube(arguments).current_dir(handbook.root()).output().expect("it runs");
    assert_eq!(run(&["check", "site"]).status.code(), Some(0));
    assert_eq!(run(&["check", "nowhere"]).status.code(), Some(2));
    assert_eq!(run(&["build", "--nonsense"]).status.code(), Some(2));
    assert_eq!(run(&["explain", "d201"]).status.code(), Some(0));
    assert_eq!(run(&["explain", "Z999"]).status.code(), Some(2));
    handbook.write("full/memo.txt", b"memo");
    assert_eq!(run(&["build", "site", "--out", "full"]).status.code(), Some(3));
    let handbook = handbook.page("[](agency:nobody)\n");
    let broken = shirube(&["build", "site"]).current_dir(handbook.root()).output().expect("it runs");
    assert_eq!(broken.status.code(), Some(1));
    assert!(!handbook.root().join("public/machi/index.html").exists());
}

#[test]
fn two_handbooks_with_one_id_are_not_published_over_each_other() {
    let handbook = Handbook::new();
    let copy = |from: &str, to: &str| {
        for (path, bytes) in tree(&handbook.root().join(from)) {
            handbook.write(&format!("{to}/{path}"), &bytes);
        }
    };
    copy("site", "workspace/one");
    copy("site", "workspace/two");
    let output = shirube(&["build", "workspace"]).current_dir(handbook.root()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("workspace/two") && said.contains("id"), "{said}");
    assert!(handbook.root().join("public/machi/index.html").is_file(), "the first one is published");
}

#[test]
fn an_agency_cannot_take_the_name_of_a_generated_list() {
    let handbook = Handbook::new().files("-- site/agencies/by-name.yml --\nname: 窓口\nyomi: まどぐち\ncategory: jido\ncontact: unknown\n");
    assert_eq!(handbook.check().places(), ["S108 agencies/by-name.yml:1:7"]);
}

#[test]
fn problems_as_json_can_be_read_by_a_program() {
    let handbook = Handbook::new().page("[](agency:centor)\n");
    let output = shirube(&["check", "site", "--format", "json"]).current_dir(handbook.root()).output().expect("it runs");
    let list: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON and nothing else on standard output");
    let first = &list[0];
    assert_eq!(first["code"], "M202");
    assert_eq!(first["labels"][0]["file"], "site/guide/hajime.md");
    assert_eq!((first["labels"][0]["line"].as_u64(), first["labels"][0]["column"].as_u64()), (Some(5), Some(1)));
    assert!(first["help"].as_str().is_some_and(|help| help.contains("centre")), "{first}");
}

#[test]
fn a_mistyped_command_is_answered_in_the_readers_language() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let said = |arguments: &[&str]| {
        let output = shirube(arguments).env("LC_ALL", "C").current_dir(dir.path()).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8(output.stderr).expect("text")
    };
    for (arguments, answer) in [
        (&["bild"][..], "「bild」というコマンドはありません（もしかして build）"),
        (&["build", "--ouy", "x"], "「--ouy」という指定はありません（もしかして --out）"),
        (&["build", "a", "b"], "「b」は余分です。フォルダーや番号は一つだけ書きます"),
        (&["build", "--out"], "「--out <フォルダー>」の値が書かれていません"),
        (&["new"], "「<フォルダー>」が書かれていません"),
        (&["new", "machi", "--from", "foo"], "「--from <もと>」に「foo」は使えません。使えるのは common、otaru、blank です"),
        (&["check", "nowhere"], "フォルダー「nowhere」がありません"),
    ] {
        let text = said(arguments);
        assert!(text.starts_with(&format!("{answer}\n")), "{arguments:?}: {text}");
    }
    assert!(said(&["--lang", "en", "bild"]).starts_with("error: unrecognized subcommand"));
}

#[test]
fn help_speaks_japanese() {
    for command in ["", "build", "check", "new", "explain"] {
        let arguments: Vec<&str> = [command, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
        let output = shirube(&arguments).output().expect("it runs");
        assert!(output.status.success(), "{command}");
        let text = String::from_utf8(output.stdout).expect("text");
        for english in ["Usage", "Options", "Commands", "Arguments", "Possible values", "default:", "Print help"] {
            assert!(!text.contains(english), "{command}: {english}\n{text}");
        }
    }
}

#[test]
fn new_tells_where_the_base_is_and_that_a_copied_contact_is_a_neighbours() {
    for (from, words) in
        [("common", vec!["common フォルダー"]), ("otaru", vec!["common フォルダー", "小樽市のものです"]), ("blank", vec![])]
    {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let made = shirube(&["new", "machi-tebiki", "--from", from]).env("LC_ALL", "C").current_dir(dir.path()).output().expect("it runs");
        let text = String::from_utf8(made.stdout).expect("text");
        for word in ["common フォルダー", "小樽市のものです"] {
            assert_eq!(text.contains(word), words.contains(&word), "{from}: {text}");
        }
    }
}

#[test]
fn the_footer_speaks_of_sources_only_below_a_page_that_ends_with_them() {
    let says = |html: &str| html.contains("出典は、このページの終わりに");
    let book = Handbook::new().page("本文です。\n");
    assert!(book.build().values().all(|html| !says(html)));
    let cited = "title: はじめに\nsources:\n  - {document: 町のしおり}";
    let pages = book.replace("site/guide/hajime.md", "title: はじめに", cited).build();
    assert!(says(&pages["guide/hajime.html"]) && !says(&pages["index.html"]) && !says(&pages["glossary.html"]));
}
