//! The path gate: the only place that lists and opens source files.
//!
//! Input: a folder. Output: the files in it that may be read, sorted by the bytes of their relative paths, and a problem for everything
//! that looks like a mistake. Sources come by e-mail and pull request, so the gate trusts nothing it finds:
//!
//! 1. [`list`] walks without following links and lets through only what `place` allows by folder, extension and name;
//! 2. [`read`] opens beneath the folder, without following and without waiting, and looks again at what it has opened, because the
//!    disk may have changed since;
//! 3. what was read leaves its hash in the [`GatedFile`], so that the publisher knows what a site was made from without a second reading.

mod place;

use crate::diag::{Code, Diagnostic, Sink, SourceFile, SourceMap, Span};
use crate::platform;
use place::{BadName, Kind};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::Metadata;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use walkdir::{DirEntry, WalkDir};

/// Largest text file in bytes.
pub const MAX_TEXT_BYTES: u64 = 2 * 1024 * 1024;
/// Largest picture, document or font in bytes.
pub const MAX_ASSET_BYTES: u64 = 20 * 1024 * 1024;
/// Most pages of one folder.
pub const MAX_PAGES: usize = 20_000;

/// A tick of the clock of volumes that stamp finely, with room: kernels tick in 1 to 16 ms.
const FINE_TICK_NS: i64 = 50_000_000;
/// A tick of FAT and of old network drives; told by stamps without digits below 10 ms.
const COARSE_TICK_NS: i64 = 2_000_000_000;
const COARSE_DIGITS_NS: i64 = 10_000_000;

/// Enough about a file to see cheaply that it was not changed. Two equal stamps mean equal content unless the file was changed again
/// within one tick of the volume's clock, which [`Stamp::is_at_rest`] tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Size in bytes.
    pub len: u64,
    /// Last change of the content, nanoseconds since 1970.
    pub modified_ns: i64,
    /// Last change of content or entry (unix `ctime`, which no program can set back); 0 where there is none.
    pub changed_ns: i64,
    /// Number of the file on its volume; 0 where there is none.
    pub inode: u64,
}

impl Stamp {
    /// The stamp in what the system tells about a file.
    #[must_use]
    pub fn of(metadata: &Metadata) -> Self {
        let (modified_ns, changed_ns, inode) = platform::times(metadata);
        Self { len: metadata.len(), modified_ns, changed_ns, inode }
    }

    /// Whether a file with this stamp, looked at no earlier than `looked_ns`, was at rest then. Where there is a change time, it decides:
    /// every edit moves it, and nobody can set it back.
    #[must_use]
    pub fn is_at_rest(&self, looked_ns: i64) -> bool {
        let last = if self.changed_ns != 0 { self.changed_ns } else { self.modified_ns };
        let tick = if last % COARSE_DIGITS_NS == 0 { COARSE_TICK_NS } else { FINE_TICK_NS };
        last.saturating_add(tick) < looked_ns
    }
}

/// A file that may be read.
#[derive(Clone, Debug)]
pub struct GatedFile {
    /// Path below the listed folder, `/`-separated.
    pub relative: String,
    /// Path to open; kept together with `relative`, whose parts are its last ones.
    pub path: PathBuf,
    /// Size when listed.
    pub len: u64,
    /// Stamp when listed, that is before it was read.
    pub stamp: Stamp,
    digest: OnceLock<[u8; 32]>,
}

impl GatedFile {
    /// SHA-256 of the bytes that [`read`] gave, once it gave them.
    #[must_use]
    pub fn digest(&self) -> Option<[u8; 32]> {
        self.digest.get().copied()
    }

    /// Notes the hash of an earlier reading that still holds.
    pub(super) fn recall(&self, digest: [u8; 32]) {
        let _ = self.digest.set(digest);
    }

    fn max_bytes(&self) -> u64 {
        max_bytes(place::kind_of(&self.relative))
    }
}

fn max_bytes(kind: Option<Kind>) -> u64 {
    if kind == Some(Kind::Binary) { MAX_ASSET_BYTES } else { MAX_TEXT_BYTES }
}

/// Reads a listed file and notes its hash.
///
/// # Errors
/// What the system says; [`io::ErrorKind::InvalidInput`] when the file became a link or something that is not a regular file,
/// [`io::ErrorKind::FileTooLarge`] when it grew past its limit.
pub fn read(file: &GatedFile) -> io::Result<Vec<u8>> {
    let parts = file.relative.split('/').count();
    let root = file.path.ancestors().nth(parts).unwrap_or(Path::new(""));
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let opened = platform::open_beneath(root, &file.relative)?;
    let metadata = opened.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    let limit = file.max_bytes();
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(limit)).unwrap_or(0) + 1);
    opened.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    // A second reading of the same listing keeps the first hash: the first bytes are the ones that went into the model.
    let _ = file.digest.set(Sha256::digest(&bytes).into());
    Ok(bytes)
}

