//! One page at a time, for a preview: what nobody looks at is not rendered.
//!
//! After an edit a preview could ask which pages depend on what was edited: through references, item numbers, neighbours, menus and lists of
//! mentions. Rendering a page when it is looked at needs no such knowledge, so it cannot be wrong about it: every page is made from the
//! model as it is now, and costs less than a millisecond.

use super::output::{MemoryOutput, OutPath, Output, OutputError};
use super::plan::{self, Plan};
use super::renderer::{Renderer, out_path};
use super::{Job, run, search};
use crate::diag::{Diagnostic, Severity, Sink, SourceMap};
use crate::model::{PageId, Site};
use crate::theme::Theme;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A prepared site that renders any of its pages when asked.
pub struct OnDemand<'a> {
    renderer: &'a Renderer<'a>,
    /// What each path is made by; files of the theme and of `assets/` stand in `files`.
    jobs: BTreeMap<OutPath, Job<'a>>,
    files: BTreeMap<OutPath, &'a [u8]>,
    /// Where the one page goes that is being rendered.
    tray: &'a MemoryOutput,
    /// The search index, made when somebody first searches.
    search: OnceLock<BTreeMap<OutPath, Vec<u8>>>,
}

/// Prepares a site and lends it to `body`. The site is the edition of an audience, as for [`render`](super::render()).
///
/// # Errors
/// What is wrong with the templates.
pub fn on_demand<R>(site: &Site, sources: &SourceMap, theme: &Theme, body: impl FnOnce(&OnDemand<'_>) -> R) -> Result<R, Box<Sink>> {
    let tray = MemoryOutput::default();
    let text = |key| super::facts::message(theme.strings(), key);
    let plan = Plan::new(site, text("staff_number"), plan::RULE_TITLES.map(text));
    let renderer = Renderer::new(&plan, sources, theme, &tray, None)?;
    let mut on_demand =
        OnDemand { renderer: &renderer, jobs: BTreeMap::new(), files: BTreeMap::new(), tray: &tray, search: OnceLock::new() };
    on_demand.lay_out(site, theme).map_err(|problem| {
        let mut sink = Sink::default();
        sink.push(*problem);
        Box::new(sink)
    })?;
    Ok(body(&on_demand))
}

impl<'a> OnDemand<'a> {
    fn lay_out(&mut self, site: &'a Site, theme: &'a Theme) -> Result<(), Box<Diagnostic>> {
        for (path, job) in super::pages(self.renderer.plan) {
            self.jobs.insert(out_path(&path)?, job);
        }
        let of_theme = theme.files().map(|asset| (asset.path.clone(), asset.bytes.as_slice()));
        let assets = site.assets.iter().map(|(path, asset)| (format!("files/{path}"), asset.bytes.as_slice()));
        for (path, bytes) in of_theme.chain(assets) {
            self.files.insert(out_path(&path)?, bytes);
        }
        Ok(())
    }

    /// The file at a path, as a build would write it; `None` when there is none.
    ///
    /// # Errors
    /// What is wrong with the page or its template.
    pub fn file(&self, path: &str) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
        let Ok(path) = OutPath::new(path) else { return Ok(None) };
        if let Some(bytes) = self.files.get(&path) {
            return Ok(Some(bytes.to_vec()));
        }
        let Some(job) = self.jobs.get(&path) else { return Ok(self.searched(&path)) };
        let (_, sink) = run(self.renderer, job);
        let bytes = self.tray.take(&path);
        match sink.into_iter().find(|problem| problem.severity == Severity::Error) {
            Some(problem) => Err(Box::new(problem)),
            None => Ok(bytes),
        }
    }

    /// A file of the search index, which knows every page; the whole is made when the first is asked for.
    fn searched(&self, path: &OutPath) -> Option<Vec<u8>> {
        if !path.as_str().starts_with(search::FOLDER) {
            return None;
        }
        self.search.get_or_init(|| self.index()).get(path).cloned()
    }

    fn index(&self) -> BTreeMap<OutPath, Vec<u8>> {
        let (collector, nowhere) = (search::Collector::default(), Nowhere);
        let shown = self.renderer;
        // The templates are those of the pages that are shown; what is wrong with a page is said when it is looked at.
        let Ok(renderer) = Renderer::new(shown.plan, shown.sources, shown.theme, &nowhere, Some(&collector)) else {
            return BTreeMap::new();
        };
        self.jobs.par_iter().for_each(|(_, job)| drop(run(&renderer, job)));
        let files = search::index(&renderer, &collector);
        files.into_iter().filter_map(|file| Some((OutPath::new(search::path(&file)).ok()?, file.bytes))).collect()
    }

    /// Renders every page and keeps none: what is wrong with any of them.
    #[must_use]
    pub fn try_all(&self) -> Sink {
        let jobs: Vec<(&OutPath, &Job<'_>)> = self.jobs.iter().collect();
        let found: Vec<Sink> = jobs
            .par_iter()
            .map(|(path, job)| {
                let (_, sink) = run(self.renderer, job);
                drop(self.tray.take(path));
                sink
            })
            .collect();
        let mut all = Sink::default();
        found.into_iter().for_each(|found| all.append(found));
        all.settle(self.renderer.sources);
        all
    }
}

/// Where the page of an id lies in the site.
#[must_use]
pub fn path_of_page(id: &PageId) -> String {
    plan::page_path(id)
}

/// Lets go of every file: pages are read for the search while they are rendered.
struct Nowhere;

impl Output for Nowhere {
    fn put(&self, _: OutPath, _: &[u8]) -> Result<(), OutputError> {
        Ok(())
    }
}
