//! The examples of CommonMark 0.31 against `render`: equal up to presentation, except those of the list of differences.
//!
//! Input: `tests/facts/commonmark-0.31.txt` and `tests/facts/commonmark-differences.txt`. Both HTML texts are read by html5ever and compared
//! as trees, so that entities, quotes and line breaks between blocks do not count.

use scraper::{ElementRef, Html, Node};
use shirube::markup::{LinkResolver, RenderOptions, ResolvedLink, render};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Links lead where they say.
struct PassThrough;

impl LinkResolver for PassThrough {
    fn resolve(&self, target: &str, is_image: bool, _is_empty: bool) -> ResolvedLink {
        if is_image {
            ResolvedLink::Image { src: target.to_owned(), width: None, height: None }
        } else {
            ResolvedLink::Link { href: target.to_owned(), text: Some(String::new()), is_external: false, title: None }
        }
    }
}

fn examples() -> BTreeMap<u32, (String, String)> {
    let text = include_str!("../facts/commonmark-0.31.txt");
    let body = &text[text.find("\n@@ 1\n").expect("the first example") + 1..];
    let mut examples = BTreeMap::new();
    let mut number = 0;
    let mut is_html = false;
    for line in body.split_inclusive('\n') {
        match line.strip_prefix("@@ ").map(str::trim_end) {
            Some("html") => is_html = true,
            Some(digits) => {
                number = digits.parse().expect("an example number");
                is_html = false;
            }
            None => {
                let (markdown, html): &mut (String, String) = examples.entry(number).or_default();
                if is_html { html.push_str(line) } else { markdown.push_str(line) }
            }
        }
    }
    examples
}

/// The examples lead to `/url`, which the URL gate refuses (a folder opened by `file://` has no root): without the slash on both sides.
fn without_root(text: &str) -> String {
    [
        ("(/", "("),
        ("(   /", "(   "),
        ("]: /", "]: "),
        ("(</", "(<"),
        ("=\"/", "=\""),
        ("]:\n/", "]:\n"),
        ("]: \n      /", "]: \n      "),
        (":\t/", ":\t"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

fn differences() -> BTreeMap<u32, String> {
    let lines = include_str!("../facts/commonmark-differences.txt").lines();
    let mut differences = BTreeMap::new();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (numbers, reason) = line.split_once(": ").expect("numbers, a colon, a reason");
        assert!(reason.len() > 15, "a reason in words: {line}");
        for number in numbers.split_whitespace() {
            let previous = differences.insert(number.parse().expect("an example number"), reason.to_owned());
            assert!(previous.is_none(), "{number} is listed twice");
        }
    }
    differences
}

/// The tree as text, less what is presentation: heading ids, blank text between blocks.
fn tree(html: &str) -> String {
    let html = Html::parse_fragment(html);
    let mut out = String::new();
    write_children(html.root_element(), false, &mut out);
    out
}

fn write_children(element: ElementRef<'_>, is_pre: bool, out: &mut String) {
    for child in element.children() {
        match child.value() {
            // A shown tag is not a tag.
            Node::Text(text) => write_text(&text.replace('<', "&lt;"), is_pre, out),
            Node::Element(node) => {
                let name = node.name();
                let is_block = !matches!(name, "a" | "em" | "strong" | "code" | "img" | "br" | "del");
                if is_block {
                    out.truncate(out.trim_end_matches('\n').len());
                }
                let _ = write!(out, "<{name}");
                let is_heading = name.len() == 2 && name.starts_with('h');
                for (key, value) in node.attrs().filter(|(key, _)| !(is_heading && *key == "id")) {
                    let _ = write!(out, " {key}={:?}", value.replace('\n', " "));
                }
                out.push('>');
                if let Some(child) = ElementRef::wrap(child) {
                    write_children(child, is_pre || name == "pre", out);
                }
                if is_block && name != "code" && !is_pre {
                    out.truncate(out.trim_end_matches('\n').len());
                }
                let _ = write!(out, "</{name}>");
            }
            _ => {}
        }
    }
}

fn write_text(text: &str, is_pre: bool, out: &mut String) {
    if is_pre {
        out.push_str(text);
        return;
    }
    let after_block = [">"].iter().any(|end| out.ends_with(end))
        && !["</a>", "</em>", "</strong>", "</code>", "</img>"].iter().any(|end| out.ends_with(end));
    out.push_str(if after_block || out.is_empty() { text.trim_start_matches('\n') } else { text });
}

#[test]
fn commonmark_examples_come_out_as_the_specification_says_except_the_listed_ones() {
    let differences = differences();
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let (mut wrong, mut healed) = (String::new(), Vec::new());
    for (number, (markdown, expected)) in &examples {
        let (markdown, expected) = (&without_root(markdown), &without_root(expected));
        let html = render(markdown, &RenderOptions::default(), &PassThrough).expect("a small page");
        let is_equal = tree(&html) == tree(expected);
        match (is_equal, differences.contains_key(number)) {
            (false, false) => {
                let _ = writeln!(wrong, "--- {number}\n{markdown}\n--- expected\n{}\n--- got\n{}", tree(expected), tree(&html));
            }
            (true, true) => healed.push(number),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "differ from CommonMark and are not listed:\n{wrong}");
    assert!(healed.is_empty(), "listed as different and are not: {healed:?}");
}
