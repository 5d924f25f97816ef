//! Where rendered files go: each path once, in any order, from any thread.
//!
//! `render` hands each file over as it comes and forgets it, so memory does not grow with the site. `put` takes `&self`: pages are rendered in
//! parallel and an output does its own locking.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::sync::{Mutex, PoisonError};

/// Longest path below the site folder in bytes; Windows opens at most 260 characters in all.
pub const MAX_OUT_PATH: usize = 180;

/// A path below the site folder: `/`-separated, lower-case ASCII letters, digits, `.`, `-`, `_`; no empty, `.` or `..` part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(String);

impl OutPath {
    /// Takes a path that follows the grammar.
    ///
    /// # Errors
    /// [`OutputError::BadPath`] for any other text.
    pub fn new(path: impl Into<String>) -> Result<Self, OutputError> {
        let path = path.into();
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'_');
        let fits = path.len() <= MAX_OUT_PATH
            && path.split('/').all(|part| !part.is_empty() && part != "." && part != ".." && part.bytes().all(is_plain));
        if fits { Ok(Self(path)) } else { Err(OutputError::BadPath(path)) }
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many folders deep it lies; 0 at the site's root.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why an output did not take a file.
#[derive(Debug)]
pub enum OutputError {
    /// The path does not follow the grammar of [`OutPath`].
    BadPath(String),
    /// The path was taken before.
    Collision(OutPath),
    /// The system refused.
    Io(String, io::Error),
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadPath(path) => write!(f, "not an output path: {path}"),
            Self::Collision(path) => write!(f, "two writers of {path}"),
            Self::Io(path, error) => write!(f, "{path}: {error}"),
        }
    }
}

impl std::error::Error for OutputError {}

/// Takes the files of a site.
pub trait Output: Sync {
    /// Takes one file.
    ///
    /// # Errors
    /// [`OutputError::Collision`] when the path was put before; [`OutputError::Io`] when the system refuses.
    fn put(&self, path: OutPath, bytes: &[u8]) -> Result<(), OutputError>;
}

/// Keeps everything in memory: for tests and the preview.
#[derive(Debug, Default)]
pub struct MemoryOutput {
    files: Mutex<BTreeMap<OutPath, Vec<u8>>>,
}

impl MemoryOutput {
    /// All files by path.
    #[must_use]
    pub fn into_files(self) -> BTreeMap<OutPath, Vec<u8>> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes one file out again.
    pub(super) fn take(&self, path: &OutPath) -> Option<Vec<u8>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).remove(path)
    }
}

impl Output for MemoryOutput {
    fn put(&self, path: OutPath, bytes: &[u8]) -> Result<(), OutputError> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if files.contains_key(&path) {
            return Err(OutputError::Collision(path));
        }
        files.insert(path, bytes.to_vec());
        Ok(())
    }
}
