//! Step 3: the staging folder. Rendered files in, from many threads; a folder that holds the whole new site out.
//!
//! A file whose bytes equal those published last time, and which nobody has touched since, is hard-linked: no bytes are written, and its
//! time stays. The lock is held only to note a path; hashing and writing run beside each other.

use super::beside;
use super::error::BuildError;
use super::hash;
use super::manifest::{Entry, MANIFEST_NAME};
use super::steps::Step;
use super::target::{self, Target};
use crate::load::gate::Stamp;
use crate::render::{OutPath, Output, OutputError};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Takes the files of one site. Dropped without [`finish`](StagingOutput::finish), it leaves the last site as it was.
#[derive(Debug)]
pub struct StagingOutput {
    pub(super) target: Target,
    pub(super) folder: PathBuf,
    /// `None` while the file is being written.
    taken: Mutex<BTreeMap<OutPath, Option<Entry>>>,
    equal: AtomicUsize,
    linked: AtomicUsize,
}

impl StagingOutput {
    pub(super) fn new(target: Target) -> Result<Self, BuildError> {
        let folder = target.beside.staging();
        // A leftover was removed when the target was opened; whatever stands here now is not ours.
        fs::create_dir(&folder).map_err(|error| BuildError::failed(&folder, error))?;
        Ok(Self { target, folder, taken: Mutex::default(), equal: AtomicUsize::new(0), linked: AtomicUsize::new(0) })
    }

    /// How many files so far equal the published ones. More than are linked, on a volume without links.
    pub(super) fn equal(&self) -> usize {
        self.equal.load(Ordering::Relaxed)
    }

    /// How many files were linked so far.
    pub(super) fn linked(&self) -> usize {
        self.linked.load(Ordering::Relaxed)
    }

    /// All files put so far; `None` if one of them was not finished.
    pub(super) fn entries(&self) -> Option<BTreeMap<OutPath, Entry>> {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.iter().map(|(path, entry)| entry.map(|entry| (path.clone(), entry))).collect()
    }

    fn take(&self, path: &OutPath) -> Result<(), OutputError> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if path.as_str() == MANIFEST_NAME || taken.contains_key(path) {
            return Err(OutputError::Collision(path.clone()));
        }
        taken.insert(path.clone(), None);
        Ok(())
    }

    fn done(&self, path: OutPath, entry: Entry) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.insert(path, Some(entry));
    }

    /// Whether the published file is, byte for byte, the one to be put.
    fn is_published(&self, path: &OutPath, entry: &Entry, published: &Path) -> bool {
        let is_listed = self.target.old.as_ref().is_some_and(|old| old.files.get(path) == Some(entry));
        is_listed && self.is_untouched(path, entry, published)
    }

    fn is_untouched(&self, path: &OutPath, entry: &Entry, published: &Path) -> bool {
        let Ok(metadata) = fs::symlink_metadata(published) else { return false };
        if !metadata.is_file() || metadata.len() != entry.bytes {
            return false;
        }
        let is_known = self.target.state.as_ref().is_some_and(|state| state.vouches_for(path.as_str(), &Stamp::of(&metadata), &entry.hash));
        is_known || hash::of_file(published).is_ok_and(|hash| hash == entry.hash)
    }
}

impl Output for StagingOutput {
    fn put(&self, path: OutPath, bytes: &[u8]) -> Result<(), OutputError> {
        let refused = |error| OutputError::Io(path.as_str().to_owned(), error);
        self.take(&path)?;
        self.target.hook.at(Step::Put).map_err(refused)?;
        let entry = Entry { hash: hash::of(bytes), bytes: bytes.len() as u64 };
        let new = self.folder.join(path.as_str());
        let published = self.target.beside.out.join(path.as_str());
        let is_equal = self.is_published(&path, &entry, &published);
        if is_equal && with_folder(&new, |new| fs::hard_link(&published, new)).is_ok() {
            self.linked.fetch_add(1, Ordering::Relaxed);
        } else {
            write_new(&new, bytes).map_err(refused)?;
        }
        self.equal.fetch_add(usize::from(is_equal), Ordering::Relaxed);
        self.done(path, entry);
        Ok(())
    }
}

impl Drop for StagingOutput {
    /// Best effort: what stays is removed by the next build.
    fn drop(&mut self) {
        let _ = target::remove_staging(&self.folder);
    }
}

/// Writes a file that does not exist yet.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file: File = with_folder(path, |path| OpenOptions::new().write(true).create_new(true).open(path))?;
    file.write_all(bytes)
}

/// Does something at `path`, making its folder only when it turns out to be missing: ten thousand files need no ten thousand looks.
pub(super) fn with_folder<T>(path: &Path, action: impl Fn(&Path) -> io::Result<T>) -> io::Result<T> {
    match action(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = path.parent().filter(|folder| !beside::exists(folder)) {
                fs::create_dir_all(folder)?;
            }
            action(path)
        }
        result => result,
    }
}
