//! `index.html` above several handbooks in one folder: written anew only while it is ours and nobody has edited it.
//!
//! The page ends with the sum of what stands before it. Where the sum is missing or wrong, the file is somebody's own and stays.

use super::{MANIFEST_NAME, Manifest, hash};
use crate::load::SiteHead;
use crate::render::{EntryHandbook, entry_page};
use std::fs;
use std::io;
use std::path::Path;

/// Name of the entry page.
const ENTRY: &str = "index.html";

/// What stands before the sum.
const MARK: &str = "\n<!-- shirube-entry ";

/// What became of the entry page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryOutcome {
    /// It was written.
    Written,
    /// It says already what it should.
    Unchanged,
    /// There is nothing to list.
    NothingToList,
    /// An `index.html` that is not ours, or was edited, stands there; it was not touched.
    NotOurs,
}

/// Lists the handbooks that stand in folders of their own below `folder`.
///
/// # Errors
/// When the page cannot be read or written.
pub fn publish_entry(folder: &Path, heads: &[SiteHead]) -> io::Result<EntryOutcome> {
    let mut style = None;
    let mut handbooks = Vec::new();
    for head in heads {
        let id = head.id.as_str();
        let Ok(json) = fs::read(folder.join(id).join(MANIFEST_NAME)) else { continue };
        let Some(manifest) = Manifest::from_json(&json) else { continue };
        let is_style = |path: &&str| path.starts_with("assets/") && path.ends_with(".css");
        style = style.or_else(|| manifest.files.keys().map(|path| path.as_str()).find(is_style).map(|path| format!("{id}/{path}")));
        handbooks.push(EntryHandbook {
            href: format!("{id}/index.html"),
            title: head.title.clone(),
            subtitle: head.subtitle.clone(),
            publisher: head.publisher.clone(),
            edition: head.edition.clone(),
            status: head.status,
        });
    }
    let Some(page) = style.filter(|_| handbooks.len() > 1).and_then(|style| entry_page(&handbooks, &style)) else {
        return Ok(EntryOutcome::NothingToList);
    };
    let path = folder.join(ENTRY);
    let old = match fs::read(&path) {
        Ok(bytes) if !is_ours(&bytes) => return Ok(EntryOutcome::NotOurs),
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let new = signed(&page);
    if old.as_deref() == Some(new.as_bytes()) {
        return Ok(EntryOutcome::Unchanged);
    }
    // Beside it and then renamed, so that a reader has the old page or the new one.
    let draft = folder.join(".index.shirube-draft");
    fs::write(&draft, new)?;
    fs::rename(&draft, &path)?;
    Ok(EntryOutcome::Written)
}

fn signed(page: &str) -> String {
    let page = page.trim_end();
    let mut signed = format!("{page}{MARK}");
    hash::push_hex(&mut signed, &hash::of(page.as_bytes()));
    signed.push_str(" -->\n");
    signed
}

fn is_ours(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let Some((page, end)) = text.rsplit_once(MARK) else { return false };
    end.strip_suffix(" -->\n").and_then(hash::from_hex).is_some_and(|sum| sum == hash::of(page.as_bytes()))
}
