//! A handbook made for one test: a small whole one, changed file by file, checked or built in a folder of its own.

use shirube::build::{self, Built};
use shirube::diag::emit::{self, Format, Style};
use shirube::diag::{Diagnostic, Language, SourceMap};
use shirube::model::Audience;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A handbook in a temporary folder: `site/` (and whatever else the test writes) below it, output in `out/`.
pub struct Handbook {
    dir: TempDir,
}

/// What `check` said.
pub struct Checked {
    pub diagnostics: Vec<Diagnostic>,
    pub sources: SourceMap,
    root: PathBuf,
}

const MINIMAL: &str = r#"
-- site/site.yml --
id: machi
title: 試しの手引き
publisher: 試しの町
status: sample
verify_at: 教育委員会に確かめてください。
edition: {label: 試し, issued: 2026-04-01, review_by: 2027-03-31}
slots:
  centre: {title: こども家庭センター}
  guidance: {title: 児童相談所}
bind:
  centre: agency:centre
  guidance: agency:guidance
roles:
  management: 管理職
undecided_ask: role:management
nav:
  - id: taio
    title: 対応
    items: [page:hajime]
  - id: madoguchi
    title: 窓口
    items: [index:agencies, index:agencies-by-name, index:glossary, index:kana]
-- site/categories.yml --
categories:
  - {id: jido, title: 児童の窓口, yomi: じどうのまどぐち}
-- site/emergency.yml --
title: まず電話
principle: まず電話。様式・メール・会議を待たない。
lines:
  - {id: life, when: 命の危険, call: [agency:dial-110, agency:dial-119]}
  - {id: abuse, when: 虐待かもしれないとき, call: [slot:centre, slot:guidance], otherwise: {when: つながらないとき, call: [agency:dial-189]}}
-- site/glossary.yml --
terms:
  - {id: gennin, term: 現認, yomi: げんにん, definition: 本人に会って無事を確かめること。}
-- site/agencies/dial-110.yml --
name: 警察
yomi: けいさつ
category: jido
phones:
  - {number: "110"}
-- site/agencies/dial-119.yml --
name: 消防
yomi: しょうぼう
category: jido
phones:
  - {number: "119"}
-- site/agencies/dial-189.yml --
name: 虐待対応ダイヤル
yomi: ぎゃくたいたいおうだいやる
category: jido
phones:
  - {number: "189"}
-- site/agencies/centre.yml --
name: こども家庭センター
yomi: こどもかていせんたー
category: jido
phones:
  - {number: 0134-32-5208, extension: "12"}
hours:
  - {days: 平日, open: "9:00", close: "17:00"}
-- site/agencies/guidance.yml --
name: 児童相談所
yomi: じどうそうだんじょ
category: jido
phones:
  - {number: 011-631-0301}
-- site/guide/hajime.md --
---
title: はじめに
yomi: はじめに
summary: 使い方
---
本文です。

## 使い方 {#tsukai}

[](agency:centre)に電話します。
"#;

impl Handbook {
    /// A small handbook without problems.
    pub fn new() -> Self {
        let handbook = Self { dir: tempfile::tempdir().expect("a temporary folder") };
        handbook.files(MINIMAL)
    }

    /// Writes files given as `-- path --` and their text; paths are relative to the temporary folder.
    pub fn files(self, text: &str) -> Self {
        for (path, content) in split(text) {
            self.write(&path, content.as_bytes());
        }
        self
    }

