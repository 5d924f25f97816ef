//! What earlier loads of one site read, so that a preview reads and parses again only what changed.
//!
//! A file is known by its shown name. Its content is believed without reading where its stamp is the same and was at rest when it was
//! looked at ([`Stamp::is_at_rest`](super::gate::Stamp::is_at_rest)) on a system whose change times nobody can set back; else it is read and its hash decides. What a parser
//! made of it is believed where the hash and the file's place in the source map are the same, for every span names that place; so a source
//! map follows the one before it ([`SourceMap::successor`]), and files that come or go move no other.
//!
//! This is the whole interface to the rest of `load`: [`recall`](Memory::recall) and [`note`](Memory::note) for contents, [`parsed`](Memory::parsed) and
//! [`note_parsed`](Memory::note_parsed) for what was made of them. A memory by `default` keeps nothing and costs a build nothing.

use super::gate::{GatedFile, Stamp};
use super::overlay::Layered;
use super::text::Content;
use crate::diag::{Diagnostic, Sink, SourceId, SourceMap};
use crate::model::{Audience, LayerIndex, Page};
use std::collections::{BTreeMap, BTreeSet};

/// The memory of the loads of one site.
#[derive(Debug, Default)]
pub struct Memory {
    is_kept: bool,
    looked_ns: i64,
    files: BTreeMap<String, Known>,
    made_of: Inputs,
    changed: Vec<String>,
    sources: SourceMap,
}

/// What a load was made of: the files by name and hash, and what was wrong before any was parsed.
#[derive(Debug, Default, PartialEq)]
struct Inputs {
    files: Vec<(String, Option<[u8; 32]>)>,
    problems: Vec<Diagnostic>,
}

#[derive(Debug)]
struct Known {
    stamp: Stamp,
    is_certain: bool,
    digest: [u8; 32],
    content: Content,
    source: Option<SourceId>,
    parsed: Parsed,
}

/// What was made of one text, with the problems that were found.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    /// Whether its letters are in order.
    pub letters: Option<(bool, Sink)>,
    /// Its page.
    pub page: Option<ReadPage>,
}

/// A page as it was read.
#[derive(Clone, Debug)]
pub(super) struct ReadPage {
    /// The layer it stands in, and whom it is for if it does not say so.
    pub place: (LayerIndex, Audience),
    /// `None` where it could not be read.
    pub page: Option<Layered<Page>>,
    /// What was wrong.
    pub found: Sink,
}

impl Memory {
    /// A memory that keeps what it is told.
    #[must_use]
    pub fn keeping() -> Self {
        Self { is_kept: true, ..Self::default() }
    }

    /// Begins a load at this time, in nanoseconds since 1970; gives the map for its files.
    pub(super) fn look(&mut self, now_ns: i64) -> SourceMap {
        self.looked_ns = now_ns;
        self.sources.successor()
    }

    /// Notes the places of a load's files.
    pub(super) fn note_places(&mut self, sources: &SourceMap) {
        if self.is_kept {
            self.sources = sources.clone();
        }
    }

    /// The content of a file that has certainly not changed.
    pub(super) fn recall(&self, name: &str, file: &GatedFile) -> Option<Content> {
        let known = self.files.get(name).filter(|known| known.is_certain && known.stamp == file.stamp)?;
        file.recall(known.digest);
        Some(known.content.clone())
    }

    /// Takes a file in as it was read, or recalled.
    pub(super) fn note(&mut self, name: &str, file: &GatedFile, content: &Content) {
        let Some(digest) = file.digest().filter(|_| self.is_kept) else { return };
        let is_certain = file.stamp.changed_ns != 0 && file.stamp.is_at_rest(self.looked_ns);
        match self.files.get_mut(name).filter(|known| known.digest == digest) {
            Some(known) => (known.stamp, known.is_certain) = (file.stamp, is_certain),
            None => {
                let content = content.clone();
                let known = Known { stamp: file.stamp, is_certain, digest, content, source: None, parsed: Parsed::default() };
                self.files.insert(name.to_owned(), known);
            }
        }
    }

    /// What was made of a text that still stands at the same place of the source map.
    pub(super) fn parsed(&self, name: &str, source: SourceId) -> Option<&Parsed> {
        self.files.get(name).filter(|known| known.source == Some(source)).map(|known| &known.parsed)
    }

    /// Notes what was made of a text.
    pub(super) fn note_parsed(&mut self, name: &str, source: SourceId, note: impl FnOnce(&mut Parsed)) {
        let Some(known) = self.files.get_mut(name) else { return };
        if known.source.replace(source) != Some(source) {
            known.parsed = Parsed::default();
        }
        note(&mut known.parsed);
    }

    /// Ends the reading of a load: forgets files that are gone, and tells whether anything differs from the load before.
    pub(super) fn settle(&mut self, files: Vec<(String, Option<[u8; 32]>)>, problems: &Sink) -> bool {
        if !self.is_kept {
            return true;
        }
        let names: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        self.files.retain(|name, _| names.contains(name.as_str()));
        let made_of = Inputs { files, problems: problems.iter().cloned().collect() };
        let is_new = made_of != self.made_of;
        let before: BTreeSet<_> = self.made_of.files.iter().collect();
        let now: BTreeSet<_> = made_of.files.iter().collect();
        let mut changed: Vec<String> = before.symmetric_difference(&now).map(|(name, _)| name.clone()).collect();
        changed.dedup();
        self.changed = changed;
        self.made_of = made_of;
        is_new
    }

    /// The files that differ between the last load and the one before: changed, new and gone ones, by shown name, sorted.
    #[must_use]
    pub fn changed(&self) -> &[String] {
        &self.changed
    }
}