/// All readable files below `root`, sorted; a problem for each thing that is in the wrong place or form. `display_root` stands before
/// the names in messages.
pub fn list(root: &Path, display_root: &str, sources: &mut SourceMap, sink: &mut Sink) -> Vec<GatedFile> {
    list_at_most(MAX_PAGES, root, display_root, sources, sink)
}

/// [`list`] with another limit of pages, so that a test need not write 20,001 of them.
#[doc(hidden)]
pub fn list_at_most(max_pages: usize, root: &Path, display_root: &str, sources: &mut SourceMap, sink: &mut Sink) -> Vec<GatedFile> {
    let mut walk = Walk { display_root, sources, sink, max_pages, pages: 0, files: Vec::new(), folders: BTreeSet::new(), bad: Vec::new() };
    let mut entries = WalkDir::new(root).min_depth(1).follow_links(false).into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) => {
                if walk.meet(&entry, root) == Step::Around {
                    entries.skip_current_dir();
                }
            }
            Err(error) => walk.unreadable(root, &error),
        }
    }
    walk.finish()
}

/// Whether a folder is entered.
#[derive(PartialEq, Eq)]
enum Step {
    In,
    Around,
}

/// One walk through one folder.
struct Walk<'a> {
    display_root: &'a str,
    sources: &'a mut SourceMap,
    sink: &'a mut Sink,
    max_pages: usize,
    pages: usize,
    files: Vec<GatedFile>,
    folders: BTreeSet<String>,
    /// Names against the rules, kept back because two names that differ by case get one message instead of this one each.
    bad: Vec<(String, BadName)>,
}

