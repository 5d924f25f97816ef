//! `guide/**/*.md` → pages: front matter, and the outline of the body.

use super::fields::{self, RawCitation};
use super::memory::{Memory, ReadPage};
use super::overlay::{self, Layered, Rules, Verb, VerbPlace};
use super::site_file::RawAudience;
use super::text::{LayerTexts, SourceText};
use super::{front_matter, yaml};
use crate::diag::{Code, Diagnostic, Sink, SourceMap, Spanned};
use crate::model::{Audience, LayerIndex, Layout, Origin, Page, PageId, PaperPages, ReferenceKind, Unread};
use crate::syntax;
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFrontMatter {
    overlay: Option<Spanned<Verb>>,
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
}

/// Reads the pages of all layers in parallel. `audiences` gives by layer whom a page is for that does not say so.
pub(super) fn read(
    layers: &[LayerTexts],
    audiences: &[Audience],
    memory: &mut Memory,
    sources: &SourceMap,
    sink: &mut Sink,
) -> Vec<Layered<Page>> {
    let mut items = Vec::new();
    for layer in layers {
        let audience = audiences.get(layer.layer).copied().unwrap_or_default();
        let place = (layer.layer, audience);
        let known = &*memory;
        let read: Vec<(ReadPage, bool)> = layer
            .pages
            .par_iter()
            .map(|text| {
                let name = sources.file(text.source).map_or("", |file| file.name.as_str());
                let read = known.parsed(name, text.source).and_then(|parsed| parsed.page.as_ref());
                if let Some(read) = read.filter(|read| read.place == place) {
                    return (read.clone(), true);
                }
                let mut found = Sink::default();
                let page = text.is_sound.then(|| read_page(text, place, sources, &mut found)).flatten();
                (ReadPage { place, page, found }, false)
            })
            .collect();
        for (text, (read, is_known)) in layer.pages.iter().zip(read) {
            if let Some(file) = sources.file(text.source).filter(|_| !is_known) {
                memory.note_parsed(&file.name, text.source, |parsed| parsed.page = Some(read.clone()));
            }
            items.extend(read.page);
            sink.append(read.found);
        }
    }
    items
}

/// Merges the pages of all layers by id.
pub(super) fn merge(items: Vec<Layered<Page>>, unread: &Unread, sink: &mut Sink) -> BTreeMap<PageId, Page> {
    let rules = Rules { verb: VerbPlace::File, is_unread: &|id| unread.hides(ReferenceKind::Page, id) };
    overlay::merge(items, rules, sink).into_values().map(|item| (item.value.id.clone(), item.value)).collect()
}

fn read_page(text: &SourceText, (layer, audience): (LayerIndex, Audience), sources: &SourceMap, sink: &mut Sink) -> Option<Layered<Page>> {
    let content = &sources.file(text.source)?.text;
    let parts = front_matter::split(content, text.source, sink)?;
    let front = content.get(parts.front.range())?;
    let raw: Option<RawFrontMatter> = yaml::parse(front, parts.front, sink).and_then(|node| fields::decode(node, sink));
    let outline = syntax::outline(content.get(parts.body.range())?, parts.body, sink);
    let raw = raw?;
    let name = text.relative.strip_prefix("guide/").unwrap_or(&text.relative).trim_end_matches(".md");
    let id = fields::id(PageId::new, &Spanned::new(name.to_owned(), raw.title.span), sink)?;
    if let Some(yomi) = &raw.yomi {
        fields::check_yomi(yomi, sink);
    }
    if let Some(number) = &raw.number {
        fields::check_number(number, sink);
    }
    let (place, verb) = (raw.title.span, raw.overlay);
    let page = Page {
        id: id.clone(),
        origin: Origin { layer, span: place },
        title: raw.title,
        yomi: raw.yomi.map(|yomi| yomi.value),
        summary: raw.summary,
        order: raw.order,
        layout: match raw.layout {
            RawLayout::Article => Layout::Article,
            RawLayout::Stage => Layout::Stage,
        },
        audience: raw.audience.map_or(audience, Into::into),
        number: raw.number.map(|number| number.value),
        paper: raw.paper.and_then(|text| paper(&text, sink)),
        searchable: raw.searchable.unwrap_or(true),
        reviewed: raw.reviewed.and_then(|date| fields::date(&date, sink)),
        accepts: raw.accepts,
        sources: fields::citations(raw.sources),
        body: parts.body,
        headings: outline.headings,
        links: outline.links,
        text: outline.text,
    };
    Some(Layered { layer, id: id.to_string(), verb, place, value: page })
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
