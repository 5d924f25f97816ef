//! What an earlier look found in each page, so that a preview looks again only at pages that changed.
//!
//! The problems of a page depend on its own text and on what it can refer to, repeat or be held to ([`Surroundings`]).
//!
//! | what changed | what is looked at again |
//! |---|---|
//! | a file of a page | that page |
//! | which pages or sections there are | those pages, every page that may refer to one of them, every page with a problem: its message may name them |
//! | numbers or addresses of agencies | every page that holds a number or address |
//! | any other thing that a lint of a page sees: ids, names, words, numbers of rules, slots, layers | everything |
//! | nothing of these: a definition, a figure, a worked example, the calendar, the title of the handbook | nothing |
//!
//! Files are compared by the source map, in which a reading of the same site keeps each file at its place. A problem with a label in a file that
//! changed is looked at again whatever the reason.

use super::surroundings::Surroundings;
use crate::diag::{Sink, SourceId, SourceMap};
use crate::model::{Page, PageId, Site, Term};
use std::collections::{BTreeMap, BTreeSet};

/// The memory of the looks at one site.
#[derive(Debug, Default)]
pub struct Memory {
    sources: SourceMap,
    surroundings: Option<Surroundings>,
    pages: BTreeMap<PageId, Known>,
}

/// What is known of a page.
#[derive(Debug)]
pub(super) struct Known {
    /// What was found in it.
    pub found: Sink,
    /// Whether it holds a number or address.
    pub holds_contacts: bool,
}

/// Pages that come, go or change their sections at once; with more, everything is looked at again.
const MAX_FACES: usize = 16;

impl Memory {
    /// Forgets what may not hold any more.
    pub(super) fn look(&mut self, site: &Site, sources: &SourceMap) {
        let now = Surroundings::of(site);
        let files: BTreeSet<SourceId> = sources.changed_since(&self.sources).into_iter().collect();
        let before = self.surroundings.take().filter(|before| before.things == now.things);
        let change = before.as_ref().map(|before| Change::between(before, &now, files));
        match change.filter(|change| change.faces.len() <= MAX_FACES && !site.glossary.values().any(|term| change.has_home_of(term))) {
            Some(change) => self.pages.retain(|id, known| {
                let holds = |page: &Page| now.pages.get(id).is_some_and(|face| change.leaves(page, &face.sources, known));
                site.pages.get(id).is_some_and(holds)
            }),
            None => self.pages.clear(),
        }
        self.surroundings = Some(now);
        self.sources = sources.clone();
    }

    /// What was found in a page, if that holds.
    pub(super) fn found(&self, page: &PageId) -> Option<&Sink> {
        self.pages.get(page).map(|known| &known.found)
    }

    /// Notes what was found in a page.
    pub(super) fn note(&mut self, page: &PageId, known: Known) {
        self.pages.insert(page.clone(), known);
    }
}

/// What differs between two looks.
struct Change<'p> {
    /// Files that changed, came or went.
    files: BTreeSet<SourceId>,
    /// Pages that others see differently.
    faces: BTreeSet<&'p PageId>,
    /// Whether numbers or addresses changed.
    contacts: bool,
}

impl<'p> Change<'p> {
    fn between(before: &'p Surroundings, now: &'p Surroundings, files: BTreeSet<SourceId>) -> Self {
        let faces = before.pages.keys().chain(now.pages.keys()).filter(|id| before.pages.get(*id) != now.pages.get(*id)).collect();
        Self { files, faces, contacts: before.contacts != now.contacts }
    }

    /// Whether what is known of a page holds.
    fn leaves(&self, page: &Page, own: &BTreeSet<SourceId>, known: &Known) -> bool {
        let is_same_text = self.files.is_disjoint(own);
        let is_placed = || known.found.iter().flat_map(|problem| &problem.labels).all(|label| !self.files.contains(&label.span.source));
        let is_apart = || self.faces.is_empty() || (known.found.is_empty() && !self.may_be_target_of(page));
        is_same_text && is_placed() && is_apart() && !(self.contacts && known.holds_contacts)
    }

    /// Whether a page may refer to one of those that others see differently: a target names the page's file in any spelling of its path.
    fn may_be_target_of(&self, page: &Page) -> bool {
        let is_named = |target: &str| self.faces.iter().any(|id| id.as_str().rsplit('/').next().is_some_and(|name| names(target, name)));
        self.faces.contains(&page.id) || page.links.iter().any(|link| is_named(&link.target))
    }

    /// Whether one of those is the home of a word, which the page need not refer to.
    fn has_home_of(&self, term: &Term) -> bool {
        term.home.as_ref().is_some_and(|home| self.faces.iter().any(|id| id.as_str() == home.value.id))
    }
}

/// Whether a target holds a name that does not go on after it: `page:a/ko-7#x` names `ko-7`, `ko-70.md` does not.
fn names(target: &str, name: &str) -> bool {
    let goes_on = |end: usize| target[end..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
    target.match_indices(name).any(|(at, _)| !goes_on(at + name.len()))
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_target_names_a_page_in_any_spelling_of_its_path_but_not_as_a_part_of_a_longer_name() {
        for target in ["page:ko-7", "page:sho/ko-7#a", "ko-7.md", "../sho/./ko-7.md#a", "ko-70/ko-7.md"] {
            assert!(names(target, "ko-7"), "{target}");
        }
        for target in ["page:ko-70", "ko-7-b.md", "page:ko-8#ko-77", "ko-7a"] {
            assert!(!names(target, "ko-7"), "{target}");
        }
    }
}
