//! The library and the script fold alike, whatever Unicode the one or the other knows.

use super::fold::clusters;
use super::{script, value};
use crate::rules::engine::Script;
use crate::rules::random::Random;
use serde_json::json;
use shirube::search::fold::folded;

fn assert_same(script: &Script, text: &str) {
    let theirs = value(script, &format!("fold.fold({})", json!(text)));
    let ours = folded(text);
    if theirs == ours.as_str() {
        return;
    }
    let theirs = theirs.as_str().expect("text").to_owned();
    let lines = text.lines().zip(ours.lines().zip(theirs.lines()));
    let wrong: Vec<_> = lines.filter(|(_, (ours, theirs))| ours != theirs).take(5).collect();
    panic!("text, library, script: {wrong:?}");
}

#[test]
fn every_character_folds_alike_alone_and_in_company() {
    let script = script();
    for block in 0..0x110 {
        let characters = (block * 0x1000..(block + 1) * 0x1000).filter_map(char::from_u32);
        let alone: String = characters.clone().flat_map(|c| [c, '\n']).collect();
        assert_same(&script, &alone);
        // Of the other planes, those that hold something.
        if block < 0x40 || block == 0xE0 {
            let company: String = characters.flat_map(|c| ['ヲ', c, '\u{301}', '\u{3099}', '-', '\n']).collect();
            assert_same(&script, &company);
        }
    }
}

#[test]
fn texts_by_chance_fold_alike() {
    let script = script();
    let mut random = Random::new(10);
    for _ in 0..200 {
        let lines: Vec<String> = (0..100).map(|_| clusters(&mut random).concat().replace('\n', "")).collect();
        assert_same(&script, &lines.join("\n"));
        let mixed: String = lines.concat().chars().filter(|_| random.percent(70)).collect();
        assert_same(&script, &mixed);
    }
}

/// What is wrong with the places of a text, or nothing.
const CHECK: &str = r#"
function wrongPlaces(text) {
  var map = fold.map(text);
  if (map.text !== fold.fold(text) || map.start.length !== map.text.length || map.end.length !== map.text.length) {
    return "lengths";
  }
  for (var at = 0; at < map.text.length; at += 1) {
    var source = text.slice(map.start[at], map.end[at]);
    // A hyphen alone is no long sound.
    var isHere = fold.fold(source).indexOf(map.text.charAt(at)) > -1 || (map.text.charAt(at) === "\u30fc" && fold.fold("\u304b" + source) === "\u304b\u30fc");
    var isInOrder = at === 0 || (map.start[at] >= map.start[at - 1] && map.end[at] >= map.end[at - 1]);
    if (!isHere || !isInOrder || map.start[at] >= map.end[at] || map.end[at] > text.length) {
      return at + " " + JSON.stringify(map) + JSON.stringify(text);
    }
  }
  return "";
}
"#;

#[test]
fn each_unit_knows_where_it_comes_from() {
    let script = script();
    script.text(&format!("{CHECK} 'set'"));
    let mut random = Random::new(11);
    for _ in 0..2_000 {
        let text = clusters(&mut random).concat();
        assert_eq!(script.text(&format!("wrongPlaces({})", json!(text))), "", "{text:?}");
    }
    let map = |text: &str| value(&script, &format!("fold.map({})", json!(text)));
    assert_eq!(map("ﾊﾟ-ト㌢"), json!({"text": "ぱーとせんち", "start": [0, 2, 3, 4, 4, 4], "end": [2, 3, 4, 5, 5, 5]}));
    assert_eq!(map("（𠮷） か\u{3099}❤\u{FE0F}"), json!({"text": "吉が❤", "start": [1, 5, 7], "end": [3, 7, 9]}));
}

#[test]
fn halves_of_characters_are_as_if_they_were_not_there() {
    let script = script();
    let fold = |text: &str| script.text(&format!("fold.fold(\"{text}\")"));
    assert_eq!(fold("か\\ud83d\\u3099\\ude00き\\udc00"), "がき");
    assert_eq!(fold("\\ud835"), "");
    assert_eq!(fold("\\ud835\\u200b\\udc00"), "", "two halves never become a character that was not there");
}

#[test]
fn names_that_every_object_has_are_only_text() {
    let script = script();
    for text in ["__proto__", "constructor", "hasOwnProperty", "toString"] {
        assert_eq!(script.text(&format!("fold.fold(\"{text}\")")), text.to_lowercase());
    }
}
