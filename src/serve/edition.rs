//! The sources of one site → an edition that can be shown, read again and again with little work.
//!
//! The steps are those of a build (`build/site.rs`) without the publishing. What an earlier look knew is used where nothing changed: files
//! ([`Library`]), problems of pages ([`check::Memory`]), the theme.

use crate::build;
use crate::check;
use crate::diag::{Sink, SourceMap};
use crate::load::{LayerTheme, Library, Loaded};
use crate::model::{Audience, Page, Site};
use crate::render;
use crate::theme::Theme;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// What is known of the sources of one site.
pub(super) struct Sources {
    dir: PathBuf,
    audience: Audience,
    library: Library,
    problems: check::Memory,
    theme: Option<KnownTheme>,
    /// The folders that were looked in last.
    pub roots: Vec<PathBuf>,
}

struct KnownTheme {
    layers: Vec<LayerTheme>,
    lang: String,
    theme: Arc<Theme>,
    sink: Sink,
}

/// What a look at changed sources found.
pub(super) struct Look {
    /// The edition; `None` when there are errors.
    pub edition: Option<Box<Edition>>,
    /// Whether the site is only a base of others, of which there is no edition.
    pub is_base: bool,
    pub report: Report,
}

/// What is to be told of a look.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub sink: Sink,
    pub sources: SourceMap,
    /// Shown names of the files that changed.
    pub changed: Vec<String>,
}

/// A site that can be rendered.
pub(super) struct Edition {
    pub site: Site,
    pub sources: SourceMap,
    pub theme: Arc<Theme>,
    /// Paths of the pages whose files changed.
    pub changed: Vec<String>,
    /// Whether a layer has templates of its own, in which any page may be wrong.
    pub has_own_templates: bool,
}

impl Sources {
    pub fn new(dir: &Path, audience: Audience) -> Self {
        let (library, problems) = (Library::default(), check::Memory::default());
        Self { dir: dir.to_owned(), audience, library, problems, theme: None, roots: vec![dir.to_owned()] }
    }

    /// Looks at the sources; `None` when nothing changed.
    pub fn look(&mut self) -> Option<Look> {
        let (mut loaded, changed) = self.library.reload(&self.dir, now_ns())?;
        self.roots = std::mem::take(&mut loaded.looked_in);
        let mut theme = None;
        if let Some(site) = &loaded.site {
            loaded.sink.append(check::check_again(site, &loaded.sources, &mut self.problems));
            theme = self.theme(std::mem::take(&mut loaded.theme), site, &mut loaded.sink);
        }
        let Loaded { site, sources, mut sink, .. } = loaded;
        sink.settle(&sources);
        let is_base = site.as_ref().is_some_and(|site| site.config.is_base);
        let edition = site.zip(theme).filter(|_| sink.errors() == 0 && !is_base).map(|(site, theme)| {
            let site = site.for_audience(self.audience);
            let is_named = |source| sources.file(source).is_some_and(|file| changed.binary_search(&file.name).is_ok());
            let is_changed = |page: &&Page| page.files.iter().copied().any(is_named);
            let pages = site.pages.values().filter(is_changed).map(|page| render::path_of_page(&page.id)).collect();
            let has_own_templates = theme.templates().iter().any(|template| template.source.is_some());
            Box::new(Edition { site, sources: sources.clone(), theme, changed: pages, has_own_templates })
        });
        Some(Look { edition, is_base, report: Report { sink, sources, changed } })
    }

    fn theme(&mut self, layers: Vec<LayerTheme>, site: &Site, sink: &mut Sink) -> Option<Arc<Theme>> {
        let known = self.theme.take().filter(|known| known.layers == layers && known.lang == site.config.lang);
        let known = match known {
            Some(known) => known,
            None => {
                let mut found = Sink::default();
                let Some(theme) = build::theme(&layers, site, &mut found) else {
                    sink.append(found);
                    return None;
                };
                KnownTheme { layers, lang: site.config.lang.clone(), theme: Arc::new(theme), sink: found }
            }
        };
        sink.append(known.sink.clone());
        let theme = Arc::clone(&known.theme);
        self.theme = Some(known);
        Some(theme)
    }
}

fn now_ns() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.ok().and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or(0)
}
