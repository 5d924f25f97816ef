//! The chain of layers: a site's folder, the folder its `site.yml` extends, and so on; and the shelf on which all handbooks of one run find
//! the layers that were read already.

use super::gate::{self, GatedFile};
use super::site_file::SiteFile;
use super::text::{self, LayerTexts};
use super::yaml::Node;
use super::{lexical, yaml};
use crate::diag::{Code, Diagnostic, Sink, SourceFile, SourceId, SourceMap, Span, Spanned};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Longest chain of `extends`; more is a mistake and not a design.
pub const MAX_LAYERS: usize = 16;

/// The file that makes a folder a handbook; read before all others.
pub(super) const SITE_FILE: &str = "site.yml";

/// One folder of the chain, as read. Nothing in it depends on the handbook that extends it.
#[derive(Debug)]
pub(super) struct LayerFolder {
    /// As opened.
    pub root: PathBuf,
    /// As shown in messages.
    pub display: String,
    /// Its files.
    pub files: Arc<Vec<GatedFile>>,
    /// What its `site.yml` says; `None` when it could not be read.
    pub file: Option<(SiteFile, Node)>,
    /// Its other files.
    pub texts: LayerTexts,
    /// The numbers of its files in the source map.
    pub sources: Range<u32>,
    /// What was wrong with its files, each looked at on its own.
    problems: Sink,
}

/// The layers that were read in this run.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// By the path they are opened by, which is also how messages name them.
    layers: BTreeMap<PathBuf, Arc<LayerFolder>>,
    /// Their texts.
    pub sources: SourceMap,
}

impl Shelf {
    /// Follows `extends` from `dir`, nearest layer first.
    pub fn chain(&mut self, dir: &Path, sink: &mut Sink) -> Vec<Arc<LayerFolder>> {
        let mut folders: Vec<Arc<LayerFolder>> = Vec::new();
        let mut seen: Vec<PathBuf> = Vec::new();
        let mut next = Some((normalize(dir), None::<Span>));
        while let Some((root, named_at)) = next.take() {
            let real = root.canonicalize().unwrap_or_else(|_| root.clone());
            if let Some(span) = named_at
                && let Some(problem) = endless(span, seen.contains(&real), folders.len())
            {
                sink.push(problem);
                break;
            }
            seen.push(real);
            let Some(folder) = self.layer(&root, named_at, sink) else { break };
            next = folder.file.as_ref().and_then(|(file, _)| file.extends.as_ref()).map(|extends| base_of(&root, extends));
            folders.push(folder);
        }
        folders
    }

    fn layer(&mut self, root: &Path, named_at: Option<Span>, sink: &mut Sink) -> Option<Arc<LayerFolder>> {
        let folder = match self.layers.get(root) {
            Some(folder) => Arc::clone(folder),
            None => {
                let folder = Arc::new(open(root, named_at, &mut self.sources, sink)?);
                self.layers.insert(root.to_owned(), Arc::clone(&folder));
                folder
            }
        };
        sink.append(folder.problems.clone());
        Some(folder)
    }
}

/// Why the chain must end before the base named at `span`.
fn endless(span: Span, is_read: bool, layers: usize) -> Option<Diagnostic> {
    let problem = if is_read {
        Diagnostic::new(Code::BaseCycle, span, "extends が輪になっています", "`extends` runs in a circle")
            .here("この行から、もう読んだ手引きへ戻ります", "this leads back to a layer that was read already")
    } else if layers >= MAX_LAYERS {
        let (ja, en) =
            (format!("extends が {MAX_LAYERS} 段を超えて続いています"), format!("`extends` goes on for more than {MAX_LAYERS} layers"));
        Diagnostic::new(Code::BaseCycle, span, ja, en)
    } else {
        return None;
    };
    Some(problem.help("いちばん基になる手引きでは extends を書きません", "the last base has no `extends`"))
}

/// `site.yml` of one folder, without its layers and without complaints.
pub(super) fn peek(dir: &Path) -> Option<SiteFile> {
    let (mut sources, mut sink) = (SourceMap::default(), Sink::default());
    let files = gate::list(dir, "", &mut SourceMap::default(), &mut Sink::default());
    let site_yml = files.iter().find(|file| file.relative == SITE_FILE)?;
    read_site_file(site_yml, "", &mut sources, &mut sink).map(|(file, _)| file)
}

/// The folder that a handbook in `root` extends, and where it says so.
pub(super) fn base_of(root: &Path, extends: &Spanned<String>) -> (PathBuf, Option<Span>) {
    (normalize(&root.join(&extends.value)), Some(extends.span))
}

fn open(root: &Path, named_at: Option<Span>, sources: &mut SourceMap, sink: &mut Sink) -> Option<LayerFolder> {
    let display = display(root);
    if !root.join(SITE_FILE).is_file() {
        missing(root, &display, named_at, sources, sink);
        return None;
    }
    let start = number(sources.len());
    let mut problems = Sink::default();
    let files = gate::list(root, &display, sources, &mut problems);
    let Some(site_yml) = files.iter().find(|file| file.relative == SITE_FILE) else {
        sink.append(problems);
        return None;
    };
    let file = read_site_file(site_yml, &display, sources, &mut problems);
    let texts = text::read_all(&files, &display, sources, &mut problems);
    let sources = start..number(sources.len());
    Some(LayerFolder { root: root.to_owned(), display, files: Arc::new(files), file, texts, sources, problems })
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn missing(root: &Path, display: &str, named_at: Option<Span>, sources: &mut SourceMap, sink: &mut Sink) {
    if let Some(span) = named_at {
        sink.push(
            Diagnostic::new(Code::BaseMissing, span, "基の手引きが見つかりません", "the base was not found")
                .here(format!("{display} に site.yml がありません"), format!("no site.yml in {display}"))
                .help("このファイルから見たフォルダーの場所を書きます（例: ../common）", "give the folder as seen from here (`../common`)"),
        );
        return;
    }
    let source = sources.add(SourceFile::new(display, String::new()));
    let message =
        if root.is_dir() { "このフォルダーに site.yml がありません" } else { "フォルダーが見つかりません" };
    sink.push(
        Diagnostic::new(Code::SiteFileMissing, Span::file(source), message, "no site.yml in this folder")
            .help("手引きのフォルダー（例: content/otaru）を指定してください", "name the folder of a handbook (content/otaru)"),
    );
}

fn read_site_file(file: &GatedFile, display: &str, sources: &mut SourceMap, sink: &mut Sink) -> Option<(SiteFile, Node)> {
    let source = text::read_text(file, display, sources, sink)?;
    decode_site_file(source, sources, sink)
}

fn decode_site_file(source: SourceId, sources: &SourceMap, sink: &mut Sink) -> Option<(SiteFile, Node)> {
    let text = &sources.file(source)?.text;
    if !lexical::check_text(text, lexical::TextKind::Yaml, source, sink) {
        return None;
    }
    let node = yaml::parse(text, Span::new(source, 0, text.len()), sink)?;
    let mut file: SiteFile = super::fields::decode(&node, sink)?;
    file.source = Some(source);
    Some((file, node))
}

/// `content/otaru/../common` → `content/common`, without asking the disk, so that messages name the folder as the editor knows it.
fn normalize(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            _ => out.push(part),
        }
    }
    if out.as_os_str().is_empty() { PathBuf::from(".") } else { out }
}

fn display(root: &Path) -> String {
    root.to_string_lossy().replace('\\', "/")
}
