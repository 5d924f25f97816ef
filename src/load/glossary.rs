//! `glossary.yml`: each layer adds words; a word of a lower layer is replaced, patched or removed by `overlay:` on the item.

use super::fields::{self, RawCitation};
use super::overlay::{self, VerbPlace};
use super::stack::Stack;
use crate::diag::{Code, Diagnostic, Sink, SourceMap, Span, Spanned};
use crate::model::{DiscouragedSpelling, PageLink, ReferenceKind, Term, TermId};
use crate::syntax::{self, Outline};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;

/// The form of the file; the words are merged before they are decoded.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGlossary {
    #[serde(rename = "terms")]
    _terms: Vec<IgnoredAny>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTerm {
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

/// The words of all layers.
pub(super) fn merge(stack: &mut Stack<'_>, sources: &SourceMap, sink: &mut Sink) -> BTreeMap<TermId, Term> {
    let odd = |item: &_, sink: &mut Sink| drop(fields::decode::<RawTerm>(item, sink));
    let mut things = Vec::new();
    for (layer, folder) in stack.folders.iter().enumerate() {
        let file = folder.texts.data_file("glossary.yml");
        things.extend(file.and_then(|file| fields::listed::<RawGlossary>((layer, file), "terms", odd, sink)).into_iter().flatten());
    }
    let merged = stack.merge(Some(ReferenceKind::Term), VerbPlace::Item, things);
    let mut terms = BTreeMap::new();
    for item in merged.values() {
        let Some(raw) = fields::decode::<RawTerm>(&item.node, sink) else { continue };
        terms.extend(term(raw, (stack, sources), sink).map(|term| (term.id.clone(), term)));
    }
    check_doubles(terms.values(), &mut stack.sink);
    terms
}

fn term(raw: RawTerm, (stack, sources): (&Stack<'_>, &SourceMap), sink: &mut Sink) -> Option<Term> {
    fields::check_yomi(&raw.yomi, sink);
    let outline = outline(&raw.definition, sources, sink);
    let id = fields::id(TermId::new, &raw.id, sink)?;
    let home = raw.home.and_then(|home| fields::reference(&home, &[ReferenceKind::Page], sink));
    let discouraged = raw.discouraged.into_iter().map(|d| DiscouragedSpelling { spelling: d.spelling, reason: d.reason }).collect();
    Some(Term {
        id,
        origin: stack.origin(raw.id.span),
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
    })
}

/// Outline of a definition. A quoted or folded scalar differs from the text of its file, so its problems and links point at the whole scalar.
fn outline(definition: &Spanned<String>, sources: &SourceMap, sink: &mut Sink) -> Outline {
    let is_verbatim = sources.text(definition.span) == definition.value;
    let mut found = Sink::default();
    let outline = syntax::outline(&definition.value, definition.span, &mut found);
    found.extend(outline.staff.iter().map(|part| staff_in_definition(*part)));
    found.extend(outline.overlays.iter().map(|place| overlay::mark_without_effect(*place)));
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
fn check_doubles<'a>(terms: impl Iterator<Item = &'a Term>, sink: &mut Sink) {
    let mut seen: BTreeMap<&str, &Term> = BTreeMap::new();
    for term in terms {
        let word = term.term.value.as_str();
        if let Some(first) = seen.insert(word, term) {
            sink.push(
                Diagnostic::new(
                    Code::DuplicateTerm,
                    term.term.span,
                    format!("「{word}」が用語集に二度あります"),
                    format!("`{word}` stands twice in the glossary"),
                )
                .also(first.term.span, "もう一つはここ", "the other one"),
            );
        }
    }
}
