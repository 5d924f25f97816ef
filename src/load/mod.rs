//! F3 `load`: folders → model. The only reader of sources, theme files and files a user names.
//!
//! 1. `layer`: `site.yml` and its chain of `extends`, nearest layer first; every folder is listed by the path `gate`;
//! 2. `text`: the files of a layer are read in parallel, decoded, looked over letter by letter (`lexical`) and parsed (`yaml`,
//!    `front_matter`, [`syntax`](crate::syntax)), each on its own; a [`Library`] keeps what came out for the other handbooks of the run;
//! 3. `overlay` makes one of the layers, still as typed: `stack` knows who is who, `inherited` does so for `site.yml`;
//! 4. one file per kind turns what is left into the model (`site_file`, `directory`, `glossary`, `emergency`, `page`, `table`, `rules`,
//!    `cases`, `calendar`, `duties`); every mistake is a
//!    diagnostic at the words of the layer that made it. What a nearer layer replaced or removed is not decoded: it is in no handbook;
//! 5. `unread` notes what was there and could not be read, so that its absence is no second message;
//! 6. `nav` resolves folders to pages.
//!
//! Whether references lead somewhere is judged by `check` on the finished model.

mod calendar;
mod cases;
mod contact;
mod directory;
mod duties;
mod emergency;
mod fields;
mod front_matter;
pub mod gate;
mod glossary;
mod inherited;
mod layer;
pub mod lexical;
mod nav;
mod overlay;
mod page;
mod rules;
pub mod schema;
mod site_file;
mod stack;
mod table;
mod text;
mod unread;
pub mod yaml;

use crate::diag::{Sink, SourceId, SourceMap};
use crate::model::{Asset, Audience, Layer, Site, SiteId};
use gate::GatedFile;
use inherited::Inherited;
use layer::{LayerFolder, Shelf};
use stack::Stack;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    pub files: Arc<Vec<GatedFile>>,
}

/// The `theme/` folder of one layer.
#[derive(Debug, Default)]
pub struct LayerTheme {
    /// The layer's id.
    pub layer: String,
    /// Files by path below `theme/`; texts carry their source.
    pub files: BTreeMap<String, ThemeSource>,
}

/// One theme file as read.
#[derive(Debug)]
pub struct ThemeSource {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Its place in the source map, when it is a text.
    pub source: Option<SourceId>,
}

/// The layers that were read in one run. Handbooks that extend the same base share its files: they are read, looked over, parsed and
/// outlined once. A file that changes while the run goes on is as it was when it was read first.
#[derive(Debug, Default)]
pub struct Library(Shelf);

impl Library {
    /// Reads the site in `dir` and those of its bases that were not read yet.
    #[must_use]
    pub fn load(&mut self, dir: &Path) -> Loaded {
        let mut sink = Sink::default();
        let folders = self.0.chain(dir, &mut sink);
        let mut sources = self.0.sources.clone();
        let theme = folders.iter().map(|folder| layer_theme(folder, &sources)).collect();
        let site = merge(&folders, &mut sources, &mut sink);
        sink.settle(&sources);
        let input = |folder: &Arc<LayerFolder>| InputFolder { root: folder.root.clone(), files: Arc::clone(&folder.files) };
        Loaded { site, inputs: folders.iter().map(input).collect(), sources, sink, theme }
    }
}

/// Reads the site in `dir` and all its bases.
#[must_use]
pub fn load(dir: &Path) -> Loaded {
    Library::default().load(dir)
}

/// What `site.yml` says of a handbook before anything else is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteHead {
    /// Name of the output folder.
    pub id: SiteId,
    /// 題名
    pub title: String,
    /// 副題
    pub subtitle: Option<String>,
    /// 発行
    pub publisher: String,
    /// 版
    pub edition: String,
    /// `sample`, `draft` or `approved`
    pub status: &'static str,
    /// Whether it is only a base of others.
    pub is_base: bool,
}

/// The head of the site in `dir`, from its `site.yml` alone; `None` when that is wrong.
#[must_use]
pub fn peek(dir: &Path) -> Option<SiteHead> {
    layer::peek(dir)?.head()
}

