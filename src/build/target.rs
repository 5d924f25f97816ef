//! Step 2: may this folder be written? A path from the command line in; a locked, tidied [`Target`] or a refusal out.
//!
//! Other generators have deleted their users' sources by `--out .`; so all doubts end in a refusal that has touched nothing.

use super::beside::{self, Beside, Lock};
use super::error::{BuildError, Notice};
use super::manifest::{MANIFEST_NAME, Manifest};
use super::retire::{self, Retirement};
use super::staging::StagingOutput;
use super::state::State;
use super::steps::Hook;
use crate::diag::Code;
use crate::model::Audience;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a second build waits for the first.
const LOCK_WAIT: Duration = Duration::from_secs(10);

/// A folder that this build, and no other, may publish to.
#[derive(Debug)]
pub struct Target {
    pub(super) beside: Beside,
    pub(super) lock: Lock,
    /// Taken before any source is read: a source stamped later than this may differ from what was read.
    pub(super) opened_ns: i64,
    pub(super) old: Option<Manifest>,
    pub(super) state: Option<State>,
    pub(super) notices: Vec<Notice>,
    pub(super) hook: Hook,
    pub(super) may_exchange: bool,
}

/// Opens a folder for one publication. Call it before the sources are listed.
///
/// `out` must be absent, empty, or carry our list; it must not be, contain or lie in a folder of `protected` (sources, themes).
///
/// # Errors
/// `X102` when the folder is somebody else's, `X103` when it overlaps something precious, `X106` when another build holds it for more than
/// 10 seconds, `X104` when the system refuses. Nothing inside `out` has been touched then.
pub fn open_target(out: &Path, protected: &[PathBuf]) -> Result<Target, BuildError> {
    open_target_waiting(out, protected, LOCK_WAIT)
}

/// [`open_target`] with another patience.
///
/// # Errors
/// As [`open_target`].
#[doc(hidden)]
pub fn open_target_waiting(out: &Path, protected: &[PathBuf], wait: Duration) -> Result<Target, BuildError> {
    let beside = Beside::find(out)?;
    refuse_precious(&beside)?;
    refuse_overlap(&beside, protected)?;
    owned(&beside.out)?;
    fs::create_dir_all(&beside.parent).map_err(|error| BuildError::failed(&beside.parent, error))?;
    let lock = Lock::take(&beside, wait)?;
    let opened_ns = lock.now_ns().map_err(|error| BuildError::failed(&beside.lock(), error))?;
    let notices = tidy(&beside)?;
    // Looked at again: the build we waited for may have changed it.
    let old = owned(&beside.out)?;
    let state = State::read(&beside.state());
    Ok(Target { beside, lock, opened_ns, old, state, notices, hook: Hook::default(), may_exchange: true })
}

impl Target {
    /// Protects further folders, those that only reading the first ones has named (`extends`).
    ///
    /// # Errors
    /// `X103` as [`open_target`].
    pub fn protect(&self, folders: &[PathBuf]) -> Result<(), BuildError> {
        refuse_overlap(&self.beside, folders)
    }

    /// Refuses to put the edition of one audience over that of the other: files would be carried over, links to the folder stay, and what was
    /// handed out as public would hold what is for staff.
    ///
    /// # Errors
    /// `X108` when the other edition stands there.
    pub fn refuse_other_edition(&self, audience: Audience) -> Result<(), BuildError> {
        match &self.old {
            Some(old) if old.audience != audience => Err(other_edition(&self.beside.out, old.audience)),
            _ => Ok(()),
        }
    }

    /// The folder, by its real path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.beside.out
    }

    /// Begins the writing.
    ///
    /// # Errors
    /// `X104` when the staging folder cannot be made.
    pub fn stage(self) -> Result<StagingOutput, BuildError> {
        StagingOutput::new(self)
    }

    /// Lets a test listen to, or stop, each step.
    #[doc(hidden)]
    #[must_use]
    pub fn with_hook(mut self, hook: Hook) -> Self {
        self.hook = hook;
        self
    }

    /// Behaves as on a system that cannot exchange folders.
    #[doc(hidden)]
    #[must_use]
    pub fn without_exchange(mut self) -> Self {
        self.may_exchange = false;
        self
    }
}

