//! Reads every file of every layer in parallel and looks the texts over before any parser sees them.

use super::gate::{self, GatedFile};
use super::layer::{LayerFolder, SITE_FILE};
use super::lexical::{self, TextKind};
use crate::diag::{Code, Diagnostic, Sink, SourceFile, SourceId, SourceMap, Span};
use crate::model::LayerIndex;
use rayon::prelude::*;

/// A text that was read.
#[derive(Clone, Debug)]
pub(super) struct SourceText {
    /// Path below the layer's folder.
    pub relative: String,
    /// Its place in the source map.
    pub source: SourceId,
    /// Whether the letters are in order, so that a parser may read it.
    pub is_sound: bool,
}

/// The files of one layer.
#[derive(Debug, Default)]
pub(super) struct LayerTexts {
    /// Its index, 0 for the nearest.
    pub layer: LayerIndex,
    /// `guide/**/*.md`
    pub pages: Vec<SourceText>,
    /// `*.yml`
    pub data: Vec<SourceText>,
    /// `theme/**` that are texts
    pub theme: Vec<SourceText>,
    /// Everything else, by path below the layer's folder.
    pub binaries: Vec<(String, Vec<u8>)>,
}

impl LayerTexts {
    /// The data file of exactly this name.
    pub fn data_file(&self, relative: &str) -> Option<&SourceText> {
        self.data.iter().find(|text| text.relative == relative && text.is_sound)
    }

    /// The data files of a folder, as `agencies/`.
    pub fn data_folder<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a SourceText> {
        self.data.iter().filter(move |text| text.relative.starts_with(folder) && text.is_sound)
    }
}

enum ReadFile {
    Text(String),
    Binary(Vec<u8>),
    /// What could be read of it, for the excerpt of the message, and the message.
    Problem(String, Box<dyn FnOnce(SourceId) -> Diagnostic + Send>),
}

/// Reads all layers. The source map is filled in the order of the sorted lists, whatever thread was first.
pub(super) fn read_all(folders: &[LayerFolder], sources: &mut SourceMap, sink: &mut Sink) -> Vec<LayerTexts> {
    let mut layers = Vec::new();
    for (layer, folder) in folders.iter().enumerate() {
        let files: Vec<&GatedFile> = folder.files.iter().filter(|file| file.relative != SITE_FILE).collect();
        let read: Vec<ReadFile> = files.par_iter().map(|file| read_file(file)).collect();
        let mut texts = LayerTexts { layer, ..LayerTexts::default() };
        for (file, read) in files.into_iter().zip(read) {
            let name = shown_name(&folder.display, &file.relative);
            match read {
                ReadFile::Binary(bytes) => texts.binaries.push((file.relative.clone(), bytes)),
                ReadFile::Problem(text, problem) => {
                    let source = sources.add(SourceFile::new(name, text));
                    sink.push(problem(source));
                }
                ReadFile::Text(text) => {
                    let source = sources.add(SourceFile::new(name, text));
                    let entry = SourceText { relative: file.relative.clone(), source, is_sound: true };
                    texts.shelf(&file.relative).push(entry);
                }
            }
        }
        layers.push(texts);
    }
    for texts in &mut layers {
        look_over(&mut texts.pages, TextKind::Markdown, sources, sink);
        look_over(&mut texts.data, TextKind::Yaml, sources, sink);
    }
    layers
}

impl LayerTexts {
    fn shelf(&mut self, relative: &str) -> &mut Vec<SourceText> {
        if relative.starts_with("theme/") {
            &mut self.theme
        } else if relative.ends_with(".md") {
            &mut self.pages
        } else {
            &mut self.data
        }
    }
}

fn look_over(texts: &mut [SourceText], kind: TextKind, sources: &SourceMap, sink: &mut Sink) {
    let found: Vec<Sink> = texts
        .par_iter_mut()
        .map(|text| {
            let mut found = Sink::default();
            if let Some(file) = sources.file(text.source) {
                lexical::check_text(&file.text, kind, text.source, &mut found);
            }
            text.is_sound = found.errors() == 0;
            found
        })
        .collect();
    found.into_iter().for_each(|found| sink.append(found));
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
