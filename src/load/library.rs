//! What was read so far: the layers by folder, and the pages that handbooks make up of several of them.
//!
//! Within one run a layer is read once, and every handbook that extends it shares what came out: its files as they were when they were read
//! first. A run after another ([`Library::reload`]) looks at all files again, and takes over what is the same: contents and what parsers
//! made of them (`reading`), composed pages (`page`). So that the places in them still hold, the source map of a run keeps each file at the
//! id that it had in the run before ([`SourceMap::successor`]).

use super::layer::{self, LayerFolder};
use super::page::Composed;
use super::text::{Readings, shown_name};
use super::{InputFolder, Loaded, layer_theme, merge};
use crate::diag::{Code, Diagnostic, Sink, SourceMap, Span, Spanned};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Longest chain of `extends`; more is a mistake and not a design.
pub const MAX_LAYERS: usize = 16;

/// The layers that were read. Handbooks that extend the same base share its files: they are read, looked over, parsed and outlined once.
#[derive(Debug, Default)]
pub struct Library {
    /// By the path they are opened by, which is also how messages name them.
    layers: BTreeMap<PathBuf, Layer>,
    /// The pages that the handbook of a folder makes up of several layers.
    composed: BTreeMap<PathBuf, Composed>,
    /// What the last load of a folder was made of.
    inputs: BTreeMap<PathBuf, Inputs>,
    /// The texts of this run.
    sources: SourceMap,
    /// When this run began; 0 where that is not known.
    looked_ns: i64,
}

/// A folder on the shelf.
#[derive(Debug, Default)]
struct Layer {
    /// As it is in this run; `None` before it was looked at.
    folder: Option<Arc<LayerFolder>>,
    /// What was ever read of it that may still hold.
    readings: Readings,
}

/// What a load was made of: the files by name and hash, and what was wrong with them.
#[derive(Debug, Default, PartialEq)]
struct Inputs {
    files: BTreeMap<String, Option<[u8; 32]>>,
    problems: Vec<Diagnostic>,
}

impl Library {
    /// Reads the site in `dir` and those of its bases that were not read yet. A file that changes while the run goes on is as it was when
    /// it was read first.
    #[must_use]
    pub fn load(&mut self, dir: &Path) -> Loaded {
        let chain = self.chain(dir);
        self.finish(dir, chain)
    }

    /// Begins another run at `now_ns`, in nanoseconds since 1970, and reads the site in `dir` in it: only what changed is read and parsed.
    /// Gives the shown names of the files that came, changed or went since the last load of `dir`, sorted; `None` when nothing that a load is
    /// made of changed.
    #[must_use]
    pub fn reload(&mut self, dir: &Path, now_ns: i64) -> Option<(Loaded, Vec<String>)> {
        self.looked_ns = now_ns;
        self.sources = self.sources.successor();
        // A layer that no handbook of the last run used will hardly be used again.
        self.layers.retain(|_, layer| layer.folder.take().is_some());
        let chain = self.chain(dir);
        let inputs = Inputs::of(&chain);
        let before = self.inputs.get(dir);
        if before == Some(&inputs) {
            return None;
        }
        let changed = inputs.changed_since(before.unwrap_or(&Inputs::default()));
        self.inputs.insert(dir.to_owned(), inputs);
        Some((self.finish(dir, chain), changed))
    }

    fn finish(&mut self, dir: &Path, Chain { folders, looked_in, mut sink }: Chain) -> Loaded {
        let mut sources = self.sources.clone();
        let theme = folders.iter().map(|folder| layer_theme(folder, &sources)).collect();
        let composed = self.composed.entry(dir.to_owned()).or_default();
        let site = merge(&folders, composed, &mut sources, &mut sink);
        self.sources.keep_ids_of(&sources);
        sink.settle(&sources);
        let input = |folder: &Arc<LayerFolder>| InputFolder { root: folder.root.clone(), files: Arc::clone(&folder.files) };
        Loaded { site, inputs: folders.iter().map(input).collect(), looked_in, sources, sink, theme }
    }

    /// Follows `extends` from `dir`, nearest layer first.
    fn chain(&mut self, dir: &Path) -> Chain {
        let mut chain = Chain::default();
        let mut seen: Vec<PathBuf> = Vec::new();
        let mut next = Some((layer::normalize(dir), None::<Span>));
        while let Some((root, named_at)) = next.take() {
            let real = root.canonicalize().unwrap_or_else(|_| root.clone());
            if let Some(span) = named_at
                && let Some(problem) = endless(span, seen.contains(&real), chain.folders.len())
            {
                chain.sink.push(problem);
                break;
            }
            seen.push(real);
            chain.looked_in.push(root.clone());
            let Some(folder) = self.layer(&root, named_at, &mut chain.sink) else { break };
            next = folder.site().and_then(|file| file.extends.as_ref()).map(|extends| base_of(&root, extends));
            chain.folders.push(folder);
        }
        chain
    }

    fn layer(&mut self, root: &Path, named_at: Option<Span>, sink: &mut Sink) -> Option<Arc<LayerFolder>> {
        let layer = self.layers.entry(root.to_owned()).or_default();
        let folder = match &layer.folder {
            Some(folder) => Arc::clone(folder),
            None => Arc::new(layer::open((root, named_at), (&mut layer.readings, self.looked_ns), &mut self.sources, sink)?),
        };
        sink.append(folder.problems.clone());
        layer.folder = Some(Arc::clone(&folder));
        Some(folder)
    }
}

/// The layers of one handbook as read, nearest first.
#[derive(Debug, Default)]
struct Chain {
    folders: Vec<Arc<LayerFolder>>,
    looked_in: Vec<PathBuf>,
    sink: Sink,
}

impl Inputs {
    fn of(chain: &Chain) -> Self {
        let mut files = BTreeMap::new();
        for folder in &chain.folders {
            // The folder too, for an empty one is an input as well.
            files.insert(folder.display.clone(), None);
            files.extend(folder.files.iter().map(|file| (shown_name(&folder.display, &file.relative), file.digest())));
        }
        Self { files, problems: chain.sink.iter().cloned().collect() }
    }

    /// The files that differ.
    fn changed_since(&self, before: &Self) -> Vec<String> {
        let names: BTreeSet<&String> = self.files.keys().chain(before.files.keys()).collect();
        names.into_iter().filter(|name| self.files.get(*name) != before.files.get(*name)).cloned().collect()
    }
}

/// Why the chain must end before the base named at `span`.
fn endless(span: Span, is_read: bool, layers: usize) -> Option<Diagnostic> {
    let problem = if is_read {
        Diagnostic::new(Code::BaseCycle, span, "extends が輪になっています", "`extends` runs in a circle")
            .here("この行から、もう読んだ手引きへ戻ります", "this leads back to a layer that was read already")
    } else if layers >= MAX_LAYERS {
        let (ja, en) =
            (format!("extends が {MAX_LAYERS} 段を超えて続いています"), format!("`extends` goes on for more than {MAX_LAYERS} layers"));
        Diagnostic::new(Code::BaseCycle, span, ja, en)
    } else {
        return None;
    };
    Some(problem.help("いちばん基になる手引きでは extends を書きません", "the last base has no `extends`"))
}

fn base_of(root: &Path, extends: &Spanned<String>) -> (PathBuf, Option<Span>) {
    (layer::normalize(&root.join(&extends.value)), Some(extends.span))
}
