//! How fast the search answers in browsers, from a folder: `cargo test --release --test suite -- --ignored browser::search::speed --nocapture`.
//!
//! Figures are printed, nothing is asserted but that there are hits. `SHIRUBE_SPEED_PAGES=1000,10000` names the sizes; a size of 0 is Otaru's
//! handbook. Bytes are those of the files that had arrived when the first hit was shown, which was looked at in its text: the most of all
//! queries, each on a page that was just opened; with the scripts of the search and without.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "../../../bench/corpus.rs"]
#[allow(dead_code, reason = "the benches use the rest")]
mod corpus;

use super::super::Engine;
use super::super::bidi::Outcome;
use super::super::page::Page;
use super::super::site::built_site;
use super::super::visit::SiteCopy;
use super::super::with_page;
use super::{BOX, PUT, settled};

/// What readers type: short, long, rare, a part of a word, in half width, two words.
const QUERIES: [&str; 12] = [
    "面談",
    "保健室の利用を",
    "起立調節",
    "スクールカウンセラー",
    "ｽｸｰﾙ",
    "会議",
    "別室",
    "支援の計画",
    "記録に残します",
    "学級担任 会議",
    "欠席の状況を",
    "困りごと",
];

/// Opens an engine of its own and asks every query several times: milliseconds of the first time each, and of the others.
const ASK: &str = "(queries) => new Promise((finished) => {
    const S = Shirube, first = [], warm = [];
    const ask = (engine, query) => new Promise((answered) => {
        const from = performance.now();
        let seen = null;
        engine.ask(query, {limit: 20}, (answer) => {
            if (seen === null && answer.hits.length > 0) { seen = performance.now() - from; }
            if (answer.isSettled) { answered([seen, performance.now() - from, answer.count]); }
        });
    });
    (async () => {
        const engine = S.search.engine;
        const counts = [];
        for (const query of queries) { const [seen, all, count] = await ask(engine, query); first.push(seen === null ? all : seen); counts.push(count); }
        for (let round = 0; round < 5; round += 1) {
            for (const query of queries) { const [, all] = await ask(engine, query); warm.push(all); }
        }
        finished({first, warm, counts, heap: performance.memory ? performance.memory.usedJSHeapSize : null});
    })();
})";

fn site(pages: usize) -> PathBuf {
    if pages == 0 {
        return built_site("otaru");
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("speed-{pages}"));
    if !folder.join("site/index.html").exists() {
        let _ = fs::remove_dir_all(&folder);
        corpus::write(&folder.join("source"), pages).expect("the corpus can be written");
        let built = shirube::build::build_site(&folder.join("source"), &folder.join("site"), shirube::model::Audience::Public, &|_, _| {});
        assert_eq!(built.sink.errors(), 0);
    }
    folder.join("site")
}

fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values[(values.len() - 1) * percent / 100]
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().map(|list| list.iter().filter_map(Value::as_f64).collect()).unwrap_or_default()
}

/// Bytes of the scripts that a page has loaded by name: of the search's data, and of all that the search loads.
fn loaded(copy: &SiteCopy, names: &Value) -> (u64, u64) {
    let names: BTreeSet<&str> = names.as_array().expect("names").iter().filter_map(Value::as_str).collect();
    let size = |name: &str| fs::metadata(copy.path(name)).map_or(0, |data| data.len());
    let data = names.iter().filter(|name| name.starts_with("search/")).map(|name| size(name)).sum();
    (data, names.iter().map(|name| size(name)).sum())
}

/// Notes which files have arrived, and which of them had when the first hit was shown.
const WATCH: &str = "(window.names = [], window.first = null,
    new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) =>
        node.src && node.addEventListener('load', () => window.names.push(node.src.split('/').slice(-2).join('/')))))).observe(document.head, {childList: true}),
    new MutationObserver(() => {
        if (!window.first && document.querySelector('[data-search-result]')) { window.first = window.names.slice(); }
    }).observe(document.body, {childList: true, subtree: true}), true)";

/// Bytes that have arrived when the first hit of a query is shown on a page that was just opened; `None` where nothing is found.
fn arrived(page: &mut Page<'_>, copy: &SiteCopy, query: &str) -> Outcome<Option<(u64, u64)>> {
    page.open_file(&copy.path("index.html"))?;
    page.evaluate(WATCH)?;
    page.click(BOX)?;
    page.call(PUT, &[json!(query)])?;
    settled(page)?;
    let names = page.evaluate("window.first")?;
    Ok((!names.is_null()).then(|| loaded(copy, &names)))
}

fn measure(engine: Engine, pages: usize) -> Outcome {
    let copy = SiteCopy::of(&site(pages))?;
    with_page(engine, |page| {
        let mut bytes = Vec::new();
        for query in QUERIES {
            bytes.extend(arrived(page, &copy, query)?);
        }
        let data = bytes.iter().map(|(data, _)| *data).max().unwrap_or(0);
        let all = bytes.iter().map(|(_, all)| *all).max().unwrap_or(0);
        let told = page.call(ASK, &[json!(QUERIES)])?;
        let (first, warm) = (numbers(&told["first"]), numbers(&told["warm"]));
        println!(
            "{engine}, {pages} pages: at most {data} B of data ({all} B with scripts) when the first hit was shown; first answer median {:.1} ms, worst {:.1}; warm median {:.2} ms, p95 {:.2}; heap {:.1} MB; counts {}",
            percentile(&first, 50),
            percentile(&first, 100),
            percentile(&warm, 50),
            percentile(&warm, 95),
            told["heap"].as_f64().unwrap_or(0.0) / 1e6,
            told["counts"],
        );
        Ok(())
    })
}

#[test]
#[ignore = "a measurement; run it by name on a quiet machine"]
fn how_fast_the_search_answers_in_browsers() -> Outcome {
    let sizes = env::var("SHIRUBE_SPEED_PAGES").unwrap_or_else(|_| "0,1000,10000".to_owned());
    for pages in sizes.split(',').filter_map(|size| size.parse().ok()) {
        for engine in [Engine::Chromium, Engine::Firefox] {
            measure(engine, pages)?;
        }
    }
    Ok(())
}
