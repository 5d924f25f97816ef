//! Renderers: problems and sources in, text out. `human` with excerpts and carets, `short` one line each, `json` for programs.
//!
//! All three escape control and text-direction characters and cut long lines, because names and excerpts come from untrusted files.

mod human;
mod json;
mod short;

use super::{Diagnostic, Language, MAX_PER_FILE, SourceMap};

/// How problems are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Excerpt with carets.
    #[default]
    Human,
    /// `file:line:column: severity CODE: message`
    Short,
    /// A JSON list.
    Json,
}

/// What a renderer needs besides the problems.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Layout.
    pub format: Format,
    /// Japanese or English.
    pub language: Language,
    /// ANSI colours.
    pub color: bool,
}

/// Renders settled problems; at most [`MAX_PER_FILE`] per file, then one line that counts the rest.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &SourceMap, style: Style) -> String {
    if style.format == Format::Json {
        return json::render(diagnostics, sources, style.language);
    }
    let mut out = String::new();
    let mut shown_of_file = (None, 0);
    let mut left_out = 0;
    for diagnostic in diagnostics {
        let file = diagnostic.span().map(|span| span.source);
        if shown_of_file.0 != Some(file) {
            out.push_str(&left_out_line(left_out, style.language));
            shown_of_file = (Some(file), 0);
            left_out = 0;
        }
        shown_of_file.1 += 1;
        if shown_of_file.1 > MAX_PER_FILE {
            left_out += 1;
            continue;
        }
        match style.format {
            Format::Short => out.push_str(&short::render(diagnostic, sources, style.language)),
            _ => out.push_str(&human::render(diagnostic, sources, style)),
        }
    }
    out.push_str(&left_out_line(left_out, style.language));
    out
}

fn left_out_line(count: usize, language: Language) -> String {
    match (count, language) {
        (0, _) => String::new(),
        (n, Language::Japanese) => format!("（このファイルには、ほかに {n} 件あります）\n\n"),
        (n, Language::English) => format!("({n} more in this file)\n\n"),
    }
}

/// Shows control and text-direction characters as `\u{…}` so that a message cannot steer the terminal.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_unsafe(letter) {
            out.extend(letter.escape_unicode());
        } else {
            out.push(letter);
        }
    }
    out
}

fn is_unsafe(letter: char) -> bool {
    (letter.is_control() && letter != '\n' && letter != '\t')
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
