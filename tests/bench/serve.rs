//! How long an edit takes to show in the preview, and what it costs: `cargo bench --bench serve [PAGES …]`.
//!
//! An edit is timed as an editor waits for it: from before the save until the new page has been read over HTTP, the wait for quiet
//! included (`serve::QUIET`). CPU is that of the whole process, so the client's share is in it. Each kind of edit is made several times on
//! one running preview; the median is printed. The last lines give what it costs to wait. Each size is measured as a handbook of one layer,
//! and as the base of a town that patches some of its pages. Figures are printed, never asserted.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a bench prints its figures and ends when it cannot measure")]

mod corpus;

use shirube::build::Workspace;
use shirube::diag::Language;
use shirube::model::Audience;
use shirube::serve::{News, Options, Preview, QUIET};
use std::env;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

const RUNS: usize = 9;
const DEFAULT_SIZES: [usize; 2] = [100, 1_000];
/// How long an idle preview is watched.
const IDLE: Duration = Duration::from_secs(10);

/// An edit: what it is, the file, and how its text changes in the nth run.
struct Edit {
    what: &'static str,
    file: PathBuf,
    change: fn(&str, usize) -> String,
    /// The page that shows it, and the word that it shows in the nth run.
    page: String,
    shows: fn(usize) -> String,
}

fn main() {
    let sizes: Vec<usize> = env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { DEFAULT_SIZES.to_vec() } else { sizes };
    println!("quiet that ends a save: {} ms, in every wall time below", QUIET.as_millis());
    for pages in sizes {
        let folder = bench_dir().join(format!("shirube-bench-serve-{pages}"));
        let _ = fs::remove_dir_all(&folder);
        let (book, town) = (folder.join("tebiki"), folder.join("machi"));
        write_book(&book, pages).expect("the corpus can be written");
        measure(&format!("{pages} pages"), &book, &edits(&book));
        write_town(&town, &book).expect("a town can be written");
        measure(&format!("{pages} pages of a base"), &town, &edits_of_town(pages, &town, &book));
        let _ = fs::remove_dir_all(&folder);
    }
}

/// The page that is edited.
const PAGE: &str = "guide/sho-0/bu-0/ko-7";

/// The corpus with a table on the page that is edited.
fn write_book(book: &Path, pages: usize) -> io::Result<()> {
    corpus::write(book, pages)?;
    fs::create_dir_all(book.join("tables"))?;
    fs::write(book.join("tables/hyo.yml"), TABLE)?;
    let page = book.join(format!("{PAGE}.md"));
    let text = fs::read_to_string(&page)?;
    fs::write(page, format!("{text}\n![](table:hyo)\n"))
}

const TABLE: &str = "title: 測定用の表\nyear: 令和7年度\ncolumns:\n  - {id: kensu, title: 件数, unit: 件}\nrows:\n  - {id: raisho, title: 来所, values: [1234]}\n  - {id: denwa, title: 電話, values: [56]}\ncharts:\n  - {id: zu, kind: bar, title: 測定用の図}\nsources:\n  - {document: 測定用の資料, page: \"1\"}\n";

/// Makes the book a base, and a town of it that patches every page of one folder.
fn write_town(town: &Path, book: &Path) -> io::Result<()> {
    let site = book.join("site.yml");
    let text = fs::read_to_string(&site)?;
    fs::write(&site, text.replacen("id: corpus\n", "id: corpus\nbase: yes\n", 1))?;
    // The corpus gives numbers of days, which a base should not; thousands of warnings are not what is measured.
    for entry in walkdir::WalkDir::new(book.join("guide")).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
        fs::write(entry.path(), fs::read_to_string(entry.path())?.replace("日目", "番目"))?;
    }
    let own = text.replacen("id: corpus\n", "id: machi\nextends: ../tebiki\n", 1);
    let pages: Vec<PathBuf> =
        fs::read_dir(book.join(PAGE).parent().unwrap_or(book))?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    for page in pages {
        let own = town.join(page.strip_prefix(book).expect("below the base"));
        fs::create_dir_all(own.parent().unwrap_or(town))?;
        fs::write(own, "---\noverlay: patch\n---\n## この町では {#setsu-1 overlay=after}\n\n町の窓口に連絡します。\n")?;
    }
    fs::write(town.join("site.yml"), own)
}

fn measure(what: &str, folder: &Path, edits: &[Edit]) {
    let workspace = Workspace::find(folder).expect("a handbook");
    let options = Options { folder: folder.to_owned(), port: 0, audience: Audience::Public, language: Language::Japanese };
    let (started, cpu) = (Instant::now(), cpu_ms());
    let (preview, news) = Preview::start(&workspace, &options).expect("a free port");
    wait(&news);
    println!("{what}: start {:.0} ms wall, {:.0} ms CPU", started.elapsed().as_secs_f64() * 1e3, cpu_ms() - cpu);
    for edit in edits {
        let mut costs: Vec<(f64, f64)> = (0..RUNS).map(|nth| run(edit, nth, preview.address(), &news)).collect();
        let mut median = |by: fn(&(f64, f64)) -> f64| {
            costs.sort_by(|a, b| by(a).total_cmp(&by(b)));
            (by(&costs[costs.len() / 2]), by(&costs[costs.len() - 1]))
        };
        let ((wall, worst), (cpu, most)) = (median(|cost| cost.0), median(|cost| cost.1));
        println!("  {:<34} wall {wall:>6.1} ms (worst {worst:>6.1})   CPU {cpu:>5.1} ms (most {most:>5.1})", edit.what);
    }
    let cpu = cpu_ms();
    std::thread::sleep(IDLE);
    println!("  idle for {} s: {:.2} ms CPU", IDLE.as_secs(), cpu_ms() - cpu);
    drop(preview);
}

