//! Where a site lies and what lies beside it: a path from the command line in, real paths and the lock out.

use super::error::BuildError;
use crate::diag::Code;
use crate::load::gate::Stamp;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek as _, Write as _};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::Duration;

/// How often a busy lock is tried again within the time to wait.
const LOCK_PAUSE: Duration = Duration::from_millis(50);

/// The site's folder by its real path (its parent has no links in it), whether it exists or not.
#[derive(Clone, Debug)]
pub(super) struct Beside {
    pub out: PathBuf,
    pub parent: PathBuf,
    name: OsString,
}

impl Beside {
    /// Resolves a path without touching the disk. The last part itself is not followed.
    pub fn find(out: &Path) -> Result<Self, BuildError> {
        let refuse = || {
            let shown = out.display();
            BuildError::new(
                Code::OutputOverSource,
                format!("「{shown}」は出力先になりません"),
                format!("{shown} cannot be an output folder"),
            )
        };
        let absolute: PathBuf = std::path::absolute(out).map_err(|error| BuildError::failed(out, error))?.components().collect();
        let absolute = if absolute.file_name().is_some() { absolute } else { fs::canonicalize(&absolute).map_err(|_| refuse())? };
        let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else { return Err(refuse()) };
        let parent = real(parent).ok_or_else(refuse)?;
        Ok(Self { out: parent.join(name), name: name.to_owned(), parent })
    }

    fn hidden(&self, what: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".shirube-");
        name.push(what);
        self.parent.join(name)
    }

    /// The lock file; stays, because removing it would let two builds each hold a different one.
    pub fn lock(&self) -> PathBuf {
        self.hidden("lock")
    }

    pub fn state(&self) -> PathBuf {
        self.hidden("state")
    }

    /// The site being written. Never holds anything that is not ours or still elsewhere.
    pub fn staging(&self) -> PathBuf {
        self.hidden("staging")
    }

    /// Before the exchange the new site, after it the old one.
    pub fn swap(&self) -> PathBuf {
        self.hidden("swap")
    }

    /// The old site, where no exchange is to be had.
    pub fn old(&self) -> PathBuf {
        self.hidden("old")
    }

    /// Folder number `number` for what must not be lost, in sight of the user.
    pub fn kept(&self, number: usize) -> PathBuf {
        let mut name = self.name.clone();
        name.push(".kept");
        if number > 1 {
            name.push(format!("-{number}"));
        }
        self.parent.join(name)
    }
}

/// The real path of something that may not exist yet: its deepest existing part resolved, the rest appended.
pub(super) fn real(path: &Path) -> Option<PathBuf> {
    for ancestor in path.ancestors() {
        if let Ok(found) = fs::canonicalize(ancestor) {
            let rest = path.strip_prefix(ancestor).ok()?;
            let is_plain = rest.components().all(|part| matches!(part, Component::Normal(_)));
            return is_plain.then(|| found.join(rest)).map(|path| path.components().collect());
        }
    }
    None
}

/// Whether anything, a dangling link included, stands at `path`.
pub(super) fn exists(path: &Path) -> bool {
    !matches!(fs::symlink_metadata(path), Err(error) if error.kind() == io::ErrorKind::NotFound)
}

/// The lock of one site. The system frees it when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
}

impl Lock {
    /// Takes the lock, trying again for `wait`.
    pub fn take(beside: &Beside, wait: Duration) -> Result<Self, BuildError> {
        let path = beside.lock();
        let failed = |error| BuildError::failed(&path, error);
        let mut waited = Duration::ZERO;
        loop {
            match Self::try_take(beside) {
                Ok(Some(lock)) => return Ok(lock),
                Ok(None) if waited < wait => {
                    thread::sleep(LOCK_PAUSE);
                    waited += LOCK_PAUSE;
                }
                Ok(None) => return Err(busy(beside)),
                Err(error) => return Err(failed(error)),
            }
        }
    }

    /// Takes the lock if it is free.
    pub fn try_take(beside: &Beside) -> io::Result<Option<Self>> {
        let path = beside.lock();
        if fs::symlink_metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the lock is not a regular file"));
        }
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Now, by the clock that stamps the files of this volume: the modification time of the lock after writing our process number into it.
    pub fn now_ns(&self) -> io::Result<i64> {
        let text = format!("{}\n", std::process::id());
        let mut file = &self.file;
        file.rewind()?;
        file.write_all(text.as_bytes())?;
        file.set_len(text.len() as u64)?;
        Ok(Stamp::of(&file.metadata()?).modified_ns)
    }
}

fn busy(beside: &Beside) -> BuildError {
    let out = beside.out.display();
    let holder = fs::read_to_string(beside.lock()).unwrap_or_default();
    let digits = holder.trim();
    let is_number = !digits.is_empty() && digits.len() <= 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let (ja, en) = if is_number { (format!("（プロセス {digits}）"), format!(" (process {digits})")) } else { Default::default() };
    BuildError::new(
        Code::OutputBusy,
        format!("「{out}」には、ほかの shirube{ja}が書いています"),
        format!("another shirube{en} is writing to {out}"),
    )
}

/// The parts of a path, small letters only: on Windows and macOS `Content` and `content` are one folder.
pub(super) fn folded(path: &Path) -> Vec<String> {
    let fold = |part: &OsStr| part.to_string_lossy().to_lowercase();
    path.components().map(|part| fold(part.as_os_str())).collect()
}
