//! Warns of a layer's files and texts that nothing uses: `tempaltes/page.html` would otherwise be silently ignored.
//!
//! A file is used when it replaces one of a layer below, when a manifest lists it, or when a template or style of a layer names it.

use super::ThemeLayer;
use super::assemble::Lists;
use super::layers::{Layers, TextFile, problem, text};
use super::read::flat;
use super::variants;
use crate::diag::{Code, Sink, Span};

/// Warns of what is not used, with the name that was probably meant.
pub(super) fn warn(layers: &Layers, lists: &Lists, sink: &mut Sink) {
    let own: Vec<&ThemeLayer> = layers.own().collect();
    let listed: Vec<&str> =
        lists.styles.iter().chain(&lists.scripts).chain(lists.bundles.values().flatten()).map(|entry| entry.path.as_str()).collect();
    let written: Vec<TextFile> =
        own.iter().flat_map(|layer| layer.files.iter()).filter(|(path, _)| names_files(path)).filter_map(|(_, file)| text(file)).collect();
    for (at, layer) in own.iter().enumerate() {
        let below: Vec<&ThemeLayer> = layers.iter().skip(at + 1).collect();
        for (path, file) in &layer.files {
            let replaces = below.iter().any(|layer| layer.files.contains_key(path));
            let is_used = replaces || is_plain_part(path) || listed.contains(&path.as_str()) || is_named(path, &written);
            if !is_used {
                let known = below.iter().flat_map(|layer| layer.files.keys().map(String::as_str));
                let (ja, en) = (format!("{path} はどこからも使われません"), format!("nothing uses {path}"));
                sink.push(problem(Code::ThemeFileUnused, file.source.map(Span::file), ja, en).did_you_mean(path, known));
            }
        }
        warn_texts(layer, layers, &written, sink);
    }
}

fn names_files(path: &str) -> bool {
    path.starts_with("templates/") || path.starts_with("css/")
}

/// The manifest, spellings for the search, and texts of any language.
fn is_plain_part(path: &str) -> bool {
    path == "theme.yml" || path == variants::PATH || (path.starts_with("i18n/") && path.ends_with(".yml"))
}

/// Whether a template or style names the file: templates by their name in quotes, others by their path.
fn is_named(path: &str, written: &[TextFile]) -> bool {
    let contains = |needle: &str| written.iter().any(|file| file.text.contains(needle));
    match path.strip_prefix("templates/") {
        Some(name) => contains(&format!("\"{name}\"")) || contains(&format!("'{name}'")),
        None => path.starts_with("assets/") && contains(path),
    }
}

/// Warns of texts under keys that neither the embedded theme nor a template of a layer knows.
fn warn_texts(layer: &ThemeLayer, layers: &Layers, written: &[TextFile], sink: &mut Sink) {
    let complete = layers.embedded().and_then(|layer| layer.files.get("i18n/ja.yml")).and_then(text);
    // Mistakes of these files were told when they were merged.
    let read = |file| flat(file, &mut Sink::default());
    let known = complete.and_then(read).unwrap_or_default();
    for (_, file) in layer.files.iter().filter(|(path, _)| path.starts_with("i18n/")) {
        let Some(file) = text(file) else { continue };
        let Some(texts) = read(file) else { continue };
        for key in texts.keys().filter(|key| !known.contains_key(*key)) {
            let needle = format!("t.{key}");
            if !written.iter().any(|file| file.text.contains(&needle)) {
                let (ja, en) = (format!("言葉「{key}」はどこからも使われません"), format!("nothing uses the text `{key}`"));
                sink.push(problem(Code::ThemeFileUnused, file.span_of(key), ja, en).did_you_mean(key, known.keys().map(String::as_str)));
            }
        }
    }
}
