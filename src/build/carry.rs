//! Step 5a: files in the site's folder that we never wrote go into the new site at the same place, before the exchange.
//!
//! They are linked, not moved, so that a kill at any moment finds them in the old site, the new one, or both.

use super::beside;
use super::error::BuildError;
use super::manifest::{MANIFEST_NAME, Manifest};
use super::staging::with_folder;
use crate::diag::Code;
use crate::render::OutPath;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// The listed files and the folders that exist for them.
pub(super) struct Listed<'a> {
    manifest: Option<&'a Manifest>,
    folders: BTreeSet<&'a str>,
}

impl<'a> Listed<'a> {
    pub fn of(manifest: Option<&'a Manifest>) -> Self {
        let mut folders = BTreeSet::new();
        for path in manifest.iter().flat_map(|manifest| manifest.files.keys()) {
            let mut rest = path.as_str();
            while let Some((folder, _)) = rest.rsplit_once('/') {
                if !folders.insert(folder) {
                    break;
                }
                rest = folder;
            }
        }
        Self { manifest, folders }
    }

    /// Whether the thing at `relative` is there because of us.
    pub fn has(&self, relative: &Path, is_folder: bool) -> bool {
        // A name that is not UTF-8 was never ours; on Windows the parts are joined by `\`.
        let Some(relative) = relative.to_str().map(|text| text.replace(std::path::MAIN_SEPARATOR, "/")) else { return false };
        if is_folder {
            return self.folders.contains(relative.as_str());
        }
        let Some(manifest) = self.manifest else { return false };
        relative == MANIFEST_NAME || OutPath::new(relative).is_ok_and(|path| manifest.files.contains_key(&path))
    }
}

/// Links (or copies) everything foreign from `out` to `staging`.
///
/// A thing that can be neither linked nor copied, such as a named pipe, is moved after the exchange by `retire`.
pub(super) fn carry_over(out: &Path, old: Option<&Manifest>, staging: &Path) -> Result<(), BuildError> {
    let listed = Listed::of(old);
    for entry in WalkDir::new(out).min_depth(1).follow_links(false) {
        let entry = entry.map_err(|error| BuildError::failed(out, error.into()))?;
        let relative = entry.path().strip_prefix(out).unwrap_or(entry.path());
        let is_folder = entry.file_type().is_dir();
        if listed.has(relative, is_folder) {
            continue;
        }
        let new = staging.join(relative);
        // Asked of the file system and not of the list, so that it also holds where `A` and `a` are one name.
        let is_taken = if is_folder { beside::exists(&new) && !new.is_dir() } else { beside::exists(&new) };
        if is_taken {
            return Err(conflict(out, relative));
        }
        if is_folder {
            fs::create_dir_all(&new).map_err(|error| BuildError::failed(&new, error))?;
            continue;
        }
        let is_linked = with_folder(&new, |new| fs::hard_link(entry.path(), new)).is_ok();
        if !is_linked && entry.file_type().is_file() {
            with_folder(&new, |new| fs::copy(entry.path(), new)).map_err(|error| BuildError::failed(&new, error))?;
        }
    }
    Ok(())
}

fn conflict(out: &Path, relative: &Path) -> BuildError {
    let (out, relative) = (out.display(), relative.display());
    BuildError::new(
        Code::OutputNotOurs,
        format!(
            "出力先「{out}」に、Shirube が作ったものではない「{relative}」があり、新しいサイトの同じ名前とぶつかります。名前を変えるか、よそへ移してください"
        ),
        format!("{relative} in {out} was not made by Shirube and stands where the new site has a file; rename it or move it away"),
    )
}
