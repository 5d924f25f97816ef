//! `glossary.yml`: each layer adds words; a word of a lower layer is replaced, patched or removed by `overlay:` on the item.

use super::fields::{self, RawCitation};
use super::overlay::VerbPlace;
use super::phrase;
use super::stack::Stack;
use crate::diag::{Code, Diagnostic, Sink, SourceMap, Spanned};
use crate::model::{DiscouragedSpelling, ReferenceKind, Term, TermId};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;

/// What is printed wherever a page asks for it.
const DEFINITION: (&str, &str) = ("用語の説明", "a definition");

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
    let outline = phrase::outline(&raw.definition, DEFINITION, sources, sink);
    let id = fields::id(TermId::new, &raw.id, sink)?;
    let home = raw.home.and_then(|home| fields::reference(&home, &[ReferenceKind::Page, ReferenceKind::Form], sink));
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
