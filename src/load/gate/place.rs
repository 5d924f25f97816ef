//! Which names may lie where in a handbook: names in, a verdict out; looks at no disk.
//!
//! An allow-list, because everything that passes is published or parsed: a stray `.env` must never reach a website.

use crate::model::check_kebab;

/// What a file that may be read is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `guide/**/*.md`; counted against the limit of pages.
    Page,
    /// YAML, templates, styles, scripts.
    Text,
    /// Pictures, documents and fonts, taken over as they are.
    Binary,
}

const ROOT_FILES: [&str; 6] = ["site.yml", "categories.yml", "emergency.yml", "glossary.yml", "calendar.yml", "duties.yml"];
const FLAT_FOLDERS: [&str; 7] = ["agencies", "checklists", "flows", "rules", "forms", "agendas", "tables"];
const DEEP_FOLDERS: [&str; 3] = ["guide", "assets", "theme"];
const ASSETS: [&str; 7] = ["png", "jpg", "jpeg", "webp", "pdf", "xlsx", "docx"];
const THEME_TEXTS: [&str; 5] = ["html", "css", "js", "yml", "svg"];
const THEME_BINARIES: [&str; 2] = ["woff2", "png"];

/// What the file at `relative` is, or `None` for a file that has no use there. Letters are compared whatever their case, so that
/// `Site.yml` gets the message about its name and not the one about its kind.
pub(super) fn kind_of(relative: &str) -> Option<Kind> {
    let relative = relative.to_ascii_lowercase();
    let Some((folder, rest)) = relative.split_once('/') else {
        return ROOT_FILES.contains(&relative.as_str()).then_some(Kind::Text);
    };
    let extension = rest.rsplit_once('.').map_or("", |(_, extension)| extension);
    match folder {
        "guide" => (extension == "md").then_some(Kind::Page),
        "assets" => ASSETS.contains(&extension).then_some(Kind::Binary),
        "theme" if THEME_TEXTS.contains(&extension) => Some(Kind::Text),
        "theme" => THEME_BINARIES.contains(&extension).then_some(Kind::Binary),
        _ => (FLAT_FOLDERS.contains(&folder) && !rest.contains('/') && extension == "yml").then_some(Kind::Text),
    }
}

/// Whether the folder at `relative` can hold files of a handbook.
pub(super) fn is_known_folder(relative: &str) -> bool {
    let relative = relative.to_ascii_lowercase();
    match relative.split_once('/') {
        None => FLAT_FOLDERS.contains(&relative.as_str()) || DEEP_FOLDERS.contains(&relative.as_str()),
        Some((top, _)) => DEEP_FOLDERS.contains(&top),
    }
}

/// What editors, office programs and systems leave behind; nobody wants to hear of it.
pub(super) fn is_litter(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let ends = ["~", ".bak", ".swp", ".swo", ".tmp"].iter().any(|end| lower.ends_with(end));
    let starts = [".", "~$", "#"].iter().any(|start| lower.starts_with(start));
    ends || starts || matches!(lower.as_str(), "thumbs.db" | "desktop.ini" | "4913")
}

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BadName {
    /// Letters outside `a-z 0-9 -`, or more than the longest id.
    NotKebab,
    /// A device of Windows, whatever the extension.
    Reserved,
}

/// Looks at the name of a folder.
pub(super) fn check_folder_name(name: &str) -> Option<BadName> {
    check_stem(name)
}

/// Looks at the name of a file: kebab case and one extension; worked examples of rules are called `NAME.cases.yml`.
pub(super) fn check_file_name(relative: &str) -> Option<BadName> {
    let name = relative.rsplit_once('/').map_or(relative, |(_, name)| name);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = if relative.starts_with("rules/") { stem.strip_suffix(".cases").unwrap_or(stem) } else { stem };
    if extension.bytes().any(|byte| byte.is_ascii_uppercase()) { Some(BadName::NotKebab) } else { check_stem(stem) }
}

fn check_stem(stem: &str) -> Option<BadName> {
    let device = stem.split_once('.').map_or(stem, |(device, _)| device).to_ascii_lowercase();
    let is_port = |prefix: &str| {
        device.strip_prefix(prefix).is_some_and(|digit| digit.len() == 1 && digit.bytes().all(|byte| (b'1'..=b'9').contains(&byte)))
    };
    if matches!(device.as_str(), "con" | "prn" | "aux" | "nul") || is_port("com") || is_port("lpt") {
        return Some(BadName::Reserved);
    }
    // The grammar of ids, because the name becomes one.
    check_kebab(stem).err().map(|_| BadName::NotKebab)
}

/// A name in kebab case that is close to `name`, to be proposed; `None` when too little would be left of it.
pub(super) fn proposal(name: &str) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let letters = stem.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' });
    let letters: String = letters.collect();
    let stem = letters.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let is_enough = stem.bytes().any(|byte| byte.is_ascii_lowercase()) && check_stem(&stem).is_none();
    let dot = if extension.is_empty() { "" } else { "." };
    is_enough.then(|| format!("{stem}{dot}{}", extension.to_ascii_lowercase()))
}
