//! F3 `load`: folders → model. The only reader of sources, theme files and files a user names.
//!
//! 1. `library`: the chain of `extends`, nearest layer first; every folder (`layer`) is listed by the path `gate`;
//! 2. `text`: the files of a layer are read in parallel, decoded, looked over letter by letter (`lexical`) and parsed (`yaml`,
//!    `front_matter`, [`syntax`](crate::syntax)), each on its own (`reading`); a [`Library`] keeps what came out for the other handbooks of the
//!    run, and for the next one;
//! 3. `overlay` makes one of the layers, still as typed: `stack` knows who is who, `inherited` does so for `site.yml`;
//! 4. one file per kind turns what is left into the model (`kinds` calls them: `site_file`, `directory`, `glossary`, `emergency`, `page`, `table`, `rules`,
//!    `cases`, `calendar`, `duties`, `flow`, `checklist`, `agenda` with `agenda_timetable`, `form`; `phrase` reads Markdown within them); every mistake is a diagnostic at the words of the layer that made it. What a nearer layer replaced or removed is not decoded: it is in no handbook;
//! 5. `unread` notes what was there and could not be read, so that its absence is no second message;
//! 6. `nav` resolves folders to pages.
//!
//! [`office`] reads what an office file of `assets/` says, for `check` to compare.
//!
//! Whether references lead somewhere is judged by `check` on the finished model.

mod agenda;
mod agenda_timetable;
mod calendar;
mod cases;
mod checklist;
mod contact;
mod directory;
mod duties;
mod emergency;
mod fields;
mod flow;
mod form;
mod front_matter;
pub mod gate;
mod glossary;
mod inherited;
mod kinds;
mod layer;
pub mod lexical;
mod library;
mod nav;
pub mod office;
mod overlay;
mod page;
mod phrase;
mod reading;
mod rules;
pub mod schema;
mod site_file;
mod stack;
mod table;
mod text;
mod unread;
pub mod yaml;

use crate::diag::{Sink, SourceFile, SourceId, SourceMap};
use crate::model::{Asset, Audience, Case, Layer, Site, SiteId};
use gate::GatedFile;
use inherited::Inherited;
use kinds::Kinds;
use layer::LayerFolder;
pub use library::Library;
use page::Composed;
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
    /// The same and, last, a base that was named and is not there.
    pub looked_in: Vec<PathBuf>,
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
    Library::default().load(dir)
}

/// Reads worked examples of rules from a file that need not be one of a handbook; `name` is shown in messages.
#[must_use]
pub fn cases(name: &str, bytes: Vec<u8>, sources: &mut SourceMap, sink: &mut Sink) -> Vec<Case> {
    match lexical::decode_text(bytes) {
        Ok(text) => {
            let source = sources.add(SourceFile::new(name.to_owned(), text.clone()));
            cases::read(&text, source, sink)
        }
        Err(problem) => {
            let source = sources.add(SourceFile::new(name.to_owned(), problem.text.clone()));
            sink.push(problem.into_diagnostic(source));
            Vec::new()
        }
    }
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
    /// The folder of the handbook that it extends.
    pub extends: Option<PathBuf>,
}

/// The head of the site in `dir`, from its `site.yml` alone; `None` when that is wrong.
#[must_use]
pub fn peek(dir: &Path) -> Option<SiteHead> {
    layer::peek(dir)
}

fn merge(folders: &[Arc<LayerFolder>], composed: &mut Composed, sources: &mut SourceMap, sink: &mut Sink) -> Option<Site> {
    let mut unread = unread::of_layers(folders);
    unread::find(folders, sources, sink, &mut unread);
    let mut stack = Stack::new(folders, unread);
    let mut found = Sink::default();
    let audiences = site_file::audiences(folders);
    let kinds = Kinds::merge(&mut stack, &audiences, (sources, composed), &mut found);
    unread::find(folders, sources, &found, &mut stack.unread);
    let cases = cases::merge(&mut stack, &kinds.rules, &mut found);
    sink.append(found);
    let inherited = inherited::merge(&mut stack, sink);
    sink.append(std::mem::take(&mut stack.sink));
    // Every file has been looked at; what follows needs to know whose handbook this is.
    let nearest = folders.first()?.site()?;
    let inherited = inherited.unwrap_or_else(|| nothing_inherited(&mut stack));
    let config = site_file::config(nearest, sink)?;
    let (nav, entrances) = nav::resolve(&inherited, &kinds, &mut stack, sink);
    let slots = site_file::slots(&inherited.slots, &inherited.bind, &mut stack, sink);
    let roles = site_file::roles(&inherited.roles, sink);
    let lints = site_file::lints(&inherited.lints, sink);
    let Stack { unread, removed, .. } = stack;
    Some(Site {
        audience: Audience::Staff,
        config,
        layers: folders.iter().map(|folder| layer_of(folder)).collect(),
        pages: kinds.pages,
        agencies: kinds.agencies,
        categories: kinds.categories,
        glossary: kinds.glossary,
        tables: kinds.tables,
        flows: kinds.flows,
        checklists: kinds.checklists,
        agendas: kinds.agendas,
        forms: kinds.forms,
        rules: kinds.rules,
        cases,
        calendar: kinds.calendar,
        duties: kinds.duties,
        slots,
        roles,
        emergency: kinds.emergency,
        nav,
        entrances,
        assets: assets(folders),
        lints,
        unread,
        removed,
    })
}

/// What stands in for a `site.yml` that could not be read: anything may be in it.
fn nothing_inherited(stack: &mut Stack<'_>) -> Inherited {
    stack.unread.note_everything();
    Inherited::default()
}

fn layer_of(folder: &LayerFolder) -> Layer {
    let (id, sources) = (folder.name().to_owned(), Arc::clone(&folder.texts.sources));
    match folder.site() {
        Some(file) => Layer { id, title: file.title.clone(), is_base: file.base, sources },
        None => Layer { title: id.clone(), id, is_base: false, sources },
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
    LayerTheme { layer: folder.name().to_owned(), files }
}
