//! `shirube build`: every handbook asked for, one after the other; a failing one does not stop the others.

use super::Outcome;
use super::arguments::BuildArguments;
use super::bases::{Bases, Untold};
use super::progress::Progress;
use super::report::Output;
use crate::build::{self, BuildOutcome, Builder, Built, EntryOutcome, Workspace};
use crate::diag::{Language, Sink, SourceMap};
use crate::load::SiteHead;
use crate::model::Audience;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub(super) fn run(options: &BuildArguments, output: &Output) -> Outcome {
    let workspace = match super::workspace(options.site.as_deref(), "build", output) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let mut targets = BTreeSet::new();
    let mut heads = Vec::new();
    let audience = options.audience.into();
    let mut run = Run::new(&workspace, audience, output);
    let mut worst = Outcome::Done;
    for site in &workspace.sites {
        let head = build::peek(site);
        heads.push((site, head.clone()));
        let outcome = match plan(head, options.out.as_deref().map(|out| (out, workspace.is_single)), audience) {
            // Without an id there is no folder to build into: only say what is wrong.
            Plan::Unreadable => run.refuse(site),
            Plan::Base if workspace.is_single => {
                output.line(&base_line(site, output));
                Outcome::Done
            }
            // Looked at together, once the first handbook is being built.
            Plan::Base => Outcome::Done,
            Plan::Into(target) if targets.insert(target.clone()) => run.build_at(site, &target),
            Plan::Into(target) => refuse_twin(site, &target, output),
        };
        if outcome != Outcome::Done && worst != Outcome::Environment {
            worst = outcome;
        }
    }
    run.check_bases();
    worst = if worst == Outcome::Done { run.of_bases } else { worst };
    heads.sort_by_key(|(site, _)| *site);
    // The page above the handbooks is public; an edition for staff is opened by its own folder.
    // Where one cannot be read, the list of the last run stands: its last good site stands too.
    let heads: Option<Vec<SiteHead>> = heads.into_iter().map(|(_, head)| head).collect();
    if let (false, Audience::Public, Some(mut heads)) = (workspace.is_single, audience, heads) {
        heads.retain(|head| !head.is_base);
        let listed = list_handbooks(options.out.as_deref().unwrap_or(Path::new(PUBLIC)), &heads, output);
        worst = if listed == Outcome::Done { worst } else { listed };
    }
    worst
}

/// The entry page above the handbooks.
fn list_handbooks(folder: &Path, heads: &[SiteHead], output: &Output) -> Outcome {
    let page = folder.join("index.html");
    let page = page.display();
    match build::publish_entry(folder, heads) {
        Ok(EntryOutcome::Written) => output.line(&format!("{}{page}", output.text("手引きの一覧 → ", "list of the handbooks → "))),
        Ok(EntryOutcome::Unchanged | EntryOutcome::NothingToList) => {}
        Ok(EntryOutcome::NotOurs) => output.complain(&match output.language {
            Language::Japanese => format!("{page} は、しるべが作ったものではないか、手で直されているので、そのままにしました"),
            Language::English => format!("{page} is not ours or was edited; it was left as it is"),
        }),
        Err(error) => {
            output.complain(&match output.language {
                Language::Japanese => format!("{page} を書けませんでした: {error}"),
                Language::English => format!("{page} could not be written: {error}"),
            });
            return Outcome::Environment;
        }
    }
    Outcome::Done
}

/// Where handbooks go that nobody named a folder for.
const PUBLIC: &str = "public";

enum Plan {
    Unreadable,
    Base,
    Into(PathBuf),
}

/// Where the edition of a handbook goes; `out` is the folder asked for, and whether it is for this handbook alone.
fn plan(head: Option<SiteHead>, out: Option<(&Path, bool)>, audience: Audience) -> Plan {
    let Some(head) = head else { return Plan::Unreadable };
    if head.is_base {
        return Plan::Base;
    }
    // Both editions have folders of their own, so that neither is ever copied or served for the other.
    let name = match audience {
        Audience::Public => head.id.to_string(),
        Audience::Staff => format!("{}-staff", head.id),
    };
    Plan::Into(match out {
        Some((out, true)) => out.to_owned(),
        Some((out, false)) => out.join(name),
        None => Path::new(PUBLIC).join(name),
    })
}

fn refused_line(site: &Path, counts: &str, output: &Output) {
    let kept = output.text("。前のサイトには触れていません", "; the last site is untouched");
    output.complain(&format!("{}: {counts}{kept}", site.display()));
}

/// Two handbooks with one id would publish over each other.
fn refuse_twin(site: &Path, target: &Path, output: &Output) -> Outcome {
    let (site, target) = (site.display(), target.display());
    output.complain(&match output.language {
        Language::Japanese => {
            format!("{site}: ほかの手引きと id が同じなので、作りませんでした（出力先 {target}）。site.yml の id を変えてください")
        }
        Language::English => format!("{site}: not built, because another handbook has the same id ({target}); change `id` in site.yml"),
    });
    Outcome::Problems
}

