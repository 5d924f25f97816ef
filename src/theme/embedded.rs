//! The theme in the binary: the folder `themes/default`, with line ends made alike so that a checkout on Windows builds the same site.

use super::{DEFAULT, ThemeFile, ThemeLayer};
use rust_embed::Embed;

#[derive(Embed)]
#[folder = "themes/default/"]
struct Files;

/// The embedded theme as the last layer.
pub(super) fn layer() -> ThemeLayer {
    let file = |path: &str| {
        let bytes = Files::get(path)?.data.into_owned();
        let bytes = if is_text(path) { unix_lines(bytes) } else { bytes };
        Some((path.to_owned(), ThemeFile { bytes, source: None }))
    };
    ThemeLayer { name: DEFAULT.to_owned(), files: Files::iter().filter_map(|path| file(&path)).collect() }
}

fn is_text(path: &str) -> bool {
    [".html", ".css", ".js", ".yml", ".svg"].iter().any(|ending| path.ends_with(ending))
}

fn unix_lines(bytes: Vec<u8>) -> Vec<u8> {
    match std::str::from_utf8(&bytes) {
        Ok(text) if text.contains('\r') => text.replace("\r\n", "\n").into_bytes(),
        _ => bytes,
    }
}
