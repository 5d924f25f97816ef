//! One folder of the chain of layers: its files as read, and what makes a folder a handbook.

use super::SiteHead;
use super::gate::{self, GatedFile};
use super::site_file::SiteFile;
use super::text::{LayerTexts, Readings};
use super::yaml::Node;
use crate::diag::{Code, Diagnostic, Sink, SourceFile, SourceId, SourceMap, Span};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// The file that makes a folder a handbook.
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
    /// What stands in them.
    pub texts: LayerTexts,
    /// What was wrong with its files, each looked at on its own.
    pub problems: Sink,
}

/// `site.yml` as read.
#[derive(Debug)]
pub(super) struct SiteText {
    /// What it says for this handbook alone.
    pub file: SiteFile,
    /// All that stands in it.
    pub node: Node,
}

impl LayerFolder {
    /// What its `site.yml` says; `None` when it could not be read.
    pub fn site(&self) -> Option<&SiteFile> {
        Some(&self.texts.site.as_deref()?.file)
    }

    /// The id of its handbook; the folder where that is not known.
    pub fn name(&self) -> &str {
        self.site().map_or(&self.display, |file| &file.id.value)
    }
}

/// `site.yml` of one folder, without its layers and without complaints.
pub(super) fn peek(dir: &Path) -> Option<SiteHead> {
    let files = gate::list(dir, "", &mut SourceMap::default(), &mut Sink::default());
    let site_yml = files.into_iter().find(|file| file.relative == SITE_FILE)?;
    let texts = Readings::default().read_all((&[site_yml], ""), 0, &mut SourceMap::default(), &mut Sink::default());
    texts.site?.file.head()
}

/// Opens the folder `root`, which an earlier look knew by `readings`; `None` when it is no handbook, which is said at the place that names it.
pub(super) fn open(
    (root, named_at): (&Path, Option<Span>),
    (readings, looked_ns): (&mut Readings, i64),
    sources: &mut SourceMap,
    sink: &mut Sink,
) -> Option<LayerFolder> {
    let display = display(root);
    if !root.join(SITE_FILE).is_file() {
        missing(root, &display, named_at, sources, sink);
        return None;
    }
    let mut problems = Sink::default();
    let files = gate::list(root, &display, sources, &mut problems);
    if !files.iter().any(|file| file.relative == SITE_FILE) {
        sink.append(problems);
        return None;
    }
    let texts = readings.read_all((&files, &display), looked_ns, sources, &mut problems);
    Some(LayerFolder { root: root.to_owned(), display, files: Arc::new(files), texts, problems })
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

/// Decodes `site.yml`.
pub(super) fn decode_site_file(node: Node, source: SourceId, sink: &mut Sink) -> Option<SiteText> {
    let mut file: SiteFile = super::fields::decode(&node, sink)?;
    file.source = Some(source);
    Some(SiteText { file, node })
}

/// `content/otaru/../common` → `content/common`, without asking the disk, so that messages name the folder as the editor knows it.
pub(super) fn normalize(path: &Path) -> PathBuf {
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
