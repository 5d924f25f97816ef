//! The template engine: Tera with the theme's templates, and its errors as diagnostics at the editor's place.
//!
//! Every template is registered as `LAYER/NAME`; a plain name means the nearest layer that has it (fallback prefixes). So a layer's
//! `page.html` may say `{% extends "default/page.html" %}`, and every page that extends `base.html` gets the nearest one.
//! Variables are strict: one that is not there is an error, not an empty text. `.html` escapes.

use crate::diag::{Code, Diagnostic, Sink, SourceId, Span};
use crate::theme::{Theme, ThemeTemplate};
use std::collections::BTreeMap;
use tera::{Context, ErrorKind, Tera};

/// Which marks every page must carry.
#[derive(Clone, Copy, Debug)]
pub struct Marks {
    /// That the handbook is not approved.
    pub status: bool,
    /// That the edition is for staff only.
    pub audience: bool,
}

/// The templates of a theme, ready to render from any thread.
#[derive(Debug)]
pub struct Engine {
    tera: Tera,
    places: Places,
}

impl Engine {
    /// Registers all templates of a theme. Problems go to `sink`; `None` when there are any.
    pub fn new(theme: &Theme, sink: &mut Sink) -> Option<Engine> {
        let places = Places::new(theme.templates());
        let mut tera = Tera::default();
        let prefixes = theme.prefixes().iter().cloned();
        let templates = theme.templates().iter().map(|template| (template.name.as_str(), template.text.as_str()));
        let result = tera.set_fallback_prefixes(prefixes).and_then(|()| tera.add_raw_templates(templates));
        match result {
            Ok(()) => Some(Engine { tera, places }),
            Err(error) => {
                let syntax = syntax_errors(theme, &places);
                sink.extend(if syntax.is_empty() { places.diagnostics(&error) } else { syntax });
                None
            }
        }
    }

    /// Renders a template, or a part of a page such as `partials/emergency.html`.
    ///
    /// # Errors
    /// The problem as a diagnostic, at the template's place when it belongs to a layer.
    pub fn render(&self, template: &str, context: &Context) -> Result<String, Box<Diagnostic>> {
        self.tera.render(template, context).map_err(|error| self.explain(template, &error))
    }

    fn explain(&self, template: &str, error: &tera::Error) -> Box<Diagnostic> {
        let mut found = self.places.diagnostics(error);
        Box::new(found.pop().unwrap_or_else(|| self.places.problem(template, None, "テンプレートの誤り".into(), "template error".into())))
    }

    /// Renders a whole page and makes sure that what no theme may leave out is there: the emergency lane, the policy that keeps the page
    /// offline, and the marks that say what it is not: approved, or for everyone.
    ///
    /// # Errors
    /// As [`Engine::render`], and when one of these is missing.
    pub fn render_page(&self, template: &str, context: &Context, marks: Marks) -> Result<Vec<u8>, Box<Diagnostic>> {
        // Bytes: whether they are UTF-8 would be looked at once more for every page, and templates and values are text already.
        let mut html = Vec::with_capacity(TYPICAL_PAGE);
        self.tera.render_to(template, context, &mut html).map_err(|error| self.explain(template, &error))?;
        let needs = [
            ("data-emergency", Code::EmergencyLane, "緊急の案内", true),
            ("Content-Security-Policy", Code::TemplateError, "Content-Security-Policy", true),
            ("data-status", Code::TemplateError, "「見本」「案」の表示", marks.status),
            ("data-audience", Code::TemplateError, "「教職員用」の表示", marks.audience),
        ];
        match needs.iter().find(|(mark, _, _, is_needed)| *is_needed && !contains(&html, mark)) {
            None => Ok(html),
            Some((mark, code, ja, _)) => {
                let mut problem = self.places.problem(
                    "base.html",
                    None,
                    format!("テンプレートから、外せない部分（{ja}）がなくなっています"),
                    format!("the templates leave out what every page must have ({mark})"),
                );
                problem.code = *code;
                Err(Box::new(problem.note(format!("{template} を作るとき"), format!("while rendering {template}"))))
            }
        }
    }
}

/// Room for a page of ordinary size, so that its bytes are seldom moved while it grows.
const TYPICAL_PAGE: usize = 32 * 1024;

fn contains(html: &[u8], mark: &str) -> bool {
    html.windows(mark.len()).any(|window| window == mark.as_bytes())
}

/// Syntax errors of every template, each parsed by itself: Tera stops at the first.
fn syntax_errors(theme: &Theme, places: &Places) -> Vec<Diagnostic> {
    let parse = |template: &ThemeTemplate| Tera::default().add_raw_template(&template.name, &template.text).err();
    let is_syntax = |error: &tera::Error| matches!(error.kind(), ErrorKind::SyntaxError(_));
    theme.templates().iter().filter_map(parse).filter(is_syntax).flat_map(|error| places.diagnostics(&error)).collect()
}

