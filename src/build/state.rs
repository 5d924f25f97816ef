//! Steps 1 and 7: what the last build saw, so that an unchanged one costs a look at each file and no reading.
//!
//! Input: stamps of sources and of the published site. Output: "nothing changed", or nothing. The state lies beside the site, not in it: it
//! holds times and paths of this machine, and no byte of a site depends on it. Lost or damaged, it costs one full build. Of the sources it
//! holds sums and no names: it lies among the sites and may be copied with them, and a name may tell what is for staff only.
//!
//! A stamp is believed only if the file was at rest when it was looked at: an edit within the same tick of the clock would leave
//! the stamp as it is. [`Stamp::is_at_rest`] draws the line; a file on the wrong side of it is hashed, and the fresh stamp noted.

use super::beside::{self, Beside, Lock};
use super::fingerprint::{SourceRoot, digest_of};
use super::hash::{self, Hash};
use super::manifest::{MANIFEST_NAME, Manifest};
use super::publish::BuildRecord;
use super::target::Target;
use crate::diag::{Sink, SourceMap};
use crate::load::gate::{self, GatedFile, Stamp};
use std::env;
use std::fs;
use std::path::Path;

mod text;

/// The last build stands; nothing has to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UpToDate {
    /// Files of the site, its list not counted.
    pub files: usize,
    /// Warnings the last build gave.
    pub warnings: usize,
}

/// One source as it was seen; its name is only in the sum of its root.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SeenSource {
    stamp: Stamp,
    hash: Hash,
}

/// One published file as it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    path: String,
    stamp: Stamp,
    hash: Hash,
}

/// One folder of sources as it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SeenRoot {
    path: String,
    /// Sum of the names of its files, in order.
    names: Hash,
    files: Vec<SeenSource>,
}

/// What the last build saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    tool: String,
    options: Hash,
    /// Source stamps from this time on are not believed.
    sources_ns: i64,
    /// Site stamps from this time on are not believed.
    site_ns: i64,
    warnings: usize,
    roots: Vec<SeenRoot>,
    /// Sorted by path; the list is among them.
    site: Vec<Seen>,
}

/// Whether a build of `site` into `out` with these options would change nothing. Touches no file of the site.
///
/// Compares version and program, options, the files of all source folders of the last build (added, removed and renamed ones too) and the
/// published files. Files that are not ours in `out` do not matter.
#[must_use]
pub fn is_up_to_date(options_key: &str, site: &Path, out: &Path) -> Option<UpToDate> {
    let beside = Beside::find(out).ok()?;
    let mut state = State::read(&beside.state())?;
    let is_same_build = state.tool == tool()? && state.options == hash::of(options_key.as_bytes());
    let is_same_site = state.roots.first()?.path == real_text(site)?;
    // What a killed build left may hold an edited file, so it has to be tidied up by a full one.
    let is_tidy = !beside::exists(&beside.swap()) && !beside::exists(&beside.old());
    if !is_same_build || !is_same_site || !is_tidy {
        return None;
    }
    let sources = state.doubtful_sources()?;
    let published = state.doubtful_outputs(&beside.out)?;
    if !sources.is_empty() || !published.is_empty() {
        state.look_closer(&beside, sources, published)?;
    }
    Some(UpToDate { files: state.site.len().saturating_sub(1), warnings: state.warnings })
}

impl State {
    /// The state after a publication; `None` when it cannot be told in text, or a source cannot be read any more.
    pub fn of(target: &Target, record: &BuildRecord<'_>, manifest: &Manifest) -> Option<Self> {
        let site_ns = target.lock.now_ns().ok()?;
        let out = &target.beside.out;
        let see = |path: &str, hash: Hash| -> Option<Seen> {
            let stamp = Stamp::of(&fs::symlink_metadata(out.join(path)).ok()?);
            Some(Seen { path: path.to_owned(), stamp, hash })
        };
        let mut site: Vec<Seen> = manifest.files.iter().map(|(path, entry)| see(path.as_str(), entry.hash)).collect::<Option<_>>()?;
        site.push(see(MANIFEST_NAME, hash::of(manifest.to_json().as_bytes()))?);
        site.sort_by(|a, b| a.path.cmp(&b.path));
        Some(Self {
            tool: tool()?,
            options: hash::of(record.options_key.as_bytes()),
            sources_ns: target.opened_ns,
            site_ns,
            warnings: record.warnings,
            roots: record.roots.iter().map(seen_root).collect::<Option<_>>()?,
            site,
        })
    }