fn sentence(nth: usize) -> String {
    format!("測定のための文{nth}です。")
}

fn with_sentence(text: &str, nth: usize) -> String {
    format!("{text}\n{}\n", sentence(nth))
}

fn edits(folder: &Path) -> Vec<Edit> {
    let source = folder.join(format!("{PAGE}.md"));
    let shown = format!("/{PAGE}.html");
    vec![
        Edit { what: "a sentence", file: source.clone(), change: with_sentence, page: shown.clone(), shows: sentence },
        Edit {
            what: "a title",
            file: source.clone(),
            change: |text, nth| text.replacen("title: ", &format!("title: 題{nth}番"), 1),
            page: shown.clone(),
            shows: |nth| format!("題{nth}番"),
        },
        Edit {
            what: "a heading that may be referred to",
            file: source,
            change: |text, nth| format!("{text}\n## 見出し{nth} {{#midashi-{nth}}}\n"),
            page: shown.clone(),
            shows: |nth| format!("midashi-{nth}"),
        },
        Edit {
            what: "a phone number",
            file: folder.join("agencies/madoguchi-3.yml"),
            change: |text, nth| text.replace("0134-32-4003", &format!("0134-32-90{nth:02}")),
            page: "/agencies/madoguchi-3.html".to_owned(),
            shows: |nth| format!("0134-32-90{nth:02}"),
        },
        Edit {
            what: "a word of the glossary",
            file: folder.join("glossary.yml"),
            change: |text, nth| text.replacen("測定のための言葉です。", &format!("意味その{nth}です。"), 1),
            page: "/glossary.html".to_owned(),
            shows: |nth| format!("意味その{nth}です。"),
        },
        Edit {
            what: "a figure of a table",
            file: folder.join("tables/hyo.yml"),
            change: |text, nth| text.replacen("1234", &format!("5{nth}78"), 1),
            page: shown,
            shows: |nth| format!("5,{nth}78"),
        },
        Edit {
            what: "a new page",
            file: folder.join("guide/sho-0/bu-0/atarashi.md"),
            change: |_, nth| format!("---\ntitle: 新しいページ{nth}\nyomi: あたらしい\n---\n文です。\n"),
            page: "/guide/sho-0/bu-0/atarashi.html".to_owned(),
            shows: |nth| format!("新しいページ{nth}"),
        },
        Edit {
            what: "the title of the handbook",
            file: folder.join("site.yml"),
            change: |text, nth| text.replacen("title: 測定用の手引き", &format!("title: 手引きの{nth}"), 1),
            page: "/index.html".to_owned(),
            shows: |nth| format!("手引きの{nth}"),
        },
    ]
}

fn edits_of_town(pages: usize, town: &Path, base: &Path) -> Vec<Edit> {
    // A page that the town leaves as it is.
    let other = format!("guide/{}", corpus::page_id(30, pages));
    let edit = |what, file: PathBuf, page: &str| {
        let page = format!("/{page}.html");
        Edit { what, file, change: with_sentence, page, shows: sentence }
    };
    vec![
        edit("a sentence of the base", base.join(format!("{other}.md")), &other),
        edit("a sentence of the base, patched", base.join(format!("{PAGE}.md")), PAGE),
        edit("a sentence of a patch", town.join(format!("{PAGE}.md")), PAGE),
        Edit {
            what: "a phone number of the base",
            file: base.join("agencies/madoguchi-3.yml"),
            change: |text, nth| text.replace("0134-32-4003", &format!("0134-32-90{nth:02}")),
            page: "/agencies/madoguchi-3.html".to_owned(),
            shows: |nth| format!("0134-32-90{nth:02}"),
        },
        Edit {
            what: "the title of the handbook",
            file: town.join("site.yml"),
            change: |text, nth| text.replacen("title: 測定用の手引き", &format!("title: 手引きの{nth}"), 1),
            page: "/index.html".to_owned(),
            shows: |nth| format!("手引きの{nth}"),
        },
    ]
}

/// Makes an edit, waits until it is shown, and takes it back. Gives wall and CPU milliseconds of the way there.
fn run(edit: &Edit, nth: usize, address: SocketAddr, news: &Receiver<News>) -> (f64, f64) {
    let before = fs::read_to_string(&edit.file).ok();
    let after = (edit.change)(before.as_deref().unwrap_or_default(), nth);
    let (started, cpu) = (Instant::now(), cpu_ms());
    fs::write(&edit.file, after).expect("a save");
    wait(news);
    let text = get(address, &edit.page);
    let cost = (started.elapsed().as_secs_f64() * 1e3, cpu_ms() - cpu);
    assert!(text.contains(&(edit.shows)(nth)), "{}: not shown", edit.what);
    match before {
        Some(before) => fs::write(&edit.file, before).expect("a save"),
        None => fs::remove_file(&edit.file).expect("it was there"),
    }
    wait(news);
    cost
}

fn wait(news: &Receiver<News>) {
    match news.recv().expect("the preview runs") {
        News::Round { sites, .. } => assert!(sites.iter().all(|site| site.is_shown), "the corpus has no errors"),
        News::ByClock => wait(news),
        News::Bug => panic!("a thread of the preview ended"),
    }
}

fn get(address: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("the preview listens");
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes()).expect("the request is taken");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("an answer");
    text
}

fn bench_dir() -> PathBuf {
    let shm = PathBuf::from("/dev/shm");
    env::var_os("SHIRUBE_BENCH_DIR").map(PathBuf::from).unwrap_or_else(|| if shm.is_dir() { shm } else { env::temp_dir() })
}

/// CPU time of this process so far, user and system, in milliseconds.
fn cpu_ms() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}
