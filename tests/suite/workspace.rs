//! Handbooks side by side over a common base: the base is checked on its own, and what is wrong with it is said once.

use crate::harness::Handbook;
use std::process::{Command, Output};

const BASE: &str = "\
-- books/moto/site.yml --
id: moto
title: 基
publisher: 基の町
status: sample
edition: {label: 試し, issued: 2026-04-01}
base: yes
-- books/moto/guide/kyotsu.md --
---
title: 共通
yomi: きょうつう
---
本文です。
";

/// Two towns, `books/higashi` and `books/nishi`, over `books/moto`.
fn towns() -> Handbook {
    let handbook = Handbook::new().replace("site/site.yml", "nav:", "extends: ../moto\nnav:");
    let handbook = handbook.replace("site/site.yml", "[page:hajime]", "[page:hajime, page:kyotsu]").files(BASE);
    for town in ["higashi", "nishi"] {
        for entry in walkdir::WalkDir::new(handbook.site()).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
            let below = entry.path().strip_prefix(handbook.site()).expect("below").to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(entry.path()).expect("a text").replace("id: machi\n", &format!("id: {town}\n"));
            handbook.write(&format!("books/{town}/{below}"), text.as_bytes());
        }
    }
    handbook
}

fn shirube(handbook: &Handbook, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
    command.args(arguments).current_dir(handbook.root());
    command.env("LANG", "ja_JP.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES").output().expect("it runs")
}

const BUILD: &[&str] = &["--format", "short", "build", "books", "--out", "out"];
const CHECK: &[&str] = &["--format", "short", "check", "books"];

fn lines(output: &Output) -> (Vec<String>, Vec<String>) {
    let lines = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect();
    (lines(&output.stdout), lines(&output.stderr))
}

/// How often the words are said.
fn times(said: &[String], words: &str) -> usize {
    said.iter().filter(|line| line.contains(words)).count()
}

#[test]
fn what_is_wrong_with_a_base_is_said_once_and_counted_for_each_town() {
    let handbook =
        towns().replace("books/moto/guide/kyotsu.md", "本文です。", "本文です。\n\n# 題の見出し\n\n連続7日欠席したら、報告します。");
    for command in [BUILD, CHECK] {
        let output = shirube(&handbook, command);
        let (results, problems) = lines(&output);
        assert!(output.status.success(), "{problems:#?}");
        assert_eq!(times(&problems, "books/moto/guide/kyotsu.md"), 2, "{problems:#?}");
        assert_eq!((times(&problems, "M310"), times(&problems, "W204")), (1, 1), "{problems:#?}");
        assert_eq!(results[0], "books/moto: 誤り 0 件、注意 2 件");
        assert_eq!(times(&results, "誤り 0 件、注意 2 件（うち 2 件は、上に示した基の手引きのもの）"), 2, "{results:#?}");
    }
}

#[test]
fn an_error_of_the_base_alone_fails_the_run_each_time_and_spares_the_towns() {
    let handbook = towns().replace("books/moto/guide/kyotsu.md", "本文です。", "[はじめに](page:hajime)を読みます。");
    for run in ["the first run", "a run in which nothing changed"] {
        let output = shirube(&handbook, BUILD);
        let (results, problems) = lines(&output);
        assert_eq!(output.status.code(), Some(1), "{run}");
        assert_eq!(problems.len(), 1, "{run}: {problems:#?}");
        assert!(problems[0].contains("books/moto/guide/kyotsu.md:5:1") && problems[0].contains("M202"), "{problems:#?}");
        assert_eq!(times(&results, " → out/higashi") + times(&results, " → out/nishi"), 2, "{run}: {results:#?}");
        assert!(handbook.out().join("nishi/guide/kyotsu.html").is_file());
    }
    assert_eq!(shirube(&handbook, CHECK).status.code(), Some(1));
    // Whoever builds one town alone is not told what that town mends.
    assert!(shirube(&handbook, &["build", "books/nishi", "--out", "out/nishi"]).status.success());
}

