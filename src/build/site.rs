//! One build from the sources to the published site: load → check → the edition of an audience → render → publish. Stops at the first step that finds an error.

use super::{BuildError, BuildRecord, SourceRoot, Target, is_up_to_date, open_target};
use crate::check;
use crate::diag::{Code, Diagnostic, Severity, Sink, SourceMap, Text};
use crate::load::{self, LayerTheme, Library, Loaded, SiteHead};
use crate::model::{Audience, Site};
use crate::render;
use crate::theme::{Theme, ThemeFile, ThemeLayer};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// All options that change the bytes of a site, as one text.
fn options_key(audience: Audience) -> String {
    format!("audience={}", audience.name())
}

/// What a build did, with everything that is to be told.
#[derive(Debug)]
pub struct Built {
    /// How it ended.
    pub outcome: BuildOutcome,
    /// The texts that the problems point into.
    pub sources: SourceMap,
    /// Problems, settled.
    pub sink: Sink,
}

/// How a build ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildOutcome {
    /// Nothing changed since the last build; no file was touched.
    Unchanged {
        /// Files of the site.
        files: usize,
        /// Warnings the last build gave.
        warnings: usize,
    },
    /// The site was published.
    Published {
        /// Files written anew.
        written: usize,
        /// Files kept from the last site.
        linked: usize,
        /// Files of the last site that are gone.
        removed: usize,
    },
    /// Nothing was published; the last site stands.
    Refused {
        /// Whether disk, rights or the output folder were the reason, and not the sources.
        is_environment: bool,
    },
}

/// Reads `site.yml` alone; `None` when it is wrong, which a build then says in full.
#[must_use]
pub fn peek(site: &Path) -> Option<SiteHead> {
    load::peek(site)
}

/// The builds of one run: handbooks that extend the same base share what was read of it.
#[derive(Debug, Default)]
pub struct Builder {
    library: Library,
    /// When the first target was opened, before anything was read: sources that all builds share were not read earlier.
    opened_ns: Option<i64>,
}

/// Loads a site and judges it, for both audiences, without rendering.
#[must_use]
pub fn check_site(site: &Path) -> Loaded {
    Builder::default().check(site)
}

/// Builds the edition of the handbook in `site` for an audience into the folder `out`. `progress` hears how many of how many files are done, from any thread.
#[must_use]
pub fn build_site(site: &Path, out: &Path, audience: Audience, progress: &(dyn Fn(usize, usize) + Sync)) -> Built {
    Builder::default().build(site, out, audience, progress)
}

impl Builder {
    /// [`check_site`] with what this run has read.
    pub fn check(&mut self, site: &Path) -> Loaded {
        judge(self.library.load(site))
    }

    /// [`build_site`] with what this run has read.
    pub fn build(&mut self, site: &Path, out: &Path, audience: Audience, progress: &(dyn Fn(usize, usize) + Sync)) -> Built {
        if let Some(same) = is_up_to_date(&options_key(audience), site, out) {
            let outcome = BuildOutcome::Unchanged { files: same.files, warnings: same.warnings };
            return Built { outcome, sources: SourceMap::default(), sink: Sink::default() };
        }
        let mut loaded = Loaded::default();
        let result = self.publish((site, out), audience, &mut loaded, progress);
        let outcome = result.unwrap_or_else(|stop| match stop {
            Stop::Problems => BuildOutcome::Refused { is_environment: false },
            Stop::Refused(error) => {
                loaded.sink.push(tell(error.code, Severity::Error, &error.message));
                BuildOutcome::Refused { is_environment: true }
            }
        });
        loaded.sink.settle(&loaded.sources);
        Built { outcome, sources: loaded.sources, sink: loaded.sink }
    }

    fn publish(
        &mut self,
        (dir, out): (&Path, &Path),
        audience: Audience,
        loaded: &mut Loaded,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<BuildOutcome, Stop> {
        let mut target = open_target(out, &[dir.to_path_buf()])?;
        target.opened_ns = target.opened_ns.min(*self.opened_ns.get_or_insert(target.opened_ns));
        target.refuse_other_edition(audience)?;
        *loaded = self.library.load(dir);
        let folders: Vec<PathBuf> = loaded.inputs.iter().map(|input| input.root.clone()).collect();
        target.protect(&folders)?;
        render_into(target, audience, loaded, progress)
    }
}

fn judge(mut loaded: Loaded) -> Loaded {
    if let Some(site) = &loaded.site {
        loaded.sink.append(check::check(site, &loaded.sources));
        let theme = theme(&loaded.theme, site, &mut loaded.sink);
        // As in a build, drawings are looked at only when all else is right.
        let theme = theme.filter(|_| loaded.sink.errors() == 0);
        loaded.sink.append(theme.map(|theme| render::flow_misfits(site, &theme)).unwrap_or_default());
    }
    loaded.sink.settle(&loaded.sources);
    loaded
}

/// Why a build stopped.
enum Stop {
    /// Errors in the sources; they are in the sink.
    Problems,
    /// The output folder or the machine.
    Refused(Box<BuildError>),
}

impl From<BuildError> for Stop {
    fn from(error: BuildError) -> Self {
        Self::Refused(Box::new(error))
    }
}

fn render_into(
    target: Target,
    audience: Audience,
    loaded: &mut Loaded,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<BuildOutcome, Stop> {
    let Loaded { site, sources, sink, .. } = loaded;
    let site = site.take().ok_or(Stop::Problems)?;
    sink.append(check::check(&site, sources));
    let theme = theme(&loaded.theme, &site, sink);
    let Some(theme) = theme.filter(|_| sink.errors() == 0) else { return Err(Stop::Problems) };
    let site = site.for_audience(audience);
    let staging = target.stage()?;
    let done = AtomicUsize::new(0);
    let step = |total: usize| progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
    let report = render::render(&site, sources, &theme, &staging, &step);
    sink.append(report.sink);
    if sink.errors() > 0 {
        return Err(Stop::Problems);
    }
    let roots: Vec<SourceRoot<'_>> = loaded.inputs.iter().map(|input| SourceRoot { path: &input.root, files: &input.files }).collect();
    let options_key = options_key(audience);
    let record =
        BuildRecord { site: site.config.id.as_str(), audience, options_key: &options_key, roots: &roots, warnings: sink.warnings() };
    let report = staging.finish(&record)?;
    sink.extend(report.notices.iter().map(|notice| tell(notice.code, Severity::Warning, &notice.message)));
    Ok(BuildOutcome::Published { written: report.written, linked: report.linked + report.unchanged, removed: report.removed })
}

fn tell(code: Code, severity: Severity, message: &Text) -> Diagnostic {
    Diagnostic { severity, ..Diagnostic::general(code, message.ja.clone(), message.en.clone()) }
}

/// Puts the theme of a loaded site together; `None` when there is an error.
pub(crate) fn theme(layers: &[LayerTheme], site: &Site, sink: &mut Sink) -> Option<Theme> {
    let layers: Vec<ThemeLayer> = layers
        .iter()
        .map(|layer| ThemeLayer {
            name: layer.layer.clone(),
            files: layer
                .files
                .iter()
                .map(|(path, file)| (path.clone(), ThemeFile { bytes: file.bytes.clone(), source: file.source }))
                .collect(),
        })
        .collect();
    Theme::assemble(&layers, &site.config.lang, Some(site.config.lang.span), sink)
}
