//! A visit: every page of a folder is opened as a reader opens it, and what is wrong comes back as sentences.
//!
//! The folder is first copied to a place whose name has Japanese and a space, as a reader's desktop does. Then, for each
//! `*.html`: load, wait, collect what the browser told (`watch.rs`), read the document (`links.rs`), in a wide and in the
//! narrowest window. Links are judged when all pages are known, against the file names with their exact case, because
//! Windows would hide a wrong one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use walkdir::WalkDir;

use super::bidi::{Outcome, failed};
use super::links::{Document, Folder, read_document};
use super::page::Page;
use super::watch;

/// The name of the copy: what is hard in a path, in one.
const COPY_NAME: &str = "手引き 2026";
/// After `load`, so that what a page's script starts late is still seen.
const SETTLE: Duration = Duration::from_millis(30);
/// After a page with a defect, whose other half (a request refused, say) should not be told of the next page; and after
/// the last page, so that nothing that was sent is lost.
const LONG_SETTLE: Duration = Duration::from_millis(500);

/// A copy of a built site where a reader might have put it; removed when dropped.
pub struct SiteCopy {
    _temporary: TempDir,
    root: PathBuf,
    files: BTreeSet<String>,
}

impl SiteCopy {
    /// Copies a folder.
    pub fn of(site: &Path) -> Outcome<Self> {
        let temporary = tempfile::tempdir().map_err(failed("making a folder for the copy"))?;
        // Resolved, because browsers report resolved addresses.
        let root = temporary.path().canonicalize().map_err(failed("finding the copy"))?.join(COPY_NAME);
        let mut files = BTreeSet::new();
        for entry in WalkDir::new(site).sort_by_file_name() {
            let entry = entry.map_err(failed("walking the site"))?;
            let inside = entry.path().strip_prefix(site).map_err(failed("walking the site"))?;
            let to = root.join(inside);
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(&to).map_err(failed("copying the site"))?;
            } else {
                std::fs::copy(entry.path(), &to).map_err(failed("copying the site"))?;
                files.insert(inside.to_string_lossy().into_owned());
            }
        }
        Ok(Self { _temporary: temporary, root, files })
    }

    /// The path of a file of the copy.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// The names of the pages, sorted.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str).filter(|name| name.ends_with(".html"))
    }
}

/// A desktop window, and the narrowest that must show everything without scrolling sideways (WCAG 1.4.10).
const WINDOWS: [(u32, u32); 2] = [(1366, 768), (320, 640)];

/// Opens every page of the copy in the tab. Each is seen in both windows: it is opened in the one that the page before
/// ended in and then shown in the other, so that half are opened as a telephone opens them and the windows change once
/// a page.
pub fn visit(site: &SiteCopy, page: &mut Page<'_>) -> Outcome<Report> {
    let start = Instant::now();
    watch::start(page)?;
    page.set_viewport(WINDOWS[0].0, WINDOWS[0].1)?;
    page.take_events()?;
    let mut report = Report::default();
    let mut documents = BTreeMap::new();
    let mut windows = WINDOWS;
    for name in site.pages() {
        report.pages += 1;
        if let Err(cause) = page.open_file(&site.path(name)) {
            report.add(name, format!("does not open: {cause}"));
            continue;
        }
        std::thread::sleep(SETTLE);
        report.add_fit(name, windows[0].0, page)?;
        windows.reverse();
        page.set_viewport(windows[0].0, windows[0].1)?;
        let document = report.add_fit(name, windows[0].0, page)?;
        if report.add_events(name, site, page)? {
            std::thread::sleep(LONG_SETTLE);
            report.add_events(name, site, page)?;
        }
        documents.insert(name.to_owned(), document);
    }
    std::thread::sleep(LONG_SETTLE);
    report.add_events("after the last page", site, page)?;
    let folder = Folder { root: &site.root, files: &site.files, documents: &documents };
    for (name, document) in &documents {
        for problem in folder.problems(document) {
            report.add(name, problem);
        }
    }
    report.elapsed = start.elapsed();
    Ok(report)
}

/// What a visit found.
#[derive(Debug, Default)]
pub struct Report {
    /// How many pages were opened.
    pub pages: usize,
    /// One sentence each, starting with the page.
    pub problems: BTreeSet<String>,
    /// How long it took.
    pub elapsed: Duration,
}

impl Report {
    /// Panics with every problem; a visit that opened nothing is one too.
    pub fn assert_clean(&self) {
        assert!(self.pages > 0, "the site has no pages");
        let list: Vec<&str> = self.problems.iter().map(String::as_str).collect();
        assert!(list.is_empty(), "{} problems on {} pages:\n{}", list.len(), self.pages, list.join("\n"));
    }

    fn add(&mut self, page: &str, problem: String) {
        self.problems.insert(format!("{page}: {problem}"));
    }

    /// Reads the document and adds what is wider than the window.
    fn add_fit(&mut self, name: &str, width: u32, page: &mut Page<'_>) -> Outcome<Document> {
        let document = read_document(page)?;
        if let Some(element) = &document.overflow {
            self.add(name, format!("scrolls sideways at {width} px because of {element}"));
        }
        Ok(document)
    }

    /// Adds what the browser told since the last time; whether any of it was a problem.
    fn add_events(&mut self, name: &str, site: &SiteCopy, page: &mut Page<'_>) -> Outcome<bool> {
        let events = page.take_events()?;
        let problems: Vec<String> = events.iter().filter_map(|event| watch::problem(event, &site.root)).collect();
        let any = !problems.is_empty();
        problems.into_iter().for_each(|problem| self.add(name, problem));
        Ok(any)
    }
}
