//! `guide/**/*.md` → pages: front matter, and the outline of the body. A file is parsed once for all handbooks that use it; a page that several
//! layers make up is parsed as the text that they make up, and kept ([`Composed`]) for as long as it is made of the same files.

use super::fields::{self, RawCitation};
use super::overlay::{self, Merged, Part, Thing, VerbPlace};
use super::site_file::RawAudience;
use super::stack::Stack;
use super::yaml::Node;
use super::{front_matter, yaml};
use crate::diag::{Code, Diagnostic, Sink, SourceFile, SourceId, SourceMap, Span, Spanned};
use crate::model::{Audience, Layout, Page, PageId, PaperPages, ReferenceKind, Removal};
use crate::syntax::{self, Outline};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A page of one layer as parsed.
#[derive(Debug)]
pub(super) struct PageFile {
    /// Its path below `guide/`, without its ending.
    id: String,
    /// What stands between the `---`.
    front: Arc<Node>,
    /// The body as it stands in its file.
    text: PageText,
}

/// A body with what was read in it.
#[derive(Debug)]
struct PageText {
    body: Span,
    outline: Outline,
    problems: Sink,
}

/// The pages that several layers of one handbook make up, as of its last load.
#[derive(Debug, Default)]
pub(super) struct Composed(BTreeMap<String, ComposedPage>);

/// A page that several files make up.
#[derive(Debug)]
struct ComposedPage {
    parts: Vec<Arc<PageFile>>,
    file: Arc<SourceFile>,
    /// What was wrong between the files.
    found: Sink,
    /// The sections that a layer took away.
    gone: Vec<(String, Span)>,
    text: Arc<PageText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFrontMatter {
    title: Spanned<String>,
    yomi: Option<Spanned<String>>,
    summary: Option<Spanned<String>>,
    order: Option<i64>,
    #[serde(default)]
    layout: RawLayout,
    audience: Option<RawAudience>,
    number: Option<Spanned<String>>,
    paper: Option<Spanned<String>>,
    searchable: Option<bool>,
    reviewed: Option<Spanned<String>>,
    #[serde(default)]
    accepts: Vec<Spanned<String>>,
    #[serde(default)]
    sources: Vec<RawCitation>,
}

/// `layout:` as typed.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawLayout {
    #[default]
    Article,
    Stage,
    Card,
}

/// Parses one file; `None` when its front matter cannot be read, which is said.
pub(super) fn parse(relative: &str, content: &str, source: SourceId, sink: &mut Sink) -> Option<PageFile> {
    let parts = front_matter::split(content, source, sink)?;
    let front = yaml::parse(content.get(parts.front.range())?, parts.front, sink);
    let text_of_body = PageText::read(content.get(parts.body.range())?, parts.body);
    let Some(front) = front else {
        sink.append(text_of_body.problems);
        return None;
    };
    let id = relative.strip_prefix("guide/").unwrap_or(relative).trim_end_matches(".md").to_owned();
    Some(PageFile { id, front: Arc::new(front), text: text_of_body })
}

impl PageText {
    fn read(content: &str, body: Span) -> Self {
        let mut problems = Sink::default();
        let outline = syntax::outline(content, body, &mut problems);
        Self { body, outline, problems }
    }
}

/// Merges the pages of all layers. `audiences` gives by layer whom a page is for that does not say so.
pub(super) fn merge(
    stack: &mut Stack<'_>,
    audiences: &[Audience],
    (sources, known): (&mut SourceMap, &mut Composed),
    sink: &mut Sink,
) -> BTreeMap<PageId, Page> {
    let mut things = Vec::new();
    for (layer, folder) in stack.folders.iter().enumerate() {
        let thing = |page: &Arc<PageFile>| {
            let place = page.front.get("title").or(page.front.get("overlay")).map_or(page.front.span, |named| named.span);
            Thing { layer, id: page.id.clone(), place, node: Arc::clone(&page.front), part: (layer, Arc::clone(page)) }
        };
        things.extend(folder.texts.pages.iter().map(thing));
    }
    for Thing { part: (_, page), .. } in &things {
        stack.sink.extend(text_of_removed(page, sources));
    }
    let merged = stack.merge(Some(ReferenceKind::Page), VerbPlace::File, things);
    let mut composed = BTreeMap::new();
    for page in merged.values() {
        let before = known.0.remove(&page.id);
        composed.extend(compose(page, before, stack, sources).map(|text| (page.id.clone(), text)));
    }
    known.0 = composed;
    let merged: Vec<(Merged<_>, Option<&PageText>)> =
        merged.into_iter().map(|(id, page)| (page, known.0.get(&id).map(|composed| &*composed.text))).collect();
    let stack = &*stack;
    let read: Vec<(Option<Page>, Sink)> = merged
        .into_par_iter()
        .map(|(page, composed)| {
            let mut found = Sink::default();
            let audience = page.parts.first().and_then(|(layer, _)| audiences.get(*layer)).copied().unwrap_or_default();
            (decode(&page, composed, (stack, audience), &mut found), found)
        })
        .collect();
    let mut pages = BTreeMap::new();
    for (page, found) in read {
        pages.extend(page.map(|page| (page.id.clone(), page)));
        sink.append(found);
    }
    pages
}

