//! Step 5: the staging folder becomes the site. A full [`StagingOutput`] in, the published site and a [`PublishReport`] out.

use super::beside;
use super::carry;
use super::error::{BuildError, Notice};
use super::fingerprint::{SourceRoot, input_fingerprint};
use super::manifest::{MANIFEST_NAME, Manifest};
use super::retire::{self, Retirement, SetAside};
use super::staging::{StagingOutput, write_new};
use super::state::State;
use super::steps::Step;
use super::target;
use crate::diag::Code;
use crate::model::Audience;
use crate::platform;
use std::fs;
use std::io;
use std::path::Path;

/// What is to be remembered of a build.
#[derive(Clone, Copy, Debug)]
pub struct BuildRecord<'a> {
    /// The site's id.
    pub site: &'a str,
    /// Whose edition it is.
    pub audience: Audience,
    /// All options that change the site, as one text; equal options, equal text.
    pub options_key: &'a str,
    /// The folders of sources, the site's own first.
    pub roots: &'a [SourceRoot<'a>],
    /// Warnings given, to be told again when nothing changed.
    pub warnings: usize,
}

/// What a publication did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublishReport {
    /// Files written anew.
    pub written: usize,
    /// Files linked from the last site into the new one.
    pub linked: usize,
    /// Files of a site that came out equal to the published one, which was then left alone.
    pub unchanged: usize,
    /// Files of the last site that the new one has not.
    pub removed: usize,
    /// Files edited by hand, and where they are now.
    pub set_aside: Vec<SetAside>,
    /// What to tell the user, the files set aside included.
    pub notices: Vec<Notice>,
}

impl StagingOutput {
    /// Publishes what was put, in one step, and removes the last site as far as it is ours.
    ///
    /// # Errors
    /// `X102` when a foreign file stands in the way or the folder stopped being ours, `X108` when the other edition stands there, `X104` when the system refuses. The last site stands.
    pub fn finish(mut self, record: &BuildRecord<'_>) -> Result<PublishReport, BuildError> {
        let manifest = self.manifest(record)?;
        let out = self.target.beside.out.clone();
        self.target.old = target::owned(&out)?;
        self.target.refuse_other_edition(record.audience)?;
        let linked = self.linked();
        let mut report = PublishReport { notices: std::mem::take(&mut self.target.notices), ..PublishReport::default() };
        if self.equal() == manifest.files.len() && self.target.old.as_ref() == Some(&manifest) {
            report.unchanged = manifest.files.len();
            let _ = target::remove_staging(&self.folder);
            self.remember(record, &manifest);
            return Ok(report);
        }
        report.linked = linked;
        report.written = manifest.files.len() - linked;
        if let Some(old) = &self.target.old {
            report.removed = old.files.keys().filter(|path| !manifest.files.contains_key(*path)).count();
        }
        self.complete(&manifest)?;
        self.exchange()?;
        // From here on the new site stands, so nothing is a failure any more: what is left undone is debris for the next build.
        let _ = self.retire_old(&mut report.set_aside);
        report.notices.extend(report.set_aside.iter().map(SetAside::notice));
        self.remember(record, &manifest);
        Ok(report)
    }

    fn manifest(&self, record: &BuildRecord<'_>) -> Result<Manifest, BuildError> {
        let unfinished =
            || BuildError::new(Code::OutputFailed, "書きかけのファイルがあるので、公開しません", "a file was not written to its end");
        let fingerprint = input_fingerprint(record.options_key, record.roots).map_err(|error| {
            let message = format!("原稿をもう一度読めませんでした（{error}）");
            BuildError::new(Code::OutputFailed, message, format!("a source could not be read again ({error})"))
        })?;
        Ok(Manifest {
            tool: env!("CARGO_PKG_VERSION").to_owned(),
            site: record.site.to_owned(),
            audience: record.audience,
            fingerprint,
            files: self.entries().ok_or_else(unfinished)?,
        })
    }

    /// Makes the staging folder a whole site: list, foreign files, rights of the old folder; then onto the disk with it.
    fn complete(&self, manifest: &Manifest) -> Result<(), BuildError> {
        let failed = |error| BuildError::failed(&self.folder, error);
        let (target, out) = (&self.target, &self.target.beside.out);
        write_new(&self.folder.join(MANIFEST_NAME), manifest.to_json().as_bytes()).map_err(failed)?;
        target.hook.at(Step::Listed).map_err(failed)?;
        if beside::exists(out) {
            carry::carry_over(out, target.old.as_ref(), &self.folder)?;
            let rights = fs::metadata(out).map_err(failed)?.permissions();
            fs::set_permissions(&self.folder, rights).map_err(failed)?;
        }
        target.hook.at(Step::Carried).map_err(failed)?;
        platform::sync_volume(&self.folder).map_err(failed)?;
        target.hook.at(Step::Synced).map_err(failed)
    }

    /// The one step in which the site changes. On failure everything is where it was.
    fn exchange(&self) -> Result<(), BuildError> {
        let target = &self.target;
        let (out, swap) = (&target.beside.out, target.beside.swap());
        let failed = |error| BuildError::failed(out, error);
        fs::rename(&self.folder, &swap).map_err(failed)?;
        let exchanged = target.hook.at(Step::Ready).and_then(|()| {
            if !beside::exists(out) {
                return fs::rename(&swap, out);
            }
            match if target.may_exchange { platform::exchange(&swap, out) } else { Err(io::ErrorKind::Unsupported.into()) } {
                Err(error) if error.kind() == io::ErrorKind::Unsupported => self.rename_twice(&swap),
                result => result,
            }
        });
        if let Err(error) = exchanged {
            // Back under the name that is removed without a question: all in it is ours or still in the old site.
            let _ = fs::rename(&swap, &self.folder);
            return Err(failed(error));
        }
        // The exchange is done; should its name not reach the disk before a power cut, the old site stands again.
        let _ = platform::sync_names(&target.beside.parent);
        Ok(())
    }

    fn rename_twice(&self, swap: &Path) -> io::Result<()> {
        let (out, old) = (&self.target.beside.out, self.target.beside.old());
        fs::rename(out, &old)?;
        let renamed = self.target.hook.at(Step::MovedAway).and_then(|()| fs::rename(swap, out));
        if renamed.is_err() {
            fs::rename(&old, out)?;
        }
        renamed
    }

    fn retire_old(&self, set_aside: &mut Vec<SetAside>) -> io::Result<()> {
        let target = &self.target;
        target.hook.at(Step::Exchanged)?;
        for folder in [target.beside.swap(), target.beside.old()] {
            if target::is_folder(&folder) {
                let retirement = Retirement { folder: &folder, beside: &target.beside, state: target.state.as_ref(), hook: &target.hook };
                retire::retire(&retirement, set_aside)?;
            }
        }
        target.hook.at(Step::Retired)
    }

    /// Notes the stamps. Without them the next build only takes longer, so a failure is nobody's business.
    fn remember(&self, record: &BuildRecord<'_>, manifest: &Manifest) {
        let state = State::of(&self.target, record, manifest);
        if let Some(state) = state {
            let _ = state.write(&self.target.beside);
        }
        let _ = self.target.hook.at(Step::Saved);
    }
}
