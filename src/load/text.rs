//! Reads every file of every layer in parallel and looks the texts over before any parser sees them.

use super::gate::{self, GatedFile};
use super::layer::{LayerFolder, SITE_FILE};
use super::lexical::{self, NotText, TextKind};
use super::memory::Memory;
use crate::diag::{Code, Diagnostic, Sink, SourceFile, SourceId, SourceMap, Span};
use crate::model::LayerIndex;
use rayon::prelude::*;
use std::sync::Arc;

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
    pub binaries: Vec<(String, Arc<Vec<u8>>)>,
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

/// What a file holds.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// A text, under its shown name.
    Text(Arc<SourceFile>),
    /// Everything else.
    Binary(Arc<Vec<u8>>),
    /// What should have been a text.
    NotText(NotText),
    /// Nothing: why it could not be read.
    Unreadable(String),
}

/// Reads all layers. The source map is filled in the order of the sorted lists, whatever thread was first.
pub(super) fn read_all(folders: &[LayerFolder], memory: &mut Memory, sources: &mut SourceMap, sink: &mut Sink) -> Vec<LayerTexts> {
    let mut layers = Vec::new();
    for (layer, folder) in folders.iter().enumerate() {
        let files: Vec<(&GatedFile, String)> = folder
            .files
            .iter()
            .filter(|file| file.relative != SITE_FILE)
            .map(|file| (file, shown_name(&folder.display, &file.relative)))
            .collect();
        let known = &*memory;
        let read: Vec<Content> =
            files.par_iter().map(|(file, name)| known.recall(name, file).unwrap_or_else(|| read_file(file, name))).collect();
        let mut texts = LayerTexts { layer, ..LayerTexts::default() };
        for ((file, name), content) in files.into_iter().zip(read) {
            memory.note(&name, file, &content);
            match content {
                Content::Binary(bytes) => texts.binaries.push((file.relative.clone(), bytes)),
                Content::Text(text) => {
                    let entry = SourceText { relative: file.relative.clone(), source: sources.add(text), is_sound: true };
                    texts.shelf(&file.relative).push(entry);
                }
                problem => complain(problem, name, sources, sink),
            }
        }
        layers.push(texts);
    }
    layers
}

/// Looks over the letters of all texts that a parser will read.
pub(super) fn look_over_all(layers: &mut [LayerTexts], memory: &mut Memory, sources: &SourceMap, sink: &mut Sink) {
    for texts in layers {
        look_over(&mut texts.pages, TextKind::Markdown, (sources, &mut *memory), sink);
        look_over(&mut texts.data, TextKind::Yaml, (sources, &mut *memory), sink);
    }
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

fn look_over(texts: &mut [SourceText], kind: TextKind, (sources, memory): (&SourceMap, &mut Memory), sink: &mut Sink) {
    let known = &*memory;
    let found: Vec<Option<Sink>> = texts
        .par_iter_mut()
        .map(|text| {
            let file = sources.file(text.source)?;
            if let Some((is_sound, found)) = known.parsed(&file.name, text.source).and_then(|parsed| parsed.letters.as_ref()) {
                text.is_sound = *is_sound;
                return Some(found.clone());
            }
            let mut found = Sink::default();
            lexical::check_text(&file.text, kind, text.source, &mut found);
            text.is_sound = found.errors() == 0;
            Some(found)
        })
        .collect();
    for (text, found) in texts.iter().zip(found) {
        let (Some(file), Some(found)) = (sources.file(text.source), found) else { continue };
        memory.note_parsed(&file.name, text.source, |parsed| parsed.letters = Some((text.is_sound, found.clone())));
        sink.append(found);
    }
}

/// Reads one text file on its own: `site.yml`, which has to be known before the rest.
pub(super) fn read_text(file: &GatedFile, display: &str, sources: &mut SourceMap, sink: &mut Sink) -> Option<SourceId> {
    let name = shown_name(display, &file.relative);
    match read_file(file, &name) {
        Content::Text(text) => Some(sources.add(text)),
        problem => {
            complain(problem, name, sources, sink);
            None
        }
    }
}

pub(super) fn shown_name(display: &str, relative: &str) -> String {
    if display == "." { relative.to_owned() } else { format!("{display}/{relative}") }
}

fn read_file(file: &GatedFile, name: &str) -> Content {
    let bytes = match gate::read(file) {
        Ok(bytes) => bytes,
        Err(error) => return Content::Unreadable(error.to_string()),
    };
    if !is_text(&file.relative) {
        return Content::Binary(Arc::new(bytes));
    }
    match lexical::decode_text(bytes) {
        Ok(text) => Content::Text(Arc::new(SourceFile::new(name, text))),
        Err(problem) => Content::NotText(problem),
    }
}

fn complain(problem: Content, name: String, sources: &mut SourceMap, sink: &mut Sink) {
    match problem {
        Content::NotText(problem) => {
            let source = sources.add(SourceFile::new(name, problem.text.clone()));
            sink.push(problem.into_diagnostic(source));
        }
        Content::Unreadable(reason) => {
            let source = sources.add(SourceFile::new(name, String::new()));
            let (ja, en) = ("ファイルを読めませんでした", "the file could not be read");
            sink.push(Diagnostic::new(Code::Unreadable, Span::file(source), ja, en).note(reason.clone(), reason));
        }
        Content::Text(_) | Content::Binary(_) => {}
    }
}

fn is_text(relative: &str) -> bool {
    let in_assets = relative.starts_with("assets/");
    !in_assets && [".md", ".yml", ".html", ".css", ".js", ".svg"].iter().any(|ending| relative.ends_with(ending))
}
