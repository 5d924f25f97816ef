//! Every example of the manual is built, and every message and answer that it quotes is compared.

use super::blocks::{self, Block};
use super::facts;
use super::sandbox::{self, MACHI, Sandbox};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Languages of files that a reader copies.
const FILES: &[&str] = &["yaml", "markdown", "html", "css", "json"];

/// Commands of other programs that the manual may print: nothing else is shown that was not run.
const OTHER_COMMANDS: &[&str] = &["cargo run --release", "cargo install --path ."];

/// Blocks that are laid over one handbook: those of one `example=` name, or one block alone.
fn examples(blocks: &[Block]) -> Vec<(String, Vec<&Block>)> {
    let mut examples: BTreeMap<String, Vec<&Block>> = BTreeMap::new();
    for block in blocks.iter().filter(|block| is_file(block)) {
        let names = block.word("example").map_or_else(|| block.place(), str::to_owned);
        for name in names.split(',') {
            examples.entry(format!("{}: {name}", block.page)).or_default().push(block);
        }
    }
    examples.into_iter().collect()
}

/// Whether a block shows a file or a part of one.
fn is_file(block: &Block) -> bool {
    FILES.contains(&block.language.as_str()) && block.word("shown").or(block.word("output")).is_none()
}

fn commands(blocks: &[Block]) -> impl Iterator<Item = &Block> {
    blocks.iter().filter(|block| block.language == "sh")
}

/// The block that quotes what was said of this one, as it stands (`text`) or as JSON.
fn quote_in<'b>(language: &str, blocks: &'b [Block], block: &Block) -> Option<&'b Block> {
    let name = block.word("example")?;
    blocks.iter().find(|other| other.language == language && other.page == block.page && other.word("output") == Some(name))
}

fn quote<'b>(blocks: &'b [Block], block: &Block) -> Option<&'b Block> {
    quote_in("text", blocks, block)
}

#[test]
fn every_code_block_says_how_it_is_tested() {
    const KNOWN: &[(&str, &[&str])] = &[
        ("yaml", &["file", "into", "example", "over", "expect", "encoding", "same"]),
        ("markdown", &["file", "into", "example", "over", "expect", "shown"]),
        ("html", &["file", "example", "over", "expect"]),
        ("css", &["file", "example", "over", "expect"]),
        ("json", &["file", "example", "output"]),
        ("sh", &["example", "over", "exit", "stays"]),
        ("text", &["output"]),
    ];
    let blocks = blocks::blocks();
    for block in &blocks {
        let place = block.place();
        let Some((_, known)) = KNOWN.iter().find(|(language, _)| *language == block.language) else {
            panic!(
                "{place}: a block of `{}`; write one of {:?}",
                block.language,
                KNOWN.iter().map(|(language, _)| language).collect::<Vec<_>>()
            )
        };
        for word in block.words.keys() {
            assert!(known.contains(&word.as_str()), "{place}: `{word}` has no meaning here; known: {known:?}");
        }
        match block.language.as_str() {
            "sh" => {}
            "text" | "json" if block.word("file").is_none() => {
                let name = block.word("output").unwrap_or_else(|| panic!("{place}: say `output=` and the example that is quoted"));
                let is_used = blocks.iter().any(|other| other.page == block.page && other.word("example") == Some(name));
                assert!(is_used, "{place}: quotes the example `{name}`, which is not on this page");
            }
            _ if block.word("shown").is_some() => {
                assert!(block.word("file").or(block.word("into")).is_none(), "{place}: `shown` stands alone")
            }
            _ => {
                let (path, _) = sandbox::target(block);
                let name = path.strip_prefix(MACHI).unwrap_or(path).trim_start_matches('/');
                let says = |text: &str| block.before.contains(&format!("`{text}`"));
                assert!(says(path) || says(name), "{place}: the page does not tell the reader before it that this is `{name}`");
            }
        }
    }
    assert!(blocks.len() > 60, "only {} blocks", blocks.len());
}

#[test]
fn what_is_shown_as_markdown_is_what_the_page_then_shows() {
    let blocks = blocks::blocks();
    let shown = blocks.iter().filter(|block| block.word("shown").is_some());
    for block in shown {
        let follows = block.after.trim_start().starts_with(block.text.trim());
        assert!(follows, "{}: the same text does not follow the block:\n{}", block.place(), block.text);
    }
}

#[test]
fn what_is_shown_as_a_file_of_the_manual_is_that_file_and_stands_on_the_page() {
    let blocks = blocks::blocks();
    let same: Vec<(&Block, &str)> = blocks.iter().filter_map(|block| Some((block, block.word("same")?))).collect();
    assert!(!same.is_empty());
    for (block, path) in same {
        let file = std::fs::read_to_string(blocks::folder().join(path)).unwrap_or_else(|_| panic!("{}: no {path}", block.place()));
        assert_eq!(block.text, file, "{}: content/manual/{path} is another", block.place());
        let (folder, name) = path.split_once('/').expect("a file of a kind");
        let embedded = format!("![]({}:{})", folder.trim_end_matches('s'), name.trim_end_matches(".yml"));
        assert!(block.after.lines().any(|line| line == embedded), "{}: {embedded} does not follow", block.place());
    }
}

#[test]
fn the_ten_likely_messages_are_shown_by_examples_in_these_words() {
    let blocks = blocks::blocks();
    let pages = blocks::pages();
    let rows = facts::rows(&pages, "komatta/message", "yoku-aru");
    assert_eq!(rows.len(), 10);
    for row in rows {
        let (code, words) = (facts::first_code(&row), row[1].trim_matches('…'));
        let mut examples = blocks.iter().filter(|block| block.word("expect").is_some_and(|codes| codes.split(',').any(|one| one == code)));
        let is_quoted = |block: &Block| quote(&blocks, block).is_some_and(|quote| quote.text.contains(&code) && quote.text.contains(words));
        assert!(examples.any(is_quoted), "no example shows {code} with `{words}`");
    }
}

