//! What a browser is told, as text: problems as in the terminal, and the small pages that the preview makes itself.

use crate::diag::emit::{self, Format, Style};
use crate::diag::{Diagnostic, Language, Sink, SourceMap};
use crate::markup::escape;

/// Problems with excerpts, without colours.
pub(super) fn problems(sink: &Sink, sources: &SourceMap, language: Language) -> String {
    let diagnostics: Vec<Diagnostic> = sink.iter().cloned().collect();
    emit::render(&diagnostics, sources, Style { format: Format::Human, language, color: false })
}

/// What the bar above a page says; nothing where all is well.
pub(super) fn bar(errors: usize, warnings: usize, is_shown: bool, language: Language) -> String {
    let kept = errors > 0 && is_shown;
    match language {
        _ if errors == 0 && warnings == 0 => String::new(),
        Language::Japanese if kept => format!("誤り {errors} 件。直るまで、前の内容を表示しています"),
        Language::Japanese if errors > 0 => format!("誤り {errors} 件"),
        Language::Japanese => format!("注意 {warnings} 件"),
        Language::English if kept => format!("{errors} error(s); the last good pages stay until they are mended"),
        Language::English if errors > 0 => format!("{errors} error(s)"),
        Language::English => format!("{warnings} warning(s)"),
    }
}

/// One wording of two.
pub(super) fn pick(language: Language, ja: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Japanese => ja,
        Language::English => en,
    }
}

/// A page of the preview's own: nothing in it is trusted, so everything is escaped here.
pub(super) struct OwnPage<'a> {
    pub language: Language,
    pub title: &'a str,
    pub paragraphs: Vec<String>,
    /// Shown letter by letter.
    pub listing: &'a str,
    /// Text and address.
    pub links: Vec<(String, String)>,
}

impl OwnPage<'_> {
    /// The page, ready to be dressed for live reload.
    pub fn html(&self) -> Vec<u8> {
        let lang = pick(self.language, "ja", "en");
        let title = escape::attribute(self.title);
        let mut body = format!("<h1>{title}</h1>\n");
        for paragraph in &self.paragraphs {
            body.push_str(&format!("<p>{}</p>\n", escape::attribute(paragraph)));
        }
        if !self.listing.is_empty() {
            body.push_str(&format!("<pre>{}</pre>\n", escape::attribute(self.listing)));
        }
        if !self.links.is_empty() {
            let links = self
                .links
                .iter()
                .map(|(text, href)| format!("<li><a href=\"{}\">{}</a></li>\n", escape::attribute(href), escape::attribute(text)));
            body.push_str(&format!("<ul>\n{}</ul>\n", links.collect::<String>()));
        }
        format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<link rel=\"icon\" href=\"data:,\">\n<title>{title}</title>\n</head>\n\
             <body class=\"shirube-preview-own\">\n<main>\n{body}</main>\n</body>\n</html>\n"
        )
        .into_bytes()
    }
}

/// As strict as that of the site's pages, with the same connections shut until the page is dressed.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types Shirube";
