//! F5 `theme`: the files of a theme in layers → what `render` needs of it. Pure: the files are handed in, nothing is read here.
//!
//! A theme is a set of files by path. The layers of a handbook stand nearest first; the theme embedded in the binary stands last and is
//! called `default`. A file is looked up in that order, so a layer replaces a file by having one of the same path, and:
//!
//! 1. `theme.yml` of a layer *adds* styles, scripts and bundles to those below; it lists nothing else;
//! 2. `templates/NAME` is registered as `LAYER/NAME`, the embedded one as `default/NAME`; the plain name means the nearest. So an override
//!    says `{% extends "default/page.html" %}` and fills a block;
//! 3. `i18n/LANG.yml` is merged per key; what a language lacks is taken from `ja` of the default theme;
//! 4. groups of spellings in `search/variants.yml` are *added* to those below;
//! 5. styles and scripts become one file each, named by their content, and one more of each for the `bundles` that only some pages
//!    load (to which a layer's manifest may add too); `assets/…` is copied as it is.
//!
//! A layer's file that does none of this is warned about: it is a typing error more often than not.
//!
//! ## Where the look of the default theme comes from
//!
//! Designed for 1366×768 at 125–150 % first, then 320 px, then wide; one type scale, one scale of spaces, colours by role (`tokens.css`).
//! Three public services do the same tasks well. What was taken from each as an idea (no code, no sentence):
//!
//! | from | taken | where it shows |
//! |---|---|---|
//! | デジタル庁デザインシステム | tokens for colour, size and radius (vendored with its licence); the double focus ring, seen on any ground; links are underlined; a mark says its state in words; the emergency banner comes before the header | `tokens.css`, `base.css`, status strip, emergency lane |
//! | GOV.UK Design System, step by step | a page answers one question; steps are numbered and begin with who does what; what, by when and with what stand together; phone, hours and purpose in one place; facts as a list of terms; contents of long pages; plain titles that say the task | stage pages, entrances, agency pages, contents of a page |
//! | NHS care cards, do and don't lists | how urgent it is stands in words, the colour only helps; few warnings, for text between two of them is overlooked; what to avoid is said as clearly as what to do | emergency lane, callouts, 話し方・避けること; stage pages keep warnings out of their head |
//!
//! Left aside on purpose: web fonts and icons of the network (nothing leaves the folder), folded answers (they do not print), and dark colours
//! (two palettes to check, and paper is white).

mod assemble;
mod bundle;
mod contrast;
mod embedded;
mod layers;
mod read;
mod strings;
mod unused;
mod variants;

pub use contrast::{Need, Pair, pairs, ratio};

use crate::diag::SourceId;
use std::collections::BTreeMap;

/// Name of the embedded theme, and the prefix of its templates.
pub const DEFAULT: &str = "default";

/// The version of the theme API: the views, blocks and hooks that templates rely on.
pub const API: u32 = 1;

/// Groups that one `search/variants.yml` may hold.
pub const MAX_VARIANT_GROUPS: usize = 2_000;

/// Spellings of one group: a word of the search has no more forms.
pub const MAX_VARIANT_SPELLINGS: usize = 16;

/// Characters of one spelling.
pub const MAX_VARIANT_CHARACTERS: usize = 40;

/// A file of a layer's theme.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    /// The content.
    pub bytes: Vec<u8>,
    /// The file in the run's sources, for messages; `None` for embedded and binary files.
    pub source: Option<SourceId>,
}

/// The theme files of one layer of a handbook.
#[derive(Clone, Debug)]
pub struct ThemeLayer {
    /// The layer's name: prefix of its templates.
    pub name: String,
    /// Files by `/`-separated path below the theme folder.
    pub files: BTreeMap<String, ThemeFile>,
}

/// A template as it is to be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeTemplate {
    /// `LAYER/NAME`.
    pub name: String,
    /// The text without a byte order mark.
    pub text: String,
    /// The file in the run's sources; `None` for embedded ones.
    pub source: Option<SourceId>,
    /// Bytes of the file before `text`.
    pub skipped: usize,
}

/// A file of the built site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeAsset {
    /// Path below the site folder.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// A theme put together from all layers.
#[derive(Clone, Debug)]
pub struct Theme {
    templates: Vec<ThemeTemplate>,
    prefixes: Vec<String>,
    strings: BTreeMap<String, String>,
    search_variants: Vec<Vec<String>>,
    styles: Vec<ThemeAsset>,
    scripts: Vec<ThemeAsset>,
    bundles: Vec<ThemeBundle>,
    assets: Vec<ThemeAsset>,
}

/// A style sheet or script that only some pages load.
#[derive(Clone, Debug)]
struct ThemeBundle {
    name: String,
    is_style: bool,
    asset: ThemeAsset,
}

impl Theme {
    /// All templates of all layers, embedded ones last.
    #[must_use]
    pub fn templates(&self) -> &[ThemeTemplate] {
        &self.templates
    }

    /// What a plain template name is tried with, nearest first: `otaru/`, `common/`, `default/`.
    #[must_use]
    pub fn prefixes(&self) -> &[String] {
        &self.prefixes
    }

    /// `t`: the visible texts by key.
    #[must_use]
    pub fn strings(&self) -> &BTreeMap<String, String> {
        &self.strings
    }

    /// Groups of spellings that readers mean alike: the search looks for all of a group when one was typed.
    #[must_use]
    pub fn search_variants(&self) -> &[Vec<String>] {
        &self.search_variants
    }

    /// Paths of the style sheets below the site folder, for `shared.styles`.
    pub fn styles(&self) -> impl Iterator<Item = &str> {
        self.styles.iter().map(|asset| asset.path.as_str())
    }

    /// Paths of the scripts below the site folder, for `shared.scripts`.
    pub fn scripts(&self) -> impl Iterator<Item = &str> {
        self.scripts.iter().map(|asset| asset.path.as_str())
    }

    /// Paths below the site folder of what only pages that name a bundle load: style sheets, or scripts.
    pub fn bundle(&self, name: &str, is_style: bool) -> impl Iterator<Item = &str> {
        self.bundles
            .iter()
            .filter(move |bundle| bundle.name == name && bundle.is_style == is_style)
            .map(|bundle| bundle.asset.path.as_str())
    }

    /// Every file to put into the site: styles, scripts, assets.
    pub fn files(&self) -> impl Iterator<Item = &ThemeAsset> {
        self.styles.iter().chain(&self.scripts).chain(self.bundles.iter().map(|bundle| &bundle.asset)).chain(&self.assets)
    }
}