/// A page that is removed has no text.
fn text_of_removed(page: &PageFile, sources: &SourceMap) -> Option<Diagnostic> {
    page.front.get("overlay").and_then(Node::text).filter(|verb| verb.value == "remove")?;
    let text = sources.text(page.text.body);
    let start = text.len() - text.trim_start().len();
    let line = text.trim().find(['\n', '\r']).unwrap_or(text.trim().len());
    (line > 0).then(|| overlay::more_than_remove(page.text.body.sub(start, start + line)))
}

type Parts = (usize, Arc<PageFile>);

/// The text of a page that several layers make up. Every layer's mark of a section has been used up in it, or was reported.
fn compose(page: &Merged<Parts>, before: Option<ComposedPage>, stack: &mut Stack<'_>, sources: &mut SourceMap) -> Option<ComposedPage> {
    page.parts.get(1)?;
    let is_same = |before: &ComposedPage| {
        before.parts.len() == page.parts.len() && before.parts.iter().zip(&page.parts).all(|(a, (_, b))| Arc::ptr_eq(a, b))
    };
    let composed = match before.filter(is_same) {
        Some(known) => known.placed(sources),
        None => ComposedPage::of(&page.parts, sources),
    };
    for (section, span) in &composed.gone {
        let layer = stack.name_of(*span);
        stack.removed.note_section(&page.id, section, Removal { layer, span: *span });
    }
    if composed.found.errors() > 0 {
        stack.unread.note_sections(&page.id);
    }
    stack.sink.append(composed.found.clone());
    Some(composed)
}

impl ComposedPage {
    fn of(parts: &[Parts], sources: &mut SourceMap) -> Self {
        let (mut found, mut gone) = (Sink::default(), Vec::new());
        let texts: Vec<Part<'_>> =
            parts.iter().map(|(_, file)| Part { text: sources.text(file.text.body), span: file.text.body }).collect();
        let body = overlay::compose(&texts, &mut found, &mut |section, span| gone.push((section.to_owned(), span)));
        let nearest = parts.last().and_then(|(_, file)| sources.file(file.text.body.source));
        let file = Arc::new(SourceFile::composed(nearest.map_or("", |file| &file.name), body.text, body.pieces));
        let text = Arc::new(Self::read(&file, sources.add(Arc::clone(&file)), &found));
        Self { parts: parts.iter().map(|(_, file)| Arc::clone(file)).collect(), file, found, gone, text }
    }

    /// Takes what is known into another source map.
    fn placed(mut self, sources: &mut SourceMap) -> Self {
        let source = sources.add(Arc::clone(&self.file));
        if self.text.body.source != source {
            self.text = Arc::new(Self::read(&self.file, source, &self.found));
        }
        self
    }

    fn read(file: &SourceFile, source: SourceId, found: &Sink) -> PageText {
        let mut text = PageText::read(&file.text, Span::new(source, 0, file.text.len()));
        // That a footnote has no definition any more was said.
        if found.iter().any(|problem| problem.code == Code::LabelClash) {
            let problems = std::mem::take(&mut text.problems);
            text.problems.extend(problems.into_iter().filter(|problem| problem.code != Code::UnknownFootnote));
        }
        text
    }
}

fn decode(page: &Merged<Parts>, composed: Option<&PageText>, (stack, audience): (&Stack<'_>, Audience), sink: &mut Sink) -> Option<Page> {
    let raw: Option<RawFrontMatter> = fields::decode(&page.node, sink);
    let (body, outline) = match composed {
        Some(text) => {
            sink.append(text.problems.clone());
            (text.body, text.outline.clone())
        }
        None => {
            let (_, file) = page.parts.first()?;
            sink.append(file.text.problems.clone());
            sink.extend(file.text.outline.overlays.iter().map(|place| overlay::mark_without_effect(*place)));
            (file.text.body, file.text.outline.clone())
        }
    };
    let raw = raw?;
    let id = fields::id(PageId::new, &Spanned::new(page.id.clone(), raw.title.span), sink)?;
    if let Some(number) = &raw.number {
        fields::check_number(number, sink);
    }
    Some(Page {
        id,
        origin: stack.origin(raw.title.span),
        files: page.parts.iter().map(|(_, file)| file.text.body.source).collect(),
        title: raw.title,
        yomi: fields::yomi(raw.yomi, sink),
        summary: raw.summary,
        order: raw.order,
        layout: match raw.layout {
            RawLayout::Article => Layout::Article,
            RawLayout::Stage => Layout::Stage,
            RawLayout::Card => Layout::Card,
        },
        audience: raw.audience.map_or(audience, Into::into),
        number: raw.number.map(|number| number.value),
        paper: raw.paper.and_then(|text| paper(&text, sink)),
        searchable: raw.searchable.unwrap_or(true),
        reviewed: raw.reviewed.and_then(|date| fields::date(&date, sink)),
        accepts: raw.accepts,
        sources: fields::citations(raw.sources),
        body,
        headings: outline.headings,
        links: outline.links,
        text: outline.text,
    })
}

fn paper(text: &Spanned<String>, sink: &mut Sink) -> Option<PaperPages> {
    let pages = PaperPages::parse(&text.value);
    if pages.is_none() {
        let (ja, en) =
            (format!("「{}」は冊子のページではありません", text.value), format!("`{}` is no page of a printed edition", text.value));
        sink.push(
            Diagnostic::new(Code::InvalidValue, text.span, ja, en).help(
                "ページの数を、\"12\"、\"10-15\"、\"9, 10\" のように書きます",
                "write page numbers as \"12\", \"10-15\" or \"9, 10\"",
            ),
        );
    }
    pages
}
