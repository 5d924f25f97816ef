//! What search costs: `cargo bench --bench search -- [PAGES …] [FOLDER …] [--pieces N] [--queries N]`.
//!
//! 1. The build: CPU of reading the sections out of finished pages and of making the index, in one process each, beside the CPU of the whole
//!    build and of a naive map from pairs to pages over the same texts;
//! 2. bytes and files of the index;
//! 3. exactness: random pieces of texts, each found where it stands and nowhere else (10,000 unless told); also of built sites by their folders;
//! 4. what a query loads before its first hit that was looked at in the text, and how long it takes in the embedded engine. How long it takes in
//!    browsers is measured by `cargo test --release --test suite -- --ignored browser::search::speed --nocapture`;
//! 5. hostile queries on a small site: none throws (20,000 unless told; `--queries 1000000` without a size asks them and does nothing else).
//!
//! Figures are printed. Only exactness and hostile queries end the bench when they fail.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a bench prints its figures and ends when it cannot measure")]
#![allow(dead_code, reason = "the suite uses the rest of what it shares")]

#[path = "../suite/chance.rs"]
mod chance;
mod corpus;
mod cost;
#[path = "../suite/search/hostile_query.rs"]
mod hostile_query;
#[path = "../suite/search/index.rs"]
mod index;
#[path = "../suite/search/large.rs"]
mod large;
mod naive;
#[path = "../suite/search/pieces.rs"]
mod pieces;

use cost::{bench_dir, cpu_ms, median, peak_mib, run, show};
use index::Index;
use rayon::prelude::*;
use shirube::search::{Document, Kind, build, sections};
use std::env;
use std::fs;
use std::path::Path;
use std::time::Instant;

const RUNS: usize = 5;
const DEFAULT_SIZES: [usize; 2] = [1_000, 10_000];

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if arguments.first().is_some_and(|first| first == "child") {
        return child(&arguments[1], Path::new(&arguments[2]));
    }
    let option =
        |name: &str| arguments.iter().position(|argument| argument == name).and_then(|at| arguments.get(at + 1)?.parse::<usize>().ok());
    let (pieces, queries) = (option("--pieces").unwrap_or(10_000), option("--queries").unwrap_or(20_000));
    let is_named = |at: usize| !arguments[at].starts_with("--") && (at == 0 || !arguments[at - 1].starts_with("--"));
    let named: Vec<&String> = (0..arguments.len()).filter(|at| is_named(*at)).map(|at| &arguments[at]).collect();
    let is_all = named.is_empty() && option("--queries").is_none();
    for pages in named.iter().filter_map(|name| name.parse().ok()).chain(DEFAULT_SIZES.into_iter().filter(|_| is_all)) {
        measure(pages, pieces);
    }
    for folder in named.iter().filter(|name| name.parse::<usize>().is_err()) {
        println!("{folder}");
        look_for_pieces(&Index::of_folder(Path::new(folder)), pieces);
    }
    if named.is_empty() {
        ask_hostile(queries);
    }
}

fn measure(pages: usize, count: usize) {
    let folder = bench_dir().join(format!("shirube-bench-search-{pages}"));
    let _ = fs::remove_dir_all(&folder);
    corpus::write(&folder.join("source"), pages).expect("the corpus can be written");
    let workspace = |what: &str| median((0..RUNS).map(|_| run(what, &folder)).collect());
    let built = workspace("build");
    println!("{pages} pages, {} threads", rayon::current_num_threads());
    println!("  build with search        {}  {:.3} ms CPU/page", show(built), built.cpu_ms / pages as f64);
    let texts = workspace("read");
    let (whole, naive) = (workspace("index"), workspace("naive"));
    let index_ms = whole.cpu_ms - texts.cpu_ms;
    let sections_ms = workspace("sections").cpu_ms - texts.cpu_ms;
    println!(
        "  search in it             CPU {index_ms:.1} ms  {:.3} ms/page, of which sections {:.3}",
        index_ms / pages as f64,
        sections_ms / pages as f64
    );
    println!("  search over the rest     {:.0} %", index_ms / (built.cpu_ms - index_ms) * 100.0);
    println!("  naive map of pairs       {:.3} ms/page", (naive.cpu_ms - texts.cpu_ms) / pages as f64);
    show_bytes(&folder);
    let index = Index::of_folder(&folder.join("out/site"));
    show_queries(&index.script(), &folder);
    look_for_pieces(&index, count);
    let _ = fs::remove_dir_all(&folder);
}

/// Random pieces of the texts of a site, on all threads.
fn look_for_pieces(index: &Index, count: usize) {
    let started = Instant::now();
    let parts = rayon::current_num_threads();
    (0..parts).into_par_iter().for_each(|part| pieces::looks_for_pieces(index, &index.script(), count / parts, part as u64 + 1));
    println!("  {} pieces: each found where it stands and nowhere else ({:.0} s)", count / parts * parts, started.elapsed().as_secs_f64());
}

