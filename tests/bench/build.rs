//! How long a build takes, as a ratio to a floor measured in the same run: `cargo bench --bench build [PAGES …]`.
//!
//! The floor does what no generator can leave out: read every page, parse it with pulldown-cmark, run the theme's page template over values
//! that are ready, write as many bytes as the build wrote for each page, on as many threads. Each figure comes from a process of its own, so that
//! memory and CPU belong to it alone; so does a map from pairs of letters to pages (`naive`), which stands for the search in the floor; runs
//! alternate, and the median is printed. Output goes to the folder that `SHIRUBE_BENCH_DIR` names (a tmpfs, so that the disk does not hide the
//! generator), else to `/dev/shm`, else to the system's folder for temporary files.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a bench prints its figures and ends when it cannot measure")]

mod corpus;
mod cost;
mod naive;

use cost::{Cost, bench_dir, cpu_ms, median, peak_mib, run, show};
use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use serde_json::json;
use shirube::diag::Sink;
use shirube::render::Engine;
use shirube::theme::Theme;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;
use tera::Value;

const RUNS: usize = 5;
const DEFAULT_SIZES: [usize; 3] = [100, 1_000, 10_000];

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.first().map(String::as_str) {
        Some("child") => child(&arguments[1..]),
        _ => parent(arguments.iter().filter_map(|argument| argument.parse().ok()).collect()),
    }
}

/// One size of the corpus and what its runs cost.
struct Series {
    pages: usize,
    folder: PathBuf,
    cold: Vec<Cost>,
    same: Vec<Cost>,
    floor: Vec<Cost>,
    pairs: Vec<Cost>,
}

fn parent(sizes: Vec<usize>) {
    let sizes = if sizes.is_empty() { DEFAULT_SIZES.to_vec() } else { sizes };
    let base = bench_dir();
    let mut series: Vec<Series> = sizes.into_iter().map(|pages| prepare(&base, pages)).collect();
    // Sizes take turns, so that a machine that grows slower with time does not look like a cost that grows with pages.
    for _ in 0..RUNS {
        series.iter_mut().for_each(take_turn);
    }
    let mut per_page = Vec::new();
    for series in series {
        let Series { pages, folder, cold, same, floor, pairs } = series;
        let (cold, same, floor, pairs) = (median(cold), median(same), median(floor), median(pairs));
        let each = |cost: Cost| {
            format!("{}  {:>7.0} pages/s  {:.3} ms CPU/page", show(cost), pages as f64 / cost.wall_ms * 1e3, cost.cpu_ms / pages as f64)
        };
        let megabytes = size_of_folder(&folder.join("source")) as f64 / 1e6;
        println!("{pages} pages, corpus {megabytes:.1} MB, {} threads", rayon::current_num_threads());
        println!("  cold build   {}", each(cold));
        println!("  floor        {}", each(floor));
        println!("  naive pairs  {}", each(pairs));
        println!("  unchanged    {}", show(same));
        let (ratio, again, cores) = (cold.cpu_ms / (floor.cpu_ms + pairs.cpu_ms), same.cpu_ms / cold.cpu_ms, cold.cpu_ms / cold.wall_ms);
        println!("  ratio to the floor with naive pairs, CPU: {ratio:.2}   unchanged / cold, CPU: {again:.3}   cores used: {cores:.2}");
        per_page.push((pages, cold.cpu_ms / pages as f64, floor.cpu_ms / pages as f64));
        let _ = fs::remove_dir_all(&folder);
    }
    for pair in per_page.windows(2) {
        println!("CPU per page, {} over {} pages: {:.2} (floor {:.2})", pair[1].0, pair[0].0, pair[1].1 / pair[0].1, pair[1].2 / pair[0].2);
    }
}

fn prepare(base: &Path, pages: usize) -> Series {
    let folder = base.join(format!("shirube-bench-{pages}"));
    let _ = fs::remove_dir_all(&folder);
    corpus::write(&folder.join("source"), pages).expect("the corpus can be written");
    Series { pages, folder, cold: Vec::new(), same: Vec::new(), floor: Vec::new(), pairs: Vec::new() }
}

fn take_turn(series: &mut Series) {
    remove_output(&series.folder);
    series.cold.push(run("build", &series.folder));
    series.same.push(run("build", &series.folder));
    series.floor.push(run("floor", &series.folder));
    series.pairs.push(run("pairs", &series.folder));
}

fn remove_output(folder: &Path) {
    let _ = fs::remove_dir_all(folder.join("out"));
    let _ = fs::create_dir_all(folder.join("out"));
}

fn child(arguments: &[String]) {
    let folder = PathBuf::from(&arguments[1]);
    let started = Instant::now();
    match arguments[0].as_str() {
        "build" => build(&folder),
        "floor" => floor(&folder),
        _ => pairs(&folder),
    }
    let wall_ms = started.elapsed().as_secs_f64() * 1e3;
    println!("{} {wall_ms} {}", cpu_ms(), peak_mib());
}

fn build(folder: &Path) {
    let built = shirube::build::build_site(&folder.join("source"), &folder.join("out/site"), shirube::model::Audience::Public, &|_, _| {});
    assert_eq!(built.sink.errors(), 0, "the corpus has no errors");
}