    /// Whether a published file with this stamp has, beyond doubt, this content.
    pub fn vouches_for(&self, path: &str, stamp: &Stamp, hash: &Hash) -> bool {
        let found = self.site.binary_search_by(|seen| seen.path.as_str().cmp(path)).ok();
        let seen = found.and_then(|at| self.site.get(at));
        seen.is_some_and(|seen| seen.stamp == *stamp && seen.hash == *hash && stamp.is_at_rest(self.site_ns))
    }

    /// The sources that must be read to know; `None` when no reading is needed to see a change.
    fn doubtful_sources(&self) -> Option<Vec<(usize, usize, GatedFile)>> {
        let mut doubtful = Vec::new();
        for (at, root) in self.roots.iter().enumerate() {
            let mut sink = Sink::default();
            let files = gate::list(Path::new(&root.path), "", &mut SourceMap::default(), &mut sink);
            if sink.errors() > 0 || files.len() != root.files.len() || names(&files) != root.names {
                return None;
            }
            for (nth, (file, seen)) in files.into_iter().zip(&root.files).enumerate() {
                if file.len != seen.stamp.len {
                    return None;
                }
                if file.stamp != seen.stamp || !seen.stamp.is_at_rest(self.sources_ns) {
                    doubtful.push((at, nth, file));
                }
            }
        }
        Some(doubtful)
    }

    /// The published files that must be read to know; `None` when one is missing or of another size.
    fn doubtful_outputs(&self, out: &Path) -> Option<Vec<usize>> {
        let mut doubtful = Vec::new();
        for (at, seen) in self.site.iter().enumerate() {
            let metadata = fs::symlink_metadata(out.join(&seen.path)).ok()?;
            let stamp = Stamp::of(&metadata);
            if !metadata.is_file() || stamp.len != seen.stamp.len {
                return None;
            }
            if stamp != seen.stamp || !stamp.is_at_rest(self.site_ns) {
                doubtful.push(at);
            }
        }
        Some(doubtful)
    }

    /// Reads what the stamps could not tell. If all is as it was, notes the fresh stamps, so that the next time no reading is needed;
    /// not while another build is at work, because what it notes is newer.
    fn look_closer(&mut self, beside: &Beside, sources: Vec<(usize, usize, GatedFile)>, published: Vec<usize>) -> Option<()> {
        let lock = Lock::try_take(beside).ok().flatten();
        let now_ns = lock.as_ref().and_then(|lock| lock.now_ns().ok());
        for (root, nth, file) in sources {
            let stamp = Stamp::of(&fs::symlink_metadata(&file.path).ok()?);
            let seen = self.roots.get_mut(root)?.files.get_mut(nth)?;
            if digest_of(&file).ok()? != seen.hash {
                return None;
            }
            seen.stamp = stamp;
        }
        for at in published {
            let seen = self.site.get_mut(at)?;
            let path = beside.out.join(&seen.path);
            let metadata = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
            if hash::of_file(&path).ok()? != seen.hash {
                return None;
            }
            seen.stamp = Stamp::of(&metadata);
        }
        if let (Some(_lock), Some(now_ns)) = (lock, now_ns) {
            self.sources_ns = now_ns;
            self.site_ns = now_ns;
            let _ = self.write(beside);
        }
        Some(())
    }
}

fn seen_root(root: &SourceRoot<'_>) -> Option<SeenRoot> {
    let see = |file: &GatedFile| Some(SeenSource { stamp: file.stamp, hash: digest_of(file).ok()? });
    Some(SeenRoot { path: real_text(root.path)?, names: names(root.files), files: root.files.iter().map(see).collect::<Option<_>>()? })
}

/// One sum for the names of all files; none of them holds the letter that parts them.
fn names(files: &[GatedFile]) -> Hash {
    let names: Vec<&str> = files.iter().map(|file| file.relative.as_str()).collect();
    hash::of(names.join("\0").as_bytes())
}

/// A folder as one line of text; `None` where its name cannot be one.
fn real_text(path: &Path) -> Option<String> {
    let real = fs::canonicalize(path).ok()?;
    let text = real.to_str()?;
    let is_line = !text.chars().any(char::is_control);
    is_line.then(|| text.to_owned())
}

/// This program: another one of the same version (a developer's) may build another site.
fn tool() -> Option<String> {
    let stamp = Stamp::of(&fs::metadata(env::current_exe().ok()?).ok()?);
    Some(format!("{} {} {} {}", env!("CARGO_PKG_VERSION"), stamp.len, stamp.modified_ns, stamp.inode))
}
