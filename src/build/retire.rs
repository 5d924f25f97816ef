//! Step 6: the old folder goes. A folder that was exchanged out (or left by a kill) in; nothing of it left, and nothing lost, out.
//!
//! One rule for each thing in it, whatever moment it was left at:
//!
//! - listed, and its bytes are what we wrote → deleted;
//! - the very same file, or the same bytes, stands in the site → deleted here;
//! - listed, but edited by hand → set aside to `NAME.kept`;
//! - not listed → moved into the site; where the site has another thing of that name, set aside.
//!
//! The list itself goes last, so that a second start of this step finds it.

use super::beside::{self, Beside};
use super::carry::Listed;
use super::error::Notice;
use super::hash;
use super::manifest::{Entry, MANIFEST_NAME, Manifest};
use super::state::State;
use super::steps::{Hook, Step};
use super::target::is_folder;
use crate::diag::{Code, Text};
use crate::load::gate::Stamp;
use crate::render::OutPath;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Most things of one name in `NAME.kept`, and most such folders.
const MAX_NUMBER: usize = 1000;

/// A file that was not ours to delete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Where it was, below the site's folder.
    pub path: PathBuf,
    /// Where it is.
    pub kept: PathBuf,
}

impl SetAside {
    pub(super) fn notice(&self) -> Notice {
        let (path, kept) = (self.path.display(), self.kept.display());
        Notice {
            code: Code::OutputEdited,
            message: Text::new(
                format!("「{path}」は手で直されていたので、「{kept}」に取っておきました"),
                format!("{path} had been edited by hand and was set aside as {kept}"),
            ),
        }
    }
}

/// One folder to be retired.
pub(super) struct Retirement<'a> {
    pub folder: &'a Path,
    pub beside: &'a Beside,
    /// Knows stamps of the files in `folder`, so that most need not be read.
    pub state: Option<&'a State>,
    pub hook: &'a Hook,
}

/// Empties and removes the folder; adds to `set_aside` what was, also when it has to stop halfway.
pub(super) fn retire(retirement: &Retirement<'_>, set_aside: &mut Vec<SetAside>) -> io::Result<()> {
    let folder = retirement.folder;
    let list = folder.join(MANIFEST_NAME);
    let is_list = fs::symlink_metadata(&list).is_ok_and(|metadata| metadata.is_file());
    let manifest = if is_list { Manifest::from_json(&fs::read(&list)?) } else { None };
    let listed = Listed::of(manifest.as_ref());
    for thing in WalkDir::new(folder).min_depth(1).follow_links(false).contents_first(true) {
        let thing = thing?;
        let relative = thing.path().strip_prefix(folder).unwrap_or(thing.path());
        retirement.hook.at(Step::Retiring)?;
        if thing.file_type().is_dir() {
            retirement.folder(thing.path(), relative, listed.has(relative, true))?;
        } else if manifest.is_none() || relative != Path::new(MANIFEST_NAME) {
            let entry = entry_of(manifest.as_ref(), relative);
            set_aside.extend(retirement.file(relative, &thing.metadata()?, entry)?);
        }
    }
    if manifest.is_some() {
        fs::remove_file(&list)?;
    }
    fs::remove_dir(folder)
}

fn entry_of(manifest: Option<&Manifest>, relative: &Path) -> Option<(OutPath, Entry)> {
    let path = OutPath::new(relative.to_str()?.replace(std::path::MAIN_SEPARATOR, "/")).ok()?;
    let entry = *manifest?.files.get(&path)?;
    Some((path, entry))
}

impl Retirement<'_> {
    /// A folder, after what was in it.
    fn folder(&self, path: &Path, relative: &Path, is_listed: bool) -> io::Result<()> {
        let new = self.beside.out.join(relative);
        if !is_listed && is_folder(&self.beside.out) && !beside::exists(&new) {
            fs::create_dir_all(&new)?;
        }
        fs::remove_dir(path)
    }

    fn file(&self, relative: &Path, metadata: &Metadata, listed: Option<(OutPath, Entry)>) -> io::Result<Option<SetAside>> {
        let (here, new) = (self.folder.join(relative), self.beside.out.join(relative));
        let there = fs::symlink_metadata(&new).ok();
        let stamp = Stamp::of(metadata);
        let is_same_file = there.as_ref().is_some_and(|there| stamp.inode != 0 && Stamp::of(there) == stamp);
        // Asked second: it may have to read the file, which a linked one never needs.
        let is_ours = || listed.as_ref().is_some_and(|(path, entry)| self.is_as_written(&here, metadata, (path, entry)));
        if is_same_file || is_ours() {
            fs::remove_file(&here)?;
            return Ok(None);
        }
        match there {
            None if listed.is_none() && is_folder(&self.beside.out) && move_in(&here, &new).is_ok() => return Ok(None),
            Some(there) if have_same_bytes((&here, metadata), (&new, &there)) => {
                // The user's own copy wins over ours, for its times and rights; of a listed file the new site's stays.
                if listed.is_none() {
                    fs::rename(&here, &new)?
                } else {
                    fs::remove_file(&here)?
                }
                return Ok(None);
            }
            _ => {}
        }
        let kept = self.free_place(relative)?;
        fs::rename(&here, &kept)?;
        Ok(Some(SetAside { path: relative.to_path_buf(), kept }))
    }

    fn is_as_written(&self, here: &Path, metadata: &Metadata, (path, entry): (&OutPath, &Entry)) -> bool {
        if !metadata.is_file() || metadata.len() != entry.bytes {
            return false;
        }
        let is_known = self.state.is_some_and(|state| state.vouches_for(path.as_str(), &Stamp::of(metadata), &entry.hash));
        is_known || hash::of_file(here).is_ok_and(|hash| hash == entry.hash)
    }

    /// A place in `NAME.kept` where nothing stands: `index.html`, then `index-2.html` and so on.
    fn free_place(&self, relative: &Path) -> io::Result<PathBuf> {
        for folder in (1..=MAX_NUMBER).map(|number| self.beside.kept(number)) {
            let is_usable = is_folder(&folder) || !beside::exists(&folder);
            let parent = folder.join(relative.parent().unwrap_or(Path::new("")));
            if !is_usable || fs::create_dir_all(&parent).is_err() {
                continue;
            }
            let place = (1..=MAX_NUMBER).map(|number| parent.join(numbered(relative, number))).find(|place| !beside::exists(place));
            if let Some(place) = place {
                return Ok(place);
            }
        }
        Err(io::Error::new(io::ErrorKind::AlreadyExists, "no free name to set a file aside"))
    }
}

fn numbered(relative: &Path, number: usize) -> std::ffi::OsString {
    if number == 1 {
        return relative.file_name().unwrap_or_default().to_owned();
    }
    let mut name = relative.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{number}"));
    if let Some(extension) = relative.extension() {
        name.push(".");
        name.push(extension);
    }
    name
}

fn move_in(here: &Path, new: &Path) -> io::Result<()> {
    if let Some(folder) = new.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::rename(here, new)
}

fn have_same_bytes((one, one_is): (&Path, &Metadata), (other, other_is): (&Path, &Metadata)) -> bool {
    let may_be = one_is.is_file() && other_is.is_file() && one_is.len() == other_is.len();
    may_be && matches!((hash::of_file(one), hash::of_file(other)), (Ok(one), Ok(other)) if one == other)
}
