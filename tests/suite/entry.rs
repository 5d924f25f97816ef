//! The page above several handbooks: which it lists, and that nobody's file is written over.

use crate::harness::Handbook;
use scraper::{Html, Selector};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with two handbooks, and where they are built.
struct Shelf {
    handbook: Handbook,
}

impl Shelf {
    fn new() -> Self {
        let handbook = Handbook::new();
        let copy = handbook.root().join("books/machi");
        copy_folder(&handbook.site(), &copy);
        copy_folder(&handbook.site(), &handbook.root().join("books/mura"));
        let shelf = Self { handbook };
        shelf.change("mura", "id: machi", "id: mura");
        shelf.change("mura", "title: 試しの手引き", "title: 村の <手引き>\nsubtitle: 二つ目");
        shelf
    }

    fn out(&self) -> PathBuf {
        self.handbook.root().join("built")
    }

    fn page(&self) -> PathBuf {
        self.out().join("index.html")
    }

    fn change(&self, book: &str, old: &str, new: &str) {
        let file = self.handbook.root().join("books").join(book).join("site.yml");
        let text = fs::read_to_string(&file).expect("site.yml");
        assert!(text.contains(old), "{old} in {text}");
        fs::write(file, text.replacen(old, new, 1)).expect("site.yml");
    }

    fn build(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
        command.arg("build").arg(self.handbook.root().join("books")).arg("--out").arg(self.out()).args(arguments);
        command.env("LANG", "ja_JP.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES").output().expect("shirube runs")
    }

    fn links(&self) -> Vec<(String, String)> {
        let html = Html::parse_document(&fs::read_to_string(self.page()).expect("an entry page"));
        let links = Selector::parse("[data-handbook] a").expect("selector");
        html.select(&links).map(|link| (link.attr("href").unwrap_or_default().to_owned(), link.text().collect())).collect()
    }
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().filter_map(Result::ok) {
        let target = to.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("a folder");
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn handbooks_built_side_by_side_are_listed_with_publisher_and_edition() {
    let shelf = Shelf::new();
    assert!(said(&shelf.build(&[])).contains("手引きの一覧 → "));
    let links = shelf.links();
    assert_eq!(
        links,
        [("machi/index.html".to_owned(), "試しの手引き".to_owned()), ("mura/index.html".to_owned(), "村の <手引き>".to_owned())]
    );
    for (href, _) in &links {
        assert!(shelf.out().join(href).is_file(), "{href}");
    }
    let page = fs::read_to_string(shelf.page()).expect("the page");
    for text in
        ["試しの町", "版 試し", "二つ目", "見本（非公式）", "Content-Security-Policy", "data-emergency", "tel:110", "tel:119", "tel:189"]
    {
        assert!(page.contains(text), "{text}");
    }
    let style = page.split("rel=\"stylesheet\" href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a style sheet");
    assert!(shelf.out().join(style).is_file(), "{style}");
}

#[test]
fn the_list_follows_the_handbooks_and_is_left_alone_when_nothing_changed() {
    let shelf = Shelf::new();
    shelf.build(&[]);
    let first = fs::read(shelf.page()).expect("the page");
    assert!(!said(&shelf.build(&[])).contains("手引きの一覧"), "nothing changed");
    assert_eq!(fs::read(shelf.page()).expect("the page"), first);
    shelf.change("machi", "title: 試しの手引き", "title: 新しい題");
    assert!(said(&shelf.build(&[])).contains("手引きの一覧"));
    assert_eq!(shelf.links()[0].1, "新しい題");
}

#[test]
fn a_handbook_that_fails_stays_listed_with_its_last_good_site() {
    let shelf = Shelf::new();
    shelf.build(&[]);
    shelf.change("machi", "nav:", "nav: []\nkowareta: yes\nkyu:");
    assert_eq!(shelf.build(&[]).status.code(), Some(1));
    assert_eq!(shelf.links().len(), 2, "the page of the last run stands");
}

#[test]
fn a_page_that_is_not_ours_or_was_edited_is_never_written_over() {
    let shelf = Shelf::new();
    fs::create_dir_all(shelf.out()).expect("a folder");
    fs::write(shelf.page(), "<h1>町の表紙</h1>").expect("a page");
    let output = shelf.build(&[]);
    assert!(output.status.success() && said(&output).contains("そのままにしました"), "{}", said(&output));
    assert_eq!(fs::read_to_string(shelf.page()).expect("the page"), "<h1>町の表紙</h1>");
    fs::remove_file(shelf.page()).expect("removed");
    shelf.build(&[]);
    let edited = fs::read_to_string(shelf.page()).expect("the page").replace("手引きの一覧", "私たちの手引き");
    fs::write(shelf.page(), &edited).expect("edited");
    shelf.change("machi", "title: 試しの手引き", "title: 新しい題");
    assert!(said(&shelf.build(&[])).contains("そのままにしました"));
    assert_eq!(fs::read_to_string(shelf.page()).expect("the page"), edited);
}

#[test]
fn an_edition_for_staff_is_not_listed() {
    let shelf = Shelf::new();
    shelf.build(&["--audience", "staff"]);
    assert!(!shelf.page().exists());
    shelf.build(&[]);
    assert!(shelf.links().iter().all(|(href, _)| !href.contains("staff")));
}
