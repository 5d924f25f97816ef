//! What stands in the sources but could not be read. Its absence is a consequence and no second mistake, so whoever would say that
//! something is missing asks here first: one mistake, one message.

use super::ReferenceKind;
use std::collections::BTreeSet;

/// Things that are there and have no value, because a problem about them was reported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    is_everything: bool,
    is_lane: bool,
    is_nav: bool,
    kinds: BTreeSet<ReferenceKind>,
    ids: BTreeSet<(ReferenceKind, String)>,
    sections: BTreeSet<String>,
    files: BTreeSet<String>,
}

impl Unread {
    /// A whole layer is missing: anything might stand in it.
    pub fn note_everything(&mut self) {
        self.is_everything = true;
    }

    /// The emergency lane was written and could not be read.
    pub fn note_lane(&mut self) {
        self.is_lane = true;
    }

    /// An entry of the nav could not be resolved; it may have meant any page.
    pub fn note_nav(&mut self) {
        self.is_nav = true;
    }

    /// The file that holds all things of a kind could not be read.
    pub fn note_kind(&mut self, kind: ReferenceKind) {
        self.kinds.insert(kind);
    }

    /// One thing could not be read.
    pub fn note(&mut self, kind: ReferenceKind, id: impl Into<String>) {
        self.ids.insert((kind, id.into()));
    }

    /// Some sections of a page could not be read.
    pub fn note_sections(&mut self, page: &str) {
        self.sections.insert(page.to_owned());
    }

    /// A file of no kind of its own could not be read: `calendar.yml`, `rules/NAME.cases.yml`.
    pub fn note_file(&mut self, relative: impl Into<String>) {
        self.files.insert(relative.into());
    }

    /// Whether such a file may be there after all.
    #[must_use]
    pub fn hides_file(&self, relative: &str) -> bool {
        self.is_everything || self.files.contains(relative)
    }

    /// Whether a section of a page may be there after all.
    #[must_use]
    pub fn hides_sections(&self, page: &str) -> bool {
        self.is_everything || self.sections.contains(page)
    }

    /// Whether a whole layer is missing.
    #[must_use]
    pub fn hides_everything(&self) -> bool {
        self.is_everything
    }

    /// Whether a thing may be there after all.
    #[must_use]
    pub fn hides(&self, kind: ReferenceKind, id: &str) -> bool {
        self.is_everything || self.kinds.contains(&kind) || self.ids.contains(&(kind, id.to_owned()))
    }

    /// Whether a thing whose id starts so may be there after all.
    #[must_use]
    pub fn hides_below(&self, kind: ReferenceKind, prefix: &str) -> bool {
        self.hides(kind, prefix) || self.ids.iter().any(|(other, id)| *other == kind && id.starts_with(prefix))
    }

    /// Whether there may be an emergency lane after all.
    #[must_use]
    pub fn hides_lane(&self) -> bool {
        self.is_everything || self.is_lane
    }

    /// Whether a page may be in the nav after all.
    #[must_use]
    pub fn hides_nav(&self) -> bool {
        self.is_everything || self.is_nav
    }
}
