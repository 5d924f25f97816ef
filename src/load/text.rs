//! The files of one layer, read in parallel: looked over before any parser sees them, then parsed, each on its own. What comes out does not
//! depend on the handbook that uses the layer, so all handbooks of a run share it.

use super::gate::GatedFile;
use super::layer::SiteText;
use super::page::PageFile;
use super::reading::{Made, Reading};
use super::yaml::Node;
use crate::diag::{Sink, SourceId, SourceMap};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A text that was read.
#[derive(Clone, Debug)]
pub(super) struct SourceText {
    /// Path below the layer's folder.
    pub relative: String,
    /// Its place in the source map.
    pub source: SourceId,
}

/// A YAML file that was read.
#[derive(Debug)]
pub(super) struct DataFile {
    /// Path below the layer's folder.
    pub relative: String,
    /// What stands in it.
    pub node: Arc<Node>,
}

/// The files of one layer.
#[derive(Debug, Default)]
pub(super) struct LayerTexts {
    /// What its `site.yml` says; `None` when it could not be read.
    pub site: Option<Arc<SiteText>>,
    /// `guide/**/*.md` that could be parsed.
    pub pages: Vec<Arc<PageFile>>,
    /// `*.yml` that could be parsed.
    pub data: Vec<DataFile>,
    /// `theme/**` that are texts.
    pub theme: Vec<SourceText>,
    /// Everything else, by path below the layer's folder.
    pub binaries: Vec<(String, Arc<Vec<u8>>)>,
    /// The places of all texts in the source map.
    pub sources: Arc<BTreeSet<SourceId>>,
}

impl LayerTexts {
    /// The data file of exactly this name.
    pub fn data_file(&self, relative: &str) -> Option<&DataFile> {
        self.data.iter().find(|file| file.relative == relative)
    }

    /// The data files of a folder, as `agencies/`.
    pub fn data_folder<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a DataFile> {
        self.data.iter().filter(move |file| file.relative.starts_with(folder))
    }

    fn take(&mut self, relative: &str, source: SourceId, made: &Made) {
        let relative = relative.to_owned();
        match made {
            Made::Site(site) => self.site.clone_from(site),
            Made::Page(page) => self.pages.extend(page.clone()),
            Made::Data(node) => self.data.extend(node.clone().map(|node| DataFile { relative, node })),
            Made::Theme => self.theme.push(SourceText { relative, source }),
            Made::Nothing => {}
        }
    }
}

/// What a look at the files of a layer knows and leaves for the next one.
#[derive(Debug, Default)]
pub(super) struct Readings {
    by_path: BTreeMap<String, Reading>,
}

impl Readings {
    /// Reads the files of a layer. The source map is filled in the order of the sorted list, whatever thread was first.
    pub fn read_all(
        &mut self,
        (files, display): (&[GatedFile], &str),
        looked_ns: i64,
        sources: &mut SourceMap,
        sink: &mut Sink,
    ) -> LayerTexts {
        let known = &self.by_path;
        let read: Vec<(String, Reading)> = files
            .par_iter()
            .map(|file| {
                let name = shown_name(display, &file.relative);
                let reading = Reading::new(file, &name, known.get(&file.relative), looked_ns);
                (name, reading)
            })
            .collect();
        let mut placed: Vec<(&str, Option<SourceId>, Reading)> = Vec::new();
        for (file, (name, reading)) in files.iter().zip(read) {
            placed.push((&file.relative, reading.place(&name, sources), reading));
        }
        let parsed: Vec<_> =
            placed.par_iter_mut().map(|(relative, source, reading)| source.map(|source| reading.parse(relative, source))).collect();
        let mut texts =
            LayerTexts { sources: Arc::new(placed.iter().filter_map(|(_, source, _)| *source).collect()), ..LayerTexts::default() };
        for ((relative, _, reading), parsed) in placed.iter().zip(parsed) {
            texts.binaries.extend(reading.bytes().map(|bytes| ((*relative).to_owned(), Arc::clone(bytes))));
            if let Some(parsed) = parsed {
                sink.append(parsed.problems.clone());
                texts.take(relative, parsed.source, &parsed.made);
            }
        }
        self.by_path = placed.into_iter().map(|(relative, _, reading)| (relative.to_owned(), reading)).collect();
        texts
    }
}

/// The name of a file in messages.
pub(super) fn shown_name(display: &str, relative: &str) -> String {
    if display == "." { relative.to_owned() } else { format!("{display}/{relative}") }
}
