//! Excerpts with carets, drawn by `annotate-snippets`: exact on double-width text, control characters replaced.

use super::{Style, visible};
use crate::diag::{Diagnostic, Label, Language, Severity, SourceFile, SourceMap};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Padding, Renderer, Snippet};
use std::ops::Range;

/// Widest line that is drawn whole; longer ones are cut around the caret.
const TERMINAL_WIDTH: usize = 160;

pub(super) fn render(diagnostic: &Diagnostic, sources: &SourceMap, style: Style) -> String {
    let language = style.language;
    let level = match (diagnostic.severity, language) {
        (Severity::Error, Language::Japanese) => Level::ERROR.with_name("エラー"),
        (Severity::Warning, Language::Japanese) => Level::WARNING.with_name("注意"),
        (Severity::Error, Language::English) => Level::ERROR,
        (Severity::Warning, Language::English) => Level::WARNING,
    };
    let mut group = level
        .primary_title(visible(diagnostic.message.get(language)))
        .id(format!("{} {}", diagnostic.code.id(), diagnostic.code.name()))
        .elements(excerpts(diagnostic, sources, language));
    for label in diagnostic.labels.iter().filter(|label| !has_text(sources, label)) {
        let Some(file) = sources.file(label.span.source) else { continue };
        group = group.element(Origin::path(visible(&file.name)));
        if let Some(text) = &label.text {
            group = group.element(Padding).element(named(Level::NOTE, "補足", language).message(visible(text.get(language))));
        }
    }
    for note in &diagnostic.notes {
        group = group.element(named(Level::NOTE, "補足", language).message(visible(note.get(language))));
    }
    group = group.element(named(Level::HELP, "直し方", language).message(visible(diagnostic.advice(language))));
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let mut text = renderer.decor_style(DecorStyle::Unicode).term_width(TERMINAL_WIDTH).render(&[group]);
    text.push_str("\n\n");
    text
}

fn named(level: Level<'static>, japanese: &'static str, language: Language) -> Level<'static> {
    match language {
        Language::Japanese => level.with_name(japanese),
        Language::English => level,
    }
}

/// A file that was not read, as a picture or a link, has no line to show: its name stands alone.
fn has_text(sources: &SourceMap, label: &Label) -> bool {
    sources.file(label.span.source).is_some_and(|file| !file.text.is_empty())
}

/// One snippet per file with a text, in the order in which the labels name the files.
fn excerpts<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a SourceMap,
    language: Language,
) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let mut seen = Vec::new();
    let mut snippets = Vec::new();
    for label in &diagnostic.labels {
        let source = label.span.source;
        let Some(file) = sources.file(source).filter(|_| !seen.contains(&source) && has_text(sources, label)) else { continue };
        seen.push(source);
        let labels: Vec<&Label> = diagnostic.labels.iter().filter(|other| other.span.source == source).collect();
        snippets.push(excerpt(file, &labels, snippets.is_empty(), language));
    }
    snippets
}

fn excerpt<'a>(
    file: &'a SourceFile,
    labels: &[&'a Label],
    has_primary: bool,
    language: Language,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let first = labels.iter().map(|l| l.span.start as usize).min().unwrap_or(0);
    let last = labels.iter().map(|l| l.span.end as usize).max().unwrap_or(0);
    let window = window(&file.text, first, last);
    let annotations = labels.iter().enumerate().map(|(at, label)| {
        let kind = if at == 0 && has_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let text = label.text.as_ref().map(|text| visible(text.get(language)));
        kind.span(inside(&file.text, &window, label.span.range())).label(text)
    });
    Snippet::source(lines_by_newline(&file.text[window.clone()]))
        .line_start(file.position(window.start).line)
        .path(visible(&file.name))
        .annotations(annotations)
}

/// The whole lines around `first..last`, so that a large file is not handed to the renderer.
fn window(text: &str, first: usize, last: usize) -> Range<usize> {
    let first = text.floor_char_boundary(first.min(text.len()));
    let last = text.ceil_char_boundary(last.clamp(first, text.len()));
    let start = text[..first].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let start = if start == 0 && text.starts_with('\u{feff}') { first.min('\u{feff}'.len_utf8()) } else { start };
    let end = text[last..].find(['\n', '\r']).map_or(text.len(), |at| last + at);
    start..end
}

fn inside(text: &str, window: &Range<usize>, span: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start.clamp(window.start, window.end));
    let end = text.ceil_char_boundary(span.end.clamp(start, window.end));
    start - window.start..end - window.start
}

/// A lone CR ends a line too; the renderer only knows LF, and the byte count must stay.
fn lines_by_newline(text: &str) -> String {
    text.replace("\r\n", "\r\u{0}").replace('\r', "\n").replace("\n\u{0}", "\r\n")
}
