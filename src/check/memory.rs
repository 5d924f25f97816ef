//! What an earlier look found in each page, so that a preview looks again only at pages that changed.
//!
//! The problems of a page depend on its own text and on what it can refer to: which pages, sections and files there are, and everything that
//! is no page. Where all of that stands as it stood, what was found holds. Texts are compared by the source map, which a reading of the same
//! site fills in the same order; anything that cannot be shown to be the same counts as changed.

use crate::diag::{Sink, SourceMap};
use crate::model::{Audience, Page, PageId, Site, Unread};
use std::collections::BTreeMap;

/// The memory of the looks at one site.
#[derive(Debug, Default)]
pub struct Memory {
    sources: SourceMap,
    surroundings: Option<Surroundings>,
    pages: BTreeMap<PageId, Sink>,
}

/// What pages see of each other and of the files that are no texts.
#[derive(Debug, PartialEq)]
struct Surroundings {
    pages: Vec<Face>,
    assets: Vec<String>,
    unread: Unread,
}

/// What other pages see of a page.
#[derive(Debug, PartialEq)]
struct Face {
    id: PageId,
    layer: usize,
    audience: Audience,
    sections: Vec<String>,
}

impl Face {
    fn of(page: &Page) -> Self {
        let sections = page.headings.iter().filter(|heading| heading.is_explicit).map(|heading| heading.id.clone());
        Self { id: page.id.clone(), layer: page.origin.layer, audience: page.audience, sections: sections.collect() }
    }
}

impl Memory {
    /// Forgets what may not hold any more.
    pub(super) fn look(&mut self, site: &Site, sources: &SourceMap) {
        let surroundings = Surroundings {
            pages: site.pages.values().map(Face::of).collect(),
            assets: site.assets.keys().cloned().collect(),
            unread: site.unread.clone(),
        };
        let changed = sources.changed_since(&self.sources).filter(|_| self.surroundings.as_ref() == Some(&surroundings));
        let by_source: BTreeMap<_, _> = site.pages.values().map(|page| (page.body.source, &page.id)).collect();
        let pages: Option<Vec<&PageId>> = changed.and_then(|changed| changed.iter().map(|source| by_source.get(source).copied()).collect());
        match pages {
            Some(pages) => pages.into_iter().for_each(|page| drop(self.pages.remove(page))),
            None => self.pages.clear(),
        }
        self.surroundings = Some(surroundings);
        self.sources = sources.clone();
    }

    /// What was found in a page, if that holds.
    pub(super) fn found(&self, page: &PageId) -> Option<&Sink> {
        self.pages.get(page)
    }

    /// Notes what was found in a page.
    pub(super) fn note(&mut self, page: &PageId, found: &Sink) {
        self.pages.insert(page.clone(), found.clone());
    }
}
