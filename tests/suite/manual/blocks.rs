//! The code blocks of the manual, each with its place and what its info string says.
//!
//! The first word of an info string is the language, the only one that a page shows. What follows is for these tests; `tests/README.md`
//! tells authors how to write it.

use shirube::syntax::{self, CodeBlockKind, Event, Tag, TagEnd};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A page of the manual.
pub struct Page {
    /// As `data/site`.
    pub id: String,
    /// Front matter and body.
    pub text: String,
}

/// A fenced code block.
#[derive(Clone, Debug)]
pub struct Block {
    /// The page it stands on.
    pub page: String,
    /// Line of the page.
    pub line: usize,
    /// First word of the info string.
    pub language: String,
    /// The other words: `key=value`, or a word alone with an empty value.
    pub words: BTreeMap<String, String>,
    /// What is between the fences.
    pub text: String,
    /// The page before and after it.
    pub before: String,
    pub after: String,
}

impl Block {
    /// The value of a word.
    pub fn word(&self, key: &str) -> Option<&str> {
        self.words.get(key).map(String::as_str)
    }

    /// For messages of tests.
    pub fn place(&self) -> String {
        format!("content/manual/guide/{}.md:{}", self.page, self.line)
    }
}

/// The folder of the manual.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content/manual")
}

/// All pages in order.
pub fn pages() -> Vec<Page> {
    let guide = folder().join("guide");
    let mut pages: Vec<Page> = walkdir::WalkDir::new(&guide)
        .into_iter()
        .map(|entry| entry.expect("the manual can be read").into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .map(|path| {
            let id = path.strip_prefix(&guide).expect("below guide").to_string_lossy().replace('\\', "/");
            Page { id: id.trim_end_matches(".md").to_owned(), text: fs::read_to_string(&path).expect("a page is text") }
        })
        .collect();
    pages.sort_by(|a, b| a.id.cmp(&b.id));
    assert!(pages.len() > 20, "the pages of the manual were not found");
    pages
}

/// All code blocks of all pages.
pub fn blocks() -> Vec<Block> {
    pages().iter().flat_map(of_page).collect()
}

fn of_page(page: &Page) -> Vec<Block> {
    // The front matter is cut, as the program cuts it: the second line of three hyphens ends it.
    let start = page.text[3..].find("\n---\n").expect("front matter is closed") + 8;
    let body = &page.text[start..];
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for placed in &syntax::parse(body).events {
        match &placed.event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let CodeBlockKind::Fenced(info) = kind else {
                    panic!("{}: an indented code block, which no test can tell from text", page.id)
                };
                let mut block = new_block(info);
                block.page.clone_from(&page.id);
                block.line = page.text[..start + placed.range.start].lines().count() + 1;
                body[..placed.range.start].clone_into(&mut block.before);
                body[placed.range.end..].clone_into(&mut block.after);
                blocks.push(block);
                is_open = true;
            }
            Event::Text(text) if is_open => blocks.last_mut().expect("open").text.push_str(text),
            Event::End(TagEnd::CodeBlock) => is_open = false,
            _ => {}
        }
    }
    blocks
}

fn new_block(info: &str) -> Block {
    let mut words = info.split_whitespace();
    let language = words.next().unwrap_or_default().to_owned();
    let words = words.map(|word| word.split_once('=').unwrap_or((word, ""))).map(|(key, value)| (key.to_owned(), value.to_owned()));
    let (page, text) = (String::new(), String::new());
    Block { page, line: 0, language, words: words.collect(), text, before: String::new(), after: String::new() }
}
