//! The YAML shapes of a theme: the manifest, flat texts, groups of spellings. The one place of this floor that decodes YAML.

use super::layers::TextFile;
use crate::diag::{Sink, SourceId, Span, Spanned};
use crate::load::lexical::{self, TextKind};
use crate::load::yaml;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// `theme.yml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// Version of the theme API it was written for.
    pub api: u32,
    /// Styles in order.
    #[serde(default)]
    pub styles: Vec<String>,
    /// Scripts in order.
    #[serde(default)]
    pub scripts: Vec<String>,
    /// Scripts by name that only some pages load.
    #[serde(default)]
    pub bundles: BTreeMap<String, Vec<String>>,
    /// The script that comes last; the embedded theme names it.
    #[serde(default)]
    pub start: Option<String>,
}

/// `search/variants.yml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Variants {
    /// Spellings that readers mean alike.
    groups: Vec<Vec<Spanned<String>>>,
}

/// Reads the groups of `search/variants.yml`; mistakes of the file go to `sink`.
pub(super) fn variants(file: TextFile<'_>, sink: &mut Sink) -> Option<Vec<Vec<Spanned<String>>>> {
    decode(file, sink).map(|read: Variants| read.groups)
}

/// Reads `theme.yml`; its mistakes go to `sink`.
pub(super) fn manifest(file: TextFile<'_>, sink: &mut Sink) -> Option<Manifest> {
    decode(file, sink)
}

/// Reads a file of `key: text` lines; its mistakes go to `sink`.
pub(super) fn flat(file: TextFile<'_>, sink: &mut Sink) -> Option<BTreeMap<String, String>> {
    decode(file, sink)
}

fn decode<T: DeserializeOwned>(file: TextFile<'_>, sink: &mut Sink) -> Option<T> {
    // Embedded files are not among the sources; that they have no mistakes is tested.
    let source = file.source.unwrap_or(SourceId(u32::MAX));
    let errors = sink.errors();
    lexical::check_text(file.text, TextKind::Yaml, source, sink);
    if sink.errors() > errors {
        return None;
    }
    let place = Span::new(source, file.skipped, file.skipped + file.text.len());
    yaml::parse(file.text, place, sink).and_then(|node| yaml::decode(&node, sink))
}
