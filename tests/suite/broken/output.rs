//! Problems that only a build meets: the output folder, and templates and names that are found wrong while rendering.

use super::shirube;
use crate::harness::Handbook;
use std::fs;

/// Exit code and standard error of `build site --out …`.
fn build(book: &Handbook, out: &str) -> (Option<i32>, String) {
    let output = shirube(book, &["build", "site", "--out", out]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("panicked"), "{said}");
    (output.status.code(), said)
}

#[test]
fn a_folder_without_site_yml_is_wrong_usage_for_the_command_line_and_a_problem_for_the_library() {
    let book = Handbook::new().without("site/site.yml");
    let (code, said) = build(&book, "out");
    assert!(code == Some(2) && said.contains("site.yml") && !book.out().exists(), "{said}");
    assert_eq!(book.check().places(), ["S101 site:1:1"]);
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let book = Handbook::new();
    book.write("out/memo.txt", b"memo");
    let (code, said) = build(&book, "out");
    assert!(code == Some(3) && said.contains("X102"), "{said}");
    assert_eq!(fs::read_dir(book.out()).expect("the folder").count(), 1);
}

#[test]
fn an_output_folder_inside_the_sources_or_around_them_is_refused() {
    for out in ["site", "site/public", "."] {
        let book = Handbook::new();
        let before = fs::read_dir(book.site()).expect("the folder").count();
        let (code, said) = build(&book, out);
        assert!(code == Some(3) && (said.contains("X103") || said.contains("X102")), "{out}: {said}");
        assert_eq!(before, fs::read_dir(book.site()).expect("the folder").count(), "{out}");
    }
    let (_, said) = build(&Handbook::new(), "site/public");
    assert!(said.contains("X103"), "{said}");
}

#[test]
fn a_base_is_a_source_too() {
    let book = Handbook::new().files(
        "-- base/site.yml --\nid: base\ntitle: 基\npublisher: 町\nstatus: sample\nedition: {label: 試し, issued: 2026-04-01}\nbase: yes\n",
    );
    let book = book.replace("site/site.yml", "nav:", "extends: ../base\nnav:");
    let (code, said) = build(&book, "base/public");
    assert!(code == Some(3) && said.contains("X103") && !book.root().join("base/public").exists(), "{said}");
}

#[test]
fn a_template_with_a_mistake_is_named_with_its_line_and_nothing_is_written() {
    let book = Handbook::new().files(
        "-- site/theme/templates/page.html --\n{% extends \"default/page.html\" %}\n{% block main %}\n{{ page.titel | }}\n{% endblock %}\n",
    );
    let (code, said) = build(&book, "out");
    assert!(code == Some(1) && said.contains("T101") && said.contains("site/theme/templates/page.html:3:"), "{said}");
    assert!(!book.out().exists());
}

#[test]
fn a_theme_cannot_take_the_emergency_lane_away() {
    let book = Handbook::new().files("-- site/theme/templates/page.html --\n<!doctype html><title>x</title>\n");
    let (code, said) = build(&book, "out");
    assert!(code == Some(1) && said.contains("S110") && !book.out().exists(), "{said}");
}

#[test]
fn a_broken_site_yml_is_told_before_anything_about_the_output_folder() {
    let book = Handbook::new().replace("site/site.yml", "publisher:", "publishr:");
    book.write("public/memo.txt", b"memo");
    for arguments in [&["build", "site"][..], &["build", "site", "--out", "public"]] {
        let output = shirube(&book, arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(1) && said.contains("Y102") && !said.contains("X102"), "{said}");
    }
}

/// Four problems in three files: an error and a warning on the page, and one error each in two files.
fn several() -> Handbook {
    Handbook::new()
        .replace("site/site.yml", "issued: 2026-04-01", "issued: 2026-02-30")
        .replace("site/agencies/centre.yml", "0134-32-5208", "0134-32-52O8")
        .page("これは<b>と[](agency:center)\n")
}

#[test]
fn short_gives_one_line_each_with_place_severity_and_code() {
    let output = shirube(&several(), &["check", "site", "--format", "short"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let lines = [
        "site/agencies/centre.yml:5:14: error D101: 「0134-32-52O8」は電話番号の形ではありません",
        "site/guide/hajime.md:5:4: warning M303: HTML はそのまま文字として表示されます",
        "site/guide/hajime.md:5:8: error M202: 「agency:center」がありません",
        "site/site.yml:6:30: error Y113: 「2026-02-30」は日付ではありません",
    ];
    assert_eq!(said.lines().collect::<Vec<_>>(), lines);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "site: 誤り 3 件、注意 1 件\n");
}

#[test]
fn english_says_all_of_it_in_english_but_what_was_typed() {
    let output = shirube(&several(), &["check", "site", "--format", "human", "--lang", "en"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("error[D101 phone-format]: `0134-32-52O8` is not a phone number"), "{said}");
    assert!(said.contains("help: did you mean `agency:centre`?"), "{said}");
    for japanese in ["エラー", "注意", "補足", "直し方", "がありません", "ください"] {
        assert!(!said.contains(japanese), "{japanese}: {said}");
    }
    assert_eq!(String::from_utf8_lossy(&output.stdout), "site: 3 errors, 1 warning\n");
}

#[test]
fn json_gives_every_problem_with_its_advice_and_nothing_else() {
    let output = shirube(&several(), &["check", "site", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON and nothing else");
    let codes: Vec<&str> = list.as_array().expect("a list").iter().filter_map(|entry| entry["code"].as_str()).collect();
    assert_eq!(codes, ["D101", "M303", "M202", "Y113"]);
    for entry in list.as_array().expect("a list") {
        assert!(entry["help"].as_str().is_some_and(|help| !help.is_empty()), "{entry}");
        assert!(entry["labels"][0]["line"].is_number() && entry["name"].is_string(), "{entry}");
    }
}

#[test]
fn a_flood_of_problems_is_cut_per_file_and_counted() {
    let book = Handbook::new().page(&"[](agency:center)\n\n".repeat(50));
    let output = shirube(&book, &["check", "site"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(said.matches("M202").count(), 20);
    assert!(said.contains("ほかに 30 件"), "{said}");
}