/// The list of the site at `out`; `None` when there is no folder or an empty one; a refusal for everything else.
pub(super) fn owned(out: &Path) -> Result<Option<Manifest>, BuildError> {
    let failed = |error| BuildError::failed(out, error);
    let metadata = match fs::symlink_metadata(out) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    if metadata.is_symlink() {
        return Err(not_ours(out, "リンク", "a link"));
    }
    if !metadata.is_dir() {
        return Err(not_ours(out, "フォルダーではないもの", "not a folder"));
    }
    if beside::exists(&out.join(".git")) {
        return Err(over_source(out, "git の作業フォルダー", "a git working folder"));
    }
    let list = out.join(MANIFEST_NAME);
    if fs::symlink_metadata(&list).is_ok_and(|metadata| metadata.is_file()) {
        let json = fs::read(&list).map_err(failed)?;
        if let Some(manifest) = Manifest::from_json(&json) {
            return Ok(Some(manifest));
        }
    }
    let is_empty = fs::read_dir(out).map_err(failed)?.next().is_none();
    if is_empty {
        Ok(None)
    } else {
        Err(not_ours(out, "ほかのファイルが入ったフォルダー", "a folder with other files in it"))
    }
}

fn other_edition(out: &Path, is: Audience) -> BuildError {
    let shown = out.display();
    let (ja, en) = match is {
        Audience::Public => ("公開版", "the public edition"),
        Audience::Staff => ("教職員用", "the edition for staff"),
    };
    BuildError::new(
        Code::OutputOfOtherAudience,
        format!("出力先「{shown}」には{ja}のサイトがあるので、何も変えずにやめました"),
        format!("the output folder {shown} holds {en}; nothing was changed"),
    )
}

fn not_ours(out: &Path, ja: &str, en: &str) -> BuildError {
    let shown = out.display();
    let ja = format!("出力先「{shown}」は{ja}なので、何も変えずにやめました");
    BuildError::new(Code::OutputNotOurs, ja, format!("the output folder {shown} is {en}; nothing was changed"))
}

fn over_source(out: &Path, ja: &str, en: &str) -> BuildError {
    let shown = out.display();
    let ja = format!("出力先「{shown}」は{ja}なので、何も変えずにやめました");
    BuildError::new(Code::OutputOverSource, ja, format!("the output folder {shown} is {en}; nothing was changed"))
}

/// The home folder, the folder one stands in, and whatever holds them.
fn refuse_precious(beside: &Beside) -> Result<(), BuildError> {
    let out = beside::folded(&beside.out);
    let holds =
        |path: Option<PathBuf>| path.and_then(|path| beside::real(&path)).is_some_and(|path| beside::folded(&path).starts_with(&out));
    if holds(env::home_dir()) {
        return Err(over_source(&beside.out, "ホームフォルダーかその上のフォルダー", "the home folder or above it"));
    }
    if holds(env::current_dir().ok()) {
        return Err(over_source(&beside.out, "いま作業しているフォルダーかその上のフォルダー", "the current folder or above it"));
    }
    Ok(())
}

fn refuse_overlap(beside: &Beside, protected: &[PathBuf]) -> Result<(), BuildError> {
    let out = beside::folded(&beside.out);
    for folder in protected {
        let absolute = std::path::absolute(folder).map_err(|error| BuildError::failed(folder, error))?;
        let source = beside::folded(&beside::real(&absolute).unwrap_or(absolute));
        if source.starts_with(&out) || out.starts_with(&source) {
            let shown = folder.display();
            return Err(over_source(
                &beside.out,
                &format!("原稿のフォルダー「{shown}」と重なるもの"),
                &format!("in, or around, the sources {shown}"),
            ));
        }
    }
    Ok(())
}

/// Ends what a killed build left. We hold the lock, so nobody else is at work here.
fn tidy(beside: &Beside) -> Result<Vec<Notice>, BuildError> {
    let staging = beside.staging();
    remove_staging(&staging).map_err(|error| BuildError::failed(&staging, error))?;
    if is_folder(&beside.old()) && !beside::exists(&beside.out) {
        // Killed between the two renames: the last good site comes back.
        fs::rename(beside.old(), &beside.out).map_err(|error| BuildError::failed(&beside.out, error))?;
    }
    let mut notices = Vec::new();
    for folder in [beside.swap(), beside.old()] {
        if is_folder(&folder) {
            let retirement = Retirement { folder: &folder, beside, state: None, hook: &Hook::default() };
            let mut set_aside = Vec::new();
            retire::retire(&retirement, &mut set_aside).map_err(|error| BuildError::failed(&folder, error))?;
            notices.extend(set_aside.iter().map(retire::SetAside::notice));
        }
    }
    Ok(notices)
}

/// Deletes a staging folder. Everything in it was written by us or is linked from a site that still stands.
pub(super) fn remove_staging(staging: &Path) -> io::Result<()> {
    if is_folder(staging) { fs::remove_dir_all(staging) } else { Ok(()) }
}

pub(super) fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}
