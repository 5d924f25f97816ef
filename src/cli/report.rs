//! What people see: problems, one line per result, and the colour and language decisions.

use super::Outcome;
use super::arguments::{Arguments, FormatChoice, LanguageChoice};
use crate::diag::emit::{self, Format, Style};
use crate::diag::{Diagnostic, Language, Sink, SourceMap};
use std::io::{IsTerminal, Write};
use std::path::Path;

/// Where and how to print.
#[derive(Clone, Copy, Debug)]
pub(super) struct Output {
    pub language: Language,
    format: Format,
}

impl Output {
    /// Decides language and format once.
    pub fn new(arguments: &Arguments) -> Self {
        let language = match arguments.lang {
            Some(LanguageChoice::Ja) => Language::Japanese,
            Some(LanguageChoice::En) => Language::English,
            None => language_of_locale(|name| std::env::var(name).ok()),
        };
        let format = match arguments.format {
            FormatChoice::Human => Format::Human,
            FormatChoice::Short => Format::Short,
            FormatChoice::Json => Format::Json,
        };
        Self { language, format }
    }

    /// Picks one of two wordings.
    pub fn text<'a>(&self, ja: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Japanese => ja,
            Language::English => en,
        }
    }

    /// Whether results go to a program, so that nothing but JSON may be printed on standard output.
    pub fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// Prints problems: JSON on standard output, everything else on standard error.
    pub fn problems(&self, sink: Sink, sources: &SourceMap) {
        if sink.is_empty() && !self.is_json() {
            return;
        }
        let diagnostics: Vec<Diagnostic> = sink.into_iter().collect();
        let color = std::io::stderr().is_terminal();
        let text = emit::render(&diagnostics, sources, Style { format: self.format, language: self.language, color });
        if self.is_json() {
            // A closed pipe is the reader's choice, not an error of ours.
            let _ = anstream::stdout().write_all(text.as_bytes());
        } else {
            let _ = anstream::stderr().write_all(text.as_bytes());
        }
    }

    /// Prints one line of result.
    pub fn line(&self, text: &str) {
        if !self.is_json() {
            let _ = writeln!(anstream::stdout(), "{text}");
        }
    }

    /// Prints one line about something that went wrong outside the site.
    pub fn complain(&self, text: &str) {
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    /// Says that there is nothing to work on in `folder`, and how to name a handbook.
    pub fn no_site(&self, folder: &Path, problem: &str, command: &str) {
        let shown = folder.display();
        match self.language {
            Language::Japanese if !folder.exists() => self.complain(&format!("フォルダー「{shown}」がありません")),
            _ => self.complain(problem),
        }
        self.complain(&match self.language {
            Language::Japanese => format!("site.yml のあるフォルダーの名前を書きます（例: shirube {command} content/otaru）"),
            Language::English => format!("name the folder that holds site.yml (for example `shirube {command} content/otaru`)"),
        });
    }

    /// `誤り 2、注意 1`
    pub fn counts(&self, errors: usize, warnings: usize) -> String {
        match (self.language, errors, warnings) {
            (Language::Japanese, 0, 0) => "誤りはありません".to_owned(),
            (Language::Japanese, _, _) => format!("誤り {errors} 件、注意 {warnings} 件"),
            (Language::English, _, _) => {
                let plural = |count: usize| if count == 1 { "" } else { "s" };
                format!("{errors} error{}, {warnings} warning{}", plural(errors), plural(warnings))
            }
        }
    }
}

/// English when the locale says so; Japanese when it says Japanese or nothing (`C`, `POSIX`, unset).
fn language_of_locale(variable: impl Fn(&str) -> Option<String>) -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| variable(name).filter(|value| !value.is_empty()));
    match locale {
        Some(locale) if locale.to_ascii_lowercase().starts_with("en") => Language::English,
        _ => Language::Japanese,
    }
}

/// The language of a message about a command line that could not be read.
pub(super) fn language_unparsed() -> Language {
    let words: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    let asked = |language: &str| words.contains(&format!("--lang={language}")) || words.windows(2).any(|pair| pair == ["--lang", language]);
    match (asked("ja"), asked("en")) {
        (true, _) => Language::Japanese,
        (_, true) => Language::English,
        _ => language_of_locale(|name| std::env::var(name).ok()),
    }
}

/// The end of a run that hit a bug of ours.
pub(super) fn bug(arguments: &Arguments) -> Outcome {
    bug_while_running(&Output::new(arguments))
}

/// The same while the run goes on in other threads.
pub(super) fn bug_while_running(output: &Output) -> Outcome {
    output.complain(output.text(
        "しるべの不具合です。原稿の誤りではありません。前のサイトはそのまま残っています。",
        "This is a bug of shirube, not of the site. The last good site is untouched.",
    ));
    Outcome::Bug
}