impl Walk<'_> {
    fn meet(&mut self, entry: &DirEntry, root: &Path) -> Step {
        let around = if entry.file_type().is_dir() { Step::Around } else { Step::In };
        if entry.file_name().to_str().is_some_and(place::is_litter) {
            return around;
        }
        let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let Some(relative) = slashed(below) else {
            self.push(
                Code::BadFileName,
                &escaped(below.as_os_str()),
                "ファイル名の文字コードが UTF-8 ではありません",
                "the name is not UTF-8",
            );
            return around;
        };
        if entry.file_type().is_symlink() {
            self.push(Code::SymbolicLink, &relative, "リンクは読みません", "links are not followed");
            return around;
        }
        if entry.file_type().is_dir() {
            return self.meet_folder(relative);
        }
        if !entry.file_type().is_file() {
            self.push(Code::NotARegularFile, &relative, "ふつうのファイルではありません", "not a regular file");
            return around;
        }
        self.meet_file(relative, entry);
        Step::In
    }

    fn meet_folder(&mut self, relative: String) -> Step {
        if !place::is_known_folder(&relative) {
            self.left_out(&relative);
            return Step::Around;
        }
        let name = relative.rsplit_once('/').map_or(relative.as_str(), |(_, name)| name);
        if let Some(bad) = place::check_folder_name(name) {
            self.bad.push((relative, bad));
            return Step::Around;
        }
        self.folders.insert(relative);
        Step::In
    }

    fn meet_file(&mut self, relative: String, entry: &DirEntry) {
        let Some(kind) = place::kind_of(&relative) else {
            self.left_out(&relative);
            return;
        };
        if let Some(bad) = place::check_file_name(&relative) {
            self.bad.push((relative, bad));
            return;
        }
        let stamp = match entry.metadata() {
            Ok(metadata) => Stamp::of(&metadata),
            Err(error) => {
                self.push(Code::Unreadable, &relative, &format!("読めません（{error}）"), &format!("cannot be read ({error})"));
                return;
            }
        };
        let limit = max_bytes(Some(kind));
        if stamp.len > limit {
            let mib = limit / (1024 * 1024);
            self.push(Code::FileTooLarge, &relative, &format!("{mib} MiB を超えています"), &format!("larger than {mib} MiB"));
            return;
        }
        if kind == Kind::Page && !self.has_room_for_page(&relative) {
            return;
        }
        self.files.push(GatedFile { relative, path: entry.path().to_path_buf(), len: stamp.len, stamp, digest: OnceLock::new() });
    }

    fn has_room_for_page(&mut self, relative: &str) -> bool {
        self.pages += 1;
        if self.pages == self.max_pages + 1 {
            let max = self.max_pages;
            self.push(Code::TooManyFiles, relative, &format!("ページが {max} を超えています"), &format!("more than {max} pages"));
        }
        self.pages <= self.max_pages
    }

    fn left_out(&mut self, relative: &str) {
        let mut diagnostic = self.problem(Code::FileLeftOut, relative, "手引きに使わないので、読みません", "not used, so not read");
        if relative.to_ascii_lowercase().ends_with(".yaml") {
            diagnostic = diagnostic.help("名前の終わりを .yml にします", "let the name end in `.yml`");
        }
        self.sink.push(diagnostic);
    }

    fn unreadable(&mut self, root: &Path, error: &walkdir::Error) {
        let below = error.path().and_then(|path| path.strip_prefix(root).ok()).unwrap_or(Path::new(""));
        let cause = error.io_error().map_or_else(String::new, ToString::to_string);
        self.push(Code::Unreadable, &escaped(below.as_os_str()), &format!("読めません（{cause}）"), &format!("cannot be read ({cause})"));
    }

    fn push(&mut self, code: Code, relative: &str, ja: &str, en: &str) {
        let diagnostic = self.problem(code, relative, ja, en);
        self.sink.push(diagnostic);
    }

    fn problem(&mut self, code: Code, relative: &str, ja: &str, en: &str) -> Diagnostic {
        let span = self.place(&escaped(OsStr::new(relative)));
        Diagnostic::new(code, span, ja, en)
    }

    /// The empty span of a file whose text is not loaded.
    fn place(&mut self, shown: &str) -> Span {
        let slash = if self.display_root.is_empty() || shown.is_empty() { "" } else { "/" };
        let name = format!("{}{slash}{shown}", self.display_root);
        Span::file(self.sources.add(SourceFile::new(name, String::new())))
    }

    fn finish(mut self) -> Vec<GatedFile> {
        self.files.sort_by(|a, b| a.relative.as_bytes().cmp(b.relative.as_bytes()));
        let mut alike: BTreeMap<String, Vec<(String, BadName)>> = BTreeMap::new();
        for (relative, bad) in std::mem::take(&mut self.bad) {
            alike.entry(relative.to_lowercase()).or_default().push((relative, bad));
        }
        for (lower, mut names) in alike {
            names.sort_by(|a, b| a.0.cmp(&b.0));
            let is_file = self.files.binary_search_by(|file| file.relative.as_str().cmp(lower.as_str())).is_ok();
            let good = (is_file || self.folders.contains(&lower)).then_some(lower);
            let all: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).chain(good.as_deref()).collect();
            match (all.as_slice(), names.as_slice()) {
                ([_], [(relative, bad)]) => self.bad_name(relative, *bad),
                _ => self.collision(&all),
            }
        }
        self.files
    }

    fn bad_name(&mut self, relative: &str, bad: BadName) {
        let diagnostic = match bad {
            BadName::Reserved => self
                .problem(Code::BadFileName, relative, "Windows で使えない名前です", "a name that Windows keeps for devices")
                .help("ほかの名前に変えます（con・aux・com1 などは使えません）", "use another name than con, aux, com1 …"),
            BadName::NotKebab => {
                let name = relative.rsplit_once('/').map_or(relative, |(_, name)| name);
                let ja = "名前に使えない文字があるか、長すぎます";
                let diagnostic = self.problem(Code::BadFileName, relative, ja, "not a name in kebab case of at most 80 letters");
                match place::proposal(name) {
                    Some(better) => diagnostic.help(format!("たとえば「{better}」にします"), format!("for instance `{better}`")),
                    None => diagnostic
                        .help("半角の小文字・数字・ハイフンだけの名前にします", "use lower-case ASCII letters, digits and hyphens only"),
                }
            }
        };
        self.sink.push(diagnostic);
    }

    fn collision(&mut self, names: &[&str]) {
        let Some((first, others)) = names.split_first() else { return };
        let mut diagnostic =
            self.problem(Code::NameCollision, first, "大文字・小文字だけが違う名前がほかにあります", "names differ by case only");
        for other in others {
            let span = self.place(&escaped(OsStr::new(other)));
            diagnostic = diagnostic.also(span, "もう一つはこれです", "the other one");
        }
        self.sink.push(diagnostic);
    }
}

/// A relative path with `/` between its parts; `None` when it is not UTF-8.
fn slashed(path: &Path) -> Option<String> {
    let mut all = String::new();
    for part in path.iter() {
        if !all.is_empty() {
            all.push('/');
        }
        all.push_str(part.to_str()?);
    }
    Some(all)
}

/// A name as it may be shown: no control, direction or zero-width character, and no byte that is not UTF-8, acts on a terminal.
fn escaped(name: &OsStr) -> String {
    let mut shown = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        for letter in chunk.valid().chars() {
            let acts = letter.is_control()
                || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
            if acts { shown.extend(letter.escape_unicode()) } else { shown.push(letter) }
        }
        for byte in chunk.invalid() {
            shown.push_str(&format!("\\x{byte:02X}"));
        }
    }
    shown
}
