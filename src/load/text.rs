//! The files of one layer, read in parallel: looked over before any parser sees them, then parsed, each on its own. What comes out does not
//! depend on the handbook that uses the layer, so all handbooks of a run share it.

use super::gate::{self, GatedFile};
use super::layer::SITE_FILE;
use super::lexical::{self, TextKind};
use super::page::{self, PageFile};
use super::yaml::{self, Node};
use crate::diag::{Code, Diagnostic, Sink, SourceFile, SourceId, SourceMap, Span};
use rayon::prelude::*;
use std::sync::Arc;

/// A text that was read.
#[derive(Clone, Debug)]
pub(super) struct SourceText {
    /// Path below the layer's folder.
    pub relative: String,
    /// Its place in the source map.
    pub source: SourceId,
}

/// A YAML file that was read.
#[derive(Debug)]
pub(super) struct DataFile {
    /// Path below the layer's folder.
    pub relative: String,
    /// What stands in it.
    pub node: Arc<Node>,
}

/// The files of one layer.
#[derive(Debug, Default)]
pub(super) struct LayerTexts {
    /// `guide/**/*.md` that could be parsed.
    pub pages: Vec<Arc<PageFile>>,
    /// `*.yml` that could be parsed.
    pub data: Vec<DataFile>,
    /// `theme/**` that are texts.
    pub theme: Vec<SourceText>,
    /// Everything else, by path below the layer's folder.
    pub binaries: Vec<(String, Arc<Vec<u8>>)>,
}

impl LayerTexts {
    /// The data file of exactly this name.
    pub fn data_file(&self, relative: &str) -> Option<&DataFile> {
        self.data.iter().find(|file| file.relative == relative)
    }

    /// The data files of a folder, as `agencies/`.
    pub fn data_folder<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a DataFile> {
        self.data.iter().filter(move |file| file.relative.starts_with(folder))
    }
}

enum ReadFile {
    Text(String),
    Binary(Vec<u8>),
    /// What could be read of it, for the excerpt of the message, and the message.
    Problem(String, Box<dyn FnOnce(SourceId) -> Diagnostic + Send>),
}

/// Reads the files of a layer but its `site.yml`. The source map is filled in the order of the sorted list, whatever thread was first.
pub(super) fn read_all(files: &[GatedFile], display: &str, sources: &mut SourceMap, sink: &mut Sink) -> LayerTexts {
    let files: Vec<&GatedFile> = files.iter().filter(|file| file.relative != SITE_FILE).collect();
    let read: Vec<ReadFile> = files.par_iter().map(|file| read_file(file)).collect();
    let mut texts = LayerTexts::default();
    let (mut pages, mut data) = (Vec::new(), Vec::new());
    for (file, read) in files.into_iter().zip(read) {
        let name = shown_name(display, &file.relative);
        match read {
            ReadFile::Binary(bytes) => texts.binaries.push((file.relative.clone(), Arc::new(bytes))),
            ReadFile::Problem(text, problem) => {
                let source = sources.add(SourceFile::new(name, text));
                sink.push(problem(source));
            }
            ReadFile::Text(text) => {
                let source = sources.add(SourceFile::new(name, text));
                let shelf = if file.relative.starts_with("theme/") {
                    &mut texts.theme
                } else if file.relative.ends_with(".md") {
                    &mut pages
                } else {
                    &mut data
                };
                shelf.push(SourceText { relative: file.relative.clone(), source });
            }
        }
    }
    texts.pages = parse_all(&pages, sources, sink, parse_page);
    texts.data = parse_all(&data, sources, sink, parse_data);
    texts
}

type Parse<T> = fn(&SourceText, &SourceMap, &mut Sink) -> Option<T>;

fn parse_all<T: Send>(texts: &[SourceText], sources: &SourceMap, sink: &mut Sink, parse: Parse<T>) -> Vec<T> {
    let parsed: Vec<(Option<T>, Sink)> = texts
        .par_iter()
        .map(|text| {
            let mut found = Sink::default();
            (parse(text, sources, &mut found), found)
        })
        .collect();
    let (parsed, found): (Vec<_>, Vec<_>) = parsed.into_iter().unzip();
    found.into_iter().for_each(|found| sink.append(found));
    parsed.into_iter().flatten().collect()
}

fn parse_page(text: &SourceText, sources: &SourceMap, sink: &mut Sink) -> Option<Arc<PageFile>> {
    let content = &sources.file(text.source)?.text;
    let is_sound = lexical::check_text(content, TextKind::Markdown, text.source, sink);
    is_sound.then(|| page::parse(text, content, sink).map(Arc::new)).flatten()
}

fn parse_data(text: &SourceText, sources: &SourceMap, sink: &mut Sink) -> Option<DataFile> {
    let content = &sources.file(text.source)?.text;
    if !lexical::check_text(content, TextKind::Yaml, text.source, sink) {
        return None;
    }
    let node = yaml::parse(content, Span::new(text.source, 0, content.len()), sink)?;
    Some(DataFile { relative: text.relative.clone(), node: Arc::new(node) })
}

/// Reads one text file on its own: `site.yml`, which has to be known before the rest.
pub(super) fn read_text(file: &GatedFile, display: &str, sources: &mut SourceMap, sink: &mut Sink) -> Option<SourceId> {
    let name = shown_name(display, &file.relative);
    match read_file(file) {
        ReadFile::Text(text) => Some(sources.add(SourceFile::new(name, text))),
        ReadFile::Problem(text, problem) => {
            let source = sources.add(SourceFile::new(name, text));
            sink.push(problem(source));
            None
        }
        ReadFile::Binary(_) => None,
    }
}

fn shown_name(display: &str, relative: &str) -> String {
    if display == "." { relative.to_owned() } else { format!("{display}/{relative}") }
}

fn read_file(file: &GatedFile) -> ReadFile {
    let bytes = match gate::read(file) {
        Ok(bytes) => bytes,
        Err(error) => return unreadable(error.to_string()),
    };
    if !is_text(&file.relative) {
        return ReadFile::Binary(bytes);
    }
    match lexical::decode_text(bytes) {
        Ok(text) => ReadFile::Text(text),
        Err(problem) => {
            let text = problem.text.clone();
            ReadFile::Problem(text, Box::new(move |source| problem.into_diagnostic(source)))
        }
    }
}

fn unreadable(reason: String) -> ReadFile {
    let say = move |source| {
        Diagnostic::new(Code::Unreadable, Span::file(source), "ファイルを読めませんでした", "the file could not be read")
            .note(reason.clone(), reason)
    };
    ReadFile::Problem(String::new(), Box::new(say))
}

fn is_text(relative: &str) -> bool {
    let in_assets = relative.starts_with("assets/");
    !in_assets && [".md", ".yml", ".html", ".css", ".js", ".svg"].iter().any(|ending| relative.ends_with(ending))
}
