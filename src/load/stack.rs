//! The layers of one handbook while they become one: what could not be read, what was taken away, and who is who.

use super::layer::LayerFolder;
use super::overlay::{self, Merged, Rules, Thing, VerbPlace};
use super::text::DataFile;
use crate::diag::{Sink, Span};
use crate::model::{LayerIndex, Origin, ReferenceKind, Removed, Unread};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The layers, nearest first.
pub(super) struct Stack<'a> {
    /// The folders.
    pub folders: &'a [Arc<LayerFolder>],
    /// Their ids.
    pub names: Vec<String>,
    /// What stands in them and could not be read.
    pub unread: Unread,
    /// What a layer took away.
    pub removed: Removed,
    /// What is wrong between the layers. Kept apart from what is wrong within a file: it leaves no value unread.
    pub sink: Sink,
}

impl<'a> Stack<'a> {
    /// Takes the layers in.
    pub fn new(folders: &'a [Arc<LayerFolder>], unread: Unread) -> Self {
        let names = folders.iter().map(|folder| folder.name().to_owned()).collect();
        Self { folders, names, unread, removed: Removed::default(), sink: Sink::default() }
    }

    /// Merges the things of a kind; the emergency lane is of none.
    pub fn merge<P>(&mut self, kind: Option<ReferenceKind>, verb: VerbPlace, things: Vec<Thing<P>>) -> BTreeMap<String, Merged<P>> {
        let Self { names, unread, removed, sink, .. } = self;
        let mut lost = Vec::new();
        let rules = Rules {
            verb,
            is_unread: &|id| kind.map_or_else(|| unread.hides_lane(), |kind| unread.hides(kind, id)),
            layers: names,
            removed: &mut |id, removal| match kind {
                Some(kind) => removed.note(kind, id, removal),
                None => removed.note_lane(removal),
            },
            lost: &mut |id| lost.push(id.to_owned()),
        };
        let merged = overlay::merge(things, rules, sink);
        for id in lost {
            match kind {
                Some(kind) => unread.note(kind, id),
                None => unread.note_lane(),
            }
        }
        merged
    }

    /// Merges the files of a kind that has a folder: each file is one thing, and its name is the id.
    pub fn merge_folder(&mut self, kind: ReferenceKind, folder: &str, is_one: impl Fn(&DataFile) -> bool) -> BTreeMap<String, Merged> {
        let mut things = Vec::new();
        for (layer, of_layer) in self.folders.iter().enumerate() {
            for file in of_layer.texts.data_folder(folder).filter(|file| is_one(file)) {
                let id = file.relative.trim_start_matches(folder).trim_end_matches(".yml").to_owned();
                let place = file.node.get("title").or(file.node.get("overlay")).map_or(file.node.span, |named| named.span);
                things.push(Thing { layer, id, place, node: Arc::clone(&file.node), part: () });
            }
        }
        self.merge(Some(kind), VerbPlace::File, things)
    }

    /// Merges files that nothing refers to: `calendar.yml`, worked examples. Their ids are their names.
    pub fn merge_files<P>(&mut self, files: Vec<Thing<P>>) -> BTreeMap<String, Merged<P>> {
        let Self { names, unread, sink, .. } = self;
        let mut lost = Vec::new();
        let rules = Rules {
            verb: VerbPlace::File,
            is_unread: &|name| unread.hides_file(name),
            layers: names,
            removed: &mut |_, _| {},
            lost: &mut |name| lost.push(name.to_owned()),
        };
        let merged = overlay::merge(files, rules, sink);
        lost.into_iter().for_each(|name| unread.note_file(name));
        merged
    }

    /// The layer that a place is of.
    pub fn layer_of(&self, span: Span) -> LayerIndex {
        self.folders.iter().position(|folder| folder.texts.sources.contains(&span.source)).unwrap_or(0)
    }

    /// The id of that layer.
    pub fn name_of(&self, span: Span) -> String {
        self.names.get(self.layer_of(span)).cloned().unwrap_or_default()
    }

    /// A place with its layer.
    pub fn origin(&self, span: Span) -> Origin {
        Origin { layer: self.layer_of(span), span }
    }
}
