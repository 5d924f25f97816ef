//! What an earlier look found in each page, so that a preview looks again only at pages that changed.
//!
//! The problems of a page depend on its own text, on the pages, sections and files that it can refer to, and on everything that is no page.
//!
//! | what changed | what is looked at again |
//! |---|---|
//! | the text of a page, as others see it the same | that page |
//! | which pages or sections there are | those pages, every page that may refer to one of them, every page with a problem: its message may name them |
//! | anything else | everything |
//!
//! Texts are compared by the source map, in which a reading of the same site keeps each file at its place; what cannot be shown to be the same
//! counts as changed.

use crate::diag::{Sink, SourceId, SourceMap};
use crate::model::{Page, PageId, Removed, Site, Term, Unread};
use std::collections::{BTreeMap, BTreeSet};

/// The memory of the looks at one site.
#[derive(Debug, Default)]
pub struct Memory {
    sources: SourceMap,
    surroundings: Option<Surroundings>,
    pages: BTreeMap<PageId, Sink>,
}

/// Pages that come, go or change their sections at once; with more, everything is looked at again.
const MAX_FACES: usize = 16;

/// What pages see of each other and of the files that are no texts.
#[derive(Debug)]
struct Surroundings {
    pages: BTreeMap<PageId, Face>,
    assets: Vec<String>,
    unread: Unread,
    removed: Removed,
}

/// What other pages see of a page.
#[derive(Debug, PartialEq)]
struct Face {
    layer: usize,
    /// The text of its body, and the files that it is made of.
    sources: BTreeSet<SourceId>,
    sections: Vec<String>,
}

impl Face {
    fn of(page: &Page, sources: &SourceMap) -> Self {
        let sections = page.headings.iter().filter(|heading| heading.is_explicit).map(|heading| heading.id.clone());
        let body = page.body.source;
        let sources = sources.parts(body).chain([body]).collect();
        Self { layer: page.origin.layer, sources, sections: sections.collect() }
    }
}

impl Memory {
    /// Forgets what may not hold any more.
    pub(super) fn look(&mut self, site: &Site, sources: &SourceMap) {
        let now = Surroundings {
            pages: site.pages.values().map(|page| (page.id.clone(), Face::of(page, sources))).collect(),
            assets: site.assets.keys().cloned().collect(),
            unread: site.unread.clone(),
            removed: site.removed.clone(),
        };
        let changed = sources.changed_since(&self.sources);
        let is_alike =
            |before: &Surroundings| (&before.assets, &before.unread, &before.removed) == (&now.assets, &now.unread, &now.removed);
        let before = self.surroundings.take().filter(is_alike);
        let pages = before.as_ref().and_then(|before| Changed::between(before, &now, &changed));
        match pages.filter(|pages| pages.faces.len() <= MAX_FACES && !site.glossary.values().any(|term| pages.has_home_of(term))) {
            Some(pages) => self.pages.retain(|id, found| {
                let may_hold = |page: &Page| pages.faces.is_empty() || (found.is_empty() && !pages.may_be_target_of(page));
                !pages.texts.contains(id) && site.pages.get(id).is_some_and(may_hold)
            }),
            None => self.pages.clear(),
        }
        self.surroundings = Some(now);
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

/// The pages that differ between two looks.
struct Changed<'p> {
    /// Of which the text changed, and those that are new or gone.
    texts: BTreeSet<&'p PageId>,
    /// Which other pages see differently.
    faces: BTreeSet<&'p PageId>,
}

impl<'p> Changed<'p> {
    /// `None` when something else than pages changed.
    fn between(before: &'p Surroundings, now: &'p Surroundings, changed: &[SourceId]) -> Option<Self> {
        let faces = before.pages.keys().chain(now.pages.keys()).filter(|id| before.pages.get(*id) != now.pages.get(*id)).collect();
        let of_source: BTreeMap<SourceId, &PageId> =
            before.pages.iter().chain(&now.pages).flat_map(|(id, face)| face.sources.iter().map(move |source| (*source, id))).collect();
        let texts = changed.iter().map(|source| of_source.get(source).copied()).collect::<Option<_>>()?;
        Some(Self { texts, faces })
    }

    /// Whether a page may refer to one of those that others see differently: a target names the page's file in any spelling of its path.
    fn may_be_target_of(&self, page: &Page) -> bool {
        let is_named = |target: &str| self.faces.iter().any(|id| id.as_str().rsplit('/').next().is_some_and(|name| target.contains(name)));
        self.faces.contains(&page.id) || page.links.iter().any(|link| is_named(&link.target))
    }

    /// Whether one of those is the home of a word, which the page need not refer to.
    fn has_home_of(&self, term: &Term) -> bool {
        term.home.as_ref().is_some_and(|home| self.faces.iter().any(|id| id.as_str() == home.value.id))
    }
}
