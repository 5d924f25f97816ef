//! What several handbooks over a common base cost in one run: `cargo bench --bench workspace`.
//!
//! Two workspaces: the handbooks of `content/`, and towns with pages of their own over a large base. Each is built in one run, as `shirube build`
//! does it, and compared with its handbooks built each by itself; the towns also with handbooks of as many pages that extend nothing, which is what
//! the pages themselves cost. Each figure comes from a process of its own; runs alternate, and medians are printed.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a bench prints its figures and ends when it cannot measure")]

mod corpus;
mod cost;

use cost::{Cost, bench_dir, cpu_ms, median, peak_mib, run, show};
use shirube::build::{Builder, Workspace, peek};
use shirube::model::Audience;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

const RUNS: usize = 5;
const TOWNS: usize = 5;
const OWN_PAGES: usize = 200;
const BASE_PAGES: usize = 300;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.first().map(String::as_str) {
        Some("child") => child(&arguments[1], &PathBuf::from(&arguments[2])),
        _ => parent(),
    }
}

fn parent() {
    let folder = bench_dir().join("shirube-bench-workspace");
    let _ = fs::remove_dir_all(&folder);
    let towns = folder.join("towns");
    write_towns(&towns).expect("the corpus can be written");
    corpus::write(&folder.join("flat"), OWN_PAGES + BASE_PAGES).expect("the corpus can be written");
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let own = format!("{TOWNS} towns of {OWN_PAGES} own pages over {BASE_PAGES}");
    let mut series = [Series::new("content/", &content), Series::new(&own, &towns)];
    let mut flat = Vec::new();
    for _ in 0..RUNS {
        series.iter_mut().for_each(Series::take_turn);
        flat.push(run("alone", &folder.join("flat")));
    }
    let flat = median(flat);
    let costs = series.map(Series::print);
    println!("a handbook of {} pages that extends nothing: {}", OWN_PAGES + BASE_PAGES, show(flat));
    println!("  {own} in one run over {TOWNS} of these: {:.2}", costs[1].cpu_ms / (flat.cpu_ms * TOWNS as f64));
    let _ = fs::remove_dir_all(&folder);
}

fn write_towns(folder: &Path) -> io::Result<()> {
    let base = folder.join("base");
    corpus::write(&base, BASE_PAGES)?;
    // The tables of its pages speak of days, which a base leaves to its towns.
    fs::write(base.join("site.yml"), corpus::site_yml() + "base: yes\nlints: {W204: off}\n")?;
    for id in (0..TOWNS).map(|at| format!("machi-{at}")) {
        let town = folder.join(&id);
        fs::create_dir_all(&town)?;
        let text = corpus::site_yml().replace("id: corpus\n", &format!("id: {id}\nextends: ../base\n"));
        fs::write(town.join("site.yml"), text + "  - id: machi\n    title: 町の対応\n    items: [\"folder:machi\"]\n")?;
        corpus::write_pages(&town, OWN_PAGES, "machi/")?;
    }
    Ok(())
}

/// A workspace and what its runs cost.
struct Series {
    name: String,
    folder: PathBuf,
    sites: Vec<PathBuf>,
    together: Vec<Cost>,
    unchanged: Vec<Cost>,
    alone: Vec<Vec<Cost>>,
}

impl Series {
    fn new(name: &str, folder: &Path) -> Self {
        let sites: Vec<PathBuf> = built(&Workspace::find(folder).expect("a workspace")).map(Path::to_owned).collect();
        let alone = sites.iter().map(|_| Vec::new()).collect();
        Self { name: name.to_owned(), folder: folder.to_owned(), sites, together: Vec::new(), unchanged: Vec::new(), alone }
    }

    fn take_turn(&mut self) {
        let _ = fs::remove_dir_all(out());
        self.together.push(run("workspace", &self.folder));
        self.unchanged.push(run("workspace", &self.folder));
        for (site, costs) in self.sites.iter().zip(&mut self.alone) {
            costs.push(run("alone", site));
        }
    }

    fn print(self) -> Cost {
        let (together, unchanged) = (median(self.together), median(self.unchanged));
        let alone: f64 = self.alone.into_iter().map(|costs| median(costs).cpu_ms).sum();
        println!("{}", self.name);
        println!("  in one run   {}", show(together));
        println!("  unchanged    {}", show(unchanged));
        println!("  each alone   CPU {alone:>8.1} ms   in one run over each alone: {:.2}", together.cpu_ms / alone);
        together
    }
}

/// The handbooks that are built: those that are not only bases.
fn built(workspace: &Workspace) -> impl Iterator<Item = &Path> {
    workspace.sites.iter().map(PathBuf::as_path).filter(|site| peek(site).is_some_and(|head| !head.is_base))
}

fn out() -> PathBuf {
    bench_dir().join("shirube-bench-workspace/out")
}

fn child(what: &str, folder: &Path) {
    let started = Instant::now();
    match what {
        "workspace" => together(folder),
        _ => alone(folder),
    }
    println!("{} {} {}", cpu_ms(), started.elapsed().as_secs_f64() * 1e3, peak_mib());
}

fn alone(folder: &Path) {
    let out = tempfile::tempdir_in(bench_dir()).expect("a folder");
    build(&mut Builder::default(), folder, &out.path().join("site"));
}

/// As `shirube build` does it: the bases are checked once, the handbooks share what was read.
fn together(folder: &Path) {
    let workspace = Workspace::find(folder).expect("a workspace");
    let mut builder = Builder::default();
    for site in built(&workspace) {
        build(&mut builder, site, &out().join(site.file_name().expect("a name")));
    }
    for base in &workspace.bases {
        assert_eq!(builder.check(base).sink.errors(), 0, "{}", base.display());
    }
}

fn build(builder: &mut Builder, site: &Path, out: &Path) {
    let built = builder.build(site, out, Audience::Public, &|_, _| {});
    assert_eq!(built.sink.errors(), 0, "{}", site.display());
}