/// Hostile queries to a small site, on all threads.
fn ask_hostile(queries: usize) {
    let files = large::small_files();
    let started = Instant::now();
    let parts = rayon::current_num_threads();
    (0..parts)
        .into_par_iter()
        .for_each(|part| hostile_query::asks_hostile_queries(&Index::of_files(&files).script(), queries / parts, part as u64 + 5));
    println!("{} hostile queries answered ({:.0} s)", queries / parts * parts, started.elapsed().as_secs_f64());
}

fn show_bytes(folder: &Path) {
    let search = fs::read_dir(folder.join("out/site/search")).expect("an index");
    let sizes: Vec<(String, u64)> = search
        .filter_map(Result::ok)
        .map(|file| (file.file_name().to_string_lossy().into_owned(), file.metadata().map_or(0, |data| data.len())))
        .collect();
    let of = |prefix: &str| sizes.iter().filter(|(name, _)| name.starts_with(prefix)).map(|(_, size)| *size).collect::<Vec<u64>>();
    let total: u64 = sizes.iter().map(|(_, size)| size).sum();
    println!(
        "  index {:.2} MB in {} files, the largest {} B",
        total as f64 / 1e6,
        sizes.len(),
        sizes.iter().map(|(_, size)| *size).max().unwrap_or(0)
    );
    for prefix in ["index", "text-", "words-"] {
        let sizes = of(prefix);
        let sum: u64 = sizes.iter().sum();
        println!("    {prefix:<7} {:>4} files {:>10} B, {:>7} each", sizes.len(), sum, sum / sizes.len().max(1) as u64);
    }
}

/// Queries as readers of the corpus type them: short, long, rare, a phrase, two words.
const QUERIES: [&str; 8] =
    ["不登校", "保健室の利用を", "起立調節", "スクールカウンセラー", "ｽｸｰﾙ", "面談", "連絡がつかないときは、会議", "学級担任 家庭訪問"];

fn show_queries(searcher: &index::Searcher, folder: &Path) {
    for query in QUERIES {
        searcher.text("open(); asked = []; 'anew'");
        let first = searcher.text(&format!(
            "var at = null; engine.ask({}, {{limit: 20}}, function (answer) {{ if (answer.hits.length > 0 && at === null) {{ at = asked.slice(); }} last = answer; }});
             JSON.stringify({{first: at || asked, all: asked, count: last.count, isWhole: last.isWhole}})",
            serde_json::json!(query)
        ));
        let told: serde_json::Value = serde_json::from_str(&first).expect("JSON");
        let bytes = |names: &serde_json::Value| -> u64 {
            let names = names.as_array().expect("names").iter().filter_map(|name| name.as_str());
            names
                .chain(["index"])
                .map(|name| fs::metadata(folder.join(format!("out/site/search/{name}.js"))).map_or(0, |data| data.len()))
                .sum()
        };
        let runs: Vec<f64> = (0..9)
            .map(|_| {
                let started = Instant::now();
                searcher.text(&format!("ask({}, {{limit: 20}}); ''", serde_json::json!(query)));
                started.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        let warm = runs.iter().copied().fold(f64::INFINITY, f64::min);
        println!(
            "  {query}: {}{}, {} B before the first hit, {} B for the first answer, warm {warm:.1} ms in the embedded engine",
            told["count"],
            if told["isWhole"] == true { "" } else { " or more" },
            bytes(&told["first"]),
            bytes(&told["all"]),
        );
    }
}

fn child(what: &str, folder: &Path) {
    let started = Instant::now();
    match what {
        "build" => {
            let _ = fs::remove_dir_all(folder.join("out"));
            fs::create_dir_all(folder.join("out")).expect("a folder");
            let built =
                shirube::build::build_site(&folder.join("source"), &folder.join("out/site"), shirube::model::Audience::Public, &|_, _| {});
            assert_eq!(built.sink.errors(), 0, "the corpus has no errors");
        }
        _ => cost_of(what, &pages(folder)),
    }
    println!("{} {} {}", cpu_ms(), started.elapsed().as_secs_f64() * 1e3, peak_mib());
}

/// The finished pages of the guide.
fn pages(folder: &Path) -> Vec<(String, String)> {
    let walk = walkdir::WalkDir::new(folder.join("out/site/guide")).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files: Vec<_> = walk.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "html")).collect();
    let read = |entry: &walkdir::DirEntry| (entry.path().display().to_string(), fs::read_to_string(entry.path()).expect("a page"));
    files.par_iter().map(read).collect()
}

fn cost_of(what: &str, pages: &[(String, String)]) {
    if what == "read" {
        return;
    }
    let read = |(path, html): &(String, String)| Document {
        path: path.clone(),
        number: String::new(),
        title: "見出し".to_owned(),
        kind: Kind::Page,
        sections: sections(html, Kind::Page),
    };
    let documents: Vec<Document> = pages.par_iter().map(read).collect();
    match what {
        "index" => assert!(!build(&documents, &shirube::search::Language::default()).is_empty()),
        "naive" => {
            let whole = |document: &Document| document.sections.iter().map(|section| section.text.as_str()).collect::<String>();
            let texts: Vec<String> = documents.iter().map(whole).collect();
            assert!(!naive::postings(texts.iter().map(String::as_str)).is_empty());
        }
        _ => assert!(!documents.is_empty()),
    }
}
