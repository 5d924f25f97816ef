//! Puts a theme together from its layers.

use super::bundle::{Kind, bundle};
use super::layers::{Layers, TextFile, check_texts, problem, text};
use super::read::{Manifest, manifest};
use super::{API, DEFAULT, Theme, ThemeAsset, ThemeBundle, ThemeLayer, ThemeTemplate, contrast, embedded, strings, unused, variants};
use crate::diag::{Code, Sink, Span};
use std::collections::BTreeMap;

/// A file that a manifest lists, and the manifest for messages.
pub(super) struct Listed<'a> {
    pub path: String,
    pub manifest: Option<TextFile<'a>>,
}

/// What all manifests list, embedded ones first, the start script last.
#[derive(Default)]
pub(super) struct Lists<'a> {
    pub styles: Vec<Listed<'a>>,
    pub scripts: Vec<Listed<'a>>,
    pub bundles: BTreeMap<String, Vec<Listed<'a>>>,
}

impl Theme {
    /// Puts the theme together for a language, which stands at `place`. `layers` stand nearest first, without the embedded theme.
    /// Problems go to `sink`; `None` when one of them is an error.
    #[must_use]
    pub fn assemble(layers: &[ThemeLayer], lang: &str, place: Option<Span>, sink: &mut Sink) -> Option<Theme> {
        let before = sink.errors();
        let embedded = embedded::layer();
        let layers = Layers::new(layers, &embedded);
        check_texts(&layers, sink);
        check_names(&layers, sink);
        let lists = lists(&layers, sink);
        let style = bundle(&layers, &lists.styles, None, Kind::Style, sink);
        let script = bundle(&layers, &lists.scripts, None, Kind::Script, sink);
        let bundles = bundles(&layers, &lists, sink);
        let strings = strings::merge(&layers, lang, place, sink);
        let search_variants = variants::merge(&layers, sink);
        contrast::check(&layers, &lists.styles, sink);
        unused::warn(&layers, &lists, sink);
        (sink.errors() == before).then(|| Theme {
            templates: templates(&layers),
            prefixes: layers.iter().map(|layer| format!("{}/", layer.name)).collect(),
            strings,
            search_variants,
            styles: vec![style],
            scripts: vec![script],
            bundles,
            assets: assets(&layers),
        })
    }
}

/// A style sheet and a script of each bundle, where it lists any.
fn bundles(layers: &Layers, lists: &Lists<'_>, sink: &mut Sink) -> Vec<ThemeBundle> {
    let mut bundles = Vec::new();
    for (name, listed) in &lists.bundles {
        let (styles, scripts): (Vec<&Listed<'_>>, Vec<_>) = listed.iter().partition(|entry| entry.path.ends_with(".css"));
        for (kind, listed) in [(Kind::Style, styles), (Kind::Script, scripts)] {
            if !listed.is_empty() {
                let asset = bundle(layers, listed, Some(name), kind, sink);
                bundles.push(ThemeBundle { name: name.clone(), is_style: kind == Kind::Style, asset });
            }
        }
    }
    bundles
}

/// Layer names are prefixes of template names, so each stands once and none is that of the embedded theme.
fn check_names(layers: &Layers, sink: &mut Sink) {
    let mut seen = vec![DEFAULT];
    for layer in layers.own() {
        if seen.contains(&layer.name.as_str()) {
            let ja = format!("テーマの名前「{}」はすでに使われています", layer.name);
            sink.push(problem(Code::TemplateError, None, ja, format!("the theme name `{}` is taken", layer.name)));
        }
        seen.push(&layer.name);
    }
}

fn lists<'a>(layers: &Layers<'a>, sink: &mut Sink) -> Lists<'a> {
    let mut lists = Lists::default();
    let mut start = None;
    for layer in layers.iter().rev() {
        let Some(file) = layer.files.get("theme.yml").and_then(text) else { continue };
        let Some(read) = manifest(file, sink) else { continue };
        check_api(&read, file, sink);
        let listed = |path: String| Listed { path, manifest: Some(file) };
        lists.styles.extend(read.styles.into_iter().map(listed));
        lists.scripts.extend(read.scripts.into_iter().map(listed));
        for (name, paths) in read.bundles {
            lists.bundles.entry(name).or_default().extend(paths.into_iter().map(listed));
        }
        start = read.start.map(listed).or(start);
    }
    lists.scripts.extend(start);
    lists
}

fn check_api(manifest: &Manifest, file: TextFile, sink: &mut Sink) {
    if manifest.api != API {
        let ja = format!("このテーマは版 {} のために書かれています。いまの版は {API} です", manifest.api);
        let en = format!("this theme was written for API {}; the current one is {API}", manifest.api);
        sink.push(
            problem(Code::InvalidValue, file.span_of("api"), ja, en).help(
                format!("変わったところを確かめてから「api: {API}」に直します"),
                format!("check what changed, then write `api: {API}`"),
            ),
        );
    }
}

fn templates(layers: &Layers) -> Vec<ThemeTemplate> {
    let mut templates = Vec::new();
    for layer in layers.iter() {
        for (path, file) in &layer.files {
            if let (Some(name), Some(file)) = (path.strip_prefix("templates/"), text(file)) {
                let name = format!("{}/{name}", layer.name);
                templates.push(ThemeTemplate { name, text: file.text.to_owned(), source: file.source, skipped: file.skipped });
            }
        }
    }
    templates
}

fn assets(layers: &Layers) -> Vec<ThemeAsset> {
    let asset = |path: &str| layers.find(path).map(|file| ThemeAsset { path: path.to_owned(), bytes: file.bytes.clone() });
    layers.paths().into_iter().filter(|path| path.starts_with("assets/")).filter_map(asset).collect()
}
