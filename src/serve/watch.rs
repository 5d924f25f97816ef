//! Which folders the system is asked to tell of, and what it tells: hints, nothing more.
//!
//! Each source folder is watched with everything below it, and the folder around it alone, so that a folder that is taken away and put
//! back is noticed. An event says that something may have changed, never what; a look at all files decides (`edition`). Reading a file is no
//! change, so those events are dropped: else each look would cause the next. Where the system cannot watch, or is known not to tell
//! ([`platform::tells_of_changes`]), the sources are looked at every second instead.
//!
//! `notify` without `notify-debouncer-full`: that follows renames by file numbers and keeps a clock ticking to do so. Here no
//! rename has to be followed, and waiting for quiet is one wait on a channel that sleeps while nothing happens.

use crate::platform;
use notify::event::{EventKind, ModifyKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

/// What the preview's own thread waits for.
pub(super) enum Signal {
    /// Something may have changed; these paths may be other things than before.
    Hint(Vec<PathBuf>),
    /// The end.
    Stop,
}

/// The watched folders.
pub(super) struct Watch {
    watcher: Option<RecommendedWatcher>,
    watched: BTreeMap<PathBuf, RecursiveMode>,
    /// Whether some folder cannot be watched, so that looks come by the clock.
    pub is_by_clock: bool,
}

impl Watch {
    /// A watch that sends its hints there.
    pub fn new(signals: Sender<Signal>) -> Self {
        let hear = move |event: notify::Result<Event>| {
            let hint = match event {
                Ok(event) => match event.kind {
                    EventKind::Access(_) => return,
                    EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => event.paths,
                    _ => Vec::new(),
                },
                // Events were lost, perhaps: a look finds out.
                Err(_) => Vec::new(),
            };
            let _ = signals.send(Signal::Hint(hint));
        };
        let watcher = RecommendedWatcher::new(hear, Config::default().with_follow_symlinks(false)).ok();
        let is_by_clock = watcher.is_none();
        Self { watcher, watched: BTreeMap::new(), is_by_clock }
    }

    /// Watches exactly these folders and those around them; those in `moved` anew. Gives whether any watch is new: what happened before
    /// it was not heard of.
    pub fn cover(&mut self, roots: &BTreeSet<PathBuf>, moved: &BTreeSet<PathBuf>) -> bool {
        let Some(watcher) = &mut self.watcher else { return false };
        let wanted = wanted(roots);
        let gone: Vec<PathBuf> = self
            .watched
            .iter()
            .filter(|(path, mode)| wanted.get(*path) != Some(*mode) || moved.contains(*path))
            .map(|(path, _)| path.clone())
            .collect();
        for path in gone {
            // It may be gone by itself.
            let _ = watcher.unwatch(&path);
            self.watched.remove(&path);
        }
        let mut is_new = false;
        let mut is_deaf = false;
        // Outer folders first: a watch of a folder alone must not replace one of all below it.
        for (path, mode) in wanted {
            is_deaf |= !platform::tells_of_changes(&path);
            if self.watched.contains_key(&path) {
                continue;
            }
            match watcher.watch(&path, mode) {
                Ok(()) => {
                    self.watched.insert(path, mode);
                    is_new = true;
                }
                Err(_) => is_deaf = true,
            }
        }
        self.is_by_clock = is_deaf;
        is_new
    }
}

/// The folders to watch; for one that is not there, the nearest around it that is.
fn wanted(roots: &BTreeSet<PathBuf>) -> BTreeMap<PathBuf, RecursiveMode> {
    let mut wanted = BTreeMap::new();
    for root in roots {
        let real = root.canonicalize().ok().filter(|real| real.is_dir());
        let around = match &real {
            Some(real) => real.parent().map(Path::to_path_buf),
            None => std::path::absolute(root).ok().and_then(|root| root.ancestors().find_map(|folder| folder.canonicalize().ok())),
        };
        if let Some(around) = around {
            wanted.entry(around).or_insert(RecursiveMode::NonRecursive);
        }
        if let Some(real) = real {
            wanted.insert(real, RecursiveMode::Recursive);
        }
    }
    wanted
}
