//! The facts of the source documents stand in the built handbooks, digit by digit.

use crate::harness::{html_files, main_of};
use scraper::{Html, Node};
use shirube::build::{self, BuildOutcome};
use shirube::model::Audience;
use std::fs;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Texts as they are compared: NFKC, no blanks, one kind of dash and of tilde, no comma between digits.
pub fn fold(text: &str) -> String {
    let folded = text.nfkc().filter(|letter| !letter.is_whitespace()).map(|letter| match letter {
        '〜' | '～' => '~',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        other => other,
    });
    let letters: Vec<char> = folded.collect();
    let is_digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let kept = letters.iter().enumerate().filter(|(at, letter)| **letter != ',' || *at == 0 || !is_digit(at - 1) || !is_digit(at + 1));
    kept.map(|(_, letter)| *letter).collect()
}

/// What a reader sees of a page: no scripts, no styles, no readings above the line.
fn visible_text(html: &str) -> String {
    let document = Html::parse_document(html);
    let mut text = String::new();
    for node in document.tree.nodes() {
        let Node::Text(piece) = node.value() else { continue };
        let hidden = |name: &str| matches!(name, "script" | "style" | "rt" | "rp" | "title");
        if !node.ancestors().any(|above| above.value().as_element().is_some_and(|element| hidden(element.name()))) {
            text.push_str(piece);
        }
    }
    text
}

#[test]
fn every_contact_of_the_otaru_manual_stands_in_its_handbook() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = tempfile::tempdir().expect("a temporary folder");
    let built = build::build_site(&root.join("content/otaru"), &out.path().join("otaru"), Audience::Public, &|_, _| {});
    assert!(matches!(built.outcome, BuildOutcome::Published { .. }));
    let pages: String = html_files(&out.path().join("otaru")).values().map(|html| visible_text(html)).collect();
    let handbook = fold(&pages);
    let facts = fs::read_to_string(root.join("tests/facts/otaru-contacts.tsv")).expect("the facts");
    let rows: Vec<Vec<&str>> = facts.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    assert!(rows.len() > 100, "only {} facts", rows.len());
    let missing: Vec<&Vec<&str>> = rows.iter().filter(|row| !handbook.contains(&fold(row[2]))).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(!handbook.contains(&fold("0134-32-5209")), "the comparison finds what is not there");
}

/// The part of a page that a heading opens: from it to the next heading that is not below it.
fn section<'h>(html: &'h str, id: &str) -> Option<&'h str> {
    let at = html.find(&format!(" id=\"{id}\""))?;
    let start = html[..at].rfind('<')?;
    let level = html[start..].strip_prefix("<h")?.chars().next()?.to_digit(10)?;
    let rest = &html[start + 1..];
    let ends = (1..=level).filter_map(|level| rest.find(&format!("<h{level}")));
    Some(&html[start..ends.min().map_or(html.len(), |end| start + 1 + end)])
}

/// Problems of a table of points against the handbook of its name, and how many points it has.
fn missing_points(site: &str) -> (usize, Vec<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = tempfile::tempdir().expect("a temporary folder");
    let built = build::build_site(&root.join("content").join(site), &out.path().join(site), Audience::Public, &|_, _| {});
    assert!(matches!(built.outcome, BuildOutcome::Published { .. }), "{site}");
    let pages = html_files(&out.path().join(site));
    let table = fs::read_to_string(root.join(format!("tests/facts/{site}-points.tsv"))).expect("the table of points");
    let mut points = 0;
    let mut problems = Vec::new();
    for row in table.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [point, place, words, said] = columns[..] else { panic!("four columns: {row}") };
        points += 1;
        let found = place.split_once('#').and_then(|(page, id)| section(main_of(pages.get(&format!("guide/{page}.html"))?), id));
        let Some(html) = found else {
            problems.push(format!("{point}: {place} is no section"));
            continue;
        };
        let text = fold(&visible_text(html));
        let missing: Vec<&str> = words.split('|').filter(|word| word.trim().is_empty() || !text.contains(&fold(word))).collect();
        if !missing.is_empty() {
            problems.push(format!("{point}: {place} lacks {missing:?} of 「{said}」"));
        }
    }
    (points, problems)
}

#[test]
fn every_key_point_of_the_sources_has_its_place_in_its_handbook() {
    // Otaru: 98 of the manual, 7 of the answer on case conferences, 46 of roles. The others: points, roles, rules and lists of their documents.
    for (site, count) in [("otaru", 151), ("kaigi", 49), ("memuro", 47), ("musashino", 40)] {
        let (points, problems) = missing_points(site);
        assert!(problems.is_empty(), "{site}: {problems:#?}");
        assert_eq!(points, count, "{site}");
    }
}

/// A cell of a built table by the beginnings of its row's and column's headings, with the words that may hold its unit.
fn cell(html: &str, row: &str, column: &str) -> Option<(String, String)> {
    let document = Html::parse_document(html);
    let select = |selector: &str| scraper::Selector::parse(selector).expect("selector");
    let text = |element: scraper::ElementRef<'_>| fold(&element.text().collect::<String>());
    let headings: Vec<String> = document.select(&select("thead th")).map(text).collect();
    let is_whole = |heading: &&String| **heading == fold(column);
    let same = headings.iter().find(is_whole).or_else(|| headings.iter().find(|heading| heading.starts_with(&fold(column))))?;
    let at = headings.iter().position(|heading| heading == same)?;
    // 「①いじめ」 is the row 「いじめ」 of a numbered list.
    let plain = |heading: String| heading.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
    let is_row = |line: &scraper::ElementRef<'_>| {
        line.select(&select("th[scope=row]"))
            .next()
            .is_some_and(|heading| text(heading).starts_with(&fold(row)) || plain(text(heading)).starts_with(&fold(row)))
    };
    let line = document.select(&select("tbody tr")).find(is_row)?;
    let caption = document.select(&select("caption")).next().map(text).unwrap_or_default();
    let cell = line.select(&select("td")).nth(at.checked_sub(1)?)?;
    Some((text(cell), format!("{}{caption}{}", headings[at], text(cell))))
}

#[test]
fn every_figure_of_the_sources_tables_stands_in_its_built_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = tempfile::tempdir().expect("a temporary folder");
    let mut sites = std::collections::BTreeMap::new();
    for site in ["kaigi", "memuro", "musashino"] {
        let built = build::build_site(&root.join("content").join(site), &out.path().join(site), Audience::Public, &|_, _| {});
        assert!(matches!(built.outcome, BuildOutcome::Published { .. }), "{site}");
        sites.insert(site, html_files(&out.path().join(site)));
    }
    let facts = fs::read_to_string(root.join("tests/facts/statistics.tsv")).expect("the facts");
    let mut figures = 0;
    let mut problems = Vec::new();
    for row in facts.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [site, table, title, column, value, unit] = columns[..] else { panic!("six columns: {row}") };
        figures += 1;
        let page = sites[site].get(&format!("tables/{table}.html"));
        let Some((shown, around)) = page.and_then(|html| cell(html, title, column)) else {
            problems.push(format!("{row}: no such cell"));
            continue;
        };
        let wanted = if value == "not-given" { "原資料になし" } else { value };
        let is_value = shown == fold(wanted) || shown == fold(&format!("{wanted}{unit}"));
        if !is_value || value != "not-given" && !around.contains(&fold(unit)) {
            problems.push(format!("{row}: shows {shown}, unit in {around}"));
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!(figures, 145);
}
