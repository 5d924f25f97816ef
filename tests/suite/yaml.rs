//! The strict YAML reader: text stays text, every mistake of a file is found at its place, and no input breaks it.

use crate::effort::cpu_time;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use shirube::diag::{Diagnostic, Sink, SourceFile, SourceId, SourceMap, Span, Spanned};
use shirube::load::yaml::{Keyed, Node, NodeKind, decode, parse};
use std::collections::BTreeMap;
use std::time::Duration;

fn base(text: &str) -> Span {
    Span::new(SourceId(0), 0, text.len())
}

pub(crate) fn tree(text: &str) -> (Option<Node>, Sink) {
    let mut sink = Sink::default();
    let node = parse(text, base(text), &mut sink);
    (node, sink)
}

pub(crate) fn read<T: DeserializeOwned>(text: &str) -> (Option<T>, Vec<String>) {
    let (node, mut sink) = tree(text);
    let value = node.and_then(|node| decode(&node, &mut sink));
    (value, places(text, sink))
}

/// `line:column CODE excerpt` of each problem, in the order of the file.
fn places(text: &str, mut sink: Sink) -> Vec<String> {
    let mut sources = SourceMap::default();
    sources.add(SourceFile::new("a.yml", text.to_owned()));
    sink.settle(&sources);
    sink.iter().map(|d| place(d, text, &sources)).collect()
}

fn place(diagnostic: &Diagnostic, text: &str, sources: &SourceMap) -> String {
    let span = diagnostic.span().expect("a place");
    let at = sources.file(span.source).expect("a file").position(span.start as usize);
    format!("{}:{} {} {}", at.line, at.column, diagnostic.code, &text[span.range()])
}

fn good<T: DeserializeOwned>(text: &str) -> T {
    let (value, problems) = read(text);
    assert_eq!(problems, Vec::<String>::new());
    value.expect("no problem, so a value")
}

