//! `shirube eval`: the answer of the library, as JSON or in words, and the exit code.

use super::sample;
use crate::harness::Handbook;
use serde_json::json;
use shirube::rules::{CalendarTable, compile, decide, decision_json};
use std::process::{Command, Output};

fn eval(book: &Handbook, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
    command.args(["eval", "site"]).args(arguments).current_dir(book.root()).env("LANG", "ja_JP.UTF-8").env_remove("LC_ALL");
    command.env_remove("LC_MESSAGES").output().expect("it runs")
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn book() -> Handbook {
    sample::whole(Handbook::new())
}

/// What the library says of an input, as a line.
fn library(book: &Handbook, input: &serde_json::Value) -> String {
    let site = sample::site(book);
    let program = compile(sample::rules(&site)).expect("a program");
    let table = CalendarTable::of(site.calendar.as_ref().expect("a calendar")).expect("a table");
    decision_json(&decide(&program, &table, input)) + "\n"
}

#[test]
fn counts_are_answered_as_the_library_answers_them() {
    let book = book();
    let input = json!({"as_of": "2026-05-20", "counts": {"consecutive": 7, "intermittent": 12}, "facts": {"met": "no"}});
    let typed = ["--counts", "consecutive=７,intermittent=12", "--as-of", "令和8年5月20日", "--fact", "met=no", "--format", "json"];
    let (code, answer, _) = said(&eval(&book, &typed));
    assert_eq!((code, answer), (Some(0), library(&book, &input)));
    book.write("input.json", input.to_string().as_bytes());
    let (code, answer, _) = said(&eval(&book, &["--rules", "kesseki", "--case", "input.json", "--format", "json"]));
    assert_eq!((code, answer), (Some(0), library(&book, &input)));
}

#[test]
fn every_example_of_a_file_has_its_line_and_one_can_be_chosen() {
    let book = book();
    let file = "site/rules/kesseki.cases.yml";
    let (code, all, _) = said(&eval(&book, &["--case", file, "--format", "json"]));
    assert_eq!((code, all.lines().count()), (Some(0), 3));
    for arguments in
        [&["--case", file, "--case-id", "day-3-third", "--format", "json"][..], &["--case-id", "day-3-third", "--format", "json"]]
    {
        let (code, one, _) = said(&eval(&book, arguments));
        assert_eq!((code, Some(one.as_str())), (Some(0), all.split_inclusive('\n').next()));
    }
    let (code, answer, complaint) = said(&eval(&book, &["--case-id", "day-3-thrid"]));
    assert!(code == Some(2) && answer.is_empty() && complaint.contains("day-3-third"), "{complaint}");
}

#[test]
fn people_are_told_who_does_what_by_when_what_is_open_and_why() {
    let (code, answer, complaint) = said(&eval(&book(), &["--case-id", "counted"]));
    assert_eq!((code, complaint.as_str()), (Some(0), ""));
    for words in [
        "連続欠席: 7日",
        "断続欠席: 12日",
        "連続欠席7日目または断続欠席10日目 … 当てはまります。達した日 2026-05-18",
        "・欠席状況報告書を出す ／ だれが: 管理職 ／ 次の期限: 2026-06-05",
        "会議と相談は、どちらが先か（尋ねる先 管理職）",
        "連続欠席が6日を超える … はい",
    ] {
        assert!(answer.contains(words), "{words} is missing:\n{answer}");
    }
    let (_, english, _) = said(&eval(&book(), &["--case-id", "counted", "--lang", "en"]));
    assert!(english.contains("holds, reached on 2026-05-18") && english.contains("連続欠席 more than 6 … yes"), "{english}");
    let (_, near, _) = said(&eval(&book(), &["--counts", "consecutive=1,intermittent=1", "--as-of", "2026-05-20"]));
    assert!(near.contains("連続欠席3日目 … まだです。連続欠席であと2日"), "{near}");
}

#[test]
fn an_example_that_does_not_come_out_and_an_input_that_is_refused_end_with_1() {
    let wrong = sample::changed(Handbook::new(), sample::CASES, "day-3: active", "day-3: past");
    let (code, answer, complaint) = said(&eval(&wrong, &["--case-id", "day-3-third"]));
    assert!(code == Some(1) && answer.contains("連続欠席3日目") && complaint.contains("R180"), "{answer}\n{complaint}");
    let (code, answer, _) = said(&eval(&wrong, &["--case-id", "day-3-third", "--as-of", "2026-05-13", "--format", "json"]));
    assert!(code == Some(0) && answer.starts_with('{'), "what is typed beside an example is not judged by it: {answer}");
    let (code, _, _) = said(&eval(&wrong, &["--case-id", "refused"]));
    assert_eq!(code, Some(0), "it says that it is refused");
    let (code, answer, _) = said(&eval(&wrong, &["--counts", "consecutive=多い", "--as-of", "2026-05-20"]));
    assert!(code == Some(1) && answer.contains("counts.consecutive: 0 から 9999 までの整数ではありません"), "{answer}");
    let (code, answer, _) = said(&eval(&wrong, &["--counts", "consecutiv=3", "--as-of", "2026-05-20", "--fact", "meet=yes"]));
    let known = ["counts.consecutiv: 知らない数え方です（使えるもの: consecutive、", "facts.meet: 知らない問いです（使えるもの: met）"];
    assert!(code == Some(1) && known.iter().all(|words| answer.contains(words)), "{answer}");
}

#[test]
fn what_cannot_be_evaluated_is_said() {
    let book = book();
    for (arguments, expected, words) in [
        (&["--rules", "keseki", "--counts", "a=1"][..], 2, "kesseki"),
        (&["--case", "nothing.json"], 3, "nothing.json"),
        (&["--counts", "consecutive=3"], 2, "--as-of 2026-05-20"),
        (&["--case", "site/site.yml"], 1, "Y102"),
    ] {
        let (code, answer, complaint) = said(&eval(&book, arguments));
        assert!(code == Some(expected) && answer.is_empty() && complaint.contains(words), "{arguments:?}: {code:?} {complaint}");
    }
    book.write("input.json", b"{");
    assert_eq!(said(&eval(&book, &["--case", "input.json"])).0, Some(1));
    let broken = sample::changed(Handbook::new(), sample::RULES, "measure: recent, at_most", "measure: recnt, at_most");
    let (code, _, complaint) = said(&eval(&broken, &["--case-id", "counted"]));
    assert!(code == Some(1) && complaint.contains("R150"), "{complaint}");
}