fn merge(folders: &[Arc<LayerFolder>], sources: &mut SourceMap, sink: &mut Sink) -> Option<Site> {
    let mut unread = unread::of_layers(folders);
    unread::find(folders, sources, sink, &mut unread);
    let mut stack = Stack::new(folders, unread);
    let mut found = Sink::default();
    let pages = page::merge(&mut stack, &site_file::audiences(folders), sources, &mut found);
    let agencies = directory::merge_agencies(&mut stack, &mut found);
    let categories = directory::merge_categories(&mut stack, &mut found);
    let glossary = glossary::merge(&mut stack, sources, &mut found);
    let tables = table::merge(&mut stack, &mut found);
    let rules = rules::merge(&mut stack, &mut found);
    let calendar = calendar::merge(&mut stack, &mut found);
    let duties = duties::merge(&mut stack, &mut found);
    let emergency = emergency::merge(&mut stack, &mut found);
    unread::find(folders, sources, &found, &mut stack.unread);
    let cases = cases::merge(&mut stack, &rules, &mut found);
    sink.append(found);
    let inherited = inherited::merge(&mut stack, sink);
    sink.append(std::mem::take(&mut stack.sink));
    // Every file has been looked at; what follows needs to know whose handbook this is.
    let (nearest, _) = folders.first()?.file.as_ref()?;
    let inherited = inherited.unwrap_or_else(|| {
        stack.unread.note_everything();
        Inherited::default()
    });
    let config = site_file::config(nearest, sink)?;
    let (nav, entrances) = nav::resolve(&inherited, (&pages, &rules), &mut stack, sink);
    let slots = site_file::slots(&inherited.slots, &inherited.bind, &mut stack, sink);
    let roles = site_file::roles(&inherited.roles, sink);
    let lints = site_file::lints(&inherited.lints, sink);
    let Stack { unread, removed, .. } = stack;
    Some(Site {
        audience: Audience::Staff,
        config,
        layers: folders.iter().map(|folder| layer_of(folder)).collect(),
        pages,
        agencies,
        categories,
        glossary,
        tables,
        rules,
        cases,
        calendar,
        duties,
        slots,
        roles,
        emergency,
        nav,
        entrances,
        assets: assets(folders),
        lints,
        unread,
        removed,
    })
}

fn layer_of(folder: &LayerFolder) -> Layer {
    let sources = folder.sources.clone();
    match &folder.file {
        Some((file, _)) => Layer { id: file.id.value.clone(), title: file.title.clone(), is_base: file.base, sources },
        None => Layer { id: folder.display.clone(), title: folder.display.clone(), is_base: false, sources },
    }
}

/// Files of `assets/`; a nearer layer's file of the same name wins, because an image has no place for a verb.
fn assets(folders: &[Arc<LayerFolder>]) -> BTreeMap<String, Asset> {
    let mut assets = BTreeMap::new();
    for (layer, folder) in folders.iter().enumerate() {
        for (relative, bytes) in &folder.texts.binaries {
            if let Some(path) = relative.strip_prefix("assets/") {
                assets.entry(path.to_owned()).or_insert_with(|| Asset { bytes: Arc::clone(bytes), layer });
            }
        }
    }
    assets
}

fn layer_theme(folder: &LayerFolder, sources: &SourceMap) -> LayerTheme {
    let mut files = BTreeMap::new();
    for text in &folder.texts.theme {
        let bytes = sources.file(text.source).map(|file| file.text.clone().into_bytes()).unwrap_or_default();
        let path = text.relative.trim_start_matches("theme/").to_owned();
        files.insert(path, ThemeSource { bytes, source: Some(text.source) });
    }
    for (relative, bytes) in &folder.texts.binaries {
        if let Some(path) = relative.strip_prefix("theme/") {
            files.insert(path.to_owned(), ThemeSource { bytes: bytes.as_ref().clone(), source: None });
        }
    }
    let layer = folder.file.as_ref().map_or_else(|| folder.display.clone(), |(file, _)| file.id.value.clone());
    LayerTheme { layer, files }
}
