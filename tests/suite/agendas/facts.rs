//! The agendas of the handbooks against what their sources say.

use crate::harness::html_files;
use scraper::{Html, Selector};
use shirube::build::{self, BuildOutcome};
use shirube::model::Audience;
use std::collections::BTreeMap;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

fn plain(text: &str) -> String {
    text.nfkc().filter(|letter| !letter.is_whitespace()).collect()
}

fn built(name: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(name);
    let out = tempfile::tempdir().expect("a temporary folder");
    let result = build::build_site(&folder, &out.path().join(name), Audience::Public, &|_, _| {});
    assert!(matches!(result.outcome, BuildOutcome::Published { .. }), "{name}");
    html_files(&out.path().join(name))
}

#[test]
fn every_step_and_pattern_of_the_sources_stands_on_the_page_of_its_agenda() {
    let sites: BTreeMap<&str, _> = ["kaigi", "otaru"].into_iter().map(|name| (name, built(name))).collect();
    let mut missing = Vec::new();
    let lines = include_str!("../../facts/agendas.tsv").lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let [site, agenda, words] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("three columns: {line}") };
        let html = Html::parse_document(&sites[site][&format!("agendas/{agenda}.html")]);
        let main = Selector::parse("main article").expect("a selector");
        let text = plain(&html.select(&main).flat_map(|main| main.text()).collect::<String>());
        missing.extend(
            words.split('|').map(plain).filter(|word| !text.contains(word.as_str())).map(|word| format!("{site} {agenda}: {word}")),
        );
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
