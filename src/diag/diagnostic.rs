//! One problem, as data. See the floor's header for what each part is.

use super::{Code, Severity, Span};

/// The two languages of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// 日本語, the default.
    #[default]
    Japanese,
    /// English, by `--lang en` or locale.
    English,
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// 日本語
    pub ja: String,
    /// English
    pub en: String,
}

impl Text {
    /// Puts both wordings together.
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }

    /// The wording in one language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Japanese => &self.ja,
            Language::English => &self.en,
        }
    }
}

/// A place and what is to be seen there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A few words; may be empty for the first label.
    pub text: Option<Text>,
}

/// A coded problem at one or more places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which problem.
    pub code: Code,
    /// How grave; starts as the code's own.
    pub severity: Severity,
    /// What is wrong, one phrase.
    pub message: Text,
    /// Where; the first is where the person erred.
    pub labels: Vec<Label>,
    /// Facts that help to understand.
    pub notes: Vec<Text>,
    /// What to type or do instead.
    pub help: Option<Text>,
}

impl Diagnostic {
    /// A problem at `span`, with its message in Japanese and English.
    pub fn new(code: Code, span: Span, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { labels: vec![Label { span, text: None }], ..Self::general(code, ja, en) }
    }

    /// A problem that has no place in a source file: of the output folder, of the machine.
    pub fn general(code: Code, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code, severity: code.severity(), message: Text::new(ja, en), labels: Vec::new(), notes: Vec::new(), help: None }
    }

    /// Says at the first place what is to be seen there.
    #[must_use]
    pub fn here(mut self, ja: impl Into<String>, en: impl Into<String>) -> Self {
        if let Some(label) = self.labels.first_mut() {
            label.text = Some(Text::new(ja, en));
        }
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn also(mut self, span: Span, ja: impl Into<String>, en: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: Some(Text::new(ja, en)) });
        self
    }

    /// Adds a fact that helps to understand.
    #[must_use]
    pub fn note(mut self, ja: impl Into<String>, en: impl Into<String>) -> Self {
        self.notes.push(Text::new(ja, en));
        self
    }

    /// Says what to type or do instead.
    #[must_use]
    pub fn help(mut self, ja: impl Into<String>, en: impl Into<String>) -> Self {
        self.help = Some(Text::new(ja, en));
        self
    }

    /// Adds 「もしかして」 when a close known word exists.
    #[must_use]
    pub fn did_you_mean<'a>(self, typed: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match super::nearest(typed, known) {
            Some(word) => self.help(format!("もしかして「{word}」ですか"), format!("did you mean `{word}`?")),
            None => self,
        }
    }

    /// What to type or do instead; where the problem itself says nothing, what holds for all of its code.
    #[must_use]
    pub fn advice(&self, language: Language) -> &str {
        let (ja, en) = self.code.advice();
        match (&self.help, language) {
            (Some(help), _) => help.get(language),
            (None, Language::Japanese) => ja,
            (None, Language::English) => en,
        }
    }

    /// The first place, where the person erred.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.labels.first().map(|label| label.span)
    }
}