#[track_caller]
fn finds<T: DeserializeOwned>(text: &str, expected: &[&str]) {
    let (value, problems) = read::<T>(text);
    assert_eq!(problems, expected);
    assert!(value.is_none(), "a value came out beside the problems");
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Desk {
    name: Spanned<String>,
    phone: String,
    #[serde(default)]
    floors: Vec<u8>,
    open: Option<bool>,
    #[serde(default)]
    means: Vec<Means>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Means {
    Phone,
    Mail,
    Due(u8),
    NextMonth { day: u8 },
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Book {
    title: String,
    desks: Vec<Desk>,
}

#[test]
fn text_stays_text() {
    let words: Vec<String> = good("[010, no, 8:50, 0134-32-4111, 1.10, yes, 1e3, 0x1F, 2026-04-01, +1, '', \"~\", 'null', 1_000, .inf]");
    assert_eq!(
        words,
        ["010", "no", "8:50", "0134-32-4111", "1.10", "yes", "1e3", "0x1F", "2026-04-01", "+1", "", "~", "null", "1_000", ".inf"]
    );
}

#[test]
fn numbers_and_answers_are_read_where_they_are_asked_for() {
    let desk: Desk = good("name: 窓口\nphone: 0134\nfloors: [1, 0, 255]\nopen: yes\nmeans: [phone, mail, due: 3, next-month: {day: 5}]\n");
    assert_eq!((desk.floors, desk.open), (vec![1, 0, 255], Some(true)));
    assert_eq!(desk.means, [Means::Phone, Means::Mail, Means::Due(3), Means::NextMonth { day: 5 }]);
    assert_eq!(good::<Vec<bool>>("[yes, no, true, false]"), [true, false, true, false]);
    assert_eq!(good::<Vec<i32>>("[-5, 0]"), [-5, 0]);
    finds::<Vec<u8>>(
        "[010, +3, 256, １０, 1.0, -1, 1_0, '']",
        &[
            "1:2 Y105 010",
            "1:7 Y105 +3",
            "1:11 Y113 256",
            "1:16 Y105 １０",
            "1:20 Y105 1.0",
            "1:25 Y113 -1",
            "1:29 Y105 1_0",
            "1:34 Y105 ''",
        ],
    );
    finds::<Vec<bool>>("[Yes, はい, 1]", &["1:2 Y105 Yes", "1:7 Y105 はい", "1:11 Y105 1"]);
}

#[test]
fn a_missing_value_is_an_error_at_its_key() {
    finds::<BTreeMap<String, String>>("a:\nb: ~\nc: null\nd: ''\n", &["1:1 Y111 a", "2:4 Y111 ~", "3:4 Y111 null"]);
    finds::<BTreeMap<String, Option<String>>>("a:\n", &["1:1 Y111 a"]);
    finds::<Vec<String>>("- a\n-\n- b\n", &["2:1 Y111 -"]);
    finds::<Book>("", &["1:1 Y111 "]);
    finds::<Book>("# 注\n", &["1:1 Y111 "]);
}

#[test]
fn places_are_bytes_of_the_file_even_with_wide_letters_and_crlf() {
    let text = "名前：全角: 'か\u{3099}'\r\n次: 👨‍👩‍👧 家族  \r\n";
    let entries: Keyed<Spanned<String>> = good(text);
    let seen: Vec<_> = entries.0.iter().map(|(key, value)| (&text[key.span.range()], &text[value.span.range()])).collect();
    assert_eq!(seen, [("名前：全角", "'か\u{3099}'"), ("次", "👨‍👩‍👧 家族")]);
}

#[test]
fn a_text_that_starts_later_in_its_file_has_places_of_the_file() {
    let file = "---\ntitle: 題\n---\n";
    let mut sink = Sink::default();
    let node = parse(&file[4..15], Span::new(SourceId(3), 4, 15), &mut sink).expect("a tree");
    let NodeKind::Mapping(entries) = &node.kind else { panic!("not a mapping") };
    assert_eq!(entries[0].1.span, Span::new(SourceId(3), 11, 14));
    let marked = "\u{feff}a: b\n";
    let (node, _) = tree(marked);
    assert_eq!(&marked[node.expect("a tree").span.range()], "a: b");
}

#[test]
fn five_mistakes_in_one_file_give_five_problems_at_their_places() {
    finds::<Book>(
        "titel: 手引き\ndesks:\n  - name: 一\n    phone: 1\n    floors: [1, 二]\n  - name: 二\n    open: はい\n  - name: [三]\n    phone: 3\n    means: [phon]\n",
        &["1:1 Y102 titel", "5:17 Y105 二", "6:5 Y104 name", "7:11 Y105 はい", "8:11 Y105 [三]", "10:13 Y112 phon"],
    );
}

#[test]
fn every_missing_key_is_named_but_not_one_that_is_only_misspelt() {
    finds::<Vec<Desk>>(
        "- open: yes\n- name: 二\n  fone: 1\n  x: 1\n",
        &["1:3 Y104 open", "1:3 Y104 open", "2:3 Y104 name", "3:3 Y102 fone", "4:3 Y102 x"],
    );
    finds::<Desk>("name: 一\nphne: 1\n", &["2:1 Y102 phne"]);
    finds::<Desk>("ｎａｍｅ: 一\nphone: 1\n", &["1:1 Y102 ｎａｍｅ"]);
}

#[test]
fn a_duplicate_key_shows_both_places_and_reading_goes_on() {
    let text = "title: 一\ndesks: []\ntitle: 二\nx: 1\n";
    let (_, sink) = tree(text);
    let labels: Vec<_> = sink.iter().flat_map(|d| d.labels.iter().map(|label| label.span.range())).collect();
    assert_eq!(labels.iter().map(|range| range.start).collect::<Vec<_>>(), [text.rfind("title").unwrap(), 0]);
    finds::<Book>(text, &["3:1 Y103 title", "4:1 Y102 x"]);
}

#[test]
fn what_handbooks_do_not_need_is_refused_and_reading_goes_on() {
    let text = "a: &x 1\nb: *x\nc: *必須\nd: !!python/name:os x\n<<: {e: 1}\nf: [1]\n? [g]\n: 1\n---\nh: 1\n";
    finds::<BTreeMap<String, String>>(
        text,
        &[
            "1:4 Y106 &x",
            "2:4 Y106 *x",
            "3:4 Y106 *必須",
            "4:4 Y107 !!python/name:os",
            "5:1 Y109 <<",
            "6:4 Y105 [1]",
            "7:3 Y101 [g]",
            "9:1 Y108 ---",
        ],
    );
    assert_eq!(places("? ", tree("? ").1), ["1:3 Y101 "]);
    assert_eq!(places(": 1\n", tree(": 1\n").1), ["1:1 Y101 :"]);
    finds::<BTreeMap<String, String>>("%YAML 1.1\n---\na: 1\n", &["1:1 Y101 %"]);
}

#[test]
fn syntax_errors_stand_where_they_were_made() {
    let place = |text: &str| places(text, tree(text).1).join(" ");
    assert_eq!(place("title: \"手引き\nx: 1\ny: 2\n"), "1:8 Y101 \"");
    assert_eq!(place("a: 1\nb: [1, 2\nc: 3\n"), "2:4 Y101 [");
    assert_eq!(place("a: b: c\n"), "1:5 Y101 :");
    assert_eq!(place("a:\n  b: 1\n c: 2\n"), "3:2 Y101 c");
    assert_eq!(place("a: 1\ntitle\n"), "2:1 Y101 t");
    assert_eq!(place("a: @x\n"), "1:4 Y101 @");
    assert_eq!(place("a: 'it's'\n"), "1:8 Y101 s");
    assert_eq!(place("a: & x\n"), "1:4 Y106 &");
    assert_eq!(place("a: \"C:\\資料\"\n"), "1:4 Y101 \"");
}

#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct Word;

impl TryFrom<String> for Word {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        if text.is_ascii() { Ok(Self) } else { Err("半角で書きます\nwrite ASCII".to_owned()) }
    }
}

#[test]
fn a_readers_own_words_stand_at_the_value() {
    let (_, mut sink) = tree("");
    let (node, _) = tree("a: ok\nb: 全角\n全: x\n");
    let value: Option<Keyed<Word, Word>> = decode(&node.expect("a tree"), &mut sink);
    assert!(value.is_none());
    assert_eq!(places("a: ok\nb: 全角\n全: x\n", sink.clone()), ["2:4 Y113 全角", "3:1 Y113 全"]);
    assert!(sink.iter().all(|d| d.message.ja == "半角で書きます" && d.message.en == "write ASCII"));
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHours {
    open: u8,
    #[serde(default)]
    notes: Vec<String>,
    close: u8,
}

#[derive(Debug, Deserialize)]
#[serde(try_from = "RawHours")]
struct Hours;

impl TryFrom<RawHours> for Hours {
    type Error = &'static str;
    fn try_from(raw: RawHours) -> Result<Self, Self::Error> {
        if raw.open < raw.close && raw.notes.len() < 2 { Ok(Self) } else { Err("終わりは始まりより後") }
    }
}

#[test]
fn a_check_of_the_whole_is_silent_about_a_value_with_holes() {
    finds::<Vec<Hours>>(
        "- {open: 9, close: 8}\n- {open: 9, close: x, notes: [[1]]}\n- {open: 9, close: *a}\n",
        &["1:3 Y113 {open: 9, close: 8}", "2:20 Y105 x", "2:31 Y105 [1]", "3:20 Y106 *a"],
    );
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Condition {
    All(Vec<Condition>),
    Not(Box<Spanned<Condition>>),
    Number(Spanned<u8>),
}

impl Condition {
    fn depth(&self) -> usize {
        match self {
            Self::All(parts) => 2 + parts.first().map_or(0, Self::depth),
            Self::Not(part) => 1 + part.depth(),
            Self::Number(number) => usize::from(number.value),
        }
    }
}

#[test]
fn conditions_are_decoded_to_the_deepest_level_on_a_small_stack() {
    for (open, close, levels) in [("{all: [", "]}", 32), ("{not: ", "}", 64)] {
        let nested = |inner: &str| format!("{}{inner}{}", open.repeat(levels - 1), close.repeat(levels - 1));
        assert_eq!(good::<Condition>(&nested("{number: 1}")).depth(), if levels == 32 { 63 } else { 64 });
        let (_, problems) = read::<Condition>(&nested("{number: x}"));
        assert_eq!(problems.len(), 1);
    }
}

#[test]
fn choices_say_which_words_they_know() {
    finds::<Vec<Means>>(
        "- fax\n- due\n- phone: 1\n- {due: 1, mail: 2}\n- {}\n- next-month: {dya: 1}\n- due: x\n- [1]\n",
        &[
            "1:3 Y112 fax",
            "2:3 Y105 due",
            "3:3 Y105 phone: 1",
            "4:12 Y105 mail",
            "5:3 Y111 {}",
            "6:16 Y104 dya",
            "7:8 Y105 x",
            "8:3 Y105 [1]",
        ],
    );
}

#[test]
fn many_mistakes_end_soon() {
    let text = "- {name: 一, phone: 1, x: 1}\n".repeat(20_000);
    let effort = cpu_time(|| {
        let (_, problems) = read::<Vec<Desk>>(&text);
        assert_eq!(problems.len(), 100);
    });
    assert!(effort < Duration::from_secs(20), "{effort:?}");
}

#[test]
fn bombs_end_quickly_with_one_problem() {
    let deep: String = (0..3_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let bombs = ["[".repeat(100_000), "{a: ".repeat(100_000), "- ".repeat(20_000), deep, "[[".repeat(64) + &"]]".repeat(64)];
    for bomb in bombs {
        let effort = cpu_time(|| {
            let (node, sink) = tree(&bomb);
            assert!(node.is_none());
            assert_eq!(places(&bomb, sink).len(), 1);
        });
        assert!(effort < Duration::from_secs(1), "{effort:?}");
    }
    let aliases: String = (1..30).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", "))).collect();
    let (_, sink) = tree(&format!("a0: &a0 x\n{aliases}"));
    assert_eq!(sink.errors(), 100);
}

#[test]
fn depth_is_allowed_to_the_limit_and_not_beyond() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(tree(&nested(64)).1.is_empty());
    assert_eq!(places(&nested(65), tree(&nested(65)).1), ["1:65 Y110 ["]);
}