/// Where the templates came from.
#[derive(Debug)]
struct Places {
    by_name: BTreeMap<String, Place>,
}

#[derive(Debug)]
struct Place {
    source: Option<SourceId>,
    skipped: usize,
    text: String,
}

impl Places {
    fn new(templates: &[ThemeTemplate]) -> Self {
        let place = |t: &ThemeTemplate| (t.name.clone(), Place { source: t.source, skipped: t.skipped, text: t.text.clone() });
        Self { by_name: templates.iter().map(place).collect() }
    }

    /// A problem in a template: at its place, or, for an embedded one, with its name.
    fn problem(&self, template: &str, range: Option<(usize, usize)>, ja: String, en: String) -> Diagnostic {
        let ends_so = |name: &str| name.split_once('/').is_some_and(|(_, plain)| plain == template);
        let place = self
            .by_name
            .get(template)
            .or_else(|| self.by_name.iter().find(|(name, p)| ends_so(name) && p.source.is_some()).map(|(_, p)| p));
        let span = place.and_then(|place| {
            let (start, end) = range.unwrap_or((0, 0));
            place.source.map(|source| Span::new(source, place.skipped + start, place.skipped + end))
        });
        let mut diagnostic = Diagnostic::new(Code::TemplateError, span.unwrap_or(Span::file(SourceId(u32::MAX))), ja, en);
        if span.is_none() {
            diagnostic.labels.clear();
            diagnostic = diagnostic.note(format!("テンプレート: {template}"), format!("template: {template}"));
        }
        diagnostic
    }

    fn diagnostics(&self, error: &tera::Error) -> Vec<Diagnostic> {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let range = report.span().range.clone();
                vec![self.at(report.filename(), Some((range.start, range.end)), report.message())]
            }
            ErrorKind::MissingParent { current, parent } => vec![self.missing_parent(current, parent)],
            ErrorKind::CircularExtend { tpl, .. } => {
                let plain = tpl.split_once('/').map_or(tpl.as_str(), |(_, plain)| plain);
                let problem = self.at(tpl, self.find(tpl, "extends"), "a template extends itself");
                vec![problem.help(
                    format!("もとのテンプレートは「default/{plain}」と書きます"),
                    format!("write `default/{plain}` for the original"),
                )]
            }
            ErrorKind::Msg(text) => {
                let found: Vec<Diagnostic> = text.split("\n\n").filter_map(|report| self.read_report(report)).collect();
                if found.is_empty() { vec![self.at("", None, text)] } else { found }
            }
            other => vec![self.at("", None, &other.to_string())],
        }
    }

    fn at(&self, template: &str, range: Option<(usize, usize)>, message: &str) -> Diagnostic {
        let first = message.lines().next().unwrap_or_default();
        self.problem(template, range, format!("テンプレートに誤りがあります: {first}"), format!("template error: {first}"))
    }

    fn missing_parent(&self, current: &str, parent: &str) -> Diagnostic {
        let plain = self.by_name.keys().filter_map(|name| name.split_once('/').map(|(_, plain)| plain));
        let known = self.by_name.keys().map(String::as_str).chain(plain);
        let ja = format!("もとにするテンプレート「{parent}」がありません");
        self.problem(current, self.find(current, parent), ja, format!("there is no template `{parent}` to extend"))
            .did_you_mean(parent, known)
    }

    fn find(&self, template: &str, needle: &str) -> Option<(usize, usize)> {
        self.by_name.get(template)?.text.find(needle).map(|start| (start, start + needle.len()))
    }

    /// Reads one of Tera's own reports; for unknown filters, includes and blocks there is nothing else:
    /// `error: MESSAGE`, then ` --> NAME:LINE:COLUMN` with both counted from 1 and columns in characters, then the line with carets.
    fn read_report(&self, report: &str) -> Option<Diagnostic> {
        let mut lines = report.lines();
        let message = lines.next()?.strip_prefix("error: ")?;
        let mut locus = lines.next()?.trim().strip_prefix("--> ")?.rsplitn(3, ':');
        let column: usize = locus.next()?.parse().ok()?;
        let line: usize = locus.next()?.parse().ok()?;
        let name = locus.next()?;
        let carets = report.lines().nth(4).map_or(1, |carets| carets.matches('^').count());
        let text = self.by_name.get(name).map_or("", |place| place.text.as_str());
        let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let offset = |count: usize| text[before..].char_indices().nth(count).map_or(text.len(), |(at, _)| before + at);
        let start = column.saturating_sub(1);
        Some(self.at(name, Some((offset(start), offset(start + carets))), message))
    }
}
