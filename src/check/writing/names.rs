//! Names that have a home and are not linked (W203): a word of the glossary with `home:`, written on a page that leads nowhere near it.
//!
//! The word itself and its short form count, where they stand in a sentence; other synonyms do not, because they are what people search for and
//! are often ordinary words, nor do names all in hiragana (「ほっと」), which cannot be told from the words around them. One link anywhere on the
//! page is enough: to the home, to its page as a whole, or to the word. Said once per page and word, at the first mention, and only of
//! passages that know the word: those of its own layer and of the layers above.

use super::Context;
use super::passage::{Owner, Passage};
use super::words::{Found, Meaning};
use crate::diag::{Code, Diagnostic, Sink, Span, Spanned};
use crate::model::{LayerIndex, LinkTarget, Page, Reference, ReferenceKind, Term, TextRole};

/// First mentions of words with a home on one page, in the order of the page.
#[derive(Default)]
pub(super) struct Mentions<'s>(Vec<(&'s Term, Span, String)>);

impl<'s> Mentions<'s> {
    /// Takes the words of a passage in.
    pub fn take(&mut self, context: &Context<'s>, passage: &Passage<'_>, found: &[Found]) {
        let Owner::Body(page) = passage.prose.owner else { return };
        let layer = if found.is_empty() { 0 } else { passage.layer(context.site, context.sources) };
        for word in found.iter().filter(|word| passage.role(word.range.start) == TextRole::Prose) {
            let written = &passage.text[word.range.clone()];
            for meaning in context.words.meanings(word) {
                if let Meaning::Name(term) = *meaning
                    && is_bound(term, page, layer)
                    && !written.chars().all(|c| matches!(c, 'ぁ'..='ん' | 'ー'))
                    && !self.0.iter().any(|(known, ..)| known.id == term.id)
                {
                    self.0.push((term, passage.span(&word.range), written.to_owned()));
                }
            }
        }
    }

    /// Complains of those that the page does not link.
    pub fn judge(self, context: &Context<'_>, page: &Page, sink: &mut Sink) {
        if self.0.is_empty() {
            return;
        }
        let targets: Vec<LinkTarget<'_>> = page.links.iter().map(|link| context.site.link_target(Some(page), &link.target)).collect();
        for (term, span, written) in self.0 {
            // A home that is not there is said in the glossary, or at its file.
            let is_there = |home: &&Spanned<Reference>| match home.value.kind {
                ReferenceKind::Form => context.site.forms.contains_key(home.value.id.as_str()),
                _ => context.site.pages.contains_key(home.value.id.as_str()),
            };
            let Some(home) = term.home.as_ref().filter(is_there) else { continue };
            let is_accepted = std::iter::once(&term.term.value).chain(&term.short).any(|name| Owner::Body(page).accepts(name));
            if !is_accepted && !targets.iter().any(|target| leads_to(target, term, &home.value)) {
                sink.push(explain(term, &home.value, &written, span));
            }
        }
    }
}

fn is_bound(term: &Term, page: &Page, layer: LayerIndex) -> bool {
    let knows = term.origin.layer >= layer;
    let is_own = |home: &Reference| home.kind == ReferenceKind::Page && home.id == page.id.as_str();
    knows && term.home.as_ref().is_some_and(|home| !is_own(&home.value))
}

fn leads_to(target: &LinkTarget<'_>, term: &Term, home: &Reference) -> bool {
    match target {
        LinkTarget::Term(linked, _) => linked.id == term.id,
        LinkTarget::Form(form, _) => home.kind == ReferenceKind::Form && form.id.as_str() == home.id,
        LinkTarget::Page(page, section) => {
            home.kind == ReferenceKind::Page
                && page.id.as_str() == home.id
                && (section.is_none() || home.field.is_none() || *section == home.field)
        }
        _ => false,
    }
}

fn explain(term: &Term, home: &Reference, written: &str, span: Span) -> Diagnostic {
    let (ja, en) =
        (format!("「{written}」が、説明のあるところへつながっていません"), format!("`{written}` is not linked to where it is explained"));
    Diagnostic::new(Code::BareName, span, ja, en).help(
        format!("はじめに出てくるところを [{written}]({home}) か [](term:{}) と書きます", term.id),
        format!("write [{written}]({home}) or [](term:{}) at the first mention", term.id),
    )
}
