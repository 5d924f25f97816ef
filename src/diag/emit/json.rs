//! A JSON list of all problems, uncapped: `{code, name, severity, message, labels: [{file, line, column, end_line, end_column, text}], notes, help}`.
//! Lines and columns count from 1, columns in characters.

use crate::diag::{Diagnostic, Label, Language, Severity, SourceMap};
use serde::Serialize;

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    name: &'a str,
    severity: Severity,
    message: &'a str,
    labels: Vec<Place<'a>>,
    notes: Vec<&'a str>,
    help: &'a str,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: Option<&'a str>,
}

pub(super) fn render(diagnostics: &[Diagnostic], sources: &SourceMap, language: Language) -> String {
    let entries: Vec<Entry<'_>> = diagnostics.iter().map(|diagnostic| entry(diagnostic, sources, language)).collect();
    let mut text = serde_json::to_string_pretty(&entries).unwrap_or_else(|_| "[]".to_owned());
    text.push('\n');
    text
}

fn entry<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceMap, language: Language) -> Entry<'a> {
    Entry {
        code: diagnostic.code.id(),
        name: diagnostic.code.name(),
        severity: diagnostic.severity,
        message: diagnostic.message.get(language),
        labels: diagnostic.labels.iter().filter_map(|label| place(label, sources, language)).collect(),
        notes: diagnostic.notes.iter().map(|note| note.get(language)).collect(),
        help: diagnostic.advice(language),
    }
}

fn place<'a>(label: &'a Label, sources: &'a SourceMap, language: Language) -> Option<Place<'a>> {
    let file = sources.file(label.span.source)?;
    let start = file.position(label.span.start as usize);
    let end = file.position(label.span.end as usize);
    Some(Place {
        file: &file.name,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        text: label.text.as_ref().map(|text| text.get(language)),
    })
}
