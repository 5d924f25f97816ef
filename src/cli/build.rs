//! `shirube build`: every handbook asked for, one after the other; a failing one does not stop the others.

use super::Outcome;
use super::arguments::BuildArguments;
use super::progress::Progress;
use super::report::Output;
use crate::build::{self, BuildOutcome, Builder, Built, EntryOutcome};
use crate::diag::Language;
use crate::load::SiteHead;
use crate::model::Audience;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub(super) fn run(options: &BuildArguments, output: &Output) -> Outcome {
    let workspace = match super::workspace(options.site.as_deref(), "build", output) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let mut worst = Outcome::Done;
    let mut targets = BTreeSet::new();
    let mut heads = Vec::new();
    let audience = options.audience.into();
    let mut builder = Builder::default();
    for site in &workspace.sites {
        let head = build::peek(site);
        heads.push(head.clone());
        let outcome = match plan(head, options.out.as_deref().map(|out| (out, workspace.is_single)), audience) {
            // Without an id there is no folder to build into: only say what is wrong.
            Plan::Unreadable => refuse(&mut builder, site, output),
            Plan::Base if workspace.is_single => {
                output.line(&base_line(site, output));
                Outcome::Done
            }
            Plan::Base => Outcome::Done,
            Plan::Into(target) if targets.insert(target.clone()) => build_at(&mut builder, (site, &target), audience, output),
            Plan::Into(target) => refuse_twin(site, &target, output),
        };
        if outcome != Outcome::Done && worst != Outcome::Environment {
            worst = outcome;
        }
    }
    // The page above the handbooks is public; an edition for staff is opened by its own folder.
    // Where one cannot be read, the list of the last run stands: its last good site stands too.
    let heads: Option<Vec<SiteHead>> = heads.into_iter().collect();
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

fn refuse(builder: &mut Builder, site: &Path, output: &Output) -> Outcome {
    let checked = builder.check(site);
    let counts = output.counts(checked.sink.errors(), checked.sink.warnings());
    output.problems(checked.sink, &checked.sources);
    refused_line(site, &counts, output);
    Outcome::Problems
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

fn build_at(builder: &mut Builder, (site, target): (&Path, &Path), audience: Audience, output: &Output) -> Outcome {
    let progress = Progress::new(output, &site.display().to_string());
    let built = builder.build(site, target, audience, &|done, total| progress.step(done, total));
    progress.finish();
    let Built { outcome, sources, sink } = built;
    let (errors, warnings) = (sink.errors(), sink.warnings());
    output.problems(sink, &sources);
    let target = target.display();
    match outcome {
        BuildOutcome::Unchanged { files, warnings } => {
            output.line(&unchanged_line(&format!("{} → {target}", site.display()), files, warnings, output.language));
            Outcome::Done
        }
        BuildOutcome::Published { written, linked, removed } => {
            let (site, counts) = (site.display(), output.counts(errors, warnings));
            let text = match output.language {
                Language::Japanese => {
                    format!(
                        "{site} → {target}: {} ファイル（書いた {written}、前のまま {linked}、消した {removed}）。{counts}",
                        written + linked
                    )
                }
                Language::English => {
                    format!("{site} → {target}: {} files ({written} written, {linked} kept, {removed} removed). {counts}", written + linked)
                }
            };
            output.line(&text);
            Outcome::Done
        }
        BuildOutcome::Refused { is_environment } => {
            refused_line(site, &output.counts(errors, warnings), output);
            if is_environment { Outcome::Environment } else { Outcome::Problems }
        }
    }
}

fn unchanged_line(what: &str, files: usize, warnings: usize, language: Language) -> String {
    match (language, warnings) {
        (Language::Japanese, 0) => format!("{what}: 変わっていません（{files} ファイル）"),
        (Language::Japanese, n) => format!("{what}: 変わっていません（{files} ファイル、注意 {n} 件は shirube check で見られます）"),
        (Language::English, 0) => format!("{what}: unchanged ({files} files)"),
        (Language::English, n) => format!("{what}: unchanged ({files} files; `shirube check` shows {n} warnings)"),
    }
}
