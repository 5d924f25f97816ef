//! Every limit: one handbook at it, which is whole, and one past it, which is not.

use super::Case;
use crate::harness::Handbook;

#[test]
fn at_a_limit_is_whole_and_one_past_it_is_named() {
    super::run(CASES);
}

const MIB_2: usize = 2 * 1024 * 1024;
const PAGE: &str = "---\ntitle: はじめに\n---\n";

/// The page filled with lines to a size in bytes.
fn page_of(book: Handbook, bytes: usize) -> Handbook {
    let mut text = PAGE.to_owned();
    while text.len() + 100 < bytes {
        text.push_str(&"a".repeat(98));
        text.push_str("\n\n");
    }
    text.push_str(&"a".repeat(bytes - text.len()));
    book.write("site/guide/hajime.md", text.as_bytes());
    book
}

/// Front matter filled with comments to a size in bytes.
fn front_of(book: Handbook, bytes: usize) -> Handbook {
    let mut front = "title: はじめに\n".to_owned();
    while front.len() + 100 < bytes {
        front.push_str(&format!("# {}\n", "a".repeat(97)));
    }
    front.push_str(&format!("#{}\n", "a".repeat(bytes - front.len() - 2)));
    assert_eq!(front.len(), bytes);
    book.write("site/guide/hajime.md", format!("---\n{front}---\n本文\n").as_bytes());
    book
}

/// `handles:` nested to a depth; the mapping around it is the first.
fn yaml_of(book: Handbook, depth: usize) -> Handbook {
    let nested = format!("{}虐待{}", "[".repeat(depth - 1), "]".repeat(depth - 1));
    book.replace("site/agencies/centre.yml", "hours:", &format!("handles: {nested}\nhours:"))
}

fn quotes_of(book: Handbook, depth: usize) -> Handbook {
    book.page(&format!("{} 深い\n", ">".repeat(depth)))
}

fn table_of(book: Handbook, columns: usize) -> Handbook {
    book.page(&format!("|{}\n|{}\n|{}\n", "a|".repeat(columns), "-|".repeat(columns), "b|".repeat(columns)))
}

fn headings_of(book: Handbook, count: usize) -> Handbook {
    book.page(&"## 見出し\n\n".repeat(count))
}

/// A chain of handbooks; `site` is the nearest of them.
fn chain_of(book: Handbook, layers: usize) -> Handbook {
    for at in 1..layers {
        let extends = if at + 1 < layers { format!("extends: ../b{}\n", at + 1) } else { String::new() };
        let text = format!(
            "id: b{at}\ntitle: 基\npublisher: 町\nstatus: sample\nedition: {{label: 試し, issued: 2026-04-01}}\nbase: yes\n{extends}"
        );
        book.write(&format!("b{at}/site.yml"), text.as_bytes());
    }
    book.replace("site/site.yml", "nav:", "extends: ../b1\nnav:")
}

pub const CASES: &[Case] = &[
    Case { name: "a page of 2 MiB", change: |book| page_of(book, MIB_2), expected: &[] },
    Case { name: "a page of 2 MiB and a byte", change: |book| page_of(book, MIB_2 + 1), expected: &["P109 guide/hajime.md:1:1"] },
    Case { name: "front matter of 64 KiB", change: |book| front_of(book, 64 * 1024), expected: &[] },
    Case {
        name: "front matter of 64 KiB and a byte",
        change: |book| front_of(book, 64 * 1024 + 1),
        expected: &["M101 guide/hajime.md:1:1"],
    },
    Case { name: "YAML 64 deep has only the wrong type", change: |book| yaml_of(book, 64), expected: &["Y105 agencies/centre.yml:6:11"] },
    Case { name: "YAML 65 deep", change: |book| yaml_of(book, 65), expected: &["Y110 agencies/centre.yml:6:73"] },
    Case { name: "Markdown 64 deep", change: |book| quotes_of(book, 64), expected: &[] },
    Case { name: "Markdown 65 deep", change: |book| quotes_of(book, 65), expected: &["M308 guide/hajime.md:5:65"] },
    Case { name: "a table of 64 columns", change: |book| table_of(book, 64), expected: &[] },
    Case { name: "a table of 65 columns", change: |book| table_of(book, 65), expected: &["M307 guide/hajime.md:5:1"] },
    Case { name: "2,000 headings", change: |book| headings_of(book, 2_000), expected: &[] },
    Case { name: "2,001 headings", change: |book| headings_of(book, 2_001), expected: &["M312 guide/hajime.md:4005:1"] },
    Case { name: "16 layers", change: |book| chain_of(book, 16), expected: &[] },
    Case { name: "17 layers", change: |book| chain_of(book, 17), expected: &["S103 b15/site.yml:7:10"] },
];
