//! The search index: each page gives what it says as it is rendered, and at the end the files are made of it.

use super::leaf::Leaf;
use super::plan::Plan;
use super::renderer::{Done, Renderer, out_path};
use crate::diag::Sink;
use crate::model::{Site, Term};
use crate::search::{self, Document, IndexFile, Kind, Language, Section};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Folder of the index in the site.
pub(super) const FOLDER: &str = "search/";

/// Takes the pages as they come, from any thread, and gives them back in the order of the handbook.
#[derive(Default)]
pub(super) struct Collector {
    documents: Mutex<BTreeMap<String, Document>>,
}

impl Collector {
    /// Takes what a page says.
    pub fn take(&self, draft: Draft, html: &[u8]) {
        let Draft { mut document, extent } = draft;
        if let (Extent::Whole, Ok(html)) = (extent, std::str::from_utf8(html)) {
            document.sections = search::sections(html, document.kind);
        }
        self.documents.lock().unwrap_or_else(PoisonError::into_inner).insert(document.path.clone(), document);
    }

    /// All pages that were taken: guidance in the order of the handbook, then the other kinds, each by number and path.
    fn in_order(&self, plan: &Plan<'_>) -> Vec<Document> {
        let taken = std::mem::take(&mut *self.documents.lock().unwrap_or_else(PoisonError::into_inner));
        let places: BTreeMap<&str, usize> = plan.pages.iter().enumerate().map(|(at, page)| (page.path.as_str(), at)).collect();
        let mut documents: Vec<(Kind, Option<usize>, Document)> =
            taken.into_values().map(|document| (group(document.kind), places.get(document.path.as_str()).copied(), document)).collect();
        documents.sort_by(|(kind, place, one), (other_kind, other_place, other)| {
            (kind, place, &one.number, &one.path).cmp(&(other_kind, other_place, &other.number, &other.path))
        });
        documents.into_iter().map(|(_, _, document)| document).collect()
    }
}

/// Pages of stages stand among the other guidance.
fn group(kind: Kind) -> Kind {
    if kind == Kind::Stage { Kind::Page } else { kind }
}

/// A page whose text is not there yet.
pub(super) struct Draft {
    document: Document,
    extent: Extent,
}

/// How a page will be searched; `None` if it is not.
pub(super) fn draft(leaf: &Leaf<'_>) -> Option<Draft> {
    let (kind, extent) = searched(leaf)?;
    let lead = Section { anchor: String::new(), kind, heading: String::new(), text: leaf.summary.unwrap_or_default().to_owned() };
    let document = Document {
        path: leaf.path.to_owned(),
        number: leaf.number.clone().unwrap_or_default(),
        title: leaf.title.to_owned(),
        kind,
        sections: vec![lead],
    };
    Some(Draft { document, extent })
}

/// How much of a page is searched.
#[derive(Clone, Copy)]
enum Extent {
    Whole,
    /// Its title and its lead: what it lists is found where it stands.
    Title,
}

/// What kind of page it is for the search, and how much of it is searched.
fn searched(leaf: &Leaf<'_>) -> Option<(Kind, Extent)> {
    let found = match leaf.kind {
        "page" if leaf.template == "stage.html" => (Kind::Stage, Extent::Whole),
        "page" => (Kind::Page, Extent::Whole),
        "agency" => (Kind::Agency, Extent::Whole),
        "table" => (Kind::Table, Extent::Whole),
        "rules" => (Kind::Rules, Extent::Whole),
        "flow" => (Kind::Flow, Extent::Whole),
        "checklist" => (Kind::Checklist, Extent::Whole),
        "agenda" => (Kind::Agenda, Extent::Whole),
        "form" => (Kind::Form, Extent::Whole),
        "glossary" => (Kind::Term, Extent::Whole),
        "undecided" | "quick" | "deadlines" | "year" | "calculator" => (Kind::Rules, Extent::Title),
        "chapter" | "agencies" | "names" | "kana" | "paper" | "tables" | "checklists" | "forms" => (Kind::List, Extent::Title),
        _ => return None,
    };
    leaf.is_searched.then_some(found)
}

/// The words of the handbook that queries are widened by.
fn language<'s>(site: &'s Site, variants: &'s [Vec<String>]) -> Language<'s> {
    let term = |term: &'s Term| search::index::Term {
        term: &term.term.value,
        yomi: &term.yomi,
        short: term.short.as_deref(),
        synonyms: term.synonyms.iter().map(String::as_str).collect(),
        discouraged: term.discouraged.iter().map(|word| word.spelling.as_str()).collect(),
    };
    Language { variants, terms: site.glossary.values().map(term).collect() }
}

/// The files of the index over all pages that were collected.
pub(super) fn index(renderer: &Renderer<'_>, collector: &Collector) -> Vec<IndexFile> {
    let documents = collector.in_order(renderer.plan);
    search::build(&documents, &language(renderer.plan.site, renderer.theme.search_variants()))
}

/// Gives the files of the index to the output.
pub(super) fn put(renderer: &Renderer<'_>, files: &[IndexFile]) -> (usize, Sink) {
    let put = |file: &IndexFile| -> Done { renderer.put(out_path(&path(file))?, &file.bytes) };
    let mut sink = Sink::default();
    let problems: Vec<_> = files.par_iter().filter_map(|file| put(file).err()).collect();
    let count = files.len() - problems.len();
    problems.into_iter().for_each(|problem| sink.push(*problem));
    (count, sink)
}

/// Where a file of the index lies in the site.
pub(super) fn path(file: &IndexFile) -> String {
    format!("{FOLDER}{}.js", file.name)
}
