//! Which sites a command is about: one handbook's folder, or a folder in which handbooks stand side by side.

use super::peek;
use crate::diag::{Language, Text};
use std::fs;
use std::path::{Path, PathBuf};

/// The handbooks of one command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// Folders that hold a `site.yml`: those that others extend, then the others by name.
    pub sites: Vec<PathBuf>,
    /// Folders that these extend, inside the workspace or not, each after those that it extends itself. None for a single handbook.
    pub bases: Vec<PathBuf>,
    /// Whether the folder itself is a handbook.
    pub is_single: bool,
}

/// Why a folder holds no handbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSite(Text);

impl NoSite {
    /// The reason in one language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        self.0.get(language)
    }
}

impl Workspace {
    /// Looks for `site.yml` in the folder, then in the folders right below it.
    ///
    /// # Errors
    /// [`NoSite`] when there is none.
    pub fn find(folder: &Path) -> Result<Self, NoSite> {
        if is_site(folder) {
            return Ok(Self { sites: vec![folder.to_owned()], bases: Vec::new(), is_single: true });
        }
        let shown = folder.display();
        let entries = fs::read_dir(folder).map_err(|error| {
            NoSite(Text::new(format!("フォルダー「{shown}」を開けません: {error}"), format!("cannot open the folder `{shown}`: {error}")))
        })?;
        let mut sites: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| is_site(path)).collect();
        sites.sort();
        if sites.is_empty() {
            return Err(NoSite(Text::new(
                format!("「{shown}」に手引き（site.yml のあるフォルダー）がありません"),
                format!("no handbook (a folder with site.yml) in `{shown}`"),
            )));
        }
        let bases = bases(&sites);
        // The sort is stable, so handbooks that nobody extends stay in the order of their names.
        sites.sort_by_key(|site| place(&bases, site).unwrap_or(usize::MAX));
        Ok(Self { sites, bases, is_single: false })
    }

    /// Whether other handbooks of the workspace extend the one in `folder`.
    #[must_use]
    pub fn is_extended(&self, folder: &Path) -> bool {
        place(&self.bases, folder).is_some()
    }
}

fn bases(sites: &[PathBuf]) -> Vec<PathBuf> {
    let mut bases = Vec::new();
    for site in sites {
        put_bases(&mut Vec::new(), site, &mut bases);
    }
    bases
}

/// Puts what a handbook extends before the handbook itself. A circle, which the check of each of its handbooks names, ends it.
fn put_bases(above: &mut Vec<PathBuf>, site: &Path, bases: &mut Vec<PathBuf>) {
    let Some(base) = peek(site).and_then(|head| head.extends).filter(|base| is_site(base)) else { return };
    if place(bases, &base).is_some() || place(above, &base).is_some() {
        return;
    }
    above.push(site.to_owned());
    put_bases(above, &base, bases);
    bases.push(base);
}

fn place(folders: &[PathBuf], folder: &Path) -> Option<usize> {
    let real = |folder: &Path| folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let wanted = real(folder);
    folders.iter().position(|folder| real(folder) == wanted)
}

fn is_site(folder: &Path) -> bool {
    folder.join("site.yml").is_file()
}