fn base_line(site: &Path, output: &Output) -> String {
    let site = site.display();
    match output.language {
        Language::Japanese => format!("{site}: ほかの手引きの基なので、単独では作りません（誤りは shirube check で調べられます）"),
        Language::English => format!("{site}: a base of other handbooks; not built on its own (use `shirube check`)"),
    }
}

/// What the builds of one command share.
struct Run<'r> {
    builder: Builder,
    bases: Bases,
    /// Bases that are not built themselves and were not checked yet.
    unchecked: Vec<PathBuf>,
    /// How their check ended.
    of_bases: Outcome,
    workspace: &'r Workspace,
    audience: Audience,
    output: &'r Output,
}

impl<'r> Run<'r> {
    fn new(workspace: &'r Workspace, audience: Audience, output: &'r Output) -> Self {
        let is_base = |site: &&PathBuf| build::peek(site).is_some_and(|head| head.is_base);
        let is_here = |base: &&PathBuf| workspace.sites.iter().any(|site| same(site, base));
        let elsewhere = workspace.bases.iter().filter(|base| !is_here(base));
        let unchecked =
            if workspace.is_single { Vec::new() } else { elsewhere.chain(workspace.sites.iter().filter(is_base)).cloned().collect() };
        Self { builder: Builder::default(), bases: Bases::default(), unchecked, of_bases: Outcome::Done, workspace, audience, output }
    }

    /// Checks the bases. Not before a target was opened: what is read earlier than that may differ from what a build takes it for.
    fn check_bases(&mut self) {
        let outcome = self.bases.check(&std::mem::take(&mut self.unchecked), &mut self.builder, self.output);
        if outcome != Outcome::Done {
            self.of_bases = outcome;
        }
    }

    /// What is wrong with a handbook, less what was said of its bases.
    fn untold(&mut self, site: &Path, sink: Sink, sources: &SourceMap) -> Untold {
        let untold = self.bases.untold(sink, sources);
        if self.workspace.is_extended(site) {
            self.bases.tell(&untold.sink, sources);
        }
        untold
    }

    fn refuse(&mut self, site: &Path) -> Outcome {
        // By itself, for no target was opened.
        let checked = build::check_site(site);
        let untold = self.untold(site, checked.sink, &checked.sources);
        let counts = untold.counts(self.output);
        self.output.problems(untold.sink, &checked.sources);
        refused_line(site, &counts, self.output);
        Outcome::Problems
    }

    fn build_at(&mut self, site: &Path, target: &Path) -> Outcome {
        let output = self.output;
        let progress = Progress::new(output, &site.display().to_string());
        let built = self.builder.build(site, target, self.audience, &|done, total| progress.step(done, total));
        progress.finish();
        let Built { outcome, sources, sink } = built;
        if !matches!(outcome, BuildOutcome::Unchanged { .. } | BuildOutcome::Refused { is_environment: true }) {
            self.check_bases();
        }
        let untold = self.untold(site, sink, &sources);
        let counts = untold.counts(output);
        output.problems(untold.sink, &sources);
        let target = target.display();
        match outcome {
            BuildOutcome::Unchanged { files, warnings } => {
                output.line(&unchanged_line(&format!("{} → {target}", site.display()), files, warnings, output.language));
                Outcome::Done
            }
            BuildOutcome::Published { written, linked, removed } => {
                let (site, files) = (site.display(), written + linked);
                output.line(&match output.language {
                    Language::Japanese => {
                        format!("{site} → {target}: {files} ファイル（書いた {written}、前のまま {linked}、消した {removed}）。{counts}")
                    }
                    Language::English => {
                        format!("{site} → {target}: {files} files ({written} written, {linked} kept, {removed} removed). {counts}")
                    }
                });
                Outcome::Done
            }
            BuildOutcome::Refused { is_environment } => {
                refused_line(site, &counts, output);
                if is_environment { Outcome::Environment } else { Outcome::Problems }
            }
        }
    }
}

fn same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

fn unchanged_line(what: &str, files: usize, warnings: usize, language: Language) -> String {
    match (language, warnings) {
        (Language::Japanese, 0) => format!("{what}: 変わっていません（{files} ファイル）"),
        (Language::Japanese, n) => format!("{what}: 変わっていません（{files} ファイル、注意 {n} 件は shirube check で見られます）"),
        (Language::English, 0) => format!("{what}: unchanged ({files} files)"),
        (Language::English, n) => format!("{what}: unchanged ({files} files; `shirube check` shows {n} warnings)"),
    }
}