#[test]
fn every_example_is_built_and_does_what_the_page_says() {
    let blocks = blocks::blocks();
    let examples = examples(&blocks);
    assert!(examples.len() > 40, "only {} examples", examples.len());
    let wrong: Vec<String> = examples.par_iter().filter_map(|(name, parts)| judge(name, parts, &blocks)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What is wrong with an example.
fn judge(name: &str, parts: &[&Block], blocks: &[Block]) -> Option<String> {
    let word = |key: &str| parts.iter().find_map(|part| part.word(key));
    let sandbox = Sandbox::over(word("over").unwrap_or("common"));
    parts.iter().for_each(|part| sandbox.lay(part));
    let expected: BTreeSet<&str> = word("expect").into_iter().flat_map(|codes| codes.split(',')).collect();
    let mut runs: Vec<Vec<&str>> = Vec::new();
    for folder in handbooks(parts) {
        runs.push(vec![if expected.is_empty() { "build" } else { "check" }, folder]);
        if expected.is_empty() && parts.iter().any(|part| part.text.to_lowercase().contains("staff")) {
            runs.push(vec!["build", folder, "--audience", "staff"]);
        }
    }
    for arguments in runs {
        let said = sandbox.run(&[&arguments[..], &["--format", "short"]].concat());
        let found: BTreeSet<&str> = said.err.lines().filter_map(code).collect();
        let is_done = said.exit == 0 && said.err.is_empty();
        if found != expected || expected.is_empty() != is_done {
            return Some(format!("{name}: {arguments:?} ends with {}; expected {expected:?}, found {found:?}\n{}", said.exit, said.err));
        }
    }
    let quote = parts.iter().find_map(|part| quote(blocks, part))?;
    let told = sandbox.run(&["check", MACHI]).err;
    differs(&quote.text, &told).then(|| format!("{}: the page quotes\n{}\nbut the program says\n{told}", quote.place(), quote.text))
}

/// The town's handbook, and those that the example shows besides.
fn handbooks<'b>(parts: &[&'b Block]) -> BTreeSet<&'b str> {
    let sites = parts.iter().filter_map(|part| part.word("file")?.strip_suffix("/site.yml"));
    sites.chain([MACHI]).collect()
}

/// `Y102` of `content/machi/site.yml:2:1: error Y102: …`.
fn code(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once(": error ").or_else(|| line.split_once(": warning "))?;
    rest.split_once(':').map(|(code, _)| code)
}

/// A page may quote some lines that follow each other, but no other words.
fn differs(quoted: &str, said: &str) -> bool {
    let lines = |text: &str| text.trim().lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    let (quoted, said) = (lines(quoted), lines(said));
    quoted.is_empty() || !said.windows(quoted.len()).any(|part| part == quoted)
}

#[test]
fn every_command_runs_as_it_is_printed() {
    let blocks = blocks::blocks();
    let commands: Vec<&Block> = commands(&blocks).collect();
    assert!(commands.len() > 10, "only {} blocks of commands", commands.len());
    let wrong: Vec<String> = commands.par_iter().filter_map(|block| run(block, &blocks)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What is wrong with the commands of a block.
fn run(block: &Block, blocks: &[Block]) -> Option<String> {
    let place = block.place();
    let sandbox = Sandbox::over(block.word("over").unwrap_or("common"));
    let is_of_example = |part: &&Block| {
        let names = part.word("example").zip(block.word("example"));
        part.page == block.page && is_file(part) && names.is_some_and(|(names, name)| names.split(',').any(|one| one == name))
    };
    blocks.iter().filter(is_of_example).for_each(|part| sandbox.lay(part));
    let exit: i32 = block.word("exit").map_or(0, |exit| exit.parse().expect("a number"));
    let mut out = String::new();
    for line in block.text.lines().filter(|line| !line.trim().is_empty()) {
        if OTHER_COMMANDS.contains(&line.trim()) {
            continue;
        }
        let mut words = line.split_whitespace();
        if words.next() != Some("shirube") {
            return Some(format!("{place}: `{line}` is not run by any test"));
        }
        let arguments: Vec<&str> = words.collect();
        if block.word("stays").is_some() {
            if let Some(wrong) = stays(&sandbox, &arguments) {
                return Some(format!("{place}: `{line}` {wrong}"));
            }
            continue;
        }
        let said = sandbox.run(&arguments);
        if said.exit != exit {
            return Some(format!("{place}: `{line}` ends with {} and not with {exit}\n{}{}", said.exit, said.out, said.err));
        }
        out.push_str(&said.err);
        out.push_str(&said.out);
    }
    let is_other_json = |quote: &Block| {
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
        !out.lines().any(|line| read(line).is_some() && read(line) == read(&quote.text))
    };
    let quoted = quote(blocks, block).filter(|quote| differs(&quote.text, &out));
    let wrong = quoted.or_else(|| quote_in("json", blocks, block).filter(|quote| is_other_json(quote)));
    wrong.map(|quote| format!("{}: the page quotes\n{}\nbut the program says\n{out}", quote.place(), quote.text))
}

/// What is wrong with a command that runs until it is ended.
fn stays(sandbox: &Sandbox, arguments: &[&str]) -> Option<String> {
    let first = sandbox.first_line(&[arguments, &["--port", "0"]].concat());
    (!first.starts_with("プレビュー: http://127.0.0.1:")).then(|| format!("says first `{first}`"))
}
