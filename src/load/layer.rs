//! The chain of layers: a site's folder, the folder its `site.yml` extends, and so on.

use super::gate::{self, GatedFile};
use super::site_file::SiteFile;
use super::{lexical, yaml};
use crate::diag::{Code, Diagnostic, Sink, SourceFile, SourceId, SourceMap, Span, Spanned};
use std::path::{Component, Path, PathBuf};

/// Longest chain of `extends`; more is a mistake and not a design.
pub const MAX_LAYERS: usize = 16;

/// The file that makes a folder a handbook; read before all others.
pub(super) const SITE_FILE: &str = "site.yml";

/// One folder of the chain.
#[derive(Debug)]
pub(super) struct LayerFolder {
    /// As opened.
    pub root: PathBuf,
    /// As shown in messages.
    pub display: String,
    /// Its files.
    pub files: Vec<GatedFile>,
    /// What its `site.yml` says; `None` when it could not be read.
    pub file: Option<SiteFile>,
}

/// Follows `extends` from `dir`, nearest layer first.
pub(super) fn chain(dir: &Path, sources: &mut SourceMap, sink: &mut Sink) -> Vec<LayerFolder> {
    let mut folders: Vec<LayerFolder> = Vec::new();
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
        let folder = open(&root, named_at, sources, sink);
        let Some(folder) = folder else { break };
        next = folder.file.as_ref().and_then(|file| file.extends.as_ref()).map(|extends| base_of(&root, extends));
        folders.push(folder);
    }
    folders
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
    read_site_file(site_yml, "", &mut sources, &mut sink)
}

fn base_of(root: &Path, extends: &Spanned<String>) -> (PathBuf, Option<Span>) {
    (normalize(&root.join(&extends.value)), Some(extends.span))
}

fn open(root: &Path, named_at: Option<Span>, sources: &mut SourceMap, sink: &mut Sink) -> Option<LayerFolder> {
    let display = display(root);
    if !root.join(SITE_FILE).is_file() {
        missing(root, &display, named_at, sources, sink);
        return None;
    }
    let files = gate::list(root, &display, sources, sink);
    let site_yml = files.iter().find(|file| file.relative == SITE_FILE)?;
    let file = read_site_file(site_yml, &display, sources, sink);
    Some(LayerFolder { root: root.to_owned(), display, files, file })
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

fn read_site_file(file: &GatedFile, display: &str, sources: &mut SourceMap, sink: &mut Sink) -> Option<SiteFile> {
    let source = super::text::read_text(file, display, sources, sink)?;
    decode_site_file(source, sources, sink)
}

fn decode_site_file(source: SourceId, sources: &SourceMap, sink: &mut Sink) -> Option<SiteFile> {
    let text = &sources.file(source)?.text;
    let errors = sink.errors();
    lexical::check_text(text, lexical::TextKind::Yaml, source, sink);
    if sink.errors() > errors {
        return None;
    }
    let node = yaml::parse(text, Span::new(source, 0, text.len()), sink)?;
    let mut file: SiteFile = super::fields::decode(node, sink)?;
    file.source = Some(source);
    Some(file)
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
