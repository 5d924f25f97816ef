//! `shirube new`: writes a starter into a folder that does not exist yet or is empty, and the base handbook beside it when it is missing.
//!
//! The starters are two small folders embedded here, and the shipped handbooks, which the binary embeds and hands in: embedding them in the
//! library would compile it anew with every edit of `content/`.

use crate::diag::Text;
use crate::model::SiteId;
use rust_embed::RustEmbed;
use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[derive(RustEmbed)]
#[folder = "src/build/starter/"]
struct StarterFiles;

/// Files of the shipped handbooks by path, as `common/site.yml`.
pub type Handbooks = Vec<(String, Cow<'static, [u8]>)>;

/// What a new handbook starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Starter {
    /// A town's handbook on the common base; every slot is still open.
    Common,
    /// A copy of the Otaru handbook on the common base.
    Otaru,
    /// A handbook of its own without a base.
    Blank,
}

/// Why nothing was made.
#[derive(Debug)]
pub enum ScaffoldError {
    /// The folder's name is no id.
    BadName(String),
    /// The folder exists and is not empty.
    NotEmpty(PathBuf),
    /// The system refused.
    Io(io::Error),
}

impl ScaffoldError {
    /// The reason in both languages.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::BadName(name) => Text::new(
                format!("フォルダー名「{name}」は手引きの id にできません。半角の小文字・数字・ハイフンにします（例: machi-tebiki）"),
                format!("`{name}` cannot be the id of a handbook; use a-z, 0-9 and hyphens"),
            ),
            Self::NotEmpty(path) => Text::new(
                format!("「{}」は空ではありません。何も書きませんでした。新しい名前のフォルダーを指定してください", path.display()),
                format!("`{}` is not empty; nothing was written; name a new folder", path.display()),
            ),
            Self::Io(error) => Text::new(format!("書けませんでした: {error}"), format!("could not write: {error}")),
        }
    }
}

impl From<io::Error> for ScaffoldError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Makes a handbook in `dir` and tells how many files were written.
///
/// # Errors
/// [`ScaffoldError`]; an existing file is never overwritten.
pub fn scaffold(dir: &Path, starter: Starter, handbooks: &Handbooks) -> Result<usize, ScaffoldError> {
    let absolute = std::path::absolute(dir)?;
    let name = absolute.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let id = SiteId::new(name.clone()).map_err(|_| ScaffoldError::BadName(name))?;
    if fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(ScaffoldError::NotEmpty(dir.to_owned()));
    }
    let mut count = 0;
    for (relative, bytes) in files(starter, handbooks) {
        let bytes = if relative == "site.yml" { named(&bytes, &id, starter).into() } else { bytes };
        write_new(&dir.join(relative), &bytes)?;
        count += 1;
    }
    // The first file that an editor adds is a desk.
    fs::create_dir_all(dir.join("agencies"))?;
    if starter != Starter::Blank {
        count += write_base(&absolute, handbooks)?;
    }
    Ok(count)
}

fn files(starter: Starter, handbooks: &Handbooks) -> Handbooks {
    let own = || StarterFiles::iter().filter_map(|name| Some((name.to_string(), StarterFiles::get(&name)?.data))).collect();
    match starter {
        Starter::Common => below("common/", &own()),
        Starter::Blank => below("blank/", &own()),
        Starter::Otaru => below("otaru/", handbooks),
    }
}

/// The base beside the new handbook, where `extends: ../common` looks for it; one that is there already is left alone.
fn write_base(dir: &Path, handbooks: &Handbooks) -> Result<usize, ScaffoldError> {
    let base = dir.with_file_name("common");
    if base.exists() {
        return Ok(0);
    }
    let files = below("common/", handbooks);
    for (relative, bytes) in &files {
        write_new(&base.join(relative), bytes)?;
    }
    Ok(files.len())
}

fn below(prefix: &str, files: &Handbooks) -> Handbooks {
    files.iter().filter_map(|(name, bytes)| Some((name.strip_prefix(prefix)?.to_owned(), bytes.clone()))).collect()
}

/// Where readers of a draft ask, until its publisher says better.
const ASK: &str = "verify_at: 作りかけの案です。実際の対応は、管理職・教育委員会に確かめてください。";

/// The starter's `site.yml` under the new id; what comes from a sample is a draft until somebody approves it, and what names the town of the
/// sample goes.
fn named(bytes: &[u8], id: &SiteId, starter: Starter) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let is_copy = starter == Starter::Otaru;
    let lines = text.lines().filter_map(|line| match line.split_once(':') {
        Some(("id", _)) => Some(format!("id: {id}")),
        Some(("status", _)) => Some("status: draft".to_owned()),
        Some(("municipality_code", _)) if is_copy => None,
        Some(("verify_at", _)) if is_copy => Some(ASK.to_owned()),
        _ => Some(line.to_owned()),
    });
    let mut text = lines.collect::<Vec<_>>().join("\n");
    text.push('\n');
    text.into_bytes()
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut file = fs::File::create_new(path)?;
    io::Write::write_all(&mut file, bytes)
}
