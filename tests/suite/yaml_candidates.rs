//! Why the house reads YAML by a reader of its own over parser events, and not by serde-saphyr: each test shows one thing the strict rules of
//! a handbook need and the other reader does not give. A test that fails here is good news: the choice can be thought over again.

use serde::Deserialize;
use shirube::diag::{Sink, SourceId, Span};
use shirube::load::yaml;

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Desk {
    name: String,
    phone: String,
}

fn ours(text: &str) -> (Option<Desk>, Vec<&'static str>) {
    let mut sink = Sink::default();
    let node = yaml::parse(text, Span::new(SourceId(0), 0, text.len()), &mut sink);
    let desk = node.and_then(|node| yaml::decode(&node, &mut sink));
    (desk, sink.iter().map(|problem| problem.code.id()).collect())
}

#[test]
fn three_mistakes_are_three_problems_here_and_one_there() {
    let text = "nmae: 窓口\nphone: 1\nphone: 2\nfax: 3\n";
    assert_eq!(ours(text).1.iter().filter(|code| ["Y102", "Y103"].contains(code)).count(), 3);
    let theirs = serde_yaml::from_str::<Desk>(text).expect_err("wrong YAML");
    assert!(theirs.location().is_some_and(|place| place.line() == 1), "it names the first mistake only: {theirs}");
}

#[test]
fn an_alias_is_refused_here_and_followed_there() {
    let text = "name: &a 窓口\nphone: *a\n";
    assert!(ours(text).1.contains(&"Y106"));
    let theirs: Desk = serde_yaml::from_str(text).expect("an alias is followed");
    assert_eq!(theirs.phone, "窓口");
}

#[test]
fn an_unknown_tag_is_refused_here_and_dropped_there() {
    let text = "name: !include 窓口.txt\nphone: '1'\n";
    assert!(ours(text).1.contains(&"Y107"));
    assert!(serde_yaml::from_str::<Desk>(text).is_ok_and(|desk| desk.name == "窓口.txt"));
}

#[test]
fn a_text_of_unknown_type_stays_text_here_and_becomes_a_number_there() {
    let node = yaml::parse("0134321111", Span::new(SourceId(0), 0, 10), &mut Sink::default()).expect("a text");
    assert_eq!(node.kind, yaml::NodeKind::Scalar("0134321111".to_owned()));
    let theirs: serde_json::Value = serde_yaml::from_str("0134321111").expect("a value");
    assert!(theirs.is_number(), "{theirs}");
}