    /// Writes one file.
    pub fn write(&self, path: &str, content: &[u8]) {
        let path = self.dir.path().join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    /// Takes one file away.
    pub fn without(self, path: &str) -> Self {
        fs::remove_file(self.dir.path().join(path)).expect("the file was there");
        self
    }

    /// Replaces a part of a file, which must occur in it.
    pub fn replace(self, path: &str, from: &str, to: &str) -> Self {
        let text = fs::read_to_string(self.dir.path().join(path)).expect("the file is there");
        assert!(text.contains(from), "{path} does not hold {from:?}");
        self.write(path, text.replacen(from, to, 1).as_bytes());
        self
    }

    /// Replaces the body and front matter of the one page.
    pub fn page(self, body: &str) -> Self {
        self.write("site/guide/hajime.md", format!("---\ntitle: はじめに\nyomi: はじめに\n---\n{body}").as_bytes());
        self
    }

    /// The folder of the handbook.
    pub fn site(&self) -> PathBuf {
        self.dir.path().join("site")
    }

    /// The folder for output; absent at first.
    pub fn out(&self) -> PathBuf {
        self.dir.path().join("out")
    }

    /// The temporary folder.
    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    /// Loads and judges it.
    pub fn check(&self) -> Checked {
        let loaded = build::check_site(&self.site());
        Checked { diagnostics: loaded.sink.into_iter().collect(), sources: loaded.sources, root: self.dir.path().to_owned() }
    }

    /// Builds the edition of an audience, whatever comes out; all editions go to one folder.
    pub fn try_build_for(&self, audience: Audience) -> Built {
        build::build_site(&self.site(), &self.out(), audience, &|_, _| {})
    }

    /// Builds it for the public, whatever comes out.
    pub fn try_build(&self) -> Built {
        self.try_build_for(Audience::Public)
    }

    /// Builds it and gives the text of every HTML file by path.
    pub fn build(&self) -> BTreeMap<String, String> {
        let built = self.try_build();
        let diagnostics: Vec<Diagnostic> = built.sink.into_iter().collect();
        let said = emit::render(&diagnostics, &built.sources, STYLE);
        assert!(diagnostics.iter().all(|d| d.severity == shirube::diag::Severity::Warning), "{said}");
        html_files(&self.out())
    }
}

const STYLE: Style = Style { format: Format::Short, language: Language::Japanese, color: false };

/// Text of every HTML file below a folder, by `/`-separated path.
pub fn html_files(folder: &Path) -> BTreeMap<String, String> {
    let walk = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    walk.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "html"))
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below the folder").to_string_lossy().replace('\\', "/");
            (path, fs::read_to_string(entry.path()).expect("HTML is text"))
        })
        .collect()
}

/// The `<main>` of a page, so that a test about content does not change with the page's frame.
pub fn main_of(html: &str) -> &str {
    let start = html.find("<main").expect("a page has a main part");
    let end = html.find("</main>").expect("the main part ends");
    &html[start..end]
}

impl Checked {
    /// Each problem as `CODE file:line:column`, the file by its path below `site/` or, elsewhere, below the temporary folder.
    pub fn places(&self) -> Vec<String> {
        self.diagnostics.iter().map(|d| place(d, &self.sources, &self.root)).collect()
    }

    /// The whole output with excerpts.
    pub fn human(&self) -> String {
        let said = emit::render(&self.diagnostics, &self.sources, Style { format: Format::Human, ..STYLE });
        said.replace(&format!("{}/", self.root.to_string_lossy()), "")
    }
}

fn place(diagnostic: &Diagnostic, sources: &SourceMap, root: &Path) -> String {
    let Some(span) = diagnostic.span() else { return diagnostic.code.to_string() };
    let file = sources.file(span.source).expect("a place lies in a file");
    let at = file.position(span.start as usize);
    let name = file.name.strip_prefix(&*root.to_string_lossy()).map_or(file.name.as_str(), |name| name.trim_start_matches('/'));
    let name = name.strip_prefix("site/").unwrap_or(name);
    format!("{} {name}:{}:{}", diagnostic.code, at.line, at.column)
}

fn split(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.trim_start_matches('\n').split_inclusive('\n') {
        let name = line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
        match (name, files.last_mut()) {
            (Some(name), _) => files.push((name.to_owned(), String::new())),
            (None, Some((_, content))) => content.push_str(line),
            (None, None) => panic!("text before the first `-- path --`: {line:?}"),
        }
    }
    files
}