#[test]
fn a_base_outside_the_workspace_and_one_that_nobody_extends_are_checked_too() {
    let handbook = towns().files(&BASE.replace("books/moto", "books/mukashi"));
    let (from, to) = (handbook.root().join("books/moto"), handbook.root().join("moto"));
    std::fs::rename(from, to).expect("a folder moves");
    for town in ["higashi", "nishi"] {
        let file = format!("books/{town}/site.yml");
        let text = std::fs::read_to_string(handbook.root().join(&file)).expect("a file").replace("../moto", "../../moto");
        handbook.write(&file, text.as_bytes());
    }
    let handbook = handbook.replace("moto/guide/kyotsu.md", "本文です。", "[次へ](page:hajime)");
    let handbook = handbook.replace("books/mukashi/guide/kyotsu.md", "本文です。", "[次へ](page:nai)");
    for command in [BUILD, CHECK] {
        let (results, problems) = lines(&shirube(&handbook, command));
        assert_eq!(times(&problems, "moto/guide/kyotsu.md:5:1"), 1, "{problems:#?}");
        assert_eq!(times(&problems, "books/mukashi/guide/kyotsu.md:5:1"), 1, "{problems:#?}");
        assert_eq!(times(&results, ": 誤り 1 件、注意 0 件"), 2, "{results:#?}");
    }
}

#[test]
fn a_published_handbook_that_others_extend_is_built_before_them_and_heard_once() {
    let handbook = towns().replace("books/nishi/site.yml", "extends: ../moto", "extends: ../higashi");
    let own = ["categories.yml", "emergency.yml", "glossary.yml", "guide/hajime.md"].map(|file| format!("books/nishi/{file}"));
    let agencies = ["dial-110", "dial-119", "dial-189", "centre", "guidance"].map(|id| format!("books/nishi/agencies/{id}.yml"));
    let handbook = own.iter().chain(&agencies).fold(handbook, |handbook, file| handbook.without(file));
    let handbook =
        handbook.replace("books/nishi/site.yml", "slots:\n  centre: {title: こども家庭センター}\n  guidance: {title: 児童相談所}\n", "");
    let handbook = handbook.replace("books/higashi/guide/hajime.md", "本文です。", "# 題の見出し");
    // By name `ayumi` would come first.
    std::fs::rename(handbook.root().join("books/nishi"), handbook.root().join("books/ayumi")).expect("a folder moves");
    for command in [BUILD, CHECK] {
        let (results, problems) = lines(&shirube(&handbook, command));
        assert_eq!((problems.len(), times(&problems, "M310")), (1, 1), "{problems:#?}");
        let places = |town: &str| results.iter().position(|line| line.starts_with(&format!("books/{town}"))).expect("a line");
        assert!(places("moto") < places("higashi") && places("higashi") < places("ayumi"), "{results:#?}");
    }
}

#[test]
fn what_a_town_makes_wrong_in_its_base_is_said_for_each_town() {
    let handbook = towns().replace("books/moto/guide/kyotsu.md", "本文です。", "[次へ](page:tsugi)");
    handbook.write("books/moto/guide/tsugi.md", "---\ntitle: 次\nyomi: つぎ\n---\n本文です。\n".as_bytes());
    for town in ["higashi", "nishi"] {
        handbook.write(&format!("books/{town}/guide/tsugi.md"), b"---\noverlay: remove\n---\n");
    }
    let (results, problems) = lines(&shirube(&handbook, CHECK));
    assert_eq!(times(&problems, "books/moto/guide/kyotsu.md:5:1: error M202"), 2, "{problems:#?}");
    assert_eq!(times(&results, "うち"), 0, "{results:#?}");
}

#[test]
fn handbooks_that_extend_each_other_end_the_search() {
    let handbook = towns().replace("books/moto/site.yml", "base: yes", "base: yes\nextends: ../moto");
    let output = shirube(&handbook, BUILD);
    assert_eq!(output.status.code(), Some(1));
    assert!(times(&lines(&output).1, "S103") >= 1, "{output:?}");
}
