//! Which sites a command is about: one handbook's folder, or a folder in which handbooks stand side by side.

use crate::diag::{Language, Text};
use std::fs;
use std::path::{Path, PathBuf};

/// The handbooks of one command, sorted by folder name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// Folders that hold a `site.yml`.
    pub sites: Vec<PathBuf>,
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
            return Ok(Self { sites: vec![folder.to_owned()], is_single: true });
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
        Ok(Self { sites, is_single: false })
    }
}

fn is_site(folder: &Path) -> bool {
    folder.join("site.yml").is_file()
}
