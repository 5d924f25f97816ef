//! F3 `load`: folders → model. The only reader of sources, theme files and files a user names.
//!
//! 1. `layer`: `site.yml` and its chain of `extends`, nearest layer first; every folder is listed by the path `gate`;
//! 2. `text`: the files are read in parallel, decoded and looked over letter by letter (`lexical`);
//! 3. `yaml`, `front_matter` and [`syntax`](crate::syntax) parse each file on its own, in parallel; every mistake is a diagnostic;
//! 4. one file per kind turns what was typed into the model (`site_file`, `directory`, `glossary`, `emergency`, `page`);
//! 5. `unread` notes what was there and could not be read, so that its absence is no second message;
//! 6. `overlay` merges the layers by id; `nav` resolves folders to pages.
//!
//! Whether references lead somewhere is judged by `check` on the finished model.

mod contact;
mod directory;
mod emergency;
mod fields;
mod front_matter;
pub mod gate;
mod glossary;
mod layer;
pub mod lexical;
mod memory;
mod nav;
mod overlay;
mod page;
mod site_file;
mod text;
mod unread;
pub mod yaml;

use crate::diag::{Sink, SourceId, SourceMap};
use crate::model::{Asset, Audience, Layer, Site, SiteId};
pub use memory::Memory;

use gate::GatedFile;
use layer::LayerFolder;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use text::LayerTexts;

/// Everything that was read for one site.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The merged site; `None` when no `site.yml` could be read.
    pub site: Option<Site>,
    /// The texts, for messages and for the pages' bodies.
    pub sources: SourceMap,
    /// What was wrong.
    pub sink: Sink,
    /// The folders that were read, nearest layer first.
    pub inputs: Vec<InputFolder>,
    /// Theme files by layer, nearest first.
    pub theme: Vec<LayerTheme>,
}

/// One folder of sources as it was listed.
#[derive(Debug)]
pub struct InputFolder {
    /// As opened.
    pub root: PathBuf,
    /// Its files, each with the hash of what was read.
    pub files: Vec<GatedFile>,
}

/// The `theme/` folder of one layer.
#[derive(Debug, Default, PartialEq)]
pub struct LayerTheme {
    /// The layer's id.
    pub layer: String,
    /// Files by path below `theme/`; texts carry their source.
    pub files: BTreeMap<String, ThemeSource>,
}

/// One theme file as read.
#[derive(Debug, PartialEq)]
pub struct ThemeSource {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Its place in the source map, when it is a text.
    pub source: Option<SourceId>,
}

/// Reads the site in `dir` and all its bases.
#[must_use]
pub fn load(dir: &Path) -> Loaded {
    reload(dir, &mut Memory::default(), 0).unwrap_or_default()
}

/// Reads the site in `dir` again: only what changed since the loads that `memory` knows is read and parsed. `now_ns` is the time, in
/// nanoseconds since 1970. `None` when nothing that a load is made of changed.
#[must_use]
pub fn reload(dir: &Path, memory: &mut Memory, now_ns: i64) -> Option<Loaded> {
    let mut sources = memory.look(now_ns);
    let mut sink = Sink::default();
    let folders = layer::chain(dir, &mut sources, &mut sink);
    let mut texts = text::read_all(&folders, memory, &mut sources, &mut sink);
    if !memory.settle(made_of(&folders), &sink) {
        return None;
    }
    sources.close();
    memory.note_places(&sources);
    text::look_over_all(&mut texts, memory, &sources, &mut sink);
    let theme = texts.iter().zip(&folders).map(|(layer, folder)| layer_theme(layer, folder, &sources)).collect();
    let site = merge(&folders, texts, memory, &sources, &mut sink);
    sink.settle(&sources);
    let inputs = folders.into_iter().map(|folder| InputFolder { root: folder.root, files: folder.files }).collect();
    Some(Loaded { site, sources, sink, inputs, theme })
}

