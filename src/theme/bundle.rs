//! Many small files → one file, named by its content. Texts are joined as they are; nothing is rewritten or minified.

use super::ThemeAsset;
use super::assemble::Listed;
use super::layers::{Layers, problem, text};
use crate::diag::{Code, Sink};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// What is bundled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `.css`
    Style,
    /// `.js`
    Script,
}

impl Kind {
    fn ending(self) -> &'static str {
        match self {
            Self::Style => "css",
            Self::Script => "js",
        }
    }
}

/// Joins the nearest file of each listed path. A path that no layer has is reported where it is listed.
pub(super) fn bundle<'l>(
    layers: &Layers,
    listed: impl IntoIterator<Item = &'l Listed<'l>>,
    name: Option<&str>,
    kind: Kind,
    sink: &mut Sink,
) -> ThemeAsset {
    let mut whole = String::new();
    for entry in listed {
        match layers.find(&entry.path).and_then(text) {
            Some(file) => append(&mut whole, file.text, kind),
            None => sink.push(missing(layers, entry, kind)),
        }
    }
    let name = name.map_or(String::new(), |name| format!("{name}-"));
    let path = format!("assets/shirube-{name}{}.{}", fingerprint(whole.as_bytes()), kind.ending());
    ThemeAsset { path, bytes: whole.into_bytes() }
}

/// A script that does not end in `;` would swallow the next one.
fn append(whole: &mut String, text: &str, kind: Kind) {
    let text = text.trim_end();
    whole.push_str(text);
    if kind == Kind::Script && !text.is_empty() && !text.ends_with(';') {
        whole.push_str("\n;");
    }
    whole.push('\n');
}

fn missing(layers: &Layers, entry: &Listed, kind: Kind) -> crate::diag::Diagnostic {
    let span = entry.manifest.and_then(|file| file.span_of(&entry.path));
    let ending = format!(".{}", kind.ending());
    let known: Vec<&str> = layers.paths().into_iter().filter(|path| path.ends_with(&ending)).collect();
    problem(Code::ThemeFileMissing, span, format!("{} がありません", entry.path), format!("there is no {}", entry.path))
        .did_you_mean(&entry.path, known)
}

/// The first eight hexadecimal digits of the SHA-256.
fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(4).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
