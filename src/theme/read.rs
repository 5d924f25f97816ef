//! The two YAML shapes of a theme: the manifest and flat texts. The one place of this floor that decodes YAML.

use super::layers::{TextFile, problem};
use crate::diag::{Code, Diagnostic, Span};
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
    /// The script that comes last; the embedded theme names it.
    #[serde(default)]
    pub start: Option<String>,
}

/// Reads `theme.yml`.
pub(super) fn manifest(path: &str, file: TextFile) -> Result<Manifest, Box<Diagnostic>> {
    decode(path, file)
}

/// Reads a file of `key: text` lines.
pub(super) fn flat(path: &str, file: TextFile) -> Result<BTreeMap<String, String>, Box<Diagnostic>> {
    decode(path, file)
}

fn decode<T: DeserializeOwned>(path: &str, file: TextFile) -> Result<T, Box<Diagnostic>> {
    serde_yaml::from_str(file.text).map_err(|error| {
        let line = error.location().map_or(1, |location| usize::try_from(location.line()).unwrap_or(1));
        let start = file.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
        let length = file.text[start..].lines().next().map_or(0, str::len);
        let span = file.source.map(|source| Span::new(source, file.skipped + start, file.skipped + start + length));
        let text = error.to_string();
        let reason = text.lines().next().unwrap_or_default();
        Box::new(problem(Code::YamlSyntax, span, format!("{path} を読めません"), format!("cannot read {path}")).note(reason, reason))
    })
}