/// The files of all layers with their hashes; the folders too, for an empty one is an input as well.
fn made_of(folders: &[LayerFolder]) -> Vec<(String, Option<[u8; 32]>)> {
    let of_folder = |folder: &LayerFolder| {
        let files: Vec<_> = folder.files.iter().map(|file| (text::shown_name(&folder.display, &file.relative), file.digest())).collect();
        std::iter::once((folder.display.clone(), None)).chain(files).collect::<Vec<_>>()
    };
    folders.iter().flat_map(of_folder).collect()
}

/// Id and `base:` of the site in `dir`, from its `site.yml` alone; `None` when that is wrong.
#[must_use]
pub fn peek(dir: &Path) -> Option<(SiteId, bool)> {
    let file = layer::peek(dir)?;
    Some((SiteId::new(file.id.value.clone()).ok()?, file.base))
}

fn merge(folders: &[LayerFolder], texts: Vec<LayerTexts>, memory: &mut Memory, sources: &SourceMap, sink: &mut Sink) -> Option<Site> {
    let pages = page::read(&texts, &site_file::audiences(folders), memory, sources, sink);
    let agencies = directory::read_agencies(&texts, sources, sink);
    let categories = directory::read_categories(&texts, sources, sink);
    let glossary = glossary::read(&texts, sources, sink);
    let lanes = emergency::read(&texts, sources, sink);
    let mut unread = unread::find(folders, sources, sink);
    let (pages, agencies) = (page::merge(pages, &unread, sink), directory::merge_agencies(agencies, &unread, sink));
    let (categories, glossary) = (directory::merge_categories(categories, &unread, sink), glossary::merge(glossary, &unread, sink));
    let emergency = emergency::merge(lanes, &unread, sink);
    // Every file has been looked at; what follows needs to know whose handbook this is.
    let nearest = folders.first()?.file.as_ref()?;
    let layers = folders
        .iter()
        .map(|folder| match &folder.file {
            Some(file) => Layer { id: file.id.value.clone(), title: file.title.clone(), is_base: file.base },
            None => Layer { id: folder.display.clone(), title: folder.display.clone(), is_base: false },
        })
        .collect();
    let config = site_file::config(nearest, sink)?;
    let (nav, entrances) = nav::resolve(nearest, &pages, &mut unread, sink);
    let slots = site_file::slots(folders, &mut unread, sink);
    let roles = site_file::roles(folders, sink);
    let lints = site_file::lints(folders, sink);
    let assets = assets(texts);
    let audience = Audience::Staff;
    Some(Site {
        audience,
        config,
        layers,
        pages,
        agencies,
        categories,
        glossary,
        slots,
        roles,
        emergency,
        nav,
        entrances,
        assets,
        lints,
        unread,
    })
}

/// Files of `assets/`; a nearer layer's file of the same name wins, because an image has no place for a verb.
fn assets(texts: Vec<LayerTexts>) -> BTreeMap<String, Asset> {
    let mut assets = BTreeMap::new();
    for (layer, texts) in texts.into_iter().enumerate() {
        for (relative, bytes) in texts.binaries {
            if let Some(path) = relative.strip_prefix("assets/") {
                assets.entry(path.to_owned()).or_insert(Asset { bytes, layer });
            }
        }
    }
    assets
}

fn layer_theme(texts: &LayerTexts, folder: &LayerFolder, sources: &SourceMap) -> LayerTheme {
    let mut files = BTreeMap::new();
    for text in &texts.theme {
        let bytes = sources.file(text.source).map(|file| file.text.clone().into_bytes()).unwrap_or_default();
        let path = text.relative.trim_start_matches("theme/").to_owned();
        files.insert(path, ThemeSource { bytes, source: Some(text.source) });
    }
    for (relative, bytes) in &texts.binaries {
        if let Some(path) = relative.strip_prefix("theme/") {
            files.insert(path.to_owned(), ThemeSource { bytes: bytes.to_vec(), source: None });
        }
    }
    let layer = folder.file.as_ref().map_or_else(|| folder.display.clone(), |file| file.id.value.clone());
    LayerTheme { layer, files }
}
