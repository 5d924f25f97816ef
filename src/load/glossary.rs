//! `glossary.yml`: each layer adds words; a word of a lower layer is replaced by `overlay: replace` on the item.

use super::fields::{self, RawCitation};
use super::overlay::{self, Layered, Rules, Verb, VerbPlace};
use super::text::LayerTexts;
use crate::diag::{Code, Diagnostic, Sink, SourceMap, Span, Spanned};
use crate::model::{DiscouragedSpelling, LayerIndex, Origin, PageLink, ReferenceKind, Term, TermId, Unread};
use crate::syntax::{self, Outline};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGlossary {
    terms: Vec<RawTerm>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTerm {
    overlay: Option<Spanned<Verb>>,
    id: Spanned<String>,
    term: Spanned<String>,
    yomi: Spanned<String>,
    short: Option<String>,
    #[serde(default)]
    synonyms: Vec<String>,
    #[serde(default)]
    discouraged: Vec<RawDiscouraged>,
    definition: Spanned<String>,
    home: Option<Spanned<String>>,
    #[serde(default)]
    sources: Vec<RawCitation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDiscouraged {
    spelling: String,
    reason: Option<String>,
}

/// Reads the glossaries of all layers.
pub(super) fn read(layers: &[LayerTexts], sources: &SourceMap, sink: &mut Sink) -> Vec<Layered<Term>> {
    let mut items = Vec::new();
    for layer in layers {
        let Some(file) = layer.data_file("glossary.yml") else { continue };
        let Some((glossary, _)) = fields::decode_file::<RawGlossary>(file, sources, sink) else { continue };
        items.extend(glossary.terms.into_iter().filter_map(|raw| term(raw, layer.layer, sources, sink)));
    }
    items
}

/// Merges the words of all layers by id.
pub(super) fn merge(items: Vec<Layered<Term>>, unread: &Unread, sink: &mut Sink) -> BTreeMap<TermId, Term> {
    let rules = Rules { verb: VerbPlace::Item, is_unread: &|id| unread.hides(ReferenceKind::Term, id) };
    let merged = overlay::merge(items, rules, sink);
    check_doubles(merged.values(), sink);
    merged.into_values().map(|item| (item.value.id.clone(), item.value)).collect()
}

fn term(raw: RawTerm, layer: LayerIndex, sources: &SourceMap, sink: &mut Sink) -> Option<Layered<Term>> {
    fields::check_yomi(&raw.yomi, sink);
    let outline = outline(&raw.definition, sources, sink);
    let id = fields::id(TermId::new, &raw.id, sink)?;
    let place = raw.id.span;
    let home = raw.home.and_then(|home| fields::reference(&home, &[ReferenceKind::Page], sink));
    let discouraged = raw.discouraged.into_iter().map(|d| DiscouragedSpelling { spelling: d.spelling, reason: d.reason }).collect();
    let value = Term {
        id: id.clone(),
        origin: Origin { layer, span: place },
        term: raw.term,
        yomi: raw.yomi.value,
        short: raw.short,
        synonyms: raw.synonyms,
        discouraged,
        links: outline.links,
        text: outline.text,
        home,
        definition: raw.definition,
        sources: fields::citations(raw.sources),
    };
    Some(Layered { layer, id: id.to_string(), verb: raw.overlay, place, value })
}

/// Outline of a definition. A quoted or folded scalar differs from the text of its file, so its problems and links point at the whole scalar.
fn outline(definition: &Spanned<String>, sources: &SourceMap, sink: &mut Sink) -> Outline {
    let is_verbatim = sources.text(definition.span) == definition.value;
    let mut found = Sink::default();
    let outline = syntax::outline(&definition.value, definition.span, &mut found);
    found.extend(outline.staff.iter().map(|part| staff_in_definition(*part)));
    if is_verbatim {
        sink.append(found);
        return outline;
    }
    for mut problem in found {
        problem.labels.iter_mut().for_each(|label| label.span = definition.span);
        sink.push(problem);
    }
    let links = outline.links.into_iter().map(|link| PageLink { span: definition.span, ..link }).collect();
    Outline { links, ..outline }
}

/// A definition is printed wherever a page asks for it, so it is for everyone.
fn staff_in_definition(part: Span) -> Diagnostic {
    let (ja, en) = ("用語の説明には、教職員用のところを作れません", "a definition has no parts for staff only");
    Diagnostic::new(Code::StaffMarkWithoutEffect, part, ja, en)
        .help("その部分をページへ移し、「> [!STAFF]」で囲みます", "move it to a page, into a `> [!STAFF]` box")
}

/// Two ids for the same word would give the reader two meanings.
fn check_doubles<'a>(items: impl Iterator<Item = &'a Layered<Term>>, sink: &mut Sink) {
    let mut seen: BTreeMap<&str, &Term> = BTreeMap::new();
    for item in items {
        let word = item.value.term.value.as_str();
        if let Some(first) = seen.insert(word, &item.value) {
            sink.push(
                Diagnostic::new(
                    Code::DuplicateTerm,
                    item.value.term.span,
                    format!("「{word}」が用語集に二度あります"),
                    format!("`{word}` stands twice in the glossary"),
                )
                .also(first.term.span, "もう一つはここ", "the other one"),
            );
        }
    }
}
