//! Spellings that mean the same: those of the default theme, and how a layer adds its own.

use super::{script, value};
use serde_json::json;
use shirube::diag::{Diagnostic, Sink, SourceFile, SourceMap};
use shirube::search::fold::folded;
use shirube::theme::{MAX_VARIANT_CHARACTERS, MAX_VARIANT_GROUPS, MAX_VARIANT_SPELLINGS, Theme, ThemeFile, ThemeLayer};
use std::collections::{BTreeMap, BTreeSet};

/// The theme over a layer with this file of spellings: groups, problems, sources. `None` for no layer.
fn assemble(text: Option<&str>) -> (Option<Vec<Vec<String>>>, Vec<Diagnostic>, SourceMap) {
    let (mut sources, mut sink) = (SourceMap::default(), Sink::default());
    let layer = text.map(|text| {
        let source = Some(sources.add(SourceFile::new("otaru/search/variants.yml".to_owned(), text.to_owned())));
        let file = ThemeFile { bytes: text.as_bytes().to_vec(), source };
        ThemeLayer { name: "otaru".to_owned(), files: BTreeMap::from([("search/variants.yml".to_owned(), file)]) }
    });
    let theme = Theme::assemble(layer.as_slice(), "ja", None, &mut sink);
    (theme.map(|theme| theme.search_variants().to_vec()), sink.into_iter().collect(), sources)
}

fn of_default() -> Vec<Vec<String>> {
    let (groups, problems, _) = assemble(None);
    assert!(problems.is_empty(), "{problems:?}");
    groups.expect("theme")
}

/// The problems as code, marked text and message.
fn problems(text: &str) -> Vec<(String, String, String)> {
    let (groups, problems, sources) = assemble(Some(text));
    assert_eq!(groups.is_none(), !problems.is_empty(), "an error stops the build");
    let told = |d: Diagnostic| (d.code.id().to_owned(), d.span().map_or("", |span| sources.text(span)).to_owned(), d.message.ja);
    problems.into_iter().map(told).collect()
}

fn file(groups: &[String]) -> String {
    format!("groups:\n{}", groups.iter().map(|group| format!("  - [{group}]\n")).collect::<String>())
}

#[test]
fn the_default_groups_keep_to_their_criteria() {
    let groups = of_default();
    assert!(groups.len() >= 80, "{} groups", groups.len());
    let mut seen = BTreeSet::new();
    for spelling in groups.iter().flatten() {
        let folded = folded(spelling);
        let is_kana = folded.chars().all(|c| ('ぁ'..='ー').contains(&c));
        assert!(folded.chars().count() >= if is_kana { 3 } else { 2 }, "{spelling} is too short to mean one thing");
        assert!(!folded.is_ascii() || folded.len() >= 3, "{spelling} is a part of too many words");
        assert!(seen.insert(folded), "{spelling} is in two groups, or twice in one when folded");
    }
}

#[test]
fn each_spelling_of_a_default_group_finds_the_others() {
    let script = script();
    let groups = of_default();
    script.text(&format!("var language = {{fold: fold, variants: {}, terms: [], isWidened: true}}; 'set'", json!(groups)));
    for group in &groups {
        for typed in group {
            let forms = value(&script, &format!("Shirube.core.searchQuery.parse({}, language).words[0].forms", json!(typed)));
            let forms: Vec<&str> = forms.as_array().expect("forms").iter().filter_map(|form| form.as_str()).collect();
            for other in group {
                assert!(forms.iter().any(|form| folded(other).contains(form)), "{typed} does not find {other}: {forms:?}");
            }
        }
    }
}

#[test]
fn a_layer_adds_groups_and_spellings() {
    let (groups, problems, _) = assemble(Some("groups:\n  - [スクリレ, スクールリレー]\n  - [子ども, 児童生徒]\n"));
    assert!(problems.is_empty(), "{problems:?}");
    let groups = groups.expect("theme");
    assert_eq!(groups.len(), of_default().len() + 1);
    assert_eq!(groups.last().map(Vec::as_slice), Some(["スクリレ".to_owned(), "スクールリレー".to_owned()].as_slice()));
    assert_eq!(groups[0], ["子ども", "子供", "こども", "児童生徒"], "a group that shares a spelling becomes one with it");
}

#[test]
fn a_group_that_joins_others_becomes_one_with_all_of_them() {
    let (groups, _, _) = assemble(Some("groups:\n  - [甲の会, 甲会]\n  - [乙の会, 乙会]\n  - [甲会, 乙会, 丙会]\n"));
    let groups = groups.expect("theme");
    assert_eq!(groups.len(), of_default().len() + 1);
    assert_eq!(groups.last().expect("group").join(" "), "甲の会 甲会 乙の会 乙会 丙会");
}

#[test]
fn mistakes_are_told_where_they_stand() {
    let told = |text: &str| problems(text).into_iter().map(|(code, marked, _)| (code, marked)).collect::<Vec<_>>();
    let one = |code: &str, marked: &str| vec![(code.to_owned(), marked.to_owned())];
    assert_eq!(told("groups:\n  - [問合せ]\n"), one("Y113", "問合せ"));
    assert_eq!(told("groups:\n  - [問合せ, 問合せ]\n"), one("Y113", "問合せ"));
    assert_eq!(told("groups:\n  - [問合せ, \" \"]\n").len(), 1);
    assert_eq!(told("groups:\n  - []\n").len(), 1);
    assert_eq!(told("group:\n  - [問合せ, 問い合せ]\n").len(), 1, "a misspelt key, and what it leaves out is not told again");
    assert_eq!(told("groups: 問合せ\n").len(), 1);
    assert_eq!(told("groups:\n  - 問合せ\n").len(), 1);
}

#[test]
fn the_limits_of_spellings_hold_on_each_side() {
    let spelling = |length: usize| "あ".repeat(length);
    let long = |length: usize| file(&[format!("{}, 短い", spelling(length))]);
    assert_eq!(problems(&long(MAX_VARIANT_CHARACTERS)), []);
    assert_eq!(problems(&long(MAX_VARIANT_CHARACTERS + 1))[0].2, "一つの書き方は 40 文字までです。41 文字あります");
    let many = |count: usize| file(&[(0..count).map(|n| format!("語{n}")).collect::<Vec<_>>().join(", ")]);
    assert_eq!(problems(&many(MAX_VARIANT_SPELLINGS)), []);
    assert_eq!(problems(&many(MAX_VARIANT_SPELLINGS + 1))[0].2, "一つの組には、書き方を 2 から 16 まで書きます。17 あります");
    let groups = |count: usize| file(&(0..count).map(|n| format!("語{n}, 句{n}")).collect::<Vec<_>>());
    assert_eq!(problems(&groups(MAX_VARIANT_GROUPS)), []);
    assert_eq!(problems(&groups(MAX_VARIANT_GROUPS + 1))[0].2, "組は 2000 までです。2001 あります");
}
