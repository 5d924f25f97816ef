//! One file of a layer: what it holds, and what a parser made of it. Both are kept for as long as they hold, so that a second look at a folder
//! reads and parses only what changed.
//!
//! 1. The content is believed without reading where the file's stamp is the same and was at rest when it was looked at
//!    ([`Stamp::is_at_rest`]), on a system whose change times nobody can set back; else the file is read, and its hash decides.
//! 2. What was made of a text is believed where the content is the same and stands at the same place of the source map, for every span names
//!    that place.

use super::gate::{self, GatedFile, Stamp};
use super::layer::{self, SITE_FILE, SiteText};
use super::lexical::{self, NotText, TextKind};
use super::page::{self, PageFile};
use super::yaml::{self, Node};
use crate::diag::{Code, Diagnostic, Sink, SourceFile, SourceId, SourceMap, Span};
use std::sync::Arc;

/// A file as it was read.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    stamp: Stamp,
    /// Whether the stamp alone shows that the file is the same.
    is_certain: bool,
    digest: Option<[u8; 32]>,
    content: Content,
    parsed: Option<Arc<Parsed>>,
}

/// What a file holds.
#[derive(Clone, Debug)]
enum Content {
    /// A text, under its shown name.
    Text(Arc<SourceFile>),
    /// Everything else.
    Binary(Arc<Vec<u8>>),
    /// What should have been a text.
    NotText(NotText),
    /// Nothing: why it could not be read.
    Unreadable(String),
}

/// A text after parsing, with what was wrong in it.
#[derive(Debug)]
pub(super) struct Parsed {
    /// Its place in the source map.
    pub source: SourceId,
    /// What it became.
    pub made: Made,
    /// What was wrong.
    pub problems: Sink,
}

/// What becomes of a text; `None` when it could not be parsed.
#[derive(Debug)]
pub(super) enum Made {
    /// `site.yml`
    Site(Option<Arc<SiteText>>),
    /// `guide/**/*.md`
    Page(Option<Arc<PageFile>>),
    /// Other `*.yml`
    Data(Option<Arc<Node>>),
    /// `theme/**`: read by the theme.
    Theme,
    /// What is no text after all.
    Nothing,
}

impl Reading {
    /// Reads a file that an earlier look knew as `known`. `looked_ns` is the time of this look, in nanoseconds since 1970; 0 where it is not known.
    pub fn new(file: &GatedFile, name: &str, known: Option<&Self>, looked_ns: i64) -> Self {
        let is_certain = file.stamp.changed_ns != 0 && file.stamp.is_at_rest(looked_ns);
        if let Some(known) = known.filter(|known| known.is_certain && known.stamp == file.stamp)
            && let Some(digest) = known.digest
        {
            file.recall(digest);
            return known.clone();
        }
        let content = Content::read(file, name);
        let (stamp, digest) = (file.stamp, file.digest());
        match known.filter(|known| digest.is_some() && known.digest == digest) {
            Some(known) => Self { stamp, is_certain, ..known.clone() },
            None => Self { stamp, is_certain, digest, content, parsed: None },
        }
    }

    /// Takes the text into the source map; `None` for what is no text.
    pub fn place(&self, name: &str, sources: &mut SourceMap) -> Option<SourceId> {
        match &self.content {
            Content::Text(text) => Some(sources.add(Arc::clone(text))),
            Content::NotText(problem) => Some(sources.add(SourceFile::new(name, problem.text.clone()))),
            Content::Unreadable(_) => Some(sources.add(SourceFile::new(name, String::new()))),
            Content::Binary(_) => None,
        }
    }

    /// Parses the text, which stands at `source`, unless what was made of it holds.
    pub fn parse(&mut self, relative: &str, source: SourceId) -> Arc<Parsed> {
        if let Some(parsed) = self.parsed.as_ref().filter(|parsed| parsed.source == source) {
            return Arc::clone(parsed);
        }
        let mut problems = Sink::default();
        let made = match &self.content {
            Content::Text(text) => make(relative, &text.text, source, &mut problems),
            Content::NotText(problem) => {
                problems.push(problem.clone().into_diagnostic(source));
                Made::Nothing
            }
            Content::Unreadable(reason) => {
                let (ja, en) = ("ファイルを読めませんでした", "the file could not be read");
                problems.push(Diagnostic::new(Code::Unreadable, Span::file(source), ja, en).note(reason.clone(), reason.clone()));
                Made::Nothing
            }
            Content::Binary(_) => Made::Nothing,
        };
        let parsed = Arc::new(Parsed { source, made, problems });
        self.parsed = Some(Arc::clone(&parsed));
        parsed
    }

    /// The bytes of what is no text.
    pub fn bytes(&self) -> Option<&Arc<Vec<u8>>> {
        match &self.content {
            Content::Binary(bytes) => Some(bytes),
            _ => None,
        }
    }
}

impl Content {
    fn read(file: &GatedFile, name: &str) -> Self {
        let bytes = match gate::read(file) {
            Ok(bytes) => bytes,
            Err(error) => return Self::Unreadable(error.to_string()),
        };
        if !is_text(&file.relative) {
            return Self::Binary(Arc::new(bytes));
        }
        match lexical::decode_text(bytes) {
            Ok(text) => Self::Text(Arc::new(SourceFile::new(name, text))),
            Err(problem) => Self::NotText(problem),
        }
    }
}

fn is_text(relative: &str) -> bool {
    let in_assets = relative.starts_with("assets/");
    !in_assets && [".md", ".yml", ".html", ".css", ".js", ".svg"].iter().any(|ending| relative.ends_with(ending))
}

fn make(relative: &str, text: &str, source: SourceId, sink: &mut Sink) -> Made {
    if relative.starts_with("theme/") {
        return Made::Theme;
    }
    let kind = if relative.ends_with(".md") { TextKind::Markdown } else { TextKind::Yaml };
    let is_sound = lexical::check_text(text, kind, source, sink);
    if kind == TextKind::Markdown {
        return Made::Page(is_sound.then(|| page::parse(relative, text, source, sink).map(Arc::new)).flatten());
    }
    let node = is_sound.then(|| yaml::parse(text, Span::new(source, 0, text.len()), sink)).flatten();
    if relative == SITE_FILE {
        Made::Site(node.and_then(|node| layer::decode_site_file(node, source, sink)).map(Arc::new))
    } else {
        Made::Data(node.map(Arc::new))
    }
}