/// Reads, parses, renders and writes what a generator cannot avoid: the theme's own page template over values that are ready, so that the
/// floor prints the same frame around each body as the build does.
fn floor(folder: &Path) {
    let source = folder.join("source/guide");
    let pages = files(&source);
    let (built, out) = (folder.join("out/site/guide"), folder.join("out/floor"));
    let mut sink = Sink::default();
    let theme = Theme::assemble(&[], "ja", None, &mut sink).expect("the embedded theme is whole");
    let engine = Engine::new(&theme, &mut sink).expect("the embedded templates are right");
    let frame = Frame::new(&theme);
    let mut folders: Vec<PathBuf> =
        pages.iter().filter_map(|page| Some(out.join(page.strip_prefix(&source).ok()?).parent()?.to_owned())).collect();
    folders.dedup();
    folders.iter().for_each(|folder| fs::create_dir_all(folder).expect("a folder of the floor"));
    pages.par_iter().for_each(|page| {
        let text = fs::read_to_string(page).expect("a page of the corpus");
        let body = text.splitn(3, "---\n").nth(2).unwrap_or(&text);
        let mut rendered = String::with_capacity(body.len() * 3 / 2);
        html::push_html(&mut rendered, Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS));
        let mut bytes = engine.render("page.html", &frame.around(&rendered)).expect("the template runs").into_bytes();
        // As many bytes as the build wrote for this page, so that both write the same.
        let relative = page.strip_prefix(&source).expect("a page below the corpus").with_extension("html");
        if let Ok(metadata) = fs::metadata(built.join(&relative)) {
            bytes.resize(usize::try_from(metadata.len()).unwrap_or(bytes.len()), b' ');
        }
        fs::write(out.join(&relative), &bytes).expect("the floor can write");
    });
}

/// The naive pass; the files are in memory already, so reading them costs little.
fn pairs(folder: &Path) {
    let texts: Vec<String> = files(&folder.join("source/guide")).iter().filter_map(|page| fs::read_to_string(page).ok()).collect();
    assert!(!naive::postings(texts.iter().map(String::as_str)).is_empty());
}

/// What stands around a body, as finished values.
struct Frame {
    ready: Vec<(&'static str, Value)>,
}

impl Frame {
    fn new(theme: &Theme) -> Self {
        let link = |at: usize| json!({ "title": format!("第{at}章の対応"), "href": "../../../chapters/sho.html", "number": at.to_string(), "id": format!("sho-{at}"), "count": 9 });
        let chapters: Vec<_> = (1..=8).map(link).collect();
        let toc: Vec<_> = (1..=5)
            .map(|at| json!({ "level": 2, "id": format!("setsu-{at}"), "number": format!("1-1-{at}"), "text": "面談のすすめ方" }))
            .collect();
        let site = json!({ "id": "corpus", "lang": "ja", "title": "測定用の手引き", "subtitle": null, "publisher": "測定用", "edition": "測定用", "issued": "2026年4月1日",
            "review_by": null, "review_by_iso": null, "status": "sample", "approval": null, "verify_at": null, "audience": "public" });
        let shell = json!({ "kind": "page", "title": "面談への対応", "number": "1-1", "summary": "関係する人と相談します。", "chapter": "sho-1", "root": "../../../",
            "breadcrumbs": [link(0), link(1)], "toc": toc, "previous": link(2), "next": link(3), "styles": [], "scripts": [] });
        let shared = json!({ "chapters": chapters, "home": "../../../index.html", "agencies": "a.html", "glossary": "g.html", "kana": "k.html", "search": "q.html", "search_script": "q.js", "styles": ["s.css", "b.css"], "scripts": ["b.js", "s.js"] });
        let menu: String = (0..25)
            .map(|at| format!("<li><a href=\"../bu-{at}/ko-{at}.html\"><span class=\"number\">1-{at}</span> 見出しへの対応</a></li>"))
            .collect();
        let ready = vec![
            ("site", Value::from_serializable(&site)),
            ("t", Value::from_serializable(theme.strings())),
            ("shell", Value::from_serializable(&shell)),
            ("shared", Value::from_serializable(&shared)),
            ("lane_html", Value::safe_string("<section data-emergency>110 119 189</section>")),
            ("menu", Value::normal_string(&menu)),
        ];
        Self { ready }
    }

    fn around(&self, body: &str) -> tera::Context {
        let mut context = tera::Context::new();
        let menu = self.ready.last().map_or(Value::none(), |(_, menu)| menu.clone());
        for (name, value) in &self.ready {
            context.insert_value(*name, value.clone());
        }
        let page = json!({ "body_html": body, "sources": ["測定用の資料 1ページ"], "paper": "1", "reviewed": null, "audience": null, "is_card": false, "section_nav_html": menu.as_str() });
        context.insert("page", &page);
        context
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

fn size_of_folder(folder: &Path) -> u64 {
    files(folder).iter().filter_map(|file| fs::metadata(file).ok()).map(|metadata| metadata.len()).sum()
}
